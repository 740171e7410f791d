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
SAID = "relance.phrases"
"""What the library makes the letter say; a sentence that is blank has no paragraph."""


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
        *when(LAST, *_said("dernier_rappel"), otherwise=_said("rappel")),
        *_given_up(),
        *when(
            "priorites",
            *_said("priorites"),
            *each("d in priorites", p("ListePuces", "**{{ d.numero }} – {{ d.titre }}**")),
        ),
    ]


def _said(name: str, style: str = "Corps") -> list[Any]:
    return when(f"{SAID}.{name}", p(style, f"{{{{ {SAID}.{name} }}}}"))


def _round() -> list[Any]:
    return [
        p(
            "Corps",
            "Nous vous remercions de {{ relance.reponse }} " + TO_OUR + "courrier du {{ relance.date_envoi }}."
            f"{{% if {SAID}.lu %}} {{{{ {SAID}.lu }}}}{{% endif %}}",
        ),
        *_list("accords", ""),
        *_list("contre_propositions", EXCHANGE),
        *_list("refus", " – {{ d.suite }}."),
        *_list("a_preciser", EXCHANGE),
        *_list("sans_reponse", ""),
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
            f"demandes and {SAID}.etat",
            p(
                "Corps",
                f"{{{{ {SAID}.etat }}}} "
                f"{{% if {LAST} %}}{{{{ {SAID}.derniere_demande }}}}{{% else %}}{{{{ {SAID}.echange }}}}{{% endif %}}",
            ),
        ),
        *reserve(),
    ]


def _given_up() -> list[Any]:
    return _list("abandons", "")


def _list(name: str, rest: str) -> list[Any]:
    return when(
        f"relance.{name}",
        *_said(name, "CorpsSolidaire"),
        *each(f"d in relance.{name}", p("ListePuces", f"**{{{{ d.numero }}}} – {{{{ d.titre }}}}**{rest}")),
    )


def _end() -> list[Any]:
    return [
        p(
            "Corps",
            f"Nous vous remercions de nous répondre{TO_WRITER} **au plus tard le {{{{ date_reponse }}}}**.{THEIR_OWN}",
        ),
        *when(
            f"{SAID}.portee",
            p(
                "CorpsSolidaire",
                f"{{{{ {SAID}.portee }}}}{{% if not contrat.signe %}} {{{{ {SAID}.sans_engagement }}}}{{% endif %}}",
            ),
        ),
    ]
