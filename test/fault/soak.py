#!/usr/bin/env python3
"""A host under load for long, with clients that are slow, rude and many beside those that count.

    soak.py GALENA [EVENTS [FOLDER]]

Feeders send EVENTS pokes between them, many under way at once, and read every answer: each has the number of an
event, no two the same. Beside them are clients that never read, that read a little now and then, that send garbage,
hang up in the middle, come and go; and one that peeks, whose latency is measured. A table row for each tenth of the
events: how many a second, memory, latencies. Memory that the host has for itself and pages of files that it has mapped
are apart: the log is mapped, so that its pages count as the host's, and the system takes them back when it wants them.
Then the host is stopped and started, and the log verified.

It fails where an answer is missing or untrue, where memory or rate drift, or where the host does not end well. The
limits of drift are generous, for a machine that does other things: who measures reads the table.
"""
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

FEEDERS, UNDER_WAY = 8, 400
NUMBER = re.compile(rb'"ok":(\d+)')
POKE = b'{"poke":"[%note 1 2]"}\n'


def connect(pier):
    client = socket.socket(socket.AF_UNIX)
    client.connect(pier + "/.urb/conn.sock")
    client.settimeout(120)
    return client


class Feeder(threading.Thread):
    """Its share of the events. `numbers` are the answers; `failure` says what was wrong."""

    def __init__(self, pier, count):
        super().__init__(daemon=True)
        self.client, self.count = connect(pier), count
        self.numbers, self.failure = [], ""

    def run(self):
        sent, rest = 0, b""
        try:
            while len(self.numbers) < self.count:
                more = min(UNDER_WAY - (sent - len(self.numbers)), self.count - sent)
                if more > UNDER_WAY // 4 or (more > 0 and sent == len(self.numbers)):
                    self.client.sendall(POKE * more)
                    sent += more
                got = self.client.recv(1 << 16)
                if not got:
                    raise OSError("hung up on")
                lines = (rest + got).split(b"\n")
                rest = lines.pop()
                for line in lines:
                    number = NUMBER.search(line)
                    if not number:
                        raise OSError(f"answered {line[:200]}")
                    self.numbers.append(int(number[1]))
        except OSError as error:
            self.failure = str(error) or repr(error)


class Rude(threading.Thread):
    """Clients that misbehave, one after the other and some at once, until it is told to end."""

    def __init__(self, pier, seed):
        super().__init__(daemon=True)
        self.pier, self.random, self.ending = pier, random.Random(seed), False

    def misbehave(self, client):
        kind = self.random.randrange(8)
        if kind == 0:
            client.sendall(self.random.randbytes(5000))
        elif kind == 1:
            client.sendall(b'{"peek":"/x//state"}\n' * 200)  # and nothing is read
        elif kind == 2:
            client.sendall(b'{"poke":"[%note')
        elif kind == 3:
            client.sendall(b"\0\xff\xff\xff\0" + b"x" * 1000)
        elif kind == 4:
            client.sendall(POKE * 20)
            client.shutdown(socket.SHUT_WR)
        elif kind == 5:
            client.sendall(b'{"poke":"[%crash 0]"}\n{"eval":"(add 1"}\n{"nothing":1}\n')
        elif kind == 6:
            client.sendall(b'{"id":' + b"[" * 50_000 + b"\n")
        # And some are silent.

    def run(self):
        kept = []
        while not self.ending:
            try:
                client = connect(self.pier)
                client.settimeout(1)
                kept.append(client)
                self.misbehave(client)
                if self.random.random() < 0.3 and kept:
                    self.random.choice(kept).recv(4096)  # slowly
            except OSError:
                pass
            if len(kept) > 40:
                kept.pop(self.random.randrange(len(kept))).close()
            time.sleep(0.01)
        for client in kept:
            client.close()


class Peeker(threading.Thread):
    def __init__(self, pier):
        super().__init__(daemon=True)
        self.client, self.times, self.ending, self.failure = connect(pier), [], False, ""

    def run(self):
        answers = self.client.makefile("rb")
        while not self.ending:
            began = time.monotonic()
            self.client.sendall(b'{"id":1,"peek":"/x//count"}\n')
            answer = json.loads(answers.readline() or b"{}")
            self.times.append(time.monotonic() - began)
            if answer.get("ok", {}).get("mark") != "noun":
                self.failure = str(answer)
            time.sleep(0.02)


