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
                "Le présent avenant complète et modifie le Contrat sur le seul objet de ses articles, et forme avec "
                "lui un ensemble contractuel unique. Le reste du Contrat demeure inchangé ; le présent avenant "
                "n'emporte pas novation.",
            ),
            otherwise=[
                p(
                    "CorpsClause",
                    "Les présentes conditions particulières complètent et modifient le Contrat proposé, dont elles "
                    "font partie dès sa conclusion. Elles n'obligent aucune des Parties tant que le Contrat et "
                    "elles-mêmes n'ont pas été signés par leurs représentants habilités.",
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
                "AnnonceDefinitions",
                "Ces termes, au singulier comme au pluriel, ont le sens suivant ; les autres, celui que leur donne "
                "le Contrat.",
            ),
            *each("t in definitions", p("Definition", "« **{{ t.terme }}** » ", passages("t.passages"))),
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


def precedence() -> list[Any]:
    return [
        p("Titre1", "Portée"),
        p(
            "CorpsClause",
            by_state("Le présent avenant prévaut", "Les présentes conditions particulières prévalent")
            + " sur les stipulations du Contrat, de ses annexes et des conditions générales du Prestataire, même "
            "ultérieures et quel que soit le mode de leur acceptation, que "
            + by_state("ses", "leurs")
            + " articles désignent ou qui ont le même objet. "
            + by_state("Remplacées ou complétées, ces", "Ces")
            + " stipulations cessent de s'appliquer en ce qu'elles ont de contraire et demeurent en ce qu'elles ont de "
            "plus favorable {{ acte.client.au }}. Seul un écrit signé des deux Parties peut y déroger.",
        ),
        p(
            "CorpsClause",
            "Les dispositions légales et réglementaires impératives ne sont pas affectées. Entre deux stipulations "
            "relatives à la protection des données à caractère personnel, la plus protectrice des personnes concernées "
            "l'emporte. Les mentions que la réglementation impose au Contrat en raison de la nature des données ou de "
            "leur hébergement demeurent, "
            f"sur ce que les articles {OF_THIS_ACT} ne règlent pas.",
        ),
        p(
            "CorpsClause",
            f"La négociation n'a porté que sur les articles {OF_THIS_ACT} ; les autres stipulations du Contrat n'en "
            "ont pas fait l'objet.{% if reserve.acte %} {{ reserve.acte }}{% endif %}",
        ),
    ]


def effect() -> list[Any]:
    takes = by_state("Le présent avenant prend effet", "Les présentes conditions particulières prennent effet")
    lasts = by_state("Il s'applique", "Elles s'appliquent")
    during = (
        f"{lasts} pendant toute la durée du Contrat, renouvellements et reconductions compris ; les engagements qui, "
        "par leur objet, s'exécutent à la fin du Contrat ou après elle demeurent jusqu'à leur complète exécution."
    )
    return [
        p("Titre1", "Prise d'effet et durée"),
        *when(
            "acte.prise_d_effet",
            p(
                "CorpsClause",
                f"{takes} {{{{ acte.prise_d_effet }}}}, ou à la date de la dernière signature si elle est postérieure. "
                f"{during}",
            ),
            otherwise=[
                p(
                    "CorpsSolidaire",
                    f"{takes} à la date de la dernière signature ou, si elle est postérieure, à la suivante :",
                ),
                fill_line("Date d'effet"),
                p("CorpsClause", during),
            ],
        ),
    ]


def calendar() -> list[Any]:
    """What is handed over, by due date: most of it falls due on two or three."""
    widths = [4100, WIDTH - 4100]
    return when(
        "echeances",
        [
            p("Titre1", "Calendrier des livrables"),
            table(
                "TableauFilets",
                widths,
                [
                    heading_row(widths, ["Échéance", "Ce que le Prestataire remet {{ acte.client.au }}"]),
                    tag_row("for e in echeances", 2, WIDTH),
                    row(
                        cell(widths[0], p("Tableau", "{{ e.echeance }}")),
                        cell(widths[1], each("l in e.livrables", p("Livrable", "{{ l.intitule }}"))),
                    ),
                    tag_row("endfor", 2, WIDTH),
                ],
            ),
        ],
    )


def price() -> list[Any]:
    """Who pays: what the clauses add up to, and the table of it."""
    widths = [1900, WIDTH - 1900]
    listed = (
        "{% for c in r.clauses %}{{ c.titre }}{% if c.limite %} ({{ c.limite }}){% endif %}"
        "{% if not loop.last %} ; {% else %}.{% endif %}{% endfor %}"
    )
    return [
        p("Titre1", "Prix"),
        p(
            "CorpsClause",
            f"Le prix du Contrat, inchangé, comprend ce que les articles {OF_THIS_ACT} disent compris, dans leurs "
            "limites. Le reste suit un tarif annexé avant la signature, ou accepté depuis par écrit, ou un devis que "
            "{{ acte.client.le }} accepte par écrit avant tout travail ; rien d'autre n'est facturé à ce titre."
            "{% if prix %} Le tableau résume ces articles, qui prévalent sur lui."
            "{% endif %}",
        ),
        *when(
            "prix",
            table(
                "TableauFilets",
                widths,
                [
                    heading_row(widths, ["Qui paie", "Clauses"]),
                    tag_row("for r in prix", 2, WIDTH),
                    row(
                        cell(widths[0], p("TableauFort", "{{ r.titre }}")),
                        cell(widths[1], p("Tableau", listed)),
                    ),
                    tag_row("endfor", 2, WIDTH),
                ],
            ),
        ),
    ]
