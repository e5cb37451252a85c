#!/usr/bin/env python3
"""Gives the command what nobody should give it, by seed, and takes three verdicts only: a result, a named error, a
limit that was kept.

    hostile.py GALENA REPOSITORY [--seed S] [--count N] [--kind KIND...] [--jobs J]
    hostile.py GALENA REPOSITORY --again KIND:SEED      one input again; its folder is kept, and said

An input is a function of its kind and seed. Each runs the command as a user does: a process, in a folder of its own,
under a deadline and a limit of memory. It is at fault where it
  - ends by a signal that nobody sent it, or with an exit code that the command does not have;
  - fails and says nothing, or what is no error of the command's (`error:` with a place or a file, or the trace);
  - is not over, or holds more memory, some time beyond its limits;
  - answers, and the answer is not the right one where the input's meaning is known (a cache, a socket, a killed host).
"""
import argparse
import concurrent.futures
import contextlib
import glob
import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

DEADLINE_MS = 2000
MEMORY = "256M"
PATIENCE = 20  # seconds until a process hangs: a busy machine is slow, a hang is for ever
RESIDENT = 900 << 20  # bytes: the limit, what the command itself takes, and its files
EXITS = {0, 1, 2, 3, 130}
# Whatever is said when something is wrong: an error or a warning, a crash with its trace, a limit.
SAYS = re.compile(rb"error|warning|crash|interrupted|deadline|memory|damage|differ|fail|not |no |\"kind\":", re.I)
# A loop that is worth compiling, and its product.
DECREMENT = "[10.000 8 [1 0] 8 [1 6 [5 [4 0 6] 0 7] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]"


class Fault(Exception):
    """What is wrong with what came back."""


class Run:
    """One process that has ended: its exit code (or the signal, negative), and what it said."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


class Box:
    """A folder with the files of one input, and the command in it."""

    def __init__(self, galena, shared, folder, rng):
        self.galena, self.shared, self.folder, self.rng = galena, shared, folder, rng
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        self.environment |= {"HOME": folder, "XDG_CACHE_HOME": shared.cache}

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        return path

    def start(self, *arguments):
        arguments = [os.fsencode(a) for a in (self.galena, *arguments)]
        with open(self.path("commands"), "ab") as commands:
            commands.write(os.fsencode(shlex.join(map(os.fsdecode, arguments))) + b"\n")
        with open(self.path("out"), "wb") as out, open(self.path("err"), "wb") as err:
            return subprocess.Popen(arguments, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                                    stdout=out, stderr=err)

    def end(self, process, sent=(), patience=PATIENCE):
        """Waits for it and takes the verdict that holds for every process; `sent`: the signals that it was sent."""
        until = time.monotonic() + patience
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > until:
                process.kill()
                process.wait()
                raise Fault(f"not over after {patience} s")
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        run = Run(process.returncode, read(self.path("out")), read(self.path("err")))
        if run.code < 0 and -run.code not in sent:
            raise Fault(f"ended by {signal.Signals(-run.code).name}: {tail(run.err)}")
        if run.code >= 0 and run.code not in EXITS:
            raise Fault(f"exit {run.code}: {tail(run.err)}")
        if run.code in (1, 2, 3) and not SAYS.search(run.err):
            raise Fault(f"exit {run.code} without a word of why: {tail(run.err)}")
        if used.ru_maxrss << 10 > RESIDENT:
            raise Fault(f"held {used.ru_maxrss >> 10} MB")
        for word in (b"AddressSanitizer", b"runtime error:", b"a promise does not hold", b"terminate called"):
            if word in run.err:
                raise Fault(tail(run.err))
        return run

    def run(self, *arguments):
        return self.end(self.start(*arguments))

    def limits(self):
        return "--deadline", str(DEADLINE_MS), "--memory", MEMORY


def limit_processes():
    """What holds for each process: how much it may write to a file (its memory is bounded by the command itself), and
    that signals mean what they mean, also where this one runs in the background and ignores some. Here and not between
    fork and exec, which would have all of this process copied for each that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def tail(text):
    return text.decode("utf-8", "replace").strip()[-400:]


# ---- what is mutated ----


