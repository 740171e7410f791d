"""Sheets of a library book, as read in Word, → canonical trees. Whatever cannot be understood is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from clausier.errors import Problem
from clausier.model.expression import ExpressionError, expression
from clausier.office.word.places import excerpt, place
from clausier.playbook.book.book import Sheet
from clausier.playbook.book.shapes import REMOVED, Layout
from clausier.playbook.conditions import ConditionTree, understood
from clausier.playbook.fields import Form, Member, Slot, members, record_of
from clausier.playbook.trees import Tree, nested, spelled, without_blanks

DASH = re.compile(r"(?<=\s)[–—](?=\s)")
NAME = re.compile(r"[a-z0-9_][a-z0-9_-]*")
NAMED_SO = "Écrire en minuscules, sans accent ni espace, par exemple « delai_rapport »."


def plain_of(sheet: Sheet, layout: Layout, file: str) -> tuple[Tree, tuple[Problem, ...]]:
    """The tree that a sheet describes by its layout, and what could not be understood in it."""
    reader = SheetReader(sheet, layout, file)
    return reader.tree(), tuple(reader.problems)


def is_removed(sheet: Sheet) -> bool:
    """Does its row say that what it describes is to be taken out?"""
    return sheet.fields.get(REMOVED, "").casefold() == "oui"


@dataclass
class SheetReader:
    """One sheet being understood; problems gather on the way."""

    sheet: Sheet
    layout: Layout
    file: str
    problems: list[Problem] = field(default_factory=list)
    name = NAME

    def tree(self) -> Tree:
        found = self.found()
        return nested({slot: found.get(slot) for slot in self.layout.slots})

    def found(self) -> dict[Slot, Any]:
        """What the heading, the fields and the grids say of each key."""
        self._check_removed()
        heading = dict.fromkeys(self.layout.heading, self.sheet.title)
        fields = {
            row.slot: self.read(self.sheet.fields.get(row.key, ""), row.member, row.key)
            for row in self.layout.fields
            if row.key != REMOVED
        }
        return {
            **heading,
            **fields,
            **{grid.slots[0]: self.grid(grid.slots[0], grid.key) for grid in self.plain_grids()},
        }

    def plain_grids(self) -> Iterator[Any]:
        yield from self.layout.grids

    def _check_removed(self) -> None:
        said = self.sheet.fields.get(REMOVED, "")
        if said.casefold() not in ("oui", "non", ""):
            self.fault(
                REMOVED, said, "cette ligne dit « oui » ou « non ».", "Écrire « oui » pour retirer, sinon « non »."
            )

    def read(self, text: str, member: Member, key: str) -> Any:
        """What a cell or a row says of a key."""
        if member.form is Form.CONDITION:
            return self.condition(text, key)
        if member.form is Form.WORDS:
            return [word.strip() for word in text.split(",") if word.strip()]
        if member.form is Form.LINES:
            return self.expressions(text, key)
        if member.form is Form.NUMBER and text.isdecimal():
            return int(text)
        if member.form is Form.YES_NO:
            return "" if text == member.unsaid else text
        return spelled(text, member.text)

    def grid(self, slot: Slot, key: str) -> Any:
        """What a grid says of the one key that it shows."""
        member = self.layout.members[slot]
        if member.form is Form.TABLE:
            rows = sorted(self.unique(key))
            heads = enumerate(member.heads, start=1)
            found = {
                head: {row[0]: spelled(row[rank], member.text) for row in rows if row[rank]} for rank, head in heads
            }
            return without_blanks(found)
        if member.form is Form.MAPPING:
            return {row[0]: spelled(row[1], member.text) for row in sorted(self.unique(key)) if row[1]}
        if member.form is Form.NAMED:
            return {row[0]: self._record(row[1:], member, key) for row in self.unique(key)}
        return [self._record(row, member, key) for row in self.rows(key)]

    def _record(self, cells: tuple[str, ...], member: Member, key: str) -> Tree:
        inner = members(record_of(member)).values()
        found = {one.key: self.read(cell, one, key) for one, cell in zip(inner, cells, strict=False)}
        return {one.key: found[one.key] for one in inner if one.required or found[one.key]}

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        grid = self.sheet.grids.get(key)
        return grid.rows if grid else ()

    def unique(self, key: str, name: re.Pattern[str] | None = None) -> Iterator[tuple[str, ...]]:
        """Rows that begin with a name, each name once; `name` where it is no name of a key."""
        seen: set[str] = set()
        for row in self.rows(key):
            if not (name or self.name).fullmatch(row[0]):
                self.fault(key, row[0] or " | ".join(row[1:]), "le nom de cette ligne est illisible.", NAMED_SO)
            elif row[0] in seen:
                self.fault(key, row[0], "ce nom figure sur deux lignes.", "N'en garder qu'une.")
            else:
                seen.add(row[0])
                yield row

    def condition(self, text: str, key: str) -> ConditionTree:
        try:
            return understood(text)
        except ValueError as error:
            self.fault(key, text, str(error), "")
            return []

    def expressions(self, text: str, key: str) -> list[str]:
        """One a line, each once; Word makes dashes of hyphens that stand alone."""
        lines = [" ".join(line.split()) for line in text.splitlines()]
        found = list(dict.fromkeys(DASH.sub("-", line) for line in lines if line))
        for one in found:
            try:
                expression(one)
            except ExpressionError as error:
                self.fault(key, one, str(error), "Un paragraphe par repère ; la langue : docs/bibliotheque.md.")
        return found

    def fault(self, key: str, text: str, message: str, hint: str) -> None:
        where = place(self.sheet.heading, self.layout.label_of(key), f"« {excerpt(text)} »" if text.strip() else "")
        self.problems.append(Problem(self.file, where, message, hint))
