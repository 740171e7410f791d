"""What a later letter looks back on: what was sent, answered and decided; nothing of what we might accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from clausier.french import long_date, typeset
from clausier.model.exchange import LetterFormulas, RoundFormulas
from clausier.model.followup import FollowedView, FollowUpView
from clausier.model.negotiation import Choice, Grade, Purpose, Received, Source
from clausier.model.proposal import Proposal, ProviderView
from clausier.model.register import Stand
from clausier.model.voice import Voice
from clausier.negotiation.replies import not_as_drafted
from clausier.negotiation.standing import CONCEDED, TAKEN, Standing, State, Status, rank
from clausier.proposal.voice import named

ANSWERS = {
    Grade.AGREED: "kept_as_drafted",
    Grade.UNSIGNED: "who_accepts",
    Grade.SPOKEN: "spoken",
    Grade.PROVEN: "proof",
    Grade.UNPROVEN: "details",
    Grade.COVERED: "covered",
    Grade.DISCUSS: "talk",
}
"""The sentence of the library that is said to an answer whatever the practice decided."""
TAKEN_TOLD = {Stand.WORDING: "wording_taken", Stand.VALUE: "value_taken"}


@dataclass(frozen=True)
class _Teller:
    """The library's sentences as who writes says them."""

    formulas: RoundFormulas
    words: Mapping[str, str]

    def __call__(self, name: str, **values: str) -> str:
        return named(getattr(self.formulas, name), {**self.words, **values})


def follow_up(state: State, proposal: Proposal, purpose: Purpose, formulas: RoundFormulas) -> FollowUpView:
    """What the letter says of the sending in force, of the answers to it and of what was decided since."""
    last = state.last
    asked = {request.id for request in proposal.view.requests}
    there = [one for one in state.standings.values() if one.point in asked]
    tell = _Teller(formulas, _words(proposal.view))
    by = {status: tuple(_followed(one, tell) for one in there if _told_as(one) is status) for status in Status}
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
        dropped=tuple(_given_up(state, tell)),
        fresh=tuple(_fresh(state, proposal)),
        said=LetterFormulas(**{name: typeset(text) for name, text in formulas.letter}),
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


def _unsigned(one: Standing, tell: _Teller) -> Iterator[str]:
    """What an answer lacks before it counts, asked of the provider."""
    if one.reply is not None and one.reply.kind is Source.PHONE:
        yield f" ; {tell('spoken')}"
    elif one.reply is not None and not one.reply.signed:
        yield f" ; {tell('who_offers')}"


def _given_up(state: State, tell: _Teller) -> Iterator[FollowedView]:
    """Points given up since they were last asked: said once, in the next letter."""
    asked = state.last.texts if state.last else {}
    yield from (
        _view(one, "", tell("dropped")) for one in state.standings.values() if one.dropped and one.point in asked
    )


def _fresh(state: State, proposal: Proposal) -> Iterator[FollowedView]:
    """Requests that were never sent, which an answer to a question or a new reading of the contract calls for."""
    for request in proposal.view.requests:
        if request.id not in state.standings:
            yield FollowedView(number=request.number, title=request.title, answered="", ours="")


def _followed(one: Standing, tell: _Teller) -> FollowedView:
    return _view(one, "".join([*_said(one, tell)][:1]), _ours(one, tell))


def _view(one: Standing, answered: str, ours: str) -> FollowedView:
    return FollowedView(number=one.sent.number, title=one.sent.title, answered=typeset(answered), ours=typeset(ours))


def _said(one: Standing, tell: _Teller) -> Iterable[str]:
    item = one.item
    if item and item.value:
        reserved = one.assessment is not None and one.assessment.reserved
        yield tell("offers_value_but" if reserved else "offers_value", valeur=item.value)
    if item and item.wording:
        yield tell("offers_wording")
    if item and item.choice:
        grade = one.assessment.grade if one.assessment else None
        reserved = item.choice is Choice.ACCEPTED and grade is Grade.TO_READ and not _differed(one)
        yield tell("answers_but" if reserved else "answers", choix=item.choice.value)


def _ours(one: Standing, tell: _Teller) -> str:
    """Our answer: a concession only where it was decided."""
    stand = one.decision.stand if one.decision else Stand.KEEP
    grade = one.assessment.grade if one.assessment else None
    if one.taken_alone and one.decision:
        return "".join((tell("value_taken_alone", valeur=one.decision.value), *_unsigned(one, tell)))
    if one.accepted:
        return "".join((tell(TAKEN_TOLD[stand]), *_unsigned(one, tell)))
    if _differed(one):
        return tell("differed")
    if grade in ANSWERS and not (grade is Grade.DISCUSS and one.decision):
        return tell(ANSWERS[grade])
    if stand in CONCEDED:
        return tell("eased")
    figure = one.decision.value if one.decision and stand in TAKEN else one.sent.value
    return tell("kept", chiffre=f" ({figure})" if figure else "")
