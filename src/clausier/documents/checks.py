"""What a finished file must satisfy before it is put in place. Each check yields its problems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import unescape

from lxml import etree

from clausier.documents.package import CONTENT_TYPES, LINK, RELATIONS, W, parse, read_members, relations
from clausier.errors import Problem
from clausier.model.proposal import ProviderView

R = f"{{{RELATIONS}}}"
TAG = re.compile("<[^>]+>")
QUOTES = {"&#34;": '"', "&#39;": "'", "&quot;": '"'}
SAME_STYLE = "Chaque clause a un titre de style « Titre 2 », qui porte {{ d.titre }} et rien d'autre, puis son texte."


def package_problems(file: str, content: bytes) -> Iterator[Problem]:
    """Relationships that lead nowhere, or out of the file."""
    members = read_members(content)
    if CONTENT_TYPES not in members:
        yield Problem(file, "", "le document produit n'a pas de table des contenus.")
    for source, kind, target, external in relations(members):
        if external and kind != LINK:
            yield Problem(file, source, f"le document produit dépend d'un fichier extérieur : {target}.")
        elif not external and target not in members:
            yield Problem(file, source, f"le document produit renvoie à une partie absente : {target}.")
    yield from _dangling(file, members)


def _dangling(file: str, members: Mapping[str, bytes]) -> Iterator[Problem]:
    """Relationship ids that a part uses and does not declare."""
    for name, content in members.items():
        if not name.endswith(".xml") or not name.startswith("word/"):
            continue
        folder, _, base = name.rpartition("/")
        links = members.get(f"{folder}/_rels/{base}.rels")
        declared = {link.get("Id") for link in parse(links)} if links else set()
        used = {
            value
            for element in parse(content).iter()
            for key, value in element.attrib.items()
            if str(key).startswith(R)
        }
        for missing in sorted(str(value) for value in used - declared):
            yield Problem(file, name, f"le document produit emploie un lien non déclaré : {missing}.")


@dataclass(frozen=True, slots=True, eq=False)
class _Section:
    """A clause as the document prints it: its heading and the paragraphs that follow; equal to itself alone."""

    title: str
    paragraphs: tuple[str, ...]


def act_problems(file: str, content: bytes, view: ProviderView) -> Iterator[Problem]:
    """Each gap has exactly one clause, with its whole text; each clause has one gap."""
    members = read_members(content)
    yield from clause_problems(file, members["word/document.xml"].decode(), members["word/styles.xml"], view)


def clause_problems(file: str, body: str, styles: bytes, view: ProviderView) -> Iterator[Problem]:
    """The same on the XML of the body and of the styles."""
    sections = _sections(body, heading_levels(styles))
    wanted = Counter(_plain(request.title) for request in view.requests)
    printed = Counter(section.title for section in sections)
    for title in wanted:
        if printed[title] < wanted[title]:
            yield Problem(file, f"« {title} »", "cette clause manque dans le document à signer.", SAME_STYLE)
        elif printed[title] > wanted[title]:
            yield Problem(
                file,
                f"« {title} »",
                "cette clause figure plusieurs fois dans le document à signer.",
                SAME_STYLE,
            )
    for title in printed.keys() - wanted.keys():
        yield Problem(
            file,
            f"« {title} »",
            "ce titre de style « Titre 2 » n'est celui d'aucune clause demandée.",
            SAME_STYLE,
        )
    yield from _missing_texts(file, sections, view)


def _missing_texts(file: str, sections: list[_Section], view: ProviderView) -> Iterator[Problem]:
    by_title: dict[str, list[_Section]] = {}
    for section in sections:
        by_title.setdefault(section.title, []).append(section)
    for request in view.requests:
        candidates = by_title.get(_plain(request.title), [])
        texts = tuple([block.text for block in request.body])
        if candidates and not any(_holds(section, texts) for section in candidates):
            yield Problem(
                file,
                f"« {request.title} »",
                "le texte de cette clause n'est pas imprimé en entier.",
                SAME_STYLE,
            )


@lru_cache(maxsize=1024)
def _holds(section: _Section, texts: tuple[str, ...]) -> bool:
    """Every text is a paragraph of the section, in the same order."""
    remaining = iter(section.paragraphs)
    return all(any(_plain(text) == paragraph for paragraph in remaining) for text in texts)


def _sections(body: str, levels: Mapping[str, int]) -> list[_Section]:
    """Clauses of the document: a heading of level 2 and what follows, up to the next heading."""
    headings = [(match.start(), levels[match[1]]) for match in _heading(tuple(levels)).finditer(body)]
    ends = [*(start for start, _ in headings[1:]), len(body)]
    return [_section(body[start:end]) for (start, level), end in zip(headings, ends, strict=True) if level == 2]


@lru_cache(maxsize=32)
def _heading(styles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf'<w:pStyle w:val="({"|".join(map(re.escape, styles))})"/>')


@lru_cache(maxsize=1024)
def _section(xml: str) -> _Section:
    """A stretch of whole paragraphs; the same clause in the next document is not read again."""
    title, *paragraphs = [_plain(unescape(TAG.sub(_space, paragraph), QUOTES)) for paragraph in xml.split("</w:p>")]
    return _Section(title, tuple(paragraphs))


def _space(tag: re.Match[str]) -> str:
    return " " if tag[0].startswith(("<w:br", "<w:tab")) else ""


def texts(content: bytes) -> str:
    """Every paragraph of the body on a line, spaces made plain."""
    body = parse(read_members(content)["word/document.xml"])
    return "\n".join(_text(paragraph) for paragraph in body.iter(_w("p")))


@lru_cache(maxsize=32)
def heading_levels(styles: bytes) -> dict[str, int]:
    """Ids of the styles « heading 1 » and « heading 2 », and of those based on them, with the level."""
    all_styles = {style.get(_w("styleId"), ""): style for style in parse(styles).iter(_w("style"))}
    levels = {}
    for identifier in all_styles:
        current, seen = identifier, set[str]()
        while current in all_styles and current not in seen:
            seen.add(current)
            name = _value(all_styles[current], "name").lower()
            if name in ("heading 1", "heading 2"):
                levels[identifier] = int(name[-1])
                break
            current = _value(all_styles[current], "basedOn")
    return levels


def _value(element: etree._Element, child: str) -> str:
    found = element.find(_w(child))
    return "" if found is None else found.get(_w("val"), "")


def _text(paragraph: etree._Element) -> str:
    return _plain(
        "".join(
            node.text or "" if node.tag == _w("t") else " " for node in paragraph.iter(_w("t"), _w("br"), _w("tab"))
        )
    )


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return " ".join(text.split())


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
