"""`clausier analyser`: what the contract says, point by point."""

from __future__ import annotations

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo, echo_data

GAPS_EXIT_CODE = 4


@command("analyser")
@options.chain(
    options.DOSSIER,
    options.JSON,
    options.group(options.AnalysisOptions),
    click.option("--echec-si-ecart", is_flag=True, help="Terminer avec le code 4 s'il y a un écart."),
)
def analyser(dossier: str, as_json: bool, echec_si_ecart: bool, given: options.AnalysisOptions) -> int:
    """Dit ce qui manque au contrat, ce qui est trop faible et ce qui n'est pas prouvé.

    DOSSIER est un fichier YAML, ou « - » pour l'entrée standard.

    \b
    Exemple :
      clausier analyser dossier.yaml --date 2026-11-23
    """
    from clausier.cli.report import as_data
    from clausier.cli.said import say
    from clausier.cli.screen import show
    from clausier.judging.length import told

    analysis = given.analysis(dossier)
    if as_json:
        echo_data(as_data(analysis))
    else:
        show(analysis)
        if length := told(analysis):
            echo()
            say(length)
    return GAPS_EXIT_CODE if echec_si_ecart and analysis.tally.gaps else 0
