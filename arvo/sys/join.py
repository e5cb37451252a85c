#!/usr/bin/env python3
"""Joins chapters to the modules of the kernel, the sources that a pill carries.

    join.py OUT     writes OUT/sys/{hoon,arvo,lull,zuse}.hoon, and the vanes to OUT/sys/vane

modules.list says what is joined: a line has the name of a module, a pattern of files of this tree, which are taken
in the order of their names, and perhaps `--`, which ends the core that they are the arms of. A module is one
expression, cut anywhere between lines; but each line of `hoon` is one, the subject of that of the next line.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SYSTEM = ("hoon", "arvo", "lull", "zuse")


def modules():
    """The modules in order: their names, with the texts of their lines."""
    found = {}
    for line in (HERE / "modules.list").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        name, pattern, *end = line.split()
        files = sorted(ROOT.glob(pattern))
        if not files:
            sys.exit(f"modules.list: {name}: no file is called {pattern}")
        text = "".join(file.read_text() for file in files)
        found.setdefault(name, []).append(text + "".join(f"{word}\n" for word in end))
    return found


def sources():
    """The text of each source by its path below sys/, without the .hoon."""
    made = {}
    for name, texts in modules().items():
        path = name if name in SYSTEM else f"vane/{name}"
        made[path] = "=<  ride\n" + "".join(f"=>\n{text}" for text in texts[:-1]) if name == "hoon" else ""
        made[path] += texts[-1] if name == "hoon" else "".join(texts)
    return made


def main(argv):
    if len(argv) != 1:
        sys.exit(__doc__)
    for name, text in sources().items():
        path = pathlib.Path(argv[0]) / "sys" / f"{name}.hoon"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


if __name__ == "__main__":
    main(sys.argv[1:])
