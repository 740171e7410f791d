"""What stands beside or inside the text of a Word file and is no plain text, each with the paragraph that holds it.

Comments, notes, images, equations, inserted documents; and what is struck through or hidden, which is no longer said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from clausier.office.word.inline import refusal
from clausier.office.word.opening import Parts
from clausier.office.word.reading import Change, lines, paragraphs, shows_prompt, text_of
from clausier.office.word.switches import hidden_runs, struck_runs
from clausier.office.word.text import squeezed
from clausier.office.word.xml import Element, w

NOTES = {"footnote": "note de bas de page", "endnote": "note de fin"}
BOX = "une zone de texte"
"""Its text is read as paragraphs of their own."""
BLOCKS = ("altChunk", "subDoc")
"""What stands between paragraphs and brings a text that is not there."""


class Kind(Enum):
    """What a remark does to the text around it."""

    BESIDE = "à côté"
    """A comment: the text stays as it is."""
    INSIDE = "dedans"
    """A note, an image: the text is no longer the same."""
    GONE = "retiré"
    """Struck through or hidden: it is no longer said."""


@dataclass(frozen=True, slots=True, eq=False)
class Remark:
    """`name` says what it is, `text` what it says, maybe nothing; `holder` is its paragraph, `quoted` its words."""

    kind: Kind
    name: str
    text: str
    holder: Element | None
    quoted: str = ""

    @property
    def told(self) -> str:
        """« note de bas de page : … »."""
        return f"{self.name} : {self.text}" if self.text else self.name


def remarks(parts: Parts) -> Iterator[Remark]:
    """Comments, notes and things, in the order of the document; read before changes are accepted."""
    yield from _comments(parts)
    notes = _Notes(parts)
    for paragraph in paragraphs(parts.document):
        quoted = squeezed(paragraph.flat)
        for piece in paragraph.pieces:
            if piece.change is not Change.DELETED and piece.thing is piece.source:
                yield _thing(notes, piece.source, paragraph.element, quoted)
    for name in BLOCKS:
        for block in parts.document.iter(w(name)):
            if next(block.iterancestors(w("p")), None) is None:
                yield Remark(Kind.INSIDE, refusal(block), "", block)


def _thing(notes: _Notes, source: Element, holder: Element, quoted: str) -> Remark:
    kind = str(source.tag).rpartition("}")[2].removesuffix("Reference")
    said = notes.said(kind, str(source.get(w("id")))) if kind in NOTES else drawn_text(source)
    return Remark(Kind.INSIDE, refusal(source), said, holder, quoted)


def drawn_text(source: Element) -> str:
    """What an equation or a drawing says by itself; a text box is made of paragraphs, which are read as such."""
    return squeezed(" ".join(_drawn_texts(source)))


def _drawn_texts(source: Element) -> Iterator[str]:
    for one in source.iter():
        name = str(one.tag).rpartition("}")[2]
        if name == "t" and next(one.iterancestors(w("p")), None) is next(source.iterancestors(w("p")), None):
            yield one.text or ""
        elif name == "textpath":
            yield str(one.get("string", ""))


class _Notes:
    """What the notes of a document say. A note is said where it is called first: to call it again says nothing more."""

    def __init__(self, parts: Parts) -> None:
        self._untold: dict[tuple[str, str], list[Element]] = {}
        for kind in NOTES:
            for root in (root for found, root in parts.linked if found == f"{kind}s"):
                for note in root.iter(w(kind)):
                    self._untold.setdefault((kind, str(note.get(w("id")))), []).append(note)

    def said(self, kind: str, identifier: str) -> str:
        found = self._untold.pop((kind, identifier), [])
        return " ".join(filter(None, (squeezed(line) for note in found for line in lines(note))))


def _comments(parts: Parts) -> Iterator[Remark]:
    """A comment is marked at the end of the words that it is about; some programs only mark their beginning."""
    if parts.comments is None:
        return
    by_id = {str(one.get(w("id"))): one for one in parts.comments.iter(w("comment"))}
    ended = {str(one.get(w("id"))) for one in parts.document.iter(w("commentReference"))}
    for anchor in parts.document.iter(w("commentReference"), w("commentRangeStart")):
        identifier = str(anchor.get(w("id")))
        one = by_id.pop(identifier, None) if anchor.tag == w("commentReference") or identifier not in ended else None
        if one is not None:
            yield _comment(one, next(anchor.iterancestors(w("p")), None))
    for one in by_id.values():
        yield _comment(one, None)


def _comment(one: Element, holder: Element | None) -> Remark:
    said = "\n".join(filter(None, (squeezed(line) for line in lines(one))))
    author = str(one.get(w("author"), ""))
    name = f"commentaire de {author}" if author else "commentaire"
    return Remark(Kind.BESIDE, name, said, holder, "" if holder is None else squeezed(text_of(holder)))


def drop_unsaid(root: Element, styles: Element | None) -> list[Remark]:
    """Takes out of a part what is struck through or hidden; changes being accepted. One remark for each paragraph."""
    found: list[Remark] = []
    for name, runs in (
        ("texte barré", list(struck_runs(root, styles))),
        ("texte masqué", list(hidden_runs(root, styles))),
    ):
        by_paragraph: dict[Element | None, list[str]] = {}
        for run in runs:
            if run.getparent() is None or _is_prompt(run):
                continue
            holder = next(run.iterancestors(w("p")), None)
            by_paragraph.setdefault(holder, []).append("".join(text.text or "" for text in run.iter(w("t"))))
            run.getparent().remove(run)
        found += [Remark(Kind.GONE, name, squeezed("".join(texts)), holder) for holder, texts in by_paragraph.items()]
    return found


def _is_prompt(run: Element) -> bool:
    """Nobody wrote what an empty control shows."""
    return any(map(shows_prompt, run.iterancestors(w("sdt"))))
