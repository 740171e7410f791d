"""Which gaps are a part of another's clause, and what their requests then say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from clausier.judging.extent import limited
from clausier.judging.gaps import analyse
from clausier.library.reading import load_library
from clausier.model.extent import Asking, Extent
from clausier.model.library import Library
from clausier.model.proposal import Proposal, Request
from clausier.model.requirement import PositionName
from clausier.proposal import draft
from clausier.resources import shipped
from tests.builders import DAY, case

CARRIER, CARRIED = "acces-firewall", "sauvegardes-versions"
PART = "Chaque version est datée."
BOTH = {CARRIER: "non", CARRIED: "non"}


def over(folder: Path, **clause: Any) -> Library:
    """The shipped library, whose one point is carried; other changes of its file beside."""
    positions = clause.pop("positions", {})
    carried = {"point": CARRIER, "texte": PART, "precisions": "", **clause.pop("porte_par", {})}
    content = {"clause": {"porte_par": carried, **clause}, "positions": positions}
    (folder / f"{CARRIED}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return load_library([shipped("clauses"), folder])


def drafted(library: Library, answers: dict[str, Any], asking: Asking | None = None, **changes: Any) -> Proposal:
    found = analyse(library, case(answers, **changes), DAY)
    return draft(limited(found, asking) if asking else found)


def asked(proposal: Proposal, point: str = CARRIED) -> Request:
    return next(request for request in proposal.view.requests if request.id == point)


def test_both_asked_one_carries_the_other(tmp_path: Path) -> None:
    request = asked(drafted(over(tmp_path), BOTH))
    assert request.carrier.id == CARRIER
    assert request.text.split("\n")[-1] == PART
    assert request.value == "", "the part does not say the figure"
    assert "Critère" not in "".join(run.text for run in request.justification)


def test_alone_it_has_its_own_clause(tmp_path: Path) -> None:
    request = asked(drafted(over(tmp_path), {CARRIED: "non"}))
    assert request.carrier.id == ""
    assert PART not in request.text
    assert request.value


def test_what_the_part_says_of_its_figure_is_asked(tmp_path: Path) -> None:
    library = over(tmp_path)
    measured = library.by_id[CARRIED].criterion.measured
    text = f"Au moins {{{{ {measured} }}}} sont conservées."
    request = asked(drafted(over(tmp_path, porte_par={"point": CARRIER, "texte": text}), BOTH))
    assert request.value
    assert request.text.endswith("sont conservées.")


@pytest.mark.parametrize(
    "changes",
    [
        {"porte_par": {"point": CARRIER, "texte": PART, "si": {"type": ["materiel"]}}},
        {"texte_si": {"absent": "Un autre texte."}},
        {"positions": {"cible": {"texte": "Un autre texte."}}},
    ],
    ids=["condition", "verdict", "position"],
)
def test_another_text_is_a_clause_of_its_own(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert asked(drafted(over(tmp_path, **changes), BOTH)).carrier.id == ""


def test_details_follow_the_part_in_a_full_act_alone(tmp_path: Path) -> None:
    library = over(tmp_path, porte_par={"point": CARRIER, "texte": PART, "precisions": "Par écrit."})
    add = {"points_demandes": {"ajouter": [CARRIER, CARRIED]}}
    full, core = (drafted(library, BOTH, Asking(extent=extent), **add) for extent in (Extent.FULL, Extent.ESSENTIAL))
    assert asked(full).text.endswith(f"{PART}\nPar écrit.")
    assert asked(core).text.endswith(PART)


def test_what_is_kept_for_later_has_its_own_clause(tmp_path: Path) -> None:
    proposal = drafted(over(tmp_path), BOTH, Asking(points=(CARRIER,)))
    later = next(one for category in proposal.later.categories for one in category.requests if one.id == CARRIED)
    assert later.carrier.id == ""
    assert PART not in later.text


def test_each_gap_is_in_one_clause_or_part(tmp_path: Path) -> None:
    proposal = drafted(over(tmp_path), BOTH)
    ids = [request.id for request in proposal.view.requests]
    assert sorted(ids) == sorted({*ids})
    assert [one.id for one in proposal.view.parts_of(CARRIER)].count(CARRIED) == 1


def test_the_shared_request_of_a_batch_knows_its_carrier(tmp_path: Path) -> None:
    library = over(tmp_path)
    one, other = (drafted(library, answers) for answers in (BOTH, {CARRIED: "non"}))
    assert (asked(one).carrier.id, asked(other).carrier.id) == (CARRIER, "")
    assert asked(drafted(library, BOTH)).carrier.id == CARRIER


def test_positions_may_differ(tmp_path: Path) -> None:
    found = analyse(over(tmp_path), case(BOTH, positions={CARRIED: "plancher"}), DAY)
    assert asked(draft(found, PositionName.TARGET)).carrier.id == CARRIER
