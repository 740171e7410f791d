"""What a later letter looks back on: what was sent, answered and decided; nothing of what we might accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from clausier.french import long_date, typeset
from clausier.model.negotiation import Choice, Grade, Purpose, Received, Source
from clausier.model.proposal import FollowedView, FollowUpView, Proposal, ProviderView
from clausier.model.register import Stand
from clausier.model.voice import Voice
from clausier.negotiation.replies import not_as_drafted
from clausier.negotiation.standing import CONCEDED, TAKEN, Standing, State, Status, rank

ANSWERS = {
    Grade.AGREED: "la rédaction proposée est conservée",
    Grade.UNSIGNED: "nous vous remercions d'indiquer qui accepte (nom, qualité, date)",
    Grade.SPOKEN: "nous vous remercions de nous le confirmer par écrit",
    Grade.PROVEN: "nous vous remercions de nous remettre la copie du justificatif",
    Grade.UNPROVEN: "les mentions du justificatif sont à compléter",
    Grade.COVERED: "nous vous remercions de citer la stipulation ; à défaut, nous maintenons {demande}",
    Grade.DISCUSS: "nous sommes à votre disposition pour en parler",
}
"""What is said to an answer whatever the practice decided; {demande}, {acceptons}: as who writes says them."""
TAKEN_TOLD = {
    Stand.WORDING: "{acceptons} votre rédaction, reprise dans le projet joint",
    Stand.VALUE: "{acceptons} votre proposition, reprise dans le projet joint",
}
GIVEN_UP = "nous n'insistons pas"
DIFFERED = (
    "le projet et le formulaire joints au courrier différaient sur ce point ; nous vous remercions de nous "
    "confirmer votre réponse au vu du projet joint"
)


def follow_up(state: State, proposal: Proposal, purpose: Purpose) -> FollowUpView:
    """What the letter says of the sending in force, of the answers to it and of what was decided since."""
    last = state.last
    asked = {request.id for request in proposal.view.requests}
    there = [one for one in state.standings.values() if one.point in asked]
    words = _words(proposal.view)
    by = {status: tuple(_followed(one, words) for one in there if _told_as(one) is status) for status in Status}
    reply = max(state.replies, key=rank, default=None)
    return FollowUpView(
        purpose=purpose.value,
        sent_on=typeset(long_date(last.printed)) if last else "",
        answered_on=typeset(long_date(reply.said_on)) if reply else "",
        answer=typeset(_answer(reply)) if reply else "",
        agreed=by[Status.AGREED],
        countered=by[Status.COUNTER],
        refused=by[Status.REFUSED],
        unsettled=(*by[Status.DISCUSS], *by[Status.TO_CHECK]),
        silent=by[Status.WAITING],
        dropped=tuple(_given_up(state)),
        fresh=tuple(_fresh(state, proposal)),
    )


def _words(view: ProviderView) -> Mapping[str, str]:
    """Whose request it is, and who accepts."""
    return {
        Voice.PRACTICE: {"demande": "notre demande", "acceptons": "nous acceptons"},
        Voice.COUNSEL: {"demande": "la demande de notre client", "acceptons": "notre client accepte"},
        Voice.UNION: {"demande": f"la demande {view.client.of}", "acceptons": f"{view.client.the} accepte"},
    }[Voice(view.writer.voice)]


def _told_as(one: Standing) -> Status:
    """What was accepted of the provider's is told as its proposal, and as our answer to it."""
    return Status.COUNTER if one.taken else Status.TO_CHECK if _differed(one) else one.status


def _answer(reply: Received) -> str:
    """The answer that the letter thanks for, by the date that it bears, never by that of its reading."""
    spoken = "ce que vous avez dit au téléphone" if reply.kind is Source.PHONE else "votre réponse"
    return f"{spoken} du {long_date(reply.respondent.day)}" if reply.respondent.day else f"{spoken}, non datée,"


def _differed(one: Standing) -> bool:
    """Was the answer given to another text than the one that was to be signed, which a person had edited?"""
    to_read = one.assessment is not None and one.assessment.grade is Grade.TO_READ
    return to_read and one.reply is not None and bool(not_as_drafted(one.sent, one.reply.kind))


def _unsigned(one: Standing) -> Iterator[str]:
    """What an answer lacks before it counts, asked of the provider."""
    if one.reply is not None and one.reply.kind is Source.PHONE:
        yield f" ; {ANSWERS[Grade.SPOKEN]}"
    elif one.reply is not None and not one.reply.signed:
        yield " ; nous vous remercions d'indiquer qui la propose (nom, qualité, date)"


def _given_up(state: State) -> Iterator[FollowedView]:
    """Points given up since they were last asked: said once, in the next letter."""
    asked = state.last.texts if state.last else {}
    yield from (_view(one, "", GIVEN_UP) for one in state.standings.values() if one.dropped and one.point in asked)


def _fresh(state: State, proposal: Proposal) -> Iterator[FollowedView]:
    """Requests that were never sent, which an answer to a question or a new reading of the contract calls for."""
    for request in proposal.view.requests:
        if request.id not in state.standings:
            yield FollowedView(number=request.number, title=request.title, answered="", ours="")


def _followed(one: Standing, words: Mapping[str, str]) -> FollowedView:
    return _view(one, "".join([*_said(one)][:1]), _ours(one, words))


def _view(one: Standing, answered: str, ours: str) -> FollowedView:
    return FollowedView(number=one.sent.number, title=one.sent.title, answered=typeset(answered), ours=typeset(ours))


def _said(one: Standing) -> Iterable[str]:
    item = one.item
    if item and item.value:
        yield f"vous proposez « {item.value} »"
    if item and item.wording:
        yield "vous proposez une autre rédaction"
    if item and item.choice:
        grade = one.assessment.grade if one.assessment else None
        reserved = item.choice is Choice.ACCEPTED and grade is Grade.TO_READ and not _differed(one)
        yield f"vous répondez « {item.choice.value} »{', avec une réserve' if reserved else ''}"


def _ours(one: Standing, words: Mapping[str, str]) -> str:
    """Our answer: a concession only where it was decided."""
    stand = one.decision.stand if one.decision else Stand.KEEP
    grade = one.assessment.grade if one.assessment else None
    if one.accepted:
        return "".join((TAKEN_TOLD[stand].format_map(words), *_unsigned(one)))
    if _differed(one):
        return DIFFERED
    if grade in ANSWERS and not (grade is Grade.DISCUSS and one.decision):
        return ANSWERS[grade].format_map(words)
    if stand in CONCEDED:
        return f"{words['demande']} est aménagée en conséquence dans le projet joint"
    figure = one.decision.value if one.decision and stand in TAKEN else one.sent.value
    return f"nous maintenons {words['demande']}{f' ({figure})' if figure else ''}"
