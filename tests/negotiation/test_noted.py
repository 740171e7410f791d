"""Answers that come in none of our files: noted with their source, and worth no more than it."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.model.negotiation import Choice, FormKind, Grade, ReadReply, Received, ReplyItem, Source
from clausier.negotiation.register import NAME, register_of
from clausier.negotiation.replies import Answered, received, sent_before, twice
from clausier.negotiation.standing import Status, state_of
from tests.builders import case, flat, library
from tests.negotiation.play import DELAY, FEES, call, events, fill, make_sent, plain, register_text, shown
from tests.negotiation.test_grading import WHO
from tests.negotiation.test_standing import DAY, PLAIN, fold
from tests.negotiation.test_standing import sent as sending

NAMED = ("--par", "Claude Spécimen", "--qualite", "gérante")
CASE = "belvedere-logiciel-2026"


def note(dossier: Path, *words: str, source: str = "courriel", day: str = "2026-12-20") -> int:
    return run(["reponse", "noter", str(dossier), *words, "--source", source, "--le", day, "--date", "2027-01-31"])


def last(dossier: Path) -> dict[str, Any]:
    return dict(events(dossier)[-1]["reponse"])


def status(dossier: Path, point: str) -> Status:
    return state_of(register_of(register_text(dossier).encode(), NAME, CASE)).standings[point].status


@pytest.mark.parametrize(
    ("source", "who", "grade"),
    [
        ("courriel", NAMED, "accord de principe"),
        ("courrier", NAMED, "accord de principe"),
        ("reunion", NAMED, "accord de principe"),
        ("telephone", NAMED, "dit accepté au téléphone : ne vaut pas accord"),
        ("telephone", (), "dit accepté au téléphone : ne vaut pas accord"),
        ("courriel", (), "accepté, sans nom, qualité ou date : ne vaut pas accord"),
        ("courriel", NAMED[:2], "accepté, sans nom, qualité ou date : ne vaut pas accord"),
    ],
)
def test_what_accepted_is_worth(sent: Path, source: str, who: tuple[str, ...], grade: str) -> None:
    assert note(sent, "3.3", "--accepte", *who, source=source) == 0
    assert last(sent)["appreciations"][DELAY]["appreciation"] == grade
    assert (status(sent, DELAY) is Status.AGREED) is (grade == "accord de principe")
    assert last(sent)["formulaire"] == source


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        (("--accepte", "--commentaire", "Merci"), "accord de principe"),
        (("--accepte", "--commentaire", "sauf le dimanche"), "à relire"),
        (("--accepte", "--cout", "200 € HT"), "à relire"),
        (("--contre", "--valeur", "21 jours calendaires"), "dans le repli"),
        (("--contre", "--texte", "Sous un mois."), "à relire"),
        (("--contre", "--valeur", "21 jours", "--texte", "21 jours"), "dans le repli"),
        (("--contre", "--valeur", "21 jours", "--texte", "21 jours, sous réserve du paiement."), "à relire"),
        (("--contre", "--valeur", "21 jours", "--commentaire", "Sous réserve du paiement."), "à relire"),
        (("--refuse",), "refusé"),
        (("--deja-couvert",), "dit déjà couvert : à vérifier"),
    ],
)
def test_the_rules_are_those_of_the_forms(sent: Path, words: tuple[str, ...], grade: str) -> None:
    assert note(sent, "3.3", *words, *NAMED) == 0
    assert last(sent)["appreciations"][DELAY]["appreciation"] == grade


HELD = "21 jours calendaires, sous réserve du paiement des factures en cours"


@pytest.mark.parametrize("way", ["note", "form"])
def test_a_figure_accepted_without_its_reservation_is_no_agreement(
    sent: Path, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is shown when it is read and when it is decided, and the letter does not say that all is accepted."""
    capsys.readouterr()
    if way == "note":
        assert note(sent, "3.3", "--contre", "--valeur", "21 jours calendaires", "--texte", HELD, *NAMED) == 0
    else:
        answer = {"choix": "Accepté avec modification", "valeur": "21 jours calendaires", "redaction": HELD}
        filled = fill(sent.parent / "tour-1" / "tableau.xlsx", {DELAY: answer})
        call("reponse", "lire", sent, filled, "--date", "2027-01-31")
    told = flat(capsys.readouterr().out)
    assert f"à relire – repli : 30 jours calendaires, mais une réserve l'accompagne ; rédaction : « {HELD} »" in told
    assert last(sent)["appreciations"][DELAY]["reserve"] == "oui"
    call("decider", sent, "3.3", "--accepter-valeur", "--motif", "Le chiffre va", "--date", "2027-01-31")
    assert "sa réponse y met une réserve, qui n'est pas acceptée" in flat("".join(capsys.readouterr()))
    assert status(sent, DELAY) is Status.COUNTER
    call("relancer", sent, "-o", sent.parent / "tour-2", "--date", "2027-01-31")
    letter = plain(shown(sent.parent / "tour-2" / "relance.docx"))
    assert "vous proposez « 21 jours calendaires », avec une réserve" in letter
    assert "nous acceptons 21 jours calendaires, sans la réserve qui accompagne votre proposition" in letter
    assert "nous acceptons votre proposition" not in letter


