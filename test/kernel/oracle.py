#!/usr/bin/env python3
"""Gives the same events to our kernel and to the public one, and compares all that comes of them.

    oracle.py GALENA [RUNS [SEED]]      RUNS random events beside those of oracle.txt; 500, from seed 1
    oracle.py GALENA upgrades           the events of oracle-upgrades.txt; takes minutes

The public one is in GALENA_REFERENCE/urbit/pkg/arvo/sys; without it, nothing is compared. Each is booted from its own
sources by its own library, with its own Behn, and with vanes of ours that do as they are told (puppet-vane.hoon):
dill, gall and eyre, which speak in metacards, and rogue, whose actions have no type. oracle.hoon plays the events. A
line of oracle.txt is an item, Hoon; `::` begins a comment, and one that says `other` is of what differs rightly: there
the two must not be the same.
"""

import os
import pathlib
import random
import re
import sys
import tempfile

from pier import HERE, boot, cord, galena, join, puppet

MODULES = ("hoon", "arvo", "lull", "zuse", "vane/behn")
PUPPETS = ("dill", "gall", "eyre")
LETTERS = {"dill": "d", "gall": "g", "eyre": "e", "behn": "b", "rogue": "rogue"}


def system(modules):
    """The files of a kernel with its vanes, by their paths below sys/."""
    vanes = {f"vane/{name}": puppet() for name in PUPPETS}
    return {name: modules[name] for name in MODULES} | vanes | {"vane/rogue": puppet("*")}


def changed(files):
    """What events of upgrades carry: texts by the names that oracle.txt calls them by."""
    more = "::  another one\n"
    texts = {f"{name}-new": files[name] + more for name in ("hoon", "arvo", "lull", "zuse")}
    texts["behn-new"] = files["vane/behn"] + more
    texts["dill-new"] = files["vane/dill"].replace("[%nothing ~]  [~ ~]", "[%nothing ~]  ``noun+!>(%new)")
    texts["dill-alien"] = files["vane/dill"].replace("sat=[%0 script", "sat=[%1 script")
    texts["dill-falls"] = files["vane/dill"].replace("|=(old=_sat gate(sat old))", "|=(old=_sat !!)")
    texts["puppet"] = files["vane/dill"]
    return "".join(f"=/  {name}  {cord(text)}\n" for name, text in texts.items())


class Oracle:
    """Two kernels in piers of a folder."""

    def __init__(self, command, folder, ours, theirs):
        self.command, self.folder = command, pathlib.Path(folder)
        self.kernels = {"ours": ours, "theirs": theirs}
        for name, files in self.kernels.items():
            boot(command, files, folder, self.folder / f"pier-{name}")

    def run(self, *arguments):
        return galena(self.command, *arguments)

    def play(self, name, items):
        """What comes of each item, as the text of a jam."""
        file = self.folder / "items.hoon"
        body = "".join(f"    {item}\n" for item in items)
        texts = changed(self.kernels[name]) if any('-new' in item or 'puppet' in item for item in items) else ""
        file.write_text(f"{(HERE / 'oracle.hoon').read_text()}{texts}%-  play\n:~\n{body}==\n")
        made = self.run("eval", "--pier", str(self.folder / f"pier-{name}"), "-f", str(file))
        return re.findall(r"0w[-~0-9a-zA-Z.]+", made)

    def text(self, jam):
        return "crash" if jam == CRASH else self.run("eval", "--width", "400", f"(cue {jam})").strip()[:2000]

    def compare(self, items):
        """How many items there were, and what is wrong with each of those that something is wrong with."""
        ours, theirs = (self.play(name, [item for item, _ in items]) for name in ("ours", "theirs"))
        if not len(ours) == len(theirs) == len(items):
            sys.exit(f"{len(items)} items, and {len(ours)} and {len(theirs)} results")
        wrong = []
        for (item, differs), one, other in zip(items, ours, theirs):
            if (one != other) != differs:
                wrong.append(f"{item}\n  ours    {self.text(one)}\n  theirs  {self.text(other)}")
        crashes = sum(one == CRASH for one in ours)
        return crashes, wrong


CRASH = "0w1.O5TFV"  # of %crash, as oracle.hoon writes it; set by main


def listed(name):
    """The items of a file, each with whether it is one that differs."""
    items = []
    for line in (HERE / name).read_text().splitlines():
        item, _, comment = line.partition("::")
        if line.startswith("    ") and items:
            items[-1] = (f"{items[-1][0]} {item.strip()}", items[-1][1])
        elif item.strip():
            items.append((item.strip(), comment.strip().startswith("other")))
    return items