def mutate_bytes(rng, data, most=8):
    """Some bytes flipped, cut, doubled, moved, or made of the edges that parsers fear."""
    data = bytearray(data)
    for _ in range(rng.randint(1, most)):
        if not data:
            data = bytearray(rng.randbytes(4))
        at = rng.randrange(len(data))
        span = rng.choice((1, 1, 2, 4, 8, 64))
        what = rng.randrange(7)
        if what == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif what == 1:
            data[at:at + span] = rng.randbytes(span)
        elif what == 2:
            del data[at:at + span]
        elif what == 3:
            data[at:at] = data[at:at + span] * rng.choice((1, 2, 50))
        elif what == 4:
            del data[at:]
        elif what == 5:
            data[at:at + span] = rng.choice((b"\x00", b"\xff", b"\x80", b"\x7f")) * span
        else:
            to = rng.randrange(len(data))
            data[to:to] = data[at:at + span]
    return bytes(data)


TOKENS = (
    "|=  |-  ?:  ?~  ?-  =/  =+  =>  ^-  :~  ==  --  ++  +$  |%  |_  %+  %-  !!  ~  $  .  ,  ( ) [ ] { } <> 'a' \"b\" "
    "~2000.1.1 .1.5 0x1 1.000 a/@ud (list @) * ^ ! ? @t %foo /a/b ~zod - + ;< ;p ~& ~| ~% ~/ !> .^ .* .+ .= .? ;~ "
    "|. |* $(a b) =(a b) _a `a a.b.c +5 -.a +<- #foo \\ ; :: \t \n   \x00 \x7f é 𝄞 \ud800"
).split(" ")


BRACKETS = ("(", ")"), ("[", "]"), ("$(", ")"), ("?:  ", ""), ("|.  ", ""), ("^-  *  ", "")


def mutate_text(rng, text, most=6):
    """Hoon, nearly: lines and words taken out, doubled, put where they do not belong, nested without end."""
    for _ in range(rng.randint(1, most)):
        at = rng.randrange(len(text) + 1)
        what = rng.randrange(6)
        if what == 0:
            text = text[:at] + rng.choice(TOKENS) + text[at:]
        elif what == 1:
            text = text[:at] + text[at + rng.randint(1, 12):]
        elif what == 2:
            to = at + rng.randint(1, 40)
            text = text[:to] + text[at:to] * rng.choice((1, 1, 3, 200)) + text[to:]
        elif what == 3:
            opening, closing = rng.choice(BRACKETS)
            times = rng.choice((2, 20, 2000))
            text = text[:at] + opening * times + text[at:] + closing * rng.choice((times, times - 1))
        elif what == 4:
            text = text.replace(rng.choice(TOKENS[:20]), rng.choice(TOKENS), 1)
        else:
            text = text[:at]
    return text


class Shared:
    """What many inputs start from; made once, by the command itself, and not changed by any of them."""

    def __init__(self, galena, repository, folder):
        self.galena, self.folder = galena, folder
        self.cache = os.path.join(folder, "cache")
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "XDG_CACHE_HOME": self.cache}

        def run(*arguments):
            subprocess.run([galena, *arguments], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

        with open(os.path.join(repository, "test/golden/hoon.jsonl"), encoding="utf-8") as lines:
            self.sources = [json.loads(line)["src"] for line in lines]
        with open(os.path.join(repository, "test/golden/nock.jsonl"), encoding="utf-8") as lines:
            self.nocks = [json.loads(line) for line in lines]
        library = os.path.join(repository, "hoon/sys")
        for name in sorted(glob.glob(os.path.join(library, "**/*.hoon"), recursive=True)):
            parts = read(name).decode().split("\n::\n")
            self.sources += ["|%\n" + part for part in parts if 40 < len(part) < 4000]
        run("eval", "[1 [2 3] 'text' ~[1 2 3] |=(a=@ +(a))]", "--jam", "value.jam")
        run("compile", "--bare", "-o", "gate.jam", *self.file("gate.hoon", "=>  42  |=  a=@  [+(a) .]"))
        run("pill", "baby", "-o", "baby.pill")
        run("boot", "baby.pill", "--pier", "pier", "--exit", "--quiet")
        run("eval", "--pier", "pier", "1")
        self.jams = [read(os.path.join(folder, name)) for name in ("value.jam", "gate.jam")]
        self.pill = read(os.path.join(folder, "baby.pill"))
        self.pier = os.path.join(folder, "pier")
        self.core = self.file("core.hoon", "|%\n++  four  (add 2 2)\n--\n")[0]
        run("eval", "--subject", self.core, "four")
        # What every file of a desk is built on is the same, and takes longer than all the rest.
        self.built = os.path.join(folder, "built")
        os.mkdir(os.path.join(folder, "desk"))
        self.file("desk/four.hoon", "(add 2 2)\n")
        run("build", "four.hoon", "--desk", "desk", "--cache", self.built)
        # A build with sanitizers has the interpreter alone.
        compiles = os.path.exists(os.path.join(os.path.dirname(galena), "galena_jit"))
        self.tiers = ("interp", "jit", "auto") if compiles else ("interp",)
        run("nock", DECREMENT, "--tier", self.tiers[-1])

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return (path,)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def files_below(folder):
    return sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names
                  if os.path.isfile(os.path.join(at, name)))


