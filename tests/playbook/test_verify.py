"""Checks of a library: the shipped one is clean, and every fault has its place, its severity and its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausier.errors import InvalidInput, Problem, Severity
from clausier.library.reading import read_library
from clausier.playbook.verify import by_file, verify
from clausier.resources import shipped
from tests.builders import ROOT

POINT = "sauvegardes-test-restauration"
PARTS = "incidents-procedure-cyberattaque"
PLAIN = "perimetre-services"
LEGAL = "hebergement-rgpd"
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def checked(folder: Path, files: dict[str, str]) -> tuple[Problem, ...]:
    """The problems of an overlay over the shipped library, which another test proves clean."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return verify(read_library([shipped("clauses"), folder]), clean_base=True)


def in_point(text: str, id_: str = POINT) -> dict[str, str]:
    return {f"04/{id_}.yaml": text}


def clause(text: str) -> dict[str, str]:
    """The clause of the point with this paragraph after its figures, as a literal block; its details are given up.

    The point that it carries is removed.
    """
    names = ("frequence", "intervalle", "delai_nouveau_test", "delai_mise_en_demeure")
    figures = ", ".join(f"{{{{ {name} }}}}" for name in names)
    lines = f"Au moins {figures}.\n\n{text}".replace("\n", "\n    ")
    carried = in_point("desactive: oui\n", "sauvegardes-restauration-annuelle-prouvee")
    return {**in_point(f"clause:\n  precisions: null\n  texte: |\n    {lines}\n"), **carried}


@pytest.mark.parametrize(
    "folders",
    [[], ["clauses/complements"], ["examples/cabinet-avocats/bibliotheque"]],
    ids=["clauses", "complements", "cabinet-avocats"],
)
def test_what_is_shipped_is_clean_warnings_included(folders: list[str]) -> None:
    stacked = [shipped("clauses"), *(ROOT / name for name in folders)]
    assert [str(problem) for problem in verify(read_library(stacked))] == []


