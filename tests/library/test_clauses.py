"""The shipped library, file by file: complete, in the guide's order, fit to be signed."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from clausier.library import markup, texts
from clausier.model.law import Force, Scope, Verification
from clausier.model.requirement import Requirement
from clausier.resources import shipped
from tests.builders import ROOT, full_library, library

REQUIREMENTS = full_library().requirements
GUIDE = library().requirements
FORBIDDEN = re.compile(
    r"\bavenants?\b|novation|remplac|rapidement|régulièrement|meilleurs délais|meilleurs efforts|raisonnable|"
    r"le cas échéant|il est entendu|approprié|adéquat|plus brefs délais|illégal|vous violez",
    re.IGNORECASE,
)


def contract_texts(requirement: Requirement) -> list[str]:
    clause, positions = requirement.clause, requirement.positions
    stages = (positions.target, *positions.fallbacks, *([positions.floor] if positions.floor else []))
    return [
        clause.text,
        *clause.text_if.values(),
        *(variant.text for variant in clause.variants),
        *(text for text in (clause.details, *(variant.details for variant in clause.variants)) if text),
        *((clause.carried.text, clause.carried.details) if clause.carried else ()),
        *(text for stage in stages for text in (stage.text, stage.addition) if text),
        *(part.text for part in requirement.criterion.parts.values()),
    ]


def test_the_sixty_points_of_the_guide_in_order() -> None:
    with (ROOT / "tests" / "points.csv").open(encoding="utf-8") as file:
        rows = [(row["numero"], row["id"], row["nature"]) for row in csv.DictReader(file)]
    assert [(point.number, point.id, point.nature.value) for point in GUIDE] == rows


def test_the_fixed_criteria() -> None:
    """The table of thresholds that the project fixes, with the origin printed beside each figure."""
    found = {
        (point.number, measure.bound_text, measure.origin.value, measure.required is not False)
        for point in GUIDE
        for measure in point.criterion.measures
    }
    assert found == {
        ("2.1", "8 heures ouvrées", "usage", True),
        ("3.3", "30 jours calendaires", "recommandation", True),
        ("4.1", "1 par jour", "guide", True),
        ("4.4", "7 versions", "usage", True),
        ("4.4", "30 jours calendaires", "usage", True),
        ("4.5", "2 par an", "guide", True),
        ("6.4", "1 jour ouvré", "usage", False),
        ("7.6", "1 par an", "guide", True),
        ("7.A", "1 par an", "recommandation", False),
        ("8.2", "EEE", "usage", True),
        ("9.4", "12 mois", "guide", True),
        ("9.5", "3 mois", "usage", False),
        ("10.A", "15 jours calendaires", "guide", True),
    }


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.id)
def test_a_clause_holds_no_vague_word_and_no_law(requirement: Requirement) -> None:
    for text in contract_texts(requirement):
        found = FORBIDDEN.search(text)
        assert found is None, found
        assert "code de la santé" not in text
        assert "RGPD" not in text or requirement.category == 8
    for argument in (requirement.argument.negotiation, requirement.argument.obligation):
        assert not re.search(r"illégal|vous violez|sanction|pénal|exigeons", argument)


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.id)
def test_a_clause_that_charges_says_so_in_the_table_of_prices(requirement: Requirement) -> None:
    """The table that closes the act, and the clause: a quote or a price list is in both."""
    told, price = "\n".join(contract_texts(requirement)), requirement.clause.price
    if "devis accepté" in told:
        assert price.quote
    if "tarif annexé" in told:
        assert price.tariff or price.quote


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.id)
def test_a_request_claims_a_law_only_with_a_basis_that_imposes(requirement: Requirement) -> None:
    bases = library().bases
    negotiation = requirement.argument.negotiation
    assert not re.search(r"\barticle \d|règlement \(UE\)|code (?:civil|de)|\bloi\b", negotiation)
    imposing = [use.id for use in requirement.bases if use.scope is Scope.IMPOSES]
    assert all(bases[id_].force is Force.LAW and bases[id_].debtor.value != "cabinet" for id_ in imposing)
    if requirement.argument.obligation:
        assert imposing
        assert "fondement" in markup.names(requirement.argument.obligation)


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.id)
def test_the_target_satisfies_its_criterion(requirement: Requirement) -> None:
    figure = next(iter(requirement.positions.target.values.values()), "")
    verdicts = [measure.accepts(figure) for measure in requirement.criterion.measures]
    assert not verdicts or None in verdicts or any(verdicts)


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.id)
def test_every_name_is_used(requirement: Requirement) -> None:
    used = {name for text in texts.of_point(requirement) if text.field.takes_names for name in markup.names(text.text)}
    assert set(requirement.parameters) <= used
    assert set(requirement.positions.target.values) <= used


@pytest.mark.parametrize("id_", sorted(library().bases))
def test_a_basis_says_what_was_verified(id_: str) -> None:
    basis = library().bases[id_]
    assert basis.version_read
    assert re.match(r"(?:l'|la |le |les )", basis.citation)
    if basis.verification is not Verification.TEXT_READ:
        assert not basis.is_read()


@pytest.mark.parametrize("path", sorted(shipped("clauses").rglob("*.yaml")), ids=lambda path: path.stem)
def test_files_are_utf8_with_unix_line_ends(path: Path) -> None:
    content = path.read_bytes()
    content.decode("utf-8")
    assert b"\r" not in content
    assert content.endswith(b"\n")
