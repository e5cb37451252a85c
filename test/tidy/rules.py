#!/usr/bin/env python3
"""Plants what tools/tidy must find, a small tree for each, and looks that it finds that, there, and nothing else.

    rules.py [REPOSITORY]
"""

import importlib.machinery
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.realpath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../.."))
TOOL = os.path.join(ROOT, "tools/tidy")


def load_tool():
    loader = importlib.machinery.SourceFileLoader("tidy", TOOL)
    sys.dont_write_bytecode = True
    tool = importlib.util.module_from_spec(importlib.util.spec_from_loader("tidy", loader))
    loader.exec_module(tool)
    return tool


tidy = load_tool()


def header(*lines):
    return "\n".join(["// A header.", "#pragma once", *lines, ""])


def source(*lines):
    return "\n".join(["// A source.", *lines, ""])


def function(count, declarator="int f(int a)"):
    return [f"{declarator} {{", *["  a += 1;"] * (count - 3), "  return a;", "}"]


def switch(of, label="default"):
    cases = [f"    case {of}::one:", "      return 1;", f"    {label}:", "      return 2;"]
    return source(f"int number({of} a) {{", "  switch (a) {", *cases, "  }", "}")


# What a tree without faults may have: each is close to what a rule looks for.
CLEAN = {
    "nock/base/a.h": header("", "int f(int a);", "", "enum class Kind { one, two };"),
    "nock/base/a.cpp": '#include "nock/base/a.h"\n\n' + "\n".join(function(100)) + "\n",
    "nock/base/b.cpp": switch("Kind", "case Kind::two"),
    "nock/base/c.cpp": source(
        "int number(int a, int b) {", "  switch (a) {", "    case 1'000:", "      return b;", "    default:",
        "      return 2;", "  }", "}"
    ),
    "nock/run/a.cpp": source('#include "nock/base/a.h"'),
    "nock/run/b.cpp": source(
        "void f(Noun n) {", "  Scratch<Noun> parts;", "  for (Pace pace; n.is_cell(); n = n.tail(), pace.step()) g(n);",
        "  while (!todo.empty()) {", "    poll();", "    g(todo.pop());", "  }", "  for (int i = 0; i < 9; ++i) g(i);",
        "}"
    ),
    "hoon/type/part_of_a.cpp": '#include "hoon/type/whole.h"\n',
    "hoon/type/whole.h": header("", "// part_of_a.cpp has a part of it."),
    "hoon/sys/a.hoon": """::  A library.
::
|%
+|  %chapter
::
::  add: a sum, or
::
::  much more
++  add  |=([a=@ b=@] 3)
::  sub, ...: the others
++  sub  1
++  mul
  |%
  ::  inner: a part
  ++  inner  "a  :: b"
  --
+$  kind  @
--
""",
    "doc/README.md": """# Pages

- [one](one.md): `nock/base/a.h`, nock/base/a.*, `nock/run/`, `nock/run/NAME.h`

    galena eval hoon/b.hoon
""",
    "doc/one.md": "# One\n\n| a row of a table | " + "wide " * 30 + "|\n",
    "README.md": "See doc/one.md.\n",
    "tools/galena/command/eval.cpp": source(),
    "tools/galena/commands.def": "COMMAND(eval)\n",
}

