"""`clausier modele verifier`: the faults of Word templates, before a letter goes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo
from clausier.documents.catalogue import stem, templates
from clausier.errors import CannotWrite, InvalidInput, Problem

if TYPE_CHECKING:
    from clausier.playbook.template_check import Fault

INVALID = 3
WORDS = tuple(map(stem, templates()))


@command("verifier")
@click.argument("files", metavar="FICHIER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--comme", type=click.Choice(WORDS), help="Le modèle que le fichier remplace, si son nom ne commence pas ainsi."
)
@click.option(
    "--annoter",
    "copy",
    type=click.Path(path_type=Path),
    metavar="COPIE",
    help="Écrire une copie avec un commentaire Word sur chaque défaut (un seul FICHIER).",
)
@options.group(options.LibraryOptions)
def verifier(files: tuple[Path, ...], comme: str | None, copy: Path | None, given: options.LibraryOptions) -> int:
    """Contrôle des modèles Word : noms, balises, clauses oubliées, contenu dangereux.

    FICHIER est un modèle .docx ou un dossier de modèles ; les champs libres sont ceux des bibliothèques données.
    Termine avec le code 3 s'il y a une erreur.

    \b
    Exemple :
      clausier modele verifier mes-modeles/acte.docx --annoter acte-annote.docx
    """
    from clausier.documents.assemble import folder_problems
    from clausier.playbook.template_check.templates import verify

    paths = [path for file in files for path in _templates_in(file)]
    kinds = [_kind(path, comme) for path in paths]
    if copy is not None and len(paths) != 1:
        raise click.UsageError("--annoter ne s'emploie qu'avec un seul fichier.")
    if copy is not None and copy.exists():
        raise CannotWrite(f"« {copy} » existe déjà : rien n'a été écrit. Choisir un autre nom.")
    strangers = [problem for file in files if file.is_dir() for problem in folder_problems(file)]
    for problem in strangers:
        echo(f"{problem.file} – {problem.key} : {problem.message}\n  {problem.hint}")
    fields = given.free_fields()
    found = {path: verify(path, kind, fields) for path, kind in zip(paths, kinds, strict=True)}
    for path, kind in zip(paths, kinds, strict=True):
        _print(path, kind, found[path])
    if copy is not None:
        _annotate(paths[0], copy, found[paths[0]])
    return INVALID if strangers or any(fault.is_error for faults in found.values() for fault in faults) else 0


def _templates_in(file: Path) -> list[Path]:
    """The file itself, or the templates of a folder: those that `rediger --modeles` would use.

    Raises InvalidInput, as `rediger` does, for a folder without any.
    """
    from clausier.documents.assemble import folder_problems, missing_folder

    if not file.exists():
        raise InvalidInput([missing_folder(file) if not file.suffix else _missing(file)])
    if not file.is_dir():
        return [file]
    inside = [file / name for name in templates() if (file / name).is_file()]
    if not inside:
        raise InvalidInput(folder_problems(file))
    return inside


def _missing(file: Path) -> Problem:
    return Problem(str(file), "", "ce modèle n'existe pas.", "Vérifier le chemin.")


def _kind(path: Path, told: str | None) -> str:
    from clausier.playbook.template_check.templates import template_of

    kind = f"{told}.docx" if told else template_of(path)
    if kind is None:
        choices = ", ".join(WORDS)
        raise click.UsageError(f"« {path.name} » : quel modèle est-ce ? Le dire avec --comme ({choices}).")
    return kind


def _print(path: Path, kind: str, faults: Sequence[Fault]) -> None:
    errors = sum(fault.is_error for fault in faults)
    echo(f"{path} – {_counted(errors, 'erreur')}, {_counted(len(faults) - errors, 'avertissement')}")
    for fault in faults:
        problem = fault.problem
        place = f", {problem.key}" if problem.key else ""
        echo(f"- {problem.severity.value}{place}\n  {problem.message}")
        if problem.hint:
            echo(f"  {problem.hint}")
    if path.name != kind:
        echo(f"  (« rediger » ne le lira que sous le nom {kind})")


def _counted(count: int, word: str) -> str:
    return f"{count or 'aucun' + ('e' if word == 'erreur' else '')} {word}{'s' if count > 1 else ''}"


def _annotate(path: Path, copy: Path, faults: Sequence[Fault]) -> None:
    from clausier.files.publish import publish
    from clausier.playbook.template_check.templates import annotated_copy

    if not faults:
        echo("Rien à annoter : la copie n'a pas été écrite.")
        return
    try:
        content = annotated_copy(path, faults)
    except InvalidInput:
        echo("Ce fichier ne peut pas être annoté : la copie n'a pas été écrite.")
        return
    publish({copy.name: content}, copy.parent)
    echo(f"\nCopie annotée : {copy}")
    echo("Y corriger le modèle, puis supprimer tous les commentaires : ils partiraient avec les documents.")
