"""Who said what, and whose word is judged; nothing that a person wrote is overwritten without being asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from clausier.dossier.tree import tree_of
from clausier.errors import InvalidInput
from clausier.forms.headings import CODE_LENGTH
from clausier.forms.hints import expected
from clausier.forms.marks import code_of
from clausier.forms.merge import Wins
from clausier.forms.scope import Audience
from clausier.judging.gaps import analyse
from clausier.model.casefile import CaseFile
from tests.builders import DAY, library
from tests.forms import edits, files
from tests.forms.dossiers import case

POINT, OTHER, MEASURED = "perimetre-services", "perimetre-exclusions", "sauvegardes-test-restauration"
TREE: dict[str, Any] = {
    "dossier": {"id": "essai-2026"},
    "cabinet": {"nom": "Cabinet Exemple"},
    "prestataire": {"nom": "Prestataire Exemple"},
    "contrat": {"titre": "Contrat", "etat": "signe", "type": "infogerance"},
    "reponses": {POINT: {"constat": "non", "commentaire": "à reprendre"}, OTHER: "a_verifier"},
}


def declared(**answers: Any) -> dict[str, Any]:
    found = {point.replace("_", "-"): answer for point, answer in answers.items()} or {POINT: "oui"}
    return {"par": "Mme Exemple", "qualite": "gérante", "le": "2026-10-01", "reponses": found}


def one(**changes: Any) -> CaseFile:
    return case({**TREE, **changes})


def messages(subject: CaseFile) -> list[str]:
    return [f"{notice.point}: {notice.message}" for notice in analyse(library(), subject, DAY).notices]


def verdict(subject: CaseFile, point: str) -> str:
    found = analyse(library(), subject, DAY)
    return next(judgement.verdict.value for judgement in found.judgements if judgement.requirement.id == point)


def test_the_word_of_the_practice_wins_and_the_difference_is_told() -> None:
    subject = one(declaration_prestataire=declared(perimetre_services="oui", perimetre_exclusions="oui"))
    assert verdict(subject, POINT) == "absent"
    assert f"{POINT}: le prestataire déclare « oui », le cabinet retient « non »" in messages(subject)


def test_to_check_is_no_word() -> None:
    subject = one(declaration_prestataire=declared(perimetre_exclusions="oui"))
    assert verdict(subject, OTHER) == "absent"
    assert any("1 réponse déclarée par le prestataire et non confirmée" in message for message in messages(subject))
    unsure = one(declaration_prestataire=declared(perimetre_services="a_verifier", perimetre_exclusions="a_verifier"))
    assert (verdict(unsure, POINT), verdict(unsure, OTHER)) == ("absent", "a_verifier")
    assert not any("retient" in message for message in messages(unsure))


def test_the_last_declaration_speaks() -> None:
    later = {**declared(perimetre_exclusions="non"), "le": "2026-11-01"}
    subject = one(declaration_prestataire=[later, declared(perimetre_exclusions="oui")])
    assert verdict(subject, OTHER) == "absent"


def test_the_words_of_a_declaration_are_checked() -> None:
    for answers, told in (
        ({"perimetre_service": "oui"}, "le point « perimetre-service » n'existe pas"),
        ({"sauvegardes_test_restauration": {"constat": "oui", "valeur": "souvent"}}, "ne se lit pas"),
    ):
        with pytest.raises(InvalidInput, match=told):
            one(declaration_prestataire=declared(**answers))
    with pytest.raises(InvalidInput, match="« le » manque"):
        one(declaration_prestataire={"par": "X", "reponses": {POINT: "oui"}})


def test_a_dossier_without_declaration_says_nothing_of_it() -> None:
    assert not {"saisie", "declaration_prestataire"} & set(tree_of(one()))


WHO = {"declaration_prestataire.par": "M. Réponse", "declaration_prestataire.le": "2026-11-12"}


def answered(folder: Path, subject: CaseFile, kind: str, who: dict[str, str] = WHO) -> Path:
    """The provider's questionnaire, filled in."""
    path = files.provider(folder, subject, kind)
    if kind == "xlsx":
        for key, text in who.items():
            edits.typed(path, "Contrat", key, r=text)
        edits.typed(path, "Points", POINT, constat="oui", article="3")
        edits.typed(path, "Points", MEASURED, constat="oui", valeur="2 par an")
        return edits.typed(path, "Contrat", "situation.acces_aux_donnees", r="oui")
    answers = {"p__1_1__constat": "oui", "p__1_1__article": "3", "p__4_5__constat": "oui", "p__4_5__valeur": "2 par an"}
    return edits.filled(path, **who_tags(who), **answers)


