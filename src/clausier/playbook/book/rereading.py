"""Legal bases that Word changed: what was read of them was read of another text."""

from __future__ import annotations

from datetime import date

from clausier.french import long_date
from clausier.library.lawchanges import CONTENT
from clausier.model.law import Verification
from clausier.playbook.book.roundtrip import Edited
from clausier.playbook.trees import Tree

VOUCHED = frozenset((*CONTENT, "citable"))
"""Keys of a basis of which a reading answers: one that Word changes has yet to be read."""

SHEET = "document Word"
"""The row of the research sheet from which a basis comes that was added in Word."""


def unread(one: Edited, day: date) -> Tree:
    """The keys by which a basis that changed, or is new, says that nobody has read it as it is; else none."""
    if one.is_removal or not VOUCHED.intersection(slot[0] for slot in one.slots):
        return {}
    told = "modifié" if one.before else "ajouté"
    return {
        **({} if one.before else {"fiche": SHEET}),
        "verification": Verification.MEMORY.value,
        "version_lue": f"{told} dans Word le {long_date(day)}, à relire",
        "verifie_le": day.isoformat(),
    }
