"""`clausier bibliotheque apercu`: one point as it would be printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.requestoptions import RequestOptions
from clausier.cli.said import say
from clausier.cli.terminal import echo, styled
from clausier.errors import nearest
from clausier.model.verdict import GAPS, Verdict

if TYPE_CHECKING:
    from clausier.model.library import Library
    from clausier.model.proposal import Request
    from clausier.model.requirement import Requirement
    from clausier.playbook.preview import Preview, Wish


@dataclass(frozen=True)
class CaseOptions(options.DatedOptions):
    """The case on which a point is shown."""

    verdict: str = field(
        metadata=options.option(
            "--verdict",
            type=click.Choice([gap.value for gap in GAPS]),
            default="absent",
            help="Ce que le contrat a de trop peu.",
        )
    )
    kind: str = field(
        metadata=options.option("--type", default="", metavar="TYPE", help="Type de contrat, par exemple infogerance.")
    )
    state: str = field(
        metadata=options.option(
            "--etat", type=click.Choice(("signe", "non_signe")), default="signe", help="Contrat signé ou non."
        )
    )
    facts: tuple[str, ...] = field(
        metadata=options.option("--fait", multiple=True, metavar="NOM=VALEUR", help="Fait de la situation (répétable).")
    )


@command("apercu")
@click.argument("point", metavar="POINT")
@options.chain(options.single(RequestOptions, "position"), options.group(CaseOptions))
def apercu(point: str, position: str, given: CaseOptions) -> None:
    """Montre une clause telle que l'acte l'imprimerait, son argument et ses sources.

    POINT est un numéro ou un identifiant (« clausier points » les liste).

    \b
    Exemple :
      clausier bibliotheque apercu 10.A --position repli --type infogerance
    """
    from clausier.model.casefile import State
    from clausier.model.requirement import PositionName
    from clausier.playbook.preview import CannotPreview, Wish, preview

    library = given.library()
    requirement = requirement_of(point, library)
    _check_type(given.kind, library)
    facts = _facts(given.facts, library)
    wish = Wish(PositionName(position), Verdict(given.verdict), given.kind, State(given.state), facts)
    try:
        _show(preview(library, requirement, wish, given.day), requirement, wish, library)
    except CannotPreview as error:
        raise click.UsageError(str(error)) from None


def requirement_of(point: str, library: Library) -> Requirement:
    """The point of this number or id; UsageError if there is none."""
    for requirement in library.requirements:
        if point.casefold() in (requirement.id, requirement.number.casefold()):
            return requirement
    known = [requirement.number if point[:1].isdigit() else requirement.id for requirement in library.requirements]
    raise click.UsageError(f"le point « {point} » n'existe pas. {nearest(point, known)}")


def _check_type(kind: str, library: Library) -> None:
    if kind and kind not in library.contract_types:
        raise click.UsageError(f"le type de contrat « {kind} » n'existe pas. {nearest(kind, library.contract_types)}")


def _facts(given: tuple[str, ...], library: Library) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(f"« {text} » ne se lit pas. Écrire NOM=VALEUR, par exemple acces_aux_donnees=oui.")
        if name not in library.facts:
            raise click.UsageError(f"le fait « {name} » n'existe pas. {nearest(name, library.facts)}")
        values = library.facts[name].values
        if value not in values:
            raise click.UsageError(f"« {value} » n'est pas une valeur de « {name} ». {nearest(value, values)}")
        found[name] = (*found.get(name, ()), value)
    return found


def _show(shown: Preview, requirement: Requirement, wish: Wish, library: Library) -> None:
    request = shown.request
    styled(f"{requirement.number}  {request.requirement}", bold=True)
    _paragraph(f"Supposé : {_supposed(shown, requirement, wish)}", "")
    _heading("Dans l'avenant" if wish.state.value == "signe" else "Dans les conditions particulières")
    _clause(request)
    if shown.part is not None:
        _paragraph(f"Si l'autre point est demandé aussi, dans la clause « {shown.part.carrier.title} » :")
        _clause(shown.part)
    for item in request.deliverables:
        _paragraph(f"À remettre : {item.title}, {item.due}")
    if shown.definitions:
        _paragraph(f"Termes définis : {', '.join(item.term for item in shown.definitions)}")
    _heading("Dans la lettre")
    _paragraph("".join(run.text for run in request.argument))
    _heading("Dans les demandes, à côté de cet argument")
    figure = "".join(run.text for run in request.justification[len(request.argument) :]).strip()
    if figure or not request.sources:
        _paragraph(figure or "Aucune source imprimable.")
    for source in request.sources:
        _paragraph(f"- {source.short} : {'impose' if source.imposes else 'soutient'}")
    if shown.unprinted:
        _heading("Fondements qui ne s'impriment pas ici")
    for id_, reason in shown.unprinted:
        _paragraph(f"- {id_} ({library.bases[id_].short}) : {reason}")


def _supposed(shown: Preview, requirement: Requirement, wish: Wish) -> str:
    positions = requirement.positions
    defined = {"cible": True, "repli": bool(positions.fallbacks), "plancher": positions.floor is not None}
    stage = (
        wish.position.value if defined[wish.position.value] else f"{wish.position.value} (non écrit : plus exigeant)"
    )
    facts = (f"{name} : {', '.join(values)}" for name, values in shown.facts.items())
    return " ; ".join((f"position : {stage}", f"verdict : {wish.verdict.value}", *facts))


def _clause(request: Request) -> None:
    styled(f"  {request.title}", bold=True)
    if request.introduction:
        _paragraph("".join(run.text for run in request.introduction))
    for block in request.body:
        echo()
        if block.kind == "liste":
            _paragraph(f"– {block.text}", "    ", "      ")
        else:
            _paragraph(block.text)
    echo()


def _heading(text: str) -> None:
    styled(f"\n{text}", underline=True)


def _paragraph(text: str, indent: str = "  ", following: str | None = None) -> None:
    say(text, indent, following)
