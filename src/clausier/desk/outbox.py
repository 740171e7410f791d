"""The folders in which the documents of a dossier stand, and what became of each document since it was made."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from clausier.desk.papers import folders_of, numbered
from clausier.documents.catalogue import DOCUMENTS, to_send_first
from clausier.documents.folder import past_of
from clausier.documents.manifest import Past
from clausier.documents.sending import is_letter, outgoing
from clausier.errors import InvalidInput
from clausier.files import limits
from clausier.files.bounded import digest_of, read_bounded
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.negotiation import Draft, Purpose, Sending
from clausier.negotiation.drafts import drafts_of, read_draft
from clausier.negotiation.rounds import first_case, next_case, round_of
from clausier.negotiation.standing import State
from clausier.office.archive import write_zip
from clausier.office.pdf import with_pdfs

ROUND = "tour-"
NUMBER = re.compile(r"(\d+)")


class Standing(StrEnum):
    """What became of a document."""

    DRAFT = "brouillon"
    EDITED = "modifié depuis sa rédaction"
    SENT = "envoyé"
    CHANGED = "modifié depuis son envoi"
    KEPT_BACK = "non joint à l'envoi"
    LOST = "n'est plus dans le dossier"
    INTERNAL = "interne"


@dataclass(frozen=True)
class Paper:
    """A document of a folder; `stays` if it does not leave the practice."""

    file: str
    purpose: str
    standing: Standing
    stays: bool

    @property
    def there(self) -> bool:
        return self.standing is not Standing.LOST


@dataclass(frozen=True)
class Parcel:
    """The documents of one folder; `sent` is their sending, with the number of its `event`, once they were sent.

    `stale`: the dossier, its library or its register says something else than when they were made.
    """

    name: str
    path: Path
    day: date
    papers: tuple[Paper, ...]
    draft: Draft | None = None
    sent: Sending | None = None
    event: int = 0
    stale: bool = False

    @property
    def later(self) -> bool:
        """Is it a letter of the negotiation, after the first request?"""
        return self.draft is not None and self.draft.sending.purpose is not Purpose.REQUEST

    @property
    def ready(self) -> bool:
        """Is it a later letter that is still to be sent, as it is?"""
        return self.later and self.sent is None and not self.stale

    @property
    def to_send(self) -> tuple[Paper, ...]:
        return tuple(one for one in self.papers if not one.stays and one.there)

    @property
    def inside(self) -> tuple[Paper, ...]:
        return tuple(one for one in self.papers if one.stays)

    def paper(self, file: str) -> Paper | None:
        """The document of this name, if it is there."""
        return next((one for one in self.papers if one.file == file and one.there), None)

    def content(self, paper: Paper) -> bytes:
        """InvalidInput if it cannot be read."""
        return read_bounded(self.path / paper.file, limits.TABLE, paper.file)

    def archive(self, name: str) -> bytes:
        """A zip of what goes to the provider, in a folder of this name; the same bytes for the same documents."""
        file = io.BytesIO()
        names = sorted(one.file for one in self.to_send)
        write_zip(file, ((f"{name}/{one}", read_bounded(self.path / one, limits.TABLE, one)) for one in names))
        return file.getvalue()


def read_first(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those that anybody looks at before they are sent: the letter, and the document to sign."""
    names = {name for one in DOCUMENTS if one.to_sign or is_letter(one) for name in one.files}
    return {name: content for name, content in files.items() if name in names}


def parcels(dossier: Path, case: CaseFile, library: Library, state: State) -> Mapping[str, Parcel]:
    """By the names of their folders, the latest first. No link is followed."""
    found = ((name, path, past) for name, path in folders_of(dossier) if (past := past_of(path)))
    made = {name: _parcel(name, path, past, dossier, (case, library, state)) for name, path, past in found}
    return dict(sorted(made.items(), key=lambda one: _rank(*one), reverse=True))


def _rank(name: str, parcel: Parcel) -> tuple[date, list[int]]:
    return parcel.day, [int(number) for number in NUMBER.findall(name)]


def next_folder(dossier: Path, state: State, *, beside: bool = False) -> Path:
    """Where the next first request goes: the folder of its round, unless what it holds was sent.

    `beside`: a new one in any case.
    """
    folders = numbered(dossier, f"{ROUND}{round_of(state)}")
    return next(folder for folder in folders if _is_free(folder, state, beside=beside))


def _is_free(path: Path, state: State, *, beside: bool) -> bool:
    if not path.exists() and not path.is_symlink():
        return True
    past = past_of(path) if path.is_dir() and not path.is_symlink() else None
    return not beside and past is not None and past.draft not in state.register.prints


def _parcel(name: str, path: Path, past: Past, dossier: Path, read: tuple[CaseFile, Library, State]) -> Parcel:
    case, library, state = read
    draft = _draft(dossier, past)
    sent = {one.fingerprint: (number, one) for number, one in state.register.sent.items()}.get(past.draft)
    made = Parcel(name, path, past.day, (), draft)
    if sent:
        made = replace(made, event=sent[0], sent=sent[1])
    else:
        asks = next_case(case, library, state) if made.later else first_case(case, state)
        changed = not past.read_case(asks) or not past.read_library(library)
        made = replace(made, stale=changed or (draft is not None and draft.after != state.register.print_))
    joined = draft is not None and draft.sending.asking.joined
    return replace(made, papers=tuple(_papers(path, past, made.sent, outgoing(joined))))


def _draft(dossier: Path, past: Past) -> Draft | None:
    """What these documents ask; None if that was not kept, or is spoilt: it is told when it is needed."""
    try:
        return read_draft(drafts_of(dossier), past.draft)
    except InvalidInput:
        return None


def _papers(path: Path, past: Past, sent: Sending | None, leaving: tuple[str, ...]) -> Iterator[Paper]:
    """Those that were made there, and their PDFs; what goes out comes first."""
    for document in to_send_first(DOCUMENTS):
        for named in document.names:
            for file in with_pdfs((named.file,)):
                there = (path / file).is_file() and not (path / file).is_symlink()
                if file in past.produced or (there and named.file in past.produced):
                    now = digest_of(path / file, limits.TABLE) if there else ""
                    stays = file not in leaving
                    yield Paper(file, named.purpose, _standing(file, now, past, sent, stays), stays)


def _standing(file: str, now: str, past: Past, sent: Sending | None, stays: bool) -> Standing:
    made = past.produced.get(file, now)
    if not now:
        return Standing.LOST
    if stays:
        return Standing.INTERNAL if now == made else Standing.EDITED
    if sent is None:
        return Standing.DRAFT if now == made else Standing.EDITED
    if file not in sent.files:
        return Standing.KEPT_BACK
    return Standing.SENT if sent.files[file] == now else Standing.CHANGED