# A rule, what is planted, and where it must be found.
PLANTED = [
    ("format", {"nock/base/a.cpp": source("int  a;")}, "nock/base/a.cpp:2"),
    ("widths", {"nock/base/d.h": header("// " + "x" * 118)}, "nock/base/d.h:3"),
    ("widths", {"test/cli/a.sh": "echo " + "x" * 116 + "\n"}, "test/cli/a.sh:1"),
    ("widths", {"doc/one.md": "x" * 131 + "\n"}, "doc/one.md:1"),
    ("widths", {"bench/programs/a.hoon": "::  A program.\n" + "a" * 81 + "\n"}, "bench/programs/a.hoon:2"),
    ("openings", {"nock/base/d.h": "#pragma once\n"}, "nock/base/d.h:1"),
    ("openings", {"nock/base/d.h": "// A header.\n"}, "nock/base/d.h:1"),
    ("openings", {"nock/base/d.cpp": '#include "nock/base/a.h"\n'}, "nock/base/d.cpp:1"),
    ("functions", {"nock/base/d.cpp": source(*function(101))}, "nock/base/d.cpp:2"),
    (
        "functions",
        {"nock/base/d.cpp": source("template <class T>", *function(101, "auto C<T>::operator()(int a) -> int"))},
        "nock/base/d.cpp:2",
    ),
    (
        "functions",
        {"nock/base/d.cpp": source("struct C {", "  C() : a{1}, b(2) {", *["    a += 1;"] * 100, "  }", "};")},
        "nock/base/d.cpp:3",
    ),
    ("files", {"nock/base/d.cpp": "// A line.\n" * 901}, "nock/base/d.cpp:901"),
    ("arrows", {"nock/noun/d.cpp": source('#include "nock/run/d.h"'), "nock/run/d.h": header()}, "nock/noun/d.cpp:2"),
    ("arrows", {"jets/d.cpp": source('#include "hoon/type/whole.h"')}, "jets/d.cpp:2"),
    ("arrows", {"nock/run/d.cpp": source('#include "nock/jit/d.h"'), "nock/jit/d.h": header()}, "nock/run/d.cpp:2"),
    ("arrows", {"nock/base/d.cpp": source('#include "nock/base/none.h"')}, "nock/base/d.cpp:2"),
    ("arrows", {"nock/attic/d.h": header()}, "nock/attic/d.h:1"),
    (
        "cycles",
        {
            "nock/base/d.h": header('#include "nock/base/e.h"'),
            "nock/base/e.h": header('#include "nock/base/d.h"'),
        },
        "nock/base/d.h:3",
    ),
    (
        "cycles",
        {
            "test/one/a.h": header('#include "test/two/a.h"'),
            "test/one/b.h": header(),
            "test/two/a.h": header(),
            "test/two/b.h": header('#include "test/one/b.h"'),
        },
        "test/one/a.h:3",
    ),
    ("closed-sets", {"nock/base/b.cpp": switch("Kind")}, "nock/base/b.cpp:6"),
    ("closed-sets", {"test/unit/b.cpp": switch("base::Kind")}, "test/unit/b.cpp:6"),
    (
        "limits",
        {"nock/noun/d.cpp": source("void f(Noun n) {", "  for (; n.is_cell(); n = n.tail()) g(n);", "}")},
        "nock/noun/d.cpp:3",
    ),
    (
        "limits",
        {"nock/run/d.cpp": source("void f(Noun n) {", "  while (!todo.empty()) {", "    g(todo.pop());", "  }", "}")},
        "nock/run/d.cpp:3",
    ),
    (
        "limits",
        {"hoon/print/d.cpp": source("void f(Noun n) {", "  for (;;) {", "    if (g(n)) return;", "  }", "}")},
        "hoon/print/d.cpp:3",
    ),
    ("limits", {"nock/noun/d.cpp": source("std::vector<Noun> items;")}, "nock/noun/d.cpp:2"),
    ("hoon", {"bench/programs/a.hoon": "::  A program.\n\n3\n"}, "bench/programs/a.hoon:2"),
    ("hoon", {"bench/programs/a.hoon": "=/  a  'it::'  ::  text\na\n"}, "bench/programs/a.hoon:1"),
    ("air", {"bench/programs/a.hoon": "=/  a  3\n::  b is 4\n::\n=/  b  4\n[a b]\n"}, "bench/programs/a.hoon:3"),
    ("air", {"bench/programs/a.hoon": "=/  a  3\n::\n::\n=/  b  4\n[a b]\n"}, "bench/programs/a.hoon:3"),
    ("arms", {"hoon/sys/a.hoon": "|%\n++  add  3\n--\n"}, "hoon/sys/a.hoon:2"),
    ("arms", {"arvo/sys/a.hoon": "|%\n::  sub: a difference\n++  add  3\n--\n"}, "arvo/sys/a.hoon:3"),
    ("arms", {"hoon/sys/a.hoon": "|%\n::  add: a sum\n++  add  3\n+$  sub  @\n--\n"}, "hoon/sys/a.hoon:4"),
    ("arms", {"hoon/sys/a.hoon": "|%\n::  add, ...: all\n++  add\n  |%\n  ++  in  3\n  --\n--\n"}, "hoon/sys/a.hoon:5"),
    ("commands", {"tools/galena/command/nock.cpp": source()}, "tools/galena/command/nock.cpp:1"),
    ("commands", {"tools/galena/commands.def": "COMMAND(eval)\nCOMMAND(nock)\n"}, "tools/galena/commands.def:2"),
    ("pages", {"doc/two.md": "# Two\n"}, "doc/two.md:1"),
    ("paths", {"doc/one.md": "# One\n\nSee `nock/base/none.h`.\n"}, "doc/one.md:3"),
    ("paths", {"doc/one.md": "# One\n\nSee nock/base/none.*.\n"}, "doc/one.md:3"),
    ("paths", {"README.md": "See [it](doc/none.md).\n"}, "README.md:1"),
    ("notes", {"nock/base/d.h": header("// TODO: this.")}, "nock/base/d.h:3"),
    ("notes", {"nock/base/d.h": header("// As in issue 12.")}, "nock/base/d.h:3"),
    ("machines", {"tools/build.sh": "cd /home/me/galena\n"}, "tools/build.sh:1"),
]


