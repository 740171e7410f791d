"""Templates of the page → HTML: escaped always, typeset where they say so; their own words are typeset when read."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from clausier.files import cache as kept
from clausier.french import article_named, counted, long_date, typeset
from clausier.page.commands import here

HERE = Path(__file__).resolve().parent
KIND, MOST = "page", 128
"""What templates are kept as once compiled, and how many are."""
MARKED = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>)", re.DOTALL)
"""What in a template is no text."""


class Typeset(BaseLoader):
    """The templates of a folder, with the French typography of their own words."""

    def __init__(self, folder: Path) -> None:
        self._files = FileSystemLoader(folder)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, name, fresh = self._files.get_source(environment, template)
        return "".join(_words(piece) for piece in MARKED.split(source)), name, fresh


def _words(piece: str) -> str:
    return piece if MARKED.fullmatch(piece) else typeset(piece)


class Kept(BytecodeCache):
    """What a template was compiled to, kept from one run to the next, so that no first page waits for it."""

    def load_bytecode(self, bucket: Bucket) -> None:
        told = kept.kept(KIND, self._key(bucket))
        if told is not None:
            bucket.bytecode_from_string(b64decode(told))

    def dump_bytecode(self, bucket: Bucket) -> None:
        kept.keep(KIND, self._key(bucket), b64encode(bucket.bytecode_to_string()).decode(), MOST)

    @staticmethod
    def _key(bucket: Bucket) -> str:
        return kept.key_of((bucket.key.encode(), bucket.checksum.encode(), *kept.releases(("jinja2",))))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=Typeset(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Kept(),
    )
    made.filters |= {
        "typo": _typo,
        "jour": _day,
        "phrase": sentence,
        "majuscule": _capital,
        "article": article_named,
        "ici": here,
    }
    made.globals |= {"compte": counted}
    return made


def _typo(text: object) -> str:
    return typeset(str(text))


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _capital(text: object) -> str:
    told = typeset(str(text)).strip()
    return f"{told[:1].upper()}{told[1:]}"


def sentence(text: object) -> str:
    """A text that begins with a capital and ends with a stop."""
    told = _capital(text)
    return f"{told}{'' if told.endswith(('.', '!', '?', '…')) else '.'}"


def rendered(template: str, told: Mapping[str, Any]) -> str:
    """The HTML of a template; `told` are its names."""
    return _environment().get_template(template).render(told)
