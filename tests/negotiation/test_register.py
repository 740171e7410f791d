"""negociation.yaml: append-only, read back to the letter, refused rather than misread."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.errors import InvalidInput
from clausier.model.negotiation import (
    Assessment,
    Choice,
    FormKind,
    Grade,
    Purpose,
    Received,
    ReplyItem,
    Respondent,
    Sending,
    SentText,
    Touch,
)
from clausier.model.register import Conclusion, Confirmation, Decision, Event, Register, Stand
from clausier.model.requirement import PositionName
from clausier.negotiation.register import NAME, read_register, with_events
from clausier.negotiation.standing import Status, state_of

DAY = date(2026, 11, 23)
CASE = "essai-2026"
TEXT = SentText(
    number="1.10",
    title="Titre : « à virgule, # dièse »",
    position=PositionName.FALLBACK,
    value="30 jours",
    legal=True,
    fingerprint="0123456789012345",
    text="Il est convenu :\n– premier ;\n\n– second « oui ».",
)
EVENTS = (
    Event(sending=Sending(round=1, day=DAY, reply_by=DAY, fingerprint="1e10", texts={"point-a": TEXT})),
    Event(sending=Sending(round=1, day=DAY, purpose=Purpose.REMINDER, reply_by=DAY, fingerprint="1e10")),
    Event(
        received=Received(
            round=1,
            day=DAY,
            kind=FormKind.ACT,
            fingerprint="0",
            respondent=Respondent(name="oui", capacity="null", day=DAY),
            items={
                "point-a": ReplyItem(choice=Choice.AMENDED, wording="a\nb", comment="  bords  "),
                "point-b": ReplyItem(touch=Touch.DELETED, cost="1 000,00 €"),
            },
            assessments={"point-a": Assessment(grade=Grade.TO_READ, reason="- tiret", changes="[-a-][+b+]")},
        )
    ),
    Event(decision=Decision(point="point-a", day=DAY, stand=Stand.FLOOR, reason="12")),
    Event(conclusion=Conclusion(day=DAY, fingerprint="12", despite={"point-a": "2026-11-23"})),
)


def read(tmp_path: Path, text: str, case: str = CASE) -> Register:
    path = tmp_path / NAME
    path.write_text(text, encoding="utf-8")
    return read_register(path, case)


def refusal(tmp_path: Path, text: str, case: str = CASE) -> str:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, text, case)
    return str(caught.value)


def test_every_kind_of_entry_comes_back_as_it_was_written(tmp_path: Path) -> None:
    found = read(tmp_path, with_events("", CASE, *EVENTS))
    assert tuple(map(bare, found.events)) == EVENTS
    assert [event.number for event in found.events] == [1, 2, 3, 4, 5]
    assert len({event.previous for event in found.events}) == len(EVENTS)


def bare(event: Event) -> Event:
    """Without its number and what ties it to the one before."""
    return event.model_copy(update={"number": None, "previous": ""})


@pytest.mark.parametrize("change", ["edit", "drop", "swap", "double", "insert"])
def test_a_register_that_was_changed_is_refused_at_the_event(tmp_path: Path, change: str) -> None:
    head, *parts = re.split(r"(?m)(?=^- numero)", with_events("", CASE, *EVENTS))
    changed = {
        "edit": [parts[0].replace("demande", "demande").replace("second", "troisième"), *parts[1:]],
        "drop": [parts[0], *parts[2:]],
        "swap": [parts[1], parts[0], *parts[2:]],
        "double": [parts[0], parts[0], *parts[1:]],
        "insert": [parts[0], "- decision: {point: a, le: 2026-01-01, decision: maintenir, motif: x}\n", *parts[1:]],
    }
    told = refusal(tmp_path, "".join([head, *changed[change]]))
    assert "ne suit pas celui qui le précède : le registre a été modifié" in told
    assert f"{NAME}, ligne " in told


def test_entries_are_added_at_the_end_and_nothing_is_rewritten() -> None:
    text = ""
    for event in EVENTS:
        longer = with_events(text, CASE, event)
        assert longer.startswith(text)
        assert len(longer) > len(text)
        text = longer
    assert text == with_events("", CASE, *EVENTS)


def test_what_a_person_noted_in_the_register_stays() -> None:
    text = with_events("", CASE, EVENTS[0]) + "# appelé M. Durand le 2 décembre\n"
    assert with_events(text, CASE, EVENTS[3]).startswith(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1, max_size=40))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    event = Event(decision=Decision(point="point-a", day=DAY, stand=Stand.KEEP, reason=text))
    assert read(tmp_path_factory.mktemp("registre"), with_events("", CASE, event)).events[0].decision == event.decision


def test_no_file_is_an_empty_register(tmp_path: Path) -> None:
    assert read_register(tmp_path / NAME, CASE) == Register(case=CASE)
    assert not (tmp_path / NAME).exists()


def test_a_register_without_entries_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, f"schema: 1\ndossier: {CASE}\nevenements:\n").events == ()


@pytest.mark.parametrize("schema", ["3", "0", "un", "1.0"])
def test_another_format_is_refused(tmp_path: Path, schema: str) -> None:
    told = refusal(tmp_path, f"schema: {schema}\ndossier: {CASE}\nevenements: []\n")
    assert f"le format « {schema} » est inconnu" in told
    assert "lit les registres jusqu'à 2" in told


def test_the_register_of_another_dossier_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, with_events("", CASE, *EVENTS), "autre-2026")
    assert "ce registre est celui du dossier « essai-2026 », et non « autre-2026 »" in told


def test_a_word_that_is_not_of_the_format_is_refused_with_its_line(tmp_path: Path) -> None:
    text = with_events("", CASE, EVENTS[3])
    told = refusal(tmp_path, text.replace("decision: plancher", "decision: ceder"))
    assert f"{NAME}, ligne {text[: text.index('decision: plancher')].count(chr(10)) + 1}" in told


OLD = Path(__file__).with_name("registre-v1.yaml")
OLD_CASE = "belvedere-logiciel-2026"


def test_what_format_1_took_for_sendings_is_to_be_confirmed() -> None:
    register = read_register(OLD, OLD_CASE)
    state = state_of(register)
    assert (register.unconfirmed, register.sendings, state.last, state.standings) == ((1, 2), (), None, {})


def test_format_1_goes_on_in_format_2_with_its_events_as_they_were(tmp_path: Path) -> None:
    before = OLD.read_text(encoding="utf-8")
    after = with_events(before, OLD_CASE, confirmed(1))
    assert after.startswith(before.replace("schema: 1", "schema: 2"))
    register = read(tmp_path, after, OLD_CASE)
    assert (register.supposed, register.unconfirmed) == (len(register.events) - 1, (2,))
    old = register.events[0].sending
    assert old is not None
    assert old.texts
    first = next(iter(old.texts.values())).title
    told = refusal(tmp_path, after.replace(first, "Autre titre"), OLD_CASE)
    assert "le registre a été modifié" in told


def confirmed(event: int) -> Event:
    return Event(confirmation=Confirmation(event=event, day=DAY))


def test_format_1_is_read_for_ever(tmp_path: Path) -> None:
    text = with_events(OLD.read_text(encoding="utf-8"), OLD_CASE, confirmed(1), confirmed(2))
    register = read(tmp_path, text, OLD_CASE)
    state = state_of(register)
    fees, recovery = state.standings["financier-frais-sortie"], state.standings["sortie-delai-recuperation"]
    assert [one.purpose for one in register.sendings] == [Purpose.REQUEST, Purpose.REMINDER]
    assert register.replies[0].respondent == Respondent(
        name="Claude Spécimen", capacity="directrice générale", day=date(2027, 1, 9)
    )
    assert (fees.status, fees.sent.number, fees.sent.legal) == (Status.AGREED, "9.A", True)
    assert recovery.sent.text == "Le Prestataire remet les Données :\n– sous quinze (15) jours calendaires."
    assert (recovery.status, recovery.sent.legal) == (Status.COUNTER, False)
    assert recovery.item == ReplyItem(choice=Choice.AMENDED, value="30 jours calendaires", cost="200 € HT")
    assert recovery.assessment == Assessment(grade=Grade.FALLBACK, reason="repli : 30 jours calendaires")
    assert recovery.decision is not None
    assert recovery.decision.stand is Stand.FALLBACK
    assert state.concluded
    assert register.conclusions[0].despite == {"financier-frais-sortie": "Contrat voisin"}
