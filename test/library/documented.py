#!/usr/bin/env python3
"""The examples of the public documentation, by the public library and by ours.

    documented.py GALENA [--ours SUBJECT] [--part PART] [--list] [--differences FILE]

An example is what a reader types behind `> ` and what is printed below it. Which lines of a block are the
one and which the other, the public parser says: what is typed ends where it first parses. `=name expression`
binds a name for the rest of the page. Each example is slapped and printed within Nock, by the compiler and
the printers of either library; those that the public library answers are counted, and of ours those that
print the same. The public sources are hoon-138.hoon, urbit and docs in the folder of GALENA_REFERENCE.

Without --ours the library is that in GALENA. --part takes one part, --page pages whose path has a text
in it; --list says what differs, in product or type, and --differences writes that to a file.
"""
import argparse
import os
import pathlib
import re
import sys
import tempfile

from asking import Library, answers, items, listed, literal

# Parts of the documentation, by what a page's path begins with.
PARTS = {"hoon/stdlib": "stdlib", "hoon/zuse": "zuse", "hoon/rune": "hoon", "hoon": "hoon", "": "rest"}
NAMES = ("stdlib", "zuse", "hoon", "rest")
PROMPT = re.compile(r"^(?:~[a-z-]+:[a-z]+)?> +(.*)$")
BINDING = re.compile(r"^=([a-z][a-z0-9-]*) +(?=\S)")
# What a shell has in its subject; here the same for both.
SHELL = (("our", "~zod"), ("now", "~2026.1.1"), ("eny", "`@uvJ`(shax 1)"))
# What is typed may be as long as this.
LINES = 16
# As many go to one process.
BATCH = 150
SHARE = 0.985

# To how many lines each block's input goes: the first number for which it parses, or none.
PARSE = """
=/  blocks=(list (list @))  {blocks}
%+  turn  blocks
|=  lines=(list @)
=/  rule  (full (ifix [gay ;~(plug gay (punt ;~(pfix col col (star next))))] tall:vast))
=/  count  1
|-  ^-  @
?:  (gth count (lent lines))  0
=/  text  (zing (turn (scag count lines) |=(line=@ (snoc (trip line) `@tD`10))))
?^  (mole |.((scan text rule)))  count
$(count +(count))
"""


def folder():
    """The folder of the public sources, or nothing."""
    path = os.environ.get("GALENA_REFERENCE")
    return pathlib.Path(path) if path and (pathlib.Path(path) / "docs/content").is_dir() else None


def part_of(page):
    return next(PARTS[prefix] for prefix in PARTS if str(page).startswith(prefix))


def blocks_of(text):
    """The lines from each prompt of a page's fenced blocks to the next prompt or the end of the block."""
    fenced, block = False, None
    for line in text.split("\n"):
        if line.lstrip().startswith("```"):
            fenced, block = not fenced, None
            continue
        typed = PROMPT.match(line) if fenced else None
        if typed:
            block = [typed[1]]
            yield block
        elif block is not None and len(block) < LINES:
            block.append(line)


def lengths(library, blocks):
    """How many lines of each block are what was typed."""
    counts = []
    for at in range(0, len(blocks), BATCH * 2):
        batch = [listed([literal(line) for line in block]) for block in blocks[at : at + BATCH * 2]]
        counts += items(library.noun(PARSE.format(blocks=listed(batch))))
    return counts


def pages(library, content, chosen):
    """(page, [(name, text)]) of all examples that parse; a name is what the example binds, if anything."""
    found, heads = [], []
    for path in filter(chosen, sorted(content.rglob("*.md"))):
        for block in blocks_of(path.read_text(encoding="utf-8")):
            binding = BINDING.match(block[0])
            name = binding[1] if binding else ""
            rest = block[0][binding.end() :] if binding else block[0]
            found.append([rest, *block[1:]])
            heads.append((path.relative_to(content), name))
    steps = {}
    for (page, name), block, count in zip(heads, found, lengths(library, found)):
        if count:
            steps.setdefault(page, []).append((name, "\n".join(block[:count])))
    return list(steps.items()), len(found)


CORE = re.compile(r"<[^<>]*>")


def printable(kind):
    """The text of a type without what is in cores, which are of one library and not of the other."""
    while CORE.search(kind):
        kind = CORE.sub("(core)", kind)
    return re.sub(r"\s+", " ", kind)


