#!/usr/bin/env python3
"""Runs the tests of the kernel that are written in Hoon.

    run.py GALENA [FILE...]     a line for each failure, then how many there were; 1 if there is any

A file is a core whose arms `test-...` make a tang: nothing, if all is as it should be. Its subject is that of
puppets.hoon, within the engines of /sys/arvo; so it sees all that the kernel is made of. Where it says `real`, that is
all vanes of the tree, by name, as vases; where it says `larva`, the gate that /sys/arvo comes to. What the tests of
NAME-test.hoon print must be NAME.txt, where there is one.
"""

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


def arms(text):
    """The tests of a file."""
    return re.findall(r"^\+\+  (test-[a-z0-9-]+)", text, re.MULTILINE)


def on_one_line(printed):
    """What was printed, a line for each noun, however it was laid out."""
    flat = re.sub(r"\n\]", "]", printed)
    flat = re.sub(r"\n +", " ", flat)
    return re.sub(r" +\]", "]", re.sub(r"\[ +", "[", flat))


def run(galena, path, folder):
    """Whether all went well, what was said, and which tests there were."""
    text = path.read_text()
    subject = pathlib.Path(folder) / path.name
    words = re.split(r"[^a-z-]+", text)
    head = f"=>\n{vanes()}.\n" if "real" in words else ""
    if "larva" in words:
        head += f"=>\n=/  larva\n{join.sources()['arvo']}.\n"
    subject.write_text(f"{engines()}{head}=>\n{(HERE / 'puppets.hoon').read_text()}{text}")
    names = arms(text)
    tests = "\n".join(f"    [%{name} |.({name})]" for name in names)
    program = (
        "%+  murn\n"
        "  ^-  (list [@tas (trap *)])\n"
        f"  :~\n{tests}\n  ==\n"
        "|=  [name=@tas test=(trap *)]\n"
        "=/  made  (mule test)\n"
        "?:  =([%& ~] made)  ~\n"
        "`[name ?:(?=(%& -.made) (turn ;;(tang p.made) |=(=tank ~(ram re tank))) "
        "(turn (flop p.made) |=(=tank ~(ram re tank))))]\n"
    )
    made = subprocess.run(
        [galena, "eval", "--subject", str(subject), "--width", "200", program],
        capture_output=True,
        text=True,
        check=False,
    )
    ok = made.returncode == 0 and made.stdout.strip() == "~"
    wanted = path.with_name(path.name.replace("-test.hoon", ".txt"))
    if wanted.exists():
        lines = zip_longest(wanted.read_text().splitlines(), on_one_line(made.stderr).splitlines())
        differences = [f"wanted  {want}\nprinted {have}\n" for want, have in lines if want != have]
        ok = ok and not differences
        made.stdout += "".join(differences)
    return ok, made, names


def main(argv):
    if not argv:
        sys.exit(__doc__)
    files = [pathlib.Path(name) for name in argv[1:]] or sorted(HERE.glob("*-test.hoon"))
    total = bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            ok, made, names = run(argv[0], path, folder)
            total += len(names)
            if not ok:
                bad += 1
                print(f"{path.name}:\n{made.stdout}{made.stderr[-4000:]}")
    print(f"{total} tests in {len(files)} files; {bad} files failed")
    return bad != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
