"""Lines as a page prints them, and the cells of tables that they make: by where they stand, as no PDF says it.

A PDF draws the lines of a cell one after the other, then goes up again for the next cell, as it does for the next
column of a page: what is short is taken for a cell, what is tall for a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

TALL = 10
"""Lines of a cell; what is taller is a column of the page."""
NEAR = 1.5
"""Heights of a line from one line of a cell to the next."""
SLACK = 1.0
"""Points by which things that stand side by side may overlap."""
WIDE = 25
"""Signs of a line, on average, from which on two columns drawn line by line are text, not cells."""
FEW = 6
"""Lines of such columns, at least."""
LABEL = re.compile(r"(?:[^\w\s]|o|\(?\w{1,3}[.)°]|\d{1,3}|(?:\d{1,3}\.){1,5}\d{0,3})\s?[-–:]?")
"""What stands alone before an item or a heading."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of a line: its text, its left and right, its bottom and top, in points; all 0 if nobody knows."""

    text: str
    left: float = 0
    right: float = 0
    low: float = 0
    high: float = 0

    @property
    def height(self) -> float:
        return self.high - self.low


Cell = list[Printed]
Row = list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells each, as the lines of their texts."""

    rows: list[list[list[str]]]


def arranged(lines: Sequence[Sequence[Printed]]) -> Iterator[Printed | Table]:
    """The lines of a page, each cut where white parts it, as lines of text and tables, in reading order."""
    run: list[Row] = []
    for row in _rows(lines):
        if run and not (len(row) > 1 and _aligned(run[-1], row)):
            yield from _settled(run)
            run = []
        if len(row) > 1:
            run.append(row)
        else:
            yield from row[0]
    yield from _settled(run)


def _rows(lines: Sequence[Sequence[Printed]]) -> list[Row]:
    """Lines put side by side where they stand so; a line of text is a row of one cell of one line."""
    rows: list[Row] = []
    for line in lines:
        stretches = _labelled(line)
        first = stretches[0]
        if beside := _beside(rows, first):
            count, cells = beside
            del rows[-count:]
            rows.append([*cells, *([one] for one in stretches)])
        elif rows and _is_under(rows[-1], first):
            rows[-1][-1].append(first)
            rows[-1] += [[one] for one in stretches[1:]]
        elif rows and len(stretches) > 1 and _begins_cell(rows[-1], stretches):
            rows[-1] = [[rows[-1][0][0], first], *([one] for one in stretches[1:])]
        else:
            rows.append([[one] for one in stretches])
    return rows


def _labelled(line: Sequence[Printed]) -> list[Printed]:
    """Its stretches; a number or bullet goes with what it stands before."""
    if len(line) > 1 and LABEL.fullmatch(line[0].text) and (len(line) == 2 or not line[0].text.isalnum()):
        first, second, *others = line
        return [_merged([first, second]), *others]
    return [*line]


def _merged(stretches: Sequence[Printed]) -> Printed:
    """Stretches of one line as one."""
    tall = max(stretches, key=lambda one: one.height)
    text = " ".join([one.text for one in stretches])
    return Printed(text, stretches[0].left, stretches[-1].right, tall.low, tall.high)


def _beside(rows: Sequence[Row], piece: Printed) -> tuple[int, Row] | None:
    """How many of the last rows a piece stands beside, to the right, and their cells as those of one row."""
    last = rows[-1] if rows else None
    if last is None or not piece.height or piece.low < last[-1][-1].low - 0.3 * piece.height:
        return None
    if len(last) > 1:
        tall = piece.high - min(one.low for cell in last for one in cell) > TALL * piece.height
        return None if tall or piece.left < _right(last[-1]) - SLACK else (1, last)
    cell: Cell = []
    for row in reversed(rows[-TALL - 1 :]):
        one = row[0][0]
        if len(row) > 1 or one.low >= piece.high or one.right > piece.left + SLACK:
            break
        cell.append(one)
    return (len(cell), [cell[::-1]]) if 0 < len(cell) <= TALL else None


def _is_under(row: Row, piece: Printed) -> bool:
    """Does a piece go on with the last cell of a row?"""
    if len(row) < 2 or len(row[-1]) >= TALL:
        return False
    above = row[-1][-1]
    near = 0 < above.low - piece.low <= NEAR * above.height
    return near and _right(row[-2]) - SLACK <= piece.left <= _right(row[-1])


def _begins_cell(row: Row, stretches: Sequence[Printed]) -> bool:
    """Is a line of its own the first of the cell that stretches go on with?"""
    above, first, second = row[0][0], *stretches[:2]
    near = len(row) == 1 and 0 < above.low - first.low <= NEAR * first.height
    return near and above.left < first.right and first.left < above.right <= second.left - SLACK


def _right(cell: Cell) -> float:
    return max(one.right for one in cell)


def _aligned(above: Row, row: Row) -> bool:
    """Is there white that parts both rows at the same place?"""
    return any(
        min(right, other_right) - max(left, other_left) > SLACK
        for left, right in _gaps(above)
        for other_left, other_right in _gaps(row)
    )


def _gaps(row: Row) -> list[tuple[float, float]]:
    return [(_right(cell), min(one.left for one in after)) for cell, after in pairwise(row)]


def _settled(run: Sequence[Row]) -> Iterator[Printed | Table]:
    """Rows that follow one another: a table, text in columns, or lines that only look so."""
    if len(run) > 1 and not _are_columns(run):
        yield Table(_squared(run))
    elif len(run) > 1:
        for rank in (0, 1):
            yield from (row[rank][0] for row in run)
    for row in run if len(run) == 1 else ():
        if all(len(cell) == 1 for cell in row):
            yield _merged([one for cell in row for one in cell])
        else:
            yield from (one for cell in row for one in cell)


def _are_columns(run: Sequence[Row]) -> bool:
    """Are these two columns of text that were drawn line by line?"""
    if len(run) < FEW or any(len(row) != 2 or any(len(cell) > 1 for cell in row) for row in run):
        return False
    return all(sum(len(row[rank][0].text) for row in run) > WIDE * len(run) for rank in (0, 1))


def _squared(run: Sequence[Row]) -> list[list[list[str]]]:
    """The cells of rows, as many in each as in the longest: a row with fewer has them where they stand."""
    longest = max(run, key=len)
    middles = [(min(one.left for one in cell) + _right(cell)) / 2 for cell in longest]
    found = []
    for row in run:
        texts: list[list[str]] = [[] for _ in longest]
        for rank, cell in enumerate(row):
            middle = (min(one.left for one in cell) + _right(cell)) / 2
            near = min(range(len(middles)), key=lambda at: abs(middles[at] - middle))
            place = rank if len(row) == len(longest) else near
            texts[place] += [one.text for one in cell]
        found.append(texts)
    return found