PLACEHOLDERS = [
    (clause("sous {{ frequense }}"), "« {{ frequense }} » n'est pas déclaré. Vouliez-vous dire « frequence » ?"),
    (clause("{{ volets }}"), "« {{ volets }} » n'a pas de valeur ici. Les volets s'impriment"),
    (clause("par {{ activites }}"), "« {{ activites }} » n'a pas de valeur ici. Les activités viennent"),
    (clause("selon {{ fondement }}"), "« {{ fondement }} » n'a pas de valeur ici. Un fondement n'est nommé que"),
    (clause("sous {{ frequence"), "accolades isolées « {{ ». Écrire {{ nom }} en entier."),
    (
        in_point("clause: {texte: 'Il : {{ volets }} ensuite.'}", PARTS),
        "« {{ volets }} » n'est pas seul sur son paragraphe. L'isoler entre deux lignes vides.",
    ),
    (in_point("positions: {cible: {ajout: '{{ volets }}'}}", PARTS), "« {{ volets }} » n'a pas de valeur ici."),
    (
        in_point("positions: {plancher: {intervalle: null}}"),
        "cette position ne donne pas « intervalle », que les textes emploient. Ajouter « intervalle: … »",
    ),
    (in_point("question: 'Tous les {{ frequence }} ?'"), "un nom entre accolades n'y est jamais remplacé."),
    (
        {"definitions.yaml": "definitions: {donnees: {texte: 'désigne {{ cabinet }}'}}"},
        "« {{ cabinet }} » n'a pas de valeur ici. Valeurs admises : heures_par_jour, jours_ouvres",
    ),
    (
        {"formules.yaml": "formules: {article: ' ({{ articles }})'}"},
        "« {{ articles }} » n'a pas de valeur ici. Vouliez-vous dire « article_vise » ?",
    ),
    (
        {"formules.yaml": "formules: {signe: {remplace: 'Les {{ zzz }}'}}"},
        "« {{ zzz }} » n'a pas de valeur ici. Valeurs admises : article, citation, objet.",
    ),
    (
        {"formules.yaml": "formules: {annexe: [{id: a, intitule: A, valeur: '{{ hebergeurs }}'}]}"},
        "« {{ hebergeurs }} » n'a pas de valeur ici. Vouliez-vous dire « hebergeur » ?",
    ),
]
CARRIED = [
    (clause("mot\u200bcollé"), "caractère invisible U+200B dans « …delai_mise_en_demeure }}. mot\u200bcollé"),
    (clause("caf\ufffd"), "caractère perdu (« \ufffd »)"),
    (clause("du **gras"), "gras mal apparié (« ** ») dans « du **gras ». Ouvrir et fermer"),
    (clause("- **un\n- deux**"), "gras mal apparié (« ** ») dans « **un »"),
    (clause("- un\n  - deux"), "liste dans une liste : « - deux ». Un seul niveau est admis."),
    (clause("- un\nsuite"), "cette ligne est collée à la liste qui précède : « suite »."),
    (clause("Il fait : - ceci ; - cela."), "liste au milieu d'un paragraphe"),
    (clause("# Titre"), "mise en forme non admise, titre « # »"),
    (clause("* un"), "mise en forme non admise, puce « * » ou « • »"),
    (clause("1) un"), "mise en forme non admise, liste numérotée"),
    (clause("un *mot de trop"), "italique mal apparié"),
    (clause("| a | b |"), "mise en forme non admise, tableau « | »"),
    (clause("du <b>gras</b>"), "mise en forme non admise, balise « < > »"),
    (clause("[ici](https://exemple.fr)"), "mise en forme non admise, lien"),
    (clause("du __gras__"), "mise en forme non admise, mise en forme « __ », « ` » ou « ~~ »"),
    (
        in_point("argument: {negociation: 'Nous demandons : - un ; - deux.'}"),
        "ce texte tient en un paragraphe : une liste n'y est pas admise. En faire une phrase.",
    ),
    (in_point("clause: {titre: '**Tests**'}"), "ce texte est imprimé tel quel : le gras n'y est pas admis."),
    (
        in_point("parametres: {delai_rapport: '**8 jours**'}"),
        "la valeur « **8 jours** » entre telle quelle dans le texte. Ni gras, ni accolades",
    ),
]
POSITIONS = [
    (
        in_point("positions: {cible: {frequence: 1 par an}}"),
        "la cible (1 par an) ne satisfait pas l'exigence du point (au moins 2 par an). Relever la cible",
    ),
    (
        in_point("positions: {cible: {frequence: souvent}}"),
        "la cible ne dit pas le chiffre que l'exigence juge (au moins 2 par an) : « souvent » ne se lit pas.",
    ),
    (
        in_point("positions: {plancher: {frequence: 3 par an}}"),
        "le plancher (3 par an) demande plus que le repli 1 (1 par an). Les positions vont de",
    ),
    (
        in_point("positions: {plancher: {delai: 10 jours}}", "sortie-delai-recuperation"),
        "le plancher (10 jours) demande plus que le repli 1",
    ),
]
ARGUMENTS = [
    (in_point("clause: {objet: les tests}"), "l'objet ne complète pas « les stipulations du Contrat relatives … »"),
    (
        in_point("argument: {obligation: '{{ fondement }} le veut.'}"),
        "aucun fondement du point n'impose la mesure au prestataire. Retirer l'argument",
    ),
    (in_point("argument: {obligation: Cet écrit est dû.}", LEGAL), "affirme une obligation sans nommer le texte."),
    (
        in_point("fondements: [{id: anssi-42-37-r, portee: impose}]"),
        "« anssi-42-37-r » n'impose rien au prestataire (force recommandation, débiteur les_deux).",
    ),
    (
        {"fondements.yaml": "fondements: {rgpd-4: {en_vigueur: {du: 2018-05-25, au: 2017-01-01}}}"},
        "la période finit (2017-01-01) avant de commencer (2018-05-25).",
    ),
    (
        {"fondements.yaml": "fondements: {rgpd-4: {contrats: {conclus_du: 2020-01-02, conclus_au: 2020-01-01}}}"},
        "la période finit (2020-01-01) avant de commencer (2020-01-02).",
    ),
]
BOUNDS = [
    (in_point("parametres: {delai_rapport: 0 jour}"), "« 0 jour » est nul : un délai va d'une minute à cent ans."),
    (in_point("parametres: {delai_rapport: 99999 ans}"), "« 99999 ans » dépasse cent ans. Vérifier le nombre et"),
    (in_point("positions: {plancher: {frequence: 0 par an}}"), "« 0 par an » est nul : une fréquence va d'une fois"),
    (in_point("positions: {cible: {intervalle: 101 ans}}"), "« 101 ans » dépasse cent ans."),
    (
        in_point("exigence: {mesure: {au_moins: tous les 999 ans}}"),
        "« tous les 999 ans » est hors des bornes : une fréquence va d'une fois tous les cent ans à une fois par",
    ),
    (
        in_point("exigence: {mesure: {au_plus: 0 jour}}", "sortie-delai-recuperation"),
        "« 0 jour » est nul : un délai va d'une minute à cent ans. Vérifier le nombre et l'unité.",
    ),
]
LAW = [
    (
        in_point("exigence: {mesure: {au_moins: 4 par an}}\npositions: {cible: {frequence: 4 par an}}"),
        "ce seuil change et ne peut plus se dire d'origine « guide ».",
    ),
    (
        {"fondements.yaml": "fondements: {rgpd-4: {reserve: 'Pour {{ cabinet }}.'}}"},
        "« {{ cabinet }} » n'a pas de valeur ici. Aucun nom entre accolades n'est admis ici.",
    ),
    ({"fondements.yaml": "fondements: {rgpd-4: {regle: 'Le { texte }.'}}"}, "accolades isolées « { »."),
    (
        {"fondements.yaml": 'fondements: {rgpd-4: {citation: "l\'article [à compléter]"}}'},
        "il reste à compléter : « [à",
    ),
    ({"fondements.yaml": "fondements: {rgpd-4: {abrege: 'RGPD, art. ____'}}"}, "il reste à compléter : « ____ »."),
    ({"fondements.yaml": "fondements: {rgpd-4: {version_lue: '**Légifrance**'}}"}, "le gras n'y est pas admis."),
]
FILES = [
    (
        {"05-sauvegardes/_categorie.yaml": "numero: '4'\n"},
        "la catégorie porte le numéro 4, et son dossier « 05-sauvegardes » le numéro 05. Corriger l'un des deux.",
    ),
    (
        in_point("desactive: non"),
        "« desactive: non » ne se dit pas : seul « oui » est admis, qui retire le point. Pour garder le point",
    ),
    (in_point("desactive: [oui]"), "« desactive: … » ne se dit pas : seul « oui » est admis"),
    (
        in_point("desactive: oui", "sauvegardes-test-restauracion"),
        "le point « sauvegardes-test-restauracion » n'existe pas : rien à retirer. Vouliez-vous dire « sauvegardes-t",
    ),
]
WHOLE = [
    ({"formules.yaml": "formules: {verdicts: {absent: null}}"}, "il manque la formule de « absent »."),
    ({"formules.yaml": "formules: {origines: {guide: null}}"}, "il manque la formule de « guide »."),
    (
        {"formules.yaml": "formules: {par_verdict: {absent: efface}}"},
        "« efface » n'est pas admis. Valeurs admises : absent, complete, remplace.",
    ),
]
READING = [
    (in_point("clause: {objet: null}"), "« objet » manque. Ajouter ou compléter la clé « objet »."),
    (in_point("applicable_si: {service: [sauvegarde]}"), "le fait « service » n'est pas déclaré. Vouliez-vous dire"),
    (
        in_point("fondements: [{id: rgpd-32-1-e, portee: soutient}]"),
        "le fondement « rgpd-32-1-e » n'est pas dans fondements.yaml. Vouliez-vous dire",
    ),
    (in_point("note_interne: x", "sauvegardes-test"), "le point « sauvegardes-test » n'est pas dans la bibliothèque"),
    ({"fondements.yaml": "fondements: {rgpd-4: {verifie_le: null}}"}, "« verifie_le » manque."),
]


