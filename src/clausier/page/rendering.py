"""Templates of the page → HTML: escaped always, typeset where they say so; their own words are typeset when read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined

from clausier.french import article_named, counted, long_date, typeset

HERE = Path(__file__).resolve().parent
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


@cache
def _environment() -> Environment:
    made = Environment(
        loader=Typeset(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"typo": _typo, "jour": _day, "phrase": sentence, "majuscule": _capital, "article": article_named}
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
