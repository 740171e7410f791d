"""`clausier questionnaire lire`: filled questionnaires → a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.afresh import afresh
from clausier.cli.french import command
from clausier.cli.holding import place
from clausier.cli.said import warn
from clausier.cli.terminal import echo
from clausier.errors import InvalidInput, Problem

if TYPE_CHECKING:
    from clausier.forms.files import Returned
    from clausier.forms.readback import Base
    from clausier.model.casefile import CaseFile
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
    library = given.library()
    if afresh(lambda: _complete(sources, dossier, target, ecraser, library)):
        echo(f"Ensuite : clausier analyser {target}{given.told()}")


def _complete(sources: Iterable[Path], dossier: Path | None, target: Path, over: bool, library: Library) -> bool:
    """The dossier that the questionnaires make or complete, in its place; False if they say nothing new."""
    from clausier.cli.dossierfile import put_dossier
    from clausier.dossier.write import dossier_text
    from clausier.files.journal import recover
    from clausier.files.seen import seen
    from clausier.forms.merge import Wins
    from clausier.forms.readback import read_back
    from clausier.forms.scope import Audience
    from clausier.judging.declarations import NO_STIPULATION

    recover(target.parent)
    before = seen([target])
    bases, returned = _read(_dossiers(target, dossier), sources, library)
    done = read_back(returned, bases, library, Wins.SECOND if over else Wins.FIRST)
    case, stale = _with_places(done.case, bases, returned, target if target.exists() else dossier)
    for one in returned:
        echo(f"Lu : {one.file}, questionnaire du {one.marks['clausier-questionnaire']}.")
    for notice in (*done.notices, *stale):
        warn(notice)
    if bases and target.exists() and bases[0].case == case:
        echo(f"Rien de nouveau : {target} dit déjà tout cela.")
        return False
    if any(one.marks["clausier-questionnaire"] == Audience.PROVIDER for one in returned):
        warn(f"{NO_STIPULATION}.")
    kept = put_dossier(dossier_text(case, library), target, before)
    answers = len(case.answers) + sum(len(one.answers) for one in case.declarations)
    echo(f"Dossier écrit : {target} ({answers} réponses).{f' Ancien dossier : {kept}.' if kept else ''}")
    return True


def _with_places(
    case: CaseFile, bases: Sequence[Base], returned: Sequence[Returned], dossier: Path | None
) -> tuple[CaseFile, tuple[Problem, ...]]:
    """The case with the places and words of the passages that the questionnaires showed, where they were accepted."""
    from clausier.dossier.readings import reading_beside
    from clausier.forms.marks import MARK_READING
    from clausier.forms.reading import accepted

    is_shown = any(MARK_READING in one.marks for one in returned)
    reading = reading_beside(dossier) if dossier and is_shown else None
    return accepted(case, bases[0].case if bases else None, returned, reading) if reading else (case, ())


def _dossiers(target: Path, dossier: Path | None) -> tuple[Path, ...]:
    """The dossiers to complete, each once; the one to be replaced speaks first."""
    present = [target] if target.exists() else []
    given = [dossier] if dossier and dossier.resolve() != target.resolve() else []
    return (*present, *given) if present or not dossier else (dossier,)


def _read(
    dossiers: Iterable[Path], sources: Iterable[Path], library: Library
) -> tuple[tuple[Base, ...], tuple[Returned, ...]]:
    """The dossiers that exist and the questionnaires; InvalidInput holds the problems of all the files."""
    from clausier.files.strictyaml import read_path
    from clausier.forms.files import read_form
    from clausier.forms.readback import base_of

    bases: list[Base] = []
    returned: list[Returned] = []
    problems: list[Problem] = []
    for path in dossiers:
        try:
            bases.append(base_of(read_path(path, path.name), library))
        except InvalidInput as error:
            problems += error.problems
    for path in sources:
        try:
            returned.append(read_form(path))
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(problems)
    return tuple(bases), tuple(returned)
