"""acte.docx: the document to sign, an amendment or, before signature, special conditions."""

from __future__ import annotations

from typing import Any

from clausier.office.palette import SERIF

from .act_looks import ANNEX, LINE, PAGE, SIZE, WIDTH, looks
from .act_parties import JOINED, member_signatures, members
from .act_terms import (
    THIS_ACT,
    by_state,
    calendar,
    definitions,
    effect,
    object_,
    precedence,
    price,
    rules,
)
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
from .package import Template


def template() -> Template:
    return Template(
        title="Acte",
        page=PAGE,
        styles=looks(),
        font=SERIF,
        size=SIZE,
        line=LINE,
        hyphenate=True,
        body=_body(),
        headers={"default": [_header()]},
        footers={"default": [_footer()]},
    )


def _body() -> list[Any]:
    opening = [_title(), _parties(), _recitals(), object_(), definitions()]
    closing = [rules(), precedence(), effect(), calendar(), price(), _annex(), _signatures()]
    return flat([*opening, clauses(), *closing])


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
        *_party(
            "cabinet",
            f"Ci-après {{% if {JOINED} %}}ensemble {{% endif %}}« **{{{{ acte.client.le }}}}** », d'une part,",
            members(),
            " and cabinet.signe",
        ),
        *_party("prestataire", "Ci-après « **le Prestataire** », d'autre part,", [], ""),
        p("Corps", "Ci-après ensemble « **les Parties** »."),
    ]


def _party(name: str, role: str, members: list[Any], signing: str) -> list[Any]:
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
        *when(f"not {name}.siret and not {name}.siren{signing}", fill_line("Forme juridique et numéro SIREN ou SIRET")),
        *when(f"not {name}.representant{signing}", fill_line("Agissant par")),
        *when(f"not {name}.qualite{signing}", fill_line("En qualité de")),
        *members,
        p("Role", role),
    ]


def _recitals() -> list[Any]:
    reference = "{% if contrat.reference %}, référence {{ contrat.reference }}{% endif %}"
    day = "{% if contrat.date %}, daté du {{ contrat.date }}{% endif %}"
    return [
        p("Intertitre", "Exposé préalable"),
        p(
            "Expose",
            by_state("Les Parties sont liées par", "Le Prestataire a proposé {{ acte.client.au }} de conclure")
            + f" le contrat « {{{{ contrat.titre }}}} »{reference}{day} (« **le Contrat** »).",
        ),
        p("Expose", "{{ guide.expose }}"),
        p("Corps", "**Les Parties ont négocié à cette fin les stipulations qui suivent, et en sont convenues.**"),
    ]


def clauses() -> list[Any]:
    """The articles, a category each, with their clauses."""
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
                        *clause_body("d.corps", "CorpsClause", "AnnonceListe", "Liste", "ListeNumerotee"),
                    ],
                ),
            ],
        ),
    )


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
        *member_signatures(),
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
    widths = [964, 3636, WIDTH - 9200, 964, 3636]
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
                        for name, label in zip(both, ("{{ acte.client.le }}", "le Prestataire"), strict=True)
                    ],
                ),
                header=True,
            ),
            _signature_row(
                widths,
                "Nom",
                [
                    "{% if cabinet.signe %}{{ cabinet.representant }}{% else %}Chacun de ceux qui suivent{% endif %}",
                    "{{ prestataire.representant }}",
                ],
            ),
            _signature_row(widths, "Qualité", [f"{{{{ {name}.qualite }}}}" for name in both]),
            _signature_row(widths, "Pouvoir", ["", ""]),
            _signature_row(widths, "Lieu", ["", ""]),
            _signature_row(widths, "Date", ["", ""]),
            _signature_row(widths, "Signature", ["", ""], height=1077),
        ],
    )


def _pair(widths: list[int], sides: list[Any]) -> list[Any]:
    return [sides[0], cell(widths[2], p("Signature")), sides[1]]


def _signature_row(widths: list[int], label: str, values: list[str], height: int = 340) -> Any:
    cells = []
    for value, side in zip(values, (0, 3), strict=True):
        cells.append(cell(widths[side], p("SignatureLibelle", label)))
        cells.append(cell(widths[side + 1], p("Signature", value), bottom=True))
    return row(*cells[:2], cell(widths[2], p("Signature")), *cells[2:], height=height)


def _annex() -> list[Any]:
    return when(
        "annexe",
        [
            p("TitreAnnexe", "Annexe – Description du traitement de données à caractère personnel"),
            p(
                "CorpsSolidaire",
                "Traitement effectué pour le compte {{ acte.client.du }} "
                "(article 28 du règlement (UE) 2016/679, RGPD).",
            ),
            table(
                "TableauFilets",
                ANNEX,
                [
                    heading_row(ANNEX, ["Élément", "Description"]),
                    tag_row("for r in annexe", 2, WIDTH),
                    row(
                        cell(ANNEX[0], p("TableauFort", "{{ r.intitule }}")),
                        cell(ANNEX[1], when("r.valeur", p("Tableau", "{{ r.valeur }}"), otherwise=[blank()])),
                    ),
                    tag_row("endfor", 2, WIDTH),
                ],
            ),
            p(
                "Note",
                "{% if acte.projet %}Les Parties complètent avant la signature les lignes laissées en blanc."
                "{% else %}Annexe arrêtée à la date de signature.{% endif %}",
            ),
        ],
    )
