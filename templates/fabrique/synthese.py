"""synthese.docx: the internal page for the doctor."""

from __future__ import annotations

from typing import Any

from clausier.office.palette import SANS

from .blocks import bar, cell, each, flat, heading_row, p, page_number, row, table, tag, tag_row, two_sides, when
from .package import Page, Template
from .styles import adapted

PAGE = Page(top=737, right=964, bottom=850, left=964, header=454, footer=397)
WIDTH = PAGE.text_width
BAR_CELL = 193
SCORES = [454, 3855, *[BAR_CELL] * 10, 794, 2945]
PRIORITIES = [2552, 3061, 4365]
# One page: texts are cut sooner when there are points set aside or warnings to print.
SET_TIGHTNESS = "set serre = 0 if not extra else 1 if extra < 3 else 2"
EXTRA = "set extra = [synthese.ecartes|length, 3]|min + [synthese.avertissements|length, 2]|min"
WARNING = "{{ x | truncate([170, 170, 105][serre], False, ' …') }}"
SHORT = "{{{{ x.{} | truncate({}[serre], False, ' …') }}}}"

COMPACT: dict[str, dict[str, Any]] = {
    "Titre": {"size": 16, "before": 0, "after": 20},
    "SousTitre": {"size": 9.5, "after": 120},
    "Corps": {"after": 60},
    "Bandeau": {"size": 9, "after": 100},
    "Intertitre": {"size": 10.5, "before": 140, "after": 60},
    "Tableau": {"before": 10, "after": 10, "line": 240},
    "TableauEntete": {"size": 8, "before": 10},
    "TableauSerre": {"size": 8.5},
    "TableauNote": {"size": 8},
    "ListePuces": {"after": 20},
    "Note": {"size": 8, "before": 80, "after": 0},
}


def template() -> Template:
    return Template(
        title="Synthèse",
        page=PAGE,
        styles=adapted(COMPACT),
        font=SANS,
        size=9,
        line=247,
        body=flat(
            [tag(EXTRA), tag(SET_TIGHTNESS), _top(), _scores(), _priorities(), _set_aside(), _warnings(), _steps()]
        ),
        footers={"default": [_footer()]},
    )


def _footer() -> Any:
    return two_sides(
        WIDTH,
        p(
            "PiedDePage",
            "Interne – ne pas transmettre{% if reference %} – réf. {{ reference }}{% endif %} – {{ date }}",
        ),
        page_number(),
    )


def _top() -> list[Any]:
    return [
        p("Bandeau", "Interne – ne pas transmettre"),
        p("Titre", "Synthèse – {{ prestataire.nom }}"),
        p(
            "SousTitre",
            "Contrat « {{ contrat.titre }} »{% if contrat.signe %} (signé){% else %} (non signé){% endif %}",
        ),
        p("Corps", "**{{ synthese.phrase }}**"),
    ]


COVERED = "{% if compte.conformes > 1 %}couverts{% else %}couvert{% endif %}"
STATE = (
    "{% if not l.applicables %}– sans objet{% elif l.ecarts %}▲ {{ l.ecarts }} à compléter"
    "{% if l.a_verifier %}, {{ l.a_verifier }} à vérifier{% endif %}"
    "{% elif l.a_verifier %}? {{ l.a_verifier }} à vérifier{% else %}✓ couvert{% endif %}"
)
TOTAL = "{{ compte.ecarts }} à compléter, {{ compte.a_verifier }} à vérifier"


def _scores() -> list[Any]:
    number, title, *_, score, state = SCORES
    head = row(
        cell(number, p("TableauEntete", "N°")),
        cell(title, p("TableauEntete", "Catégorie")),
        cell(BAR_CELL * 10, p("TableauEntete", "Couverture"), span=10),
        cell(score, p("TableauEntete", "Score")),
        cell(state, p("TableauEntete", "État")),
        header=True,
    )
    return [
        table(
            "TableauFilets",
            SCORES,
            [
                head,
                tag_row("for l in synthese.lignes", len(SCORES), WIDTH),
                row(
                    cell(number, p("Tableau", "{{ l.numero }}")),
                    cell(title, p("Tableau", "{{ l.intitule }}")),
                    *bar("l.barre", 10, BAR_CELL),
                    cell(score, p("Tableau", "{{ l.score }}")),
                    cell(state, p("Tableau", STATE)),
                ),
                tag_row("endfor", len(SCORES), WIDTH),
                row(
                    cell(number + title, p("TableauFort", "Ensemble"), span=2),
                    cell(
                        BAR_CELL * 10,
                        p("TableauNote", f"{{{{ compte.conformes }}}} {COVERED} sur {{{{ compte.applicables }}}}"),
                        span=10,
                    ),
                    cell(score, p("TableauFort", "{{ synthese.score }}")),
                    cell(state, p("TableauFort", TOTAL)),
                ),
            ],
        )
    ]


def _priorities() -> list[Any]:
    return when(
        "synthese.priorites",
        [
            p("Intertitre", "Priorités"),
            table(
                "TableauFilets",
                PRIORITIES,
                [
                    heading_row(PRIORITIES, ["Point", "Pourquoi", "Quoi demander"]),
                    tag_row("for x in synthese.priorites", 3, WIDTH),
                    row(
                        cell(
                            PRIORITIES[0],
                            [
                                p("TableauSerre", "**{{ x.numero }} " + SHORT.format("intitule", [90, 90, 60]) + "**"),
                                p("TableauNote", "▲\u00a0{{ x.verdict }}{% if x.legal %} – §\u00a0légal{% endif %}"),
                            ],
                        ),
                        cell(
                            PRIORITIES[1],
                            p(
                                "TableauSerre",
                                SHORT.format("pourquoi", [225, 165, 120]),
                            ),
                        ),
                        cell(
                            PRIORITIES[2],
                            p(
                                "TableauSerre",
                                SHORT.format("demander", [330, 240, 160]),
                            ),
                        ),
                    ),
                    tag_row("endfor", 3, WIDTH),
                ],
            ),
        ],
    )


def _set_aside() -> list[Any]:
    return when(
        "synthese.ecartes",
        [
            p("Intertitre", "Points imposés par un texte et déclarés sans objet"),
            *each(
                "x in synthese.ecartes[:3]",
                p(
                    "ListePuces",
                    "**{{ x.numero }} "
                    "{{ x.intitule | truncate(60, False, ' …') }}** : "
                    "{{ x.motif | truncate([100, 100, 45][serre], False, ' …') }}",
                ),
            ),
            *when(
                "synthese.ecartes|length > 3",
                p(
                    "Note",
                    "Et {{ synthese.ecartes|length - 3 }} autre{% if synthese.ecartes|length > 4 %}s{% endif %}.",
                ),
            ),
        ],
    )


def _warnings() -> list[Any]:
    return when(
        "synthese.avertissements",
        [
            p("Intertitre", "À savoir"),
            *each(
                "x in synthese.avertissements[:2]",
                p("ListePuces", WARNING),
            ),
            *when(
                "synthese.avertissements|length > 2",
                p(
                    "Note",
                    "Et {{ synthese.avertissements|length - 2 }} "
                    "autre{% if synthese.avertissements|length > 3 %}s{% endif %}, "
                    "que la commande « analyser » affiche.",
                ),
            ),
        ],
    )


def _steps() -> list[Any]:
    return [
        *when("synthese.etapes", p("Intertitre", "La suite")),
        *each("x in synthese.etapes", p("Etape", "{{ x }}")),
        *when("synthese.mention", p("Note", "{{ synthese.mention }}")),
    ]
