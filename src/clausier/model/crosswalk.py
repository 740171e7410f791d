"""Which rules of which frameworks a point corresponds to: for whoever reads a guide by them, printed in no document."""

from __future__ import annotations

from pydantic import Field

from clausier.model.base import Model, OneOrMany, Text


class CrosswalkColumn(Model, title="Un référentiel, et les fondements qui en sont."):
    """A framework and those of its rules that stand in `fondements.yaml`, in its order."""

    title: Text = Field(alias="intitule", description="Le titre de sa colonne.")
    bases: tuple[Text, ...] = Field(
        alias="fondements", min_length=1, description="Des identifiants de fondements.yaml, dans son ordre."
    )


class Crosswalk(Model, title="À quoi, dans chaque référentiel, les points se rapportent."):
    """Columns by name; point → ids of legal bases, each of which is in a column. A point that is not there is tied
    to none."""

    columns: dict[str, CrosswalkColumn] = Field({}, alias="colonnes", description="Nom → référentiel.")
    points: dict[str, OneOrMany[Text]] = Field(
        {}, description="Point → les fondements auxquels il se rapporte ; absent : aucun n'est connu."
    )

    def of(self, point: str) -> dict[str, tuple[str, ...]]:
        """Column → the ids of its rules to which a point corresponds, in the order of the column."""
        tied = self.points.get(point, ())
        return {name: tuple(id_ for id_ in one.bases if id_ in tied) for name, one in self.columns.items()}
