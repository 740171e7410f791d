"""The mails of a batch: to whom, about what, with which files of its folders. Reads; writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clausier.batch.messages import filled
from clausier.batch.naming import CASE
from clausier.batch.provider import files_of
from clausier.batch.store import is_own_file
from clausier.documents.catalogue import Occasion, due
from clausier.documents.folder import past_of
from clausier.documents.manifest import NAME as MANIFEST
from clausier.documents.sending import outgoing
from clausier.dossier.read import case_of
from clausier.files.seen import Seen, seen
from clausier.files.strictyaml import read_path
from clausier.french import long_date
from clausier.model.batch import BatchRow
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.messages import MailTexts
from clausier.negotiation.register import NAME as REGISTER
from clausier.negotiation.register import register_bytes, register_of
from clausier.negotiation.standing import state_of
from clausier.proposal.parties import reply_day

ADDRESS = re.compile(r"[^@\s<>,;:\"()]{1,64}@[^@\s<>,;:\"()]{1,190}\.[^@\s<>,;:\"()]{2,24}")
SEVERAL = re.compile(r"[;,\s]+")


@dataclass(frozen=True)
class Mail:
    """A mail to write: `addresses` may be none; `files` stand in the provider's folder."""

    folder: Path
    addresses: tuple[str, ...]
    subject: str
    text: str
    files: tuple[Path, ...]


def address_column(rows: Iterable[BatchRow]) -> list[str]:
    """The headings of the user's own columns that hold addresses and nothing else."""
    found: dict[str, bool] = {}
    for row in rows:
        for title, text in row.own.items():
            found[title] = found.get(title, True) and bool(addresses(text))
    return [title for title, sound in found.items() if sound]


def addresses(text: str) -> tuple[str, ...]:
    """The addresses of a cell; none if anything there is no address."""
    words = [word for word in SEVERAL.split(text.strip()) if word]
    return tuple(words) if words and all(ADDRESS.fullmatch(word) for word in words) else ()


def seen_of(root: Path, rows: Iterable[BatchRow]) -> Seen:
    """What decides of the mails of these providers, as it is before it is read."""
    return seen(root / row.folder / name for row in rows for name in (CASE, MANIFEST, REGISTER))


def is_sent(folder: Path, id_: str) -> bool:
    """Does the register of a provider's folder say, as it stands, that its documents were sent? InvalidInput if it
    cannot be read."""
    content = register_bytes(folder / REGISTER)
    if content is None:
        return False
    state = state_of(register_of(content, f"{folder.name}/{REGISTER}", id_))
    return bool(state.last or state.register.unconfirmed)


def mail(root: Path, row: BatchRow, column: str, library: Library, day: date, texts: MailTexts) -> Mail:
    """The mail of a provider. InvalidInput for a dossier that cannot be read."""
    folder = root / row.folder
    case = case_of(read_path(folder / CASE), library)
    files = tuple(_files(folder))
    told = {"contrat": case.contract.title, "client": case.practice.name}
    listed = "\n".join(f"– {path.name}" for path in files)
    by, signatory = long_date(reply_day(case, day, library.working_time.counted)), _signatory(case)
    text = filled(texts.text, **told, fichiers=listed, date_reponse=by, signataire=signatory)
    subject = " ".join(filled(texts.subject, **told).split())
    return Mail(folder, addresses(row.own.get(column, "")), subject, text, files)


def _files(folder: Path) -> Iterator[Path]:
    """What may leave the practice, as it stands in the folder."""
    past = past_of(folder)
    asked = past.content.get("demande", {}) if past else {}
    names = {*outgoing(bool(asked.get("second_temps")))} & files_of(due(Occasion.FIRST))
    return (folder / name for name in _ordered(names) if is_own_file(folder / name))


def _ordered(names: Iterable[str]) -> Sequence[str]:
    order = [name for document in due(Occasion.FIRST) for name in document.files]
    return sorted(names, key=lambda name: (order.index(name) if name in order else len(order), name))


def _signatory(case: CaseFile) -> str:
    author = case.mail.author
    if author is not None:
        return "\n".join(filter(None, (author.representative or author.name, author.capacity, author.contact)))
    return "\n".join(filter(None, (case.practice.representative, case.practice.name)))
