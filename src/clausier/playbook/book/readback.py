"""Sheets of a library book, as read in Word, → canonical trees. Whatever cannot be understood is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from clausier.errors import Problem
from clausier.model.expression import ExpressionError, expression
from clausier.office.word.places import excerpt, place
from clausier.playbook.book import layout
from clausier.playbook.book.book import Sheet
from clausier.playbook.book.layout import label_of
from clausier.playbook.book.sheets import BOUNDS, FALLBACK, FLOOR, IF, TARGET
from clausier.playbook.conditions import ConditionTree, understood
from clausier.playbook.fields import Form, Member, Slot, members, record_of
from clausier.playbook.trees import Tree, nested, spelled, without_blanks

DASH = re.compile(r"(?<=\s)[–—](?=\s)")
NAME = re.compile(r"[a-z_][a-z0-9_]*")
KEYS_OF_BOUNDS = {shown: key for key, shown in BOUNDS.items()}


def point_of(sheet: Sheet, file: str) -> tuple[Tree, tuple[Problem, ...]]:
    """The tree that a sheet describes, and what could not be understood in it."""
    reader = _Reader(sheet, file)
    return reader.tree(), tuple(reader.problems)


def category_of(sheet: Sheet) -> Tree:
    return without_blanks({"intitule": sheet.title, **sheet.fields})


@dataclass
class _Reader:
    """One sheet being understood; problems gather on the way."""

    sheet: Sheet
    file: str
    problems: list[Problem] = field(default_factory=list)

    def tree(self) -> Tree:
        found: dict[Slot, Any] = {("numero",): self.sheet.number, layout.TITLE: self.sheet.title}
        for row in layout.FIELDS:
            found[row.slot] = self._read(self.sheet.fields.get(row.key, ""), row.member, row.key)
        for grid in layout.RECORD_GRIDS:
            found[grid.slots[0]] = self._records(grid.slots[0], grid.key)
        found["exigence", "mesure"] = [self._measure(row) for row in self._rows("exigence.mesure")]
        found["exigence", "preuve"] = self._proof()
        found["parametres",] = dict(sorted((row[0], row[1]) for row in self._unique("parametres")))
        parts = ((row[0], self._expressions(row[1], "reperes.volets")) for row in self._unique("reperes.volets"))
        found["reperes", "volets"] = dict(sorted(without_blanks(dict(parts)).items()))
        found |= self._positions() | self._wordings() | self._by_verdict()
        return nested({slot: found.get(slot) for slot in layout.POINT_SLOTS})

    def _read(self, text: str, member: Member, key: str) -> Any:
        """What a cell or a row says of a key."""
        if member.form is Form.CONDITION:
            return self._condition(text, key)
        if member.form is Form.WORDS:
            return [word.strip() for word in text.split(",") if word.strip()]
        if member.form is Form.LINES:
            return self._expressions(text, key)
        if member.form is Form.NUMBER and text.isdecimal():
            return int(text)
        return _unless_no(text) if member.form is Form.YES_NO else spelled(text, member.text)

    def _records(self, slot: Slot, key: str) -> Any:
        """A record a row; those that have a name by name."""
        member = layout.POINT[slot]
        if member.form is Form.NAMED:
            return {row[0]: self._record(row[1:], member, key) for row in self._unique(key)}
        return [self._record(row, member, key) for row in self._rows(key)]

    def _record(self, cells: tuple[str, ...], member: Member, key: str) -> Tree:
        inner = members(record_of(member)).values()
        found = {one.key: self._read(cell, one, key) for one, cell in zip(inner, cells, strict=False)}
        return {one.key: found[one.key] for one in inner if one.required or found[one.key]}

    def _measure(self, row: tuple[str, ...]) -> Tree:
        nature, bound, threshold, origin, required, label, synonyms = row
        if bound not in KEYS_OF_BOUNDS:
            self._fault("exigence.mesure", bound, "la borne est illisible.", "Écrire : au moins, au plus ou parmi.")
        asked: Any = required
        if required not in ("oui", "non", ""):
            asked = self._condition(required, "exigence.mesure")
        return without_blanks(
            {
                "nature": nature,
                KEYS_OF_BOUNDS.get(bound, "au_moins"): threshold,
                "origine": origin,
                "requise": "" if asked == "oui" else asked,
                "libelle": label,
                "synonymes": [word.strip() for word in synonyms.split(",") if word.strip()],
            }
        )

    def _proof(self) -> Tree:
        found: Tree = {"activites": []}
        for name, value, condition in self._rows("exigence.preuve"):
            when = self._condition(condition, "exigence.preuve")
            words = [word.strip() for word in value.split(",")]
            if name == "activites":
                found["activites"].append(without_blanks({"si": when, "parmi": words}))
            elif name == "nature" and "nature" not in found:
                found |= {"nature": value, "si": when}
            elif name == "hebergement" and name not in found and not when:
                found[name] = words
            else:
                message = "cette ligne de la preuve est illisible."
                self._fault("exigence.preuve", name, message, "Lignes admises : nature, hebergement, activites.")
        return without_blanks({key: found.get(key) for key in ("nature", "si", "activites", "hebergement")})

    def _positions(self) -> dict[Slot, Any]:
        grid = self.sheet.grids.get("positions")
        if grid is None:
            return {}
        header = grid.header[1:]
        fallbacks = [f"{FALLBACK} {rank}" for rank in range(1, len(header) - 1)]
        if header != (TARGET, *fallbacks, FLOOR) or not fallbacks:
            self._fault(
                "positions",
                " | ".join(header),
                "les colonnes des positions ne sont plus celles qui sont attendues.",
                "Attendu : Cible, Repli 1, Repli 2, …, Plancher. Pour retirer une position, vider sa colonne.",
            )
            return {}
        rows = list(self._unique("positions"))
        stages = [self._stage(rows, rank) for rank in range(1, len(grid.header))]
        fallbacks_given = [stage for stage in stages[1:-1] if stage]
        return dict(zip(layout.POSITIONS, (stages[0], fallbacks_given, stages[-1]), strict=True))

    def _stage(self, rows: list[tuple[str, ...]], rank: int) -> Tree:
        """A position: the target's values in the order of the rows, those of the others sorted."""
        values = [(row[0], row[rank]) for row in rows if row[0] not in layout.POSITION_TEXTS]
        written = {row[0]: row[rank] for row in rows}
        texts = {key: spelled(written.get(key, ""), one.text) for key, one in layout.POSITION_TEXTS.items()}
        return without_blanks({**dict(values if rank == 1 else sorted(values)), **texts})

    def _wordings(self) -> dict[Slot, Any]:
        wordings = self.sheet.grids.get("clause.redactions")
        if wordings is None:
            return {}
        (base, *others), (_, *details) = self._texts_and_details()
        found = zip(wordings.header[1:], others, details, strict=True)
        variants = [self._variant(*one) for one in found if any(one)]
        return {layout.BASE_TEXT: spelled(base, layout.POINT[layout.BASE_TEXT].text), layout.VARIANTS: variants}

    def _by_verdict(self) -> dict[Slot, Any]:
        rows = sorted(self._unique("clause.constats"))
        return {
            ("clause", key): {row[0]: spelled(row[rank], one.text) for row in rows if row[rank]}
            for rank, (key, one) in enumerate(layout.BY_VERDICT.items(), start=1)
        }

    def _texts_and_details(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The row of the texts, and that of the details which variants have of their own."""
        key = "clause.redactions"
        rows = self._rows(key)
        none = ("",) * len(self.sheet.grids[key].header)
        texts, details = (*rows, none, none)[:2]
        if len(rows) > 2:
            hint = "Une colonne par rédaction : son texte dans la première ligne, ses précisions dans la deuxième."
            self._fault(
                key, rows[2][0] or " | ".join(rows[2]), "ce tableau n'a que deux lignes sous son en-tête.", hint
            )
        if details[0]:
            hint = "Celles du texte de base s'écrivent en face de « Précisions » ; ici, celles des variantes seulement."
            self._fault(key, details[0], "cette ligne est celle des précisions des variantes.", hint)
        return texts, details

    def _variant(self, header: str, text: str, details: str) -> Tree:
        if not header.startswith(IF):
            message = "l'en-tête d'une variante dit à quelle condition elle s'emploie."
            self._fault("clause.redactions", header or text, message, "Écrire par exemple « Si type : hebergement ».")
            return {}
        condition = self._condition(header.removeprefix(IF), "clause.redactions")
        if not condition or not text:
            hint = "Compléter la condition et le texte, ou vider la colonne, en-tête compris."
            self._fault("clause.redactions", header, "cette variante est incomplète.", hint)
        rows = zip(layout.VARIANT_TEXTS.items(), (text, details), strict=True)
        return without_blanks({"si": condition, **{key: spelled(found, one.text) for (key, one), found in rows}})

    def _rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        grid = self.sheet.grids.get(key)
        return grid.rows if grid else ()

    def _unique(self, key: str) -> Iterator[tuple[str, ...]]:
        """Rows that begin with a name, each name once."""
        seen: set[str] = set()
        for row in self._rows(key):
            if not NAME.fullmatch(row[0]):
                hint = "Écrire en minuscules, sans accent ni espace, par exemple « delai_rapport »."
                self._fault(key, row[0] or " | ".join(row[1:]), "le nom de cette ligne est illisible.", hint)
            elif row[0] in seen:
                self._fault(key, row[0], "ce nom figure sur deux lignes.", "N'en garder qu'une.")
            else:
                seen.add(row[0])
                yield row

    def _condition(self, text: str, key: str) -> ConditionTree:
        try:
            return understood(text)
        except ValueError as error:
            self._fault(key, text, str(error), "")
            return []

    def _expressions(self, text: str, key: str) -> list[str]:
        """One a line, each once; Word makes dashes of hyphens that stand alone."""
        lines = [" ".join(line.split()) for line in text.splitlines()]
        found = list(dict.fromkeys(DASH.sub("-", line) for line in lines if line))
        for one in found:
            try:
                expression(one)
            except ExpressionError as error:
                self._fault(key, one, str(error), "Un paragraphe par repère ; la langue : docs/bibliotheque.md.")
        return found

    def _fault(self, key: str, text: str, message: str, hint: str) -> None:
        where = place(self.sheet.heading, label_of(key), f"« {excerpt(text)} »" if text.strip() else "")
        self.problems.append(Problem(self.file, where, message, hint))


def _unless_no(answer: str) -> str:
    """« non » is what files leave out."""
    return "" if answer == "non" else answer
