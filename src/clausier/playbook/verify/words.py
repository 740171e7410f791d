"""Words to avoid, as the library lists them: vague, reserved, accusing, claiming a law, naming one without a basis."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from clausier.errors import Problem
from clausier.files.strictyaml import KeyPath, Places
from clausier.model.controls import WordRule
from clausier.model.library import Library
from clausier.playbook.verify.told import all_texts, excerpt

SENTENCE_END = re.compile(r"[.;!?](?=\s|\Z)|\n\s*\n")
MEASURE = re.compile(r"\d|\{\{")
NUMBER = r"\d++(?:-\d++){0,9}+"
SPELLED = ((r"\*", r"\w*+"), (r"\#", NUMBER), ("'", "['’]"), (r"\ ", r"\s++"))
"""Possessive: what is taken is never given back, whatever stars an overlay writes."""


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Each expression found, with the words around it and the remedy of its rule."""
    rules = tuple(library.controls.words.values())
    for path, text in all_texts(library):
        for rule in rules:
            if text.field.family not in rule.families:
                continue
            for match in _found(rule, text.text):
                if not _is_admitted(rule, match, path, library):
                    message = f"{rule.title} : « {match[0]} » dans {excerpt(text.text, *match.span())}."
                    yield replace(places.problem(path, message, rule.remedy), severity=rule.severity)


def _found(rule: WordRule, text: str) -> Iterator[re.Match[str]]:
    """The expressions of a rule, but for those inside one that it admits."""
    admitted = [one.span() for one in _pattern(rule.admitted).finditer(text)]
    starts = [start for start, _ in admitted]
    for match in _pattern(rule.expressions).finditer(text):
        before = bisect_right(starts, match.start())
        if not before or admitted[before - 1][1] < match.end():
            yield match


def _is_admitted(rule: WordRule, match: re.Match[str], path: KeyPath, library: Library) -> bool:
    measured = rule.unless_measured and MEASURE.search(_sentence(match.string, match))
    return bool(measured) or (rule.unless_founded and _is_founded(match[0], path, library))


def _is_founded(named: str, path: KeyPath, library: Library) -> bool:
    """Do the bases of this point that may be printed name this law: all its numbers, or its words if it has none?

    What is no text of a point has no bases of its own, and is left alone.
    """
    if path[0] != "points":
        return True
    bases = (library.bases.get(use.id) for use in library.by_id[str(path[1])].bases)
    told = "\n".join(f"{one.citation}\n{one.short}" for one in bases if one and one.citable and one.is_read())
    numbers = re.findall(NUMBER, named)
    return set(numbers) <= set(re.findall(NUMBER, told)) if numbers else named.casefold() in told.casefold()


@lru_cache(maxsize=512)
def _pattern(expressions: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words in any case; `*` ends a word, `#` is a number, blanks and apostrophes of any kind."""
    alternatives = "|".join(_spelled(one) for one in sorted(expressions, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives or '(?!)'})(?!\w)", re.IGNORECASE)


def _spelled(expression: str) -> str:
    pattern = re.escape(" ".join(expression.split()))
    for written, meant in SPELLED:
        pattern = pattern.replace(written, meant)
    return pattern


def _sentence(text: str, match: re.Match[str]) -> str:
    ends = _sentence_ends(text)
    before, after = bisect_right(ends, match.start()), bisect_left(ends, match.end())
    return text[ends[before - 1] if before else 0 : ends[after] if after < len(ends) else len(text)]


@lru_cache(maxsize=1)
def _sentence_ends(text: str) -> tuple[int, ...]:
    return tuple(end.end() for end in SENTENCE_END.finditer(text))