@pytest.mark.parametrize(
    ("files", "told"),
    [*PLACEHOLDERS, *CARRIED, *POSITIONS, *ARGUMENTS, *BOUNDS, *LAW, *FILES, *WHOLE, *READING],
    ids=lambda value: str(value)[:60],
)
def test_an_error_has_its_file_line_and_remedy(files: dict[str, str], told: str, tmp_path: Path) -> None:
    found = [problem for problem in checked(tmp_path / "maison", files) if told in f"{problem.message} {problem.hint}"]
    assert found
    assert all(problem.severity is ERROR for problem in found)
    assert all(problem.file == f"maison/{next(iter(files))}" and problem.line for problem in found)


TYPOGRAPHY = [
    (clause('un mot" seul'), "typographie : guillemet droit"),
    (clause("un 'mot' cité"), "typographie : apostrophe droite isolée"),
    (clause("deux  espaces"), "typographie : deux espaces de suite, « "),
    (clause("un mot , un autre"), "typographie : espace avant une virgule ou un point"),
    (clause("un ( mot)"), "typographie : espace à l'intérieur de parenthèses"),
    (clause("un,deux"), "typographie : espace manquante après la ponctuation"),
    (clause("un,, deux"), "typographie : ponctuation redoublée"),
    (clause("un mot - en incise"), "typographie : tiret court en incise"),
    (clause("la licence n°3 et no 4"), "typographie : abréviation de « numéro »"),
    (clause("un « mot cité"), "typographie : guillemets « » mal appariés"),
    (clause("un “mot” cité"), "typographie : guillemets anglais hors d'une citation"),
    (clause("se\u0301curite\u0301"), "typographie : accents décomposés"),
]
WORDS = [
    (clause("Il agit dans les plus brefs délais."), "mot vague : « plus brefs délais » dans « "),
    (clause("Il y met ses meilleurs efforts."), "mot vague : « meilleurs efforts »"),
    (clause("Il agit, le cas échéant."), "mot vague : « le cas échéant »"),
    (clause("Dans un délai raisonnable."), "mot sans mesure : « raisonnable »"),
    (clause("Par avenant."), "mot réservé à une seule sorte d'acte : « avenant »"),
    (in_point("argument: {negociation: Nous exigeons ceci.}"), "mot qui accuse ou menace : « exigeons »"),
    (in_point("note_interne: Le coeur du sujet."), "graphie : « coeur »"),
]
NAMED = [
    (clause("Selon l'article L. 1111-8."), "texte de droit cité sans fondement : « L. 1111-8 »"),
    (clause("Au sens de l'article 28."), "texte de droit cité sans fondement : « article 28 » dans « "),
    (clause("Au sens du code civil."), "texte de droit cité sans fondement : « code civil »"),
    (
        in_point("clause: {texte: Le règlement (UE) 2016/680 s'applique.}", LEGAL),
        "texte de droit cité sans fondement : « règlement (UE) 2016/680 »",
    ),
    (in_point("clause: {introduction: {absent: 'Selon le RGPD :'}}", "documentation-schema-reseau"), "« RGPD »"),
    (in_point("clause: {texte_si: {absent: 'Au moins {{ frequence }}, art. 33.'}}"), "« art. 33 »"),
    (
        in_point("clause: {variantes: [{si: {type: [hebergement]}, texte: 'Au moins {{ frequence }}, art. 33.'}]}"),
        "« art. 33 »",
    ),
    (
        {
            **in_point("clause: {texte: 'Selon le RGPD, les parties conviennent de ce qui suit.'}", LEGAL),
            "fondements.yaml": "fondements:\n"
            + "".join(
                f"  {id_}: {{verification: memoire}}\n"
                for id_ in ("rgpd-28-3", "rgpd-28-9", "rgpd-cct", "cnil-dedalus")
            ),
        },
        "texte de droit cité sans fondement : « RGPD »",
    ),
]
RAISED = [
    (
        in_point("fondements: [{id: anssi-42-37, portee: soutient}, {id: rgpd-32-1-d, portee: impose}]"),
        "« rgpd-32-1-d » impose ici la mesure, alors que la bibliothèque de base dit seulement qu'il la soutient.",
    ),
    (
        in_point("fondements: [{id: csp-r1111-11-3, portee: impose}]", "hebergement-localisation"),
        "« csp-r1111-11-3 » impose ici la mesure sans la limite (si, verdicts) que lui met la bibliothèque de base.",
    ),
]
MOVED = [
    (
        in_point(
            "exigence: {mesure: [{nature: frequence, au_moins: 4 par an, origine: guide}]}\n"
            "positions: {cible: {frequence: 4 par an}}"
        ),
        "ce seuil change et se dit toujours d'origine « guide ».",
    ),
]
APPROVED = "{nom: Me Exemple, le: 2026-11-28, empreinte: 0000000000000000}"
WEAK = [
    (
        in_point("positions: {repli: [{frequence: 1 par an, intervalle: 13 mois}]}"),
        "le repli 1 ne demande rien en échange.",
    ),
    (
        in_point("positions: {repli: [{frequence: 2 par an, intervalle: 7 mois, contrepartie: rien}]}"),
        "le repli 1 demande la même chose que la cible.",
    ),
    *(
        (
            in_point(f"positions: {{repli: [{{frequence: 1 par an, intervalle: 13 mois, contrepartie: {trade}}}]}}"),
            "la contrepartie du repli 1 est déjà dans la cible.",
        )
        for trade in ("teste la restauration des Sauvegardes", "la mesure de la durée de l'opération")
    ),
    (in_point("parametres: {inutile: 3 jours}"), "le paramètre « inutile » n'est employé par aucun texte."),
    (
        in_point("positions: {cible: {inutile: 3 jours}}"),
        "donne une valeur, « inutile », qu'aucun texte n'emploie.",
    ),
    (in_point("parametres: {delai_rapport: ' '}"), "cette valeur est vide : le texte aurait un trou."),
    (
        in_point("clause: {texte: Le Prestataire teste.}"),
        "ce texte ne demande pas le chiffre que l'exigence juge (au moins 2 par an). Y écrire {{ frequence }}.",
    ),
    (in_point("argument: {obligation: null}", LEGAL), "un fondement impose la mesure, mais « obligation » manque"),
    (
        in_point("fondements: [{id: rgpd-32-1-d, portee: soutient}, {id: rgpd-32-1-d, portee: soutient}]"),
        "le fondement « rgpd-32-1-d » est cité deux fois.",
    ),
    (in_point("fondements: [{id: conso-l215-1, portee: soutient}]"), "le fondement « conso-l215-1 » n'est pas citable"),
    ({"fondements.yaml": "fondements: {rgpd-4: {citation: RGPD 4}}"}, "la citation ne s'insère pas dans une phrase"),
    (
        {"fondements.yaml": f"fondements: {{csp-hds-ref-12: {{regle: Autre., valide_par: {APPROVED}}}}}"},
        "Référentiel HDS, exigence 12 : modifié depuis sa lecture par Me Exemple, il n'est plus cité.",
    ),
    (
        {"definitions.yaml": "definitions: {x: {terme: Xylophone, texte: désigne un instrument.}}"},
        "aucun texte n'emploie le terme défini « Xylophone ».",
    ),
    (
        {"12/_categorie.yaml": "numero: '12'\nintitule: Vide\ntitre_article: Vide\n"},
        "la catégorie 12 n'a aucun point.",
    ),
]


