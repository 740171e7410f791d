"""Inboxes: every file of the folders that are given, what became of it, and the list that keeps it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from clausier.batch.naming import CASE, folder_name
from clausier.cli.afresh import afresh
from clausier.cli.terminal import echo
from clausier.desk.table import Table, laid
from clausier.documents.folder import past_of
from clausier.documents.manifest import NAME as MANIFEST
from clausier.errors import CannotWrite, InvalidInput, Problem
from clausier.files.journal import recover
from clausier.files.publish import publish
from clausier.files.seen import seen
from clausier.model.inbox import Arrival, Inbox, Outcome, told
from clausier.model.library import Library
from clausier.model.negotiation import Mark
from clausier.negotiation.dating import Earlier
from clausier.negotiation.drafts import BATCH, is_batch, read_draft
from clausier.negotiation.fate import Fate, of_mail, refusal, refused, sent_back, unlaid, unopened, unwritten
from clausier.negotiation.inbox import attributions, box_of, list_file, list_path, place_of, read_list, renewed, unread
from clausier.negotiation.register import NAME as REGISTER
from clausier.negotiation.reply.incoming import Incoming, incoming, printable
from clausier.negotiation.reply.mail import ENDING, Mail, read_mail
from clausier.negotiation.reply.read import mark_of

OWN = (CASE, REGISTER, MANIFEST, BATCH)
KEPT = re.compile(rf"\.{re.escape(REGISTER)}$|{re.escape(Path(REGISTER).stem)}\.ecarte-[^/]*\.txt$")
"""Registers, and what was set aside of them."""
ReadOne = Callable[[Table, Path, str], tuple[Outcome, str]]
"""Reads a reply and keeps it: the dossier, the file, the name by which it is told → what became of it, and more."""


@dataclass(frozen=True)
class Desk:
    """Where replies are opened: a dossier, or a batch (`case` is then empty).

    `known` are the dossiers of files without a mark that a person once gave, by their content.
    """

    dossier: str
    library: Library
    day: date
    read_one: ReadOne
    case: str = ""
    known: Mapping[str, str] = field(default_factory=dict)

    def arrivals(self, given: Path, root: Path) -> Iterator[Arrival]:
        """What became of a file, or of every file of a folder. Faults are told as they are met."""
        for one in incoming(given):
            if given.is_dir() and _is_ours(one, Path(self.dossier)):
                continue
            if one.path.suffix.lower() == ENDING and one.fault is None:
                found = self._mail(one)
            else:
                found = iter([("", one.fingerprint, self._fate(one))])
            for piece, print_, fate in found:
                _tell(fate, told(one.name, piece))
                yield _arrival(one, piece, print_, fate, box_of(one.inbox, root), self.day)

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
            return afresh(lambda: self._answered(one, case, mark))
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
        drafted = False
        case = mark.case if mark and mark.case else table.case.id
        try:
            drafted = mark is not None and read_draft(table.drafts, mark.fingerprint) is not None
            outcome, reason = self.read_one(table, one.path, one.name)
        except InvalidInput as error:
            return self._unless_ours(one, refused(refusal(mark, table.state, drafted), case, error))
        except Earlier as error:
            problem = Problem(one.name, "", error.reason, error.remedy)
            return refused(Outcome.REFUSED, case, InvalidInput([problem]))
        return Fate(outcome, case, reason)

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


def _tell(fate: Fate, name: str) -> None:
    """Every problem of a file, under the name by which a person finds it."""
    for problem in fate.problems if not fate.outcome.read else ():
        echo(f"Erreur : {replace(problem, file=name)}", err=True)


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


def desk_at(dossier: str, library: Library, day: date, read_one: ReadOne) -> tuple[Desk, Path]:
    """The desk of a dossier or of a batch, and its list; InvalidInput if either cannot be read."""
    root = Path(dossier)
    if is_batch(root):
        path = list_path(root)
        return Desk(dossier, library, day, read_one, known=attributions(read_list(path))), path
    table = laid(dossier, library)
    path = list_path(table.path)
    read_list(path)
    return Desk(dossier, library, day, read_one, table.case.id), path


def keep(path: Path, found: Sequence[Arrival], looked_at: Sequence[Path]) -> None:
    """Writes the list again, for the files and folders that were looked at. CannotWrite if it cannot be."""
    afresh(lambda: _keep(path, found, looked_at))


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


def as_data(found: Sequence[Arrival]) -> dict[str, object]:
    """The list as `--json` gives it."""
    files = [one.model_dump(mode="json", by_alias=True) for one in found]
    return {"schema": Inbox().schema_, "fichiers": files, "non_lus": len(unread(found))}
