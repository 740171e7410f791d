"""How the document to sign looks: dense enough that a small provider reads it whole, and still read on paper."""

from __future__ import annotations

from typing import Any

from .package import Page
from .styles import Style, adapted

PAGE = Page(top=1247, right=1134, bottom=1134, left=1134, header=567, footer=510)
WIDTH = PAGE.text_width
SIZE, LINE = 10, 250
ANNEX = (4150, WIDTH - 4150)
"""Widths of the columns of the annex; a blank is filled in on a line of the second."""

_JUSTIFIED: dict[str, Any] = {"align": "both"}
_LOOKS: dict[str, dict[str, Any]] = {
    "Titre": {"size": 16, "before": 0, "after": 40},
    "SousTitre": {"size": 10, "after": 160},
    "Titre1": {"size": 11, "before": 200, "after": 60},
    "Titre2": {"size": 9.5, "before": 110, "after": 30},
    "Intertitre": {"before": 140},
    "TitreAnnexe": {"size": 11, "before": 200, "after": 60, "page_break": False},
    "Corps": {**_JUSTIFIED, "after": 60},
    "IntroductionClause": {"size": 9, "after": 30},
    "AnnonceDefinitions": {"after": 30},
    "Definition": {"after": 30},
    "Liste": {**_JUSTIFIED, "after": 40},
    "ListeNumerotee": {**_JUSTIFIED, "after": 40},
    "Expose": {**_JUSTIFIED, "after": 40},
    "Partie": {**_JUSTIFIED, "after": 20},
    "Role": {"after": 60},
    "Note": {"size": 8.5, "keep_next": True, "before": 40, "after": 0},
    "LigneACompleter": {"before": 20, "after": 20, "leader_at": WIDTH},
    "Tableau": {"size": 8.5, "before": 10, "after": 20, "line": 240},
    "TableauEntete": {"size": 8.5, "before": 20},
    "LigneCellule": {"before": 60, "after": 20, "leader_at": ANNEX[1] - 200},
    "Signature": {"before": 20, "after": 10},
    "SignatureEntete": {"size": 9},
    "SignatureLibelle": {"size": 8.5},
}


def looks(**changes: dict[str, Any]) -> tuple[Style, ...]:
    """The styles of the act, with some fields changed."""
    return adapted({name: {**_LOOKS.get(name, {}), **changes.get(name, {})} for name in {**_LOOKS, **changes}})
