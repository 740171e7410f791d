"""From an analysis to everything that the documents say. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from clausier.french import join, long_date, typeset
from clausier.judging.carrying import carried_among
from clausier.judging.client import form_of, is_undescribed
from clausier.judging.notices import unknown_facts
from clausier.judging.order import by_priority
from clausier.library import markup
from clausier.model.analysis import Analysis, Judgement, Notice
from clausier.model.casefile import CaseFile
from clausier.model.freefield import sendable
from clausier.model.library import FactKind, Library
from clausier.model.negotiation import Mark
from clausier.model.proposal import (
    AnnexView,
    CategoryView,
    Counts,
    LaterView,
    ProofRequest,
    Proposal,
    ProviderView,
    Question,
    Request,
    ReserveView,
    RuleView,
)
from clausier.model.requirement import PositionName
from clausier.model.verdict import Verdict
from clausier.model.voice import Voice
from clausier.proposal import clauses, parties
from clausier.proposal.approved import lapsed_in
from clausier.proposal.blanks import blank_fields
from clausier.proposal.definitions import used_definitions
from clausier.proposal.prices import price_rows
from clausier.proposal.summary import summarise
from clausier.proposal.values import chosen_position, field_values, free_values, in_letter, raw_values
from clausier.proposal.voice import as_practice, speaks_as_practice
from clausier.quantity import Kind

__all__ = ["asks_anything", "draft"]

MAX_PRIORITIES = 6


def draft(analysis: Analysis, position: PositionName = PositionName.TARGET, round_: int = 1) -> Proposal:
    """Everything that is asked of the provider in a round, at the chosen position, and what stays inside."""
    asked = _requests(analysis.gaps(), analysis, position)
    asked |= {id_: clauses.conceded(asked[id_]) for id_ in analysis.conceded if id_ in asked}
    asked |= {id_: clauses.reworded(asked[id_], text) for id_, text in analysis.wordings.items() if id_ in asked}
    order = by_priority(analysis)
    first = _first(order)
    inside = asked if analysis.case.mail.voice is Voice.PRACTICE else _requests(first, as_practice(analysis), position)
    warnings = tuple(_warnings(analysis, position))
    view = _view(analysis, asked, order, round_)
    return Proposal(
        view=view,
        later=_later(analysis, position),
        fields=field_values(analysis.library.fields, analysis.case),
        summary=summarise(analysis, first, inside, view.reply_by, warnings),
        warnings=warnings,
    )


def _requests(gaps: Iterable[Judgement], analysis: Analysis, position: PositionName) -> dict[str, Request]:
    gaps = tuple(gaps)
    carriers = carried_among(gaps, analysis, position)
    ids = ((gap, gap.requirement.id) for gap in gaps)
    return {id_: clauses.request(gap, analysis, position, carriers.get(id_)) for gap, id_ in ids}


def _later(analysis: Analysis, position: PositionName) -> LaterView:
    """The clauses of what is kept for a second time."""
    kept = _requests(analysis.later_gaps(), analysis, position)
    free = free_values(analysis.case, analysis.library)
    definitions = used_definitions(analysis.library, kept.values(), free=free)
    return LaterView(categories=tuple(_categories(analysis.library, kept)), definitions=tuple(definitions))


def _reserve(analysis: Analysis) -> ReserveView:
    """What is said of it to the provider."""
    if not analysis.later:
        return ReserveView()
    formulas = analysis.library.formulas
    joined = analysis.asking.joined and any(analysis.later_gaps())
    letter, act = typeset(formulas.reserve_letter), typeset(formulas.reserve_act)
    return ReserveView(letter=letter, act=act, joined=joined)


def _first(order: Iterable[Judgement]) -> list[Judgement]:
    """The priorities of the letter, from the gaps by what matters first."""
    return [gap for gap in order if not (gap.out_of_scope or gap.outside)][:MAX_PRIORITIES]


def _view(analysis: Analysis, asked: dict[str, Request], order: Sequence[Judgement], round_: int) -> ProviderView:
    case, library, tally = analysis.case, analysis.library, analysis.tally
    reply_by = parties.reply_day(case, analysis.date, library.working_time.counted)
    free = free_values(case, library)
    rules = tuple(_rules(library, asked.values(), free))
    annex = tuple(_annex(analysis)) if asked else ()
    return ProviderView(
        reference=typeset(case.id or case.contract.reference),
        mark=Mark(case=case.id, round=round_, fingerprint=""),
        day=typeset(long_date(analysis.date)),
        iso_day=analysis.date,
        place=typeset(case.mail.place),
        sending=typeset(case.mail.sending),
        reply_within=in_letter(case.mail.reply_within),
        reply_by=typeset(long_date(reply_by)),
        reply_by_iso=reply_by,
        client=parties.client(library),
        guide=parties.guide(case, library),
        writer=parties.writer(case),
        practice=parties.practice(case, library),
        provider=parties.party(case.provider),
        contract=parties.contract(case, library),
        act=parties.act(case, library),
        counts=Counts(
            applicable=tally.applicable, conforming=tally.conforming, gaps=tally.gaps, to_check=tally.to_check
        ),
        priorities=tuple([asked[gap.requirement.id] for gap in _first(order)]),
        order=tuple([gap.requirement.id for gap in order]),
        categories=tuple(_categories(library, asked)),
        questions=tuple(questions(analysis)),
        proofs=tuple(_proofs(analysis)),
        definitions=tuple(used_definitions(library, asked.values(), rules, annex, free)),
        rules=rules,
        prices=tuple(price_rows(asked.values())),
        annex=annex,
        fields=field_values(sendable(library.fields), case),
        reserve=_reserve(analysis),
        form=library.formulas.reply,
    ).marked()


def _rules(library: Library, asked: Collection[Request], free: Mapping[str, str]) -> Iterator[RuleView]:
    """The rules common to all the clauses, where there are any, and where these use the words that call for one."""
    texts = [request.text for request in asked]
    for rule in library.formulas.rules if asked else ():
        if not rule.words or any(word in text for word in rule.words for text in texts):
            yield RuleView(runs=markup.fill_inline(rule.text, free))


def _categories(library: Library, asked: dict[str, Request]) -> Iterator[CategoryView]:
    for category in library.categories:
        requests = tuple(request for request in asked.values() if request.category == category.number)
        if requests:
            yield CategoryView(
                number=category.number,
                title=typeset(category.title),
                article=typeset(category.article),
                requests=requests,
            )


def is_asked(point: str, verdict: Verdict, case: CaseFile) -> bool:
    """Is a point a question to the provider? Not where it answered: the practice has to look for it in the contract."""
    if verdict is not Verdict.TO_CHECK:
        return False
    said = case.only_declared.get(point)
    return said is None or not said.settles


def asks_anything(verdicts: Mapping[str, Verdict], case: CaseFile, library: Library) -> bool:
    """Is there a question to the provider, on a point (id → verdict) or on a fact?"""
    return any(is_asked(*one, case) for one in verdicts.items()) or any(unknown_facts(case, library))


def questions(analysis: Analysis) -> Iterator[Question]:
    """Points without an answer, then facts without a value: both are asked, never presumed."""
    for judgement in analysis.counted:
        requirement = judgement.requirement
        if requirement.id not in analysis.later and is_asked(requirement.id, judgement.verdict, analysis.case):
            yield Question(
                id=requirement.id,
                number=requirement.number,
                title=typeset(requirement.title),
                question=typeset(requirement.question),
            )
    for name, kind in unknown_facts(analysis.case, analysis.library):
        title, question = typeset(kind.title.capitalize()), typeset(kind.question)
        yield Question(id=f"situation.{name}", number="", title=title, question=question)


def _proofs(analysis: Analysis) -> Iterator[ProofRequest]:
    for judgement in analysis.gaps():
        requirement = judgement.requirement
        if judgement.verdict is not Verdict.UNPROVEN:
            continue
        rule = requirement.criterion.proof
        kind = analysis.library.proofs[rule.kind].title if rule else ""
        values = {"preuve": typeset(kind), "motif_preuve": typeset(judgement.reason)}
        expected = markup.plain(markup.fill_inline(analysis.library.formulas.proof, values))
        yield ProofRequest(number=requirement.number, title=typeset(requirement.title), expected=expected)


def _annex(analysis: Analysis) -> Iterator[AnnexView]:
    """The processing annex, where the provider surely reaches personal data; a blank is a fill-in line."""
    facts = analysis.case.facts()
    rows = analysis.library.formulas.annexed(facts)
    values = _annex_values(analysis) if rows else {}
    for row in rows:
        known = all(values.get(name) for name in markup.names(row.value)) and row.condition.may_hold(facts)
        value = markup.plain(markup.fill_inline(row.value, values)) if known else ""
        yield AnnexView(
            id=row.id, title=typeset(row.title), value=typeset(analysis.case.annex.get(row.id, "")) or value
        )


def _annex_values(analysis: Analysis) -> dict[str, str]:
    case = analysis.case
    texts = {
        **{name: join(_told(name, kind, case)) for name, kind in analysis.library.facts.items()},
        "cabinet": case.practice.name,
        "responsable": _controller(analysis),
        "prestataire": case.provider.name,
        "contrat": case.contract.title,
        "hebergeur": case.situation.host,
        "lieux": _places(analysis),
    }
    free = field_values(sendable(analysis.library.fields), case)
    return {**{name: typeset(text) for name, text in texts.items()}, **free}


def _controller(analysis: Analysis) -> str:
    """Who answers for the data; blank where nobody can say it for the parties."""
    case, library = analysis.case, analysis.library
    form = form_of(case, library)
    if form is None:
        return "" if is_undescribed(case, library) else case.practice.name
    return markup.plain(markup.fill_inline(form.controller, {"cabinet": case.practice.name}))


def _told(name: str, kind: FactKind, case: CaseFile) -> list[str]:
    """The labels of what the dossier says of a fact; none where it is unknown."""
    return [kind.values[word] for word in case.situation.facts.get(name, ()) if name in case.facts()]


def _places(analysis: Analysis) -> str:
    """The countries that the contract names, where a point asks for them and is content with them."""
    for judgement in analysis.counted:
        asks = any(measure.kind is Kind.COUNTRIES for measure in judgement.requirement.criterion.measures)
        if asks and judgement.verdict is Verdict.CONFORMING and judgement.answer is not None:
            return join(judgement.answer.value)
    return ""


def _warnings(analysis: Analysis, default: PositionName) -> Iterator[str]:
    yield from map(typeset, lapsed_in(analysis))
    yield from map(typeset, blank_fields(analysis))
    for notice in _grouped(analysis.notices, analysis.library):
        yield typeset(notice)
    for judgement in analysis.gaps():
        weak = _weak_figure(judgement, analysis, default)
        if weak:
            yield typeset(f"{judgement.requirement.number} : le texte demandé ({weak}) reste en deçà de l'exigence")
        own = "" if analysis.case.mail.voice is Voice.PRACTICE else speaks_as_practice(clauses.argument_of(judgement))
        if own:
            told = f"l'argument parle comme si le client écrivait (« {own} ») : le relire dans la lettre"
            yield typeset(f"{judgement.requirement.number} : {told}")


def _grouped(notices: Sequence[Notice], library: Library) -> Iterator[str]:
    """One line a message, with the numbers of all the points that it concerns."""
    for message in dict.fromkeys(notice.message for notice in notices):
        points = [notice.point for notice in notices if notice.message == message and notice.point]
        numbers = join([library.by_id[point].number for point in points])
        yield f"{message} ({numbers})" if numbers else message


def _weak_figure(judgement: Judgement, analysis: Analysis, default: PositionName) -> str:
    """The measured figure of the text asked, if it would fail the criterion."""
    requirement = judgement.requirement
    if not requirement.criterion.measured:
        return ""
    _, position = chosen_position(requirement, analysis.case, default)
    figure = raw_values(requirement, analysis.case, position)[requirement.criterion.measured]
    judged = [measure.accepts(figure.quantity) for measure in requirement.criterion.measures]
    return figure if False in judged and True not in judged else ""
