"""A pier that a test runs: booted from a folder of sources, asked through its socket, stopped and started again."""

import json
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "arvo/sys"))
import join  # noqa: E402

PATIENCE = 300  # seconds, for a host to come up or to end, and for an answer


def puppet(ball="typed"):
    """The source of a vane that does as it is told, whose actions are of a type."""
    return (HERE / "puppet-vane.hoon").read_text().replace("act=ball]", f"act={ball}]")


def cord(text):
    """A text as Hoon writes it."""
    text = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\0a").replace("\t", " ")
    return f"'{text}'"


def word(text):
    """A word as an answer has it: a number."""
    return str(int.from_bytes(text.encode(), "little"))


def da(seconds):
    """A time, in seconds since 1970, as the number that Hoon writes."""
    return f"{(0x8000000CCE9E0D80 << 64) + int(seconds * 1000) * (1 << 64) // 1000:,}".replace(",", ".")


class Failed(Exception):
    pass


def galena(command, *arguments, **options):
    made = subprocess.run(
        [command, *arguments], capture_output=True, text=True, check=False, timeout=2 * PATIENCE, **options
    )
    if made.returncode != 0:
        raise Failed(f"galena {' '.join(arguments)[:200]}: exit {made.returncode}\n{made.stderr[-3000:]}")
    return made.stdout


def boot(command, files, folder, pier):
    """Boots files, by their paths below sys/, as a solid pill, and stops."""
    folder = pathlib.Path(folder)
    desk = folder / "desk"
    shutil.rmtree(desk, ignore_errors=True)
    for path, text in files.items():
        file = desk / "sys" / f"{path}.hoon"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    pill = str(folder / "system.pill")
    galena(command, "pill", "solid", "--from", str(desk), "--cache", str(folder / "cache"), "-o", pill)
    galena(command, "boot", pill, "--pier", str(pier), "--exit", "-q", "--no-terminal")


class Pier:
    """A host that runs a pier, while the block lasts."""

    def __init__(self, command, folder):
        self.command, self.folder = command, pathlib.Path(folder)

    def __enter__(self):
        self.said = open(self.folder.parent / f"{self.folder.name}.said", "w+")
        self.host = subprocess.Popen(
            [self.command, "run", str(self.folder), "--no-terminal"], stdout=self.said, stderr=self.said
        )
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.socket = socket.socket(socket.AF_UNIX)
                self.socket.connect(str(self.folder / ".urb/conn.sock"))
                break
            except OSError:
                if self.host.poll() is not None or time.monotonic() > until:
                    self.said.seek(0)
                    raise Failed(f"no host: {self.said.read()[-2000:]}") from None
                time.sleep(0.01)
        self.socket.settimeout(PATIENCE)
        self.answers = self.socket.makefile()
        return self

    def __exit__(self, *_):
        self.socket.close()
        if self.host.poll() is None:
            self.host.send_signal(signal.SIGTERM)
        code = self.host.wait(PATIENCE)
        self.said.close()
        if code != 0 and _[0] is None:
            raise Failed(f"the host ended with {code}")

    def kill(self):
        """Ends the host at once, as a loss of power would but for the disk."""
        self.host.kill()
        self.host.wait()
        self.host.returncode = 0

    def ask(self, **request):
        self.socket.sendall(json.dumps(request).encode() + b"\n")
        line = self.answers.readline()
        if not line:
            raise Failed("the host hung up")
        return json.loads(line)

    def poke(self, card, wire="//arvo"):
        """Whether an event happened."""
        return "ok" in self.ask(poke=card, wire=wire)

    def must(self, card, wire="//arvo"):
        answer = self.ask(poke=card, wire=wire)
        if "ok" not in answer:
            raise Failed(f"{wire} {card[:200]}: {json.dumps(answer)[:2000]}")

    def once(self, view, path):
        """The noun at a path of ours, now, as text; nothing where there is none."""
        answer = self.ask(peek=f"[[~ ~] %| %once {view} %$ {path}]")
        if "error" in answer:
            raise Failed(f"peek {view} {path}: {answer['error'][:2000]}")
        # An omen: the name that it is asked by, then a mark and what is there.
        return answer["ok"] and answer["ok"]["value"].split(f" {word('noun')} ", 1)[1].removesuffix("]")

    def eval(self, hoon):
        answer = self.ask(eval=hoon)
        if "error" in answer:
            raise Failed(f"eval {hoon[:200]}: {answer['error'][:2000]}")
        return answer["ok"]


def numbers(text):
    return re.findall(r"\d+", text or "")
