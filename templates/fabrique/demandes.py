"""demandes.docx: the request table, the points to confirm and the proofs to hand over."""

from __future__ import annotations

from typing import Any

from clausier.office.palette import SANS, TINT

from .blocks import (
    cell,
    each,
    flat,
    heading_row,
    p,
    page_number,
    passages,
    row,
    table,
    tag_row,
    two_sides,
    when,
)
from .package import Page, Template
from .styles import adapted

PAGE = Page(top=964, right=624, bottom=794, left=624, header=454, footer=340, landscape=True)
WIDTH = PAGE.text_width
REQUESTS = [680, 4762, 6180, 3968]
QUESTIONS = [680, 3402, 6236, 5272]
SOURCES = (
    "Sources ({{ g.grouper }}) : {% for s in g.list %}{{ s.abrege }}{% if not loop.last %} ; {% endif %}{% endfor %}."
)
CLOSING = (
    "Ce document accompagne la négociation : aucune de ses mentions ne vaut offre ni acceptation, et seul "
    "un acte signé par les personnes "
    "habilitées de chaque partie les engage."
)
PROOFS = [680, 3402, 6236, 5272]


def template() -> Template:
    return Template(
        title="Demandes",
        page=PAGE,
        styles=adapted(COMPACT),
        font=SANS,
        size=9,
        line=259,
        body=flat([_top(), _requests(), _questions(), _proofs(), p("Note", CLOSING)]),
        headers={"default": [_header()]},
        footers={"default": [_footer()]},
    )


COMPACT: dict[str, dict[str, Any]] = {
    "Titre": {"size": 16, "before": 0, "after": 60},
    "SousTitre": {"size": 10, "after": 160},
    "Intertitre": {"size": 12, "before": 320, "after": 120},
    "TableauNote": {"size": 9},
    "Tableau": {"before": 10, "after": 30, "line": 240},
    "Bandeau": {"size": 9, "after": 100},
    "TableauEntete": {"size": 8.5, "before": 20},
}


def _header() -> Any:
    return two_sides(
        WIDTH,
        p(
            "EnTete",
            "{{ cabinet.nom }} / {{ prestataire.nom }} – demandes sur le contrat « {{ contrat.titre }} »",
        ),
        p("EnTeteDroite", "Document de négociation, sans valeur contractuelle"),
    )


def _footer() -> Any:
    return two_sides(
        WIDTH,
        p("PiedDePage", "{% if reference %}Réf. {{ reference }} – {% endif %}{{ date }}"),
        page_number(),
    )


def _top() -> list[Any]:
    return [
        p("Bandeau", "Document de négociation, sans valeur contractuelle"),
        p("Titre", "{% if categories %}Tableau des demandes{% else %}Points à confirmer{% endif %}"),
        p(
            "SousTitre",
            "{{ cabinet.nom }} – {{ prestataire.nom }} – contrat « {{ contrat.titre }} »"
            "{% if contrat.reference %}, référence {{ contrat.reference }}{% endif %}",
        ),
        p(
            "Corps",
            "{% if categories %}La référence d'une demande est le numéro du point dans le guide de "
            "conformité. Son texte est celui de la clause indiquée, dans le projet joint ; la réponse se donne "
            "dans le formulaire ou le tableau de suivi. {% endif %}Réponse attendue **au plus tard le "
            "{{ date_reponse }}**.",
        ),
    ]


def _requests() -> list[Any]:
    titles = ["Réf.", "Point et rédaction actuelle", "Demande et motif", "Texte demandé et sources"]
    return when(
        "categories",
        table(
            "TableauFilets",
            REQUESTS,
            [
                heading_row(REQUESTS, titles),
                tag_row("for c in categories", 4, WIDTH),
                row(cell(WIDTH, p("TableauRubrique", "{{ c.numero }}. {{ c.intitule }}"), span=4, shade=TINT)),
                tag_row("for d in c.demandes", 4, WIDTH),
                row(*_request_cells()),
                tag_row("endfor", 4, WIDTH),
                tag_row("endfor", 4, WIDTH),
            ],
        ),
    )


def _request_cells() -> list[Any]:
    current = [
        p("TableauFort", "{{ d.intitule }}"),
        p("TableauNote", "{{ d.verdict }}{% if d.article %} – {{ d.article }}{% endif %}"),
        *when("d.redaction_actuelle", p("Tableau", passages("d.redaction_actuelle"))),
    ]
    reason = when(
        "d.justification",
        p("Tableau", passages("d.justification")),
        otherwise=[p("Tableau", passages("d.argument"))],
    )
    where = [
        p(
            "Tableau",
            "{% if d.porteur.id %}Article « {{ d.porteur.titre_article }} », clause « {{ d.porteur.titre }} », partie "
            "« {{ d.titre }} ».{% else %}Article « {{ c.titre_article }} », clause « {{ d.titre }} ».{% endif %}",
        ),
        *each("g in d.sources|groupby('force')", p("TableauNote", SOURCES)),
    ]
    contents = [p("TableauFort", "{{ d.numero }}"), current, reason, where]
    return [cell(width, content) for width, content in zip(REQUESTS, contents, strict=True)]


def _list_table(name: str, title: str, widths: list[int], heads: list[str], cells: list[str]) -> list[Any]:
    return when(
        name,
        [
            p("Intertitre", title),
            table(
                "TableauFilets",
                widths,
                [
                    heading_row(widths, heads),
                    tag_row(f"for x in {name}", 4, WIDTH),
                    row(
                        cell(widths[0], p("TableauFort", "{{ x.numero }}")),
                        *(cell(width, p("Tableau", content)) for width, content in zip(widths[1:], cells, strict=True)),
                        height=680,
                    ),
                    tag_row("endfor", 4, WIDTH),
                ],
            ),
        ],
    )


def _questions() -> list[Any]:
    return _list_table(
        "questions",
        "Points à confirmer",
        QUESTIONS,
        ["Réf.", "Point", "Question", "Réponse du prestataire"],
        ["{{ x.intitule }}", "{{ x.question }}", ""],
    )


def _proofs() -> list[Any]:
    return _list_table(
        "preuves",
        "Justificatifs à remettre",
        PROOFS,
        ["Réf.", "Point", "Justificatif attendu", "Réponse du prestataire et date de remise"],
        ["{{ x.intitule }}", "{{ x.attendu }}", ""],
    )
