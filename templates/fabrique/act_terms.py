"""acte.docx: the articles that stand around the clauses, and the words that follow the contract's state."""

from __future__ import annotations

from typing import Any

from .act_looks import WIDTH
from .blocks import cell, each, fill_line, heading_row, p, passages, row, table, tag_row, when


def by_state(signed: str, unsigned: str) -> str:
    """Words for a signed contract, and for one still to sign."""
    return f"{{% if contrat.signe %}}{signed}{{% else %}}{unsigned}{{% endif %}}"


THIS_ACT = by_state("le présent avenant", "les présentes conditions particulières")
OF_THIS_ACT = by_state("du présent avenant", "des présentes conditions particulières")


def object_() -> list[Any]:
    return [
        p("Titre1", "Objet"),
        *when(
            "contrat.signe",
            p(
                "CorpsClause",
                "Le présent avenant complète et précise le Contrat. Il en modifie les seules "
                "stipulations que ses articles "
                "désignent, et forme avec lui un ensemble contractuel unique.",
            ),
            otherwise=[
                p(
                    "CorpsClause",
                    "Les présentes conditions particulières complètent et précisent le Contrat "
                    "proposé par le Prestataire. Elles en font "
                    "partie intégrante dès sa conclusion et forment avec lui un ensemble contractuel unique. "
                    "Elles n'obligent aucune des "
                    "Parties tant que le Contrat et elles-mêmes n'ont pas été signés par leurs représentants "
                    "habilités.",
                )
            ],
        ),
    ]


def definitions() -> list[Any]:
    return when(
        "definitions",
        [
            p("Titre1", "Définitions"),
            p(
                "CorpsClause",
                f"Dans {THIS_ACT}, les termes suivants, au singulier comme au pluriel, ont le "
                f"sens indiqué ci-dessous. Les autres "
                "termes ont le sens que leur donne le Contrat.",
            ),
            *each("t in definitions", p("CorpsClause", "« **{{ t.terme }}** » ", passages("t.passages"))),
        ],
    )


def rules() -> list[Any]:
    return when(
        "regles",
        [
            p("Titre1", "Règles communes"),
            *each("r in regles", p("CorpsClause", passages("r.passages"))),
        ],
    )


def price() -> list[Any]:
    return [
        p("Titre1", "Prix"),
        p(
            "CorpsClause",
            f"Les engagements {OF_THIS_ACT} sont compris dans le prix prévu au Contrat, qui "
            f"demeure inchangé, sous réserve des "
            "seuls prix, limites et tarifs que leurs articles mentionnent expressément. Toute autre somme "
            "suppose un devis préalable, "
            "accepté par écrit par {{ acte.client.le }}.",
        ),
    ]


def calendar() -> list[Any]:
    widths = [3000, 3572, 2500]
    return when(
        "livrables",
        [
            p("Titre1", "Calendrier et livrables"),
            p(
                "IntroductionClause",
                "Le Prestataire remet {{ acte.client.au }} les livrables suivants, aux échéances indiquées.",
            ),
            table(
                "TableauFilets",
                widths,
                [
                    heading_row(widths, ["Clause", "Livrable", "Échéance"]),
                    tag_row("for l in livrables", 3, WIDTH),
                    row(
                        cell(widths[0], p("Tableau", "{{ l.clause }}")),
                        cell(widths[1], p("Tableau", "{{ l.intitule }}")),
                        cell(widths[2], p("Tableau", "{{ l.echeance }}")),
                    ),
                    tag_row("endfor", 3, WIDTH),
                ],
            ),
        ],
    )


def precedence() -> list[Any]:
    return [
        p("Titre1", "Hiérarchie des documents contractuels"),
        p(
            "CorpsClause",
            by_state("Le présent avenant prévaut", "Les présentes conditions particulières prévalent")
            + " sur le Contrat, ses annexes et les conditions générales du Prestataire, y compris leurs "
            "versions ultérieures, quels que "
            "soient leur support et le mode de leur acceptation. Seul un écrit signé par les deux Parties "
            "peut y déroger.",
        ),
        p("AnnonceListe", "Cette règle est sans effet sur :"),
        p("Liste", "les dispositions légales et réglementaires impératives ;"),
        p(
            "Liste",
            "les stipulations relatives à la protection des données à caractère personnel et les "
            "mentions que la réglementation impose dans "
            "le Contrat en raison de la nature des données ou de leur hébergement, qui continuent de "
            "s'appliquer ; en cas de divergence, la stipulation la "
            "plus protectrice des personnes concernées est retenue ;",
        ),
        p("Liste", "toute stipulation du Contrat plus favorable {{ acte.client.au }}."),
        p(
            "CorpsClause",
            f"La négociation n'a porté que sur les articles {OF_THIS_ACT}. Les autres "
            f"stipulations du Contrat n'en ont pas fait "
            "l'objet.",
        ),
        *when("reserve.acte", p("CorpsClause", "{{ reserve.acte }}")),
    ]


def rest() -> list[Any]:
    return when(
        "contrat.signe",
        [
            p("Titre1", "Maintien du Contrat"),
            p(
                "CorpsClause",
                "Toutes les stipulations du Contrat que le présent avenant ne modifie pas "
                "demeurent inchangées et continuent de "
                "s'appliquer. Le présent avenant n'emporte pas novation.",
            ),
        ],
    )


def effect() -> list[Any]:
    takes = by_state("Le présent avenant prend effet", "Les présentes conditions particulières prennent effet")
    lasts = by_state("Il s'applique", "Elles s'appliquent")
    return [
        p("Titre1", "Prise d'effet et durée"),
        *when(
            "acte.prise_d_effet",
            p(
                "CorpsClause",
                f"{takes} {{{{ acte.prise_d_effet }}}}, ou à la date de la dernière signature si elle est postérieure.",
            ),
            otherwise=[p("CorpsClause", f"{takes} à la date suivante :"), fill_line("Date d'effet")],
        ),
        p(
            "CorpsSolidaire",
            f"{lasts} pendant toute la durée du Contrat, renouvellements et reconductions "
            f"compris. Les engagements qui, par leur "
            "objet, s'exécutent à la fin du Contrat ou après celle-ci demeurent en vigueur jusqu'à leur "
            "complète exécution.",
        ),
    ]
