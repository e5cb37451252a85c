#!/usr/bin/env python3
"""The tests of public Hoon, by `galena test`: how many pass, and how long it takes.

    GALENA_REFERENCE=FOLDER public_tests.py GALENA [--again] [NAME...]

Each row of ROWS has what must pass at least: that may only grow. What does not pass is listed in public_tests.txt, with
the reason, and nothing else may fail. `--again` runs what is kept from an earlier run as well.
"""
import json
import os
import subprocess
import sys

# The name, the folders of tests and what is behind them, and how many arms pass at least. Kernel 411 stands without the
# libraries of its base desk: those of 409 are behind it.
LIBRARIES = ["--desk", "urbit/pkg/arvo", "--desk", "urbit409/pkg/base-dev", "--desk", "urbit409/pkg/arvo", "--links"]
SYSTEM = ["--system", "urbit/pkg/arvo/sys"]


def desks(project, *names):
    return [f"{project}/{each}/desk/tests" for each in names] + sum(
        (["--desk", f"{project}/{each}/desk"] for each in names), []
    )


ROWS = [
    ("kernel", ["urbit/tests"] + LIBRARIES, 310),
    ("kernel409", ["urbit409/tests", "--desk", "urbit409/pkg/arvo", "--desk", "urbit409/pkg/base-dev", "--links"], 0),
    ("numerics", desks("numerics", "libmath", "lagoon", "maroon", "saloon") + SYSTEM + LIBRARIES, 0),
    ("yard", ["yard/desk/tests"] + SYSTEM + LIBRARIES, 606),
    ("symbolics", desks("symbolics", "racoon", "baloon", "nockapp") + SYSTEM + LIBRARIES, 0),
]
DEADLINE = "60000"
HERE = os.path.dirname(os.path.abspath(__file__))


def known_failures():
    """By row, the files and arms that are known not to pass: `row file[:arm] reason`."""
    known = {}
    with open(os.path.join(HERE, "public_tests.txt"), encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                row, what, reason = line.split(None, 2)
                known.setdefault(row, {})[what] = reason.strip()
    return known


def run(galena, reference, arguments, more):
    command = [galena, "test", "--json", "-j", "1", "--deadline", DEADLINE, *more, *arguments]
    made = subprocess.run(command, cwd=reference, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if not made.stdout.startswith("{"):
        sys.exit(f"{' '.join(command)}: {made.stderr.strip() or made.stdout.strip()}")
    return json.loads(made.stdout)


def failures(made):
    """Yields (file[:arm], what is said of it)."""
    for file in made["files"]:
        if file.get("fault"):
            fault = file["fault"]
            yield file["file"], fault.get("message", "") if isinstance(fault, dict) else str(fault).split("\n")[0]
        for arm in file["arms"]:
            if arm["verdict"] != "ok":
                yield f"{file['file']}:{arm['name']}", arm["verdict"]


def main():
    names = [each for each in sys.argv[2:] if not each.startswith("--")]
    more = [each for each in sys.argv[2:] if each.startswith("--")]
    reference = os.environ.get("GALENA_REFERENCE", "")
    if not reference:
        print("public_tests: skipped: GALENA_REFERENCE is not set")
        return 0
    galena, known, wrong = os.path.abspath(sys.argv[1]), known_failures(), 0
    for row, arguments, least in ROWS:
        if names and row not in names:
            continue
        if not os.path.isdir(os.path.join(reference, arguments[0])):
            print(f"{row}: skipped: there is no {arguments[0]}")
            continue
        made = run(galena, reference, arguments, more)
        new = [(what, said) for what, said in failures(made) if what not in known.get(row, {})]
        for what, said in new:
            print(f"{row}: {what}: {said}")
        print(
            f"{row}: {len(made['files'])} files, {made['refused']} do not build; {made['tests']} arms, "
            f"{made['passed']} pass; {made['ms'] / 1000:.1f} s ({made['kept']} arms as before)"
        )
        wrong += len(new) + (made["passed"] < least)
        if made["passed"] < least:
            print(f"{row}: {least} passed before")
        elif made["passed"] > least:
            print(f"{row}: more than {least}: raise the row")
    return 1 if wrong else 0


sys.exit(main())
