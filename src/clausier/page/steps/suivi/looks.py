"""How states and grades look: a sign and a tone, never a tone alone; and an answer as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from clausier.model.inbox import Outcome
from clausier.model.library import Library
from clausier.model.negotiation import Assessment, FormKind, Grade, Received, ReplyItem, SentText
from clausier.model.requirement import PositionName
from clausier.negotiation.grading import compared
from clausier.negotiation.replies import FORMS
from clausier.negotiation.standing import Standing, State, Status, text_answered
from clausier.worddiff import Words

SOUND, DOUBT, WRONG, PLAIN = "t-sound", "t-doubtful", "t-missing", ""


@dataclass(frozen=True)
class Badge:
    """A word with its sign and its tone."""

    word: str
    sign: str
    tone: str


STATES: Mapping[Status, tuple[str, str]] = MappingProxyType(
    {
        Status.COUNTER: ("≠", DOUBT),
        Status.REFUSED: ("✕", WRONG),
        Status.DISCUSS: ("?", DOUBT),
        Status.TO_CHECK: ("?", DOUBT),
        Status.WAITING: ("…", PLAIN),
        Status.AGREED: ("✓", SOUND),
        Status.DROPPED: ("–", PLAIN),
    }
)
"""In the order in which they are told: what is to be decided first."""
GRADES: Mapping[Grade, tuple[str, str]] = MappingProxyType(
    {
        Grade.AGREED: ("✓", SOUND),
        Grade.TARGET: ("✓", SOUND),
        Grade.FALLBACK: ("≈", DOUBT),
        Grade.FLOOR: ("≈", DOUBT),
        Grade.PROVEN: ("✓", SOUND),
        Grade.BELOW: ("✕", WRONG),
        Grade.REFUSED: ("✕", WRONG),
        Grade.SILENT: ("…", PLAIN),
    }
)
"""The others are to be looked at."""


def of_state(one: Standing) -> Badge:
    return Badge(one.status.value, *STATES[one.status])


def of_grade(grade: Grade) -> Badge:
    return Badge(grade.value, *GRADES.get(grade, ("?", DOUBT)))


def of_outcome(outcome: Outcome) -> Badge:
    return Badge(outcome.value, *(("✓", SOUND) if outcome.read else ("✕", WRONG)))


@dataclass(frozen=True)
class Told:
    """An answer to a request: what was asked, what is proposed, in which words it differs, what is written beside."""

    point: str
    sent: SentText
    item: ReplyItem
    assessment: Assessment | None
    changes: tuple[Words, ...] = ()
    ours: tuple[tuple[str, str], ...] = ()

    @property
    def badge(self) -> Badge | None:
        return of_grade(self.assessment.grade) if self.assessment else None

    @property
    def is_agreed(self) -> bool:
        return self.assessment is not None and self.assessment.grade is Grade.AGREED

    @property
    def beside(self) -> Iterator[tuple[str, str]]:
        """What is written around the answer, with its name."""
        item = self.item
        reserved = self.assessment is not None and self.assessment.reserved
        told = {"Rédaction": item.wording if reserved else "", "Supplément de prix": item.cost, "Délai": item.time,
                "Preuve": item.proof, "Commentaire": item.comment, "En marge": item.beside}  # fmt: skip
        yield from ((name, text) for name, text in told.items() if text)


def told_of(point: str, sent: SentText, item: ReplyItem, assessment: Assessment | None, library: Library) -> Told:
    """An answer beside the text that it answers."""
    changes = compared(sent.text, item.wording) if item.wording else ()
    return Told(point, sent, item, assessment, changes, tuple(_ours(point, library)))


def _ours(point: str, library: Library) -> Iterator[tuple[str, str]]:
    """Our fallback and our floor, where the point is measured."""
    requirement = library.by_id.get(point)
    if requirement is None or not (measured := requirement.criterion.measured):
        return
    positions = requirement.positions
    for name, label, there in (
        (PositionName.FALLBACK, "notre repli", bool(positions.fallbacks)),
        (PositionName.FLOOR, "notre plancher", positions.floor is not None),
    ):
        figure = positions.chosen(name).values.get(measured)
        if there and figure:
            yield label, str(figure)


def answers_of(reply: Received, state: State, library: Library) -> list[Told]:
    """Each answer of a reply, in the order in which the requests were sent."""
    sent = text_answered(state.register, reply) or {point: one.sent for point, one in state.standings.items()}
    shown = {point: text.on_form if reply.kind in FORMS else text for point, text in sent.items()}
    return [
        told_of(point, text, reply.items[point], reply.assessments.get(point), library)
        for point, text in shown.items()
        if point in reply.items
    ]


def silent_of(reply: Received, state: State) -> list[SentText]:
    """The requests to which a reply says nothing."""
    return [text for point, text in text_answered(state.register, reply).items() if point not in reply.items]


def way_of(reply: Received) -> str:
    """How a reply came."""
    if isinstance(reply.kind, FormKind):
        return f"par {reply.kind.value}" if reply.kind is not FormKind.ACT else "par le document à signer, corrigé"
    return {"courriel": "par courriel", "telephone": "au téléphone", "reunion": "en réunion"}.get(
        reply.kind.value, "par courrier"
    )
