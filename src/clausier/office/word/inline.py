"""One Word paragraph → its text with bold and italics; whatever a library text cannot carry is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from clausier.office.word.reading import BREAKS, FLAT, Change, Piece, pieces
from clausier.office.word.styled import Styles, formats_of
from clausier.office.word.text import Paragraph, Run
from clausier.office.word.xml import Element, w

LINE_BREAK = "un saut de ligne dans un paragraphe"
REFUSED = {
    "object": "un objet incorporé",
    "footnoteReference": "une note de bas de page",
    "endnoteReference": "une note de fin",
    "oMath": "une équation",
    "oMathPara": "une équation",
    "sym": "un symbole d'une police spéciale",
    "cr": LINE_BREAK,
    "ruby": "une annotation phonétique",
    "altChunk": "un document inséré",
    "subDoc": "un sous-document",
}
DRAWN = frozenset(("drawing", "pict", "AlternateContent"))
FORBIDDEN_FORMATS = {"barré": "un texte barré", "masqué": "un texte masqué"}


@dataclass
class Inline:
    """The runs of a paragraph, what must be refused in it, and the formatting that is not kept."""

    runs: list[Run] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    @property
    def paragraph(self) -> Paragraph:
        return Paragraph(tuple(self.runs))


def read_inline(paragraph: Element, styles: Styles) -> Inline:
    """Everything that the paragraph shows, tracked changes being already accepted."""
    found = Inline()
    for run, group in groupby(pieces(paragraph), key=lambda piece: piece.run):
        kept = [piece for piece in group if piece.change is not Change.DELETED]
        found.refused += [refusal(piece.source) for piece in kept if _is_refused(piece)]
        text = "".join([piece.text for piece in kept if piece.thing is None and piece.source.tag not in BREAKS])
        if text and run is not None:
            _add(found, text.translate(FLAT), run, styles)
    found.refused = list(dict.fromkeys(found.refused))
    found.dropped = list(dict.fromkeys(found.dropped))
    return found


def _is_refused(piece: Piece) -> bool:
    """A thing that is no text, or a line break; a page break is only left out."""
    is_break = piece.source.tag in BREAKS and piece.source.get(w("type")) not in ("page", "column")
    return piece.thing is piece.source or (piece.thing is None and is_break)


def _add(found: Inline, text: str, run: Element, styles: Styles) -> None:
    bold, italic = styles.is_bold(run), styles.is_italic(run)
    found.runs.append(Run(text, bold, italic and not bold))
    if bold and italic and text.strip():
        found.dropped.append("italique dans du gras")
    if any(link.get(w("anchor")) is None for link in run.iterancestors(w("hyperlink"))):
        found.dropped.append("lien")
    for name in formats_of(run) if text.strip() else ():
        if name in FORBIDDEN_FORMATS:
            found.refused.append(FORBIDDEN_FORMATS[name])
        else:
            found.dropped.append(name)


def refusal(element: Element) -> str:
    """The French name of what cannot be imported."""
    name = str(element.tag).rpartition("}")[2]
    if name in DRAWN:
        inside = {str(child.tag).rpartition("}")[2] for child in element.iter() if isinstance(child.tag, str)}
        if "txbxContent" in inside:
            return "une zone de texte"
        return "une image" if inside & {"pic", "imagedata", "blip"} else "un dessin"
    if name == "br":
        return LINE_BREAK
    return REFUSED.get(name, f"un élément que clausier ne connaît pas ({name})")
