"""Another guide, of three categories in another field, played end to end: nothing of the shipped one shows."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from clausier.cli import run
from clausier.files.strictyaml import read_path
from clausier.library.reading import load_library
from clausier.model.library import Client
from tests.builders import ROOT, flat
from tests.forms import edits
from tests.negotiation.play import ACCEPTED, REFUSED, all_parts, events, fill
from tests.negotiation.play import asked as texts_asked

EXAMPLE = ROOT / "examples" / "guide-minimal"
GUIDE = EXAMPLE / "bibliotheque"
OURS = ("--bibliotheque", str(GUIDE))
DAY = ("--date", "2026-11-23")
OF_THE_SHIPPED_GUIDE = re.compile(
    r"URPS|\bHDS\b|médecin|médica|\bpatients?\b|praticien|\bsanté\b|dix catégories|dix points|\bcabinet\b",
    re.IGNORECASE,
)
KEYS = re.compile(
    r"(?m:^cabinet:)|\bcabinet: nom:|\bcabinet\.[\w\"]|[\"“>]cabinet[\"”<]|`cabinet`|« cabinet »|"
    r"prestataire, cabinet ou les_deux|cabinet, conseil ou union|cabinet[, ]conseil[, ]union|redacteur: cabinet|"
    r"redacteur\.voix != 'cabinet'|EnTeteCabinet|En-tête du cabinet|Coordonnées du cabinet"
)
"""Words of the file formats, whatever the guide, and names of styles that firms' templates use."""
Capture = pytest.CaptureFixture[str]


def call(*words: object, code: int = 0) -> None:
    assert run([str(word) for word in words]) == code


def strangers(text: str) -> list[str]:
    """Words of the shipped guide in a text, with what stands around them."""
    bare = KEYS.sub("", text)
    return [bare[max(0, found.start() - 40) : found.end() + 20] for found in OF_THE_SHIPPED_GUIDE.finditer(bare)]


def strangers_in(folder: Path, suffixes: Sequence[str] = (".docx", ".xlsx", ".json", ".yaml", ".html", ".csv")) -> Any:
    found = {path.name: strangers(all_parts(path)) for path in folder.rglob("*") if path.suffix in suffixes}
    assert found
    return {name: words for name, words in found.items() if words}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """The example's dossier in a folder of its own."""
    (tmp_path / "lycee").mkdir()
    return Path(shutil.copy(EXAMPLE / "dossier.yaml", tmp_path / "lycee" / "dossier.yaml"))


@pytest.fixture
def sent(dossier: Path) -> Path:
    call("rediger", dossier, "-o", dossier.parent / "tour-1", *OURS, *DAY)
    call("envoyer", dossier, dossier.parent / "tour-1", *OURS, "--le", DAY[1])
    return dossier


def test_the_library_is_sound_and_stands_alone(capsys: Capture) -> None:
    call("bibliotheque", "verifier", GUIDE)
    assert capsys.readouterr().out == "9 points, 0 fondement : rien à signaler.\n"
    library = load_library([GUIDE])
    assert [category.number for category in library.categories] == [1, 2, 3]
    kinds = {measure.kind for point in library.requirements for measure in point.criterion.measures}
    assert len(kinds) == 2
    assert any(point.criterion.parts for point in library.requirements)
    assert any(point.criterion.proof for point in library.requirements)


def test_the_analysis_knows_its_three_categories(dossier: Path, capsys: Capture) -> None:
    call("analyser", dossier, *OURS, *DAY, "--json")
    report = json.loads(capsys.readouterr().out)
    verdicts = {point["numero"]: point["verdict"] for point in report["points"]}
    assert verdicts == {
        "1.1": "insuffisant",
        "1.2": "insuffisant",
        "1.3": "absent",
        "2.1": "conforme",
        "2.2": "a_verifier",
        "2.A": "non_prouve",
        "3.1": "insuffisant",
        "3.2": "insuffisant",
        "3.A": "contraire",
    }
    call("analyser", dossier, *OURS, *DAY)
    told = capsys.readouterr().out
    assert "attestation expirée le 30 juin 2026" in told
    assert strangers(told) == []


