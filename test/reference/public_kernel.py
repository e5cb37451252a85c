#!/usr/bin/env python3
"""The public kernel in use: booted, typed at, waited for, killed, and replayed.

    public_kernel.py GALENA [--seed N] [--keys N] [--timers N] [--kills N] [--folder DIR]

Its sources are the first folder */pkg/arvo below GALENA_REFERENCE that has lib/pill.hoon and sys/arvo.hoon, links
included; without one, nothing is tested, and that is said.

A solid pill and a brass one are made and booted. A shell is typed at through a terminal, key by key: each is answered
before the next. Then there are kills (SIGKILL, at an instant chosen by the seed) while keys are typed, events poked
and timers rung: what was answered before a kill must be there after it. At the end every timer has rung, once; the log
has an event for each answer; and all of it is computed again, from the first event on, to the same mugs.

The figures are printed with what was asked of them, and are no part of the verdict: the machine may be busy. Memory is
what the process had at most, with files that it has mapped.
"""

import argparse
import contextlib
import fcntl
import json
import os
import pathlib
import pty
import random
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

SECONDS = 120
NOW = "~2026.1.1"
PROMPT = b"dojo>"
verdicts = {True: 0, False: 0}


def verdict(ok, what, said=""):
    verdicts[bool(ok)] += 1
    if not ok:
        print(f"failed: {what}: {str(said)[:400]}", flush=True)


def figure(what, measured, asked=""):
    print(f"  {what:<52} {measured:>24}  {asked}", flush=True)


def desk():
    """The folder of the public kernel's desk, or nothing."""
    reference = os.environ.get("GALENA_REFERENCE", "")
    for folder in sorted(pathlib.Path(reference).glob("*/pkg/arvo")) if reference else ():
        if (folder / "lib/pill.hoon").exists() and (folder / "sys/arvo.hoon").exists():
            return folder
    return None


def run(*command):
    """Runs a command to its end: user and system seconds, and the most memory, in MB."""
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    verdict(process.returncode == 0, f"it ends well: {' '.join(map(str, command[1:4]))}", said.decode()[-400:])
    return used.ru_utime, used.ru_stime, used.ru_maxrss >> 10


class Client:
    """A connection to the control socket of a host."""

    def __init__(self, pier):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(f"{pier}/.urb/conn.sock")
        self.socket.settimeout(SECONDS)
        self.answers = self.socket.makefile()

    def ask(self, **request):
        """The answer; OSError where the host is gone."""
        self.socket.sendall(json.dumps(request).encode() + b"\n")
        line = self.answers.readline()
        if not line.endswith("\n"):
            raise ConnectionResetError
        return json.loads(line)

    def poke(self, wire, card):
        """The number of the event, durable."""
        answer = self.ask(poke=card, wire=wire)
        verdict("ok" in answer, f"{card} happens", answer)
        return answer.get("ok", 0)

    def timers(self):
        """How many wait of those that Poker has set: their ducts have a knot `test`."""
        answer = self.ask(peek="[[~ ~] %| %once %bx %$ /debug/timers]")
        verdict("ok" in answer, "the timers are known", answer)
        return answer["ok"]["value"].count(f"{int.from_bytes(b'test', 'little')} ")

    def event(self):
        return self.ask(mass=True)["ok"]["event"]


