"""The documents that stand beside a dossier, and where new ones, or files that came, are put."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from clausier.batch.naming import CASE
from clausier.documents.catalogue import DOCUMENTS, Document
from clausier.documents.folder import NAMES, past_of
from clausier.files import limits
from clausier.files.bounded import digest_of

FORBIDDEN = re.compile(r"[^\w ().,'’&+-]|^[.\s]+|[.\s]+$")
"""What the name of a file that came is not given, on any system."""
LONGEST = 100
HERE = "=ici"
"""What a dossier's own folder is called, which may hold documents too: no folder of documents bears that name."""


@dataclass(frozen=True)
class Paper:
    """A document in a folder: its file, what it is for, whether it stays in the practice."""

    path: Path
    purpose: str
    internal: bool


@dataclass(frozen=True)
class Papers:
    """The documents of a folder, those to send first; `draft` is the fingerprint of what they ask, if it is told.

    `name` is what the folder is called.
    """

    name: str
    folder: Path
    papers: tuple[Paper, ...]
    draft: str = ""


def beside(dossier: Path, name: str) -> Path:
    """A folder of this name for a dossier, given its file: where it stands, under its own name if it has no folder."""
    return dossier.parent / f"{prefix_of(dossier)}{name}"


def prefix_of(dossier: Path) -> str:
    """How the names of its folders begin, given its file: its own name where it has no folder of its own."""
    return "" if dossier.name == CASE else f"{dossier.stem}-"


def folders_of(dossier: Path) -> Iterator[tuple[str, Path]]:
    """The folders in which its documents may stand, by what they are called: its own, and those that bear its name.

    None that is a link, is hidden, or is that of another dossier.
    """
    home, prefix = dossier.parent, prefix_of(dossier)
    if not prefix:
        yield HERE, home
    for path in sorted(home.iterdir()):
        hidden = path.name.startswith(".") or not path.name.startswith(prefix)
        if not hidden and _real(path) and not (path / CASE).exists():
            yield path.name, path


def all_papers(dossier: Path) -> Iterator[Papers]:
    """Those of each folder of this dossier, the last written first; no link is followed."""
    found = [(name, path, papers) for name, path in folders_of(dossier) if (papers := _papers(path))]
    for name, path, papers in sorted(found, key=lambda one: (-_when(one[2]), one[1])):
        past = past_of(path)
        yield Papers(name, path, papers, past.draft if past else "")


def _real(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink()


def _papers(folder: Path) -> tuple[Paper, ...]:
    known = {name: one for one in DOCUMENTS for name in one.files}
    purposes = {named.file: named.purpose for one in DOCUMENTS for named in one.names}
    found = (folder / name for name in NAMES)
    there = [one for one in found if one.is_file() and not one.is_symlink()]
    papers = [Paper(one, purposes.get(one.name, "en PDF"), _is_internal(one, known)) for one in there]
    return tuple(sorted(papers, key=lambda one: one.internal))


def _is_internal(path: Path, known: Mapping[str, Document]) -> bool:
    """Is it, or the document that it prints, internal?"""
    one = known.get(path.name) or known.get(f"{path.stem}.docx")
    return one is not None and one.internal


def _when(papers: Collection[Paper]) -> float:
    return max(one.path.stat().st_mtime for one in papers)


def fit_for_new(dossier: Path, name: str, sent: Collection[str]) -> Path:
    """The first folder of this name, or the next ones, in which documents may be written anew.

    It does not hold what was sent (`sent` are fingerprints), nor anything that a person edited.
    """
    return next(folder for folder in numbered(dossier, name) if _is_fit(folder, sent))


def numbered(dossier: Path, name: str) -> Iterator[Path]:
    """The folders of this name for a dossier: the first, then « -2 », « -3 »… without end."""
    yield from (beside(dossier, f"{name}-{rank}" if rank > 1 else name) for rank in count(1))


def _is_fit(folder: Path, sent: Collection[str]) -> bool:
    if not folder.exists():
        return True
    past = past_of(folder) if _real(folder) else None
    if past is None or past.draft in sent:
        return False
    return all(
        past.produced.get(one.path.name) == digest_of(one.path, limits.TABLE)
        for one in _papers(folder)
        if one.path.suffix != ".pdf"
    )


def plain_name(name: str) -> str:
    """A name that a file may bear anywhere, as near as can be to the one that its sender gives it."""
    last = re.split(r"[/\\]", name)[-1]
    plain = FORBIDDEN.sub("_", last).strip("_ .") or "fichier"
    stem, dot, suffix = plain.rpartition(".")
    return f"{(stem or suffix)[: LONGEST - 10]}{dot if stem else ''}{suffix[:9] if stem else ''}"


def free_place(folder: Path, name: str) -> Path:
    """Where a file of this name may be put without taking the place of another."""
    path = folder / name
    names = (f"{path.stem} ({rank}){path.suffix}" if rank > 1 else name for rank in count(1))
    return next(one for one in (folder / each for each in names) if not one.exists() and not one.is_symlink())