class Count:
    """Of one part of the documentation: its examples, those answered by the public library, those that ours prints
    the same, those of them whose type prints the same as well; and those that both refuse."""

    def __init__(self):
        self.examples = self.answered = self.same = self.typed = self.refused = 0

    def share(self):
        return self.same / self.answered if self.answered else 1.0

    def text(self):
        return (f"{self.examples:5} examples, {self.answered:5} answered by the public library, {self.same:5} the same "
                f"in ours ({100 * self.share():.2f}%), {self.typed} of the same type, {self.refused} refused by both")


def public_side(reference, place):
    """A file of the public language and its kernel's side, one above the other."""
    system = reference / "urbit/pkg/arvo/sys"
    # Of arvo the shapes that the rest builds on, up to the core that has +part.
    arvo = (system / "arvo.hoon").read_text()
    core = "\n--  =>\n"
    shapes = arvo[: arvo.index(core, arvo.index("\n++  part"))].replace(core, "\n--\n")
    sources = [(reference / "hoon-138.hoon").read_text(), shapes + "\n--\n"]
    sources += [(system / name).read_text() for name in ("lull.hoon", "zuse.hoon")]
    text = "".join("=>\n" + source for source in sources[:-1]) + sources[-1]
    file = place / "public.hoon"
    file.write_text(text)
    return file


def batches(pages_of):
    """Pages in lists of at least BATCH examples."""
    batch = []
    for page in pages_of:
        batch.append(page)
        if sum(len(steps) for _, steps in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def compare(public, ours, pages_of):
    """The counts of the parts, and a list of [page, text, the public library's answer, ours]."""
    counts = {part: Count() for part in NAMES}
    differences = []
    for batch in batches(pages_of):
        texts = [steps for _, steps in batch]
        both = [answers(library, texts, SHELL) for library in (public, ours)]
        for (page, steps), ones, twos in zip(batch, *both):
            count = counts[part_of(page)]
            for (name, text), one, two in zip(steps, ones, twos):
                same = one[0] and one[:2] == two[:2]
                count.examples += 1
                count.answered += one[0]
                count.same += same
                count.typed += same and printable(one[2]) == printable(two[2])
                count.refused += not one[0] and not two[0]
                if one[0] != two[0] or one[0] and not (same and printable(one[2]) == printable(two[2])):
                    differences.append([str(page), (f"={name} " if name else "") + text, one, two])
    return counts, differences


def shown(difference):
    page, text, *both = difference
    said = "".join(f"  {who}: {yes and 'prints' or 'refuses'} {what}\n    of type {kind}\n"
                   for who, (yes, what, kind) in zip(("public", "ours  "), both))
    return f"{page}\n  > {text}\n{said}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("galena")
    arguments.add_argument("--ours", help="a file of the library, not that in GALENA")
    arguments.add_argument("--part", action="append", choices=NAMES)
    arguments.add_argument("--page", help="only pages whose path has this in it", default="")
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("--differences")
    options = arguments.parse_args()
    reference = folder()
    if not reference:
        print("documented: skipped: GALENA_REFERENCE names no folder of the public sources with docs")
        print("0 passed, 1 skipped")
        return 0
    with tempfile.TemporaryDirectory() as place:
        cache = os.environ.get("GALENA_CACHE_DIR", os.path.join(place, "cache"))
        public = Library(options.galena, public_side(reference, pathlib.Path(place)), cache)
        ours = Library(options.galena, options.ours, cache)
        content = reference / "docs/content"
        parts = options.part or NAMES

        def chosen(path):
            page = path.relative_to(content)
            return options.page in str(page) and part_of(page) in parts

        all_pages, blocks = pages(public, content, chosen)
        counts, differences = compare(public, ours, all_pages)
    text = "".join(map(shown, differences))
    if options.list:
        print(text, end="")
    if options.differences:
        pathlib.Path(options.differences).write_text(text)
    print(f"{blocks} prompts, {sum(len(steps) for _, steps in all_pages)} with what parses")
    total = Count()
    for part in parts:
        for field in vars(total):
            setattr(total, field, getattr(total, field) + getattr(counts[part], field))
        print(f"{part:8} {counts[part].text()}")
    print(f"{'all':8} {total.text()}")
    return 0 if total.answered and total.share() >= SHARE else 1


if __name__ == "__main__":
    sys.exit(main())
