"""Labels are accepted wherever words are, and kept as words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clausier.dossier.write import dossier_text
from clausier.errors import InvalidInput
from clausier.model.verdict import Finding
from tests.batch.tables import KEYS, ROW
from tests.batch.tables import csv_file as csv
from tests.batch.tables import read as records
from tests.builders import case, library, read, tree, yes

PROCEDURE, TEST, HDS = "incidents-procedure-cyberattaque", "sauvegardes-test-restauration", "hebergement-hds"


def loud(label: str) -> list[str]:
    """A label as people may type it."""
    return [label, label.upper(), f" {label.lower()} ", label.replace(" ", "\u00a0")]


FACTS = [
    (name, word, text)
    for name, kind in library().facts.items()
    for word, label in kind.values.items()
    for text in loud(label)
]


@pytest.mark.parametrize(("name", "word", "text"), FACTS)
def test_a_fact(name: str, word: str, text: str) -> None:
    assert case(situation={name: text}).situation.facts[name] == (word,)


@pytest.mark.parametrize(
    ("word", "text"), [(word, text) for word, label in library().contract_types.items() for text in loud(label)]
)
def test_a_type_of_contract(word: str, text: str) -> None:
    assert case(contrat={"type": text}).contract.type == word


@pytest.mark.parametrize(("finding", "text"), [(one, text) for one in Finding for text in loud(one.label)])
def test_a_finding_alone_or_in_an_answer(finding: Finding, text: str) -> None:
    short = {} if finding is Finding.NOT_APPLICABLE else {PROCEDURE: text}
    found = case({**short, TEST: {"constat": text, "motif": "rien"}})
    assert {one.finding for one in found.answers.values()} == {finding}


def test_parts_proofs_positions_states_and_declarations() -> None:
    parts = library().by_id[PROCEDURE].criterion.parts
    titles = [part.title.upper() for part in parts.values()]
    proof = {"nature": library().proofs["certificat_hds"].title.capitalize(), "titulaire": "P"}
    declared = {"par": "Mme Exemple", "le": "2026-11-20", "reponses": {TEST: "À vérifier"}}
    found = read(
        {
            **tree(
                {PROCEDURE: yes(volets=titles), HDS: yes(preuve=proof)},
                contrat={"etat": "Non signé"},
                avenant={"signature": "Électronique"},
            ),
            "positions": {TEST: "Position plancher", HDS: "Repli"},
            "declaration_prestataire": declared,
        }
    )
    assert found.answers[PROCEDURE].parts == tuple(parts)
    assert found.answers[HDS].proofs[0].kind == "certificat_hds"
    assert (found.contract.state.value, found.amendment.signature.value) == ("non_signe", "electronique")
    assert {id_: one.value for id_, one in found.positions.items()} == {TEST: "plancher", HDS: "repli"}
    assert found.declarations[0].answers[TEST].finding is Finding.TO_CHECK
    told = case({PROCEDURE: yes(volets=dict.fromkeys(titles, "Oui"))})
    assert told.answers[PROCEDURE].parts == tuple(parts)


def test_a_dossier_keeps_the_words() -> None:
    kind = library().contract_types["infogerance"]
    text = dossier_text(case({TEST: "À vérifier"}, contrat={"type": kind.upper()}), library())
    assert f"{TEST}: a_verifier" in text
    assert "type: infogerance" in text


def test_a_table_takes_labels(tmp_path: Path) -> None:
    label = library().facts["services"].values["reseau"]
    rows = [[*KEYS, "situation.services", "contrat.type"], [*ROW, f"Infogérance ; {label}", "INFOGERANCE"]]
    (record,) = records(csv(tmp_path / "lot.csv", rows))
    assert record.case is not None, record.problems
    assert set(record.case.situation.facts["services"]) == {"infogerance", "reseau"}


@pytest.mark.parametrize(
    ("section", "change", "told"),
    [
        ("contrat", {"type": "INFOGERENCE"}, "Vouliez-vous dire « infogerance » ?"),
        ("situation", {"services": ["Sauvegardé s"]}, "Vouliez-vous dire « sauvegarde » ?"),
    ],
)
def test_what_is_neither_is_shown_corrected(section: str, change: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        case(**{section: change})
    assert told in str(caught.value)
