"""What landmarks say of each other: one that nothing can meet, that anything meets, or that another makes idle."""

from __future__ import annotations

from collections.abc import Sequence

from clausier.french.stems import stem
from clausier.model.expression import Expression, Joint, Match, Option, Step, Term, Word

COMMON = frozenset(
    word
    for words in (
        "le la les l un une des de du d et ou a au aux en dans par pour sur avec sans est sont soit que qui qu se s ce",
        "cet cette ces son sa ses leur leurs ne n pas il elle ils elles tout toute tous toutes plus ainsi dont y",
    )
    for word in words.split()
)
"""Words that any sentence may hold."""


def is_impossible(one: Expression) -> bool:
    """Does it set aside what it asks for?"""
    wanted = [one.first, *(step.term for step in one.steps if step.joint is not Joint.WITHOUT)]
    unwanted = [step.term for step in one.steps if step.joint is Joint.WITHOUT]
    return any(covers(away, term) for away in unwanted for term in wanted)


def is_anywhere(one: Expression) -> bool:
    """Is each of its terms met by a word that any sentence holds?"""
    wanted = [one.first, *(step.term for step in one.steps if step.joint is not Joint.WITHOUT)]
    return all(any(_is_common(option) for option in term.options) for term in wanted)


def _is_common(option: Option) -> bool:
    return isinstance(option, tuple) and all(word.text in COMMON and word.match is not Match.PREFIX for word in option)


def implies(one: Expression, other: Expression) -> bool:
    """Is the second surely met wherever the first is? Compared step by step, in either order of its first two terms."""
    return _in_order(one, other) or _in_order(_turned(one), other)


def _turned(one: Expression) -> Expression:
    """The same, its first two terms the other way round: either may come first in a text."""
    if not one.steps or one.steps[0].joint is Joint.WITHOUT:
        return one
    first, *rest = one.steps
    return Expression(one.source, first.term, (Step(first.joint, one.first, first.gap), *rest))


def _in_order(one: Expression, other: Expression) -> bool:
    if not covers(other.first, one.first) or len(other.steps) > len(one.steps):
        return False
    return all(_implies(mine, its) for mine, its in zip(one.steps, other.steps, strict=False))


def _implies(mine: Step, its: Step) -> bool:
    if its.joint is Joint.WITHOUT or mine.joint is Joint.WITHOUT:
        return mine.joint is its.joint and covers(mine.term, its.term)
    nearer = its.joint is Joint.WITH or (mine.joint is Joint.NEAR and mine.gap <= its.gap)
    return nearer and covers(its.term, mine.term)


def covers(wide: Term, narrow: Term) -> bool:
    """Is the first met wherever the second is?"""
    return all(any(_covers(mine, its) for mine in wide.options) for its in narrow.options)


def _covers(wide: Option, narrow: Option) -> bool:
    if not isinstance(wide, tuple) or not isinstance(narrow, tuple):
        return wide == narrow
    return any(_same(wide, narrow[start : start + len(wide)]) for start in range(len(narrow) - len(wide) + 1))


def _same(wide: Sequence[Word], narrow: Sequence[Word]) -> bool:
    return all(_covers_word(mine, its) for mine, its in zip(wide, narrow, strict=True))


def _covers_word(wide: Word, narrow: Word) -> bool:
    match wide.match:
        case Match.PREFIX:
            return narrow.text.startswith(wide.text)
        case Match.FORMS:
            return narrow.match is not Match.PREFIX and stem(narrow.text) == stem(wide.text)
        case Match.EXACT:
            return narrow == wide