@pytest.mark.parametrize(
    ("files", "told"), [*TYPOGRAPHY, *WORDS, *NAMED, *RAISED, *MOVED, *WEAK], ids=lambda value: str(value)[:60]
)
def test_a_warning_has_its_file_line_and_remedy(files: dict[str, str], told: str, tmp_path: Path) -> None:
    found = [problem for problem in checked(tmp_path / "maison", files) if told in f"{problem.message} {problem.hint}"]
    assert found
    assert all(problem.severity is WARNING and problem.hint for problem in found)
    assert all(problem.file == f"maison/{next(iter(files))}" and problem.line for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        "La loi le veut.",
        "Le RGPD le veut.",
        "C'est une obligation légale.",
        "Selon l'article 28, il le faut.",
        "Le code du travail le veut.",
        "Vous êtes tenus de le faire.",
    ],
)
def test_a_claim_of_law_in_a_negotiation_is_an_error(text: str, tmp_path: Path) -> None:
    found = checked(tmp_path, in_point(f'argument: {{negociation: "{text}"}}'))
    assert [problem.severity for problem in found if "affirmation de droit" in problem.message] == [ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "Dans un délai raisonnable, de {{ delai_rapport }} au plus.",
        "Dans un délai raisonnable, de trente (30) jours au plus.",
        "Il remédie ; il prévient : cela va de soi ! « Un mot. » Est-ce clair ?",
        "L'article « e-mail » – dit **l'adresse** – figure à la page 3.5.",
        "Les postes :\n\n- un ;\n  suite de un ;\n- deux.\n\nEnsuite.",
    ],
)
def test_what_is_well_written_is_left_alone(text: str, tmp_path: Path) -> None:
    found = checked(tmp_path, clause(text))
    assert [problem.message for problem in found if problem.key.endswith("clause.texte")] == []


