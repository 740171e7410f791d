"""What a negotiation waits for, and what stands in its way, said in French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from clausier.french import long_date
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.negotiation.concluding import Blocker, blockers, final_analysis, final_proposal, missing
from clausier.negotiation.deadlines import notice_day
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


def next_step(state: State, day: date, unread: Sequence[str] = ()) -> str:
    """The next thing to do; `unread` are the files that came back and that nobody has read."""
    if state.last is None and state.register.unconfirmed:
        return "confirmer les envois de l'ancien registre : clausier envoyer DOSSIER --confirmer"
    if state.last is None:
        return "adresser nos demandes : clausier rediger"
    if state.concluded:
        return "faire signer, puis suivre les échéances : clausier echeances"
    if not state.answered and unread:
        return f"lire ce qui est arrivé ({', '.join(unread)})"
    if not state.answered:
        due = f"attendre la réponse, due le {long_date(state.last.reply_by)}"
        return "relancer : clausier relancer" if state.overdue(day) else due
    undecided = [one for one in state.of(Status.COUNTER, Status.REFUSED) if one.decision is None]
    if undecided:
        return "décider des contre-propositions et des refus (clausier decider), puis clausier relancer"
    if any(one.open for one in state.standings.values()) or not state.standings:
        return "poursuivre : clausier relancer"
    return "conclure : clausier conclure"
