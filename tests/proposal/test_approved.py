"""An approval covers exactly what a clause prints, and lapses with any of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from clausier.desk.lapsed import tell_lapsed
from clausier.errors import InvalidInput
from clausier.files.written import recorded
from clausier.model.law import Approval
from clausier.model.library import Library
from clausier.proposal.approved import (
    approval,
    fingerprint,
    lapse,
    lapsed_readings,
    only_approved,
    printed,
    unapproved,
    unread,
)
from tests import builders
from tests.builders import flat

DAY = date(2026, 11, 28)
POINT = "sauvegardes-test-restauration"
NAME = "Me Exemple"


def with_point(library: Library, id_: str, **changes: Any) -> Library:
    points = [point.model_copy(update=changes) if point.id == id_ else point for point in library.requirements]
    return library.model_copy(update={"requirements": tuple(points)})


def approving(library: Library, *ids: str, until: date | None = None) -> Library:
    given = {id_: approval(library.by_id[id_], library, NAME, DAY, until) for id_ in ids}
    return library.model_copy(update={"approvals": given})


def test_an_approval_counts_as_long_as_nothing_changes() -> None:
    library = approving(builders.library(), POINT)
    assert lapse(library.by_id[POINT], library, DAY) == ""
    assert [*unapproved([POINT], library, DAY)] == []


@pytest.mark.parametrize("field", ["title", "argument", "positions", "clause", "parameters", "bases", "criterion"])
def test_any_printed_part_of_the_point_counts(field: str) -> None:
    library = builders.library()
    other = next(
        point for point in library.requirements if getattr(point, field) != getattr(library.by_id[POINT], field)
    )
    changed = with_point(approving(library, POINT), POINT, **{field: getattr(other, field)})
    assert "modifiée depuis la validation par Me Exemple" in lapse(changed.by_id[POINT], changed, DAY)


@pytest.mark.parametrize("changes", [{"note": "Autre note."}, {"rank": 3}, {"essential": ()}, {"examples": {}}])
def test_what_no_provider_reads_does_not_count(changes: dict[str, Any]) -> None:
    library = approving(builders.library(), POINT)
    assert lapse(with_point(library, POINT, **changes).by_id[POINT], library, DAY) == ""


def test_the_terms_laws_and_formulas_that_it_uses_count_and_no_others() -> None:
    library = builders.library()
    point = library.by_id[POINT]
    before = fingerprint(point, library)

    def definition(id_: str) -> Library:
        changed = library.definitions[id_].model_copy(update={"text": "désigne autre chose."})
        return library.model_copy(update={"definitions": {**library.definitions, id_: changed}})

    used = next(id_ for id_, one in library.definitions.items() if one.term == "Sauvegarde")
    assert fingerprint(point, definition(used)) != before
    assert any(fingerprint(point, definition(id_)) == before for id_ in library.definitions)
    cited = point.bases[0].id
    for id_ in library.bases:
        basis = library.bases[id_].model_copy(update={"rule": "Une autre règle."})
        changed = library.model_copy(update={"bases": {**library.bases, id_: basis}})
        assert (fingerprint(point, changed) != before) is (id_ in {use.id for use in point.bases}), cited
    formulas = library.formulas.model_copy(update={"trade": "En échange : {{ contrepartie }}."})
    assert fingerprint(point, library.model_copy(update={"formulas": formulas})) != before
    letter = library.formulas.model_copy(update={"reserve_letter": "Le reste attend."})
    assert fingerprint(point, library.model_copy(update={"formulas": letter})) == before


def test_an_approval_ends_on_its_day() -> None:
    library = approving(builders.library(), POINT, until=date(2026, 12, 31))
    point = library.by_id[POINT]
    assert lapse(point, library, date(2026, 12, 31)) == ""
    assert lapse(point, library, date(2027, 1, 1)) == "validée par Me Exemple jusqu'au 31 décembre 2026 seulement"


def test_what_is_printed_and_not_approved_is_named() -> None:
    proposal, library = builders.proposal(builders.all_absent()), builders.library()
    asked = printed(proposal)
    approved = approving(library, *asked)
    only_approved(proposal, approved, DAY)
    left = approved.model_copy(
        update={"approvals": {id_: one for id_, one in approved.approvals.items() if id_ != asked[3]}}
    )
    with pytest.raises(InvalidInput) as refused:
        only_approved(proposal, left, DAY)
    assert [problem.file.split()[0] for problem in refused.value.problems] == [library.by_id[asked[3]].number]
    assert "jamais validée" in str(refused.value)


def test_an_approved_clause_makes_no_law_printable() -> None:
    library = builders.library()
    waiting = next(point for point in library.requirements if unread(library, [point.id], DAY))
    approved = approving(library, waiting.id)
    assert unread(approved, [waiting.id], DAY) == unread(library, [waiting.id], DAY)
    assert approved.current_bases(DAY) == library.current_bases(DAY)


def test_a_reading_that_fell_is_said_by_whoever_would_have_printed_it() -> None:
    library = builders.library()
    point = next(point for point in library.requirements if unread(library, [point.id], DAY))
    id_ = next(use.id for use in point.bases if not library.bases[use.id].is_read())
    fallen = library.bases[id_].model_copy(update={"approval": Approval(name=NAME, on=DAY, fingerprint="0" * 16)})
    changed = library.model_copy(update={"bases": {**library.bases, id_: fallen}})
    analysis = builders.analysis(builders.all_absent())
    told = [*lapsed_readings(replace(analysis, library=changed), [point.id])]
    assert [*lapsed_readings(analysis, [point.id])] == []
    assert len(told) == 1
    assert NAME in told[0]
    assert point.number in told[0]
    said: list[str] = []
    with recorded(said.append):
        tell_lapsed(replace(analysis, library=changed))
    assert f"modifié depuis sa lecture par {NAME}" in flat(said[0])
