"""The manifest: what was read and what was made, as fingerprints; no path, no clock.

A later run compares it with what it would read. Where the dossier, the whole library, the templates and
the options are the same, nothing needs to be analysed; where the library changed, the documents are
analysed anew and are the same if their content is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from clausier import __version__
from clausier.documents.assemble import template_path
from clausier.documents.catalogue import templates
from clausier.files.bounded import digest_of
from clausier.files.boundedjson import loaded
from clausier.files.limits import TABLE
from clausier.model.analysis import Analysis
from clausier.model.base import Held
from clausier.model.casefile import CaseFile
from clausier.model.extent import EVERYTHING, Asking
from clausier.model.library import Library
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName
from clausier.model.verdict import Verdict

NAME, PURPOSE = "manifeste.json", "les empreintes de ce qui a été lu et produit"
SCHEMA = 2
CONTRACT = "contrat"


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms documents are made: the day, the position, and whether silence counts as absence."""

    day: date
    position: PositionName
    unknown_as_absent: bool = False
    beyond_scope: bool = False
    """Are answers out of the scope counted?"""
    asking: Asking = EVERYTHING


def manifest(
    analysis: Analysis,
    proposal: Proposal,
    terms: Terms,
    folders: Sequence[Path],
    files: Mapping[str, bytes],
    kept: Mapping[str, str] | None = None,
    read: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """UTF-8 JSON: versions, fingerprints of what was read and of each output; `kept` are outputs of before.

    `read` are the fingerprints of other files that were read, by what they are.
    """
    produced = {**(kept or {}), **{name: digest(data) for name, data in files.items()}}
    source = inputs(analysis.library, analysis.case, terms, folders)
    content = {
        **source,
        "lu": {**source["lu"], **read, **_read(analysis, proposal)},
        "contenu": content_fingerprint(proposal),
        "brouillon": proposal.view.mark.fingerprint,
        "bilan": _outcome(analysis, proposal),
        "produit": dict(sorted(produced.items())),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def inputs(library: Library, case: CaseFile, terms: Terms, folders: Sequence[Path]) -> dict[str, Any]:
    """The part of the manifest that is known before any analysis."""
    return {
        "schema": SCHEMA,
        "clausier": __version__,
        "date": terms.day.isoformat(),
        "position": terms.position.value,
        "inconnu_comme_absent": terms.unknown_as_absent,
        "hors_perimetre": terms.beyond_scope,
        "demande": terms.asking.model_dump(mode="json", by_alias=True),
        "bibliotheque": {"nom": library.name, "version": library.version, "empreinte": library.fingerprint},
        "lu": {"dossier": fingerprint(case), "modeles": _templates(folders)},
    }


def content_fingerprint(proposal: Proposal) -> str:
    """Of everything that the documents print: the mark of a view bears the fingerprint of all that it says."""
    texts = (proposal.view.mark.model_dump_json(by_alias=True), proposal.summary.model_dump_json(by_alias=True))
    return digest("\n".join(texts).encode())


@dataclass(frozen=True)
class Past:
    """The manifest of a folder as it was left."""

    content: Mapping[str, Any]

    def read_the_same(self, source: Mapping[str, Any]) -> bool:
        """True if these `inputs` are those of then: the documents would be the same."""
        names = source["lu"]
        return self._has(source) and all(self._at("lu").get(name) == names[name] for name in names)

    def read_case(self, case: CaseFile) -> bool:
        """True if this is the dossier of then."""
        return self._at("lu").get("dossier") == fingerprint(case)

    def read_library(self, library: Library) -> bool:
        """True if this is the library of then."""
        return self._at("bibliotheque").get("empreinte") == library.fingerprint

    @property
    def day(self) -> date:
        """The date that the documents bear."""
        return date.fromisoformat(self.content["date"])

    def would_print_the_same(self, source: Mapping[str, Any], content: str) -> bool:
        """True if documents of this content, from the templates of these `inputs`, would be the same."""
        same = all(self.content.get(name) == source[name] for name in ("schema", "clausier"))
        return (
            same and self._at("lu").get("modeles") == source["lu"]["modeles"] and self.content.get("contenu") == content
        )

    @property
    def draft(self) -> str:
        """The fingerprint of the draft whose documents these are."""
        return str(self.content.get("brouillon", ""))

    @property
    def produced(self) -> Mapping[str, str]:
        """Fingerprints by name of file."""
        return self._at("produit")

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """By id of point; ValueError if the manifest was spoilt."""
        found: Mapping[str, str] = self._at("bilan").get("verdicts", {})
        return {id_: Verdict(verdict) for id_, verdict in found.items()}

    @property
    def legal(self) -> tuple[str, ...]:
        """Ids of the gaps that rest on a duty of the provider."""
        return tuple(self._at("bilan").get("legaux", ()))

    @property
    def later(self) -> frozenset[str]:
        """Ids of what was kept for a second time."""
        return frozenset(self._at("bilan").get("gardes", ()))

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(self._at("bilan").get("avertissements", ()))

    def _has(self, source: Mapping[str, Any]) -> bool:
        return all(self.content.get(name) == value for name, value in source.items() if name != "lu")

    def _at(self, name: str) -> Mapping[str, Any]:
        found = self.content.get(name)
        return found if isinstance(found, dict) else {}


def past(content: bytes) -> Past | None:
    """A manifest read again; None if it is not one of this version, or was spoilt."""
    try:
        found = Past(loaded(content))
        return found if found.content["schema"] == SCHEMA and found.verdicts and found.day else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _outcome(analysis: Analysis, proposal: Proposal) -> dict[str, Any]:
    return {
        "verdicts": {id_: verdict.value for id_, verdict in analysis.verdicts.items()},
        "gardes": sorted(analysis.later),
        "legaux": [one.requirement.id for one in analysis.gaps() if one.legal],
        "avertissements": list(proposal.warnings),
    }


def _read(analysis: Analysis, proposal: Proposal) -> dict[str, Any]:
    """Criteria of all points; clauses, bases and definitions that are printed."""
    library, requests = _prints(Held(analysis.library)), proposal.view.requests
    printed = {source.id for request in requests for source in request.sources}
    terms = {definition.term for definition in proposal.view.definitions}
    return {
        "formules": library.formulas,
        "exigences": library.criteria,
        "clauses": {request.id: library.points[request.id] for request in requests},
        "fondements": _among(library.bases, printed),
        "definitions": _among(
            library.definitions,
            {id_ for id_, item in analysis.library.definitions.items() if item.term in terms},
        ),
    }


def _among(prints: Mapping[str, str], ids: Collection[str]) -> dict[str, str]:
    return {id_: prints[id_] for id_ in sorted(ids)}


@dataclass(frozen=True, eq=False)
class _Prints:
    """Fingerprints of a library's texts, each taken once."""

    library: Library

    @cached_property
    def formulas(self) -> str:
        return fingerprint(self.library.formulas)

    @cached_property
    def criteria(self) -> dict[str, str]:
        return {point.id: fingerprint(_criterion(point)) for point in self.library.requirements}

    @cached_property
    def points(self) -> dict[str, str]:
        return {point.id: fingerprint(point) for point in self.library.requirements}

    @cached_property
    def bases(self) -> dict[str, str]:
        return {id_: fingerprint(basis) for id_, basis in self.library.bases.items()}

    @cached_property
    def definitions(self) -> dict[str, str]:
        return {id_: fingerprint(item) for id_, item in self.library.definitions.items()}


@lru_cache(maxsize=4)
def _prints(held: Held[Library]) -> _Prints:
    return _Prints(held.item)


def _criterion(point: BaseModel) -> dict[str, Any]:
    return point.model_dump(mode="json", by_alias=True, include={"id", "number", "applies_if", "criterion"})


def _templates(folders: Sequence[Path]) -> dict[str, str]:
    paths = {name: template_path(name, folders) for name in sorted(templates())}
    return {name: _filedigest(path, path.stat().st_mtime_ns, path.stat().st_size) for name, path in paths.items()}


@lru_cache(maxsize=32)
def _filedigest(path: Path, modified: int, size: int) -> str:
    """The digest of a file; its time and size tell that it is another one."""
    return digest_of(path, TABLE)


def fingerprint(content: Any) -> str:
    """Hex digest of a model, or of plain data, whatever the order of its keys."""
    data = content.model_dump(mode="json", by_alias=True) if isinstance(content, BaseModel) else content
    return digest(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())


def digest(data: bytes) -> str:
    """Hex digest of a file's content."""
    return hashlib.sha256(data).hexdigest()
