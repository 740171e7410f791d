"""A provider's folder: its documents, the manifest that tells what they were made of, what stays of before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from clausier.documents import manifest
from clausier.documents.assemble import assemble
from clausier.documents.catalogue import DOCUMENTS, MARKED, Document
from clausier.documents.marked import Marked
from clausier.errors import CannotWrite, InvalidInput
from clausier.files import limits
from clausier.files.bounded import digest_of, read_bounded
from clausier.files.seen import Seen, seen
from clausier.model.analysis import Analysis
from clausier.model.proposal import Proposal
from clausier.office.pdf import with_pdfs

EMPTY = manifest.digest(b"")
NAMES = with_pdfs(name for document in DOCUMENTS for name in document.files)
"""All the files of documents that a folder may hold."""
OVERWRITE = "Les mettre de côté, choisir un autre dossier, ou --ecraser."


def provider_folder(
    analysis: Analysis,
    proposal: Proposal,
    terms: manifest.Terms,
    folders: Sequence[Path],
    documents: Collection[Document] | None = None,
    contract: Marked | None = None,
) -> dict[str, bytes]:
    """The documents, those of a first request unless told otherwise, then the manifest: name → content.

    `contract` is that of the provider, marked, if one was given.
    """
    files = assemble(proposal, folders, documents)
    read = {}
    if contract is not None:
        files = {**files, MARKED.file(signed=True): contract.content}
        read = {manifest.CONTRACT: contract.given.digest}
    return {**files, manifest.NAME: manifest.manifest(analysis, proposal, terms, folders, files, read=read)}


class Edited(CannotWrite):
    """Documents that a person edited would be written over: `names`."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"modifié depuis sa rédaction, ou d'une autre origine : {', '.join(names)}. {OVERWRITE}")


@dataclass(frozen=True)
class Placing:
    """What is to be written in a folder, what goes from it, and what is kept there under another name."""

    files: Mapping[str, bytes]
    gone: tuple[str, ...] = ()
    kept: Mapping[str, str] | None = None


def placing(folder: Path, files: Mapping[str, bytes], *, overwrite: bool, sent: Collection[str] = ()) -> Placing:
    """Documents of before that no longer apply go; those that a person edited stay, under another name.

    CannotWrite names those that a person edited and that would be written over, or says that the folder holds what was
    sent (`sent` are the fingerprints of the drafts that were), unless `overwrite` allows it.
    """
    past = past_of(folder)
    if past is not None and past.draft in sent and not overwrite:
        raise CannotWrite(f"« {folder} » contient ce qui a été envoyé. Choisir un autre dossier, ou --ecraser.")
    stale = set(NAMES) - set(files) if past else ()
    return placed(folder, files, past.produced if past else {}, stale, overwrite=overwrite)


def documents_seen(folder: Path) -> Seen:
    """The documents that a folder holds, as they are before they are looked at."""
    return seen(folder / name for name in (*NAMES, manifest.NAME))


def past_of(folder: Path) -> manifest.Past | None:
    """The manifest that lies in a folder; None if there is none, or a spoilt one."""
    try:
        return manifest.past(read_bounded(folder / manifest.NAME, limits.DOCUMENT))
    except InvalidInput:
        return None


def placed(
    folder: Path,
    files: Mapping[str, bytes],
    before: Mapping[str, str],
    stale: Collection[str],
    *,
    overwrite: bool,
    edited: Collection[str] = (),
) -> Placing:
    """The same where `before` are the fingerprints of what was made there and `stale` the names that do not apply.

    `edited` are other files, known to be a person's own. An empty document is nobody's.
    """
    names = [name for name in NAMES if name in files or name in stale]
    present = {name: digest_of(folder / name, limits.TABLE) for name in names if (folder / name).is_file()}
    own = {name for name, print_ in present.items() if print_ not in (before.get(name), EMPTY)}
    own = {name for name in own if not name.endswith(".pdf")}
    lost = [name for name in own & set(files) if present[name] != manifest.digest(files[name])]
    if (lost or edited) and not overwrite:
        raise Edited(sorted((*lost, *edited)))
    gone = [name for name in present if name in stale and (name not in own or name in before)]
    kept = {name: _other_name(folder, name) for name in gone if name in own}
    moved = {new: read_bounded(folder / old, limits.TABLE) for old, new in kept.items()}
    return Placing({**moved, **files}, tuple(gone), kept)


def _other_name(folder: Path, name: str) -> str:
    """« avenant (modifié).docx », or the next that is free."""
    path = PurePath(name)
    numbers = ("", *(f" {number}" for number in range(2, 1000)))
    names = (f"{path.stem} (modifié{number}){path.suffix}" for number in numbers)
    return next(one for one in names if not (folder / one).exists())
