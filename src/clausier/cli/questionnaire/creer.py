"""`clausier questionnaire creer`: the questions that may apply, in a workbook or a Word file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo
from clausier.errors import CannotWrite

if TYPE_CHECKING:
    from clausier.dossier.begun import Begun
    from clausier.forms.files import Form
    from clausier.model.library import Library

FORMATS = ("xlsx", "docx")
PROVIDER = "prestataire"


@command("creer")
@click.option("--format", "kind", type=click.Choice(FORMATS), help="Par défaut : celui du nom du fichier.")
@click.option(
    "--dossier",
    "source",
    type=click.Path(),
    metavar="DOSSIER",
    help="Le dossier : ce qu'il dit décide des questions.",
)
@click.option(
    "--pour",
    "audience",
    type=click.Choice((PROVIDER, "cabinet")),
    default="cabinet",
    show_default=True,
    help="Qui répond : « cabinet », votre côté (tout le dossier), ou « prestataire » (rien de ce que vous en pensez).",
)
@options.target(
    "FICHIER", "Le fichier à écrire (.xlsx ou .docx) ; il ne remplace pas un fichier qui existe.", dir_okay=False
)
@options.group(options.LibraryOptions)
def creer(kind: str | None, source: str | None, audience: str, target: Path, given: options.LibraryOptions) -> None:
    """Écrit un questionnaire Excel ou Word : d'abord le contrat, puis les points qui peuvent s'appliquer.

    \b
    Exemple :
      clausier questionnaire creer --dossier dossier.yaml -o questionnaire.xlsx
      clausier questionnaire creer --dossier dossier.yaml --pour prestataire -o questionnaire.docx
    """
    from clausier.files.publish import publish
    from clausier.files.seen import seen
    from clausier.forms.files import excel_file, word_file
    from clausier.forms.proof import proven_form

    chosen = _format(kind, target)
    before = seen([target])
    if target.exists():
        raise CannotWrite(f"« {target} » existe déjà : il contient peut-être des réponses. Choisir un autre nom.")
    library = given.library(source)
    begun = _dossier(source, library, audience) if source else None
    form = _form(library, begun, audience, source)
    content = excel_file(form) if chosen == "xlsx" else word_file(form)
    whole = begun.case if begun and begun.is_whole else None
    publish({target.name: proven_form(content, target.name, library, whole)}, target.parent, seen=before)
    known = f" --dossier {source}" if source else ""
    echo(f"Questionnaire créé : {target}. Une fois rempli :")
    echo(f"  clausier questionnaire lire {target}{known} -o {source or 'dossier.yaml'}{given.told()}")


def _format(kind: str | None, target: Path) -> str:
    suffix = target.suffix.lower().removeprefix(".")
    if suffix not in FORMATS or (kind and kind != suffix):
        wanted = f".{kind}" if kind else ".xlsx ou .docx"
        raise click.UsageError(f"« {target.name} » : terminer le nom du fichier par {wanted}.")
    return suffix


def _dossier(source: str, library: Library, audience: str) -> Begun:
    """The dossier; one that is not whole yet is for the practice alone."""
    from clausier.dossier.begun import Begun, read_begun
    from clausier.dossier.read import read_case

    return Begun(read_case(source, library)) if audience == PROVIDER else read_begun(source, library)


def _form(library: Library, begun: Begun | None, audience: str, source: str | None) -> Form:
    from clausier.dossier.readings import reading_beside
    from clausier.forms.questionnaire import practice_form, provider_form
    from clausier.forms.scope import provider_scope

    if audience == PROVIDER:
        return provider_form(library, provider_scope(begun.case if begun else None))
    return practice_form(library, begun, reading_beside(Path(source)) if source else None)
