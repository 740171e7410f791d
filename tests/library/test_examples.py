"""The examples of the shipped points: enough of them, a pair on the boundary, no rule that could change unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations

import pytest

from clausier.judging.examples import judged
from clausier.model.criterion import Criterion, Measure, Part
from clausier.model.example import Example
from clausier.model.facts import Condition
from clausier.model.requirement import Requirement
from clausier.model.verdict import Finding, Verdict
from tests.builders import full_library

LEAST = 3
POINTS = full_library().requirements
MEASURED = [point for point in POINTS if point.criterion != Criterion()]


def as_expected(point: Requirement) -> list[str]:
    """The names of the examples that hold for a point; its answers are in the words of its criterion."""
    found = {name: judged(one, point, full_library()) for name, one in point.examples.items()}
    return [
        name
        for name, one in point.examples.items()
        if found[name].verdict is one.verdict and one.reason in found[name].reason
    ]


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.id)
def test_every_shipped_point_has_examples_that_hold(point: Requirement) -> None:
    assert as_expected(point) == list(point.examples)
    assert len(point.examples) >= LEAST
    assert len({one.verdict for one in point.examples.values()}) >= LEAST - 1
    answers = [one.model_dump_json(exclude={"verdict", "reason"}) for one in point.examples.values()]
    assert len(set(answers)) >= LEAST


def at_threshold(one: Example, other: Example, point: Requirement) -> bool:
    """Two values alone differ: the threshold itself, or a country that is in, and one that is out."""
    if not one.answer or not other.answer or not one.answer.value or not other.answer.value:
        return False
    value = full_library().read_value(point.criterion, one.answer.value)
    exact = any(measure.among or measure.limit == value for measure in point.criterion.judging(value))
    return exact and differ_only(one, other, "value") and other.verdict is Verdict.INSUFFICIENT


def last_part(one: Example, other: Example, point: Requirement) -> bool:
    """All the parts, and all but one."""
    asked = {name for name, part in point.criterion.parts.items() if not part.optional}
    given = [set(example.answer.parts or ()) if example.answer else set() for example in (one, other)]
    short = asked - given[1]
    return asked <= given[0] and len(short) == 1 and differ_only(one, other, "parts")


def last_day(one: Example, other: Example, _: Requirement) -> bool:
    """The same proof on the day when it expires, and on the next."""
    if not one.answer or one.answer != other.answer or not one.day or not other.day:
        return False
    expiring = any(proof.expires_on == one.day for proof in one.answer.proofs)
    return expiring and other.day - one.day == timedelta(days=1) and other.verdict is Verdict.UNPROVEN


def half_said(one: Example, other: Example, _: Requirement) -> bool:
    """The contract that satisfies the question, and the nearest one that does so in part."""
    partial = other.answer is not None and other.answer.finding is Finding.PARTIAL
    return partial and differ_only(one, other, "finding") and other.verdict is Verdict.IMPRECISE


def differ_only(one: Example, other: Example, field: str) -> bool:
    first, second = ({**dict(example.answer or ()), field: None} for example in (one, other))
    return first == second and (one.situation, one.day) == (other.situation, other.day)


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.id)
def test_every_shipped_point_has_a_pair_on_the_boundary(point: Requirement) -> None:
    criterion = point.criterion
    boundary = at_threshold if criterion.measures else last_part if criterion.parts else half_said
    if criterion.proof:
        boundary = last_day
    pairs = permutations(point.examples.values(), 2)
    assert any(one.verdict is Verdict.CONFORMING and boundary(one, other, point) for one, other in pairs)


def changed(criterion: Criterion) -> Iterator[tuple[str, Criterion]]:
    """Each criterion that differs from this one by a unit, a part or a demand."""
    for rank, measure in enumerate(criterion.measures):
        for name, other in other_measures(measure):
            rest = (*criterion.measures[:rank], other, *criterion.measures[rank + 1 :])
            yield name, criterion.model_copy(update={"measures": rest})
    if criterion.parts:
        yield "volets exigés ou non", criterion.model_copy(update={"parts_required": not criterion.parts_required})
        extra = {"de-plus": Part(title="De plus", text="Une part de plus.")}
        yield "un volet de plus", criterion.model_copy(update={"parts": {**criterion.parts, **extra}})
        optional = {name: part.model_copy(update={"optional": True}) for name, part in criterion.parts.items()}
        yield "volets facultatifs", criterion.model_copy(update={"parts": optional})
    if criterion.proof:
        yield "sans preuve", criterion.model_copy(update={"proof": None})


def other_measures(measure: Measure) -> Iterator[tuple[str, Measure]]:
    for key in ("at_least", "at_most"):
        text = getattr(measure, key)
        for step in (-1, 1):
            number, _, unit = (text or "0 ").partition(" ")
            moved = f"{int(number) + step} {unit}"
            if text and not moved.startswith("0"):
                yield f"{measure.kind.value} {moved}", Measure.model_validate({**measure.model_dump(), key: moved})
    yield f"{measure.kind.value} exigée ou non", measure.model_copy(update={"required": measure.required is False})


CHANGES = [(point, name, other) for point in MEASURED for name, other in changed(point.criterion)]


@pytest.mark.parametrize(("point", "name", "other"), CHANGES, ids=[f"{point.id}, {name}" for point, name, _ in CHANGES])
def test_a_change_of_criterion_shows_in_the_examples(point: Requirement, name: str, other: Criterion) -> None:
    assert as_expected(point.model_copy(update={"criterion": other})) != list(point.examples)


@pytest.mark.parametrize("point", [one for one in POINTS if one.applies_if.root], ids=lambda point: point.id)
def test_a_point_that_would_always_apply_shows_in_the_examples(point: Requirement) -> None:
    outside = {name: one for name, one in point.examples.items() if one.verdict is Verdict.NOT_APPLICABLE}
    always = point.model_copy(update={"applies_if": Condition(), "examples": outside})
    assert as_expected(always) != list(outside)


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.id)
def test_what_an_example_is_called_needs_no_quotes_in_yaml(point: Requirement) -> None:
    assert [name for name in point.examples if re.search(r"[:#\"{}\[\]]", name)] == []
