"""Contracts of every shape that Word files have, as bytes, and edits on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lxml import etree

from clausier.office.marking import Contract
from clausier.office.marking.edits import Edit, Line, Where
from clausier.office.word.xml import Element
from tests.office.contract.packages import DECLARED, RELS, TYPE, R, p, r, zipped
from tests.office.marking.changes import AUTHOR
from tests.office.word_files import members

DAY = date(2026, 11, 23)
MARK = "clausier;dossier=a;tour=1;empreinte=0123456789abcdef;contrat"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="N"><w:name w:val="Clause"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    "</w:numPr></w:pPr></w:style>"
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="{}"/></w:sectPr>'
BY = 'w:author="Prestataire" w:date="2026-01-02T00:00:00Z"'
INS = f'<w:ins w:id="7" {BY}>'


def field(shown: str, end: bool = True) -> str:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = "<w:r><w:instrText> REF a </w:instrText></w:r>"
    return signs[0] + code + signs[1] + r(shown) + (signs[2] if end else "")


def box(text: str) -> str:
    inside = f"<v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox>"
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:99pt;height:40pt">{inside}</v:shape>'
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def tbl(*rows: list[str]) -> str:
    """A table of texts."""
    return table(*("".join(tc(p(text)) for text in row) for row in rows), columns=len(rows[0]))


def table(*rows: str, columns: int = 1) -> str:
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{"<w:gridCol/>" * columns}</w:tblGrid>'
        f"{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    )


def tc(content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def deleted(text: str) -> str:
    return f'<w:del w:id="9" {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def reformatted(text: str) -> str:
    change = f'<w:pPrChange w:id="11" {BY}><w:pPr/></w:pPrChange>'
    return f'<w:p><w:pPr><w:jc w:val="left"/>{change}</w:pPr>{r(text)}</w:p>'


PIECES: dict[str, Callable[[int], str]] = {
    "paragraph": lambda n: p(f"Alinéa {n}. Il tient en deux phrases {n}.", '<w:jc w:val="both"/>'),
    "bare": lambda n: f'<w:p w:rsidR="00AA{n:04d}">{r(f"Sans propriétés {n}.")}</w:p>',
    "heading": lambda n: p(f"Article {n} Titre", '<w:pStyle w:val="T1"/>'),
    "numbered": lambda n: p(f"Clause numérotée {n}.", '<w:pStyle w:val="N"/>', '<w:b/><w:sz w:val="20"/>'),
    "blank": lambda _: p(),
    "table": lambda n: tbl([f"Ligne {n}", "Valeur"], [f"Autre {n}", "Deux"]),
    "laid out": lambda n: table(tc(p(f"Colonne {n}.") + p(f"Suite {n}."))),
    "nested": lambda n: table(tc(tbl([f"Dedans {n}", "x"]) + p()) + tc(p("y")), columns=2),
    "field": lambda n: f"<w:p>{r(f'Voir {n} ')}{field('l’article 4')}{r('.')}</w:p>",
    "open field": lambda n: (
        f"<w:p>{field(f'Début {n}', end=False)}</w:p><w:p>{r('Milieu')}</w:p>"
        f'<w:p>{r("Fin")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
    "box": lambda n: f"<w:p>{r(f'À côté {n}.')}{box(f'Encadré {n}.')}</w:p>",
    "note": lambda n: f'<w:p>{r(f"Avec note {n}")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(".")}</w:p>',
    "columns": lambda n: f"<w:p><w:pPr>{SECTION.format(2)}</w:pPr>{r(f'Fin de section {n}.')}</w:p>",
    "inserted": lambda n: (
        f'<w:p><w:pPr><w:rPr><w:ins w:id="6" {BY}/></w:rPr></w:pPr>{INS}{r(f"Ajout {n}.")}</w:ins></w:p>'
    ),
    "deleted": lambda n: f'<w:p><w:pPr><w:rPr><w:del w:id="8" {BY}/></w:rPr></w:pPr>{deleted(f"Ôté {n}.")}</w:p>',
    "reformatted": lambda n: reformatted(f"Aligné {n}."),
    "moved": lambda n: (
        f'<w:moveToRangeStart w:id="12" w:name="m{n}" {BY}/><w:p>{r(f"Déplacé {n}.")}</w:p>'
        '<w:moveToRangeEnd w:id="12"/>'
    ),
    "locked": lambda n: control(
        p(f"Verrouillé {n}."), '<w:sdtPr><w:id w:val="1"/><w:lock w:val="sdtContentLocked"/></w:sdtPr>'
    ),
    "wrapped": lambda n: control(p(f"Contrôle libre {n}.")),
    "bookmark": lambda n: (
        f'<w:bookmarkStart w:id="{n + 40}" w:name="s{n}"/>{p(f"Repéré {n}.")}<w:bookmarkEnd w:id="{n + 40}"/>'
    ),
}
PARTS = {
    "styles": STYLES,
    "settings": '<w:zoom w:percent="100"/><w:compat/>',
    "numbering": NUMBERING,
    "footnotes": f'<w:footnote w:id="2">{p("La note.")}</w:footnote>',
}


def contract(*kinds: str, last: str = "paragraph", comments: bool = False) -> bytes:
    """A contract of these pieces, ended by a section; with comments that are there already, or not."""
    body = "".join(PIECES[kind](rank) for rank, kind in enumerate((*kinds, last)))
    parts = {"comments": f'<w:comment w:id="5" w:author="Prestataire">{p("Déjà là.")}</w:comment>'} if comments else {}
    return word(body + SECTION.format(1), **parts)


def word(body: str, **parts: str) -> bytes:
    """A Word file that is whole, with this body; `parts` are what stands in others, beside those of all."""
    found = {**PARTS, **parts}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE.replace("document.main", name)}"/>' for name in found
    )
    links = "".join(f'<Relationship Id="r{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in found)
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPE}"/>{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{links}</Relationships>',
            **{f"word/{name}.xml": f"<w:{name} {DECLARED}>{said}</w:{name}>" for name, said in found.items()},
        }
    )


def edit(rank: int, text: str, *, in_row: bool = False, instead: str = "") -> Edit:
    lines = tuple(Line(((line, False),)) for line in text.split("\n"))
    return Edit(lines, ((f"Demande {text}", "Pourquoi."),), Where.AFTER, rank, in_row, instead)


def marked(content: bytes, *edits: Edit, author: str = AUTHOR) -> bytes:
    return Contract.of(content, "contrat.docx").marked(edits, author, DAY, MARK)


def body(content: bytes) -> Element:
    return etree.fromstring(members(content)["word/document.xml"])
