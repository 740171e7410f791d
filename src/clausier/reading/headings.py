"""Which blocks are headings, styled or only typed, and what number they bear."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausier.model.contract_text import BlockKind, TextBlock
from clausier.quantity.find import folded_for_search

_ROMAN = r"[ivxlc]+(?![a-z])"
_NUMBER = rf"premier|1er|[0-9]{{1,3}}(?:[.-][0-9]{{1,3}})*(?:[.-][a-z](?![a-z]))?|{_ROMAN}|[a-z](?![a-z0-9'])"
_AFTER = r"\s*[.:)°–—-]*\s*"
_ARTICLE = re.compile(rf"\W{{0,4}}(?:articles?|art\.?|clause)\s*(?:n°\s*)?(?P<number>{_NUMBER})(?:er\b)?{_AFTER}")
_PART = re.compile(
    rf"\W{{0,4}}(?P<word>annexe|appendice|chapitre|titre|section|partie)\s+(?:n°\s*)?(?P<number>{_NUMBER}){_AFTER}"
)
_BARE = re.compile(
    r"(?P<number>[0-9]{1,2}(?:[.-][0-9]{1,2}){0,4}(?:[.-][a-z](?![a-z]))?)(?:\.?\s*[.)–—:°-]\s*|\.?\s+)(?=\S)"
)
_LETTER = re.compile(rf"(?P<number>{_ROMAN}|[a-h])\s*[.)–—-]\s+(?=\S)")
_QUANTITY = re.compile(
    r"[0-9]+(?:[.,][0-9]+)?\s*(?:h\b|heures?|min|%|€|euros?|jours?|mois|ans?\b|semaines?|/|[0-9]{3})"
)
_VERB = re.compile(
    r"\b(?:est|sont|sera|seront|a|ont|aura|doit|doivent|devra|devront|peut|peuvent|pourra|pourront|s'engage|s'engagent|"
    r"s'oblige|designe|signifie|assure|comprend|comprennent|ne|se|il|elle|nous|vous)\b"
)
LONGEST, MOST_WORDS = 120, 16
"""Signs and words of a typed heading; what is longer is a paragraph."""

PARTS = ("annexe", "appendice", "chapitre", "titre", "section", "partie")
PART, ARTICLE, LINE = 2, 10, 40
"""Levels of typed headings; « 7.2 » is one below « 7 », and a line without a number below them all."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` counts from 1; `word` is « annexe », « article »… or empty; `number` as written; `body` what follows it.

    `body` is where the text of the article begins in the block, if it stands on the same line; else the block's length.
    """

    level: int
    word: str
    number: str
    title: str
    body: int


def heading(block: TextBlock, following: TextBlock | None) -> Heading | None:
    """The heading that a block is, or begins with (« 7.2 Le Prestataire assure … »); None for plain text."""
    if block.kind in (BlockKind.ROW, BlockKind.NOTE):
        return None
    if block.kind is BlockKind.HEADING:
        return _styled(block)
    return _typed(block, following)


def _styled(block: TextBlock) -> Heading:
    found = _named(block.text) or _numbered(block.text) or _labelled(block)
    level = block.level or (found.level if found else LINE)
    if found is None:
        return Heading(level, "", block.label.strip(" .)"), _title(block.text), len(block.text))
    title = block.text if found.number in block.label else block.text[found.body :]
    return Heading(level, found.word, found.number, _title(title), len(block.text))


def _typed(block: TextBlock, following: TextBlock | None) -> Heading | None:
    text = block.text
    if found := _labelled(block):
        return found
    if found := _named(text):
        rest = text[found.body :]
        if _short(rest) or not rest:
            return Heading(found.level, found.word, found.number, _title(rest), len(text))
        if found.word != "article":
            return None  # « L'annexe 3 précise … »
        cut = re.match(r"[^.:;]{3,80}?\s*[.:–—]\s+(?=\S)", rest)
        if cut and _short(cut[0].rstrip(" .:–—")):
            return Heading(found.level, "article", found.number, _title(cut[0]), found.body + cut.end())
        return Heading(found.level, "article", found.number, "", found.body)
    if found := _numbered(text):
        rest = text[found.body :]
        if _short(rest) and not text.rstrip().endswith((".", ";", ",", ":")):
            return Heading(found.level, "", found.number, _title(rest), len(text))
        dotted = "." in found.number or "-" in found.number
        return Heading(found.level, "", found.number, "", found.body) if dotted else None
    if block.kind is BlockKind.PARAGRAPH and _stands_out(text, following):
        return Heading(LINE, "", "", _title(text), len(text))
    return None


def _labelled(block: TextBlock) -> Heading | None:
    """A number that the file computes, where it is that of an article: « 7.2 », and not « 1. » or « a) »."""
    found = _named(block.label) or _numbered(f"{block.label} .") if block.label else None
    if found is None or not (found.word or "." in found.number):
        return None
    titled = _short(block.text) and not block.text.rstrip().endswith((".", ";", ",", ":"))
    title = _title(block.text) if titled else ""
    return Heading(found.level, found.word, found.number, title, len(block.text) if titled else 0)


def _named(text: str) -> Heading | None:
    folded = folded_for_search(text)
    if match := _ARTICLE.match(folded):
        number = _spelled(text[match.start("number") : match.end("number")])
        return Heading(ARTICLE + number.count(".") + number.count("-"), "article", number, "", match.end())
    if match := _PART.match(folded):
        number = _spelled(text[match.start("number") : match.end("number")])
        level = PART - 1 if match["word"] in ("annexe", "appendice") else PART
        return Heading(level, match["word"], number, "", match.end())
    return None


def _numbered(text: str) -> Heading | None:
    folded = folded_for_search(text)
    match = _BARE.match(folded)
    if match and not _QUANTITY.match(folded):
        number = match["number"]
        return Heading(ARTICLE + number.count(".") + number.count("-"), "", number, "", match.end())
    if match := _LETTER.match(folded):
        return Heading(PART + 1, "", text[: match.end("number")], "", match.end())
    return None


def _spelled(number: str) -> str:
    """« premier » is « 1er »; the rest as written."""
    return "1er" if folded_for_search(number) in ("premier", "1er") else number.rstrip(".-")


def _short(text: str) -> bool:
    """Could it be a title?"""
    bare = text.strip()
    return (
        len(bare) <= LONGEST
        and len(bare.split()) <= MOST_WORDS
        and not re.search(r"[;,]$|\.\s+\S", bare)
        and not _VERB.search(folded_for_search(bare))
    )


def _stands_out(text: str, following: TextBlock | None) -> bool:
    """A short line without a full stop, followed by text: a heading that nobody styled."""
    if following is None or following.kind is BlockKind.ROW or text.rstrip().endswith((".", ":", ";", ",", "…", "»")):
        return False
    words = text.split()
    longer = (
        following.kind is BlockKind.ITEM or len(following.text) > max(60, len(text)) or bool(_named(following.text))
    )
    return 1 <= len(words) <= 10 and len(text) <= 80 and any(map(str.isalpha, text)) and longer and _short(text)


def _title(text: str) -> str:
    return text.strip(" .:*#–—-\t").strip()
