#!/usr/bin/env python3
"""Whether our Hoon is ours: no arm is an arm of the public library with its names changed.

    ours.py [--all] [FILE...]       of hoon/sys, or of the files named; 1 if an arm is not ours

An arm's tokens are compared, without comments and layout: names by the order in which the arm first uses
them, terms likewise, texts and numbers as they are. Of the public library every arm in which there is as much
is compared, whatever its name: two arms of three lines are the same by chance, those of more than three are
not. Left out are moulds (`+$`, and arms that begin with `|$`): their shape is the interface itself. The public
sources are hoon-138.hoon and urbit/pkg/arvo/sys in the folder of GALENA_REFERENCE. --all prints what is alike,
the allowed as well.
"""
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Arms that cannot be otherwise, by the last part of the file's name and the arm's: why. It may only shrink.
ALLOWED = {}
# An arm has more lines than these.
LINES = 3
TEXT = r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\""
TOKEN = re.compile(TEXT + r"|%?[a-z][a-z0-9-]*|[0-9][0-9a-z.]*|[^\sa-z0-9]")
NAME = re.compile(r"%?[a-z]")
HEAD = re.compile(r"^( *)\+[+*]  ([a-z][a-z0-9-]*|\$)")
# What ends an arm: another one, a chapter or the end of its core, no further in.
END = re.compile(r"^( *)(\+[+$*|]|--)")


def without_remark(line):
    """A line without the comment at its end; `::` within a text is none."""
    for part in re.finditer(TEXT + r"|::", line):
        if part[0] == "::":
            return line[: part.start()].rstrip()
    return line.rstrip()


def arms(path):
    """(name, line, text without comments) of the arms of a file that are long enough."""
    lines = [without_remark(line) for line in path.read_text().split("\n")]
    for start, line in enumerate(lines):
        head = HEAD.match(line)
        if not head:
            continue
        end = start + 1
        while end < len(lines):
            stop = END.match(lines[end])
            if stop and len(stop[1]) <= len(head[1]):
                break
            end += 1
        body = [line[head.end() :], *(line for line in lines[start + 1 : end])]
        if sum(bool(line.strip()) for line in body[1:]) < LINES:
            continue
        text = "\n".join(body)
        if not text.lstrip().startswith("|$"):
            yield head[2], start + 1, text


def shape(text):
    """The tokens of an arm, its names by when they first come."""
    seen = {}
    return tuple(seen.setdefault(token, len(seen)) if NAME.match(token) else token for token in TOKEN.findall(text))


def main(argv):
    reference = os.environ.get("GALENA_REFERENCE")
    public = pathlib.Path(reference) / "hoon-138.hoon" if reference else None
    if not public or not public.exists():
        print("ours: skipped: GALENA_REFERENCE names no folder of the public sources\n0 passed, 1 skipped")
        return 0
    system = pathlib.Path(reference) / "urbit/pkg/arvo/sys"
    theirs = {}
    for path in (public, *sorted(system.rglob("*.hoon"))):
        for name, line, text in arms(path):
            theirs.setdefault(shape(text), f"{name} ({path.name}:{line})")
    files = [pathlib.Path(name) for name in argv if name != "--all"]
    count, alike, allowed = 0, 0, set()
    for path in files or sorted((ROOT / "hoon/sys").rglob("*.hoon")):
        for name, line, text in arms(path):
            count += 1
            theirs_too = theirs.get(shape(text))
            key = f"{path.stem.split('-')[-1]}/{name}"
            if not theirs_too:
                continue
            if key in ALLOWED:
                allowed.add(key)
            else:
                alike += 1
            if key not in ALLOWED or "--all" in argv:
                print(f"{path}:{line}: {name} is {theirs_too}: {ALLOWED.get(key, 'write it another way')}")
    stale = [] if files else sorted(set(ALLOWED) - allowed)
    for key in stale:
        print(f"{key}: is ours now, so take it from ALLOWED")
    print(f"{count} arms of more than {LINES} lines beside {len(theirs)} of the public library: {alike} alike, "
          f"{len(allowed)} allowed")
    return 1 if alike or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
