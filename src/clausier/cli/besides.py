"""What a dossier tells of itself in the files that stand beside it, said as a command takes it up."""

from __future__ import annotations

from pathlib import Path

from clausier.cli.said import wrapped
from clausier.cli.terminal import echo


def library_folders(dossier: str | Path | None) -> list[Path]:
    """The folders of the libraries that a dossier is read with; none where it tells none, or has no file."""
    from clausier.desk.libraries import choice_path, folders, told_of
    from clausier.desk.table import file_of
    from clausier.dossier.read import STDIN

    if dossier is None or dossier == STDIN:
        return []
    path = file_of(str(dossier))
    if not (libraries := told_of(path)):
        return []
    place = choice_path(path).name if choice_path(path).is_file() else "à côté du dossier"
    echo(wrapped(f"Lu avec : {', '.join(one.title for one in libraries)} ({place})."), err=True)
    return folders(libraries)
