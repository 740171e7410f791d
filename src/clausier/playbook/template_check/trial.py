"""Templates filled in with fictional proposals, to see that nothing asked is lost.

What a reading cannot tell: a condition that hides some requests, a loop that repeats them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from clausier.documents import checks
from clausier.documents.catalogue import Content, internal_templates, templates
from clausier.documents.context import SUMMARY, context_of
from clausier.errors import InvalidInput, Problem, Severity
from clausier.model.proposal import ProviderView, Request
from clausier.office.package import parse
from clausier.office.word import compiled, soundness
from clausier.office.word.fields import fields_of
from clausier.office.word.properties import Properties
from clausier.office.word.render import shortened
from clausier.office.word.xml import w
from clausier.playbook.template_check import Fault
from clausier.playbook.template_check.names import example

SITUATIONS: Mapping[str, Mapping[str, Any]] = {
    "contrat signé": {"signe": True},
    "contrat non signé": {"signe": False},
    "champs vides": {"signe": False, "vides": True},
    "sans écart": {"signe": True, "ecarts": 0},
}
LOST = "Une condition ou une boucle l'écarte : comparer avec le modèle livré."
CUT = "Mettre le renvoi et son signet, début et fin, sous la même condition."
BLANKS = ("reference", "lieu", "mode_envoi")
PARTY_BLANKS = ("forme", "siren", "siret", "representant", "qualite")
LOOKS = (("paragraphe", ""), ("liste", ""), ("liste", "fort"), ("paragraphe", "citation"))


def trial(path: Path, template: str) -> Iterator[Fault]:
    """Faults that show when the file is filled in, each once; it stops at the first situation that has errors."""
    signable = templates()[template].prints is Content.CLAUSES
    told: dict[Problem, str] = {}
    for name, situation in SITUATIONS.items():
        view = _view(**situation)
        if signable and not view.requests:
            continue
        found = list(_faults(path, template, view))
        told = {**dict.fromkeys(found, name), **told}
        if any(problem.severity is Severity.ERROR for problem in found):
            break
    for problem, situation_name in told.items():
        yield _in_situation(problem, path.name, situation_name)


def _in_situation(problem: Problem, file: str, situation: str) -> Fault:
    message = f"essai avec des données fictives ({situation}) : {problem.message}"
    return Fault(replace(problem, file=file, message=message))


def _faults(path: Path, template: str, view: ProviderView) -> Iterator[Problem]:
    context = {**context_of(view), **({SUMMARY: example()[SUMMARY]} if template in internal_templates() else {})}
    try:
        made = compiled.render(path, context, Properties("Essai", "", view.iso_day))
    except InvalidInput as error:
        yield from error.problems
        return
    yield from _lost_references(path.name, made.body)
    prints = templates()[template].prints
    if prints is Content.CLAUSES:
        yield from checks.clause_problems(path.name, made.body, made.styles, view)
    elif prints is Content.REQUESTS:
        yield from _unprinted(soundness.texts(made.content), view.requests, whole=True)
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


def _view(signe: bool, vides: bool = False, ecarts: int = 4) -> ProviderView:
    """A fictional view: requests of every kind of verdict, law and look, no two with the same words."""
    fields = {info.alias or name for name, info in ProviderView.model_fields.items()}
    sample = {name: value for name, value in example().items() if name in fields}
    requests = tuple(_request(sample["priorites"][0], rank) for rank in range(ecarts))
    category = sample["categories"][0]
    view = {
        **sample,
        "contrat": {**sample["contrat"], "signe": signe},
        "compte": {**sample["compte"], "ecarts": ecarts},
        "priorites": requests,
        "categories": tuple({**category, "numero": one["categorie"], "demandes": (one,)} for one in requests),
        **(_blank(sample) if vides else {}),
    }
    return ProviderView.model_validate(view)


def _blank(sample: Mapping[str, Any]) -> dict[str, Any]:
    """What may be unknown, left empty."""
    parties = {
        name: {**sample[name], **dict.fromkeys(PARTY_BLANKS, ""), "adresse": ()} for name in ("cabinet", "prestataire")
    }
    lists = dict.fromkeys(("questions", "preuves", "definitions", "annexe"), ())
    contract = {**sample["contrat"], "signe": False, "reference": "", "date": ""}
    act = {**sample["acte"], "prise_d_effet": "", "electronique": True}
    return {**dict.fromkeys(BLANKS, ""), **parties, **lists, "contrat": contract, "acte": act}


def _request(sample: Mapping[str, Any], rank: int) -> dict[str, Any]:
    """The sample request under another number, legal or not, with or without an article and a law."""
    bare = rank % 2 == 0
    body = tuple(
        {"genre": kind, "passages": ({"texte": f"Clause {rank + 1}, bloc {number} : texte.", "style": style},)}
        for number, (kind, style) in enumerate(LOOKS)
    )
    empty = {"article": "", "citation": "", "introduction": (), "sources": (), "livrables": ()} if bare else {}
    number, legal = rank + 1, rank in (1, 2)
    names = {"id": f"essai-{number}", "numero": f"{number}.1", "categorie": number, "titre": f"Clause d'essai {number}"}
    return {**sample, **empty, **names, "legal": legal, "corps": body}
