"""The text of a contract at the place of a passage, a part of it at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from clausier.documents.reading_report.layout import cells_of, laid_out
from clausier.documents.reading_report.outline import levels_of
from clausier.documents.reading_report.spans import Piece, Span, span_of
from clausier.french import places_of
from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.model.reading import Passage, Reading
from clausier.page.asked import Answer, Asked, NotHere
from clausier.page.beside import Beside
from clausier.page.dossier import shown
from clausier.page.passages import SHORT

PART = 40_000
"""Signs of the text that are shown on a page: some fifteen pages of a contract."""
DEEPEST = 5
"""The lowest level of a heading, under that of the page."""


@dataclass(frozen=True)
class Stretch:
    """Words that look the same: are they of the passage, were they found in it?"""

    text: str
    passage: bool = False
    found: bool = False


@dataclass(frozen=True)
class Block:
    """A block of the text, or, where it has `cells`, a row of a table; `page`: the page that begins with it, else 0.

    `look` is « titre », « element », « note », « ligne » or « paragraphe »; `here`: does the passage begin in it?
    """

    look: str
    level: int
    label: str
    start: int
    page: int
    here: bool
    cells: Sequence[Sequence[Stretch]]


def read_text(asked: Asked) -> Answer:
    """A file of the contract, found by what its address names in the list of those that were read."""
    opened = asked.house.begun(asked.names["dossier"])
    beside = asked.house.beside(opened)
    reading = beside.reading
    file = (
        next((one for one in reading.files if one.digest[:SHORT] == asked.names["fichier"]), None) if reading else None
    )
    if reading is None or file is None:
        raise NotHere
    text = asked.house.besides.texts(beside).get(file.name)
    point = opened.library.by_id.get(asked.query.get("point", ""))
    passage = _passage(asked, beside, reading, file.name)
    context = {
        "fichier_lu": file,
        "court": asked.names["fichier"],
        "point": point,
        "passage": passage,
        "fichiers": [(one.name, one.digest[:SHORT]) for one in reading.files],
        "blocs": [],
        "partie": 1,
        "parties": 1,
        "connu": text is not None,
    }
    if text is not None and text.blocks:
        whole = text.text.replace("\n", " ")
        span = span_of(passage, text, whole) if passage else (0, 0)
        parts = [*_parts(text.blocks)]
        part = _part(asked, parts, span if passage else None)
        words = places_of(passage.found, whole, *span) if passage else ()
        context |= {"blocs": _blocks(text, parts[part], span, words), "partie": part + 1, "parties": len(parts)}
    return shown("texte-du-contrat.html", opened, "contrat", context)


def _passage(asked: Asked, beside: Beside, reading: Reading, file: str) -> Passage | None:
    """The passage that begins where the address says; that of the point first."""
    where = asked.query.get("debut", "")
    if not where.isdecimal() or len(where) > SHORT:
        return None
    found = beside.found(asked.query.get("point", ""))
    passages = [
        *(found.passages if found else ()),
        *(one for point in reading.points.values() for one in point.passages),
        *(one.passage for one in reading.suggestions),
        *(one.passage for one in reading.missing),
    ]
    return next((one for one in passages if one.file == file and one.start == int(where)), None)


def _parts(blocks: Sequence[TextBlock]) -> Iterator[Sequence[TextBlock]]:
    first = 0
    for rank, block in enumerate(blocks):
        if rank > first and block.start + len(block.text) - blocks[first].start > PART:
            yield blocks[first:rank]
            first = rank
    yield blocks[first:]


def _part(asked: Asked, parts: Sequence[Sequence[TextBlock]], span: Span | None) -> int:
    """Which part is shown: the one that is asked for, else the one in which the passage begins."""
    wanted = asked.query.get("partie", "")
    if wanted.isdecimal() and len(wanted) < SHORT:
        return max(0, min(int(wanted), len(parts)) - 1)
    if span is None:
        return 0
    return max((rank for rank, part in enumerate(parts) if part[0].start <= span[0]), default=0)


def _blocks(text: SourceText, blocks: Sequence[TextBlock], span: Span, words: Sequence[Span]) -> list[list[Block]]:
    """Blocks, those that are rows of one table together."""
    levels, page = _levels(text), 0
    found: list[list[Block]] = []
    is_marked = False
    for part in laid_out(blocks):
        rows = [part] if isinstance(part, TextBlock) else part
        made = []
        for row in rows:
            pieces = [Piece(row.text, row.start)] if isinstance(part, TextBlock) else [*cells_of(row)]
            cells = [_cut(piece, span, words) for piece in pieces]
            here = not is_marked and any(one.passage for cell in cells for one in cell)
            is_marked = is_marked or here
            look = "ligne" if not isinstance(part, TextBlock) else _look(row, levels.get(row.start, 0))
            level = min(DEEPEST, levels.get(row.start, 0)) or row.level
            made.append(Block(look, level, row.label, row.start, row.page if row.page > page else 0, here, cells))
            page = max(page, row.page)
        found.append(made)
    return found


@lru_cache(maxsize=4)
def _levels(text: SourceText) -> Mapping[int, int]:
    """Which blocks are headings: of the whole text, whatever its part that is shown."""
    return levels_of(text)


def _look(block: TextBlock, level: int) -> str:
    if level:
        return "titre"
    return {BlockKind.ITEM: "element", BlockKind.NOTE: "note"}.get(block.kind, "paragraphe")


def _cut(piece: Piece, span: Span, words: Sequence[Span]) -> list[Stretch]:
    """The words of a piece, cut where the passage or one of its words begins or ends."""
    marks = [mark for mark in (span, *words) if mark[0] < piece.end and piece.start < mark[1]]
    edges = {piece.start, piece.end, *(edge for mark in marks for edge in mark if piece.start < edge < piece.end)}
    return [
        Stretch(
            piece.text[start - piece.start : end - piece.start],
            span in marks and span[0] <= start and end <= span[1],
            any(first <= start and end <= last for first, last in words),
        )
        for start, end in pairwise(sorted(edges))
    ]
