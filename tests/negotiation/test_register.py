"""negociation.yaml: append-only, read back to the letter, refused rather than misread."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.characters import refused
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
            assessments={"point-a": Assessment(grade=Grade.TO_READ, reason="- tiret")},
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
    assert len({event.seal for event in found.events}) == len(EVENTS)


def bare(event: Event) -> Event:
    """Without its number and what ties it to the one before."""
    return event.model_copy(update={"number": None, "previous": "", "seal": ""})


TOLD = {
    "edit": (1, "l'événement 1 n'est plus celui qui a été inscrit : le registre a été modifié."),
    "edit the last": (5, "l'événement 5 n'est plus celui qui a été inscrit : le registre a été modifié."),
    "drop": (2, "l'événement 3 ne suit pas celui qui le précède, le 2 manque : le registre a été modifié."),
    "drop the last": (0, "le registre a 4 événements, et sa dernière ligne en compte 5."),
    "swap": (1, "l'événement 2 ne suit pas celui qui le précède, le 1 manque : le registre a été modifié."),
    "double": (2, "l'événement 1 figure une seconde fois, ou n'est pas à sa place : le registre a été modifié."),
    "double the last": (6, "l'événement 5 figure une seconde fois, ou n'est pas à sa place"),
    "insert": (2, "l'événement 2 n'a pas de numéro : le registre a été modifié."),
    "unseal": (3, "l'événement 3 n'est pas entier : sa fin (« sceau ») manque."),
    "unseal the last": (5, "l'événement 5 n'est pas entier : sa fin (« sceau ») manque."),
    "cut": (5, "l'événement 5 n'est pas entier : sa fin (« sceau ») manque."),
    "cut between": (0, "le registre s'arrête avant sa fin : sa dernière ligne, « fin: … », manque."),
    "empty": (0, "le registre est vide."),
}
"""What is done to a register, the event where it is told and the words."""
INSERTED = "- decision: {point: a, le: 2026-01-01, decision: maintenir, motif: x}\n"


def changed(text: str) -> dict[str, str]:
    """The register as each of these changes leaves it."""
    head, *parts = re.split("(?m)(?=^- numero)", text)
    *parts, last = *parts[:-1], parts[-1].removesuffix(f"fin: {len(parts)}\n")
    end = f"fin: {len(parts) + 1}\n"
    bare = [re.sub("(?m)^  sceau: .*\n", "", part) for part in (*parts, last)]
    first = parts[0].replace("second", "troisième")
    assert first != parts[0]
    found = {
        "edit": [head, first, *parts[1:], last, end],
        "edit the last": [head, *parts, last.replace("point-a", "point-b"), end],
        "drop": [head, parts[0], *parts[2:], last, end],
        "drop the last": [head, *parts, end],
        "swap": [head, parts[1], parts[0], *parts[2:], last, end],
        "double": [head, parts[0], parts[0], *parts[1:], last, end],
        "double the last": [head, *parts, last, last, end],
        "insert": [head, parts[0], INSERTED, *parts[1:], last, end],
        "unseal": [head, *parts[:2], bare[2], *parts[3:], last, end],
        "unseal the last": [head, *parts, bare[-1], end],
        "cut": [head, *parts, last[: last.index("  sceau")]],
        "cut between": [head, *parts],
        "empty": [],
    }
    return {name: "".join(pieces) for name, pieces in found.items()}


@pytest.mark.parametrize("change", TOLD)
def test_a_register_that_was_changed_is_refused_at_the_event(tmp_path: Path, change: str) -> None:
    text = changed(with_events("", CASE, *EVENTS))[change]
    told = refusal(tmp_path, text)
    event, message = TOLD[change]
    assert message in told
    assert "clausier suivre DOSSIER --reparer" in told
    if event:
        starts = [found.start() for found in re.finditer("(?m)^- ", text)]
        assert f"{NAME}, ligne {text[: starts[event - 1]].count(chr(10)) + 1}, evenements.{event - 1} :" in told


def test_entries_are_added_at_the_end_and_nothing_is_rewritten() -> None:
    text = ""
    for event in EVENTS:
        longer = with_events(text, CASE, event)
        assert longer.startswith(re.sub("fin: .*\n", "", text))
        assert len(longer) > len(text)
        text = longer
    assert text == with_events("", CASE, *EVENTS)


def test_what_a_person_noted_in_the_register_stays() -> None:
    text = with_events("", CASE, EVENTS[0]) + "# appelé M. Durand le 2 décembre\n"
    longer = with_events(text, CASE, EVENTS[3])
    assert longer.startswith(text.replace("fin: 1\n", ""))
    assert longer.endswith("\nfin: 2\n")


@given(
    st.text(st.characters(exclude_categories=["Cs"]).filter(lambda sign: not refused(sign)), min_size=1, max_size=40)
)
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    event = Event(decision=Decision(point="point-a", day=DAY, stand=Stand.KEEP, reason=text))
    assert read(tmp_path_factory.mktemp("registre"), with_events("", CASE, event)).events[0].decision == event.decision


def test_no_file_is_an_empty_register(tmp_path: Path) -> None:
    assert read_register(tmp_path / NAME, CASE) == Register(case=CASE)
    assert not (tmp_path / NAME).exists()


def test_a_register_without_entries_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, f"schema: 1\ndossier: {CASE}\nevenements:\n").events == ()


@pytest.mark.parametrize("schema", ["4", "0", "un", "1.0", "²", "9" * 5000])
def test_another_format_is_refused(tmp_path: Path, schema: str) -> None:
    told = refusal(tmp_path, f"schema: {schema}\ndossier: {CASE}\nevenements: []\n")
    assert f"le format « {schema} » est inconnu" in told
    assert "lit les registres jusqu'à 3" in told


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


def test_format_1_goes_on_in_format_3_with_its_events_as_they_were(tmp_path: Path) -> None:
    before = OLD.read_text(encoding="utf-8")
    after = with_events(before, OLD_CASE, confirmed(1))
    assert after.startswith(before.replace("schema: 1", "schema: 3"))
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


SECOND = Path(__file__).with_name("registre-v2.yaml")


def without_changes(event: Event) -> Event:
    """As format 3 keeps it: the words that differ are the answer's own, not kept again."""
    if event.received is None:
        return event
    told = {point: one.model_copy(update={"changes": ""}) for point, one in event.received.assessments.items()}
    return event.model_copy(update={"received": event.received.model_copy(update={"assessments": told})})


