"""lettre.docx: the letter to the provider."""

from __future__ import annotations

from typing import Any

from clausier.office.palette import SERIF

from .blocks import cell, each, p, page_number, passages, row, table, two_sides, when
from .package import Page, Template
from .styles import adapted

PAGE = Page(top=1134, bottom=1247, header=567, footer=567)
# A DL window, for a sheet that slides in its envelope: 105 to 190 mm from the left, 47 to 79 mm from the top.
ADDRESS = (4535, 4537)
# A page and a half at most: what is asked first goes on from one page to the next.
COMPACT: dict[str, dict[str, Any]] = {"Priorite": {"keep_lines": False}, "SignataireNom": {"before": 480}}
TO_WINDOW_END = 3288
FOR_ANOTHER = "redacteur.voix != 'cabinet'"
FOR_WHOM = f"{{% if {FOR_ANOTHER} %}}{{{{ cabinet.nom }}}} – {{% endif %}}"
# The name of the practice is a subject or stands after a comma: « de », « à » and « le » cannot meet it.
WHO = (
    "{% if redacteur.voix == 'conseil' %}Nous vous écrivons pour notre client, {{ cabinet.nom }},{% else %}"
    "{{ cabinet.nom }} nous a donné mandat de vous écrire ({{ redacteur.mandat }}){% endif %}"
)
THEIR_OWN = (
    "{% if redacteur.voix == 'conseil' %} Vous pouvez, si vous le souhaitez, nous répondre par l'intermédiaire de "
    "votre propre conseil.{% endif %}"
)
TO_WRITER = (
    f"{{% if {FOR_ANOTHER} and (redacteur.adresse or redacteur.coordonnees) %}}, aux coordonnées portées en tête de "
    "cette lettre,{% endif %}"
)
CONTRACT = "{{ contrat.nom }}{% if contrat.date %} du {{ contrat.date }}{% endif %}"
ACT_LOWER = "{% if contrat.signe %}avenant n° {{ acte.numero }}{% else %}conditions particulières{% endif %}"


def either(count: str, one: str, many: str) -> str:
    """« one » or « many », by the count."""
    return f"{{% if {count} > 1 %}}{many}{{% else %}}{one}{{% endif %}}"


TALLY = (
    "{% if compte.conformes %}{{ compte.conformes }} "
    + either("compte.conformes", "nous paraît, à ce stade, couvert", "nous paraissent, à ce stade, couverts")
    + "{% endif %}{% if compte.conformes and compte.ecarts %}{% if compte.a_verifier %}, {% else %} et "
    "{% endif %}{% endif %}"
    "{% if compte.ecarts %}{{ compte.ecarts }} "
    + either("compte.ecarts", "appelle un complément", "appellent un complément")
    + "{% endif %}{% if compte.a_verifier %}{% if compte.conformes or compte.ecarts %} et "
    "{% endif %}{{ compte.a_verifier }} "
    + either("compte.a_verifier", "reste à confirmer avec vous", "restent à confirmer avec vous")
    + "{% endif %}"
)


def template() -> Template:
    return letter("Lettre", [*_top(), *_opening(), *when("compte.ecarts", *_requests(), otherwise=_thanks())])


def letter(title: str, body: list[Any]) -> Template:
    """A letter to the provider: what stands above the closing is its body."""
    return Template(
        title=title,
        page=PAGE,
        styles=adapted(COMPACT),
        font=SERIF,
        size=11,
        line=264,
        body=[*body, *closing()],
        headers={"default": reminder()},
        footers={"first": [footer()], "default": [footer()]},
    )


def letterhead() -> list[Any]:
    """Who writes: the practice, or who does it for the practice."""
    return [
        p("EnTeteCabinet", "{{ redacteur.nom }}"),
        *when("redacteur.forme and redacteur.forme not in redacteur.nom", p("Coordonnees", "{{ redacteur.forme }}")),
        *when(
            f"{FOR_ANOTHER} and redacteur.qualite and not redacteur.representant",
            p("Coordonnees", "{{ redacteur.qualite }}"),
        ),
        *each("ligne in redacteur.adresse", p("Coordonnees", "{{ ligne }}")),
        *when("redacteur.coordonnees", p("Coordonnees", "{{ redacteur.coordonnees }}")),
        *when(
            "redacteur.siret or redacteur.siren",
            p(
                "Coordonnees",
                "{% if redacteur.siret %}SIRET {{ redacteur.siret }}{% else %}SIREN {{ redacteur.siren }}{% endif %}",
            ),
        ),
    ]


def reminder() -> list[Any]:
    return [
        two_sides(
            PAGE.text_width,
            p("EnTete", "{{ redacteur.nom }} – courrier à {{ prestataire.nom }}"),
            p("EnTeteDroite", "{{ date }}"),
        )
    ]


