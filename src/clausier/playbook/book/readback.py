"""Sheets of a library book, as read in Word, → canonical trees. Whatever cannot be understood is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from clausier.errors import Problem
from clausier.office.word.places import excerpt, place
from clausier.playbook.book.book import Sheet
from clausier.playbook.book.layout import POSITION_KINDS, label_of
from clausier.playbook.book.sheets import BOUNDS, FALLBACK, FLOOR, IF, TARGET
from clausier.playbook.conditions import ConditionTree, understood
from clausier.playbook.trees import Tree, block, note, without_blanks

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
        fields = self.sheet.fields
        simple = ("nature", "importance", "intitule", "question", "pourquoi")
        return without_blanks(
            {
                "numero": self.sheet.number,
                **{key: fields.get(key, "") for key in simple},
                "applicable_si": self._condition(fields.get("applicable_si", ""), "applicable_si"),
                "si_sans_objet": [
                    {"si": self._condition(row[0], "si_sans_objet"), "motif": row[1]}
                    for row in self._rows("si_sans_objet")
                ],
                "exigence": self._criterion(),
                "fondements": [self._basis_use(row) for row in self._rows("fondements")],
                "argument": without_blanks(
                    {key: fields.get(f"argument.{key}", "") for key in ("negociation", "obligation")}
                ),
                "positions": self._positions(),
                "clause": self._clause(),
                "parametres": dict(sorted(self._named("parametres"))),
                "note_interne": note(fields.get("note_interne", "")),
            }
        )

    def _basis_use(self, row: tuple[str, ...]) -> Tree:
        return without_blanks(
            {
                "id": row[0],
                "portee": row[1],
                "si": self._condition(row[2], "fondements"),
                "verdicts": [word.strip() for word in row[3].split(",") if word.strip()],
            }
        )

    def _criterion(self) -> Tree:
        return without_blanks(
            {
                "mesure": [self._measure(row) for row in self._rows("exigence.mesure")],
                "valeur": self.sheet.fields.get("exigence.valeur", ""),
                "volets": {
                    row[0]: without_blanks({"intitule": row[1], "texte": row[2], "facultatif": _unless_no(row[3])})
                    for row in self._unique("exigence.volets")
                },
                "exiges": _unless_no(self.sheet.fields.get("exigence.exiges", "")),
                "preuve": self._proof(),
            }
        )

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

    def _positions(self) -> Tree:
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
        return without_blanks(
            {"cible": stages[0], "repli": [stage for stage in stages[1:-1] if stage], "plancher": stages[-1]}
        )

    def _stage(self, rows: list[tuple[str, ...]], rank: int) -> Tree:
        """A position: the target's values in the order of the rows, those of the others sorted."""
        values = [(row[0], row[rank]) for row in rows if row[0] not in POSITION_KINDS]
        texts = {row[0]: row[rank] for row in rows if row[0] in POSITION_KINDS}
        return without_blanks(
            {
                **dict(values if rank == 1 else sorted(values)),
                "contrepartie": texts.get("contrepartie", ""),
                "texte": block(texts.get("texte", "")),
                "ajout": block(texts.get("ajout", "")),
            }
        )

    def _clause(self) -> Tree:
        wordings = self.sheet.grids.get("clause.redactions")
        header, texts = (wordings.header, self._only_row()) if wordings else ((), ())
        by_verdict = list(self._unique("clause.constats"))
        return without_blanks(
            {
                "titre": self.sheet.title,
                "objet": self.sheet.fields.get("clause.objet", ""),
                "texte": block(texts[0]) if texts else "",
                "introduction": {row[0]: row[1] for row in sorted(by_verdict) if row[1]},
                "texte_si": {row[0]: block(row[2]) for row in sorted(by_verdict) if row[2]},
                "variantes": [self._variant(*pair) for pair in zip(header[1:], texts[1:], strict=True) if any(pair)],
                "livrables": [{"intitule": row[0], "echeance": row[1]} for row in self._rows("clause.livrables")],
            }
        )

    def _only_row(self) -> tuple[str, ...]:
        rows = self._rows("clause.redactions")
        if len(rows) > 1:
            hint = "Garder tout le texte dans la première ligne du tableau, une colonne par rédaction."
            self._fault("clause.redactions", rows[1][0], "ce tableau n'a qu'une ligne sous son en-tête.", hint)
        return rows[0] if rows else ("",) * len(self.sheet.grids["clause.redactions"].header)

    def _variant(self, header: str, text: str) -> Tree:
        if not header.startswith(IF):
            message = "l'en-tête d'une variante dit à quelle condition elle s'emploie."
            self._fault("clause.redactions", header or text, message, "Écrire par exemple « Si type : hebergement ».")
            return {}
        condition = self._condition(header.removeprefix(IF), "clause.redactions")
        if not condition or not text:
            hint = "Compléter la condition et le texte, ou vider la colonne, en-tête compris."
            self._fault("clause.redactions", header, "cette variante est incomplète.", hint)
        return {"si": condition, "texte": block(text)}

    def _rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        grid = self.sheet.grids.get(key)
        return grid.rows if grid else ()

    def _named(self, key: str) -> Iterator[tuple[str, str]]:
        for row in self._unique(key):
            yield row[0], row[1]

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

    def _fault(self, key: str, text: str, message: str, hint: str) -> None:
        where = place(self.sheet.heading, label_of(key), f"« {excerpt(text)} »" if text.strip() else "")
        self.problems.append(Problem(self.file, where, message, hint))


def _unless_no(answer: str) -> str:
    """« non » is what files leave out."""
    return "" if answer == "non" else answer
