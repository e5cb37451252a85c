#!/usr/bin/env python3
"""Joins the chapters of the kernel's modules to the sources that a pill carries.

    join.py OUT     writes OUT/sys/{hoon,arvo,lull,zuse}.hoon and OUT/sys/vane/*.hoon

modules.list says which chapters a module has; a line is a module and a path, in the order in which they are
joined. A chapter that is a folder stands for its files, in the order of their names. `hoon` has one expression
a line, each the subject of the next; the others are one expression each, which may be cut anywhere between lines.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def files(path):
    """The files of a chapter."""
    return sorted(path.glob("*.hoon")) if path.is_dir() else [path]


def modules():
    """The modules, in order, with the text of each of their chapters."""
    found = {}
    for line in (HERE / "modules.list").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        name, chapter = line.split()
        texts = [file.read_text() for file in files(ROOT / chapter)]
        if (ROOT / chapter).is_dir() and name == "hoon":
            texts.append("--\n")
        found.setdefault(name, []).append("".join(texts))
    return found


def sources():
    """The text of each source by its path below sys/."""
    made = {}
    for name, chapters in modules().items():
        if name == "hoon":
            made[name] = "=<  ride\n" + "".join(f"=>\n{text}" for text in chapters[:-1]) + chapters[-1]
        else:
            made[name] = "".join(chapters)
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