@pytest.mark.parametrize("state", ["signe", "non_signe"])
def test_the_documents_speak_of_this_guide_only(state: str, dossier: Path, tmp_path: Path, capsys: Capture) -> None:
    text = dossier.read_text(encoding="utf-8").replace("etat: signe", f"etat: {state}")
    dossier.write_text(text, encoding="utf-8")
    call("rediger", dossier, "-o", tmp_path / "sortie", *OURS, *DAY)
    made = {path.name: all_parts(path) for path in (tmp_path / "sortie").iterdir()}
    act = "avenant.docx" if state == "signe" else "conditions-particulieres.docx"
    assert {"lettre.docx", act, "demandes.docx", "reponse.docx", "synthese.docx", "tableau.xlsx"} <= set(made)
    assert "guide sur les contrats d'impression des établissements scolaires" in made["lettre.docx"]
    assert "L'Établissement imprime chaque jour" in made[act]
    assert "« l'Établissement »" in made[act]
    assert "plus favorable à l'Établissement" in made[act]
    assert "aux demandes de l'établissement, Lycée des Marronniers" in made["reponse.docx"]
    assert "Annexe –" not in made[act]
    assert strangers_in(tmp_path / "sortie") == {}
    assert strangers(capsys.readouterr().out) == []


@pytest.mark.parametrize(("memory", "told"), [("oui", True), ("inconnu", True), ("non", False)])
def test_an_annex_may_name_any_fact(memory: str, told: bool, dossier: Path, tmp_path: Path) -> None:
    """Its value stands unless the fact that it depends on surely says otherwise."""
    row = "{id: objet, intitule: Objet, valeur: 'Objet : {{ prestations }}.', valeur_si: {memoire: [oui]}}"
    house = tmp_path / "maison"
    house.mkdir()
    (house / "formules.yaml").write_text(f"formules: {{annexe: [{row}]}}\n", encoding="utf-8")
    text = dossier.read_text(encoding="utf-8").replace("memoire: oui", f"memoire: {memory}")
    dossier.write_text(text, encoding="utf-8")
    call("rediger", dossier, "-o", tmp_path / "sortie", *OURS, "--bibliotheque", house, *DAY)
    sentence = "Objet : location des appareils, entretien et dépannage et fourniture des consommables."
    act = all_parts(tmp_path / "sortie" / "avenant.docx")
    assert "pour le compte de l'Établissement" in act
    assert (sentence in act) is told


def test_a_condition_of_the_annex_is_checked(tmp_path: Path, capsys: Capture) -> None:
    house = tmp_path / "maison"
    house.mkdir()
    row = "{id: objet, intitule: Objet, valeur: '{{ services }}', valeur_si: {memoir: [oui]}}"
    (house / "formules.yaml").write_text(
        f"formules: {{annexe_si: {{memoire: [peut-être]}}, annexe: [{row}]}}\n", encoding="utf-8"
    )
    call("bibliotheque", "verifier", GUIDE, house, code=3)
    told = " ".join(capsys.readouterr().out.split())
    assert "le fait « memoir » n'est pas déclaré. → Vouliez-vous dire « memoire » ?" in told
    assert "« peut-être » n'est pas une valeur de « memoire »." in told
    assert "« {{ services }} » n'a pas de valeur ici." in told


def test_a_blank_dossier_and_the_list_of_points(tmp_path: Path, capsys: Capture) -> None:
    call("nouveau", "-o", tmp_path / "vierge.yaml", *OURS)
    assert f"clausier analyser {tmp_path / 'vierge.yaml'} {' '.join(OURS)}" in capsys.readouterr().out
    call("points", *OURS)
    told = (tmp_path / "vierge.yaml").read_text(encoding="utf-8")
    assert "# nom de l'établissement (obligatoire)" in told
    assert "hebergeur" not in told
    assert strangers(told + capsys.readouterr().out) == []


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
@pytest.mark.parametrize("audience", ["cabinet", "prestataire"])
def test_a_questionnaire_comes_back(audience: str, suffix: str, dossier: Path, capsys: Capture) -> None:
    form = dossier.with_name(f"questionnaire{suffix}")
    call("questionnaire", "creer", "--pour", audience, "--dossier", dossier, "-o", form, *OURS)
    assert f"-o {dossier} {' '.join(OURS)}\n" in capsys.readouterr().out
    assert strangers(all_parts(form)) == []
    assert "l'établissement" in all_parts(form).casefold()
    assert "L'annexe" not in all_parts(form), "this guide has none"
    target = dossier.with_name("relu.yaml")
    base = ("--dossier", dossier) if audience == "prestataire" else ()
    if suffix == ".xlsx":
        names = ("saisie.par", "saisie.le") if audience == "cabinet" else ("declaration_prestataire.par",)
        for name in names:
            edits.typed(form, "Contrat", name, r="2026-11-20" if name.endswith(".le") else "Mme Exemple")
        if audience == "prestataire":
            edits.typed(form, "Contrat", "declaration_prestataire.le", r="2026-11-20")
        edits.typed(form, "Points", "pannes-remplacement", constat="oui", valeur="5 jours ouvrés")
    call("questionnaire", "lire", form, *base, "-o", target, *OURS)
    read: Any = read_path(target).data
    assert read["reponses"]["fin-preavis"]["valeur"] == "6 mois"
    capsys.readouterr()
    call("analyser", target, *OURS, *DAY, "--json")
    points = {point["id"]: point["verdict"] for point in json.loads(capsys.readouterr().out)["points"]}
    told = "conforme" if audience == "cabinet" else "absent"
    assert points["pannes-remplacement"] == (told if suffix == ".xlsx" else "a_verifier")
    assert points["fin-preavis"] == "insuffisant"


