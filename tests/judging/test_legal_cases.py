"""What may be said of the law, to whom and when: one test a case."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clausier.judging.gaps import analyse
from clausier.library import markup
from clausier.library.reading import load_library
from clausier.model.law import Debtor
from clausier.model.library import Library
from clausier.proposal import draft
from clausier.resources import shipped
from tests.builders import CERTIFICATE, DAY, all_absent, analysis, case, judgement, library, of, proposal, provider_text

LOCAL = {"donnees_hebergees_par": "cabinet", "sauvegardes_hebergees_par": "cabinet"}
REMOTE_BACKUP = {"donnees_hebergees_par": "cabinet", "sauvegardes_hebergees_par": "hebergeur_du_prestataire"}
HOSTING_WORDS = re.compile(r"\bHDS\b|hébergement de données de santé|1111-(?:8|9|1[01])", re.IGNORECASE)
FORBIDDEN_UNSIGNED = re.compile(r"avenant|novation|remplac", re.IGNORECASE)


def scoped(situation: dict[str, Any], kind: str = "infogerance") -> str:
    """The provider's text when every point that applies is absent."""
    analysed = analyse(library(), case(situation=situation, contrat={"type": kind}), DAY, unknown_as_absent=True)
    return provider_text(draft(analysed))


def test_local_contract_names_no_hosting_law_no_cloud_law_no_publisher_law() -> None:
    text = scoped(LOCAL)
    assert not HOSTING_WORDS.search(text)
    assert "2023/2854" not in text
    assert "1470-5" not in text


def test_remote_backup_asks_certified_hosting_for_the_backups_only() -> None:
    analysed = analyse(library(), case(situation=REMOTE_BACKUP), DAY, unknown_as_absent=True)
    for request in draft(analysed).view.requests:
        for block in request.body:
            for sentence in re.split(r"(?<=[.;])\s", block.text):
                if HOSTING_WORDS.search(sentence):
                    assert request.category in (4, 8), request.id
        if HOSTING_WORDS.search(" ".join(block.text for block in request.body)):
            assert "Sauvegarde" in " ".join(block.text for block in request.body), request.id
            assert not re.search(
                r"Données de santé hébergées hors du Cabinet", " ".join(block.text for block in request.body)
            )


def test_hardware_without_access_to_data_has_no_processing_clause_nor_annex() -> None:
    situation = {"services": ["materiel"], "acces_aux_donnees": "non", **LOCAL}
    analysed = analyse(library(), case(situation=situation, contrat={"type": "materiel"}), DAY, unknown_as_absent=True)
    view = draft(analysed).view
    assert view.annex == ()
    assert "article 28" not in view.model_dump_json().replace("\u00a0", " ")
    assert all(request.category != 8 for request in view.requests)


def test_the_annex_follows_access_to_data() -> None:
    assert proposal({"perimetre-exclusions": "non"}).view.annex
    assert not proposal({"perimetre-exclusions": "non"}, situation={"acces_aux_donnees": "inconnu"}).view.annex


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"titulaire": "Autre Société"}, "délivré à Autre Société et non à"),
        ({"expire_le": "2026-01-01"}, "expiré le 1er janvier 2026"),
        ({"referentiel": "1.1"}, "référentiel 1.1"),
    ],
)
def test_a_bad_certificate_is_told_to_the_provider_with_its_reason(change: dict[str, Any], reason: str) -> None:
    answer = {"constat": "oui", "preuve": {**CERTIFICATE, **change}}
    found = proposal({"hebergement-hds": answer}, situation={"hebergeur": "Prestataire Exemple"})
    told = found.view.proofs[0].expected.replace("\u00a0", " ")
    assert reason in told


def test_three_points_on_one_article_never_remove_the_article() -> None:
    answer = {"constat": "partiel", "article": "7.2", "citation": "Une sauvegarde est faite."}
    points = ("sauvegardes-test-restauration", "sauvegardes-procedure-restauration", "sauvegardes-copie-isolee")
    view = proposal(dict.fromkeys(points, answer)).view
    for request in view.requests:
        introduction = markup.plain(request.introduction)
        assert introduction.startswith(
            ("Ce qui suit remplace les stipulations", "Ce qui suit complète les stipulations")
        )
        assert not re.search(r"(?:l.)?article\s+7\.2\s+(?:est|sont)\s+(?:remplac|supprim|abrog)", introduction)
    subjects = {markup.plain(request.introduction) for request in view.requests}
    assert len(subjects) == len(points)


@pytest.mark.parametrize("position", ["cible", "repli", "plancher"])
@pytest.mark.parametrize("answer", ["non", "contraire", "partiel"])
def test_an_unsigned_contract_is_never_amended_in_words(position: str, answer: str) -> None:
    answers = {id_: {"constat": answer, "article": "1", "citation": "…"} for id_ in all_absent()}
    view = proposal(answers, position, contrat={"etat": "non_signe"}).view
    for request in view.requests:
        runs = [*request.introduction, *(run for block in request.body for run in block.runs)]
        found = FORBIDDEN_UNSIGNED.search("".join(run.text for run in runs))
        assert found is None, f"{request.id} : {found}"


def memory_basis(approval: str = "", rule: str = "règle lue") -> str:
    approved = f"\n    valide_par: {{nom: Me Exemple, le: 2026-11-01, empreinte: {approval}}}" if approval else ""
    return f"""fondements:
  regle-de-memoire:
    fiche: ESSAI
    citation: l'article 99 du code d'essai
    abrege: C. essai, art. 99
    regle: {rule}
    force: loi
    debiteur: prestataire
    verification: memoire
    version_lue: aucune
    verifie_le: 2026-11-01{approved}
"""


