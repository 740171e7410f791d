"""A dossier and its reading while a person decides: each decision is in the file before the next one is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from clausier.desk.dossierfile import replacing
from clausier.desk.foreseen import falls_short
from clausier.desk.readings import with_declined
from clausier.dossier.begun import Begun, begun_of
from clausier.dossier.proposed import undecided
from clausier.dossier.readings import read_reading, reading_bytes, reading_path
from clausier.dossier.write import dossier_text
from clausier.files.publish import publish
from clausier.files.seen import Seen, seen
from clausier.files.strictyaml import KeyPath, read_path
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.reading import Reading, Suggestion
from clausier.model.requirement import Requirement


@dataclass
class Desk:
    """`former`: where the dossier as it was at first is kept, once it has changed; `decided`: how many answers.

    `day` is that of the verdicts.
    """

    path: Path
    library: Library
    begun: Begun
    reading: Reading
    seen: Seen
    day: date
    former: Path | None = None
    decided: int = 0

    @classmethod
    def laid(cls, path: Path, library: Library, day: date) -> Desk:
        """The dossier of a file, with its reading; InvalidInput if one of them is not there or not sound."""
        before = seen([path, reading_path(path)])
        begun = begun_of(read_path(path), library)
        return cls(path, library, begun, read_reading(path), before, day)

    @property
    def case(self) -> CaseFile:
        return self.begun.case

    def left(self) -> tuple[Requirement, ...]:
        """The points that were read and that nobody has decided."""
        return undecided(self.reading, self.case, self.library)

    def short(self, point: Requirement) -> str:
        """Why the value that is proposed would be insufficient, in words; empty where it is not."""
        return falls_short(point, self.reading.points[point.id], self.case, self.library, self.day)

    def answer(self, answers: Mapping[str, Answer]) -> None:
        """Writes answers, id → answer. QuantityError if a value cannot be measured; CannotWrite, Changed."""
        measured = {id_: self.library.measured(id_, answer) for id_, answer in answers.items()}
        case = self.case.model_copy(update={"answers": {**self.case.answers, **measured}})
        self._save(Begun(case, self.begun.blanks))
        self.decided += sum(answer.settles for answer in answers.values())

    def tell(self, path: KeyPath, value: Any) -> None:
        """Writes another key of the dossier. InvalidInput if it is not admitted; CannotWrite, Changed."""
        self._save(self.begun.telling(path, value, self.library))

    def decline(self, suggestion: Suggestion) -> None:
        """Writes that a suggestion is not to be made again. CannotWrite, Changed."""
        reading = with_declined(self.reading, suggestion)
        path = reading_path(self.path)
        self._put({path: reading_bytes(reading, path.name)})
        self.reading = reading

    def _save(self, begun: Begun) -> None:
        """The dossier takes its place; the one that a person had before the first decision stays beside it."""
        text = dossier_text(begun, self.library)
        if self.former is None:
            files, former = replacing(text, self.path)
        else:
            files, former = {self.path: text.encode()}, self.former
        self._put(files)
        self.begun, self.former = begun, former

    def _put(self, files: Mapping[Path, bytes]) -> None:
        publish({path.name: content for path, content in files.items()}, self.path.parent, seen=self.seen)
        self.seen = seen([self.path, reading_path(self.path)])