def test_format_2_is_read_for_ever_and_goes_on_in_format_3(tmp_path: Path) -> None:
    before = SECOND.read_text(encoding="utf-8")
    assert tuple(without_changes(bare(one)) for one in read(tmp_path, before).events) == EVENTS
    after = with_events(before, CASE, EVENTS[3])
    assert after.startswith(before.replace("schema: 2", "schema: 3"))
    register = read(tmp_path, after)
    assert tuple(without_changes(bare(one)) for one in register.events) == (*EVENTS, EVENTS[3])
    assert [bool(event.seal) for event in register.events] == [*[False] * len(EVENTS), True]
    assert register.supposed == 0


@pytest.mark.parametrize("longer", [False, True], ids=["format 2", "format 3"])
@pytest.mark.parametrize("change", ["edit", "drop", "swap"])
def test_what_was_changed_in_format_2_is_refused(tmp_path: Path, change: str, longer: bool) -> None:
    text = SECOND.read_text(encoding="utf-8")
    text = with_events(text, CASE, EVENTS[3]) if longer else text
    head, *parts = re.split("(?m)(?=^- numero)", text)
    pieces = {
        "edit": [parts[0].replace("second", "troisième"), *parts[1:]],
        "drop": [parts[0], *parts[2:]],
        "swap": [parts[1], parts[0], *parts[2:]],
    }
    told = refusal(tmp_path, "".join([head, *pieces[change]]))
    assert "ne suit pas celui qui le précède" in told
    assert "le registre a été modifié" in told
