"""Examples of points: each is judged by the engine; a library that changes a rule sees which ones it contradicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausier.errors import InvalidInput, Problem, Severity
from clausier.library.reading import load_library, read_library
from clausier.playbook.book.roundtrip import book_of
from clausier.playbook.compare import compare
from clausier.playbook.verify import verify
from clausier.resources import shipped
from tests.builders import full_library, library

POINT = "sauvegardes-test-restauration"
BASE_FILE = f"clauses/04-sauvegardes/{POINT}.yaml"
ONCE_A_YEAR = "exigence: {mesure: {au_moins: 1 par an}}\npositions: {cible: {frequence: 1 par an}}\n"
SETTLE = "L'essai et la règle se contredisent : corriger celui des deux qui se trompe."


def house(folder: Path, text: str, id_: str = POINT) -> Path:
    path = folder / "04-sauvegardes" / f"{id_}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def found(*overlays: Path) -> list[Problem]:
    folders = [shipped("clauses"), *overlays]
    return [one for one in verify(read_library(folders)) if ".essais" in one.key]


def told(problem: Problem) -> tuple[str, str, str, Severity]:
    return problem.file, problem.key.partition(".essais.")[2], problem.message, problem.severity


def test_a_threshold_changed_by_an_overlay_shows_which_examples_no_longer_hold(tmp_path: Path) -> None:
    (problem,) = found(house(tmp_path / "maison", ONCE_A_YEAR))
    assert told(problem) == (
        BASE_FILE,
        "un test par an.verdict",
        "attendu « insuffisant », trouvé « conforme » : le contrat y répond.",
        Severity.WARNING,
    )
    lines = (shipped("clauses").parent / BASE_FILE).read_text(encoding="utf-8").splitlines()
    assert "un test par an" in lines[(problem.line or 0) - 1]
    assert problem.hint == (
        f"La règle a changé (maison/04-sauvegardes/{POINT}.yaml, ligne 1). Si c'est voulu, écrire dans le fichier du "
        'point de cette bibliothèque « essais: {"un test par an": {verdict: conforme, motif: null}} » ; '
        "sinon, revoir la règle."
    )


def test_the_remedy_settles_it(tmp_path: Path) -> None:
    (problem,) = found(house(tmp_path / "maison", ONCE_A_YEAR))
    remedy = problem.hint.partition("« essais")[2].partition(" »")[0]
    assert found(house(tmp_path / "maison", f"{ONCE_A_YEAR}essais{remedy}\n")) == []


def test_an_overlay_is_at_fault_when_its_own_example_fails(tmp_path: Path) -> None:
    own = "essais: {un test par mois: {reponse: {constat: oui, valeur: 1 par mois}, verdict: insuffisant}}\n"
    (problem,) = found(house(tmp_path / "maison", own))
    assert told(problem) == (
        f"maison/04-sauvegardes/{POINT}.yaml",
        "un test par mois.verdict",
        "attendu « insuffisant », trouvé « conforme » : le contrat y répond.",
        Severity.ERROR,
    )
    assert (problem.line, problem.hint) == (1, SETTLE)


def test_the_later_of_two_overlays_is_the_one_that_changed_the_rule(tmp_path: Path) -> None:
    own = "essais: {un test par mois: {reponse: {constat: oui, valeur: 1 par mois}, verdict: conforme}}\n"
    first = house(tmp_path / "un", own)
    second = house(tmp_path / "deux", "exigence: {mesure: {au_moins: 2 par mois}}\n")
    by_name = {told(one)[1]: one for one in found(first, second)}
    assert by_name["un test par mois.verdict"].severity is Severity.WARNING
    assert f"(deux/04-sauvegardes/{POINT}.yaml, ligne 1)" in by_name["un test par mois.verdict"].hint
    before = {told(one)[1]: one for one in found(second, first)}
    assert before["un test par mois.verdict"].severity is Severity.ERROR


def test_a_change_of_wording_says_nothing_of_the_examples(tmp_path: Path) -> None:
    assert found(house(tmp_path / "maison", "clause: {titre: Essais de restauration}\n")) == []


def test_a_country_taken_out_of_a_set_shows_too(tmp_path: Path) -> None:
    (tmp_path / "maison").mkdir()
    text = "preuves: {certificat_hds: {champs: {referentiel: référentiel}}}\n"
    (tmp_path / "maison" / "bibliotheque.yaml").write_text(text, encoding="utf-8")
    problems = found(tmp_path / "maison")
    assert {one.severity for one in problems} == {Severity.WARNING}
    assert ("le dernier jour du certificat.verdict") in {told(one)[1] for one in problems}
    assert all("maison/bibliotheque.yaml, ligne 1" in one.hint for one in problems)


@pytest.mark.parametrize(
    ("example", "key", "message"),
    [
        ("{reponse: {constat: oui, valeur: 3 jours}, verdict: conforme}", "reponse.valeur", "« 3 jours »"),
        ("{reponse: {constat: oui, volets: [tests]}, verdict: conforme}", "reponse.volets", "le volet « tests »"),
        ("{situation: {servises: reseau}, verdict: conforme}", "situation.servises", "le fait « servises » n'existe"),
        ("{situation: {type: bail}, verdict: conforme}", "situation.type", "« bail » n'est pas une valeur de « type »"),
        ("{reponse: oui, verdict: imprecis, motif: délai}", "motif", "motif attendu « délai », trouvé « valeur à pré"),
    ],
)
def test_an_example_that_cannot_be_read_is_an_error_of_its_author(
    tmp_path: Path, example: str, key: str, message: str
) -> None:
    (problem,) = found(house(tmp_path / "maison", f"essais: {{essai: {example}}}\n"))
    assert problem.severity is Severity.ERROR
    assert told(problem)[1] == f"essai.{key}"
    assert message in problem.message


def test_an_example_below_that_a_new_kind_of_measure_cannot_read_is_a_warning(tmp_path: Path) -> None:
    text = "exigence: {mesure: {nature: duree, au_moins: null, au_plus: 6 mois}}\n"
    unread = {told(one)[1]: one for one in found(house(tmp_path / "maison", text))}["deux tests par an.reponse.valeur"]
    assert unread.severity is Severity.WARNING
    assert (
        'écrire dans le fichier du point de cette bibliothèque « essais: {"deux tests par an": null} »' in unread.hint
    )


def test_a_dated_proof_needs_a_day(tmp_path: Path) -> None:
    proof = "{nature: certificat_hds, expire_le: 2027-03-01}"
    text = f"essais: {{essai: {{reponse: {{constat: oui, preuve: {proof}}}, verdict: conforme}}}}\n"
    with pytest.raises(
        InvalidInput, match="la preuve porte une date : dire par « jour » à quelle date l'essai la juge"
    ):
        load_library([shipped("clauses"), house(tmp_path / "maison", text)])


def test_examples_change_no_fingerprint(tmp_path: Path) -> None:
    text = "essais: {un test par an: {verdict: conforme}}\n"
    changed = load_library([shipped("clauses"), house(tmp_path / "maison", text)])
    assert changed.fingerprint == library().fingerprint
    assert changed.by_id[POINT].model_dump() == library().by_id[POINT].model_dump()
    assert changed.by_id[POINT].examples != library().by_id[POINT].examples


def test_an_overlay_takes_an_example_away_by_its_name(tmp_path: Path) -> None:
    text = "essais: {un test par an: null}\n"
    left = load_library([shipped("clauses"), house(tmp_path / "maison", text)]).by_id[POINT].examples
    assert list(left) == [name for name in full_library().by_id[POINT].examples if name != "un test par an"]


def test_word_and_a_comparison_leave_examples_aside(tmp_path: Path) -> None:
    text = "essais: {un test par an: {verdict: conforme}}\n"
    changed = load_library([shipped("clauses"), house(tmp_path / "maison", text)])
    assert compare(library(), changed).is_empty
    assert book_of(changed) == book_of(library())
