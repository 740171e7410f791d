"""The styles as data. Sizes in points, spacing and indents in twentieths of a point."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from clausier.office.palette import BAR, GREY, INK, SANS, TAG, WHITE


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


BOX = tuple((side, "single", 12, INK) for side in ("top", "left", "bottom", "right"))

# fmt: off
STYLES: tuple[Style, ...] = (
    Style("Normal", "Normal"),
    Style("PoliceParDefaut", "Default Paragraph Font", "character"),
    # Body
    Style("Corps", "Body Text", based="Normal", after=120),
    Style("CorpsSolidaire", "Corps solidaire de la suite", based="Corps", keep_next=True, keep_lines=True),
    Style("CorpsClause", "Corps de clause", based="Corps"),
    Style("Definition", "Définition", based="Corps"),
    Style("AnnonceDefinitions", "Annonce des définitions", based="Corps", next="Definition", keep_next=True),
    Style("AnnonceListe", "Annonce de liste", based="Corps", next="Liste", keep_next=True),
    Style("IntroductionClause", "Introduction de clause", based="Corps", next="CorpsClause", keep_next=True),
    Style("PartieClause", "Partie de clause", based="Corps", next="CorpsClause", font=SANS, size=9.5, bold=True,
          keep_next=True, keep_lines=True, before=120, after=40, align="left"),
    Style("Liste", "List", based="Corps", after=80),
    Style("ListeNumerotee", "Liste numérotée", based="Corps", after=80),
    Style("ListePuces", "List Bullet", based="Corps", after=80),
    Style("Expose", "Exposé", based="Corps"),
    Style("Note", "Note", based="Normal", size=9, color=GREY, before=60, after=60),
    Style("LigneACompleter", "Ligne à compléter", based="Normal", before=60, after=60, leader_at=9070),
    Style("LigneCellule", "Ligne à compléter de tableau", based="Tableau", before=100, after=100, leader_at=5400),
    # Titles
    Style("Titre", "Title", based="Normal", next="SousTitre", font=SANS, size=19, bold=True, color=INK,
          keep_next=True, keep_lines=True, before=120, after=80, line=252),
    Style("SousTitre", "Subtitle", based="Normal", next="Corps", font=SANS, size=11, color=GREY, keep_next=True,
          after=280, border=(("bottom", "single", 8, INK),)),
    Style("Titre1", "heading 1", based="Normal", next="CorpsClause", font=SANS, size=12, bold=True, color=INK,
          keep_next=True, keep_lines=True, before=360, after=120, outline=0),
    Style("Titre2", "heading 2", based="Normal", next="CorpsClause", font=SANS, size=10.5, bold=True,
          keep_next=True, keep_lines=True, before=240, after=80, outline=1),
    Style("Intertitre", "Intertitre", based="Titre1", next="Corps", before=280),
    Style("TitreAnnexe", "Titre d’annexe", based="Intertitre", page_break=True, size=14, before=0, after=160),
    # Parties and signature
    Style("Partie", "Partie", based="Corps", keep_lines=True),
    Style("Role", "Rôle de la partie", based="Corps", italic=True, align="right", after=160),
    Style("Signature", "Signature", based="Normal", keep_next=True, keep_lines=True, before=40, after=40),
    Style("SignatureEntete", "En-tête de signature", based="Signature", font=SANS, size=10, bold=True, color=INK),
    Style("SignatureLibelle", "Libellé de signature", based="Signature", font=SANS, size=9, color=GREY),
    # Letter
    Style("EnTeteCabinet", "En-tête du cabinet", based="Normal", font=SANS, size=12, bold=True, color=INK, after=20),
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
    Style("TableauEntete", "En-tête de tableau", based="Tableau", font=SANS, size=8.5, bold=True, keep_next=True,
          before=40),
    Style("TableauAnnonce", "Annonce de liste de tableau", based="Tableau", keep_next=True),
    Style("TableauFort", "Texte fort de tableau", based="Tableau", bold=True),
    Style("TableauRubrique", "Rubrique de tableau", based="Tableau", font=SANS, bold=True, color=INK,
          keep_next=True, before=60),
    Style("Livrable", "Livrable", based="Tableau", before=0, after=0),
    Style("TableauSerre", "Texte serré de tableau", based="Tableau"),
    Style("TableauNote", "Note de tableau", based="Tableau", size=8, color=GREY),
    Style("ListeTableau", "Liste de tableau", based="Tableau"),
    Style("Legende", "caption", based="Normal", size=9, italic=True, color=GREY, keep_next=True, before=120, after=60),
    Style("Case", "Case à cocher", based="Tableau", before=0, after=20),
    Style("BarrePleine", "Barre pleine", based="Tableau", size=6, color=BAR, align="center"),
    Style("BarreVide", "Barre vide", based="BarrePleine"),
    # Banners, headers, footers
    Style("Bandeau", "Bandeau", based="Normal", font=SANS, size=10, bold=True, caps=True, spacing=10, color=INK,
          align="center", before=0, after=160, left=142, right=142, border=BOX),
    Style("Etape", "Étape", based="Tableau"),
    Style("EnTete", "header", based="Normal", font=SANS, size=8, color=GREY),
    Style("EnTeteDroite", "En-tête à droite", based="EnTete", align="right"),
    Style("PiedDePage", "footer", based="Normal", font=SANS, size=8, color=GREY),
    Style("PiedDroite", "Pied de page à droite", based="PiedDePage", align="right"),
    Style("Balise", "Balise", based="Normal", font=SANS, size=7, color=TAG),
    # Characters
    Style("Fort", "Strong", "character", bold=True),
    Style("Italique", "Emphasis", "character", italic=True),
    Style("Citation", "Citation", "character", italic=True),
    Style("Projet", "Projet", "character", font=SANS, bold=True, color=WHITE, shade=INK),
    Style("Discret", "Discret", "character", color=GREY),
)
# fmt: on

BUILT_IN = frozenset(
    (
        "Normal",
        "Default Paragraph Font",
        "Body Text",
        "List",
        "List Bullet",
        "List Number",
        "Title",
        "Subtitle",
        "heading 1",
        "heading 2",
        "Signature",
        "envelope address",
        "Date",
        "Salutation",
        "Closing",
        "caption",
        "header",
        "footer",
        "Strong",
    )
)


def adapted(changes: dict[str, dict[str, Any]]) -> tuple[Style, ...]:
    """The styles with some fields changed for one template."""
    return tuple(replace(style, **changes.get(style.id, {})) for style in STYLES)
