"""The sentences that the engine puts around clauses, and what the letter and the act say of the guide."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from clausier.model.base import Gap, Model, Text
from clausier.model.criterion import Origin
from clausier.model.exchange import ReplyFormulas, RoundFormulas
from clausier.model.facts import Condition, Facts
from clausier.model.text import PROSE, Labels, Prose, formula, with_facts
from clausier.model.verdict import Verdict
from clausier.model.voice import Voice

FRAME = formula("objet", "article", "citation")
RULE = formula(free=True)
ANNEX = with_facts("cabinet", "responsable", "prestataire", "contrat", "hebergeur", "lieux")


class AnnexRow(Model, title="Une ligne de l'annexe ; sans valeur connue, elle reste à compléter."):
    """A row of the annex; `value` may hold placeholders of facts; the dossier has the last word.

    A value whose `condition` is surely not met is left for the parties to fill in.
    """

    id: Text = Field(title="Ligne", description="Clé sous laquelle un dossier la remplit.")
    title: Prose = Field(alias="intitule", title="Intitulé", description="Titre de la ligne.")
    value: Annotated[str, ANNEX] = Field(
        "", alias="valeur", title="Contenu", description="Son contenu, s'il est connu."
    )
    condition: Condition = Field(
        default=Condition(),
        alias="valeur_si",
        title="Contenu si",
        description="Quand ce contenu convient ; sinon la ligne reste à compléter.",
    )


class GeneralRule(Model, title="Une règle commune à toutes les clauses de l'acte."):
    """A rule for all the clauses; with `words`, printed only where a clause uses one of them."""

    id: Text = Field(title="Règle", description="Son identifiant.")
    text: Annotated[Text, RULE] = Field(
        alias="texte", title="Texte de la règle", description="La règle, en un paragraphe."
    )
    words: tuple[str, ...] = Field(
        (),
        alias="mots",
        title="Mots qui l’appellent",
        description="Ne s'imprime que si une clause emploie l'un de ces mots ; vide : toujours.",
    )


class Introduction(StrEnum):
    """How a clause is introduced: nothing was there, it replaces, it completes."""

    ABSENT = "absent"
    REPLACED = "remplace"
    COMPLETED = "complete"


class StateFormulas(Model, title="Ce qui précède une clause, selon ce que le contrat prévoit déjà."):
    """Introductions of a clause for one state of the contract."""

    absent: Annotated[str, FRAME] = Field(
        "",
        title="Rien au contrat",
        description="Le contrat ne dit rien ; vide : la clause s'imprime seule, l'exposé de l'acte l'ayant annoncée.",
    )
    replaced: Annotated[Text, FRAME] = Field(
        alias="remplace",
        title="Remplace",
        description="Ce qu'il dit est remplacé : {{ objet }}{{ article }}{{ citation }}.",
    )
    completed: Annotated[Text, FRAME] = Field(
        alias="complete", title="Complète", description="Ce qu'il dit est complété."
    )
    declared: Annotated[str, FRAME] = Field(
        "",
        alias="declare",
        title="Déclaré",
        description="Le prestataire le déclare et le contrat ne l'écrit pas ; vide : comme « absent ».",
    )

    def of(self, kind: Introduction) -> str:
        return {
            Introduction.ABSENT: self.absent,
            Introduction.REPLACED: self.replaced,
            Introduction.COMPLETED: self.completed,
        }[kind]


class StateTexts(Model, title="Une phrase pour un contrat signé, une pour un contrat qui ne l'est pas."):
    """A sentence for each state of the contract."""

    signed: Prose = Field(alias="signe", title="Contrat signé", description="Quand le contrat est signé.")
    unsigned: Prose = Field(alias="non_signe", title="Projet", description="Quand il ne l'est pas.")


class Formulas(Model, title="Les phrases que le moteur met autour des clauses."):
    """Sentences that the engine puts around clauses, and those of the letter and the act that tell of the guide."""

    reading: StateTexts = Field(
        alias="relecture", title="Relecture", description="Ce que la lettre dit du guide, selon l'état du contrat."
    )
    recital: Prose = Field(
        alias="expose", title="Exposé", description="Le deuxième alinéa de l'exposé préalable de l'acte."
    )

    signed: StateFormulas = Field(alias="signe", title="Contrat signé", description="Quand le contrat est signé.")
    unsigned: StateFormulas = Field(alias="non_signe", title="Projet", description="Quand il ne l'est pas.")
    by_verdict: dict[Gap, Introduction] = Field(
        alias="par_verdict",
        title="Introduction selon le verdict",
        description="Verdict → absent, remplace ou complete.",
    )
    article: Annotated[Text, formula("article_vise")] = Field(
        title="Article visé", description="Le fragment qui cite l'article : {{ article_vise }}."
    )
    citation: Annotated[Text, formula("citation")] = Field(
        title="Rédaction citée", description="Le fragment qui cite la rédaction actuelle : {{ citation }}."
    )
    trade: Annotated[Text, formula("contrepartie")] = Field(
        alias="contrepartie", title="Contrepartie", description="La phrase d'un repli : {{ contrepartie }}."
    )
    kept: Annotated[str, formula("valeur_actuelle")] = Field(
        "",
        alias="maintien",
        title="Maintien",
        description="La phrase qui garde ce que le contrat donne déjà et que la clause ne chiffre pas : "
        "{{ valeur_actuelle }}.",
    )
    voices: Annotated[dict[Voice, dict[str, Text]], PROSE] = Field(
        {},
        alias="voix",
        title="Selon qui écrit",
        description="Rédacteur de la lettre → nom entre accolades → ce que l'argument écrit à sa place : "
        "« nos dossiers », « les dossiers de notre client ».",
    )
    figure: Annotated[Text, formula("origine", "critere", voiced=True)] = Field(
        alias="chiffre",
        title="Chiffre",
        description="La phrase sur l'origine du critère, et non de la position : {{ critere }}, {{ origine }}.",
    )
    unproven: Annotated[Text, formula("motif_preuve", voiced=True)] = Field(
        alias="preuve_manquante",
        title="Preuve manquante",
        description="Ce qui manque à la preuve : {{ motif_preuve }}.",
    )
    unwritten: Annotated[str, formula("declaration", voiced=True)] = Field(
        "",
        alias="non_ecrit",
        title="Non écrit",
        description="Ce que le prestataire a déclaré et que le contrat n'écrit pas : {{ declaration }}.",
    )
    proof: Annotated[Text, formula("motif_preuve", "preuve")] = Field(
        alias="preuve_attendue",
        title="Preuve attendue",
        description="La preuve demandée : {{ preuve }}, {{ motif_preuve }}.",
    )
    reserve_letter: Annotated[str, PROSE] = Field(
        "",
        alias="reserve_lettre",
        title="Réserve de la lettre",
        description="Ce que la lettre dit des points gardés pour un second temps.",
    )
    reserve_act: Annotated[str, PROSE] = Field(
        "",
        alias="reserve_acte",
        title="Réserve de l’acte",
        description="Ce que l'acte dit de ce dont il ne traite pas, quand des points sont gardés.",
    )
    origins: Annotated[dict[Origin, Text], PROSE] = Field(
        alias="origines", title="Origines", description="Origine → comment on la nomme."
    )
    verdicts: Annotated[dict[Verdict, Text], PROSE] = Field(
        alias="verdicts", title="Verdicts", description="Verdict → comment on le nomme."
    )
    rounds: RoundFormulas = Field(
        alias="tours",
        title="Tours",
        description="Ce qu'une relance dit de chaque réponse : {{ demande }} et {{ acceptons }} suivent qui écrit.",
    )
    reply: ReplyFormulas = Field(
        default=ReplyFormulas(),
        alias="formulaire",
        title="Formulaire",
        description="Ce que dit le formulaire de réponse.",
    )
    rules: tuple[GeneralRule, ...] = Field(
        (),
        alias="regles",
        title="Règles communes",
        description="Les règles communes de l'acte : délais, pénalités, continuité.",
    )
    annex_condition: Condition = Field(
        default=Condition(),
        alias="annexe_si",
        title="Annexe si",
        description="Quand l'annexe s'imprime, avec certitude.",
    )
    annex: tuple[AnnexRow, ...] = Field(
        (), alias="annexe", title="Lignes de l’annexe", description="Les lignes de l'annexe."
    )
    harmless: tuple[str, ...] = Field(
        (),
        alias="sans_reserve",
        title="Sans réserve",
        description="Ce qu'on écrit à côté d'« Accepté » sans rien réserver ; tout autre texte est à relire.",
    )
    reminders: Labels = Field(
        {},
        alias="rappels",
        title="Rappels de l’échéancier",
        description="Point → ce qui revient à la fréquence convenue, nommé dans l'échéancier.",
    )

    @property
    def forms(self) -> frozenset[str]:
        """The names that each voice gives its own form of."""
        return frozenset(name for forms in self.voices.values() for name in forms)

    def annexed(self, facts: Facts) -> tuple[AnnexRow, ...]:
        """The rows of the annex; none where these facts do not surely call for it."""
        return self.annex if self.annex_condition.surely_holds(facts) else ()
