"""`clausier bibliotheque comparer`: what one library, or stack of libraries, changes in another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo, echo_data
from clausier.errors import CannotWrite

if TYPE_CHECKING:
    from clausier.model.library import Library
    from clausier.playbook.compare import Comparison

STACK = "+"
"""Between the folders of a stack, the first at the bottom."""


@command("comparer")
@click.argument("stacks", metavar="[A] B", nargs=-1, required=True)
@options.chain(
    options.JSON,
    click.option(
        "--word",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FICHIER.docx",
        help="Écrire la comparaison dans un document Word, en modifications suivies ; il ne remplace pas un fichier.",
    ),
    click.option("--par", "author", default="", metavar="NOM", help="L'auteur des modifications du document Word."),
    options.single(options.DatedOptions, "day"),
)
def comparer(stacks: tuple[str, ...], as_json: bool, word: Path | None, author: str, day: date) -> None:
    """Compare deux bibliothèques : clauses ajoutées, retirées, modifiées, mot à mot.

    Les changements de valeur, d'exigence, de fondement ou de périmètre viennent d'abord. Un dossier qui ne contient que
    ce qui change est posé sur la bibliothèque de clausier ; « A+B » est B posé sur A. Avec un seul dossier, il est
    comparé à celle de clausier.

    \b
    Exemple :
      clausier bibliotheque comparer ma-bibliotheque
      clausier bibliotheque comparer maison+client-2025 maison+client-2026 --word pour-le-client.docx
    """
    from clausier.cli.comparison import as_data, show
    from clausier.playbook.compare import compare

    if len(stacks) > 2:
        raise click.UsageError("deux dossiers au plus se comparent.")
    if word is not None:
        _writable(word)
    before, after = _library(stacks[:-1]), _library(stacks[-1:])
    found = compare(before, after)
    if as_json:
        echo_data(as_data(found))
    else:
        show(found)
    if word is not None and not found.is_empty:
        _write(word, before, after, found, author, day)
        if not as_json:
            echo(f"Modifications suivies dans {word}.")


def _library(stacks: tuple[str, ...]) -> Library:
    folders = [folder for stack in stacks for folder in _folders(stack)]
    return options.LibraryOptions(tuple(folders), ()).unchecked_library()


def _folders(stack: str) -> list[Path]:
    """The folders of a stack; a folder whose name holds the sign itself stands alone."""
    whole = Path(stack)
    if STACK not in stack or whole.exists():
        return [whole]
    names = stack.split(STACK)
    if not all(names):
        raise click.UsageError(f"« {stack} » : il manque un dossier à côté de « {STACK} ».")
    return [*map(Path, names)]


def _writable(word: Path) -> None:
    if word.suffix.lower() != ".docx":
        raise click.UsageError(f"« {word.name} » n'est pas un nom de document Word : le terminer par .docx.")
    if word.exists():
        raise CannotWrite(f"« {word} » existe déjà. Choisir un autre nom.")


def _write(word: Path, before: Library, after: Library, found: Comparison, author: str, day: date) -> None:
    from clausier.files.publish import publish
    from clausier.office.word.revisions import Reviser
    from clausier.playbook.redline import redline

    content = redline(before, after, found, Reviser(author.strip() or after.name, day))
    publish({word.name: content}, word.parent)
