#!/usr/bin/env python3
"""The compiler in Hoon (hoon/sys/5-pen) beside the golden data: from text to syntax tree, type and formula, or refused.

    compiler.py GALENA REPOSITORY [--every N] [--jets] [FILE...]

Without FILEs all of test/golden that has programs, each N-th of them (1). It runs as Nock: the jets that answer for the
compiler's own arms are off, unless it says --jets, and so is compiled code, which takes longer to make than these
programs run.
"""
import argparse
import json
import os
import re
import subprocess
import sys

# Not found.jsonl: of two of its three programs the product depends on which compiler it is (hoon/type/identity.h). The
# reference with one more arm, which nothing uses, makes other nouns of the same two.
FILES = ("hoon", "random", "pitfalls", "rejects")
BATCH = 100
SECONDS = 300
COMPILER = "one/two/tri/qua/pen/ut"
# What comes of each text: mugs and one more, or 0 where there is none.
PROGRAM = """
=/  texts=(list @)  %s
%%+  turn  texts
|=  text=@t
=/  tree  (mure |.((ream text)))
?~  tree  [0 0 0]
=/  made  (mure |.((~(mint ut %%noun) %%noun (ream text))))
?~  made  [+((mug u.tree)) 0 0]
[+((mug u.tree)) +((mug -.u.made)) +((mug +.u.made))]
"""
TRIPLE = re.compile(r"\[\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\]")


def literal(text):
    digits = "%x" % int.from_bytes(text.encode(), "little")
    first = len(digits) % 4 or 4
    return "0x" + ".".join([digits[:first], *(digits[at : at + 4] for at in range(first, len(digits), 4))])


def compiled(galena, texts, jets):
    """[(tree, type, formula)] of the texts."""
    program = PROGRAM % f"~[{' '.join(map(literal, texts))}]"
    off = [] if jets else ["--no-jet", COMPILER]
    run = subprocess.run([galena, "eval", "--tier", "interp", *off, "-f", "-"], input=program.encode(),
                         capture_output=True, timeout=SECONDS, check=False)
    if run.returncode != 0:
        raise SystemExit(run.stderr.decode()[-2000:])
    found = [tuple(int(part.replace(".", "")) for part in triple) for triple in TRIPLE.findall(run.stdout.decode())]
    assert len(found) == len(texts), (len(found), len(texts))
    return found


def wanted(row):
    if "at" in row:
        return 0, 0, 0
    mugs = [int(row[key], 16) + 1 if row.get(key) else 0 for key in ("ast_mug", "type_mug", "nock_mug")]
    return tuple(mugs) if mugs[2] else (mugs[0], 0, 0)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("galena")
    arguments.add_argument("repository")
    arguments.add_argument("--every", type=int, default=1)
    arguments.add_argument("--jets", action="store_true", help="by the native compiler, in the place of those arms")
    arguments.add_argument("files", nargs="*", default=FILES)
    options = arguments.parse_args()
    failed = 0
    for name in options.files:
        with open(os.path.join(options.repository, "test/golden", name + ".jsonl"), encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines][:: options.every]
        bad = 0
        for at in range(0, len(rows), BATCH):
            batch = rows[at : at + BATCH]
            for row, found in zip(batch, compiled(options.galena, [row["src"] for row in batch], options.jets)):
                if found != wanted(row):
                    bad += 1
                    print(f"{row['src']}\n  comes to {found}\n  and not {wanted(row)}")
        how = " with its jets" if options.jets else ""
        print(f"{name}.jsonl, by the compiler in Hoon{how}: {len(rows) - bad} passed, {bad} failed")
        failed += bad
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
