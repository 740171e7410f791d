"""`clausier lot comparer`: two batches side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.batch.report_files import Figures
    from clausier.batch.report_files.comparison import Side
    from clausier.model.batch import BatchRow
    from clausier.model.library import Library

MOST_TOLD = 12


@command("comparer")
@options.chain(
    click.argument("before", metavar="AVANT", type=click.Path(path_type=Path)),
    click.argument("after", metavar="APRES", type=click.Path(path_type=Path)),
    click.option("--ou-avant", "where_before", metavar="COLONNE=VALEUR", help="De AVANT, ces dossiers seuls."),
    click.option("--ou-apres", "where_after", metavar="COLONNE=VALEUR", help="De APRES, ces dossiers seuls."),
    options.target("FICHIER", "La page à écrire (.html)."),
    options.group(options.LibraryOptions),
)
def comparer(
    before: Path,
    after: Path,
    where_before: str | None,
    where_after: str | None,
    target: Path,
    given: options.LibraryOptions,
) -> None:
    """Compare deux lots, point par point : deux années, deux régions.

    AVANT et APRES sont des répertoires écrits par « lot produire » ; le même deux fois, si --ou-avant et --ou-apres y
    choisissent d'autres dossiers : par une colonne à vous, par « Prestataire » ou par « Type de contrat ».

    \b
    Exemple :
      clausier lot comparer lot-2025 lot-2026 -o comparaison.html
      clausier lot comparer lot lot --ou-avant Région=Bretagne --ou-apres Région=Normandie -o regions.html
    """
    from clausier.batch.report_files.comparison import compared
    from clausier.files.publish import publish

    library = given.library()
    same = before.resolve() == after.resolve() and bool(where_before) and bool(where_after)
    sides = tuple(
        _side(root, where, library, alone=same) for root, where in ((before, where_before), (after, where_after))
    )
    publish({target.name: "".join(compared(sides[0], sides[1])).encode()}, target.parent)
    for one in sides:
        score = one.figures.tally.score
        told = "sans score" if score is None else f"score {score} %"
        echo(f"{one.name} : {one.figures.providers} dossiers, {told}, {one.figures.tally.gaps} écarts.")
    echo(f"Pour vous, à ne pas transmettre : {target}")


def _side(root: Path, where: str | None, library: Library, *, alone: bool) -> Side:
    """The dossiers of a batch that are compared; `alone`: are they called by what they were chosen by alone?"""
    from clausier.batch.report import rows
    from clausier.batch.report_files import figures
    from clausier.batch.report_files.comparison import Side

    column, mark, value = (where or "").partition("=")
    if where and not mark:
        raise click.UsageError(f"« {where} » n'est pas de la forme COLONNE=VALEUR.")
    every = [*rows(root)]
    chosen = [row for row in every if not where or _is_there(row, column, value, library)]
    if not chosen:
        asked = f" où {where}" if every and where else ""
        raise click.UsageError(f"« {root} » ne contient aucun dossier de lot{asked}.{_known(every, column, library)}")
    found = figures(library, chosen)
    told = found.criteria[_title(found, column)].ranked()[0][0] if where else ""
    return Side(told if alone else f"{root.name}, {told}" if where else root.name, found)


def _is_there(row: BatchRow, column: str, value: str, library: Library) -> bool:
    """Is a dossier counted under this value of a criterion, however both are written?"""
    from clausier.batch.report_files.criteria import alike, values_of

    return any(
        _is_meant(title, column) and alike(title, one) == alike(title, value) for title, one in values_of(library, row)
    )


def _title(found: Figures, column: str) -> str:
    """The criterion that is meant; empty if there is none."""
    return next((title for title in found.criteria if _is_meant(title, column)), "")


def _is_meant(title: str, column: str) -> bool:
    """Is a criterion the one that was typed, however both are written?"""
    from clausier.batch.report_files.criteria import alike

    return alike("", title) == alike("", column)


def _known(every: Sequence[BatchRow], column: str, library: Library) -> str:
    """What may be asked: the values of the criterion, else the criteria."""
    from clausier.batch.report_files import figures

    found = figures(library, every)
    if title := _title(found, column):
        values = ", ".join(value for value, _ in found.criteria[title].ranked()[:MOST_TOLD])
        return f" Les valeurs de « {title} » : {values}."
    return f" Les colonnes : {', '.join(found.criteria)}." if found.criteria and column else ""
