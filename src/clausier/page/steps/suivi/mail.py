"""Files that came back: kept beside the dossier, read as `reponse lire` reads them, and what became of each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausier.desk.holding import holding
from clausier.desk.inbox import Came, desk_at, keep
from clausier.desk.papers import beside, free_place, plain_name
from clausier.errors import CannotWrite, Problem
from clausier.files import limits
from clausier.files.bounded import digest_of
from clausier.files.publish import cannot_write, publish
from clausier.files.replacing import move
from clausier.french import long_date
from clausier.model.inbox import Arrival, Outcome
from clausier.model.negotiation import Received
from clausier.negotiation.drafts import home_of
from clausier.negotiation.inbox import list_path, place_of, sentence
from clausier.page.asked import CONFLICT, OK, UNSOUND, Answer, Asked, NotHere, Sent, Upload
from clausier.page.steps.suivi.looks import Badge, Told, answers_of, of_outcome
from clausier.page.steps.suivi.talk import Talk, of_talk, talk_of

FOLDER, ASIDE = "reponses-recues", "reponses-ecartees"
"""Where files that came are kept, and those that are no answer."""
EARLIER, FILE = "anterieur", "fichier_recu"
NOTHING = "Choisir d'abord un fichier."


@dataclass(frozen=True)
class Become:
    """What became of a file: in words, what to do and to know of it; and the answers that were put in the register."""

    name: str
    badge: Badge
    told: str
    notices: tuple[str, ...] = ()
    answers: tuple[Told, ...] = ()
    who: str = ""
    late: tuple[str, ...] = ()
    unsigned: bool = False


@dataclass(frozen=True)
class Waiting:
    """A file that was not read; `ours` if it stands where the page keeps what came."""

    arrival: Arrival
    told: str
    ours: bool


@of_talk
def read(asked: Asked, talk: Talk) -> Answer:
    return _page(talk)


def _page(
    talk: Talk, refused: str = "", became: Sequence[Become] = (), early: bool = False, status: int = 200
) -> Answer:
    told = {
        "attend": [*_waiting(talk)],
        "devenus": became,
        "refus": refused,
        "date_anterieure": early,
        "rien_envoye": talk.state.last is None,
        "nombre": len(talk.register.events),
    }
    return talk.shown("suivi-reponse.html", told, status)


def _waiting(talk: Talk) -> Iterator[Waiting]:
    folder = _folder(talk)
    for one in talk.found.unread:
        place = _place(talk, one)
        yield Waiting(one, sentence(one), place.parent == folder and place.is_file())


def _folder(talk: Talk) -> Path:
    return beside(talk.opened.kept.path, FOLDER)


def _place(talk: Talk, one: Arrival) -> Path:
    return place_of(one, home_of(talk.opened.kept.path))


@of_talk
def drop(asked: Asked, talk: Talk) -> Answer:
    """Files that were dropped: each is kept, then read; a faulty one stops none of the others."""
    if not asked.files:
        return _page(talk, NOTHING, status=UNSOUND)
    return _read(asked, talk, lambda: _kept(talk, asked.files))


@of_talk
def read_again(asked: Asked, talk: Talk) -> Answer:
    """The files that were not read, read once more: something may have been mended."""
    there = [_place(talk, one.arrival) for one in _waiting(talk) if one.ours]
    return _read(asked, talk, lambda: list(dict.fromkeys(there)))


def _read(asked: Asked, talk: Talk, files: Callable[[], Sequence[Path]]) -> Answer:
    path, library = talk.opened.kept.path, talk.opened.library
    earlier = bool(asked.text(EARLIER))
    with holding(lambda: home_of(path)):
        places = files()
        desk, inbox = desk_at(str(path), library, talk.today, earlier=earlier)
        root = inbox.parent.parent.resolve()
        came = [one for place in places for one in desk.arrivals(place, root)]
        keep(inbox, [one.arrival for one in came], places)
    fresh = talk_of(asked)
    early = any(one.reading and one.fate.outcome is Outcome.REFUSED for one in came)
    status = CONFLICT if any(not one.fate.outcome.read for one in came) else OK
    return _page(fresh, became=[_become(one, fresh) for one in came], early=early, status=status)


def _become(came: Came, talk: Talk) -> Become:
    arrival, reading = came.arrival, came.reading
    told = " ".join(map(_without_place, came.problems)) if came.problems else sentence(arrival)
    become = Become(arrival.name, of_outcome(arrival.outcome), told)
    if reading is None:
        return become
    put_in = arrival.outcome in (Outcome.READ, Outcome.OLDER)
    return replace(
        become,
        notices=(*([reading.declared.told] if reading.declared.told and put_in else []), *reading.notices),
        answers=tuple(answers_of(reading.event, talk.state, talk.opened.library)) if put_in else (),
        who=_who(reading.event),
        late=reading.late if put_in else (),
        unsigned=put_in and not reading.event.signed,
    )


def _without_place(problem: Problem) -> str:
    """It stands under the name of its file."""
    where = f"{problem.key} : " if problem.key else ""
    return f"{where}{problem.message} {problem.hint}".strip()


def _who(reply: Received) -> str:
    one = reply.respondent
    return ", ".join(filter(None, (one.name, one.capacity, f"le {long_date(one.day)}" if one.day else "")))


def _kept(talk: Talk, uploads: Sequence[Upload]) -> list[Path]:
    """Where each file is kept: one that came before, to the byte, stays where it is."""
    folder, places = _folder(talk), list[Path]()
    for one in uploads:
        print_ = hashlib.sha256(one.content).hexdigest()
        there = {digest_of(path, limits.TABLE): path for path in _files(folder)}
        place = there.get(print_) or free_place(folder, plain_name(one.name))
        if print_ not in there:
            publish({place.name: one.content}, folder)
        places.append(place)
    return list(dict.fromkeys(places))


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir() and not folder.is_symlink():
        yield from (path for path in folder.iterdir() if path.is_file() and not path.is_symlink())


@of_talk
def withdraw(asked: Asked, talk: Talk) -> Answer:
    """A file that is no answer is put aside: it no longer keeps a reminder back."""
    wanted = asked.text(FILE)
    found = next((one for one in _waiting(talk) if one.arrival.file == wanted and one.ours), None)
    if found is None:
        raise NotHere
    path, place = talk.opened.kept.path, _place(talk, found.arrival)
    aside = beside(path, ASIDE)
    with holding(lambda: home_of(path)):
        try:
            aside.mkdir(parents=True, exist_ok=True)
            move(place, free_place(aside, place.name))
        except OSError as error:
            raise CannotWrite(cannot_write(aside, error)) from error
        keep(list_path(path), [], [place])
    return Sent(asked.link("dossiers", talk.opened.name, "suivi", "reponse", dit="ecarte"))


def piece_of(talk: Talk, upload: Upload | None, wanted: str) -> Path | None:
    """The file that shows what is noted: one that was dropped, which is kept, or one of those that wait."""
    if upload:
        with holding(lambda: home_of(talk.opened.kept.path)):
            return _kept(talk, [upload])[0]
    found = (one for one in _waiting(talk) if one.arrival.file == wanted and one.ours)
    return next((_place(talk, one.arrival) for one in found), None)


def waiting_names(talk: Talk) -> list[str]:
    """The files that wait and that the page keeps."""
    return list(dict.fromkeys(one.arrival.file for one in _waiting(talk) if one.ours))
