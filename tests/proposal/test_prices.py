"""Who pays: told by each clause, added up in the table that closes the act."""

from __future__ import annotations

from collections.abc import Sequence

from clausier.model.clause import Price
from clausier.model.prices import PriceRow, PriceView
from clausier.proposal.clauses import reworded
from clausier.proposal.prices import price_rows, who_pays
from tests.builders import all_absent, proposal
from tests.documents.sample import request

HOURS = {"heures": "8\u00a0heures"}


def told(price: Price) -> list[tuple[str, str]]:
    return [(one.kind, one.limit) for one in who_pays(price, HOURS)]


def rows(*prices: Sequence[PriceView]) -> list[PriceRow]:
    return list(price_rows(request(rank).model_copy(update={"price": tuple(one)}) for rank, one in enumerate(prices)))


def view(kind: str, limit: str = "") -> PriceView:
    return PriceView.model_validate({"genre": kind, "limite": limit})


def test_a_clause_that_says_nothing_of_it_is_included_whole() -> None:
    assert told(Price()) == [("compris", "")]


def test_each_part_is_told_with_its_figures_in_digits() -> None:
    price = Price(compris="jusqu'à {{ heures }}", devis="au-delà")
    assert told(price) == [("compris", "jusqu’à 8\u00a0heures"), ("devis", "au-delà")]


def test_a_clause_charged_at_the_price_list_alone_is_not_included() -> None:
    assert told(Price(tarif="chaque intervention")) == [("tarif", "chaque intervention")]


def test_a_row_that_no_clause_is_in_is_left_out() -> None:
    assert rows() == []
    assert [row.title for row in rows([view("devis", "au-delà")])] == ["Sur devis accepté par écrit"]


def test_what_is_included_whole_comes_before_what_has_a_limit() -> None:
    (row,) = rows([view("compris", "deux tests")], [view("compris")])
    assert [item.limit for item in row.items] == ["", "deux tests"]


def test_a_clause_is_in_each_row_that_it_pays_by() -> None:
    found = rows([view("compris", "8 heures"), view("tarif", "au-delà")])
    assert [[item.title for item in row.items] for row in found] == [[request(0).title]] * 2


def test_a_text_of_the_provider_s_own_is_in_no_row() -> None:
    assert list(price_rows([reworded(request(0), "Un autre texte.")])) == []


def test_the_table_of_an_act_has_every_clause_that_is_asked() -> None:
    found = proposal(all_absent()).view
    assert {item.title for row in found.prices for item in row.items} == {one.title for one in found.requests}
    assert proposal().view.prices == ()
