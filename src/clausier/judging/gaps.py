"""From answers to verdicts: the decision table, row by row. Pure; the date is an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clausier.french import country_name, join
from clausier.judging import declarations, proofs
from clausier.judging.notices import notices
from clausier.judging.scope import set_apart
from clausier.model.analysis import Analysis, CitedBasis, Judgement
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile
from clausier.model.criterion import Measure
from clausier.model.facts import CONTRACT_TYPE, Condition, Facts
from clausier.model.law import LegalBasis
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.model.verdict import Finding, Verdict
from clausier.quantity import Countries, Quantity, meets, shortfall


@dataclass(frozen=True, slots=True)
class _Question:
    """One point asked of one dossier on a day; `answer` is an empty yes where none was given.

    `declared`: the answer is the provider's word alone.
    """

    requirement: Requirement
    given: Answer | None
    case: CaseFile
    library: Library
    day: date
    facts: Facts
    printable: Mapping[str, LegalBasis]
    declared: bool

    @property
    def answer(self) -> Answer:
        return self.given or Answer(finding=Finding.TO_CHECK)


@dataclass(frozen=True, slots=True)
class _Ruling:
    verdict: Verdict
    reason: str
    missing_parts: tuple[str, ...] = ()
    fails_measure: bool = False


def analyse(library: Library, case: CaseFile, day: date, *, unknown_as_absent: bool = False) -> Analysis:
    """Judge every point of the library for this dossier on this day; answers out of its scope are set apart.

    A point whose answer could not be read is not judged: nothing says it is missing, and it is no question to ask.
    """
    unread = case.unread
    points = [point for point in library.requirements if point.id not in unread] if unread else library.requirements
    questions = _questions(points, library, case, day)
    judgements = tuple([_judge(question, unknown_as_absent) for question in questions])
    return set_apart(Analysis(library, case, day, judgements, tuple(notices(judgements, case, library, day))))


def judge(requirement: Requirement, library: Library, case: CaseFile, day: date) -> Judgement:
    """Judge one point alone."""
    return next(_judge(question, False) for question in _questions([requirement], library, case, day))


def _questions(requirements: Sequence[Requirement], library: Library, case: CaseFile, day: date) -> Iterator[_Question]:
    answers, declared, contract_day = case.settled, case.only_declared, case.contract.date or day
    used = {use.id for point in requirements for use in point.bases}
    current = library.current_bases(day).items()
    spoken_of: dict[frozenset[str], Mapping[str, LegalBasis]] = {}
    for point in requirements:
        facts = library.facts_of(case, point)
        types = facts.get(CONTRACT_TYPE, frozenset())
        if types not in spoken_of:
            spoken_of[types] = {
                id_: basis for id_, basis in current if id_ in used and basis.concerns(contract_day, facts)
            }
        printable = spoken_of[types]
        yield _Question(point, answers.get(point.id), case, library, day, facts, printable, point.id in declared)


def _printable_bases(question: _Question, verdict: Verdict) -> tuple[CitedBasis, ...]:
    """The bases of a point that a letter of this day may cite for this contract and this verdict."""
    return tuple(
        [
            CitedBasis(use.id, question.printable[use.id], use.imposes(verdict))
            for use in question.requirement.bases
            if use.id in question.printable and use.condition.surely_holds(question.facts)
        ]
    )


def _judge(question: _Question, unknown_as_absent: bool) -> Judgement:
    requirement = question.requirement
    ruling = _ruling(question)
    if unknown_as_absent and ruling.verdict is Verdict.TO_CHECK:
        ruling = _as_absent(question)
    applies = requirement.applies_if.may_hold(question.facts)
    return Judgement(
        requirement=requirement,
        answer=question.given,
        verdict=ruling.verdict,
        reason=ruling.reason,
        bases=_printable_bases(question, ruling.verdict),
        missing_parts=ruling.missing_parts,
        fails_measure=ruling.fails_measure,
        out_of_scope=not applies and question.given is not None,
        outside=requirement.category in question.library.outside,
        declared=question.declared,
    )


def _ruling(question: _Question) -> _Ruling:
    return next(found for rule in RULES if (found := rule(question)) is not None)


def _as_absent(question: _Question) -> _Ruling:
    """An open point counted as a « non »: absent, unless its answer quotes the contract all the same."""
    if question.declared and (question.answer.settles or question.answer.quotes):
        return _Ruling(Verdict.ABSENT, declarations.UNCONFIRMED)
    if question.given is None or not question.given.quotes:
        return _Ruling(Verdict.ABSENT, "sans réponse, compté comme absent")
    return _ruling(replace(question, given=question.given.model_copy(update={"finding": Finding.NO})))


def _out_of_scope(question: _Question) -> _Ruling | None:
    if question.given is not None or question.requirement.applies_if.may_hold(question.facts):
        return None
    return _Ruling(Verdict.NOT_APPLICABLE, _scope_reason(question))


def _to_check(question: _Question) -> _Ruling | None:
    if question.given is None:
        return _Ruling(Verdict.TO_CHECK, "pas de réponse au dossier")
    if question.answer.finding is Finding.TO_CHECK:
        return _Ruling(Verdict.TO_CHECK, question.answer.reason or "à vérifier dans le contrat")
    return None


def _only_declared(question: _Question) -> _Ruling | None:
    found = declarations.conclusion(question.answer) if question.declared else None
    return _Ruling(*found) if found else None


def _declared_not_applicable(question: _Question) -> _Ruling | None:
    if question.answer.finding is not Finding.NOT_APPLICABLE:
        return None
    return _Ruling(Verdict.NOT_APPLICABLE, question.answer.reason)


def _contrary(question: _Question) -> _Ruling | None:
    if question.answer.finding is not Finding.CONTRARY:
        return None
    return _Ruling(Verdict.CONTRARY, "le contrat prévoit le contraire")


def _absent(question: _Question) -> _Ruling | None:
    if question.answer.finding is not Finding.NO or question.answer.quotes:
        return None
    return _Ruling(Verdict.ABSENT, "rien au contrat sur ce point")


def _insufficient(question: _Question) -> _Ruling | None:
    shortage = _value_shortage(question)
    missing = _missing_parts(question)
    reasons = [shortage] if shortage else []
    if missing:
        titles = [question.requirement.criterion.parts[part].title for part in missing]
        reasons.append(f"il manque : {join(titles)}")
    if not reasons:
        return None
    return _Ruling(Verdict.INSUFFICIENT, " ; ".join(reasons), missing, bool(shortage))


def _partial(question: _Question) -> _Ruling | None:
    if question.answer.finding is not Finding.PARTIAL:
        return None
    return _Ruling(Verdict.IMPRECISE, "le contrat n'y répond qu'en partie")


def _denied(question: _Question) -> _Ruling | None:
    """A « non » beside what the contract says: only a value that passes, with all the parts asked, outweighs it."""
    answer, criterion = question.answer, question.requirement.criterion
    if not answer.denies_what_it_quotes or (answer.quantity is not None and not (criterion.parts and not answer.parts)):
        return None
    return _Ruling(Verdict.IMPRECISE, "le contrat en parle, sans que la réponse « non » dise ce qui lui manque")


def _imprecise(question: _Question) -> _Ruling | None:
    criterion, answer = question.requirement.criterion, question.answer
    needs = [
        measure.label or measure.kind.value
        for measure in criterion.measures
        if not answer.value and measure.is_required(question.facts)
    ]
    reasons = [f"valeur à préciser : {join(tuple(dict.fromkeys(needs)), 'ou')}"] if needs else []
    if criterion.parts_required and answer.parts is None:
        titles = [part.title for part in criterion.parts.values() if not part.optional]
        reasons.append(f"volets à préciser : {join(titles)}")
    return _Ruling(Verdict.IMPRECISE, " ; ".join(reasons)) if reasons else None


def _unproven(question: _Question) -> _Ruling | None:
    rule = question.requirement.criterion.proof
    if rule is None or not proofs.is_required(rule, question.facts):
        return None
    found = proofs.faults(rule, question.answer.proofs, question.case, question.library, question.day)
    return _Ruling(Verdict.UNPROVEN, " ; ".join(found)) if found else None


def _conforming(question: _Question) -> _Ruling | None:
    return _Ruling(Verdict.CONFORMING, "le contrat y répond")


RULES: tuple[Callable[[_Question], _Ruling | None], ...] = (
    _out_of_scope,
    _to_check,
    _only_declared,
    _declared_not_applicable,
    _contrary,
    _absent,
    _insufficient,
    _partial,
    _denied,
    _imprecise,
    _unproven,
    _conforming,
)
"""The decision table: the first rule that speaks decides."""


def _value_shortage(question: _Question) -> str:
    """Why the value fails every measure of its kind; empty when it passes one, or is not judged."""
    criterion, answer = question.requirement.criterion, question.answer
    if not answer.value or not criterion.measures:
        return ""
    assert answer.quantity is not None, "a dossier is read with the library that judges it"
    value, measures = answer.quantity, criterion.judging(answer.quantity)
    shortages = [_shortage(value, measure, question.library) for measure in measures]
    return "" if "" in shortages else f"{shortages[0]} ({origin_of(measures[0], question.library)})"


def origin_of(measure: Measure, library: Library) -> str:
    """Where the figure comes from, in the library's words."""
    return library.formulas.origins[measure.origin]


