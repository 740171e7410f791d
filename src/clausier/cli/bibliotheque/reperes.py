"""`clausier bibliotheque reperes`: what is looked for in contracts, point by point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from clausier.cli import options
from clausier.cli.bibliotheque.essayer import essayer
from clausier.cli.french import Group
from clausier.cli.terminal import echo, echo_data

if TYPE_CHECKING:
    from clausier.model.requirement import Requirement

WIDTH = 46


@click.group("reperes", cls=Group, invoke_without_command=True)
@options.chain(options.JSON, options.group(options.LibraryOptions))
@click.pass_context
def reperes(context: click.Context, as_json: bool, given: options.LibraryOptions) -> None:
    """Liste les points avec le nombre de leurs repères et de leurs essais.

    Les repères sont ce que « clausier lire » cherche dans un contrat ; « essayer » montre ce qu'ils y trouvent.

    \b
    Exemple :
      clausier bibliotheque reperes
      clausier bibliotheque reperes essayer 4.5 contrat.pdf
    """
    if context.invoked_subcommand is not None:
        return
    points = given.unchecked_library().requirements
    if as_json:
        echo_data([_data(point) for point in points])
        return
    for point in points:
        echo(f"{point.number:>4}  {point.id:<{WIDTH}} {_told(point)}")


def _counts(point: Requirement) -> dict[str, int]:
    found = point.landmarks
    return {
        "forts": len(found.strong),
        "faibles": len(found.weak),
        "sauf": len(found.excluding),
        "titres": len(found.headings),
        "contraires": len(found.contrary),
        "volets": sum(map(len, found.parts.values())),
    }


def _told(point: Requirement) -> str:
    if not point.landmarks:
        return "jamais proposé"
    return f"{sum(_counts(point).values()):>3} repères, {len(point.landmarks.examples):>2} essais"


def _data(point: Requirement) -> dict[str, Any]:
    return {
        "id": point.id,
        "numero": point.number,
        "intitule": point.title,
        **_counts(point),
        "essais": len(point.landmarks.examples),
    }


reperes.add_command(essayer)
