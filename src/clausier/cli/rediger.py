"""`clausier rediger`: the letter, the document to sign, the requests, the summary and the tracker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.said import say, warn

HANGING = " " * 5

if TYPE_CHECKING:
    from clausier.model.analysis import Analysis
    from clausier.model.proposal import Proposal
    from clausier.model.requirement import PositionName


@command("rediger")
@options.chain(
    options.DOSSIER,
    options.TARGET,
    options.group(options.RequestOptions),
)
def rediger(dossier: str, target: Path, given: options.RequestOptions) -> None:
    """Rédige la lettre, le document à signer, les demandes, la synthèse et le suivi.

    DOSSIER est un fichier YAML, ou « - » pour l'entrée standard.

    \b
    Exemple :
      clausier rediger dossier.yaml -o sortie --position cible
    """
    from clausier.documents.assemble import slow_templates
    from clausier.documents.catalogue import Occasion, due
    from clausier.documents.folder import provider_folder
    from clausier.files.publish import publish
    from clausier.office.pdf import to_pdf
    from clausier.proposal import draft

    analysis, terms = given.analysis(dossier), given.terms()
    proposal = draft(analysis, terms.position)
    templates = given.templates(due(Occasion.FIRST))
    files = provider_folder(analysis, proposal, terms, templates)
    printed = to_pdf(files) if given.pdf else {}
    publish({**files, **printed}, target)
    _keep(dossier, analysis, proposal, terms.position)
    for sentence in slow_templates(templates):
        warn(sentence)
    _report(proposal, list(files), list(printed), target)


def _keep(dossier: str, analysis: Analysis, proposal: Proposal, asked: PositionName) -> None:
    """Adds what is sent to the register beside the dossier, unless it says so already."""
    from clausier.cli.negociation.table import Table
    from clausier.dossier.read import STDIN
    from clausier.errors import CannotWrite
    from clausier.model.negotiation import Event, Purpose
    from clausier.negotiation.register import read_register, register_path
    from clausier.negotiation.rounds import is_kept, sending_of

    if dossier == STDIN or not analysis.case.id or not proposal.view.requests:
        return
    path = Path(dossier)
    table = Table(path, analysis.case, read_register(register_path(path), analysis.case.id))
    sending = sending_of(proposal, analysis, Purpose.REQUEST, asked)
    if table.register.replies:
        warn("la négociation est engagée, cet envoi n'est pas inscrit : clausier relancer.")
    elif not is_kept(sending, table.state):
        try:
            table.write(Event(sending=sending))
        except CannotWrite as error:
            warn(f"registre non tenu, {error}")


def _report(proposal: Proposal, names: list[str], printed: list[str], target: Path) -> None:
    say(proposal.summary.sentence)
    click.echo(f"\nDocuments dans {target} :")
    width = max(map(len, names)) + 1
    for name, purpose in _purposes().items():
        if name in names:
            say(f"{name:<{width}} {purpose}", "  ", " " * (width + 3))
    if printed:
        say(f"PDF : {', '.join(printed)}", "  ", HANGING)
    click.echo("\nEnsuite :")
    for number, step in enumerate(proposal.summary.steps, start=1):
        say(f"{number}. {step}", "  ", HANGING)
    for warning in proposal.warnings:
        warn(warning)
    click.echo()
    say(proposal.summary.disclaimer)


def _purposes() -> dict[str, str]:
    """What each file is for; what is to send comes first."""
    from clausier.documents import manifest
    from clausier.documents.catalogue import DOCUMENTS, to_send_first

    told = {named.file: named.purpose for document in to_send_first(DOCUMENTS) for named in document.names}
    return {**told, manifest.NAME: manifest.PURPOSE}
