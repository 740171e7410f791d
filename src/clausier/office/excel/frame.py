"""A workbook of which most never changes: XlsxWriter draws it once, then only its rows and its own words are written.

As for Word templates, whatever the quick way cannot do is left to the slow one, and both give the same bytes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from clausier.office import package
from clausier.office.archive import EACH_TIME, Member, archive, member
from clausier.office.excel.cells import column_letters

Value = str | date
"""What a cell holds; an empty text is a blank cell."""

STRINGS, WORKBOOK, CORE = "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml"
SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
TEXT = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
ROW = re.compile(r'<row r="(\d+)"(?: spans="([^"]*)")?[^>]*>.*?</row>')
STYLE = re.compile(r'<c r="[A-Z]+\d+"( s="\d+")?')
NUMBERED = re.compile(r'(?<= t="s"><v>)\d+(?=</v>)')
CONTROLS = bytes({*range(32)} - {9, 10})
ODD = re.compile(r"\ufffe|\uffff|_x[0-9a-fA-F]{4}_|<t[^>]*>&lt;r&gt;")
"""What XlsxWriter does not write as it is, beside control characters."""
DAY_ZERO = date(1899, 12, 30)
USUAL_PIXELS = 20
MOST_ROWS = 1 << 20
LETTERS = tuple(map(column_letters, range(26)))
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells, the name of the format of each, its height in points."""

    cells: Sequence[Value]
    formats: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet that vary, below its headings at row `heading`, counted from 0."""

    heading: int
    lines: Sequence[Line]

    @property
    def last(self) -> int:
        """The last row of the table, counted from 0; a table has one row at least."""
        return self.heading + max(len(self.lines), 1)


def models(lines: Sequence[Line]) -> tuple[tuple[str, ...], ...]:
    """The formats of the rows in which one appears for the first time: XlsxWriter numbers formats as it meets them.

    Two rows at least if there are several: it writes the range of a single row otherwise.
    """
    seen: set[str] = set()
    kept = []
    for line in lines:
        if not seen.issuperset(line.formats):
            seen.update(line.formats)
            kept.append(line.formats)
    return tuple([*kept, lines[0].formats] if len(kept) == 1 < len(lines) else kept)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A worksheet around its rows. `fixed` are pieces of XML and, between them, numbers of the frame's texts."""

    before: str
    fixed: tuple[str, ...]
    numbers: tuple[int, ...]
    spans: str
    styles: Mapping[str, str]
    after: str
    last: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A workbook drawn with a model row for each use of a format, ready for any rows and words."""

    members: Mapping[str, Member]
    sheets: Mapping[str, _Sheet]
    others: Mapping[str, str]
    texts: tuple[str, ...]


def frame(content: bytes, tables: Sequence[Table]) -> Frame:
    """The frame of a workbook whose first sheets hold these tables, all others being fixed."""
    members = package.read_members(content)
    names = sorted((name for name in members if SHEET.fullmatch(name)), key=lambda name: int(SHEET.sub(r"\1", name)))
    tables = (*tables, *[Table(MOST_ROWS, ())] * (len(names) - len(tables)))
    return Frame(
        {name: member(name, members[name], EACH_TIME) for name in package.ordered(members)},
        {name: _cut(members[name].decode(), table) for name, table in zip(names, tables, strict=True)},
        {name: members[name].decode() for name in (WORKBOOK, CORE)},
        tuple(html.unescape(text) for text in TEXT.findall(members[STRINGS].decode())),
    )


def _cut(xml: str, table: Table) -> _Sheet:
    before, rows, after = re.split("(?<=<sheetData>)|(?=</sheetData>)", xml)
    found = list(ROW.finditer(rows))
    fixed = "".join(row[0] for row in found if int(row[1]) <= table.heading + 1)
    drawn = [row[0] for row in found if int(row[1]) > table.heading + 1]
    styles = {
        name: style
        for line, row in zip(table.lines, drawn, strict=True)
        for name, style in zip(line.formats, STYLE.findall(row), strict=True)
    }
    numbers = tuple(map(int, NUMBERED.findall(fixed)))
    return _Sheet(before, tuple(NUMBERED.split(fixed)), numbers, found[0][2], styles, after, table.last + 1)


def filled(ready: Frame, tables: Sequence[Table], words: Mapping[str, str]) -> bytes | None:
    """The workbook with these rows, and with `words` in place of the marks that are their keys.

    Each mark stands alone in its cell or is a stretch of a footer or property. None if a text is one of
    those that XlsxWriter writes in a way of its own.
    """
    strings = _Strings()
    lasts: list[tuple[int, int]] = []
    fresh: dict[str, str] = {}
    for rank, (name, sheet) in enumerate(ready.sheets.items()):
        table = tables[rank] if rank < len(tables) else Table(0, ())
        last = table.last + 1 if rank < len(tables) else sheet.last
        lasts.append((sheet.last, last))
        start, end = (_reended(part, sheet.last, last) for part in (sheet.before, sheet.after))
        fresh[name] = "".join((start, *_head(sheet, ready.texts, words, strings), *_rows(sheet, table, strings), end))
    written = {mark: package.escaped(text) for mark, text in words.items()}
    changed = {**fresh, **ready.others, WORKBOOK: _ranges(ready.others[WORKBOOK], lasts)}
    parts = {**{name: _worded(xml, written) for name, xml in changed.items()}, STRINGS: strings.xml()}
    encoded = {name: xml.encode() for name, xml in parts.items()}
    if not all(_is_plain(encoded[name], parts[name]) for name in (STRINGS, *changed)):
        return None
    made = {name: member(name, data, EACH_TIME) for name, data in encoded.items()}
    return archive(made.get(name, one) for name, one in ready.members.items())


def _is_plain(data: bytes, xml: str) -> bool:
    return len(data.translate(None, CONTROLS)) == len(data) and ODD.search(xml) is None


def _reended(xml: str, was: int, last: int) -> str:
    """The ranges that ended with the table's last row end with it again."""
    return xml if was == last else re.sub(rf"(:[A-Z]+){was}(?=\")", rf"\g<1>{last}", xml)