# ---- the kinds ----


def jam(box):
    """A jam that was damaged, where each command takes one."""
    path = box.write("a.jam", mutate_bytes(box.rng, box.rng.choice(box.shared.jams)))
    box.run(*box.rng.choice((
        ("cue", path, "--memory", MEMORY),
        ("nock", "--jam", path, *box.limits()),
        ("eval", "--subject-jam", path, ".", *box.limits()),
        ("pill", "show", path),
        ("boot", path, "--pier", "new", "--exit", *box.limits()),
    )))


def noun(box):
    """A text noun that is nearly one, as a formula."""
    case = box.rng.choice(box.shared.nocks)
    text = mutate_bytes(box.rng, f"[{case['s']} {case['f']}]".encode()).replace(b"\0", b" ")
    box.run("nock", *box.limits(), "--", text)


def formula(box):
    """A formula of random numbers: of every opcode, of loops without end, of trees that double."""
    def make(depth):
        rng = box.rng
        if depth == 0 or rng.random() < 0.1:
            return f"[{rng.choice((0, 1, 4, 5))} {rng.choice((0, 1, 2, 3, 6, 7, 2**31, 2**63, 2**64))}]"
        op = rng.randrange(13)
        one, two, three = (make(depth - 1) for _ in range(3))
        return {
            0: f"[0 {rng.randrange(40)}]", 1: f"[1 {one}]", 2: f"[2 {one} {two}]", 3: f"[3 {one}]", 4: f"[4 {one}]",
            5: f"[5 {one} {two}]", 6: f"[6 {one} {two} {three}]", 7: f"[7 {one} {two}]", 8: f"[8 {one} {two}]",
            9: f"[9 {rng.randrange(8)} {one}]", 10: f"[10 [{rng.randrange(8)} {one}] {two}]",
            11: f"[11 {rng.choice((one, f'[{rng.randrange(2**40)} {one}]'))} {two}]", 12: f"[12 {one} {two}]",
        }[op]

    body = make(box.rng.randint(1, 7))
    tier = box.rng.choice(box.shared.tiers)
    box.run("nock", "--tier", tier, *box.limits(), f"[[1 2 {body} 4 5] {body}]")


def source(box):
    """Hoon that is nearly some, for each command that reads it."""
    text = mutate_text(box.rng, box.rng.choice(box.shared.sources))
    path = box.write("a.hoon", text)
    box.run(*box.rng.choice((
        ("eval", "-f", path, *box.limits()),
        ("eval", "-f", path, "--json", *box.limits()),
        ("eval", "-f", path, "--type", *box.limits()),
        ("eval", "-f", path, "--ast", *box.limits()),
        ("eval", "-f", path, "--source", "--width", str(box.rng.choice((1, 40, 1000))), *box.limits()),
        ("compile", path, "-o", "a.jam", *box.limits()),
        ("pill", "a", "--from", path, "-o", "a.pill"),
    )))


