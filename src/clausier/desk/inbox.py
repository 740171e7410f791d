"""Inboxes: every file of the folders that are given, what became of it, and the list that keeps it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from clausier.batch.naming import CASE, folder_name
from clausier.desk.replying import Reading, replied
from clausier.desk.table import Table, laid
from clausier.desk.working import Redo
from clausier.documents.folder import past_of
from clausier.documents.manifest import NAME as MANIFEST
from clausier.errors import CannotWrite, InvalidInput, Problem
from clausier.files.journal import recover
from clausier.files.publish import publish
from clausier.files.seen import again, seen
from clausier.model.inbox import Arrival, Outcome
from clausier.model.library import Library
from clausier.model.negotiation import Mark
from clausier.negotiation.dating import Earlier
from clausier.negotiation.drafts import BATCH, is_batch, read_draft
from clausier.negotiation.fate import Fate, of_mail, refusal, refused, sent_back, unlaid, unopened, unwritten
from clausier.negotiation.inbox import attributions, box_of, list_file, list_path, place_of, read_list, renewed
from clausier.negotiation.register import NAME as REGISTER
from clausier.negotiation.reply.incoming import Incoming, incoming, printable
from clausier.negotiation.reply.mail import ENDING, Mail, read_mail
from clausier.negotiation.reply.read import mark_of

OWN = (CASE, REGISTER, MANIFEST, BATCH)
KEPT = re.compile(rf"\.{re.escape(REGISTER)}$|{re.escape(Path(REGISTER).stem)}\.ecarte-[^/]*\.txt$")
"""Registers, and what was set aside of them."""


@dataclass(frozen=True)
class Read(Fate):
    """The fate of a file that was read as a reply, and what it says."""

    reading: Reading | None = None


@dataclass(frozen=True)
class Came:
    """What became of a file that came back: the line of the list, all that is wrong with it, what was read in it."""

    arrival: Arrival
    fate: Fate

    @property
    def reading(self) -> Reading | None:
        return self.fate.reading if isinstance(self.fate, Read) else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the file, under the name by which a person finds it."""
        found = () if self.fate.outcome.read else self.fate.problems
        return tuple(replace(one, file=self.arrival.name) for one in found)


@dataclass(frozen=True)
class Desk:
    """Where replies are opened: a dossier, or a batch (`case` is then empty), whose folder is held.

    `known` are the dossiers of files without a mark that a person once gave, by their content; `earlier` admits a
    reply of a day before the last event, `redo` does again a work whose files changed.
    """

    dossier: str
    library: Library
    day: date
    earlier: bool = False
    redo: Redo = again
    case: str = ""
    known: Mapping[str, str] = field(default_factory=dict)

    def arrivals(self, given: Path, root: Path) -> Iterator[Came]:
        """What became of a file, or of every file of a folder, one after the other."""
        for one in incoming(given):
            if given.is_dir() and _is_ours(one, Path(self.dossier)):
                continue
            if one.path.suffix.lower() == ENDING and one.fault is None:
                found = self._mail(one)
            else:
                found = iter([("", one.fingerprint, self._fate(one))])
            for piece, print_, fate in found:
                yield Came(_arrival(one, piece, print_, fate, box_of(one.inbox, root), self.day), fate)

    def _mail(self, one: Incoming) -> Iterator[tuple[str, str, Fate]]:
        """The files that it brings, then the mail itself."""
        try:
            mail = read_mail(one.path, one.name)
        except InvalidInput as error:
            yield "", one.fingerprint, refused(Outcome.UNREADABLE, self._default(one), error)
            return
        with tempfile.TemporaryDirectory() as room:
            pieces = [(piece, self._fate(piece)) for piece in _laid_out(mail, Path(room))]
            whole = of_mail(mail, one.name, [fate for _, fate in pieces], self._default(one))
            for piece, fate in pieces:
                yield piece.name, piece.fingerprint, replace(fate, case=fate.case or whole.case)
        yield "", one.fingerprint, whole

    def _default(self, one: Incoming) -> str:
        """The dossier of a file that does not say it."""
        return self.case or self.known.get(one.fingerprint, "")

    def _fate(self, one: Incoming) -> Fate:
        case = self._default(one)
        if one.fault:
            return refused(Outcome.UNREADABLE, case, InvalidInput([Problem(one.name, "", *one.fault)]))
        try:
            mark = mark_of(one.path)
        except InvalidInput as error:
            return self._unless_ours(one, unopened(one.name, case, error))
        case = mark.case if mark and mark.case else case
        try:
            return self.redo(lambda: self._answered(one, case, mark))
        except CannotWrite as error:
            return unwritten(case, error)

    def _answered(self, one: Incoming, case: str, mark: Mark | None) -> Fate:
        try:
            folder = self._folder(one, case)
        except InvalidInput as error:
            return refused(Outcome.STRAY, case, error)
        try:
            table = self._laid(folder)
        except InvalidInput as error:
            return unlaid(case, error)
        return self._read(one, table, mark)

    def _laid(self, folder: Path) -> Table:
        recover(folder if folder.is_dir() else folder.parent)
        return laid(str(folder), self.library)

    def _folder(self, one: Incoming, case: str) -> Path:
        """The dossier that the reply answers: the one given, or the one of the batch whose id it bears."""
        if self.case:
            return Path(self.dossier)
        folder = Path(self.dossier) / folder_name(case) if case else None
        if folder is None or not folder.is_dir():
            named = f"« {case} » n'est pas de ce lot." if case else "elle ne dit pas de quel dossier."
            hint = "Donner le dossier lui-même : clausier reponse lire DOSSIER REPONSE."
            raise InvalidInput([Problem(one.name, "", f"à quel dossier cette réponse répond : {named}", hint)])
        return folder

    def _read(self, one: Incoming, table: Table, mark: Mark | None) -> Fate:
        drafted, reading = False, None
        case = mark.case if mark and mark.case else table.case.id
        try:
            drafted = mark is not None and read_draft(table.drafts, mark.fingerprint) is not None
            reading = replied(table, one.path, one.name, mark, drafted, self.library, self.day)
            outcome, reason = reading.keep(earlier=self.earlier)
        except InvalidInput as error:
            return self._unless_ours(one, refused(refusal(mark, table.state, drafted), case, error))
        except Earlier as error:
            problem = Problem(one.name, "", error.reason, error.remedy)
            fate = refused(Outcome.REFUSED, case, InvalidInput([problem]))
            return Read(fate.outcome, fate.case, fate.reason, fate.remedy, fate.problems, reading)
        return Read(outcome, case, reason, reading=reading)

    def _unless_ours(self, one: Incoming, fate: Fate) -> Fate:
        """A document that comes back as it was sent says nothing, whether or not it can be read."""
        if not fate.case:
            return fate
        try:
            table = self._laid(self._folder(one, fate.case))
        except InvalidInput:
            return fate
        return sent_back(fate, one.fingerprint, table.register)


