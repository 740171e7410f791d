"""What a negotiation waits for, and what stands in its way, said in French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from clausier.french import long_date
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.progress import Next, Progress
from clausier.negotiation.concluding import (
    Blocker,
    asked_anew,
    blockers,
    final_analysis,
    final_proposal,
    missing,
)
from clausier.negotiation.deadlines import counted_replies, notice_day
from clausier.negotiation.standing import State, Status


def blocking(case: CaseFile, library: Library, state: State, day: date) -> Iterator[Blocker]:
    """Everything that forbids to conclude today."""
    if state.concluded:
        return
    yield from blockers(state, library, {})
    if state.last:
        analysis = final_analysis(case, library, state, day, {})
        yield from missing(case, final_proposal(analysis, state, {}), state)


def notices(case: CaseFile, state: State, day: date) -> Iterator[str]:
    """Dates of the contract that fall within the negotiation."""
    if state.last is None or state.concluded:
        return
    end = max(day, state.last.reply_by)
    for name, found in (
        ("le préavis expire", notice_day(case)),
        ("le contrat arrive à échéance", case.contract.renewal),
    ):
        if found is not None and state.last.day <= found <= end:
            yield f"{name} le {long_date(found)}, pendant la négociation"
        elif found is not None and day <= found and (found - day).days <= SOON:
            yield f"{name} le {long_date(found)}, dans {(found - day).days} jours"


SOON = 60
"""Days before a date of the contract when it is worth a word."""


def next_step(state: State, day: date, unread: Sequence[str] = (), again: bool = False) -> str:
    """The next thing to do, given the files that came back `unread`, and whether an agreed text is to ask `again`."""
    return next_things(state, day, unread, again)[1]


def next_things(state: State, day: date, unread: Sequence[str] = (), again: bool = False) -> tuple[Next, str]:
    """The next thing to do, in a word and in a sentence."""
    if state.last is None and state.register.unconfirmed:
        return Next.CONFIRM, "confirmer les envois de l'ancien registre : clausier envoyer DOSSIER --confirmer"
    if state.last is None:
        return Next.SEND, "adresser nos demandes : clausier rediger, puis clausier envoyer"
    if state.concluded:
        return Next.SIGN, "faire signer, puis suivre les échéances : clausier echeances"
    if not state.answered and unread:
        return Next.MAIL, f"lire ce qui est arrivé ({', '.join(unread)})"
    if not state.answered and state.overdue(day):
        return Next.REMIND, "relancer : clausier relancer"
    if not state.answered:
        return Next.WAIT, f"attendre la réponse, due le {long_date(state.last.reply_by)}"
    if any(one.decision is None for one in state.of(Status.COUNTER, Status.REFUSED)):
        return Next.DECIDE, "décider des contre-propositions et des refus (clausier decider), puis clausier relancer"
    if again or not _settled(state):
        waits = f"attendre encore ({counted_replies(state)}), ou " if still_awaited(state, day) else ""
        return Next.REMIND, f"{waits}poursuivre : clausier relancer"
    return Next.CONCLUDE, "conclure : clausier conclure"


def still_awaited(state: State, day: date) -> bool:
    """Did some answers come, and is there still time for the others?"""
    return bool(state.answered and state.last and counted_replies(state) and day <= state.last.reply_by)


def progress(case: CaseFile, state: State, day: date, unread: Sequence[str] = (), again: bool = False) -> Progress:
    """The negotiation of a dossier in a line, as it stands on a day."""
    standings, last = state.standings.values(), state.last
    return Progress(
        case=case.id,
        provider=case.provider.name,
        practice=case.practice.name,
        round=state.round,
        sent=last.day if last else None,
        reply_by=last.reply_by if last else None,
        replied=max((one.said_on for one in state.replies), default=None) if last else None,
        late=state.overdue(day),
        concluded=state.concluded,
        agreed=sum(one.agreed for one in standings),
        refused=len(state.of(Status.REFUSED)),
        awaited=counted_replies(state) if still_awaited(state, day) else "",
        open=sum(one.open for one in standings),
        next=next_things(state, day, unread, again)[0],
    )


def nothing_to_send(case: CaseFile, library: Library, state: State, day: date) -> str:
    """Why no later letter is due; empty if one is."""
    if state.last is None and state.register.unconfirmed:
        return "les envois de l'ancien registre sont à confirmer : clausier envoyer DOSSIER --confirmer."
    if state.last is None:
        return "rien n'a encore été envoyé : clausier rediger d'abord."
    if state.concluded:
        return "la négociation est conclue : il n'y a rien à relancer."
    if not state.answered and not state.overdue(day):
        due = long_date(state.last.reply_by)
        return f"la réponse est attendue jusqu'au {due} : rien à relancer avant. Ensuite, donner --date si besoin."
    if state.answered and _settled(state) and not to_ask_again(case, library, state, day):
        return "toutes les demandes ont leur accord de principe ou ont été abandonnées : clausier conclure."
    return ""


def to_ask_again(case: CaseFile, library: Library, state: State, day: date) -> bool:
    """Is everything agreed or given up, and yet some text to sign not the one agreed?"""
    return _settled(state) and not state.concluded and asked_anew(case, library, state, day)


def _settled(state: State) -> bool:
    return bool(state.standings) and not any(one.open for one in state.standings.values())
