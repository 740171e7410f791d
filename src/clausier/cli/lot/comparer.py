"""`clausier lot comparer`: two batches side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.batch.report_files.comparison import Side
    from clausier.model.library import Library


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
    choisissent d'autres dossiers.

    \b
    Exemple :
      clausier lot comparer lot-2025 lot-2026 -o comparaison.html
      clausier lot comparer lot lot --ou-avant Région=Bretagne --ou-apres Région=Normandie -o regions.html
    """
    from clausier.batch.report_files.comparison import compared
    from clausier.files.publish import publish

    library = given.library()
    sides = (_side(before, where_before, library), _side(after, where_after, library))
    publish({target.name: "".join(compared(*sides)).encode()}, target.parent)
    for one in sides:
        score = one.figures.tally.score
        told = "sans score" if score is None else f"score {score} %"
        echo(f"{one.name} : {one.figures.providers} dossiers, {told}, {one.figures.tally.gaps} écarts.")
    echo(f"Pour vous, à ne pas transmettre : {target}")


def _side(root: Path, where: str | None, library: Library) -> Side:
    from clausier.batch.report import rows
    from clausier.batch.report_files import figures
    from clausier.batch.report_files.comparison import Side

    column, mark, value = (where or "").partition("=")
    if where and not mark:
        raise click.UsageError(f"« {where} » n'est pas de la forme COLONNE=VALEUR.")
    chosen = [row for row in rows(root) if not where or row.own.get(column) == value]
    if not chosen:
        asked = f" où {where}" if where else ""
        raise click.UsageError(f"« {root} » ne contient aucun dossier de lot{asked}.")
    return Side(f"{root.name}, {value}" if where else root.name, figures(library, chosen))
