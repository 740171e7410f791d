"""What is told at the end of `clausier lot produire`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli.said import say, warn
from clausier.cli.terminal import echo
from clausier.documents.catalogue import REPLY, TRACKER, Occasion, due

if TYPE_CHECKING:
    from clausier.batch.framework.place import Told
    from clausier.batch.job import Result

FAILED = 1
EDITED = "modifié depuis sa rédaction, laissé tel quel (--ecraser le remplace)"
LEFT = "Les documents déjà envoyés et leurs registres sont restés tels quels. Pour la suite :"
ASIDE = "suivre, relancer, echeances et lot envoyer les laissent de côté"
UNKNOWN = (
    "--archiver : rien n'est rangé, car le lot n'est pas complet, ou un de ses dossiers est sans identifiant : ce qui "
    "n'est plus dans la source n'est pas connu."
)
FORMS = {REPLY.word, TRACKER.word}
"""The documents on which a provider answers."""


def withdrawn(target: Path, *, put: bool) -> Iterator[str]:
    """What is told of each folder whose dossier is no more in the source, which is put away if it is asked."""
    from clausier.batch.members import members, put_away, renamed
    from clausier.negotiation.register import NAME

    found = members(target)
    if put and not found.known:
        warn(UNKNOWN)
    for folder in found.withdrawn:
        new = renamed(target, folder)
        same = f" ; même client, prestataire et contrat que {new} : identifiant changé ?" if new else ""
        kept = " ; sa négociation reste dans ce répertoire" if (folder / NAME).is_file() else ""
        where = f" → {put_away(target, folder)}" if put else ""
        yield f"{folder.name}{where}{same}{kept}"


def tell(
    result: Result, target: Path, words: Collection[str], gone: Sequence[str], *, put: bool, nameless: bool
) -> None:
    """How a batch ended, what it left out and as it was, and what to do next."""
    from clausier.french import counted
    from clausier.model.batch import Status

    figures = result.figures
    made = counted(figures.states[Status.MADE], "produit", "produits")
    done = f"{made}, {figures.states[Status.CURRENT]} à jour, {figures.states[Status.FAILED]} en erreur"
    left = f", {counted(figures.left, 'déjà envoyé', 'déjà envoyés')}" if figures.left else ""
    dossiers = counted(figures.providers, "dossier", "dossiers")
    echo(f"{dossiers} : {done}{left}. Date : {result.head.day.isoformat()}.")
    if figures.to_correct:
        unread = counted(figures.to_correct, "réponse à corriger", "réponses à corriger")
        say(f"{unread}, dont le point n'est dans aucun document : suivi.xlsx, feuille « À corriger ».")
    if out := left_out(words):
        say(out)
    echo("Pour vous, à ne pas transmettre :")
    echo(f"  {target / 'suivi.xlsx'}\n  {target / 'synthese.html'}")
    if nameless:
        _tell_nameless(result, target)
    if left:
        say(LEFT)
        echo(f"  clausier suivre {target}\n  clausier relancer {target} -o relances")
    if gone:
        folders = counted(len(gone), "répertoire n'est plus dans la source", "répertoires ne sont plus dans la source")
        say(f"{folders} : {'rangé' if put else ASIDE}{'s' if put and len(gone) > 1 else ''}.")
        for one in gone:
            say(one, "  ", "    ")
        if not put:
            say("Pour les ranger dans archives/ : la même commande, avec --archiver.")


def _tell_nameless(result: Result, target: Path) -> None:
    """What may be given to others, and what of the user's own stays in it: only people know whom it names."""
    from clausier.batch.report import NAMELESS
    from clausier.batch.report_files import shared_columns

    echo("Sans noms :")
    for name in NAMELESS.values():
        echo(f"  {target / name}")
    if own := shared_columns(result.figures):
        say(f"Y restent vos colonnes {', '.join(f'« {one} »' for one in own)} : vérifier qu'aucune ne nomme quelqu'un.")


def tell_frameworks(found: Sequence[Told]) -> None:
    """The providers that are asked something for several contracts at once."""
    from clausier.french import counted

    for one in found:
        if one.problem:
            echo(f"Erreur : lettre-cadre de {one.folder.name} : {one.problem}", err=True)
        for name in one.edited:
            warn(f"{one.folder.name} : {name} : {EDITED}")
        if not one.problem and not one.edited:
            echo(f"Lettre-cadre pour {counted(one.contracts, 'contrat', 'contrats')} : {one.folder}")


def left_out(words: Collection[str]) -> str:
    """The documents of the catalogue that are not made, and what that costs; empty if all are."""
    missing = [one.word for one in due(Occasion.FIRST) if one.word not in words and not one.joinable]
    if not missing:
        return ""
    outside = " Sans reponse ni tableau, le prestataire répond hors des formulaires : clausier reponse noter."
    return f"Sans : {', '.join(missing)} (--documents).{outside if set(missing) >= FORMS else ''}"


def end(result: Result, grouped: Sequence[Told]) -> None:
    """Tells what stopped the batch, and ends with code 1 unless all that was asked has its documents."""
    from clausier.batch.job import FULL
    from clausier.model.batch import BatchState

    if result.full:
        echo(f"Erreur : {FULL}", err=True)
    elif result.head.state is BatchState.STOPPED:
        echo("Lot interrompu. Pour le compléter : la même commande, avec --reprendre.", err=True)
    if not result.complete or any(one.problem for one in grouped):
        raise click.exceptions.Exit(FAILED)
