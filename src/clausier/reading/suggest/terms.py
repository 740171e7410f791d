"""Title, reference, date, end and notice of a contract, where it tells them plainly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from clausier.french import MONTHS, fold
from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.model.day import read_day
from clausier.model.reading import Suggestion
from clausier.quantity import Duration, Kind, Unit
from clausier.quantity.convert import months
from clausier.quantity.find import Found, find, folded_for_search
from clausier.reading.contract import Contract
from clausier.reading.passages import passage_of
from clausier.reading.structure import Section, Sentence

_TITLES = (
    "contrat",
    "convention",
    "conditions",
    "accord",
    "marche",
    "cahier",
    "proposition",
    "bon de commande",
    "annexe",
)
FIRST_BLOCKS, LONGEST_TITLE = 12, 120
_REFERENCE = re.compile(
    r"\b(?:references?(?: (?:du|de la|de|interne|contrat|document|client|commerciale)){0,3}|contrat (?:n°|nº|numero)|"
    r"(?:n°|nº|numero) (?:de |du )?contrat|ref\.?)(?: ?: ?| \| | )(?P<reference>[a-z0-9][a-z0-9./_-]{2,40})"
)
_MONTH = "|".join(fold(month) for month in MONTHS)
_DATE = (
    rf"(?:[0-9]{{1,2}}(?:er)? (?:{_MONTH}) [0-9]{{4}}|[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}|"
    r"[0-9]{4}-[0-9]{2}-[0-9]{2})"
)
_CONCLUDED = re.compile(
    r"\b(?:fait a [^,.;]{2,40},? le|signee? (?:a [^,.;]{2,40},? )?le|conclue? le|en date du|"
    r"date de (?:signature|conclusion)"
    rf"(?: du contrat)?(?: :| \|)?) (?P<date>{_DATE})"
)
_STARTS = re.compile(
    r"\b(?:a compter du|prend(?:ra)? effet (?:le|a compter du|au)|a partir du|entre en vigueur le|"
    rf"date d'effet(?: :| \|)?) (?P<date>{_DATE})"
)
_ENDS = re.compile(
    r"\b(?:jusqu'au|echeance(?: est fixee)?(?: le| au| du| :| \|)?|expire(?:ra)? le|prend(?:ra)? fin le|"
    rf"se termine(?:ra)? le|du {_DATE} au) (?P<date>{_DATE})"
)
_LASTS = re.compile(r"\b(?:duree|periode|conclu)\b")
_NOTICE = re.compile(r"\bpreavis\b")
_RENEWS = re.compile(r"\b(?:reconduction|reconduit\w*|renouvel\w*|denonc\w*|echeance|resili\w*)\b")
_WORDS_BETWEEN = 60
"""Signs between the word « préavis » or « durée » and its figure, at most."""


@dataclass(frozen=True, slots=True)
class _Told:
    value: str
    sentence: Sentence
    weight: int = 0


def suggestions(contract: Contract) -> Iterator[Suggestion]:
    """One for each key that the contract tells; of several, the most telling, then the first by its words."""
    found: tuple[tuple[str, Callable[[Contract], Iterator[_Told]]], ...] = (
        ("titre", _titles),
        ("reference", _references),
        ("date", lambda one: _dates(one, _CONCLUDED)),
        ("echeance", _ends),
        ("preavis", _notices),
    )
    for key, tellers in found:
        told = min(tellers(contract), key=lambda one: (-one.weight, fold(one.sentence.text), one.value), default=None)
        if told is not None:
            yield Suggestion(key=f"contrat.{key}", value=(told.value,), passage=passage_of(told.sentence))


def _titles(contract: Contract) -> Iterator[_Told]:
    for source in contract.texts:
        for rank, block in enumerate(source.blocks[:FIRST_BLOCKS]):
            words = fold(block.text)
            kind = next((place for place, word in enumerate(_TITLES) if re.search(rf"\b{word}s?\b", words)), None)
            if kind is None or len(block.text) > LONGEST_TITLE or block.text.endswith((".", ":", ";")):
                continue
            if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
                yield _Told(block.text.strip(" #*"), _whole(source, block), 10 * (len(_TITLES) - kind) - rank)


def _references(contract: Contract) -> Iterator[_Told]:
    for source in contract.texts:
        for block in source.blocks:
            if len(block.text) > 400:
                continue
            match = _REFERENCE.search(folded_for_search(block.text))
            if match and any(map(str.isdigit, match["reference"])):
                yield _Told(
                    block.text[match.start("reference") : match.end("reference")].rstrip("."), _whole(source, block)
                )


def _dates(contract: Contract, pattern: re.Pattern[str]) -> Iterator[_Told]:
    for sentence in contract.sentences:
        for match in pattern.finditer(folded_for_search(sentence.text)):
            if day := _day(match["date"]):
                yield _Told(day.isoformat(), sentence, 1)


def _ends(contract: Contract) -> Iterator[_Told]:
    """A day that is told, else the start and how long it lasts."""
    yield from _dates(contract, _ENDS)
    for sentence in contract.sentences:
        folded = folded_for_search(sentence.text)
        match = _STARTS.search(folded)
        day = _day(match["date"]) if match else None
        length = next(_figures(sentence, folded, _LASTS), None) if day else None
        if day and length and isinstance(length.quantity, Duration):
            end = _later(day, length.quantity)
            if end:
                yield _Told(end.isoformat(), sentence)


def _notices(contract: Contract) -> Iterator[_Told]:
    for sentence in contract.sentences:
        folded = folded_for_search(sentence.text)
        if _RENEWS.search(folded):
            yield from (_Told(value.text, sentence) for value in _figures(sentence, folded, _NOTICE))


def _figures(sentence: Sentence, folded: str, word: re.Pattern[str]) -> Iterator[Found]:
    """The durations that stand next to a word."""
    places = [match.span() for match in word.finditer(folded)]
    if not places:
        return
    for value in find(sentence.text):
        near = any(0 <= value.start - end < _WORDS_BETWEEN or 0 <= start - value.end < 15 for start, end in places)
        if value.kind is Kind.DURATION and near:
            yield value


def _later(day: date, length: Duration) -> date | None:
    """The day so many months or years later; None for other units, and where the calendar has no such day."""
    count = months(length.high, length.unit) if length.unit in (Unit.MONTH, Unit.YEAR) else None
    if count is None or count.denominator != 1:
        return None
    year, month = divmod(day.month - 1 + int(count), 12)
    try:
        return day.replace(year=day.year + year, month=month + 1)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None


def _whole(source: SourceText, block: TextBlock) -> Sentence:
    return Sentence(Section(source.name), block, 0, len(block.text))
