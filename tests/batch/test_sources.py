"""The same dossiers from a folder, JSON Lines, CSV and Excel are the same case files; a faulty one stops nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from benchmarks.providers import records as synthetic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausier.batch.sources import records
from clausier.characters import refused
from clausier.documents.folder import provider_folder
from clausier.documents.manifest import Terms
from clausier.dossier.read import read_case
from clausier.judging.gaps import analyse
from clausier.model.casefile import CaseFile
from clausier.model.requirement import PositionName
from clausier.proposal import draft
from clausier.quantity import Kind
from clausier.resources import shipped
from tests.batch.tables import csv_file, grid, json_lines, messages, read, refusal, tree_of, xlsx_file, yaml_folder
from tests.builders import CERTIFICATE, DAY, EXAMPLES, ROOT, library, tree

DOSSIERS = sorted([*EXAMPLES, *(ROOT / "tests" / "cases").glob("*/dossier.yaml")])
POINTS = library().requirements


def dossier(id_: str = "a", **changes: Any) -> dict[str, Any]:
    return {"dossier": {"id": id_}, **tree(**changes)}


def every_form(folder: Path, trees: list[dict[str, Any]]) -> dict[str, Path]:
    return {
        "yaml": yaml_folder(folder / "dossiers", trees),
        "jsonl": json_lines(folder / "lot.jsonl", trees),
        "csv": csv_file(folder / "lot.csv", grid(trees)),
        "comma": csv_file(folder / "virgule.csv", grid(trees), ",", "utf-8-sig"),
        "xlsx": xlsx_file(folder / "lot.xlsx", grid(trees, lambda keys: keys[::-1])),
    }


def cases(source: Path) -> list[CaseFile]:
    found = read(source)
    assert [str(problem) for record in found for problem in record.problems] == []
    return [record.case for record in found if record.case]


def documents(case: CaseFile) -> dict[str, bytes]:
    analysis = analyse(library(), case, DAY)
    return provider_folder(analysis, draft(analysis), Terms(DAY, PositionName.TARGET), [shipped("templates")])


def test_examples_and_cases_are_the_same_from_every_source(tmp_path: Path) -> None:
    expected = [read_case(str(path), library()) for path in DOSSIERS]
    for form, source in every_form(tmp_path, [tree_of(path) for path in DOSSIERS]).items():
        assert cases(source) == expected, form


def test_documents_are_byte_identical_from_every_source(tmp_path: Path) -> None:
    sources = every_form(tmp_path, [tree_of(ROOT / "examples" / "infogerance-non-signee" / "dossier.yaml")])
    made = {form: documents(cases(source)[0]) for form, source in sources.items()}
    assert all(files == made["yaml"] for files in made.values())


def test_synthetic_providers_are_the_same_from_every_source(tmp_path: Path) -> None:
    trees = [_texts(json.loads(line)) for line in synthetic(40, library())]
    sources = every_form(tmp_path, trees)
    expected = cases(sources["yaml"])
    assert len(expected) == 40
    for form, source in sources.items():
        assert cases(source) == expected, form


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    return [_texts(item) for item in value] if isinstance(value, list) else str(value)


characters = st.characters(exclude_categories=("Cs",), exclude_characters="\r").filter(lambda c: not refused(c))
texts = st.text(characters, min_size=1, max_size=30).map(str.strip).filter(bool)
lines = texts.map(lambda text: " ".join(text.split()))
days = st.dates(DAY.replace(year=1990), DAY.replace(year=2199)).map(str)
MEASURED = {
    Kind.DURATION: ("4 heures", "15 jours", "3 mois"),
    Kind.FREQUENCY: ("1 par an", "quotidienne"),
    Kind.COUNT: ("7 versions",),
    Kind.AMOUNT: ("60 € HT",),
    Kind.COUNTRIES: ("France", "Suisse"),
}


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def answers(draw: st.DrawFn, point: Any) -> Any:
    found: dict[str, Any] = draw(some(article=texts, citation=texts, page=texts, commentaire=texts, motif=texts))
    found["constat"] = draw(st.sampled_from(["oui", "partiel", "non", "contraire", "a_verifier"]))
    if point.criterion.measures and draw(st.booleans()):
        found["valeur"] = draw(st.sampled_from(MEASURED[point.criterion.measures[0].kind]))
    elif not point.criterion.measures and draw(st.booleans()):
        found["valeur"] = draw(st.lists(lines, min_size=1, max_size=3))
    if point.criterion.parts and draw(st.booleans()):
        found["volets"] = draw(st.lists(st.sampled_from(list(point.criterion.parts)), unique=True))
    if draw(st.booleans()):
        proof = some(titulaire=texts, numero=texts, organisme=texts, referentiel=texts, delivre_le=days, expire_le=days)
        found["preuves"] = [{**CERTIFICATE, **fields} for fields in draw(st.lists(proof, min_size=1, max_size=2))]
    return found


@st.composite
def dossiers(draw: st.DrawFn) -> dict[str, Any]:
    party = dict.fromkeys(("forme", "adresse", "representant", "qualite"), texts)
    party |= {"siren": st.just("005 720 784"), "siret": st.sampled_from(["356 000 000 00048", "35600000000014"])}
    points = draw(st.lists(st.sampled_from(POINTS), unique_by=lambda point: point.id, max_size=5))
    facts = {
        name: st.lists(st.sampled_from(list(kind.values)), min_size=1, max_size=3, unique=True)
        if kind.multiple
        else st.sampled_from(list(kind.values))
        for name, kind in library().facts.items()
    }
    contract = some(reference=texts, date=days, type=st.sampled_from(list(library().contract_types)))
    return {
        "cabinet": {"nom": draw(texts), **draw(some(**party))},
        "prestataire": {"nom": draw(texts), **draw(some(**party))},
        "contrat": {"titre": draw(texts), "etat": draw(st.sampled_from(["signe", "non_signe"])), **draw(contract)},
        "situation": draw(some(hebergeur=texts, **facts)),
        "courrier": draw(some(lieu=texts, mode_envoi=texts, delai_reponse=st.just("21 jours"))),
        "avenant": draw(some(numero=st.sampled_from("123"), prise_d_effet=texts, originaux=st.sampled_from("23"))),
        "reponses": {point.id: draw(answers(point)) for point in points},
        "positions": {point.id: draw(st.sampled_from(["cible", "repli", "plancher"])) for point in points[:2]},
        "parametres": {
            point.id: {name: str(text) for name, text in list(point.parameters.items())[:2]}
            for point in points
            if point.parameters
        },
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(dossiers(), min_size=1, max_size=3))
def test_random_dossiers_are_the_same_from_every_source(
    tmp_path_factory: pytest.TempPathFactory, found: list[dict[str, Any]]
) -> None:
    trees = [{"dossier": {"id": f"dossier-{rank}"}, **one} for rank, one in enumerate(found)]
    sources = every_form(tmp_path_factory.mktemp("lot"), trees)
    expected = cases(sources["yaml"])
    assert len(expected) == len(trees)
    for form, source in sources.items():
        assert cases(source) == expected, form


def test_a_faulty_dossier_stops_nothing(tmp_path: Path) -> None:
    bad = dossier("b", contrat={"etat": "perdu"})
    for form, source in every_form(tmp_path, [dossier("a"), bad, dossier("c")]).items():
        found = read(source)
        assert [(record.id, record.case is not None) for record in found] == [("a", True), ("b", False), ("c", True)], (
            form
        )
        assert "« perdu » n'est pas admis" in str(found[1].problems[0])
        assert found[0].problems == ()


def test_positions_are_said(tmp_path: Path) -> None:
    places = {form: read(source)[0].position for form, source in every_form(tmp_path, [dossier()]).items()}
    assert places == {
        "yaml": "0000.yaml",
        "jsonl": "lot.jsonl, ligne 1",
        "csv": "lot.csv, ligne 2",
        "comma": "virgule.csv, ligne 2",
        "xlsx": "lot.xlsx, feuille Dossiers, ligne 2",
    }


def test_a_repeated_id_is_refused_with_the_first_place(tmp_path: Path) -> None:
    source = json_lines(tmp_path / "lot.jsonl", [dossier("a"), dossier("b"), dossier("a")])
    assert [record.case is not None for record in read(source)] == [True, True, False]
    assert messages(source) == (
        "lot.jsonl, ligne 3, dossier.id : l'identifiant « a » est déjà celui de lot.jsonl, ligne 1."
        " En donner un autre à l'un des deux."
    )


def test_a_missing_id_is_said(tmp_path: Path) -> None:
    for form, source in every_form(tmp_path, [{**dossier(), "dossier": {}}, dossier("b")]).items():
        if form in ("yaml", "jsonl"):
            continue
        found = read(source)
        assert found[0].case is None, form
        assert "l'identifiant du dossier manque" in str(found[0].problems[0])
        assert "cellule" in found[0].problems[0].file
    source = json_lines(tmp_path / "sans.jsonl", [tree()])
    assert "sans.jsonl, ligne 1, dossier.id : l'identifiant du dossier manque." in messages(source)


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.YAML"):
        (tmp_path / name).write_text(json.dumps(dossier(name[0])), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("rien", encoding="utf-8")
    assert [record.id for record in read(tmp_path)] == ["a", "b", "c"]


def test_what_macos_leaves_in_a_folder_is_no_dossier(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("dossier: {id: a}\n", encoding="utf-8")
    (tmp_path / "._a.yaml").write_bytes(b"\x00\x05\x16\x07" + b"\x00\xff" * 60)
    assert [record.position for record in read(tmp_path)] == ["a.yaml"]


def test_an_unreadable_file_of_a_folder_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "b.yaml").mkdir()
    (tmp_path / "c.yaml").write_text(json.dumps(dossier("c")), encoding="utf-8")
    assert [record.case is not None for record in read(tmp_path)] == [False, False, True]
    assert "a.yaml, ligne 1 : le fichier n'est pas en UTF-8." in messages(tmp_path)
    assert "b.yaml : c'est un dossier : un fichier YAML est attendu." in messages(tmp_path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("absent.jsonl", "le fichier n'existe pas."),
        ("vide", "aucun dossier à lire."),
        ("vide.jsonl", "aucun dossier à lire."),
        ("lot.ods", "ce type de fichier n'est pas une source de dossiers. Dans le tableur : Enregistrer sous"),
        ("lot.pdf", "ce type de fichier n'est pas une source de dossiers. Donner un dossier de fichiers .yaml"),
    ],
)
def test_a_source_that_is_none_is_said(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "vide").mkdir()
    for empty in ("vide.jsonl", "lot.ods", "lot.pdf"):
        (tmp_path / empty).touch()
    assert f"{name} : {expected}" in refusal(tmp_path / name)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"a": 1,}', "ce n'est pas du JSON valide (colonne 9)."),
        (b"[1]", "la ligne n'est pas un objet JSON."),
        (b'{"a": "\xe9"}', "la ligne n'est pas en UTF-8."),
        (b'{"a": {"b": 1, "b": 2}}', "clé en double : « b »."),
        (b'{"a": "\\u0007"}', "caractère de contrôle interdit (U+0007)."),
        (b'{"a": "\\ud800"}', "moitié de caractère interdite (texte qui n'est pas en UTF-8) (U+D800)."),
        (b'{"a": ' * 30 + b"1" + b"}" * 30, "plus de 20 niveaux imbriqués."),
        (b"[" * 100_000, "plus de 20 niveaux imbriqués."),
        (b'{"a": "' + b"x" * (4 << 20) + b'"}', "la ligne dépasse 4 Mo."),
    ],
    ids=["syntax", "array", "latin", "twice", "control", "surrogate", "deep", "abyss", "long"],
)
def test_a_bad_line_of_json_stops_nothing(tmp_path: Path, line: bytes, expected: str) -> None:
    good = json.dumps(dossier()).encode()
    (tmp_path / "lot.jsonl").write_bytes(b"\xef\xbb\xbf\n" + line + b"\n" + good)
    assert f"lot.jsonl, ligne 2 : {expected}" in messages(tmp_path / "lot.jsonl")
    assert read(tmp_path / "lot.jsonl")[1].case is not None


def test_json_scalars_keep_their_spelling(tmp_path: Path) -> None:
    text = json.dumps(dossier()).replace('"reponses": {}', '"reponses": {"perimetre-services": %s}')
    (tmp_path / "lot.jsonl").write_text(text % '{"constat": "oui", "article": 28.10, "page": 4, "citation": true}')
    answer = cases(tmp_path / "lot.jsonl")[0].answers["perimetre-services"]
    assert (answer.article, answer.page, answer.citation) == ("28.10", "4", "true")


def test_records_are_given_as_they_are_read(tmp_path: Path) -> None:
    """What is cut off the file after the first dossier came out is missing: it was not read beforehand."""
    source = tmp_path / "lot.jsonl"
    source.write_text("".join(json.dumps(dossier(str(rank))) + "\n" for rank in range(50)), encoding="utf-8")
    given = records(source, library())
    assert next(given).id == "0"
    with source.open("r+b") as file:
        file.seek(os.path.getsize(source) - 10)
        file.truncate()
    assert [record.case is not None for record in given][-2:] == [True, False]
