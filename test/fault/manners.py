#!/usr/bin/env python3
"""Clients of a host's control socket that are slow, rude, or many, and what each of them must get.

    manners.py GALENA

Every request that came as a whole gets exactly one answer, and a true one, whatever others do; nobody waits for
somebody else's manners; and the host ends when it is told to. Limits are generous: the machine may be busy with other
things.
"""
import contextlib
import fcntl
import json
import os
import pty
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time

GALENA = sys.argv[1]
SECONDS = 60
with open(GALENA, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()
verdicts = {True: 0, False: 0}


def verdict(ok, what, said=""):
    verdicts[bool(ok)] += 1
    if not ok:
        print(f"failed: {what}: {str(said)[:400]}", flush=True)


def resident_megabytes(pid):
    """What a process has for itself; pages of the files that it has mapped are the system's to take."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"RssAnon:\s+(\d+)", status.read())[1]) >> 10


class Client:
    """One connection. Answers come in the order in which the host gives them."""

    def __init__(self, pier):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(f"{pier}/.urb/conn.sock")
        self.socket.settimeout(SECONDS)
        self.bytes = b""

    def send(self, *requests):
        self.socket.sendall(b"".join(json.dumps(r).encode() + b"\n" for r in requests))

    def answer(self):
        """The next answer; None at the end."""
        while b"\n" not in self.bytes:
            try:
                more = self.socket.recv(1 << 20)
            except ConnectionResetError:
                more = b""
            if not more:
                return None
            self.bytes += more
        line, self.bytes = self.bytes.split(b"\n", 1)
        return json.loads(line)

    def ask(self, request):
        self.send(request)
        return self.answer()

    def answers(self):
        """All of them, to the end."""
        return list(iter(self.answer, None))

    def half_close(self):
        self.socket.shutdown(socket.SHUT_WR)


class Host:
    """A host of the baby kernel, for as long as the block lasts."""

    def __init__(self, *options, **streams):
        self.folder = tempfile.TemporaryDirectory(prefix="galena-manners-")
        self.pier = os.path.join(self.folder.name, "zod")
        self.options, self.streams = options, streams
        subprocess.run([GALENA, "boot", "baby", "--pier", self.pier, "--exit", "-q"], check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def __enter__(self):
        self.start()
        return self

    def start(self):
        nothing = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        streams = {**nothing, **self.streams}
        options = self.options if "--terminal" in self.options else ("--no-terminal", *self.options)
        self.process = subprocess.Popen(
            [GALENA, "run", self.pier, *(o for o in options if o != "--terminal")], **streams)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            try:
                return Client(self.pier).socket.close()
            except OSError:
                time.sleep(0.02)
        raise SystemExit("the host does not start")

    def client(self):
        return Client(self.pier)

    def stop(self, signal_number=signal.SIGTERM):
        """How it ended, and after how many seconds."""
        began = time.monotonic()
        self.process.send_signal(signal_number)
        try:
            return self.process.wait(SECONDS), time.monotonic() - began
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return "alive", time.monotonic() - began

    def __exit__(self, *_):
        if self.process.poll() is None:
            code, took = self.stop()
            verdict(code == 0 and took < 10, "the host ends when it is told to", (code, took))
        self.folder.cleanup()


def frame(jam):
    return b"\0" + struct.pack("<I", len(jam)) + jam


def who_closes_one_half_is_answered(host):
    """A poke, or many, and the end of what the client says: as `nc -N` does."""
    note = {"poke": "[%note 1 2]"}
    for requests in ([note], [note] * 50, [note, {"peek": "/x//count"}, {"mass": True}], [{"eval": "(add 2 3)"}],
                     [note, {"poke": "[%crash 0]"}, {"checkpoint": True}]):
        client = host.client()
        client.send(*requests)
        client.half_close()
        verdict(len(client.answers()) == len(requests), f"{len(requests)} answers after a half-close")
    # The last line need not have an end.
    client = host.client()
    client.socket.sendall(b'{"id":1,"mass":true}\n{"id":2,"poke":"[%note 1 2]"}')
    client.half_close()
    ids = sorted(a["id"] for a in client.answers() if "ok" in a)
    verdict(ids == [1, 2], "a last line without an end is a request", ids)
    client = host.client()
    client.socket.sendall(frame(b"12345678")[:8])
    client.half_close()
    verdict(client.answers() == [{"error": "the request does not end"}], "a frame that does not end is refused")
    # What nothing behind can be told apart from ends the connection, and what came before is answered.
    for nonsense in (b"nonsense\n", frame(b"\xff" * 9), b"\0\0\0\0\0", b"]\n"):
        client = host.client()
        client.socket.sendall(b'{"poke":"[%note 1 2]"}\n' * 20 + nonsense)
        answers = client.answers()
        verdict(len(answers) == 21 and sum("ok" in a for a in answers) == 20, "what came before nonsense is answered",
                len(answers))
    for _ in range(50):
        client = host.client()
        client.send(note)
        client.half_close()
        verdict([list(a) for a in client.answers()] == [["id", "ok"]], "nc -N is answered")


def who_asks_for_what_fails_is_told(host):
    """That the event failed, how, with its trace, and which event reports it."""
    client = host.client()
    for poke, kind in (("[%crash 0]", "exit"), ("[%note 1]", "exit"), ("[%spin 0]", "intr"), ("[%hog 0]", "meme"),
                       ("[%alarm 1 2]", "exit"), ("[%fill 1 2]", "exit")):
        before = client.ask({"peek": "/x//count"})["ok"]["value"]
        answer = client.ask({"id": 7, "poke": poke})
        ok = "ok" not in answer and answer.get("kind") == kind and answer.get("id") == 7
        ok = ok and isinstance(answer.get("trace"), list) and answer.get("event", 0) > 6
        after = client.ask({"peek": "/x//count"})["ok"]["value"]
        verdict(ok and int(after) == int(before) + 1, f"{poke} is said to fail", answer)
    answer = client.ask({"poke": "[%doom 0]"})
    verdict("event" not in answer and "error" in answer, "what nobody could be told of is no event", answer)
    answer = client.ask({"peek": "[~ %& 1]"})
    verdict(answer.get("kind") == "exit" and "event" not in answer, "a peek that crashes says so", answer)


def answers_go_out_while_others_are_computed(host):
    """Large ones to who reads, one after the other, and small ones to others in between."""
    client = host.client()
    client.ask({"poke": "[%fill 200000]"})
    greedy = host.client()
    greedy.send(*[{"id": i, "peek": "/x//state"} for i in range(60)])
    worst = 0
    for i in range(60):
        answer = greedy.answer()
        verdict(answer is not None and answer["id"] == i and len(answer["ok"]["value"]) > 1_000_000,
                "a large answer comes", answer is None)
        if i % 10 == 0:
            began = time.monotonic()
            verdict("ok" in client.ask({"peek": "/x//count"}), "a small one comes in between")
            worst = max(worst, time.monotonic() - began)
    verdict(worst < 10, "nobody waits for the greedy", worst)


def slow_readers_hold_up_nobody(host):
    client = host.client()
    client.ask({"poke": "[%drop 0]"})
    client.ask({"poke": "[%fill 200000]"})
    before = resident_megabytes(host.process.pid)
    slow = []
    for i in range(200):
        one = host.client()
        one.send({"id": i, "peek": "/x//state"})
        slow.append(one)
    worst = 0
    for i in range(50):
        began = time.monotonic()
        verdict("ok" in client.ask({"poke": "[%note 1 2]"} if i % 2 else {"peek": "/x//count"}), "others are answered")
        worst = max(worst, time.monotonic() - began)
    verdict(worst < 10, "and soon", worst)
    grown = resident_megabytes(host.process.pid) - before
    verdict(grown < 600, "what waits for slow readers is bounded", f"{grown} MB")
    # Who begins to read is answered.
    answer = slow[0].answer()
    verdict(answer is None or answer["id"] == 0, "a slow reader gets its own answer or the end", answer)
    for one in slow:
        one.socket.close()


def nobody_holds_up_the_end():
    """Clients that do not read, with much on its way, when the host is told to end."""
    for signal_number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        with Host() as host:
            client = host.client()
            client.ask({"poke": "[%fill 200000]"})
            rude = [host.client() for _ in range(20)]
            for one in rude:
                one.send(*[{"peek": "/x//state"}] * 20)
            rude[0].socket.sendall(b'{"peek":')
            time.sleep(0.3)
            code, took = host.stop(signal_number)
            verdict(code == 0 and took < 10, "the host ends beside clients that do not read", (code, took))
            verdict(not os.path.exists(host.pier + "/.urb/conn.sock"), "and takes its socket along")
    # An event that does not end is given up, and never happened.
    with Host() as host:
        client = host.client()
        count = client.ask({"peek": "/x//count"})["ok"]["value"]
        client.send({"id": 1, "poke": "[%spin 0]"}, {"id": 2, "poke": "[%note 1 2]"})
        time.sleep(0.3)
        code, took = host.stop()
        verdict(code == 0 and took < 10, "the host ends while an event runs", (code, took))
        answers = client.answers()
        verdict(sorted(a["id"] for a in answers if a.get("error") == "the host is stopping") == [1, 2],
                "who asked is told", answers)
        host.start()
        verdict(host.client().ask({"peek": "/x//count"})["ok"]["value"] == count, "it never happened")


def output_that_nobody_reads_holds_up_nothing():
    """Standard output and standard error are pipes that nobody reads; keys and events make more than they hold."""
    for which in (["stdout"], ["stderr"], ["stdout", "stderr"]):
        pipes = {}
        streams = {}
        for stream in which:
            pipes[stream], streams[stream] = os.pipe()
        keys, typed = os.pipe()
        with Host("--terminal", "-v", stdin=keys, **streams) as host:
            for fd in streams.values():
                os.close(fd)
            client = host.client()
            ok = 0
            for _ in range(20):
                client.send(*[{"poke": "[%note 1 2]"}] * 1000)
                ok += sum("ok" in (client.answer() or {}) for _ in range(1000))
            verdict(ok == 20_000, f"events go on with {which} unread", ok)
            code, took = host.stop()
            verdict(code == 0 and took < 15, f"and the host ends with {which} unread", (code, took))
        for fd in (*pipes.values(), keys, typed):
            os.close(fd)


def the_terminal_is_given_back_on_every_way_out():
    """A host on a terminal of its own, which it puts into raw mode: ended by signals, keys, and damage."""
    def truncate_log(host, _):
        client = host.client()  # before: the host may notice at once
        os.truncate(host.pier + "/.urb/log/0i0/data.mdb", 4096)
        with contextlib.suppress(OSError):
            client.ask({"poke": "[%note 1 2]"})

    ways = [lambda host, _, n=n: host.process.send_signal(n)
            for n in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGABRT, signal.SIGSEGV, signal.SIGFPE,
                      signal.SIGBUS, signal.SIGUSR1)
            # A sanitizer has its own handler for this one.
            if not (SANITIZED and n == signal.SIGFPE)]
    # As it does not belong to that terminal, these are bytes.
    ways += [lambda _, keys, k=k: os.write(keys, k) for k in (b"\x03", b"\x04")]
    ways += [lambda host, _: host.client().ask({"quit": True}),
             lambda host, _: host.client().ask({"poke": "[%exit 0]"}), truncate_log]
    for number, way in enumerate(ways):
        keys, terminal = pty.openpty()
        before = termios.tcgetattr(terminal)
        with Host("--terminal", stdin=terminal, stdout=terminal, stderr=terminal) as host:
            end = time.monotonic() + SECONDS
            while termios.tcgetattr(terminal) == before and time.monotonic() < end:
                time.sleep(0.02)
            verdict(termios.tcgetattr(terminal) != before, "the terminal is raw while a host has it")
            way(host, keys)
            try:
                host.process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                verdict(False, f"way out {number} ends")
            verdict(termios.tcgetattr(terminal) == before, f"way out {number} gives the terminal back",
                    host.process.returncode)
        os.close(keys)
        os.close(terminal)


def ctrl_c_ends_what_is_computed_and_not_the_host():
    keys, terminal = pty.openpty()
    # Keys are signals on the terminal that a process belongs to.
    with Host("--terminal", stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
              preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)) as host:
        client = host.client()
        verdict("ok" in client.ask({"poke": "[%note 1 2]"}), "the host runs on a terminal")
        client.send({"poke": "[%spin 0]"})
        time.sleep(0.5)
        os.write(keys, b"\x03")
        answer = client.answer()
        verdict(answer is not None and answer.get("kind") == "intr" and "event" in answer,
                "Ctrl-C ends the event, and the kernel is told", answer)
        verdict("ok" in client.ask({"poke": "[%note 2 3]"}), "and the host goes on")
        before = client.ask({"mass": True})["ok"]["event"]
        os.write(keys, b"\x03")
        time.sleep(0.5)
        verdict(client.ask({"mass": True})["ok"]["event"] == before + 1, "else it is a key")
        verdict(host.process.poll() is None, "that alone stops nothing")
        time.sleep(3)  # or it were the second of two
        before = client.ask({"mass": True})["ok"]["event"]
        for request in ({"eval": "|-($)"}, {"peek": "[1 |-($)]"}, {"poke": "[%note |-($)]"}):
            client.send(request)
            time.sleep(0.5)
            os.write(keys, b"\x03")
            answer = client.answer()
            verdict(answer is not None and "interrupted" in answer.get("error", ""), f"Ctrl-C ends {request}", answer)
        verdict(client.ask({"mass": True})["ok"]["event"] == before, "and is no key then")
        os.write(keys, b"\x04")
        host.process.wait(SECONDS)
    os.close(keys)
    os.close(terminal)


def what_was_refused_leaves_no_trace(host):
    """Requests that make many nouns and are refused, one after the other: the heap is collected between them."""
    client = host.client()
    ones = "1 " * 450_000
    refused = [{"poke": f"[%a {ones}"}, {"poke": f"[[1 2] {ones}]"}, {"peek": f"[{ones}"}, {"poke": f"[%note {ones}]"}]
    for i in range(8 if SANITIZED else 40):
        answer = client.ask(refused[i % len(refused)])
        verdict(answer is not None and "memory" not in answer.get("error", ""), "there is room for the next", answer)
    for _ in range(8):
        verdict("ok" in client.ask({"peek": "/x//count"}), "and for others")
        verdict("ok" in client.ask({"poke": "[%note 1 2]"}), "and for events")


def what_was_evaluated_is_let_go_of(host):
    client = host.client()

    def evaluate(count, mark):
        for i in range(count):
            text = f'{mark}{i} '.ljust(1500, "x")
            answer = client.ask({"eval": f'=/  text  "{text}"  (lent text)'})
            if answer.get("ok") != "1.500":
                return verdict(False, "an expression has its product", answer)
        return verdict(True, "expressions have their products")

    # A sanitizer keeps what was let go of: there is nothing to measure.
    first, then = (20, 20) if SANITIZED else (150, 350)
    evaluate(first, "a")
    before = resident_megabytes(host.process.pid)
    evaluate(then, "b")
    grown = resident_megabytes(host.process.pid) - before
    verdict(grown < 100 or SANITIZED, "memory does not grow with what was evaluated", f"{grown} MB")


def many_small_evaluations_leave_nothing(host):
    """Each another text, so that each is compiled: what one of them leaves is less than a page of anything."""
    client = host.client()
    kinds = (("(add {0} 7)", lambda i: str(i + 7)), ("=/  n{0}  5  n{0}", lambda i: "5"),
             ("(~(got by (my ~[[{0} 2]])) {0})", lambda i: "2"), ("((|=(a=@ud (add a {0})) 0)", None),
             ("[{0} (lent ~[1 2 3])]", lambda i: f"[{i} 3]"))

    def evaluate(numbers):
        for i in numbers:
            text, product = kinds[i % len(kinds)]
            answer = client.ask({"eval": text.format(i)})
            if (answer.get("ok") != product(i) if product else "error" not in answer):
                return verdict(False, "an expression has its product, or its error", (text.format(i), answer))
        return verdict(True, "expressions have their products")

    evaluate(range(100, 400))
    before = resident_megabytes(host.process.pid)
    evaluate(range(400, 990))
    evaluate(range(100, 990))
    grown = resident_megabytes(host.process.pid) - before
    verdict(grown < 32 or SANITIZED, "1,480 expressions leave nothing behind", f"{grown} MB")


def nouns_of_requests_are_hoons(host):
    client = host.client()
    nouns = (("~", "0"), ('"ab"', "[97 98 0]"), ("(add 2 3)", "5"), ("[1 ~ 'x']", "[1 0 120]"), ("0x1f", "31"),
             ("&", "0"), (".y", "0"), ("~[1 2]", "[1 2 0]"))
    for number, (text, value) in enumerate(nouns):
        verdict("ok" in client.ask({"poke": f"[%note '{number}' {text}]"}), f"{text} is a noun")
        answer = client.ask({"peek": f"/x//note/{number}"})
        verdict(answer.get("ok") == {"mark": "noun", "value": value}, f"{text} comes back", answer)
    verdict(client.ask({"peek": "/x//note/nothing"}).get("ok", 0) is None, "no answer is null")
    for text in ("[%note 1", "(add 1)", "[%note foo 1]", "7", "[~ 1 2"):
        verdict("error" in client.ask({"poke": text}), f"`{text}` is refused")


def alarms_outlive_the_process(host):
    """One that is due while no host runs rings when the next one starts."""
    client = host.client()
    for how, seconds in ((signal.SIGTERM, 2), (signal.SIGKILL, 2), (signal.SIGTERM, 4)):
        rang = int(client.ask({"peek": "/x//alarms"})["ok"]["value"])
        due = int(time.time()) + seconds + 0x8000000cce9e0d80
        verdict("ok" in client.ask({"poke": f"[%alarm {due << 64}]"}), "an alarm is set")
        host.stop(how)
        time.sleep(max(0, min(seconds, 2) - 0.5))
        host.start()
        client = host.client()
        end = time.monotonic() + 20
        while time.monotonic() < end and int(client.ask({"peek": "/x//alarms"})["ok"]["value"]) == rang:
            time.sleep(0.1)
        verdict(int(client.ask({"peek": "/x//alarms"})["ok"]["value"]) == rang + 1, f"it rings after {how}")
    host.stop()
    host.start()
    verdict(int(host.client().ask({"peek": "/x//alarms"})["ok"]["value"]) == rang + 1, "and once")


def deep_requests_are_refused(host):
    client = host.client()
    for opening, closing in (("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")):
        deep = opening * 60_000 + "1" + closing * 60_000
        for line in (f'{{"id":{deep},"peek":"/x//count"}}', f'{{"peek":{deep}}}', f'{{"a":{deep}', opening * 60_000):
            if not line.startswith("{"):
                continue
            client.socket.sendall(line.encode() + b"\n")
            verdict("error" in (client.answer() or {}), "a request that is too deep is refused", line[:20])
    verdict("ok" in client.ask({"peek": "[" * 100_000 + "1 2" + "]" + " 3]" * 99_999}), "a deep noun is none")


def main():
    for case in (who_closes_one_half_is_answered, deep_requests_are_refused, answers_go_out_while_others_are_computed,
                 slow_readers_hold_up_nobody, nouns_of_requests_are_hoons):
        with Host("--memory", "512M") as host:
            case(host)
    with Host("--memory", "64M", "--deadline", "10000") as host:
        who_asks_for_what_fails_is_told(host)
    for case in (what_was_refused_leaves_no_trace, what_was_evaluated_is_let_go_of,
                 many_small_evaluations_leave_nothing, alarms_outlive_the_process):
        with Host("--memory", "256M") as host:
            case(host)
    nobody_holds_up_the_end()
    output_that_nobody_reads_holds_up_nothing()
    the_terminal_is_given_back_on_every_way_out()
    ctrl_c_ends_what_is_computed_and_not_the_host()
    print(f"manners: {verdicts[True]} passed, {verdicts[False]} failed, 0 skipped")
    return verdicts[False] > 0


sys.exit(main())
