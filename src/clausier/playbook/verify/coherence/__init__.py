"""What must hold between points, as `coherence.yaml` says: proven for every act that they may make together."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from clausier.errors import Problem
from clausier.files.strictyaml import KeyPath
from clausier.library.reading import Reading
from clausier.model.coherence import CoherenceRule, Relation
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.playbook.verify.coherence.ranks import stricter
from clausier.playbook.verify.coherence.relations import Contradiction, Stated, contradictions, of_rule, stated_of
from clausier.playbook.verify.coherence.said import unsaid
from clausier.playbook.verify.coherence.scenes import printed_figures
from clausier.playbook.verify.positions import stage_told

__all__ = ["Contradiction", "Stated", "broken", "contradictions", "problems", "stated_of"]

SECTION = "coherence"
WANTED = {
    Relation.EQUAL: "les deux doivent être égaux",
    Relation.AT_MOST: "le premier ne doit pas dépasser le second",
    Relation.AT_LEAST: "le premier ne doit pas être inférieur au second",
    Relation.ALONE: "le premier ne doit pas s'imprimer avec le second",
}


def problems(reading: Reading, *, clean_base: bool = False) -> Iterator[Problem]:
    """Each rule that does not hold; with a `clean_base`, only where an overlay may have touched it."""
    library = reading.library
    if library is None:
        return
    changed = [point for point in library.requirements if point.id not in reading.kept]
    for id_, rule in library.coherence.items():
        proven = clean_base and not any((SECTION, id_) in layer.lines for layer in reading.layers[1:])
        points = changed if proven else library.requirements
        if not rule.figures:
            told = _of_each(id_, rule, points, library, reading)
        elif proven and reading.kept.issuperset(rule.figure_points):
            continue
        else:
            told = (_contradicted(one, rule, library, reading) for one in broken(id_, rule, library))
        yield from (replace(problem, severity=rule.severity) for problem in told)


def _of_each(
    id_: str, rule: CoherenceRule, points: Sequence[Requirement], library: Library, reading: Reading
) -> Generator[Problem, None, None]:
    """A rule that bears on each point by itself: what its texts say, how its positions follow each other."""
    if rule.directions is not None:
        for point in points:
            for pair in stricter(point, rule.directions, library.working_time.counted):
                yield _reversed(id_, rule, pair, library, reading)
    expressions = " ou ".join(f"« {one} »" for one in rule.says)
    for path in unsaid(rule, points) if rule.says else ():
        message = f"règle « {id_} » : ce texte ne dit pas {expressions}. {rule.reason}"
        yield reading.places.problem(path, message, f"L'écrire dans le texte ou, si c'est voulu, {_removing(id_)}.")


def broken(id_: str, rule: CoherenceRule, library: Library) -> Iterator[Contradiction]:
    """The figures of the library that contradict each other in some act, each pair of values once."""
    seen: set[tuple[str, ...]] = set()
    valued = rule.relation is not Relation.ALONE
    for printed in printed_figures(rule, library):
        for found in of_rule(id_, rule, printed, library.working_time.counted):
            named = (one for one in (found.first, found.second) if one)
            pair = tuple(word for one in named for word in (one.key, one.figure if valued else ""))
            if pair not in seen:
                seen.add(pair)
                yield found


def _contradicted(found: Contradiction, rule: CoherenceRule, library: Library, reading: Reading) -> Problem:
    """Told where the latest of the two figures is written; at the rule, if it joins what does not compare."""
    first, second = found.first, found.second
    other = _told(second, library, reading) if second else _bound(rule, library)
    wanted = WANTED[rule.relation] if rule.relation and found.compares else "les deux ne se comparent pas"
    message = f"règle « {found.rule} » : {_told(first, library, reading)} ; {other} ; {wanted}. {rule.reason}"
    hint = f"Changer l'un des deux ou, si c'est voulu, {_removing(found.rule)}."
    named: list[KeyPath] = [first.path, *([second.path] if second else [])]
    if not found.compares:
        named.insert(0, (SECTION, found.rule, "chiffres" if second else "borne"))
    return reading.places.problem(max(named, key=lambda path: _layer(path, reading)), message, hint)


def _reversed(
    id_: str, rule: CoherenceRule, pair: tuple[Stated, Stated], library: Library, reading: Reading
) -> Problem:
    first, second = (_told(one, library, reading) for one in pair)
    message = f"règle « {id_} » : {second} demande plus que {first}. {rule.reason}"
    hint = f"Ordonner les positions, de la plus exigeante à la moins exigeante ou, si c'est voulu, {_removing(id_)}."
    return reading.places.problem(pair[1].path, message, hint)


def _removing(id_: str) -> str:
    return f"écrire « {SECTION}: {{{id_}: null}} » dans le {SECTION}.yaml de sa bibliothèque"


def _told(one: Stated, library: Library, reading: Reading) -> str:
    """« 8.3, la cible, « preavis » vaut « 30 jours calendaires » (…/hebergement-sous-traitance.yaml, ligne 34) »."""
    file, line = reading.places.of(one.path)
    where = "paramètre" if one.path[2] == "parametres" else stage_told(one.path[2:])
    place = f"{file}, ligne {line}" if line else file
    return f"{library.by_id[one.point].number}, {where}, « {one.name} » vaut « {one.figure} » ({place})"


def _bound(rule: CoherenceRule, library: Library) -> str:
    basis = library.bases.get(rule.basis)
    return f"la borne est « {rule.bound} »{f' ({basis.short})' if basis else ''}"


def _layer(path: KeyPath, reading: Reading) -> int:
    """The last library that writes this key; a list of positions is written whole."""
    whole = path[:4] if path[2:4] == ("positions", "repli") else path
    written = (rank for rank, layer in enumerate(reading.layers) if {path, whole} & layer.lines.keys())
    return max(written, default=0)
