"""A template without what says who made it, with what and where: `baggage.CLEANED` applied to its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from clausier.office.kinds import CONTENT_TYPES
from clausier.office.package import LINK, RELATIONS, parse, relations, resolved, source_of
from clausier.office.word.baggage import BOUND, CLEANED, KEPT, OTHER, SESSIONS, Row
from clausier.office.word.xml import w

OURS = "clausier"
CORE, APP, SETTINGS = "docProps/core.xml", "docProps/app.xml", "word/settings.xml"
KEPT_PROPERTIES = frozenset(("Application", "AppVersion", "DocSecurity"))
PLACES = next(row for row in CLEANED if row.what == "chemins locaux")
LOCAL = re.compile(r"\s*(file:|[a-z]:[\\/]|\\\\|(?!#|[a-z][a-z0-9+.-]+:)\S)", re.IGNORECASE)
"""A file's address: anything that is neither an anchor nor an address of the web or of a mailbox."""
LOCAL_NAME = re.compile(r"file:|^[a-z]:\\|^\\\\|^/(?:home|users)/", re.IGNORECASE)
SESSION = re.compile(rb' (?:w:rsid\w*|w14:(?:paraId|textId))="[0-9A-Fa-f]{8}"')
"""Numbers of the sessions in which a paragraph was typed."""
NAMED = frozenset(("descr", "title", "name"))
TAGS = re.compile(r"\{\{|\{%")
SILENT = frozenset(("", OURS, "Normal", "Normal.dotm", "Normal.dot"))
EXCERPT = 60


@dataclass
class Cleaning:
    """The parts that are left, and what was taken out: kind → excerpts."""

    members: dict[str, bytes]
    traces: dict[str, list[str]] = field(default_factory=dict)

    def note(self, row: Row, excerpt: str) -> None:
        """Keeps what was removed, if it says something, once."""
        said = " ".join(excerpt.split())[:EXCERPT].rstrip()
        found = self.traces.setdefault(row.what, [])
        if said not in SILENT and said not in found:
            found.append(said)

    @property
    def told(self) -> tuple[str, ...]:
        """« société (« Société Un », « Société Deux ») », for each kind."""
        quoted = {what: ", ".join(f"« {one} »" for one in found) for what, found in self.traces.items() if found}
        return tuple(f"{what} ({excerpts})" for what, excerpts in quoted.items())


def cleaned(members: Mapping[str, bytes]) -> Cleaning:
    """The package without its baggage; parts that need no change keep their bytes."""
    work = Cleaning(dict(members))
    dropped = {name: _without_links(work, name) for name in members if name.endswith(".rels")}
    for name, identifiers in dropped.items():
        if identifiers and source_of(name) in work.members:
            _without_references(work, source_of(name), identifiers)
    _clean_app(work)
    _clean_core(work)
    _clean_settings(work)
    for name in [name for name in work.members if name.startswith("word/") and name.endswith(".xml")]:
        _clean_story(work, name)
    reached = {CONTENT_TYPES, *_reached(work.members)}
    work.members = {name: content for name, content in work.members.items() if name in reached}
    return work


def _reached(members: Mapping[str, bytes], source: str = "") -> set[str]:
    """The parts that relationships lead to, with those relationships."""
    targets: dict[str, list[str]] = {}
    for origin, _, target, external in relations(members):
        if not external:
            targets.setdefault(origin, []).append(target)
    found: set[str] = set()
    waiting = [source]
    while waiting:
        new = [target for target in targets.get(waiting.pop(), ()) if target not in found]
        found.update(new)
        waiting += new
    return found | {name for name in members if name.endswith(".rels") and source_of(name) in {source, *found}}


def _without_links(work: Cleaning, name: str) -> set[str]:
    """The ids of the relationships taken out of this .rels."""
    root = parse(work.members[name])
    found = {}
    for link in list(root):
        row = _row_of(link)
        if row is not None:
            found[link.get("Id", "")] = link
            work.note(row, _kind(link) if row is OTHER else _said(work.members, name, link))
            root.remove(link)
    if found:
        work.members[name] = _serialised(root)
    return set(found)


def _row_of(link: etree._Element) -> Row | None:
    """The kind of baggage that a relationship brings."""
    kind = link.get("Type", "")
    if kind == LINK:
        outside, target = link.get("TargetMode") == "External", link.get("Target", "")
        return PLACES if outside and LOCAL.match(target) and not TAGS.search(target) else None
    word = _kind(link)
    return next((row for row in CLEANED if word in row.relations), None if word in KEPT else OTHER)


