"""The next letter: what it would be, why none is due, and its documents once they are written."""

from __future__ import annotations

from clausier.desk import gate
from clausier.desk.next_letter import KINDS, Wanted, held_back, undecided, write_next
from clausier.desk.papers import fit_for_new
from clausier.desk.table import Table
from clausier.documents.catalogue import Occasion, due
from clausier.errors import CannotWrite
from clausier.model.extent import Extent
from clausier.model.negotiation import Purpose
from clausier.negotiation.rounds import purpose_of, repeats
from clausier.negotiation.standing import State
from clausier.page.asked import CONFLICT, Answer, Asked
from clausier.page.steps.suivi.making import Making
from clausier.page.steps.suivi.talk import MOVED, Moved, Talk, of_talk, same_register, worked

EXTENT, JOINED = "ampleur", "second_temps"
NAMES = {Purpose.REMINDER: "rappel", Purpose.FINAL: "derniere-demande"}


@of_talk
def read(asked: Asked, talk: Talk) -> Answer:
    return MAKING.awaited(asked, talk) or _page(asked, talk)


def _page(asked: Asked, talk: Talk, refused: str = "", status: int = 200) -> Answer:
    state = talk.state
    told = {
        "empeche": held_back(talk.table, talk.opened.library, talk.today),
        "quoi": KINDS[purpose_of(state)],
        "rappelle": repeats(state),
        "indecises": undecided(state),
        "saisie": {EXTENT: asked.text(EXTENT), JOINED: asked.text(JOINED)},
        "refus": refused,
    }
    return talk.shown("suivi-lettre.html", told, status)


@of_talk
def write(asked: Asked, talk: Talk) -> Answer:
    """Writes the documents; they are drafts, and nothing is in the register before they are said to be sent."""
    library, path = talk.opened.library, talk.opened.kept.path
    extent = next((one for one in Extent if one.value == asked.text(EXTENT)), None)
    templates = gate.templates(None, (*due(Occasion.ROUND), *due(Occasion.REMINDER)), library)
    wanted = Wanted(talk.today, templates, extent, joined=bool(asked.text(JOINED)))

    def work(table: Table) -> None:
        same_register(asked, table)
        if reason := held_back(table, library, talk.today):
            raise CannotWrite(reason)
        write_next(table, library, fit_for_new(path, _name(table.state), table.register.prints), wanted)

    return MAKING.begin(asked, talk, lambda: worked(talk, work))


def _failed(asked: Asked, talk: Talk, error: Exception, told: list[str]) -> Answer:
    return _page(asked, talk, MOVED if isinstance(error, Moved) else "\n".join(told), CONFLICT)


MAKING = Making("lettre", "Rédaction de la lettre", "lettre", _failed)


def _name(state: State) -> str:
    """The folder of the next letter: « tour-2 », « rappel-tour-1 »."""
    number = state.round if repeats(state) else state.round + 1
    kind = NAMES.get(purpose_of(state), "") if repeats(state) else ""
    return f"{kind}-tour-{number}" if kind else f"tour-{number}"
