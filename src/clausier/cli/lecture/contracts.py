"""The files of a contract, as a person gives them → their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli.said import warn
from clausier.dossier.read import STDIN
from clausier.errors import InvalidInput, Problem
from clausier.files import limits
from clausier.files.bounded import STANDARD_INPUT, read_stdin

if TYPE_CHECKING:
    from clausier.model.contract_text import SourceText

NOT_UTF8 = "le texte n'est pas en UTF-8.", "Donner le fichier lui-même, ou l'enregistrer en UTF-8."
NOTHING = "il n'y a aucun texte à lire.", "Donner le contrat lui-même ; s'il est numérisé, essayer --ocr."


def texts_of(contracts: Sequence[str], ocr: bool) -> tuple[SourceText, ...]:
    """The texts in the order given, each under its own name; InvalidInput holds the problems of all the files."""
    if contracts.count(STDIN) > 1:
        raise click.UsageError("« - » ne se donne qu'une fois : l'entrée standard ne se lit pas deux fois.")
    texts: list[SourceText] = []
    problems: list[Problem] = []
    for given in contracts:
        try:
            texts.append(_text(given, ocr))
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(problems)
    found = tuple(_named(contracts, texts))
    if not any(text.blocks for text in found):
        raise InvalidInput([Problem(text.name, "", *NOTHING) for text in found])
    return found


def _text(given: str, ocr: bool) -> SourceText:
    from clausier.office.contract import read_contract, read_text

    if given != STDIN:
        return read_contract(Path(given), ocr=ocr)
    try:
        return read_text(read_stdin(limits.DOCUMENT).decode("utf-8-sig"), STANDARD_INPUT)
    except UnicodeDecodeError:
        raise InvalidInput([Problem(STANDARD_INPUT, "", *NOT_UTF8)]) from None


def _named(contracts: Sequence[str], texts: Sequence[SourceText]) -> Iterator[SourceText]:
    """Each file once; those that share a name are told by their paths."""
    seen: set[str] = set()
    names = Counter(text.name for text in texts)
    for given, text in zip(contracts, texts, strict=True):
        if text.digest in seen:
            warn(f"{given} : c'est le même fichier qu'un autre, il n'est lu qu'une fois.")
        else:
            yield text if names[text.name] == 1 else replace(text, name=given)
        seen.add(text.digest)
