"""Some keys of a dossier changed in its file, which may be open elsewhere: the rest of the file is left as it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausier import characters
from clausier.desk.dossierfile import replacing
from clausier.desk.holding import holding
from clausier.dossier.begun import Begun, begun_of, blanks_in
from clausier.dossier.edit import Changes, changed, edited
from clausier.dossier.read import case_of
from clausier.dossier.tree import at
from clausier.dossier.write import dossier_text
from clausier.errors import ClausierError, InvalidInput, Problem
from clausier.files import limits
from clausier.files.bounded import read_bounded
from clausier.files.publish import publish
from clausier.files.seen import again, seen
from clausier.files.strictyaml import SMALL, Document, KeyPath, read_bytes, require_mapping
from clausier.files.yamltext import as_read
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.negotiation.drafts import home_of


@dataclass(frozen=True)
class Amended:
    """A dossier as it becomes: its text, its case; `whole` if its file had to be written anew, without its comments."""

    text: str
    case: CaseFile
    whole: bool = False


def amended(content: bytes, document: Document, changes: Changes, library: Library) -> Amended:
    """The dossier of this content, as it was parsed, with these changes.

    InvalidInput, whose keys are those of the file: also for what takes away what no dossier can do without. One that is
    only begun may stay so. What a change leaves as it is keeps its lines.
    """
    if faults := [*_unkeepable((), changes)]:
        raise InvalidInput(faults)
    before = require_mapping(document)
    data = as_read(changed(before, changes))
    after = Document(data, document.places)
    is_as_whole = {*blanks_in(data)} <= {*blanks_in(before)}
    begun = begun_of(after, library) if is_as_whole else Begun(case_of(after, library))
    real = {path: value for path, value in changes.items() if at(before, path) != at(data, path)}
    text = edited(content.decode("utf-8-sig"), real, document)
    if _says(text, data):
        return Amended(text, begun.case)
    return Amended(dossier_text(begun, library), begun.case, whole=True)


def _unkeepable(place: KeyPath, told: Any) -> Iterator[Problem]:
    """The texts that hold a character which may not be kept: a copy of a page may carry one that nobody sees."""
    if isinstance(told, Mapping):
        for key, one in told.items():
            yield from _unkeepable((*place, *(key if isinstance(key, tuple) else (key,))), one)
    for text in told if isinstance(told, list) else [told]:
        if isinstance(text, str) and (wrong := characters.fault(text)):
            yield Problem("", ".".join(map(str, place)), *wrong)


def _says(text: str, data: Any) -> bool:
    try:
        return bool(_told(read_bytes(text.encode(), "").data) == _told(data))
    except InvalidInput:
        return False


def _told(tree: Any) -> Any:
    """A tree without its blanks, which say nothing."""
    if not isinstance(tree, dict):
        return tree
    told = {key: _told(one) for key, one in tree.items()}
    return {key: one for key, one in told.items() if one not in (None, {})}


class Overtaken(ClausierError):
    """What is about to be changed is not what whoever changes it had before him."""


def print_of(data: Any, paths: Iterable[KeyPath]) -> str:
    """The fingerprint of what stands at these paths of a dossier's tree."""
    told = [at(data, path) for path in paths]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def amend(path: Path, changes: Changes, library: Library, shown: str | None = None) -> Amended:
    """Writes these changes in the file of a dossier, which is held meanwhile.

    Overtaken, with nothing written, if what they change is not what `shown` is the print of. InvalidInput if the
    dossier would not be sound; CannotWrite if it cannot be written, or is held too long. A file that has to be written
    anew is kept beside it first.
    """

    def work() -> Amended:
        before = seen([path])
        content = read_bounded(path, limits.DOCUMENT, path.name, SMALL)
        document = read_bytes(content, path.name)
        if shown is not None and shown != print_of(document.data, changes):
            raise Overtaken
        found = amended(content, document, changes, library)
        fresh = {path: found.text.encode()}
        files = replacing(found.text, path)[0] if found.whole else fresh
        publish({one.name: held for one, held in files.items()}, path.parent, seen=before)
        return found

    with holding(lambda: home_of(path)):
        return again(work)
