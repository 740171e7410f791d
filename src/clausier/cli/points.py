"""`clausier points`: the points of the guide and what makes a yes good enough."""

from __future__ import annotations

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo, echo_data


@command("points")
@click.option("--categorie", type=click.IntRange(min=1), metavar="N", help="Seulement cette catégorie.")
@options.chain(options.JSON, options.group(options.LibraryOptions))
def points(categorie: int | None, as_json: bool, given: options.LibraryOptions) -> None:
    """Liste les points du guide : numéro, identifiant, question, exigence.

    \b
    Exemple :
      clausier points --categorie 4
    """
    from clausier.judging.criteria import criterion_text
    from clausier.playbook.crosswalk import columns_of

    library = given.library()
    known = [category.number for category in library.categories]
    if categorie is not None and categorie not in known:
        raise click.UsageError(f"la catégorie {categorie} n'existe pas. Valeurs admises : {min(known)} à {max(known)}.")
    chosen = [point for point in library.requirements if categorie in (None, point.category)]
    if as_json:
        rows = [
            {
                "id": point.id,
                "numero": point.number,
                "nature": point.nature.value,
                "importance": point.importance.value,
                "intitule": point.title,
                "question": point.question,
                "exigence": criterion_text(point.criterion),
                "volets": list(point.criterion.parts),
                "correspondances": columns_of(point.id, library),
            }
            for point in chosen
        ]
        echo_data(rows)
        return
    for point in chosen:
        criterion = criterion_text(point.criterion)
        echo(
            f"{point.number:>4}  {point.id}\n      {point.question}"
            + (f"\n      Exigence : {criterion}" if criterion else "")
        )
