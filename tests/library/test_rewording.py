"""An overlay that words a clause anew drops the details of the wording before, says so, and keeps its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from clausier.errors import Severity
from clausier.library.overlays import read_folder, stack
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
