"""Templates that come from elsewhere, as bytes that are safe to render."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from clausier.office import safe
from clausier.office.kinds import TEMPLATE
from clausier.office.package import body_of, parse, read_members, relations
from clausier.office.word.sane import check_document, check_tables


def read_template(path: Path) -> bytes:
    """The bytes of a template that is safe to render; InvalidInput says why another is not."""
    content = template_bytes(path)
    check_template(content, path.name)
    return content


def template_bytes(path: Path) -> bytes:
    """The bytes of a template as they are; InvalidInput if it cannot be read or is too large."""
    return safe.read_file(path, TEMPLATE)


@lru_cache(maxsize=32)
def check_template(content: bytes, name: str) -> None:
    """InvalidInput unless the template is safe, with a body, and whole: no link leads to a part that is not there."""
    safe.gate(io.BytesIO(content), name, TEMPLATE)
    with safe.damage(name, TEMPLATE):
        members = read_members(content)
        missing = next((one for _, _, one, external in relations(members) if not external and one not in members), None)
        if missing is None:
            _check_parts(members)
    if missing is not None:
        raise safe.refused(name, TEMPLATE.without(missing))


def _check_parts(members: Mapping[str, bytes]) -> None:
    """Every part is XML where it says so, and the main one is a document with a body; Damaged otherwise."""
    for name, content in members.items():
        if name.lower().endswith(safe.XML):
            check_tables(parse(content))
    check_document(parse(members[body_of(members)]))
