"""What `clausier lire` says: what was read, what is proposed, what is missing, what changed, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausier.cli.lecture.base import Base
from clausier.cli.lecture.scans import unread
from clausier.cli.said import say, warn
from clausier.cli.terminal import echo
from clausier.desk.readings import counts
from clausier.dossier.inwords import beside, suggestion_told
from clausier.dossier.proposed import is_sure, silences, suggested, undecided
from clausier.dossier.quotations import to_review
from clausier.dossier.scope import practice_points
from clausier.french import counted
from clausier.model.contract_text import SourceText
from clausier.model.library import Library
from clausier.model.reading import ReadFile, Reading

ITEM, HANGING = "  - ", "    "


@dataclass(frozen=True)
class Summary:
    """A reading that is in its place; `written`: the dossier first, then its former version, the reading, a report."""

    texts: Sequence[SourceText]
    reading: Reading
    base: Base
    library: Library
    written: Sequence[Path]
    options: str = ""

    def say(self) -> None:
        """On both outputs: results, and what weakens them."""
        for file in self.reading.files:
            self._file(file)
        echo()
        self._counts()
        self._list("Proposé pour le dossier, à confirmer :", self._suggestions())
        self._list("Documents cités, et non fournis :", self._missing())
        self._list("Réponses à revoir :", self._changed())
        echo()
        self._next()

    def _file(self, file: ReadFile) -> None:
        pages = f" ({counted(file.pages, 'page', 'pages')})" if file.pages else ""
        echo(f"Lu : {file.name}{pages}.")
        if file.unread:
            warn(unread(file))
        for remark in file.remarks:
            warn(f"{file.name} : {remark}")

    def _counts(self) -> None:
        case, points = self.base.begun.case, self.reading.points
        told = ", ".join(f"{number} {word}" for number, word in counts(self.reading))
        if points:
            say(f"{counted(len(points), 'point', 'points')} : {told}.")
        unsought = sum(point.id not in points for point in practice_points(self.library, case))
        if unsought:
            told = counted(unsought, "point sans repères dans ce guide", "points sans repères dans ce guide")
            say(f"{told} : à chercher vous-même dans le contrat.")
        left = undecided(self.reading, case, self.library)
        if kept := len(points) - len(left):
            say(f"{counted(kept, 'point a déjà sa réponse, gardée', 'points ont déjà leur réponse, gardée')}.")

    def _suggestions(self) -> Iterator[str]:
        for column, one in suggested(self.reading, self.base.begun, self.library):
            yield beside(suggestion_told(column, one, self.library), one.passage, self.reading)

    def _missing(self) -> Iterator[str]:
        for one in self.reading.missing:
            is_annex = one.name.casefold().startswith("annexe")
            told = f"l'{one.name} est citée et n'a pas été fournie" if is_annex else f"« {one.name} »"
            yield beside(told, one.passage, self.reading)

    def _changed(self) -> Iterator[str]:
        case = self.base.begun.case
        for point, told in to_review(case, self.texts, self.reading, self.base.former, self.library):
            yield f"{point.number} : {told}."

    def _list(self, title: str, items: Iterator[str]) -> None:
        for rank, item in enumerate(items):
            if not rank:
                echo(f"\n{title}")
            say(item, ITEM, HANGING)

    def _next(self) -> None:
        target, case = self.written[0], self.base.begun.case
        echo(f"Écrit : {', '.join(map(str, self._names()))}. Interne : à ne pas transmettre.")
        left = undecided(self.reading, case, self.library)
        sure = sum(is_sure(point, self.reading.points[point.id]) for point in left)
        quiet = len(silences(self.reading, case, self.library))
        confirm = f"clausier confirmer {target}{self.options}"
        echo(f"Ensuite : {confirm}")
        if sure:
            told = counted(sure, "proposition sûre", "propositions sûres")
            say(f"{told}, d'un coup : {confirm} --sures", "  ", HANGING)
        if quiet:
            told = counted(quiet, "point non repéré", "points non repérés")
            say(f"{told} : {confirm} --non-reperes", "  ", HANGING)

    def _names(self) -> Sequence[Path]:
        return self.written if self.base.content is not None else self.written[1:]
