"""Options that several commands share, and what they give."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from clausier.model.library import Library

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A date written AAAA-MM-JJ."""

    name = "AAAA-MM-JJ"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from clausier.model.base import iso_date

        if isinstance(value, date):
            return value
        try:
            return iso_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


DOSSIER = click.argument("dossier", metavar="DOSSIER")
DATE = click.option(
    "--date",
    "day",
    type=Day(),
    default=date.today,
    show_default="aujourd'hui",
    help="Date de l'analyse et des documents.",
)
BATCH_DATE = click.option(
    "--date",
    "day",
    type=Day(),
    default=None,
    help="Date de l'analyse et des documents : celle du lot avec --reprendre, sinon aujourd'hui.",
)
SHIPPED_OVERLAYS = ("complements",)
EXTRAS_KEY = "clausier.avec"
OVERLAYS = click.option(
    "--bibliotheque",
    "overlays",
    type=click.Path(path_type=Path),
    metavar="DIR",
    multiple=True,
    help="Bibliothèque à superposer à celle de clausier (répétable, dans l'ordre). La première la remplace si son "
    "bibliotheque.yaml dit « complete: oui ».",
)
EXTRAS = click.option(
    "--avec",
    type=click.Choice(SHIPPED_OVERLAYS),
    multiple=True,
    expose_value=False,
    callback=lambda context, _, names: context.meta.update({EXTRAS_KEY: names}),
    help="Ajouter les clauses livrées hors guide (assurance, responsabilité, secret…).",
)
UNKNOWN_AS_ABSENT = click.option(
    "--inconnu-comme-absent", is_flag=True, help="Compter comme absents les points sans réponse ou à vérifier."
)
TARGET = click.option(
    "-o", "target", type=click.Path(path_type=Path), metavar="DIR", required=True, help="Dossier des documents."
)
TEMPLATES = click.option(
    "--modeles",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Vos modèles Word ; ceux qui manquent sont les nôtres.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")


def chain(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, in the order of the help page."""

    def decorate(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def today() -> date:
    """The day of the clock, for a batch that has none."""
    return date.today()


LIBRARY = chain(OVERLAYS, EXTRAS)


def folders(overlays: tuple[Path, ...]) -> list[Path]:
    """The shipped library, the shipped overlays asked with --avec, and the user's, in this order.

    A first one that is complete stands in the place of the shipped ones.
    """
    from clausier.library import stands_alone
    from clausier.resources import shipped

    extras = click.get_current_context().meta.get(EXTRAS_KEY, ())
    if overlays and stands_alone(overlays[0]):
        if extras:
            raise click.UsageError(
                f"--avec {extras[0]} complète le guide de clausier, que « {overlays[0]} » remplace. Retirer --avec."
            )
        return list(overlays)
    base = shipped("clauses")
    return [base, *(base / name for name in extras), *overlays]


def spelled(overlays: tuple[Path, ...]) -> str:
    """The options that give the same library to the next command: « --avec complements --bibliotheque x »."""
    extras = click.get_current_context().meta.get(EXTRAS_KEY, ())
    return "".join([*(f" --avec {name}" for name in extras), *(f" --bibliotheque {folder}" for folder in overlays)])


def load(overlays: tuple[Path, ...]) -> Library:
    """The library of these folders; what the user laid over the shipped ones goes through the gate."""
    from clausier.cli import gate

    return gate.library(folders(overlays)) if overlays else load_unchecked(())


def load_unchecked(overlays: tuple[Path, ...]) -> Library:
    """The library as far as it can be read: for commands that show or mend it and write no letter."""
    from clausier.library import load_library

    return load_library(folders(overlays))
