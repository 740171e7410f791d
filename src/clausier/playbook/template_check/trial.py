"""Templates filled in with fictional proposals, to see that nothing asked is lost.

What a reading cannot tell: a condition that hides some requests, a loop that repeats them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from clausier.documents import checks
from clausier.documents.catalogue import Content, internal_templates, templates
from clausier.documents.context import SUMMARY, context_of, of_clauses
from clausier.errors import InvalidInput, Problem, Severity
from clausier.model.freefield import FreeFields, sendable
from clausier.model.proposal import Request
from clausier.office.package import parse, read_members
from clausier.office.word import compiled, soundness
from clausier.office.word.fields import fields_of
from clausier.office.word.properties import Properties
from clausier.office.word.render import shortened
from clausier.office.word.templates import read_template
from clausier.office.word.xml import w
from clausier.playbook.template_check import Fault
from clausier.playbook.template_check.places import paragraphs, stories
from clausier.playbook.template_check.situations import Situation, situations

LOST = "Une condition ou une boucle l'écarte : comparer avec le modèle livré."
CUT = "Mettre le renvoi et son signet, début et fin, sous la même condition."


def trial(path: Path, template: str, fields: FreeFields) -> Iterator[Fault]:
    """Faults that show when the file is filled in, each once; it stops at the first situation that has errors."""
    told_of = fields if template in internal_templates() else sendable(fields)
    signable = templates()[template].prints is Content.CLAUSES
    told: dict[Problem, str] = {}
    for situation in situations(_tags(path), told_of):
        if signable and not situation.view.requests:
            continue
        found = list(_faults(path, template, situation))
        told = {**dict.fromkeys(found, situation.name), **told}
        if any(problem.severity is Severity.ERROR for problem in found):
            break
    for problem, name in told.items():
        yield _in_situation(problem, path.name, name)


def _tags(path: Path) -> list[str]:
    """The paragraphs that hold tags."""
    parts = stories(read_members(read_template(path)))
    found = (paragraph.text for name, root in parts for paragraph in paragraphs(name, root, ""))
    return [text for text in found if "{{" in text or "{%" in text]


def _in_situation(problem: Problem, file: str, situation: str) -> Fault:
    message = f"essai avec des données fictives ({situation}) : {problem.message}"
    return Fault(replace(problem, file=file, message=message))


def _faults(path: Path, template: str, situation: Situation) -> Iterator[Problem]:
    view = situation.view
    prints = templates()[template].prints
    shared = context_of(view)
    told = of_clauses(shared, view) if prints in (Content.CLAUSES, Content.LATER) else shared
    context = {**told, **({SUMMARY: situation.summary} if template in internal_templates() else {})}
    try:
        made = compiled.render(path, context, Properties("Essai", "", view.iso_day))
    except InvalidInput as error:
        yield from error.problems
        return
    yield from _lost_references(path.name, made.body)
    if prints is Content.CLAUSES:
        yield from checks.clause_problems(path.name, made.body, made.styles, view)
    elif prints in (Content.REQUESTS, Content.LATER):
        yield from _unprinted(soundness.texts(made.content), view.requests, whole=prints is Content.LATER)
    elif prints is Content.PRIORITIES:
        yield from _unprinted(soundness.texts(made.content), view.priorities, whole=False)


def _lost_references(file: str, body: str) -> Iterator[Problem]:
    """References whose bookmark a condition took away: Word says « Erreur ! » in their place."""
    root = parse(body.encode())
    marks = {mark.get(w("name"), "").lower() for mark in root.iter(w("bookmarkStart"))}
    for field in fields_of(root):
        if field.bookmark and field.bookmark.lower() not in marks:
            message = f"un renvoi mène au signet « {field.bookmark} », qui n'est pas dans le document."
            place = ", ".join(("corps", shortened(field.result))) if field.result.strip() else "corps"
            yield Problem(file, place, message, CUT, severity=Severity.WARNING)


def _unprinted(texts: str, requests: Sequence[Request], whole: bool) -> Iterator[Problem]:
    """Requests whose whole text, or whose title, is not in the document."""
    for request in requests:
        wanted = [block.text for block in request.body] if whole else [request.title]
        if not all(text in texts for text in wanted):
            yield Problem(
                "", f"« {request.title} »", f"la demande {request.number} n'est pas imprimée en entier.", LOST
            )