class Host:
    """A host of a pier, on a terminal of its own."""

    def __init__(self, galena, pier):
        self.pier = pier
        self.keys, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [galena, "run", pier], stdin=terminal, stdout=terminal, stderr=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(terminal)

    def wait_for(self, text, seconds=SECONDS):
        """The time at which the terminal has shown it; nothing if it does not."""
        shown, end = b"", time.monotonic() + seconds
        while text not in shown:
            if not select.select([self.keys], [], [], max(0, end - time.monotonic()))[0]:
                return None
            try:
                shown += os.read(self.keys, 1 << 16)
            except OSError:  # the host is gone
                return None
        return time.monotonic()

    def cpu(self):
        """Milliseconds that the host has computed for, all threads together."""
        spent = 0
        for thread in pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                spent += int(thread.read_text(encoding="ascii").split()[0])
        return spent / 1e6

    def type(self, keys, expected):
        """Milliseconds until what is typed is answered, and those that the host has computed for; None if it is not."""
        began, spent = time.monotonic(), self.cpu()
        os.write(self.keys, keys)
        answered = self.wait_for(expected)
        return None if answered is None else (1000 * (answered - began), self.cpu() - spent)

    def client(self):
        end = time.monotonic() + SECONDS
        while True:
            try:
                return Client(self.pier)
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.01)

    def kill(self):
        self.process.kill()
        self.process.wait()
        os.close(self.keys)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        # A terminal that nobody reads holds up whoever writes to it.
        drain = threading.Thread(target=self.wait_for, args=(b"never",), daemon=True)
        drain.start()
        code = self.process.wait(SECONDS)
        drain.join()
        os.close(self.keys)
        verdict(code == 0, "the host ends when it is told to", code)


def best(measured):
    """The shortest time, the middle one, and the least of what was computed."""
    known = sorted(m for m in measured if m is not None)
    if not known:
        return "none"
    return f"{known[0][0]:.1f}, {known[len(known) // 2][0]:.1f}, {min(m[1] for m in known):.1f}"


def boots(galena, sources, folder):
    """Pills of both shapes, made and booted; the pier of the solid one."""
    for shape, asked in (("solid", "15 s, 1,000 MB"), ("brass", "40 s")):
        pill, pier, cache = folder / f"{shape}.pill", folder / shape, folder / "cache"
        user, system, memory = run(galena, "pill", shape, "--from", sources, "--links", "--now", NOW, "--cache", cache,
                                   "-o", pill)
        figure(f"{shape}: pill made", f"{user:.1f} + {system:.1f} s, {memory} MB")
        user, system, memory = run(galena, "boot", pill, "--pier", pier, "--exit", "-q")
        figure(f"{shape}: booted", f"{user:.1f} + {system:.1f} s, {memory} MB", asked)
    shutil.rmtree(folder / "brass")
    return str(folder / "solid")


def types(galena, pier, count):
    """Starts, first keys, and `count` keys one by one."""
    starts, first, second = [], [], []
    for _ in range(4):
        host = Host(galena, pier)
        prompt = host.wait_for(PROMPT)
        verdict(prompt is not None, "a prompt is there")
        first.append(host.type(b"z", b"z"))
        starts.append((1000 * (time.monotonic() - host.began), host.cpu()))
        second += [host.type(b"z", b"z") for _ in range(5)]
        verdict(host.type(b"\x15", PROMPT) is not None, "the line is cleared")
        host.stop()
    print("  ms: the best, the median, and the least that the host has computed for")
    figure("start to the first key's answer", best(starts), "300 ms")
    figure("first key after a start", best(first), "twice a warm one")
    figure("a warm key", best(second))

    host = Host(galena, pier)
    host.wait_for(PROMPT)
    client = host.client()
    before, answers, keys = client.event(), [], 0
    while keys < count:
        for key in b"(add 2 2)":
            verdict(host.type(bytes([key]), bytes([key])) is not None, "a key is echoed", chr(key))
        answers.append(host.type(b"\r", b"4\r"))
        verdict(answers[-1] is not None, "(add 2 2) is answered")
        keys += 10
        time.sleep(0.02)
    figure(f"(add 2 2), answered {len(answers)} times", best(answers), "50 ms")
    verdict(client.event() - before >= keys, f"{keys} keys are as many events at least", client.event() - before)
    host.stop()


class Poker(threading.Thread):
    """Sets timers, one after the other, until the host is gone; `numbers` are the events that it was told of."""

    def __init__(self, client, first, last, seconds):
        super().__init__(daemon=True)
        self.client, self.next, self.last, self.seconds = client, first, last, seconds
        self.numbers = []

    def run(self):
        with contextlib.suppress(OSError, ValueError):
            while self.next < self.last:
                wait = f"[%wait (add ~s{self.seconds} {da_of(time.time())})]"
                self.numbers.append(self.client.poke(f"/b/test/{self.next}", wait))
                self.next += 1