def test_a_batch(dossier: Path, tmp_path: Path, capsys: Capture) -> None:
    table = tmp_path / "lot.xlsx"
    call("lot", "modele", "-o", table, *OURS)
    assert f"clausier lot produire {table} -o sortie {' '.join(OURS)}\n" in capsys.readouterr().out
    assert strangers(all_parts(table)) == []
    book = openpyxl.load_workbook(table)
    sheet = book["Dossiers"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    assert {"situation.prestations", "pannes-delai", "fin-prix-page:volets"} <= set(columns)
    assert "situation.hebergeur" not in columns
    headings = {sheet.cell(2, columns["cabinet.nom"]).value, sheet.cell(1, columns["cabinet.nom"]).value}
    assert "Établissement : nom *" in headings
    rows = {
        "dossier.id": "copieurs-1",
        "cabinet.nom": "Lycée des Marronniers",
        "prestataire.nom": "Copie Modèle",
        "contrat.titre": "Copieurs",
        "contrat.etat": "signe",
        "contrat.type": "location",
        "situation.prestations": "location ; entretien",
        "pannes-delai": "3 jours ouvrés",
        "fin-prix-page": "non",
    }
    for key, text in rows.items():
        sheet.cell(3, columns[key]).value = text
    book.save(table)
    call("lot", "produire", table, "-o", tmp_path / "lot", *OURS, *DAY)
    made = [path.name for path in (tmp_path / "lot").rglob("*") if path.is_file()]
    assert {"lettre.docx", "avenant.docx", "suivi.xlsx", "synthese.html"} <= set(made)
    assert "Établissement" in all_parts(tmp_path / "lot" / "suivi.xlsx")
    assert strangers_in(tmp_path / "lot") == {}


def test_a_negotiation(sent: Path, capsys: Capture) -> None:
    """A reply is read and graded by the guide's own positions, and the next letter says what was answered."""
    assert set(texts_asked(sent)) == {
        "appareils-inventaire", "appareils-consommables", "appareils-entretien", "pannes-assurance",
        "fin-prix-page", "fin-preavis", "fin-effacement",
    }  # fmt: skip
    counter = {"choix": "Accepté avec modification", "valeur": "5 jours ouvrés"}
    late = {"choix": "Accepté avec modification", "valeur": "10 jours ouvrés"}
    reply = {"appareils-consommables": counter, "fin-preavis": {**late, "valeur": "4 mois"}, "fin-effacement": REFUSED}
    filled = fill(sent.parent / "tour-1" / "tableau.xlsx", {**reply, "appareils-inventaire": ACCEPTED})
    call("reponse", "lire", sent, filled, *OURS, "--date", "2026-12-20")
    grades = {id_: one["appreciation"] for id_, one in events(sent)[1]["reponse"]["appreciations"].items()}
    assert grades["appareils-consommables"] == "dans le repli"
    assert grades["fin-preavis"] == "sous le plancher"
    assert grades["fin-effacement"] == "refusé"
    call("suivre", sent, *OURS, "--date", "2026-12-20")
    call("decider", sent, "1.2", "--repli", "--motif", "Cinq jours suffisent", *OURS, "--date", "2026-12-21")
    call("relancer", sent, "-o", sent.parent / "tour-2", *OURS, "--date", "2026-12-21")
    assert "5 jours ouvrés" in all_parts(sent.parent / "tour-2" / "relance.docx")
    assert strangers_in(sent.parent / "tour-2") == {}
    call("echeances", sent, "-o", sent.parent / "echeances.ics", *OURS)
    assert "Dernier jour du préavis" in (sent.parent / "echeances.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    assert strangers(capsys.readouterr().out) == []


def test_the_lawyer_s_tools_work_with_it(tmp_path: Path, capsys: Capture) -> None:
    house, book = tmp_path / "maison", tmp_path / "guide.docx"
    call("bibliotheque", "nouvelle", house, *OURS)
    page = (house / "LISEZMOI.md").read_text(encoding="utf-8")
    assert "se superpose à « Imprimer au lycée », version 1.0.0." in page
    assert f"clausier rediger dossier.yaml -o sortie --bibliotheque {GUIDE} --bibliotheque maison" in page
    assert "    # 01/appareils-consommables.yaml\n    positions: {cible: {delai: 3 jours ouvrés}}" in page
    assert "fondements valider" not in page
    assert f"reperes essayer 1.2 contrat.pdf --bibliotheque {GUIDE} --bibliotheque maison" in page
    (house / "fin-preavis.yaml").write_text("positions: {cible: {delai: 1 mois}}\n", encoding="utf-8")
    call("bibliotheque", "verifier", GUIDE, house)
    assert "rien à signaler" in capsys.readouterr().out
    call("bibliotheque", "comparer", GUIDE, GUIDE)
    assert capsys.readouterr().out == "Aucune différence.\n"
    call("bibliotheque", "comparer", GUIDE)
    assert "9 points ajoutés, 60 points retirés" in capsys.readouterr().out
    call("bibliotheque", "apercu", "3.2", *OURS, *DAY)
    assert "deux (2) mois" in capsys.readouterr().out.replace("\u00a0", " ")
    call("bibliotheque", "exporter", "-o", book, *OURS)
    call("bibliotheque", "importer", book, "-o", tmp_path / "repris", *OURS)
    told = capsys.readouterr().out
    assert "9 clauses dans" in told
    assert "Aucune modification" in told
    call("bibliotheque", "schema", "-o", tmp_path / "schemas", *OURS)
    assert strangers(all_parts(book)) == []


def test_the_example_says_which_library_it_is_read_with(tmp_path: Path, capsys: Capture) -> None:
    call("exemple")
    assert "guide-minimal Un autre guide : trois catégories" in flat(capsys.readouterr().out)
    call("exemple", "guide-minimal", "-o", tmp_path / "essai")
    chosen = f"--bibliotheque {tmp_path / 'essai' / 'bibliotheque'}"
    assert f"clausier analyser {tmp_path / 'essai' / 'dossier.yaml'} {chosen}" in capsys.readouterr().out
    call("analyser", tmp_path / "essai" / "dossier.yaml", *chosen.split(), *DAY)
    call("exemple", "infogerance-non-signee", "-o", tmp_path / "autre")
    assert "--bibliotheque" not in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "templates").rglob("*.py")]),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_program_says_a_word_of_the_shipped_guide(path: Path) -> None:
    assert strangers(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"le": "le cabinet"}, "client : « le cabinet » ne finit pas par « association »."),
        ({"nom": "cabinet"}, "client : « l'association » ne finit pas par « cabinet »."),
        (dict.fromkeys(("nom", "le", "du", "au"), "prestataire"), "client : le client ne peut pas s'appeler comme"),
        ({"au": "' '"}, "client.au : le texte est vide."),
    ],
    ids=["le", "nom", "prestataire", "vide"],
)
def test_the_client_has_one_name(change: dict[str, str], told: str, tmp_path: Path, capsys: Capture) -> None:
    own = Path(shutil.copytree(GUIDE, tmp_path / "guide"))
    header = own / "bibliotheque.yaml"
    names = {"nom": "association", "le": "l'association", "du": "de l'association", "au": "à l'association", **change}
    line = next(line for line in header.read_text(encoding="utf-8").splitlines() if line.startswith("client:"))
    written = f"client: {{{', '.join(f'{key}: {text}' for key, text in names.items())}}}"
    header.write_text(header.read_text(encoding="utf-8").replace(line, written), encoding="utf-8")
    call("points", "--bibliotheque", own, code=3)
    assert told in capsys.readouterr().err


def test_a_defined_term_has_a_capital() -> None:
    client = Client(noun="établissement", the="l'établissement", of="de l'établissement", to="à l'établissement")
    assert client.defined().to == "à l'Établissement"
