"""What was costly to work out, kept in the user's cache folder: texts by the fingerprint of what they were made from.

Never an error: where nothing can be kept or read, it is worked out again; so is a text that was changed or cut short.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from clausier import __version__
from clausier.errors import CannotWrite
from clausier.files.replacing import clean, replace
from clausier.files.written import unnoted

MOST = 32
"""Files of one kind, unless told otherwise; beyond that the oldest go."""


def key_of(parts: Iterable[bytes]) -> str:
    """The fingerprint of what a text is made from, this version of clausier included."""
    digest = hashlib.sha256(_code().encode())
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


@cache
def _code() -> str:
    """What tells this code from another: its version, and when its files were last changed."""
    changed = [entry.stat().st_mtime_ns for entry in _files(str(Path(__file__).parent.parent))]
    return f"{__version__} {len(changed)} {sum(changed)}"


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _files(entry.path)
        elif entry.name.endswith(".py"):
            yield entry


def releases(libraries: Iterable[str]) -> Iterator[bytes]:
    """What tells one release of these libraries from another, without loading them."""
    for name in libraries:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            found = Path(spec.origin).stat()
            yield f"{spec.origin} {found.st_size} {found.st_mtime_ns}".encode()


def kept(kind: str, key: str) -> str | None:
    """The text kept under a key, or None; what another user of this machine put there is not read."""
    path = _path(kind, key)
    try:
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return None
        mark, _, text = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    return text if mark == _mark(text) else None


def keep(kind: str, key: str, text: str, most: int = MOST) -> None:
    """Keeps a text if that is possible, where only this user reads."""
    path = _path(kind, key)
    with contextlib.suppress(OSError, ValueError, CannotWrite):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with unnoted():
            replace(path, f"{_mark(text)}\n{text}".encode(), durable=False)
        _forget_the_oldest(path.parent, kind, most)


def _path(kind: str, key: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("clausier", appauthor=False) / f"{kind}-{key[:32]}.json"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _forget_the_oldest(folder: Path, kind: str, most: int) -> None:
    found = sorted(folder.glob(f"{kind}-*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in found[:-most]:
        path.unlink(missing_ok=True)
    clean(folder)
