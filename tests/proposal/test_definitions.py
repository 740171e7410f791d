"""Where a defined term is defined: with the others, or in the clause that alone uses it."""

from __future__ import annotations

import re

import pytest

from clausier.documents.context import context_of, of_clauses
from clausier.french import typeset
from clausier.judging.extent import limited
from clausier.model.extent import Asking, Extent
from clausier.model.library import Definition
from clausier.model.proposal import AnnexView, Block, DefinitionView, ProviderView, Request, Run
from clausier.proposal import draft
from clausier.proposal.definitions import used_definitions
from tests.builders import all_absent, analysis, library, proposal
from tests.documents.sample import request

TERMS = {
    "sauvegarde": Definition(terme="Sauvegarde", formes=("Sauvegarde", "Sauvegardes"), texte="désigne une copie."),
    "donnees": Definition(terme="Données", formes=("Données",), texte="désigne ce que contient une Sauvegarde."),
}
LIBRARY = library().model_copy(update={"definitions": TERMS})


def clause(rank: int, *texts: str) -> Request:
    body = tuple(Block(kind="paragraphe", runs=(Run(text=text),)) for text in texts)
    return request(rank).model_copy(update={"introduction": (), "deliverables": (), "body": body})


def placed(*requests: Request, annex: tuple[AnnexView, ...] = ()) -> dict[str, str]:
    return {one.term: one.point for one in used_definitions(LIBRARY, requests, annex=annex)}


def test_a_term_used_once_is_defined_in_its_clause() -> None:
    one = clause(0, "Une Sauvegarde est faite.")
    assert placed(one, clause(1, "Rien.")) == {"Sauvegarde": one.id}


@pytest.mark.parametrize(
    "others", [("Une Sauvegarde est relue.",), ("Les Sauvegardes sont relues.",)], ids=["same form", "other form"]
)
def test_a_term_that_two_clauses_use_is_defined_for_all(others: tuple[str, ...]) -> None:
    assert placed(clause(0, "Une Sauvegarde est faite."), clause(1, *others)) == {"Sauvegarde": ""}


def test_a_term_used_twice_in_a_clause_is_defined_for_all() -> None:
    assert placed(clause(0, "Une Sauvegarde est faite.", "La Sauvegarde est relue.")) == {"Sauvegarde": ""}


def test_the_definition_of_another_term_is_a_use() -> None:
    one = clause(0, "Une Sauvegarde garde les Données.")
    assert placed(one) == {"Données": one.id, "Sauvegarde": ""}


def test_a_term_that_only_a_definition_or_the_annex_uses_is_defined_for_all() -> None:
    one = clause(0, "Les Données sont gardées.")
    assert placed(one) == {"Données": one.id, "Sauvegarde": ""}
    row = AnnexView(id="sort", title="Sort", value="Celui des Sauvegardes.")
    assert placed(clause(0, "Rien."), annex=(row,)) == {"Sauvegarde": ""}


def test_the_capital_that_begins_a_cell_is_no_use() -> None:
    row = AnnexView(id="sauvegardes", title="Sauvegardes (lieu)", value="")
    assert placed(clause(0, "Rien."), annex=(row,)) == {}


def test_templates_print_it_at_the_end_of_its_clause_and_not_among_the_others() -> None:
    found = proposal(all_absent()).view
    point = found.requests[3].id
    local = DefinitionView(term="Terme", runs=(Run(text="désigne ceci."),), point=point)
    views = (found.model_copy(update={"definitions": defined}) for defined in ((), (local,)))
    before, after = (of_clauses(context_of(view), view) for view in views)
    assert after["definitions"] == ()
    bodies = zip(before["demandes"], after["demandes"], strict=True)
    (added,) = (
        [block for block in told["corps"] if block not in was["corps"]]
        for was, told in bodies
        if was["corps"] != told["corps"]
    )
    (block,) = added
    assert "".join(run["texte"] for run in block["passages"]) == "«\u00a0Terme\u00a0» désigne ceci."


def essential() -> ProviderView:
    return draft(limited(analysis(all_absent()), Asking(extent=Extent.ESSENTIAL))).view


@pytest.mark.parametrize(
    "view",
    [proposal(all_absent()).view, essential(), *(proposal({id_: "non"}).view for id_ in list(all_absent())[::7])],
    ids=lambda view: f"{len(view.requests)}-{view.requests[0].number}",
)
def test_no_term_is_left_undefined_nor_defined_for_nothing(view: ProviderView) -> None:
    texts = [request.text for request in view.requests]
    texts += ["".join(run.text for run in item.runs) for item in (*view.rules, *view.definitions)]
    texts += [cell for request in view.requests for item in request.deliverables for cell in (item.title, item.due)]
    texts += [cell for row in view.annex for cell in (row.title, row.value)]
    defined = {one.term: one.point for one in view.definitions}
    for item in library().definitions.values():
        forms = "|".join(re.escape(typeset(form)) for form in (item.term, *item.forms))
        uses = sum(len(re.findall(rf"(?<!^)\b(?:{forms})\b", text)) for text in texts)
        if typeset(item.term) in defined:
            assert any(re.search(rf"\b(?:{forms})\b", text) for text in texts)
        else:
            assert uses == 0, item.term
