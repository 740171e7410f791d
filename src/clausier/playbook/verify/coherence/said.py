"""What texts of different points must all say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausier.files.strictyaml import KeyPath
from clausier.library import texts
from clausier.model.coherence import CoherenceRule
from clausier.model.requirement import Requirement
from clausier.model.text import TextFamily, TextShape


def unsaid(rule: CoherenceRule, points: Iterable[Requirement]) -> Iterator[KeyPath]:
    """The texts of these points that a rule reads and that say none of its expressions."""
    for point in points:
        if not rule.points or point.id in rule.points:
            yield from (path for path, text in _read(rule, point) if not _says(text, rule.says))


def _read(rule: CoherenceRule, point: Requirement) -> Iterator[tuple[KeyPath, str]]:
    """Texts of clauses that use one of the rule's words; without such words, each wording of the clause itself."""
    for text in texts.of_point(point):
        if text.field.family is not TextFamily.CLAUSE:
            continue
        path: KeyPath = ("points", point.id, *text.path)
        if _says(text.text, rule.when) if rule.when else _is_wording(text.path, text.field.shape):
            yield path, text.text


def _is_wording(path: KeyPath, shape: TextShape) -> bool:
    """What may stand for the whole clause; the part that another clause carries is not that."""
    return shape is TextShape.BODY and "porte_par" not in path


def _says(text: str, expressions: tuple[str, ...]) -> bool:
    plain = _plain(text)
    return any(_plain(one) in plain for one in expressions)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
