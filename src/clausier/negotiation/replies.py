"""A reply that was read → the entry of the register: to which texts it answers, and what it is worth."""

from __future__ import annotations

from datetime import date

from clausier.errors import InvalidInput, Problem
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.negotiation import Mark, ReadReply, Received, ReplyItem, Sending, Touch, fingerprint_of
from clausier.negotiation.grading import Grader
from clausier.negotiation.standing import State

SEND = "Lui adresser d'abord nos demandes : clausier rediger."


def sent_to(file: str, mark: Mark | None, state: State) -> Sending:
    """The sending that a file answers: the one that its mark names, else the last.

    InvalidInput for somebody else's reply, for texts that were never sent, or where nothing was sent.
    """
    if state.last is None:
        raise _refused(file, "rien n'a été envoyé dans ce dossier : il n'y a rien à quoi répondre.", SEND)
    if mark is None:
        return state.last
    case = state.register.case
    if mark.case and mark.case != case:
        hint = f"C'est une réponse au dossier « {mark.case} » : la lire avec celui-ci."
        raise _refused(file, f"cette réponse n'est pas celle du dossier « {case} ».", hint)
    found = [
        one
        for one in state.register.sendings
        if (one.round, one.fingerprint) == (mark.round, mark.fingerprint) and one.texts
    ]
    if not found:
        message = f"ce fichier répond à des textes qui ne sont pas au registre (tour {mark.round})."
        raise _refused(file, message, "Vérifier que le registre est celui qui accompagnait l'envoi.")
    if mark.round < state.round:
        hint = f"Demander la réponse au tour {state.round}, ou la reporter dans son formulaire."
        raise _refused(file, f"c'est la réponse du tour {mark.round} ; le tour {state.round} est en cours.", hint)
    return found[-1]


def _refused(file: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(file, "", message, hint)])


def received(reply: ReadReply, sent: Sending, case: CaseFile, library: Library, day: date) -> Received:
    """The entry, graded by the engine; a request without an answer has none."""
    grader = Grader(library, case, day, reply.respondent)
    items = {point: item for point, item in reply.items.items() if point in sent.texts and not item.silent}
    return Received(
        round=sent.round,
        day=day,
        kind=reply.kind,
        fingerprint=_print(reply, items),
        respondent=reply.respondent,
        items={point: item for point, item in items.items() if item != ReplyItem(touch=Touch.UNTOUCHED)},
        assessments={point: grader.assess(point, item, sent.texts[point]) for point, item in items.items()},
    )


def _print(reply: ReadReply, items: dict[str, ReplyItem]) -> str:
    """Of what the reply says, whatever the file looks like: read twice, it counts once."""
    said = (f"{point} {item.model_dump_json(exclude_defaults=True)}" for point, item in sorted(items.items()))
    return fingerprint_of([reply.respondent.model_dump_json(), *said])


def twice(event: Received, state: State) -> bool:
    """True if the same answer was already read in this round."""
    return any((one.round, one.fingerprint) == (event.round, event.fingerprint) for one in state.register.replies)
