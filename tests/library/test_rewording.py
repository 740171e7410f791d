"""An overlay that words a clause anew drops the details of the wording before, says so, and keeps its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from clausier.errors import InvalidInput, Problem, Severity
from clausier.library.overlays import Layer, read_folder, stack
from clausier.library.reading import load_library
from clausier.model.extent import EVERYTHING, Asking, Extent
from clausier.resources import shipped

POINT = "sauvegardes-versions"


def laid(folder: Path, clause: dict[str, Any]) -> Path:
    folder.mkdir()
    (folder / f"{POINT}.yaml").write_text(yaml.safe_dump({"clause": clause}, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return laid(tmp_path / "base", {"precisions": "Le Prestataire en remet la liste au Cabinet."})


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ({"texte": "Autre texte."}, ""),
        ({"texte_si": {"absent": "Autre texte."}}, ""),
        ({"variantes": [{"si": {"type": ["materiel"]}, "texte": "Autre texte."}]}, ""),
        ({"titre": "Autre titre"}, "Le Prestataire en remet la liste au Cabinet."),
        ({"texte": "Autre texte.", "precisions": "À nous."}, "À nous."),
    ],
)
def test_details_follow_the_wording_that_they_were_written_for(
    base: Path, tmp_path: Path, clause: dict[str, Any], expected: str
) -> None:
    found = stack(map(read_folder, (shipped("clauses"), base, laid(tmp_path / "cabinet", clause))))
    assert (found.data["points"][POINT]["clause"].get("precisions") or "").strip() == expected
    warned = [one for one in found.problems if "précisions" in one.message]
    assert bool(warned) is (expected == "")
    assert all(one.severity is Severity.WARNING and one.file.endswith(f"{POINT}.yaml") for one in warned)


CARRIED = {"porte_par": {"point": "sauvegardes-quotidiennes", "texte": "Chaque version est datée."}}


@pytest.fixture
def carrying(tmp_path: Path) -> Path:
    return laid(tmp_path / "base", CARRIED)


def warnings(found: Layer, word: str) -> list[Problem]:
    return [one for one in found.problems if word in one.message]


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        ({"texte": "Autre texte."}, False),
        ({"texte_si": {"absent": "Autre texte."}}, False),
        ({"variantes": [{"si": {"type": ["materiel"]}, "texte": "Autre texte."}]}, False),
        ({"titre": "Autre titre"}, True),
        ({"texte": "Autre texte.", **CARRIED}, True),
    ],
)
def test_a_reworded_point_has_a_clause_of_its_own_and_it_is_told(
    carrying: Path, tmp_path: Path, clause: dict[str, Any], carried: bool
) -> None:
    found = stack(map(read_folder, (shipped("clauses"), carrying, laid(tmp_path / "cabinet", clause))))
    assert bool(found.data["points"][POINT]["clause"].get("porte_par")) is carried
    assert bool(warnings(found, "qu'aucune autre ne porte")) is not carried


def test_parts_that_follow_a_reworded_carrier_are_told(carrying: Path, tmp_path: Path) -> None:
    over = tmp_path / "cabinet"
    over.mkdir()
    (over / "sauvegardes-quotidiennes.yaml").write_text("clause: {texte: Autre texte.}\n", encoding="utf-8")
    told = warnings(stack(map(read_folder, (shipped("clauses"), carrying, over))), "en porte d'autres")
    assert [one.severity for one in told] == [Severity.WARNING]
    assert "(4.4)" in told[0].message or "4.4" in told[0].message
    (over / f"{POINT}.yaml").write_text("clause: {porte_par: null}\n", encoding="utf-8")
    again = stack(map(read_folder, (shipped("clauses"), carrying, over)))
    assert not [one for one in warnings(again, "en porte d'autres") if "4.4" in one.message]


def test_a_carrier_that_is_removed_carries_nothing(carrying: Path, tmp_path: Path) -> None:
    over = tmp_path / "cabinet"
    over.mkdir()
    (over / "sauvegardes-quotidiennes.yaml").write_text("desactive: oui\n", encoding="utf-8")
    library = load_library([shipped("clauses"), carrying, over])
    assert "sauvegardes-quotidiennes" not in library.by_id


@pytest.mark.parametrize("carrier", ["inconnu", POINT])
def test_a_carrier_is_another_point_that_none_carries(tmp_path: Path, carrier: str) -> None:
    base = laid(tmp_path / "base", {"porte_par": {"point": carrier, "texte": "Chaque version est datée."}})
    with pytest.raises(InvalidInput, match="n'est pas un point qui peut en porter un autre"):
        load_library([shipped("clauses"), base])


def test_the_details_are_printed_after_the_core_and_left_out_of_the_essential(base: Path) -> None:
    from clausier.judging.extent import limited
    from clausier.judging.gaps import analyse
    from clausier.proposal import draft
    from tests.builders import DAY, case

    library = load_library([shipped("clauses"), base])
    found = analyse(library, case({POINT: "non"}, points_demandes={"ajouter": [POINT]}), DAY)
    texts = [
        draft(limited(found, asking)).view.requests[0].text for asking in (EVERYTHING, Asking(extent=Extent.ESSENTIAL))
    ]
    assert texts[0].endswith("remet la liste au Cabinet.")
    assert texts[0].removesuffix("\nLe Prestataire en remet la liste au Cabinet.") == texts[1]
