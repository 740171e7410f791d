"""`clausier bibliotheque importer`: an edited Word file → an overlay of exactly what changed, and its report."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.said import warn
from clausier.cli.terminal import echo
from clausier.errors import CannotWrite, InvalidInput, Severity
from clausier.french import counted

if TYPE_CHECKING:
    from clausier.model.library import Library
    from clausier.playbook.book import Comment, Reading
    from clausier.playbook.book.wordreport import Imported


@command("importer")
@click.argument("source", metavar="FICHIER.docx", type=click.Path(path_type=Path))
@options.target("DIR", "La bibliothèque à créer : elle ne contient que ce qui change.", file_okay=False)
@options.group(options.DatedOptions)
def importer(source: Path, target: Path, given: options.DatedOptions) -> None:
    """Relit un export modifié dans Word et en fait une bibliothèque à superposer.

    Le suivi des modifications est pris comme accepté ; les commentaires sont rapportés. Ce qui ne peut pas être
    repris est refusé, avec sa place dans le document. Donner les mêmes --bibliotheque et --avec qu'à l'export.

    \b
    Exemple :
      clausier bibliotheque importer sauvegardes.docx -o ma-bibliotheque
    """
    from clausier.office.word.opening import read_document
    from clausier.playbook.book import read_book
    from clausier.playbook.book.wordimport import imported

    _check_target(target)
    reading = read_book(read_document(source), source.name)
    before = given.unchecked_library()
    done = imported(reading, before, given.day)
    after = _written(done, reading, target.resolve(), given)
    _report(done, reading, before, after)
    _conclude(done, target, given)


def _check_target(target: Path) -> None:
    if target.exists() and any(target.iterdir()):
        raise CannotWrite(f"« {target} » existe déjà et n'est pas vide : rien n'a été écrit. Choisir un autre nom.")


def _written(done: Imported, reading: Reading, target: Path, given: options.LibraryOptions) -> Library:
    """The overlay is written aside, read with the library, then put in place: all of it or nothing."""
    from clausier.files.replacing import new_folder
    from clausier.playbook.book.wordreport import losses, relocated

    try:
        with new_folder(target) as fresh:
            _write(done.files.items(), fresh)
            try:
                library = (given.with_overlay(fresh) if done.files else given).library()
            except InvalidInput as error:
                raise InvalidInput(relocated(problem, done, reading.file) for problem in error.problems) from None
            faults = tuple(losses(done, library, reading.file))
            if faults:
                raise InvalidInput(faults)
    except OSError as error:
        raise CannotWrite(f"« {target} » ne peut pas être écrit ({error.strerror}).") from None
    return library


def _write(files: Iterable[tuple[str, str]], folder: Path) -> None:
    for name, text in files:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _report(done: Imported, reading: Reading, before: Library, after: Library) -> None:
    from clausier.cli.comparison import show
    from clausier.playbook.book.wordreport import notices
    from clausier.playbook.compare import compare

    for line in notices(done, before, reading.marks):
        echo(line)
    if done.files:
        show(compare(before, after))
    _warnings(done)
    _comments(reading.comments)


def _conclude(done: Imported, target: Path, given: options.LibraryOptions) -> None:
    if done.files:
        echo(f"\n{counted(len(done.files), 'fichier', 'fichiers')} dans {target}.")
        folders = " ".join(map(str, (*given.overlays, target)))
        echo(f"Ensuite : clausier bibliotheque verifier {folders}{replace(given, overlays=()).told()}")
    else:
        echo(f"Aucune modification : {target} est vide.")


def _warnings(done: Imported) -> None:
    for problem in done.warnings:
        if problem.severity is Severity.WARNING:
            warn(problem)


def _comments(comments: tuple[Comment, ...]) -> None:
    if comments:
        echo(f"\n{counted(len(comments), 'commentaire', 'commentaires')} dans le document :")
    for one in comments:
        echo(f"- {one.heading or 'hors des clauses'}" + (f", « {one.paragraph} »" if one.paragraph else ""))
        echo(textwrap.indent(f"{one.author or 'sans nom'} : {one.text}", "    "))
