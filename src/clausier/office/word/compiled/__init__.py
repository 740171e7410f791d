"""Word files from templates compiled once; docxtpl does the whole work where a template cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from clausier.errors import InvalidInput
from clausier.office import package
from clausier.office.word import soundness
from clausier.office.word.compiled.template import Compiled, compiled
from clausier.office.word.properties import Properties
from clausier.office.word.sandbox import UNCOMPUTABLE
from clausier.office.word.templates import template_bytes
from clausier.office.word.wrapper import BODY, STYLES

__all__ = ["Rendered", "render", "slow_reason"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file, with the XML of its body and of its styles for those who check it."""

    content: bytes
    body: str
    styles: bytes


def render(template: Path, context: Mapping[str, Any], properties: Properties) -> Rendered:
    """The template filled with the context, the same bytes for the same input.

    Whatever goes wrong is left to `word.render`, which raises InvalidInput with every fault and its place.
    """
    ready = compiled(template.name, template_bytes(template))
    if isinstance(ready, Compiled):
        try:
            parts = ready.rendered(context)
            return Rendered(ready.packed(parts, properties), parts[BODY], ready.styles)
        except (TemplateError, *UNCOMPUTABLE):
            pass
    from clausier.office.word import render as word

    content = word.render(template, context, properties)
    problems = [*soundness.package_problems(template.name, content)]
    if problems:
        raise InvalidInput(problems)
    members = package.read_members(content)
    return Rendered(content, members[BODY].decode(), members[STYLES])


def slow_reason(template: Path) -> str:
    """Why documents from this template take much longer, in French; empty if they do not."""
    ready = compiled(template.name, template_bytes(template))
    return "" if isinstance(ready, Compiled) else ready.reason
