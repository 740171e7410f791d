"""What stands on a sheet beside its cells, each with its place: notes, threads, text boxes, images, margins."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from clausier.office.excel.cells import plain, reference
from clausier.office.excel.links import links
from clausier.office.kinds import EXCEL
from clausier.office.limits import TREES
from clausier.office.package import parse
from clausier.office.safe import chunks, refused
from clausier.office.word.xml import Element

HEADER, FOOTER = "en-tête", "pied de page"
MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(Header|Footer)(?:\s[^>]*)?>([^<]*)</")
CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[A-Za-z])')
"""A command of a header or footer: a font, a colour, a size, a side, a field."""
FIELDS = {"&P": "1", "&N": "1"}
REPEATED = "tc="
"""Beginning of the author of the note that Excel makes of a thread, for programs that know no threads."""
OBJECTS = {"oleObject": "un objet incorporé", "package": "un objet incorporé", "slicer": "un segment"}
THINGS = {"pic": "une image", "graphicFrame": "un graphique", "cxnSp": "un trait", "sp": "une forme",
          "contentPart": "un tracé à la main"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remark:
    """`name` says what it is, `text` what it says, maybe nothing. `row` from 1 (0: no place), `column` from 0."""

    name: str
    text: str
    row: int = 0
    column: int = 0

    @property
    def told(self) -> str:
        """« note de P. Durand : … »."""
        return f"{self.name} : {self.text}" if self.text else self.name

    @property
    def reference(self) -> str:
        """« F12 »; empty for the whole sheet."""
        return reference(self.row, self.column) if self.row else ""


def remarks(archive: zipfile.ZipFile, part: str, people: Mapping[str, str]) -> Iterator[Remark]:
    """All of a sheet's, but headers and footers; `people` are the names of those who wrote threads, by their ids."""
    found = links(archive, part)
    for link in found:
        if link.kind == "threadedComment":
            yield from _threads(_parsed(archive, link.target), people)
        elif link.kind == "comments":
            yield from _notes(_parsed(archive, link.target))
        elif link.kind == "drawing":
            yield from _drawn(_parsed(archive, link.target))
        elif link.kind in OBJECTS:
            yield Remark(OBJECTS[link.kind], "")


def margins(archive: zipfile.ZipFile, part: str) -> tuple[Remark, ...]:
    """Headers and footers of a sheet as they are shown, pages being « 1 »; each text once."""
    found: dict[Remark, None] = {}
    for chunk in chunks(archive, part):
        for kind, text in MARGIN.findall(chunk):
            name = HEADER if kind == b"Header" else FOOTER
            found[Remark(name, _shown(html.unescape(text.decode("utf-8", "replace"))))] = None
    return tuple(one for one in found if one.text)


def people_of(archive: zipfile.ZipFile, book: str) -> dict[str, str]:
    """Id of each person who wrote in threads → the name that is shown."""
    parts = (_parsed(archive, link.target) for link in links(archive, book) if link.kind == "person")
    return {one.get("id", ""): one.get("displayName", "") for part in parts for one in part.iterfind("{*}person")}


def _shown(text: str) -> str:
    pieces = text.split("&&")
    shown = (CODE.sub(lambda code: FIELDS.get(code[0].upper(), " "), piece) for piece in pieces)
    return " ".join("&".join(shown).split())


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    if archive.getinfo(name).file_size > TREES.part:
        raise refused(Path(archive.filename or "").name, EXCEL.heavy_once_open)
    return parse(archive.read(name))


def _threads(root: Element, people: Mapping[str, str]) -> Iterator[Remark]:
    for one in root.iterfind("{*}threadedComment"):
        name = people.get(one.get("personId", ""), "")
        row, column = _place(one.get("ref", ""))
        yield Remark(
            f"commentaire de {name}" if name else "commentaire", plain(one.findtext("{*}text", "")), row, column
        )


def _notes(root: Element) -> Iterator[Remark]:
    authors = ["".join(one.itertext()).strip() for one in root.iterfind("{*}authors/{*}author")]
    for one in root.iterfind("{*}commentList/{*}comment"):
        rank = int(one.get("authorId", "0"))
        author = authors[rank] if rank < len(authors) else ""
        if author.startswith(REPEATED):
            continue
        text = "".join(piece.text or "" for piece in one.iterfind("{*}text//{*}t"))
        yield Remark(f"note de {author}" if author else "note", plain(text), *_place(one.get("ref", "")))


def _drawn(root: Element) -> Iterator[Remark]:
    """Each drawing by the cell over which it begins."""
    for anchor in root:
        row, column = (int(anchor.findtext(f"{{*}}from/{{*}}{name}", "-1")) for name in ("row", "col"))
        for one in anchor.iter("{*}sp", "{*}pic", "{*}graphicFrame", "{*}cxnSp", "{*}contentPart"):
            name = str(one.tag).rpartition("}")[2]
            lines = (
                "".join(piece.text or "" for piece in line.iter("{*}t")) for line in one.iterfind("{*}txBody/{*}p")
            )
            text = "\n".join(filter(str.strip, lines))
            yield Remark("une zone de texte" if text else THINGS[name], text, row + 1, max(column, 0))


def _place(ref: str) -> tuple[int, int]:
    """Row from 1 and column from 0 of « F12 »; of a range, its first cell."""
    found = re.match(r"\$?([A-Z]{1,3})\$?(\d{1,7})", ref)
    if not found:
        return 0, 0
    rank = 0
    for letter in found[1]:
        rank = 26 * rank + ord(letter) - ord("A") + 1
    return int(found[2]), rank - 1