def _ranges(workbook: str, lasts: Sequence[tuple[int, int]]) -> str:
    for rank, (was, last) in enumerate(lasts):
        if was != last:
            pattern = rf'(localSheetId="{rank}"[^<]*:\$[A-Z]+\$){was}(?=<)'
            workbook = re.sub(pattern, rf"\g<1>{last}", workbook)
    return workbook


def _worded(xml: str, words: Mapping[str, str]) -> str:
    for mark, text in words.items():
        if mark in xml:
            xml = xml.replace(mark, text)
    return xml


def _head(sheet: _Sheet, texts: Sequence[str], words: Mapping[str, str], strings: _Strings) -> Iterator[str]:
    """The fixed rows; texts get their numbers in the order in which they were first written."""
    numbered = {number: words.get(texts[number], texts[number]) for number in sorted(set(sheet.numbers))}
    for text in numbered.values():
        strings.number(text)
    pieces = iter(sheet.fixed)
    yield next(pieces)
    for number, piece in zip(sheet.numbers, pieces, strict=True):
        yield str(strings.take(numbered[number]))
        yield piece


def _rows(sheet: _Sheet, table: Table, strings: _Strings) -> Iterator[str]:
    for row, line in enumerate(table.lines, start=table.heading + 2):
        yield f'<row r="{row}" spans="{sheet.spans}"{_height(line.height)}>'
        for letter, value, name in zip(LETTERS, line.cells, line.formats, strict=False):
            style = sheet.styles[name]
            if not value:
                yield f'<c r="{letter}{row}"{style}/>'
            elif isinstance(value, str):
                yield f'<c r="{letter}{row}"{style} t="s"><v>{strings.take(value)}</v></c>'
            else:
                yield f'<c r="{letter}{row}"{style}><v>{(value - DAY_ZERO).days}</v></c>'
        yield "</row>"


@lru_cache(maxsize=1024)
def _height(points: float) -> str:
    pixels = int(points * 4 / 3 + 0.5)
    return "" if pixels == USUAL_PIXELS else f' ht="{pixels * 0.75:.16g}" customHeight="1"'


class _Strings:
    """The texts of a workbook: each once, numbered as they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.count = 0

    def number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))

    def take(self, text: str) -> int:
        """The number of a text for a cell that holds it."""
        self.count += 1
        return self.number(text)

    def xml(self) -> str:
        items = "".join([_item(text) for text in self.numbers])
        return f'{HEAD}<sst xmlns="{MAIN}" count="{self.count}" uniqueCount="{len(self.numbers)}">{items}</sst>'


def _item(text: str) -> str:
    preserved = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<si><t{preserved}>{package.escaped(text)}</t></si>"
