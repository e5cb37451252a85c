#!/usr/bin/env python3
"""The examples in the comments of hoon/sys: each expression prints what stands below it.

    examples.py GALENA [--ours SUBJECT] [FILE...]      of hoon/sys, or of the files named; 1 if one does not

In a comment, `::  > EXPRESSION` (continued by `::  . MORE`), then the lines that it prints, up to the next
example or the end of the comment: a line without text, or the arm. `! MESSAGE` stands for a crash or a
refusal with that message. Many are asked in one process; --ours is a file that has the library, if it is not
that in GALENA.
"""
import argparse
import os
import pathlib
import re
import sys
import tempfile

from asking import Library, answers

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
COMMENT = re.compile(r"^ *::(?:  (.*))?$")
# As many go to one process.
BATCH = 250


def examples(text):
    """[(line, expression, printed lines)] of a file's comments."""
    found, open_one = [], None
    for number, line in enumerate(text.split("\n"), 1):
        comment = COMMENT.match(line)
        said = comment[1] if comment else None
        if not said:
            open_one = None
        elif said.startswith("> "):
            open_one = (number, [said[2:]], [])
            found.append(open_one)
        elif open_one and said.startswith(". ") and not open_one[2]:
            open_one[1].append(said[2:])
        elif open_one:
            open_one[2].append(said)
    return [(number, "\n".join(typed), printed) for number, typed, printed in found]


def says(answer):
    """An answer as the lines of an example."""
    yes, text, _ = answer
    return text.split("\n") if yes else ["! " + text.split("\n")[0]]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("galena")
    arguments.add_argument("--ours", help="a file of the library, not that in GALENA")
    arguments.add_argument("files", nargs="*", type=pathlib.Path)
    options = arguments.parse_intermixed_args()
    files = options.files or sorted((ROOT / "hoon/sys").rglob("*.hoon"))
    rows = [(path, *example) for path in files for example in examples(path.read_text())]
    failed = 0
    with tempfile.TemporaryDirectory() as place:
        library = Library(options.galena, options.ours, os.environ.get("GALENA_CACHE_DIR", place))
        for at in range(0, len(rows), BATCH):
            batch = rows[at : at + BATCH]
            # Each is a page of its own: what ends a program is found by halves.
            made = answers(library, [[("", text)] for _, _, text, _ in batch])
            for (path, number, text, printed), [answer] in zip(batch, made):
                if says(answer) != printed:
                    failed += 1
                    print(f"{path}:{number}: {text}\n  prints {says(answer)}\n  and not {printed}")
    print(f"{len(rows) - failed} examples of hoon/sys print what their comments say, {failed} do not")
    return 1 if failed or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
