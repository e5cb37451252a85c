#!/usr/bin/env python3
"""Upgrades of piers that run, with timers pending and with moves left on the worklist, in both orders of moves.

    upgrades.py GALENA [TEXT]     only cases that have TEXT in their names

In each case a puppet asks the kernel for the upgrade in the midst of moves of its own, of which some have still to be
made. After one that succeeds the moves were made in their order, the timers are there and ring, vanes have their state,
what is new is there, and the log leads to the same state from its first event. After one that fails nothing has
happened: the old system runs on. The last case is of a language whose types are others: `%veil` is a form of type that
the compiler before it does not know, and is in the type of each vane's state.
"""

import pathlib
import re
import shutil
import sys
import tempfile
import time

from pier import Failed, Pier, boot, cord, da, galena, join, numbers, puppet, word

SOON = 2  # seconds until the timer that is to ring after an upgrade; some take longer


def new(text):
    return text + "::  another one\n"


def veiled(text):
    """A source for which types have another form, in all that looks at types."""
    text = text.replace("[%hint *]", "[?(%hint %veil) *]").replace("?(%face %hint)", "?(%face %hint %veil)")
    text = text.replace("?(%fork %face %hint %hold)", "?(%fork %face %hint %veil %hold)")
    text = text.replace("?(%hint %hold)", "?(%hint %veil %hold)").replace("[%hint * q=*]", "[?(%hint %veil) * q=*]")
    text = text.replace(
        "      [%hint p=(pair type note) q=type]\n",
        "      [%hint p=(pair type note) q=type]\n      [%veil p=(pair type note) q=type]\n",
    )
    made = "  ?.(?=(%made -.q.about) [%hint about inner] [%veil about inner])\n"
    return text.replace("  [%hint about inner]\n", made)


def counting(load):
    """The puppet with a state of another number, and with a way to take over the older one."""
    text = puppet().replace("=|  sat=[%0 script", "=|  sat=[%1 new=@t script")
    return text.replace("|=(old=_sat gate(sat old))", load)


OLDER = "|=(old=[%0 script=(map * (list move)) heard=(list *)] gate(sat [%1 'new' +.old]))"


class Case:
    def __init__(self, name, files=(), why="", vega=False):
        self.name, self.files, self.why, self.vega = name, dict(files), why, vega

    def what(self):
        """The files, as Hoon."""
        made = " ".join(f"[/sys/{path} %hoon {cord(text)}]" for path, text in self.files.items())
        return f"`(list [path @tas @t])`~[{made}]" if made else "`(list [path @tas @t])`~"


def cases():
    old = join.sources() | {"vane/puppet": puppet()}

    def case(name, files=(), **more):
        return Case(name, files, **more)

    yield case("no files")
    yield case("the same files", {"lull": old["lull"], "arvo": old["arvo"], "hoon": old["hoon"]})
    yield case("lull", {"lull": new(old["lull"])})
    yield case("zuse", {"zuse": new(old["zuse"])})
    yield case("a vane", {"vane/behn": new(old["vane/behn"])})
    yield case("a vane with another state", {"vane/puppet": counting(OLDER)})
    yield case("a vane that was not there", {"vane/mime": puppet()})
    yield case("lull, zuse and vanes", {name: new(old[name]) for name in ("lull", "zuse", "vane/behn", "vane/dill")})
    yield case("arvo", {"arvo": new(old["arvo"])}, vega=True)
    yield case("arvo and vanes", {n: new(old[n]) for n in ("arvo", "zuse", "vane/behn")}, vega=True)
    yield case("hoon", {"hoon": new(old["hoon"])}, vega=True)
    yield case("all", {name: new(text) for name, text in old.items()}, vega=True)
    # What fails, at each stage.
    yield case("a vane's syntax", {"vane/behn": "|="}, why="build failed")
    yield case("a vane that is none", {"vane/behn": "5"}, why=".")
    yield case("a vane that does not nest", {"vane/puppet": counting("|=(old=_sat gate(sat old))")}, why="load failed")
    yield case("a load that crashes", {"vane/puppet": counting("|=(old=* !!)")}, why="load failed")
    yield case("lull's syntax", {"lull": "|%"}, why="build failed")
    yield case("zuse's name", {"zuse": "=>  ..lull  nonesuch"}, why="build failed")
    yield case("a lull that is too cold", {"lull": old["lull"].replace("lull  %323", "lull  %322")}, why="322|wyrd")
    nameless = old["lull"].replace("++  behn  ^?", "++  ben  ^?")
    yield case("a lull that vanes do not fit", {"lull": nameless}, why="failed")
    yield case("arvo's syntax", {"arvo": "|="}, why="upgrade failed")
    yield case("an arvo without load", {"arvo": "=>(~ |=(@ 5))"}, why="upgrade failed")
    crash = old["arvo"].replace("  ~|  %load\n", "  ~|  %load\n  ?:  =(1 1)  !!\n")
    yield case("an arvo whose load crashes", {"arvo": crash}, why="load")
    yield case("a new arvo, and a vane's syntax", {"arvo": new(old["arvo"]), "vane/behn": "|="}, why="build failed")
    yield case("hoon's syntax", {"hoon": "|="}, why="upgrade failed")
    yield case("a hoon that is too cold", {"hoon": old["hoon"].replace("%138", "%137")}, why="137|wyrd")
    far = old["hoon"].replace("%138", "%136")
    yield case("a hoon that is too far", {"hoon": far}, why="cannot go from hoon")
    yield case("a new hoon that compiles no arvo", {"hoon": new(old["hoon"]), "arvo": "nonesuch"}, why="upgrade failed")
    veil = {name: veiled(text) for name, text in old.items()}
    yield case("a language of other types", veil, vega=True)


