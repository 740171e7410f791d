"""What each letter asks and says: a reminder, a round, a last request; nothing conceded that was not decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausier.cli import run
from clausier.model.casefile import CaseFile
from clausier.model.negotiation import Assessment, Choice, Grade, ReplyItem
from clausier.model.register import Stand
from clausier.model.requirement import PositionName
from clausier.negotiation.rounds import next_case
from tests.builders import case, flat, library
from tests.negotiation.play import (
    ACCEPTED,
    ACCESS,
    DELAY,
    FEES,
    REFUSED,
    SECRETS,
    TRANSFER,
    all_parts,
    asked,
    call,
    events,
    fill,
    make_sent,
    plain,
    register_text,
    shown,
)
from tests.negotiation.test_standing import PLAIN, answered, decided, fold
from tests.negotiation.test_standing import sent as sending

INTERNAL = ("synthese.docx", "manifeste.json")


def texts(dossier: Path, number: int) -> dict[str, dict[str, str]]:
    found = [one["envoi"] for one in events(dossier) if "envoi" in one]
    return next(one["textes"] for one in found if int(one["tour"]) == number)


def test_a_concession_appears_only_after_its_decision(played: Path) -> None:
    values = [(texts(played, rank)[DELAY]["valeur"], texts(played, rank)[TRANSFER]["valeur"]) for rank in (1, 2, 3)]
    assert values == [
        ("14 jours calendaires", "15 jours calendaires"),
        ("21 jours calendaires", "15 jours calendaires"),
        ("21 jours calendaires", "15 jours ouvrés"),
    ]
    assert "vingt et un (21) jours" in texts(played, 2)[DELAY]["texte"]
    assert "quinze (15) Jours ouvrés" in plain(texts(played, 3)[TRANSFER]["texte"]), "the contract gives better"


def test_a_text_that_is_agreed_or_kept_does_not_move(played: Path) -> None:
    before, after = texts(played, 1), texts(played, 2)
    assert before.keys() == after.keys()
    assert {point for point in before if before[point]["texte"] != after[point]["texte"]} == {DELAY}


@pytest.mark.parametrize(
    ("stand", "offered", "figure"),
    [
        (Stand.FALLBACK, "21 jours calendaires", "21 jours calendaires"),
        (Stand.FALLBACK, "30 jours calendaires", "30 jours calendaires"),
        (Stand.FALLBACK, "31 jours calendaires", "30 jours calendaires"),
        (Stand.FALLBACK, "", "30 jours calendaires"),
        (Stand.FLOOR, "31 jours calendaires", "31 jours calendaires"),
        (Stand.FLOOR, "46 jours calendaires", "45 jours calendaires"),
        (Stand.KEEP, "21 jours calendaires", None),
        (None, "21 jours calendaires", None),
    ],
)
def test_the_figure_asked_next(stand: Stand | None, offered: str, figure: str | None) -> None:
    """The provider's own where it is as good as what was decided; without a decision the request stands."""
    request = sending(plain="B")
    assert request.sending is not None
    text = request.sending.texts[PLAIN].model_copy(update={"value": "15 jours calendaires"})
    request = request.model_copy(update={"sending": request.sending.model_copy(update={"texts": {PLAIN: text}})})
    answer = answered(plain=Grade.TO_READ)
    assert answer.received is not None
    items = {PLAIN: ReplyItem(choice=Choice.AMENDED, value=offered)}
    answer = answer.model_copy(update={"received": answer.received.model_copy(update={"items": items})})
    decision = [decided(PLAIN, stand)] if stand else []
    found: CaseFile = next_case(case(), library(), fold(request, answer, *decision))
    assert found.parameters[PLAIN] == {"delai": figure or "15 jours calendaires"}
    assert (found.positions[PLAIN] is PositionName.TARGET) is (figure is None)


def test_a_country_offered_is_not_asked_for_as_a_notice() -> None:
    point = "hebergement-localisation"
    request, answer = sending(plain="B"), answered(plain=Grade.TARGET)
    assert request.sending is not None
    assert answer.received is not None
    texts = {point: request.sending.texts[PLAIN]}
    received = {"items": {point: ReplyItem(value="France")}, "assessments": {point: Assessment(grade=Grade.TARGET)}}
    state = fold(
        request.model_copy(update={"sending": request.sending.model_copy(update={"texts": texts})}),
        answer.model_copy(update={"received": answer.received.model_copy(update=received)}),
        decided(point, Stand.FALLBACK),
    )
    assert point not in next_case(case(), library(), state).parameters


def test_the_letter_of_a_round_says_only_what_was_said(played: Path) -> None:
    letter = shown(played.parent / "tour-2" / "relance.docx")
    assert "suite de votre réponse" in letter
    assert "vous proposez « 21 jours calendaires » ; notre demande est aménagée" in letter
    assert "vous proposez « 60 jours calendaires » ; nous maintenons notre demande (15 jours calendaires)" in letter
    assert "Nous n’avons pas trouvé de réponse sur : 8.4" in letter
    assert "ne constituent ni une offre ni une acceptation" in letter


