"""`clausier reponse lire`: files that came back, graded and kept in the register."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.said import warn

if TYPE_CHECKING:
    from clausier.cli.negociation.table import Table
    from clausier.model.library import Library
    from clausier.model.negotiation import ReadReply, Received
    from clausier.negotiation.replies import Answered

INDENT, LONGEST = " " * 8, 480
ENDINGS = (".docx", ".xlsx")


@command("lire")
@options.chain(
    click.argument("dossier", metavar="DOSSIER"),
    click.argument("replies", metavar="REPONSE…", nargs=-1, required=True, type=click.Path(path_type=Path)),
    options.group(options.DatedOptions),
)
def lire(dossier: str, replies: tuple[Path, ...], given: options.DatedOptions) -> None:
    """Lit les réponses du prestataire, les apprécie et les inscrit au registre.

    REPONSE est reponse.docx ou tableau.xlsx rempli, ou le document à signer renvoyé modifié (avec ou sans
    suivi des modifications), ou un dossier de tels fichiers. DOSSIER est un dossier, ou le répertoire d'un
    lot : chaque réponse y rejoint alors son prestataire par l'identifiant qu'elle porte, quel que soit son nom.
    Rien n'est accepté par le silence ; seul un « Accepté » avec nom, qualité et date vaut accord de principe.

    \b
    Exemple :
      clausier reponse lire dossier.yaml reponse.docx
      clausier reponse lire sortie reponses/
    """
    from clausier.errors import InvalidInput, Problem

    library = given.library()
    problems: list[Problem] = []
    for path in _files(replies):
        try:
            _one(_table_of(dossier, path, library), path, library, given.day)
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(problems)


def _files(given: tuple[Path, ...]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if one.suffix in ENDINGS and one.name[0] not in "~.")
        else:
            yield path


def _table_of(dossier: str, path: Path, library: Library) -> Table:
    """The dossier that the reply answers: the one given, or the one of the batch whose id it bears."""
    from clausier.batch.naming import folder_name
    from clausier.cli.negociation.table import laid
    from clausier.errors import InvalidInput, Problem
    from clausier.negotiation.drafts import BATCH
    from clausier.negotiation.reply.read import mark_of

    root = Path(dossier)
    if not (root / BATCH).is_file():
        return laid(dossier, library)
    mark = mark_of(path)
    folder = root / folder_name(mark.case) if mark and mark.case else None
    if folder is None or not folder.is_dir():
        named = f"« {mark.case} » n'est pas de ce lot." if mark and mark.case else "elle ne dit pas de quel dossier."
        hint = "Donner le dossier lui-même : clausier reponse lire DOSSIER REPONSE."
        raise InvalidInput([Problem(path.name, "", f"à quel dossier cette réponse répond : {named}", hint)])
    return laid(str(folder), library)


def _excerpt(changes: str) -> str:
    """The words that differ, as far as a screen holds them: the register keeps them all."""
    shown = textwrap.shorten(changes, LONGEST, placeholder=" … (la suite est au registre)")
    return textwrap.fill(shown, 80, initial_indent=INDENT, subsequent_indent=INDENT)


def _one(table: Table, path: Path, library: Library, day: date) -> None:
    from clausier.model.register import Event
    from clausier.negotiation.drafts import read_draft
    from clausier.negotiation.replies import received, sent_to, twice
    from clausier.negotiation.reply.read import mark_of, read_reply

    mark = mark_of(path)
    drafted = mark is not None and read_draft(table.drafts, mark.fingerprint) is not None
    sent = sent_to(path.name, mark, table.state, drafted)
    reply = read_reply(path, sent.texts(form=True), sent.sending.questions, sent.texts(form=False))
    for notice in reply.notices:
        warn(notice)
    _declare(table, reply, library)
    event = received(reply, sent, table.case, library, day)
    if not event.assessments and not event.declared:
        click.echo(f"{path.name} : aucune réponse n'y est remplie, rien à ajouter au registre.")
        return
    if twice(event, table.state):
        click.echo(f"{path.name} : déjà lue, rien à ajouter au registre.")
        return
    table.write(Event(received=event))
    _show(path, reply, event, sent, table)


def _declare(table: Table, reply: ReadReply, library: Library) -> None:
    """Keeps what the provider says of the points to confirm in the dossier, apart from the practice's own answers."""
    from clausier.cli.dossierfile import put_dossier
    from clausier.dossier.write import dossier_text
    from clausier.files.strictyaml import read_path
    from clausier.forms.declaring import with_declarations
    from clausier.forms.readback import base_of
    from clausier.french import counted
    from clausier.judging.declarations import NO_STIPULATION

    if not reply.declarations:
        return
    base = base_of(read_path(table.path, table.path.name), library)
    done = with_declarations(base, reply.declarations, reply.respondent, reply.file, library)
    for notice in done.notices:
        warn(notice)
    if done.case != base.case:
        kept = put_dossier(dossier_text(done.case, library), table.path)
        told = counted(len(reply.declarations), "point confirmé ou précisé", "points confirmés ou précisés")
        click.echo(f"{reply.file} : {told} par le prestataire, à part dans {table.path} (ancien dossier : {kept}).")
        warn(f"{NO_STIPULATION}.")


def _show(path: Path, reply: ReadReply, event: Received, answered: Answered, table: Table) -> None:
    from clausier.french import counted, long_date
    from clausier.negotiation.replies import overtaken

    who = reply.respondent
    told = f"{who.name}, {who.capacity}, le {long_date(who.day)}" if who.known and who.day else "répondant incomplet"
    said = len(event.items) + len(event.declared)
    answers = counted(said, "réponse", "réponses")
    click.echo(f"{path.name} – {table.case.provider.name}, tour {event.round} : {answers} ({told})")
    late = overtaken(answered, table.state)
    if answered.number != table.state.asking and late:
        told = f"elle répond à l'envoi du {long_date(answered.sending.day)}"
        changed = f"elle ne compte pas pour les textes changés depuis : {', '.join(late)}"
        warn(f"{told} ; {changed}.")
    for point, assessment in event.assessments.items():
        sent = answered.sending.texts[point]
        reason = f" – {assessment.reason}" if assessment.reason else ""
        click.echo(f"  {sent.number:<6}{assessment.grade.value}{reason}")
        if assessment.changes:
            click.echo(_excerpt(assessment.changes))
    click.echo("Ensuite : clausier suivre, puis clausier decider et clausier relancer.")
