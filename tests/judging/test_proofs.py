"""Every fault of a proof, word for word, and who may hold it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from clausier.judging import proofs
from clausier.judging.gaps import analyse
from clausier.model.criterion import ProofRule
from tests.builders import CERTIFICATE, DAY, case, judgement, library, of, yes

HDS = "hebergement-hds"
BACKUP_HDS = "sauvegardes-hebergement-hds"


def rule(point: str) -> ProofRule:
    found = library().by_id[point].criterion.proof
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"titulaire": ""}, "certificat incomplet : titulaire à indiquer"),
        ({"titulaire": "", "numero": ""}, "certificat incomplet : titulaire et numéro à indiquer"),
        ({"activites": []}, "certificat incomplet : activités couvertes à indiquer"),
        ({"expire_le": "2026-11-22"}, "certificat expiré le 22 novembre 2026"),
        ({"delivre_le": "2026-11-24"}, "certificat délivré seulement le 24 novembre 2026"),
        ({"delivre_le": "2026-11-23"}, "le contrat y répond"),
        ({"activites": ["6"]}, "le certificat couvre l'activité 6 et non l'une des activités 1 à 5"),
        ({"titulaire": "Autre"}, "certificat délivré à Autre et non à Prestataire Exemple"),
        ({"titulaire": "PRESTATAIRE  EXEMPLE, S.A.S."}, "le contrat y répond"),
        ({"titulaire": "Préstataire-Exemple SARL"}, "le contrat y répond"),
        ({"titulaire": "E.U.R.L. Prestataire Exemple"}, "le contrat y répond"),
        ({"titulaire": "SAS"}, "certificat délivré à SAS et non à Prestataire Exemple"),
        ({"referentiel": "1.1"}, "référentiel 1.1 admis seulement jusqu'au 16 mai 2026"),
        ({"referentiel": "0.9"}, "référentiel 0.9 inconnu"),
        ({"referentiel": ""}, "le contrat y répond"),
        (
            {"titulaire": "", "activites": ["6"], "expire_le": "2026-11-22", "referentiel": "0.9"},
            "certificat incomplet : titulaire à indiquer ; certificat expiré le 22 novembre 2026 ; "
            "le certificat couvre l'activité 6 et non l'une des activités 1 à 5 ; référentiel 0.9 inconnu",
        ),
    ],
)
def test_the_faults_of_a_certificate(change: Mapping[str, Any], reason: str) -> None:
    assert judgement(HDS, yes(preuve={**CERTIFICATE, **change})).reason == reason


def test_the_activities_of_a_backup() -> None:
    proof = {**CERTIFICATE, "activites": ["1", "2"]}
    found = judgement(BACKUP_HDS, yes(preuve=proof), situation={"donnees_hebergees_par": "cabinet"})
    assert found.reason == "le certificat couvre les activités 1 et 2 et non l'activité 6"


def test_a_fault_of_two_certificates_is_said_once() -> None:
    late = {**CERTIFICATE, "expire_le": "2026-11-22"}
    found = judgement(HDS, yes(preuves=[late, {**late, "titulaire": "Autre"}]))
    assert found.reason == (
        "certificat expiré le 22 novembre 2026 ; certificat délivré à Autre et non à Prestataire Exemple"
    )


@pytest.mark.parametrize(
    ("host", "where", "holders"),
    [
        ("Hébergeur Exemple", "prestataire", ("Hébergeur Exemple", "Prestataire Exemple")),
        ("", "prestataire", ("Prestataire Exemple",)),
        ("Hébergeur Exemple", "hebergeur_du_prestataire", ("Hébergeur Exemple",)),
        ("", "hebergeur_du_prestataire", ()),
        ("", "inconnu", ()),
        ("Hébergeur Exemple", "inconnu", ("Hébergeur Exemple",)),
    ],
)
def test_who_may_hold_a_certificate(host: str, where: str, holders: tuple[str, ...]) -> None:
    situation = {"hebergeur": host, "donnees_hebergees_par": where, "sauvegardes_hebergees_par": where}
    assert proofs.expected_holders(rule(HDS), case(situation=situation)) == holders
    reason = f"certificat délivré à Autre et non à {' ou '.join(holders)}" if holders else "le contrat y répond"
    held = judgement(HDS, yes(preuve={**CERTIFICATE, "titulaire": "Autre"}), situation=situation)
    assert held.reason == reason


def test_a_proof_is_required_by_a_rule_whose_condition_may_hold() -> None:
    own = case(situation={"donnees_hebergees_par": "cabinet", "sauvegardes_hebergees_par": "cabinet"})
    assert not proofs.is_required(None, case().facts())
    assert proofs.is_required(rule(HDS), case().facts())
    assert not proofs.is_required(rule(HDS), own.facts())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"titulaire": ""}, "attestation incomplète : titulaire à indiquer"),
        ({"expire_le": "2026-11-22"}, "attestation expirée le 22 novembre 2026"),
        ({"delivre_le": "2026-11-24"}, "attestation délivrée seulement le 24 novembre 2026"),
        ({"activites": ["6"]}, "l'attestation couvre l'activité 6 et non l'une des activités 1 à 5"),
        ({"titulaire": "Autre"}, "attestation délivrée à Autre et non à Prestataire Exemple"),
        (None, "attestation d'hébergement non remise"),
    ],
)
def test_a_proof_of_feminine_gender_agrees(change: Mapping[str, Any] | None, reason: str) -> None:
    words = {"title": "attestation d'hébergement", "noun": "attestation", "the": "l'attestation", "feminine": True}
    kind = library().proofs[rule(HDS).kind].model_copy(update=words)
    feminine = library().model_copy(update={"proofs": {rule(HDS).kind: kind}})
    answer = "oui" if change is None else yes(preuve={**CERTIFICATE, **change})
    assert of(analyse(feminine, case({HDS: answer}), DAY), HDS).reason == reason
