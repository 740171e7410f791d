"""The made-up contracts are what they say, and what reading them must never do; floors for the whole."""

from __future__ import annotations

from collections import Counter

import pytest

from clausier.model.reading import PointReading, Status
from clausier.quantity import Quantity
from tests.builders import library
from tests.reading.faults import faults, known, quantity
from tests.reading.made_up import (
    FOLDER,
    KINDS,
    Label,
    MadeUp,
    contracts,
    holds,
    named,
    places,
    reading_of,
    texts_of,
)

NAMES = [contract.name for contract in contracts()]


def pairs() -> list[tuple[MadeUp, str, Label, PointReading]]:
    read_ = [(contract, reading_of(contract.name).points) for contract in contracts()]
    return [(contract, id_, label, points[id_]) for contract, points in read_ for id_, label in contract.labels.items()]


def values(text: str, id_: str) -> set[Quantity]:
    """Of a label: countries make one value, other values are told apart."""
    whole = quantity(text.replace(" ; ", ", "), id_)
    parts = [whole] if whole is not None else [quantity(part, id_) for part in text.split(" ; ")]
    return {part for part in parts if part is not None}


# The contracts themselves


def test_there_are_twelve_contracts_and_every_file_belongs_to_one() -> None:
    texts = {path for path in FOLDER.iterdir() if path.suffix != ".yaml" and path.name != "README.md"}
    assert len(NAMES) == 12
    assert Counter(path for contract in contracts() for path in contract.files) == Counter(texts)


@pytest.mark.parametrize("name", NAMES)
def test_each_contract_is_labelled_on_every_point(name: str) -> None:
    assert [*named(name).labels] == [point.id for point in library().requirements]


@pytest.mark.parametrize("name", NAMES)
def test_each_contract_is_short_and_has_traps(name: str) -> None:
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in named(name).files)
    assert 500 <= words <= 1400
    assert len(named(name).traps) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_what_is_mentioned_is_quoted_and_silence_is_not(name: str) -> None:
    for id_, label in named(name).labels.items():
        assert bool(label.quotes) is (label.status is not Status.NOT_FOUND), id_
        assert len(label.quotes) <= 3, id_
        assert label.quotes or not label.value, id_


@pytest.mark.parametrize("name", NAMES)
def test_each_quotation_begins_one_passage_alone(name: str) -> None:
    quotes = {quote for label in named(name).labels.values() for quote in label.quotes}
    quotes |= {trap.quote for trap in named(name).traps}
    assert {quote: len(places(quote, texts_of(name))) for quote in quotes} == dict.fromkeys(quotes, 1)


@pytest.mark.parametrize("name", NAMES)
def test_each_value_stands_in_the_passage_that_its_label_quotes(name: str) -> None:
    for id_, label in named(name).labels.items():
        starts = [place for quote in label.quotes for place in places(quote, texts_of(name))]
        blocks = [
            block.text
            for text in texts_of(name)
            for block in text.blocks
            for file, start, _ in starts
            if file == text.name and block.start <= start <= block.start + len(block.text)
        ]
        for value in filter(None, label.value.split(" ; ")):
            assert any(value.casefold() in block.casefold() for block in blocks), (id_, value)


def test_every_type_of_contract_and_every_kind_of_trap_is_there() -> None:
    assert {contract.type for contract in contracts()} == {*library().contract_types}
    assert {trap.kind for contract in contracts() for trap in contract.traps} == KINDS


def test_every_point_is_told_by_some_contract() -> None:
    told = {id_ for contract in contracts() for id_, label in contract.labels.items() if label.quotes}
    assert told == {point.id for point in library().requirements}


# What reading them must never do: what it still does is named, no more and no less


@pytest.mark.parametrize("kind", known())
def test_nothing_else_goes_wrong(kind: str) -> None:
    assert sorted(faults()[kind] - known()[kind]) == []


def test_what_is_mended_is_struck_out() -> None:
    mended = {kind: sorted(gaps - faults()[kind]) for kind, gaps in known().items()}
    assert not any(mended.values()), "python -m tests.reading.strike_out"


@pytest.mark.parametrize("name", NAMES)
def test_annexes_named_and_not_given_are_told_and_no_other(name: str) -> None:
    told = {document for document in _missing(name) if document.startswith("annexe")}
    assert told == {annex.casefold() for annex in named(name).missing}


def _missing(name: str) -> set[str]:
    return {document.name.casefold() for document in reading_of(name).missing}


# Floors for the whole: below what is reached, so that a fault shows and a word changed does not


def test_what_is_mentioned_is_seen() -> None:
    hits = Counter(
        (label.status is not Status.NOT_FOUND, point.status is not Status.NOT_FOUND) for *_, label, point in pairs()
    )
    both, missed, invented = hits[True, True], hits[True, False], hits[False, True]
    assert 2 * both / (2 * both + missed + invented) >= 0.91


def test_statuses_agree() -> None:
    same = [point.status is label.status for *_, label, point in pairs()]
    assert sum(same) / len(same) >= 0.77


def test_the_evidence_is_among_the_first_three_passages() -> None:
    seen = [
        any(holds(passage, label.quotes, texts_of(contract.name)) for passage in point.passages[:3])
        for contract, _, label, point in pairs()
        if label.quotes
    ]
    assert sum(seen) / len(seen) >= 0.94


def test_values_are_right() -> None:
    asked = [
        (quantity(point.value, id_), values(label.value, id_))
        for _, id_, label, point in pairs()
        if label.value and label.status is not Status.CONTRARY
    ]
    right = [mine in theirs for mine, theirs in asked if theirs]
    assert sum(right) / len(right) >= 0.8
