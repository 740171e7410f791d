"""`clausier decider`: the practice's own decision on points, kept in the register."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.negociation.acts import EARLIER
from clausier.cli.negociation.several import ALL, SOME, end, for_each, picked
from clausier.cli.said import warn
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.desk.table import Table
    from clausier.model.library import Library
    from clausier.model.register import Stand
    from clausier.negotiation.deciding import Decided

STANDS = {
    "repli": "Demander désormais le repli.",
    "plancher": "Demander désormais le plancher.",
    "maintenir": "Maintenir la demande telle quelle.",
    "abandonner": "Renoncer à la demande.",
    "accepter_redaction": "Reprendre la rédaction du prestataire dans le texte à signer.",
    "accepter_valeur": "Reprendre le chiffre du prestataire dans notre texte.",
}


def _flag(stand: str) -> str:
    return f"--{stand.replace('_', '-')}"


@dataclass(frozen=True)
class DecisionOptions(options.DatedOptions):
    """Why it is decided, on which day, and for whom of a batch."""

    reason: str = field(
        metadata=options.option(
            "--motif", required=True, metavar="TEXTE", help="Pourquoi ; gardé au registre, jamais envoyé."
        )
    )
    despite: bool = field(
        metadata=options.option(
            "--malgre", is_flag=True, help="Renoncer même à un point fondé sur la loi, ou à un justificatif."
        )
    )
    earlier: bool = field(metadata=EARLIER)
    ids: tuple[str, ...] = field(metadata=SOME)
    whole: bool = field(metadata=ALL)


@command("decider", holds=home("dossier"))
@options.chain(
    options.DOSSIER,
    click.argument("points", metavar="POINT…", nargs=-1, required=True),
    options.one_of("stand", {stand.replace("_", "-"): told for stand, told in STANDS.items()}),
    options.group(DecisionOptions),
)
def decider(dossier: str, points: tuple[str, ...], stand: str | None, given: DecisionOptions) -> None:
    """Inscrit au registre ce que vous décidez sur des points, par leur numéro ou leur identifiant.

    Rien n'est concédé sans cette commande : une relance maintient toutes les demandes sur lesquelles rien n'a été
    décidé. Une décision prise avant toute réponse vaut pour les brouillons suivants. Elle s'annule : clausier annuler.

    DOSSIER est un dossier ou, avec --dossier ou --tous, le répertoire d'un lot : la même décision est prise pour
    chacun. Celui pour qui elle n'est pas possible est dit, et n'empêche pas les autres.

    \b
    Exemple :
      clausier decider dossier.yaml 10.A --repli --motif "30 jours nous suffisent"
      clausier decider dossier.yaml 9.6 --accepter-redaction --motif "Leur texte nous convient"
      clausier decider sortie 10.A --tous --repli --motif "30 jours nous suffisent"
    """
    from clausier.cli.negociation.table import worked_on
    from clausier.model.register import Stand

    if stand is None:
        raise click.UsageError(f"dire ce qui est décidé : {', '.join(map(_flag, STANDS))}.")
    if not given.reason.strip():
        raise click.BadParameter("le motif est vide : dire pourquoi, en une phrase.", param_hint="--motif")
    library = given.library(dossier)
    asked = Asked(points, Stand(stand.replace("-", "_")), given)
    folders = picked(dossier, given.ids, given.whole)
    if folders is None:
        worked_on(dossier, library, lambda table: _decide(table, asked, library))
    elif not folders:
        raise click.UsageError(f"« {dossier} » est un lot : dire pour qui, par --dossier ID (répétable) ou --tous.")
    else:
        act = partial(_decide, asked=asked, library=library, of_batch=True)
        end(for_each(folders, lambda folder: worked_on(str(folder), library, act)))


@dataclass(frozen=True)
class Asked:
    """What is decided, and on which points."""

    points: tuple[str, ...]
    stand: Stand
    given: DecisionOptions


def _decide(table: Table, asked: Asked, library: Library, *, of_batch: bool = False) -> None:
    """The decision in the register of a dossier, all its points or none; UsageError if it cannot be taken."""
    from clausier.model.register import Event
    from clausier.negotiation.deciding import Impossible, decide

    given = asked.given
    taken = asked.stand, given.reason.strip(), given.day, table.state, library, given.despite, table.case
    try:
        found = [decide(one, *taken) for one in asked.points]
    except Impossible as error:
        raise click.UsageError(str(error)) from error
    events = [Event(decision=one.decision) for one in found]
    table.write(*events, earlier=given.earlier)
    if of_batch:
        echo(f"{table.case.id} – {table.case.provider.name}")
    for one in found:
        _tell(one)
    after = replace(table, register=table.register.model_copy(update={"events": (*table.register.events, *events)}))
    echo(f"Ensuite : clausier {_following(after, of_batch)}.")


def _following(table: Table, of_batch: bool) -> str:
    state = table.state
    if state.last is None:
        return "lot produire" if of_batch else "rediger"
    settled = state.answered and not any(one.open for one in state.standings.values())
    return "conclure" if settled else "relancer"


def _tell(one: Decided) -> None:
    from clausier.negotiation.deciding import TOLD, accepted_text

    echo(f"{one.name} : {TOLD[one.decision.stand]}.")
    if one.decision.wording:
        echo(textwrap.indent(accepted_text(one.decision), "    "))
    if one.decision.value:
        echo(f"    valeur : {one.decision.value}")
    for remark in one.remarks:
        warn(f"{one.name} : {remark}.")
