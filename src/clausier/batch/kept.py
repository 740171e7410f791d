"""Files beside those of a provider, such as drafts of mails: made again as often as one likes, no edit ever lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from clausier.documents.manifest import NAME as MANIFEST
from clausier.documents.manifest import digest
from clausier.errors import CannotWrite, InvalidInput
from clausier.files import limits
from clausier.files.bounded import digest_of, read_bounded
from clausier.files.boundedjson import loaded
from clausier.files.journal import recover
from clausier.files.publish import UNREAD, cannot_write, put
from clausier.files.seen import Seen

PRODUCED = "produit"


def write_kept(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    overwrite: bool,
    beside: Mapping[Path, bytes] = MappingProxyType({}),
    before: Seen = UNREAD,
) -> list[str]:
    """Writes files in a folder of theirs, but those that a person edited since, whose names it returns.

    What was written there before and is none of these files goes, unless a person edited it.
    Those `beside` stand elsewhere and take their places with them. CannotWrite if the folder cannot be written, or is
    a link that leads elsewhere; Changed, with nothing written, if what was seen `before` has changed.
    """
    if folder.is_symlink() or folder.parent.is_symlink():
        raise CannotWrite(f"« {folder} » est un lien, qui mène ailleurs : le remplacer par un dossier.")
    recover(*dict.fromkeys((folder, *(path.parent for path in beside))))
    known = _produced(folder)
    edited = [name for name, content in files.items() if _is_edited(folder / name, known.get(name, ""), content)]
    left = () if overwrite else edited
    fresh = {name: content for name, content in files.items() if name not in left}
    told = {**{name: known[name] for name in left if name in known}, **{n: digest(c) for n, c in fresh.items()}}
    manifest = (json.dumps({PRODUCED: dict(sorted(told.items()))}, ensure_ascii=False, indent=2) + "\n").encode()
    gone = [folder / name for name in known if name not in files and _is_as_it_was(folder / name, known[name])]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        coming = {folder / name: content for name, content in fresh.items()}
        put({**dict.fromkeys(gone), **coming, folder / MANIFEST: manifest, **beside}, durable=False, seen=before)
    except OSError as error:
        raise CannotWrite(cannot_write(folder, error)) from error
    return [*left]


def _is_edited(path: Path, print_: str, new: bytes) -> bool:
    return path.is_file() and digest_of(path, limits.TABLE) not in (print_, digest(new))


def _is_as_it_was(path: Path, print_: str) -> bool:
    return path.is_file() and not path.is_symlink() and digest_of(path, limits.TABLE) == print_


def _produced(folder: Path) -> dict[str, str]:
    """Fingerprints by name of file; none of a folder that says nothing, or was spoilt."""
    try:
        found = loaded(read_bounded(folder / MANIFEST, limits.TABLE, MANIFEST))[PRODUCED]
        return {str(name): str(print_) for name, print_ in found.items() if Path(name).name == name != MANIFEST}
    except (InvalidInput, OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
