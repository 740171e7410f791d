"""`clausier lot produire`: the documents of every provider of a source."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import holding, made
from clausier.cli.lot.reading import ReadingOptions, learn, surveyed, tell_mistakes
from clausier.cli.said import warn, warning
from clausier.cli.terminal import echo, echo_json
from clausier.documents.catalogue import Document, Occasion, called, due
from clausier.errors import InvalidInput

if TYPE_CHECKING:
    from clausier.batch.provider import Order
    from clausier.batch.record import Record
    from clausier.batch.table_file.survey import Survey
    from clausier.model.batch import BatchHead, BatchRow
    from clausier.model.inbox import Inbox

Say = Callable[[str], None]
WORDS = tuple(document.word for document in due(Occasion.FIRST))


class Words(click.ParamType[tuple[str, ...]]):
    """Documents separated by commas: their words, or the names of their files."""

    name = "NOMS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        asked = {word.strip(): called(word.strip()) for word in value.split(",") if word.strip()}
        found = {document.word for document in asked.values() if document}
        unknown = [word for word, document in asked.items() if document is None or document.word not in WORDS]
        if unknown or not asked:
            named = f"« {', '.join(unknown)} » n'est pas un document" if unknown else "aucun document n'est nommé"
            self.fail(f"{named}. Valeurs admises : {', '.join(WORDS)}.", param, ctx)
        return tuple(word for word in WORDS if word in found)


@dataclass(frozen=True)
class BatchOptions(ReadingOptions):
    """What is asked for every provider of a batch, and how the work is done."""

    workers: int = field(
        metadata=options.option(
            "--travailleurs",
            type=click.IntRange(1, 128),
            default=1,
            show_default=True,
            metavar="N",
            help="Processus de travail : autant que de cœurs pour aller au plus vite.",
        )
    )
    resume: bool = field(
        metadata=options.option(
            "--reprendre",
            is_flag=True,
            help="Ne refaire que ce qui n'est pas à jour ; sans --date, à la date du lot.",
        )
    )
    words: tuple[str, ...] = field(
        metadata=options.option(
            "--documents",
            type=Words(),
            default=WORDS,
            show_default="tous",
            help=f"Seulement ceux-ci, séparés par des virgules : {', '.join(WORDS)}.",
        )
    )
    archive: bool = field(
        metadata=options.option("--zip", is_flag=True, help="Ajouter par prestataire une archive à transmettre.")
    )
    named_by: str = field(
        metadata=options.option(
            "--nommer-par",
            metavar="COLONNE",
            default="",
            help="Avec --zip : faire commencer le nom des archives par cette colonne à vous (« 44 tilleuls.zip »).",
        )
    )
    without_names: bool = field(
        metadata=options.option(
            "--anonyme", is_flag=True, help="Écrire aussi suivi-anonyme.xlsx et synthese-anonyme.html, sans aucun nom."
        )
    )
    put_away: bool = field(
        metadata=options.option(
            "--archiver", is_flag=True, help="Ranger dans DIR/archives les dossiers qui ne sont plus dans la source."
        )
    )
    cluster: str = field(
        metadata=options.option(
            "--executeur",
            metavar="dask://HOST:PORT",
            default="",
            help="Travailler sur une grappe Dask (pip install « clausier[dask] »).",
        )
    )

    def documents(self) -> list[Document]:
        """Those that are asked for."""
        return [document for document in due(Occasion.FIRST) if document.word in self.words]


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
    from clausier.batch.job import Job, produce
    from clausier.batch.naming import archives_in
    from clausier.batch.provider import Order
    from clausier.batch.size import size
    from clausier.batch.sources import records
    from clausier.batch.store import tidy
    from clausier.cli.lot.outcome import end, tell, withdrawn
    from clausier.cli.progress import progress
    from clausier.documents.assemble import slow_templates

    address = _address(given.cluster)
    with crew(1 if address else given.workers) as hands:
        library = given.library()
        templates = given.templates(given.documents())
        for sentence in slow_templates(templates):
            warn(sentence)
        how = given.tolerance(source, library)
        found = surveyed(source, library, how)
        if given.learn:
            return learn(given.own_equivalences(source), found, library)
        _check_label(given.named_by, found)
        if found is not None:
            tell_mistakes(found.mistakes)
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
            )
            head = _head(order, source.name, given.words)
            if given.resume:
                _tell_changes(head, previous)
            job = Job(target, order, head, previous, hands, given.archive, address, given.without_names)
            with _interruptible() as stopping, progress(size(source)) as (advance, say):
                result = produce(job, _noticed(dossiers, say), _teller(advance, say), stopping)
            gone = [*withdrawn(target, put=given.put_away)]
    if as_json:
        echo_json((target / report.STATE).read_text(encoding="utf-8"), nl=False)
    else:
        tell(result, target, given.words, gone, put=given.put_away)
    end(result)


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
        for problem in row.problems:
            say(f"- {row.id or row.place} : {problem}")
        advance()

    return tell
