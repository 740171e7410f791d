"""How a sheet is laid out: which key of a point stands in which row or column, under which label, in which style.

Shared by the export and the reading. The keys and their titles are those of the models: a text of a point has a row,
one by verdict or in a list has a column. Here stand only the order of the parts, the widths and the styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from clausier.model.base import Model
from clausier.model.clause import Variant
from clausier.model.library import Category
from clausier.model.requirement import Position
from clausier.model.text import TextFamily
from clausier.office.word.stylenames import NAME, PREFIX, REMINDER
from clausier.office.word.text import Kind
from clausier.playbook.fields import LEAVES, Form, Member, Slot, members, record_of, slots


@dataclass(frozen=True, slots=True)
class Field:
    """A row « label | content » of a sheet; `style` is the paragraph style of its content."""

    slot: Slot
    member: Member

    @property
    def key(self) -> str:
        return ".".join(self.slot)

    @property
    def label(self) -> str:
        return self.member.title

    @property
    def kind(self) -> Kind:
        return self.member.kind

    @property
    def style(self) -> str:
        return PREFIX + (LANDMARK if self.is_landmark else _style(self.member))

    @property
    def is_internal(self) -> bool:
        """Is it never for the provider?"""
        return self.is_landmark or (self.member.text is not None and self.member.text.family is TextFamily.NOTE)

    @property
    def is_landmark(self) -> bool:
        return self.slot[0] == LANDMARKS


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; `width` is its weight among the others."""

    title: str
    style: str
    kind: Kind
    width: int = 1


@dataclass(frozen=True, slots=True)
class GridLayout:
    """A grid of what stands at some keys of a point.

    `repeated` is the style and kind of the columns that follow the fixed ones, one per alternative.
    """

    key: str
    label: str
    columns: tuple[Column, ...]
    repeated: Column | None = None
    slots: tuple[Slot, ...] = ()

    def column(self, rank: int) -> Column:
        return self.columns[rank] if rank < len(self.columns) or self.repeated is None else self.repeated

    def fits(self, header: tuple[str, ...]) -> bool:
        fixed = tuple(column.title for column in self.columns)
        return header[: len(fixed)] == fixed and (len(header) == len(fixed) or self.repeated is not None)


WIDTHS = MappingProxyType(
    {
        "si_sans_objet.si": 2,
        "si_sans_objet.motif": 3,
        "exigence.volets.intitule": 3,
        "exigence.volets.texte": 8,
        "fondements.id": 3,
        "fondements.portee": 2,
        "fondements.si": 4,
        "fondements.verdicts": 3,
        "clause.introduction": 3,
        "clause.texte_si": 5,
    }
)
"""Weights of columns; of the others 1."""
STYLES = MappingProxyType(
    {
        "si_sans_objet": "motif",
        "exigence.volets": "volet",
        "fondements": "fondement",
        "clause.texte_si": "texte de remplacement",
        "clause.livrables": "livrable",
    }
)
"""Styles of columns; of the others their title."""

LANDMARKS, LANDMARK = "reperes", "repère"
"""The key of what is looked for in contracts, and the style of all that stands there."""
POINT = MappingProxyType(dict(slots()))
TITLE, BASE_TEXT, VARIANTS = ("clause", "titre"), ("clause", "texte"), ("clause", "variantes")
HEADING = (("numero",), TITLE)
"""Keys that stand in the heading of a sheet."""
POSITIONS = tuple(slot for slot in POINT if slot[0] == "positions")
BY_VERDICT = MappingProxyType(
    {slot[-1]: one for slot, one in POINT.items() if slot[0] == "clause" and one.form is Form.MAPPING}
)
"""Texts of the clause that replace or precede another for some verdicts."""
POSITION_TEXTS = MappingProxyType({key: one for key, one in members(Position).items() if one.text is not None})
"""Rows of the positions that hold a text; every other row is named after a value and holds a word."""
VARIANT_TEXTS = MappingProxyType({key: one for key, one in members(Variant).items() if one.text is not None})
"""Rows of the wordings: the text of a variant, then its details."""

_FIELDS = {
    slot: Field(slot, one) for slot, one in POINT.items() if one.form in LEAVES and slot not in (*HEADING, BASE_TEXT)
}
CATEGORY_SLOTS = tuple((key,) for key, one in members(Category).items() if one.text is not None)
CATEGORY_FIELDS = tuple(Field(slot, members(Category)[slot[0]]) for slot in CATEGORY_SLOTS if slot != ("intitule",))
SMALL = tuple(slot for slot in POINT if len(slot) > 2)
"""Keys of the small records of a clause."""
GOES_WITH = MappingProxyType(
    {
        "exigence.valeur": ("exigence", "mesure"),
        "exigence.exiges": ("exigence", "volets"),
        **{".".join(slot): slot[:2] for slot in SMALL},
    }
)
"""Fields that stand in a sheet only where another key says something."""
UNSAID = MappingProxyType({"exigence.exiges": "non"})
"""What a field shows where files say nothing."""


def _style(member: Member) -> str:
    return "condition" if member.form is Form.CONDITION else member.title[:1].lower() + member.title[1:]


def _column(title: str, style: str, kind: Kind, width: int = 1) -> Column:
    return Column(title, style if style in (NAME, REMINDER) else PREFIX + style, kind, width)


def _record_columns(model: type[Model], key: str) -> Iterator[Column]:
    for inner, one in members(model).items():
        style = "condition" if one.form is Form.CONDITION else STYLES[key]
        yield _column(one.title, style, one.kind, WIDTHS.get(f"{key}.{inner}", 1))


