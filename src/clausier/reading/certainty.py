"""When a proposal may be called certain: a plain promise, borne out twice over. The rest is for a person to read."""

from __future__ import annotations

import re
from collections.abc import Callable

from clausier.model.requirement import Requirement
from clausier.reading.evidence import Evidence
from clausier.reading.parties import PROVIDER

_PROMISE = re.compile(
    rf"{PROVIDER}{{3,}}|\b(?:est|sont|sera|seront|fait|font|comprend|comprennent|inclut|incluent|n'excede|"
    r"s'eleve|beneficie\w*)\b"
)
BORNE_OUT = 2
"""Of three: the heading, a value, a second landmark."""


def is_certain(one: Evidence, point: Requirement, told: Callable[[str], str]) -> bool:
    """Is this found beyond doubt? `told` writes the names of the parties in signs (see `Reserves.told`).

    Never with a reserve within reach, on a point that looks for reserves or calls for a proof, in what only introduces
    a list or is part of one that nobody promises, nor in what was recognised from a picture.
    """
    sentence = one.laid.sentence
    if one.reach.all or point.landmarks.neutral or point.criterion.proof or sentence.block.ocr:
        return False
    if sentence.text.endswith(":") or not _promises(one, told):
        return False
    return one.titled + bool(one.value) + (len(one.strong) > 1) >= BORNE_OUT


def _promises(one: Evidence, told: Callable[[str], str]) -> bool:
    sentence = one.laid.sentence
    return any(_PROMISE.search(told(text)) for text in (sentence.text, *sentence.introduced))
