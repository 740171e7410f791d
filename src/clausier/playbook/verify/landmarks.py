"""Landmarks that cannot serve: never met, always set aside, met everywhere, or met wherever another is.

All are warnings: they weaken what « lire » proposes, and nothing that it proposes is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from clausier.errors import Problem, nearest
from clausier.files.strictyaml import KeyPath, Places
from clausier.library.landmarks import LANDMARKS
from clausier.library.reading import Reading
from clausier.model.facts import UNKNOWN
from clausier.model.landmark import Landmarks
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.playbook.verify.told import excerpt, warning
from clausier.reading.witnesses import Bench, Benches, is_bare, omits, witnesses

STRONG, WEAK, EXCLUDING, CONTRARY = "forts", "faibles", "sauf", "contraires"
COUNTED = (STRONG, WEAK, CONTRARY)
COMMON, FEW = 0.2, 3
"""The share of the questions of other points that a landmark may be met by, and how many it may be met by anyhow."""
SHOWN = 120
FACTS = "reperes_des_faits"


@dataclass(frozen=True)
class _One:
    """A landmark: where it stands among the landmarks of its point, and whether the words of a reserve count."""

    path: KeyPath
    source: str
    neutral: bool = False

    @property
    def key(self) -> str:
        return ".".join(str(part) for part in self.path[:-1])

    @property
    def told(self) -> str:
        return excerpt(self.source, 0, SHOWN)


def problems(changed: Library, reading: Reading) -> Iterator[Problem]:
    """What these points look for in vain; `reading` holds the whole library."""
    whole = reading.library
    if whole is None or not any(point.landmarks for point in whole.requirements):
        return
    benches = Benches(whole)
    yield from _facts(whole, reading.places, benches)
    questions = {point.id: point.question for point in whole.requirements}
    common = benches.of(questions.values())
    for point in changed.requirements:
        root: KeyPath = ("points", point.id, LANDMARKS)
        if not point.landmarks:
            yield from _silent(point, root, reading)
            continue
        others = [rank for rank, id_ in enumerate(questions) if id_ != point.id]
        each = [*_each(point.landmarks)]
        found = [*_vain(each, benches.of), *_everywhere(each, common, others), *_words(point)]
        yield from (warning(reading.places, (*root, *path), message, hint) for path, message, hint in found)


Fault = tuple[KeyPath, str, str]
"""Where it stands among the landmarks, what is wrong, what to do."""


def _each(landmarks: Landmarks) -> Iterator[_One]:
    lists: dict[KeyPath, Iterable[str]] = {
        (STRONG,): landmarks.strong,
        (WEAK,): landmarks.weak,
        (EXCLUDING,): landmarks.excluding,
        ("titres",): landmarks.headings,
        (CONTRARY,): landmarks.contrary,
        **{("volets", name): sources for name, sources in landmarks.parts.items()},
    }
    for path, sources in lists.items():
        neutral = landmarks.neutral or path == ("titres",)
        yield from (_One((*path, rank), source, neutral) for rank, source in enumerate(sources))


def _vain(each: Sequence[_One], bench: Callable[[Iterable[str]], Bench]) -> Iterator[Fault]:
    """Each is tried on one text that it should be met by, and on all where that one tells nothing."""
    first = bench(witnesses(one.source)[0] for one in each)
    met = [first.met(one.source, one.neutral) for one in each]
    told: set[int] = set()
    for rank, one in enumerate(each):
        if rank not in met[rank] and not bench(witnesses(one.source)).met(one.source, one.neutral):
            yield (one.path, *_never(one, bench))
            continue
        likely = [place for place in range(len(each)) if rank in met[place] and _matters(each[place], one)]
        wider = next((each[place] for place in likely if place not in told and _covers(each[place], one, bench)), None)
        if wider is not None:
            told.add(rank)
            yield (one.path, *_covered(one, wider))


def _covers(wider: _One, one: _One, bench: Callable[[Iterable[str]], Bench]) -> bool:
    """Is one of these met by all that the other is met by?"""
    texts = witnesses(one.source)
    return len(bench(texts).met(wider.source, wider.neutral)) == len(texts)


def _covered(one: _One, wider: _One) -> tuple[str, str]:
    if wider.key == EXCLUDING != one.key:
        message = f"tout passage que rencontre ce repère est écarté par « {wider.key} » : {wider.told}."
        return message, "Restreindre l'un des deux, ou retirer ce repère."
    message = f"tout passage que rencontre ce repère, {wider.told} le rencontre aussi (« {wider.key} »)."
    return message, "Retirer l'un des deux : ils compteraient deux fois."


def _matters(wider: _One, one: _One) -> bool:
    """Would it be of some consequence if one of these met all that the other meets?"""
    if wider is one or not omits(wider.source) <= omits(one.source):
        return False
    if wider.key == EXCLUDING:
        return one.key in (EXCLUDING, *COUNTED)
    return wider.key == one.key or (wider.key, one.key) == (STRONG, WEAK)


def _never(one: _One, bench: Callable[[Iterable[str]], Bench]) -> tuple[str, str]:
    if bench(witnesses(one.source)).met(one.source, neutral=True):
        message = "ce repère ne se rencontre jamais : ses mots sont ceux d'une réserve, qui ne comptent pas."
        return message, "Chercher autre chose, ou dire « neutre: oui » si la réserve est ce que l'on cherche."
    message = "ce repère ne se rencontre jamais : ce qu'il cherche est aussi ce qu'il écarte par « - »."
    return message, "Retirer de l'un ce qui est dans l'autre."


def _everywhere(each: Iterable[_One], questions: Bench, others: Collection[int]) -> Iterator[Fault]:
    """Those that tell nothing of their point, since the questions of many others meet them."""
    for one in each:
        if one.path[0] == "titres":
            continue
        many = len(questions.met(one.source, neutral=True).intersection(others))
        if many >= FEW and many > COMMON * len(others):
            message = f"ce repère se rencontre presque partout : dans les questions de {many} autres points."
            yield one.path, message, "Le joindre à un autre mot : « mot ~5 autre »."
        elif is_bare(one.source):
            message = "ce repère est une valeur seule : il se rencontre partout où il y en a une."
            yield one.path, message, "La joindre à ce dont elle est la valeur : « mot ~5 {duree} »."


def _words(point: Requirement) -> Iterator[Fault]:
    """Parts that the point does not have, and kinds of values that it does not measure."""
    landmarks, criterion = point.landmarks, point.criterion
    for name in landmarks.parts:
        if name not in criterion.parts:
            message = f"« {name} » n'est pas un volet de ce point : la lecture dirait toujours qu'il manque."
            yield ("volets", name), message, nearest(name, criterion.parts) if criterion.parts else "Retirer la clé."
    measured = {measure.kind for measure in criterion.measures}
    if measured and landmarks.values and measured.isdisjoint(landmarks.values):
        message = f"aucune des valeurs attendues ({', '.join(landmarks.values)}) n'est de celles que le point mesure."
        yield ("valeurs",), message, f"La mesure attend : {', '.join(sorted(measured))}."


def _silent(point: Requirement, root: KeyPath, reading: Reading) -> Iterator[Problem]:
    """A point that an overlay adds to a guide which is read, and that nothing shows in a contract."""
    library = reading.library
    described = [root[:2] in layer.lines for layer in reading.layers]
    told = any(root in layer.lines for layer in reading.layers)
    if library and not told and not described[0] and point.category not in library.outside:
        message = "ce point ne sera jamais proposé par « lire » : il n'a pas de repères."
        hint = f"Ajouter « {LANDMARKS}: {{forts: […]}} », ou « {LANDMARKS}: {{}} » si c'est voulu."
        yield warning(reading.places, root, message, hint)


def _facts(library: Library, places: Places, benches: Benches) -> Iterator[Problem]:
    """Landmarks of facts, or of values, that the library does not have, and those that are never met."""
    for name, values in library.fact_landmarks.items():
        if name not in library.testable:
            message = f"le fait « {name} » n'est pas déclaré."
            yield warning(places, (FACTS, name), message, nearest(name, library.testable))
            continue
        known = library.testable[name].values
        for value, sources in values.items():
            if value not in known or value == UNKNOWN:
                message = f"« {value} » n'est pas une valeur de « {name} » qu'un contrat puisse montrer."
                yield warning(places, (FACTS, name, value), message, nearest(value, known))
            each = [_One((rank,), source) for rank, source in enumerate(sources)]
            for path, told, hint in _vain(each, benches.of):
                yield warning(places, (FACTS, name, value, *path), told, hint)
