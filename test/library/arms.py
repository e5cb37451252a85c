#!/usr/bin/env python3
"""Whether our library has every arm that the public one has.

    arms.py                         what is missing in hoon/sys, beside arms.list; 1 if anything is
    arms.py --table                 the whole table: name, layer, label, ours or not
    arms.py --make SOURCE...        writes arms.list anew, of the public sources

arms.list has a line for each arm: its name (with the arms around it, outermost first, parted by
slashes), its layer, and its label or a hyphen. Arms within gates are nobody's interface, and are not
in it: those count whose way from the layer's core leads through cores alone. What is the
kernel's and its vanes' is not in it either.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = pathlib.Path(__file__).resolve().parent / "arms.list"
ARM = re.compile(r"^( *)(\+\+|\+\$|\+\*)  ([a-z][a-z0-9-]*|\$)(.*)$")
LABEL = re.compile(r"~[/%] +%([a-z0-9-]+)")
# What may stand between an arm and the core that it makes.
OPENERS = {"~%", "~/", "=|", "^|", "^?", "=,", "~+", "|@", "|%", "|_", "!:", "!."}
CORES = {"|@", "|%", "|_"}
# What leads to such a core otherwise: past a state, or as the product of a gate.
MAKERS = {"aes", "at", "base64", "crub", "dejs", "dejs-soft", "ed", "fa", "fl", "fu", "ga", "hmac"}
MAKERS |= {"jc", "keccak", "ob", "on", "pbkdf", "po", "schnorr", "secp", "sha"}
# Arms whose core is the kernel's: its vanes, and what is theirs.
KERNEL = {"ames", "azimuth-types", "balk", "behn", "clay", "cloy", "dill", "ethereum-types", "gall"}
KERNEL |= {"gift-arvo", "iris", "jael", "khan", "lick", "lull", "note-arvo", "rand", "sign-arvo"}
KERNEL |= {"task-arvo", "unix-task", "vane-task", "zuse"}
# Of eyre the types of addresses, which html needs.
ADDRESSES = {"cred", "epic", "hart", "hate", "hiss", "hoke", "host", "httq", "httr", "math", "mess"}
ADDRESSES |= {"meth", "moth", "oryx", "pork", "purf", "purl", "quay", "quer", "quri", "user"}
LAYERS = {"one": 1, "two": 2, "tri": 3, "qua": 4, "pen": 5, "hex": 6}


def runes(text):
    """The runes of an arm's text, comments and texts left out, in their order."""
    for line in text:
        line = re.sub(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", "''", line)
        line = line.split("::")[0]
        yield from re.findall(r"(?<![^\s(\[])[~=^!|?:%;.$+-][%/|^?,+@_=:.*&~<>-]", line)


def opens(text):
    """Whether the arm with this text is a core, or leads to one through cores alone."""
    for rune in runes(text):
        if rune in CORES:
            return True
        if rune not in OPENERS:
            return False
    return False


def arms(lines, layer):
    """(name, layer, label) of all arms of a text, which may have several layers one after the other."""
    stack = []
    heads = []
    for number, line in enumerate(lines):
        found = ARM.match(line)
        if found:
            heads.append((number, len(found[1]), found[3], found[4]))
        opened = re.match(r"^~%\s+%(one|two|tri|qua|pen|hex)\b", line)
        if opened:
            heads.append((number, -1, opened[1], ""))
    for place, (number, depth, name, rest) in enumerate(heads):
        if depth < 0:
            layer, stack = name, []
            continue
        while stack and stack[-1][0] >= depth:
            stack.pop()
        end = heads[place + 1][0] if place + 1 < len(heads) else len(lines)
        text = [rest] + lines[number + 1 : end]
        within = all(above[2] for above in stack) and (not stack or depth == stack[-1][0] + 2)
        label = "-"
        joined = "\n".join(part.split("::")[0] for part in text[:4])
        labelled = LABEL.search(joined)
        if labelled and re.match(r"\s*(\^[|?]\s+)?(=[|,]  .*\s+)?~[/%]", joined):
            label = labelled[1]
        if within and name != "$":
            yield "/".join([above[1] for above in stack] + [name]), layer, label
        stack.append((depth, name, name in MAKERS or opens(text)))


def public(path):
    """The arms of one public source: the layers of the language, or the kernel's side."""
    layer = None if path.name.startswith("hoon") else "hex"
    for arm in arms(path.read_text().split("\n"), layer):
        names = arm[0].split("/")
        if names[0] == "eyre" and len(names) > 1 and names[1] not in ADDRESSES:
            continue
        if names[:2] == ["userlib", "space"]:
            continue
        if arm[1] in LAYERS and names[0] not in KERNEL:
            yield arm


def ours():
    """The arms of hoon/sys; a folder is a layer whose chapters are joined."""
    for path in sorted((ROOT / "hoon/sys").iterdir()):
        name = path.stem.split("-")[-1]
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        lines = [line for file in files for line in file.read_text().split("\n")]
        yield from arms(lines, name)


def table():
    """arms.list: rows of name, layer, label."""
    return [line.split() for line in DATA.read_text().split("\n") if line and line[0] != "#"]


def main(argv):
    if argv[:1] == ["--make"]:
        rows = sorted(
            {arm for source in argv[1:] for arm in public(pathlib.Path(source))},
            key=lambda arm: (LAYERS[arm[1]], arm[0]),
        )
        DATA.write_text("".join(" ".join(row) + "\n" for row in rows))
        return 0
    have = {name: label for name, _, label in ours()}
    present = {layer for _, layer, _ in ours()}
    missing = 0
    for name, layer, label in table():
        is_there = name in have
        wrong = is_there and label != "-" and have[name] != label
        if "--table" in argv:
            print(f"{name:40} {layer:4} {label:16} {'ours' if is_there else 'missing'}")
        elif layer in present and not is_there:
            print(f"{layer} {name}: missing")
        elif wrong:
            print(f"{layer} {name}: label {have[name]}, should be {label}")
        missing += layer in present and (wrong or not is_there)
    print(f"{missing} missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
