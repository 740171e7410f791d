"""relance.docx: the letters that follow the first one: a reminder, a round, a last request."""

from __future__ import annotations

from typing import Any

from .blocks import each, p, when
from .lettre import (
    ACT_LOWER,
    FOR_ANOTHER,
    FOR_WHOM,
    THEIR_OWN,
    TO_WRITER,
    WHO,
    either,
    heading,
    letter,
    references,
    reserve,
)
from .package import Template

REMINDER = "relance.motif == 'rappel' or not relance.date_retour"
EXCHANGE = "{% if d.repondu %} – {{ d.repondu }}{% endif %} ; {{ d.suite }}."
# The practice may have written before its counsel or its union did.
OF_OUR = f"{{% if {FOR_ANOTHER} %}}du {{% else %}}de notre {{% endif %}}"
TO_OUR = f"{{% if {FOR_ANOTHER} %}}au {{% else %}}à notre {{% endif %}}"
ABOUT = " au sujet du {% if not contrat.signe %}projet de {% endif %}{{ contrat.nom }}."
LAST = "relance.motif == 'derniere_demande'"


def template() -> Template:
    return letter(
        "Relance",
        [
            *_top(),
            *when(FOR_ANOTHER, p("Corps", f"{WHO}{ABOUT}")),
            *when(REMINDER, *_reminder(), otherwise=_round()),
            *_end(),
        ],
    )


def _top() -> list[Any]:
    return [
        *heading(),
        p(
            "Reference",
            "**Objet :** " + FOR_WHOM + "{% if not contrat.signe %}projet de {% endif %}{{ contrat.nom }} – "
            "{% if relance.motif == 'rappel' %}rappel " + OF_OUR + "courrier du {{ relance.date_envoi }}"
            "{% elif relance.motif == 'derniere_demande' %}dernière demande{% else %}suite de votre réponse{% endif %}",
        ),
        *references(),
        *when(
            "relance.date_retour and demandes",
            p(
                "Reference",
                "**Pièces jointes :** projet {% if contrat.signe %}d'{% else %}de {% endif %}"
                f"{ACT_LOWER} ; demandes ; tableau de suivi ; formulaire de réponse",
            ),
            otherwise=when("demandes", p("Reference", "**Pièce jointe :** formulaire de réponse")),
        ),
        p("Appel", "Madame, Monsieur,"),
    ]


def _reminder() -> list[Any]:
    return [
        p(
            "Corps",
            f"Le {{{{ relance.date_envoi }}}}, {{% if {FOR_ANOTHER} %}}des observations vous ont été adressées sur ce "
            "{% if not contrat.signe %}projet de {% endif %}contrat{% else %}nous vous avons adressé nos observations "
            "sur le {% if not contrat.signe %}projet de {% endif %}{{ contrat.nom }}{% endif %}, avec une rédaction "
            "proposée sur "
            + either("demandes|length", "un point", "{{ demandes|length }} points")
            + ". Sauf erreur de notre part, nous n'avons pas encore reçu votre réponse.",
        ),
        *when(
            LAST,
            p(
                "Corps",
                "Un rappel vous a déjà été adressé : nous renouvelons une dernière fois cette demande. Nous restons "
                "à votre disposition pour convenir d'un échange.",
            ),
            otherwise=[
                p(
                    "Corps",
                    "Nous restons attachés à une rédaction convenue ensemble, et à votre disposition pour en parler.",
                )
            ],
        ),
        *_given_up(),
        *_priorities("Les points que nous tenons pour prioritaires restent les suivants :", "priorites"),
    ]


def _priorities(sentence: str, name: str) -> list[Any]:
    return when(
        name,
        p("Corps", sentence),
        *each(f"d in {name}", p("ListePuces", "**{{ d.numero }} – {{ d.titre }}**")),
    )


def _round() -> list[Any]:
    return [
        p(
            "Corps",
            "Nous vous remercions de {{ relance.reponse }} " + TO_OUR + "courrier du {{ relance.date_envoi }}. Nous en "
            "avons pris connaissance avec attention.",
        ),
        *_list("accords", "Nous notons votre accord de principe, qui reste à signer, sur :", ""),
        *_list(
            "contre_propositions",
            "Sur les points où vous proposez une autre rédaction ou une autre valeur :",
            EXCHANGE,
        ),
        *_list("refus", "Vous n'avez pas retenu les points suivants :", " – {{ d.suite }}."),
        *_list(
            "a_preciser",
            "Les points suivants restent à préciser :",
            EXCHANGE,
        ),
        *_list("sans_reponse", "Nous n'avons pas trouvé de réponse sur :", ""),
        *_given_up(),
        *when(
            "relance.nouvelles",
            p(
                "Corps",
                "Le projet joint contient aussi "
                + either("relance.nouvelles|length", "une demande", "{{ relance.nouvelles|length }} demandes")
                + " qui ne vous "
                + either(
                    "relance.nouvelles|length", "avait pas encore été adressée", "avaient pas encore été adressées"
                )
                + " : {% for d in relance.nouvelles %}{{ d.numero }}{% if not loop.last %}, {% endif %}{% endfor %}.",
            ),
        ),
        *when(
            "questions",
            p(
                "Corps",
                "Le formulaire joint contient "
                + either("questions|length", "un point", "{{ questions|length }} points")
                + " que nous vous remercions de nous confirmer.",
            ),
        ),
        *when(
            "demandes",
            p(
                "Corps",
                "Le projet joint reprend l'état de nos échanges. "
                "{% if relance.motif == 'derniere_demande' %}Il s'agit de la dernière demande sur ces points : "
                "nous souhaitons pouvoir arrêter une version commune.{% else %}Nous restons à votre disposition "
                "pour en parler.{% endif %}",
            ),
        ),
        *reserve(),
    ]


def _given_up() -> list[Any]:
    return _list("abandons", "Nous n'insistons pas sur :", "")


def _list(name: str, sentence: str, rest: str) -> list[Any]:
    return when(
        f"relance.{name}",
        p("CorpsSolidaire", sentence),
        *each(f"d in relance.{name}", p("ListePuces", f"**{{{{ d.numero }}}} – {{{{ d.titre }}}}**{rest}")),
    )


def _end() -> list[Any]:
    return [
        p(
            "Corps",
            f"Nous vous remercions de nous répondre{TO_WRITER} **au plus tard le {{{{ date_reponse }}}}**.{THEIR_OWN}",
        ),
        p(
            "CorpsSolidaire",
            "La présente lettre et ses pièces jointes sont des documents de travail : elles ne constituent ni une "
            "offre ni une acceptation, et les accords de principe dont il est question n'engagent encore personne. Ni "
            "le silence de l'une des parties, ni la poursuite des échanges ou de l'exécution des prestations ne valent "
            "accord. Seule la version définitive, signée par les personnes habilitées de chaque partie, les engagera."
            "{% if not contrat.signe %} À ce stade, aucun engagement de conclure le contrat n'est pris.{% endif %}",
        ),
    ]
