"""An analysis as plain data for `--json`. Keys are French, as in every file."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from clausier.model.analysis import Analysis, Judgement, Tally
from clausier.model.criterion import Criterion, Measure

SCHEMA = 1


def as_data(analysis: Analysis, read: Collection[str] | None = None) -> dict[str, Any]:
    """The JSON report, all points in the guide's order.

    `read`: the ids of the points whose answer was only read in the contract, in a provisional report.
    """
    library, case = analysis.library, analysis.case
    provisional = read is not None
    return {
        "schema": SCHEMA,
        **({"provisoire": True} if provisional else {}),
        "date": analysis.date.isoformat(),
        "bibliotheque": {"nom": library.name, "version": library.version, "empreinte": library.fingerprint},
        "dossier": {
            "id": case.id,
            "cabinet": case.practice.name,
            "prestataire": case.provider.name,
            "contrat": case.contract.model_dump(mode="json", by_alias=True),
        },
        "bilan": {
            **_tally(analysis.tally),
            **({"provisoire": True} if provisional else {}),
            "categories": _categories(analysis, outside=False),
            "hors_guide": _categories(analysis, outside=True),
        },
        "points": [
            {**_point(one), **({"provisoire": one.requirement.id in read} if read is not None else {})}
            for one in analysis.judgements
        ],
        "avertissements": [{"point": notice.point, "message": notice.message} for notice in analysis.notices],
    }


def _tally(tally: Tally) -> dict[str, int | None]:
    return {
        "applicables": tally.applicable,
        "conformes": tally.conforming,
        "ecarts": tally.gaps,
        "a_verifier": tally.to_check,
        "sans_objet": tally.not_applicable,
        "score": tally.score,
    }


def _categories(analysis: Analysis, *, outside: bool) -> list[dict[str, Any]]:
    return [
        {"numero": category.number, "intitule": category.title, **_tally(analysis.tally_of(category.number))}
        for category in analysis.library.categories
        if category.outside is outside
    ]


def _point(judgement: Judgement) -> dict[str, Any]:
    requirement, answer = judgement.requirement, judgement.answer
    return {
        "id": requirement.id,
        "numero": requirement.number,
        "verdict": judgement.verdict.value,
        "hors_perimetre": judgement.out_of_scope,
        "constat": answer.finding.value if answer else None,
        "motif": judgement.reason,
        "exigence": criterion_text(requirement.criterion),
        "valeur": list(answer.value) if answer else [],
        "article": answer.article if answer else "",
        "citation": answer.citation if answer else "",
        "legal": judgement.legal,
        "fondements": [
            {"id": cited.id, "citation": cited.basis.citation, "portee": "impose" if cited.imposes else "soutient"}
            for cited in judgement.bases
        ],
    }


def criterion_text(criterion: Criterion) -> str:
    """The criterion in one French line, with the origin of each figure; empty for a bare yes."""
    measures = " ou ".join(_measure_text(measure) for measure in criterion.measures)
    parts = ", ".join(part.title for part in criterion.parts.values() if not part.optional)
    proof = f"preuve : {criterion.proof.kind}" if criterion.proof else ""
    return " ; ".join(text for text in (measures, f"volets : {parts}" if parts else "", proof) if text)


def _measure_text(measure: Measure) -> str:
    bound = "au moins" if measure.at_least else "au plus" if measure.at_most else "dans"
    return f"{bound} {measure.bound_text} ({measure.origin.value})"
