"""What a comment of the margin tells of a passage: its point, the proposal, the reason, and what to be wary of."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.characters import legible
from clausier.documents.reading_report.looks import LOOKS
from clausier.documents.reading_report.spans import Mark
from clausier.french import NBSP, article_named, typeset
from clausier.model.reading import Place
from clausier.office.word.xml import Element, run

OCR = "Lu par reconnaissance de caractères (OCR) : à comparer avec l'original."


def paragraphs(mark: Mark) -> list[list[Element]]:
    """The paragraphs of the comment, each of its runs."""
    sign = [run(f"{LOOKS[mark.reading.status].sign}{NBSP}", bold=True)] if mark.is_first else []
    head = run(typeset(f"{mark.point.number} – {mark.point.title}"), bold=True)
    lines = _first(mark) if mark.is_first else _other(mark)
    return [[*sign, head], *([run(typeset(legible(line)))] for line in lines if line)]


def told_place(place: Place, *, file: bool) -> str:
    """« article 7.2, page 3 », after the name of the file if it is to be said."""
    article = article_named(place.article) if place.article else f"« {place.heading} »" if place.heading else ""
    told = (place.file if file else "", article, f"page {place.page}" if place.page else "")
    return ", ".join(filter(None, told))


def _first(mark: Mark) -> Iterator[str]:
    """Of the passage on which the proposal rests."""
    point = mark.reading
    yield f"Proposition : {point.status.label}{', sûr' if point.certain else ''}."
    yield point.why
    yield _value(point.value or mark.passage.value)
    yield _parts(mark)
    yield from _reserves(mark)
    others = [told_place(one, file=one.file != mark.passage.file) for one in point.passages[1:]]
    yield f"Autres passages : {' ; '.join(dict.fromkeys(filter(None, others)))}." if any(others) else ""


def _other(mark: Mark) -> Iterator[str]:
    resting = mark.reading.passages[0]
    first = told_place(resting, file=resting.file != mark.passage.file)
    yield f"Autre passage ({mark.rank + 1} sur {len(mark.reading.passages)})."
    yield f"La proposition ({mark.reading.status.label}) repose sur un autre{f' : {first}' if first else ''}."
    yield _value(mark.passage.value)
    yield from _reserves(mark)


def _value(value: str) -> str:
    return f"Valeur : {value}." if value else ""


def _parts(mark: Mark) -> str:
    if not mark.reading.parts:
        return ""
    known = mark.point.criterion.parts
    return f"Volets repérés : {', '.join(known[part].title for part in mark.reading.parts if part in known)}."


def _reserves(mark: Mark) -> Iterator[str]:
    yield f"Réserves : {', '.join(mark.passage.reserves)}." if mark.passage.reserves else ""
    yield OCR if mark.passage.ocr else ""
