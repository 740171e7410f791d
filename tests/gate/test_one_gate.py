"""What `bibliotheque verifier` calls an error stops every command that writes; a warning is said by all of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.errors import Severity
from clausier.files.strictyaml import read_path, require_mapping
from clausier.library.reading import read_library
from clausier.playbook.verify import verify
from clausier.resources import shipped
from tests.builders import tree

Capture = pytest.CaptureFixture[str]
TEST = "sauvegardes-test-restauration"
PARTS = "incidents-procedure-cyberattaque"

ERRORS = {
    "a target that fails": ("04/{id}.yaml", "positions: {cible: {frequence: 1 par an}}", "ne satisfait pas l'exigence"),
    "a fallback that cannot be read": (
        "04/{id}.yaml",
        "positions: {repli: [{frequence: -4 versions ou 3 lunes, contrepartie: Un rapport.}]}",
        "« -4 versions ou 3 lunes » ne se lit pas",
    ),
    "a floor in words": ("04/{id}.yaml", "positions: {plancher: {frequence: beaucoup}}", "« beaucoup » ne se lit pas"),
    "a floor too large": (
        "04/{id}.yaml",
        "positions: {plancher: {frequence: 99999999 ans}}",
        "« 99999999 ans » ne se lit pas",
    ),
    "single braces": ("04/{id}.yaml", "clause: {texte: 'Au moins { frequence }.'}", "accolades isolées « { »"),
    "braces in a plain text": ("04/{id}.yaml", "clause: {titre: 'Tests { frequence }'}", "imprimé tel quel"),
    "a blank": ("04/{id}.yaml", "argument: {negociation: 'Sous [délai à compléter], merci.'}", "il reste à compléter"),
    "a blank in a value": ("04/{id}.yaml", "parametres: {delai_rapport: '[à compléter]'}", "il reste à compléter"),
    "a brace in a value": ("04/{id}.yaml", "parametres: {delai_rapport: '{8} jours'}", "entre telle quelle"),
    "an accented name": ("04/{id}.yaml", "parametres: {délai: 3 jours}", "aucun texte ne peut nommer « délai »"),
    "an accented key": ("04/{id}.yaml", "argument: {négociation: Merci.}", "clé inconnue « négociation »"),
    "a name of the engine": ("04/{id}.yaml", "parametres: {cabinet: X}", "« cabinet » est un nom du moteur"),
    "a deletion of nothing": ("04/{id}.yaml", "clause: {titr: null}", "« titr » n'existe pas : rien à effacer"),
    "a title cut by a comma": ("04/{id}.yaml", "clause: {titre: Postes, serveurs}", "une virgule a sans doute coupé"),
    "a hidden ending": ("04/{id}.yaml.txt", "note_interne: x", "son nom finit par « .txt »"),
    "another ending": ("04/{id}.yml", "note_interne: x", "son nom finit par « .yml »"),
    "a number with more": ("04/{id}.yaml", "numero: x4.5y", "la forme n'est pas admise"),
    "a verdict that needs no clause": ("04/{id}.yaml", "clause: {texte_si: {conforme: x}}", "n'appelle aucune clause"),
    "an edited law": (
        "fondements.yaml",
        "fondements: {rgpd-32-1-d: {regle: Un test par mois.}}",
        "« regle » a changé, mais « verification: texte_lu »",
    ),
    "an edited law, half read": (
        "fondements.yaml",
        "fondements: {rgpd-32-1-d: {citation: l'article 33, verification: texte_lu}}",
        "« citation » a changé, mais « verification: texte_lu »",
    ),
    "an unknown verdict": ("formules.yaml", "formules: {par_verdict: {faible: absent}}", "n'est pas admis"),
    "an unknown formula": ("formules.yaml", "formules: {par_verdict: {insuffisant: remplacer}}", "n'est pas admis"),
    "an unknown origin": ("formules.yaml", "formules: {origines: {ailleurs: ailleurs}}", "n'est pas admis"),
    "a formula deleted": ("formules.yaml", "formules: {par_verdict: {absent: null}}", "il manque la formule de"),
    "a single brace in a formula": ("formules.yaml", "formules: {article: ' ({article})'}", "accolades isolées"),
    "a reminder of nothing": ("formules.yaml", "formules: {rappels: {sauvegardes: x}}", "« sauvegardes » n'existe pas"),
    "an unknown fact": (
        "formules.yaml",
        "formules: {annexe_si: {acces: [oui]}}",
        "le fait « acces » n'est pas déclaré",
    ),
    "an unknown field of a proof": (
        "bibliotheque.yaml",
        "preuves: {certificat_hds: {champs: {siege: siège}}}",
        "une preuve n'a pas de champ « siege »",
    ),
    "a single brace in the notice": ("bibliotheque.yaml", "mention: 'Un conseil, { cabinet }.'", "accolades isolées"),
    "a name in the notice": (
        "bibliotheque.yaml",
        "mention: 'Pour {{ cabinet }}.'",
        "« {{ cabinet }} » n'a pas de valeur",
    ),
    "a blank in the name": ("bibliotheque.yaml", "nom: 'Guide [à compléter]'", "il reste à compléter"),
    "a blank in the source": ("bibliotheque.yaml", "source: Guide du ____", "il reste à compléter"),
    "a blank in a type of contract": (
        "bibliotheque.yaml",
        "types_de_contrat: {materiel: ____}",
        "il reste à compléter",
    ),
    "a name in a question": (
        "bibliotheque.yaml",
        "faits: {services: {question: 'Quels services, {{ cabinet }} ?'}}",
        "« {{ cabinet }} » n'a pas de valeur",
    ),
    "bold in a proof": ("bibliotheque.yaml", "preuves: {certificat_hds: {le: le **certificat**}}", "imprimé tel quel"),
    "a blank in a verdict": ("formules.yaml", "formules: {verdicts: {absent: ____}}", "il reste à compléter"),
    "an unknown country": (
        "bibliotheque.yaml",
        "ensembles_de_pays: {EEE: {pays: [FR, XX]}}",
        "« XX » n'est pas un code de pays",
    ),
    "a country set without a name": (
        "bibliotheque.yaml",
        "ensembles_de_pays: {EEE: {noms: []}}",
        "une valeur au moins",
    ),
    "a fact with a name of the engine": (
        "bibliotheque.yaml",
        "faits: {etat: {intitule: x, question: x, valeurs: {a: b}}}",
        "« etat » est un nom du moteur",
    ),
    "an unknown host": (
        "04/sauvegardes-hebergement-hds.yaml",
        "exigence: {preuve: {hebergement: ailleurs}}",
        "le fait « ailleurs » n'est pas déclaré",
    ),
    "a set of countries for a duration": (
        "04/{id}.yaml",
        "exigence: {mesure: {nature: duree, au_moins: null, parmi: EEE, origine: guide}}",
        "va avec la nature « pays »",
    ),
}
WARNINGS = {
    "a vague word": (
        "04/{id}.yaml",
        "positions: {cible: {ajout: Il y procède régulièrement.}}",
        "mot vague",
    ),
    "typography": ("04/{id}.yaml", "note_interne: Deux  espaces.", "deux espaces de suite"),
    "a value for nothing": ("04/{id}.yaml", "parametres: {reste: 3 jours}", "« reste » n'est employé par aucun texte"),
    "a file too deep": ("04/ancien/{id}.yaml", "note_interne: x", "il est dans un sous-dossier"),
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "dossiers" / "dossier.yaml"
    path.parent.mkdir()
    data = tree({TEST: {"constat": "oui", "valeur": "1 par an"}}, dossier={"id": "exemple-2026"})
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def overlay(folder: Path, name: str, text: str) -> Path:
    path = folder / name.format(id=TEST)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", encoding="utf-8")
    return folder


COMMANDS = [
    "analyser {case}",
    "rediger {case} -o {out}",
    "suivre {case}",
    "decider {case} 4.5 --repli --motif x",
    "relancer {case} -o {out}",
    "conclure {case} -o {out}",
    "echeances {case} -o {out}.ics",
    "nouveau",
    "points",
    "questionnaire creer -o {out}.xlsx",
    "questionnaire lire {case} -o {out}.yaml",
    "reponse lire {case} {case}",
    "lot produire {case}/.. -o {out}",
    "lot modele -o {out}.xlsx",
    "bibliotheque apercu 4.5",
]
"""Every command that judges, asks or writes with a library."""


def arguments(command: str, case: Path, tmp_path: Path, own: Path) -> list[str]:
    places = {"{case}/..": case.parent, "{case}": case, "{out}": tmp_path / "sortie"}
    for word, path in places.items():
        command = command.replace(word, str(path))
    return [*command.split(), "--bibliotheque", str(own)]


@pytest.mark.parametrize(("name", "text", "told"), ERRORS.values(), ids=ERRORS)
def test_an_error_stops_both(name: str, text: str, told: str, case: Path, tmp_path: Path, capsys: Capture) -> None:
    own = overlay(tmp_path / "maison", name, text)
    assert run(["bibliotheque", "verifier", str(own), "--json"]) == 3
    listed = json.loads(capsys.readouterr().out)["problemes"]
    errors = [one for one in listed if one["gravite"] == "erreur"]
    assert any(told in one["message"] and one["remede"] and one["fichier"].startswith("maison/") for one in errors)
    assert run(arguments("rediger {case} -o {out}", case, tmp_path, own)) == 3
    printed = capsys.readouterr()
    assert f"{len(errors)} problème" in printed.err
    for one in errors:
        assert f"- {one['fichier']}" in printed.err
        assert one["message"] in printed.err
    assert not (tmp_path / "sortie").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stops_at_it(command: str, case: Path, tmp_path: Path, capsys: Capture) -> None:
    own = overlay(tmp_path / "maison", *ERRORS["a target that fails"][:2])
    assert run(arguments(command, case, tmp_path, own)) == 3
    assert "maison/04/sauvegardes-test-restauration.yaml, ligne 1, " in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != ".clausier") == ["dossiers", "maison"]


@pytest.mark.parametrize(("name", "text", "told"), WARNINGS.values(), ids=WARNINGS)
def test_a_warning_is_said_once_by_both(
    name: str, text: str, told: str, case: Path, tmp_path: Path, capsys: Capture
) -> None:
    own = overlay(tmp_path / "maison", name, text)
    assert run(["bibliotheque", "verifier", str(own), "--json"]) == 0
    (warned,) = json.loads(capsys.readouterr().out)["problemes"]
    assert warned["gravite"] == "avertissement"
    assert told in warned["message"]
    assert run(arguments("analyser {case}", case, tmp_path, own)) == 0
    printed = capsys.readouterr()
    assert all(len(line) <= 80 or " " not in line.strip() for line in printed.err.splitlines())
    told = " ".join(printed.err.split())
    assert told.count(f"Avertissement : {warned['fichier']}") == 1
    assert told.count(warned["message"]) == 1
    assert warned["message"] not in printed.out


SHOWING = ["bibliotheque exporter -o {out}.docx", "bibliotheque fondements", "bibliotheque schema"]


@pytest.mark.parametrize("command", SHOWING)
def test_what_shows_or_mends_a_library_still_works(command: str, case: Path, tmp_path: Path) -> None:
    own = overlay(tmp_path / "maison", *ERRORS["a target that fails"][:2])
    assert run(arguments(command, case, tmp_path, own)) == 0


def test_a_reading_of_the_new_text_admits_an_edited_law(case: Path, tmp_path: Path, capsys: Capture) -> None:
    own = overlay(tmp_path / "maison", *ERRORS["an edited law"][:2])
    command = ["bibliotheque", "fondements", "valider", "rgpd-32-1-d", "--par", "Me Exemple", "--dans", str(own)]
    assert run(command) == 0
    assert run(arguments("analyser {case}", case, tmp_path, own)) == 0
    assert capsys.readouterr().err == ""
    overlay(own, "fondements.yaml", "fondements: {rgpd-32-1-d: {regle: Deux tests par mois.}}")
    assert run(arguments("analyser {case}", case, tmp_path, own)) == 3


OWN_READING = "verification: texte_lu, version_lue: Journal officiel, verifie_le: 2026-11-01"


@pytest.mark.parametrize("kept", [OWN_READING, "verification: source_secondaire"])
def test_a_law_edited_with_its_own_reading_is_admitted(kept: str, case: Path, tmp_path: Path) -> None:
    text = f"fondements: {{rgpd-32-1-d: {{regle: Un test par mois., {kept}}}}}"
    own = overlay(tmp_path / "maison", "fondements.yaml", text)
    assert run(arguments("analyser {case}", case, tmp_path, own)) == 0


@pytest.mark.parametrize("key", ["regle", "citation", "debiteur", "si"])
def test_the_reading_below_restated_is_no_reading_of_a_changed_law(key: str, tmp_path: Path) -> None:
    law = shipped("clauses") / "fondements.yaml"
    tree = require_mapping(read_path(law))
    changed = {"debiteur": "prestataire", "si": {"acces_aux_donnees": ["non"]}}.get(
        key, "l'article 33 du même règlement"
    )
    basis = {**tree["fondements"]["rgpd-32-1-d"], key: changed}
    reading = {name: basis[name] for name in ("verification", "version_lue", "verifie_le")}
    for name, change in (("un", {key: changed, **reading}), ("tout", basis)):
        every = {**(tree["fondements"] if name == "tout" else {}), "rgpd-32-1-d": change}
        own = overlay(tmp_path / name, "fondements.yaml", json.dumps({"fondements": every}, ensure_ascii=False))
        found = verify(read_library([shipped("clauses"), own]))
        errors = [problem for problem in found if problem.severity is Severity.ERROR]
        assert [problem.key for problem in errors] == [f"fondements.rgpd-32-1-d.{key}"]
        assert f"« {key} » a changé, mais « verification: texte_lu »" in errors[0].message


def test_a_later_overlay_may_bring_the_reading(tmp_path: Path) -> None:
    one = overlay(tmp_path / "un", *ERRORS["an edited law"][:2])
    two = overlay(tmp_path / "deux", "fondements.yaml", f"fondements: {{rgpd-32-1-d: {{{OWN_READING}}}}}")
    assert verify(read_library([shipped("clauses"), one, two])) == ()
    assert [problem.severity for problem in verify(read_library([shipped("clauses"), two, one]))] == [Severity.ERROR]


def test_a_deletion_reaches_the_base_from_any_file_of_the_folder(tmp_path: Path) -> None:
    own = overlay(tmp_path / "maison", "fondements.yaml", "fondements: {rgpd-4: {reserve: Nuance.}}")
    overlay(own, "validations.yaml", "fondements: {rgpd-5-2: null}")
    found = read_library([shipped("clauses"), own]).library
    assert found is not None
    assert "rgpd-5-2" not in found.bases
    assert found.bases["rgpd-4"].caveat == "Nuance."
