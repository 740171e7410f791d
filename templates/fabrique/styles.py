"""The styles as data. Sizes in points, spacing and indents in twentieths of a point."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .numbering import number_of
from .xml import el

SERIF = "Times New Roman"
SANS = "Arial"
ACCENT = "1F3A5F"
GREY = "595959"
RULE = "A6B1C0"
TINT = "E9EEF4"
BAR = "3C5A82"


@dataclass(frozen=True)
class Style:
    """A style; what is left out comes from `based`. `border`: side → (line, eighths of a point, colour)."""

    id: str
    name: str
    kind: str = "paragraph"
    based: str = ""
    next: str = ""
    font: str = ""
    size: float = 0
    bold: bool | None = None
    italic: bool | None = None
    caps: bool = False
    small_caps: bool = False
    color: str = ""
    spacing: int = 0
    keep_next: bool | None = None
    keep_lines: bool = False
    page_break: bool = False
    border: tuple[tuple[str, str, int, str], ...] = ()
    shade: str = ""
    leader_at: int = 0
    before: int | None = None
    after: int | None = None
    line: int | None = None
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    align: str = ""
    outline: int | None = None


STYLES: tuple[Style, ...] = (
    Style("Normal", "Normal"),
    Style("PoliceParDefaut", "Default Paragraph Font", "character"),
    # Body
    Style("Corps", "Body Text", based="Normal", after=120),
    Style("CorpsSolidaire", "Corps solidaire de la suite", based="Corps", keep_next=True, keep_lines=True),
    Style("CorpsClause", "Corps de clause", based="Corps"),
    Style("AnnonceListe", "Annonce de liste", based="Corps", next="Liste", keep_next=True),
    Style("IntroductionClause", "Introduction de clause", based="Corps", next="CorpsClause", keep_next=True),
    Style("Liste", "List", based="Corps", after=80),
    Style("ListePuces", "List Bullet", based="Corps", after=80),
    Style("Expose", "Exposé", based="Corps"),
    Style("Note", "Note", based="Normal", size=9, color=GREY, before=60, after=60),
    Style("LigneACompleter", "Ligne à compléter", based="Normal", before=60, after=60, leader_at=9070),
    Style("LigneCellule", "Ligne à compléter de tableau", based="Tableau", before=100, after=100, leader_at=5400),
    # Titles
    Style("Titre", "Title", based="Normal", next="SousTitre", font=SANS, size=19, bold=True, color=ACCENT,
          keep_next=True, keep_lines=True, before=120, after=80, line=252),
    Style("SousTitre", "Subtitle", based="Normal", next="Corps", font=SANS, size=11, color=GREY, keep_next=True,
          after=280, border=(("bottom", "single", 8, ACCENT),)),
    Style("Titre1", "heading 1", based="Normal", next="CorpsClause", font=SANS, size=12, bold=True, color=ACCENT,
          keep_next=True, keep_lines=True, before=360, after=120, outline=0),
    Style("Titre2", "heading 2", based="Normal", next="CorpsClause", font=SANS, size=10.5, bold=True,
          keep_next=True, keep_lines=True, before=240, after=80, outline=1),
    Style("Intertitre", "Intertitre", based="Titre1", next="Corps", before=280),
    Style("TitreAnnexe", "Titre d’annexe", based="Intertitre", page_break=True, size=14, before=0, after=160),
    # Parties and signature
    Style("Partie", "Partie", based="Corps", keep_lines=True),
    Style("Role", "Rôle de la partie", based="Corps", italic=True, align="right", after=160),
    Style("Signature", "Signature", based="Normal", keep_next=True, keep_lines=True, before=40, after=40),
    Style("SignatureEntete", "En-tête de signature", based="Signature", font=SANS, size=10, bold=True, color=ACCENT),
    Style("SignatureLibelle", "Libellé de signature", based="Signature", font=SANS, size=9, color=GREY),
    # Letter
    Style("EnTeteCabinet", "En-tête du cabinet", based="Normal", font=SANS, size=12, bold=True, color=ACCENT, after=20),
    Style("Coordonnees", "Coordonnées du cabinet", based="Normal", font=SANS, size=9, color=GREY),
    Style("Destinataire", "envelope address", based="Normal", line=252),
    Style("DestinataireNom", "Nom du destinataire", based="Destinataire", next="Destinataire", bold=True, before=1531),
    Style("LieuDate", "Date", based="Normal", next="Reference", before=120, after=200, left=4535),
    Style("ModeEnvoi", "Mode d’envoi", based="Normal", bold=True, after=160),
    Style("Reference", "Références", based="Normal", after=40, left=1588, hanging=1588),
    Style("Appel", "Salutation", based="Normal", next="Corps", before=220, after=120, keep_next=True),
    Style("Priorite", "List Number", based="Corps", keep_lines=True, after=100),
    Style("Politesse", "Closing", based="Corps", keep_next=True, keep_lines=True, before=120),
    Style("Signataire", "Signataire", based="Normal", keep_lines=True, left=4535),
    Style("SignataireNom", "Nom du signataire", based="Signataire", bold=True, keep_next=True, before=600),
    # Tables
    Style("Tableau", "Texte de tableau", based="Normal", before=20, after=40, line=252),
    Style("TableauEntete", "En-tête de tableau", based="Tableau", font=SANS, size=8.5, bold=True, keep_next=True, before=40),
    Style("TableauAnnonce", "Annonce de liste de tableau", based="Tableau", keep_next=True),
    Style("TableauFort", "Texte fort de tableau", based="Tableau", bold=True),
    Style("TableauRubrique", "Rubrique de tableau", based="Tableau", font=SANS, bold=True, color=ACCENT, keep_next=True, before=60),
    Style("TableauSerre", "Texte serré de tableau", based="Tableau"),
    Style("TableauNote", "Note de tableau", based="Tableau", size=8, color=GREY),
    Style("TableauNombre", "Nombre de tableau", based="Tableau", align="right"),
    Style("ListeTableau", "Liste de tableau", based="Tableau"),
    Style("Legende", "caption", based="Normal", size=9, italic=True, color=GREY, keep_next=True, before=120, after=60),
    Style("Case", "Case à cocher", based="Tableau", before=0, after=20),
    Style("BarrePleine", "Barre pleine", based="Tableau", size=6, color=BAR, align="center"),
    Style("BarreVide", "Barre vide", based="BarrePleine"),
    # Banners, headers, footers
    Style("Bandeau", "Bandeau", based="Normal", font=SANS, size=10, bold=True, caps=True, spacing=10, color=ACCENT, align="center",
          before=0, after=160, left=142, right=142, border=tuple((side, "single", 12, ACCENT) for side in ("top", "left", "bottom", "right"))),
    Style("Etape", "Étape", based="Tableau"),
    Style("EnTete", "header", based="Normal", font=SANS, size=8, color=GREY),
    Style("EnTeteDroite", "En-tête à droite", based="EnTete", align="right"),
    Style("PiedDePage", "footer", based="Normal", font=SANS, size=8, color=GREY),
    Style("PiedDroite", "Pied de page à droite", based="PiedDePage", align="right"),
    Style("Balise", "Balise", based="Normal", font=SANS, size=7, color="B03060"),
    # Characters
    Style("Fort", "Strong", "character", bold=True),
    Style("Citation", "Citation", "character", italic=True),
    Style("Projet", "Projet", "character", font=SANS, bold=True, color="FFFFFF", shade=ACCENT, spacing=20),
    Style("Discret", "Discret", "character", color=GREY),
)


def adapted(changes: dict[str, dict[str, Any]]) -> tuple[Style, ...]:
    """The styles with some fields changed for one template."""
    return tuple(replace(style, **changes.get(style.id, {})) for style in STYLES)


def styles_part(styles: tuple[Style, ...], font: str, size: float, line: int) -> Any:
    """styles.xml with these defaults: font, size in points, line height in 240ths."""
    return el(
        "w:styles", _defaults(font, size, line), *(_style(style) for style in styles), *_table_styles()
    )


def _defaults(font: str, size: float, line: int) -> Any:
    run = el("w:rPr", _fonts(font), _size(size), *_size_cs(size), el("w:lang", val="fr-FR", eastAsia="fr-FR", bidi="ar-SA"))
    paragraph = el("w:pPr", el("w:spacing", before=0, after=0, line=line, lineRule="auto"))
    return el("w:docDefaults", el("w:rPrDefault", run), el("w:pPrDefault", paragraph))


def _fonts(font: str) -> Any:
    return el("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font) if font else None


def _size(size: float) -> Any:
    return el("w:sz", val=round(size * 2)) if size else None


def _size_cs(size: float) -> list[Any]:
    return [el("w:szCs", val=round(size * 2))] if size else []


def _style(style: Style) -> Any:
    default = "1" if style.id in ("Normal", "PoliceParDefaut") else None
    custom = None if style.name in BUILT_IN else "1"
    return el(
        "w:style",
        el("w:name", val=style.name),
        el("w:basedOn", val=style.based) if style.based else None,
        el("w:next", val=style.next) if style.next else None,
        el("w:uiPriority", val=99 if style.id in ("Balise", "PoliceParDefaut") else 1),
        el("w:qFormat") if style.kind == "paragraph" else None,
        _paragraph_properties(style) if style.kind == "paragraph" else None,
        _run_properties(style),
        type=style.kind, default=default, customStyle=custom, styleId=style.id,
    )


BUILT_IN = frozenset((
    "Normal", "Default Paragraph Font", "Body Text", "List", "List Bullet", "List Number", "Title", "Subtitle", "heading 1",
    "heading 2", "Signature", "envelope address", "Date", "Salutation", "Closing", "caption", "header", "footer", "Strong",
))


def _flag(tag: str, value: bool | None) -> Any:
    return None if value is None else el(tag, val=None if value else "0")


def _paragraph_properties(style: Style) -> Any:
    number = number_of(style.id)
    hides_number = style.based == "Titre1" or style.id == "TitreAnnexe"
    properties = el(
        "w:pPr",
        _flag("w:keepNext", style.keep_next),
        el("w:keepLines") if style.keep_lines else None,
        el("w:pageBreakBefore") if style.page_break else None,
        el("w:numPr", el("w:ilvl", val=number[1]), el("w:numId", val=number[0])) if number else None,
        el("w:numPr", el("w:numId", val=0)) if hides_number else None,
        _borders(style.border) if style.border else None,
        el("w:tabs", el("w:tab", val="right", leader="underscore", pos=style.leader_at)) if style.leader_at else None,
        _spacing(style),
        _indents(style),
        el("w:jc", val=style.align) if style.align else None,
        el("w:outlineLvl", val=style.outline) if style.outline is not None else None,
    )
    return properties if len(properties) else None


def _borders(border: tuple[tuple[str, str, int, str], ...]) -> Any:
    return el("w:pBdr", *(el(f"w:{side}", val=line, sz=width, space=6, color=color) for side, line, width, color in border))


def _spacing(style: Style) -> Any:
    if style.before is style.after is style.line is None:
        return None
    rule = "auto" if style.line is not None else None
    return el("w:spacing", before=style.before, after=style.after, line=style.line, lineRule=rule)


def _indents(style: Style) -> Any:
    if style.left is style.right is style.hanging is None:
        return None
    return el("w:ind", left=style.left, right=style.right, hanging=style.hanging)


def _run_properties(style: Style) -> Any:
    properties = el(
        "w:rPr",
        _fonts(style.font),
        _flag("w:b", style.bold),
        _flag("w:i", style.italic),
        el("w:caps") if style.caps else None,
        el("w:color", val=style.color) if style.color else None,
        el("w:spacing", val=style.spacing) if style.spacing else None,
        _size(style.size),
        *_size_cs(style.size),
        el("w:shd", val="clear", color="auto", fill=style.shade) if style.shade else None,
    )
    return properties if len(properties) else None


def _table_styles() -> list[Any]:
    return [_plain_table(), _ruled_table(), _fill_table()]


def _cell_margins(horizontal: int) -> Any:
    sides = {"top": 0, "left": horizontal, "bottom": 0, "right": horizontal}
    return el("w:tblCellMar", *(el(f"w:{side}", w=width, type="dxa") for side, width in sides.items()))


def _table_style(identifier: str, name: str, *properties: Any, default: bool = False, conditions: tuple[Any, ...] = ()) -> Any:
    return el(
        "w:style", el("w:name", val=name), None if default else el("w:basedOn", val="TableauNormal"),
        el("w:uiPriority", val=99), el("w:tblPr", *properties), *conditions,
        type="table", default="1" if default else None, customStyle=None if default else "1", styleId=identifier,
    )


def _plain_table() -> Any:
    return _table_style("TableauNormal", "Normal Table", el("w:tblInd", w=0, type="dxa"), _cell_margins(0), default=True)


def _ruled_table() -> Any:
    """Horizontal rules only; a tinted heading row."""
    line = {"val": "single", "sz": 4, "space": 0, "color": RULE}
    strong = {"val": "single", "sz": 8, "space": 0, "color": ACCENT}
    borders = el("w:tblBorders", el("w:top", **strong), el("w:bottom", **strong), el("w:insideH", **line), el("w:insideV", **line))
    heading = el("w:tblStylePr", el("w:tcPr", el("w:shd", val="clear", color="auto", fill=TINT)), type="firstRow")
    return _table_style("TableauFilets", "Tableau à filets", borders, _cell_margins(85), conditions=(heading,))


def _fill_table() -> Any:
    """The signature block: the cells to fill carry their own bottom rule."""
    return _table_style("TableauSignature", "Tableau de signature", _cell_margins(57))
