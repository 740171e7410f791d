"""How a sheet is laid out: which field stands in which row or column, under which label, in which style.

Shared by the export and the reading: what is not named here is not part of a library book.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from clausier.office.word.stylenames import NAME, PREFIX
from clausier.office.word.text import Kind


@dataclass(frozen=True, slots=True)
class Field:
    """A row « label | content » of a sheet; `style` is the paragraph style of its content."""

    key: str
    label: str
    style: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; `width` is its weight among the others."""

    title: str
    style: str
    kind: Kind
    width: int = 1


@dataclass(frozen=True, slots=True)
class GridLayout:
    """A grid; `repeated` is the style and kind of the columns that follow the fixed ones, one per alternative."""

    key: str
    label: str
    columns: tuple[Column, ...]
    repeated: Column | None = None

    def column(self, rank: int) -> Column:
        return self.columns[rank] if rank < len(self.columns) or self.repeated is None else self.repeated

    def fits(self, header: tuple[str, ...]) -> bool:
        fixed = tuple(column.title for column in self.columns)
        return header[: len(fixed)] == fixed and (len(header) == len(fixed) or self.repeated is not None)


def _field(key: str, label: str, kind: Kind, style: str = "") -> Field:
    return Field(key, label, PREFIX + (style or label[:1].lower() + label[1:]), kind)


def _column(title: str, style: str, kind: Kind, width: int = 1) -> Column:
    return Column(title, PREFIX + style if style != NAME else NAME, kind, width)


FIELDS = (
    _field("intitule", "Intitulé", Kind.WORD),
    _field("question", "Question", Kind.WORD),
    _field("pourquoi", "Pourquoi", Kind.WORD),
    _field("nature", "Nature", Kind.WORD),
    _field("importance", "Importance", Kind.WORD),
    _field("applicable_si", "S’applique si", Kind.LINES, "condition"),
    _field("exigence.valeur", "Valeur mesurée", Kind.WORD),
    _field("exigence.exiges", "Volets exigés", Kind.WORD),
    _field("argument.negociation", "Argument", Kind.SENTENCE),
    _field("argument.obligation", "Argument légal", Kind.SENTENCE),
    _field("clause.objet", "Objet", Kind.WORD),
    _field("note_interne", "Note interne", Kind.TEXT),
)
CATEGORY_FIELDS = (
    _field("titre_article", "Titre de l’article", Kind.WORD),
    _field("pourquoi", "Pourquoi", Kind.WORD),
)
FIELDS_OF_GRIDS = MappingProxyType({"exigence.valeur": "exigence.mesure", "exigence.exiges": "exigence.volets"})
"""Fields that a sheet has only with a grid."""

GRIDS = (
    GridLayout(
        "si_sans_objet",
        "Sans objet",
        (
            _column("Sans objet si", "condition", Kind.LINES, 2),
            _column("Motif", "motif", Kind.WORD, 3),
        ),
    ),
    GridLayout(
        "exigence.mesure",
        "Mesure",
        (
            _column("Mesure", "mesure", Kind.WORD),
            _column("Borne", "mesure", Kind.WORD),
            _column("Seuil", "mesure", Kind.WORD),
            _column("Origine", "mesure", Kind.WORD),
            _column("Requise", "mesure", Kind.LINES, 2),
            _column("Libellé", "mesure", Kind.WORD, 2),
            _column("Synonymes", "mesure", Kind.WORD, 2),
        ),
    ),
    GridLayout(
        "exigence.volets",
        "Volets",
        (
            _column("Volet", NAME, Kind.WORD, 2),
            _column("Intitulé du volet", "volet", Kind.WORD, 3),
            _column("Texte du volet", "volet", Kind.SENTENCE, 8),
            _column("Facultatif", "volet", Kind.WORD),
        ),
    ),
    GridLayout(
        "exigence.preuve",
        "Preuve",
        (
            _column("Preuve", NAME, Kind.WORD),
            _column("Valeur", "preuve", Kind.WORD, 2),
            _column("Si", "condition", Kind.LINES, 4),
        ),
    ),
    GridLayout(
        "fondements",
        "Fondements",
        (
            _column("Fondement", "fondement", Kind.WORD, 3),
            _column("Portée", "fondement", Kind.WORD, 2),
            _column("Seulement si", "condition", Kind.LINES, 4),
            _column("Constats", "fondement", Kind.WORD, 3),
            _column("Texte (pour mémoire)", "rappel", Kind.WORD, 6),
        ),
    ),
    GridLayout(
        "positions",
        "Positions",
        (_column("Valeur", NAME, Kind.WORD),),
        _column("", "position", Kind.TEXT, 2),
    ),
    GridLayout(
        "clause.redactions",
        "Rédactions",
        (_column("Texte de base", "texte", Kind.TEXT),),
        _column("", "variante", Kind.TEXT),
    ),
    GridLayout(
        "clause.constats",
        "Selon le constat",
        (
            _column("Constat", NAME, Kind.WORD),
            _column("Introduction", "introduction", Kind.SENTENCE, 3),
            _column("Texte qui remplace", "texte de remplacement", Kind.TEXT, 5),
        ),
    ),
    GridLayout(
        "clause.livrables",
        "Livrables",
        (_column("Livrable", "livrable", Kind.SENTENCE), _column("Échéance", "livrable", Kind.SENTENCE)),
    ),
    GridLayout(
        "parametres",
        "Paramètres",
        (_column("Paramètre", NAME, Kind.WORD), _column("Valeur du paramètre", "paramètre", Kind.WORD, 2)),
    ),
)

SECTIONS = MappingProxyType(
    {
        "Le point": ("intitule", "question", "pourquoi", "nature", "importance", "applicable_si", "si_sans_objet"),
        "Exigence": ("exigence.mesure", "exigence.valeur", "exigence.volets", "exigence.exiges", "exigence.preuve"),
        "Argument de la lettre": ("argument.negociation", "argument.obligation"),
        "Fondements": ("fondements",),
        "Positions": ("positions",),
        "Clause": ("clause.objet", "clause.redactions", "clause.constats", "clause.livrables"),
        "Paramètres": ("parametres",),
        "Pour le client seul": ("note_interne",),
    }
)
"""Title of each part of a sheet → its fields and grids, in order."""

FIELD_BY_KEY = MappingProxyType({field.key: field for field in (*CATEGORY_FIELDS, *FIELDS)})
GRID_BY_KEY = MappingProxyType({grid.key: grid for grid in GRIDS})

POSITION_KINDS = MappingProxyType({"texte": Kind.TEXT, "ajout": Kind.TEXT, "contrepartie": Kind.SENTENCE})
"""Rows of the positions that hold a text; every other row is named after a value and holds a word."""


def kind_of(grid: GridLayout, row_name: str, rank: int) -> Kind:
    """What a cell may hold."""
    if grid.key == "positions" and rank:
        return POSITION_KINDS.get(row_name, Kind.WORD)
    return grid.column(rank).kind


def grid_of(header: tuple[str, ...]) -> GridLayout | None:
    """The grid that has this header, or None."""
    return next((grid for grid in GRIDS if grid.fits(header)), None)


def label_of(key: str) -> str:
    """The label of a field or grid, for messages."""
    found = FIELD_BY_KEY.get(key) or GRID_BY_KEY.get(key)
    return found.label if found else key


def all_labels() -> tuple[set[str], set[str]]:
    """Labels of the fields, and titles of the columns that are fixed."""
    labels = {field.label for field in (*FIELDS, *CATEGORY_FIELDS)}
    return labels, {column.title for grid in GRIDS for column in grid.columns}
