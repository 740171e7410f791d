"""The examples that come with clausier: which there are, and a copy of one to start from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from clausier.batch.naming import CASE
from clausier.errors import CannotWrite
from clausier.files.replacing import new_folder
from clausier.resources import shipped

OWN_LIBRARY = "bibliotheque"
"""The folder, beside a dossier, of the library that it is read with."""


def examples() -> Mapping[str, Path]:
    """Name → folder, in the order of their names."""
    return {path.name: path for path in sorted(shipped("examples").iterdir()) if (path / CASE).is_file()}


def title_of(folder: Path) -> str:
    """The first heading of the example's page."""
    first = (folder / "README.md").read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("# ")


def copied(source: Path, target: Path) -> None:
    """Copies the folder of an example, whole or not at all. CannotWrite if something stands there already."""
    if os.path.lexists(target):
        raise CannotWrite(f"« {target} » existe déjà. Choisir un autre dossier avec -o.")
    try:
        with new_folder(target) as fresh:
            shutil.copytree(source, fresh, dirs_exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"« {target} » ne peut pas être créé ({error.strerror}).") from None
