"""acte.docx: the document to sign, an amendment or, before signature, special conditions."""

from __future__ import annotations

from typing import Any

from .blocks import (
    blank,
    cell,
    clause_body,
    each,
    fill_line,
    flat,
    heading_row,
    p,
    page_number,
    passages,
    row,
    run,
    table,
    tag_row,
    two_sides,
    when,
)
from .package import Page, Template
from .styles import SERIF, adapted

PAGE = Page(top=1588, bottom=1417, header=680)
WIDTH = PAGE.text_width


def by_state(signed: str, unsigned: str) -> str:
    """Words for a signed contract, and for one still to sign."""
    return f"{{% if contrat.signe %}}{signed}{{% else %}}{unsigned}{{% endif %}}"


THE_ACT = by_state("Le présent avenant", "Les présentes conditions particulières")
THIS_ACT = by_state("le présent avenant", "les présentes conditions particulières")
OF_THIS_ACT = by_state("du présent avenant", "des présentes conditions particulières")


def template() -> Template:
    justified = {name: {"align": "both"} for name in ("Corps", "Liste", "Expose", "Partie")}
    return Template(
        title="Acte",
        page=PAGE,
        styles=adapted(justified),
        font=SERIF,
        size=11,
        hyphenate=True,
        body=_body(),
        headers={"default": [_header()]},
        footers={"default": [_footer()]},
    )


def _body() -> list[Any]:
    opening = [_title(), _parties(), _recitals(), _object(), _definitions()]
    closing = [_price(), _calendar(), _precedence(), _rest(), _effect(), _signatures(), _annex()]
    return flat([*opening, _clauses(), *closing])


def _header() -> Any:
    return two_sides(
        WIDTH,
        p("EnTete", "{{ acte.intitule }} – {{ cabinet.nom }} / {{ prestataire.nom }}"),
        p(
            "EnTeteDroite",
            [run("{% if acte.projet %}\u00a0PROJET\u00a0{% endif %}", "Projet")],
            "{% if acte.projet %} du {{ date }}{% endif %}",
        ),
        share=0.7,
    )


def _footer() -> Any:
    return two_sides(WIDTH, p("PiedDePage", "{% if reference %}Réf. {{ reference }}{% endif %}"), page_number())


def _title() -> list[Any]:
    return [
        p("Titre", "{{ acte.intitule }}"),
        p(
            "SousTitre",
            by_state("au contrat", "du contrat") + " « {{ contrat.titre }} »"
            "{% if contrat.reference %}, référence {{ contrat.reference }}{% endif %}"
            "{% if contrat.date and contrat.signe %}, du {{ contrat.date }}{% endif %}",
        ),
    ]


def _parties() -> list[Any]:
    return [
        p("Intertitre", "Entre les soussignés"),
        *_party("cabinet", "Ci-après « **le Cabinet** », d'une part,"),
        *_party("prestataire", "Ci-après « **le Prestataire** », d'autre part,"),
        p("Corps", "Ci-après ensemble « **les Parties** »."),
    ]


def _party(name: str, role: str) -> list[Any]:
    number = (
        f"{{% if {name}.siret %}}, numéro SIRET {{{{ {name}.siret }}}}"
        f"{{% elif {name}.siren %}}, numéro SIREN {{{{ {name}.siren }}}}{{% endif %}}"
    )
    form = f"{{% if {name}.forme and {name}.forme not in {name}.nom %}}, {{{{ {name}.forme }}}}{{% endif %}}"
    address = f"{{% if {name}.adresse %}}, dont l'adresse est {{{{ {name}.adresse | join(', ') }}}}{{% endif %}}"
    speaker = (
        f"{{% if {name}.representant %}}, agissant par {{{{ {name}.representant }}}}"
        f"{{% if {name}.qualite %}}, en qualité de {{{{ {name}.qualite }}}}{{% endif %}}, qui "
        f"déclare avoir tout pouvoir à cet effet"
        "{% endif %}"
    )
    return [
        p("Partie", f"**{{{{ {name}.nom }}}}**{form}{address}{number}{speaker}."),
        *when(f"not {name}.adresse", fill_line("Adresse")),
        *when(f"not {name}.siret and not {name}.siren", fill_line("Forme juridique et numéro SIREN ou SIRET")),
        *when(f"not {name}.representant", fill_line("Agissant par")),
        *when(f"not {name}.qualite", fill_line("En qualité de")),
        p("Role", role),
    ]


