"""What is due when: answers, certificates, tests, notice and renewal."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from clausier.french import counted, long_date
from clausier.model.casefile import CaseFile
from clausier.model.casefile import State as ContractState
from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.model.verdict import Finding
from clausier.negotiation.standing import State
from clausier.quantity import Duration, Frequency, Quantity, Unit, longest_days

MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
CENTURY = 36_500


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to keep, under a stable `key`; it comes back every so many months, or else days, if these are not 0."""

    day: date
    title: str
    detail: str
    key: str
    months: int = 0
    days: int = 0

    @property
    def again(self) -> str:
        """« puis tous les 6 mois »; empty if it does not come back."""
        years = 0 if self.months % 12 else self.months // 12
        for number, unit in ((years, "ans"), (self.months, "mois"), (self.days, "jours")):
            if number:
                return f"puis tous les {unit}" if number == 1 else f"puis tous les {number} {unit}"
        return ""


def deadlines(case: CaseFile, library: Library, state: State) -> tuple[Deadline, ...]:
    """All that is known, the nearest first; a certificate that several points cite counts once."""
    found = (*_answer(case, state), *_contract(case), *_proofs(case, library), *_tests(case, library, state))
    once = {(one.day, one.title): one for one in reversed(found)}
    return tuple(sorted(once.values(), key=lambda one: (one.day, one.key)))


def _answer(case: CaseFile, state: State) -> Iterator[Deadline]:
    if state.last and (state.awaited or not state.answered) and not state.concluded:
        title = f"Réponse attendue : {case.provider.name}"
        came = f" {counted_replies(state)}." if state.answered else ""
        detail = f"Demande du {long_date(state.last.day)}, tour {state.round}.{came} Ensuite : clausier relancer."
        yield Deadline(state.last.reply_by, title, detail, f"reponse-{state.round}")


def counted_replies(state: State) -> str:
    """« 2 réponses sur 19, 17 attendues pour le 23 décembre 2026 »; empty where nothing more is awaited."""
    if state.last is None or not state.awaited or state.concluded:
        return ""
    asked, left = sum(not one.dropped for one in state.standings.values()), len(state.awaited)
    came = counted(asked - left, "réponse", "réponses")
    awaited = counted(left, "attendue", "attendues")
    return f"{came} sur {asked}, {awaited} pour le {long_date(state.last.reply_by)}"


def _contract(case: CaseFile) -> Iterator[Deadline]:
    end = case.contract.renewal
    if end is None:
        return
    name = case.contract.title
    yield Deadline(end, f"Échéance : {name}", f"Reconduction ou fin du contrat avec {case.provider.name}.", "echeance")
    last_day = notice_day(case)
    if last_day:
        detail = f"Préavis de {case.contract.notice} avant le {long_date(end)}."
        yield Deadline(last_day, f"Dernier jour du préavis : {name}", detail, "preavis")


def notice_day(case: CaseFile) -> date | None:
    """The last day on which notice can be given; None if the dossier does not tell."""
    end = case.contract.renewal
    if end is None or not case.contract.notice:
        return None
    notice = case.contract.notice.quantity
    assert isinstance(notice, Duration), "checked when the dossier is read"
    if notice.unit in MONTHS:
        return _months_before(end, ceil(notice.high) * MONTHS[notice.unit])
    return end - timedelta(days=ceil(longest_days(notice.high, notice.unit)))


def _months_before(day: date, count: int) -> date:
    """The same day some months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _months_after(day: date, count: int) -> date:
    """The same day some months later, at most the 28th: every month has one, so that it comes back in each."""
    return _months_before(day.replace(day=min(day.day, 28)), -count)


def _proofs(case: CaseFile, library: Library) -> Iterator[Deadline]:
    for point, answer in case.settled.items():
        for rank, proof in enumerate(answer.proofs):
            if proof.expires_on and proof.kind in library.proofs:
                holder = f" de {proof.holder}" if proof.holder else ""
                title = f"Expiration : {library.proofs[proof.kind].title}{holder}"
                yield Deadline(proof.expires_on, title, f"Point {_number(point, library)}.", f"preuve-{point}-{rank}")


def _number(point: str, library: Library) -> str:
    return library.by_id[point].number if point in library.by_id else point


def _tests(case: CaseFile, library: Library, state: State) -> Iterator[Deadline]:
    """What comes back at the frequency in force: agreed and signed, or already in the contract.

    Of a contract that is not signed it is told that nothing is in force yet.
    """
    signed = state.register.conclusions[-1].day if state.concluded else None
    for id_, title in library.formulas.reminders.items():
        if id_ not in library.by_id:
            continue
        point, one, answer = library.by_id[id_], state.standings.get(id_), case.settled.get(id_)
        start: date | None
        if signed and one and one.agreed:
            start, figure, said = signed, Figure(one.sent.value).quantity, one.sent.value
        elif answer and answer.finding is Finding.YES and answer.quantity and point.criterion.measured:
            start, figure, said = case.contract.date, answer.quantity, ", ".join(answer.value)
            title = (
                title
                if case.contract.state is ContractState.SIGNED
                else f"{title} (prévu au contrat, pas encore signé)"
            )
            said += f" ; demandé, sans accord : {one.sent.value}" if one and one.open and one.sent.value else ""
        else:
            continue
        months, days = _interval(figure)
        if start and (months or days):
            first = _months_after(start, months) if months else start + timedelta(days=days)
            yield Deadline(first, title, f"{said} (point {point.number}).", f"rappel-{point.id}", months, days)


def _interval(figure: Quantity | None) -> tuple[int, int]:
    """Whole months between two times at this frequency, else days; none if it is no frequency, or takes a century."""
    if not isinstance(figure, Frequency) or not figure.low:
        return 0, 0
    months = figure.every * MONTHS.get(figure.unit, 0) / figure.low
    days = max(1, floor(longest_days(figure.every, figure.unit) / figure.low))
    if days > CENTURY:
        return 0, 0
    return (int(months), 0) if months and months.denominator == 1 else (0, days)
