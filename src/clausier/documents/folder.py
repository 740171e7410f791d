"""A provider's folder: its documents, the manifest that tells what they were made of, what stays of before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from clausier.documents import manifest
from clausier.documents.assemble import assemble
from clausier.documents.catalogue import DOCUMENTS, Document
from clausier.errors import CannotWrite
from clausier.model.analysis import Analysis
from clausier.model.proposal import Proposal
from clausier.office.pdf import pdf_name

OVERWRITE = "Les mettre de côté, choisir un autre dossier, ou --ecraser."


def provider_folder(
    analysis: Analysis,
    proposal: Proposal,
    terms: manifest.Terms,
    folders: Sequence[Path],
    documents: Collection[Document] | None = None,
) -> dict[str, bytes]:
    """The documents, those of a first request unless told otherwise, then the manifest: name → content."""
    files = assemble(proposal, folders, documents)
    return {**files, manifest.NAME: manifest.manifest(analysis, proposal, terms, folders, files)}


@dataclass(frozen=True)
class Placing:
    """What is to be written in a folder, what goes from it, and what is kept there under another name."""

    files: Mapping[str, bytes]
    gone: tuple[str, ...] = ()
    kept: Mapping[str, str] | None = None


def placing(folder: Path, files: Mapping[str, bytes], *, overwrite: bool) -> Placing:
    """Documents of before that no longer apply go; those that a person edited stay, under another name.

    CannotWrite names those that a person edited and that would be written over, unless `overwrite` says so.
    """
    told = folder / manifest.NAME
    past = manifest.past(told.read_bytes()) if told.is_file() else None
    before = past.produced if past else {}
    present = {name: manifest.digest((folder / name).read_bytes()) for name in _names() if (folder / name).is_file()}
    edited = {name for name, print_ in present.items() if before.get(name) != print_ and not name.endswith(".pdf")}
    lost = sorted(name for name in edited & set(files) if present[name] != manifest.digest(files[name]))
    if lost and not overwrite:
        raise CannotWrite(f"modifié depuis sa rédaction, ou d'une autre origine : {', '.join(lost)}. {OVERWRITE}")
    stale = [name for name in present if name not in files] if past else []
    kept = {name: _other_name(folder, name) for name in stale if name in edited and name in before}
    moved = {new: (folder / old).read_bytes() for old, new in kept.items()}
    gone = [name for name in stale if name not in edited or name in kept]
    return Placing({**moved, **files}, tuple(gone), kept)


def _names() -> Iterator[str]:
    for document in DOCUMENTS:
        for name in document.files:
            yield name
            if name.endswith(".docx"):
                yield pdf_name(name)


def _other_name(folder: Path, name: str) -> str:
    """« avenant (modifié).docx », or the next that is free."""
    path = PurePath(name)
    numbers = ("", *(f" {number}" for number in range(2, 1000)))
    names = (f"{path.stem} (modifié{number}){path.suffix}" for number in numbers)
    return next(one for one in names if not (folder / one).exists())
