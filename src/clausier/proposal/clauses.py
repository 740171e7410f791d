"""One gap → one request: introduction, clause, argument and sources, ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clausier.french import join, typeset
from clausier.judging.gaps import origin_of
from clausier.library import markup
from clausier.model.analysis import Analysis, Judgement
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile, State
from clausier.model.criterion import Origin
from clausier.model.extent import Extent
from clausier.model.facts import Facts
from clausier.model.figure import Figure
from clausier.model.formulas import Formulas, Introduction, StateFormulas
from clausier.model.library import Library
from clausier.model.proposal import ITEM, Block, CarrierView, Request, Run
from clausier.model.requirement import Position, PositionName
from clausier.model.verdict import REPLIES, Verdict
from clausier.model.voice import Voice
from clausier.proposal.cited import deliverables_of, sources_of
from clausier.proposal.common import common_requests
from clausier.proposal.kept import left_unsaid
from clausier.proposal.prices import who_pays
from clausier.proposal.values import (
    article_text,
    chosen_position,
    clause_values,
    inside_parentheses,
    letter_values,
    ours,
    own_values,
    raw_values,
)
from clausier.proposal.voice import voiced

NO_BREAK = "\u00a0"
OPEN, CLOSE = f"«{NO_BREAK}", f"{NO_BREAK}»"


def request(
    judgement: Judgement, analysis: Analysis, default: PositionName, carrier: Judgement | None = None
) -> Request:
    """The request that answers one gap, at the position chosen for it; one for all the providers that it fits.

    With a `carrier`, its text is a part of that gap's clause.
    """
    common = common_requests(analysis.library)
    key = common.key(judgement, analysis, default, carrier)
    if key is None:
        return drawn(judgement, analysis, default, carrier)
    if key not in common.made:
        common.made[key] = drawn(judgement, analysis, default, carrier)
    return common.made[key]


def conceded(request: Request) -> Request:
    """The same request without the sentence that says where its figure comes from: it is the provider's own."""
    return request.model_copy(update={"justification": request.argument})


def reworded(request: Request, text: str) -> Request:
    """The same request with another text in the clause's place; what our clause announced goes with it, prices too."""
    blocks = (_verbatim(line) for line in text.split("\n") if line.strip())
    emptied = dict.fromkeys(("introduction", "deliverables", "justification", "price"), ())
    return request.model_copy(update={**emptied, "body": tuple(blocks), "value": ""})


def _verbatim(line: str) -> Block:
    item = line.startswith(ITEM)
    return Block(kind="liste" if item else "paragraphe", runs=(Run(text=typeset(line.removeprefix(ITEM))),))


def drawn(judgement: Judgement, analysis: Analysis, default: PositionName, carrier: Judgement | None) -> Request:
    """The same, drawn up for this provider alone."""
    case, formulas = analysis.case, analysis.library.formulas
    requirement = judgement.requirement
    name, position = chosen_position(requirement, case, default)
    figures, own = raw_values(requirement, case, position), own_values(judgement, case, analysis.library)
    is_ours = figures == ours(requirement, case, position)
    in_clause, in_tables = clause_values(figures, own), letter_values(figures, own)
    argument = _argument(judgement, formulas, in_tables, case.mail.voice)
    answer = judgement.answer
    texts = _texts(judgement, position, analysis.library.facts_of(case, requirement), carried=carrier is not None)
    measured = requirement.criterion.measured
    says = carrier is None or measured in markup.names("\n".join(texts))
    return Request(
        id=requirement.id,
        number=requirement.number,
        category=requirement.category,
        requirement=typeset(requirement.title),
        title=typeset(requirement.clause.title),
        verdict=typeset(formulas.verdicts[judgement.verdict]),
        legal=judgement.legal,
        article=inside_parentheses(article_text(answer.article)) if answer and not judgement.unwritten else "",
        citation=answer.citation if answer and not judgement.unwritten else "",
        value=figures.get(measured, "") if says else "",
        current=tuple(_current(judgement)),
        introduction=_introduction(judgement, case, formulas, in_clause),
        body=_body(judgement, texts, (name, position), analysis, figures, in_clause),
        argument=argument,
        justification=(*argument, *(_figure(judgement, analysis) if is_ours and says else ())),
        sources=tuple(sources_of(judgement, analysis.library.client)),
        deliverables=tuple(deliverables_of(judgement, in_tables, core=analysis.asking.extent is Extent.ESSENTIAL)),
        price=tuple(who_pays(requirement.clause.price, in_tables)),
        carrier=_carrier(carrier, analysis.library) if carrier else CarrierView(),
    )


