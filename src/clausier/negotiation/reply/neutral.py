"""Texts compared as people read them: kinds of spaces, quotes, dashes and list marks apart."""

from __future__ import annotations

import re
from functools import lru_cache

from clausier.french import normal

SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                       "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "…": "...", "\u00ad": None, "\u200b": None,
                       "\ufeff": None, "\u2060": None})  # fmt: skip
AROUND = re.compile(r'\s*(["\':;!?,.()\[\]%€])\s*')
ITEM = re.compile(r"\A(?:[-•·*▪◦]|[a-z]\)|\d{1,2}[.)])\s+")


@lru_cache(maxsize=4096)
def neutral(line: str) -> str:
    """A line without what only typography or a list's mark puts there."""
    plain = " ".join(normal("NFC", line).translate(SIGNS).split())
    return AROUND.sub(r"\1", ITEM.sub("", plain)).strip()


def neutral_lines(text: str) -> list[str]:
    """The lines of a text that are not blank, neutral."""
    return [said for line in text.split("\n") if (said := neutral(line))]


def same_text(one: str, other: str) -> bool:
    """Do two texts say the same words with the same punctuation?"""
    return neutral_lines(one) == neutral_lines(other)
