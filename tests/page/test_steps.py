"""The first steps: what is asked is kept at once, what is wrong is said at its field, nothing typed is lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from clausier.files.strictyaml import read_path
from clausier.forms.files import excel_file
from clausier.forms.questionnaire import practice_form
from clausier.model.verdict import Finding
from clausier.office.contract.formats import FORMATS
from clausier.page.answering import CHOICES
from tests.builders import ROOT
from tests.page.desk import EXAMPLE, Desk, folder, seated

HERE = f"/dossiers/{EXAMPLE}"
TEST = "sauvegardes-test-restauration"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return seated(folder(tmp_path))


def told(desk: Desk, name: str = EXAMPLE) -> Any:
    return read_path(desk.root / name / "dossier.yaml").data


def plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())


def answer(desk: Desk, point: str, **fields: Any) -> Any:
    return desk.send(f"{HERE}/points/{point}", fields)


def test_the_list_tells_where_each_dossier_stands(desk: Desk) -> None:
    page = plain(desk.read("/").text)
    assert "Infogérance Exemple" in page
    assert "en préparation" in page
    assert "vérifier le contrat" in page
    (desk.root / "gâté").mkdir()
    (desk.root / "gâté" / "dossier.yaml").write_text("cabinet: [")
    assert "gâté" in desk.read("/").text


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    assert "Aucun dossier ici" in seated(tmp_path).read("/").text


NEW = {
    "cabinet.nom": "Cabinet Neuf",
    "prestataire.nom": "Éts Neuf & fils",
    "contrat.titre": "T",
    "contrat.etat": "signe",
}


def test_a_new_dossier_asks_only_what_none_can_do_without(desk: Desk) -> None:
    answer = desk.send("/nouveau", NEW)
    assert "/ets-neuf-fils-2026/contrat" in answer.headers["location"], "its contract tells the rest"
    page = desk.after(answer).text
    assert "Dossier créé." in page
    assert re.search(r'href="[^"]*/ets-neuf-fils-2026/situation">Passer', page)
    assert told(desk, "ets-neuf-fils-2026")["dossier"] == {"id": "ets-neuf-fils-2026"}
    assert desk.send("/nouveau", NEW).headers["location"].count("ets-neuf-fils-2026-2/") == 1


def test_a_new_dossier_at_fault_keeps_what_was_typed(desk: Desk) -> None:
    answer = desk.send("/nouveau", {**NEW, "cabinet.nom": " "})
    assert answer.status_code == 422
    assert 'aria-describedby="n-cabinet.nom-fautes"' in answer.text
    assert "Écrire le nom du cabinet." in plain(answer.text)
    assert "retirer la clé" not in answer.text
    assert "Éts Neuf &amp; fils" in answer.text


def test_an_example_is_copied_with_its_own_library(desk: Desk) -> None:
    page = desk.after(desk.send("/exemple", {"exemple": "guide-minimal"})).text
    assert "Exemple copié." in page
    guide = desk.house.opened("guide-minimal").library
    assert guide.categories[0].title in desk.read("/dossiers/guide-minimal/verification").text


def test_a_dossier_is_imported_as_it_is(desk: Desk, tmp_path: Path) -> None:
    source = (ROOT / "examples" / "logiciel-en-ligne-signe" / "dossier.yaml").read_bytes()
    page = desk.send("/importer", files=[("fichiers", ("../../x.yaml", source))]).text
    assert "devient le dossier" in page
    placed = [path for path in desk.root.rglob("dossier.yaml") if path.read_bytes() == source]
    assert len(placed) == 1
    again = desk.send("/importer", files=[("fichiers", ("x.yaml", source)), ("fichiers", ("y.exe", b"MZ"))])
    assert again.status_code == 409
    assert "est déjà dans la liste" in again.text
    assert "ce n’est ni un dossier" in again.text


def test_a_questionnaire_completes_the_dossier_that_it_comes_from(desk: Desk) -> None:
    opened = desk.house.opened(EXAMPLE)
    form = excel_file(practice_form(opened.library, opened.case))
    page = desk.send("/importer", files=[("fichiers", ("questionnaire.xlsx", form))])
    assert page.status_code == 200, page.text
    assert "complète le dossier" in page.text


@pytest.mark.parametrize("suffix", sorted({*FORMATS, ".doc"}))
def test_a_contract_that_is_imported_is_told_where_it_goes(desk: Desk, suffix: str) -> None:
    content = (ROOT / "examples" / EXAMPLE / "contrat.docx").read_bytes()
    answer = desk.send("/importer", files=[("fichiers", (f"Mon contrat{suffix}", content))])
    assert answer.status_code == 409
    page = plain(answer.text)
    assert f"<strong>Mon contrat{suffix}</strong>" in page
    assert "créer d’abord le dossier, puis déposer le contrat à l’étape « Contrat »" in page
    assert "« nom » manque" not in page


def test_a_file_that_is_imported_is_named_as_its_sender_names_it(desk: Desk) -> None:
    page = plain(desk.send("/importer", files=[("fichiers", ("Réponses du cabinet.xlsx", b"PK rien"))]).text)
    assert '<strong>Réponses du cabinet.xlsx</strong> : <span class="fautes">ce n’est pas un classeur Excel' in page
    assert "fichier-recu" not in page


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"cabinet: [", b"PK\x03\x04" + b"\0" * 100, b"a: &a [*a]"])
@pytest.mark.parametrize("name", ["x.yaml", "x.xlsx", "x.docx", "x", "", "a/b\\c\x1b[31m.yaml"])
def test_a_hostile_file_is_a_sentence(desk: Desk, content: bytes, name: str) -> None:
    before = sorted(desk.root.rglob("*"))
    answer = desk.send("/importer", files=[("fichiers", (name or "sans-nom", content))])
    assert answer.status_code == 409
    assert "\x1b" not in answer.text
    assert sorted(desk.root.rglob("*")) == before


def test_an_archived_dossier_leaves_the_list_whole(desk: Desk) -> None:
    page = desk.after(desk.send(f"{HERE}/archiver")).text
    assert "Dossier archivé" in page
    assert (desk.root / "archives" / EXAMPLE / "dossier.yaml").is_file()
    assert desk.read(f"{HERE}/bilan").status_code == 404


def test_the_situation_is_asked_in_the_words_of_the_library(desk: Desk) -> None:
    page = plain(desk.read(f"{HERE}/situation").text)
    library = desk.house.opened(EXAMPLE).library
    for name, kind in library.facts.items():
        shown = kind.question.replace("'", "’") in page
        assert shown is (name != "service_en_nuage"), name


def test_a_part_of_the_situation_is_saved_and_comments_stay(desk: Desk) -> None:
    path = desk.root / EXAMPLE / "dossier.yaml"
    before = path.read_text(encoding="utf-8")
    fields = {"contrat.titre": "Autre", "contrat.etat": "signe", "contrat.type": "materiel"}
    page = desk.after(desk.send(f"{HERE}/situation/contrat", fields)).text
    assert "Enregistré." in page
    found = told(desk)["contrat"]
    assert found == {"titre": "Autre", "etat": "signe", "type": "materiel"}
    assert path.read_text(encoding="utf-8").splitlines()[:2] == before.splitlines()[:2]
    assert told(desk)["reponses"] == read_path(ROOT / "examples" / EXAMPLE / "dossier.yaml").data["reponses"]


def test_the_situation_leads_to_the_contract_as_long_as_nothing_is_read_nor_answered(desk: Desk) -> None:
    assert "donner le contrat" not in desk.read(f"{HERE}/situation").text, "it has answers"
    desk.send("/nouveau", NEW)
    new = "/dossiers/ets-neuf-fils-2026"
    page = desk.read(f"{new}/situation").text
    assert re.search(r'<button class="principal" name="suite" value="contrat">Enregistrer et donner le contrat', page)
    for wanted, there in (("contrat", "contrat"), ("verification", "verification"), ("..", "situation")):
        answer = desk.send(f"{new}/situation/services", {"situation.services": ["sauvegarde"], "suite": wanted})
        assert answer.headers["location"].partition("?")[0].endswith(f"{new}/{there}")


def test_a_siret_is_checked_at_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    before = told(desk)
    answer = desk.send(
        f"{HERE}/situation/parties",
        {"cabinet.nom": "Nouveau nom", "cabinet.siret": "123 456", "prestataire.nom": ""},
    )
    assert answer.status_code == 422
    assert 'id="c-cabinet.siret" value="123 456"' in answer.text
    assert 'id="c-cabinet.siret-fautes"' in answer.text
    assert 'value="Nouveau nom"' in answer.text
    assert "À remplir" in answer.text
    assert told(desk) == before


def test_each_page_of_a_dossier_leads_to_its_library(desk: Desk) -> None:
    for path in ("situation", "contrat", "verification", "bilan", "demandes", "documents", "suivi"):
        address = re.search(r'<a class="biblio" href="([^"]+)"', desk.read(f"{HERE}/{path}").text)
        assert address is not None, path
    assert desk.client.get(address[1].replace("&amp;", "&")).status_code == 200
    assert 'class="biblio"' not in desk.read("/").text


def test_faults_and_notices_speak_of_what_the_page_shows(desk: Desk) -> None:
    """Not of the keys of the file."""
    desk.send(f"{HERE}/situation/parties", {"cabinet.nom": "Maison de santé Exemple", "prestataire.nom": "P"})
    for page in ("situation", "bilan"):
        told = plain(desk.read(f"{HERE}/{page}").text)
        assert "écrire dans « Cabinet : forme » sa structure" in told
        assert "cabinet.forme »" not in told
    fault = plain(answer(desk, TEST, constat="oui", valeur="souvent").text)
    assert "effacer la valeur et répondre « en partie »" in fault
    assert "retirer « valeur »" not in fault


def test_a_contract_of_several_types_is_told_by_service(desk: Desk) -> None:
    services = ["infogerance", "sauvegarde", "logiciel_metier"]
    fields = {"situation.services": services, "type:infogerance": "infogerance", "type:sauvegarde": "hebergement"}
    assert desk.send(f"{HERE}/situation/services", fields).status_code == 303
    types = told(desk)["contrat"]["type"]
    assert types == {"infogerance": ["infogerance", "logiciel_metier"], "hebergement": ["sauvegarde"]}


def test_another_library_tells_what_it_changes(desk: Desk) -> None:
    page = desk.send(f"{HERE}/situation/bibliotheque", {"bibliotheque": "complements"}).text
    assert "n’y était pas" in page
    assert "Compléments" in desk.read(f"{HERE}/verification").text
    assert "n’y est plus" in desk.send(f"{HERE}/situation/bibliotheque").text


def test_a_library_that_cannot_read_the_dossier_is_not_taken(desk: Desk) -> None:
    own = desk.root / "bibliotheques" / "lycee"
    own.parent.mkdir()

    shutil.copytree(ROOT / "examples" / "guide-minimal" / "bibliotheque", own)
    answer = desk.send(f"{HERE}/situation/bibliotheque", {"bibliotheque": "lycee"})
    assert answer.status_code == 422
    assert desk.read(f"{HERE}/verification").status_code == 200


@pytest.mark.parametrize("finding", [one for one in CHOICES if one is not Finding.NOT_APPLICABLE])
def test_each_answer_is_kept_and_its_verdict_told_by_the_engine(desk: Desk, finding: Finding) -> None:
    point = "correctifs-securite-inclus"
    page = plain(desk.after(answer(desk, point, constat=finding.value)).text)
    assert told(desk)["reponses"][point] == finding.value
    judged = desk.house.opened(EXAMPLE).judged(point)
    assert plain(desk.house.opened(EXAMPLE).library.formulas.verdicts[judged.verdict]) in page
    assert f'id="{point}-{finding.value}" data-touche' in page


def test_what_an_answer_needs_is_asked_after_it(desk: Desk) -> None:
    answer(desk, TEST, constat="a_verifier", confirme="oui")
    page = desk.read(f"{HERE}/verification/4").text
    assert f'id="{TEST}-valeur"' not in page
    page = desk.after(answer(desk, TEST, constat="oui")).text
    assert f'id="{TEST}-valeur"' in page
    page = plain(desk.after(answer(desk, TEST, constat="oui", valeur="1 par an", article="7.2")).text)
    assert "1 fois par an au lieu de 2" in page
    assert told(desk)["reponses"][TEST]["valeur"] == "1 par an"


def test_a_value_at_fault_is_said_at_its_field_and_kept_on_the_page(desk: Desk) -> None:
    before = told(desk)
    page = answer(desk, TEST, constat="oui", valeur="trois lunes", citation="mot pour mot")
    assert page.status_code == 422
    assert f'id="{TEST}-valeur" name="valeur" value="trois lunes"' in page.text
    assert f'aria-describedby="{TEST}-valeur-note {TEST}-valeur-fautes" aria-invalid="true"' in page.text
    assert "mot pour mot" in page.text
    assert told(desk) == before


def test_without_object_wants_a_reason_first(desk: Desk) -> None:
    point, before = "acces-wifi-separes", told(desk)
    page = answer(desk, point, constat="sans_objet", confirme="oui").text
    assert f'id="{point}-motif"' in page
    assert told(desk) == before
    answer(desk, point, constat="sans_objet", motif="aucun Wi-Fi")
    assert told(desk)["reponses"][point] == {"constat": "sans_objet", "motif": "aucun Wi-Fi"}


def test_an_answer_that_says_more_is_not_lost_by_a_slip(desk: Desk) -> None:
    before = told(desk)
    page = answer(desk, TEST, constat="non").text
    assert "Remplacer la réponse" in page
    assert told(desk) == before
    answer(desk, TEST, constat="non", confirme="oui")
    assert told(desk)["reponses"][TEST] == "non"


def test_an_answer_can_be_taken_back(desk: Desk) -> None:
    page = desk.after(answer(desk, TEST, constat="")).text
    assert "Réponse effacée." in page
    assert TEST not in told(desk)["reponses"]


def test_parts_that_are_unticked_are_missing(desk: Desk) -> None:
    point = "hebergement-rgpd"
    parts = [*desk.house.opened(EXAMPLE).library.by_id[point].criterion.parts]
    answer(desk, point, **{"constat": "oui", "volets": parts[:1], "volets-coches": "oui"})
    assert told(desk)["reponses"][point]["volets"] == parts[:1]
    answer(desk, point, **{"constat": "oui", "volets-coches": "oui"})
    assert told(desk)["reponses"][point]["volets"] == []


def test_a_proof_is_asked_as_the_library_describes_it(desk: Desk) -> None:
    point = "sauvegardes-hebergement-hds"
    library = desk.house.opened(EXAMPLE).library
    page = plain(desk.read(f"{HERE}/verification/4").text)
    rule = library.by_id[point].criterion.proof
    assert rule is not None
    assert all(label[1:].replace("'", "’") in page for label in library.proofs[rule.kind].fields.values())
    fields = {"preuve.titulaire": "Coffre Exemple", "preuve.activites": ["", "6"], "preuve.organisme": ""}
    answer(desk, point, constat="oui", **fields)
    proof = told(desk)["reponses"][point]["preuves"][0]
    assert proof == {"nature": rule.kind, "titulaire": "Coffre Exemple", "activites": ["6"]}


@pytest.mark.parametrize(("kept", "shown"), [("sans-reponse", 1), ("a-reprendre", 0), ("indispensables", 4), ("", 4)])
def test_filters_show_what_they_say(desk: Desk, kept: str, shown: int) -> None:
    assert desk.read(f"{HERE}/verification/8?filtre={kept}").text.count('<article class="carte"') == shown


def test_an_answered_card_stays_in_sight_under_a_filter(desk: Desk) -> None:
    point = "hebergement-hds"
    page = desk.after(answer(desk, point, constat="non", filtre="sans-reponse")).text
    assert f'id="{point}"' in page


def test_a_filter_that_shows_nothing_tells_of_the_questions_that_remain(tmp_path: Path) -> None:
    desk = seated(tmp_path)
    desk.send("/nouveau", NEW)
    here = "/dossiers/ets-neuf-fils-2026/verification"
    page = plain(desk.read(f"{here}/4?filtre=a-reprendre").text)
    assert "Aucune question à montrer ici avec ce filtre." in page
    link = re.search(
        r'href="([^"]*/verification/4\?filtre=sans-reponse)">(\d+) questions de cette catégorie sont', page
    )
    assert link is not None
    assert desk.client.get(link[1]).text.count('<article class="carte"') == int(link[2])
    overview = desk.read(f"{here}?filtre=a-reprendre").text
    assert re.search(r'class="bouton principal" href="[^"]*/verification/1">Commencer', overview), (
        "not a page of nothing"
    )


def test_a_fault_of_no_field_shown_is_told_where_it_stands_in_the_words_of_the_page(desk: Desk) -> None:
    fields = {
        "situation.services": ["sauvegarde", "infogerance"],
        "type:sauvegarde": "lune",
        "type:infogerance": "lune",
    }
    page = plain(desk.send(f"{HERE}/situation/services", fields).text)
    assert "<li>Contrat : type : le type de contrat « lune » n’existe pas." in page
    page = plain(answer(desk, "sauvegardes-versions", constat="oui", citation="x\x07").text)
    assert "Caractère de contrôle interdit (U+0007)" in page


def test_points_out_of_scope_are_told_with_their_reason(desk: Desk) -> None:
    desk.send(f"{HERE}/situation/services", {"situation.services": ["materiel"]})
    answer(desk, "antivirus-supervision", constat="")
    page = plain(desk.read(f"{HERE}/verification/6").text)
    assert "sans objet pour ce contrat" in page
    assert "Hors du périmètre déclaré" in page


def test_the_bilan_tells_the_score_the_categories_and_what_will_be_asked(desk: Desk) -> None:
    page = plain(desk.read(f"{HERE}/bilan").text)
    tally = desk.house.opened(EXAMPLE).analysis.tally
    assert f"{tally.conforming} sur {tally.conforming + tally.gaps}" in page
    assert f"{tally.to_check} points restent à vérifier" in page
    assert page.count('<svg class="barre"') == 10
    assert page.count("Ce qui sera demandé") == tally.gaps
    assert page.index("Ce que la loi impose") < page.index("Indispensable") < page.index("Recommandé")


def test_the_bilan_tells_a_clause_that_changed_since_it_was_approved(desk: Desk) -> None:
    own = desk.root / "bibliotheques" / "maison"
    own.mkdir(parents=True)
    given = "{nom: Me Exemple, le: 2026-11-01, empreinte: 0123456789abcdef}"
    (own / "validations.yaml").write_text(f"clauses_validees: {{{TEST}: {given}}}\n", "utf-8")
    desk.send(f"{HERE}/situation/bibliotheque", {"bibliotheque": "maison"})
    page = plain(desk.read(f"{HERE}/bilan").text)
    assert page.count("Clause modifiée depuis la validation par Me Exemple le 1er novembre 2026.") == 1


def test_the_dossier_of_another_guide_goes_the_whole_way(tmp_path: Path) -> None:
    desk = seated(folder(tmp_path, "guide-minimal"))
    for path in ("situation", "verification", "verification/1", "bilan"):
        answer = desk.read(f"/dossiers/guide-minimal/{path}")
        assert answer.status_code == 200


def test_leaving_ends_the_run(tmp_path: Path) -> None:
    desk = seated(tmp_path)
    left: list[bool] = []
    object.__setattr__(desk.house, "quit", lambda: left.append(True))
    assert "clausier est arrêté" in desk.send("/quitter").text
    assert left == [True]


BEGUN = """\
dossier:
  id: commence-2026