def resident_megabytes(pid):
    """What the process has for itself, and what is of files."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        text = status.read()
    return tuple(int(re.search(rf"{name}:\s+(\d+)", text)[1]) / 1024 for name in ("RssAnon", "RssFile"))


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def own_sizes(client):
    """What the host says that it holds, in MB: the heap, the image of its state, code."""
    client.sendall(b'{"mass":true}\n')
    sizes = json.loads(client.makefile("rb").readline())["ok"]
    return tuple(sizes[name] / (1 << 20) for name in ("heap", "image", "code"))


def start(galena, pier):
    began = time.monotonic()
    with open(pier + ".err", "w", encoding="utf-8") as err:
        process = subprocess.Popen([galena, "run", pier, "--no-terminal", "--memory", "512M", "--deadline", "5000"],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=err)
    while time.monotonic() - began < 60:
        try:
            connect(pier).close()
            return process, time.monotonic() - began
        except OSError:
            time.sleep(0.001)
    raise SystemExit("the host does not start")


def soak(galena, events, pier, failures):
    subprocess.run([galena, "boot", "baby", "--pier", pier, "--exit", "-q"], check=True, stdin=subprocess.DEVNULL,
                   stdout=subprocess.DEVNULL)
    process, _ = start(galena, pier)
    feeders = [Feeder(pier, events // FEEDERS) for _ in range(FEEDERS)]
    others = [Rude(pier, seed) for seed in range(3)]
    peeker = Peeker(pier)
    for thread in (*feeders, *others, peeker):
        thread.start()
    rows, done, before, seen, spent = [], 0, time.monotonic(), 0, processor_seconds(process.pid)
    asker = connect(pier)
    print(f"{'events':>10} {'events/s':>10} {'µs each':>8} {'own MB':>8} {'mapped':>8} {'heap':>6} {'image':>6} "
          f"{'code':>6} {'peek p50 ms':>12} {'p99 ms':>8}")
    while any(f.is_alive() for f in feeders):
        time.sleep(0.1)
        now_done = sum(len(f.numbers) for f in feeders)
        if now_done - done < events // 10 and any(f.is_alive() for f in feeders):
            continue
        now, times = time.monotonic(), sorted(peeker.times[seen:]) or [0]
        seen = len(peeker.times)
        own, mapped = resident_megabytes(process.pid)
        spent, spent_before = processor_seconds(process.pid), spent
        each = (spent - spent_before) * 1e6 / max(1, now_done - done)
        rows.append(((now_done - done) / (now - before), own, each))
        print(f"{now_done:>10} {rows[-1][0]:>10.0f} {each:>8.1f} {own:>8.1f} {mapped:>8.1f} "
              + " ".join(f"{size:>6.1f}" for size in own_sizes(asker))
              + f" {times[len(times) // 2] * 1e3:>12.1f} {times[len(times) * 99 // 100] * 1e3:>8.1f}", flush=True)
        done, before = now_done, now
    for thread in (*others, peeker):
        thread.ending = True
    for thread in (*others, peeker):
        thread.join(30)
    failures += [f"a feeder: {f.failure}" for f in feeders if f.failure]
    if peeker.failure:
        failures.append(f"a peek: {peeker.failure}")
    numbers = [n for f in feeders for n in f.numbers]
    if len(set(numbers)) != len(numbers) or len(numbers) != events // FEEDERS * FEEDERS:
        failures.append(f"{len(numbers)} answers, {len(set(numbers))} numbers")
    if any(f.numbers != sorted(f.numbers) for f in feeders):
        failures.append("the answers to a client's events are out of order")
    # A short run says nothing of the rate: its last rows are those of the feeder that is behind. Of a long one the time
    # of the processor counts, which is the host's own whoever else is at work.
    if events >= 1_000_000:
        first, last = (sum(r[2] for r in part) / 3 for part in (rows[1:4], rows[-4:-1]))
        print(f"processor: {first:.1f} µs an event in rows 2 to 4, {last:.1f} in the last three that are whole")
        if last > first * 1.5:
            failures.append("events take longer and longer")
    # The heap is a saw: its highest points are what does not grow. A sanitizer keeps what was let go of.
    with open(galena, "rb") as program:
        sanitized = b"__asan_init" in program.read()
    highest = [max((r[1] for r in part), default=0) for part in (rows[:len(rows) // 2], rows[len(rows) // 2:])]
    if highest[1] > highest[0] * 1.25 + 20 and not sanitized:
        failures.append("memory grows")
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    code = process.wait(60)
    print(f"stopped in {(time.monotonic() - began) * 1e3:.0f} ms")
    if code != 0:
        failures.append(f"the host ended with {code}")
    starts = []
    for _ in range(7):
        process, took = start(galena, pier)
        starts.append(took * 1e3)
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    starts.sort()
    print(f"started in {starts[0]:.0f} ms, {starts[3]:.0f} in the middle, {starts[-1]:.0f} at most, of 7 starts")
    if starts[0] > 1000:
        failures.append("a start takes too long")
    began = time.monotonic()
    verify = subprocess.run([galena, "log", pier, "verify"], capture_output=True, text=True, check=False)
    each = (time.monotonic() - began) * 1e6 / max(1, len(numbers))
    print(f"verified in {each:.1f} µs an event: {verify.stdout.strip()}")
    if verify.returncode != 0:
        failures.append(f"log verify: {verify.stderr}")


def main():
    galena, events = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 40_000
    folder = sys.argv[3] if len(sys.argv) > 3 else tempfile.mkdtemp(prefix="galena-soak-")
    failures = []
    try:
        soak(galena, events, os.path.join(folder, "zod"), failures)
    finally:
        if len(sys.argv) <= 3:
            shutil.rmtree(folder)
    for failure in failures:
        print(f"failed: {failure[:300]}")
    print(f"soak: {0 if failures else 1} passed, {len(failures)} failed, 0 skipped")
    return len(failures) > 0


sys.exit(main())
