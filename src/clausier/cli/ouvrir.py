"""`clausier ouvrir`: the page in the browser."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from clausier.cli.french import command
from clausier.cli.options import Day
from clausier.cli.said import say
from clausier.cli.terminal import echo
from clausier.errors import CannotWrite, debugging

NAME = "clausier"


@command("ouvrir")
@click.argument("dossiers", required=False, metavar="[DOSSIERS]", type=click.Path(path_type=Path))
@click.option("--port", type=int, default=0, metavar="PORT", show_default="libre", help="Port à employer.")
@click.option("--sans-navigateur", "quiet", is_flag=True, help="Dire seulement l'adresse.")
@click.option("--au", "day", type=Day(), metavar="AAAA-MM-JJ", help="Le jour à tenir pour celui d'aujourd'hui.")
def ouvrir(dossiers: Path | None, port: int, quiet: bool, day: date | None) -> None:
    """Ouvre une page dans le navigateur, pour travailler sans ligne de commande.

    DOSSIERS est le répertoire des dossiers : par défaut le répertoire courant s'il en contient, sinon
    Documents/clausier. Rien ne sort de cet ordinateur. Ctrl-C, ou « Quitter » sur la page, arrête tout.

    \b
    Exemple :
      clausier ouvrir mes-dossiers
    """
    from clausier.page.house import House
    from clausier.page.serving import listening, serve

    root = _folder(dossiers)
    today: Callable[[], date] = functools.partial(_fixed, day) if day else date.today
    house = House(root, today, strict=debugging())
    house.shelf.library()  # before the first page asks for it
    with listening(port) as doors:
        serve(house, doors, functools.partial(_tell, root), browser=not quiet)
    echo("Arrêté.")


def _fixed(day: date) -> date:
    return day


def _tell(root: Path, address: str) -> None:
    say(f"Dossiers : {root}")
    say("Adresse de la page (elle ouvre vos dossiers à qui la connaît : ne pas la transmettre) :")
    echo(f"  {address}")
    say("Pour arrêter : « Quitter » sur la page, ou Ctrl-C ici.")


def _folder(given: Path | None) -> Path:
    """The folder to open, made if it is the one by default. CannotWrite if it is none."""
    from clausier.files.documents import documents
    from clausier.page.listing import kept_in

    here = Path(".").resolve()
    if given is None:
        folder = here if kept_in(here) else documents() / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            told = f"« {folder} » ne peut pas être créé ({error.strerror})."
            raise CannotWrite(f"{told} Donner un autre répertoire : clausier ouvrir DOSSIERS.") from error
        return folder
    folder = given.parent if given.is_file() else given
    if not folder.is_dir():
        raise CannotWrite(f"« {given} » n'est pas un répertoire. Le créer, ou en donner un autre.")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise CannotWrite(f"« {folder} » ne peut pas être lu : vérifier les droits sur ce répertoire.")
    return folder.resolve()
