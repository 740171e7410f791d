"""The layout of a sheet that has no other shape than its model: a row a key, a grid a mapping or a list of records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import MappingProxyType

from clausier.model.base import Model
from clausier.office.word.stylenames import NAME
from clausier.office.word.text import Kind
from clausier.playbook.book.shapes import (
    REMOVED,
    Column,
    Field,
    GridLayout,
    Layout,
    column,
    remove_row,
    styled,
)
from clausier.playbook.fields import LEAVES, Form, Member, Slot, members, record_of, slots

NAMES = "Nom"
"""The title of the column of names."""


def plain_layout(
    model: type[Model],
    style: str,
    *,
    keys: Collection[str],
    heading: tuple[Slot, ...] = (),
    removable: bool = False,
    rare: Collection[str] = (),
) -> Layout:
    """The layout of these keys of a model, in its order; `style` is that of its paragraphs.

    The rows of a `rare` key, or of what it holds, stand only where it says something, and in the sheet to copy.
    """
    held = {slot: one for slot, one in slots(model) if slot[0] in keys}
    fields = tuple(_field(slot, one, model, style) for slot, one in held.items() if _is_row(slot, one, heading))
    rows = (*fields, *([remove_row("retrait")] if removable else []))
    grids = tuple(_grid(slot, one, style) for slot, one in held.items() if one.form not in LEAVES)
    order = (*(one.key for one in fields), *(grid.key for grid in grids), *([REMOVED] if removable else []))
    unsaid = {one.key: one.member.unsaid for one in rows if one.member.form is Form.YES_NO}
    return Layout(
        MappingProxyType({"": order}),
        MappingProxyType(held),
        rows,
        grids,
        heading,
        MappingProxyType({one.key: slot for one in rows for slot in _rare(one.slot, rare)}),
        always=frozenset(grid.key for grid in grids),
        unsaid=MappingProxyType(unsaid),
    )


def _rare(slot: Slot, rare: Collection[str]) -> Iterator[Slot]:
    """The key of a slot, or that which holds it, that is rare."""
    heads = (slot[:length] for length in range(1, len(slot) + 1))
    yield from (head for head in heads if ".".join(head) in rare)


def _is_row(slot: Slot, member: Member, heading: tuple[Slot, ...]) -> bool:
    return member.form in LEAVES and slot not in heading


def _field(slot: Slot, member: Member, model: type[Model], style: str) -> Field:
    """A row; the label of a key inside another says both."""
    outer = f"{members(model)[slot[0]].title} : " if len(slot) > 1 else ""
    label = f"{outer}{member.title[:1].lower()}{member.title[1:]}" if outer else member.title
    return Field(slot, member, label, styled("condition" if member.form is Form.CONDITION else style))


def _grid(slot: Slot, member: Member, style: str) -> GridLayout:
    return GridLayout(".".join(slot), member.title, tuple(_columns(member, style)), slots=(slot,))


def _columns(member: Member, style: str) -> Iterator[Column]:
    if member.form is Form.TABLE:
        yield column(NAMES, NAME, Kind.WORD)
        yield from (column(head, style, member.kind, 2) for head in member.heads)
    elif member.form is Form.MAPPING:
        yield column(f"{member.title} : {NAMES.lower()}", NAME, Kind.WORD)
        yield column(member.title, style, member.kind, 3)
    else:
        if member.form is Form.NAMED:
            yield column(NAMES, NAME, Kind.WORD)
        for one in members(record_of(member)).values():
            is_long = one.text is not None and one.kind is not Kind.WORD
            inner = NAME if one.key == "id" else "condition" if one.form is Form.CONDITION else style
            yield column(one.title, inner, one.kind, 5 if is_long else 2)