def program(box):
    """Hoon that is well-formed and does too much: limits are kept."""
    endless = (
        "|-  $", "=|  a=@  |-  $(a +(a))", "=|  a=*  |-  $(a [a a])", "=/  a  1  |-  $(a (mul a 3))", "(bex (bex 40))",
        "=|  l=(list @)  |-  $(l [1 l])", "|-  [$ $]", "(pow 3 100.000.000)", "(reap 1.000.000.000 1)",
        "(turn (gulf 1 10.000.000) |=(a=@ (mul a a)))", "|-  ?:  =($ 1)  2  3", "(mule |.(|-($)))",
        "~>  %slog.[0 leaf+(reap 1.000.000 'x')]  1", "~|  (gulf 1 10.000.000)  !!", 
        "=/  a=*  1  =|  i=@  |-  ?:  =(i 60)  a  $(a [a a], i +(i))", "(sort (gulf 1 3.000.000) gth)",
        "(jam (reap 1.000.000 (bex 1.000)))", "(cue (bex 100.000))",
    )
    jets = box.rng.choice(((), (), ("--no-jets",)))
    tier = box.rng.choice(box.shared.tiers)
    begun = time.monotonic()
    deadline = box.rng.choice((1, 50, 300))
    memory = box.rng.choice(("16M", "64M", MEMORY))
    limits = ("--deadline", str(deadline), "--memory", memory)
    box.run("eval", "--tier", tier, *jets, *limits, "--", box.rng.choice(endless))
    if time.monotonic() - begun > PATIENCE / 2:
        raise Fault(f"took {time.monotonic() - begun:.1f} s with a deadline of {deadline} ms")


def desk(box):
    """A desk whose files and names are wrong in every way."""
    rng = box.rng
    names = ["app/a.hoon", "lib/b.hoon", "sur/c.hoon", "lib/d-e.hoon", "mar/txt.hoon", "gen/f.hoon"]
    bodies = ["/-  c\n/+  b\n=/  x  1\n(add x b)\n", "41\n", "|%\n+$  t  @\n--\n", "/+  b\n|=  a=@  (add a b)\n",
              "|_  t=@t\n++  grow  |%  ++  noun  t  --\n++  grab  |%  ++  noun  @t  --\n++  grad  %noun\n--\n",
              "/*  txt  %txt  /doc/x/txt\ntxt\n"]
    box.write("desk/doc/x.txt", rng.choice((b"text\n", b"", b"\xff\xfe\x00", b"a" * 100000)))
    for name, body in zip(names, bodies):
        if rng.random() < 0.5:
            head = rng.choice(("/+  b\n", "/-  *c\n", "/=  z  /lib/b\n", "/~  m  @  /lib\n", "/%  q  %txt\n",
                               "/$  q  %txt %noun\n", "/?  310\n", "/+  " + name[4:].split(".")[0] + "\n",
                               "/+  none\n", "/=  z  /../../etc/passwd\n"))
            body = rng.choice((head + body, mutate_text(rng, head + body), body + head))
        box.write("desk/" + name, body)
    odd = box.path("desk/lib/odd.hoon")
    what = rng.randrange(6)
    if what == 0:
        os.symlink("odd.hoon", odd)
    elif what == 1:
        os.symlink("/etc/passwd", odd)
    elif what == 2:
        os.mkfifo(odd)
    elif what == 3:
        os.makedirs(odd)
    elif what == 4:
        box.write(os.fsencode("desk/lib/").decode() + "\udcff\udcfe.hoon", "1\n")
    cache = ("--cache", box.path("cache"))
    if rng.random() < 0.9:
        shutil.copytree(box.shared.built, cache[1])
    if rng.random() < 0.5:
        box.run("build", "--desk", "desk", "--all", *cache, *box.limits())
    else:
        box.run("build", rng.choice(names), "--desk", "desk", *rng.choice(((), ("--json",))), *cache, *box.limits())


def pill(box):
    """A pill that was damaged."""
    path = box.write("a.pill", mutate_bytes(box.rng, box.shared.pill, 3))
    made = box.run("boot", path, "--pier", "new", "--exit", "--no-terminal", *box.limits())
    if made.code == 0:
        box.run("log", "new", "verify", "--deep", *box.limits())


