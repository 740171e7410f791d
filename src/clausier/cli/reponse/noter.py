"""`clausier reponse noter`: what the provider said outside our forms, with its source."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.negociation.acts import EARLIER
from clausier.cli.reponse.lire import show_graded
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.desk.noting import Said
    from clausier.desk.table import Table
    from clausier.model.library import Library
    from clausier.model.negotiation import ReplyItem, Respondent

SAID = {
    "accepte": "Le prestataire accepte notre texte.",
    "refuse": "Il refuse.",
    "deja-couvert": "Il dit que le contrat le prévoit déjà.",
    "contre": "Il propose autre chose : --valeur ou --texte.",
}
SOURCES = ("courriel", "telephone", "reunion", "courrier")


def _text(flag: str, told: str, metavar: str = "TEXTE") -> dict[str, Any]:
    return options.option(flag, metavar=metavar, default="", help=told)


@dataclass(frozen=True)
class NoteOptions(options.DatedOptions):
    """What was said, by whom, when and where."""

    value: str = field(metadata=_text("--valeur", "Le chiffre proposé, avec son unité."))
    wording: str = field(metadata=_text("--texte", "La rédaction proposée, mot pour mot."))
    cost: str = field(metadata=_text("--cout", "Le supplément de prix demandé."))
    comment: str = field(metadata=_text("--commentaire", "Ce qu'il ajoute, mot pour mot."))
    name: str = field(metadata=_text("--par", "Qui répond.", "NOM"))
    capacity: str = field(metadata=_text("--qualite", "En quelle qualité."))
    said_on: date = field(
        metadata=options.option("--le", type=options.Day(), required=True, help="Jour de sa réponse.")
    )
    source: str = field(
        metadata=options.option("--source", type=click.Choice(SOURCES), required=True, help="D'où vient la réponse.")
    )
    event: int | None = field(
        metadata=options.option(
            "--envoi", type=int, metavar="N", help="L'envoi auquel il répond ; le dernier avant --le."
        )
    )
    earlier: bool = field(metadata=EARLIER)
    piece: Path | None = field(
        metadata=options.option("--piece", type=click.Path(path_type=Path), help="Fichier à l'appui.")
    )

    def item(self, said: str) -> ReplyItem:
        """The answer to each point."""
        from clausier.desk.noting import CHOICES
        from clausier.model.negotiation import ReplyItem

        return ReplyItem(
            choice=CHOICES[said], value=self.value, wording=self.wording, cost=self.cost, comment=self.comment
        )

    def respondent(self) -> Respondent:
        from clausier.model.negotiation import Respondent

        return Respondent(name=self.name, capacity=self.capacity, day=self.said_on)


@command("noter", holds=home("dossier"))
@options.chain(
    options.DOSSIER,
    click.argument("points", metavar="POINT…", nargs=-1, required=True),
    options.one_of("said", SAID),
    options.group(NoteOptions),
)
def noter(dossier: str, points: tuple[str, ...], said: str | None, given: NoteOptions) -> None:
    """Inscrit au registre une réponse reçue hors des formulaires : courriel, courrier, réunion, téléphone.

    Les mêmes règles que pour les formulaires : un accord de principe demande un nom, une qualité et une date. Ce qui
    est dit au téléphone n'est jamais un accord, seulement une information.

    \b
    Exemple :
      clausier reponse noter dossier.yaml 3.3 --contre --valeur "21 jours" --source courriel
        --par "Claude Spécimen" --qualite gérante --le 2026-12-20 --piece reponse.eml
    """
    from clausier.cli.negociation.table import worked_on
    from clausier.desk.noting import Odd, Said, Wrong
    from clausier.model.negotiation import Source

    if said is None:
        raise click.UsageError(f"dire ce qu'il répond : {', '.join(f'--{word}' for word in SAID)}.")
    told = Said(
        dict.fromkeys(points, given.item(said)), given.respondent(), Source(given.source), given.day, given.event,
        given.piece, given.earlier,
    )  # fmt: skip
    try:
        told.check()
        library = given.library(dossier)
        worked_on(dossier, library, lambda table: _note(table, told, library))
    except Wrong as error:
        told_of = {
            Odd.COUNTER: "--valeur et --texte vont avec --contre, et --contre avec l'un des deux.",
            Odd.TO_COME: f"--le : le {error} est à venir.",
            Odd.NO_FILE: f"--piece : {error}",
        }
        raise click.UsageError(told_of.get(error.odd, str(error))) from error


def _note(table: Table, said: Said, library: Library) -> None:
    """The answer in the register of a dossier, unless it is there."""
    from clausier.desk.noting import note

    noted = note(table, said, library)
    if noted.known:
        echo("Déjà notée, rien à ajouter au registre.")
        return
    for point, assessment in noted.event.assessments.items():
        show_graded(noted.sent.sending.texts[point], assessment, echo)
    echo("Ensuite : clausier suivre, puis clausier decider et clausier relancer.")
