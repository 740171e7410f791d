"""The defined terms that an act uses, and where each is best defined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from clausier.french import fold, typeset
from clausier.library import markup
from clausier.model.library import Definition, Library
from clausier.model.proposal import AnnexView, DefinitionView, Request, RuleView

NONE: Mapping[str, str] = MappingProxyType({})


def used_definitions(
    library: Library,
    requests: Iterable[Request],
    rules: Iterable[RuleView] = (),
    annex: Iterable[AnnexView] = (),
    free: Mapping[str, str] = NONE,
) -> Iterator[DefinitionView]:
    """The terms that the act uses, and those that their definitions use in turn, in alphabetical order.

    One that a single clause uses, once, while nothing else does, is defined in that clause. `free`: what a dossier
    says in free fields.
    """
    definitions, values = library.definitions, {**free, **figures_of(library)}
    uses_of = _reader(tuple([(id_, (item.term, *item.forms)) for id_, item in definitions.items()]))
    asked = tuple(requests)
    clauses = {request.id: _counted(uses_of, (request.text,)) for request in asked}
    uses = _counted(uses_of, _elsewhere(asked, rules, annex))
    for found in clauses.values():
        uses.update(found)
    uses = _with_those_of_definitions(uses, uses_of, definitions)
    for id_ in sorted(uses, key=lambda id_: fold(definitions[id_].term)):
        alone = [point for point, found in clauses.items() if found[id_]] if uses[id_] == 1 else []
        runs = markup.fill_inline(definitions[id_].text, values)
        yield DefinitionView(term=typeset(definitions[id_].term), runs=runs, point=alone[0] if alone else "")


def figures_of(library: Library) -> dict[str, str]:
    """What definitions print of the working time by which the engine counts: name → text."""
    return {name: typeset(text) for name, text in library.working_time.texts.items()}


def used_in(definitions: Mapping[str, Definition], text: str) -> tuple[str, ...]:
    """The ids of the terms that a text uses, and those that their definitions use in turn, in alphabetical order."""
    uses_of = _reader(tuple([(id_, (item.term, *item.forms)) for id_, item in definitions.items()]))
    return tuple(sorted(_with_those_of_definitions(Counter(uses_of(typeset(text))), uses_of, definitions)))


def _with_those_of_definitions(
    uses: Counter[str], uses_of: Callable[[str], tuple[str, ...]], definitions: Mapping[str, Definition]
) -> Counter[str]:
    """How often each term is used, once the definitions of those that are used count too."""
    counted, defined = Counter(uses), set[str]()
    while new := set(counted) - defined:
        defined |= new
        for id_ in new:
            counted.update([other for other in uses_of(definitions[id_].text) if other != id_])
    return counted


def _elsewhere(requests: Iterable[Request], rules: Iterable[RuleView], annex: Iterable[AnnexView]) -> Iterator[str]:
    """What the act says beside the text of its clauses, save their titles: these name what the text is about.

    The capital with which a cell of a table begins is no sign of a defined term.
    """
    for request in requests:
        yield from (text for item in request.deliverables for text in (_lowered(item.title), item.due))
        yield from (price.limit for price in request.price)
    yield from (markup.plain(rule.runs) for rule in rules)
    yield from (_lowered(text) for row in annex for text in (row.title, row.value))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _counted(uses_of: Callable[[str], tuple[str, ...]], texts: Iterable[str]) -> Counter[str]:
    return Counter(id_ for text in texts for id_ in uses_of(text))


@lru_cache(maxsize=8)
def _reader(terms: tuple[tuple[str, tuple[str, ...]], ...]) -> Callable[[str], tuple[str, ...]]:
    """A function from a text to the ids of the terms that it uses, once each time; it remembers the library's texts."""
    patterns = {id_: re.compile(rf"\b(?:{'|'.join(map(re.escape, map(typeset, forms)))})\b") for id_, forms in terms}

    @lru_cache(maxsize=4096)
    def uses_of(text: str) -> tuple[str, ...]:
        return tuple([id_ for id_, pattern in patterns.items() for _ in pattern.finditer(text)])

    return uses_of