def pier(box):
    """A pier some file of which was damaged: what it says of it, and whether it goes on."""
    shutil.copytree(box.shared.pier, box.path("pier"), symlinks=True)
    victims = files_below(box.path("pier"))
    for _ in range(box.rng.choice((1, 1, 2))):
        victim = box.rng.choice(victims)
        if box.rng.random() < 0.1:
            if os.path.exists(victim):
                os.remove(victim)
            continue
        size = os.path.getsize(victim) if os.path.exists(victim) else 0
        if size == 0:
            continue
        with open(victim, "r+b") as file:
            # Files have long stretches of nothing: half of the damage goes where something is.
            at = box.rng.randrange(min(size, box.rng.choice((512, 16384, size))))
            file.seek(at)
            old = file.read(box.rng.choice((1, 1, 8, 512)))
            file.seek(at)
            flipped = bytes([old[0] ^ (1 << box.rng.randrange(8))]) + old[1:]
            file.write(flipped if box.rng.random() < 0.5 else box.rng.randbytes(len(old)))
            if box.rng.random() < 0.05:
                file.truncate(at)
    log = ("log", "pier")
    actions = (log, (*log, "verify"), (*log, "replay"), (*log, "verify", "--deep"), (*log, "export", "-o", "events"),
               ("eval", "--pier", "pier", "-.kernel"), ("checkpoint", "pier"))
    for action in box.rng.sample(actions, 2):
        box.run(*action, *(box.limits() if action[0] != "checkpoint" else ()))
    host = box.start("run", "pier", "--no-terminal", *box.limits())
    time.sleep(0.05)
    os.kill(host.pid, signal.SIGTERM)
    box.end(host, (signal.SIGTERM,))


