"""Words to avoid, as the library lists them: vague, reserved, accusing, claiming a law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from clausier.errors import Problem
from clausier.files.strictyaml import Places
from clausier.model.library import Library
from clausier.playbook.verify.told import all_texts, excerpt

SENTENCE_END = re.compile(r"[.;!?](?=\s|\Z)|\n\s*\n")
MEASURE = re.compile(r"\d|\{\{")
SPELLED = ((r"\*", r"\w*"), (r"\#", r"\d"), ("'", "['’]"), (r"\ ", r"\s+"))


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Each expression found, with the words around it and the remedy of its rule."""
    rules = [(rule, _pattern(rule.expressions)) for rule in library.controls.words.values()]
    for path, text in all_texts(library):
        for rule, pattern in rules:
            if text.field.family not in rule.families:
                continue
            for match in pattern.finditer(text.text):
                if not (rule.unless_measured and MEASURE.search(_sentence(text.text, match))):
                    message = f"{rule.title} : « {match[0]} » dans {excerpt(text.text, *match.span())}."
                    yield replace(places.problem(path, message, rule.remedy), severity=rule.severity)


@lru_cache(maxsize=64)
def _pattern(expressions: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words in any case; `*` ends a word, `#` is a digit, blanks and apostrophes of any kind."""
    alternatives = "|".join(_spelled(one) for one in sorted(expressions, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives or '(?!)'})(?!\w)", re.IGNORECASE)


def _spelled(expression: str) -> str:
    pattern = re.escape(expression)
    for written, meant in SPELLED:
        pattern = pattern.replace(written, meant)
    return pattern if expression[0] != "#" else rf"\d*{pattern}"


def _sentence(text: str, match: re.Match[str]) -> str:
    ends = [end.end() for end in SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= match.start()), default=0)
    stop = min((end for end in ends if end >= match.end()), default=len(text))
    return text[start:stop]
