"""A register that was damaged: its longest sound part is kept, and the rest set aside rather than lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from clausier.errors import InvalidInput
from clausier.files import limits
from clausier.files.bounded import read_bounded
from clausier.files.strictyaml import read_bytes
from clausier.files.yamltext import FORM, document
from clausier.model.register import Register
from clausier.negotiation.chain import END, EVENTS, SEALED
from clausier.negotiation.register import CURRENT, HEAD, register_of, sound_part

LIST = re.compile(rf"^{EVENTS}:[ \t]*\r?\n".encode(), re.MULTILINE)
ITEM = re.compile(rb"^( *)- ", re.MULTILINE)
KIND = re.compile(rb"^(?:- |  )(envoi|reponse|decision|conclusion|confirmation|annulation):", re.MULTILINE)
LAST_LINE = re.compile(rf"^{END}: ?[0-9]*\r?(?:\n|\Z)".encode(), re.MULTILINE)
LAST = re.compile(rf"^{END}:".encode(), re.MULTILINE)
COUNTED = re.compile(rf"^{END}: [0-9]+\n".encode(), re.MULTILINE)
NOT_AT_FAULT = ("schema", "dossier")
"""A register of another format, or of another dossier, is not damaged."""


@dataclass(frozen=True)
class Repaired:
    """What a register becomes: its new content, how many events it keeps, the bytes that are set aside.

    `why` is what was wrong; `line` the first that is set aside, counted from 1; `kinds` are the events that can be told
    in what is.
    """

    why: InvalidInput
    content: bytes
    kept: int
    aside: bytes
    line: int
    kinds: tuple[str, ...]


def repaired(path: Path, case: str) -> Repaired | None:
    """The sound part of a register and the rest; None if all of it is sound.

    InvalidInput for a file that cannot be read, of another dossier or of a format that is not known.
    """
    content = read_bounded(path, limits.DOCUMENT)
    try:
        register_of(content, str(path), case)
    except InvalidInput as error:
        kept = _most(content, case)
        if kept is None and any(problem.key in NOT_AT_FAULT for problem in error.problems):
            raise
        return _parted(content, kept, case, error)
    return None


def _parted(content: bytes, kept: tuple[int, Register] | None, case: str, why: InvalidInput) -> Repaired:
    if kept is None:
        fresh = HEAD + document({"schema": CURRENT, "dossier": case, EVENTS: None}, FORM)
        return Repaired(why, f"{fresh}{END}: 0\n".encode(), 0, content, 1, _kinds(content))
    cut, register = kept
    aside = content[cut:]
    line = content[:cut].count(b"\n") + 1
    return Repaired(why, _ended(content[:cut], register), len(register.events), aside, line, _kinds(aside))


def _cuts(content: bytes) -> dict[int, bool]:
    """Where the file may be cut, in order, and whether an event follows.

    That is before each of its events, before and after its last line, whatever was written then, and at its end.
    """
    found = LIST.search(content)
    if found is None:
        return {}
    items = list(ITEM.finditer(content, found.end()))
    starts = [one.start() for one in items if one[1] == items[0][1]] or [found.end()]
    last, counted = (pattern.search(content, found.end()) for pattern in (LAST, COUNTED))
    ends = [*([last.start()] if last else ()), *([counted.end()] if counted else ()), len(content)]
    return dict(sorted({**dict.fromkeys(ends, False), **dict.fromkeys(starts, True)}.items()))


def _most(content: bytes, case: str) -> tuple[int, Register] | None:
    """The last cut before which all is sound: what is sound before one is before all those that precede it."""
    kept: tuple[int, Register] | None = None
    cuts = [*_cuts(content).items()]
    low, high = 0, len(cuts) - 1
    while low <= high:
        middle = (low + high) // 2
        cut, followed = cuts[middle]
        register = _sound(content[:cut], case, whole=not followed)
        if register is None:
            high = middle - 1
        else:
            kept, low = (cut, register), middle + 1
    return kept


def _sound(content: bytes, case: str, *, whole: bool) -> Register | None:
    """The register of a beginning of the file; None where it is not sound.

    The last event of a `whole` part may lack its end, which its seal alone tells; another one is followed by an event.
    """
    try:
        register = sound_part(read_bytes(LAST_LINE.sub(b"", content), "", limits.KEPT), case)
    except InvalidInput:
        return None
    cut_off = whole and register.schema_ >= SEALED and register.events and not register.events[-1].seal
    return None if cut_off else register


def _ended(content: bytes, register: Register) -> bytes:
    """What is kept, with the last line of its format; where no event of it is sealed, it is of the format before."""
    head = LAST_LINE.sub(b"", content).rstrip(b"\n") + b"\n"
    if register.schema_ < SEALED:
        return head
    if register.events and not register.events[-1].seal:
        return re.sub(rb"(?m)^schema:.*$", f"schema: {SEALED - 1}".encode(), head, count=1)
    return head + f"{END}: {len(register.events)}\n".encode()


def _kinds(content: bytes) -> tuple[str, ...]:
    return tuple(found.decode() for found in KIND.findall(content))
