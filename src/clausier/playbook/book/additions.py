"""Sheets that an edited book has and its export had not: new ones, models left as they were, slips."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from clausier.errors import Problem
from clausier.model.library import Library
from clausier.model.requirement import NUMBER
from clausier.office.word.places import place
from clausier.playbook.book.book import FRESH, POINT, Reading, Sheet, mark_of, parted
from clausier.playbook.book.parts import BY_WORD

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
WRITE_ID = "Écrire entre les crochets du titre un identifiant en minuscules, chiffres et tirets : « clause-nouvelle »."


def is_untouched(sheet: Sheet) -> bool:
    """Is it a model that nobody filled in?"""
    blank = BY_WORD[sheet.part].blank
    if sheet.id != FRESH or blank is None:
        return False
    fields_ = {key: text for key, text in sheet.fields.items() if text != blank.fields.get(key, "")}
    rows = {row for key, grid in sheet.grids.items() for row in grid.rows} - {
        row for grid in blank.grids.values() for row in grid.rows
    }
    return not fields_ and not rows and (sheet.number, sheet.title) == (blank.number, blank.title)


@dataclass(frozen=True)
class Additions:
    """The new sheets of a reading, over a library whose items are known by their marks."""

    reading: Reading
    library: Library
    known: Mapping[str, object]

    def sheets(self) -> Iterator[Sheet]:
        """What its export had not, each sheet once."""
        fresh = (sheet for sheet in self.reading.sheets if sheet.id and sheet.mark not in self.reading.marks)
        yield from {sheet.mark: sheet for sheet in fresh if not is_untouched(sheet)}.values()

    def faults(self, missing: frozenset[str]) -> Iterator[Problem]:
        """What is wrong with their headings; `missing` are the marks of exported sheets that are not there any more."""
        for sheet in self.sheets():
            found = next(self._faults(sheet, missing), None)
            if found is not None:
                message, hint = found
                yield Problem(self.reading.file, place(sheet.heading), message, hint)

    def slips(self, missing: frozenset[str]) -> frozenset[str]:
        """Marks of the missing sheets that new ones only misspell."""
        return frozenset(mark for sheet in self.sheets() if (mark := self._meant(sheet, missing)))

    def _meant(self, sheet: Sheet, missing: frozenset[str]) -> str:
        """The missing sheet that a new one is under a slip of its id: same number, or nearly the same id."""
        near = get_close_matches(sheet.mark, missing, 1, cutoff=0.9)
        numbers = {mark_of(POINT, one.id): one.number for one in self.library.requirements}
        same = [mark for mark in missing if sheet.number and numbers.get(mark) == sheet.number]
        return next(iter((*same, *near)), "")

    def _faults(self, sheet: Sheet, missing: frozenset[str]) -> Iterator[tuple[str, str]]:
        part, meant = BY_WORD[sheet.part], self._meant(sheet, missing)
        if meant:
            yield f"« {sheet.id} » n'était pas dans cet export.", f"Vouliez-vous dire « {parted(meant)[1]} » ?"
        elif not part.is_open:
            hint = "Rétablir le titre tel qu'à l'export, ou retirer la page."
            yield f"« {sheet.id} » n'était pas dans cet export, et {part.noun} ne s'ajoute pas ici.", hint
        elif sheet.id == FRESH:
            yield "cette page à copier est remplie et garde l'identifiant « nouveau ».", WRITE_ID
        elif not ID.fullmatch(sheet.id):
            yield f"« {sheet.id} » ne peut pas être un identifiant.", WRITE_ID
        elif sheet.mark in self.known:
            hint = "Donner un autre identifiant, ou modifier la clause dans un export qui la contient."
            yield f"« {sheet.id} » est déjà dans la bibliothèque, hors de cet export.", hint
        elif sheet.part == POINT:
            yield from self._number(sheet)

    def _number(self, sheet: Sheet) -> Iterator[tuple[str, str]]:
        found = NUMBER.fullmatch(sheet.number)
        numbers = [one.number for one in self.library.categories]
        if found is None or int(found[1]) not in numbers:
            hint = f"Écrire celui d'une catégorie ({min(numbers)} à {max(numbers)}), un point, puis un rang : « 4.12 »."
            yield f"« {sheet.number} » n'est pas le numéro d'une clause.", hint
            return
        taken = Counter(one.number for one in self.reading.sheets if one.part == POINT)
        ours = [one.number for one in self.library.requirements]
        if taken[sheet.number] > 1 or sheet.number in ours:
            yield (
                f"le numéro {sheet.number} est celui d'une autre clause.",
                f"Donner le suivant : {self._next(found[1])}.",
            )

    def _next(self, category: str) -> str:
        """The number after the last of a category."""
        numbers = [*(one.number for one in self.library.requirements), *(one.number for one in self.reading.sheets)]
        ranks = [one.removeprefix(f"{category}.") for one in numbers if one.startswith(f"{category}.")]
        return f"{category}.{max((int(rank) for rank in ranks if rank.isdigit()), default=0) + 1}"
