"""Rules between points: each kind holds and fails, says which two files disagree, and none of ours is idle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, reduce
from pathlib import Path

import pytest

from clausier.errors import InvalidInput, Problem, Severity
from clausier.files.strictyaml import KeyPath, read_bytes
from clausier.library import texts
from clausier.library.reading import Reading, load_library, read_library
from clausier.model.base import Model
from clausier.model.coherence import CoherenceRule, Relation
from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.playbook.verify.coherence import broken, problems
from clausier.playbook.verify.coherence.ranks import direction, stricter
from clausier.playbook.verify.coherence.relations import holds
from clausier.playbook.verify.coherence.said import unsaid
from clausier.resources import shipped
from tests.builders import full_library, library

TEST, REAL = "sauvegardes-test-restauration", "sauvegardes-restauration-annuelle-prouvee"
SWITCH, RETURN = "sortie-reversibilite", "sortie-delai-recuperation"
CRITICAL, OTHERS = "incidents-delai-critique", "incidents-delais-majeurs-mineurs"


@cache
def base() -> Reading:
    return read_library([shipped("clauses")])


def checked(folder: Path, files: dict[str, str], *, clean_base: bool = False) -> list[Problem]:
    """What the rules say of an overlay over the shipped library."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    reading = read_library([shipped("clauses"), folder])
    errors = (problem for problem in reading.problems if problem.severity is Severity.ERROR)
    return [*errors, *problems(reading, clean_base=clean_base)]


def told_of(figures: str, rest: str) -> list[str]:
    """What a rule says of the shipped library."""
    tree = read_bytes(f"{{raison: Parce que., chiffres: [{figures}], {rest}}}".encode(), "coherence.yaml").data
    mine = CoherenceRule.model_validate(tree)
    library = base().library
    assert library is not None
    reading = replace(base(), library=library.model_copy(update={"coherence": {"la-mienne": mine}}))
    return [problem.message for problem in problems(reading)]


def rule(figures: str, rest: str) -> dict[str, str]:
    return {"coherence.yaml": f"coherence: {{la-mienne: {{raison: Parce que., chiffres: [{figures}], {rest}}}}}"}


KINDS = [
    (f"{TEST}.delai_rapport, {TEST}.delai_nouveau_test", "relation: au_plus", ""),
    (f"{TEST}.delai_nouveau_test, {TEST}.delai_rapport", "relation: au_plus", "ne doit pas dépasser le second"),
    (f"{TEST}.delai_nouveau_test, {TEST}.delai_rapport", "relation: au_moins", ""),
    (f"{TEST}.delai_rapport, {TEST}.delai_nouveau_test", "relation: au_moins", "ne doit pas être inférieur au second"),
    (f"{TEST}.delai_rapport, {TEST}.delai_nouveau_test", "relation: egal", "les deux doivent être égaux"),
    (
        f"{TEST}.delai_rapport, {TEST}.delai_nouveau_test",
        "relation: seul",
        "le premier ne doit pas s'imprimer avec le second",
    ),
    (f"{SWITCH}.transition, {SWITCH}.delai_secours", "relation: seul", ""),
    (f"{TEST}.delai_rapport", "relation: au_plus, borne: 8 jours", ""),
    (f"{TEST}.delai_rapport", "relation: au_plus, borne: 1 semaine", "la borne est « 1 semaine » ; le premier"),
    (f"{TEST}.delai_rapport", "relation: au_moins, borne: 8 jours", ""),
    (f"{TEST}.delai_rapport", "relation: egal, borne: 9 jours", "les deux doivent être égaux"),
    (f"{TEST}.intervalle, {TEST}.frequence", "relation: au_moins", ""),
    (f"{TEST}.frequence", "relation: au_plus, borne: 1 mois", "ne doit pas dépasser"),
    (f"{CRITICAL}.delai, {OTHERS}.delai_majeur", "relation: egal", "2.2, la cible, « delai_majeur »"),
    (f"{CRITICAL}.delai, {OTHERS}.delai_mineur", "relation: egal, si: {type: [inconnu]}", ""),
    ("antivirus-alertes.penalite, antivirus-alertes.plafond_penalite", "relation: au_plus", ""),
    ("antivirus-alertes.plafond_penalite, antivirus-alertes.penalite", "relation: au_plus", "ne doit pas dépasser"),
    (f"{TEST}.delai_rapport, {TEST}.frequence", "relation: egal", "les deux doivent être égaux"),
    (f"{TEST}.delai_rapport, antivirus-alertes.penalite", "relation: au_plus", "les deux ne se comparent pas"),
    (f"{TEST}.delai_rapport", "relation: au_plus, borne: beaucoup", "les deux ne se comparent pas"),
]


