"""What is due when, and its calendar file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from clausier.model.register import Register
from clausier.negotiation.calendar import calendar
from clausier.negotiation.deadlines import Deadline, deadlines, notice_day
from clausier.negotiation.following import next_step, notices
from clausier.negotiation.standing import State, state_of
from tests.builders import CERTIFICATE, case, library
from tests.negotiation.test_standing import DAY, Grade, answered, fold, sent

NOTHING = state_of(Register(case="essai"))


@pytest.mark.parametrize(
    ("end", "notice", "last"),
    [
        ("2027-05-31", "3 mois", date(2027, 2, 28)),
        ("2028-05-31", "3 mois", date(2028, 2, 29)),
        ("2027-03-31", "1 mois", date(2027, 2, 28)),
        ("2027-01-31", "2 mois", date(2026, 11, 30)),
        ("2027-02-28", "1 mois", date(2027, 1, 28)),
        ("2028-02-29", "1 an", date(2027, 2, 28)),
        ("2027-03-01", "30 jours", date(2027, 1, 30)),
        ("2027-03-01", "2 semaines", date(2027, 2, 15)),
    ],
)
def test_the_last_day_of_a_notice(end: str, notice: str, last: date) -> None:
    assert notice_day(case(contrat={"echeance": end, "preavis": notice})) == last


def test_no_notice_day_without_both_dates() -> None:
    assert notice_day(case()) is None
    assert notice_day(case(contrat={"echeance": "2027-05-31"})) is None


def found(
    state: State = NOTHING, answers: dict[str, object] | None = None, **changes: dict[str, object]
) -> list[tuple[date, str]]:
    return [(one.day, one.key) for one in deadlines(case(answers, **changes), library(), state)]


def test_an_answer_is_due_until_it_comes() -> None:
    due = DAY + timedelta(days=60)
    assert found(fold(sent(plain="B"))) == [(due, "reponse-1")]
    assert found(fold(sent(plain="B"), answered(plain=Grade.AGREED))) == []
    two = fold(sent(plain="B", legal="A"), answered(plain=Grade.REFUSED))
    assert found(two) == [(due, "reponse-1")], "the other request has no answer yet"
    (one,) = deadlines(case(), library(), two)
    assert "1 réponse sur 2, 1 attendue pour le 22 janvier 2027." in one.detail
    assert next_step(two, due - timedelta(days=1)).startswith("décider")
    open_ = fold(sent(plain="B", legal="A"), answered(plain=Grade.DISCUSS))
    told = "attendre encore (1 réponse sur 2, 1 attendue pour le 22 janvier 2027), ou poursuivre : clausier relancer"
    assert next_step(open_, due) == told
    assert next_step(open_, due + timedelta(days=1)) == "poursuivre : clausier relancer"


def test_contract_and_certificate() -> None:
    contract = {"echeance": "2027-05-31", "preavis": "3 mois"}
    answers: dict[str, object] = {"hebergement-hds": {"constat": "oui", "preuves": [CERTIFICATE]}}
    assert found(answers=answers, contrat=contract) == [
        (date(2027, 2, 28), "preavis"),
        (date(2027, 5, 31), "echeance"),
        (date(2028, 1, 1), "preuve-hebergement-hds-0"),
    ]


def test_restore_tests_come_back_at_the_frequency_of_the_contract() -> None:
    answers = {"sauvegardes-test-restauration": {"constat": "oui", "valeur": "2 par an"}}
    (one,) = deadlines(case(answers), library(), NOTHING)
    assert (one.day, one.again) == (date(2026, 9, 1), "puis tous les 6 mois")
    assert deadlines(case({"sauvegardes-test-restauration": {"constat": "non"}}), library(), NOTHING) == ()


@pytest.mark.parametrize(
    ("value", "day", "again"),
    [
        ("1 par an", date(2027, 3, 1), "puis tous les ans"),
        ("chaque année", date(2027, 3, 1), "puis tous les ans"),
        ("tous les 2 ans", date(2028, 3, 1), "puis tous les 2 ans"),
        ("4 par an", date(2026, 6, 1), "puis tous les 3 mois"),
        ("1 par mois", date(2026, 4, 1), "puis tous les mois"),
        ("tous les 18 mois", date(2027, 9, 1), "puis tous les 18 mois"),
        ("1 par semaine", date(2026, 3, 8), "puis tous les 7 jours"),
        ("1 par jour", date(2026, 3, 2), "puis tous les jours"),
    ],
)
def test_what_comes_back_is_counted_as_the_calendar_does(value: str, day: date, again: str) -> None:
    (one,) = deadlines(case({"sauvegardes-test-restauration": {"constat": "oui", "valeur": value}}), library(), NOTHING)
    assert (one.day, one.again) == (day, again)


def test_what_a_contract_that_is_not_signed_says_is_told_as_such() -> None:
    answers: dict[str, object] = {"sauvegardes-test-restauration": {"constat": "oui", "valeur": "1 par an"}}
    (one,) = deadlines(case(answers, contrat={"etat": "non_signe"}), library(), NOTHING)
    assert one.title == "Test de restauration des sauvegardes (prévu au contrat, pas encore signé)"
    (one,) = deadlines(case(answers), library(), NOTHING)
    assert one.title == "Test de restauration des sauvegardes"


def test_a_notice_within_the_negotiation_is_told() -> None:
    state = fold(sent(plain="B"))
    assert state.last is not None
    inside = case(contrat={"echeance": "2027-03-31", "preavis": "2 mois"})
    (told, *_) = notices(inside, state, state.last.day)
    assert told == "le préavis expire le 31 janvier 2027, dans 39 jours"
    (told, *_) = notices(case(contrat={"echeance": "2027-03-15", "preavis": "2 mois"}), state, state.last.day)
    assert told == "le préavis expire le 15 janvier 2027, pendant la négociation"
    assert [*notices(case(contrat={"echeance": "2029-03-31", "preavis": "2 mois"}), state, state.last.day)] == []


MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ONE = Deadline(date(2027, 2, 28), "Dernier jour ; préavis, « été »", "Détail.", "preavis")
AGAIN = Deadline(date(2027, 1, 1), "Test de restauration", "2 par an.", "rappel-x", 6)
DAILY = replace(AGAIN, months=0, days=10)


def test_the_calendar_reads_back() -> None:
    first, second = Calendar.from_ical(calendar({"essai": [ONE, AGAIN]}, MADE)).walk("VEVENT")
    assert (first["uid"], first.decoded("dtstart"), str(first["summary"])) == (
        "preavis@essai.clausier",
        ONE.day,
        ONE.title,
    )
    assert str(first["description"]) == "Détail. Dossier essai."
    assert "rrule" not in first
    assert second["rrule"] == {"FREQ": ["MONTHLY"], "INTERVAL": [6]}
    (daily,) = Calendar.from_ical(calendar({"essai": [DAILY]}, MADE)).walk("VEVENT")
    assert daily["rrule"] == {"FREQ": ["DAILY"], "INTERVAL": [10]}
    (alarm,) = first.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-7)


def test_the_same_deadlines_give_the_same_bytes() -> None:
    assert calendar({"essai": [ONE, AGAIN]}, MADE) == calendar({"essai": [ONE, AGAIN]}, MADE)


def test_the_stamp_is_the_moment_of_the_file_whatever_the_day_of_the_event() -> None:
    paris = timezone(timedelta(hours=1))
    later = datetime(2026, 11, 25, 0, 15, tzinfo=paris)
    sooner = replace(ONE, day=date(2020, 1, 1))
    (first,) = Calendar.from_ical(calendar({"a": [ONE]}, MADE)).walk("VEVENT")
    (moved,) = Calendar.from_ical(calendar({"a": [sooner]}, later)).walk("VEVENT")
    assert (first.decoded("dtstamp"), moved.decoded("dtstamp")) == (MADE, datetime(2026, 11, 24, 23, 15, tzinfo=UTC))


def test_two_dossiers_do_not_share_an_entry() -> None:
    entries = Calendar.from_ical(calendar({"a": [ONE], "b": [ONE]}, MADE)).walk("VEVENT")
    assert len({one["uid"] for one in entries}) == 2


def test_what_comes_back_after_centuries_is_no_reminder() -> None:
    answers = {"sauvegardes-test-restauration": {"constat": "oui", "valeur": "tous les 9000 ans"}}
    told = deadlines(case(answers, dossier={"id": "essai"}), library(), NOTHING)
    assert not [one for one in told if one.key == "rappel-sauvegardes-test-restauration"]
