#!/usr/bin/env python3
"""Programs and types that are none, given to the compiler in Hoon: its jets and its Nock come to the same.

    malformed.py GALENA [--count N] [--seed S]

Syntax trees and types of small programs, each with one part at random replaced by another noun: mint, play, mull, find,
nest, fuse, crop, peek, redo and fish are asked about it with the jets of the compiler, and without. What comes of each
question is its product's mug, or that it crashed.
"""
import argparse
import random
import re
import subprocess
import sys

PROGRAMS = (
    "[1 2]", "|=(a=@ a)", "=/  a=?(%b %c)  %b  ?-(a %b 1, %c 2)", "=+  [a=1 b=2]  a(b 3)", "?:(=(1 2) 3 .)",
    "=|  a=(list @)  ?~(a ~ i.a)", "|%  ++  a  1  ++  b  a  --", "=*  a  1  a", "^~((add 1 2))", "`@`1",
    "?=(^ [1 2])", ";;(@ 1)", "=>  [a=1 b=2]  =,  b  a", "~|(%a !!)", "!>(1)", "|*(a=* a)", "?#(%a %a)", ".^(@ /a)",
)
TYPES = ("*", "@", "[@ ^]", "a=@", "?(%a %b)", "(list @)", "$-(@ @)", "[a=@ b=?]", "(unit [@ @])", "(map @ ^)")
PROGRAM = """
=/  axes=(list @)  ~[%s]
=/  odd=(list *)  ~[0 1 %%a [0 0] [%%noun %%noun] [%%fork 0 0] [%%hold %%noun 0] [%%wing 0] [%%limb 0 0] [[0 0] 0 0]]
=/  edit  |=([n=* a=@ i=@] (mule |.(.*(n [%%10 [a %%1 (snag (mod i 10) odd)] %%0 1]))))
=/  hoon-of  |=(n=* !<(hoon [-:!>(*hoon) n]))
=/  type-of  |=(n=* !<(type [-:!>(*type) n]))
=/  told  |=(t=(trap *) =/(r (mule t) ?:(?=(%%& -.r) [0 (mug p.r)] [1 0])))
=/  gens=(list *)  (turn `(list @t)`~[%s] ream)
=/  typs=(list *)  (turn `(list @t)`~[%s] |=(t=@t -:(slap !>(..slap) (ream t))))
=<  [(asked-gens gens) (asked-types typs)]
|%%
++  asked-gens
  |=  gens=(list *)
  %%-  zing
  %%+  turn  gens
  |=  g=*
  =/  i  0
  |-  ^-  (list [@ @])
  ?:  =(i (lent axes))  ~
  =/  e  (edit g (snag i axes) i)
  =/  rest  $(i +(i))
  ?.  ?=(%%& -.e)  rest
  =/  h  (hoon-of p.e)
  =/  t  (type-of [%%cell [%%face %%a %%noun] [%%atom %%ud 0]])
  :*  (told |.((~(mint ut t) %%noun h)))
      (told |.((~(play ut t) h)))
      (told |.((~(mull ut t) %%noun t h)))
      (told |.((~(gain ut t) h)))
      rest
  ==
++  asked-types
  |=  typs=(list *)
  %%-  zing
  %%+  turn  typs
  |=  g=*
  =/  i  0
  |-  ^-  (list [@ @])
  ?:  =(i (lent axes))  ~
  =/  e  (edit g (snag i axes) i)
  =/  rest  $(i +(i))
  ?.  ?=(%%& -.e)  rest
  =/  t  (type-of p.e)
  =/  o  (type-of g)
  :*  (told |.((~(nest ut t) | o)))
      (told |.((~(nest ut o) | t)))
      (told |.((~(fuse ut t) o)))
      (told |.((~(crop ut o) t)))
      (told |.((~(peek ut t) %%free 3)))
      (told |.((~(redo ut t) o)))
      (told |.((~(fish ut t) 2)))
      (told |.((~(find ut t) %%read ~[%%a])))
      (told |.((~(mint ut t) %%noun [%%limb %%a])))
      rest
  ==
--
"""


def cord(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("galena")
    arguments.add_argument("--count", type=int, default=40)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    draw = random.Random(options.seed)
    axes = " ".join(str(draw.getrandbits(depth) | 1 << depth) for depth in (draw.randint(1, 9) for _ in range(options.count)))
    axes = re.sub(r"\d+", lambda m: f"{int(m.group()):,}".replace(",", "."), axes)
    texts = " ".join(map(cord, PROGRAMS))
    types = " ".join(cord(f"^*({text})") for text in TYPES)
    program = PROGRAM % (axes, texts, types)
    answers = []
    for off in ([], ["--no-jet", "one/two/tri/qua/pen/ut"]):
        run = subprocess.run([options.galena, "eval", "--tier", "interp", *off, "-f", "-"], input=program.encode(),
                             capture_output=True, timeout=500, check=False)
        if run.returncode != 0:
            print(f"with {off or 'jets'}: exit {run.returncode}\n{run.stderr.decode()[-2000:]}")
            return 1
        answers.append(re.findall(r"\[(?:\w*=)?([\d.]+) (?:\w*=)?([\d.]+)\]", run.stdout.decode()))
    with_jets, without = answers
    crashes = sum(answer[0] == "1" for answer in without)
    print(f"{len(without)} questions, {len(without) - crashes} with a product, {crashes} crashes")
    different = [at for at, pair in enumerate(zip(with_jets, without)) if pair[0] != pair[1]]
    print(f"{len(different)} differ: {different[:20]}")
    return 0 if without and len(with_jets) == len(without) and not different else 1


if __name__ == "__main__":
    sys.exit(main())
