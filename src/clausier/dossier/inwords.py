"""A reading in words, for a screen or a questionnaire: where a passage stands, what is proposed and why. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from clausier.dossier.columns import Column
from clausier.french import article_named
from clausier.model.library import Library
from clausier.model.reading import Passage, PointReading, Reading, Status, Suggestion

READ, PROPOSED = "Lu dans le contrat", "Proposé, à confirmer"
"""How the lines of a reading begin in a questionnaire, by which they are known when it comes back."""
LONGEST = 500
"""Signs of a quotation beside a question: the contract has the rest."""


def place_of(passage: Passage, reading: Reading) -> str:
    """« article 7.2, page 4 », with the file where the contract has several; empty where nothing tells it."""
    return ", ".join(_place(passage, several=len(reading.files) > 1))


def _place(passage: Passage, several: bool) -> Iterator[str]:
    if passage.article or passage.heading:
        yield article_named(passage.article) or f"« {passage.heading} »"
    if passage.page:
        yield f"page {passage.page}"
    if several:
        yield passage.file
    if passage.ocr:
        yield "lu par OCR"


def beside(told: str, passage: Passage, reading: Reading) -> str:
    """What is told, then where it stands between parentheses."""
    place = place_of(passage, reading)
    return f"{told} ({place})" if place else told


def proposes(found: PointReading) -> bool:
    return found.status not in (Status.TO_CHECK, Status.NOT_FOUND)


def proposed_words(found: PointReading) -> str:
    """« en partie, valeur « 1 par an » – une fois au lieu de deux »."""
    return " – ".join((", ".join(_pieces(found)), *([found.why.rstrip(".")] if found.why else [])))


def _pieces(found: PointReading) -> Iterator[str]:
    yield found.status.label
    if found.certain:
        yield "sûr"
    if found.value:
        yield f"valeur « {found.value} »"
    if found.parts is not None:
        yield f"volets : {', '.join(found.parts) or 'aucun'}"


def excerpt(text: str, most: int, around: str = "") -> str:
    """As much of a text as is asked, around a sign of it if it holds it."""
    if len(text) <= most:
        return text
    first = max(0, min(text.find(around) - most // 3, len(text) - most)) if around in text[1:] else 0
    return f"{'… ' if first else ''}{text[first : first + most].strip()} …"


def titled(column: Column) -> str:
    """« Contrat : titre », without the sign of what is required."""
    return column.title.removesuffix(" *")


def worded(column: Column, words: tuple[str, ...], library: Library) -> str:
    """The words of a key as a person reads them."""
    key = str(column.path[-1])
    labels = library.contract_types if key == "type" else library.facts[key].values if key in library.facts else {}
    return ", ".join(labels.get(word, word) for word in words)


def suggestion_told(column: Column, one: Suggestion, library: Library) -> str:
    """« Contrat : titre – Contrat de maintenance »."""
    return f"{titled(column)} – {worded(column, one.value, library)}"


# ---- Beside the questions of a questionnaire ----


def point_lines(found: PointReading, reading: Reading) -> str:
    """What was read on a point, and what is proposed: a line each."""
    return "\n".join(_point_lines(found, reading))


def _point_lines(found: PointReading, reading: Reading) -> Iterator[str]:
    if found.passages:
        near = "" if found.passage else ", le plus proche"
        passage = found.passages[0]
        yield f"{beside(READ + near, passage, reading)} : « {excerpt(passage.quote, LONGEST)} »."
        if passage.reserves:
            yield f"{READ}, sous réserve : {', '.join(passage.reserves)}."
    yield f"{PROPOSED if proposes(found) else READ} : {proposed_words(found)}."


def suggestion_lines(column: Column, one: Suggestion, reading: Reading, library: Library) -> str:
    """What was read for a key of the dossier: a line."""
    return f"{beside(READ, one.passage, reading)} : {worded(column, one.value, library)}."


def is_read(line: str) -> bool:
    """Is it a line of a reading?"""
    return line.lstrip().startswith((READ, PROPOSED))


def fingerprint(reading: Reading) -> str:
    """By which a questionnaire tells which reading stands beside its questions."""
    told = reading.model_dump_json(by_alias=True, include={"files", "points"})
    return hashlib.sha256(told.encode()).hexdigest()[:16]
