"""Facts of a contract: a situation, and the conditions that test it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, RootModel, WithJsonSchema

from clausier.model.base import TEXT, Model, OneOrMany, one_or_many

UNKNOWN = "inconnu"

Facts = Mapping[str, frozenset[str]]
"""Known facts only: name → values. A missing or `inconnu` fact is simply absent."""

CONTRACT_TYPE = "type"
"""The fact whose several values are those of several parts of a contract: each of them is true of its part alone."""


def _alternatives(value: Any) -> Any:
    """One mapping or several; one value or several."""
    mappings = value if isinstance(value, list | tuple) else [value]
    return tuple(
        {key: tuple(words) if isinstance(words, list | tuple) else (words,) for key, words in mapping.items()}
        if isinstance(mapping, Mapping)
        else mapping
        for mapping in mappings
    )


FILE_FORM = WithJsonSchema(one_or_many({"type": "object", "additionalProperties": one_or_many(TEXT)}))


class Condition(
    RootModel[tuple[dict[str, tuple[str, ...]], ...]],
    title="Conditions : l'une des valeurs d'une clé, toutes les clés, l'une des suites d'une liste.",
):
    """Any of several mappings; within a mapping all keys; within a key any value. Empty: always true."""

    model_config = ConfigDict(frozen=True)

    root: Annotated[tuple[dict[str, tuple[str, ...]], ...], BeforeValidator(_alternatives), FILE_FORM] = ()

    def may_hold(self, facts: Facts) -> bool:
        """True unless a known fact rules it out: applicability, where silence must not hide a point."""
        return not self.root or self._holds(facts, unknown=True)

    def surely_holds(self, facts: Facts) -> bool:
        """True only on known facts: law and wording, where a guess would claim too much.

        Where the contract has several types, it has to hold for each of them.
        """
        return not self.root or all(self._holds(one, unknown=False) for one in _by_type(facts))

    def names(self) -> set[tuple[str, str]]:
        """Every (fact, value) that the condition mentions."""
        return {(key, word) for mapping in self.root for key, words in mapping.items() for word in words}

    def example(self) -> dict[str, tuple[str, ...]]:
        """Facts under which it holds: the first value of each key of the first mapping."""
        return {key: words[:1] for key, words in self.root[0].items()} if self.root else {}

    def failing(self, facts: Facts) -> tuple[str, ...]:
        """Names of the facts that rule it out, in the order of the file."""
        names = (
            key
            for mapping in self.root
            for key, words in mapping.items()
            if key in facts and facts[key].isdisjoint(words)
        )
        return tuple(dict.fromkeys(names))

    def _holds(self, facts: Facts, *, unknown: bool) -> bool:
        return any(
            all(not facts[key].isdisjoint(words) if key in facts else unknown for key, words in mapping.items())
            for mapping in self.root
        )


def _by_type(facts: Facts) -> Iterator[Facts]:
    """The facts of each part of a contract of several types; the facts themselves where it has one."""
    types = facts.get(CONTRACT_TYPE, frozenset())
    if len(types) < 2:
        yield facts
    else:
        yield from ({**facts, CONTRACT_TYPE: frozenset((one,))} for one in types)


class Situation(Model, title="Les faits ; une clé vide ou « inconnu » laisse la question ouverte.", extra="allow"):
    """Facts from the library's vocabularies, and the host's name if known: in files they stand side by side."""

    __pydantic_extra__: dict[str, OneOrMany[str]]

    host: str = Field("", alias="hebergeur", description="Nom de l'hébergeur, s'il est connu.")

    @property
    def facts(self) -> Mapping[str, tuple[str, ...]]:
        return self.__pydantic_extra__
