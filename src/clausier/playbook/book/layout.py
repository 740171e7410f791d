"""How the sheet of a point is laid out: which key stands in which row or column, under which label, in which style.

The keys and their titles are those of the models: a text of a point has a row, one by verdict or in a list has a
column. Here stand only the order of the parts, the widths and the styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from clausier.model.base import Model
from clausier.model.clause import Variant
from clausier.model.requirement import Position
from clausier.office.word.stylenames import NAME, REMINDER
from clausier.office.word.text import Kind
from clausier.playbook.book.shapes import (
    REMOVED,
    Column,
    Field,
    GridLayout,
    Layout,
    column,
    remove_row,
    style_of,
    styled,
)
from clausier.playbook.fields import LEAVES, Form, Slot, members, record_of, slots

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
    slot: Field(slot, one, one.title, styled(LANDMARK if slot[0] == LANDMARKS else style_of(one)))
    for slot, one in POINT.items()
    if one.form in LEAVES and slot not in (*HEADING, BASE_TEXT)
}
REMOVE_ROW = remove_row("retrait")
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
UNSAID = MappingProxyType({"exigence.exiges": "non", REMOVED: "non"})
"""What a field shows where files say nothing."""


def _record_columns(model: type[Model], key: str) -> Iterator[Column]:
    for inner, one in members(model).items():
        style = "condition" if one.form is Form.CONDITION else STYLES[key]
        yield column(one.title, style, one.kind, WIDTHS.get(f"{key}.{inner}", 1))


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
            column("Mesure", "mesure", Kind.WORD),
            column("Borne", "mesure", Kind.WORD),
            column("Seuil", "mesure", Kind.WORD),
            column("Origine", "mesure", Kind.WORD),
            column("Requise", "mesure", Kind.LINES, 2),
            column("Libellé", "mesure", Kind.WORD, 2),
            column("Synonymes", "mesure", Kind.WORD, 2),
        ),
        slots=(("exigence", "mesure"),),
    ),
    _records("exigence.volets", before=(column("Volet", NAME, Kind.WORD, 2),)),
    GridLayout(
        "exigence.preuve",
        POINT["exigence", "preuve"].title,
        (
            column("Preuve", NAME, Kind.WORD),
            column("Valeur", "preuve", Kind.WORD, 2),
            column("Si", "condition", Kind.LINES, 4),
        ),
        slots=(("exigence", "preuve"),),
    ),
    _records("fondements", after=(column("Texte (pour mémoire)", REMINDER, Kind.WORD, 6),)),
    GridLayout(
        "positions",
        "Positions",
        (column("Valeur", NAME, Kind.WORD),),
        column("", "position", Kind.TEXT, 2),
        POSITIONS,
    ),
    GridLayout(
        "clause.redactions",
        "Rédactions",
        (column(POINT[BASE_TEXT].title, "texte", Kind.TEXT),),
        column("", "variante", Kind.TEXT),
        (BASE_TEXT, VARIANTS),
    ),
    GridLayout(
        "clause.constats",
        "Selon le constat",
        (
            column("Constat", NAME, Kind.WORD),
            *(
                column(one.title, STYLES.get(f"clause.{key}", style_of(one)), one.kind, WIDTHS.get(f"clause.{key}", 1))
                for key, one in BY_VERDICT.items()
            ),
        ),
        slots=tuple(("clause", key) for key in BY_VERDICT),
    ),
    _records("clause.livrables"),
    GridLayout(
        "reperes.volets",
        POINT[LANDMARKS, "volets"].title,
        (column("Volet", NAME, Kind.WORD), column("Ce qui le montre", LANDMARK, Kind.LINES, 4)),
        slots=((LANDMARKS, "volets"),),
    ),
    GridLayout(
        "parametres",
        POINT["parametres",].title,
        (column("Paramètre", NAME, Kind.WORD), column("Valeur du paramètre", "paramètre", Kind.WORD, 2)),
        slots=(("parametres",),),
    ),
)

RECORD_KEYS = ("si_sans_objet", "exigence.volets", "fondements", "clause.livrables")
"""Grids that hold a record a row."""
GRID_OF = MappingProxyType({slot: grid for grid in GRIDS for slot in grid.slots})
_SLOTS = tuple(slot for slot in POINT if slot in HEADING or slot in _FIELDS or slot in GRID_OF)


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
    found = [slot for slot in _SLOTS if slot not in HEADING and _section(slot) == section]
    texts = [slot for slot in found if slot not in GRID_OF and POINT[slot].text is not None]
    keys = (GRID_OF[slot].key if slot in GRID_OF else ".".join(slot) for slot in (*texts, *found))
    return tuple(dict.fromkeys((*keys, *(() if section else (REMOVED,)))))


SECTIONS = MappingProxyType({title: _keys_of(section) for section, title in SECTION_TITLES.items()})
FIELDS = tuple(
    _FIELDS.get(tuple(key.split(".")), REMOVE_ROW)
    for keys in SECTIONS.values()
    for key in keys
    if tuple(key.split(".")) in _FIELDS or key == REMOVED
)
POINT_LAYOUT = Layout(
    SECTIONS,
    POINT,
    FIELDS,
    GRIDS,
    HEADING,
    GOES_WITH,
    frozenset({"fondements", "positions", "clause.redactions"}),
    UNSAID,
)
POINT_SLOTS = POINT_LAYOUT.slots


def kind_of(grid: GridLayout, row_name: str, rank: int) -> Kind:
    """What a cell may hold."""
    if grid.key == "positions" and rank:
        return POSITION_TEXTS[row_name].kind if row_name in POSITION_TEXTS else Kind.WORD
    return grid.column(rank).kind
