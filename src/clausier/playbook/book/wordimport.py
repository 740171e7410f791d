"""An edited library book → an overlay: what must be there, what was changed, what cannot be taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clausier.errors import InvalidInput, Problem, Severity, nearest
from clausier.files import yamltext
from clausier.french import fold
from clausier.model.library import Library
from clausier.office.word.marks import MARK_CATEGORY, MARK_FINGERPRINT, MARK_FORMAT, MARK_POINT, MARK_VERSION
from clausier.office.word.places import excerpt, place
from clausier.playbook import figures
from clausier.playbook.book.book import Reading, Sheet
from clausier.playbook.book.layout import CATEGORY_FIELDS, FIELDS, GOES_WITH, GRIDS, label_of
from clausier.playbook.book.readback import category_of, point_of
from clausier.playbook.book.roundtrip import (
    ABSENT,
    FORMAT,
    Edited,
    edited,
    is_whole,
    overlay_tree,
    same,
    slots_of,
    trees_of,
)
from clausier.playbook.book.wordreport import Imported, label_of_slot
from clausier.playbook.fields import Slot
from clausier.playbook.trees import Tree
from clausier.playbook.wrapping import wrapped

ALWAYS = frozenset({"fondements", "positions", "clause.redactions"})
RESTORE = "Reprendre cette partie dans l'export d'origine ; pour effacer un contenu, vider ses cellules."
SAME_LIBRARY = "Importer avec les mêmes options --bibliotheque et --avec qu'à l'export."


def imported(reading: Reading, library: Library) -> Imported:
    """The changes of a document; InvalidInput with everything in it that cannot be understood."""
    _check_marks(reading)
    work = _Work(reading, library, trees_of(library))
    problems = [*reading.problems, *work.structure()]
    every = [one for sheet in work.usable() for one in work.edit(sheet, problems)]
    edits = tuple(one for one in every if one.slots)
    for one in edits:
        problems.extend(work.faults_of(one))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise InvalidInput(errors)
    headings = {_mark(sheet): sheet.heading for sheet in reading.sheets}
    return Imported(
        edits,
        headings,
        dict(_files(edits, library)),
        tuple(one for one in every if one.moved),
        reading.marks.get(MARK_VERSION, ""),
        tuple(problems),
    )


def _check_marks(reading: Reading) -> None:
    found = reading.marks.get(MARK_FORMAT)
    if found is None:
        message = "ce document n'est pas un export de clausier, ou il a perdu ses propriétés."
        hint = "Partir d'un « clausier bibliotheque exporter », modifié dans Word ou LibreOffice."
    elif found != FORMAT:
        message, hint = "cet export vient d'une autre version de clausier.", "Exporter de nouveau la bibliothèque."
    elif not all(is_whole(mark, text) for mark, text in reading.marks.items() if _is_of_a_sheet(mark)):
        message, hint = "les propriétés de cet export ont été modifiées.", "Exporter de nouveau la bibliothèque."
    else:
        return
    raise InvalidInput([Problem(reading.file, "", message, hint)])


def _is_of_a_sheet(mark: str) -> bool:
    return mark.startswith((MARK_POINT, MARK_CATEGORY))


def _mark(sheet: Sheet) -> str:
    return f"{MARK_CATEGORY if sheet.is_category else MARK_POINT}{sheet.id}"


@dataclass(frozen=True)
class _Work:
    reading: Reading
    library: Library
    trees: Mapping[str, Tree]

    def usable(self) -> Iterator[Sheet]:
        """Sheets that can be compared: exported, known to the library, once each."""
        seen: set[str] = set()
        for sheet in self.reading.sheets:
            mark = _mark(sheet)
            if mark in self.reading.marks and mark in self.trees and mark not in seen:
                seen.add(mark)
                yield sheet

    def structure(self) -> Iterator[Problem]:
        """Headings unknown, twice or missing; parts of a sheet that are gone."""
        counts = Counter(_mark(sheet) for sheet in self.reading.sheets if sheet.id)
        for sheet in self.reading.sheets:
            if sheet.id:
                yield from self._known(sheet)
        for mark, count in counts.items():
            if count > 1:
                heading = next(sheet.heading for sheet in self.reading.sheets if _mark(sheet) == mark)
                yield self._error(heading, f"cette clause figure {count} fois.", "N'en garder qu'une.")
        yield from self._missing(set(counts))
        for sheet in self.usable():
            yield from self._missing_parts(sheet)
        yield from self._order()

    def _known(self, sheet: Sheet) -> Iterator[Problem]:
        mark = _mark(sheet)
        exported = [one.removeprefix(MARK_POINT) for one in self.reading.marks if one.startswith(MARK_POINT)]
        if mark not in self.reading.marks:
            hint = f"{nearest(sheet.id, exported)} Une clause nouvelle s'ajoute dans la bibliothèque, pas ici."
            yield self._error(sheet.heading, f"« {sheet.id} » n'était pas dans cet export.", hint)
        elif mark not in self.trees:
            message = f"« {sheet.id} » n'est pas dans la bibliothèque."
            yield self._error(sheet.heading, message, SAME_LIBRARY)

    def _missing(self, present: set[str]) -> Iterator[Problem]:
        for mark in self.reading.marks:
            if _is_of_a_sheet(mark) and mark not in present:
                id_ = mark.removeprefix(MARK_POINT).removeprefix(MARK_CATEGORY)
                what = f"la clause « {id_} »" if mark.startswith(MARK_POINT) else f"la catégorie {id_}"
                hint = "La reprendre dans l'export, ou rétablir l'identifiant de son titre. " + (
                    "Pour la retirer : « desactive: oui » dans votre bibliothèque."
                )
                yield self._error("", f"{what} n'est plus dans le document.", hint)

    def _missing_parts(self, sheet: Sheet) -> Iterator[Problem]:
        for key in self._expected(sheet):
            if key not in sheet.fields and key not in sheet.grids:
                yield self._error(sheet.heading, f"« {label_of(key)} » a disparu.", RESTORE)

    def _expected(self, sheet: Sheet) -> Iterator[str]:
        if sheet.is_category:
            yield from (field.key for field in CATEGORY_FIELDS)
            return
        had = self._exported_slots(sheet)
        yield from (field.key for field in FIELDS if GOES_WITH.get(field.key, ("numero",)) in had)
        for grid in GRIDS:
            if grid.key in ALWAYS or had.intersection(grid.slots):
                yield grid.key

    def _exported_slots(self, sheet: Sheet) -> set[Slot]:
        """Keys that held something at the export."""
        mark, size = _mark(sheet), len(ABSENT)
        prints = self.reading.marks[mark]
        return {slot for rank, slot in enumerate(slots_of(mark)) if prints[rank * size : (rank + 1) * size] != ABSENT}

    def _order(self) -> Iterator[Problem]:
        read = [_mark(sheet) for sheet in self.usable() if not sheet.is_category]
        if read != [mark for mark in self.trees if mark in read]:
            message = "l'ordre des clauses a changé ; il n'est pas repris : l'ordre est celui des numéros."
            yield Problem(self.reading.file, "", message, severity=Severity.WARNING)

    def edit(self, sheet: Sheet, problems: list[Problem]) -> Iterator[Edited]:
        """The edit of a sheet, unless it cannot be understood."""
        mark = _mark(sheet)
        tree, faults = (category_of(sheet), ()) if sheet.is_category else point_of(sheet, self.reading.file)
        problems.extend(faults)
        problems.extend(self._reminders(sheet))
        if not faults:
            yield edited(mark, self.reading.marks[mark], self.trees[mark], tree)

    def _reminders(self, sheet: Sheet) -> Iterator[Problem]:
        """Texts printed beside the ids of bases: a change there would be lost."""
        known = [basis.short for basis in self.library.bases.values()]
        grid = sheet.grids.get("fondements")
        is_same = self.reading.marks.get(MARK_FINGERPRINT) == self.library.fingerprint
        for row in grid.rows if grid else ():
            if row[-1] and not any(same(row[-1], short) for short in known):
                message = "ce rappel n'est pas celui d'un fondement ; il n'est repris nulle part."
                hint = "Vider la cellule. Le texte d'un fondement se change dans fondements.yaml."
                where = place(sheet.heading, label_of("fondements"), f"« {excerpt(row[-1])} »")
                severity = Severity.ERROR if is_same else Severity.WARNING
                yield Problem(self.reading.file, where, message, hint, severity=severity)

    def faults_of(self, one: Edited) -> Iterator[Problem]:
        """Values that were figures and cannot be read any more."""
        heading = next(sheet.heading for sheet in self.reading.sheets if _mark(sheet) == one.mark)
        for slot, text, reason in figures.unreadable(one.before, one.after):
            where = place(heading, label_of_slot(slot), f"« {excerpt(text)} »")
            yield Problem(self.reading.file, where, reason)

    def _error(self, heading: str, message: str, hint: str) -> Problem:
        return Problem(self.reading.file, place(heading), message, hint)


def _files(edits: tuple[Edited, ...], library: Library) -> Iterator[tuple[str, str]]:
    folders = {category.number: _folder(category.number, category.title) for category in library.categories}
    for one in edits:
        if one.mark.startswith(MARK_CATEGORY):
            number = one.mark.removeprefix(MARK_CATEGORY)
            content = {"numero": number, **overlay_tree(one)}
            yield f"{folders[int(number)]}/_categorie.yaml", yamltext.document(wrapped(content))
        else:
            id_ = one.mark.removeprefix(MARK_POINT)
            folder = folders[library.by_id[id_].category]
            yield f"{folder}/{id_}.yaml", yamltext.document(wrapped(overlay_tree(one)))


def _folder(number: int, title: str) -> str:
    """« 04-sauvegardes »: the number, and the title up to its first link word."""
    head = re.split(r" (?:et|du|des?|la|le|les) | ?[:,(]", fold(title))[0]
    return "-".join([f"{number:02}", *re.findall("[a-z0-9]+", head)])
