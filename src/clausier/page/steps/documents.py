"""Step « Documents »: what is missing before they are made, then the documents, looked at, downloaded, said sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from clausier.desk.dispatch import Act, recorded
from clausier.desk.drafting import drafted_beside
from clausier.desk.lacking import Due, due
from clausier.desk.outbox import Parcel, parcels, read_first
from clausier.desk.table import Table
from clausier.desk.working import held_and_worked_on
from clausier.errors import CannotWrite, ClausierError, InvalidInput
from clausier.files.written import recorded as listened
from clausier.files.written import tell
from clausier.forms.fields import Asked as Question
from clausier.model.day import read_day
from clausier.model.negotiation import Channel
from clausier.model.requirement import PositionName
from clausier.negotiation.dating import Earlier
from clausier.negotiation.rounds import round_of
from clausier.negotiation.standing import State
from clausier.negotiation.undoing import dependents, take_back, told
from clausier.page import requesting
from clausier.page.asked import UNSOUND, Answer, Asked, NotHere, Route, Sent, Step
from clausier.page.dossier import shown, waiting
from clausier.page.fields import REQUIRED, Field, field_of, of_keys, tree_of
from clausier.page.keeping import SHOWN, Outcome, keep
from clausier.page.places import elsewhere
from clausier.page.shelf import Opened
from clausier.page.steps import regarder
from clausier.page.steps.regarder import HERE, found
from clausier.page.works import Work
from clausier.proposal import draft

LETTER = "lettre"
"""The part that is open first."""
WRITING = "Rédaction des documents"
CHANNELS: Mapping[Channel, str] = MappingProxyType(
    {
        Channel.MAIL: "courriel",
        Channel.POST: "courrier simple",
        Channel.REGISTERED: "lettre recommandée",
        Channel.BY_HAND: "remise en main propre",
        Channel.PLATFORM: "plateforme",
        Channel.OTHER: "autre",
    }
)
NO_DAY = "Dire quel jour, par exemple 2026-11-24."
MORE_RESTS = "D'autres événements reposent maintenant sur cet envoi : les voir ci-dessous, puis recommencer."
BESIDE, OVER = "a-cote", "remplacer"
"""What to do where a person edited what would be written over."""


@dataclass(frozen=True)
class Trouble:
    """What could not be done with the documents of a folder, and what was typed; `earlier`: the day is to confirm."""

    parcel: str
    told: str
    typed: Mapping[str, str]
    earlier: bool = False


def read(asked: Asked) -> Answer:
    return _page(asked, asked.house.opened(asked.names["dossier"]))


def about(opened: Opened) -> str:
    """Under which name works on the documents of a dossier are known."""
    return f"documents {opened.name}"


def _page(asked: Asked, opened: Opened, outcome: Outcome | None = None, trouble: Trouble | None = None) -> Answer:
    works = asked.house.works
    if work := works.under_way(about(opened)):
        return waiting(opened, "documents", work.title, asked.link("dossiers", opened.name, "documents"))
    state, outcome = opened.state(), outcome or Outcome()
    now = requesting.asked(opened, state)
    proposal = draft(now, PositionName.TARGET, round_of(state))
    kept = parcels(opened.kept.path, opened.case, opened.library, state)
    parts = due(now.case, proposal)
    ended = works.ended(about(opened))
    context = {
        "parties": [_part(opened, one, outcome, asked) for one in parts],
        "vu": opened.print_of([one.column.path for one in _questions(opened, parts)]),
        "manque": sum(len(one.missing) for one in parts),
        "refuse": not outcome.done,
        "pourquoi": outcome.why,
        "ailleurs": elsewhere(outcome.problems, [key for one in parts for key in one.keys], opened.library),
        "comptes": requesting.Counts.of(now),
        "etapes_suivantes": proposal.summary.steps,
        "paquets": [(one, _resting(state, one)) for one in kept.values()],
        "a_faire": _has_to_write(state, kept),
        "repondu": state.answered,
        "prete": next((one for one in kept.values() if one.ready), None),
        "suppose": bool(state.register.unconfirmed),
        "ennui": trouble,
        "voies": {one.value: label for one, label in CHANNELS.items()},
        "jour_meme": asked.house.today().isoformat(),
        **_told_of(ended),
    }
    status = UNSOUND if trouble else outcome.status or 200
    return shown("documents.html", opened, "documents", context, status)


def _told_of(work: Work[None] | None) -> dict[str, Any]:
    """What the page says of a work that ended."""
    error = work.error if work else None
    names = getattr(error, "names", ())
    failed = work.faults if work and not names else []
    return {"avertis": work.told if work else [], "echec": failed, "retouches": names}


def _has_to_write(state: State, kept: Mapping[str, Parcel]) -> bool:
    """Is there nothing yet that may be sent as it is?"""
    first = next(iter(kept.values()), None)
    return not state.answered and (first is None or first.stale or first.draft is None)


def _resting(state: State, parcel: Parcel) -> dict[int, str]:
    """What would be taken back with the sending of a folder, by number."""
    register = state.register
    return {one: told(register, one) for one in dependents(register, parcel.event)} if parcel.event else {}


def _part(opened: Opened, part: Due, outcome: Outcome, asked: Asked) -> dict[str, Any]:
    typed = None if outcome.done else asked.form
    fields = [_named(field_of(one, opened, typed, outcome.problems), one, part) for one in of_keys(opened, part.keys)]
    first = [one for one in fields if one.key in part.missing or one.faults]
    return {
        "slug": part.slug,
        "titre": part.title,
        "manque": first,
        "rempli": [one for one in fields if one not in first],
        "ouverte": bool(outcome.why) or any(one.faults for one in fields) or bool(first and part.slug == LETTER),
    }


def _named(field: Field, question: Question, part: Due) -> Field:
    """Whose address it is stands in its label; what a line that is left blank becomes is said once for all."""
    of_party = field.path[0] in ("cabinet", "prestataire")
    label = question.column.title.removesuffix(REQUIRED) if of_party else field.label
    return replace(
        field, label=label, note="" if field.key in part.missing and field.path[0] == "annexe" else field.note
    )


def _questions(opened: Opened, parts: Sequence[Due]) -> list[Question]:
    """The fields of every part, which are those of one form."""
    return of_keys(opened, [key for one in parts for key in one.keys])


def _completed(asked: Asked, opened: Opened) -> Outcome:
    """What the documents print of the dossier, saved as it was typed."""
    state = opened.state()
    proposal = draft(requesting.asked(opened, state), PositionName.TARGET, round_of(state))
    fields = _questions(opened, due(opened.case, proposal))
    return keep(asked, opened, {one.column.path: tree_of(one, asked.form) for one in fields})


def complete(asked: Asked) -> Answer:
    """What the documents print, saved; back to the part whose button was pressed."""
    opened = asked.house.opened(asked.names["dossier"])
    outcome = _completed(asked, opened)
    if not outcome.done:
        return _page(asked, opened, outcome)
    part = asked.text("partie")
    return Sent(asked.link("dossiers", opened.name, "documents", dit=outcome.words, ancre=part or "completer"))


def make(asked: Asked) -> Answer:
    """Begins to make the documents, once what was typed for them is saved; the page then waits for them."""
    opened, house = asked.house.opened(asked.names["dossier"]), asked.house
    outcome = _completed(asked, opened) if asked.text(SHOWN) else Outcome()
    if not outcome.done:
        return _page(asked, opened, outcome)
    path, library, day, how = opened.kept.path, opened.library, house.today(), asked.text("choix")

    def run() -> None:
        _, done = drafted_beside(path, library, day, beside=how == BESIDE, overwrite=how == OVER)
        for warning in done.proposal.warnings:
            tell(warning)
        if house.studio.open:
            house.studio.print(read_first(done.placed.files))

    house.works.start(about(opened), WRITING, run)
    return Sent(asked.link("dossiers", opened.name, "documents", dit=outcome.words))


def send(asked: Asked) -> Answer:
    """Tells the register that the documents of a folder were sent, when and how."""
    opened, parcel = found(asked)
    typed = {name: asked.text(name).strip() for name in ("jour", "voie")}
    try:
        day = read_day(typed["jour"])
        channel = Channel(typed["voie"]) if typed["voie"] else None
    except ValueError as error:
        return _page(asked, opened, trouble=Trouble(parcel.name, str(error) if typed["jour"] else NO_DAY, typed))
    act = Act(day, channel, earlier=bool(asked.text("anterieur")))

    def work(table: Table) -> list[str]:
        done = recorded(table, parcel.path, act, opened.library)
        return [*done.notes, *(f"modifié à la main : {one}" for one in done.edited)]

    return _written(asked, opened, Trouble(parcel.name, "", typed), work, "envoye")


def undo(asked: Asked) -> Answer:
    """Takes a sending back; what rests on it too, where a person said so."""
    opened, parcel = found(asked)
    if not parcel.event:
        raise NotHere
    day, shown_with = asked.house.today(), asked.text("suite").split()

    def work(table: Table) -> list[str]:
        resting = dependents(table.register, parcel.event)
        whole = bool(resting)
        if shown_with != [str(one) for one in resting]:
            raise CannotWrite(MORE_RESTS)
        table.write(*take_back(table.register, parcel.event, day, asked.text("motif").strip(), whole))
        return []

    return _written(asked, opened, Trouble(parcel.name, "", {}), work, "annule")


def _written(asked: Asked, opened: Opened, trouble: Trouble, work: Callable[[Table], list[str]], word: str) -> Answer:
    """What is told to the register; a sentence at the folder's place where it is not."""
    known: list[str] = []
    try:
        with listened(known.append):
            notes = held_and_worked_on(opened.kept.path, opened.library, work)
    except Earlier as error:
        again = Trouble(trouble.parcel, error.reason, trouble.typed, earlier=True)
        return _page(asked, opened, trouble=again)
    except InvalidInput as error:
        return _page(asked, opened, trouble=Trouble(trouble.parcel, str(error.problems[0]), trouble.typed))
    except ClausierError as error:
        return _page(asked, opened, trouble=Trouble(trouble.parcel, str(error), trouble.typed))
    asked.house.works.leave(about(opened), [*known, *notes])
    return Sent(asked.link("dossiers", opened.name, "documents", dit=word))


STEP = Step(
    "documents",
    "Documents",
    (
        Route(HERE, read=read, write=make),
        Route(f"{HERE}/completer", write=complete),
        Route(f"{HERE}/{{tour}}/envoye", write=send),
        Route(f"{HERE}/{{tour}}/annuler", write=undo),
        *regarder.ROUTES,
    ),
)
