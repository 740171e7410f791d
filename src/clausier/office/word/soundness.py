"""Is a Word file whole, and what does it print: its links, its headings, its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from clausier.errors import Problem
from clausier.office.kinds import CONTENT_TYPES
from clausier.office.package import LINK, RELATIONS, parse, read_members, relations
from clausier.office.word.reading import lines
from clausier.office.word.switches import inherited
from clausier.office.word.xml import Element, value, w

R = f"{{{RELATIONS}}}"
HEADINGS = {"heading 1": 1, "heading 2": 2}


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
            link for element in parse(content).iter() for key, link in element.attrib.items() if str(key).startswith(R)
        }
        for missing in sorted(str(link) for link in used - declared):
            yield Problem(file, name, f"le document produit emploie un lien non déclaré : {missing}.")


def texts(content: bytes) -> str:
    """Every paragraph of the body on a line, spaces made plain."""
    body = parse(read_members(content)["word/document.xml"])
    return "\n".join(plain(line) for line in lines(body))


@lru_cache(maxsize=32)
def heading_levels(styles: bytes) -> dict[str, int]:
    """The same, of a part that many documents share."""
    return levels_of(parse(styles))


def levels_of(styles: Element) -> dict[str, int]:
    """Ids of the styles « heading 1 » and « heading 2 », and of those based on them, with the level."""
    all_styles = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))}
    own = {identifier: HEADINGS.get(value(style, "name").lower()) for identifier, style in all_styles.items()}
    return {identifier: level for identifier, level in inherited(own, all_styles).items() if level is not None}


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The text with its spaces made plain."""
    return " ".join(text.split())
