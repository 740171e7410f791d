"""Puts a set of files in a folder: all of them, or none."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from clausier.errors import CannotWrite

ELSEWHERE = " Sinon, choisir un autre dossier."


@dataclass(slots=True)
class _Move:
    """A file to put in place: the new content, and the old one set aside."""

    target: Path
    fresh: Path
    old: Path | None = None
    done: bool = False


def publish(
    files: Mapping[str, bytes],
    folder: Path,
    beside: Mapping[Path, bytes] = MappingProxyType({}),
    gone: Collection[str] = (),
) -> tuple[Path, ...]:
    """Writes each file under its name and returns the paths, in the same order; then those of `beside`.

    Everything is first written beside its place under another name, then renamed. If anything
    fails, the folder is as it was before (even created folders go) and CannotWrite says why.
    `beside` are files of other folders, which exist, that go with them, or not at all; files that are `gone` from
    the folder go last, when all the others are in place.
    """
    created = _make(folder)
    moves: list[_Move] = []
    try:
        for path, content in {**{folder / name: content for name, content in files.items()}, **beside}.items():
            moves.append(_Move(path, _written(path, content)))
        for move in moves:
            _put(move)
    except OSError as error:
        _undo(moves)
        _remove_empty(created)
        raise CannotWrite(cannot_write(folder, error, ELSEWHERE)) from error
    except BaseException:
        _undo(moves)
        _remove_empty(created)
        raise
    for move in moves:
        _forget(move.old)
    for name in gone:
        _forget(folder / name)
    return tuple(move.target for move in moves)


def _make(folder: Path) -> list[Path]:
    """Creates the folder and its parents; returns those that did not exist, innermost first."""
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(f"« {folder} » est un fichier : indiquer un dossier où écrire.")
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _remove_empty(missing)
        raise CannotWrite(cannot_write(folder, error, ELSEWHERE)) from error
    return missing


def _written(target: Path, content: bytes) -> Path:
    path = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _forget(path)
        raise
    return path


def _put(move: _Move) -> None:
    if move.target.is_dir():
        raise IsADirectoryError(0, f"« {move.target.name} » est un dossier", str(move.target))
    if move.target.exists():
        aside = move.fresh.with_suffix(".old")
        os.replace(move.target, aside)
        move.old = aside
    os.replace(move.fresh, move.target)
    move.done = True


def _undo(moves: list[_Move]) -> None:
    for move in reversed(moves):
        _forget(move.target if move.done else move.fresh)
        if move.old is not None:
            with contextlib.suppress(OSError):
                os.replace(move.old, move.target)


def _forget(path: Path | None) -> None:
    if path is not None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def cannot_write(folder: Path, error: OSError, otherwise: str = "") -> str:
    """What a failed writing means for the user; `otherwise` is a last way out, after a space."""
    name = Path(str(error.filename)).name if error.filename else ""
    if isinstance(error, PermissionError):
        return (
            f"écriture refusée dans « {folder} ». Vérifier les droits sur ce dossier et fermer ses documents, "
            f"s'ils sont ouverts dans Word ou Excel.{otherwise}"
        )
    if isinstance(error, NotADirectoryError | FileExistsError):
        return (
            f"« {folder} » ne peut pas être un dossier : un fichier porte déjà ce nom sur le chemin. "
            f"Le déplacer.{otherwise}"
        )
    reason = error.strerror or str(error)
    return f"impossible d'écrire dans « {folder} »{f' ({name})' if name else ''} : {reason}.{otherwise}"