def copy_what_stays(source, to):
    """A file, unless it has gone: others write to the shared cache, by way of files that they rename."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(source, to, follow_symlinks=False)


def cache(box):
    """A cache that was damaged: the answer is the right one all the same."""
    shutil.copytree(box.shared.cache, box.path("kept"), symlinks=True, copy_function=copy_what_stays)
    victims = files_below(box.path("kept"))
    for victim in box.rng.sample(victims, min(len(victims), box.rng.randint(1, 4))):
        mutated = mutate_bytes(box.rng, read(victim), 3)
        with open(victim, "wb") as file:
            file.write(mutated)
    box.environment["XDG_CACHE_HOME"] = box.path("kept")
    if box.rng.random() < 0.5:
        made, right = box.run("eval", "--subject", box.shared.core, "four"), b"4\n"
    else:
        made = box.run("nock", DECREMENT, "--tier", box.shared.tiers[len(box.shared.tiers) // 2])
        right = b"9999\n"
    if made.code != 0 or made.out.replace(b".", b"") != right:
        raise Fault(f"with a damaged cache: exit {made.code}, {made.out[:100]!r}, {tail(made.err)}")


def signals(box):
    """A signal at any instant: the command ends by it, or had ended; a host leaves a pier that goes on."""
    rng = box.rng
    sent = rng.choice((signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGHUP, signal.SIGPIPE))
    if rng.random() < 0.5:
        hoon = rng.choice(("=|  a=@  |-  $(a +(a))", "(pow 3 30.000.000)", "(add 2 2)", "|-  [$ $]"))
        process = box.start("eval", "--deadline", "4000", "--memory", MEMORY, "--", hoon)
        time.sleep(rng.random() * 0.1)
        os.kill(process.pid, sent)
        box.end(process, (sent,))
        return
    shutil.copytree(box.shared.pier, box.path("pier"), symlinks=True)
    process = box.start("run", "pier", "--no-terminal")
    time.sleep(rng.random() * 0.15)
    os.kill(process.pid, sent)
    if sent == signal.SIGPIPE:  # no reason to end
        os.kill(process.pid, signal.SIGTERM)
    box.end(process, (sent, signal.SIGTERM))
    after = box.run("log", "pier", "verify", "--deep")
    if after.code != 0:
        raise Fault(f"after {sent.name}: {tail(after.err)}")


def sockets(box):
    """A host and clients who do not keep to the protocol; it then answers one that does, and ends when told to."""
    rng = box.rng
    shutil.copytree(box.shared.pier, box.path("pier"), symlinks=True)
    host = box.start("run", "pier", "--no-terminal", "--memory", MEMORY, "--deadline", "500")
    address = os.path.relpath(box.path("pier/.urb/conn.sock"))
    try:
        wait_for(address, host)
        good = json.dumps({"id": 1, "peek": "/x//count"}).encode()
        large = {"id": "x" * rng.choice((1, 100000)), "poke": "[%add " + "9" * rng.choice((1, 20000)) + "]"}
        frames = (good, b"{", b"[" * rng.choice((3, 3000)), b'{"id":{},"poke":"[%add 1]"}', b'{"poke":5}', b"\xff" * 9,
                  b"", b'{"id":1,"eval":"|-  $"}', json.dumps(large).encode())
        clients = []
        for _ in range(rng.randint(1, 6)):
            client = socket.socket(socket.AF_UNIX)
            client.settimeout(PATIENCE)
            client.connect(address)
            clients.append(client)
            for _ in range(rng.randint(1, 6)):
                data = rng.choice(frames)
                data = mutate_bytes(rng, data) if rng.random() < 0.6 else data + b"\n"
                try:
                    client.sendall(data)
                except OSError:
                    break  # hung up on, as it may
            if rng.random() < 0.5:
                client.close()
        count = asked(address, {"id": 7, "peek": "/x//count"})
        if count.get("id") != 7:
            raise Fault(f"answers {count}")
        for client in clients:
            client.close()
    finally:
        os.kill(host.pid, signal.SIGTERM)
        ended = box.end(host, (signal.SIGTERM,))
    if ended.code not in (0, -signal.SIGTERM):
        raise Fault(f"the host ended with {ended.code}: {tail(ended.err)}")
    after = box.run("log", "pier", "verify", "--deep")
    if after.code != 0:
        raise Fault(f"log verify after it: {tail(after.err)}")


def wait_for(address, host):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and os.waitid(os.P_PID, host.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        probe = socket.socket(socket.AF_UNIX)
        try:
            probe.connect(address)
            return
        except OSError:
            time.sleep(0.01)
        finally:
            probe.close()
    raise Fault("the host does not open its socket")


def asked(address, question):
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(PATIENCE)
        client.connect(address)
        client.sendall(json.dumps(question).encode() + b"\n")
        answer = b""
        while not answer.endswith(b"\n"):
            try:
                piece = client.recv(65536)
            except TimeoutError:
                raise Fault(f"no answer to {question}") from None
            if not piece:
                raise Fault(f"hung up on {question}, after {answer[:100]!r}")
            answer += piece
        return json.loads(answer)


# How many of a hundred inputs are of the kind: those that need a host take the longest.
KINDS = {jam: 20, noun: 10, formula: 14, source: 24, program: 6, desk: 10, pill: 4, pier: 4, cache: 4, signals: 2,
         sockets: 2}
NAMED = {kind.__name__: kind for kind in KINDS}


def verdict(galena, shared, name, seed, keep=False):
    """The fault of this input, or None."""
    folder = tempfile.mkdtemp(prefix="galena-hostile-")
    try:
        NAMED[name](Box(galena, shared, folder, random.Random(f"{name}:{seed}")))
        return None
    except Fault as fault:
        return f"{name}:{seed}: {fault}"
    finally:
        if keep:
            print(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description="Gives the command what nobody should give it.")
    parser.add_argument("galena")
    parser.add_argument("repository")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--kind", nargs="+", choices=NAMED, default=[])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--again", metavar="KIND:SEED")
    parser.add_argument("--instead", metavar="COMMAND", help="what the inputs go to; GALENA makes what they start from")
    options = parser.parse_args()
    limit_processes()
    galena = os.path.realpath(options.galena)
    tried = os.path.realpath(options.instead) if options.instead else galena
    with tempfile.TemporaryDirectory(prefix="galena-hostile-") as folder:
        shared = Shared(galena, options.repository, folder)
        if options.again:
            name, seed = options.again.split(":")
            fault = verdict(tried, shared, name, seed, keep=True)
            print(fault or "no fault")
            return int(fault is not None)
        chosen = [NAMED[name] for name in options.kind] or list(KINDS)
        draw = random.Random(options.seed)
        inputs = [(kind.__name__, draw.getrandbits(48))
                  for kind in draw.choices(chosen, [KINDS[kind] for kind in chosen], k=options.count)]
        faults = 0
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for fault in pool.map(lambda one: verdict(tried, shared, *one), inputs):
                if fault:
                    faults += 1
                    print("FAULT", fault, flush=True)
    print(f"hostile: {options.count} inputs, {faults} at fault")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
