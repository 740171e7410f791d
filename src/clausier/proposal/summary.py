"""The internal page: one sentence, ten rows, the priorities and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausier.french import counted, join, typeset
from clausier.library.markup import plain
from clausier.model.analysis import Analysis, Judgement, Tally
from clausier.model.casefile import State
from clausier.model.proposal import Request
from clausier.model.summary import Priority, ScoreRow, SetAside, Summary
from clausier.model.verdict import Verdict

BAR_CELLS = 10


def summarise(
    analysis: Analysis,
    priorities: Sequence[Judgement],
    requests: dict[str, Request],
    reply_by: str,
    warnings: Sequence[str],
) -> Summary:
    """The summary of an analysis; `requests` by point id, `reply_by` a date in French."""
    return Summary(
        sentence=typeset(_sentence(analysis)),
        score=score_text(analysis.tally),
        rows=tuple(_rows(analysis)),
        priorities=tuple(_priority(judgement, requests[judgement.requirement.id]) for judgement in priorities),
        set_aside=tuple(_set_aside(analysis)),
        warnings=tuple(warnings),
        steps=tuple(typeset(step) for step in _steps(analysis, reply_by)),
        disclaimer=typeset(analysis.library.disclaimer),
    )


def score_text(tally: Tally) -> str:
    """« 27 % » or a dash where nothing was judged."""
    return "–" if tally.score is None else f"{tally.score}\u00a0%"


def _sentence(analysis: Analysis) -> str:
    tally = analysis.tally
    legal = sum(judgement.legal for judgement in analysis.gaps() if not judgement.outside)
    extra = sum(judgement.outside for judgement in analysis.gaps())
    answered = counted(tally.conforming, "point conforme", "points conformes")
    asked = counted(tally.gaps, "point à compléter", "points à compléter")
    law = f", dont {legal} au titre d'une obligation légale du prestataire" if legal else ""
    left = f" ; {counted(tally.to_check, 'point reste', 'points restent')} à vérifier" if tally.to_check else ""
    beside = f" Hors guide : {counted(extra, 'complément demandé', 'compléments demandés')}." if extra else ""
    applicable = counted(tally.applicable, "point applicable", "points applicables")
    return f"Sur {applicable} : {answered}, {asked}{law}{left}.{beside}"


def _rows(analysis: Analysis) -> Iterator[ScoreRow]:
    for category in analysis.library.categories:
        if category.outside:
            continue
        tally = analysis.tally_of(category.number)
        yield ScoreRow(
            number=category.number,
            title=typeset(category.title),
            score=score_text(tally),
            bar=0 if tally.score is None else tally.score * BAR_CELLS // 100,
            gaps=tally.gaps,
            to_check=tally.to_check,
            applicable=tally.applicable,
        )


def _priority(judgement: Judgement, request: Request) -> Priority:
    return Priority(
        number=request.number,
        title=request.requirement,
        verdict=request.verdict,
        reason=typeset(judgement.reason),
        why=typeset(judgement.requirement.why),
        ask=plain(request.argument),
        legal=judgement.legal,
    )


def _set_aside(analysis: Analysis) -> Iterator[SetAside]:
    for judgement in analysis.of_verdict(Verdict.NOT_APPLICABLE):
        if judgement.legal and judgement.answer is not None:
            requirement = judgement.requirement
            yield SetAside(
                number=requirement.number, title=typeset(requirement.title), reason=typeset(judgement.reason)
            )


def _steps(analysis: Analysis, reply_by: str) -> Iterator[str]:
    signed = analysis.case.contract.state is State.SIGNED
    paper = "l'avenant" if signed else "les conditions particulières"
    if confirm := [one.requirement.number for one in analysis.counted if one.to_confirm]:
        yield f"Vérifier dans le contrat ce que le prestataire en dit ({join(confirm)}), et répondre dans le dossier."
    if analysis.tally.gaps == 0:
        yield "Relire la lettre, et vérifier dans le contrat les points qui peuvent l'être."
        yield f"L'envoyer au prestataire ; la réponse est demandée pour le {reply_by}."
        yield "Conserver les preuves reçues avec le contrat."
        return
    yield f"Relire la lettre, {paper} et les demandes, puis les faire valider par un avocat si un point est sensible."
    yield f"Les envoyer au prestataire ; la réponse est demandée pour le {reply_by}."
    if signed:
        yield "Continuer d'exécuter le contrat en cours ; ne signer que la version définitive, relue des deux côtés."
    else:
        yield "Ne signer le contrat qu'avec les conditions particulières relues, ou en sachant ce qui y manque."
