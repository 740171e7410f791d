"""What a questionnaire says of itself, and the short names of its rows."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from clausier.forms.scope import Audience
from clausier.model.library import Library

MARK_FOR, MARK_CASE, MARK_LIBRARY = "clausier-questionnaire", "clausier-dossier", "clausier-bibliotheque"
MARK_READING = "clausier-lecture"


def marks(audience: Audience, case_id: str, library: Library) -> Mapping[str, str]:
    told = {MARK_FOR: audience.value, MARK_CASE: case_id, MARK_LIBRARY: f"{library.name} {library.version}"}
    return {name: mark for name, mark in told.items() if mark}


def code_of(text: str, length: int) -> str:
    """Letters, digits and `_` that stand for an id or a number; a long one is cut, its sum keeps it unique."""
    code = re.sub("[^A-Za-z0-9]", "_", text)
    return code if len(code) <= length else f"{code[: length - 9]}_{zlib.crc32(text.encode()):08x}"
