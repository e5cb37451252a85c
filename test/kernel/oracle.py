#!/usr/bin/env python3
"""Gives the same events to our kernel and to the public one, and compares all effects.

    oracle.py GALENA        the public one is in GALENA_REFERENCE/urbit/pkg/arvo/sys; without it, nothing is compared

Both are booted from their sources, with Behn as the only vane: each by its own library, and its own compiler in
Hoon. An event that crashes counts as such. The events are in oracle.hoon.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "arvo/sys"))
import join  # noqa: E402

MODULES = ("hoon", "arvo", "lull", "zuse", "vane/behn")

HARNESS = """
|%
++  push
  |=  [kernel=* now=@da ovo=*]
  ^-  [fex=* kernel=*]
  =/  made  .*([kernel now ovo] [8 [9 23 0 2] 9 2 10 [6 0 7] 0 2])
  ?>(?=([* *] made) made)
++  stack  ~[[%zuse 411] [%lull 323] [%arvo 237] [%hoon 138] [%nock 4]]
++  ready
  =/  k  `*`+>.gate
  =.  k  kernel:(push k ~2022.1.1 [//arvo %wyrd [%galena /] stack])
  =.  k  kernel:(push k ~2022.1.1 [//arvo %verb ~ &])
  =.  k  kernel:(push k ~2022.1.1 [//arvo %whom ~zod])
  =.  k  kernel:(push k ~2022.1.1 [//arvo %wack 0v123])
  kernel:(push k ~2022.1.1 [//arvo %what files])
++  play
  |=  all=(list [now=@da ovo=*])
  =/  k  ready
  =|  out=(list *)
  |-
  ?~  all  (flop out)
  =/  end  (mule |.((push k i.all)))
  ?:  ?=(%| -.end)  $(all t.all, out [%crash out])
  $(all t.all, out [fex.p.end out], k kernel.p.end)
--
"""


def cord(text):
    """A text as Hoon writes it."""
    text = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\0a").replace("\t", " ")
    return f"'{text}'"


def subject(sources):
    """A kernel, its sources, and what plays events to it."""
    files = "".join(f"    [/sys/{name} %hoon {cord(sources[name])}]\n" for name in MODULES)
    return (
        f"=>\n{sources['hoon']}=>  ..ride\n=/  gate\n{sources['arvo']}"
        f"=/  files=(list [path @tas @t])\n  :~\n{files}  ==\n{HARNESS}"
    )


def effects(galena, sources, folder):
    """The effects of all events, as text."""
    file = pathlib.Path(folder) / "kernel.hoon"
    file.write_text(subject(sources))
    events = (HERE / "oracle.hoon").read_text()
    made = subprocess.run(
        [galena, "eval", "--bare", "--subject", str(file), events], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        sys.exit(made.stderr[-4000:])
    return made.stdout


def main(argv):
    if len(argv) != 1:
        sys.exit(__doc__)
    public = pathlib.Path(os.environ.get("GALENA_REFERENCE", "")) / "urbit/pkg/arvo/sys"
    if not public.is_dir():
        print("skipped: GALENA_REFERENCE has no urbit/pkg/arvo/sys")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        ours = effects(argv[0], join.sources(), folder)
        theirs = effects(argv[0], {name: (public / f"{name}.hoon").read_text() for name in MODULES}, folder)
    events = sum(line.startswith("    [(t ") or line.startswith(":~  [(t ") for line in open(HERE / "oracle.hoon"))
    print(f"{events} events: {'the same effects' if ours == theirs else 'other effects'}")
    if ours != theirs:
        print(f"ours:\n{ours}\ntheirs:\n{theirs}")
    return ours != theirs


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
