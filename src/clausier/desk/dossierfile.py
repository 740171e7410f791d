"""A dossier that is completed: put in place, the former one kept beside it."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from clausier.files.bounded import read_bounded
from clausier.files.limits import DOCUMENT
from clausier.files.publish import publish
from clausier.files.seen import Seen


def put_dossier(text: str, target: Path, before: Seen) -> Path | None:
    """Puts the dossier in place; the former one, with its comments, stands beside it under the name returned.

    Changed if the files that were seen `before` are no more as they were.
    """
    files, former = replacing(text, target)
    publish({path.name: content for path, content in files.items()}, target.parent, seen=before)
    return former


def replacing(text: str, target: Path) -> tuple[dict[Path, bytes], Path | None]:
    """What is to be written for a dossier to take its place; and where the former one, if there is one, will be."""
    fresh = {target: text.encode()}
    if not target.exists():
        return fresh, None
    names = (f"{target.name}.ancien{rank if rank > 1 else ''}" for rank in count(1))
    former = next(path for name in names if not (path := target.with_name(name)).exists())
    return {former: read_bounded(target, DOCUMENT), **fresh}, former