@pytest.mark.parametrize(("figures", "rest", "told"), KINDS, ids=[f"{one[0]} {one[1]}" for one in KINDS])
def test_each_relation_holds_or_says_what_it_wants(figures: str, rest: str, told: str) -> None:
    found = told_of(figures, rest)
    assert bool(found) is bool(told)
    assert not told or told in found[0]


def test_a_contradiction_names_both_files_both_values_both_positions_and_the_remedy(tmp_path: Path) -> None:
    [found] = checked(tmp_path, {f"04/{TEST}.yaml": "parametres: {delai_rapport: 10 jours calendaires}"})
    assert found.file == f"{tmp_path.name}/04/{TEST}.yaml"
    assert (found.line, found.key) == (1, f"points.{TEST}.parametres.delai_rapport")
    assert found.severity is Severity.ERROR
    assert found.message.startswith(
        "règle « test-un-compte-rendu » : 4.5, paramètre, « delai_rapport » vaut « 10 jours calendaires » "
        f"({tmp_path.name}/04/{TEST}.yaml, ligne 1) ; 4.C, "
    )
    assert f"(clauses/04-sauvegardes/{REAL}.yaml, ligne " in found.message
    assert found.hint == (
        "Changer l'un des deux ou, si c'est voulu, écrire « coherence: {test-un-compte-rendu: null} » "
        "dans le coherence.yaml de sa bibliothèque."
    )


def test_it_is_told_where_the_latest_figure_stands(tmp_path: Path) -> None:
    positions = "positions: {cible: {delai_preuve: 5 jours calendaires}}"
    [found] = checked(tmp_path, {f"04/{REAL}.yaml": positions})
    assert found.key == f"points.{REAL}.positions.cible.delai_preuve"


def test_an_overlay_cancels_a_rule(tmp_path: Path) -> None:
    files = {
        f"04/{TEST}.yaml": "parametres: {delai_rapport: 10 jours calendaires}",
        "coherence.yaml": "coherence: {test-un-compte-rendu: null}",
    }
    assert checked(tmp_path, files) == []


def test_an_overlay_weakens_a_rule(tmp_path: Path) -> None:
    files = {
        f"04/{TEST}.yaml": "parametres: {delai_rapport: 10 jours calendaires}",
        "coherence.yaml": "coherence: {test-un-compte-rendu: {gravite: avertissement}}",
    }
    assert [one.severity for one in checked(tmp_path, files)] == [Severity.WARNING]


@pytest.mark.parametrize("bound", ["beaucoup", "2 versions"])
def test_a_bound_that_does_not_compare_is_told_at_the_rule(tmp_path: Path, bound: str) -> None:
    [found] = checked(tmp_path, rule(f"{TEST}.delai_rapport", f"relation: au_plus, borne: {bound}"))
    assert (found.file, found.key) == (f"{tmp_path.name}/coherence.yaml", "coherence.la-mienne.borne")
    assert f"la borne est « {bound} » ; les deux ne se comparent pas" in found.message


def test_a_figure_that_does_not_compare_any_more_is_told_where_it_changed(tmp_path: Path) -> None:
    [found] = checked(tmp_path, {f"10/{SWITCH}.yaml": "parametres: {transition: aussitôt}"})
    assert found.key == f"points.{SWITCH}.parametres.transition"
    assert "la borne est « 30 jours calendaires » (Data Act, art. 25, § 2, a)) ; les deux ne se com" in found.message


@pytest.mark.parametrize("text", ["parametres: {delai_rapport: 10 jours calendaires}", "clause: {titre: Essais}"])
def test_over_a_base_known_to_be_clean_the_same_is_found(tmp_path: Path, text: str) -> None:
    files = {f"04/{TEST}.yaml": text}
    assert checked(tmp_path, files, clean_base=True) == checked(tmp_path, files)