def _records(key: str, *, before: tuple[Column, ...] = (), after: tuple[Column, ...] = ()) -> GridLayout:
    """A row a record, a column a key."""
    slot = tuple(key.split("."))
    columns = _record_columns(record_of(POINT[slot]), key)
    return GridLayout(key, POINT[slot].title, (*before, *columns, *after), slots=(slot,))


GRIDS = (
    _records("si_sans_objet"),
    GridLayout(
        "exigence.mesure",
        POINT["exigence", "mesure"].title,
        (
            _column("Mesure", "mesure", Kind.WORD),
            _column("Borne", "mesure", Kind.WORD),
            _column("Seuil", "mesure", Kind.WORD),
            _column("Origine", "mesure", Kind.WORD),
            _column("Requise", "mesure", Kind.LINES, 2),
            _column("Libellé", "mesure", Kind.WORD, 2),
            _column("Synonymes", "mesure", Kind.WORD, 2),
        ),
        slots=(("exigence", "mesure"),),
    ),
    _records("exigence.volets", before=(_column("Volet", NAME, Kind.WORD, 2),)),
    GridLayout(
        "exigence.preuve",
        POINT["exigence", "preuve"].title,
        (
            _column("Preuve", NAME, Kind.WORD),
            _column("Valeur", "preuve", Kind.WORD, 2),
            _column("Si", "condition", Kind.LINES, 4),
        ),
        slots=(("exigence", "preuve"),),
    ),
    _records("fondements", after=(_column("Texte (pour mémoire)", REMINDER, Kind.WORD, 6),)),
    GridLayout(
        "positions",
        "Positions",
        (_column("Valeur", NAME, Kind.WORD),),
        _column("", "position", Kind.TEXT, 2),
        POSITIONS,
    ),
    GridLayout(
        "clause.redactions",
        "Rédactions",
        (_column(POINT[BASE_TEXT].title, "texte", Kind.TEXT),),
        _column("", "variante", Kind.TEXT),
        (BASE_TEXT, VARIANTS),
    ),
    GridLayout(
        "clause.constats",
        "Selon le constat",
        (
            _column("Constat", NAME, Kind.WORD),
            *(
                _column(one.title, STYLES.get(f"clause.{key}", _style(one)), one.kind, WIDTHS.get(f"clause.{key}", 1))
                for key, one in BY_VERDICT.items()
            ),
        ),
        slots=tuple(("clause", key) for key in BY_VERDICT),
    ),
    _records("clause.livrables"),
    GridLayout(
        "reperes.volets",
        POINT[LANDMARKS, "volets"].title,
        (_column("Volet", NAME, Kind.WORD), _column("Ce qui le montre", LANDMARK, Kind.LINES, 4)),
        slots=((LANDMARKS, "volets"),),
    ),
    GridLayout(
        "parametres",
        POINT["parametres",].title,
        (_column("Paramètre", NAME, Kind.WORD), _column("Valeur du paramètre", "paramètre", Kind.WORD, 2)),
        slots=(("parametres",),),
    ),
)

GRID_BY_KEY = MappingProxyType({grid.key: grid for grid in GRIDS})
RECORD_GRIDS = tuple(GRID_BY_KEY[key] for key in ("si_sans_objet", "exigence.volets", "fondements", "clause.livrables"))
GRID_OF = MappingProxyType({slot: grid for grid in GRIDS for slot in grid.slots})

POINT_SLOTS = tuple(slot for slot in POINT if slot in HEADING or slot in _FIELDS or slot in GRID_OF)
"""The keys of a point that a book holds, in the order of the model."""


SECTION_TITLES = MappingProxyType(
    {
        "": "Le point",
        "exigence": "Exigence",
        "argument": "Argument de la lettre",
        "fondements": "Fondements",
        "positions": "Positions",
        "clause": "Clause",
        "parametres": "Paramètres",
        "note_interne": "Pour le client seul",
        LANDMARKS: "Repères de lecture",
    }
)


def _section(slot: Slot) -> str:
    if slot[0] in SECTION_TITLES:
        return slot[0]
    return "note_interne" if slot in _FIELDS and _FIELDS[slot].is_internal else ""


def _keys_of(section: str) -> tuple[str, ...]:
    """Texts first, then what classifies the point, conditions and tables."""
    found = [slot for slot in POINT_SLOTS if slot not in HEADING and _section(slot) == section]
    texts = [slot for slot in found if slot not in GRID_OF and POINT[slot].text is not None]
    keys = (GRID_OF[slot].key if slot in GRID_OF else ".".join(slot) for slot in (*texts, *found))
    return tuple(dict.fromkeys(keys))


SECTIONS = MappingProxyType({title: _keys_of(section) for section, title in SECTION_TITLES.items()})
"""Title of each part of a sheet → its fields and grids, in order."""
FIELDS = tuple(
    _FIELDS[slot] for keys in SECTIONS.values() for key in keys if (slot := tuple(key.split("."))) in _FIELDS
)
FIELD_BY_KEY = MappingProxyType({field.key: field for field in (*CATEGORY_FIELDS, *FIELDS)})


def kind_of(grid: GridLayout, row_name: str, rank: int) -> Kind:
    """What a cell may hold."""
    if grid.key == "positions" and rank:
        return POSITION_TEXTS[row_name].kind if row_name in POSITION_TEXTS else Kind.WORD
    return grid.column(rank).kind


def grid_of(header: tuple[str, ...]) -> GridLayout | None:
    """The grid that has this header, or None."""
    return next((grid for grid in GRIDS if grid.fits(header)), None)


def label_of(key: str) -> str:
    """The label of a field, a grid or a key of a point, for messages."""
    found = FIELD_BY_KEY.get(key) or GRID_BY_KEY.get(key)
    slot = tuple(key.split("."))
    return found.label if found else POINT[slot].title if slot in POINT else key