def with_basis(folder: Path, content: str) -> Library:
    folder.mkdir(exist_ok=True)
    (folder / "fondements.yaml").write_text(content, encoding="utf-8")
    point = folder / "01-perimetre"
    point.mkdir(exist_ok=True)
    (point / "perimetre-exclusions.yaml").write_text(
        "fondements: [{id: regle-de-memoire, portee: impose}]\n"
        "argument: {obligation: 'Selon {{ fondement }}, nous le demandons.'}\n",
        encoding="utf-8",
    )
    return load_library([shipped("clauses"), folder])


def test_a_basis_from_memory_needs_a_named_approval_that_an_edit_cancels(tmp_path: Path) -> None:
    answers = {"perimetre-exclusions": "non"}

    def text(content: str) -> str:
        found = analyse(with_basis(tmp_path / "overlay", content), case(answers), DAY)
        return provider_text(draft(found))

    assert "code d’essai" not in text(memory_basis())
    print_ = with_basis(tmp_path / "overlay", memory_basis()).bases["regle-de-memoire"].fingerprint()
    assert "code d’essai" in text(memory_basis(print_))
    assert "code d’essai" not in text(memory_basis(print_, rule="règle modifiée"))


@pytest.mark.parametrize(
    ("day", "present", "missing"),
    [
        (date(2027, 1, 11), "da-29-couts", "da-29-nul"),
        (date(2027, 1, 11), "sren-arrete-2025", "sren-27"),
        (date(2027, 1, 12), "da-29-nul", "da-29-couts"),
        (date(2027, 1, 12), "da-29-nul", "sren-arrete-2025"),
    ],
)
def test_exit_fees_of_an_online_service_rest_on_the_rule_in_force(day: date, present: str, missing: str) -> None:
    found = judgement("financier-frais-sortie", "non", day, contrat={"type": "service_en_ligne"})
    cited = {basis.id for basis in found.bases}
    assert present in cited
    assert missing not in cited


def test_a_law_of_a_contract_type_is_not_cited_for_an_unknown_type() -> None:
    found = analysis(all_absent(), contrat={"type": "inconnu"})
    for one in found.judgements:
        for cited in one.bases:
            assert all(name != "type" for name, _ in cited.basis.condition.names()), cited.id


def test_a_legal_gap_uses_the_obligation_and_names_its_law() -> None:
    view = proposal({"hebergement-rgpd": "non"}).view
    told = "".join(run.text for run in view.requests[0].argument)
    assert view.requests[0].legal
    assert "article\u00a028" in told


def test_without_access_the_same_gap_is_only_asked() -> None:
    found = of(analysis({"hebergement-rgpd": "non"}, situation={"acces_aux_donnees": "inconnu"}), "hebergement-rgpd")
    assert not found.legal


HOSTED = {"donnees_hebergees_par": "prestataire", "sauvegardes_hebergees_par": "prestataire"}
RUNNING, SIGNED_AFTER = date(2026, 3, 2), date(2026, 10, 15)
"""Contracts on both sides of 26 September 2026, when the storage rule known second-hand comes into force."""


def hosting_text(own: Library, signed: date, day: date) -> str:
    """The provider's text of an absent location clause, for a contract of that date."""
    contract = {"type": "hebergement", "date": signed.isoformat()}
    answers = {"hebergement-localisation": "non", "hebergement-hds": "non"}
    return provider_text(draft(analyse(own, case(answers, situation=HOSTED, contrat=contract), day)))


@pytest.mark.parametrize(
    ("signed", "day"),
    [
        (RUNNING, date(2026, 9, 25)),
        (RUNNING, date(2026, 9, 26)),
        (RUNNING, date(2026, 11, 27)),
        (SIGNED_AFTER, SIGNED_AFTER),
        (SIGNED_AFTER, date(2026, 11, 27)),
    ],
)
def test_the_storage_rule_known_second_hand_is_a_demand_at_any_date(signed: date, day: date) -> None:
    text = hosting_text(library(), signed, day)
    assert not re.search(r"1111-9-1|2026-209|1111-11", text)
    assert "1111-8, I et II" in text
    assert "1111-8, IV" in text
    assert "Espace économique européen" in text
    contract = {"type": "hebergement", "date": signed.isoformat()}
    assert not judgement("hebergement-localisation", "non", day, situation=HOSTED, contrat=contract).legal
    assert judgement("hebergement-hds", "non", day, situation=HOSTED, contrat=contract).legal


@pytest.mark.parametrize(
    ("signed", "day", "printed"),
    [
        (RUNNING, date(2026, 9, 25), False),
        (RUNNING, date(2026, 11, 27), False),
        (SIGNED_AFTER, SIGNED_AFTER, True),
    ],
)
def test_once_a_lawyer_has_read_it_the_storage_rule_prints_for_contracts_signed_under_it(
    signed: date, day: date, printed: bool, tmp_path: Path
) -> None:
    approval = library().bases["csp-r1111-9-1"].fingerprint()
    approved = f"valide_par: {{nom: Me Exemple, le: 2026-11-28, empreinte: {approval}}}"
    (tmp_path / "fondements.yaml").write_text(f"fondements: {{csp-r1111-9-1: {{{approved}}}}}", encoding="utf-8")
    text = hosting_text(load_library([shipped("clauses"), tmp_path]), signed, day)
    assert ("1111-9-1" in text) == printed


def test_a_copy_of_the_certificate_is_asked_not_imposed() -> None:
    only_said = judgement(
        "hebergement-hds", {"constat": "oui"}, situation={**HOSTED, "hebergeur": "Prestataire Exemple"}
    )
    assert not only_said.legal
    duty = library().bases["csp-r1111-8-8-ii"]
    assert duty.debtor is Debtor.PRACTICE
