"""Options that several commands share: each declared once, as a field of a value that a command gets whole."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clausier.resources import SHIPPED_OVERLAYS

if TYPE_CHECKING:
    from clausier.documents.catalogue import Document
    from clausier.model.analysis import Analysis
    from clausier.model.casefile import CaseFile
    from clausier.model.freefield import FreeFields
    from clausier.model.library import Library
    from clausier.model.proposal import Proposal

F = TypeVar("F", bound=Callable[..., Any])
OPTION = "click"


class Day(click.ParamType[date]):
    """A date, written AAAA-MM-JJ or as in French."""

    name = "AAAA-MM-JJ"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from clausier.model.day import read_day

        if isinstance(value, date):
            return value
        try:
            return read_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def option(flag: str, **settings: Any) -> dict[str, Any]:
    """The metadata of a field that is an option: what `click.option` takes, without the name of its value."""
    return {OPTION: (flag, settings)}


def chain(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, in the order of the help page."""

    def decorate(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def group(kind: type[Any]) -> Callable[[F], F]:
    """The options of a dataclass, its own before those it inherits; the command gets them as one value, `given`."""
    declared = _fields(kind)

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def call(**values: Any) -> Any:
            given = kind(**{one.name: values.pop(one.name) for one in declared})
            return function(**values, given=given)

        return chain(*(_declared(one) for one in declared))(call)  # type: ignore[return-value]

    return decorate


def single(kind: type[Any], name: str) -> Callable[[F], F]:
    """One option of a dataclass, for a command that takes no other: the command gets it under the field's name."""
    return _declared(next(one for one in fields(kind) if one.name == name))


def one_of(name: str, words: Mapping[str, str]) -> Callable[[F], F]:
    """Flags of which one is given at most, a word with its help: the command gets the word, or None, as `name`."""

    def chosen(word: str) -> Callable[[click.Context, click.Parameter, bool], None]:
        def keep(ctx: click.Context, param: click.Parameter, given: bool) -> None:
            before = ctx.params.setdefault(name, None)
            if given and before is not None:
                raise click.UsageError(f"--{before} et --{word} s'excluent : n'en donner qu'un.", ctx)
            ctx.params[name] = word if given else before

        return keep

    flags = (click.option(f"--{word}", is_flag=True, expose_value=False, callback=chosen(word), help=told)
             for word, told in words.items())  # fmt: skip
    return chain(*flags)


def target(metavar: str, told: str, **kind: bool) -> Callable[[F], F]:
    """Where the command writes, which it cannot do without; `kind` is what `click.Path` takes."""
    path = click.Path(path_type=Path, **kind)
    return click.option("-o", "target", required=True, type=path, metavar=metavar, help=told)


def _fields(kind: type[Any]) -> list[Field[Any]]:
    base = kind.__base__
    inherited = _fields(base) if base is not None and is_dataclass(base) else []
    names = {one.name for one in inherited}
    return [*(one for one in fields(kind) if one.name not in names), *inherited]


def _declared(one: Field[Any]) -> Callable[[F], F]:
    flag, settings = one.metadata[OPTION]
    return click.option(flag, one.name, **settings)


DOSSIER = click.argument("dossier", metavar="DOSSIER")
TARGET = target("DIR", "Dossier des documents.")
JSON = click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")


@dataclass(frozen=True)
class LibraryOptions:
    """Which library: overlays shipped with clausier, then the user's, in their order."""

    overlays: tuple[Path, ...] = field(
        metadata=option(
            "--bibliotheque",
            type=click.Path(path_type=Path),
            metavar="DIR",
            multiple=True,
            help="Bibliothèque à superposer à celle de clausier (répétable, dans l'ordre). La première la remplace si "
            "son bibliotheque.yaml dit « complete: oui ».",
        )
    )
    extras: tuple[str, ...] = field(
        metadata=option(
            "--avec",
            type=click.Choice(SHIPPED_OVERLAYS),
            multiple=True,
            help="Ajouter les clauses livrées hors guide (assurance, responsabilité, secret…).",
        ),
    )

    def folders(self) -> list[Path]:
        """The shipped library, the shipped overlays asked with --avec, and the user's, in this order.

        A first one that is complete stands in the place of the shipped ones.
        """
        from clausier.library.complete import stands_alone
        from clausier.resources import shipped

        if self.overlays and stands_alone(self.overlays[0]):
            if self.extras:
                raise click.UsageError(
                    f"--avec {self.extras[0]} complète le guide de clausier, que « {self.overlays[0]} » remplace. "
                    "Retirer --avec."
                )
            return list(self.overlays)
        base = shipped("clauses")
        return [base, *(base / name for name in self.extras), *self.overlays]

    def library(self, *dossiers: str | Path | None) -> Library:
        """The library of these folders; what the user laid over the shipped ones goes through the gate.

        Without an option, that which a dossier, given alone, is read with: it is said, for it decides of every word.
        """
        from clausier.cli.besides import library_folders
        from clausier.desk import gate

        asks = bool(self.overlays or self.extras or len(dossiers) != 1)
        told = [] if asks else library_folders(dossiers[0])
        found = told or self.folders()
        return gate.library(found) if self.overlays or told else gate.shipped_library(found)

    def unchecked_library(self) -> Library:
        """The library as far as it can be read: for commands that show or mend it and write no letter."""
        from clausier.library.reading import load_library

        return load_library(self.folders())

    def free_fields(self) -> FreeFields:
        """The free fields that these libraries declare; ours declares none."""
        return self.unchecked_library().fields if self.overlays else {}

    def with_overlay(self, folder: Path) -> LibraryOptions:
        """The same with one more overlay."""
        return replace(self, overlays=(*self.overlays, folder))

    def told(self) -> str:
        """These options as they are typed."""
        chosen = [f" --avec {name}" for name in self.extras]
        return "".join([*chosen, *(f" --bibliotheque {folder}" for folder in self.overlays)])


@dataclass(frozen=True)
class EventOptions(LibraryOptions):
    """Which library, and the day on which something happened that the register is told."""

    day: date = field(
        metadata=option("--le", type=Day(), default=date.today, show_default="aujourd'hui", help="Quel jour.")
    )


@dataclass(frozen=True)
class DatedOptions(LibraryOptions):
    """Which library, on which day."""

    day: date = field(
        metadata=option(
            "--date",
            type=Day(),
            default=date.today,
            show_default="aujourd'hui",
            help="Date de l'analyse et des documents.",
        ),
    )


@dataclass(frozen=True)
class AnalysisOptions(DatedOptions):
    """How a dossier is judged."""

    unknown_as_absent: bool = field(
        metadata=option(
            "--inconnu-comme-absent",
            is_flag=True,
            help="Compter comme absents les points sans réponse ou à vérifier.",
        ),
    )
    beyond_scope: bool = field(
        metadata=option(
            "--hors-perimetre",
            is_flag=True,
            help="Compter et demander aussi les réponses données hors du périmètre déclaré.",
        ),
    )

    def analysis(self, dossier: str) -> Analysis:
        """The dossier of this file, judged."""
        from clausier.dossier.read import read_case

        library = self.library(dossier)
        return self.judged(read_case(dossier, library), library)

    def judged(self, case: CaseFile, library: Library) -> Analysis:
        """A dossier that was read, judged."""
        from clausier.judging.gaps import analyse

        return self.scoped(analyse(library, case, self.day, unknown_as_absent=self.unknown_as_absent))

    def scoped(self, analysis: Analysis, asked: Collection[str] = ()) -> Analysis:
        """The analysis with the answers out of its scope that count: all if the option says so, else those asked."""
        from clausier.judging.scope import readmitted

        return readmitted(analysis, None if self.beyond_scope else asked)


FIRM = option(
    "--modeles",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Vos modèles Word ; ceux qui manquent sont les nôtres.",
)


@dataclass(frozen=True)
class DraftOptions(AnalysisOptions):
    """How a dossier is judged, and from which templates documents are made."""

    firm: Path | None = field(metadata=FIRM)

    overwrite: bool = field(
        metadata=option("--ecraser", is_flag=True, help="Écrire aussi sur un document que l'on a modifié.")
    )
    approved_only: bool = field(
        metadata=option(
            "--clauses-validees",
            is_flag=True,
            help="Refuser d'imprimer une clause que personne n'a validée telle qu'elle est (bibliotheque valider).",
        )
    )

    def templates(self, documents: Iterable[Document], library: Library) -> tuple[Path, ...]:
        """The folders of templates for these documents of this library, past the gate."""
        from clausier.desk import gate

        return gate.templates(self.firm, documents, library)

    def let_print(self, proposal: Proposal, library: Library) -> None:
        """InvalidInput names the clauses that nobody approved as they stand, where only approved ones may go out."""
        from clausier.proposal.approved import only_approved

        if self.approved_only:
            only_approved(proposal, library, self.day)
