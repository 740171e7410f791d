"""Where the negotiation stands: what to do now, each request, what is due, the documents made, all that happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clausier.desk.next_letter import undecided
from clausier.desk.outbox import parcels
from clausier.desk.papers import Papers, all_papers
from clausier.dossier.blank import identifier
from clausier.files import limits
from clausier.files.bounded import read_bounded
from clausier.french import fold
from clausier.model.negotiation import Sending
from clausier.negotiation import undoing
from clausier.negotiation.calendar import calendar
from clausier.negotiation.deadlines import deadlines
from clausier.negotiation.deciding import TOLD
from clausier.negotiation.following import notices
from clausier.negotiation.inbox import sentence
from clausier.negotiation.standing import Standing
from clausier.page.asked import CONFLICT, UNSOUND, Answer, Asked, Given, NotHere, Sent
from clausier.page.keeping import keep
from clausier.page.steps.suivi.looks import STATES, Badge, of_state
from clausier.page.steps.suivi.talk import Talk, of_talk

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {".docx": WORD, ".xlsx": EXCEL, ".pdf": "application/pdf"}


@dataclass(frozen=True)
class Line:
    """A request: its state, what was asked and proposed, what was decided."""

    one: Standing
    badge: Badge
    decided: str = ""

    @property
    def told(self) -> Iterator[str]:
        """What was asked, what is proposed and its worth, what was decided."""
        one, item = self.one, self.one.item
        if one.sent.value:
            yield f"demandé : {one.sent.value}"
        if item and (item.value or item.wording):
            yield f"proposé : {item.value or 'une autre rédaction'}"
        if item and one.assessment and one.assessment.grade.value != one.status.value:
            yield one.assessment.grade.value
        if self.decided:
            yield f"décidé : {self.decided}"


@dataclass(frozen=True)
class Step:
    """An event of the register, in a few words; `by` is the number of the one that took it back."""

    number: int
    day: date | None
    told: str
    kind: str
    by: int = 0


@dataclass(frozen=True)
class Made:
    """Documents of a folder, and the sending that they became, if they were sent."""

    papers: Papers
    sent: Sending | None = None


@of_talk
def read(asked: Asked, talk: Talk) -> Answer:
    return page(talk)


def page(talk: Talk, status: int = 200, refused: str = "") -> Answer:
    state, case = talk.state, talk.opened.case
    due = [one for one in deadlines(case, talk.opened.library, state) if one.day >= talk.today]
    kept = parcels(talk.opened.kept.path, case, talk.opened.library, state)
    told = {
        "ligne": talk.found.line,
        "suite": talk.found.line.next.name.lower(),
        "attendues": _to_decide(talk),
        "groupes": [*_groups(talk)],
        "courrier": [(one.name, sentence(one)) for one in talk.found.unread],
        "avis": [*notices(case, state, talk.today)],
        "echeances": due,
        "histoire": [*_history(talk)],
        "documents": [*_made(talk)],
        "prete": next((one for one in kept.values() if one.ready), None),
        "refus": refused,
        "anciens": bool(state.register.unconfirmed),
    }
    return talk.shown("suivi.html", told, status)


def _to_decide(talk: Talk) -> int:
    """How many answers call for a decision."""
    return len(undecided(talk.state))


def _groups(talk: Talk) -> Iterator[tuple[Badge, list[Line]]]:
    for status in STATES:
        found = [
            Line(one, of_state(one), TOLD[one.decision.stand] if one.decision else "") for one in talk.state.of(status)
        ]
        if found:
            yield Badge(status.counted(len(found)), *STATES[status]), found


def _history(talk: Talk) -> Iterator[Step]:
    """The latest first."""
    register = talk.register
    for number, event in reversed([*enumerate(register.events, start=1)]):
        kind = "reponse" if event.received else "suppose" if number in register.unconfirmed else ""
        yield Step(number, event.day, undoing.told(register, number), kind, register.undone.get(number, 0))


def _made(talk: Talk) -> Iterator[Made]:
    sent = {one.fingerprint: one for one in talk.register.sent.values()}
    yield from (Made(one, sent.get(one.draft)) for one in all_papers(talk.opened.kept.path))


@of_talk
def paper(asked: Asked, talk: Talk) -> Answer:
    """A document to download: it is looked up among those that are listed."""
    wanted = asked.names["repertoire"], asked.names["fichier"]
    for papers in all_papers(talk.opened.kept.path):
        for one in papers.papers:
            if (papers.name, one.path.name) == wanted:
                return Given(
                    one.path.name,
                    read_bounded(one.path, limits.TABLE),
                    KINDS.get(one.path.suffix, "application/octet-stream"),
                )
    raise NotHere


@of_talk
def agenda(asked: Asked, talk: Talk) -> Answer:
    """The calendar file."""
    found = {talk.opened.case.id: deadlines(talk.opened.case, talk.opened.library, talk.state)}
    return Given("echeances.ics", calendar(found, asked.house.now()), "text/calendar; charset=utf-8")


def name(asked: Asked) -> Answer:
    """Gives a name to a dossier that has none, by which its negotiation is kept."""
    opened = asked.house.opened(asked.names["dossier"])
    found = identifier(fold(opened.case.provider.name), asked.house.today())
    if not opened.case.id:
        outcome = keep(asked, opened, {("dossier", "id"): found})
        if not outcome.done and outcome.status in (CONFLICT, UNSOUND):
            return Sent(asked.link("dossiers", opened.name, "suivi"))
    return Sent(asked.link("dossiers", opened.name, "suivi", dit="enregistre"))
