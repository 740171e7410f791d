"""A Proposal to the set of files: lettre, the document to sign, demandes, synthese, tableau."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausier.documents import checks, word, workbook
from clausier.errors import InvalidInput, Problem
from clausier.model.proposal import Proposal, ProviderView

LETTER, REQUESTS, SUMMARY, TRACKER = "lettre.docx", "demandes.docx", "synthese.docx", "tableau.xlsx"
AMENDMENT, CONDITIONS = "avenant.docx", "conditions-particulieres.docx"
TEMPLATES = {
    LETTER: "lettre.docx",
    AMENDMENT: "acte.docx",
    CONDITIONS: "acte.docx",
    REQUESTS: "demandes.docx",
    SUMMARY: "synthese.docx",
}


@dataclass(frozen=True, slots=True)
class _Job:
    """A Word file to make: its name, its title and what its template may name."""

    name: str
    title: str
    context: Mapping[str, Any]


def assemble(proposal: Proposal, templates: Sequence[Path]) -> dict[str, bytes]:
    """File name → content, in the order in which they are read; no document to sign without a gap.

    `templates` are folders: the first that holds a template wins. Raises InvalidInput, with the
    faults of all the templates, when one cannot be used or does not print each clause once.
    """
    jobs = tuple(_jobs(proposal))
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for job in jobs:
        try:
            files[job.name] = _rendered(job, proposal.view, templates)
        except InvalidInput as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInput(dict.fromkeys(problems))
    return {**files, TRACKER: workbook.tracker(proposal.view)}


def act_name(view: ProviderView) -> str:
    """The name of the document to sign."""
    return AMENDMENT if view.contract.signed else CONDITIONS


def context_of(view: ProviderView) -> dict[str, Any]:
    """What a template for the provider may name: the view in French, and two flat lists made from it.

    `demandes` holds all requests; `livrables` all deliverables, each with the title of its `clause`.
    """
    return {
        **view.model_dump(mode="python", by_alias=True),
        "demandes": tuple(request.model_dump(mode="python", by_alias=True) for request in view.requests),
        "livrables": tuple(
            {**deliverable.model_dump(by_alias=True), "clause": request.title}
            for request in view.requests
            for deliverable in request.deliverables
        ),
    }


def template_path(name: str, folders: Sequence[Path]) -> Path:
    """The template of this name in the first folder that has it; InvalidInput if none has."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    searched = ", ".join(str(folder) for folder in folders)
    raise InvalidInput([Problem(name, "", "ce modèle est introuvable.", f"Dossiers parcourus : {searched}.")])


def _jobs(proposal: Proposal) -> Iterator[_Job]:
    view = proposal.view
    shared = context_of(view)
    parties = f"{view.practice.name} / {view.provider.name}"
    yield _Job(LETTER, f"Lettre à {view.provider.name}", shared)
    if view.requests:
        yield _Job(act_name(view), f"{view.terms.title} – {parties}", shared)
    yield _Job(REQUESTS, f"Demandes – {parties}", shared)
    internal = {**shared, "synthese": proposal.summary.model_dump(mode="python", by_alias=True)}
    yield _Job(SUMMARY, f"Synthèse interne – {view.provider.name}", internal)


def _rendered(job: _Job, view: ProviderView, folders: Sequence[Path]) -> bytes:
    template = template_path(TEMPLATES[job.name], folders)
    properties = word.Properties(job.title, view.practice.name, view.iso_day, view.contract.title)
    content = word.render(template, job.context, properties)
    problems = [*checks.package_problems(template.name, content)]
    if job.name == act_name(view):
        problems += checks.act_problems(template.name, content, view)
    if problems:
        raise InvalidInput(problems)
    return content
