"""SIREN and SIRET: numbers whose length and key tell a slip of the hand, or of a spreadsheet."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

POST_OFFICE = "356000000"
"""La Poste has more establishments than the key allows: the digits of their SIRET sum to a multiple of five."""
_SPOILT = re.compile(r"\s*[0-9]+(?:[.,][0-9]+)?\s*E\s*(?:\+\s*)?[0-9]+\s*", re.IGNORECASE)


def _siren(text: str) -> str:
    return _checked(text, "SIREN", 9, "neuf")


def _siret(text: str) -> str:
    return _checked(text, "SIRET", 14, "quatorze")


Siren = Annotated[str, AfterValidator(_siren)]
Siret = Annotated[str, AfterValidator(_siret)]
"""Kept as written, since it is printed so; ValueError, in French, if it is none. Nothing but zeros is a made-up one."""


def _checked(text: str, name: str, length: int, counted: str) -> str:
    digits = "".join(text.split())
    if not digits:
        return text
    if fault := _fault(digits, name, length, counted):
        raise ValueError(f"« {text} » {fault}")
    return text


def _fault(digits: str, name: str, length: int, counted: str) -> str:
    """What is wrong and what to do; empty if nothing is."""
    again = f"Recopier les {counted} chiffres"
    if _SPOILT.fullmatch(digits):
        return f"n'est pas un numéro {name} : le tableur l'a arrondi. Mettre la colonne au format Texte. {again}."
    if not re.fullmatch("[0-9]+", digits):
        return f"n'est pas un numéro {name}. {again}, ou laisser vide si le numéro n'est pas connu."
    if len(digits) != length:
        zero = ", zéros du début compris" if len(digits) < length else ""
        return f"a {len(digits)} chiffres : un numéro {name} en a {length}. {again}{zero}."
    if not _has_its_key(digits):
        return f"n'est pas un numéro {name} : sa clé ne tombe pas juste, un chiffre est faux. {again}."
    return ""


def _has_its_key(digits: str) -> bool:
    figures = [int(digit) for digit in digits]
    if digits.startswith(POST_OFFICE) and len(digits) > len(POST_OFFICE) and sum(figures) % 5 == 0:
        return True
    doubled = (2 * figure for figure in figures[-2::-2])
    return (sum(figures[-1::-2]) + sum(twice // 10 + twice % 10 for twice in doubled)) % 10 == 0