class Chance:
    """Random items: what puppets learn, and events that set them off. What one does is asked for by a number, and what
    is asked for in turn has a smaller one: so every event ends."""

    def __init__(self, seed, depth=7):
        self.random, self.depth, self.time = random.Random(seed), depth, 1000

    def at(self, later):
        """A time, as Hoon."""
        return f"(t {self.time + later:,})".replace(",", ".")

    def way(self):
        name = self.random.choice([*PUPPETS, "rogue", "rogue"])
        return self.random.choice([name, LETTERS[name]])

    def duct(self):
        tops = [f"/{self.random.choice(PUPPETS)}/w{self.random.randrange(3)}", "/rogue/w", "/behn/w"]
        below = self.random.choice(["~[{} //term/1]", "~[{} //term/1]", "~[{} /gall/x //term/1]", "~[{}]"])
        whole = below.format(self.random.choice(tops))
        return self.random.choice([whole] * 8 + ["unix"] * 8 + ["~", "~[/]", "~[//x //y]", "~[/nobody/x]"])

    def card(self, below):
        chosen = self.random.randrange(12)
        number = self.random.randrange(below) if below > 0 else 0
        if chosen < 9:
            return f"!>([%{'go' if below > 0 else 'stop'} {number}])"
        return ["!>([%odd 'x' 5])", "[[%cell 7] %go 1]", "!>(7)"][chosen - 9]

    def move(self, below):
        kind = self.random.randrange(10)
        hen, card = self.duct(), self.card(below)
        if kind < 4:
            return f"(ask {hen} /w{self.random.randrange(3)} %{self.way()} {card})"
        if kind < 5:
            return f"(turn-to {hen} %{self.way()} {card})"
        if kind < 6:
            return f"[{hen} %hurl [%bad ~[leaf+\"why\"]] %give %meta {card}]"
        return f"(say {hen} {card})"

    def raw(self, below):
        """An action without a type: mostly a wrong one."""
        number = self.random.randrange(below) if below > 0 else 0
        return self.random.choice(
            [
                f"[unix %give %go {number}]",
                f"[unix %pass /w %d %soft %go {number}]",
                f"[unix %pass /w %gall %go {number}]",
                f"[unix %slip %e %soft %go {number}]",
                "[unix %give 5]",
                "[unix %give %meta 5]",
                "[unix %gave %x ~]",
                "[unix %pass 5 %d %x ~]",
                "[unix %pass /w 'B b' %x ~]",
                "[unix %pass /w %d]",
                "[[5 5] %give %x ~]",
                "[unix %hurl 5 %give %x ~]",
                "[unix %hurl [%bad ~] %slip %d %x ~]",
                "[unix %hurl [%bad ~] %give %x ~]",
                "[unix 5]",
                "[unix ~]",
                "[unix %give %soft %x]",
            ]
        )

    def lesson(self):
        who, n = self.random.choice([*PUPPETS, "rogue"]), self.random.randrange(1, self.depth)
        kind = self.random.choice(["%call %go", "%call %go", "%take %gall %go", "%take %dill %go", "%take %eyre %go"])
        make = self.raw if who == "rogue" else self.move
        moves = " ".join(make(n) for _ in range(self.random.randrange(4)))
        return f"(learn %{who} [{kind} {n}] {f'~[{moves}]' if moves else '~'})"

    def event(self):
        kind, n = self.random.randrange(20), self.random.randrange(self.depth)
        when = self.at(self.random.randrange(-5, 60))
        if kind < 7:
            return self.lesson()
        if kind < 14:
            return f"[/{self.way()}/term/1 %go {n}]"
        if kind < 18:
            wire = f"/b/client/w{self.random.randrange(4)}"
            task = self.random.choice([f"%wait {when}", f"%wait {when}", f"%rest {when}", "%wake ~", "%wake ~"])
            return f"[{wire} {task}]"
        return self.random.choice(
            [
                f"[//arvo %crud [%exit ~[leaf+\"why\"]] /{self.way()}/term/1 %go {n}]",
                "[//arvo %crud [%meme ~] /b/client/w0 %wake ~]",
                "[//arvo %trim 0]",
                "[//arvo %whiz ~]",
                "[//arvo %what ~]",
                "[/b/client/x %born ~]",
                "[/b/client/x %huck %behn %wake ~]",
                "[/b/client/x %drip -:!>([%x 5]) %x 5]",
                f"[/{self.random.choice(PUPPETS)}/x %look %bx [~zod %$ %da {self.at(0)}] /timers]",
            ]
        )

    def items(self, count):
        made = []
        for _ in range(count):
            self.time += 1
            made.append((f"[%at {self.at(0)} {self.event()}]", False))
        for who in (*PUPPETS, "rogue"):
            view = "[%rogue %x]" if who == "rogue" else f"%{LETTERS[who]}x"
            made.append((f"[%see (once {view} /heard)]", False))
        return [*made, ("[%see (once %bx /timers)]", False), ("[%see (once %bx /debug/timers)]", False)]


def main(argv):
    global CRASH
    if not 1 <= len(argv) <= 3:
        sys.exit(__doc__)
    public = pathlib.Path(os.environ.get("GALENA_REFERENCE", "")) / "urbit/pkg/arvo/sys"
    if not public.is_dir():
        print("oracle: skipped: GALENA_REFERENCE names no folder with urbit/pkg/arvo/sys")
        return 0
    if argv[1:] == ["upgrades"]:
        plays = [("oracle-upgrades.txt", listed("oracle-upgrades.txt"))]
    else:
        runs, seed = (int(argv[n]) if len(argv) > n else default for n, default in ((1, 500), (2, 1)))
        plays = [(f"random, seed {seed}", Chance(seed).items(runs)), ("oracle.txt", listed("oracle.txt"))]
    theirs = system({name: (public / f"{name}.hoon").read_text() for name in MODULES})
    with tempfile.TemporaryDirectory() as folder:
        oracle = Oracle(argv[0], folder, system(join.sources()), theirs)
        CRASH = re.search(r"0w[-~0-9a-zA-Z.]+", oracle.run("eval", "(scot %uw (jam %crash))")).group()
        failed = 0
        for name, items in plays:
            crashes, wrong = oracle.compare(items)
            failed += len(wrong)
            other = sum(differs for _, differs in items)
            said = f", {other} of them known to be others" if other else ""
            print(f"{name}: {len(items)} items{said}, {crashes} crashed: {len(wrong)} wrong")
            print("\n".join(wrong[:20]), end="\n" if wrong else "")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
