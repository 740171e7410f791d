"""Legal bases: what is due for review, and what may ever reach a provider."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.french import typeset
from clausier.judging.gaps import analyse
from clausier.library.reading import load_library
from clausier.model.law import LegalBasis, Verification
from clausier.model.requirement import PositionName
from clausier.playbook.bases import review_day, rows
from clausier.proposal import draft
from clausier.resources import shipped
from tests.builders import DAY, all_absent, case, library, provider_text

HOSTS = ("cabinet", "prestataire", "hebergeur_du_prestataire", "hebergeur_du_cabinet", "inconnu")
FINDINGS = ("non", "partiel", "contraire", "a_verifier")


def turning_days() -> list[date]:
    """The days around each coming into force and each end."""
    edges = {edge for basis in library().bases.values() for edge in (basis.in_force.start, basis.in_force.end) if edge}
    days = {edge + timedelta(days=shift) for edge in edges for shift in (-1, 0, 1)}
    return sorted(day for day in days if day >= date(2025, 1, 1))


def may_print(basis: LegalBasis, day: date, contract_day: date, facts: dict[str, set[str]]) -> bool:
    """The rule of what may be printed, written a second time."""
    start, end = basis.in_force.start or date.min, basis.in_force.end or date.max
    first, last = basis.contracts.start or date.min, basis.contracts.end or date.max
    condition = basis.condition.root
    holds = not condition or any(
        all(facts.get(name, set()) & set(words) for name, words in mapping.items()) for mapping in condition
    )
    read = basis.verification is Verification.TEXT_READ
    return basis.citable and read and start <= day <= end and first <= contract_day <= last and holds


@pytest.mark.parametrize("kind", sorted(library().contract_types))
@pytest.mark.parametrize("data", HOSTS)
def test_only_printable_bases_ever_reach_the_provider(kind: str, data: str) -> None:
    first, *between, last = turning_days()
    days = itertools.cycle(
        [[first, *between[::4]], [*between[1::4], last], [first, *between[2::4]], [*between[3::4], last]]
    )
    situations = zip(itertools.product(HOSTS, ("oui", "non", "inconnu")), days, strict=False)
    combinations = ((*words, day) for words, some in situations for day in some)
    findings, positions = itertools.cycle(FINDINGS), itertools.cycle(PositionName)
    for backups, access, day in combinations:
        situation = {"donnees_hebergees_par": data, "sauvegardes_hebergees_par": backups, "acces_aux_donnees": access}
        answers = {id_: next(findings) for id_ in all_absent()}
        read = case(answers, contrat={"type": kind}, situation=situation)
        analysis = analyse(library(), read, day)
        facts = {name: set(words) for name, words in read.facts().items()}
        contract_day = read.contract.date or day
        cited = {basis.id for one in analysis.judgements for basis in one.bases}
        assert all(may_print(library().bases[id_], day, contract_day, facts) for id_ in cited)
        if day in (first, last):
            text = provider_text(draft(analysis, next(positions)))
            printed = {typeset(library().bases[id_].citation) for id_ in cited}
            for basis in library().bases.values():
                citation = typeset(basis.citation)
                assert citation not in text or any(citation in one for one in printed)


def test_a_reading_is_due_again_after_twelve_months() -> None:
    basis = library().bases["rgpd-28-3-g"]
    assert review_day(basis) == date(2027, 11, 23)
    due = {row.id: row.reasons for row in rows(library(), date(2027, 11, 23))}
    assert due["rgpd-28-3-g"] == ("à relire depuis le 23 novembre 2027",)
    fresh = {row.id: row.reasons for row in rows(library(), date(2027, 11, 22))}
    assert fresh["rgpd-28-3-g"] == ()


@pytest.mark.parametrize(
    ("id_", "day", "told"),
    [
        ("csp-r1111-9-1", DAY, "lu dans une source secondaire"),
        ("csp-r1111-11-ii", DAY, "cité de mémoire"),
        ("da-29-nul", date(2027, 1, 11), "en vigueur seulement le 12 janvier 2027"),
        ("da-29-couts", date(2027, 1, 12), "n'est plus en vigueur depuis le 11 janvier 2027"),
    ],
)
def test_why_a_basis_must_be_seen_again(id_: str, day: date, told: str) -> None:
    row = next(row for row in rows(library(), day) if row.id == id_)
    assert any(told in reason for reason in row.reasons)


def test_a_lawyer_s_reading_is_recorded_in_his_overlay_and_lapses_with_an_edit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "maison"
    assert run(["bibliotheque", "nouvelle", str(folder)]) == 0
    record = [
        "bibliotheque",
        "fondements",
        "valider",
        "csp-r1111-9-1",
        "--par",
        'Me "E" Exemple',
        "--dans",
        str(folder),
    ]
    assert run(record) == 0
    stacked = load_library([shipped("clauses"), folder])
    assert stacked.bases["csp-r1111-9-1"].is_read()
    assert not library().bases["csp-r1111-9-1"].is_read()
    (folder / "fondements.yaml").write_text("fondements: {csp-r1111-9-1: {regle: Autre.}}\n", encoding="utf-8")
    edited = load_library([shipped("clauses"), folder])
    assert not edited.bases["csp-r1111-9-1"].is_read()
    told = next(row.reasons for row in rows(edited, DAY) if row.id == "csp-r1111-9-1")
    assert 'validé par Me "E" Exemple, mais modifié depuis' in told


def test_what_cannot_be_approved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["bibliotheque", "fondements", "valider", "--par", "Me Exemple", "--dans"]
    assert run([*base, str(tmp_path / "absent"), "csp-r1111-9-1"]) == 3
    assert "clausier bibliotheque nouvelle" in capsys.readouterr().err
    assert run([*base, str(tmp_path), "csp-r1111-91"]) == 2
    assert "Vouliez-vous dire" in capsys.readouterr().err
    assert run([*base, str(tmp_path), "conso-l215-1"]) == 2
    assert "n'est pas citable" in capsys.readouterr().err


def test_the_list_and_its_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bibliotheque", "fondements"]) == 0
    told = capsys.readouterr().out
    assert "rgpd-28-3-g" in told
    assert f"{len(library().bases)} fondements" in told
    assert run(["bibliotheque", "fondements", "--a-revoir", "--json"]) == 0
    assert "csp-r1111-9-1" in capsys.readouterr().out
