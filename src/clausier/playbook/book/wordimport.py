"""An edited library book → an overlay: what must be there, what was changed, what cannot be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from clausier.errors import InvalidInput, Problem, Severity
from clausier.french import typeset
from clausier.model.library import Library
from clausier.office.word.marks import MARK_FINGERPRINT, MARK_FORMAT, MARK_VERSION
from clausier.office.word.places import excerpt, place
from clausier.playbook import figures
from clausier.playbook.book.additions import Additions, is_untouched
from clausier.playbook.book.book import BASIS, POINT, Reading, Sheet, parted
from clausier.playbook.book.echoes import echoes
from clausier.playbook.book.layout import POINT_LAYOUT
from clausier.playbook.book.overlayfiles import files_of
from clausier.playbook.book.parts import BY_WORD
from clausier.playbook.book.readback import is_removed
from clausier.playbook.book.roundtrip import (
    ABSENT,
    FORMAT,
    Edited,
    added,
    edited,
    is_whole,
    removed,
    same,
    slots_of,
    trees_of,
)
from clausier.playbook.book.thresholds import AGAIN, MEASURES, origin_said, unsaid
from clausier.playbook.book.wordreport import Imported, label_of_slot
from clausier.playbook.fields import Slot
from clausier.playbook.trees import Tree

RESTORE = "Reprendre cette partie dans l'export d'origine ; pour effacer un contenu, vider ses cellules."
SAME_LIBRARY = "Importer avec les mêmes options --bibliotheque et --avec qu'à l'export."
TAKE_AWAY = "Pour retirer, garder la page et écrire « oui » en face de « Retirer »."


def imported(reading: Reading, library: Library, day: date) -> Imported:
    """The changes of a document, taken on a day; InvalidInput with everything in it that cannot be understood."""
    _check_marks(reading)
    work = _Work(reading, library, trees_of(library))
    problems = [*reading.problems, *work.structure()]
    every = [one for sheet in work.usable() for one in work.edit(sheet, problems)]
    edits = tuple(one for one in every if one.slots)
    for one in edits:
        problems.extend((*work.faults_of(one), *work.echoes_of(one)))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise InvalidInput(errors)
    return Imported(
        edits,
        work.headings,
        dict(files_of(edits, library, day)),
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
    word, id_ = parted(mark)
    return word in BY_WORD and BY_WORD[word].has(id_)


@dataclass(frozen=True)
class _Work:
    reading: Reading
    library: Library
    trees: Mapping[str, Tree]

    @cached_property
    def headings(self) -> dict[str, str]:
        return {sheet.mark: sheet.heading for sheet in reversed(self.reading.sheets)}

    @cached_property
    def additions(self) -> Additions:
        return Additions(self.reading, self.library, self.trees)

    def usable(self) -> Iterator[Sheet]:
        """Sheets that can be compared, once each: exported and known to the library, or new."""
        exported = (one for one in self.reading.sheets if one.mark in self.reading.marks and one.mark in self.trees)
        yield from {sheet.mark: sheet for sheet in exported}.values()
        yield from (sheet for sheet in self.additions.sheets() if sheet.mark not in self.trees)

    def structure(self) -> Iterator[Problem]:
        """Headings unknown, twice or missing; parts of a sheet that are gone."""
        counts = Counter(sheet.mark for sheet in self.reading.sheets if sheet.id and not is_untouched(sheet))
        missing = frozenset(mark for mark in self.reading.marks if _is_of_a_sheet(mark) and mark not in counts)
        for mark in counts:
            if mark in self.reading.marks and mark not in self.trees:
                message = f"« {parted(mark)[1]} » n'est pas dans la bibliothèque."
                yield self._error(self.headings[mark], message, SAME_LIBRARY)
        yield from self.additions.faults(missing)
        for mark, count in counts.items():
            if count > 1:
                message = f"ce titre figure {count} fois, avec le même identifiant."
                yield self._error(self.headings[mark], message, "N'en garder qu'un ; une copie a le sien.")
        yield from self._missing(missing - self.additions.slips(missing))
        for sheet in self.usable():
            if not sheet.is_broken:
                yield from self._missing_parts(sheet)
        yield from self._order()

    def _missing(self, missing: frozenset[str]) -> Iterator[Problem]:
        """Exported sheets that are gone, unless a heading that lost its id is what is left of one."""
        nameless = [sheet.title for sheet in self.reading.sheets if not sheet.id]
        for mark in self.reading.marks:
            word, id_ = parted(mark)
            if mark in missing and not any(self._is_left_of(mark, title) for title in nameless):
                hint = "La reprendre dans l'export, ou rétablir l'identifiant de son titre. "
                yield self._error("", f"{BY_WORD[word].noun} « {id_} » n'est plus dans le document.", hint + TAKE_AWAY)

    def _is_left_of(self, mark: str, title: str) -> bool:
        if mark not in self.trees:
            return False
        word, id_ = parted(mark)
        whole = BY_WORD[word].write(id_, self.trees[mark], self.library)
        return title.startswith(f"{whole.number} " if whole.number else whole.title)

    def _missing_parts(self, sheet: Sheet) -> Iterator[Problem]:
        layout = BY_WORD[sheet.part].layout_of(sheet.id)
        had = self._exported_slots(sheet)
        due = {slot[:length] for slot in had for length in range(1, len(slot) + 1)}
        fields = (one.key for one in layout.fields if layout.goes_with.get(one.key) in (None, *due))
        grids = (grid.key for grid in layout.grids if grid.key in layout.always or had.intersection(grid.slots))
        for key in (*fields, *grids):
            if key not in sheet.fields and key not in sheet.grids:
                yield self._error(sheet.heading, f"« {layout.label_of(key)} » a disparu.", RESTORE)

    def _exported_slots(self, sheet: Sheet) -> set[Slot]:
        """Keys that held something at the export."""
        size, prints = len(ABSENT), self.reading.marks.get(sheet.mark, "")
        slots = enumerate(slots_of(sheet.mark))
        return {slot for rank, slot in slots if prints[rank * size : (rank + 1) * size] not in (ABSENT, "")}

    def _order(self) -> Iterator[Problem]:
        read = [sheet.mark for sheet in self.usable() if sheet.part == POINT and sheet.mark in self.trees]
        if read != [mark for mark in self.trees if mark in read]:
            message = "l'ordre des clauses a changé ; il n'est pas repris : l'ordre est celui des numéros."
            yield Problem(self.reading.file, "", message, severity=Severity.WARNING)

    def edit(self, sheet: Sheet, problems: list[Problem]) -> Iterator[Edited]:
        """The edit of a sheet, unless it cannot be understood."""
        tree, faults = BY_WORD[sheet.part].read(sheet, self.reading.file)
        problems.extend((*faults, *self._reminders(sheet), *self._statuses(sheet)))
        before = self.trees.get(sheet.mark)
        if faults:
            return
        if before is None:
            yield added(sheet.mark, tree)
        elif is_removed(sheet):
            yield removed(sheet.mark, before)
        else:
            found = edited(sheet.mark, self.reading.marks[sheet.mark], before, tree)
            problems.extend(self._origins(sheet, found))
            yield found

    def _origins(self, sheet: Sheet, found: Edited) -> Iterator[Problem]:
        """Thresholds that changed and still say to be the guide's or the law's."""
        grid = sheet.grids.get(".".join(MEASURES)) if sheet.part == POINT else None
        said = (origin_said(cell) for row in (grid.rows if grid else ()) for cell in row)
        again = [origin for origin, is_again in said if is_again]
        for threshold, origin in unsaid(found.before, found.after, again):
            where = place(sheet.heading, POINT_LAYOUT.label_of(".".join(MEASURES)), f"« {excerpt(threshold)} »")
            message = f"ce seuil change et se dit toujours d'origine « {origin} », ce que la demande imprimerait."
            hint = f"Dire son origine : « usage » s'il est le vôtre, « {origin}, {AGAIN} » si elle vaut aussi pour lui."
            yield Problem(self.reading.file, where, message, hint)

    @property
    def _is_same(self) -> bool:
        return self.reading.marks.get(MARK_FINGERPRINT) == self.library.fingerprint

    def _reminders(self, sheet: Sheet) -> Iterator[Problem]:
        """Texts printed beside the ids of bases: a change there would be lost."""
        grid = sheet.grids.get("fondements") if sheet.part == POINT else None
        written = (one.title for one in self.reading.sheets if one.part == BASIS)
        known = [basis.short for basis in self.library.bases.values()]
        for row in grid.rows if grid else ():
            if row[-1] and not any(same(row[-1], short) for short in (*known, *written)):
                message = "ce rappel n'est pas celui d'un fondement ; il n'est repris nulle part."
                hint = "Vider la cellule. Le texte d'un fondement se change à sa page, dans la partie Fondements."
                where = place(sheet.heading, POINT_LAYOUT.label_of("fondements"), f"« {excerpt(row[-1])} »")
                severity = Severity.ERROR if self._is_same else Severity.WARNING
                yield Problem(self.reading.file, where, message, hint, severity=severity)

    def _statuses(self, sheet: Sheet) -> Iterator[Problem]:
        """What is said of the reading of a basis: Word does not change it."""
        status = BY_WORD[sheet.part].status
        if status is None or sheet.mark not in self.trees or not self._is_same:
            return
        if sheet.status and not same(sheet.status, typeset(status(sheet.id, self.library))):
            message = "la lecture d'un fondement ne se change pas dans Word."
            hint = f"Après l'avoir lu : clausier bibliotheque fondements valider {sheet.id} --par … --dans …"
            yield Problem(self.reading.file, place(sheet.heading, f"« {excerpt(sheet.status)} »"), message, hint)

    def faults_of(self, one: Edited) -> Iterator[Problem]:
        """Values that were figures and cannot be read any more."""
        for slot, text, reason in figures.unreadable(one.before, one.after):
            where = place(self.headings[one.mark], label_of_slot(one.mark, slot), f"« {excerpt(text)} »")
            yield Problem(self.reading.file, where, reason)

    def echoes_of(self, one: Edited) -> Iterator[Problem]:
        """Other texts of a clause that still say what its base text said."""
        if parted(one.mark)[0] != POINT or not one.after:
            return
        for where, sentence in echoes(one):
            message = f"{where} dit encore ce que le texte modifié ne dit plus : « {excerpt(sentence)} »."
            hint = "Le changer aussi, ou le garder en le sachant : il n'a pas été touché."
            place_ = place(self.headings[one.mark])
            yield Problem(self.reading.file, place_, message, hint, severity=Severity.WARNING)

    def _error(self, heading: str, message: str, hint: str) -> Problem:
        return Problem(self.reading.file, place(heading), message, hint)
