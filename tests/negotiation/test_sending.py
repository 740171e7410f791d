"""What is declared as sent: the draft of a folder, as its files are now."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.office.word.xml import w
from tests.builders import flat
from tests.negotiation.play import ACCEPTED, DELAY, FEES, TRANSFER, call, events, fill, register_text, sit_down
from tests.negotiation.replies import Element, edited, paragraph

OLD = Path(__file__).with_name("registre-v1.yaml")
ASKED, VAGUE = "sous quatorze (14) jours calendaires", "dans les meilleurs délais"
TITLE = "Délai d’application des correctifs critiques"
MAIL = ("--par", "Claude Spécimen", "--qualite", "gérante", "--source", "courriel")


@pytest.fixture(scope="session")
def _drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossier = sit_down(tmp_path_factory.mktemp("brouillon") / "cabinet")
    call("rediger", dossier, "-o", dossier.parent / "tour-1", "--date", "2026-11-23")
    return dossier.parent


@pytest.fixture
def drafted(_drafted: Path, tmp_path: Path) -> Path:
    """A dossier whose first requests are drafted in `tour-1`, and were not sent."""
    return shutil.copytree(_drafted, tmp_path / "cabinet") / "dossier.yaml"


def retyped(path: Path, old: str, new: str) -> None:
    """Words changed in Word."""

    def change(root: Element) -> None:
        (found,) = (one for one in root.iter(w("t")) if one.text and old in one.text)
        found.text = found.text.replace(old, new)

    path.write_bytes(edited(path.read_bytes(), change))


def cut(root: Element) -> None:
    """The clause on the delay taken out, with its heading."""
    heading = paragraph(root, TITLE)
    while not _is_heading(heading.getnext()):
        heading.getparent().remove(heading.getnext())
    heading.getparent().remove(heading)


def _is_heading(one: Element) -> bool:
    style = one.find(f"{w('pPr')}/{w('pStyle')}")
    return style is not None and style.get(w("val")) in ("Titre1", "Titre2")


def send(dossier: Path, *words: object) -> int:
    late = ["--anterieur"] if "--confirmer" in words else []
    told = map(str, words or (dossier.parent / "tour-1",))
    return run(["envoyer", str(dossier), *told, "--le", "2026-11-24", *late])


def last(dossier: Path) -> dict[str, Any]:
    return dict(events(dossier)[-1]["envoi"])


def noted(dossier: Path, *words: str) -> str:
    """The grade of an answer by mail."""
    call("reponse", "noter", dossier, DELAY, *words, *MAIL, "--le", "2026-12-01", "--date", "2026-12-01")
    return str(events(dossier)[-1]["reponse"]["appreciations"][DELAY]["appreciation"])


def test_what_is_sent_is_what_was_drafted(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert send(drafted) == 0
    one = last(drafted)
    assert (one["le"], one["date_imprimee"], one["tour"]) == ("2026-11-24", "2026-11-23", "1")
    assert not {"retouches", "voie"} & set(one)
    assert {"lettre.docx", "avenant.docx"} <= set(one["fichiers"])
    assert "synthese.docx" not in one["fichiers"]
    assert not [text for text in one["textes"].values() if "brouillon" in text]
    assert "Avertissement" not in capsys.readouterr().err


def test_an_edited_letter_is_told_and_kept(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    retyped(drafted.parent / "tour-1" / "lettre.docx", "Objet", "Objet urgent")
    assert send(drafted) == 0
    assert "lettre.docx a été modifié depuis sa rédaction : " in flat(capsys.readouterr().err)
    told = last(drafted)["retouches"]["lettre.docx"]
    assert "Objet[+ urgent+] :" in told
    assert told.count("[+") == 1


def test_an_edited_clause_is_recorded_as_really_sent(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    retyped(drafted.parent / "tour-1" / "avenant.docx", ASKED, "sous vingt (20) jours calendaires")
    assert send(drafted) == 0
    text = last(drafted)["textes"][DELAY]
    assert (text["valeur"], "vingt (20) jours" in text["texte"], "quatorze (14) jours" in text["brouillon"]) == (
        "20 jours calendaires",
        True,
        True,
    )
    assert [point for point, one in last(drafted)["textes"].items() if "brouillon" in one] == [DELAY]
    told = capsys.readouterr()
    assert "Modifié à la main – 3.3" in flat(told.out)
    assert "valeur demandée : 20 jours calendaires" in flat(told.out)
    assert "mais pas les formulaires joints" in flat(told.err)
    assert noted(drafted, "--accepte") == "accord de principe"


def test_a_form_that_shows_the_old_wording_accepts_nothing(drafted: Path) -> None:
    retyped(drafted.parent / "tour-1" / "avenant.docx", ASKED, "sous vingt (20) jours calendaires")
    assert send(drafted) == 0
    filled = fill(drafted.parent / "tour-1" / "tableau.xlsx", {DELAY: ACCEPTED, FEES: ACCEPTED})
    call("reponse", "lire", drafted, filled, "--date", "2026-12-20")
    found = events(drafted)[-1]["reponse"]["appreciations"]
    assert (found[DELAY]["appreciation"], found[FEES]["appreciation"]) == ("à relire", "accord de principe")
    assert "le formulaire montrait une autre rédaction" in found[DELAY]["motif"]


def test_an_answer_to_a_figure_that_is_read_no_more_is_to_be_read(
    drafted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    retyped(drafted.parent / "tour-1" / "avenant.docx", ASKED, VAGUE)
    assert send(drafted) == 0
    text = last(drafted)["textes"][DELAY]
    assert (text["valeur_illisible"], "valeur" in text) == ("oui", False)
    assert "la valeur demandée ne s'y lit plus : toute réponse sur ce point sera à relire" in flat(
        capsys.readouterr().out
    )
    assert noted(drafted, "--accepte") == "à relire"
    assert noted(drafted, "--contre", "--valeur", "10 jours calendaires") == "à relire"
    assert noted(drafted, "--refuse") == "refusé"


def test_a_clause_taken_out_by_hand_is_not_asked(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    act = drafted.parent / "tour-1" / "avenant.docx"
    act.write_bytes(edited(act.read_bytes(), cut))
    assert send(drafted) == 0
    assert DELAY not in last(drafted)["textes"]
    assert TRANSFER in last(drafted)["textes"]
    assert "clause retirée du document à signer, donc non demandée" in flat(capsys.readouterr().out)
    words = ["reponse", "noter", str(drafted), "3.3", "--accepte", *MAIL, "--le", "2026-12-01", "--date", "2026-12-01"]
    assert run(words) == 2
    assert "« 3.3 » n'a pas été demandé dans cet envoi" in capsys.readouterr().err


def test_a_file_left_out_was_not_sent(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (drafted.parent / "tour-1" / "reponse.docx").unlink()
    assert send(drafted) == 0
    assert "compté comme non envoyé : reponse.docx" in flat(capsys.readouterr().err)
    assert "reponse.docx" not in last(drafted)["fichiers"]


def test_a_form_that_is_already_filled_is_told(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tracker = drafted.parent / "tour-1" / "tableau.xlsx"
    shutil.move(fill(tracker, {DELAY: ACCEPTED}), tracker)
    assert send(drafted) == 0
    assert "tableau.xlsx porte déjà des réponses ou une autre rédaction : 3.3" in flat(capsys.readouterr().err)


def refusal(dossier: Path, capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """Why a sending is refused; the register is as it was."""
    before = register_text(dossier)
    capsys.readouterr()
    assert send(dossier, *words) in (1, 2, 3)
    assert register_text(dossier) == before
    return flat(capsys.readouterr().err)


def test_two_drafts_in_one_folder_are_refused(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("rediger", drafted, "-o", drafted.parent / "essai", "--date", "2026-11-22", "--position", "repli")
    shutil.copy(drafted.parent / "essai" / "tableau.xlsx", drafted.parent / "tour-1")
    told = refusal(drafted, capsys)
    assert "ces fichiers viennent de plusieurs brouillons (2026-11-22, 2026-11-23)" in told
    assert "N'y laisser que ce qui est envoyé." in told


def test_a_lost_draft_is_to_be_drafted_again(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(drafted.parent / ".clausier")
    told = refusal(drafted, capsys)
    assert "le brouillon de ces documents n'a pas été gardé" in told
    assert "Rédiger de nouveau" in told


def test_a_folder_without_documents_is_refused(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (drafted.parent / "vide").mkdir()
    assert "aucun document de clausier ici" in refusal(drafted, capsys, drafted.parent / "vide")
    assert "ce dossier n'existe pas" in refusal(drafted, capsys, drafted.parent / "absent")


def test_a_spoilt_draft_is_told_with_its_file(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kept,) = (drafted.parent / ".clausier" / "brouillons").glob("*.yaml")
    kept.write_text(kept.read_text(encoding="utf-8").replace(kept.stem, "0" * 16), encoding="utf-8")
    told = refusal(drafted, capsys)
    assert kept.name in told
    assert "ce brouillon n'est pas celui que dit son nom" in told


def test_the_same_documents_are_sent_once(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert send(drafted) == 0
    assert "déjà inscrits comme envoyés le 24 novembre 2026 (événement 1)" in refusal(drafted, capsys)
    call("annuler", drafted)
    assert send(drafted) == 0


def test_nothing_is_sent_before_the_day_it_bears(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = drafted.parent / "demain"
    call("rediger", drafted, "-o", folder, "--date", "2026-11-25")
    told = refusal(drafted, capsys, folder)
    assert "l'envoi ne peut pas précéder la date imprimée, le 25 novembre 2026" in told


def test_a_draft_older_than_what_was_said_since_is_told(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("decider", drafted, "3.3", "--repli", "--motif", "Essai", "--date", "2026-11-23")
    capsys.readouterr()
    assert send(drafted) == 0
    assert "le registre a changé depuis ce brouillon" in flat(capsys.readouterr().err)


def test_a_folder_or_a_confirmation(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "donner le dossier des documents envoyés, ou --confirmer"
    assert told in refusal(drafted, capsys, "--le", "2026-11-24")
    assert told in refusal(drafted, capsys, drafted.parent / "tour-1", "--confirmer")


@pytest.fixture
def old(drafted: Path) -> Path:
    """A dossier whose register is of format 1: a request and its reminder."""
    shutil.copy(OLD, drafted.with_name("negociation.yaml"))
    return drafted


def test_what_format_1_supposed_is_confirmed_at_once(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert send(old, "--confirmer") == 0
    told = capsys.readouterr()
    assert "2 envois confirmés : 1, 2." in told.out
    assert "ce registre est de l'ancien format" in flat(told.err)
    assert "aucun envoi à confirmer" in refusal(old, capsys, "--confirmer")


def test_of_several_drafts_of_a_round_one_is_named(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = old.with_name("negociation.yaml")
    head, first, *others = path.read_text(encoding="utf-8").split("\n- ")
    path.write_text("\n- ".join([head, first, first, *others]), encoding="utf-8")
    told = refusal(old, capsys, "--confirmer")
    assert "plusieurs brouillons d'un même tour : dire lequel a été envoyé, par --evenement N." in told
    assert [f"événement {n} : {what}" in told for n, what in ((1, "demande"), (2, "demande"), (3, "rappel"))] == [
        True
    ] * 3
    assert "aucun envoi à confirmer sous ce numéro" in refusal(old, capsys, "--confirmer", "--evenement", 4)
    assert send(old, "--confirmer", "--evenement", 2) == 0
    assert [one["confirmation"]["evenement"] for one in events(old) if "confirmation" in one] == ["2"]
