"""What the provider said outside our forms: an e-mail, a letter, a meeting, a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from clausier.desk.noting import CHOICES, Odd, Said, Wrong, note
from clausier.desk.table import Table
from clausier.errors import CannotWrite
from clausier.model.day import read_day
from clausier.model.negotiation import ReplyItem, Respondent, Source
from clausier.negotiation.dating import Earlier
from clausier.page.asked import CONFLICT, UNSOUND, Answer, Asked, Sent
from clausier.page.steps.suivi.looks import Badge, of_state
from clausier.page.steps.suivi.mail import piece_of, waiting_names
from clausier.page.steps.suivi.talk import Talk, odd, of_talk, worked

POINTS, SAID, VALUE, WORDING, COST, COMMENT = "points", "dit", "valeur", "texte", "cout", "commentaire"
NAME, CAPACITY, DAY, SOURCE, SENDING, WAITING = "par", "qualite", "le", "source", "envoi", "recu"
EARLIER = "anterieur"
TEXTS = (VALUE, WORDING, COST, COMMENT, NAME, CAPACITY)
ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        "accepte": "il accepte notre texte",
        "refuse": "il refuse",
        "deja-couvert": "il dit que le contrat le prévoit déjà",
        "contre": "il propose autre chose",
    }
)
SOURCES: Mapping[Source, str] = MappingProxyType(
    {
        Source.MAIL: "un courriel",
        Source.POST: "un courrier",
        Source.MEETING: "une réunion",
        Source.PHONE: "un appel",
    }
)
NO_POINT, NO_ANSWER = "Cocher au moins une demande.", "Choisir ce qu'il répond."
NO_DAY, NO_SOURCE = "Dire quel jour il a répondu.", "Dire d'où vient sa réponse."
COUNTER = "« Il propose autre chose » va avec son chiffre ou son texte, et eux avec cette réponse."


@dataclass(frozen=True)
class Request:
    """A request that he may answer."""

    point: str
    number: str
    title: str
    value: str
    badge: Badge | None


@of_talk
def read(asked: Asked, talk: Talk) -> Answer:
    typed = {POINTS: [asked.query["point"]]} if asked.query.get("point") else {}
    return _page(asked, talk, typed)


def _page(
    asked: Asked,
    talk: Talk,
    typed: Mapping[str, list[str]],
    faults: Mapping[str, list[str]] | None = None,
    status: int = 200,
) -> Answer:
    fields = (SAID, *TEXTS, DAY, SOURCE, SENDING, WAITING)
    told = {
        "demandes": _requests(talk),
        "cochees": typed.get(POINTS, []),
        "saisie": {key: next(iter(typed.get(key, ())), "") for key in fields},
        "reponses": ANSWERS,
        "sources": {one.value: label for one, label in SOURCES.items()},
        "envois": [(number, one) for number, one in talk.register.sent.items() if one.texts],
        "recus": waiting_names(talk),
        "fautes_de": faults or {},
        "rien_envoye": talk.state.last is None,
    }
    return talk.shown("suivi-noter.html", told, status)


def _requests(talk: Talk) -> list[Request]:
    """All that was ever asked, as it was last asked."""
    texts = {point: text for one in talk.register.sendings for point, text in one.texts.items()}
    there = talk.state.standings
    return [
        Request(point, text.number, text.title, text.value, of_state(there[point]) if point in there else None)
        for point, text in texts.items()
    ]


@of_talk
def write(asked: Asked, talk: Talk) -> Answer:
    """The answer in the register, graded; or the form again, with what is wrong and all that was typed."""
    faults = _faults(asked)
    if faults:
        return _again(asked, talk, faults, UNSOUND)

    def work(table: Table) -> tuple[bool, int]:
        return note(table, said, talk.opened.library).known, len(table.register.events) + 1

    try:
        said = _said(asked)
        said.check()
        piece = piece_of(talk, next(iter(asked.files), None), asked.text(WAITING))
        said = replace(said, piece=piece)
        known, number = worked(talk, work)
    except Wrong as error:
        return _again(asked, talk, _wrong(error), UNSOUND)
    except Earlier as error:
        return _again(asked, talk, {EARLIER: [error.reason]}, CONFLICT)
    except CannotWrite as error:
        return _again(asked, talk, {"": [str(error)]}, CONFLICT)
    here = "dossiers", talk.opened.name, "suivi"
    return Sent(asked.link(*here, dit="deja") if known else asked.link(*here, "reponses", str(number), dit="note"))


def _again(asked: Asked, talk: Talk, faults: Mapping[str, list[str]], status: int) -> Answer:
    return _page(asked, talk, {key: [*values] for key, values in asked.form.items()}, faults, status)


def _wrong(error: Wrong) -> dict[str, list[str]]:
    return {
        Odd.COUNTER: {SAID: [COUNTER]},
        Odd.TO_COME: {DAY: [f"Le {error} est à venir."]},
        Odd.NO_FILE: {WAITING: [str(error)]},
    }.get(error.odd, {POINTS: [str(error)]})


def _faults(asked: Asked) -> dict[str, list[str]]:
    """What is missing, or cannot be read, by field."""
    wanted = {
        POINTS: "" if asked.form.get(POINTS) else NO_POINT,
        SAID: "" if asked.text(SAID) in ANSWERS else NO_ANSWER,
        SOURCE: "" if asked.text(SOURCE) in {one.value for one in Source} else NO_SOURCE,
        DAY: _day_fault(asked.text(DAY)),
        **{key: odd(asked.text(key)) for key in TEXTS},
    }
    return {key: [told] for key, told in wanted.items() if told}


def _day_fault(text: str) -> str:
    try:
        return "" if text and read_day(text) else NO_DAY
    except ValueError as error:
        return str(error)


def _said(asked: Asked) -> Said:
    value, wording, cost, comment, name, capacity = (asked.text(key).strip() for key in TEXTS)
    sending = asked.text(SENDING)
    return Said(
        points=tuple(asked.form[POINTS]),
        item=ReplyItem(choice=CHOICES[asked.text(SAID)], value=value, wording=wording, cost=cost, comment=comment),
        who=Respondent(name=name, capacity=capacity, day=read_day(asked.text(DAY))),
        source=Source(asked.text(SOURCE)),
        day=asked.house.today(),
        event=int(sending) if sending.isascii() and sending.isdecimal() and len(sending) < 7 else None,
        earlier=bool(asked.text(EARLIER)),
    )
