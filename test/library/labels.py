#!/usr/bin/env python3
"""Which label paths of a list no arm of our library has.

    labels.py LIST...               a path a line; prints those that are missing, 1 if any are
    labels.py --ours                the paths of hoon/sys

The text is read, not run: a label's path is that of the core around it, by indentation, and its own
name; a parent that is named (`..part`) is the nearest core around whose arm has that name.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LABEL = re.compile(r"~(%|/) +%([a-z0-9-]+)(?: +(\S+))?")
ARM = re.compile(r"^( *)(?:\+\+|\+\$)  ([a-z$][a-z0-9-]*)")
LAYERS = ["one", "two", "tri", "qua", "pen", "hex"]


def sources():
    """(layer, lines) of each layer; the chapters of a folder are joined."""
    for path in sorted((ROOT / "hoon/sys").iterdir()):
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        yield path.stem.split("-")[-1], [line for file in files for line in file.read_text().split("\n")]


def layer_paths(layer, lines):
    """The paths of one layer."""
    root = "/".join(LAYERS[: LAYERS.index(layer) + 1])
    labels = [(-1, root)]  # what is around this line: (indentation, path), outermost first
    cores = {}  # the path of the core that an arm is in
    for line in lines:
        code = re.sub(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", "''", line).split("::")[0]
        indent = len(code) - len(code.lstrip())
        arm = ARM.match(code)
        if arm:
            while labels[-1][0] > indent:
                labels.pop()
            cores[arm[2]] = labels[-1][1]
        found = LABEL.search(code)
        if not found or found[2] == layer:
            continue
        parent = labels[-1][1]
        if found[1] == "%" and found[3] and found[3].startswith(".."):
            parent = root if found[3] == "..part" else cores.get(found[3][2:], parent)
        path = f"{parent}/{found[2]}"
        yield path
        labels.append((indent + bool(arm), path))


def ours():
    """All paths of hoon/sys."""
    return {path for layer, lines in sources() if layer in LAYERS for path in layer_paths(layer, lines)}


def main(argv):
    have = ours()
    if argv == ["--ours"]:
        print("\n".join(sorted(have)))
        return 0
    lists = [pathlib.Path(name).read_text().split() for name in argv]
    missing = sorted({path for names in lists for path in names} - have)
    print("\n".join(missing + [f"{len(missing)} missing"]))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