def who_tags(who: dict[str, str]) -> dict[str, str]:
    return {f"c__{code_of(key, CODE_LENGTH)}__r": text for key, text in who.items()}


@pytest.mark.parametrize("kind", files.FORMATS)
def test_the_answers_of_the_provider_stand_apart(kind: str, tmp_path: Path) -> None:
    subject = one()
    found = files.read(answered(tmp_path, subject, kind), into=subject).case
    assert found.answers == subject.answers
    (declaration,) = found.declarations
    assert (declaration.by, str(declaration.on)) == ("M. Réponse", "2026-11-12")
    assert declaration.answers[POINT].article == "3"
    assert declaration.answers[MEASURED].value == ("2 par an",)
    again = files.read(answered(tmp_path, subject, kind), into=found)
    assert files.same(again.case, found)
    assert not again.notices


def test_two_replies_of_different_days_stand_beside_one_another(tmp_path: Path) -> None:
    subject = one(declaration_prestataire=declared())
    found = files.read(answered(tmp_path, subject, "xlsx"), into=subject).case
    assert [declaration.by for declaration in found.declarations] == ["Mme Exemple", "M. Réponse"]


@pytest.mark.parametrize("kind", files.FORMATS)
def test_a_reply_says_who_gives_it_and_when(kind: str, tmp_path: Path) -> None:
    subject = one()
    message = files.refusal(answered(tmp_path, subject, kind, {}), into=subject)
    assert "il manque le nom de la personne qui répond" in message
    assert "il manque la date de la réponse" in message


def test_a_reply_needs_its_dossier(tmp_path: Path) -> None:
    path = answered(tmp_path, one(), "xlsx")
    assert "se joint à un dossier" in files.refusal(path)
    stranger = one(dossier={"id": "autre-2026"})
    message = files.refusal(path, into=stranger)
    assert "ce questionnaire est celui du dossier « essai-2026 », et non « autre-2026 »" in message


SECRETS: dict[str, Any] = {
    **{name: f"ZZ{name}" for name in ("commentaire", "citation", "article", "page", "motif")},
    "constat": "oui",
    "preuves": [{"nature": "certificat_hds", "titulaire": "ZZpreuve"}],
}


SIRET = "356 000 000 00048"


@pytest.mark.parametrize("kind", files.FORMATS)
def test_nothing_of_the_practice_stands_in_any_part_of_the_file_of_the_provider(kind: str, tmp_path: Path) -> None:
    subject = one(
        reponses={point.id: SECRETS for point in library().requirements},
        positions={point.id: "plancher" for point in library().requirements},
        parametres={"perimetre-responsabilites": {}, "sauvegardes-test-restauration": {"delai_rapport": "77 jours"}},
        courrier={"lieu": "ZZlieu", "mode_envoi": "ZZenvoi", "delai_reponse": "78 jours"},
        avenant={"prise_d_effet": "ZZeffet"},
        saisie={"par": "ZZsaisie"},
        declaration_prestataire={**declared(), "par": "ZZautre"},
        cabinet={"nom": "Cabinet Exemple", "representant": "ZZrepresentant", "siret": SIRET},
    )  # fmt: skip
    parts = edits.members(files.provider(tmp_path, subject, kind))
    everything = "\n".join([*parts, *(content.decode("utf-8", "replace") for content in parts.values())])
    assert "ZZ" not in everything
    assert SIRET not in everything
    assert "77 jours" not in everything
    assert "78 jours" not in everything
    for word in ("plancher", "repli", "Position", "Paramètre", "Commentaire", "commentaire", "NE PAS TRANSMETTRE"):
        assert word not in everything, word
    for point in library().requirements:
        texts = [point.note, *(stage.trade for stage in point.positions.fallbacks)]
        assert not any(text.strip()[:60] in everything for text in texts if text.strip())