def test_the_third_round_is_the_last_request(played: Path) -> None:
    letter = shown(played.parent / "tour-3" / "relance.docx")
    assert "dernière demande" in letter
    assert "mise en demeure" not in letter.lower()


def outgoing(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.name not in INTERNAL]


@pytest.mark.parametrize("folder", ["tour-1", "tour-2", "tour-3", "signature"])
def test_nothing_of_ours_leaves(played: Path, folder: str) -> None:
    """No part of any file holds a comment, a reason, or the fallback or floor of a point that was not conceded."""
    conceded = {one["point"] for one in asked_decisions(played, folder)}
    hidden = {*SECRETS, *(phrase for point in asked(played) if point not in conceded for phrase in unshown(point))}
    if TRANSFER not in conceded:
        hidden |= {"45 jours", "quarante-cinq"}
    assert len(hidden) > 10
    files = outgoing(played.parent / folder)
    assert files
    for path in files:
        parts = all_parts(path)
        assert [phrase for phrase in hidden if phrase in parts] == [], path.name


def asked_decisions(dossier: Path, folder: str) -> list[dict[str, str]]:
    """The concessions made before a folder was written."""
    number = {"tour-1": 0, "tour-2": 1}.get(folder, 2)
    days = ["2026-11-23", "2026-12-21", "2027-01-20"]
    found = [one["decision"] for one in events(dossier) if "decision" in one]
    return [one for one in found if one["decision"] in ("repli", "plancher") and one["le"] <= days[number]]


def unshown(point: str) -> set[str]:
    """What only a fallback or the floor of a point says: what it asks in exchange, and its long values."""
    positions = library().by_id[point].positions
    rungs = [one for one in (*positions.fallbacks, positions.floor) if one]
    phrases = {value for one in rungs for value in (one.trade, *one.values.values()) if len(value) > 40}
    return {plain(phrase) for phrase in phrases - set(positions.target.values.values())}


def test_the_search_finds_what_is_shown(played: Path) -> None:
    """Guards the search above: what was conceded is found by it."""
    (traded,) = unshown(DELAY)
    assert traded not in all_parts(played.parent / "tour-1" / "avenant.docx")
    assert all(traded in all_parts(played.parent / "tour-2" / name) for name in ("avenant.docx", "tableau.xlsx"))
    assert "quinze (15) Jours ouvrés" in all_parts(played.parent / "tour-3" / "avenant.docx")
    assert SECRETS[1] in register_text(played)


def test_silence_is_reminded_of_then_asked_a_last_time(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, before = sent.parent / "rappel", register_text(sent)
    assert run(["relancer", str(sent), "-o", str(out), "--date", "2026-12-23"]) == 1
    assert "la réponse est attendue jusqu'au 23 décembre 2026" in flat(capsys.readouterr().err)
    assert not out.exists()
    make_sent("relancer", sent, out, "2026-12-24")
    assert sorted(path.name for path in out.iterdir()) == ["manifeste.json", "relance.docx", "reponse.docx"]
    assert "rappel de notre courrier du 23 novembre 2026" in shown(out / "relance.docx")
    assert events(sent)[-1]["envoi"]["motif"] == "rappel"
    assert "textes" not in events(sent)[-1]["envoi"]
    due = events(sent)[-1]["envoi"]["reponse_avant"]
    assert run(["relancer", str(sent), "-o", str(out), "--date", due]) == 1
    make_sent("relancer", sent, sent.parent / "derniere", "2027-02-15")
    assert "dernière demande" in shown(sent.parent / "derniere" / "relance.docx")
    assert register_text(sent).startswith(before.replace("fin: 1\n", ""))


def test_without_a_decision_every_request_is_kept(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = asked(sent)
    answers = {TRANSFER: {"choix": "Accepté avec modification", "valeur": "30 jours calendaires"}, FEES: REFUSED}
    call("reponse", "lire", sent, fill(sent.parent / "tour-1" / "tableau.xlsx", answers), "--date", "2026-12-20")
    capsys.readouterr()
    make_sent("relancer", sent, sent.parent / "tour-2", "2026-12-21")
    assert "sans décision, la demande est maintenue sur 9.A, 10.A" in flat(capsys.readouterr().err)
    assert {point: one["texte"] for point, one in asked(sent).items()} == {
        point: one["texte"] for point, one in before.items()
    }


def test_a_dropped_request_is_no_longer_asked(sent: Path) -> None:
    call(
        "reponse",
        "lire",
        sent,
        fill(sent.parent / "tour-1" / "tableau.xlsx", {ACCESS: ACCEPTED}),
        "--date",
        "2026-12-20",
    )
    call("decider", sent, DELAY, "--abandonner", "--motif", "Sans objet", "--date", "2026-12-21")
    make_sent("relancer", sent, sent.parent / "tour-2", "2026-12-21")
    assert DELAY not in asked(sent)
    assert "Nous n’insistons pas sur :" in shown(sent.parent / "tour-2" / "relance.docx")
    assert "application des correctifs critiques" not in shown(sent.parent / "tour-2" / "avenant.docx")
