"""`clausier questionnaire lire`: filled questionnaires → a dossier."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.afresh import afresh
from clausier.cli.french import command
from clausier.cli.holding import place
from clausier.cli.said import warn
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.model.library import Library


@command("lire", holds=place("target"))
@click.argument("sources", metavar="FICHIER…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dossier", type=click.Path(path_type=Path), metavar="DOSSIER", help="Le dossier à compléter.")
@options.target(
    "DOSSIER.yaml", "Le dossier à écrire ; s'il existe, il est complété et l'ancien est gardé à côté.", dir_okay=False
)
@click.option("--ecraser", is_flag=True, help="Prendre la réponse du questionnaire là où le dossier en a une autre.")
@options.group(options.LibraryOptions)
def lire(
    sources: tuple[Path, ...], dossier: Path | None, target: Path, ecraser: bool, given: options.LibraryOptions
) -> None:
    """Relit des questionnaires remplis et en fait un dossier, ou complète le dossier.

    Une réponse déjà donnée est gardée, et la différence est dite ; --ecraser prend celle du questionnaire. Les
    réponses du prestataire restent à part, avec qui les a données et quand.

    \b
    Exemple :
      clausier questionnaire lire questionnaire.xlsx -o dossier.yaml
      clausier questionnaire lire reponse.docx --dossier dossier.yaml -o dossier.yaml
    """
    library = given.library(dossier or target)
    if afresh(lambda: _complete(sources, dossier, target, ecraser, library)):
        echo(f"Ensuite : clausier analyser {target}{given.told()}")


def _complete(sources: Iterable[Path], dossier: Path | None, target: Path, over: bool, library: Library) -> bool:
    """The dossier that the questionnaires make or complete, in its place; False if they say nothing new."""
    from clausier.desk.dossierfile import put_dossier
    from clausier.desk.questionnaires import audience_of, completed
    from clausier.dossier.write import dossier_text
    from clausier.files.journal import recover
    from clausier.files.seen import seen
    from clausier.forms.merge import Wins

    recover(target.parent)
    before = seen([target])
    wins = Wins.SECOND if over else Wins.FIRST
    done = completed(_dossiers(target, dossier), sources, library, wins, target if target.exists() else dossier)
    for one in done.returned:
        echo(f"Lu : {one.file}, questionnaire du {audience_of(one)}.")
    for notice in done.notices:
        warn(notice)
    if target.exists() and not done.is_new:
        echo(f"Rien de nouveau : {target} dit déjà tout cela.")
        return False
    for told in done.warnings:
        warn(told)
    kept = put_dossier(dossier_text(done.case, library), target, before)
    echo(f"Dossier écrit : {target} ({done.answers} réponses).{f' Ancien dossier : {kept}.' if kept else ''}")
    return True


def _dossiers(target: Path, dossier: Path | None) -> tuple[Path, ...]:
    """The dossiers to complete, each once; the one to be replaced speaks first."""
    present = [target] if target.exists() else []
    given = [dossier] if dossier and dossier.resolve() != target.resolve() else []
    return (*present, *given) if present or not dossier else (dossier,)
