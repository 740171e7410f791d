"""`clausier bibliotheque verifier, apercu, comparer, schema` as a lawyer meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clausier.cli import comparison, run
from clausier.cli.bibliotheque import bibliotheque
from clausier.resources import shipped
from clausier.worddiff import word_diff
from tests.builders import ROOT, flat, library

HOUSE = str(ROOT / "examples" / "cabinet-avocats" / "bibliotheque")
POINT = "sauvegardes-test-restauration"
Capture = pytest.CaptureFixture[str]


def overlay(folder: Path, text: str) -> str:
    path = folder / "04" / f"{POINT}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("name", sorted(bibliotheque.commands))
def test_each_command_has_french_help_with_an_example(name: str, capsys: Capture) -> None:
    assert run(["bibliotheque", name, "--help"]) == 0
    told = capsys.readouterr().out
    assert f"Exemple :\n    clausier bibliotheque {name}" in told.replace("      clausier", "    clausier")
    assert "Afficher cette aide." in told


def test_the_shipped_library_is_clean(capsys: Capture) -> None:
    assert run(["bibliotheque", "verifier"]) == 0
    assert capsys.readouterr().out == f"60 points, {len(library().bases)} fondements : rien à signaler.\n"
    assert run(["bibliotheque", "verifier", "--avec", "complements"]) == 0
    assert "rien à signaler" in capsys.readouterr().out
    assert run(["bibliotheque", "verifier", HOUSE]) == 0
    assert "rien à signaler" in capsys.readouterr().out


def test_an_error_ends_with_3_and_is_shown_with_its_place(tmp_path: Path, capsys: Capture) -> None:
    folder = overlay(tmp_path / "maison", "clause:\n  objet: les tests\nparametres: {inutile: 3 jours}\n")
    assert run(["bibliotheque", "verifier", folder]) == 3
    told = capsys.readouterr().out
    assert f"maison/04/{POINT}.yaml\n  ligne 2, erreur, clause.objet\n    l'objet ne complète pas" in told
    assert "    → Commencer par à, au ou aux" in told
    assert "  ligne 3, avertissement, parametres.inutile\n" in told
    assert told.endswith("fondements : 1 erreur, 1 avertissement.\n")


def test_warnings_alone_end_with_0(tmp_path: Path, capsys: Capture) -> None:
    folder = overlay(tmp_path / "maison", "parametres: {inutile: 3 jours}\n")
    assert run(["bibliotheque", "verifier", folder]) == 0
    assert "0 erreur, 1 avertissement." in capsys.readouterr().out


def test_the_problems_as_json(tmp_path: Path, capsys: Capture) -> None:
    folder = overlay(tmp_path / "maison", "clause:\n  objet: les tests\nparametres: {inutile: 3 jours}\n")
    assert run(["bibliotheque", "verifier", folder, "--json"]) == 3
    report = json.loads(capsys.readouterr().out)
    assert (report["schema"], report["erreurs"], report["avertissements"]) == (1, 1, 1)
    assert report["problemes"][1] == {
        "fichier": f"maison/04/{POINT}.yaml",
        "ligne": 3,
        "cle": f"points.{POINT}.parametres.inutile",
        "gravite": "avertissement",
        "message": "le paramètre « inutile » n'est employé par aucun texte.",
        "remede": "Écrire {{ inutile }} dans un texte, ou le retirer.",
    }


def test_faults_of_shared_files_are_told_with_what_waits(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "fondements.yaml").write_text("fondements: {rgpd-4: {force: lois}}\n", encoding="utf-8")
    assert run(["bibliotheque", "verifier", str(tmp_path)]) == 3
    told = capsys.readouterr().out
    assert "« lois » n'est pas admis." in told
    assert "les autres contrôles viendront une fois corrigées" in flat(told)


def test_a_missing_folder_is_said(tmp_path: Path, capsys: Capture) -> None:
    for name in ("verifier", "comparer"):
        assert run(["bibliotheque", name, str(tmp_path / "absent")]) == 3
        assert "ce dossier de bibliothèque n'existe pas" in capsys.readouterr().err


def test_a_preview_in_order(capsys: Capture) -> None:
    assert run(["bibliotheque", "apercu", "10.a", "--position", "repli", "--date", "2026-11-23"]) == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")
    parts = (
        "10.A  Délai maximal de récupération des données",
        "Supposé : position : repli ; verdict : absent ; type : inconnu ; etat : signe",
        "Dans l'avenant",
        "trente (30) jours calendaires",
        "En outre, le Prestataire",
        "À remettre : ",
        "Termes définis : ",
        "Dans la lettre",
        "dans un délai de 30 jours calendaires",
        "Dans les demandes, à côté de cet argument",
        "repère du guide",
        "Fondements qui ne s'impriment pas ici",
        "- rgpd-28-3-g (RGPD, art. 28, § 3, g)) : il faudrait acces_aux_donnees : oui",
    )
    flat = " ".join(told.split())
    places = [flat.index(" ".join(part.split())) for part in parts]
    assert places == sorted(places)
    assert all(len(line) <= 100 for line in told.splitlines())


def test_a_preview_by_id_for_a_draft_contract_with_facts(capsys: Capture) -> None:
    options = ["--etat", "non_signe", "--verdict", "contraire", "--fait", "acces_aux_donnees=oui"]
    assert run(["bibliotheque", "apercu", "sortie-delai-recuperation", *options]) == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Dans les conditions particulières" in told
    assert "Par dérogation aux stipulations du projet" in told
    assert "- RGPD, art. 28, § 3, g) : soutient" in told


def test_a_preview_of_one_s_own_library(tmp_path: Path, capsys: Capture) -> None:
    folder = overlay(tmp_path / "maison", "clause: {titre: Essais maison}\n")
    assert run(["bibliotheque", "apercu", "4.5", "--bibliotheque", folder]) == 0
    assert "Essais maison" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["4.55"], "le point « 4.55 » n'existe pas. Vouliez-vous dire « 4.5 » ?"),
        (["sauvegarde-chiffree"], "Vouliez-vous dire « sauvegardes-chiffrees »"),
        (["4.5", "--type", "infogerence"], "le type de contrat « infogerence » n'existe pas. Vouliez-vous dire"),
        (["4.5", "--fait", "services"], "« services » ne se lit pas. Écrire NOM=VALEUR"),
        (["4.5", "--fait", "servises=sauvegarde"], "le fait « servises » n'existe pas. Vouliez-vous dire"),
        (["4.5", "--fait", "services=sauvegardes"], "« sauvegardes » n'est pas une valeur de « services »."),
        (["4.5", "--verdict", "non_prouve"], "le verdict « non_prouve » ne se produit pas sur le point 4.5"),
        (["4.5", "--position", "haute"], "Valeurs admises : cible, repli, plancher."),
    ],
)
def test_what_cannot_be_previewed_is_said(arguments: list[str], told: str, capsys: Capture) -> None:
    assert run(["bibliotheque", "apercu", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_comparison_with_figures_first_and_words_marked(capsys: Capture) -> None:
    assert run(["bibliotheque", "comparer", HOUSE]) == 0
    told = capsys.readouterr().out
    titles = (
        "Valeurs, exigences, fondements et périmètre",
        "Points ajoutés (1)",
        "Points retirés (1)",
        "Textes des points",
    )
    places = [told.index(title) for title in titles]
    assert places == sorted(places)
    figure = "positions.cible.delai : 15 jours calendaires → 10 jours calendaires"
    assert figure in told.replace("\u00a0", " ")[: places[1]]
    assert "Résiliation{+ et préavis+}" in told
    assert told.endswith("1 point ajouté, 1 point retiré, 5 points modifiés, 4 autres éléments modifiés\n")


def test_two_folders_in_order(tmp_path: Path, capsys: Capture) -> None:
    """A whole library and an overlay; the other way round, additions become removals."""
    base = str(shipped("clauses"))
    assert run(["bibliotheque", "comparer", base, HOUSE]) == 0
    assert "1 point ajouté, 1 point retiré" in capsys.readouterr().out
    assert run(["bibliotheque", "comparer", HOUSE, base]) == 0
    told = capsys.readouterr().out
    assert "Résiliation[- et préavis-]" in told
    assert run(["bibliotheque", "comparer", HOUSE, HOUSE]) == 0
    assert capsys.readouterr().out == "Aucune différence.\n"
    assert run(["bibliotheque", "comparer", base, base, base]) == 2
    assert "deux dossiers au plus" in capsys.readouterr().err
    assert run(["bibliotheque", "comparer"]) == 2


def test_stacks_are_compared(tmp_path: Path, capsys: Capture) -> None:
    one = overlay(tmp_path / "client", "clause: {titre: Essais}\n")
    assert run(["bibliotheque", "comparer", HOUSE, f"{HOUSE}+{one}"]) == 0
    assert capsys.readouterr().out.endswith(
        "0 point ajouté, 0 point retiré, 1 point modifié, 0 autre élément modifié\n"
    )
    assert run(["bibliotheque", "comparer", f"{HOUSE}+"]) == 2
    assert "il manque un dossier" in capsys.readouterr().err


def test_a_comparison_in_word_is_written_once(tmp_path: Path, capsys: Capture) -> None:
    one = overlay(tmp_path / "client", "clause: {titre: Essais}\n")
    target = tmp_path / "pour-le-client.docx"
    given = ["bibliotheque", "comparer", one, "--word", str(target), "--par", "Me Exemple", "--date", "2026-11-28"]
    assert run(given) == 0
    first = target.read_bytes()
    assert f"Modifications suivies dans {target}." in capsys.readouterr().out
    assert run(given) == 1
    assert "existe déjà" in capsys.readouterr().err
    target.unlink()
    assert run(given) == 0
    assert target.read_bytes() == first
    assert run(["bibliotheque", "comparer", one, "--word", str(tmp_path / "x.pdf")]) == 2


def test_a_comparison_as_json(tmp_path: Path, capsys: Capture) -> None:
    folder = overlay(tmp_path / "maison", "positions: {cible: {frequence: 4 par an}}\nclause: {titre: Essais}\n")
    assert run(["bibliotheque", "comparer", folder, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["cle"], one["nature"]) for one in report["d_abord"]] == [
        (POINT, "positions.cible.frequence", "valeur")
    ]
    (changed,) = report["modifies"]
    assert changed["numero"] == "4.5"
    title = next(one for one in changed["changements"] if one["cle"] == "clause.titre")
    assert (title["avant"], title["apres"]) == ("Tests de restauration", "Essais")
    assert [word["sort"] for word in title["mots"]] == ["retire", "ajoute"]
    assert (report["ajoutes"], report["retires"], report["communs"]) == ([], [], [])


def test_on_a_terminal_words_have_colours() -> None:
    words = word_diff("sous huit jours", "sous dix jours")
    assert comparison.marked(words, colours=False) == "sous [-huit-]{+dix+} jours"
    assert comparison.marked(words, colours=True).count("\x1b[3") == 2
    assert "[-" not in comparison.marked(words, colours=True)


def test_schemas_are_written_or_printed(tmp_path: Path, capsys: Capture) -> None:
    assert run(["bibliotheque", "schema", "-o", str(tmp_path / "schemas")]) == 0
    assert "10 schémas dans" in capsys.readouterr().out
    written = {path.name: path.read_bytes() for path in (tmp_path / "schemas").iterdir()}
    assert written == {path.name: path.read_bytes() for path in (ROOT / "clauses" / "schemas").iterdir()}
    assert run(["bibliotheque", "schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    point = json.loads((tmp_path / "schemas" / "point.schema.json").read_text(encoding="utf-8"))
    assert printed["point"] == point


def test_the_schemas_of_an_overlay_are_written_on_demand(tmp_path: Path, capsys: Capture) -> None:
    assert run(["bibliotheque", "schema", "--superposee", "-o", str(tmp_path), "--bibliotheque", HOUSE]) == 0
    assert f"9 schémas dans {tmp_path}." in capsys.readouterr().out
    single = ("coherence", "controles", "correspondances", "definitions", "fondements", "formules")
    names = ("bibliotheque", "categorie", *single, "point")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{name}-superpose.schema.json" for name in names]
    point = json.loads((tmp_path / "point-superpose.schema.json").read_text(encoding="utf-8"))
    assert "required" not in point
    assert "desactive" in point["properties"]


def test_schemas_know_one_s_own_points(tmp_path: Path, capsys: Capture) -> None:
    assert run(["bibliotheque", "schema", "--bibliotheque", HOUSE]) == 0
    answers = json.loads(capsys.readouterr().out)["dossier"]["properties"]["reponses"]["anyOf"][0]["properties"]
    assert "sortie-interlocuteur" in answers
    assert "acces-wifi-separes" not in answers


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    assert run(["bibliotheque", "schema", "-o", str(tmp_path / "fichier" / "schemas")]) == 1
    assert "ne peut pas être un dossier : un fichier porte déjà ce nom" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "--par : ce nom est vide. Écrire qui a lu le texte"),
        ("   ", "--par : ce nom est vide."),
        ("Me {{ nom }}", "--par : ce nom porte une accolade ou un saut de ligne."),
        ("Me\nExemple", "--par : ce nom porte une accolade ou un saut de ligne."),
    ],
)
def test_a_reader_has_a_name_on_one_line(name: str, told: str, tmp_path: Path, capsys: Capture) -> None:
    valider = ["bibliotheque", "fondements", "valider", "csp-r1111-9-1", "--dans", str(tmp_path), "--par"]
    assert run([*valider, name]) == 2
    assert told in capsys.readouterr().err
    assert [*tmp_path.iterdir()] == []


def test_a_name_may_hold_a_space_that_does_not_break(tmp_path: Path, capsys: Capture) -> None:
    own = tmp_path / "maison"
    assert run(["bibliotheque", "nouvelle", str(own)]) == 0
    valider = ["bibliotheque", "fondements", "valider", "csp-r1111-9-1", "--dans", str(own), "--par"]
    assert run([*valider, " Me\N{NO-BREAK SPACE}Exemple "]) == 0
    assert "lecture de Me\N{NO-BREAK SPACE}Exemple inscrite dans" in capsys.readouterr().out
