"""`clausier lot produire`: the documents of every provider of a source."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from clausier.cli import options
from clausier.cli.afresh import afresh
from clausier.cli.french import command
from clausier.cli.lot.batchoptions import BatchOptions
from clausier.cli.lot.reading import learn, surveyed, tell_blank, tell_mistakes
from clausier.cli.said import warn, warning
from clausier.cli.terminal import echo, echo_json
from clausier.desk.holding import holding, made
from clausier.errors import InvalidInput

if TYPE_CHECKING:
    from clausier.batch.provider import Order
    from clausier.batch.record import Record
    from clausier.batch.table_file.survey import Survey
    from clausier.model.batch import BatchHead, BatchRow
    from clausier.model.inbox import Inbox

Say = Callable[[str], None]
MOST_TOLD = 5
"""Faults of a dossier; the others are in the reports."""


@command("produire")
@options.chain(
    click.argument("source", metavar="SOURCE", type=click.Path(path_type=Path)),
    options.target("DIR", "Dossier du lot."),
    options.group(BatchOptions),
    options.JSON,
)
def produire(source: Path, target: Path, given: BatchOptions, as_json: bool) -> None:
    """Rédige les documents de tous les prestataires, et dresse le suivi du lot.

    SOURCE est un dossier de fichiers YAML, un fichier JSON Lines, ou un tableau .xlsx ou .csv
    (voir « clausier lot modele »). Chaque prestataire a son répertoire dans DIR ; suivi.xlsx,
    synthese.html et lot.json disent où en est l'ensemble. Un dossier fautif n'arrête pas les autres.

    \b
    Exemple :
      clausier lot produire lot.xlsx -o sortie --travailleurs 4
      clausier lot produire lot.xlsx -o sortie --reprendre
    """
    from clausier.batch import report
    from clausier.batch.executors import crew
    from clausier.batch.framework.place import write_frameworks
    from clausier.batch.job import Job, produce
    from clausier.batch.messages import messages
    from clausier.batch.naming import archives_in
    from clausier.batch.provider import Order
    from clausier.batch.size import size
    from clausier.batch.sources import records
    from clausier.batch.store import tidy
    from clausier.cli.lot.outcome import end, tell, tell_frameworks, withdrawn
    from clausier.cli.progress import progress
    from clausier.documents.assemble import slow_templates

    address = _address(given.cluster)
    with crew(1 if address else given.workers) as hands:
        library = given.library()
        templates = given.templates(given.documents(), library)
        for sentence in slow_templates(templates):
            warn(sentence)
        texts = messages(templates).framework if given.group else None
        how = given.tolerance(source, library)
        found = surveyed(source, library, how)
        if given.learn:
            return afresh(lambda: learn(given.own_equivalences(source), found, library, how))
        _check_label(given.named_by, found)
        if found is not None:
            tell_blank(found.blank)
            tell_mistakes(found.mistakes, library, how)
        dossiers = records(source, library, how)
        with holding(made(target)):
            tidy(target)
            previous = report.previous(target) if given.resume else None
            terms = replace(given, day=_day(given, previous)).terms(library)
            order = Order(
                library,
                terms,
                templates,
                frozenset(given.words),
                pdf=given.pdf,
                resume=given.resume,
                overwrite=given.overwrite,
                named_by=given.named_by,
                archives=archives_in(target),
                today=given.day,
                inbox=_inbox(target),
                approved_only=given.approved_only,
                extent=given.wanted,
            )
            head = _head(order, source.name, given.words)
            if given.resume:
                _tell_changes(head, previous)
            job = Job(target, order, head, previous, hands, given.archive, address, given.without_names)
            with _interruptible() as stopping, progress(found.dossiers if found else size(source)) as (advance, say):
                result = produce(job, _noticed(dossiers, say), _teller(advance, say), stopping)
            grouped = [*write_frameworks(target, report.rows(target), order, texts)] if texts else []
            gone = [*withdrawn(target, put=given.put_away)]
    if as_json:
        echo_json((target / report.STATE).read_text(encoding="utf-8"), nl=False)
    else:
        tell(result, target, given.words, gone, put=given.put_away, nameless=given.without_names)
        tell_frameworks(grouped)
    end(result, grouped)


def _check_label(named_by: str, found: Survey | None) -> None:
    """Archives may be named by a column of the user's own alone."""
    own = found.own if found else ()
    if named_by and named_by not in own:
        hint = f"Vos colonnes : {', '.join(own)}." if own else "Cette source n'a pas de colonnes à vous."
        raise click.UsageError(f"--nommer-par : « {named_by} » n'est pas une colonne à vous. {hint}")


