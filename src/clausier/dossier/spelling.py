"""Words of a dossier as people spell them: the French labels that we print, whatever their case, accents and blanks.

A dossier keeps the word of the library; what is neither a word nor a label is left for the checks to refuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from clausier.dossier.columns import bare
from clausier.model.casefile import Signature, State
from clausier.model.library import Library
from clausier.model.requirement import PositionName
from clausier.model.verdict import Finding

Tree = dict[str, Any]
YES_NO = ("oui", "non")
FINDINGS = MappingProxyType({one.value: one.label for one in Finding})


def worded(data: Tree, library: Library) -> Tree:
    """The tree of a dossier with the library's words in place of their labels."""
    return {section: _section(section, content, library) for section, content in data.items()}


def _section(section: str, content: Any, library: Library) -> Any:
    if section == "declaration_prestataire" and isinstance(content, list):
        return [_section(section, one, library) for one in content]
    if not isinstance(content, dict):
        return content
    if section == "reponses":
        return _answers(content, library)
    if section == "declaration_prestataire":
        return {key: _answers(item, library) if key == "reponses" else item for key, item in content.items()}
    if section == "points_demandes":
        return {key: _ids(item, library) for key, item in content.items()}
    if section == "positions":
        labels = {one.value: f"position {one.value}" for one in PositionName}
        return {key: _word(item, labels) for key, item in content.items()}
    if section == "contrat" and isinstance(content.get("type"), dict):
        content = {**content, "type": _shares(content["type"], library)}
    vocabularies = _vocabularies(section, library)
    return {key: _word(item, vocabularies[key]) if key in vocabularies else item for key, item in content.items()}


def _shares(types: Tree, library: Library) -> Tree:
    """The services of each type of a contract; as they are where two spellings are of one type."""
    kind = library.facts.get(library.types_by)
    renamed = {
        _word(name, library.contract_types): _word(words, kind.values if kind else {}) for name, words in types.items()
    }
    return renamed if len(renamed) == len(types) else types


def _ids(points: Any, library: Library) -> Any:
    """Points as a person calls them, by their ids."""
    if isinstance(points, str):
        return library.ids.get(points, points)
    return [_ids(one, library) for one in points] if isinstance(points, list) else points


def _vocabularies(section: str, library: Library) -> Mapping[str, Mapping[str, str]]:
    """Key of a section → word → label."""
    if section == "contrat":
        return {"type": library.contract_types, "etat": _alone(State)}
    if section == "avenant":
        return {"signature": _alone(Signature)}
    return {name: kind.values for name, kind in library.facts.items()} if section == "situation" else {}


def _alone(words: Iterable[str]) -> Mapping[str, str]:
    """Words whose label differs by accents alone."""
    return {str(word): str(word) for word in words}


def _answers(answers: Any, library: Library) -> Any:
    if not isinstance(answers, dict):
        return answers
    return {id_: _answer(id_, answer, library) for id_, answer in answers.items()}


def _answer(id_: str, answer: Any, library: Library) -> Any:
    if not isinstance(answer, dict):
        return _word(answer, FINDINGS)
    point = library.by_id.get(id_)
    parts = {name: part.title for name, part in point.criterion.parts.items()} if point else {}
    kinds = {name: kind.title for name, kind in library.proofs.items()}
    told = dict(answer)
    for key in told.keys() & {"preuve", "preuves"}:
        told[key] = _proofs(told[key], kinds)
    if "constat" in told:
        told["constat"] = _word(told["constat"], FINDINGS)
    if "volets" in told:
        told["volets"] = _parts(told["volets"], parts)
    return told


def _parts(given: Any, parts: Mapping[str, str]) -> Any:
    if isinstance(given, dict):
        renamed = [(_word(name, parts), _word(told, _alone(YES_NO))) for name, told in given.items()]
        return dict(renamed) if len({name for name, _ in renamed}) == len(given) else given
    return _word(given, parts)


def _proofs(given: Any, kinds: Mapping[str, str]) -> Any:
    if isinstance(given, list):
        return [_proofs(one, kinds) for one in given]
    return (
        {**given, "nature": _word(given["nature"], kinds)} if isinstance(given, dict) and "nature" in given else given
    )


def word(text: str, labels: Mapping[str, str]) -> str:
    """The word that a text spells, itself or by its label; the text itself if it spells none."""
    return str(_word(text, labels))


def _word(given: Any, labels: Mapping[str, str]) -> Any:
    """The word that a text spells, itself or by its label; each one of a list; the text itself if it spells none."""
    if isinstance(given, list):
        return [_word(one, labels) for one in given]
    if not isinstance(given, str) or given in labels:
        return given
    found = set(_spelled(bare(given), labels))
    return found.pop() if len(found) == 1 else given


def _spelled(text: str, labels: Mapping[str, str]) -> Iterator[str]:
    return (word for word, label in labels.items() if text and text in (bare(word), bare(label)))
