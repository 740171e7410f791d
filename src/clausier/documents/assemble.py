"""A Proposal to the set of files: lettre, the document to sign, demandes, synthese, reponse, tableau."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausier.documents import checks
from clausier.documents import tracker as workbook
from clausier.documents.context import context_of, internal
from clausier.errors import InvalidInput, Problem, nearest
from clausier.model.proposal import Proposal, ProviderView
from clausier.negotiation.reply.write import reply_form
from clausier.office.mark import keywords
from clausier.office.word import compiled
from clausier.office.word import render as word

LETTER, REQUESTS, SUMMARY, TRACKER = "lettre.docx", "demandes.docx", "synthese.docx", "tableau.xlsx"
AMENDMENT, CONDITIONS, REPLY = "avenant.docx", "conditions-particulieres.docx", "reponse.docx"
FOLLOW_UP = "relance.docx"
WORD_FILES = (".docx", ".docm", ".dotx", ".dotm")
TEMPLATES = {
    LETTER: "lettre.docx",
    AMENDMENT: "acte.docx",
    CONDITIONS: "acte.docx",
    REQUESTS: "demandes.docx",
    SUMMARY: "synthese.docx",
    FOLLOW_UP: "relance.docx",
}
ALL = frozenset((*TEMPLATES, REPLY, TRACKER)) - {FOLLOW_UP}
"""The files of a first request; a later one has a letter of its own."""
WITH_GAPS = frozenset((AMENDMENT, CONDITIONS, REPLY))
"""What is only made where something is asked."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A Word file to make: its name, its title and what its template may name."""

    name: str
    title: str
    context: Mapping[str, Any]


def assemble(proposal: Proposal, templates: Sequence[Path], wanted: Collection[str] = ALL) -> dict[str, bytes]:
    """File name → content, in the order in which they are read; neither a document to sign nor a form without a gap.

    `templates` are folders: the first that holds a template wins; `wanted` are names of files. Raises
    InvalidInput, with the faults of all the templates, when one cannot be used or does not print each
    clause once.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for job in _jobs(proposal, wanted):
        try:
            files[job.name] = _rendered(job, proposal.view, templates)
        except InvalidInput as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInput(dict.fromkeys(problems))
    return {**files, **dict(_answerable(proposal.view, wanted))}


def _answerable(view: ProviderView, wanted: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The files made without a template, in which the provider answers."""
    if REPLY in wanted and view.requests:
        yield REPLY, reply_form(view)
    if TRACKER in wanted:
        yield TRACKER, workbook.tracker(view)


def slow_templates(folders: Sequence[Path]) -> Iterator[str]:
    """A sentence for each template that docxtpl must render by itself, which takes much longer."""
    for name in dict.fromkeys(TEMPLATES.values()):
        if reason := compiled.slow_reason(template_path(name, folders)):
            yield f"{name} : mêmes documents, mais bien plus lents à produire, car {reason}."


def act_name(view: ProviderView) -> str:
    """The name of the document to sign."""
    return AMENDMENT if view.contract.signed else CONDITIONS


def firm_folders(firm: Path | None, shipped: Path) -> tuple[Path, ...]:
    """Where templates are looked for; InvalidInput for a missing folder or a template that none of ours matches."""
    if firm is None:
        return (shipped,)
    if not firm.is_dir():
        raise InvalidInput([Problem(str(firm), "", "ce dossier de modèles n'existe pas.", "Vérifier le chemin.")])
    strangers = [*strange_templates(firm)]
    if strangers:
        raise InvalidInput(strangers)
    return (firm, shipped)


def strange_templates(firm: Path) -> Iterator[Problem]:
    """The Word files of a folder that would be used for nothing, by their names."""
    known = set(TEMPLATES.values())
    for path in sorted(firm.iterdir()):
        if path.suffix.lower() in WORD_FILES and path.name[0] not in "~." and path.name not in known:
            yield Problem(str(firm), path.name, "ce nom n'est pas celui d'un modèle.", nearest(path.name, known))


def template_path(name: str, folders: Sequence[Path]) -> Path:
    """The template of this name in the first folder that has it; InvalidInput if none has."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    searched = ", ".join(str(folder) for folder in folders)
    raise InvalidInput([Problem(name, "", "ce modèle est introuvable.", f"Dossiers parcourus : {searched}.")])


def _jobs(proposal: Proposal, wanted: Collection[str]) -> Iterator[_Job]:
    view = proposal.view
    shared = context_of(view)
    parties = f"{view.practice.name} / {view.provider.name}"
    titles = {
        FOLLOW_UP if view.follow_up.purpose else LETTER: f"Lettre à {view.provider.name}",
        act_name(view): f"{view.terms.title} – {parties}",
        REQUESTS: f"Demandes – {parties}",
        SUMMARY: f"Synthèse interne – {view.provider.name}",
    }
    for name, title in titles.items():
        if name in wanted and (view.requests or name != act_name(view)):
            yield _Job(name, title, shared if name != SUMMARY else internal(shared, proposal))


def _rendered(job: _Job, view: ProviderView, folders: Sequence[Path]) -> bytes:
    template = template_path(TEMPLATES[job.name], folders)
    mark = keywords(view.mark) if job.name == act_name(view) else ""
    properties = word.Properties(job.title, view.practice.name, view.iso_day, view.contract.title, mark)
    made = compiled.render(template, job.context, properties)
    if job.name == act_name(view):
        problems = [*checks.clause_problems(template.name, made.body, made.styles, view)]
        if problems:
            raise InvalidInput(problems)
    return made.content
