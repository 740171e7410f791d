"""`clausier rediger`: drafts of the letter, the document to sign, the requests, the summary and the tracker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from clausier.cli import options
from clausier.cli.afresh import afresh
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.lecture.unconfirmed import REFUSED, unconfirmed
from clausier.cli.requestoptions import RequestOptions
from clausier.cli.said import say, warn
from clausier.cli.terminal import echo

HANGING = " " * 5

if TYPE_CHECKING:
    from clausier.desk.table import Table
    from clausier.documents.folder import Placing
    from clausier.files.seen import Seen
    from clausier.model.casefile import CaseFile
    from clausier.model.library import Library
    from clausier.model.proposal import Proposal
    from clausier.negotiation.standing import State


@command("rediger", holds=home("dossier"))
@options.chain(
    options.DOSSIER,
    options.TARGET,
    REFUSED,
    options.group(RequestOptions),
)
def rediger(dossier: str, target: Path, given: RequestOptions) -> None:
    """Rédige la lettre, le document à signer, les demandes, la synthèse et le suivi.

    DOSSIER est un fichier YAML, ou « - » pour l'entrée standard. Ce sont des brouillons : rien n'est inscrit au
    registre avant « clausier envoyer ».

    \b
    Exemple :
      clausier rediger dossier.yaml -o sortie --position cible
    """
    from clausier.desk.table import kept_with, seated
    from clausier.dossier.read import STDIN, read_case
    from clausier.files.journal import recover
    from clausier.files.seen import Seen

    library = given.library(dossier)
    typed = read_case(dossier, library) if dossier == STDIN else None

    def work() -> None:
        recover(target)
        before = Seen() if typed else kept_with(Path(dossier))
        case = typed or read_case(dossier, library)
        table = seated(dossier, case, before)
        proposal = _write(case, table, before | documents_in(target), library, target, given)
        _next(dossier, target, bool(table), proposal)
        if typed is None and (left := unconfirmed(Path(dossier), case, library)):
            warn(left)

    afresh(work)


def _write(
    case: CaseFile, table: Table | None, before: Seen, library: Library, target: Path, given: RequestOptions
) -> Proposal:
    """The documents of a first request, and what they ask, kept beside the dossier if it has a place there."""
    from clausier.documents.assemble import slow_templates
    from clausier.documents.catalogue import Occasion, due
    from clausier.documents.folder import placing, provider_folder
    from clausier.documents.sending import drafted
    from clausier.files.publish import publish
    from clausier.judging.extent import limited
    from clausier.judging.length import told
    from clausier.model.negotiation import Purpose
    from clausier.model.register import Register
    from clausier.negotiation.rounds import first_analysis, first_case, round_of
    from clausier.negotiation.standing import State
    from clausier.office.pdf import to_pdf
    from clausier.proposal import draft

    terms = given.terms(library)
    state = table.state if table else State(Register(case=case.id))
    judged = given.judged(first_case(case, state), library)
    analysis = limited(first_analysis(judged, state), terms.asking)
    proposal = draft(analysis, terms.position, round_of(state))
    given.let_print(proposal, library)
    templates = given.templates(due(Occasion.FIRST))
    files = provider_folder(analysis, proposal, terms, templates)
    printed = to_pdf(files) if given.pdf else {}
    placed = placing(target, {**files, **printed}, overwrite=given.overwrite, sent=state.register.prints)
    kept = (
        table.keep(drafted(proposal, analysis, state, Purpose.REQUEST, terms.position, placed.files)) if table else {}
    )
    publish(placed.files, target, kept, placed.gone, seen=before)
    for sentence in (*slow_templates(templates), *_engaged(state)):
        warn(sentence)
    _report(proposal, told(analysis), list(files), list(printed), target)
    say_placed(placed)
    return proposal


def documents_in(folder: Path) -> Seen:
    """The documents that a folder holds, as they are before they are looked at."""
    from clausier.documents.folder import NAMES
    from clausier.documents.manifest import NAME
    from clausier.files.seen import seen

    return seen(folder / name for name in (*NAMES, NAME))


def _engaged(state: State) -> Iterator[str]:
    if state.answered:
        yield "une réponse est déjà venue : pour y répondre, c'est clausier relancer."


def say_placed(placed: Placing) -> None:
    """What was in the folder before and is no more, or is there under another name."""
    for old, new in (placed.kept or {}).items():
        say(f"{old}, modifié depuis sa rédaction et qui ne s'applique plus, est gardé sous le nom {new}.")
    if gone := [name for name in placed.gone if name not in (placed.kept or {})]:
        say(f"Retiré du dossier, car cela ne s'applique plus : {', '.join(gone)}.")


def _report(proposal: Proposal, length: str, names: list[str], printed: list[str], target: Path) -> None:
    say(proposal.summary.sentence)
    if length:
        say(length)
    echo(f"\nDocuments dans {target} :")
    width = max(map(len, names))
    for name, purpose in _purposes().items():
        if name in names:
            say(f"{name:<{width}}  {purpose}", "  ", " " * (width + 4))
    if printed:
        say(f"PDF : {', '.join(printed)}", "  ", HANGING)
    echo("\nEnsuite :")
    for number, step in enumerate(proposal.summary.steps, start=1):
        say(f"{number}. {step}", "  ", HANGING)
    for warning in proposal.warnings:
        warn(warning)
    echo()
    say(proposal.summary.disclaimer)


def _next(dossier: str, target: Path, followed: bool, proposal: Proposal) -> None:
    """What was written is a draft, and what to type once it is sent."""
    echo()
    if not followed:
        say("Ce sont des brouillons. Pour suivre la négociation, le dossier demande un fichier et un « dossier.id ».")
    elif proposal.view.requests or proposal.view.questions:
        say("Ce sont des brouillons : rien n'est inscrit comme envoyé. Une fois envoyés :")
        echo(f"  clausier envoyer {dossier} {target}")


def _purposes() -> dict[str, str]:
    """What each file is for; what is to send comes first."""
    from clausier.documents import manifest
    from clausier.documents.catalogue import DOCUMENTS, to_send_first

    told = {named.file: named.purpose for document in to_send_first(DOCUMENTS) for named in document.names}
    return {**told, manifest.NAME: manifest.PURPOSE}
