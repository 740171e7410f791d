"""What stands on a sheet beside its cells, each with its place: notes, threads, text boxes, images, margins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clausier.office.damage import TooMuch
from clausier.office.excel.cells import plain, reference
from clausier.office.excel.links import links
from clausier.office.limits import ASIDES, LAST_COLUMN, LAST_ROW
from clausier.office.package import parse
from clausier.office.safe import tree
from clausier.office.word.xml import Element
from clausier.office.zipped import Zipped

HEADER, FOOTER = "en-tête", "pied de page"
CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[A-Za-z])')
"""A command of a header or footer: a font, a colour, a size, a side, a field."""
FIELDS = {"&P": "1", "&N": "1"}
PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)
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


def remarks(package: Zipped, part: str, people: Mapping[str, str]) -> Iterator[Remark]:
    """All of a sheet's, but headers and footers; `people` are the names of those who wrote threads, by their ids."""
    for rank, one in enumerate(_remarks(package, part, people)):
        if rank >= ASIDES:
            raise TooMuch
        yield one


def _remarks(package: Zipped, part: str, people: Mapping[str, str]) -> Iterator[Remark]:
    for kind, target in dict.fromkeys((link.kind, link.target) for link in links(package, part)):
        if kind == "threadedComment":
            yield from _threads(_parsed(package, target), people)
        elif kind == "comments":
            yield from _notes(_parsed(package, target))
        elif kind == "drawing":
            yield from _drawn(_parsed(package, target))
        elif kind in OBJECTS:
            yield Remark(OBJECTS[kind], "")


def margin(kind: str, text: str) -> Remark:
    """A header or footer as it is shown, pages being « 1 »."""
    return Remark(HEADER if kind == "Header" else FOOTER, _shown(text))


def people_of(package: Zipped, book: str) -> dict[str, str]:
    """Id of each person who wrote in threads → the name that is shown."""
    targets = dict.fromkeys(link.target for link in links(package, book) if link.kind == "person")
    parts = (_parsed(package, target) for target in targets)
    return {one.get("id", ""): one.get("displayName", "") for part in parts for one in part.iterfind("{*}person")}


def _shown(text: str) -> str:
    pieces = text.split("&&")
    shown = (CODE.sub(lambda code: FIELDS.get(code[0].upper(), " "), piece) for piece in pieces)
    return " ".join("&".join(shown).split())


def _parsed(package: Zipped, name: str) -> Element:
    return parse(tree(package, name))


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
        rank = _number(one.get("authorId", "0"), len(authors))
        author = authors[rank] if 0 <= rank < len(authors) else ""
        if author.startswith(REPEATED):
            continue
        text = "".join(piece.text or "" for piece in one.iterfind("{*}text//{*}t"))
        yield Remark(f"note de {author}" if author else "note", plain(text), *_place(one.get("ref", "")))


def _drawn(root: Element) -> Iterator[Remark]:
    """Each drawing by the cell over which it begins."""
    for anchor in root:
        row = _number(anchor.findtext("{*}from/{*}row", ""), LAST_ROW)
        column = _number(anchor.findtext("{*}from/{*}col", ""), LAST_COLUMN)
        for one in anchor.iter("{*}sp", "{*}pic", "{*}graphicFrame", "{*}cxnSp", "{*}contentPart"):
            name = str(one.tag).rpartition("}")[2]
            lines = (
                "".join(piece.text or "" for piece in line.iter("{*}t")) for line in one.iterfind("{*}txBody/{*}p")
            )
            text = "\n".join(filter(str.strip, lines))
            yield Remark("une zone de texte" if text else THINGS[name], text, row + 1, max(column, 0))


def _place(ref: str) -> tuple[int, int]:
    """Row from 1 and column from 0 of « F12 »; of a range, its first cell."""
    found = PLACE.match(ref)
    if not found:
        return 0, 0
    rank = 0
    for letter in found[1]:
        rank = 26 * rank + ord(letter) - ord("A") + 1
    return int(found[2]), rank - 1


def _number(text: str, limit: int) -> int:
    """A number below the limit; -1 for anything else."""
    written = text.strip()
    found = int(written) if written.isascii() and written.isdigit() and len(written) < 10 else limit
    return found if found < limit else -1
