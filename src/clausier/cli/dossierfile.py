"""A dossier that a command completes: put in place, the former one kept beside it."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from clausier.files.publish import publish


def put_dossier(text: str, target: Path) -> Path | None:
    """Puts the dossier in place; the former one, with its comments, stands beside it under the name returned."""
    if not target.exists():
        publish({target.name: text.encode()}, target.parent)
        return None
    names = (f"{target.name}.ancien{rank if rank > 1 else ''}" for rank in count(1))
    former = next(name for name in names if not (target.parent / name).exists())
    publish({former: target.read_bytes(), target.name: text.encode()}, target.parent)
    return target.with_name(former)