def _shortage(value: Quantity, measure: Measure, library: Library) -> str:
    if isinstance(value, Countries):
        name = measure.among or ""
        outside = [code for code in value.codes if code not in library.country_sets[name].countries]
        return (
            f"hors {library.country_sets[name].names[0]} : {join([country_name(code) for code in outside])}"
            if outside
            else ""
        )
    limit, at_most, work = measure.limit, measure.at_most is not None, measure.work
    if limit is None or meets(value, limit, at_most=at_most, work=work):
        return ""
    return shortfall(value, limit, at_most=at_most, work=work)


def _missing_parts(question: _Question) -> tuple[str, ...]:
    if question.answer.parts is None:
        return ()
    parts = question.requirement.criterion.parts
    return tuple(id_ for id_, part in parts.items() if not part.optional and id_ not in question.answer.parts)


def _scope_reason(question: _Question) -> str:
    for explained in question.requirement.not_applicable:
        if explained.condition.surely_holds(question.facts):
            return explained.reason
    return _facts_reason(question.requirement.applies_if, question)


def _facts_reason(condition: Condition, question: _Question) -> str:
    told = [
        f"{kind.title} : {join([title for word, title in kind.values.items() if word in question.facts[name]])}"
        for name in condition.failing(question.facts)
        if (kind := question.library.facts.get(name)) is not None
    ]
    return f"hors du périmètre déclaré ({' ; '.join(told)})" if told else "hors du périmètre déclaré"
