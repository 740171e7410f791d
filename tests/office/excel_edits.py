"""Parts that a spreadsheet adds to a workbook: threads of comments, text boxes, pictures."""

from __future__ import annotations

from tests.office.word_files import members, repacked

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREADS = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
PEOPLE = "http://schemas.microsoft.com/office/2017/10/relationships/person"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"
EMPTY = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
SHEET, BOOK = "xl/worksheets/_rels/sheet1.xml.rels", "xl/_rels/workbook.xml.rels"


def linked(content: bytes, rels: str, kind: str, name: str, target: str, data: str) -> bytes:
    """The file with a part more, and the link that leads to it."""

    def add(parts: dict[str, bytes]) -> dict[str, bytes]:
        link = f'<Relationship Id="x{len(parts)}" Type="{kind}" Target="{target}"/></Relationships>'.encode()
        known = parts.get(rels, EMPTY)
        return {**parts, name: data.encode(), rels: known.replace(b"</Relationships>", link)}

    return repacked(content, add)


def threaded(content: bytes, ref: str, *texts: str) -> bytes:
    """The file with a thread of comments on a cell of its first sheet, by somebody who is named."""
    said = "".join(
        f'<threadedComment ref="{ref}" personId="{{1}}"><text>{text}</text></threadedComment>' for text in texts
    )
    thread = f'<ThreadedComments xmlns="{THREADED}">{said}</ThreadedComments>'
    content = linked(content, SHEET, THREADS, "xl/threadedComments/t1.xml", "../threadedComments/t1.xml", thread)
    person = f'<personList xmlns="{THREADED}"><person displayName="P. Durand" id="{{1}}"/></personList>'
    return linked(content, BOOK, PEOPLE, "xl/persons/person.xml", "persons/person.xml", person)


def drawn(content: bytes, row: int, column: int, *shapes: str) -> bytes:
    """The file with drawings over a cell of its first sheet; `row` and `column` count from 0."""
    anchors = "".join(
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:row>{row}</xdr:row></xdr:from>{shape}"
        "</xdr:twoCellAnchor>"
        for shape in shapes
    )
    drawing = f'<xdr:wsDr xmlns:xdr="{DRAWING}" xmlns:a="{SHAPES}">{anchors}</xdr:wsDr>'
    kind = f"{RELATIONS}/drawing"
    return linked(content, SHEET, kind, "xl/drawings/d1.xml", "../drawings/d1.xml", drawing)


def box(*lines: str) -> str:
    """A text box."""
    paragraphs = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<xdr:sp><xdr:txBody>{paragraphs}</xdr:txBody></xdr:sp>"


def respelled(content: bytes, old: str, new: str, part: str) -> bytes:
    """The file with a stretch of the XML of a part written otherwise."""
    assert old.encode() in members(content)[part]
    return repacked(content, lambda parts: {**parts, part: parts[part].replace(old.encode(), new.encode())})
