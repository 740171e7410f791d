"""`clausier reponse lire`: files that came back, graded and kept in the register."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.negociation.acts import EARLIER
from clausier.cli.said import warn
from clausier.cli.terminal import echo, echo_data

if TYPE_CHECKING:
    from clausier.desk.inbox import Came
    from clausier.desk.replying import Reading
    from clausier.model.inbox import Arrival
    from clausier.model.negotiation import Assessment, SentText

Tell = Callable[[str], None]
CANNOT_WRITE, UNREAD = 1, 3
INDENT, LONGEST = " " * 8, 480


@dataclass(frozen=True)
class ReadOptions(options.DatedOptions):
    """On which day replies are read."""

    earlier: bool = field(metadata=EARLIER)


@command("lire", holds=home("dossier"))
@options.chain(
    click.argument("dossier", metavar="DOSSIER"),
    click.argument("replies", metavar="REPONSE…", nargs=-1, required=True, type=click.Path(path_type=Path)),
    options.group(ReadOptions),
    options.JSON,
)
def lire(dossier: str, replies: tuple[Path, ...], given: ReadOptions, as_json: bool) -> None:
    """Lit les réponses du prestataire, les apprécie et les inscrit au registre.

    REPONSE est reponse.docx ou tableau.xlsx rempli, ou le document à signer renvoyé modifié (avec ou sans
    suivi des modifications), un courriel (.eml) qui les joint, ou un dossier de tels fichiers, sous-dossiers
    compris : ce qu'est devenu chaque fichier est dit, et gardé. DOSSIER est un dossier, ou le répertoire d'un
    lot : chaque réponse y rejoint alors son prestataire par l'identifiant qu'elle porte, quel que soit son nom.
    Rien n'est accepté par le silence ; seul un « Accepté » avec nom, qualité et date vaut accord de principe.
    Le code de sortie est 3 si un fichier n'a pas été lu, 1 si une réponse n'a pas pu être inscrite.

    \b
    Exemple :
      clausier reponse lire dossier.yaml reponse.docx
      clausier reponse lire sortie reponses/
    """
    from clausier.cli.afresh import afresh
    from clausier.cli.standing import show_inbox
    from clausier.desk.inbox import desk_at, keep
    from clausier.model.inbox import Outcome
    from clausier.negotiation.inbox import unread

    library = given.library(dossier)
    tell: Tell = _nothing if as_json else echo
    desk, path = desk_at(dossier, library, given.day, earlier=given.earlier, redo=afresh)
    root = path.parent.parent.resolve()
    found: list[Arrival] = []
    try:
        for each in dict.fromkeys(replies):
            for one in desk.arrivals(each, root):
                found.append(one.arrival)
                _say(one, tell)
    except KeyboardInterrupt:
        done = ", ".join(one.name for one in found) or "aucun"
        echo(f"Interrompu. Lus : {done}. Pour les autres, la même commande : rien n'est lu deux fois.", err=True)
        raise click.exceptions.Exit(CANNOT_WRITE) from None
    keep(path, found, replies, afresh)
    if as_json:
        echo_data(_as_data(found))
    elif len(found) != 1 or replies[0].is_dir():
        show_inbox(found, several=not desk.case)
    elif found[0].outcome is Outcome.EMPTY and found[0].reason:
        echo(f"{found[0].name} : {found[0].reason}, rien à ajouter au registre.")
    if any(one.outcome is Outcome.READ for one in found):
        tell("Ensuite : clausier suivre, puis clausier decider et clausier relancer.")
    if any(one.outcome is Outcome.UNWRITTEN for one in found):
        raise click.exceptions.Exit(CANNOT_WRITE)
    if unread(found):
        raise click.exceptions.Exit(UNREAD)


def _nothing(_: str) -> None:
    pass


def _as_data(found: Sequence[Arrival]) -> dict[str, object]:
    """The list as `--json` gives it."""
    from clausier.model.inbox import Inbox
    from clausier.negotiation.inbox import unread

    files = [one.model_dump(mode="json", by_alias=True) for one in found]
    return {"schema": Inbox().schema_, "fichiers": files, "non_lus": len(unread(found))}


def show_graded(sent: SentText, assessment: Assessment, tell: Tell) -> None:
    """What the answer to a request is worth, on a line; then the words that differ from ours."""
    reason = f" – {assessment.told}" if assessment.told else ""
    tell(f"  {sent.number:<6}{assessment.grade.value}{reason}")
    if assessment.changes:
        tell(_excerpt(assessment.changes))


def _excerpt(changes: str) -> str:
    """The words that differ, as far as a screen holds them: the register keeps them all."""
    shown = textwrap.shorten(changes, LONGEST, placeholder=" … (la suite est au registre)")
    return textwrap.fill(shown, 80, initial_indent=INDENT, subsequent_indent=INDENT)


def _say(came: Came, tell: Tell) -> None:
    """What was read in a file, and what is wrong with it."""
    from clausier.model.inbox import Outcome

    reading, outcome = came.reading, came.fate.outcome
    if reading:
        for notice in reading.notices:
            warn(notice)
        if not reading.is_filled:
            tell(f"{reading.name} : aucune réponse n'y est remplie, rien à ajouter au registre.")
        elif outcome.read and outcome is not Outcome.EMPTY:
            _show(reading, known=outcome is Outcome.KNOWN, tell=tell)
    for problem in came.problems:
        echo(f"Erreur : {problem}", err=True)


def _show(reading: Reading, *, known: bool, tell: Tell) -> None:
    from clausier.french import counted, long_date

    name, event, answered, table = reading.name, reading.event, reading.sent, reading.table
    if told := reading.declared.told:
        tell(f"{name} : {told}")
    if known:
        tell(f"{name} : déjà lue, rien à ajouter au registre.")
        return
    who = reading.reply.respondent
    told = f"{who.name}, {who.capacity}, le {long_date(who.day)}" if who.known and who.day else "répondant incomplet"
    answers = counted(len(event.items) + len(event.declared), "réponse", "réponses")
    tell(f"{name} – {table.case.provider.name}, tour {event.round} : {answers} ({told})")
    if late := reading.late:
        told = f"elle répond à l'envoi du {long_date(answered.sending.day)}"
        warn(f"{told} ; elle ne compte pas pour les textes changés depuis : {', '.join(late)}.")
    for point, assessment in event.assessments.items():
        show_graded(answered.sending.texts[point], assessment, tell)
