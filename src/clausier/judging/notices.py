"""What a reader should know beside the verdicts: unknown facts, the provider's word, contradictions. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from clausier.french import counted, join, long_date
from clausier.judging import client, declarations
from clausier.model.analysis import Judgement, Notice
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile
from clausier.model.facts import UNKNOWN
from clausier.model.library import Client, FactKind, Library
from clausier.model.verdict import Verdict

DENIED = (
    "répondu « non » avec une valeur, un volet, un article ou une citation : compris comme une stipulation du contrat, "
    "jugée par sa valeur, imprécise s'il n'y en a pas"
)

SEVERAL_TYPES = (
    "contrat de plusieurs types : un point qui concerne des services de types différents ne cite que les textes qui "
    "valent pour tous, et sa clause est celle qui convient à tous"
)


def notices(judgements: tuple[Judgement, ...], case: CaseFile, library: Library, day: date) -> Iterator[Notice]:
    """What to know about a dossier and its judgements on a day, in French."""
    if case.contract.date is not None and case.contract.date > day:
        told, today = long_date(case.contract.date), long_date(day)
        yield Notice(f"contrat daté du {told}, après le {today}, jour de l'analyse : vérifier sa date, ou celle-ci")
    if UNKNOWN in case.contract.types:
        yield Notice("type de contrat inconnu : aucun texte propre à un type de contrat n'est cité")
    if len(case.contract.types) > 1:
        yield Notice(SEVERAL_TYPES)
    for doubt in client.doubts(case, library):
        yield Notice(doubt)
    for _, kind in unknown_facts(case, library):
        yield Notice(f"situation à préciser : {kind.title}")
    if case.unread:
        numbers = join([point.number for point in library.requirements if point.id in case.unread])
        told = counted(len(case.unread), "réponse à corriger", "réponses à corriger")
        yield Notice(f"{told}, hors de tout document : {numbers}")
    for id_ in sorted(library.removed & set(case.settled)):
        yield Notice(f"réponse laissée de côté : la bibliothèque a retiré le point « {id_} »")
    yield from _declaration_notices(case, library.client)
    if any(judgement.declared and judgement.answer and judgement.answer.claims for judgement in judgements):
        yield Notice(declarations.NO_STIPULATION)
    for judgement in judgements:
        if judgement.to_confirm:
            yield Notice(declarations.LOOK_FOR, judgement.requirement.id)
        if judgement.answer is not None and judgement.answer.denies_what_it_quotes:
            yield Notice(DENIED, judgement.requirement.id)
        if judgement.legal and judgement.verdict is Verdict.NOT_APPLICABLE and judgement.answer is not None:
            yield Notice("point fondé sur la loi et déclaré sans objet", judgement.requirement.id)


def unknown_facts(case: CaseFile, library: Library) -> Iterator[tuple[str, FactKind]]:
    """The facts, by name, that the dossier does not tell although they matter for its contract."""
    known = case.facts()
    for name, kind in library.facts.items():
        if name not in known and kind.useful_if.may_hold(known):
            yield name, kind


def _declaration_notices(case: CaseFile, client: Client) -> Iterator[Notice]:
    """Which answers rest on the provider's word, and where the practice says otherwise."""
    declared, settled = case.declared, case.settled
    taken = sum(1 for id_ in declared if settled[id_] is declared[id_])
    if taken:
        names = join([f"{one.by}, le {one.on.isoformat()}" for one in case.declarations])
        told = "1 réponse déclarée" if taken == 1 else f"{taken} réponses déclarées"
        still = f"non confirmée{'s' if taken > 1 else ''} par {client.the}"
        yield Notice(f"{told} par le prestataire et {still} ({names})")
    yield from disagreements(declared, case, client)


def disagreements(declared: Mapping[str, Answer], case: CaseFile, client: Client) -> Iterator[Notice]:
    """Where the practice's own word, which is kept, says something else than declarations (id of a point → answer)."""
    own = case.answers
    for id_, answer in declared.items():
        if id_ in own and own[id_].settles and answer.settles and _said(own[id_]) != _said(answer):
            yield Notice(f"le prestataire déclare {_said(answer)}, {client.the} retient {_said(own[id_])}", id_)


def _said(answer: Answer) -> str:
    """An answer in one line, to compare and to show."""
    value = f", {' ; '.join(answer.value)}" if answer.value else ""
    parts = f", volets : {join(sorted(answer.parts)) or 'aucun'}" if answer.parts is not None else ""
    return f"« {answer.finding.value}{value}{parts} »"
