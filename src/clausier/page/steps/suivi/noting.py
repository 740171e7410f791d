"""What the provider said outside our forms: an e-mail, a letter, a meeting, a call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from clausier.desk.noting import CHOICES, Odd, Said, Wrong, note
from clausier.desk.table import Table
from clausier.errors import CannotWrite
from clausier.model.day import read_day
from clausier.model.negotiation import Choice, ReplyItem, Respondent, SentText, Source
from clausier.negotiation.dating import Earlier
from clausier.page.asked import CONFLICT, UNSOUND, Answer, Asked, Sent
from clausier.page.steps.suivi.looks import Badge, of_state
from clausier.page.steps.suivi.mail import piece_of, waiting_names
from clausier.page.steps.suivi.talk import Faults, Talk, odd, of_point, of_talk, worked

SAID, VALUE, WORDING, COST, COMMENT = "dit", "valeur", "texte", "cout", "commentaire"
"""Fields of the answer to one request."""
NAME, CAPACITY, DAY, SOURCE, SENDING, WAITING = "par", "qualite", "le", "source", "envoi", "recu"
EARLIER, OTHERS = "anterieur", "autres"
TEXTS = (VALUE, WORDING, COST, COMMENT)
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
NO_POINT, NO_ANSWER = "Dire ce qu'il répond, sur une demande au moins.", "Choisir ce qu'il répond."
NO_DAY, NO_SOURCE = "Dire quel jour il a répondu.", "Dire d'où vient sa réponse."
NOT_ASKED = "Ceci n'était pas demandé dans l'envoi auquel il répond : choisir cet envoi, ou vider cette réponse."
COUNTER = "« Il propose autre chose » va avec son chiffre ou son texte, et eux avec cette réponse."


@dataclass(frozen=True)
class Request:
    """A request that he may answer; `settled`: nothing is awaited of it any more. `opened`: its fields are shown."""

    point: str
    number: str
    title: str
    value: str
    badge: Badge | None
    settled: bool = False
    opened: bool = False


@of_talk
def read(asked: Asked, talk: Talk) -> Answer:
    return _page(asked, talk)


def _page(asked: Asked, talk: Talk, faults: Faults = MappingProxyType({}), status: int = 200) -> Answer:
    requests = [*_requests(asked, talk, faults)]
    told = {
        "demandes": [one for one in requests if not one.settled],
        "reglees": [one for one in requests if one.settled],
        "saisie": {key: next(iter(values), "") for key, values in asked.form.items()},
        "reponses": ANSWERS,
        "pour_les_autres": {word: label for word, label in ANSWERS.items() if CHOICES[word] is not Choice.AMENDED},
        "sources": {one.value: label for one, label in SOURCES.items()},
        "envois": [(number, one) for number, one in talk.register.sent.items() if one.texts],
        "recus": waiting_names(talk),
        "fichier_a_redonner": bool(asked.files),
        "fautes_de": faults,
    }
    return talk.shown("suivi-noter.html", told, status)


def _requests(asked: Asked, talk: Talk, faults: Faults) -> Iterator[Request]:
    """All that was ever asked, as it was last asked."""
    there = talk.state.standings
    for point, text in _texts(talk).items():
        badge = of_state(there[point]) if point in there else None
        typed = any(asked.text(of_point(key, point)).strip() for key in TEXTS)
        wrong = any(of_point(key, point) in faults for key in (SAID, *TEXTS))
        said = asked.text(of_point(SAID, point))
        settled = (point not in there or not there[point].open) and not (said or typed or wrong)
        opened = typed or wrong or CHOICES.get(said) is Choice.AMENDED
        yield Request(point, text.number, text.title, text.value, badge, settled, opened)


def _texts(talk: Talk) -> Mapping[str, SentText]:
    return {point: text for one in talk.register.sendings for point, text in one.texts.items()}


@of_talk
def write(asked: Asked, talk: Talk) -> Answer:
    """All his answers in the register, as one event, graded; or the form again, with what is wrong and all else."""
    faults = _faults(asked, talk)
    if not faults.keys() & {DAY, SOURCE}:
        faults = dict(map(_wrong, _said(asked, talk).wrong())) | faults
    if faults:
        return _page(asked, talk, faults, UNSOUND)

    def work(table: Table) -> tuple[bool, int]:
        return note(table, said, talk.opened.library).known, len(table.register.events) + 1

    try:
        piece = piece_of(talk, next(iter(asked.files), None), asked.text(WAITING))
        said = replace(_said(asked, talk), piece=piece)
        known, number = worked(talk, work)
    except Wrong as error:
        return _page(asked, talk, dict([_wrong(error)]), UNSOUND)
    except Earlier as error:
        return _page(asked, talk, {EARLIER: [error.reason]}, CONFLICT)
    except CannotWrite as error:
        return _page(asked, talk, {"": [str(error)]}, CONFLICT)
    here = "dossiers", talk.opened.name, "suivi"
    return Sent(asked.link(*here, dit="deja") if known else asked.link(*here, "reponses", str(number), dit="note"))


def _wrong(error: Wrong) -> tuple[str, list[str]]:
    """The field at fault, and why."""
    return {
        Odd.COUNTER: (of_point(SAID, error.point), [COUNTER]),
        Odd.TO_COME: (DAY, [f"Le {error} est à venir."]),
        Odd.NO_FILE: (WAITING, [str(error)]),
        Odd.NOT_ASKED: (of_point(SAID, error.point), [NOT_ASKED]),
    }[error.odd]


def _faults(asked: Asked, talk: Talk) -> dict[str, list[str]]:
    """What is missing, or cannot be read, by field."""
    points = _texts(talk)
    said = {point: asked.text(of_point(SAID, point)) for point in points}
    wanted = {
        OTHERS: NO_POINT if not any((asked.text(OTHERS), *said.values())) else "",
        SOURCE: "" if asked.text(SOURCE) in {one.value for one in Source} else NO_SOURCE,
        DAY: _day_fault(asked.text(DAY)),
        **{key: odd(asked.text(key)) for key in (NAME, CAPACITY)},
    }
    for point in points:
        texts = {key: asked.text(of_point(key, point)) for key in TEXTS}
        spoken = any(text.strip() for text in texts.values())
        is_told = said[point] in ANSWERS or not (said[point] or spoken)
        wanted |= {of_point(SAID, point): "" if is_told else NO_ANSWER}
        wanted |= {of_point(key, point): odd(text) for key, text in texts.items()}
    return {key: [told] for key, told in wanted.items() if told}


def _day_fault(text: str) -> str:
    try:
        return "" if text and read_day(text) else NO_DAY
    except ValueError as error:
        return str(error)


def _said(asked: Asked, talk: Talk) -> Said:
    sending, others = asked.text(SENDING), asked.text(OTHERS)
    return Said(
        items={point: _item(asked, point) for point in _texts(talk) if asked.text(of_point(SAID, point)) in ANSWERS},
        who=Respondent(
            name=asked.text(NAME).strip(), capacity=asked.text(CAPACITY).strip(), day=read_day(asked.text(DAY))
        ),
        source=Source(asked.text(SOURCE)),
        day=asked.house.today(),
        event=int(sending) if sending.isascii() and sending.isdecimal() and len(sending) < 7 else None,
        earlier=bool(asked.text(EARLIER)),
        others=ReplyItem(choice=CHOICES[others]) if others in CHOICES else None,
    )


def _item(asked: Asked, point: str) -> ReplyItem:
    value, wording, cost, comment = (asked.text(of_point(key, point)).strip() for key in TEXTS)
    choice = CHOICES[asked.text(of_point(SAID, point))]
    return ReplyItem(choice=choice, value=value, wording=wording, cost=cost, comment=comment)
