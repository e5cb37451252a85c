"""Makes jets/measured.def of what jets_differential --json has written, and of the rows of the jet table.

    python3 test/differential/measured.py FILE... > jets/measured.def

A row without a measurement keeps the one that it has. Functions are named as the table names them.
"""
import json
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
HEAD = """// What has been measured of each jet: its label, the function, what compares it with its Nock, the calls that
// were compared, and how many times as fast it was in them. Made by test/differential/measured.py.
//
// MEASURED(path, function, check, calls, times)
"""


def text(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def table():
    row = r'(?:gate|frame)\(\s*"([^"]+)",\s*jets::(.+?)(?:, Arithmetic::\w+)?\),\n'
    rows = re.findall(row, text("jets", "table.cpp"))
    return [(path, function.replace("jets::", "")) for path, function in rows]


def known():
    path = os.path.join("jets", "measured.def")
    if not os.path.exists(os.path.join(ROOT, path)):
        return {}
    row = r'^MEASURED\("([^"]+)",\s+"[^"]*", "(\w*)", (\d+), ([\d.]+)\)'
    found = re.findall(row, text(path), re.M)
    return {label: (check, int(calls), float(times)) for label, check, calls, times in found}


def check_of(path):
    if "/pen/ut/" in path or path.endswith(("/mink", "/mole", "/mule")):
        return "programs"
    return "reference"


def main():
    measured = known()
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                measured[row["path"]] = ("differential", row["calls"], row["times"])
    print(HEAD, end="")
    for path, function in table():
        check, calls, times = measured.get(path, (check_of(path), 0, 0))
        row = f'MEASURED("{path}", "{function}", "{check}", {calls}, {times})'
        print(row if len(row) <= 120 else row.replace(", ", ",\n         ", 1))


main()
