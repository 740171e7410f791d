"""`clausier reponse noter`: what the provider said outside our forms, with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.negociation.acts import EARLIER
from clausier.cli.reponse.lire import graded
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.desk.table import Table
    from clausier.model.library import Library
    from clausier.model.negotiation import Piece, ReplyItem, Respondent
    from clausier.negotiation.replies import Answered
    from clausier.negotiation.standing import State

SAID = {
    "accepte": "Le prestataire accepte notre texte.",
    "refuse": "Il refuse.",
    "deja-couvert": "Il dit que le contrat le prévoit déjà.",
    "contre": "Il propose autre chose : --valeur ou --texte.",
}
CHOICES = {
    "accepte": "Accepté",
    "refuse": "Refusé",
    "deja-couvert": "Déjà couvert",
    "contre": "Accepté avec modification",
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
        from clausier.model.negotiation import Choice, ReplyItem

        choice = Choice(CHOICES[said])
        return ReplyItem(choice=choice, value=self.value, wording=self.wording, cost=self.cost, comment=self.comment)

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
    from clausier.french import long_date

    if said is None:
        raise click.UsageError(f"dire ce qu'il répond : {', '.join(f'--{word}' for word in SAID)}.")
    if (said == "contre") is not bool(given.value or given.wording):
        raise click.UsageError("--valeur et --texte vont avec --contre, et --contre avec l'un des deux.")
    if given.said_on > given.day:
        raise click.UsageError(f"--le : le {long_date(given.said_on)} est à venir.")
    library = given.library(dossier)
    worked_on(dossier, library, lambda table: _note(table, points, said, given, library))


def _note(table: Table, points: Sequence[str], said: str, given: NoteOptions, library: Library) -> None:
    """The answer in the register of a dossier, unless it is there."""
    from clausier.model.negotiation import ReadReply, Source
    from clausier.model.register import Event
    from clausier.negotiation.replies import received, twice

    sent = _answered(table.state, given.event, given.said_on)
    items = dict.fromkeys((_point(one, sent) for one in points), given.item(said))
    kind = Source(given.source)
    reply = ReadReply(file=kind.value, kind=kind, mark=None, respondent=given.respondent(), items=items)
    noted = received(reply, sent, table.case, library, given.day)
    if twice(noted, table.state):
        echo("Déjà notée, rien à ajouter au registre.")
        return
    event = Event(received=noted.model_copy(update={"piece": _piece(given.piece)}))
    table.write(event, earlier=given.earlier)
    for point, assessment in noted.assessments.items():
        echo(graded(sent.sending.texts[point], assessment))
    echo("Ensuite : clausier suivre, puis clausier decider et clausier relancer.")


def _answered(state: State, event: int | None, day: date) -> Answered:
    from clausier.errors import CannotWrite
    from clausier.french import long_date
    from clausier.negotiation.replies import Answered, sent_before

    if event is None:
        found = sent_before(state, day)
        if found is None:
            raise CannotWrite(f"rien n'avait été envoyé le {long_date(day)} : clausier envoyer d'abord, ou --envoi N.")
        return found
    if event not in state.register.sent:
        known = ", ".join(map(str, state.register.sent)) or "aucun"
        raise CannotWrite(f"l'événement {event} n'est pas un envoi. Envois : {known}.")
    return Answered(event, state.register.asked(event))


def _point(given: str, sent: Answered) -> str:
    """The id of a point that was asked in that sending."""
    from clausier.errors import nearest

    texts = sent.sending.texts
    known = {text.number: point for point, text in texts.items()} | {point: point for point in texts}
    if given not in known:
        raise click.UsageError(f"« {given} » n'a pas été demandé dans cet envoi. {nearest(given, known)}")
    return known[given]


def _piece(path: Path | None) -> Piece | None:
    from clausier.files.bounded import digest_of
    from clausier.files.limits import TABLE
    from clausier.model.negotiation import Piece
    from clausier.negotiation.reply.incoming import printable

    if path is not None and not path.is_file():
        raise click.UsageError(f"--piece : le fichier « {path} » n'existe pas.")
    return Piece(name=printable(path.name), fingerprint=digest_of(path, TABLE)) if path else None
