"""What docxtpl makes of a template before any value, kept from one run to the next: loading docxtpl takes longer."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from clausier.files import cache
from clausier.office.word import soundness
from clausier.office.word.templates import check_template

KIND = "modele"
MAKERS = ("docxtpl", "docx")


@dataclass(frozen=True, slots=True)
class Patched:
    """What docxtpl makes of a template before any value: its members, and the Jinja sources of those with tags."""

    members: Mapping[str, bytes]
    sources: Mapping[str, str]


def patched(name: str, content: bytes) -> Patched | None:
    """The template of this name and content, tidied, described as nobody's, its tags as docxtpl patches them.

    InvalidInput says why it cannot be used; None if one of its parts refers to what is not there. What is
    kept was found sound.
    """
    key = cache.key_of((content, *cache.releases(MAKERS)))
    told = cache.kept(KIND, key)
    if told is not None:
        return _read(told)
    from clausier.office.word import render

    check_template(content, name)
    if any(soundness.package_problems(name, content)):
        return None
    found = render.patched(name, content)
    cache.keep(KIND, key, _written(found))
    return found


def _written(found: Patched) -> str:
    members = {name: b64encode(data).decode() for name, data in found.members.items()}
    return json.dumps({"membres": members, "sources": dict(found.sources)}, ensure_ascii=False)


def _read(text: str) -> Patched:
    told = json.loads(text)
    return Patched({name: b64decode(data) for name, data in told["membres"].items()}, told["sources"])
