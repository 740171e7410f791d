"""A template compiled once: for a document, only strings are rendered and the changed parts compressed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from lxml import etree

from clausier.office import package
from clausier.office.archive import EACH_TIME, STORED_ONCE, Member, archive, member
from clausier.office.word.budget import spending
from clausier.office.word.compiled import shape
from clausier.office.word.compiled.patched import patched
from clausier.office.word.properties import Properties, core_properties, encoded
from clausier.office.word.sandbox import UNCOMPUTABLE, Published
from clausier.office.word.wrapper import BODY, CORE, STYLES

RUN = r"<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
EMPTY_RUN = re.compile(rf"{RUN}(?:<w:t(?: [^>]*)?(?:/>|></w:t>))*</w:r>|<w:r(?: [^>]*)?/>", re.DOTALL)
EMPTY_RUN_END = "></w:t></w:r>"  # tags stand in texts: a run is only emptied by an empty text
LONE_CONDITION = re.compile(
    rf"({RUN}<w:t(?: [^>]*)?>)({{% if [^%]*%}})([^%<]*)({{% endif %}})(</w:t></w:r>)", re.DOTALL
)
PARAGRAPH_END = "</w:p>"
CELL_END = re.compile("</w:tc>")
CELL_CLOSED = ("</w:p>", "<w:p/>", "</w:sdt>", "</w:customXml>")

ENVIRONMENT = Published(StrictUndefined)


@dataclass(frozen=True, slots=True)
class Unsuited:
    """A template that cannot be compiled, and why, in French."""

    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part that changes: its name, its Jinja template, and whether docxtpl must mend its tables."""

    name: str
    template: Template
    uneven: bool


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template ready for any number of documents."""

    parts: tuple[Part, ...]
    members: Mapping[str, Member]
    styles: bytes

    def rendered(self, context: Mapping[str, Any]) -> dict[str, str]:
        """Name → XML of each part that changes. Raises what Jinja raises, and ValueError for what XML cannot hold."""
        with spending():
            return {part.name: _finished(part, part.template.render(context)) for part in self.parts}

    def packed(self, rendered: Mapping[str, str], properties: Properties) -> bytes:
        """The file, the same bytes for the same parts."""
        changed = {CORE: core_properties(properties), **rendered}
        fresh = {name: member(name, encoded(xml), EACH_TIME) for name, xml in changed.items()}
        return archive(fresh.get(name, one) for name, one in self.members.items())


@lru_cache(maxsize=32)
def compiled(name: str, content: bytes) -> Compiled | Unsuited:
    """A safe template, compiled if it can be."""
    ready = patched(name, content)
    if ready is None:
        return Unsuited(shape.LEFT)
    left = [name for name, data in ready.members.items() if name not in ready.sources and _has_tags(name, data)]
    if left or not {BODY, STYLES, CORE} <= ready.members.keys():
        return Unsuited(shape.LEFT)
    try:
        with spending():
            parts = _parts({name: _lightened(xml) for name, xml in ready.sources.items()})
    except (TemplateError, *UNCOMPUTABLE):
        return Unsuited(shape.LEFT)
    if isinstance(parts, Unsuited):
        return parts
    members = {name: member(name, ready.members[name], STORED_ONCE) for name in package.ordered(ready.members)}
    return Compiled(parts, members, ready.members[STYLES])


def _parts(sources: Mapping[str, str]) -> tuple[Part, ...] | Unsuited:
    trees = {name: ENVIRONMENT.parse(source) for name, source in sources.items()}
    outlines = {name: shape.outline(tree) for name, tree in trees.items()}
    faults = {fault: None for outline in outlines.values() for fault in outline.faults}
    if faults:
        return Unsuited(" ; ".join(faults))
    return tuple(_part(name, tree, outlines[name]) for name, tree in trees.items())


def _has_tags(name: str, data: bytes) -> bool:
    return name.startswith("word/") and name.endswith(".xml") and bool(shape.TAG_LEFT.search(data.decode()))


def _lightened(source: str) -> str:
    """The source without runs that print nothing, and with lone conditions around their run."""
    return LONE_CONDITION.sub(r"\2\1\3\5\4", EMPTY_RUN.sub("", source))


def _part(name: str, tree: nodes.Template, outline: shape.Outline) -> Part:
    uneven = not shape.has_even_tables("".join(outline.skeleton))
    code = ENVIRONMENT.compile(tree)
    return Part(name, Template.from_code(ENVIRONMENT, code, ENVIRONMENT.make_globals(None)), uneven)


def _finished(part: Part, xml: str) -> str:
    """What docxtpl and `tidy` do to a rendered part, done only where there is something to do."""
    if "\r" in xml:
        xml = xml.replace("\r\n", "\n").replace("\r", "\n")
    for mark in "\n\t":
        if mark in xml:
            xml = "".join(_with_breaks(xml, mark))
    if EMPTY_RUN_END in xml:
        xml = EMPTY_RUN.sub("", xml)
    if part.uneven:
        xml = _mended(xml)
    if xml.count("</w:tc>") != xml.count("</w:p></w:tc>"):
        xml = CELL_END.sub(_closed, xml)
    return xml


def _with_breaks(xml: str, mark: str) -> Iterator[str]:
    """The part in pieces, docxtpl's elements in the paragraphs that hold the mark: on the whole it takes far longer."""
    from clausier.office.word.render import with_breaks

    done = 0
    while (place := xml.find(mark, done)) >= 0 and (end := xml.find(PARAGRAPH_END, place)) >= 0:
        before = xml.rfind(PARAGRAPH_END, done, place)
        start = done if before < 0 else before
        yield xml[done:start]
        done = end + len(PARAGRAPH_END)
        yield with_breaks(xml[start:done])
    yield xml[done:]


def _mended(xml: str) -> str:
    """The part with the columns of its tables counted anew, by docxtpl where one has other columns than its rows."""
    root = package.parse(xml.encode())
    if shape.has_true_tables(root):
        return str(etree.tostring(root, encoding="unicode"))
    from clausier.office.word.render import with_mended_tables

    return with_mended_tables(xml)


def _closed(end: re.Match[str]) -> str:
    """A cell ends with a paragraph, or Word refuses the file."""
    return end[0] if end.string.endswith(CELL_CLOSED, 0, end.start()) else f"<w:p/>{end[0]}"