def da_of(seconds):
    """A time as @da, in hexadecimal."""
    whole = int(seconds)
    value = (0x8000000CCE9E0D80 + whole) << 64 | int((seconds - whole) * 2**32) << 32
    digits = f"{value:x}"
    head = len(digits) % 4 or 4
    return "`@`0x" + ".".join([digits[:head]] + [digits[i:i + 4] for i in range(head, len(digits), 4)])


def killed(galena, pier, dice, kills, timers):
    """Kills while keys are typed and timers set and rung; what was answered is there afterwards."""
    echoed, set_up, highest = 0, 0, 0
    for number in range(kills):
        host = Host(galena, pier)
        try:
            client = host.client()
            verdict(client.event() >= highest, "no event is lost", (client.event(), highest))
            poker = Poker(host.client(), set_up, min(set_up + timers // kills + 1, timers), dice.randrange(1, 4))
            poker.start()
            if host.wait_for(PROMPT, 20) is None:
                verdict(False, "a prompt is there after a kill")
            end = time.monotonic() + dice.random()
            while time.monotonic() < end:
                if host.type(b"z", b"z") is not None:
                    echoed += 1
                    highest = max(highest, client.event())
                if echoed % 60 == 0:
                    host.type(b"\x15", PROMPT)
            if number % 10 == 9:
                client.ask(checkpoint=True)
        finally:
            host.kill()
        poker.join()
        set_up = poker.next
        highest = max([highest, *poker.numbers])
    figure("killed", f"{kills} times, {echoed} keys", f"{set_up} timers by then")
    return set_up, highest


def rung(galena, pier, set_up, timers, highest):
    """The rest of the timers, and until all have rung."""
    host = Host(galena, pier)
    client = host.client()
    verdict(client.event() >= highest, "no event is lost", (client.event(), highest))
    poker = Poker(host.client(), set_up, timers, 1)
    poker.run()
    verdict(poker.next == timers, f"{timers} timers are set", poker.next)
    end = time.monotonic() + SECONDS
    while client.timers() > 0 and time.monotonic() < end:
        time.sleep(0.2)
    verdict(client.timers() == 0, "all have rung", client.timers())
    last = client.event()
    host.stop()
    return last


def verified(galena, pier, last):
    """The log: its events, and all of it computed again."""
    shown = subprocess.run([galena, "log", pier, "verify", "--deep"], capture_output=True, text=True, check=False)
    verdict(shown.returncode == 0, "galena log verify --deep passes", shown.stdout + shown.stderr)
    numbers = [int(n) for n in re.findall(r"\d+", shown.stdout.replace(",", ""))]
    verdict(last in numbers, f"to event {last}", shown.stdout)
    print("  " + shown.stdout.strip().replace("\n", "\n  "), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("galena")
    parser.add_argument("--seed", type=int, default=1)
    for name, count in (("keys", 1000), ("timers", 1000), ("kills", 100)):
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--folder")
    options = parser.parse_args()
    sources = desk()
    if sources is None:
        print("SKIPPED: no folder */pkg/arvo below GALENA_REFERENCE has lib/pill.hoon and sys/arvo.hoon")
        return 0
    with contextlib.ExitStack() as stack:
        folder = options.folder or stack.enter_context(tempfile.TemporaryDirectory(prefix="galena-public-"))
        folder = pathlib.Path(folder)
        folder.mkdir(exist_ok=True)
        galena = os.path.abspath(options.galena)
        pier = boots(galena, sources, folder)
        types(galena, pier, options.keys)
        set_up, highest = killed(galena, pier, random.Random(options.seed), options.kills, options.timers)
        last = rung(galena, pier, set_up, options.timers, highest)
        verified(galena, pier, last)
    print(f"public kernel: {verdicts[True]} passed, {verdicts[False]} failed, seed {options.seed}")
    return verdicts[False] > 0


sys.exit(main())
