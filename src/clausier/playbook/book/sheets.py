"""Canonical trees → sheets of a library book, by their layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from clausier.playbook.book.book import Grid, Sheet
from clausier.playbook.book.shapes import GridLayout, Layout
from clausier.playbook.conditions import written
from clausier.playbook.fields import Form, Member, Slot, members, record_of
from clausier.playbook.trees import Tree, at

Row = tuple[str, ...]


def plain_sheet(part: str, id_: str, tree: Tree, layout: Layout, title: str = "") -> Sheet:
    """The sheet of what has no other shape than its model: a row a key, a grid a mapping or a list of records."""
    heading = "".join(str(at(tree, slot) or "") for slot in layout.heading) or title
    grids = {grid.key: Grid(titles(grid), tuple(rows_of(grid.slots[0], layout, tree))) for grid in layout.grids}
    return Sheet(id_, id_ if part == "categorie" else "", heading, part, dict(shown_fields(tree, layout)), grids)


def blank_fields(layout: Layout) -> dict[str, str]:
    """Every field, ready to be filled in."""
    return {one.key: layout.unsaid.get(one.key, "") for one in layout.fields}


def titles(grid: GridLayout) -> tuple[str, ...]:
    return tuple(column.title for column in grid.columns)


def shown_fields(tree: Tree, layout: Layout) -> Iterator[tuple[str, str]]:
    """Every field; one that goes with another key only where that key says something."""
    for field in layout.fields:
        other = layout.goes_with.get(field.key)
        if other is None or at(tree, other):
            yield field.key, shown(at(tree, field.slot), field.member) or layout.unsaid.get(field.key, "")


def shown(value: Any, member: Member) -> str:
    if value is None:
        return ""
    if member.form is Form.CONDITION:
        return written(value)
    separator = {Form.WORDS: ", ", Form.LINES: "\n"}.get(member.form)
    return text(value) if separator is None else separator.join(value)


def rows_of(slot: Slot, layout: Layout, tree: Tree) -> Iterator[Row]:
    """The rows of a grid that holds what stands at one key."""
    member, found = layout.members[slot], at(tree, slot)
    if member.form is Form.TABLE:
        names = dict.fromkeys(name for head in member.heads for name in (found or {}).get(head, {}))
        yield from (
            (name, *(text((found or {}).get(head, {}).get(name, "")) for head in member.heads)) for name in names
        )
    elif member.form is Form.MAPPING:
        yield from ((name, text(value)) for name, value in (found or {}).items())
    else:
        yield from records(member, found or ())


def records(member: Member, found: Any) -> Iterator[Row]:
    """A row a record, after its name if it has one."""
    named: Iterable[tuple[str | None, Tree]]
    named = found.items() if isinstance(found, dict) else ((None, item) for item in found)
    for name, item in named:
        cells = (shown(item.get(key), one) for key, one in members(record_of(member)).items())
        yield (*(() if name is None else (name,)), *cells)


def text(value: Any) -> str:
    return str(value).rstrip("\n")