def test_a_point_that_is_removed_leaves_its_rules_idle(tmp_path: Path) -> None:
    files = {f"04/{TEST}.yaml": "parametres: {delai_rapport: 10 jours}", f"04/{REAL}.yaml": "desactive: oui"}
    assert checked(tmp_path, files) == []


SHARED = f"{TEST}.delai_rapport, {REAL}.delai_correction"
"""The test of restoration carries the yearly one, whose own clause alone has this delay."""


def test_a_part_prints_no_figure_of_its_own(tmp_path: Path) -> None:
    assert told_of(SHARED, "relation: egal") == []
    assert checked(tmp_path, {**rule(SHARED, "relation: egal"), f"04/{REAL}.yaml": "clause: {porte_par: null}"})


def test_a_part_that_is_carried_on_some_facts_only_still_contradicts_on_the_others(tmp_path: Path) -> None:
    text = "clause: {porte_par: {si: {type: [hebergement]}}}"
    assert checked(tmp_path, {**rule(SHARED, "relation: egal"), f"04/{REAL}.yaml": text})


def test_without_its_carrier_a_point_prints_its_figures() -> None:
    """The carrier is no point of the rule: it may be asked or not."""
    assert told_of(f"{REAL}.delai_correction, sauvegardes-copie-isolee.duree_verrou", "relation: egal")


def test_what_is_never_printed_together_may_have_to_agree(tmp_path: Path) -> None:
    assert told_of(SHARED, "relation: egal, ensemble: non")
    [found] = checked(tmp_path, {f"04/{REAL}.yaml": "parametres: {delai_correction: 9 jours calendaires}"})
    assert "test-un-nouvel-essai" in found.message


def test_only_the_first_figure_excludes_the_others() -> None:
    """Two delays of a carrier stand beside each other; what it carries has none where it is asked."""
    assert told_of(f"{REAL}.delai_correction, {TEST}.delai_rapport, {TEST}.delai_nouveau_test", "relation: seul") == []
    assert told_of(f"{TEST}.delai_rapport, {TEST}.delai_nouveau_test", "relation: seul")


def test_at_the_same_position_only() -> None:
    figures = "perimetre-services.delai_annexe, financier-inclus.delai_annexe"
    assert "la cible, « delai_annexe » vaut « 15" in told_of(figures, "relation: au_moins")[0]
    assert "le repli 1, « delai_annexe » vaut « 30" in told_of(figures, "relation: au_moins")[0]
    assert told_of(figures, "relation: au_moins, memes_positions: oui") == []


def test_what_two_contracts_print_is_not_compared() -> None:
    """The transition stands in the clause of a service online, the delay of an extraction in that of hardware."""
    figures = f"{SWITCH}.transition, financier-acces-donnees.delai_extraction"
    assert told_of(figures, "relation: egal") == []


FAULTS = [
    (f"chiffres: [{TEST}x.delai, {REAL}.delai_preuve], relation: egal", f"le point « {TEST}x » n'existe pas."),
    (f"chiffres: [{TEST}.delai_raport], relation: egal, borne: 1 an", "ni valeur ni paramètre « delai_raport »"),
    (f"chiffres: [{TEST}, {REAL}.delai_preuve], relation: egal", f"« {TEST} » ne nomme pas un chiffre."),
    (f"chiffres: [{TEST}.delai_rapport], relation: egal", "un chiffre seul ne se compare à rien."),
    (f"chiffres: [{TEST}.delai_rapport, {TEST}.delai_rapport], relation: egal", "un chiffre seul ne se compare"),
    (f"chiffres: [{TEST}.delai_rapport], borne: 8 jours", "la règle ne dit pas ce qui lie les chiffres."),
    (f"chiffres: [{TEST}.delai_rapport, {REAL}.delai_preuve], relation: pareil", "« pareil » n'est pas admis."),
    (f"chiffres: [{TEST}.delai_rapport], relation: seul, borne: 1 jour", "« seul » ne compare à rien"),
    (f"chiffres: [{TEST}.delai_rapport], relation: egal, borne: 1 an, fondement: loi", "« loi » n'est pas dans"),
    (
        f"chiffres: [{TEST}.delai_rapport, {REAL}.delai_preuve], relation: egal, fondement: rgpd-4",
        "la borne, qui manque",
    ),
    (f"chiffres: [{TEST}.delai_rapport], relation: egal, borne: 1 an, si: {{tipe: a}}", "« tipe » n'est pas déclaré"),
    (f"chiffres: [{TEST}.delai_rapport], relation: egal, borne: 1 an, dit: [a]", "un seul des trois"),
    ("relation: egal", "un seul des trois"),
    ("dit: [sans frais], relation: egal, points: [x]", "vont avec « chiffres »"),
    ("dit: [sans frais]", "ne sait quels textes lire"),
    ("dit: [sans frais], points: [perimetre-service]", "le point « perimetre-service » n'existe pas. Vouliez-vous"),
    ("positions: {au_plus: [delai]}, quand: [x]", "vont avec « dit »"),
    (f"positions: {{au_plus: [{TEST}.intervale]}}", "ni valeur ni paramètre « intervale »"),
    (
        "chiffres: [perimetre-services.delai_annexe, perimetre-exclusions.delai_liste, financier-inclus.delai_annexe, "
        "financier-supplements.delai_liste, perimetre-logiciels-metier.delai_tableau], relation: egal",
        "la règle nomme 5 points : 4 au plus. En faire deux règles.",
    ),
]