@pytest.mark.parametrize(
    ("name", "told", "severity"),
    [
        ("04/point.YAML", "ce fichier ne serait pas lu : son nom finit par « .YAML »", ERROR),
        ("04/point.yml", "ce fichier ne serait pas lu : son nom finit par « .yml »", ERROR),
        ("point.yaml.txt", "ce fichier ne serait pas lu : son nom finit par « .txt »", ERROR),
        ("bibliotheque.yaml.bak", "cette copie de « bibliotheque.yaml » n'est pas lue", WARNING),
        ("bibliotheque.yaml~", "cette copie de « bibliotheque.yaml » n'est pas lue", WARNING),
        ("bibliotheque.yml", "ce fichier ne serait pas lu : son nom finit par « .yml »", ERROR),
        ("04/ancien/point.yaml", "il est dans un sous-dossier de catégorie", WARNING),
        ("04/fondements.yaml", "un fichier commun se place à la racine", WARNING),
    ],
)
def test_a_file_that_is_not_read_is_told(name: str, told: str, severity: Severity, tmp_path: Path) -> None:
    found = checked(tmp_path / "maison", {name: "x: y\n", "bibliotheque.yaml": "nom: Maison\n"})
    assert [problem.severity for problem in found] == [severity]
    assert told in found[0].message
    assert found[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "fondements: [{id: csp-r1111-11-3, portee: impose, verdicts: [absent]}]",
        "fondements: [{id: csp-r1111-11-3, portee: soutient}]",
    ],
)
def test_a_law_that_imposes_no_more_than_below_goes_without_a_word(text: str, tmp_path: Path) -> None:
    found = checked(tmp_path, in_point(text, "hebergement-localisation"))
    assert [problem.message for problem in found if "impose ici" in problem.message] == []


