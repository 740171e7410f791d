"""What the practice decides, request by request: what was asked, what is proposed, what may be decided of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clausier.desk.amending import Overtaken
from clausier.desk.deciding import Taking, take
from clausier.desk.table import Table
from clausier.model.negotiation import ReplyItem
from clausier.model.proposal import Request
from clausier.model.register import Stand
from clausier.negotiation.dating import Earlier
from clausier.negotiation.deciding import TOLD, Impossible, decide, grave, remarks
from clausier.negotiation.standing import Standing
from clausier.page.asked import CONFLICT, UNSOUND, Answer, Asked, NotHere, Sent
from clausier.page.keeping import OVERTAKEN, SHOWN
from clausier.page.steps.suivi.looks import Badge, Told, of_state, told_of
from clausier.page.steps.suivi.positions import Positions
from clausier.page.steps.suivi.talk import NO_REASON, Talk, meanwhile, odd, of_talk, print_of_standing, worked
from clausier.page.words import JOINT

STAND, REASON, DESPITE, EARLIER = "decision", "motif", "malgre", "anterieur"
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
    early: bool = False

    @property
    def reason(self) -> str:
        return self.typed.get(REASON, self.one.decision.reason if self.one.decision else "")

    @property
    def chosen(self) -> str:
        return self.typed.get(STAND, self.one.decision.stand.value if self.one.decision else "")


@of_talk
def read(asked: Asked, talk: Talk) -> Answer:
    return _page(talk)


def _page(talk: Talk, instead: Card | None = None, status: int = 200) -> Answer:
    positions = Positions(talk)
    cards = [
        instead if instead and instead.one.point == one.point else _card(talk, one, positions)
        for one in talk.state.standings.values()
    ]
    answered = [one for one in cards if one.one.item is not None or one.one.decision is not None]
    told = {
        "cartes": [one for one in answered if one.one.open or one is instead],
        "reglees": [one for one in answered if not one.one.open and one is not instead],
        "attente": [one for one in cards if one not in answered],
        "ouvertes": sum(1 for one in answered if one.one.open and one.one.decision is None),
    }
    return talk.shown("suivi-decider.html", told, status)


def _card(talk: Talk, one: Standing, positions: Positions, **more: object) -> Card:
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
        **more,  # type: ignore[arg-type]
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
    """One decision, in the register; or its card again, with why not and all that was typed."""
    point = asked.names["point"]
    if point not in talk.state.standings:
        raise NotHere
    stand = next((one for one in Stand if one.value == asked.text(STAND)), None)
    reason = asked.text(REASON).strip()
    faults: dict[str, list[str]] = {}
    if stand is None:
        faults[STAND] = [NO_STAND]
    if wrong := NO_REASON if not reason else odd(reason):
        faults[REASON] = [wrong]
    if stand is None or faults:
        return _again(asked, talk, faults, UNSOUND)
    despite, earlier = bool(asked.text(DESPITE)), bool(asked.text(EARLIER))
    taking = Taking((point,), stand, reason, talk.today, despite, earlier)

    def work(table: Table) -> None:
        shown, now = asked.text(SHOWN), table.state.standings.get(point)
        if now is None or shown not in ("", print_of_standing(now)):
            raise Overtaken
        take(table, taking, talk.opened.library)

    try:
        worked(talk, work)
    except Overtaken:
        return _again(asked, talk, {"": [OVERTAKEN]}, CONFLICT)
    except Earlier as error:
        return _again(asked, talk, {EARLIER: [error.reason]}, CONFLICT)
    except Impossible as error:
        return _again(asked, talk, {DESPITE if not despite else STAND: [str(error)]}, UNSOUND)
    words = JOINT.join(["decide", *meanwhile(asked, talk)])
    return Sent(asked.link("dossiers", talk.opened.name, "suivi", "decider", dit=words, ancre=point))


def _again(asked: Asked, talk: Talk, faults: Mapping[str, list[str]], status: int) -> Answer:
    typed = {key: asked.text(key) for key in (STAND, REASON, DESPITE)}
    one = talk.state.standings[asked.names["point"]]
    return _page(talk, _card(talk, one, Positions(talk), typed=typed, faults=faults, early=EARLIER in faults), status)
