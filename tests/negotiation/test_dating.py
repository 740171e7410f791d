"""An act dated before the last event is asked about, in each command that tells the register of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.model.inbox import Outcome
from clausier.model.register import Conclusion, Confirmation, Decision, Event, Register, Stand, Undo
from clausier.negotiation.dating import Earlier, check_days
from clausier.negotiation.inbox import list_path, read_list
from clausier.negotiation.register import NAME
from tests.negotiation.play import ACCEPTED, FEES, events, fill

WHO = ("--par", "Claude Spécimen", "--qualite", "gérante", "--le", "2026-11-30", "--source", "courriel")
EARLY = "2026-12-09"


def on(day: int) -> Event:
    return Event(decision=Decision(point="p", day=date(2026, 12, day), stand=Stand.KEEP, reason="x"))


def test_only_an_earlier_day_is_asked_about() -> None:
    register = Register(case="essai", events=(on(5), on(10)))
    check_days(register, on(10), on(11))
    check_days(Register(case="essai"), on(1))
    check_days(register, Event(undo=Undo(event=2, day=date(2026, 12, 1))))
    check_days(
        Register(case="essai", events=(*register.events, Event(undo=Undo(event=2, day=date(2026, 12, 20))))), on(6)
    )
    for event in (
        on(9),
        Event(conclusion=Conclusion(day=date(2026, 12, 9), fingerprint="0")),
        Event(confirmation=Confirmation(event=1, day=date(2026, 12, 9))),
    ):
        with pytest.raises(Earlier) as caught:
            check_days(register, on(12), event)
        assert str(caught.value) == (
            "le dernier événement du registre (n° 2) est du 10 décembre 2026 : celui-ci, du 9 décembre 2026, viendrait "
            "avant. Vérifier la date ; si c'est bien elle, la confirmer : --anterieur."
        )


@pytest.fixture
def decided(sent: Path) -> Path:
    assert run(["decider", str(sent), FEES, "--maintenir", "--motif", "x", "--date", "2026-12-10"]) == 0
    return sent


@pytest.mark.parametrize(
    "words",
    [
        ("decider", "10.A", "--maintenir", "--motif", "y", "--date", EARLY),
        ("reponse", "noter", "10.A", "--accepte", *WHO, "--date", EARLY),
        ("reponse", "lire", "rempli.xlsx", "--date", EARLY),
        ("envoyer", "tour-2", "--le", EARLY),
    ],
    ids=["decider", "noter", "lire", "envoyer"],
)
def test_each_command_asks_and_takes_a_confirmation(
    words: tuple[str, ...], decided: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = decided.parent
    fill(folder / "tour-1" / "tableau.xlsx", {"sortie-delai-recuperation": ACCEPTED}).rename(folder / "rempli.xlsx")
    if words[0] == "envoyer":
        assert run(["rediger", str(decided), "-o", str(folder / "tour-2"), "--date", "2026-12-01"]) == 0
    at = 2 if words[0] == "reponse" else 1
    told = [str(folder / one) if one in ("rempli.xlsx", "tour-2") else one for one in words]
    command = [*told[:at], str(decided), *told[at:]]
    before = (folder / NAME).read_bytes()
    assert run(command) != 0
    assert "le dernier événement du registre (n° 2) est du 10 décembre 2026" in capsys.readouterr().err
    assert (folder / NAME).read_bytes() == before
    if "lire" in words:
        assert read_list(list_path(decided)).arrivals[0].outcome is Outcome.REFUSED
    assert run([*command, "--anterieur"]) == 0
    assert len(events(decided)) == 3
