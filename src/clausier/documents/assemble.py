"""A Proposal to the files of the documents that are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from clausier.documents import checks
from clausier.documents.catalogue import (
    DOCUMENTS,
    MESSAGES,
    Content,
    Document,
    Given,
    Occasion,
    Template,
    due,
    templates,
)
from clausier.documents.context import context_of, internal, of_clauses
from clausier.errors import InvalidInput, Problem, nearest
from clausier.model.proposal import Proposal
from clausier.office.mark import keywords
from clausier.office.word import compiled
from clausier.office.word.properties import Properties

WORD_FILES = (".docx", ".docm", ".dotx", ".dotm")
SHOWN = 8
"""How many names of a folder a message says."""


def assemble(
    proposal: Proposal, folders: Sequence[Path], documents: Collection[Document] | None = None
) -> dict[str, bytes]:
    """File name → content, in the order of the catalogue: the documents of a first request unless told otherwise.

    Without a gap there is no document to sign, nor a form unless there are questions. `folders` hold templates: the
    first that has one wins. Raises InvalidInput, with the faults of all the templates, when one cannot be used or does
    not print each clause once.
    """
    view = proposal.view
    there = {"gaps": view.requests, "questions": view.questions, "later": proposal.later.categories}
    met = {what: bool(found) for what, found in there.items()}
    shared = context_of(view)
    asked = due(Occasion.FIRST) if documents is None else documents
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for document in DOCUMENTS:
        if document in asked and not document.given and document.needs.is_met(**met):
            try:
                files[document.file(view.contract.signed)] = _made(document, proposal, shared, folders)
            except InvalidInput as error:
                problems.extend(error.problems)
    if problems:
        raise InvalidInput(dict.fromkeys(problems))
    return files


def slow_templates(folders: Sequence[Path]) -> Iterator[str]:
    """A sentence for each of a firm's templates that docxtpl must render by itself, which takes much longer."""
    firm = folders[:-1]
    for name in templates():
        path = template_path(name, folders)
        if path.parent in firm and (reason := compiled.slow_reason(path)):
            yield f"{name} : mêmes documents, mais bien plus lents à produire, car {reason}."


def firm_folders(firm: Path | None, shipped: Path) -> tuple[Path, ...]:
    """Where templates are looked for; InvalidInput for a missing folder or a template that none of ours matches."""
    if firm is None:
        return (shipped,)
    if not firm.is_dir():
        raise InvalidInput([missing_folder(firm)])
    if problems := [*folder_problems(firm)]:
        raise InvalidInput(problems)
    return (firm, shipped)


def missing_folder(firm: Path) -> Problem:
    """What is said of a firm's folder that is none."""
    return Problem(str(firm), "", "ce dossier de modèles n'existe pas.", "Vérifier le chemin.")


def folder_problems(firm: Path) -> Iterator[Problem]:
    """What is wrong with a firm's folder, by its names alone: files used for nothing, or no template at all."""
    inside = [path for path in sorted(firm.iterdir()) if path.name[0] not in "~."]
    known = templates()
    yield from (problem for path in inside if (problem := _strange(path, known)))
    if not any(path.name in (*known, MESSAGES) and path.is_file() for path in inside):
        found = ", ".join(path.name for path in inside[:SHOWN]) + (", …" if len(inside) > SHOWN else "")
        message = f"ce dossier ne contient aucun modèle (il contient : {found or 'rien'})."
        yield Problem(str(firm), "", message, f"Noms admis : {', '.join(known)}.")


def _strange(path: Path, known: Collection[str]) -> Problem | None:
    """The problem of a Word file that would be used for nothing."""
    folder, new = str(path.parent), f"{path.stem.lower()}.docx"
    if path.name in known:
        message = "ce n'est pas un fichier : ce modèle ne serait pas lu."
        return None if path.is_file() else Problem(folder, path.name, message, "Mettre un document Word à sa place.")
    if path.suffix.lower() in WORD_FILES:
        return Problem(folder, path.name, "ce nom n'est pas celui d'un modèle.", nearest(path.name, known))
    if path.suffix.lower() == ".doc" and new in known and not (path.parent / new).is_file():
        hint = f"Dans Word : Enregistrer sous .docx (« Document Word »), sous le nom {new}."
        return Problem(folder, path.name, "l'ancien format .doc n'est pas lu.", hint)
    return None


def template_path(name: str, folders: Sequence[Path]) -> Path:
    """The template of this name in the first folder that has it; InvalidInput if none has."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    searched = ", ".join(str(folder) for folder in folders)
    raise InvalidInput([Problem(name, "", "ce modèle est introuvable.", f"Dossiers parcourus : {searched}.")])


def _made(document: Document, proposal: Proposal, shared: Mapping[str, Any], folders: Sequence[Path]) -> bytes:
    source, view = document.source, proposal.view
    if isinstance(source, Given):
        raise TypeError("made from a file that is given")
    if not isinstance(source, Template):
        return source(view)
    path = template_path(source.file, folders)
    if source.prints is Content.LATER:
        shared = of_clauses(context_of(proposal.for_later), proposal.for_later)
    elif source.prints is Content.CLAUSES:
        shared = of_clauses(shared, view)
    mark = keywords(view.mark) if document.to_sign else ""
    properties = Properties(source.title(view), view.practice.name, view.iso_day, view.contract.title, mark)
    stays = document.internal and not document.joinable
    made = compiled.render(path, internal(shared, proposal) if stays else shared, properties)
    if document.to_sign:
        problems = [*checks.clause_problems(path.name, made.body, made.styles, view)]
        if problems:
            raise InvalidInput(problems)
    return made.content
