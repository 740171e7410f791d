"""Whole acts: no two clauses contradict each other, no term or reference hangs in the air, whatever is asked together.

The acts are a pairwise cover of what may be asked of each point with the type of contract, the verdict, the hosting,
the state and the extent, then the extremes: each gap alone, all of them, at each position, in both extents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, product
from typing import Any

import pytest

from clausier.french import typeset
from clausier.judging.extent import limited
from clausier.judging.gaps import analyse
from clausier.model.analysis import Analysis
from clausier.model.extent import Asking, Extent
from clausier.model.facts import Facts
from clausier.model.figure import Figure
from clausier.model.proposal import ProviderView, Request
from clausier.model.requirement import PositionName, Requirement
from clausier.model.verdict import Verdict
from clausier.playbook.verify.coherence import Stated, contradictions, stated_of
from clausier.playbook.verify.coherence.scenes import BASE, PART, names_printed
from clausier.proposal import draft
from clausier.proposal.values import chosen_position, in_contract, raw_values
from tests.builders import DAY, case, library
from tests.proposal.pairs import cover
from tests.proposal.test_every_clause import HOSTINGS, answer_for

VERDICTS = sorted(verdict.value for verdict in Verdict if verdict.is_gap)
BLANK = re.compile(r"\{\{|\}\}|\bNone\b|_{3,}|\[[^\[\]\n]*(?:à compléter|à préciser|à définir)[^\[\]\n]*\]")
UNASKED = "non demandé"
POINTS = [point.id for point in library().requirements]
TYPES = sorted(library().contract_types)
SETTINGS = {
    "type": TYPES,
    "verdict": VERDICTS,
    "hebergement": [str(rank) for rank in range(len(HOSTINGS))],
    "etat": ["non_signe", "signe"],
    "ampleur": [extent.value for extent in Extent],
}
ROWS = cover({**{id_: [UNASKED, *PositionName] for id_ in POINTS}, **SETTINGS})


@cache
def answer(id_: str, verdict: str) -> Any:
    """An answer that ends in this verdict or, where it cannot, in silence."""
    return answer_for(library().by_id[id_], Verdict(verdict)) or "non"


def analysed(positions: dict[str, str], kind: str, extent: str = "complet", **more: str) -> Analysis:
    """What a contract asks that falls short on these points, each at its position."""
    verdict = more.get("verdict", "absent")
    found = case(
        {id_: answer(id_, verdict) for id_ in positions},
        contrat={"type": kind, "etat": more.get("etat", "signe")},
        situation=HOSTINGS[int(more.get("hebergement", "2"))],
        positions=positions,
    )
    return limited(analyse(library(), found, DAY), Asking(extent=Extent(extent)))


def of_row(row: dict[str, str]) -> Analysis:
    positions = {id_: row[id_] for id_ in POINTS if row[id_] != UNASKED}
    return analysed(positions, row["type"], row["ampleur"], **{k: row[k] for k in ("verdict", "etat", "hebergement")})


def faults(analysis: Analysis) -> Iterator[str]:
    """All that is wrong with the act as one document."""
    view = draft(analysis).view
    yield from contradicted(analysis, view)
    yield from hanging_terms(view)
    yield from hanging_references(view)
    yield from (f"à compléter : {match[0]}" for text in said(view) for match in BLANK.finditer(text))


def said(view: ProviderView) -> list[str]:
    """Every text of the act, clause by clause."""
    clauses = [request.text for request in view.requests]
    handed = [f"{item.title} {item.due}" for request in view.requests for item in request.deliverables]
    common = ["".join(run.text for run in rule.runs) for rule in view.rules]
    common += ["".join(run.text for run in one.runs) for one in view.definitions]
    return [*clauses, *handed, *common]


def contradicted(analysis: Analysis, view: ProviderView) -> Iterator[str]:
    facts = analysis.case.facts()
    for found in contradictions(library().coherence, printed(analysis, view), facts):
        second = found.second
        told = f"{second.key} = {second.figure}" if second else "la borne"
        yield f"{found.rule} : {found.first.key} = {found.first.figure}, {told}"


def printed(analysis: Analysis, view: ProviderView) -> Iterator[Stated]:
    """The figures of the rules that the texts of the act hold, as they stand there."""
    named = {name: name.split(".") for rule in library().coherence.values() for name in rule.figures}
    requests = {request.id: request for request in view.requests}
    for id_, name in named.values():
        if id_ in requests:
            point, request = library().by_id[id_], requests[id_]
            stage, position = chosen_position(point, analysis.case, PositionName.TARGET)
            figure = raw_values(point, analysis.case, position).get(name)
            stated = stated_of(point, name, stage)
            may_be = names_printed(point, position, wording(point, request, analysis.case.facts()))
            if figure is not None and stated is not None and name in may_be and in_contract(figure) in request.text:
                yield replace(stated, figure=figure)


def wording(point: Requirement, request: Request, facts: Facts) -> int:
    """Which text of the clause is printed: another one may hold the same figure for something else."""
    variants = enumerate(point.clause.variants)
    own = next((rank for rank, one in variants if one.condition.surely_holds(facts)), BASE)
    return PART if request.carrier.id else own


def hanging_terms(view: ProviderView) -> Iterator[str]:
    """Terms defined for nothing, and terms that two clauses use without a definition."""
    clauses = [request.text for request in view.requests]
    defined = {one.term: "".join(run.text for run in one.runs) for one in view.definitions}
    others = ["".join(run.text for run in rule.runs) for rule in view.rules]
    others += [f"{item.title} {item.due}" for request in view.requests for item in request.deliverables]
    for definition in library().definitions.values():
        term = typeset(definition.term)
        forms = "|".join(re.escape(typeset(form)) for form in (definition.term, *definition.forms))
        users = [text for text in clauses if re.search(rf"\b(?:{forms})\b", text)]
        around = [*others, *(text for other, text in defined.items() if other != term)]
        if term in defined and not users and not any(re.search(rf"\b(?:{forms})\b", text) for text in around):
            yield f"terme défini pour rien : {term}"
        if term not in defined and len(users) > 1:
            yield f"terme sans définition : {term}"


def hanging_references(view: ProviderView) -> Iterator[str]:
    """What a clause refers to and the act does not hold."""
    ids = {request.id for request in view.requests}
    numbers = {request.number for request in view.requests}
    text = "\n".join(request.text for request in view.requests)
    if re.search(r"annexe (?:qui décrit|décrivant) le traitement", text) and not view.annex:
        yield "l'annexe sur le traitement manque"
    for article in re.findall(r"article (\d+(?:\.\w+)?) (?:des présentes|ci-)", text):
        if article not in numbers:
            yield f"renvoi à l'article {article}, qui n'est pas là"
    clauses = {request.id: request for request in view.requests if not request.carrier.id}
    articles = {request.id: category.article for category in view.categories for request in category.requests}
    for request in view.requests:
        carrier = request.carrier
        holder = clauses.get(carrier.id)
        if carrier.id and (holder is None or (holder.title, articles[holder.id]) != (carrier.title, carrier.article)):
            yield f"{request.number} renvoie à « {carrier.title} », article « {carrier.article} », qui n'est pas là"
    if set(view.order) - ids or {request.id for request in view.priorities} - ids:
        yield "une priorité qui n'est pas demandée"


def test_the_cover_holds_every_pair() -> None:
    factors = {**{id_: [UNASKED, *PositionName] for id_ in POINTS}, **SETTINGS}
    wanted = {
        (one, a, other, b) for one, other in combinations(factors, 2) for a, b in product(factors[one], factors[other])
    }
    held = {(one, row[one], other, row[other]) for row in ROWS for one, other in combinations(factors, 2)}
    assert held == wanted
    assert len(ROWS) < 80


@pytest.mark.parametrize("rank", range(len(ROWS)))
def test_what_is_asked_together_does_not_contradict_itself(rank: int) -> None:
    assert list(faults(of_row(ROWS[rank]))) == []


@pytest.mark.parametrize("extent", list(Extent))
@pytest.mark.parametrize("position", list(PositionName))
@pytest.mark.parametrize("kind", TYPES)
def test_all_the_gaps_at_one_position(kind: str, position: str, extent: str) -> None:
    assert list(faults(analysed(dict.fromkeys(POINTS, position), kind, extent))) == []


@pytest.mark.parametrize("id_", POINTS)
def test_a_gap_alone_makes_a_whole_act(id_: str) -> None:
    for position, extent in product(PositionName, Extent):
        assert list(faults(analysed({id_: position}, "infogerance", extent))) == []


def test_a_contradiction_is_seen() -> None:
    """Two figures of one event, changed by the dossier alone."""
    found = analysed(dict.fromkeys(POINTS, "cible"), "infogerance")
    changed = {"sauvegardes-test-restauration": {"delai_mise_en_demeure": Figure("9 jours calendaires")}}
    with_one = replace(found, case=found.case.model_copy(update={"parameters": changed}))
    assert any("mise-en-demeure-un-delai" in fault for fault in faults(with_one))