def footer() -> Any:
    return two_sides(
        PAGE.text_width, p("PiedDePage", "{% if reference %}Réf. {{ reference }}{% endif %}"), page_number()
    )


def heading() -> list[Any]:
    """Sender, addressee, place, date and way of sending."""
    return [
        table(
            "TableauNormal",
            ADDRESS,
            [
                row(cell(ADDRESS[0], letterhead()), cell(ADDRESS[1], addressee()), height=TO_WINDOW_END),
            ],
            heading=False,
        ),
        p("LieuDate", "{% if lieu %}{{ lieu }}, le {{ date }}{% else %}Le {{ date }}{% endif %}"),
        *when("mode_envoi", p("ModeEnvoi", "{{ mode_envoi }}")),
    ]


def references() -> list[Any]:
    return [
        *when(
            "contrat.reference",
            p(
                "Reference",
                "**Vos références :** {{ contrat.reference }}{% if contrat.date %} du {{ contrat.date }}{% endif %}",
            ),
        ),
        *when("reference", p("Reference", "**Nos références :** {{ reference }}")),
    ]


def _top() -> list[Any]:
    return [
        *heading(),
        p(
            "Reference",
            "**Objet :** " + FOR_WHOM + "{% if not contrat.signe %}projet de {% endif %}{{ contrat.nom }}"
            "{% if compte.ecarts %} – compléments proposés{% else %} – suite de notre examen{% endif %}",
        ),
        *references(),
        *when(
            "compte.ecarts",
            p(
                "Reference",
                f"**Pièces jointes :** projet "
                f"{{% if contrat.signe %}}d'{{% else %}}de "
                f"{{% endif %}}{ACT_LOWER} ; demandes ; tableau de suivi ; formulaire de réponse"
                "{% if reserve.jointe %} ; clauses réservées, pour information{% endif %}",
            ),
            otherwise=when(
                "questions",
                p("Reference", "**Pièces jointes :** liste des points à confirmer ; formulaire de réponse"),
                otherwise=when("preuves", p("Reference", "**Pièce jointe :** liste des points à confirmer")),
            ),
        ),
        p("Appel", "Madame, Monsieur,"),
    ]


def addressee() -> list[Any]:
    return [
        p("DestinataireNom", "{{ prestataire.nom }}"),
        *when(
            "prestataire.representant",
            p(
                "Destinataire",
                "À l'attention de {{ prestataire.representant }}{% if prestataire.qualite %}, "
                "{{ prestataire.qualite }}{% endif %}",
            ),
        ),
        *each("ligne in prestataire.adresse", p("Destinataire", "{{ ligne }}")),
    ]


def _opening() -> list[Any]:
    points = either(
        "compte.applicables", "Sur le point qui concerne", "Sur les {{ compte.applicables }} points qui concernent"
    )
    return [
        *when(
            "contrat.signe",
            p(
                "Corps",
                f"{{% if {FOR_ANOTHER} %}}{WHO} au sujet du {CONTRACT}.{{% else %}}Nous sommes liés par le {CONTRACT}."
                "{% endif %} {{ guide.relecture }}",
            ),
            otherwise=[
                p(
                    "Corps",
                    f"{{% if {FOR_ANOTHER} %}}{WHO} au sujet du projet de {CONTRACT}, que vous lui avez adressé et que "
                    "nous avons examiné avec attention."
                    f"{{% else %}}Nous avons examiné avec attention le projet de {CONTRACT} que vous nous avez "
                    "adressé, et nous vous en remercions.{% endif %} {{ guide.relecture }}",
                )
            ],
        ),
        *when("cabinet.lettre", p("Corps", "{{ cabinet.lettre }}")),
        *when(
            "compte.applicables",
            p(
                "Corps",
                f"{points} vos prestations, {TALLY}."
                " {% if compte.ecarts %}Notre démarche est constructive : elle vise à préciser dès maintenant "
                "ce que chacun peut attendre de l'autre.{% endif %}",
            ),
        ),
    ]


