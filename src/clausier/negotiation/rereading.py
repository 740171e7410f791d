"""The figure of a clause that a person reworded: read again in the place of the one that was asked, never guessed."""

from __future__ import annotations

import re
from functools import lru_cache

from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.proposal.values import in_contract
from clausier.quantity import QuantityError
from clausier.worddiff import TOKEN, opcodes

IN_WORDS = re.compile(r"[^()]*\(\s*(\d[^()]*?)\s*\)\s*(.*)", re.DOTALL)
"""« quinze (15) jours calendaires »."""


def figure_in(new: str, old: str, value: str, requirement: Requirement, library: Library) -> str:
    """What stands in `new` where `value` stood in `old`, as « 15 jours calendaires »; empty if it cannot be read."""
    found = _found(new, old, in_contract(Figure(value))) if value else None
    if found is None:
        return ""
    words = IN_WORDS.fullmatch(found)
    return _readable(" ".join(f"{words[1]} {words[2]}".split()) if words else found, requirement, library)


@lru_cache(maxsize=256)  # a page compares the same texts each time that it is shown
def _found(new: str, old: str, value: str) -> str | None:
    """What stands in `new` where `value` stood in `old`; None if it stood nowhere."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    place = _place(before, TOKEN.findall(value))
    if place is None:
        return None
    moved = _moved(before, after, *place)
    return "".join(after[slice(*moved)]).strip() if moved else ""


def _place(tokens: list[str], wanted: list[str]) -> tuple[int, int] | None:
    size = len(wanted)
    starts = [start for start in range(len(tokens) - size + 1) if tokens[start : start + size] == wanted]
    return (starts[0], starts[0] + size) if starts else None


def _moved(before: list[str], after: list[str], start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of the old tokens stands among the new ones, with all that took the place of a part of it.

    None where the texts are too unlike to be compared.
    """
    found = opcodes(before, after)
    if found is None:
        return None
    first, last = 0, len(after)
    for tag, old, old_end, new, new_end in found:
        if old <= start < old_end:
            first = new + (start - old) if tag == "equal" else new
        if old < end <= old_end:
            last = new + (end - old) if tag == "equal" else new_end
    return first, last


def _readable(text: str, requirement: Requirement, library: Library) -> str:
    try:
        library.read_value(requirement.criterion, (text,))
    except QuantityError:
        return ""
    return text
