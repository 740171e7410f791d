"""The mark of a file that comes back, as one line of its keywords: Word and LibreOffice keep those on saving.

LibreOffice puts spaces where the semicolons were.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from clausier import characters
from clausier.model.negotiation import Mark
from clausier.office import limits
from clausier.office.damage import Damaged
from clausier.office.package import parse
from clausier.office.word.wrapper import CORE
from clausier.office.zipped import Zipped

KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
WRITTEN = re.compile(r"clausier[;,\s]+dossier=([^;,\s]*)[;,\s]+tour=(\d{1,4})[;,\s]+empreinte=([0-9a-f]+)")


def keywords(mark: Mark) -> str:
    """The keywords of a file: `clausier;dossier=…;tour=1;empreinte=…`; the case percent-encoded, maybe empty."""
    return f"clausier;dossier={quote(mark.case, safe='')};tour={mark.round};empreinte={mark.fingerprint}"


def read_keywords(text: str) -> Mark | None:
    """The mark among keywords, also where a program joined them otherwise; None if there is none."""
    found = WRITTEN.search(text)
    case = unquote(found[1]) if found else ""
    if found is None or characters.refused(case):
        return None
    return Mark(case=case, round=int(found[2]), fingerprint=found[3])


def mark_of(content: bytes) -> Mark | None:
    """The mark of a file that passed the gate; None if it says nothing of it."""
    with Zipped(content) as package:
        core = package.read(CORE) if 0 < package.size(CORE) <= limits.PROPERTIES else b""
    try:
        found = parse(core).find(KEYWORDS) if core else None
    except Damaged:
        return None
    return read_keywords("".join(found.itertext())) if found is not None else None
