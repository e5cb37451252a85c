#!/usr/bin/env python3
"""Runs the tests of the kernel that are written in Hoon.

    run.py GALENA [FILE...]     by `galena test`: a line for each complaint, then how many there were; 1 if there is any

A file is a core whose arms `test-...` make a tang: nothing, if all is as it should be. Its subject is that of
puppets.hoon, within the engines of /sys/arvo; so it sees all that the kernel is made of. Where it says `real`, that is
all vanes of the tree, by name, as vases; where it says `larva`, the gate that /sys/arvo comes to. What the tests of
NAME-test.hoon print must be NAME.txt, where there is one.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
from itertools import zip_longest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "arvo/sys"))
import join  # noqa: E402


def engines():
    """The source of the engines: all of arvo but the state and the larva."""
    files = sorted((join.HERE / "arvo").glob("[0-7]-*.hoon"))
    return "".join(file.read_text() for file in files)


def vanes():
    """A pair of all vanes as vases, by their names: a head for the subject of tests that want them."""
    made = join.sources()
    names = [path.removeprefix("vane/") for path in made if path.startswith("vane/")]
    base = f"=>\n=>\n{made['lull']}{made['zuse']}=>  ..zuse\n"
    return "=/  real\n" + base + ":*\n" + "".join(f"  ^=  {n}  !>\n{made['vane/' + n]}" for n in names) + "==\n"


def on_one_line(printed):
    """What was printed, a line for each noun, however it was laid out."""
    flat = re.sub(r"\n\]", "]", printed)
    flat = re.sub(r"\n +", " ", flat)
    return re.sub(r" +\]", "]", re.sub(r"\[ +", "[", flat))


def write(path, folder):
    """Writes what `galena test` is to read: the file of tests with the subject that it wants."""
    text = path.read_text()
    words = re.split(r"[^a-z-]+", text)
    head = f"=>\n{vanes()}.\n" if "real" in words else ""
    if "larva" in words:
        head += f"=>\n=/  larva\n{join.sources()['arvo']}.\n"
    made = pathlib.Path(folder) / path.name
    made.write_text(f"{engines()}{head}=>\n{(HERE / 'puppets.hoon').read_text()}{text}")


def differences(path, said):
    """Where what tests have printed is not what they should print."""
    wanted = path.with_name(path.name.replace("-test.hoon", ".txt"))
    if not wanted.exists():
        return []
    lines = zip_longest(wanted.read_text().splitlines(), on_one_line("\n".join(said)).splitlines())
    return [f"wanted  {want}\n  printed {have}" for want, have in lines if want != have]


def main(argv):
    if not argv:
        sys.exit(__doc__)
    files = [pathlib.Path(name) for name in argv[1:]] or sorted(HERE.glob("*-test.hoon"))
    paths = {path.name: path for path in files}
    with tempfile.TemporaryDirectory() as folder:
        for path in paths.values():
            write(path, folder)
        made = subprocess.run(
            [argv[0], "test", "--no-cache", "-j1", "--json", folder], capture_output=True, text=True, check=False
        )
    if not made.stdout:
        sys.exit(made.stderr)
    report = json.loads(made.stdout)
    bad = []
    for file in report["files"]:
        path = paths[pathlib.Path(file["file"]).name]
        bad += [f"{path.name}: {file['fault']}"] if "fault" in file else []
        bad += [f"{path.name}: {arm}" for arm in file["arms"] if arm["verdict"] != "ok"]
        said = [line for arm in file["arms"] for line in arm.get("said", [])]
        bad += [f"{path.name}: {line}" for line in differences(path, said)]
    print("\n".join(str(line)[:2000] for line in bad), end="\n" if bad else "")
    print(f"{report['tests']} tests in {len(report['files'])} files; {len(bad)} complaints")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