def _carrier(judgement: Judgement, library: Library) -> CarrierView:
    """The clause that carries a part: its title, and the article in which it stands."""
    point = judgement.requirement
    article = next(one.article for one in library.categories if one.number == point.category)
    return CarrierView(id=point.id, title=typeset(point.clause.title), article=typeset(article))


def _introduction(judgement: Judgement, case: CaseFile, formulas: Formulas, values: dict[str, str]) -> tuple[Run, ...]:
    """The sentence before the clause; only stipulations on the subject are touched, never an article."""
    own = judgement.requirement.clause.introduction.get(judgement.verdict)
    if own is not None:
        return markup.fill_inline(own, values)
    state = formulas.signed if case.contract.state is State.SIGNED else formulas.unsigned
    text = _formula(judgement, state, formulas)
    fragments: dict[str, str | tuple[Run, ...]] = {
        "objet": typeset(judgement.requirement.clause.subject),
        "article": _article_fragment(judgement, formulas),
        "citation": _citation_fragment(judgement, formulas),
    }
    return markup.fill_inline(text, fragments)


def _formula(judgement: Judgement, state: StateFormulas, formulas: Formulas) -> str:
    """Where only parts are missing, what the contract already says must stay: it is completed."""
    if judgement.unwritten and state.declared:
        return state.declared
    completed = _is_completed(judgement)
    return state.of(Introduction.COMPLETED if completed else formulas.by_verdict[judgement.verdict])


def _is_completed(judgement: Judgement) -> bool:
    """Is nothing wanting but parts?"""
    return bool(judgement.missing_parts) and not judgement.fails_measure


def _article_fragment(judgement: Judgement, formulas: Formulas) -> tuple[Run, ...]:
    if judgement.answer is None or not judgement.answer.article:
        return ()
    article = article_text(judgement.answer.article)
    return markup.fill_inline(formulas.article, {"article_vise": inside_parentheses(article)})


def _citation_fragment(judgement: Judgement, formulas: Formulas) -> tuple[Run, ...]:
    if judgement.answer is None or not judgement.answer.citation:
        return ()
    cited = (Run(text=judgement.answer.citation, style="citation"),)
    return markup.fill_inline(formulas.citation, {"citation": cited})


def _body(
    judgement: Judgement,
    texts: tuple[str, str],
    stage: tuple[PositionName, Position],
    analysis: Analysis,
    figures: Mapping[str, Figure],
    values: dict[str, str],
) -> tuple[Block, ...]:
    formulas = analysis.library.formulas
    (core, details), (name, position) = texts, stage
    text = core if analysis.asking.extent is Extent.ESSENTIAL else f"{core}\n\n{details}".rstrip()
    parts = {"volets": tuple(_parts(judgement, values))}
    blocks = markup.fill_blocks(text, values, parts)
    added = markup.fill_blocks(position.addition, values) if position.addition else ()
    kept = _kept(judgement, analysis, figures, f"{text}\n{position.addition}", values)
    return (*blocks, *added, *kept, *_trade(position, name, formulas, values))


def _kept(
    judgement: Judgement, analysis: Analysis, figures: Mapping[str, Figure], text: str, values: dict[str, str]
) -> tuple[Block, ...]:
    """The sentence that keeps what the contract gives and the clause has no figure for."""
    criterion, formula = judgement.requirement.criterion, analysis.library.formulas.kept
    asked = figures.get(criterion.measured)
    written = None if judgement.unwritten else judgement.answer
    unsaid = left_unsaid(criterion, written, asked, markup.names(text), analysis.library)
    return markup.fill_blocks(formula, values) if formula and unsaid else ()


