"""Options of what is asked: how much of what is missing, at which position, from which templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from clausier.cli.options import DraftOptions, option

if TYPE_CHECKING:
    from clausier.documents.manifest import Terms
    from clausier.model.casefile import CaseFile
    from clausier.model.extent import Asking, Extent
    from clausier.model.library import Library

POSITIONS = ("cible", "repli", "plancher")
EXTENTS = ("complet", "essentiel")


class Points(click.ParamType[tuple[str, ...]]):
    """Points separated by commas: their numbers or their ids."""

    name = "POINTS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        found = tuple(dict.fromkeys(word.strip() for word in value.split(",") if word.strip()))
        return found or self.fail("aucun point n'est nommé. Par exemple : 8.1,10.A", param, ctx)


@dataclass(frozen=True)
class AskingOptions(DraftOptions):
    """How much of what is missing is asked."""

    extent: str | None = field(
        metadata=option(
            "--ampleur",
            type=click.Choice(EXTENTS),
            help="« essentiel » : ce que la loi impose, ce que le contrat contredit, ce qui compte le plus ; le reste "
            "est gardé dans second-temps.docx. Par défaut : ce que dit le dossier, sinon tout ; ou ce que demandait le "
            "dernier envoi.",
        ),
    )
    points: tuple[str, ...] = field(
        metadata=option(
            "--points", type=Points(), default=(), help="Ces points seuls : numéros ou identifiants, « , » entre eux."
        )
    )
    joined: bool = field(
        metadata=option(
            "--second-temps", is_flag=True, help="Joindre à la lettre, pour information, les clauses gardées."
        )
    )

    def asking(self, library: Library, case: CaseFile | None) -> Asking:
        """What a first request asks, of this dossier if it is known. UsageError for an unknown point."""
        from clausier.judging.extent import asking_of

        return asking_of(case, self.wanted, self.ids(library), joined=self.joined)

    @property
    def wanted(self) -> Extent | None:
        from clausier.model.extent import Extent

        return Extent(self.extent) if self.extent else None

    def ids(self, library: Library) -> tuple[str, ...]:
        """The ids of the points that are named. UsageError for an unknown one."""
        from clausier.errors import nearest

        unknown = next((one for one in self.points if one not in library.ids), None)
        if unknown is not None:
            raise click.UsageError(f"--points : le point « {unknown} » n'existe pas. {nearest(unknown, library.ids)}")
        return tuple(dict.fromkeys(library.ids[one] for one in self.points))


@dataclass(frozen=True)
class RequestOptions(AskingOptions):
    """What a first request asks, and how."""

    position: str = field(
        metadata=option(
            "--position",
            type=click.Choice(POSITIONS),
            default=POSITIONS[0],
            show_default=True,
            help="Ce que l'on demande, pour tous les points.",
        ),
    )
    pdf: bool = field(
        metadata=option(
            "--pdf", is_flag=True, help="Ajouter un PDF de chaque document (LibreOffice ; bien plus long)."
        ),
    )

    def terms(self, library: Library, case: CaseFile | None = None) -> Terms:
        """The terms that the manifest tells, of this dossier if it is known."""
        from clausier.documents.manifest import Terms
        from clausier.model.requirement import PositionName

        position, asking = PositionName(self.position), self.asking(library, case)
        return Terms(self.day, position, self.unknown_as_absent, self.beyond_scope, asking)
