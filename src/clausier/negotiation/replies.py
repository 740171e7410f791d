"""A reply that was read → the entry of the register: to which texts it answers, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clausier.errors import InvalidInput, Problem
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.negotiation import (
    Assessment,
    FormKind,
    Grade,
    Mark,
    ReadReply,
    Received,
    ReplyItem,
    Sending,
    SentText,
    Source,
    Touch,
    fingerprint_of,
)
from clausier.negotiation.grading import Grader
from clausier.negotiation.standing import State
from clausier.negotiation.together import still_open

SEND = "Lui adresser d'abord nos demandes (clausier rediger), puis l'inscrire : clausier envoyer."
FORMS = (FormKind.FORM, FormKind.TRACKER, FormKind.CONTRACT)
"""They show the texts of the draft."""
CONFIRM = "Confirmer d'abord ce qui a été envoyé : clausier envoyer DOSSIER --confirmer."


@dataclass(frozen=True)
class Answered:
    """The sending that a reply answers: its number, and the texts that it asked or recalled."""

    number: int
    sending: Sending

    def texts(self, form: bool) -> dict[str, SentText]:
        """As they were sent; a form shows those of the draft, even where the document to sign was edited since."""
        return {point: text.on_form if form else text for point, text in self.sending.texts.items()}


def sent_to(file: str, mark: Mark | None, state: State, drafted: bool = False) -> Answered:
    """The sending that a file answers: the one that its mark names, else the one in force.

    InvalidInput for somebody else's reply, for texts that were never sent (`drafted`: known only as a draft), or
    where nothing was sent.
    """
    register, case = state.register, state.register.case
    if mark and mark.case and mark.case != case:
        hint = f"C'est une réponse au dossier « {mark.case} » : la lire avec celui-ci."
        raise _refused(file, f"cette réponse n'est pas celle du dossier « {case} ».", hint)
    numbers = [n for n, one in register.sent.items() if mark and one.fingerprint == mark.fingerprint]
    if not numbers and drafted:
        hint = "S'il a bien été envoyé, l'inscrire (clausier envoyer), puis lire la réponse."
        raise _refused(file, "ce fichier répond à un brouillon qui n'est pas inscrit comme envoyé.", hint)
    if not state.asking:
        waiting = register.unconfirmed
        hint = CONFIRM if waiting else SEND
        raise _refused(file, "rien n'a été envoyé dans ce dossier : il n'y a rien à quoi répondre.", hint)
    if mark is not None and not numbers:
        message = f"ce fichier répond à des textes qui ne sont pas au registre (tour {mark.round})."
        raise _refused(file, message, "Vérifier que le registre est celui qui accompagnait l'envoi.")
    number = numbers[-1] if numbers else state.asking
    return Answered(number, register.asked(number))


def sent_before(state: State, day: date) -> Answered | None:
    """The latest sending of texts on or before a day."""
    days = {n: one.day for n, one in state.register.sent.items() if one.day <= day and (one.texts or one.questions)}
    number = max(days, key=lambda n: (days[n], n), default=None)
    return Answered(number, state.register.asked(number)) if number else None


def overtaken(answered: Answered, state: State) -> tuple[str, ...]:
    """The numbers of the points whose text changed, or is no longer asked, since a sending that was answered."""
    return tuple(
        text.number
        for point, text in answered.sending.texts.items()
        if point not in state.standings or state.standings[point].sent.fingerprint != text.fingerprint
    )


def _refused(file: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(file, "", message, hint)])


def received(reply: ReadReply, sent: Answered, case: CaseFile, library: Library, day: date) -> Received:
    """The entry, graded by the engine; a request without an answer has none."""
    texts = sent.texts(reply.kind in FORMS)
    grader = Grader(library, case, day, reply.respondent)
    items = {point: item for point, item in reply.items.items() if point in texts and not item.silent}
    assessments = {point: grader.assess(point, item, texts[point]) for point, item in items.items()}
    cautious = {point: _cautious(one, sent.sending.texts[point], reply) for point, one in assessments.items()}
    return Received(
        round=sent.sending.round,
        day=day,
        sending=sent.number,
        kind=reply.kind,
        fingerprint=_print(reply, items),
        respondent=reply.respondent,
        items={point: item for point, item in items.items() if item != ReplyItem(touch=Touch.UNTOUCHED)},
        declared=tuple(reply.declarations),
        assessments=still_open(cautious, texts),
    )


def _cautious(one: Assessment, sent: SentText, reply: ReadReply) -> Assessment:
    """What cannot be taken at its word, since what was sent is not what was drafted, is for a person to read."""
    if one.grade in (Grade.AGREED, Grade.UNSIGNED) and reply.kind is Source.PHONE:
        return one.model_copy(update={"grade": Grade.SPOKEN})
    if one.grade in (Grade.SILENT, Grade.REFUSED):
        return one
    reason = not_as_drafted(sent, reply.kind)
    return one.model_copy(update={"grade": Grade.TO_READ, "reason": reason, "quoted": ""}) if reason else one


def not_as_drafted(sent: SentText, kind: FormKind | Source) -> str:
    """Why an answer may be to another text than the one sent, which a person had edited; empty if it is not."""
    if sent.unread:
        return UNREAD
    return UNLIKE if sent.drafted and kind in FORMS else ""


UNREAD = "la valeur demandée ne se lit plus dans le texte envoyé, modifié à la main"
UNLIKE = "le formulaire montrait une autre rédaction que le document à signer, modifié à la main"


def _print(reply: ReadReply, items: dict[str, ReplyItem]) -> str:
    """Of what the reply says, whatever the file looks like: read twice, it counts once."""
    said = (f"{point} {item.model_dump_json(exclude_defaults=True)}" for point, item in sorted(items.items()))
    told = (f"? {point} {answer.model_dump_json()}" for point, answer in sorted(reply.declarations.items()))
    return fingerprint_of([reply.respondent.model_dump_json(), *said, *told])


def twice(event: Received, state: State) -> bool:
    """True if the same answer to the same texts was already read, from our files or from the same other source."""
    return any(_same(one, event, state) for one in state.register.replies)


def _same(one: Received, other: Received, state: State) -> bool:
    to = [(each.round, each.sending and state.register.asked(each.sending)) for each in (one, other)]
    same_texts = to[0] == to[1] or (one.sending is None and one.round == other.round)
    return same_texts and _source(one) is _source(other) and one.fingerprint == other.fingerprint


def _source(reply: Received) -> Source | None:
    """None for our files: what is written in one is the same in another."""
    return reply.kind if isinstance(reply.kind, Source) else None