def test_several_points_are_noted_at_once(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert note(sent, "3.3", FEES, "3.3", "--refuse", *NAMED) == 0
    assert set(last(sent)["reponses"]) == {DELAY, FEES}
    assert capsys.readouterr().out.splitlines()[:2] == ["  3.3   refusé", "  9.A   refusé"]


def test_a_mail_confirms_what_was_told_by_telephone(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same words by the same person on the same day, yet another answer."""
    for source in ("telephone", "courriel", "courriel"):
        assert note(sent, "3.3", "--accepte", *NAMED, source=source) == 0
    assert "Déjà notée, rien à ajouter au registre." in capsys.readouterr().out
    assert len(events(sent)) == 3
    assert status(sent, DELAY) is Status.AGREED


def test_a_reminder_asks_nothing_to_answer(sent: Path) -> None:
    make_sent("relancer", sent, sent.parent / "rappel", "2026-12-24")
    for day in ("2026-12-23", "2026-12-24", "2026-12-25"):
        assert note(sent, "3.3", "--refuse", *NAMED, "--commentaire", day, day=day) == 0
        assert last(sent)["envoi"] == "1"


def test_the_latest_sending_on_or_before_the_day_is_answered(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("rediger", sent, "-o", sent.parent / "encore", "--date", "2026-12-01", "--position", "repli")
    call("envoyer", sent, sent.parent / "encore", "--le", "2026-12-02")
    assert note(sent, "3.3", "--accepte", *NAMED, day="2026-12-01") == 0
    assert last(sent)["envoi"] == "1"
    assert status(sent, DELAY) is Status.WAITING, "another text was sent since"
    assert note(sent, "3.3", "--accepte", *NAMED, day="2026-12-02") == 0
    assert last(sent)["envoi"] == "2"
    assert status(sent, DELAY) is Status.AGREED
    assert note(sent, "9.A", "--accepte", *NAMED, "--envoi", "1", day="2026-12-03") == 0
    assert last(sent)["envoi"] == "1"
    assert note(sent, "9.A", "--accepte", *NAMED, "--envoi", "3") == 1
    assert "l'événement 3 n'est pas un envoi. Envois : 1, 2." in flat(capsys.readouterr().err)


def test_a_piece_is_kept_by_its_fingerprint(sent: Path) -> None:
    piece = sent.parent / "reponse.eml"
    piece.write_bytes(b"Nous acceptons.")
    assert note(sent, "3.3", "--accepte", *NAMED, "--piece", str(piece)) == 0
    assert last(sent)["piece"] == {"nom": "reponse.eml", "empreinte": hashlib.sha256(b"Nous acceptons.").hexdigest()}


@pytest.mark.parametrize(
    ("words", "day", "code", "told"),
    [
        (("3.3", *NAMED), "2026-12-20", 2, "dire ce qu'il répond : --accepte, --refuse"),
        (("3.3", "--contre", *NAMED), "2026-12-20", 2, "--valeur et --texte vont avec --contre"),
        (("3.3", "--accepte", "--valeur", "1 jour"), "2026-12-20", 2, "--valeur et --texte vont avec --contre"),
        (("3.3", "--accepte"), "2027-02-01", 2, "le 1er février 2027 est à venir"),
        (("3.3", "--accepte"), "2026-11-22", 1, "rien n'avait été envoyé le 22 novembre 2026"),
        (("10.B", "--accepte"), "2026-12-20", 2, "« 10.B » n'a pas été demandé dans cet envoi. Vouliez-vous dire"),
    ],
)
def test_what_cannot_be_noted(
    sent: Path, words: tuple[str, ...], day: str, code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = register_text(sent)
    assert note(sent, *words, day=day) == code
    assert told in flat(capsys.readouterr().err)
    assert register_text(sent) == before


def test_a_form_and_a_note_that_say_the_same_are_two_answers(sent: Path) -> None:
    """A form whose answer is to be read again does not hide the mail that says the same."""
    who = ("Claude Spécimen", "gérante", "20/12/2026")
    filled = fill(sent.parent / "tour-1" / "tableau.xlsx", {DELAY: {"choix": "Accepté"}}, who)
    call("reponse", "lire", sent, filled, "--date", "2026-12-20")
    assert note(sent, "3.3", "--accepte", *NAMED) == 0
    assert len(events(sent)) == 3


def late(number: int, day: date) -> Any:
    event = sending(1, plain=f"Texte {number}")
    assert event.sending
    return event.model_copy(update={"sending": event.sending.model_copy(update={"day": day})})


def test_the_latest_by_its_day_not_by_when_it_was_told() -> None:
    state = fold(late(1, DAY + timedelta(days=9)), late(2, DAY))
    found = [sent_before(state, DAY + timedelta(days=days)) for days in (-1, 0, 8, 9)]
    assert [one and one.number for one in found] == [None, 2, 2, 1]


def noted(state_number: int, kind: FormKind | Source = Source.MAIL) -> Received:
    request = sending(1, plain=f"Texte {state_number}").sending
    assert request
    reply = ReadReply(file="f", kind=kind, mark=None, respondent=WHO, items={PLAIN: ReplyItem(choice=Choice.ACCEPTED)})
    return received(reply, Answered(state_number, request), case(), library(), DAY)


def test_the_same_words_to_another_text_of_the_round_are_another_answer() -> None:
    first = noted(1)
    state = fold(late(1, DAY), late(2, DAY), late(1, DAY).model_copy(update={"sending": None, "received": first}))
    assert twice(first, state)
    assert not twice(noted(2), state)
    assert not twice(noted(1, Source.POST), state)
    assert not twice(noted(1, FormKind.FORM), state)
    assert noted(1, Source.PHONE).assessments[PLAIN].grade is Grade.SPOKEN
