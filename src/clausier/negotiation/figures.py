"""A figure in a text: put in the place of another, or the only thing that changed."""

from __future__ import annotations

import re

from clausier.model.figure import Figure
from clausier.proposal.values import in_contract, in_letter


def differs_by_figure(old: str, new: str, before: str, after: str) -> bool:
    """Is `new` the text `old`, with the figure `after` where `before` stood, at least once, and nothing else new?"""
    was, now = _written(before), _written(after)
    if not was or now not in new:
        return False
    either = f"(?:{re.escape(was)}|{re.escape(now)})"
    return re.fullmatch(either.join(map(re.escape, old.split(was))), new) is not None


def with_figure(text: str, before: str, after: str) -> str:
    """A text with a figure in the place of the only one of its kind; empty where that one is not read in it once."""
    for write in (in_contract, in_letter) if before else ():
        words = r"\s+".join(map(re.escape, write(Figure(before)).split()))
        found = [*re.finditer(rf"(?<![\w(]){words}(?!\w)", text)]
        if len(found) == 1:
            return text[: found[0].start()] + write(Figure(after)) + text[found[0].end() :]
    return ""


def _written(value: str) -> str:
    return in_contract(Figure(value)) if value else ""
