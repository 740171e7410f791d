"""What sheets of a library book are made of: rows of fields, grids, and the layout that puts them in order.

Nothing of Word, and nothing of what a given part of the library holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clausier.model.text import TextFamily
from clausier.office.word.stylenames import NAME, PREFIX, REMINDER
from clausier.office.word.text import Kind
from clausier.playbook.fields import Form, Member, Slot

REMOVED = "desactive"
"""The key of the row that takes away what a sheet describes."""
REMOVE = Member(REMOVED, "Retirer", Form.YES_NO)


@dataclass(frozen=True, slots=True)
class Field:
    """A row « label | content » of a sheet; `style` is the paragraph style of its content."""

    slot: Slot
    member: Member
    label: str
    style: str

    @property
    def key(self) -> str:
        return ".".join(self.slot)

    @property
    def kind(self) -> Kind:
        return self.member.kind

    @property
    def is_internal(self) -> bool:
        """Is it never for the provider?"""
        return self.slot[0] == "reperes" or (
            self.member.text is not None and self.member.text.family is TextFamily.NOTE
        )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; `width` is its weight among the others."""

    title: str
    style: str
    kind: Kind
    width: int = 1


@dataclass(frozen=True, slots=True)
class GridLayout:
    """A grid of what stands at some keys of a sheet's tree.

    `repeated` is the style and kind of the columns that follow the fixed ones, one per alternative.
    """

    key: str
    label: str
    columns: tuple[Column, ...]
    repeated: Column | None = None
    slots: tuple[Slot, ...] = ()

    def column(self, rank: int) -> Column:
        return self.columns[rank] if rank < len(self.columns) or self.repeated is None else self.repeated

    def fits(self, header: tuple[str, ...]) -> bool:
        fixed = tuple(column.title for column in self.columns)
        return header[: len(fixed)] == fixed and (len(header) == len(fixed) or self.repeated is not None)


@dataclass(frozen=True)
class Layout:
    """What a sheet holds, in order: the export and the reading go by it alone.

    `sections`: title → keys of fields and grids. `members`: key of the tree → what it may hold; `heading` are those
    that stand in the heading. A field that `goes_with` another key stands in a sheet only where that key says
    something; grids that are not `always` there, only where they say something.
    """

    sections: Mapping[str, tuple[str, ...]]
    members: Mapping[Slot, Member]
    fields: tuple[Field, ...] = ()
    grids: tuple[GridLayout, ...] = ()
    heading: tuple[Slot, ...] = ()
    goes_with: Mapping[str, Slot] = field(default_factory=dict)
    always: frozenset[str] = frozenset()
    unsaid: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The keys that a sheet describes, in the order of the model."""
        held = {
            *self.heading,
            *(one.slot for one in self.fields),
            *(slot for grid in self.grids for slot in grid.slots),
        }
        return tuple(slot for slot in self.members if slot in held)

    @cached_property
    def field_by_key(self) -> Mapping[str, Field]:
        return {one.key: one for one in self.fields}

    @cached_property
    def grid_by_key(self) -> Mapping[str, GridLayout]:
        return {grid.key: grid for grid in self.grids}

    @cached_property
    def by_label(self) -> Mapping[str, Field]:
        return {one.label: one for one in self.fields}

    def grid_of(self, header: tuple[str, ...]) -> GridLayout | None:
        """The grid that has this header, or None."""
        return next((grid for grid in self.grids if grid.fits(header)), None)

    def label_of(self, key: str) -> str:
        """The label of a field, a grid or a key, for messages."""
        found = self.field_by_key.get(key) or self.grid_by_key.get(key)
        slot = tuple(key.split("."))
        return found.label if found else self.members[slot].title if slot in self.members else key


def styled(style: str) -> str:
    """The name of a paragraph style of the book."""
    return style if style in (NAME, REMINDER) else PREFIX + style


def column(title: str, style: str, kind: Kind, width: int = 1) -> Column:
    return Column(title, styled(style), kind, width)


def style_of(member: Member) -> str:
    """The style of what is named after its key; conditions have theirs."""
    return "condition" if member.form is Form.CONDITION else member.title[:1].lower() + member.title[1:]


def remove_row(style: str) -> Field:
    """The row by which what a sheet describes is taken out of the library."""
    return Field((REMOVED,), REMOVE, REMOVE.title, styled(style))
