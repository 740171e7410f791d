"""The sheet of a point, as read in Word, → its canonical tree: what has a shape of its own, beside its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clausier.errors import Problem
from clausier.playbook.book import layout
from clausier.playbook.book.book import Sheet
from clausier.playbook.book.layout import POINT_LAYOUT
from clausier.playbook.book.pointsheets import BOUNDS, FALLBACK, FLOOR, IF, TARGET
from clausier.playbook.book.readback import SheetReader
from clausier.playbook.book.shapes import GridLayout
from clausier.playbook.book.thresholds import origin_said
from clausier.playbook.fields import Slot
from clausier.playbook.trees import Tree, spelled, without_blanks

KEYS_OF_BOUNDS = {shown: key for key, shown in BOUNDS.items()}
SAID = re.compile(r"\S.*")
"""The name of a part that is looked for where an answer has none of its own: what a reading says of it."""


def point_of(sheet: Sheet, file: str) -> tuple[Tree, tuple[Problem, ...]]:
    """The tree that a sheet describes, and what could not be understood in it."""
    reader = _PointReader(sheet, POINT_LAYOUT, file)
    return reader.tree(), tuple(reader.problems)


class _PointReader(SheetReader):
    name = re.compile(r"[a-z_][a-z0-9_]*")

    def found(self) -> dict[Slot, Any]:
        found = super().found() | {("numero",): self.sheet.number, layout.TITLE: self.sheet.title}
        found["exigence", "mesure"] = [self._measure(row) for row in self.rows("exigence.mesure")]
        found["exigence", "preuve"] = self._proof()
        found["parametres",] = dict(sorted((row[0], row[1]) for row in self.unique("parametres")))
        parts = ((row[0], self.expressions(row[1], "reperes.volets")) for row in self.unique("reperes.volets", SAID))
        found["reperes", "volets"] = dict(sorted(without_blanks(dict(parts)).items()))
        return found | self._positions() | self._wordings() | self._by_verdict()

    def plain_grids(self) -> Iterator[GridLayout]:
        yield from (POINT_LAYOUT.grid_by_key[key] for key in layout.RECORD_KEYS)

    def _measure(self, row: tuple[str, ...]) -> Tree:
        nature, bound, threshold, origin, required, label, synonyms = row
        if bound not in KEYS_OF_BOUNDS:
            self.fault("exigence.mesure", bound, "la borne est illisible.", "Écrire : au moins, au plus ou parmi.")
        asked: Any = required
        if required not in ("oui", "non", ""):
            asked = self.condition(required, "exigence.mesure")
        return without_blanks(
            {
                "nature": nature,
                KEYS_OF_BOUNDS.get(bound, "au_moins"): threshold,
                "origine": origin_said(origin)[0],
                "requise": "" if asked == "oui" else asked,
                "libelle": label,
                "synonymes": [word.strip() for word in synonyms.split(",") if word.strip()],
            }
        )

    def _proof(self) -> Tree:
        found: Tree = {"activites": []}
        for name, value, condition in self.rows("exigence.preuve"):
            when = self.condition(condition, "exigence.preuve")
            words = [word.strip() for word in value.split(",")]
            if name == "activites":
                found["activites"].append(without_blanks({"si": when, "parmi": words}))
            elif name == "nature" and "nature" not in found:
                found |= {"nature": value, "si": when}
            elif name == "hebergement" and name not in found and not when:
                found[name] = words
            else:
                message = "cette ligne de la preuve est illisible."
                self.fault("exigence.preuve", name, message, "Lignes admises : nature, hebergement, activites.")
        return without_blanks({key: found.get(key) for key in ("nature", "si", "activites", "hebergement")})

    def _positions(self) -> dict[Slot, Any]:
        grid = self.sheet.grids.get("positions")
        if grid is None:
            return {}
        header = grid.header[1:]
        fallbacks = [f"{FALLBACK} {rank}" for rank in range(1, len(header) - 1)]
        if header != (TARGET, *fallbacks, FLOOR) or not fallbacks:
            self.fault(
                "positions",
                " | ".join(header),
                "les colonnes des positions ne sont plus celles qui sont attendues.",
                "Attendu : Cible, Repli 1, Repli 2, …, Plancher. Pour retirer une position, vider sa colonne.",
            )
            return {}
        rows = list(self.unique("positions"))
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
        rows = sorted(self.unique("clause.constats"))
        return {
            ("clause", key): {row[0]: spelled(row[rank], one.text) for row in rows if row[rank]}
            for rank, (key, one) in enumerate(layout.BY_VERDICT.items(), start=1)
        }

    def _texts_and_details(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The row of the texts, and that of the details which variants have of their own."""
        key = "clause.redactions"
        rows = self.rows(key)
        none = ("",) * len(self.sheet.grids[key].header)
        texts, details = (*rows, none, none)[:2]
        if len(rows) > 2:
            hint = "Une colonne par rédaction : son texte dans la première ligne, ses précisions dans la deuxième."
            self.fault(key, rows[2][0] or " | ".join(rows[2]), "ce tableau n'a que deux lignes sous son en-tête.", hint)
        if details[0]:
            hint = "Celles du texte de base s'écrivent en face de « Précisions » ; ici, celles des variantes seulement."
            self.fault(key, details[0], "cette ligne est celle des précisions des variantes.", hint)
        return texts, details

    def _variant(self, header: str, text: str, details: str) -> Tree:
        if not header.startswith(IF):
            message = "l'en-tête d'une variante dit à quelle condition elle s'emploie."
            self.fault("clause.redactions", header or text, message, "Écrire par exemple « Si type : hebergement ».")
            return {}
        condition = self.condition(header.removeprefix(IF), "clause.redactions")
        if not condition or not text:
            hint = "Compléter la condition et le texte, ou vider la colonne, en-tête compris."
            self.fault("clause.redactions", header, "cette variante est incomplète.", hint)
        rows = zip(layout.VARIANT_TEXTS.items(), (text, details), strict=True)
        return without_blanks({"si": condition, **{key: spelled(found, one.text) for (key, one), found in rows}})
