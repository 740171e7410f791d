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
from clausier.page.asked import CONFLICT, Answer, Asked, Sent
from clausier.page.steps.suivi.talk import MOVED, Moved, Talk, of_talk, same_register, worked

EXTENT, JOINED = "ampleur", "second_temps"
NAMES = {Purpose.REMINDER: "rappel", Purpose.FINAL: "derniere-demande"}


@of_talk
def read(asked: Asked, talk: Talk) -> Answer:
    return _page(asked, talk)


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

    def work(table: Table) -> str:
        same_register(asked, table)
        if reason := held_back(table, library, talk.today):
            raise CannotWrite(reason)
        target = fit_for_new(path, _name(table.state), table.register.prints)
        write_next(table, library, target, wanted)
        return target.name

    try:
        worked(talk, work)
    except Moved:
        return _page(asked, talk, MOVED, CONFLICT)
    except CannotWrite as error:
        return _page(asked, talk, str(error), CONFLICT)
    return Sent(asked.link("dossiers", talk.opened.name, "suivi", dit="lettre", ancre="documents"))


def _name(state: State) -> str:
    """The folder of the next letter: « tour-2 », « rappel-tour-1 »."""
    number = state.round if repeats(state) else state.round + 1
    kind = NAMES.get(purpose_of(state), "") if repeats(state) else ""
    return f"{kind}-tour-{number}" if kind else f"tour-{number}"
