"""The rules common to all the clauses of an act: printed with them, those that nothing calls for left out."""

from __future__ import annotations

from clausier.model.proposal import ProviderView
from tests.builders import all_absent, library, proposal


def printed(view: ProviderView) -> list[str]:
    return ["".join(run.text for run in rule.runs) for rule in view.rules]


def test_an_act_without_a_clause_has_no_rule() -> None:
    assert printed(proposal().view) == []


def test_every_rule_is_printed_where_the_clauses_use_its_words() -> None:
    found = proposal(all_absent()).view
    assert len(printed(found)) == len(library().formulas.rules)


def test_a_rule_on_penalties_needs_a_clause_that_has_one() -> None:
    texts = printed(proposal({"acces-wifi-separes": "non"}).view)
    assert texts
    assert not [text for text in texts if "pénalités" in text]


def test_a_term_that_only_a_rule_uses_is_defined() -> None:
    view = proposal(all_absent()).view
    terms = {one.term for one in view.definitions}
    assert "Services" in terms
