"""`clausier modele noms`: every name, filter, test and function that a template may use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.said import say
from clausier.cli.terminal import echo, echo_data

if TYPE_CHECKING:
    from clausier.playbook.template_check.names import Name

HANGING = " " * 4
HOW = """\
Un nom s'écrit {{ cabinet.nom }}. Après [], il faut une boucle :
  demandes[].titre   {%p for d in demandes %} … {{ d.titre }} … {%p endfor %}
Un nom suivi d'un modèle ne sert que dans celui-là.
"""


@command("noms")
@options.chain(options.JSON, options.group(options.LibraryOptions))
def noms(as_json: bool, given: options.LibraryOptions) -> None:
    """Liste tout ce qu'un modèle peut employer : noms, filtres, tests, fonctions.

    \b
    Exemple :
      clausier modele noms --json
    """
    from clausier.documents.catalogue import templates
    from clausier.office.word.sandbox import FILTERS, FUNCTIONS, LOOP, TESTS
    from clausier.playbook.template_check.names import names

    rows, everywhere = names(given.free_fields()), tuple(templates())
    others = {"filtres": FILTERS, "tests": TESTS, "fonctions": FUNCTIONS}
    others["boucle"] = {f"loop.{name}": meaning for name, meaning in LOOP.items()}
    if as_json:
        listed = {"noms": [_data(row) for row in rows], **{title: dict(words) for title, words in others.items()}}
        echo_data(listed)
        return
    echo(HOW)
    for row in rows:
        _print(row, everywhere=row.templates == everywhere)
    for title, words in others.items():
        _print_words(title, words)


def _data(row: Name) -> dict[str, Any]:
    return {
        "nom": row.path,
        "type": row.kind,
        "sens": row.meaning,
        "exemple": row.example.isoformat() if isinstance(row.example, date) else row.example,
        "valeurs": list(row.choices),
        "modeles": list(row.templates),
    }


def _print(row: Name, everywhere: bool) -> None:
    where = "" if everywhere else f" – {', '.join(row.templates)}"
    say(f"{row.path} – {row.kind}{where}", hanging=HANGING)
    example = _shown(row.example)
    values = f" ; vaut {', '.join(value or 'rien' for value in row.choices)}" if row.choices else ""
    say(f"{row.meaning}{values}{f' ; exemple : {example}' if example and not row.choices else ''}", HANGING)


def _shown(example: object) -> str:
    if isinstance(example, bool):
        return "oui" if example else "non"
    return "" if example is None else str(example)


def _print_words(title: str, words: Mapping[str, str]) -> None:
    echo(f"\n{title.capitalize()} :")
    width = max(map(len, words))
    for word, meaning in words.items():
        say(f"{word:<{width}} {meaning}", "  ", " " * (width + 3))
