"""What Hoon prints, asked in few processes: expressions are slapped and printed within Nock, by the library's own
compiler and printers; so the same is asked of any library that has them.
"""
import re
import resource
import subprocess
import tempfile

# Of the processor; a program takes a second or less.
SECONDS = 5

# What each step prints and the type of that, or the message of its crash or refusal. Steps with a name bind it.
ANSWER = """
=/  under=vase  !>(.)
=/  pages=(list (list [number=@ name=@tas text=@]))  {pages}
=/  shell=(list [number=@ name=@tas text=@])  {shell}
=/  lines
  |=  docs=(list tank)
  ^-  @t
  =/  =wall  (zing (turn docs |=(=tank (wash [0 80] tank))))
  (rap 3 (join `@t`10 (turn wall crip)))
=/  read
  =/  remark  (punt ;~(pfix col col (star next)))
  |=  text=@
  (scan (trip text) (full (ifix [gay ;~(plug gay remark)] tall:vast)))
=/  bound
  |=  [name=@tas value=vase under=vase]
  ^-  vase
  (slop [[%face name p.value] q.value] under)
=.  under
  |-  ^-  vase
  ?~  shell  under
  $(shell t.shell, under (bound name.i.shell (slap under (read text.i.shell)) under))
%+  turn  pages
|=  steps=(list [number=@ name=@tas text=@])
|-  ^-  (list [? @t @t])
?~  steps  ~
~>  %slog.[0 leaf+"step {{(a-co:co number.i.steps)}}"]
=/  made=(each vase tang)  (mule |.((slap under (read text.i.steps))))
?:  ?=(%| -.made)
  [[| (lines (flop p.made)) ''] $(steps t.steps)]
?.  =(%$ name.i.steps)
  [[& '' ''] $(steps t.steps, under (bound name.i.steps p.made under))]
:_  $(steps t.steps)
=/  kind=(each @t tang)  (mule |.((lines (skol p.p.made) ~)))
=/  text=(each @t tang)  (mule |.((lines (sell p.made) ~)))
[?=(%& -.text) ?:(?=(%& -.text) p.text 'no text') ?:(?=(%& -.kind) p.kind 'no text')]
"""


class Ended(Exception):
    """A program that came to no product, for what one of its steps did: the last that it has told of."""

    def __init__(self, message, told):
        super().__init__(message)
        steps = re.findall(rb"step (\d+)$", told, re.MULTILINE)
        if not steps:
            raise SystemExit(f"{message}\n{told.decode()[-2000:]}")
        self.step = int(steps[-1])


class Library:
    """One of the two: how a program is evaluated against it."""

    def __init__(self, galena, subject, cache):
        self.command = [galena, "eval", "--memory", "2G", "--cache", cache]
        if subject:
            self.command += ["--subject", str(subject)]

    def noun(self, program):
        """The product of a program."""
        with tempfile.NamedTemporaryFile() as out:
            run = subprocess.run([*self.command, "--jam", out.name, "-f", "-"], input=program.encode(),
                                 capture_output=True, preexec_fn=limited, check=False)
            if run.returncode < 0:
                raise Ended("it takes too long", run.stderr)
            if run.returncode != 0:
                raise Ended(last_message(run.stderr), run.stderr)
            return cue(out.read())


def last_message(told):
    """What a program has said of its end, among what its steps have told."""
    said = [line for line in told.decode().split("\n") if line.startswith("error: ")]
    return said[0] if said else "it ends without a word"


def limited():
    """That a program ends, by the processor's time, so that it does not matter what else the machine does."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def cue(data):
    """The noun of a jam's bytes."""
    bits = bin(int.from_bytes(data, "little"))[:1:-1]

    def code(at):
        """The number whose code is at a place, and where the code ends."""
        steps = bits.index("1", at) - at
        at += steps + 1
        if steps == 0:
            return 0, at
        wide = (1 << steps - 1) | int("0" + bits[at : at + steps - 1][::-1], 2)
        at += steps - 1
        return int("0" + bits[at : at + wide][::-1], 2), at + wide

    seen, made, work, at = {}, [], ["read"], 0
    while work:
        job = work.pop()
        if job != "read":
            tail, head = made.pop(), made.pop()
            seen[job] = (head, tail)
            made.append(seen[job])
            continue
        start = at
        if bits[at] == "0":
            seen[start], at = code(at + 1)
            made.append(seen[start])
        elif bits[at + 1 : at + 2] == "1":
            place, at = code(at + 2)
            made.append(seen[place])
        else:
            at += 2
            work += [start, "read", "read"]
    return made[0]


def items(noun):
    """The items of a list."""
    while noun:
        yield noun[0]
        noun = noun[1]


def text_of(atom):
    """A cord as text."""
    return atom.to_bytes((atom.bit_length() + 7) // 8, "little").decode("utf-8", "replace")


def literal(text):
    """A text as a literal of base 16, which holds whatever is in it."""
    digits = "%x" % int.from_bytes(text.encode(), "little")
    first = len(digits) % 4 or 4
    groups = [digits[:first], *(digits[at : at + 4] for at in range(first, len(digits), 4))]
    return "0x" + ".".join(groups)


def listed(parts):
    """A list of the texts of nouns."""
    return f"~[{' '.join(parts)}]" if parts else "~"


def answers(library, pages, shell=()):
    """For each page a list of (answered, text, type), one for each of its steps.

    A step is (name, text); those with a name bind it for the rest of the page. Text is what is printed, or the message
    of a crash or a refusal. `shell` are steps bound before. What ends the program itself fails, and the rest is asked
    again without it.
    """
    numbers = iter(range(sum(map(len, pages))))
    numbered = [[(next(numbers), *step) for step in steps] for steps in pages]
    failed = {}

    def rows(steps):
        return listed([f"[{number} %{name or '$'} {literal(text)}]" for number, name, text in steps])

    while True:
        kept = [[step for step in steps if step[0] not in failed] for steps in numbered]
        try:
            texts = listed([rows(steps) for steps in kept])
            made = library.noun(ANSWER.format(pages=texts, shell=rows([(0, *step) for step in shell])))
            break
        except Ended as end:
            failed[end.step] = (False, str(end), "")
    found = dict(failed)
    for steps, page in zip(kept, items(made)):
        for (number, *_), (yes, (text, kind)) in zip(steps, items(page)):
            found[number] = (yes == 0, text_of(text), text_of(kind))
    return [[found[number] for number, *_ in steps] for steps in numbered]