def _address(cluster: str) -> str:
    address = cluster.removeprefix("dask://")
    if cluster and (address == cluster or ":" not in address):
        raise click.BadParameter(f"« {cluster} » n'est pas de la forme dask://HOST:PORT.", param_hint="--executeur")
    return address


def _day(given: BatchOptions, previous: BatchHead | None) -> date:
    """The day that is asked, else that of the batch that goes on, else today."""
    asked = click.get_current_context().get_parameter_source("day") is ParameterSource.COMMANDLINE
    return given.day if asked or previous is None else previous.day


def _inbox(target: Path) -> Inbox:
    """What came back to the batch that the folder holds, if it holds one; a spoilt list is told, and stops nobody."""
    from clausier.batch.report import STATE
    from clausier.model.inbox import Inbox
    from clausier.negotiation.inbox import list_path, read_list

    try:
        return read_list(list_path(target)) if (target / STATE).is_file() else Inbox()
    except InvalidInput as error:
        warn(error)
        return Inbox()


def _head(order: Order, source: str, words: Sequence[str]) -> BatchHead:
    from clausier import __version__
    from clausier.model.batch import BatchHead, BatchState

    return BatchHead(
        version=__version__,
        state=BatchState.RUNNING,
        source=source,
        day=order.terms.day,
        position=order.terms.position,
        unknown_as_absent=order.terms.unknown_as_absent,
        beyond_scope=order.terms.beyond_scope,
        documents=tuple(words),
        library=f"{order.library.name} {order.library.version}",
    )


def _tell_changes(head: BatchHead, previous: BatchHead | None) -> None:
    """What is asked otherwise than before will be made anew: better said than found out."""
    if previous is None:
        warn("aucun lot à reprendre dans ce dossier ; il commence.")
        return
    if previous.position is not head.position:
        warn(f"le lot était en position {previous.position.value}, il passe en {head.position.value}.")
    flags = {
        "--inconnu-comme-absent": previous.unknown_as_absent is head.unknown_as_absent,
        "--hors-perimetre": previous.beyond_scope is head.beyond_scope,
    }
    for flag, same in flags.items():
        if not same:
            warn(f"{flag} n'est pas donné comme la fois précédente.")


@contextlib.contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """A first Ctrl-C is remembered, a second one stops everything."""
    asked: list[int] = []

    def remember(signum: int, frame: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(signum)
        echo("Interruption : les documents en cours se terminent (Ctrl-C encore pour tout arrêter).", err=True)

    before = signal.signal(signal.SIGINT, remember)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


def _noticed(records: Iterator[Record], say: Say) -> Iterator[Record]:
    """The same records; what is to be known of each is said as it is read."""
    for record in records:
        for notice in record.notices:
            say(warning(notice))
        yield record


def _teller(advance: Callable[[], None], say: Say) -> Callable[[BatchRow], None]:
    def tell(row: BatchRow) -> None:
        who = row.id or row.place
        for problem in row.problems[:MOST_TOLD]:
            say(f"- {who} : {problem}")
        if (left := len(row.problems) - MOST_TOLD) > 0:
            say(f"- {who} : … et {left} de plus : suivi.xlsx.")
        advance()

    return tell
