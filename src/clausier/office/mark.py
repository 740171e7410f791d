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
from clausier.office.package import parse, relations
from clausier.office.word.wrapper import CORE
from clausier.office.zipped import Zipped

KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
CORE_LINK = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
WRITTEN = re.compile(r"clausier[;,\s]+dossier=([^;,\s]*)[;,\s]+tour=(\d{1,4})[;,\s]+empreinte=([0-9a-f]+)")
THEIRS = "contrat"
IS_THEIRS = re.compile(rf"{WRITTEN.pattern}[;,\s]+{THEIRS}\b")


def keywords(mark: Mark) -> str:
    """The keywords of a file: `clausier;dossier=…;tour=1;empreinte=…`; the case percent-encoded, maybe empty."""
    return f"clausier;dossier={quote(mark.case, safe='')};tour={mark.round};empreinte={mark.fingerprint}"


def keywords_of_theirs(mark: Mark) -> str:
    """The same in the provider's own contract, which stands among its own keywords."""
    return f"{keywords(mark)};{THEIRS}"


def read_keywords(text: str) -> Mark | None:
    """The mark among keywords, also where a program joined them otherwise; None if there is none."""
    found = WRITTEN.search(text)
    case = unquote(found[1]) if found else ""
    if found is None or characters.refused(case):
        return None
    return Mark(case=case, round=int(found[2]), fingerprint=found[3])


def mark_of(content: bytes) -> Mark | None:
    """The mark of a file that passed the gate; None if it says nothing of it."""
    return read_keywords(_keywords(content))


def is_theirs(content: bytes) -> bool:
    """Is it the provider's own contract, marked up?"""
    return IS_THEIRS.search(_keywords(content)) is not None


def _keywords(content: bytes) -> str:
    with Zipped(content) as package:
        name = CORE if CORE in package else _core(package)
        core = package.read(name) if 0 < package.size(name) <= limits.PROPERTIES else b""
    try:
        found = parse(core).find(KEYWORDS) if core else None
    except Damaged:
        return ""
    return "".join(found.itertext()) if found is not None else ""


def _core(package: Zipped) -> str:
    """Where the properties are, by their link; some programs give them another name."""
    links = "_rels/.rels"
    try:
        found = [*relations({links: package.read(links)})] if links in package else []
    except Damaged:
        return ""
    return next((target for _, kind, target, _ in found if kind == CORE_LINK), "")