cabinet:
  nom:                  # nom du cabinet (obligatoire)
prestataire:
  nom:
contrat:
  titre: Sérénité       # lu dans le contrat
  etat:
"""


def test_a_dossier_that_is_only_begun_is_completed_at_its_situation(desk: Desk) -> None:
    (desk.root / "commence").mkdir()
    path = desk.root / "commence" / "dossier.yaml"
    path.write_text(BEGUN)
    assert re.search(r'/dossiers/commence/situation">commence<', desk.read("/").text)
    for step in ("verification", "bilan", "demandes", "documents", "suivi"):
        page = desk.read(f"/dossiers/commence/{step}")
        assert page.status_code == 409
        assert "/commence/situation#c-prestataire.nom" in page.text
        assert "Ce dossier ne peut pas être lu" not in page.text
    assert desk.read("/dossiers/commence/contrat").status_code == 200
    page = desk.read("/dossiers/commence/situation").text
    assert page.count('href="#c-') == 3
    assert re.search(r'<option value="">–</option>\s*<option value="signe">', page), "nothing is chosen for anybody"
    assert 'value="…"' not in page, "what stands for a blank is not shown"
    desk.after(desk.send("/dossiers/commence/situation/parties", {"cabinet.nom": "Cabinet Neuf"}))
    named = {"cabinet.nom": "Cabinet Neuf", "prestataire.nom": "Éts Neuf"}
    desk.after(desk.send("/dossiers/commence/situation/parties", named))
    desk.after(
        desk.send("/dossiers/commence/situation/contrat", {"contrat.titre": "Sérénité", "contrat.etat": "signe"})
    )
    assert "# lu dans le contrat" in path.read_text(), "its comments stay"
    assert desk.read("/dossiers/commence/bilan").status_code == 200
    refused = desk.send("/dossiers/commence/situation/parties", {**named, "cabinet.nom": ""})
    assert (refused.status_code, told(desk, "commence")["cabinet"]["nom"]) == (422, "Cabinet Neuf")
