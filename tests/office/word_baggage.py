"""Templates that bring something along: what to add to one of ours, in which part, as Word would."""

from __future__ import annotations

from clausier.office.package import packed
from tests.builders import ROOT
from tests.office.word_files import members

LETTER = ROOT / "templates" / "lettre.docx"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES, LINKS, BODY = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"
SETTINGS = "word/settings.xml"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
Parts = dict[str, bytes]


def letter() -> Parts:
    """Our letter, with notes: each kind of part in which words can stand."""
    parts = members(LETTER.read_bytes())
    for kind in ("footnote", "endnote"):
        note = f'<w:{kind}s xmlns:w="{WORD}"><w:{kind} w:id="1"><w:p/></w:{kind}></w:{kind}s>'
        add(parts, f"word/{kind}s.xml", note, f"{RELATION}/{kind}s", f"{TYPE}.{kind}s+xml")
    return parts


PLACES = {
    BODY: "corps",
    "word/header-default.xml": "en-tête",
    "word/footer-first.xml": "pied de page de la première page",
    "word/footnotes.xml": "note de bas de page",
    "word/endnotes.xml": "endnotes.xml",
}


def add(parts: Parts, name: str, content: str | bytes, kind: str, content_type: str, rels: str = LINKS) -> None:
    """Adds a part, its type and the relationship that leads to it."""
    parts[name] = content if isinstance(content, bytes) else f'<?xml version="1.0"?>{content}'.encode()
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
    link(parts, kind, f"/{name}", rels=rels)


def link(parts: Parts, kind: str, target: str, rels: str = LINKS, *, external: bool = False) -> str:
    """Adds a relationship; gives its id."""
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    before = parts.get(rels, empty)
    identifier = f"rIdPlus{before.count(b'<Relationship ')}"
    mode = ' TargetMode="External"' if external else ""
    one = f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    parts[rels] = before.replace(b"</Relationships>", one.encode())
    return identifier


def insert(parts: Parts, name: str, xml: str) -> None:
    """Adds paragraphs or runs at the end of the words of a part; `w:`, `r:` and `v:` may be used."""
    spaces = f'xmlns:w="{WORD}" xmlns:r="{RELATION}" xmlns:v="urn:schemas-microsoft-com:vml"'
    xml = (
        xml.replace(">", f" {spaces}>", 1)
        if not xml.split(">")[0].endswith("/")
        else xml.replace("/>", f" {spaces}/>", 1)
    )
    before = parts[name].decode()
    last = max(before.rfind(end) for end in ("<w:sectPr", "</w:hdr>", "</w:ftr>", "</w:footnote>", "</w:endnote>"))
    parts[name] = (before[:last] + xml + before[last:]).encode()


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(*codes: str, result: str = "x") -> str:
    """A field whose code is cut into runs."""
    code = "".join(f'<w:r><w:instrText xml:space="preserve">{one}</w:instrText></w:r>' for one in codes)
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    return marks["begin"] + code + marks["separate"] + run(result) + marks["end"]


def saved(parts: Parts) -> bytes:
    return packed(parts)
