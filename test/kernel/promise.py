#!/usr/bin/env python3
"""What `tools/run` promises, of the pill that is in the program: it boots, evaluates, sets a timer that rings, shuts
down clean, and starts again; and an alarm that was due meanwhile rings at once.

    promise.py GALENA
"""

import pathlib
import subprocess
import sys
import tempfile
import time

from pier import Failed, Pier, cord, da, galena, numbers, puppet


def timed(what, command, *arguments, **options):
    begin = time.monotonic()
    made = galena(command, *arguments, **options)
    print(f"{what:<36} {1000 * (time.monotonic() - begin):.0f} ms")
    return made


def learn(pier):
    """A puppet that remembers what it hears, and asks for timers."""
    pier.must(f"[%what ~[[/sys/vane/puppet %hoon {cord(puppet())}]]]")


def set_timer(pier, name, seconds):
    task = f"!>([%wait `@da`{da(time.time() + seconds)}])"
    pier.must(f"[%learn [%call %set %{name}] ~[[~[//term/1] %pass /{name} %b %meta {task}]]]", "/puppet/x")
    pier.must(f"[%set %{name}]", "/puppet/x")


def rung(pier):
    """How often the puppet was woken."""
    wake = str(int.from_bytes(b"wake", "little"))
    return numbers(pier.once("%puppet", "/heard")).count(wake)


def until(what, test, seconds=20):
    end = time.monotonic() + seconds
    while not test():
        if time.monotonic() > end:
            raise Failed(what)
        time.sleep(0.02)


def expect(what, found, wanted):
    if found != wanted:
        raise Failed(f"{what}: {found!r}, and not {wanted!r}")


def main(argv):
    if len(argv) != 1:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        zod = pathlib.Path(folder) / "zod"
        timed("boot of solid, to its end", argv[0], "boot", "solid", "--pier", str(zod), "--exit", "-q")
        made = subprocess.run([argv[0], "run", str(zod)], input="(add 2 2)\n", capture_output=True, text=True)
        expect("a line at the shell", "\n4\n" in made.stdout.replace("\r", ""), True)
        with Pier(argv[0], zod) as pier:
            expect("eval", pier.eval("(add 2 2)"), "4")
            learn(pier)
            set_timer(pier, "one", 0.3)
            until("the timer does not ring", lambda: rung(pier) == 1)
            expect("timers, when it rang", pier.once("%bx", "/timers"), "0")
            set_timer(pier, "two", 2)
            expect("timers that wait", len(numbers(pier.once("%bx", "/timers"))), 2)
        # Shut down clean, it starts from its checkpoint; killed, from its log.
        timed("start, and end", argv[0], "run", str(zod), stdin=subprocess.DEVNULL)
        time.sleep(2)
        with Pier(argv[0], zod) as pier:
            until("what was due meanwhile does not ring", lambda: rung(pier) == 2)
            set_timer(pier, "three", 0.2)
            pier.kill()
        with Pier(argv[0], zod) as pier:
            until("a timer is lost when the host is killed", lambda: rung(pier) == 3)
        print(galena(argv[0], "log", str(zod), "verify", "--deep").strip())
    print("promise: kept")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Failed as failure:
        sys.exit(f"promise: {failure}")
