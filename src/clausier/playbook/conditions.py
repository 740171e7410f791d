"""Conditions as a lawyer reads them: « services : sauvegarde ; type : hebergement », a line an alternative."""

from __future__ import annotations

from clausier.french import join
from clausier.model.facts import Condition
from clausier.model.library import Library
from clausier.office.word.text import squeezed

ConditionTree = list[dict[str, list[str]]]
OR = "ou "
EXAMPLE = "Écrire « fait : valeur, valeur ; autre_fait : valeur »."


def written(condition: ConditionTree) -> str:
    """One line an alternative; empty for « always »."""
    return f"\n{OR}".join(
        " ; ".join(f"{fact} : {', '.join(values)}" for fact, values in mapping.items()) for mapping in condition
    )


def worded(condition: Condition, library: Library) -> tuple[str, ...]:
    """The same in the words of the library, an item an alternative: « services : sauvegarde ou réseau »."""
    return tuple(
        " ; ".join(_fact(name, values, library) for name, values in mapping.items()) for mapping in condition.root
    )


def _fact(name: str, values: tuple[str, ...], library: Library) -> str:
    kind = library.testable.get(name)
    if kind is None:
        return f"{name} : {join(values, 'ou')}"
    return f"{kind.title} : {join([kind.values.get(value, value) for value in values], 'ou')}"


def understood(text: str) -> ConditionTree:
    """Inverse of `written`; ValueError (in French) for what is not a condition."""
    lines = (squeezed(line.replace("\u00a0", " ").replace("\u202f", " ")) for line in text.splitlines())
    return [_mapping(line.removeprefix(OR)) for line in lines if line]


def _mapping(line: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in line.rstrip(" ;").split(";"):
        fact, colon, values = part.partition(":")
        name, listed = fact.strip(), [value.strip() for value in values.split(",")]
        if not (colon and name and all(listed)):
            raise ValueError(f"« {line.strip()} » n'est pas une condition. {EXAMPLE}")
        if name in found:
            raise ValueError(f"« {name} » figure deux fois dans « {line.strip()} ». {EXAMPLE}")
        found[name] = listed
    return found
