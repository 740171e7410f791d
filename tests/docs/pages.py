"""The pages that people read: their blocks of commands, and what each shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tests.builders import ROOT

PROGRAMS = ("clausier", "make", "pip", "python", "dask", "cd")
PROMPT = "$ "
NOT_RUN = re.compile(r"<!-- non exécuté : (.+) -->")
"""Before a block that no test can run: why."""
FENCE = "```"
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
"""What `make` can be asked."""


def pages() -> tuple[Path, ...]:
    """The pages of the repository and those of its examples."""
    found = (*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*/README.md"))
    return tuple(sorted(found))


def name_of(page: Path) -> str:
    """The path of a page, from the root of the repository."""
    return page.relative_to(ROOT).as_posix()


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the number of its first line, its lines, and why it is not run, if it is not."""

    language: str
    start: int
    lines: tuple[str, ...]
    not_run: str = ""

    @property
    def shows_output(self) -> bool:
        return any(line.startswith(PROMPT) for line in self.lines)

    @property
    def holds_commands(self) -> bool:
        """False for drawings, lists of files and what is in a language."""
        return not self.language and (self.shows_output or any(map(_is_command, self.lines)))


@dataclass(frozen=True, slots=True)
class Step:
    """A command at a line of a page, and what the page shows of its output; None if it shows nothing."""

    line: int
    command: str
    shown: str | None

    def followed_by(self, line: str) -> Step:
        """The same with the next line of its command."""
        return replace(self, command=self.command.removesuffix("\\") + line.strip())

    def showing(self, line: str) -> Step:
        """The same with one more line of output."""
        return replace(self, shown=line if self.shown is None else f"{self.shown}\n{line}")


def _is_command(line: str) -> bool:
    return line.split(" ")[0] in PROGRAMS


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    """The fenced blocks of a page."""
    return tuple(_blocks(page.read_text(encoding="utf-8").splitlines()))


def _blocks(lines: list[str]) -> Iterator[Block]:
    fences = [number for number, line in enumerate(lines) if line.startswith(FENCE)]
    for opening, closing in zip(fences[::2], fences[1::2], strict=True):
        before = next((line for line in reversed(lines[:opening]) if line), "")
        reason = NOT_RUN.fullmatch(before)
        inside = tuple(lines[opening + 1 : closing])
        yield Block(lines[opening].removeprefix(FENCE), opening + 2, inside, reason[1] if reason else "")


def steps(block: Block) -> list[Step]:
    """The commands of a block in order; in one with prompts the other lines are output, in one without all are run.

    A line that ends with a backslash goes on with the next one.
    """
    found: list[Step] = []
    for number, line in enumerate(block.lines, start=block.start):
        if found and found[-1].command.endswith("\\"):
            found.append(found.pop().followed_by(line))
        elif line.startswith(PROMPT) or not block.shows_output:
            found.append(Step(number, line.removeprefix(PROMPT), None))
        else:
            found.append(found.pop().showing(line))
    return found


def agrees(shown: str, obtained: str) -> bool:
    """Does an output read as shown? « … » stands for anything that was cut, alone on its line for whole lines."""
    pattern = ".*".join(re.escape(piece) for piece in _plain(shown).split("…"))
    return re.fullmatch(pattern, _plain(obtained), re.DOTALL) is not None


def _plain(text: str) -> str:
    """Blanks that do not break as plain ones; nothing at the ends of lines; no empty line at either end."""
    unbroken = text.translate({0xA0: " ", 0x202F: " "})
    return "\n".join(line.rstrip() for line in unbroken.strip("\n").splitlines())
