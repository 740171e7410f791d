"""A negotiation played from files: the same bytes twice, nobody else's reply, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

from clausier.cli import run
from tests.builders import flat
from tests.negotiation.play import (
    ACCEPTED,
    ACCESS,
    DELAY,
    FEES,
    REFUSED,
    WHO,
    call,
    events,
    fill,
    make_sent,
    play,
    register_text,
    sit_down,
)

READ = ("--date", "2026-12-20")


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_played_twice_it_gives_the_same_bytes(played: Path, tmp_path: Path) -> None:
    play(tmp_path / "encore")
    first, second = tree(played.parent), tree(tmp_path / "encore")
    ours = {name for name in first if not name.endswith(("rempli.xlsx", "courrier.yaml"))}
    assert len(ours) > 20
    assert first.keys() == second.keys()
    assert [name for name in ours if first[name] != second[name]] == []


def test_the_register_tells_the_story_in_order(played: Path) -> None:
    kinds = [next(key for key in one if key not in ("numero", "sceau")) for one in events(played)]
    middle = ["envoi", "reponse", "decision"]
    assert kinds == ["envoi", "reponse", "decision", "decision", *middle, "envoi", "reponse", "conclusion"]
    appreciations = events(played)[1]["reponse"]["appreciations"]
    assert appreciations[DELAY]["appreciation"] == "dans le repli"
    assert appreciations["sortie-delai-recuperation"]["appreciation"] == "sous le plancher"
    assert appreciations[FEES]["appreciation"] == "refusé"
    assert ACCESS not in appreciations


def told(dossier: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, object]:
    capsys.readouterr()
    call("suivre", dossier, "--json", *(options or READ))
    return dict(json.loads(capsys.readouterr().out))


def states(dossier: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    found = told(dossier, capsys)["demandes"]
    assert isinstance(found, list)
    return {one["point"]: one["etat"] for one in found}


def test_the_state_of_each_request(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(states(sent, capsys).values()) == {"en attente"}
    filled = fill(sent.parent / "tour-1" / "tableau.xlsx", {DELAY: ACCEPTED, FEES: REFUSED})
    call("reponse", "lire", sent, filled, *READ)
    found = states(sent, capsys)
    assert (found[DELAY], found[FEES], found[ACCESS]) == ("accord de principe", "refusé", "en attente")


def test_late_only_after_the_day(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(sent, capsys, "--date", "2026-12-23")["en_retard"] is False
    assert told(sent, capsys, "--date", "2026-12-24")["en_retard"] is True


def test_one_screen_of_80_columns(
    sent: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    capsys.readouterr()
    call("suivre", sent, *READ)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) < 60


@pytest.mark.parametrize("who", [("", *WHO[1:]), (WHO[0], "", WHO[2]), (*WHO[:2], "")])
def test_accepted_without_a_name_or_a_date_is_not_agreed(
    sent: Path, who: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    filled = fill(sent.parent / "tour-1" / "tableau.xlsx", {DELAY: ACCEPTED}, who)
    call("reponse", "lire", sent, filled, *READ)
    assert states(sent, capsys)[DELAY] == "à vérifier"


def test_the_same_reply_read_twice_adds_nothing(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled = fill(sent.parent / "tour-1" / "tableau.xlsx", {DELAY: ACCEPTED})
    call("reponse", "lire", sent, filled, *READ)
    before = register_text(sent)
    renamed = shutil.copy(filled, filled.with_name("copie.xlsx"))
    capsys.readouterr()
    call("reponse", "lire", sent, filled, renamed, "--date", "2026-12-22")
    assert capsys.readouterr().out.count("déjà lue, rien à ajouter") == 2
    assert register_text(sent) == before


@pytest.mark.parametrize("name", ["tableau.xlsx", "reponse.docx", "avenant.docx"])
def test_somebody_else_s_reply_is_refused_by_its_id(
    sent: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = sit_down(tmp_path / "autre", ("belvedere-logiciel-2026", "autre-cabinet-2026"))
    call("rediger", other, "-o", other.parent / "tour-1", "--date", "2026-11-23")
    before = register_text(sent)
    assert run(["reponse", "lire", str(sent), str(other.parent / "tour-1" / name), *READ]) == 3
    message = capsys.readouterr().err
    assert "n'est pas celle du dossier « belvedere-logiciel-2026 »" in message
    assert "autre-cabinet-2026" in message
    assert register_text(sent) == before


def test_a_reply_to_an_earlier_sending_counts_only_for_the_texts_that_stand(
    sent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = fill(sent.parent / "tour-1" / "tableau.xlsx", {DELAY: REFUSED, FEES: REFUSED})
    call("reponse", "lire", sent, filled, *READ)
    call("decider", sent, DELAY, "--repli", "--motif", "Essai", "--date", "2026-12-20")
    make_sent("relancer", sent, sent.parent / "tour-2", "2026-12-21")
    late = fill(sent.parent / "tour-1" / "tableau.xlsx", {DELAY: ACCEPTED, FEES: ACCEPTED})
    capsys.readouterr()
    call("reponse", "lire", sent, late, "--date", "2026-12-22")
    message = "elle répond à l'envoi du 23 novembre 2026 ; elle ne compte pas pour les textes changés depuis : 3.3"
    assert message in flat(capsys.readouterr().err)
    found = states(sent, capsys)
    assert (found[DELAY], found[FEES]) == ("en attente", "accord de principe")


def test_a_reply_to_a_draft_that_was_not_sent_is_told(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("rediger", sent, "-o", sent.parent / "essai", "--date", "2026-11-25", "--position", "plancher")
    early = fill(sent.parent / "essai" / "tableau.xlsx", {DELAY: ACCEPTED})
    before = register_text(sent)
    assert run(["reponse", "lire", str(sent), str(early), *READ]) == 3
    assert "répond à un brouillon qui n'est pas inscrit comme envoyé" in capsys.readouterr().err
    assert register_text(sent) == before


def test_an_amendment_returned_untouched_accepts_nothing(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("reponse", "lire", sent, sent.parent / "tour-1" / "avenant.docx", *READ)
    assert "document envoyé, revenu tel quel" in capsys.readouterr().out
    assert set(states(sent, capsys).values()) == {"en attente"}
    assert "envoi" in events(sent)[-1]


def test_an_empty_form_is_no_answer(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = register_text(sent)
    signed = fill(sent.parent / "tour-1" / "tableau.xlsx", {})
    for path in (sent.parent / "tour-1" / "reponse.docx", sent.parent / "tour-1" / "tableau.xlsx", signed):
        call("reponse", "lire", sent, path, *READ)
    assert capsys.readouterr().out.count("aucune réponse n'y est remplie") == 3
    assert register_text(sent) == before
    assert told(sent, capsys, "--date", "2026-12-24")["en_retard"] is True


def test_one_bad_file_does_not_hide_the_others(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replies = sent.parent / "reponses"
    replies.mkdir()
    shutil.move(fill(sent.parent / "tour-1" / "tableau.xlsx", {DELAY: ACCEPTED}), replies / "z.xlsx")
    (replies / "a.docx").write_bytes(b"PK\x03\x04 coupe")
    assert run(["reponse", "lire", str(sent), str(replies), *READ]) == 3
    assert "a.docx" in capsys.readouterr().err
    assert states(sent, capsys)[DELAY] == "accord de principe"


def test_decisions_are_only_on_what_was_asked(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = register_text(sent)
    for words in (["10.Z", "--repli", "--motif", "x"], ["10.A", "--motif", "x"], ["10.A", "--repli", "--motif", " "],
                  ["10.A", "10.Z", "--repli", "--motif", "x"], ["10.A", "--repli"]):  # fmt: skip
        assert run(["decider", str(sent), *words]) == 2, words
    assert register_text(sent) == before


Command = Callable[[Path], list[str]]
COMMANDS: dict[str, Command] = {
    "rediger": lambda dossier: ["rediger", str(dossier), "-o", str(dossier.parent / "autre"), "--date", "2026-11-25"],
    "lire": lambda dossier: ["reponse", "lire", str(dossier), str(dossier.parent / "tour-1" / "rempli.xlsx"), *READ],
    "decider": lambda dossier: ["decider", str(dossier), "3.3", "--repli", "--motif", "x", *READ],
    "relancer": lambda dossier: [
        "relancer",
        str(dossier),
        "-o",
        str(dossier.parent / "rappel"),
        "--date",
        "2027-01-05",
    ],
    "echeances": lambda dossier: ["echeances", str(dossier), "-o", str(dossier.parent / "tour-1" / "e.ics")],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_fails_loses_nothing(
    sent: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first file that is put in its place fails: register and documents are as they were."""
    fill(sent.parent / "tour-1" / "tableau.xlsx", {DELAY: ACCEPTED})
    before = tree(sent.parent)
    monkeypatch.setattr(os, "replace", _full)
    assert run(COMMANDS[name](sent)) == 1
    assert tree(sent.parent) == before
    monkeypatch.undo()
    assert run(COMMANDS[name](sent)) == 0
    assert tree(sent.parent) != before


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_draft_that_cannot_be_kept_leaves_no_letter_behind(
    sent: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what it asks cannot be kept: a letter that could never be declared as sent must not stay in the folder."""
    before = tree(sent.parent)
    replace = os.replace

    def failing(source: os.PathLike[str], target: os.PathLike[str]) -> None:
        if Path(target).suffix == ".yaml":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    assert run(["relancer", str(sent), "-o", str(sent.parent / "rappel"), "--date", "2027-01-05"]) == 1
    assert tree(sent.parent) == before


def test_a_batch_is_followed_as_a_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Replies join their provider by the id that they bear, whatever their names."""
    (tmp_path / "cabinets").mkdir()
    for name in ("un", "deux"):
        dossier = sit_down(tmp_path / name, ("belvedere-logiciel-2026", f"cabinet-{name}"))
        shutil.copy(dossier, tmp_path / "cabinets" / f"{name}.yaml")
    batch, replies = tmp_path / "sortie", tmp_path / "reponses"
    call("lot", "produire", tmp_path / "cabinets", "-o", batch, "--date", "2026-11-23")
    for name in ("un", "deux"):
        call("envoyer", batch / f"cabinet-{name}", batch / f"cabinet-{name}", "--le", "2026-11-23")
    replies.mkdir()
    shutil.move(fill(batch / "cabinet-un" / "tableau.xlsx", {DELAY: ACCEPTED}), replies / "x.xlsx")
    shutil.move(fill(batch / "cabinet-deux" / "tableau.xlsx", {DELAY: REFUSED}), replies / "cabinet-un.xlsx")
    call("reponse", "lire", batch, replies, *READ)
    assert states(batch / "cabinet-un", capsys)[DELAY] == "accord de principe"
    assert states(batch / "cabinet-deux", capsys)[DELAY] == "refusé"
    call("suivre", batch, "--json", *READ)
    assert [one["dossier"] for one in json.loads(capsys.readouterr().out)] == ["cabinet-deux", "cabinet-un"]
    call("echeances", batch, "-o", tmp_path / "e.ics")
    assert "cabinet-un.clausier" in (tmp_path / "e.ics").read_text(encoding="utf-8").replace("\n ", "")


def test_a_reply_of_no_provider_of_the_batch_is_refused(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sortie").mkdir()
    (tmp_path / "sortie" / "lot.json").write_text("{}", encoding="utf-8")
    assert run(["reponse", "lire", str(tmp_path / "sortie"), str(sent.parent / "tour-1" / "reponse.docx"), *READ]) == 3
    assert "« belvedere-logiciel-2026 » n'est pas de ce lot" in capsys.readouterr().err


def test_the_calendar_of_several_dossiers(played: Path, sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = sent.read_text(encoding="utf-8").replace("belvedere-logiciel-2026", "autre-cabinet-2026")
    other = sent.parent / "autre" / "dossier.yaml"
    other.parent.mkdir()
    other.write_text(text, encoding="utf-8")
    call("echeances", played, other, "-o", sent.parent / "e.ics")
    entries = Calendar.from_ical((sent.parent / "e.ics").read_bytes()).walk("VEVENT")
    assert {str(one["uid"]).split("@")[1] for one in entries} == {
        "belvedere-logiciel-2026.clausier",
        "autre-cabinet-2026.clausier",
    }


def test_a_dossier_without_an_id_has_no_negotiation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier = sit_down(tmp_path / "cabinet", ("dossier:\n  id: belvedere-logiciel-2026\n", ""))
    assert run(["suivre", str(dossier)]) == 3
    assert "Ajouter « dossier: {id: …} »" in capsys.readouterr().err


def test_what_was_sent_is_not_written_over(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(sent.parent / "tour-1")
    for command in ("rediger", "relancer"):
        assert run([command, str(sent), "-o", str(sent.parent / "tour-1"), "--date", "2027-01-05"]) == 1
        assert "contient ce qui a été envoyé" in flat(capsys.readouterr().err)
    assert tree(sent.parent / "tour-1") == before
    call("rediger", sent, "-o", sent.parent / "tour-1", "--date", "2027-01-05", "--ecraser")


@pytest.mark.parametrize(
    "words",
    [["decider", "10.A", "--repli", "--maintenir", "--motif", "x"],
     ["reponse", "noter", "10.A", "--accepte", "--refuse", "--le", "2026-12-01", "--source", "courriel"]],
)  # fmt: skip
def test_two_words_that_exclude_each_other_are_refused(
    sent: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    place = words.index("10.A")
    assert run([*words[:place], str(sent), *words[place:]]) == 2
    assert "s'excluent" in capsys.readouterr().err


def test_a_later_acceptance_of_our_text_leaves_no_decision_on_theirs(
    sent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who = ("--par", "Claude Spécimen", "--qualite", "gérante", "--source", "courriel", "--date", "2026-12-10")
    call("reponse", "noter", sent, "3.3", "--contre", "--valeur", "21 jours", "--le", "2026-12-01", *who)
    call("decider", sent, "3.3", "--accepter-valeur", "--motif", "x", *READ)
    assert "conclure" not in capsys.readouterr().out
    assert states(sent, capsys)[DELAY] == "accord de principe"
    call("reponse", "noter", sent, "3.3", "--accepte", "--le", "2026-12-05", *who[:-1], "2026-12-20")
    found = told(sent, capsys)["demandes"]
    assert isinstance(found, list)
    assert [one["decision"] for one in found if one["point"] == DELAY] == [None]
