"""One point as a letter and the document to sign would carry it, on a made-up dossier. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from clausier.errors import ClausierError
from clausier.french import join, long_date
from clausier.judging.carrying import carried_among
from clausier.judging.gaps import analyse
from clausier.model.analysis import Analysis, Judgement
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile, State
from clausier.model.criterion import Criterion, Measure
from clausier.model.facts import UNKNOWN, Condition
from clausier.model.law import LegalBasis
from clausier.model.library import Client, Library
from clausier.model.proposal import DefinitionView, Request
from clausier.model.requirement import BasisUse, PositionName, Requirement
from clausier.model.verdict import GAPS, Finding, Verdict
from clausier.playbook.bases import UNREAD
from clausier.playbook.conditions import written
from clausier.playbook.trees import condition_tree
from clausier.proposal import draft
from clausier.proposal.clauses import request
from clausier.quantity import Kind, QuantityError

SAMPLE = "…"
TOO_LITTLE = {
    Kind.DURATION: ("100 ans", "1 jour", "1 minute"),
    Kind.FREQUENCY: ("1 par semaine", "1 par an", "tous les 100 ans"),
    Kind.COUNT: ("1", "1000"),
    Kind.AMOUNT: ("1000000 €", "1 €"),
    Kind.COUNTRIES: ("États-Unis", "Suisse", "Chine"),
}


class CannotPreview(ClausierError):
    """What is asked cannot occur on this point; the message says what can."""


@dataclass(frozen=True)
class Wish:
    """What to show. `type` is a contract type of the library, `facts` name → values beside those the point needs."""

    position: PositionName = PositionName.TARGET
    verdict: Verdict = Verdict.ABSENT
    type: str = ""
    state: State = State.SIGNED
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Preview:
    """A request as it would be printed; `facts` are those supposed, `unprinted` bases come with the reason why.

    `part` is the same request as a part of another's clause, where one may carry it.
    """

    request: Request
    part: Request | None
    definitions: tuple[DefinitionView, ...]
    facts: Mapping[str, tuple[str, ...]]
    unprinted: tuple[tuple[str, str], ...]


def as_typed(condition: Condition) -> str:
    """A condition in the words of `--fait`."""
    return " ".join(written(condition_tree(condition)).split())


def preview(
    library: Library, requirement: Requirement, wish: Wish, day: date, said: Callable[[Condition], str] = as_typed
) -> Preview:
    """The point on a dossier where nothing else is asked; CannotPreview if this verdict cannot occur on it.

    `said` words the conditions of bases that are not printed.
    """
    facts = _supposed(requirement, wish)
    analysis, judgement = _judged(library, requirement, wish, facts, day)
    view = draft(analysis, wish.position).view
    shown = {name: values for name, values in facts.items() if values}
    part = _part(judgement, analysis, wish.position)
    return Preview(view.requests[0], part, view.definitions, shown, tuple(_unprinted(judgement, analysis, said)))


def _part(judgement: Judgement, analysis: Analysis, position: PositionName) -> Request | None:
    """What the clause of its carrier would hold, were it asked too; None where none would carry it."""
    carried = judgement.requirement.clause.carried
    carrier = next((one for one in analysis.judgements if carried and one.requirement.id == carried.point), None)
    if carrier is None or judgement.requirement.id not in carried_among((judgement, carrier), analysis, position):
        return None
    return request(judgement, analysis, position, carrier)


def possible(library: Library, requirement: Requirement, wish: Wish, day: date) -> tuple[Verdict, ...]:
    """The verdicts that call for a clause and can occur on this point with these facts."""
    facts = _supposed(requirement, wish)
    case = _case(library.client, requirement, wish, facts)
    return tuple(verdict for verdict in Verdict if verdict in GAPS and _first(library, requirement, verdict, case, day))


def _supposed(requirement: Requirement, wish: Wish) -> dict[str, tuple[str, ...]]:
    """The facts that make the point apply, under those that were asked; type and state included."""
    needs = [requirement.applies_if]
    proof = requirement.criterion.proof
    if wish.verdict is Verdict.UNPROVEN and proof is not None:
        needs += [proof.condition, *(rule.condition for rule in proof.activities[:1])]
    found: dict[str, tuple[str, ...]] = {"type": (), "etat": ()}
    for condition in needs:
        found.update({name: values for name, values in condition.example().items() if not found.get(name)})
    asked = {"type": (wish.type,) if wish.type else found["type"] or (UNKNOWN,), "etat": (wish.state.value,)}
    return {**found, **asked, **wish.facts}


def _judged(
    library: Library, requirement: Requirement, wish: Wish, facts: Mapping[str, tuple[str, ...]], day: date
) -> tuple[Analysis, Judgement]:
    found = _first(library, requirement, wish.verdict, _case(library.client, requirement, wish, facts), day)
    if found is None:
        known = join([f"« {verdict.value} »" for verdict in possible(library, requirement, wish, day)])
        raise CannotPreview(
            f"le verdict « {wish.verdict.value} » ne se produit pas sur le point {requirement.number} avec ces faits. "
            f"Verdicts possibles : {known}."
        )
    return found


def _first(
    library: Library, requirement: Requirement, verdict: Verdict, data: dict[str, Any], day: date
) -> tuple[Analysis, Judgement] | None:
    """The first answer that leads to the verdict, judged."""
    for given in _readable(_answers(requirement, verdict), requirement, library):
        case = CaseFile.model_validate({**data, "reponses": {requirement.id: given}}, by_alias=True)
        analysis = analyse(library, case, day)
        judgement = next(one for one in analysis.judgements if one.requirement.id == requirement.id)
        if judgement.verdict is verdict:
            return analysis, judgement
    return None


def _readable(answers: Iterable[dict[str, Any]], requirement: Requirement, library: Library) -> Iterator[Answer]:
    """The answers whose value the point can measure."""
    for answer in answers:
        with suppress(QuantityError):
            yield library.measured(requirement.id, Answer.model_validate(answer, by_alias=True))


def _case(client: Client, requirement: Requirement, wish: Wish, facts: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    situation = {name: list(values) for name, values in facts.items() if name not in ("type", "etat")}
    return {
        "cabinet": {"nom": f"{client.defined().noun} Exemple"},
        "prestataire": {"nom": "Prestataire Exemple"},
        "contrat": {"titre": SAMPLE, "etat": facts["etat"][0], "type": facts["type"][0]},
        "situation": {**situation, "hebergeur": "Hébergeur Exemple"},
        "positions": {requirement.id: wish.position.value},
    }


def _answers(requirement: Requirement, verdict: Verdict) -> Iterator[dict[str, Any]]:
    """Answers that may lead to the verdict, the likeliest first."""
    criterion = requirement.criterion
    place = {} if verdict is Verdict.ABSENT else {"article": f"article {SAMPLE}", "citation": SAMPLE}
    if verdict.finding:
        yield {"constat": verdict.finding, **place}
        return
    good = {"valeur": [value]} if (value := _enough(requirement)) else {}
    parts = list(criterion.parts)
    if verdict is Verdict.INSUFFICIENT:
        yield from ({"constat": Finding.YES, **place, "valeur": [value]} for value in _too_little(criterion))
        if parts:
            yield {"constat": Finding.YES, **place, **good, "volets": parts[:-1]}
            yield {"constat": Finding.YES, **place, **good, "volets": []}
    if verdict is Verdict.UNPROVEN:
        yield {"constat": Finding.YES, **place, **good, **({"volets": parts} if parts else {})}


def _enough(requirement: Requirement) -> str:
    """A value that satisfies the criterion, or nothing where none is measured."""
    measures = requirement.criterion.measures
    return "France" if any(measure.among for measure in measures) else measures[0].bound_text if measures else ""


def _too_little(criterion: Criterion) -> Iterator[str]:
    """Values that may fail: twice or half the threshold, then extremes."""
    for measure in criterion.measures:
        yield from _scaled(measure)
        yield from TOO_LITTLE[measure.kind]


def _scaled(measure: Measure) -> Iterator[str]:
    number = re.match(r"\d+", measure.bound_text)
    if number:
        scaled = int(number[0]) * 2 if measure.at_most else int(number[0]) // 2
        if scaled:
            yield f"{scaled}{measure.bound_text[number.end() :]}"


def _unprinted(judgement: Judgement, analysis: Analysis, said: Callable[[Condition], str]) -> Iterator[tuple[str, str]]:
    printed = {cited.id for cited in judgement.bases}
    for use in judgement.requirement.bases:
        if use.id not in printed:
            yield use.id, join(_reasons(use, analysis.library.bases[use.id], analysis, said))


def _reasons(use: BasisUse, basis: LegalBasis, analysis: Analysis, said: Callable[[Condition], str]) -> Iterator[str]:
    """Why a basis may not be printed; in the order of `is_current` and `concerns`, the point's own condition last."""
    day = analysis.date
    if not basis.citable:
        yield "à ne jamais citer"
    if not basis.is_read():
        yield UNREAD[basis.verification]
    if basis.in_force.start is not None and day < basis.in_force.start:
        yield f"en vigueur le {long_date(basis.in_force.start)}"
    if basis.in_force.end is not None and day > basis.in_force.end:
        yield f"en vigueur jusqu'au {long_date(basis.in_force.end)}"
    if not basis.contracts.covers(analysis.case.contract.date or day):
        yield "ne vise pas les contrats de cette date"
    for condition in (basis.condition, use.condition):
        if not condition.surely_holds(analysis.case.facts()):
            yield f"il faudrait {said(condition)}"
