"""`messages.yaml`, beside templates: what a batch writes to providers around their documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from clausier.documents.assemble import template_path
from clausier.documents.catalogue import MESSAGES
from clausier.errors import InvalidInput, Problem, nearest
from clausier.files.strictyaml import Document, read_path
from clausier.files.validation import build
from clausier.model.messages import Messages
from clausier.model.text import text_field

PLACE = re.compile(r"\{\{\s{0,9}(\w{1,60})\s{0,9}\}\}")


def messages(folders: Sequence[Path]) -> Messages:
    """That of the first folder that has one. InvalidInput if it cannot be used, or holds a name that nothing fills."""
    document = read_path(template_path(MESSAGES, folders))
    found = build(Messages, document.data, document.places)
    if problems := [*_unknown(found, document)]:
        raise InvalidInput(problems)
    return found


def filled(text: str, **values: str) -> str:
    """The text with its values, which are never read for names again."""
    return PLACE.sub(lambda place: values[place[1]], text)


def _unknown(found: Messages, document: Document) -> Iterator[Problem]:
    for section in ("framework", "mail"):
        texts = getattr(found, section)
        for name, info in type(texts).model_fields.items():
            mark = text_field(info)
            known = mark.names or frozenset() if mark else frozenset()
            path = (Messages.model_fields[section].alias or section, info.alias or name)
            for place in PLACE.finditer(getattr(texts, name)):
                if place[1] not in known:
                    hint = nearest(place[1], sorted(known)) if known else "Retirer les accolades."
                    yield document.places.problem(path, f"« {place[1]} » n'est remplacé par rien ici.", hint)