@pytest.mark.parametrize(("text", "told"), FAULTS, ids=[told for _, told in FAULTS])
def test_a_faulty_rule_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "coherence.yaml").write_text(f"coherence:\n  la-mienne: {{raison: Parce que., {text}}}\n", "utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_library([shipped("clauses"), tmp_path])
    [problem] = caught.value.problems
    assert told in f"{problem.message} {problem.hint}"
    assert (problem.file, problem.line) == (f"{tmp_path.name}/coherence.yaml", 2)
    assert problem.key.startswith("coherence.la-mienne")


def test_a_fallback_that_asks_more_than_the_target_is_told(tmp_path: Path) -> None:
    """Of a figure that no criterion measures."""
    text = "positions: {plancher: {delai_retablissement: 1 jour ouvré}}"
    found = next(one for one in checked(tmp_path, {f"02/{CRITICAL}.yaml": text}) if "repli-jamais" in one.message)
    assert "2.1, le plancher, « delai_retablissement » vaut « 1 jour ouvré »" in found.message
    assert "demande plus que 2.1, le repli 1, « delai_retablissement » vaut « 3 jours ouvrés »" in found.message


def test_a_text_that_lacks_what_it_must_say_is_told(tmp_path: Path) -> None:
    text = "clause: {texte: 'Les Données restent accessibles {{ duree_acces }} à compter de la Fin du Contrat.'}"
    [found] = checked(tmp_path, {"09/financier-acces-donnees.yaml": text})
    assert found.key == "points.financier-acces-donnees.clause.texte"
    assert "ce texte ne dit pas « jusqu'à la remise complète »." in found.message


def test_a_text_that_has_a_word_must_say_another(tmp_path: Path) -> None:
    mine = "coherence: {la-mienne: {raison: Parce que., quand: [privé virtuel (vpn)], dit: [à ses frais, zzz]}}"
    [found] = checked(tmp_path, {"coherence.yaml": mine})
    assert found.key == "points.acces-vpn.clause.texte"


@cache
def rules() -> tuple[str, ...]:
    return tuple(full_library().coherence)


def faults_of(id_: str, found: Library) -> bool:
    """Does a rule fail on this library?"""
    one = found.coherence[id_]
    if one.figures:
        return any(broken(id_, one, found))
    if one.directions is not None:
        return any(pair for point in found.requirements for pair in stricter(point, one.directions))
    return any(unsaid(one, found.requirements))


@pytest.mark.parametrize("id_", rules())
def test_a_shipped_rule_holds_and_can_fail(id_: str) -> None:
    assert not faults_of(id_, full_library())
    assert any(faults_of(id_, mutant) for mutant in mutants(full_library().coherence[id_])), id_


def mutants(one: CoherenceRule) -> Iterator[Library]:
    """The shipped library with one figure, one text or one carrier of the rule changed."""
    for name in one.figures:
        id_, value = name.split(".")
        for figure in ("1 minute", "100 ans", "99 %", "999 heures"):
            yield with_point(with_figure(full_library().by_id[id_], value, Figure(figure)))
    for id_ in one.figure_points if one.relation is Relation.ALONE else ():
        point = full_library().by_id[id_]
        yield with_point(point.model_copy(update={"clause": point.clause.model_copy(update={"carried": None})}))
    if one.directions is not None:
        yield with_point(
            with_figure(full_library().by_id[CRITICAL], "delai_retablissement", Figure("1 minute"), "floor")
        )
    for point in full_library().requirements if one.says else ():
        for text in texts.of_point(point):
            plain = " ".join(text.text.split())
            mute = reduce(lambda told, said: told.replace(said, "…"), one.says, plain)
            if mute != plain:
                yield with_point(with_text(point, text.path, mute))


def with_point(changed: Requirement) -> Library:
    points = [changed if point.id == changed.id else point for point in full_library().requirements]
    return full_library().model_copy(update={"requirements": tuple(points)})


def with_figure(point: Requirement, name: str, figure: Figure, *only: str) -> Requirement:
    """The same with another value under a name, wherever the point gives one."""
    positions = point.positions
    stages = {
        "target": positions.target,
        "fallbacks": positions.fallbacks,
        "floor": positions.floor,
    }
    for key, stage in stages.items():
        if not only or key in only:
            several = stage if isinstance(stage, tuple) else (stage,)
            new = tuple(
                one.model_copy(update={name: figure}) if one is not None and name in one.values else one
                for one in several
            )
            positions = positions.model_copy(update={key: new if isinstance(stage, tuple) else new[0]})
    parameters = {**point.parameters, **({name: figure} if name in point.parameters else {})}
    return point.model_copy(update={"positions": positions, "parameters": parameters})


def with_text(found: Requirement, path: KeyPath, text: str) -> Requirement:
    def changed(value: object, rest: KeyPath) -> object:
        if not rest:
            return text
        if isinstance(value, Model):
            name = next(n for n, info in type(value).model_fields.items() if (info.alias or n) == rest[0])
            return value.model_copy(update={name: changed(getattr(value, name), rest[1:])})
        if isinstance(value, tuple):
            rank = int(rest[0])
            return (*value[:rank], changed(value[rank], rest[1:]), *value[rank + 1 :])
        assert isinstance(value, dict)
        key = next(one for one in value if str(one) == rest[0])
        return {**value, key: changed(value[key], rest[1:])}

    new = changed(found, path)
    assert isinstance(new, Requirement)
    return new


@pytest.mark.parametrize("point", full_library().requirements, ids=lambda point: point.id)
def test_every_figure_of_a_position_has_a_direction(point: Requirement) -> None:
    """Or « le repli n'est jamais plus strict » would say nothing of it."""
    told = library().coherence["repli-jamais-plus-strict"].directions
    assert told is not None
    for name, value in point.positions.target.values.items():
        if value.quantity is not None and name != point.criterion.measured:
            assert direction(point, name, told) is not None, name


READ = [
    ("3 %", "3,5 %", Relation.AT_MOST, True),
    ("trois pour cent (3 %)", "deux pour cent (2 %)", Relation.AT_MOST, False),
    ("dans la limite de quarante (40) heures par an", "41 heures", Relation.AT_MOST, True),
    ("6 par an", "60 jours", Relation.AT_MOST, True),
    ("6 par an", "59 jours", Relation.AT_MOST, False),
    ("60 jours", "6 par an", Relation.AT_LEAST, True),
    ("2 semaines", "14 jours", Relation.EQUAL, True),
    ("sans supplément", "sans  supplément", Relation.EQUAL, True),
    ("sans supplément", "sur devis", Relation.EQUAL, False),
    ("sans supplément", "2 mois", Relation.AT_MOST, None),
    ("2 mois", "2 versions", Relation.EQUAL, None),
    ("1 mois", "30 jours", Relation.AT_MOST, False),
    ("30 jours", "1 mois", Relation.AT_MOST, True),
]


@pytest.mark.parametrize(("first", "second", "relation", "expected"), READ)
def test_figures_compare_conservatively(first: str, second: str, relation: Relation, expected: bool | None) -> None:
    assert holds(Figure(first), Figure(second), relation) is expected