def _is_ours(one: Incoming, dossier: Path) -> bool:
    """Is a file of a folder no mail at all, but what clausier keeps there, or wrote there and nobody changed?"""
    if one.path.name in OWN or KEPT.search(one.path.name) or one.path == dossier:
        return True
    past = past_of(one.path.parent)
    return past is not None and past.produced.get(one.path.name) == one.fingerprint


def _laid_out(mail: Mail, room: Path) -> Iterator[Incoming]:
    """The files of a mail, each in a folder of its own under a plain name."""
    for rank, piece in enumerate(mail.pieces):
        folder = room / str(rank)
        folder.mkdir()
        path = folder / "piece"
        path.write_bytes(piece.content)
        yield Incoming(folder, printable(piece.name), path)


def _arrival(one: Incoming, piece: str, print_: str, fate: Fate, box: str, day: date) -> Arrival:
    return Arrival(
        inbox=box,
        file=one.name,
        piece=piece,
        fingerprint=print_,
        day=day,
        case=fate.case,
        outcome=fate.outcome,
        reason=fate.reason,
        remedy=fate.remedy,
    )


def desk_at(
    dossier: str, library: Library, day: date, *, earlier: bool = False, redo: Redo = again
) -> tuple[Desk, Path]:
    """The desk of a dossier or of a batch, and its list; InvalidInput if either cannot be read."""
    root = Path(dossier)
    if is_batch(root):
        path = list_path(root)
        return Desk(dossier, library, day, earlier, redo, known=attributions(read_list(path))), path
    table = laid(dossier, library)
    path = list_path(table.path)
    read_list(path)
    return Desk(dossier, library, day, earlier, redo, table.case.id), path


def keep(path: Path, found: Sequence[Arrival], looked_at: Sequence[Path], redo: Redo = again) -> None:
    """Writes the list again, for the files and folders that were looked at. CannotWrite if it cannot be."""
    redo(lambda: _keep(path, found, looked_at))


def _keep(path: Path, found: Sequence[Arrival], looked_at: Sequence[Path]) -> None:
    home = path.parent.parent.resolve()
    there = seen([path])
    before = read_list(path)
    places = [_told_place(one) for one in looked_at]
    absent = [place for place, one in zip(places, looked_at, strict=True) if not os.path.lexists(one)]
    after = renewed(before, [one for one in found if place_of(one, home) not in absent], home, places)
    if after != before:
        publish({path.name: list_file(after)}, path.parent, seen=there)


def _told_place(path: Path) -> Path:
    """Where a file or a folder is, as the list tells it; a link to a file is where it stands itself."""
    return Path(printable(str(path.parent.resolve() / path.name if path.name else path.resolve())))
