"""What a measure can compare, a dossier may say; the rest is refused when the dossier is read, never later."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clausier.dossier.read import case_of
from clausier.errors import InvalidInput
from clausier.files.strictyaml import read_bytes
from clausier.judging.gaps import analyse
from clausier.library.reading import load_library
from clausier.model.library import Library
from clausier.model.negotiation import Grade
from clausier.negotiation.values import grade_value
from clausier.proposal import draft
from clausier.resources import shipped
from tests.builders import DAY, tree

POINT = "financier-hors-forfait"
"""Its positions give an amount « HT »."""


@pytest.fixture
def priced(tmp_path: Path) -> Library:
    """The shipped library with a price that is measured without a word on taxes."""
    measure = "{nature: montant, au_plus: 200 €, origine: usage, libelle: seuil}"
    text = f"exigence: {{mesure: {measure}, valeur: seuil_devis}}\n"
    (tmp_path / f"{POINT}.yaml").write_text(text, encoding="utf-8")
    return load_library([shipped("clauses"), tmp_path])


def verdict(library: Library, value: str) -> str:
    answer: dict[str, Any] = {"constat": "oui", "valeur": value}
    case = case_of(read_bytes(json.dumps(tree({POINT: answer})).encode(), "dossier.yaml"), library)
    analysis = analyse(library, case, DAY)
    draft(analysis)
    return next(one.verdict.value for one in analysis.judgements if one.requirement.id == POINT)


@pytest.mark.parametrize(
    ("value", "expected"), [("200 € HT", "conforme"), ("200 € TTC", "conforme"), ("201 €", "insuffisant")]
)
def test_a_threshold_that_says_nothing_of_taxes_judges_both(priced: Library, value: str, expected: str) -> None:
    assert verdict(priced, value) == expected


def test_taxes_that_do_not_compare_are_refused_when_the_dossier_is_read(tmp_path: Path) -> None:
    text = "exigence: {mesure: {nature: montant, au_plus: 200 € HT, origine: usage}, valeur: seuil_devis}\n"
    (tmp_path / f"{POINT}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"un montant TTC ne se compare pas à un seuil HT\. Écrire le montant HT\."):
        verdict(load_library([shipped("clauses"), tmp_path]), "100 € TTC")


def test_a_counter_value_that_no_position_compares_with_is_to_read(priced: Library) -> None:
    grade, reason = grade_value("100 € TTC", priced.by_id[POINT], priced)
    assert (grade, reason) == (Grade.TO_READ, "un montant TTC ne se compare pas à un seuil HT. Écrire le montant HT.")
    assert grade_value("100 € HT", priced.by_id[POINT], priced)[0] is Grade.TARGET
