"""Landmarks that are idle beside others, or tell nothing of their point; points that nothing shows in a contract.

All are warnings: they weaken what « lire » proposes, and nothing that it proposes is printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from clausier.errors import Problem
from clausier.files.strictyaml import KeyPath, Places
from clausier.library.landmarks import LANDMARKS
from clausier.library.reading import Reading
from clausier.model.expression import Expression, Joint, Value, expression
from clausier.model.landmark import Landmarks
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.playbook.verify.told import warning
from clausier.reading.bench import Bench
from clausier.reading.overlap import implies, is_impossible

STRONG, WEAK, EXCLUDING, CONTRARY = "forts", "faibles", "sauf", "contraires"
COMMON, FEW = 0.2, 3
"""The share of the questions of other points that a landmark may be met by, and how many it may be met by anyhow."""
FACTS = "reperes_des_faits"

Fault = tuple[KeyPath, str, str]
"""Where it stands, what is wrong, what to do."""


def problems(changed: Library, reading: Reading) -> Iterator[Problem]:
    """What these points look for in vain; `reading` holds the whole library."""
    whole = reading.library
    if whole is None or not any(point.landmarks for point in whole.requirements):
        return
    yield from _facts(whole, reading.places)
    questions = {point.id: point.question for point in whole.requirements}
    bench, reserves = Bench(questions.values(), whole), _reserves(whole, changed.requirements)
    for point in changed.requirements:
        if not point.landmarks:
            yield from _silent(point, reading)
            continue
        others = [rank for rank, id_ in enumerate(questions) if id_ != point.id]
        lists = dict(_lists(point.landmarks))
        found = [
            *_set_aside(lists),
            *_weaker(lists),
            *_common(lists, bench, others),
            *([] if point.landmarks.neutral else _reserved(lists, reserves)),
            *_unmeasured(point),
        ]
        for path, message, hint in found:
            yield warning(reading.places, ("points", point.id, LANDMARKS, *path), message, hint)


Lists = dict[KeyPath, tuple[Expression, ...]]


def _lists(landmarks: Landmarks) -> Iterator[tuple[KeyPath, tuple[Expression, ...]]]:
    """Those of headings are left out: few words stand in a heading, and they are only looked for there."""
    lists: dict[KeyPath, tuple[str, ...]] = {
        (STRONG,): landmarks.strong,
        (WEAK,): landmarks.weak,
        (EXCLUDING,): landmarks.excluding,
        (CONTRARY,): landmarks.contrary,
        **{("volets", name): sources for name, sources in landmarks.parts.items()},
    }
    return ((path, tuple(map(expression, sources))) for path, sources in lists.items())


def _set_aside(lists: Lists) -> Iterator[Fault]:
    for path in ((STRONG,), (WEAK,), (CONTRARY,)):
        for rank, one in enumerate(lists[path]):
            away = next((other for other in lists[EXCLUDING,] if implies(one, other)), None)
            if away is not None:
                message = f"tout passage que rencontre « {one.source} » est écarté par « sauf » : « {away.source} »."
                yield (*path, rank), message, "Restreindre l'un des deux, ou retirer ce repère."


def _weaker(lists: Lists) -> Iterator[Fault]:
    for rank, one in enumerate(lists[WEAK,]):
        strong = next((other for other in lists[STRONG,] if implies(one, other)), None)
        if strong is not None:
            message = (
                f"« {one.source} », parmi les faibles, ne trouve rien que « {strong.source} », parmi les forts, ne"
            )
            yield (WEAK, rank), f"{message} trouve déjà.", "Retirer le faible, ou restreindre le fort."


def _common(lists: Lists, questions: Bench, others: Collection[int]) -> Iterator[Fault]:
    """Those that tell nothing of their point: the questions of many others meet them, or any value does."""
    for path, expressions in lists.items():
        for rank, one in enumerate(expressions):
            many = len(questions.met(one.source, neutral=True).intersection(others))
            if many >= FEW and many > COMMON * len(others):
                message = f"« {one.source} » ne distingue pas ce point : les questions de {many} autres le contiennent."
                yield (*path, rank), message, "Y joindre un mot du point, ou le retirer."
            elif path != (WEAK,) and all(any(isinstance(each, Value) for each in term) for term in _wanted(one)):
                message = f"« {one.source} » peut n'être qu'une valeur, de quoi que ce soit."
                yield (*path, rank), message, "La joindre à ce dont elle est la valeur : « mot ~5 {duree} »."


def _reserved(lists: Lists, reserves: frozenset[str]) -> Iterator[Fault]:
    for path, expressions in lists.items():
        for rank, one in enumerate(expressions):
            if one.source in reserves:
                message = f"« {one.source} » est fait des mots d'une réserve, qui ne comptent pas."
                hint = "Chercher autre chose, ou dire « neutre: oui » si la réserve est ce que l'on cherche."
                yield (*path, rank), message, hint


def _reserves(library: Library, points: Iterable[Requirement]) -> frozenset[str]:
    """The landmarks that nothing but the words of a reserve (« sur devis ») meets."""
    every = (one for point in points for each in dict(_lists(point.landmarks)).values() for one in each)
    alone = {one.source: _spelled(one) for one in every if not one.steps}
    said = [(source, text) for source, texts in alone.items() for text in texts]
    bench = Bench([text for _, text in said], library)
    counting = {source for source in alone for rank in bench.met(source, neutral=False) if said[rank][0] == source}
    return frozenset(source for source, texts in alone.items() if texts and source not in counting)


def _spelled(one: Expression) -> list[str]:
    """Each alternative of a lone term, in words; none if a value is one of them."""
    options = [option for option in one.first.options if isinstance(option, tuple)]
    whole = len(options) == len(one.first.options)
    return [" ".join(word.text for word in option) for option in options] if whole else []


def _wanted(one: Expression) -> Iterator[tuple[object, ...]]:
    """The alternatives of each term that must be there."""
    yield one.first.options
    yield from (step.term.options for step in one.steps if step.joint is not Joint.WITHOUT)


def _unmeasured(point: Requirement) -> Iterator[Fault]:
    measured = {measure.kind for measure in point.criterion.measures}
    expected = point.landmarks.values
    if measured and expected and measured.isdisjoint(expected):
        message = f"aucune des valeurs attendues ({', '.join(expected)}) n'est de celles que le point mesure."
        yield ("valeurs",), message, f"Le point mesure : {', '.join(sorted(measured))}."


def _silent(point: Requirement, reading: Reading) -> Iterator[Problem]:
    """A point that an overlay adds to a guide which is read, and that nothing shows in a contract."""
    root: KeyPath = ("points", point.id, LANDMARKS)
    added = root[:2] not in reading.layers[0].lines
    told = any(root in layer.lines for layer in reading.layers)
    if added and not told and reading.library and point.category not in reading.library.outside:
        message = "ce point ne sera jamais proposé par « lire » : il n'a pas de repères."
        hint = f"Ajouter « {LANDMARKS}: {{forts: […]}} », ou « {LANDMARKS}: {{}} » si c'est voulu."
        yield warning(reading.places, root, message, hint)


def _facts(library: Library, places: Places) -> Iterator[Problem]:
    for name, values in library.fact_landmarks.items():
        for value, sources in values.items():
            for rank, source in enumerate(sources):
                if is_impossible(expression(source)):
                    message = f"« {source} » écarte ce qu'il cherche : rien ne peut le remplir."
                    hint = "Retirer ce qui suit « - », ou le repère."
                    yield warning(places, (FACTS, name, value, rank), message, hint)
