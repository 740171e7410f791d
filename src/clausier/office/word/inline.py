"""One Word paragraph → its text with bold; whatever a library text cannot carry is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from clausier.office.word.styled import Styles, formats_of
from clausier.office.word.text import Paragraph, Run
from clausier.office.word.xml import Element, w

WRAPPERS = frozenset(w(name) for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple",
                                          "customXml", "dir", "bdo"))  # fmt: skip
SILENT = frozenset(
    w(name)
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "proofErr", "bookmarkStart", "bookmarkEnd",
        "permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
        "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "lastRenderedPageBreak", "fldChar",
        "instrText", "delText", "delInstrText", "softHyphen", "del", "moveFrom", "footnoteRef", "endnoteRef",
    )
)  # fmt: skip
SPELLED = {w("tab"): " ", w("ptab"): " ", w("noBreakHyphen"): "\u2011"}
REFUSED = {
    "object": "un objet incorporé",
    "footnoteReference": "une note de bas de page",
    "endnoteReference": "une note de fin",
    "oMath": "une équation",
    "oMathPara": "une équation",
    "sym": "un symbole d'une police spéciale",
    "cr": "un saut de ligne manuel",
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
    _walk(paragraph, styles, found)
    found.refused = list(dict.fromkeys(found.refused))
    found.dropped = list(dict.fromkeys(found.dropped))
    return found


def _walk(element: Element, styles: Styles, found: Inline) -> None:
    for child in element:
        if child.tag == w("r"):
            _run(child, styles, found)
        elif child.tag in WRAPPERS:
            if child.tag == w("hyperlink") and child.get(w("anchor")) is None:
                found.dropped.append("lien")
            _walk(child, styles, found)
        elif child.tag not in SILENT and isinstance(child.tag, str):
            found.refused.append(refusal(child))


def _run(run: Element, styles: Styles, found: Inline) -> None:
    text = "".join(_pieces(run, found))
    if not text:
        return
    found.runs.append(Run(text, styles.is_bold(run)))
    for name in formats_of(run) if text.strip() else ():
        if name in FORBIDDEN_FORMATS:
            found.refused.append(FORBIDDEN_FORMATS[name])
        else:
            found.dropped.append(name)


def _pieces(run: Element, found: Inline) -> Iterator[str]:
    for child in run:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag in SPELLED:
            yield SPELLED[child.tag]
        elif child.tag == w("br") and child.get(w("type")) in ("page", "column"):
            continue
        elif child.tag not in SILENT and isinstance(child.tag, str):
            found.refused.append(refusal(child))


def refusal(element: Element) -> str:
    """The French name of what cannot be imported."""
    name = str(element.tag).rpartition("}")[2]
    if name in DRAWN:
        inside = {str(child.tag).rpartition("}")[2] for child in element.iter() if isinstance(child.tag, str)}
        if "txbxContent" in inside:
            return "une zone de texte"
        return "une image" if inside & {"pic", "imagedata", "blip"} else "un dessin"
    if name == "br":
        return REFUSED["cr"]
    return REFUSED.get(name, f"un élément que clausier ne connaît pas ({name})")