def _kind(link: etree._Element) -> str:
    """The last word of the kind of a relationship."""
    return str(link.get("Type", "")).rpartition("/")[2]


def _said(members: Mapping[str, bytes], rels: str, link: etree._Element) -> str:
    """An excerpt of the part that a relationship leads to: its texts, or the names in its attributes."""
    target = str(link.get("Target", ""))
    if link.get("TargetMode") == "External":
        return target
    part = members.get(resolved(rels, target), b"")
    if not part.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        return ""
    root = parse(part)
    authors = [str(value) for one in root.iter() for key, value in one.attrib.items() if str(key).endswith("}author")]
    return ", ".join(authors) or " ".join(text for text in root.itertext() if text.strip())


def _without_references(work: Cleaning, name: str, identifiers: set[str]) -> None:
    """The part without the elements that lean on these relationships; a link gives its text back."""
    root = parse(work.members[name])
    for element in [*root.iter()]:
        used = {value for key, value in element.attrib.items() if str(key).startswith(f"{{{RELATIONS}}}")}
        if used & identifiers:
            _unwrap(element) if element.tag == w("hyperlink") else _remove(element)
    work.members[name] = _serialised(root)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        for child in element:
            element.addprevious(child)
        parent.remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _clean_app(work: Cleaning) -> None:
    """Of docProps/app.xml, only what the program is."""
    if APP not in work.members:
        return
    root = parse(work.members[APP])
    extra = [one for one in root if _local(one) not in KEPT_PROPERTIES]
    for element in extra:
        for row in _rows_of_property(element):
            work.note(row, element.text or "")
        root.remove(element)
    if extra:
        work.members[APP] = _serialised(root)


def _clean_core(work: Cleaning) -> None:
    """Authors are told; each document has core properties of its own anyway."""
    if CORE in work.members:
        for element in parse(work.members[CORE]):
            for row in _rows_of_property(element):
                work.note(row, element.text or "")


def _rows_of_property(element: etree._Element) -> Iterator[Row]:
    return (row for row in CLEANED if _local(element) in row.properties)


def _clean_settings(work: Cleaning) -> None:
    if SETTINGS not in work.members:
        return
    root = parse(work.members[SETTINGS])
    found = [(row, one) for row in CLEANED for name in row.elements for one in root.findall(w(name))]
    for row, element in found:
        values = [str(value) for one in element.iter() for value in one.attrib.values()]
        work.note(row, " ".join(values))
        root.remove(element)
    sessions = [one for one in root if _local(one) in SESSIONS]
    for element in sessions:
        root.remove(element)
    if found or sessions:
        work.members[SETTINGS] = _serialised(root)


def _clean_story(work: Cleaning, name: str) -> None:
    """Bindings of controls, prompts that a tag will fill in, paths in the names of images."""
    content = work.members[name] = SESSION.sub(b"", work.members[name])
    if not any(sign in content for sign in (b"dataBinding", b"showingPlcHdr", b"descr=", b"title=", b"name=")):
        return
    root = parse(content)
    changed = [*_unbound(root), *_paths(work, root)]
    if changed:
        work.members[name] = _serialised(root)


def _unbound(root: etree._Element) -> Iterator[str]:
    """Controls freed from data that do not leave with the document, and from a prompt that a tag will fill in.

    A bound control that holds a tag is an error, and keeps its binding for that to be seen.
    """
    for properties in root.iter(w("sdtPr")):
        control = properties.getparent()
        filled = control is not None and has_tag(control)
        for child in list(properties):
            if _local(child) == "showingPlcHdr" if filled else _local(child) in BOUND.elements:
                properties.remove(child)
                yield _local(child)


def has_tag(element: etree._Element) -> bool:
    """Does its text, whatever its runs, hold a tag?"""
    return bool(TAGS.search("".join(text.text or "" for text in element.iter(w("t")))))


def _paths(work: Cleaning, root: etree._Element) -> Iterator[str]:
    """Names and descriptions of images that are paths on somebody's computer."""
    for element in root.iter():
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] in NAMED and LOCAL_NAME.search(str(value)):
                work.note(PLACES, str(value))
                element.set(key, "")
                yield str(key)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _serialised(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
