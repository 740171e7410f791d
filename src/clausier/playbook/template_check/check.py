"""A template read without being run: its tags, its names, what it must print, what it must not carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jinja2 import TemplateSyntaxError

from clausier.documents.catalogue import Content
from clausier.errors import Problem
from clausier.office.package import parse
from clausier.office.word import metered, sandbox
from clausier.office.word import render as word
from clausier.office.word.budget import SHARE_OUT, TAGS, TOO_MANY
from clausier.office.word.clean import cleaned
from clausier.office.word.wrapper import BODY, STYLES
from clausier.office.word.xml import Element
from clausier.playbook.template_check import blocks, foreign, required
from clausier.playbook.template_check.places import (
    Fault,
    Paragraph,
    labels,
    opened,
    paragraphs,
    require,
    stories,
)
from clausier.playbook.template_check.reader import Reader
from clausier.playbook.template_check.shapes import Shape
from clausier.playbook.template_check.tags import Tag, tags_of
from clausier.playbook.template_check.values import Printed


@dataclass(frozen=True)
class Names:
    """The names that a template may use, and why others are not for it: name → what to do."""

    known: Mapping[str, Shape]
    absent: Mapping[str, str]


@dataclass(frozen=True)
class _Read:
    """What a part of the file says."""

    faults: tuple[Fault, ...]
    printed: tuple[tuple[Tag, Printed], ...]
    seen: frozenset[str]


def check(content: bytes, file: str, prints: Content, names: Names) -> tuple[Fault, ...]:
    """All the faults of a file that `word.templates.read_template` accepts, in the order of the document.

    Raises InvalidInput for a file without a body or styles where Word puts them.
    `prints` is what the template has to print; `file` names it in the faults.
    """
    cleaning = cleaned(opened(content, file))
    require(cleaning.members, file)
    members, called = cleaning.members, labels(cleaning.members)
    filled = dict(stories(members))
    if sum(metered.tags("".join(root.itertext())) for root in filled.values()) > TAGS:
        return (Fault(Problem(file, "", TOO_MANY, SHARE_OUT)),)
    parts = [_part(name, root, called.get(name, name), members, names) for name, root in filled.items()]
    printed = [pair for part in parts for pair in part.printed]
    seen = {path for part in parts for path in part.seen}
    faults = [
        *foreign.package_faults(members, cleaning.told, tuple(filled)),
        *foreign.other_faults(members, tuple(filled)),
        *required.missing(prints, printed, seen),
        *(fault for part in parts for fault in part.faults),
    ]
    return _arranged(faults, file)


def _part(name: str, root: Element, label: str, members: Mapping[str, bytes], names: Names) -> _Read:
    found = paragraphs(name, root, label)
    tags = tags_of(found)
    faults = [
        *foreign.part_faults(found, root, label, parse(members[STYLES])),
        *foreign.story_faults(found, root, label),
        *tags.faults,
        *blocks.lost(tags.tags, found),
    ]
    if name == BODY:
        faults += foreign.comment_faults(members, found)
    read = _tree(tags.tags, found, names)
    return replace(read, faults=(*faults, *read.faults))


def _tree(tags: Sequence[Tag], found: Sequence[Paragraph], names: Names) -> _Read:
    """The tags read as a program; a line of the tree is a tag."""
    skeleton = blocks.skeleton(tags)
    try:
        tree = sandbox.parsed(skeleton.source)
    except TemplateSyntaxError as error:
        return _Read((*skeleton.faults, found[0].fault(word.in_french(error))), (), frozenset())
    reader = Reader(names.known, names.absent)
    reader.read(tree)
    refused = [tags[one.line - 1].fault(one.message, one.hint) for one in sandbox.refusals(tree)]
    unknown = [tags[one.line - 1].fault(one.message, one.hint) for one in reader.remarks]
    return _Read(
        (*skeleton.faults, *refused, *unknown),
        tuple((tags[one.line - 1], one) for one in reader.printed),
        frozenset(reader.seen),
    )


def _arranged(faults: Sequence[Fault], file: str) -> tuple[Fault, ...]:
    """Each fault once, those of the whole file first, then in the order of the document."""
    named = dict.fromkeys(Fault(replace(fault.problem, file=file), fault.spot) for fault in faults)
    return tuple(sorted(named, key=_order))


def _order(fault: Fault) -> tuple[bool, bool, str, int]:
    spot = fault.spot
    return (
        spot is not None,
        spot is not None and spot.part != BODY,
        spot.part if spot else "",
        spot.rank if spot else 0,
    )