def learn(cue, *moves):
    return f"[%learn {cue} ~[{' '.join(moves)}]]"


def ask(tea, way, card):
    return f"[~[//term/1] %pass {tea} {way} %meta !>({card})]"


def prepare(pier, order, case):
    """What a puppet is to do, and timers: one that rings in a year, one that rings soon."""
    pier.must(f"[%sort {order}]")
    pier.must("[%wait ~2100.1.1]", "/b/client/one")
    puppet_does = (
        learn("[%call %begin ~]", ask("/a", "%puppet", "[%up ~]"), ask("/b", "%puppet", "[%after 5]")),
        learn(
            "[%call %up ~]",
            ask("/up", "%$", f"[%what {case.what()}]"),
            ask("/c", "%puppet", "[%after 6]"),
            ask("/ring", "%b", f"[%wait `@da`{da(time.time() + SOON)}]"),
            "[~[//term/1] %slip %puppet %meta !>([%after 7])]",
            "[~[//term/1] %give %meta !>([%told ~])]",
        ),
    )
    for card in puppet_does:
        pier.must(card, "/puppet/x")


def heard(pier):
    """What the puppet heard, in order, in words."""
    found = pier.once("%puppet", "/heard")
    if found is None:
        raise Failed("the puppet does not say what it heard")
    names = {word(name): name for name in ("begin", "up", "vega", "wake", "dud", "trim")}
    after = word("after")
    words, cells = [], numbers(found)
    for n, cell in enumerate(cells):
        if cell == after:
            words.append(f"after-{cells[n + 1]}")
        elif cell in names:
            words.append(names[cell])
    return list(reversed(words))


def wanted(order, vega):
    depth = ["begin", "up", *(["vega"] if vega else []), "after-6", "after-7", "after-5"]
    breadth = ["begin", "up", "after-5", "after-6", "after-7", *(["vega"] if vega else [])]
    return depth if order == "%depth" else breadth


def check_success(pier, case, order, before):
    said = heard(pier)[len(before) :]
    if said[-1:] == ["wake"]:
        said.pop()
    if said != wanted(order, case.vega):
        raise Failed(f"the puppet heard {said}, and should have heard {wanted(order, case.vega)}")
    for path, text in case.files.items():
        if word("hoon") not in numbers(pier.once("%$", f"/mod/fat/sys/{path}"))[:3]:
            raise Failed(f"there is no {path}")
    until = time.monotonic() + 30
    while heard(pier)[-1:] != ["wake"]:
        if time.monotonic() > until:
            raise Failed("the timer does not ring")
        time.sleep(0.05)


def check_old(pier, before):
    if heard(pier) != before:
        raise Failed(f"the puppet heard {heard(pier)}, and before {before}")
    pier.must("[%after 9]", "/puppet/x")
    if heard(pier) != [*before, "after-9"]:
        raise Failed("the old system does not run on")


def trial(command, template, folder, case, order):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("conn.sock"))
    with Pier(command, folder) as pier:
        prepare(pier, order, case)
        before = heard(pier)
        answer = pier.ask(poke="[%begin ~]", wire="/puppet/x")
        if case.why:
            text = str(answer.get("error")) + "\n".join(answer.get("trace", []))
            if "error" not in answer:
                raise Failed("it should have failed")
            if not re.search(case.why, text):
                raise Failed(f"it failed otherwise: {text[:1000]}")
            # Of what failed the puppet is told, with the word that it was asked by.
            check_old(pier, [*before, "begin", "dud"] if "event" in answer else before)
        else:
            if "ok" not in answer:
                raise Failed(f"it failed: {str(answer)[:3000]}")
            check_success(pier, case, order, before)
        if word("one") not in numbers(pier.once("%bx", "/debug/timers")):
            raise Failed("the timer that waits is gone")
        if pier.eval("(add 2 2)") != "4":
            raise Failed("nothing is evaluated")
        pier.kill()
    galena(command, "log", str(folder), "verify", "--deep")


def main(argv):
    if not 1 <= len(argv) <= 2:
        sys.exit(__doc__)
    part = argv[1] if len(argv) > 1 else ""
    passed = failed = 0
    with tempfile.TemporaryDirectory() as base:
        base = pathlib.Path(base)
        boot(argv[0], join.sources() | {"vane/puppet": puppet()}, base, base / "template")
        for case in cases():
            if part not in case.name:
                continue
            for order in ("%depth", "%breadth"):
                begin = time.monotonic()
                try:
                    trial(argv[0], base / "template", base / "pier", case, order)
                    passed += 1
                except Failed as failure:
                    failed += 1
                    print(f"{case.name}, {order}: {failure}")
                if part:
                    print(f"{case.name}, {order}: {time.monotonic() - begin:.1f} s")
    print(f"upgrades: {passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