def with_rows():
    """Plants about the rows of the tool's tables, if any: that they are not exceeded, nor grant too much."""
    for name, long_function, lines in tidy.LONG_FUNCTIONS[:1]:
        others = [row for row in tidy.LONG_FUNCTIONS if row[0] == name and row[1] != long_function]
        rest = [line for row in others for line in ["", *function(row[2], f"int {row[1]}(int a)")]]
        for count, place in (lines + 1, f"{name}:2"), (lines - 1, "tools/tidy:"), (100, "tools/tidy:"):
            yield "functions", {name: source(*function(count, f"int {long_function}(int a)"), *rest)}, place
    for name, _ in tidy.UPWARD_INCLUDES[:1]:
        yield "arrows", {name: source()}, "tools/tidy:"
    for name, *_ in [row for row in tidy.DEFAULTS if [other[0] for other in tidy.DEFAULTS].count(row[0]) == 1][:1]:
        yield "closed-sets", {name: source()}, "tools/tidy:"
    for name, _ in tidy.UNPOLLED_LOOPS[:1]:
        yield "limits", {name: source()}, "tools/tidy:"
    for name, lines in tidy.WIDE_PAGES[:1]:
        index = CLEAN["doc/README.md"] + f"\n[it]({name.removeprefix('doc/')})\n"
        yield "widths", {name: ("x" * 131 + "\n") * (lines - 1), "doc/README.md": index}, "tools/tidy:"
        yield "widths", {name: ("x" * 131 + "\n") * (lines + 1), "doc/README.md": index}, f"{name}:{lines + 1}"


def plant(root, files):
    for name, text in files.items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def run_tool(root):
    run = subprocess.run([sys.executable, TOOL, root], capture_output=True, text=True)
    return run.returncode, run.stdout.splitlines()


def fault(rule, files, place):
    """What the tool does otherwise than it should, or None."""
    with tempfile.TemporaryDirectory() as root:
        plant(root, {**CLEAN, **files})
        code, lines = run_tool(root)
    if code == 1 and len(lines) == 1 and re.match(rf"{re.escape(place)}\d*: {rule}: .", lines[0]):
        return None
    return "\n  ".join([f"{rule}: planted at {place}; exit {code}, and found:", *lines])


def fault_with_commits():
    """The same for commits: the tool looks at those since it came, and at the last fifty."""
    with tempfile.TemporaryDirectory() as root:
        plant(root, CLEAN)
        git = ["git", "-C", root, "-c", "user.name=a", "-c", "user.email=a@a"]
        subprocess.run([*git, "init", "-q"], check=True)
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-q", "-m", "Long " * 20], check=True)
        before = run_tool(root)
        plant(root, {"tools/tidy": "\n"})
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-q", "-m", "x" * 72], check=True)
        since = run_tool(root)
    if len(before[1]) == 1 and re.match(r"[0-9a-f]{7,}: commits: .", before[1][0]) and since == (0, []):
        return None
    return f"commits: {before} and {since}"


def fault_of_clean():
    with tempfile.TemporaryDirectory() as root:
        plant(root, CLEAN)
        code, lines = run_tool(root)
    return None if (code, lines) == (0, []) else "\n  ".join(["a clean tree is found fault with:", *lines])


def main():
    planted = [*PLANTED, *with_rows()]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = [pool.submit(fault, *case) for case in planted]
        results += [pool.submit(fault_with_commits), pool.submit(fault_of_clean)]
        faults = [result.result() for result in results if result.result()]
    untried = tidy.RULES.keys() - {rule for rule, _, _ in planted} - {"commits"}
    faults += [f"{rule}: nothing is planted for it" for rule in sorted(untried)]
    for each in faults:
        print("FAILED:", each)
    print(f"tidy: {len(results) + len(tidy.RULES)} tried, {len(faults)} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
