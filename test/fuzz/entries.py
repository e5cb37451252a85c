#!/usr/bin/env python3
"""Holds the entry points for foreign bytes against the fuzz targets.

    entries.py ROOT     a tree; prints what is missing where, and exits with 1

Of a tree it asks that
  - every row of test/fuzz/entries.def names a header that declares the function below a line
    `// Foreign bytes: fuzz_TARGET.`;
  - every such line in a header of the product has its row;
  - every target of a row is test/fuzz/TARGET.cpp, calls the function, and has seeds in test/fuzz/seeds/TARGET;
  - every source file there is the target of a row, and every folder of seeds belongs to one.
Before that it plants each of these faults in a small tree, and sees itself find it.
"""
import pathlib
import re
import sys
import tempfile

PRODUCT = ("nock", "jets", "hoon", "arvo", "tools")
ROW = re.compile(r'^ENTRY\(([\w:]+), "([\w/.]+)", (\w+)\)$', re.MULTILINE)
TAG = re.compile(r"^ *// Foreign bytes: fuzz_(\w+)\.$")


def declared(lines, start):
    """The names that are called in the first declaration from line `start` on."""
    text = ""
    for line in lines[start:]:
        text += line.split("//")[0] + "\n"
        # A struct in front of the function, as the one it yields, is no function.
        if ";" in line and "struct" not in text.split("{")[0]:
            break
        if line.startswith("};"):
            text = ""
    return re.findall(r"(\w+)\(", text)


def tags_of(root):
    """Yields (header, line, target, names) of each tag."""
    for folder in PRODUCT:
        for header in sorted((root / folder).rglob("*.h")):
            lines = header.read_text(encoding="utf-8").split("\n")
            for number, line in enumerate(lines):
                tag = TAG.match(line)
                if tag:
                    yield str(header.relative_to(root)), number + 1, tag[1], declared(lines, number + 1)


def faults(root):
    root = pathlib.Path(root)
    fuzz = root / "test/fuzz"
    rows = ROW.findall((fuzz / "entries.def").read_text(encoding="utf-8"))
    tags = list(tags_of(root))
    for function, header, target in rows:
        name = function.split("::")[-1]
        if not any(h == header and t == target and name in names for h, _, t, names in tags):
            yield f"{header}: no `// Foreign bytes: fuzz_{target}.` above {function}"
    for header, line, target, names in tags:
        if not any(h == header and t == target and f.split("::")[-1] in names for f, h, t in rows):
            yield f"{header}:{line}: no row in test/fuzz/entries.def"
    for function, _, target in rows:
        source = fuzz / f"{target}.cpp"
        name = function.split("::")[-1]
        if source.exists() and not re.search(rf"\b{name}\(", source.read_text(encoding="utf-8")):
            yield f"test/fuzz/{target}.cpp: does not call {function}"
    targets = {target for _, _, target in rows}
    sources = {source.stem for source in fuzz.glob("*.cpp")}
    seeds = {seed.parent.name for seed in fuzz.glob("seeds/*/*")}
    for target in sorted(targets - sources):
        yield f"test/fuzz/{target}.cpp: missing"
    for target in sorted(targets - seeds):
        yield f"test/fuzz/seeds/{target}: no seeds"
    for source in sorted(sources - targets):
        yield f"test/fuzz/{source}.cpp: in no row of entries.def"
    for seed in sorted(seeds - targets):
        yield f"test/fuzz/seeds/{seed}: of no target"


SOUND = {
    "test/fuzz/entries.def": 'ENTRY(parse, "nock/one.h", one)\nENTRY(One::read, "nock/one.h", one)\n',
    "test/fuzz/one.cpp": "parse(read(0), 1);\n",
    "test/fuzz/seeds/one/seed": "",
    "nock/one.h": "// Foreign bytes: fuzz_one.\nint parse(int a,\n          int b);\n"
    "// Foreign bytes: fuzz_one.\nstruct Two {\n  int a;\n};\nTwo read(int);\n",
}
PLANTED = {
    "no tag": {"nock/one.h": SOUND["nock/one.h"].replace("// Foreign bytes: fuzz_one.\nint", "int")},
    "a tag above another function": {"nock/one.h": SOUND["nock/one.h"].replace("parse(", "print(")},
    "no row": {"nock/two.h": "// Foreign bytes: fuzz_one.\nint parse_two();\n"},
    "a target that calls another function": {"test/fuzz/one.cpp": "parse_two(read(0));\n"},
    "no source": {"test/fuzz/one.cpp": None},
    "no seeds": {"test/fuzz/seeds/one/seed": None},
    "a source without a row": {"test/fuzz/two.cpp": ""},
    "seeds without a target": {"test/fuzz/seeds/two/seed": ""},
}


def faults_of(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            if text is not None:
                path = pathlib.Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        return list(faults(folder))


def main():
    if len(sys.argv) != 2:
        raise SystemExit("usage: entries.py ROOT")
    if faults_of(SOUND):
        raise SystemExit(f"faults in a sound tree: {faults_of(SOUND)}")
    for what, change in PLANTED.items():
        if not faults_of({**SOUND, **change}):
            raise SystemExit(f"{what}: not found")
    found = list(faults(sys.argv[1]))
    print("\n".join(found) or "every entry point for foreign bytes has its target")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
