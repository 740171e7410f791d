"""A request shared by providers is the one that would have been made for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from clausier.judging.gaps import analyse
from clausier.model.analysis import Analysis, Judgement
from clausier.model.requirement import PositionName
from clausier.proposal import clauses
from clausier.proposal.common import CommonRequests, common_requests
from tests.batch.synthetic import dossiers
from tests.builders import DAY, analysis, library, read


def analyses(count: int) -> Iterator[Analysis]:
    for tree in dossiers(count):
        yield analyse(library(), read(tree), DAY)


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> CommonRequests:
    fresh = CommonRequests(library())
    monkeypatch.setattr(clauses, "common_requests", lambda _: fresh)
    return fresh


@pytest.mark.parametrize("position", PositionName)
def test_shared_requests_are_those_of_each_provider(position: PositionName, shared: CommonRequests) -> None:
    asked = 0
    for found in analyses(24):
        for gap in found.gaps():
            alone = clauses.drawn(gap, found, position, None)
            assert clauses.request(gap, found, position) == alone, gap.requirement.id
            asked += 1
    assert 100 < len(shared.made) < asked / 2


def test_words_of_a_contract_or_a_dossier_are_never_shared(shared: CommonRequests) -> None:
    def cited(one: Judgement) -> bool:
        return one.answer is not None and bool(one.answer.article or one.answer.citation or one.answer.value)

    found = [(one, analysis) for analysis in analyses(24) for one in analysis.gaps() if cited(one)]
    assert found
    assert all(shared.key(one, analysis, PositionName.TARGET, None) is None for one, analysis in found)


def test_another_library_has_its_own() -> None:
    copy = library().model_copy(update={"version": "autre"})
    assert common_requests(copy) is not common_requests(library())
    assert common_requests(library()) is common_requests(library())


def test_a_shared_request_that_is_reworded_says_the_new_words(shared: CommonRequests) -> None:
    """What is registered as sent is this text: that of the clause, once read for a provider, is no other's."""
    gaps = {gap.requirement.id: gap for gap in analysis({"sortie-delai-recuperation": "non"}).gaps()}
    request = clauses.request(gaps["sortie-delai-recuperation"], analysis(), PositionName.TARGET)
    assert "quinze (15)" in request.text
    assert [*shared.made.values()] == [request]
    assert clauses.reworded(request, "Sous un mois.").text == "Sous un mois."
