"""Contracts of every shape that Word files have, as bytes, and edits on them."""

from __future__ import annotations

from datetime import date

from lxml import etree

from clausier.office.marking import Contract
from clausier.office.marking.edits import Edit, Line, Where
from clausier.office.word.xml import Element
from tests.office.contract.packages import docx, p, r, tbl, tc
from tests.office.marking.changes import AUTHOR
from tests.office.word_files import members

DAY = date(2026, 11, 23)
MARK = "clausier;dossier=a;tour=1;empreinte=0123456789abcdef;contrat"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="N"><w:name w:val="Clause"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    "</w:numPr></w:pPr></w:style>"
)
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="{}"/></w:sectPr>'
INS = '<w:ins w:id="7" w:author="Prestataire" w:date="2026-01-02T00:00:00Z"{}>'


def field(shown: str, end: bool = True) -> str:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = "<w:r><w:instrText> REF a </w:instrText></w:r>"
    return signs[0] + code + signs[1] + r(shown) + (signs[2] if end else "")


def box(text: str) -> str:
    return (
        f'<w:r><w:pict><v:textbox xmlns:v="urn:v"><w:txbxContent>{p(text)}</w:txbxContent></v:textbox></w:pict></w:r>'
    )


PIECES = {
    "paragraph": lambda n: p(f"Alinéa {n}. Il tient en deux phrases {n}.", '<w:jc w:val="both"/>'),
    "bare": lambda n: f'<w:p w:rsidR="00AA{n:04d}">{r(f"Sans propriétés {n}.")}</w:p>',
    "heading": lambda n: p(f"Article {n} Titre", '<w:pStyle w:val="T1"/>'),
    "numbered": lambda n: p(f"Clause numérotée {n}.", '<w:pStyle w:val="N"/>', '<w:b/><w:sz w:val="20"/>'),
    "blank": lambda n: p(),
    "table": lambda n: tbl([f"Ligne {n}", "Valeur"], [f"Autre {n}", "Deux"]),
    "laid out": lambda n: f"<w:tbl><w:tr>{tc(p(f'Colonne {n}.') + p(f'Suite {n}.'))}</w:tr></w:tbl>",
    "nested": lambda n: f"<w:tbl><w:tr>{tc(tbl([f'Dedans {n}', 'x']) + p())}{tc(p('y'))}</w:tr></w:tbl>",
    "field": lambda n: f"<w:p>{r(f'Voir {n} ')}{field('l’article 4')}{r('.')}</w:p>",
    "open field": lambda n: f"<w:p>{field(f'Début {n}', end=False)}</w:p><w:p>{r('Milieu')}</w:p>"
    f'<w:p>{r("Fin")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "box": lambda n: f"<w:p>{r(f'À côté {n}.')}{box(f'Encadré {n}.')}</w:p>",
    "note": lambda n: f'<w:p>{r(f"Avec note {n}")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(".")}</w:p>',
    "columns": lambda n: f"<w:p><w:pPr>{SECTION.format(2)}</w:pPr>{r(f'Fin de section {n}.')}</w:p>",
    "inserted": lambda n: f"<w:p><w:pPr><w:rPr>{INS.format('/')}</w:rPr></w:pPr>{INS.format('')}"
    f"{r(f'Ajout du prestataire {n}.')}</w:ins></w:p>",
    "deleted": lambda n: f"<w:p><w:pPr><w:rPr>{INS.format('/').replace('ins', 'del', 1)}</w:rPr></w:pPr>"
    f'<w:del w:id="9" w:author="Prestataire"><w:r><w:delText>Ôté {n}.</w:delText></w:r></w:del></w:p>',
    "reformatted": lambda n: '<w:p><w:pPr><w:jc w:val="left"/><w:pPrChange w:id="11" w:author="Prestataire"><w:pPr/>'
    f"</w:pPrChange></w:pPr>{r(f'Aligné {n}.')}</w:p>",
    "moved": lambda n: f'<w:moveToRangeStart w:id="12" w:name="m{n}"/><w:p>{r(f"Déplacé {n}.")}</w:p>'
    '<w:moveToRangeEnd w:id="12"/>',
    "locked": lambda n: '<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>'
    f"{p(f'Verrouillé {n}.')}</w:sdtContent></w:sdt>",
    "wrapped": lambda n: f"<w:sdt><w:sdtContent>{p(f'Contrôle libre {n}.')}</w:sdtContent></w:sdt>",
    "bookmark": lambda n: f'<w:bookmarkStart w:id="{n + 40}" w:name="s{n}"/>{p(f"Repéré {n}.")}'
    f'<w:bookmarkEnd w:id="{n + 40}"/>',
}  # fmt: skip


def contract(*kinds: str, last: str = "paragraph", comments: bool = False) -> bytes:
    """A contract of these pieces, ended by a section, with notes and settings."""
    body = "".join(PIECES[kind](rank) for rank, kind in enumerate((*kinds, last)))
    parts = {"styles": STYLES, "settings": '<w:view w:val="web"/><w:zoom w:percent="100"/><w:compat/>'}
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>La note.</w:t></w:r></w:p></w:footnote>'
    if comments:
        parts["comments"] = f'<w:comment w:id="5" w:author="Prestataire">{p("Déjà là.")}</w:comment>'
    return docx(body + SECTION.format(1), footnotes=notes, **parts)


def edit(rank: int, text: str, **others: object) -> Edit:
    lines = tuple(Line(((line, False),)) for line in text.split("\n"))
    return Edit(lines, ((f"Demande {text}", "Pourquoi."),), Where.AFTER, rank, **others)  # type: ignore[arg-type]


def marked(content: bytes, *edits: Edit, author: str = AUTHOR) -> bytes:
    return Contract.of(content, "contrat.docx").marked(edits, author, DAY, MARK)


def body(content: bytes) -> Element:
    return etree.fromstring(members(content)["word/document.xml"])
