"""`clausier decider`: the practice's own decision on points, kept in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command

if TYPE_CHECKING:
    from clausier.model.library import Library
    from clausier.model.negotiation import Stand
    from clausier.negotiation.standing import State

STANDS = ("repli", "plancher", "maintenir", "abandonner")


@command("decider")
@options.chain(
    options.DOSSIER,
    click.argument("points", metavar="POINT…", nargs=-1, required=True),
    *(
        click.option(f"--{stand}", "stand", flag_value=stand, help=text)
        for stand, text in zip(
            STANDS,
            (
                "Demander désormais le repli.",
                "Demander désormais le plancher.",
                "Maintenir la demande telle quelle.",
                "Renoncer à la demande.",
            ),
            strict=True,
        )
    ),
    click.option(
        "--motif", "reason", required=True, metavar="TEXTE", help="Pourquoi ; gardé au registre, jamais envoyé."
    ),
    options.group(options.DatedOptions),
)
def decider(dossier: str, points: tuple[str, ...], stand: str | None, reason: str, given: options.DatedOptions) -> None:
    """Inscrit au registre ce que vous décidez sur des points, par leur numéro ou leur identifiant.

    Rien n'est concédé sans cette commande : une relance maintient toutes les demandes sur lesquelles rien n'a été
    décidé.

    \b
    Exemple :
      clausier decider dossier.yaml 10.A --repli --motif "30 jours nous suffisent"
    """
    from clausier.cli.negociation.table import laid
    from clausier.model.negotiation import Decision, Event, Stand

    if stand is None:
        raise click.UsageError(f"dire ce qui est décidé : --{', --'.join(STANDS)}.")
    if not reason.strip():
        raise click.BadParameter("le motif est vide : dire pourquoi, en une phrase.", param_hint="--motif")
    library = given.library()
    table = laid(dossier, library)
    found = [_point(point, table.state, library) for point in points]
    chosen = Stand(stand)
    table.write(
        *(Event(decision=Decision(point=one, day=given.day, stand=chosen, reason=reason.strip())) for one in found)
    )
    for one in found:
        sent = table.state.standings[one].sent
        click.echo(f"{sent.number} {sent.title} : {stand}.{_legal(chosen, sent.legal, one)}")
    click.echo("Ensuite : clausier relancer.")


def _legal(stand: Stand, legal: bool, point: str) -> str:
    dropped = stand.value == "abandonner" and legal
    return f" Point fondé sur la loi : la signature demandera --malgre {point}." if dropped else ""


def _point(given: str, state: State, library: Library) -> str:
    """The id of a point that was asked; UsageError names those that were."""
    asked = {
        **{one.sent.number: one.point for one in state.standings.values()},
        **{one: one for one in state.standings},
    }
    if given in asked:
        return asked[given]
    from clausier.errors import nearest

    if not asked:
        raise click.UsageError("rien n'a encore été demandé dans ce dossier : clausier rediger d'abord.")
    raise click.UsageError(f"« {given} » n'est pas un point demandé. {nearest(given, asked)}")