@pytest.mark.parametrize(("id_", "severity"), [("rgpd-33-1", ERROR), ("anssi-42-40", ERROR), ("rgpd-28-3-f", WARNING)])
def test_a_law_that_cannot_bind_the_provider_is_not_raised(id_: str, severity: Severity, tmp_path: Path) -> None:
    """The practice alone is bound by the first, nobody by the second."""
    found = checked(tmp_path / "maison", in_point(f"fondements: [{{id: {id_}, portee: impose}}]", PARTS))
    assert {problem.severity for problem in found if f"« {id_} »" in problem.message} >= {severity, WARNING}
    assert (severity is ERROR) is any("n'impose rien au prestataire" in problem.message for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        "clause: {texte: 'Selon le RGPD et son article 28, les parties conviennent de ce qui suit.'}",
        "clause: {texte: 'Selon le règlement (UE) 2016/679, les parties conviennent de ce qui suit.'}",
        "clause: {texte: 'Selon l''article 3 des présentes et l''article 7.2 du Contrat.'}",
        "argument: {obligation: '{{ fondement }}, et le code civil.'}",
    ],
)
def test_a_law_that_a_basis_of_the_point_names_may_be_named(text: str, tmp_path: Path) -> None:
    found = checked(tmp_path, in_point(text, LEGAL))
    assert [problem.message for problem in found if "sans fondement" in problem.message] == []


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "04").mkdir()
    found = checked(tmp_path, {"LISEZMOI.txt": "Rien."})
    assert [(problem.file, problem.severity) for problem in found] == [(str(tmp_path), WARNING)]
    assert "ne contient aucun fichier de bibliothèque : rien n'en est repris." in found[0].message