def _recitals() -> list[Any]:
    reference = "{% if contrat.reference %}, référence {{ contrat.reference }}{% endif %}"
    day = "{% if contrat.date %}, daté du {{ contrat.date }}{% endif %}"
    return [
        p("Intertitre", "Exposé préalable"),
        p(
            "Expose",
            by_state("Les Parties sont liées par", "Le Prestataire a proposé au Cabinet de conclure")
            + f" le contrat « {{{{ contrat.titre }}}} »{reference}{day} (« **le Contrat** »).",
        ),
        p(
            "Expose",
            "Le Cabinet exerce une activité médicale qui dépend de la disponibilité de son "
            "système informatique et de la protection "
            "des données de ses patients. Il a souhaité que certains engagements du Prestataire soient "
            "précisés ou complétés.",
        ),
        p("Expose", "Les Parties ont négocié à cette fin les stipulations qui suivent, et elles seules."),
        p("Corps", "**Les Parties sont convenues de ce qui suit.**"),
    ]


def _object() -> list[Any]:
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


def _definitions() -> list[Any]:
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


def _clauses() -> list[Any]:
    return each(
        "c in categories",
        *when(
            "c.demandes",
            [
                p("Titre1", "{{ c.titre_article }}"),
                *each(
                    "d in c.demandes",
                    [
                        p("Titre2", "{{ d.titre }}"),
                        *when("d.introduction", p("IntroductionClause", passages("d.introduction"))),
                        *clause_body("d.corps", "CorpsClause", "AnnonceListe", "Liste"),
                    ],
                ),
            ],
        ),
    )


def _price() -> list[Any]:
    return [
        p("Titre1", "Prix"),
        p(
            "CorpsClause",
            f"Les engagements {OF_THIS_ACT} sont compris dans le prix prévu au Contrat, qui "
            f"demeure inchangé, sous réserve des "
            "seuls prix, limites et tarifs que leurs articles mentionnent expressément. Toute autre somme "
            "suppose un devis préalable, "
            "accepté par écrit par le Cabinet.",
        ),
    ]


