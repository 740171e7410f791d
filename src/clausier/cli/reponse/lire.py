"""`clausier reponse lire`: files that came back, graded and kept in the register."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
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
    from clausier.desk.table import Table
    from clausier.model.inbox import Arrival, Outcome
    from clausier.model.library import Library
    from clausier.model.negotiation import Assessment, ReadReply, Received, SentText
    from clausier.negotiation.replies import Answered

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
    from clausier.cli.reponse.inbox import as_data, desk_at, keep
    from clausier.cli.standing import show_inbox
    from clausier.model.inbox import Outcome
    from clausier.negotiation.inbox import unread

    library = given.library(dossier)
    tell: Tell = _nothing if as_json else echo
    desk, path = desk_at(dossier, library, given.day, partial(_one, library=library, given=given, tell=tell))
    root = path.parent.parent.resolve()
    found: list[Arrival] = []
    try:
        for each in dict.fromkeys(replies):
            found.extend(desk.arrivals(each, root))
    except KeyboardInterrupt:
        done = ", ".join(one.name for one in found) or "aucun"
        echo(f"Interrompu. Lus : {done}. Pour les autres, la même commande : rien n'est lu deux fois.", err=True)
        raise click.exceptions.Exit(CANNOT_WRITE) from None
    keep(path, found, replies)
    if as_json:
        echo_data(as_data(found))
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


def graded(sent: SentText, assessment: Assessment) -> str:
    """What the answer to a request is worth, on a line."""
    reason = f" – {assessment.told}" if assessment.told else ""
    return f"  {sent.number:<6}{assessment.grade.value}{reason}"


def _excerpt(changes: str) -> str:
    """The words that differ, as far as a screen holds them: the register keeps them all."""
    shown = textwrap.shorten(changes, LONGEST, placeholder=" … (la suite est au registre)")
    return textwrap.fill(shown, 80, initial_indent=INDENT, subsequent_indent=INDENT)


def _one(table: Table, path: Path, name: str, library: Library, given: ReadOptions, tell: Tell) -> tuple[Outcome, str]:
    """Reads a reply and adds it to the register; what became of it, and why."""
    from clausier.files.bounded import digest_of
    from clausier.files.limits import TABLE
    from clausier.model.inbox import Outcome
    from clausier.model.register import Event
    from clausier.negotiation.drafts import read_draft
    from clausier.negotiation.fate import AS_SENT, is_as_sent, worth
    from clausier.negotiation.replies import received, sent_to, twice
    from clausier.negotiation.reply.read import mark_of, read_reply

    mark = mark_of(path)
    drafted = mark is not None and read_draft(table.drafts, mark.fingerprint) is not None
    state = table.state
    sent = sent_to(name, mark, state, drafted)
    read = read_reply(path, sent.texts(form=True), sent.sending.questions, sent.texts(form=False))
    reply = read.model_copy(update={"file": name})
    for notice in reply.notices:
        warn(replace(notice, file=name))
    kept, told = _declared(table, reply, library)
    event = received(reply, sent, table.case, library, given.day)
    if not event.assessments and not event.declared:
        tell(f"{name} : aucune réponse n'y est remplie, rien à ajouter au registre.")
        return Outcome.EMPTY, ""
    if not event.items and not event.declared and is_as_sent(digest_of(path, TABLE), table.register):
        return Outcome.EMPTY, AS_SENT
    if twice(event, state):
        table.write(beside=kept)
        for line in (*told, f"{name} : déjà lue, rien à ajouter au registre."):
            tell(line)
        return Outcome.KNOWN, ""
    table.write(Event(received=event), beside=kept, earlier=given.earlier)
    for line in told:
        tell(line)
    _show(name, reply, event, sent, table, tell)
    return worth(event, sent, state)


def _declared(table: Table, reply: ReadReply, library: Library) -> tuple[dict[Path, bytes], list[str]]:
    """The dossier with what the provider says of the points to confirm, apart from the practice's own answers.

    What is to be written, with the reply or not at all, and what is told once it is.
    """
    from clausier.desk.dossierfile import replacing
    from clausier.dossier.write import dossier_text
    from clausier.files.strictyaml import read_path
    from clausier.forms.declaring import with_declarations
    from clausier.forms.readback import base_of
    from clausier.french import counted
    from clausier.judging.declarations import NO_STIPULATION

    if not reply.declarations:
        return {}, []
    base = base_of(read_path(table.path, table.path.name), library)
    done = with_declarations(base, reply.declarations, reply.respondent, reply.file, library)
    for notice in done.notices:
        warn(notice)
    if done.case == base.case:
        return {}, []
    files, former = replacing(dossier_text(done.case, library), table.path)
    said = counted(len(reply.declarations), "point confirmé ou précisé", "points confirmés ou précisés")
    warn(f"{NO_STIPULATION}.")
    return files, [f"{reply.file} : {said} par le prestataire, à part dans {table.path} (ancien dossier : {former})."]


def _show(name: str, reply: ReadReply, event: Received, answered: Answered, table: Table, tell: Tell) -> None:
    from clausier.french import counted, long_date
    from clausier.negotiation.replies import overtaken

    who = reply.respondent
    told = f"{who.name}, {who.capacity}, le {long_date(who.day)}" if who.known and who.day else "répondant incomplet"
    answers = counted(len(event.items) + len(event.declared), "réponse", "réponses")
    tell(f"{name} – {table.case.provider.name}, tour {event.round} : {answers} ({told})")
    late = overtaken(answered, table.state)
    if answered.number != table.state.asking and late:
        told = f"elle répond à l'envoi du {long_date(answered.sending.day)}"
        changed = f"elle ne compte pas pour les textes changés depuis : {', '.join(late)}"
        warn(f"{told} ; {changed}.")
    for point, assessment in event.assessments.items():
        sent = answered.sending.texts[point]
        tell(graded(sent, assessment))
        if assessment.changes:
            tell(_excerpt(assessment.changes))
