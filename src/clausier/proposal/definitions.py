"""The defined terms that the clauses of a proposal use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from clausier.french import fold, typeset
from clausier.library import markup
from clausier.model.library import Definition
from clausier.model.proposal import DefinitionView, Request, RuleView


def used_definitions(
    definitions: Mapping[str, Definition], requests: Iterable[Request], rules: Iterable[RuleView] = ()
) -> Iterator[DefinitionView]:
    """The terms that clauses and rules use, and those that these definitions use in turn, in alphabetical order."""
    terms_of = _reader(tuple([(id_, (item.term, *item.forms)) for id_, item in definitions.items()]))
    used: set[str] = set()
    clauses = (block.text for request in requests for block in request.body)
    common = ("".join(run.text for run in rule.runs) for rule in rules)
    found = _union(terms_of(text) for text in (*clauses, *common))
    while new := found - used:
        used |= new
        found = _union(terms_of(definitions[id_].text) for id_ in new)
    for id_ in sorted(used, key=lambda id_: fold(definitions[id_].term)):
        runs = markup.fill_inline(definitions[id_].text, {})
        yield DefinitionView(term=typeset(definitions[id_].term), runs=runs)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


@lru_cache(maxsize=8)
def _reader(terms: tuple[tuple[str, tuple[str, ...]], ...]) -> Callable[[str], frozenset[str]]:
    """A function from a text to the ids of the terms that it uses; it remembers the texts of the library."""
    patterns = {id_: re.compile(rf"\b(?:{'|'.join(map(re.escape, map(typeset, forms)))})\b") for id_, forms in terms}

    @lru_cache(maxsize=4096)
    def terms_of(text: str) -> frozenset[str]:
        return frozenset(id_ for id_, pattern in patterns.items() if pattern.search(text))

    return terms_of