def test_no_figure_that_is_hoped_for_is_shown_to_the_provider() -> None:
    told = [
        expected(point, library(), Audience.PROVIDER) for point in library().requirements if point.criterion.measures
    ]
    assert told
    assert not any(character.isdigit() for text in told for character in text)


def test_an_answer_that_a_person_gave_is_kept_and_the_difference_told(tmp_path: Path) -> None:
    subject = one()
    path = edits.typed(files.practice(tmp_path, subject, "xlsx"), "Points", POINT, constat="oui", article="4")
    edits.typed(path, "Contrat", "contrat.titre", r="Autre titre")
    kept = files.read(path, into=subject)
    assert kept.case == subject
    told = "\n".join(map(str, kept.notices))
    assert "feuille Points, cellule " in told
    assert f"reponses.{POINT}.constat : « oui » ici, « non » dans dossier.yaml : gardé. " in told
    assert "« Autre titre » ici, « Contrat » dans dossier.yaml : gardé. Pour prendre" in told
    taken = files.read(path, into=subject, wins=Wins.SECOND)
    assert (taken.case.answers[POINT].finding, taken.case.answers[POINT].article) == ("oui", "4")
    assert taken.case.answers[POINT].comment == "à reprendre"
    assert taken.case.contract.title == "Autre titre"
    assert "remplacé" in str(taken.notices[0])


def test_what_was_open_is_filled_in_without_a_word(tmp_path: Path) -> None:
    subject = one()
    path = edits.typed(files.practice(tmp_path, subject, "xlsx"), "Points", OTHER, constat="oui", citation="texte")
    edits.typed(path, "Points", POINT, page="3")
    edits.typed(path, "Points", MEASURED, constat="non")
    done = files.read(path, into=subject)
    assert not done.notices
    assert done.case.answers[OTHER].citation == "texte"
    assert (done.case.answers[POINT].page, done.case.answers[POINT].comment) == ("3", "à reprendre")
    assert done.case.answers[MEASURED].finding == "non"


def test_an_emptied_field_takes_nothing_away(tmp_path: Path) -> None:
    subject = one()
    path = edits.typed(files.practice(tmp_path, subject, "xlsx"), "Points", POINT, constat=None, commentaire=None)
    assert files.read(path, into=subject, wins=Wins.SECOND).case == subject


def test_the_first_of_several_questionnaires_speaks_first(tmp_path: Path) -> None:
    subject = one(reponses={})
    paths = [files.practice(tmp_path, subject, "xlsx", name) for name in "ab"]
    for path, word in zip(paths, ("oui", "non"), strict=True):
        edits.typed(path, "Points", POINT, constat=word)
    done = files.read(*paths, into=subject, wins=Wins.SECOND)
    assert done.case.answers[POINT].finding == "oui"
    assert "b.xlsx, feuille Points" in str(done.notices[0])
    assert "« non » ici, « oui » dans a.xlsx, feuille Points, cellule " in str(done.notices[0])


def test_a_provider_writes_nowhere_else_in_the_dossier(tmp_path: Path) -> None:
    """Rows of the practice's questionnaire, brought into the provider's, are refused."""
    subject = one()
    path = answered(tmp_path, subject, "xlsx")

    def change(book: Workbook) -> None:
        contract = book["Contrat"]
        row = contract.max_row + 1
        contract.cell(row, 1).value, contract.cell(row, 3).value = "courrier.delai_reponse", "90 jours"
        reserve = book.create_sheet("Réserve")
        for line in (("clausier:x", "r"), ("reste.1", '{"positions": {"perimetre-services": "plancher"}}')):
            reserve.append(line)

    message = files.refusal(edits.workbook(path, change), into=subject)
    assert "feuille Réserve, cellule B2 : cette ligne n'est pas du questionnaire" in message
    assert "feuille Contrat, cellule C" in message
    assert "n'est pas une rubrique du questionnaire" in message
