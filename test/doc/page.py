#!/usr/bin/env python3
"""Runs a page of the documentation as its reader would, and compares.

    page.py GALENA PAGE.md

In an empty folder, with an empty HOME and with `galena` on the path:
  ```hoon NAME       a block with a name behind its language is written to the file NAME
  ```console         lines that begin with `$ ` are run, and what they print, on either stream, is what stands below
                     them; `...` stands for anything, over lines too. One that ends in & goes on, once it has said
                     something
Blocks of other kinds are for the eye.
"""
import os
import re
import subprocess
import sys
import tempfile
import threading

FENCE = re.compile(r"^```(\w*) ?(\S*)$")
SECONDS = 60


def blocks(page):
    """Yields (language, name, line, lines) of each fenced block."""
    kind = None
    for number, line in enumerate(open(page, encoding="utf-8").read().split("\n"), 1):
        fence = FENCE.match(line)
        if kind is None and fence:
            kind, start, body = fence.groups(), number, []
        elif kind is not None and line == "```":
            yield kind[0], kind[1], start, body
            kind = None
        elif kind is not None:
            body.append(line)
    if kind is not None:
        raise SystemExit(f"{page}:{start}: the block does not end")


def commands(start, body):
    """Yields (line, command, expected output) of a console block."""
    at, command, expected = 0, None, []
    for number, line in enumerate(body, start + 1):
        if line.startswith("$ "):
            if command is not None:
                yield at, command, expected
            at, command, expected = number, line[2:], []
        elif command is None:
            raise SystemExit(f"{number}: output without a command")
        else:
            expected.append(line)
    if command is not None:
        yield at, command, expected


def matches(expected, output):
    pattern = ".*".join(re.escape(part) for part in "\n".join(expected).split("..."))
    return re.fullmatch(pattern, output.rstrip("\n"), re.DOTALL) is not None


class Shell:
    def __init__(self, galena, folder):
        self.folder = folder
        home = os.path.join(folder, ".home")
        os.mkdir(home)
        path = os.path.join(folder, ".bin")
        os.mkdir(path)
        os.symlink(os.path.abspath(galena), os.path.join(path, "galena"))
        self.env = {"PATH": f"{path}:/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8"}
        self.running = []

    def start(self, command):
        return subprocess.Popen(["bash", "-c", command], cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, command):
        if command.endswith("&"):
            child = self.start("exec " + command[:-1])
            self.running.append(child)
            guard = threading.Timer(SECONDS, child.kill)
            guard.start()
            first = child.stdout.readline()
            guard.cancel()
            return first
        child = self.start(command)
        try:
            return child.communicate(timeout=SECONDS)[0]
        except subprocess.TimeoutExpired:
            child.kill()
            return child.communicate()[0] + f"[no end within {SECONDS} s]"

    def close(self):
        for child in self.running:
            child.terminate()
            child.wait()


def main():
    galena, page = sys.argv[1:]
    failed = ran = 0
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(galena, folder)
        for language, name, start, body in blocks(page):
            if name:
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write("\n".join(body) + "\n")
            elif language == "console":
                for line, command, expected in commands(start, body):
                    ran += 1
                    output = shell.run(command)
                    if not matches(expected, output):
                        failed += 1
                        print(f"{page}:{line}: $ {command}\n  the page has:\n" + "\n".join(expected) +
                              f"\n  and there comes:\n{output}")
        shell.close()
    print(f"{page}: {ran} commands, {failed} that come out otherwise")
    if ran == 0:
        print(f"{page}: nothing was run")
    return failed > 0 or ran == 0


sys.exit(main())
