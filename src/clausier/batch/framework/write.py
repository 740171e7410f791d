"""lettre-cadre.docx and demandes-communes.docx, built from what contracts have in common alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clausier.batch.framework import words
from clausier.batch.framework.gather import Common, Framework
from clausier.batch.messages import filled
from clausier.french import counted, join, typeset
from clausier.model.library import Library
from clausier.model.messages import FrameworkTexts
from clausier.model.proposal import ProviderView
from clausier.model.voice import Voice
from clausier.negotiation.reply import look
from clausier.office.archive import EACH_TIME, archive, member
from clausier.office.package import escaped, ordered
from clausier.office.palette import TINT
from clausier.office.word.properties import Properties, core_properties, encoded
from clausier.office.word.wrapper import BODY, CORE

MOST_TOLD = 6
"""Requests that the letter names; the others are in their document."""
CONTRACT_WIDTHS, REQUEST_WIDTHS = (700, 3800, 3938, 1200), (900, 6838, 1900)


def documents(found: Framework, library: Library, texts: FrameworkTexts) -> dict[str, bytes]:
    """File name → content, the same bytes for the same contracts."""
    letter = _document(words.LETTER_TITLE, found, _letter(found, library, texts))
    return {words.LETTER: letter, words.REQUESTS: _document(words.REQUESTS_TITLE, found, _annex(found, texts))}


def _letter(found: Framework, library: Library, texts: FrameworkTexts) -> Iterator[str]:
    first = found.contracts[0]
    yield from _writer(found)
    yield _p("Parties", "\n".join((found.name, *first.provider.address)))
    yield _p("Parties", f"{first.place}, le {first.day}" if first.place else f"Le {first.day}")
    yield _p("Title", words.LETTER_TITLE)
    yield _p("Subtitle", f"Négociation commune de {_contracts(found)}")
    yield _p("Parties", texts.greeting)
    several = len({one.practice.name for one in found.contracts}) > 1
    clients = "les clients" if several else "le client"
    guide = f"{library.name} {library.version}"
    yield _p("Parties", filled(texts.opening, contrats=_told(found), clients=clients, guide=guide))
    if for_whom := _for_whom(found, texts):
        yield _p("Parties", for_whom)
    told = counted(len(found.of_all), "commune", "communes") if found.of_all else words.NONE_COMMON
    some = counted(len(found.of_some), "propre", "propres")
    yield _p("Parties", filled(texts.counted, communes=told, particulieres=some, fichier=words.REQUESTS))
    if found.of_all:
        yield _p("Parties", texts.first)
        yield from (_p("Consigne", f"{one.title} ({one.number})") for one in _pressing(found.of_all))
    yield _p("Parties", texts.freedom)
    last = max(found.contracts, key=lambda view: view.reply_by_iso)
    yield _p("Parties", filled(texts.reply, date_reponse=last.reply_by))
    yield _p("Parties", texts.closing)
    yield _p("Normal", _signatory(found))
    yield from _list(found)


def _pressing(requests: Sequence[Common]) -> Sequence[Common]:
    """What the law imposes first, then what most contracts lack."""
    return sorted(requests, key=lambda one: (not one.legal, -len(one.lacking)))[:MOST_TOLD]


def _common_writer(found: Framework) -> ProviderView | None:
    """A contract whose letters the same counsel or union writes as all the others'."""
    first = found.contracts[0]
    same = all(one.writer == first.writer for one in found.contracts)
    return first if same and first.writer.voice != Voice.PRACTICE.value else None


def _writer(found: Framework) -> Iterator[str]:
    view = _common_writer(found)
    if view is not None:
        parts = (view.writer.name, view.writer.capacity, *view.writer.address, view.writer.contact)
        yield _p("Parties", "\n".join(filter(None, parts)))


def _signatory(found: Framework) -> str:
    view = _common_writer(found)
    return (view.writer.representative or view.writer.name) if view else words.TO_FILL


