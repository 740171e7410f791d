"""The clause asked never worsens the contract: what it gives better stays, in every position."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausier.french import typeset
from clausier.judging.gaps import analyse
from clausier.model.analysis import Analysis
from clausier.model.answer import Answer
from clausier.model.criterion import Criterion, Measure, Origin
from clausier.model.figure import Figure
from clausier.model.proposal import Proposal, Request
from clausier.model.requirement import PositionName, Requirement
from clausier.model.verdict import Finding
from clausier.proposal import draft
from clausier.proposal.kept import kept_figure
from clausier.proposal.values import in_contract, raw_values
from clausier.quantity import Kind, QuantityError, meets, parse_as
from tests.builders import DAY, case, library, provider_text

LIBRARY = library()
MEASURED = [point for point in LIBRARY.requirements if point.criterion.measures]
PAIRS = [(point, measure) for point in MEASURED for measure in point.criterion.measures]
BETTER = {
    (Kind.DURATION, True): "30 minutes",
    (Kind.DURATION, False): "20 ans",
    (Kind.FREQUENCY, False): "3 par jour",
    (Kind.COUNT, False): "90 versions",
    (Kind.COUNTRIES, False): "France",
}
"""A value that no position asks for, by the kind of the measure and whether less is better."""
RESTORE, RECOVERY, ALERTS, LENGTH = (
    *("sauvegardes-test-restauration", "sortie-delai-recuperation"),
    *("antivirus-alertes", "financier-duree-engagement"),
)
TYPES = sorted(LIBRARY.contract_types)


def told(answers: dict[str, Any], **changes: Any) -> Analysis:
    return analyse(LIBRARY, case(answers, **changes), DAY)


def asked(found: Proposal, point: str) -> Request:
    return next(request for request in found.view.requests if request.id == point)


def body(request: Request) -> str:
    return "\n".join(block.text for block in request.body)


def better(measure: Measure) -> str:
    return BETTER[measure.kind, measure.at_most is not None]


@pytest.mark.parametrize(
    ("point", "measure"), PAIRS, ids=[f"{point.id}-{measure.kind.value}" for point, measure in PAIRS]
)
@pytest.mark.parametrize("kind", TYPES)
def test_what_the_contract_gives_better_is_printed_in_every_position(
    point: Requirement, measure: Measure, kind: str
) -> None:
    """The gap has another cause: the answer is « partiel »."""
    value = better(measure)
    for name, state in itertools.product(PositionName, ("signe", "non_signe")):
        given_ = {point.id: {"constat": "partiel", "valeur": value, "article": "7.2"}}
        found = told(given_, contrat={"type": kind, "etat": state}, positions={point.id: name.value})
        clause = body(asked(draft(found), point.id))
        assert in_contract(Figure(value)) in clause or typeset(value) in clause


def test_a_missing_part_and_a_weak_position_leave_the_better_figure() -> None:
    answer = {"constat": "oui", "valeur": "2 heures ouvrées", "volets": ["alerte_cabinet"]}
    for name in PositionName:
        found = draft(told({ALERTS: answer}), name)
        assert "deux (2) Heures ouvrées" in typeset_plain(body(asked(found, ALERTS)))


def typeset_plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_where_the_stipulation_is_replaced_no_part_of_it_is_lost() -> None:
    parts = LIBRARY.by_id[ALERTS].criterion.parts
    answer = {"constat": "oui", "valeur": "10 jours ouvrés", "volets": ["alerte_cabinet"]}
    request = asked(draft(told({ALERTS: answer})), ALERTS)
    assert "".join(run.text for run in request.introduction).startswith("Ce qui suit remplace")
    items = [block for block in request.body if block.kind == "liste"]
    assert len(items) == len(parts)


@pytest.mark.parametrize(
    ("point", "value", "position", "parameters", "printed"),
    [
        (RESTORE, "1 par an", "plancher", {"frequence": "tous les 2 ans"}, "une (1) fois par an"),
        (RESTORE, "4 par an", "cible", {"frequence": "2 par an"}, "quatre (4) fois par an"),
        (RESTORE, "1 par an", "cible", {}, "deux (2) fois par an"),
        (RECOVERY, "20 jours", "plancher", {}, "vingt (20) jours calendaires"),
        (RECOVERY, "20 à 30 jours", "plancher", {}, "trente (30) jours calendaires"),
        (RECOVERY, "60 jours", "plancher", {}, "quarante-cinq (45) jours calendaires"),
        (RECOVERY, "10 jours ouvrés", "cible", {}, "dix (10) Jours ouvrés"),
        (LENGTH, "18 mois", "repli", {}, "dix-huit (18) mois"),
        ("sauvegardes-versions", "10 générations", "plancher", {}, "dix (10) versions quotidiennes"),
    ],
)
def test_the_figure_that_is_asked(point: str, value: str, position: str, parameters: Any, printed: str) -> None:
    answer = {"constat": "partiel", "valeur": value}
    found = draft(told({point: answer}, positions={point: position}, parametres={point: parameters}))
    assert printed in typeset_plain(body(asked(found, point)))


def test_a_figure_of_the_contract_is_not_said_to_be_ours() -> None:
    ours_, theirs = (
        asked(draft(told({RESTORE: {"constat": "partiel", "valeur": v}})), RESTORE) for v in ("1 par an", "4 par an")
    )
    assert "est notre demande" in "".join(run.text for run in ours_.justification)
    assert "est notre demande" not in "".join(run.text for run in theirs.justification)


def test_a_contract_that_says_nothing_is_asked_what_we_ask() -> None:
    plain = told({point.id: "partiel" for point in MEASURED})
    for point, name in itertools.product(MEASURED, PositionName):
        position = point.positions.chosen(name)
        assert raw_values(point, plain.case, position) == {**point.parameters, **position.values}
    assert "ne réduit pas" not in provider_text(draft(plain))


def test_a_bare_number_counts_what_we_count() -> None:
    criterion = Criterion(measures=(Measure(kind=Kind.COUNT, at_least="7 versions", origin=Origin.GUIDE),))
    answer = Answer(finding=Finding.PARTIAL, value=("12",)).measured(criterion.read(("12",)))
    assert kept_figure(criterion, answer, Figure("9 versions")) == "12 versions"
    assert kept_figure(criterion, answer, Figure("14 versions")) is None
    assert kept_figure(criterion, answer, Figure("30 jours")) is None
    assert kept_figure(criterion, answer, None) is None


NUMBERS = st.integers(1, 400)
UNITS = ("minutes", "heures", "jours", "semaines", "mois", "ans", "heures ouvrées", "jours ouvrés", "jours ouvrables")
DURATIONS = st.builds("{} {}".format, NUMBERS, st.sampled_from(UNITS)) | st.builds(
    lambda low, more, unit: f"{low} à {low + more} {unit}", NUMBERS, NUMBERS, st.sampled_from(UNITS)
)
PERIODS = ("jour", "jour ouvré", "semaine", "mois", "trimestre", "an")
VALUES = {
    Kind.DURATION: DURATIONS,
    Kind.FREQUENCY: st.builds("{} par {}".format, NUMBERS, st.sampled_from(PERIODS))
    | st.builds("tous les {} {}".format, NUMBERS, st.sampled_from(("jours", "mois", "ans"))),
    Kind.COUNT: st.builds("{} {}".format, NUMBERS, st.sampled_from(("versions", "générations", "sauvegardes"))),
}
KINDS = [(point, measure) for point, measure in PAIRS if measure.kind in VALUES and point.criterion.measured]


@st.composite
def situations(draw: st.DrawFn) -> tuple[Requirement, Measure, str, PositionName, dict[str, str]]:
    point, measure = draw(st.sampled_from(KINDS))
    name = draw(st.sampled_from(list(PositionName)))
    other = draw(st.none() | VALUES[measure.kind])
    return point, measure, draw(VALUES[measure.kind]), name, {point.criterion.measured: other} if other else {}


def figure_asked(point: Requirement, value: str, name: PositionName, parameters: dict[str, str]) -> Figure:
    answer = LIBRARY.measured(point.id, Answer(finding=Finding.PARTIAL, value=(value,)))
    given_ = case().model_copy(
        update={
            "answers": {point.id: answer},
            "parameters": {point.id: {key: Figure(text) for key, text in parameters.items()}},
        }
    )
    return raw_values(point, given_, point.positions.chosen(name))[point.criterion.measured]


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(situations())
def test_no_figure_asked_is_worse_than_the_answer_s(drawn: Any) -> None:
    point, measure, value, name, parameters = drawn
    figure = figure_asked(point, value, name, parameters)
    assert figure.quantity is not None
    if figure.quantity.kind is not measure.kind:
        return
    theirs, ours_ = (measure.compared(one) for one in (parse_as(measure.kind, value), figure.quantity))
    at_most = measure.at_most is not None
    worse = meets(theirs, ours_, at_most=at_most) and not meets(ours_, theirs, at_most=at_most)
    assert not worse, (value, figure)


@settings(max_examples=300)
@given(situations(), NUMBERS)
def test_a_better_contract_is_never_asked_less(drawn: Any, more: int) -> None:
    """In one unit, where the order of two values is beyond doubt."""
    point, measure, _, name, parameters = drawn
    unit = {Kind.DURATION: "jours", Kind.FREQUENCY: "par an", Kind.COUNT: "versions"}[measure.kind]
    at_most = measure.at_most is not None
    weak, strong = (f"{n} {unit}" for n in ((400 + more, 400) if at_most else (400, 400 + more)))
    try:
        one, other = (
            measure.compared(figure_asked(point, value, name, parameters).quantity)  # type: ignore[arg-type]
            for value in (weak, strong)
        )
    except QuantityError:
        return
    assert meets(other, one, at_most=at_most)