def _requests() -> list[Any]:
    return [
        p(
            "Corps",
            "Sauf erreur de notre part, nous n'avons pas identifié, dans le "
            "{% if not contrat.signe %}projet de "
            "{% endif %}contrat, de stipulation suffisante sur "
            + either(
                "priorites|length",
                "le point suivant, que nous tenons pour prioritaire :",
                "les points suivants, que nous tenons pour prioritaires :",
            ),
        ),
        *each(
            "d in priorites",
            p(
                "Priorite",
                "**{{ d.titre }}**{% if d.article %} //({{ d.article }})//{% endif %}. ",
                passages("d.argument"),
            ),
        ),
        p(
            "Corps",
            "L'ensemble des demandes, leur justification et la rédaction proposée figurent dans "
            "les documents joints"
            "{% if questions or preuves %}, avec les points à confirmer et les justificatifs "
            "attendus{% endif %}. "
            f"Nous vous remercions de nous faire parvenir vos observations, ou le formulaire complété{TO_WRITER} "
            "**au plus tard le {{ date_reponse }}**, et restons à votre disposition pour en parler." + THEIR_OWN,
        ),
        *reserve(),
        *when(
            "contrat.signe and demandes|selectattr('legal')|list",
            p(
                "Corps",
                "Certains de ces compléments relèvent d'une mise en conformité du contrat, à conduire ensemble.",
            ),
        ),
        p(
            "CorpsSolidaire",
            "La présente lettre et ses pièces jointes sont des documents de travail : "
            "elles ne constituent ni une offre ni une "
            "acceptation. Ni le silence de l'une des parties, ni la poursuite des échanges ou de l'exécution des "
            "prestations ne valent accord. "
            "Seule la version définitive, signée par les personnes habilitées de chaque "
            "partie, les engagera."
            "{% if not contrat.signe %} À ce stade, aucun engagement de conclure le contrat n'est pris.{% endif %}",
        ),
    ]


def reserve() -> list[Any]:
    """What is kept for a second time, where something is."""
    return when(
        "reserve.lettre",
        p(
            "Corps",
            "{{ reserve.lettre }}{% if reserve.jointe %} Les clauses correspondantes sont jointes, pour information."
            "{% endif %}",
        ),
    )


def _thanks() -> list[Any]:
    return [
        *when(
            "compte.conformes",
            p(
                "Corps",
                "{% if compte.a_verifier %}Sur les seuls points que nous avons pu examiner à ce stade, nous n'avons "
                "pas de complément à vous demander et vous en remercions.{% else %}Nous n'avons aucun complément "
                "à vous demander et vous remercions de la clarté de vos engagements.{% endif %}",
            ),
            otherwise=[p("Corps", "Nous n'avons pas encore réuni les éléments nécessaires pour apprécier ces points.")],
        ),
        *when(
            "questions",
            [
                p(
                    "Corps",
                    either(
                        "questions|length",
                        "Il nous reste un point à confirmer avec vous :",
                        "Il nous reste quelques points à confirmer avec vous :",
                    ),
                ),
                *each("q in questions[:8]", p("Priorite", "**{{ q.intitule }}**. {{ q.question }}")),
                *when("questions|length > 8", p("Corps", "La liste complète est jointe à la présente lettre.")),
                p(
                    "Corps",
                    f"Nous vous remercions de bien vouloir nous répondre, par le formulaire joint{TO_WRITER} "
                    "**au plus tard le {{ date_reponse }}**.",
                ),
            ],
        ),
        *when(
            "preuves",
            p(
                "Corps",
                "Vous trouverez en pièce jointe la liste des justificatifs que nous vous prions de nous remettre.",
            ),
        ),
        *when(
            "not contrat.signe",
            p(
                "CorpsSolidaire",
                "La présente lettre est un document de travail : elle ne constitue ni une "
                "offre ni une acceptation et ne comporte "
                "aucun engagement de conclure le contrat. Ni le silence de l'une des parties, ni la poursuite des "
                "échanges ne valent accord ; "
                "seule la version définitive du contrat, signée par les personnes habilitées de chaque "
                "partie, les engagera.",
            ),
            otherwise=[
                p(
                    "CorpsSolidaire",
                    "La présente lettre est un document de travail : elle ne constitue ni une "
                    "offre ni une acceptation et ne modifie pas "
                    "le contrat. Ni le silence de l'une des parties, ni la poursuite de son exécution ne valent accord "
                    "; seul un acte signé par "
                    "les personnes habilitées de chaque partie pourrait le modifier.",
                )
            ],
        ),
    ]


def closing() -> list[Any]:
    return [
        p("Politesse", "Nous vous prions d'agréer, Madame, Monsieur, l'expression de nos salutations distinguées."),
        p("SignataireNom", "{{ redacteur.representant or redacteur.nom }}"),
        *when("redacteur.qualite", p("Signataire", "{{ redacteur.qualite }}")),
        *when("redacteur.representant", p("Signataire", "{{ redacteur.nom }}")),
        *when(
            FOR_ANOTHER,
            p(
                "Signataire",
                "{% if redacteur.voix == 'conseil' %}pour notre client, {{ cabinet.nom }}{% else %}"
                "sur mandat : {{ cabinet.nom }}{% endif %}",
            ),
        ),
    ]