def _trade(position: Position, name: PositionName, formulas: Formulas, values: dict[str, str]) -> tuple[Block, ...]:
    """What the practice obtains for a position weaker than its target."""
    if not position.trade or name is PositionName.TARGET:
        return ()
    trade = markup.fill_inline(position.trade.rstrip(". "), values)
    return markup.fill_blocks(formulas.trade, {"contrepartie": trade})


def _texts(judgement: Judgement, position: Position, facts: Facts, *, carried: bool) -> tuple[str, str]:
    """The part carried, else the verdict's text, the position's, the variant of known facts, the clause; its details.

    What details say goes with the clause's own core: another text has none but those of its variant.
    """
    clause = judgement.requirement.clause
    if carried and clause.carried is not None:
        return clause.carried.text, clause.carried.details
    if judgement.verdict in clause.text_if:
        return clause.text_if[judgement.verdict], ""
    if position.text:
        return position.text, ""
    variant = next((one for one in clause.variants if one.condition.surely_holds(facts)), None)
    return (variant.text, variant.details or clause.details) if variant else (clause.text, clause.details)


def _parts(judgement: Judgement, values: dict[str, str]) -> Iterator[Block]:
    """The parts asked, as one sentence, « ; » between and « . » at the end.

    Those missing where the contract is completed; all of them where it is replaced, so that none is lost.
    """
    parts = judgement.requirement.criterion.parts
    asked = judgement.missing_parts if _is_completed(judgement) else tuple(parts)
    for index, name in enumerate(asked, start=1):
        sentence = parts[name].text.rstrip().rstrip(" ;.,\u00a0\u202f")
        end = "." if index == len(asked) else " ;"
        yield markup.fill_item(sentence + end, values)


def _argument(judgement: Judgement, formulas: Formulas, values: dict[str, str], voice: Voice) -> tuple[Run, ...]:
    """The sentence of the letter; it says what is wrong with a proof, and what was declared without being written."""
    told = markup.fill_inline(voiced(argument_of(judgement), formulas, voice), values)
    if judgement.unwritten and judgement.answer and formulas.unwritten:
        said = markup.fill_inline(
            voiced(formulas.unwritten, formulas, voice), {"declaration": typeset(_said(judgement.answer))}
        )
        return (*said, markup.run(" "), *told)
    if judgement.verdict is not Verdict.UNPROVEN:
        return told
    return (*told, markup.run(" "), *markup.fill_inline(voiced(formulas.unproven, formulas, voice), values))


def argument_of(judgement: Judgement) -> str:
    """What the library argues: the law that imposes, where one does."""
    argument = judgement.requirement.argument
    return argument.obligation if judgement.legal and argument.obligation else argument.negotiation


def _said(answer: Answer) -> str:
    """« oui, 2 par an »: a declaration in a few words."""
    return ", ".join([REPLIES[answer.finding].lower(), *answer.value])


def _figure(judgement: Judgement, analysis: Analysis) -> tuple[Run, ...]:
    """The sentence that says that a figure is our request, and where it comes from."""
    measures = judgement.requirement.criterion.measures
    if not measures or measures[0].origin is Origin.LAW:
        return ()
    told = {
        "origine": typeset(origin_of(measures[0], analysis.library)),
        "critere": typeset(join([measure.bound_in_words for measure in measures], "ou")),
    }
    formulas = analysis.library.formulas
    sentence = markup.fill_inline(voiced(formulas.figure, formulas, analysis.case.mail.voice), told)
    return (markup.run(" "), *sentence)


def _current(judgement: Judgement) -> Iterator[Run]:
    """What the contract says today, as far as it was read."""
    answer = judgement.answer
    if answer is None or judgement.verdict is Verdict.ABSENT:
        yield markup.run("Aucune stipulation identifiée.")
        return
    article = article_text(answer.article)
    article = article[:1].upper() + article[1:]
    if answer.citation:
        yield markup.run(f"{article}{NO_BREAK}: {OPEN}" if article else OPEN)
        yield Run(text=answer.citation, style="citation")
        yield markup.run(CLOSE)
    else:
        yield markup.run(f"{article} (texte non relevé)." if article else "Stipulation déclarée, texte non relevé.")
