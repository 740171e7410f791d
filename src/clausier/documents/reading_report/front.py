"""The first page of the report: what was read, what is proposed and how it shows, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from clausier.characters import legible
from clausier.documents.reading_report import looks
from clausier.documents.reading_report.comment import told_place
from clausier.documents.reading_report.looks import LOOKS
from clausier.french import NBSP, counted, join, long_date, typeset
from clausier.model.contract_text import SourceText
from clausier.model.reading import MissingAnnex, Reading, Status
from clausier.office.palette import TINT
from clausier.office.word import stylenames, tables
from clausier.office.word.parts import UPRIGHT
from clausier.office.word.styles import style_id
from clausier.office.word.xml import Element, paragraph, run

BANNER = "Interne – ne pas transmettre"
TITLE = "Lecture du contrat"
GUIDANCE = (
    "Ce document montre ce que le programme a lu dans le contrat et ce qu'il en propose. Il reste chez vous : il n'est "
    "joint à aucun envoi.",
    "Rien n'y est encore une réponse : une personne confirme ou corrige chaque proposition. « Non repéré » n'est pas "
    "« non » : le contrat peut le dire avec d'autres mots, ou dans une pièce qui n'a pas été fournie.",
)
FILES = (3600, 800, 1700, UPRIGHT - 6100)
LEGEND = (800, 2700, 1700, UPRIGHT - 5200)
DIGEST = 12
"""Signs of a digest that are enough to tell two files apart."""


def head(texts: Sequence[SourceText], reading: Reading, day: date) -> Iterator[Element]:
    """Banner, title, files, the proposals with the legend, and the annexes that are missing."""
    files = counted(len(texts), "fichier", "fichiers")
    pages = sum(text.pages for text in texts)
    told = ", ".join([files, *([counted(pages, "page", "pages")] if pages else [])])
    yield _line(looks.BANNER, BANNER)
    yield _line("Title", TITLE)
    yield _line(looks.SUBTITLE, f"Lecture du {long_date(day)} – {told}")
    yield from (_line(stylenames.GUIDANCE, line) for line in GUIDANCE)
    yield _line("heading 1", "Ce qui a été lu")
    yield _files(texts)
    yield _line("heading 1", "Ce qui est proposé, et comment cela se voit dans le texte")
    yield _legend(reading)
    yield _line(looks.NOTE, "En marge, un commentaire dit le point, la proposition, sa raison et ses réserves.")
    yield from _missing(reading.missing, several=len(texts) > 1)


def heading_row(columns: Sequence[int], titles: Iterable[str]) -> Element:
    """The titles of a table, repeated on each page."""
    cells = [
        tables.cell(width, [_line(stylenames.HEAD, title)], shade=TINT)
        for width, title in zip(columns, titles, strict=True)
    ]
    return tables.heading_row(*cells)


def _line(style: str, said: str) -> Element:
    return paragraph(style_id(style), [run(typeset(legible(said)))])


def _files(texts: Sequence[SourceText]) -> Element:
    rows = [heading_row(FILES, ("Fichier", "Pages", "Empreinte", "À savoir"))]
    for text in texts:
        notes = list(_notes(text)) or ["–"]
        cells = (
            [paragraph(style_id(looks.CELL), [run(legible(text.name))])],
            [_line(looks.CELL, str(text.pages or "–"))],
            [_line(looks.CELL, text.digest[:DIGEST])],
            [_line(looks.CELL, note) for note in notes],
        )
        rows.append(tables.row(*(tables.cell(width, cell) for width, cell in zip(FILES, cells, strict=True))))
    return tables.table(FILES, rows)


def _notes(text: SourceText) -> Iterator[str]:
    """What the person who reads the result must know of a file."""
    if text.unread:
        pages = join(map(str, text.unread))
        yield f"Aucun texte n'a pu être lu page{'s' if len(text.unread) > 1 else ''} {pages}."
    if any(block.ocr for block in text.blocks):
        yield "Lu en partie par reconnaissance de caractères (OCR)."
    yield from text.remarks


def _legend(reading: Reading) -> Element:
    """A row a status: its sign, its name, how many points, a sample."""
    rows = [heading_row(LEGEND, ("Signe", "Proposition", "Points", "Dans le texte"))]
    for status in LOOKS:
        ids = reading.under(status)
        sure = sum(reading.points[id_].certain for id_ in ids)
        told = status.label[:1].upper() + status.label[1:]
        count = f"{len(ids)}" + (f", dont {counted(sure, 'sûr', 'sûrs')}" if sure else "")
        rows.append(_legend_row(LOOKS[status].sign, told, count, _sample(status)))
    other = [
        run(f"[1.1]{NBSP}", style_id(looks.OTHER_NUMBER)),
        run("passage", style_id(looks.OTHER)),
        _plain(" sur fond gris, numéro maigre"),
    ]
    rows.append(_legend_row("", "Autre passage d'un point", "–", other))
    return tables.table(LEGEND, rows)


def _legend_row(sign: str, told: str, count: str, sample: Iterable[Element]) -> Element:
    cells = [
        [paragraph(style_id(looks.CELL), [run(sign, bold=True)])],
        [_line(looks.CELL, told)],
        [_line(looks.CELL, count)],
        [paragraph(style_id(looks.CELL), sample)],
    ]
    return tables.row(*(tables.cell(width, cell) for width, cell in zip(LEGEND, cells, strict=True)))


def _sample(status: Status) -> list[Element]:
    look = LOOKS[status]
    if not look.style:
        return [_plain("rien : voir le tableau qui suit")]
    number = run(f"[1.1{NBSP}{look.sign}]{NBSP}", style_id(looks.NUMBER))
    style = style_id(look.style)
    return [number, run("passage et ", style), run("mots trouvés", style, bold=True), _plain(f" : {look.told}")]


def _plain(said: str) -> Element:
    return run(typeset(said))


def _missing(missing: Sequence[MissingAnnex], *, several: bool) -> Iterator[Element]:
    if missing:
        yield _line("heading 1", "Pièces citées et non fournies")
    for one in missing:
        where = told_place(one.passage, file=several)
        yield _line(stylenames.LIST, f"{one.name}{f' – citée : {where}' if where else ''}")