def test_a_point_is_given_back_by_deleting_its_removal(tmp_path: Path) -> None:
    for name, text in (("un", "desactive: oui\n"), ("deux", "desactive: null\n")):
        path = tmp_path / name / "04" / f"{POINT}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    found = read_library([shipped("clauses"), tmp_path / "un", tmp_path / "deux"])
    assert verify(found) == ()
    assert found.library is not None
    assert POINT in found.library.by_id


def test_what_replaces_a_list_is_told_at_its_own_lines(tmp_path: Path) -> None:
    """The third basis of the list below stood at a line of ours; the only one of the overlay has none."""
    found = checked(tmp_path / "maison", in_point("fondements:\n  - {id: rgpd-32-1-d, portee: soutien}\n"))
    assert [(problem.file, problem.line) for problem in found] == [(f"maison/04/{POINT}.yaml", 2)]


def test_two_points_of_one_number_are_both_told(tmp_path: Path) -> None:
    found = checked(tmp_path / "maison", in_point("numero: '4.6'"))
    assert [problem.file.split("/")[0] for problem in found] == ["clauses", "maison"]
    assert {problem.message for problem in found} == {"le numéro 4.6 sert à plusieurs points."}


def test_an_id_must_be_a_file_name_everywhere(tmp_path: Path) -> None:
    text = (shipped("clauses") / "04-sauvegardes" / f"{POINT}.yaml").read_text(encoding="utf-8")
    found = checked(tmp_path, {"04/Point_Été.yaml": text.replace('"4.5"', '"4.7"')})
    assert [problem.message for problem in found] == ["« Point_Été » ne convient pas comme nom de fichier."]


def test_everything_comes_at_once_by_file_and_line(tmp_path: Path) -> None:
    files = {
        f"04/{POINT}.yaml": "clause: {titr: x}\n",
        f"04/{PLAIN}.yaml": "clause: {objet: les Services}\nnote_interne: Un  mot.\n",
        "04/sauvegardes-chiffrees.yaml": "clause: {texte: a\n",
    }
    found = checked(tmp_path / "maison", files)
    assert [(file, [problem.line for problem in each]) for file, each in by_file(found)] == [
        (f"maison/04/{PLAIN}.yaml", [1, 2]),
        ("maison/04/sauvegardes-chiffrees.yaml", [2]),
        (f"maison/04/{POINT}.yaml", [1]),
    ]


def test_a_firm_adds_its_own_rule(tmp_path: Path) -> None:
    rule = """controles:
  mots:
    maison:
      {intitule: mot banni, remede: Écrire autrement., textes: [clause], gravite: erreur, expressions: [procès-verba*]}
"""
    found = checked(tmp_path, {"controles.yaml": rule})
    assert {problem.severity for problem in found} == {ERROR}
    assert any("mot banni : « procès-verbal »" in problem.message for problem in found)
    assert all(problem.hint == "Écrire autrement." for problem in found)


def test_a_rule_is_removed(tmp_path: Path) -> None:
    files = {**clause("Il agit rapidement."), "controles.yaml": "controles: {mots: {vague: null}}\n"}
    assert checked(tmp_path, files) == ()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="n'existe pas"):
        read_library([shipped("clauses"), tmp_path / "absent"])
