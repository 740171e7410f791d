"""second-temps.docx: the clauses that are kept for a second time, for the practice."""

from __future__ import annotations

from typing import Any

from clausier.office.palette import SERIF

from .act_looks import LINE, PAGE, SIZE, WIDTH, looks
from .act_terms import definitions
from .acte import clauses
from .blocks import flat, p, page_number, two_sides
from .package import Template


def template() -> Template:
    return Template(
        title="Second temps",
        page=PAGE,
        styles=looks(),
        font=SERIF,
        size=SIZE,
        line=LINE,
        hyphenate=True,
        body=flat([_top(), definitions(), clauses()]),
        headers={"default": [_header()]},
        footers={"default": [_footer()]},
    )


def _header() -> Any:
    return two_sides(WIDTH, p("EnTete", "Second temps – {{ prestataire.nom }}"), p("EnTeteDroite", "{{ date }}"))


def _footer() -> Any:
    return two_sides(WIDTH, p("PiedDePage", "{% if reference %}Réf. {{ reference }}{% endif %}"), page_number())


def _top() -> list[Any]:
    return [
        p("Titre", "Second temps"),
        p("SousTitre", "Contrat « {{ contrat.titre }} » – {{ cabinet.nom }} / {{ prestataire.nom }}"),
        p(
            "Corps",
            "Les clauses qui suivent ne sont pas demandées avec le courrier du {{ date }}, qui les réserve sans y "
            "renoncer. Elles pourront l'être ensuite, en tout ou partie. Elles n'engagent personne.",
        ),
    ]