def _calendar() -> list[Any]:
    widths = [3000, 3572, 2500]
    return when(
        "livrables",
        [
            p("Titre1", "Calendrier et livrables"),
            p("IntroductionClause", "Le Prestataire remet au Cabinet les livrables suivants, aux échéances indiquées."),
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


def _precedence() -> list[Any]:
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
        p("Liste", "toute stipulation du Contrat plus favorable au Cabinet."),
        p(
            "CorpsClause",
            f"La négociation n'a porté que sur les articles {OF_THIS_ACT}. Les autres "
            f"stipulations du Contrat n'en ont pas fait "
            "l'objet.",
        ),
    ]


def _rest() -> list[Any]:
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


def _effect() -> list[Any]:
    takes = by_state("Le présent avenant prend effet", "Les présentes conditions particulières prennent effet")
    lasts = by_state("Il s'applique", "Elles s'appliquent")
    return [
        p("Titre1", "Prise d'effet et durée"),
        *when(
            "acte.prise_d_effet",
            p("CorpsClause", f"{takes} : {{{{ acte.prise_d_effet }}}}."),
            otherwise=[p("CorpsClause", f"{takes} à la date suivante :"), fill_line("Date d'effet")],
        ),
        p(
            "CorpsClause",
            f"{lasts} pendant toute la durée du Contrat, renouvellements et reconductions "
            f"compris. Les engagements qui, par leur "
            "objet, s'exécutent à la fin du Contrat ou après celle-ci demeurent en vigueur jusqu'à leur "
            "complète exécution.",
        ),
    ]


def _signatures() -> list[Any]:
    return [
        p("Intertitre", "Signatures"),
        *when(
            "acte.electronique",
            p(
                "Signature",
                f"Les Parties signent {THIS_ACT} par voie électronique, au moyen d'un procédé "
                f"fiable d'identification, et en "
                "reçoivent chacune un exemplaire sur un support durable. Chaque signataire déclare avoir le "
                "pouvoir d'engager la Partie qu'il représente.",
            ),
            otherwise=[
                p(
                    "Signature",
                    "Fait en {{ acte.originaux }} exemplaires originaux. Chaque signataire déclare "
                    "avoir le pouvoir d'engager la Partie "
                    "qu'il représente.",
                )
            ],
        ),
        _signature_table(),
        *when(
            "acte.projet",
            p(
                "Note",
                "Projet du {{ date }} : ce document n'engage aucune des Parties "
                "avant sa signature par leurs "
                "représentants habilités.",
            ),
        ),
    ]


def _signature_table() -> Any:
    widths = [1361, 2951, 448, 1361, 2951]
    both = ("cabinet", "prestataire")
    return table(
        "TableauSignature",
        widths,
        [
            row(
                *_pair(
                    widths,
                    [
                        cell(sum(widths[:2]), p("SignatureEntete", f"Pour {label} : {{{{ {name}.nom }}}}"), span=2)
                        for name, label in zip(both, ("le Cabinet", "le Prestataire"), strict=True)
                    ],
                ),
                header=True,
            ),
            _signature_row(widths, "Nom", [f"{{{{ {name}.representant }}}}" for name in both]),
            _signature_row(widths, "Qualité", [f"{{{{ {name}.qualite }}}}" for name in both]),
            _signature_row(widths, "Pouvoir", ["", ""]),
            _signature_row(widths, "Lieu", ["", ""]),
            _signature_row(widths, "Date", ["", ""]),
            _signature_row(widths, "Signature", ["", ""], height=1361),
        ],
    )


def _pair(widths: list[int], sides: list[Any]) -> list[Any]:
    return [sides[0], cell(widths[2], p("Signature")), sides[1]]


def _signature_row(widths: list[int], label: str, values: list[str], height: int = 454) -> Any:
    cells = []
    for value, side in zip(values, (0, 3), strict=True):
        cells.append(cell(widths[side], p("SignatureLibelle", label)))
        cells.append(cell(widths[side + 1], p("Signature", value), bottom=True))
    return row(*cells[:2], cell(widths[2], p("Signature")), *cells[2:], height=height)


def _annex() -> list[Any]:
    widths = [3000, 6072]
    return when(
        "annexe",
        [
            p("TitreAnnexe", "Annexe – Description du traitement de données à caractère personnel"),
            p(
                "Corps",
                "La présente annexe décrit le traitement que le Prestataire effectue pour le compte du "
                "Cabinet, au titre de l'article 28 du "
                "règlement (UE) 2016/679 du 27 avril 2016 (RGPD).",
            ),
            table(
                "TableauFilets",
                widths,
                [
                    heading_row(widths, ["Élément", "Description"]),
                    tag_row("for r in annexe", 2, WIDTH),
                    row(
                        cell(widths[0], p("TableauFort", "{{ r.intitule }}")),
                        cell(widths[1], when("r.valeur", p("Tableau", "{{ r.valeur }}"), otherwise=[blank(), blank()])),
                    ),
                    tag_row("endfor", 2, WIDTH),
                ],
            ),
            p("Note", "Les Parties complètent avant la signature les lignes laissées en blanc."),
        ],
    )
