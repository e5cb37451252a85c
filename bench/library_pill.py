#!/usr/bin/env python3
"""A public library pill in use: booted, a line compiled in it, and run, each in a process of its own.

    library_pill.py GALENA PILL [--rounds N] [--beside GALENA]      (another build, which knows --subject-jam)

The pill is one of `galena pill ivory --from DIR`. Of each line the best time of a whole process, in milliseconds: by
the interpreter, and by `auto` with code of earlier runs on disk; in turns, and in turns with those of another build.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

LINES = {
    "add": "(add 2 2)",
    "sort": "(lent (sort (turn (gulf 1 180.000) |=(a=@ (mug a))) lth))",
    "maps": "=/  m  *(map @ @)\n=/  i  0\n|-  ^-  @\n?.  =(i 100.000)  $(i +(i), m (~(put by m) (mug i) i))\n"
            "=/  j  0\n=/  s  0\n|-  ^-  @\n?:  =(j 100.000)  s\n$(j +(j), s (add s (~(got by m) (mug j))))",
    "parsing": "(lent (rash (crip (zing (reap 2.000 \"123 \"))) (star ;~(sfix dem ace))))",
    "fibonacci": "=/  n  20\n|-  ^-  @\n?:  (lth n 2)  n\n(add $(n (dec n)) $(n (sub n 2)))",
    "counting": "=/  i  0\n|-  ^-  @\n?:  =(i 500.000)  i\n$(i +(i))",
}


def formula(line):
    """On a pill [%ivory formula trap 0]: its kernel, at axis 7 of what that comes to, is wished for the line."""
    return f"[8 [2 [0 7] 0 6] 8 [9 10 0 11] 9 2 10 [6 1 {int.from_bytes(line.encode(), 'little')}] 0 2]"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("galena")
    parser.add_argument("pill")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--beside")
    options = parser.parse_args()
    builds = [build for build in (options.galena, options.beside) if build]
    with tempfile.TemporaryDirectory(prefix="galena-pill-") as folder:
        print(f"{'ms, the best of ' + str(options.rounds):24}" + "".join(
            f"{tier + ' of ' + pathlib.Path(build).parent.as_posix()[-24:]:>32}"
            for build in builds for tier in ("interp", "auto")))
        for name, line in LINES.items():
            best, answers = {}, set()
            for round_ in range(options.rounds + 2):
                for place, build in enumerate(builds):
                    for tier in ("interp", "auto"):
                        begun = time.perf_counter()
                        command = [build, "nock", "--subject-jam", options.pill, formula(line), "--tier", tier]
                        run = subprocess.run(command, capture_output=True, text=True, check=False,
                                             env={"XDG_CACHE_HOME": f"{folder}/{place}"})
                        took = (time.perf_counter() - begun) * 1000
                        if run.returncode != 0:
                            sys.exit(f"{build}: {name}: {run.stderr}")
                        answers.add(run.stdout)
                        if round_ >= 2:  # until then code is compiled
                            best[place, tier] = min(took, best.get((place, tier), took))
            if len(answers) != 1:
                sys.exit(f"{name}: the answers differ: {answers}")
            print(f"{name:24}" + "".join(f"{best[key]:32.1f}" for key in best), flush=True)


main()
