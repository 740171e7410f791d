"""A dossier on the table: its file, its case, its register; and how both are written back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from clausier.batch.naming import CASE
from clausier.desk.holding import settled
from clausier.dossier.read import STDIN, read_case
from clausier.errors import InvalidInput, Problem
from clausier.files.proof import proven
from clausier.files.publish import UNREAD, cannot_write, publish
from clausier.files.seen import Seen, seen
from clausier.files.written import tell
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.negotiation import Draft
from clausier.model.register import Event, Register
from clausier.negotiation.dating import check_days
from clausier.negotiation.drafts import draft_file, draft_from, drafts_of, home_of
from clausier.negotiation.inbox import list_path
from clausier.negotiation.register import read_register, register_bytes, register_path, with_events
from clausier.negotiation.standing import State, state_of

OLD = (
    "ce registre est de l'ancien format, où tout brouillon comptait pour un envoi. Ses envois sont à confirmer : "
    "clausier envoyer DOSSIER --confirmer, ou clausier annuler DOSSIER --evenement N."
)


@dataclass(frozen=True)
class Table:
    """A dossier and where its negotiation stands; `path` is its file, `seen` what was there when it was read."""

    path: Path
    case: CaseFile
    register: Register
    seen: Seen = UNREAD

    @cached_property
    def state(self) -> State:
        return state_of(self.register)

    def with_events(self, *events: Event, earlier: bool = False) -> dict[Path, bytes]:
        """The register as it becomes, to write together with what it tells of.

        Earlier, unless a person said so, for an act that would come before the last event.
        """
        if not earlier:
            check_days(self.register, *events)
        path = register_path(self.path)
        before = (register_bytes(path) or b"").decode()
        if self.register.supposed and not self.register.events[-1].number:
            tell(OLD)
        return {path: with_events(before, self.case.id, *events).encode()}

    @property
    def drafts(self) -> Path:
        """The folder of its drafts."""
        return drafts_of(self.path)

    def keep(self, draft: Draft) -> dict[Path, bytes]:
        """The file of a draft, to write together with its documents; told, and left, where it cannot be."""
        name, content = draft_file(draft)
        proven(content, name, lambda content: draft_from(content, name), draft)
        try:
            self.drafts.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = cannot_write(self.drafts, error)
            tell(f"brouillon non gardé, il sera à refaire avant « envoyer » : {reason}")
            return {}
        return {self.drafts / name: content}

    def write(self, *events: Event, beside: Mapping[Path, bytes] = MappingProxyType({}), earlier: bool = False) -> None:
        """Adds entries to the register, and writes the files `beside` it: all or none.

        CannotWrite if that is not possible; Changed if the dossier or its register is not what was read.
        """
        register = self.with_events(*events, earlier=earlier) if events else {}
        if register or beside:
            publish({}, self.path.parent, {**beside, **register}, seen=self.seen)


def seated(dossier: str, case: CaseFile, before: Seen) -> Table | None:
    """A dossier that was read, with its register; None without a file of its own, or without an id."""
    path = Path(dossier)
    return Table(path, case, _register(path, case), before) if dossier != STDIN and case.id else None


def kept_with(path: Path) -> Seen:
    """The files of a dossier, as they are before they are read: itself, its register, its list of what came back."""
    return seen((path, register_path(path), list_path(path)))


def _register(path: Path, case: CaseFile) -> Register:
    return read_register(register_path(path), case.id)


def laid(dossier: str, library: Library) -> Table:
    """The dossier of a file, or of a folder that holds `dossier.yaml`; InvalidInput if it has no id."""
    path = file_of(dossier)
    before = kept_with(path)
    case = case_with_id(path, library)
    return Table(path, case, _register(path, case), before)


def file_of(dossier: str) -> Path:
    """The file of a dossier, given itself or its folder."""
    path = Path(dossier)
    return path / CASE if path.is_dir() else path


def case_with_id(path: Path, library: Library) -> CaseFile:
    """The dossier of a file; InvalidInput if it has no id."""
    case = read_case(str(path), library)
    if not case.id:
        message = "une négociation se tient sous un identifiant, et le dossier n'en a pas."
        raise InvalidInput([Problem(str(path), "dossier.id", message, "Ajouter « dossier: {id: …} » en tête.")])
    return case


def laid_to_read(dossier: str, library: Library) -> Table:
    """The same for a command that holds nothing: what a killed one left is ended first, if that disturbs nobody."""
    path = file_of(dossier)
    settled(home_of(path), path.parent)
    return laid(dossier, library)
