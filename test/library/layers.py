#!/usr/bin/env python3
"""The library's layers, compiled by the compiler in Hoon that is a part of them, beside what the native compiler makes.

    layers.py GALENA REPOSITORY [--last N]

From the text of each layer, up to the N-th (4), on the type of the one below: the type of its product, and the formula
of all layers so far as one expression. Both must be the native compiler's nouns. The compiler in Hoon runs as Nock, as
in compiler.py.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

from compiler import COMPILER, literal

SECONDS = 3000
# The mugs of type and formula, a layer a pair. A formula is that of `=>  LAYER  =>  LAYER  ...`.
PROGRAM = """
=/  texts=(list @)  %s
=/  sut=type  %%noun
=|  formulas=(list nock)
|-  ^-  (list [@ @])
?~  texts  ~
=/  made  (~(mint ut sut) %%noun (ream i.texts))
=.  formulas  [q.made formulas]
=/  whole
  =/  last  q.made
  =/  rest  (slag 1 formulas)
  |-  ^-  nock
  ?~  rest  last
  $(rest t.rest, last (comb i.rest last))
[[(mug p.made) (mug whole)] $(texts t.texts, sut p.made)]
"""
PAIR = re.compile(r"\[\s*([\d.]+)\s+([\d.]+)\s*\]")


def layers(repository):
    """[(name, text)] of hoon/sys, from the root up; a folder's chapters are joined and their core ended."""
    folder = os.path.join(repository, "hoon/sys")
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not os.path.isdir(path):
            yield name, read(path)
            continue
        chapters = sorted(chapter for chapter in os.listdir(path) if chapter.endswith(".hoon"))
        yield name, "".join(read(os.path.join(path, chapter)) for chapter in chapters) + "--\n"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def run(arguments, text):
    done = subprocess.run(arguments, input=text.encode(), capture_output=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr.decode()[-2000:])
    return done.stdout.decode()


def by_ours(galena, texts):
    off = ["--no-jet", COMPILER]
    program = PROGRAM % f"~[{' '.join(map(literal, texts))}]"
    shown = run([galena, "eval", "--tier", "interp", *off, "-f", "-"], program)
    return [tuple(int(part.replace(".", "")) for part in pair) for pair in PAIR.findall(shown)]


def by_native(galena, texts):
    joined = "".join(f"=>\n{text}\n" for text in texts[:-1]) + texts[-1]
    with tempfile.NamedTemporaryFile("w", suffix=".hoon", encoding="utf-8") as file:
        file.write(joined)
        file.flush()
        made = [run([galena, "compile", "--bare", "--no-cache", "--emit", what, "--mug", file.name], "")
                for what in ("type", "nock")]
    return tuple(int(mug.split()[-1], 16) for mug in made)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("galena")
    arguments.add_argument("repository")
    arguments.add_argument("--last", type=int, default=4)
    options = arguments.parse_args()
    names, texts = zip(*list(layers(options.repository))[: options.last + 1])
    found = by_ours(options.galena, texts)
    assert len(found) == len(texts), (len(found), len(texts))
    failed = 0
    for at, (name, mugs) in enumerate(zip(names, found)):
        wanted = by_native(options.galena, texts[: at + 1])
        failed += mugs != wanted
        print(f"{name}: {'equal' if mugs == wanted else f'{mugs} by the compiler in Hoon, {wanted} by the native one'}")
    print(f"{len(found) - failed} layers passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
