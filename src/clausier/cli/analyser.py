"""`clausier analyser`: what the contract says, point by point."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo, echo_data

if TYPE_CHECKING:
    from clausier.model.analysis import Analysis

GAPS_EXIT_CODE = 4


@command("analyser")
@options.chain(
    options.DOSSIER,
    options.JSON,
    options.group(options.AnalysisOptions),
    click.option("--echec-si-ecart", is_flag=True, help="Terminer avec le code 4 s'il y a un écart."),
    click.option(
        "--avec-lecture",
        "provisional",
        is_flag=True,
        help="Résultat provisoire : là où rien n'est répondu, ce que « clausier lire » propose.",
    ),
)
def analyser(
    dossier: str, as_json: bool, echec_si_ecart: bool, provisional: bool, given: options.AnalysisOptions
) -> int:
    """Dit ce qui manque au contrat, ce qui est trop faible et ce qui n'est pas prouvé.

    DOSSIER est un fichier YAML, ou « - » pour l'entrée standard.

    \b
    Exemple :
      clausier analyser dossier.yaml --date 2026-11-23
      clausier analyser dossier.yaml --avec-lecture
    """
    if provisional and echec_si_ecart:
        raise click.UsageError("--echec-si-ecart juge vos réponses : il ne va pas avec --avec-lecture.")
    from clausier.cli.report import as_data
    from clausier.cli.said import say
    from clausier.cli.screen import show
    from clausier.judging.length import told

    analysis, read = _provisional(dossier, given) if provisional else (given.analysis(dossier), None)
    if as_json:
        echo_data(as_data(analysis, read))
    else:
        show(analysis, read)
        if read is None and (length := told(analysis)):
            echo()
            say(length)
    return GAPS_EXIT_CODE if echec_si_ecart and analysis.tally.gaps else 0


def _provisional(dossier: str, given: options.AnalysisOptions) -> tuple[Analysis, frozenset[str]]:
    """The dossier judged as if what was read were answered; and the ids of the points of which that is so."""
    from clausier.dossier.proposed import with_proposals
    from clausier.dossier.read import STDIN, read_case
    from clausier.dossier.readings import read_reading

    if dossier == STDIN:
        raise click.UsageError("--avec-lecture : la lecture est à côté du dossier, donner son fichier.")
    library = given.library(dossier)
    case, read = with_proposals(read_case(dossier, library), read_reading(Path(dossier)), library)
    return given.judged(case, library), read
