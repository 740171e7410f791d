"""What the practice decides, request by request: what was asked, what is proposed, what may be decided of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from clausier.desk.amending import Overtaken
from clausier.desk.deciding import Taking, take
from clausier.desk.table import Table
from clausier.model.negotiation import ReplyItem
from clausier.model.proposal import Request
from clausier.model.register import Stand
from clausier.negotiation.dating import Earlier
from clausier.negotiation.deciding import TOLD, Impossible, decide, grave, remarks
from clausier.negotiation.standing import Standing
from clausier.page.asked import CONFLICT, OK, UNSOUND, Answer, Asked, NotHere, Sent
from clausier.page.keeping import OVERTAKEN, SHOWN
from clausier.page.steps.suivi.looks import Badge, Told, of_state, told_of
from clausier.page.steps.suivi.positions import Positions
from clausier.page.steps.suivi.talk import (
    NO_REASON,
    Faults,
    Talk,
    meanwhile,
    odd,
    of_point,
    of_talk,
    print_of_standing,
    talk_of,
    worked,
)
from clausier.page.words import JOINT

STAND, REASON, DESPITE, EARLIER = "decision", "motif", "malgre", "anterieur"
AT, BEFORE = "sur", "avant"
"""Whose button was pressed; what a card showed as decided, by which one tells that something was typed in it."""
NO_STAND = "Choisir ce que vous décidez."


@dataclass(frozen=True)
class Choice:
    """A decision that may be taken, and what is to be known of it."""

    word: str
    label: str
    notes: tuple[str, ...] = ()
    clause: Request | None = None


@dataclass(frozen=True)
class Card:
    """A request with its answer, and the form of its decision; `typed` is what was typed and is not kept."""

    one: Standing
    badge: Badge
    told: Told
    choices: list[Choice]
    decided: str
    notes: list[str]
    print_: str
    grave: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        return self.typed.get(REASON, self.one.decision.reason if self.one.decision else "")

    @property
    def before(self) -> str:
        return f"{self.one.decision.stand.value} {self.one.decision.reason}" if self.one.decision else ""

    @property
    def chosen(self) -> str:
        return self.typed.get(STAND, self.one.decision.stand.value if self.one.decision else "")


@of_talk
def read(asked: Asked, talk: Talk) -> Answer:
    return _page(talk)


def _page(
    talk: Talk,
    status: int = OK,
    asked: Asked | None = None,
    faults: Mapping[str, Faults] = MappingProxyType({}),
) -> Answer:
    """`faults` are those of the cards that were typed and not recorded, by point."""
    positions = Positions(talk)
    cards = [
        _card(talk, one, positions, _typed(asked, one.point) if asked and one.point in faults else {}, faults)
        for one in talk.state.standings.values()
    ]
    early = [one for one in cards if EARLIER in one.faults]
    answered = [one for one in cards if one.one.item is not None or one.one.decision is not None or one.faults]
    told = {
        "cartes": [one for one in answered if one.one.open or one.faults],
        "reglees": [one for one in answered if not one.one.open and not one.faults],
        "attente": [one for one in cards if one not in answered],
        "anterieur_de": early[0].faults[EARLIER] if early else [],
        "ouvertes": sum(1 for one in answered if one.one.open and one.one.decision is None),
    }
    return talk.shown("suivi-decider.html", told, status)


def _card(
    talk: Talk, one: Standing, positions: Positions, typed: Mapping[str, str], faults: Mapping[str, Faults]
) -> Card:
    library = talk.opened.library
    requirement = library.by_id.get(one.point)
    return Card(
        one=one,
        badge=of_state(one),
        told=told_of(one.point, one.sent, one.item or ReplyItem(), one.assessment, library),
        choices=[*_choices(talk, one, positions)],
        decided=TOLD[one.decision.stand] if one.decision else "",
        notes=[*remarks(one.decision, one, requirement, library)] if one.decision else [],
        print_=print_of_standing(one),
        grave=grave(one, requirement),
        typed=typed,
        faults=faults.get(one.point, {}),
    )


def _choices(talk: Talk, one: Standing, positions: Positions) -> Iterator[Choice]:
    """What may be decided: what the register would take, but for stages that the point does not have."""
    library, table = talk.opened.library, talk.table
    requirement = library.by_id.get(one.point)
    ladder = requirement.positions if requirement else None
    without = {
        Stand.FALLBACK: not (ladder and ladder.fallbacks),
        Stand.FLOOR: not (ladder and ladder.floor),
    }
    clauses = positions.clauses(one) if one.item else {}
    ours = dict(told_of(one.point, one.sent, ReplyItem(), None, library).ours)
    figures = {Stand.FALLBACK: ours.get("notre repli"), Stand.FLOOR: ours.get("notre plancher")}
    for stand in (Stand.KEEP, Stand.VALUE, Stand.WORDING, Stand.FALLBACK, Stand.FLOOR, Stand.DROP):
        if without.get(stand) or positions.pointless(stand, one):
            continue
        try:
            found = decide(one.point, stand, "", talk.today, table.state, library, True, table.case)
        except Impossible:
            continue
        figure = figures.get(stand) or (one.item.value if stand is Stand.VALUE and one.item else "")
        yield Choice(stand.value, f"{TOLD[stand]}{f' ({figure})' if figure else ''}", found.remarks, clauses.get(stand))


@of_talk
def write(asked: Asked, talk: Talk) -> Answer:
    """Each decision that was chosen or changed, in the register; the other cards again, with all that was typed."""
    if asked.text(AT) and asked.text(AT) not in talk.state.standings:
        raise NotHere
    faults: dict[str, Faults] = {}
    statuses: list[int] = []
    touched = [one.point for one in talk.state.standings.values() if _is_touched(asked, one)]
    for point in touched:
        status, wrong = _taken(asked, talk, point)
        if wrong:
            statuses.append(status)
            faults[point] = wrong
    if faults:
        return _page(talk_of(asked), max(statuses), asked, faults)
    words = JOINT.join([*(["decide"] if touched else []), *meanwhile(asked, talk)])
    return Sent(asked.link("dossiers", talk.opened.name, "suivi", "decider", dit=words, ancre=asked.text(AT)))


def _typed(asked: Asked, point: str) -> dict[str, str]:
    return {key: asked.text(of_point(key, point)) for key in (STAND, REASON, DESPITE)}


def _is_touched(asked: Asked, one: Standing) -> bool:
    """Was its own button pressed, or something else typed than what it showed?"""
    typed = _typed(asked, one.point)
    said = f"{typed[STAND]} {typed[REASON].strip()}".strip()
    return asked.text(AT) == one.point or said != asked.text(of_point(BEFORE, one.point))


def _taken(asked: Asked, talk: Talk, point: str) -> tuple[int, Faults]:
    """One decision, in the register; or why not, with the status that tells it."""
    typed = _typed(asked, point)
    stand = next((one for one in Stand if one.value == typed[STAND]), None)
    reason = typed[REASON].strip()
    faults: dict[str, list[str]] = {}
    if stand is None:
        faults[STAND] = [NO_STAND]
    if wrong := NO_REASON if not reason else odd(reason):
        faults[REASON] = [wrong]
    if stand is None or faults:
        return UNSOUND, faults
    despite, earlier = bool(typed[DESPITE]), bool(asked.text(EARLIER))
    taking = Taking((point,), stand, reason, talk.today, despite, earlier)

    def work(table: Table) -> None:
        seen, now = asked.text(of_point(SHOWN, point)), table.state.standings.get(point)
        if now is None or seen not in ("", print_of_standing(now)):
            raise Overtaken
        take(table, taking, talk.opened.library)

    try:
        worked(talk, work)
    except Overtaken:
        return CONFLICT, {"": [OVERTAKEN]}
    except Earlier as error:
        return CONFLICT, {EARLIER: [error.reason]}
    except Impossible as error:
        return UNSOUND, {DESPITE if not despite else STAND: [str(error)]}
    return OK, {}
