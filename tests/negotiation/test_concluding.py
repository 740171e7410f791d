"""The document for signature: what it lacks, what stays open in spite of all, what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausier.cli import run
from tests.negotiation.play import (
    ACCEPTED,
    ACCESS,
    DELAY,
    SIGNABLE,
    all_parts,
    asked,
    call,
    events,
    fill,
    register_text,
    shown,
)

DAY = ("--date", "2026-12-21")


def accepted(dossier: Path, *but: str) -> None:
    answers = {point: ACCEPTED for point in asked(dossier) if point not in but}
    filled = fill(dossier.parent / "tour-1" / "tableau.xlsx", answers)
    call("reponse", "lire", dossier, filled, "--date", "2026-12-20")


def refusal(dossier: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The list of what is missing; nothing was written."""
    before = register_text(dossier)
    capsys.readouterr()
    assert run(["conclure", str(dossier), "-o", str(dossier.parent / "signature"), *DAY, *options]) == 1
    assert not (dossier.parent / "signature").exists()
    assert register_text(dossier) == before
    return [line[2:] for line in capsys.readouterr().err.splitlines() if line.startswith("- ")]


def test_before_an_answer_every_request_is_missing(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refusal(sent, capsys)
    assert [line.split()[0] for line in told] == [one["numero"] for one in asked(sent).values()]
    assert "point fondé sur la loi, en attente" in next(line for line in told if line.startswith("8.4"))


def test_what_the_dossier_lacks_is_listed(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted(sent)
    text = sent.read_text(encoding="utf-8").replace(SIGNABLE, "").replace("  representant: Dr Dominique Exemple\n", "")
    sent.write_text(text.replace("  qualite: directrice générale\n", ""), encoding="utf-8")
    keys = [line.split(" :")[0] for line in refusal(sent, capsys)]
    assert keys[:3] == ["cabinet.representant", "prestataire.qualite", "avenant.prise_d_effet"]
    assert {"annexe.mesures", "annexe.signalement", "annexe.transferts"} <= set(keys[3:])


def test_a_plain_point_is_settled_by_dropping_it(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted(sent, DELAY)
    (told,) = refusal(sent, capsys)
    assert told.startswith("3.3")
    call("decider", sent, "3.3", "--abandonner", "--motif", "Essai", *DAY)
    call("conclure", sent, "-o", sent.parent / "signature", *DAY)
    assert "quatorze (14) jours" not in shown(sent.parent / "signature" / "avenant.docx")


def test_a_legal_point_needs_an_explicit_word_and_why(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted(sent, ACCESS)
    assert run(["decider", str(sent), "8.4", "--abandonner", "--motif", "Essai", *DAY]) == 2
    assert "fondé sur la loi : y renoncer se confirme. Ajouter --malgre" in capsys.readouterr().err
    call("decider", sent, "8.4", "--abandonner", "--malgre", "--motif", "Essai", *DAY)
    (told,) = refusal(sent, capsys)
    assert "--malgre 8.4" in told
    target = ["conclure", str(sent), "-o", str(sent.parent / "signature"), *DAY]
    assert run([*target, "--malgre", "8.4"]) == 2
    assert run([*target, "--motif", "Contrat voisin"]) == 2
    assert run([*target, "--malgre", "8.4", "--motif", " "]) == 2
    assert run([*target, "--malgre", "3.3", "--motif", "Contrat voisin"]) == 2
    assert "« 3.3 » n'est pas un point légal resté ouvert" in capsys.readouterr().err
    assert run([*target, "--malgre", ACCESS, "--motif", "Contrat voisin"]) == 0
    assert events(sent)[-1]["conclusion"]["malgre"] == {ACCESS: "Contrat voisin"}


def test_the_legal_point_left_open_is_in_the_summary_only(played: Path) -> None:
    folder = played.parent / "signature"
    assert "laissé ouvert à la signature : Contrat voisin" in shown(folder / "synthese.docx")
    assert "Contrat voisin" not in all_parts(folder / "avenant.docx")
    assert "Protection des Données à caractère personnel" not in shown(folder / "avenant.docx")


def test_the_document_for_signature_is_no_draft(played: Path) -> None:
    draft, final = (played.parent / name / "avenant.docx" for name in ("tour-3", "signature"))
    assert "PROJET" in all_parts(draft)
    for word in ("PROJET", "projet d", "[à compléter]", "……"):
        assert word not in all_parts(final), word
    text = shown(final)
    for word in ("Dr Dominique Exemple", "Mme Claude Spécimen", "cogérant", "directrice générale", "1er mars 2027"):
        assert word in text, word
    assert "Chiffrement et journalisation" in text


def test_it_says_what_was_agreed_to_the_letter(played: Path) -> None:
    text = shown(played.parent / "signature" / "avenant.docx")
    agreed = {point: one for point, one in asked(played).items() if point != ACCESS}
    assert len(agreed) == 13
    for one in agreed.values():
        assert " ".join(one["texte"].split("\n")[-1].removeprefix("– ").split()) in text, one["numero"]


def test_a_text_changed_since_the_agreement_is_asked_again(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted(sent)
    text = sent.read_text(encoding="utf-8")
    old, new = 'article: "5.4"', 'article: "5.7"'
    assert old in text
    sent.write_text(text.replace(old, new), encoding="utf-8")
    (told,) = refusal(sent, capsys)
    assert told.startswith("3.3")
    assert "la rédaction a changé depuis l'accord" in told


def test_nothing_is_sent_after_the_conclusion(played: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["relancer", str(played), "-o", str(played.parent / "tour-4"), "--date", "2027-03-01"]) == 1
    assert "la négociation est conclue" in capsys.readouterr().err
