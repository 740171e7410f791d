"""A negotiation of which only a part is asked first: what is sent, recalled, drawn from what was kept, and signed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from clausier.cli import run
from tests.builders import flat
from tests.negotiation.play import ACCEPTED, asked, call, events, fill, make_sent, shown, sit_down

KEPT, NUMBER = "incidents-communication", "2.5"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return sit_down(tmp_path / "cabinet")


def draw(dossier: Path, *more: str) -> Path:
    folder = dossier.parent / "tour-1"
    make_sent("rediger", dossier, folder, "2026-11-23", "--ampleur", "essentiel", *more)
    return folder


def test_what_is_kept_stays_in_the_practice_and_the_letter_reserves_it(dossier: Path) -> None:
    folder = draw(dossier)
    assert "Nous réservons les autres, sans y renoncer" in shown(folder / "lettre.docx")
    assert "ne vaut de la part du Cabinet" in shown(next(folder.glob("[ac]*.docx")))
    (sending,) = [one["envoi"] for one in events(dossier)]
    assert sending["demande"] == {"ampleur": "essentiel"}
    assert "second-temps.docx" not in sending["fichiers"]
    assert KEPT not in sending["textes"]
    assert "appel" in shown(folder / "second-temps.docx")


def test_the_second_time_may_be_joined_for_information(dossier: Path) -> None:
    folder = draw(dossier, "--second-temps")
    (sending,) = [one["envoi"] for one in events(dossier)]
    assert "second-temps.docx" in sending["fichiers"]
    assert "jointes, pour information" in shown(folder / "lettre.docx")


def test_a_reminder_recalls_what_was_asked_and_draws_nothing(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(dossier)
    before = asked(dossier)
    make_sent("relancer", dossier, dossier.parent / "rappel", "2027-01-20")
    assert asked(dossier) == before
    capsys.readouterr()
    assert run(["relancer", str(dossier), "-o", str(dossier.parent / "r2"), "--date", "2027-03-01", "--points", NUMBER])
    assert "un rappel redit ce qui a été envoyé" in flat(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("more", "drawn"), [((), False), (("--points", NUMBER), True), (("--ampleur", "complet"), True)]
)
def test_a_second_round_draws_from_what_was_kept_only_where_that_is_asked(
    dossier: Path, more: tuple[str, ...], drawn: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = draw(dossier)
    first = next(one["envoi"]["textes"] for one in events(dossier))
    reply = fill(folder / "tableau.xlsx", {next(iter(first)): ACCEPTED})
    call("reponse", "lire", dossier, reply, "--date", "2026-12-20")
    make_sent("relancer", dossier, dossier.parent / "tour-2", "2026-12-21", *more)
    second = [one["envoi"]["textes"] for one in events(dossier) if "envoi" in one][-1]
    assert first.keys() <= second.keys()
    assert (KEPT in second) is drawn
    if more[:1] != ("--ampleur",):
        assert second.keys() - first.keys() == ({KEPT} if drawn else set())
        assert all(second[point]["texte"] == text["texte"] for point, text in first.items())
    assert "diffère" not in capsys.readouterr().err or more[:1] == ("--ampleur",)


def test_what_was_kept_does_not_stand_in_the_way_of_a_signature(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = draw(dossier)
    texts = next(one["envoi"]["textes"] for one in events(dossier))
    reply = fill(folder / "tableau.xlsx", dict.fromkeys(texts, ACCEPTED))
    call("reponse", "lire", dossier, reply, "--date", "2026-12-20")
    capsys.readouterr()
    run(["conclure", str(dossier), "-o", str(dossier.parent / "signature"), "--date", "2026-12-21"])
    told = flat(capsys.readouterr().err)
    assert "jamais demandé" not in told
    assert KEPT not in told


def test_an_unknown_point_or_none_is_a_usage_error(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for given, expected in (("5.99", "le point « 5.99 » n'existe pas"), (" , ", "aucun point n'est nommé")):
        assert run(["rediger", str(dossier), "-o", str(dossier.parent / "x"), "--points", given]) == 2
        assert expected in flat(capsys.readouterr().err)
    assert not (dossier.parent / "x").exists()


def test_these_points_alone(dossier: Path) -> None:
    make_sent("rediger", dossier, dossier.parent / "tour-1", "2026-11-23", "--points", "8.1,10.A")
    (sending,) = [one["envoi"] for one in events(dossier)]
    assert {one["numero"] for one in sending["textes"].values()} <= {"8.1", "10.A"}
    assert sending["demande"]["points"] == ["hebergement-hds", "sortie-delai-recuperation"]
    told = yaml.safe_load((dossier.parent / "tour-1" / "manifeste.json").read_text(encoding="utf-8"))
    assert told["demande"]["points"] == sending["demande"]["points"]
