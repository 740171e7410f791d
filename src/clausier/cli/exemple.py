"""`clausier exemple`: an example to start from."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click

from clausier.cli.french import command
from clausier.cli.said import say
from clausier.cli.terminal import echo
from clausier.errors import CannotWrite, nearest
from clausier.files.replacing import new_folder
from clausier.resources import shipped

OWN_LIBRARY = "bibliotheque"
"""The folder of an example that is read with a library of its own."""


@command("exemple")
@click.argument("nom", required=False, metavar="[NOM]")
@click.option(
    "-o", "target", type=click.Path(path_type=Path), metavar="DIR", help="Dossier à créer (par défaut : NOM)."
)
def exemple(nom: str | None, target: Path | None) -> None:
    """Copie un exemple de dossier ; sans NOM, liste les exemples.

    \b
    Exemple :
      clausier exemple infogerance-non-signee -o mon-essai
    """
    known = {path.name: path for path in sorted(shipped("examples").iterdir()) if (path / "dossier.yaml").is_file()}
    if nom is None:
        width = max(map(len, known))
        for name, path in known.items():
            say(f"{name:<{width}} {_title(path)}", hanging=" " * (width + 1))
        return
    if nom not in known:
        raise click.UsageError(f"l'exemple « {nom} » n'existe pas. {nearest(nom, known)}")
    folder = target or Path(nom)
    if os.path.lexists(folder):
        raise CannotWrite(f"« {folder} » existe déjà. Choisir un autre dossier avec -o.")
    try:
        with new_folder(folder) as fresh:
            shutil.copytree(known[nom], fresh, dirs_exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"« {folder} » ne peut pas être créé ({error.strerror}).") from None
    own = folder / OWN_LIBRARY
    chosen = f" --bibliotheque {own}" if own.is_dir() else ""
    echo(f"Exemple copié dans {folder}. Ensuite : clausier analyser {folder / 'dossier.yaml'}{chosen}")


def _title(folder: Path) -> str:
    """The first heading of the example's page."""
    first = (folder / "README.md").read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("# ")
