"""Who says « nous »: a sentence of the letter as its writer says it, and one that only the practice could say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from clausier.library.markup import PLACEHOLDER
from clausier.model.analysis import Analysis
from clausier.model.formulas import Formulas
from clausier.model.voice import Voice

BEGINS = re.compile(r"(?:^|[.!?]\s+)$")
OF_THE_PRACTICE = re.compile(
    r"\b(?:notre|nos)\b(?! (?:clients?|clientes?|adhérents?|membres?)\b)"
    r"|\b(?:à|chez|pour|avec|de|vous) nous\b(?! vous\b)",
    re.IGNORECASE,
)
"""What belongs to who writes, in a sentence about the practice: « nos dossiers », « nous remettre »."""


def voiced(text: str, formulas: Formulas, voice: Voice) -> str:
    """The text with the forms of this voice in place of their names; a capital where one begins a sentence."""
    forms = formulas.voices.get(voice, {})
    return _voiced(text, tuple(forms.items())) if forms else text


@lru_cache(maxsize=1024)  # a batch says the same arguments to every provider
def _voiced(text: str, forms: tuple[tuple[str, str], ...]) -> str:
    by_name: Mapping[str, str] = dict(forms)

    def form(name: re.Match[str]) -> str:
        said = by_name.get(name[1])
        if said is None:
            return name[0]
        return said[:1].upper() + said[1:] if BEGINS.search(text[: name.start()]) else said

    return PLACEHOLDER.sub(form, text)


def named(text: str, values: Mapping[str, str]) -> str:
    """A fragment with these values in place of their names; a name that has none stays as it is written."""
    return PLACEHOLDER.sub(lambda name: values.get(name[1], name[0]), text)


def speaks_as_practice(text: str) -> str:
    """The first words of a text that only the practice could write of itself; empty if there are none."""
    found = OF_THE_PRACTICE.search(text)
    return found[0] if found else ""


def as_practice(analysis: Analysis) -> Analysis:
    """The same analysis, told by the practice itself: what it keeps for itself is in its own voice."""
    case = analysis.case
    if case.mail.voice is Voice.PRACTICE:
        return analysis
    mail = case.mail.model_copy(update={"voice": Voice.PRACTICE})
    return replace(analysis, case=case.model_copy(update={"mail": mail}))
