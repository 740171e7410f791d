"""The signs of a text file: UTF-8, UTF-16 with its mark, the encoding that a web page declares, or Windows's."""

from __future__ import annotations

import codecs
import re

from clausier.office.kinds import PLAIN
from clausier.office.safe import refused

MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.I)
HEAD = 4096
BINARY = 0.05
"""Share of signs of control beyond which a file is no text."""
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
FALLBACK = "windows-1252"
TOLD = "Ce texte n'est pas en UTF-8 : il a été lu comme du Windows-1252. Vérifier ses accents."
WESTERN = frozenset(("cp1252", "iso8859-1", "iso8859-15", "mac-roman", "ascii"))


def decoded(content: bytes, name: str, *, declared: bool = False) -> tuple[str, str]:
    """(text, French remark or nothing); InvalidInput for bytes that are no text. `declared`: may a page say its own?"""
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    if mark:
        text, told = content[len(mark) :].decode(MARKS[mark], "replace"), ""
    else:
        text, told = _unmarked(content, _encoding(content) if declared else "")
    if len(CONTROL.findall(text)) > BINARY * len(text):
        raise refused(name, PLAIN.another)
    return text, told


def _unmarked(content: bytes, said: str) -> tuple[str, str]:
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return content.decode(said or FALLBACK, "replace"), "" if said else TOLD


def _encoding(content: bytes) -> str:
    """What a web page says of its own encoding, if it is one of a language such as French."""
    found = DECLARED.search(content[:HEAD])
    try:
        known = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        return ""
    return known if known in WESTERN else ""
