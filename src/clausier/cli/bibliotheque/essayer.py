"""`clausier bibliotheque reperes essayer`: the landmarks of a point on a contract, and what comes of them."""

from __future__ import annotations

import click

from clausier.cli import options
from clausier.cli.bibliotheque.apercu import requirement_of
from clausier.cli.french import command
from clausier.cli.terminal import echo_data


@command("essayer")
@click.argument("point", metavar="POINT")
@click.argument("contracts", metavar="CONTRAT…", nargs=-1, required=True)
@options.chain(
    click.option("--tout", "whole", is_flag=True, help="Montrer toutes les phrases, et non les premières."),
    click.option("--ocr", is_flag=True, help="Lire aussi les pages numérisées (tesseract, français)."),
    options.JSON,
    options.group(options.LibraryOptions),
)
def essayer(
    point: str, contracts: tuple[str, ...], whole: bool, ocr: bool, as_json: bool, given: options.LibraryOptions
) -> None:
    """Montre ce que les repères d'un point rencontrent dans un contrat, et ce qui en est proposé.

    POINT est un numéro ou un identifiant ; CONTRAT… sont les fichiers d'un même contrat, comme pour « clausier lire ».
    Pour chaque repère : les phrases, les mots rencontrés entre ‹ ›, ce que « sauf » écarte, les réserves, la valeur
    lue ; puis la proposition et sa raison, et les repères jamais rencontrés. Rien n'est écrit.

    \b
    Exemple :
      clausier bibliotheque reperes essayer 4.1 contrat.pdf annexe.docx --bibliotheque ma-bibliotheque
    """
    from clausier.cli.bibliotheque.tried import as_data, show
    from clausier.cli.lecture.contracts import texts_of
    from clausier.reading.trial import trial

    library = given.unchecked_library()
    requirement = requirement_of(point, library)
    if not requirement.landmarks:
        raise click.UsageError(f"le point {requirement.number} n'a pas de repères : rien n'est cherché pour lui.")
    texts = texts_of(contracts, ocr)
    found = trial(texts, library, requirement)
    if as_json:
        echo_data(as_data(found, requirement, texts))
    else:
        show(found, requirement, texts, whole=whole)
