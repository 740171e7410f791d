"""`clausier rediger`: drafts of the letter, the document to sign, the requests, the summary and the tracker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.afresh import afresh
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.lecture.unconfirmed import REFUSED
from clausier.cli.requestoptions import RequestOptions
from clausier.cli.said import say, warn
from clausier.cli.terminal import echo

HANGING = " " * 5

if TYPE_CHECKING:
    from clausier.desk.drafting import Made
    from clausier.model.proposal import Proposal


@command("rediger", holds=home("dossier"))
@options.chain(
    options.DOSSIER,
    options.TARGET,
    click.option(
        "--contrat",
        "contract",
        type=click.Path(path_type=Path),
        metavar="FICHIER",
        help="Le contrat du prestataire (.docx) : contrat-annote.docx y montre les demandes, en modifications suivies.",
    ),
    REFUSED,
    options.group(RequestOptions),
)
def rediger(dossier: str, target: Path, contract: Path | None, given: RequestOptions) -> None:
    """Rédige la lettre, le document à signer, les demandes, la synthèse et le suivi.

    DOSSIER est un fichier YAML, ou « - » pour l'entrée standard. Ce sont des brouillons : rien n'est inscrit au
    registre avant « clausier envoyer ».

    \b
    Exemple :
      clausier rediger dossier.yaml -o sortie --position cible
      clausier rediger dossier.yaml -o sortie --contrat contrat.docx
    """
    from clausier.desk.drafting import Making, made, replaced, unconfirmed
    from clausier.desk.marking import given_contract
    from clausier.desk.table import kept_with, seated
    from clausier.documents.catalogue import Occasion, due
    from clausier.documents.folder import documents_seen
    from clausier.dossier.read import STDIN, read_case
    from clausier.dossier.readings import reading_path
    from clausier.files.journal import recover
    from clausier.files.seen import Seen, seen

    library = given.library(dossier)
    typed = read_case(dossier, library) if dossier == STDIN else None
    templates = given.templates(due(Occasion.FIRST), library)
    how = Making(
        library,
        lambda case: given.terms(library, case),
        templates,
        pdf=given.pdf,
        overwrite=given.overwrite,
        approved_only=given.approved_only,
    )

    def work() -> None:
        recover(target)
        before = Seen() if typed else kept_with(Path(dossier))
        case = typed or read_case(dossier, library)
        table = seated(dossier, case, before)
        before |= documents_seen(target)
        if contract:
            before |= seen([contract, *([] if typed else [reading_path(Path(dossier))])])
        theirs = given_contract(contract, dossier) if contract else None
        done = made(case, table, before, target, replace(how, contract=theirs))
        _report(done, target)
        for sentence in filter(None, (done.marked, *replaced(done.placed))):
            say(sentence)
        _next(dossier, target, bool(table), done.proposal)
        if typed is None and (left := unconfirmed(Path(dossier), case, library)):
            warn(f"{left} clausier confirmer {dossier}")

    afresh(work)


def _report(done: Made, target: Path) -> None:
    from clausier.judging.length import told

    proposal, names, printed = done.proposal, done.files, done.printed
    say(proposal.summary.sentence)
    if length := told(done.analysis):
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
