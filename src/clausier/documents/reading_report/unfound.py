"""The table of the points of which nothing was found: where it was looked for, and the nearest passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from clausier.characters import legible
from clausier.documents.reading_report import looks
from clausier.documents.reading_report.comment import told_place
from clausier.documents.reading_report.front import heading_row
from clausier.french import typeset
from clausier.model.library import Library
from clausier.model.reading import PointReading, Reading, Status
from clausier.model.requirement import Importance, Requirement
from clausier.office.palette import PALE
from clausier.office.word import stylenames, tables
from clausier.office.word.parts import UPRIGHT
from clausier.office.word.styles import style_id
from clausier.office.word.xml import Element, paragraph, run

TITLE = "Points dont rien n'a été repéré"
COLUMNS = (700, 2600, 2700, UPRIGHT - 6000)
HEADINGS = ("N°", "Point", "Où l'on a cherché", "Passage le plus proche")
LEGAL, ESSENTIAL, OTHERS = "Qu'un texte peut imposer au prestataire", "Indispensables", "Autres points"
EVERYWHERE = "Dans tout le contrat"
LONGEST = 400
"""Signs of a passage that are shown; the rest stands in the text below."""


def unfound(reading: Reading, library: Library, day: date, *, files: bool) -> Iterator[Element]:
    """Those that a law in force on the day may impose come first, then those that are essential."""
    ids = reading.under(Status.NOT_FOUND)
    yield paragraph(style_id("heading 1"), [run(typeset(TITLE))])
    if not ids:
        yield paragraph(style_id(stylenames.GUIDANCE), [run(typeset("Aucun : chaque point a au moins un passage."))])
        return
    said = "À lire avant de répondre « non ». Le passage le plus proche n'a pas paru répondre à la question."
    yield paragraph(style_id(stylenames.GUIDANCE), [run(typeset(said))])
    rows = [heading_row(COLUMNS, HEADINGS)]
    for group, points in grouped([library.by_id[id_] for id_ in ids], library, day).items():
        title = paragraph(style_id(looks.GROUP), [run(typeset(group))])
        rows.append(tables.row(tables.cell(UPRIGHT, [title], span=len(COLUMNS), shade=PALE)))
        rows += [_row(point, reading.points[point.id], files) for point in points]
    yield tables.table(COLUMNS, rows)


def grouped(points: Sequence[Requirement], library: Library, day: date) -> Mapping[str, list[Requirement]]:
    """The points of each group, in the guide's order; groups without a point are left out."""
    found: dict[str, list[Requirement]] = {LEGAL: [], ESSENTIAL: [], OTHERS: []}
    for point in sorted(points, key=lambda point: point.order):
        is_essential = point.importance is Importance.ESSENTIAL
        found[LEGAL if library.may_oblige(point, day) else ESSENTIAL if is_essential else OTHERS].append(point)
    return {group: inside for group, inside in found.items() if inside}


def _row(point: Requirement, found: PointReading, files: bool) -> Element:
    searched = " ; ".join(found.searched) or EVERYWHERE
    cells = (
        [paragraph(style_id(looks.CELL), [run(point.number)])],
        [paragraph(style_id(looks.CELL), [run(typeset(point.title))])],
        [paragraph(style_id(looks.CELL), [run(typeset(legible(searched)))])],
        _nearest(found, files),
    )
    return tables.row(*(tables.cell(width, cell) for width, cell in zip(COLUMNS, cells, strict=True)))


def _nearest(found: PointReading, files: bool) -> list[Element]:
    """Quoted to the letter, then where it stands."""
    if not found.passages:
        return [paragraph(style_id(looks.CELL), [run("Aucun")])]
    passage = found.passages[0]
    quote = legible(passage.quote.replace("\n", " "))
    shown = quote if len(quote) <= LONGEST else f"{quote[:LONGEST].rsplit(' ', 1)[0]} …"
    where = told_place(passage, file=files)
    lines = [paragraph(style_id(looks.CELL), [run(shown, style_id(looks.CITATION))])]
    return [*lines, *([paragraph(style_id(looks.SMALL), [run(typeset(legible(where)))])] if where else [])]