def _for_whom(found: Framework, texts: FrameworkTexts) -> str:
    """By what right a union or a counsel writes; empty where nobody writes for all."""
    view = _common_writer(found)
    by = {Voice.UNION.value: texts.of_union, Voice.COUNSEL.value: texts.of_counsel}
    return by.get(view.writer.voice, "") if view else ""


def _annex(found: Framework, texts: FrameworkTexts) -> Iterator[str]:
    yield _p("Title", words.REQUESTS_TITLE)
    yield _p("Subtitle", f"{found.name}, {_contracts(found)}")
    yield _p("Parties", texts.notice)
    for title, requests in ((words.OF_ALL, found.of_all), (words.OF_SOME, found.of_some)):
        yield _p("Heading1", title)
        yield _table(REQUEST_WIDTHS, words.REQUEST_HEADS, map(_row, requests)) if requests else _p("Normal", words.NONE)
    yield from _list(found)


def _row(one: Common) -> tuple[Iterable[str], ...]:
    legal = [words.LEGAL] if one.legal else []
    which = [] if one.of_all else [f"n° {join([str(rank) for rank in one.lacking])}"]
    body = [one.title, one.argument, *legal, one.text or words.OWN_TEXT]
    return [one.number], body, [f"{len(one.lacking)} sur {one.concerned}", *which]


def _list(found: Framework) -> Iterator[str]:
    yield _p("Heading1", words.CONTRACTS)
    rows = (
        ([str(rank)], [view.practice.name], [_named(view)], [str(len(view.requests))])
        for rank, view in enumerate(found.contracts, start=1)
    )
    yield _table(CONTRACT_WIDTHS, words.CONTRACT_HEADS, rows)


def _named(view: ProviderView) -> str:
    told = ", ".join(filter(None, (view.contract.title, view.contract.reference)))
    return told if view.contract.signed else f"{told} (projet)"


def _told(found: Framework) -> str:
    """« trois contrats », and how many of them nobody has signed."""
    drafts = sum(not view.contract.signed for view in found.contracts)
    return f"{_contracts(found)}, dont {counted(drafts, 'projet', 'projets')}," if drafts else _contracts(found)


def _contracts(found: Framework) -> str:
    return counted(len(found.contracts), "contrat", "contrats")


def _document(title: str, found: Framework, body: Iterable[str]) -> bytes:
    head = f"{title} – {found.name}"
    first = found.contracts[0]
    properties = Properties(head, first.writer.name, first.iso_day, _contracts(found), "")
    link = look.link_id("header"), look.link_id("footer")
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{link[0]}"/><w:footerReference w:type="default" '
        f'r:id="{link[1]}"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1077" '
        'w:left="1134" w:header="567" w:footer="510" w:gutter="0"/></w:sectPr>'
    )
    changed = {
        BODY: f"<w:document {look.NAMESPACES}><w:body>{''.join(body)}{section}</w:body></w:document>",
        look.HEADER: f"<w:hdr {look.NAMESPACES}>{_p('Header', head)}</w:hdr>",
        look.FOOTER: f"<w:ftr {look.NAMESPACES}>{_p('Footer', '')}</w:ftr>",
        CORE: core_properties(properties),
    }
    members = {
        **look.shared_members(),
        **{name: member(name, encoded(xml), EACH_TIME) for name, xml in changed.items()},
    }
    return archive(members[name] for name in ordered(members))


def _p(style: str, text: str) -> str:
    lines = escaped(typeset(text)).split("\n")
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{runs}</w:r></w:p>'


def _table(widths: Sequence[int], heads: Sequence[str], rows: Iterable[Sequence[Iterable[str]]]) -> str:
    """Cells are paragraphs; the heads come again on each page."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(_cell(width, [text], "Objet", TINT) for width, text in zip(widths, heads, strict=True))
    lines = "".join(
        f"<w:tr>{''.join(_cell(width, cell, 'Cellule') for width, cell in zip(widths, row, strict=True))}</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Demandes"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{lines}</w:tbl>"
    )


def _cell(width: int, paragraphs: Iterable[str], style: str, shade: str = "") -> str:
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    content = "".join(_p(style, text) for text in paragraphs if text)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{filled}</w:tcPr>{content}</w:tc>'
