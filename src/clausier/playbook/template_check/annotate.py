"""A copy of a template with a Word comment on each fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clausier.errors import Severity
from clausier.french import typeset
from clausier.office.package import packed, read_members
from clausier.office.word.annotate import Note, commented
from clausier.office.word.wrapper import BODY
from clausier.playbook.template_check.places import Fault, Spot

AUTHOR, INITIALS = "clausier", "cl"
TAG = re.compile(r"(\{[{%].*?[%}]\})")
FIRST = Spot(BODY, 0)


def annotated(content: bytes, faults: Iterable[Fault]) -> bytes:
    """The file with its comments; Word comments no header, so that its faults stand on the first paragraph."""
    return packed(commented(read_members(content), map(_note, faults), AUTHOR, INITIALS))


def _note(fault: Fault) -> Note:
    spot = fault.spot if fault.spot and fault.spot.part == BODY else FIRST
    return Note(spot.rank, _said(fault, spot))


def _said(fault: Fault, spot: Spot) -> Sequence[str]:
    """The paragraphs of the comment."""
    problem = fault.problem
    kind = "Erreur" if problem.severity is Severity.ERROR else "Avertissement"
    elsewhere = f" ({problem.key})" if fault.spot and fault.spot != spot else ""
    return [_typeset(line) for line in (f"{kind}{elsewhere} : {problem.message}", problem.hint) if line]


def _typeset(text: str) -> str:
    """French typography outside the tags, which are there to be copied."""
    return "".join(piece if rank % 2 else typeset(piece) for rank, piece in enumerate(TAG.split(text)))
