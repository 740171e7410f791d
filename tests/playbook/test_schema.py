"""JSON Schemas: every shipped file passes, every key is described, faults are refused."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from clausier.dossier.blank import blank_case
from clausier.files.strictyaml import read_bytes, read_path
from clausier.library.strangers import APART
from clausier.playbook.schema import overlay_schemas, schemas
from clausier.resources import shipped
from tests.builders import DAY, EXAMPLES, ROOT, library

SINGLE = {"bibliotheque", "fondements", "definitions", "formules", "controles", "coherence", "correspondances"}
HOUSE = ROOT / "examples" / "cabinet-avocats" / "bibliotheque"
BASE = sorted(path for path in shipped("clauses").rglob("*.yaml") if path.name not in APART)
OVERLAYS = sorted(HOUSE.rglob("*.yaml"))
DOSSIERS = EXAMPLES + sorted((ROOT / "tests/cases").glob("*/dossier.yaml"))
POINT = shipped("clauses") / "04-sauvegardes" / "sauvegardes-test-restauration.yaml"


@cache
def all_schemas() -> dict[str, dict[str, Any]]:
    return {**schemas(library()), **overlay_schemas(library())}


def faults(name: str, data: Any) -> list[str]:
    found = Draft202012Validator(all_schemas()[name]).iter_errors(data)
    return [f"{'.'.join(map(str, fault.path))}: {fault.message[:200]}" for fault in found]


def schema_of(path: Path) -> str:
    if path.name == "_categorie.yaml":
        return "categorie"
    return path.stem if path.stem in SINGLE else "point"


class EditorLoader(yaml.SafeLoader):
    """Scalars as an editor's YAML 1.2 sees them: numbers, true, false and null, no dates."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"(?:~|null|)", ["~", "n", ""]),
    ("bool", r"(?:true|false)", ["t", "f"]),
    ("int", r"-?[0-9]+", list("-0123456789")),
    ("float", r"-?[0-9]+\.[0-9]+", list("-0123456789")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^{pattern}$"), first)


def as_an_editor_reads(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), EditorLoader)


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_a_schema_is_valid_and_says_what_it_is(name: str) -> None:
    schema = all_schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{name}.schema.json"
    assert schema["title"]


@pytest.mark.parametrize("path", BASE, ids=lambda path: path.stem)
def test_every_shipped_file_passes(path: Path) -> None:
    assert faults(schema_of(path), read_path(path).data) == []
    assert faults(schema_of(path), as_an_editor_reads(path)) == []


@pytest.mark.parametrize("path", [*BASE, *OVERLAYS], ids=lambda path: path.stem)
def test_every_file_is_also_one_of_an_overlay(path: Path) -> None:
    assert faults(f"{schema_of(path)}-superpose", read_path(path).data) == []
    assert faults(f"{schema_of(path)}-superpose", as_an_editor_reads(path)) == []


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.parent.name)
def test_every_dossier_passes(path: Path) -> None:
    assert faults("dossier", read_path(path).data) == []
    assert faults("dossier", as_an_editor_reads(path)) == []


def test_a_blank_dossier_lacks_only_what_must_be_given() -> None:
    data = read_bytes(blank_case(library(), DAY, "essai").encode(), "dossier.yaml").data
    assert {fault.partition(":")[0] for fault in faults("dossier", data)} == {
        "cabinet.nom",
        "prestataire.nom",
        "contrat.titre",
        "contrat.etat",
    }


def keys(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema, with its place."""
    if isinstance(node, dict):
        for name, item in node.items():
            if name == "properties" and isinstance(item, dict):
                yield from ((f"{path}.{key}", value) for key, value in item.items())
            yield from keys(item, f"{path}.{name}")
    elif isinstance(node, list):
        for item in node:
            yield from keys(item, path)


def is_told(item: dict[str, Any], schema: dict[str, Any]) -> bool:
    """Is there a description beside the key, or on the definition that it names?"""
    named = [one["$ref"] for one in (item, *item.get("anyOf", ())) if "$ref" in one]
    told = (schema["$defs"][name.removeprefix("#/$defs/")] for name in named)
    return bool(item.get("description")) or any(one.get("description") for one in told)


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_every_key_is_described_in_french(name: str) -> None:
    schema = all_schemas()[name]
    assert [place for place, item in keys(schema) if not is_told(item, schema)] == []
    told = json.dumps(schema, ensure_ascii=False)
    assert not re.search(r"\b(?:the|of|which|with|and)\b", told)


def changed(path: str, value: Any) -> dict[str, Any]:
    """The point with another value at a dotted path; None removes the key."""
    data = copy.deepcopy(read_path(POINT).data)
    *parents, last = path.split(".")
    inner = data
    for key in parents:
        inner = inner[int(key)] if isinstance(inner, list) else inner[key]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("clause.objet", None),
        ("clause.titr", "x"),
        ("importance", "forte"),
        ("exigence.mesure.requise", "parfois"),
        ("exigence.mesure.nature", "poids"),
        ("exigence.mesure.parmi", "OTAN"),
        ("fondements.0.id", "rgpd-32-1-z"),
        ("fondements.0.portee", "oblige"),
        ("applicable_si", {"servises": ["sauvegarde"]}),
        ("applicable_si", {"services": ["sauvegardes"]}),
        ("exigence.mesure.requise", {"servises": "sauvegarde"}),
        ("positions.cible.frequence", ["2 par an"]),
        ("clause.texte_si", {"nul": "x"}),
        ("id", "sauvegardes-test-restauration"),
        ("desactive", "oui"),
        ("parametres", {"delai": True}),
    ],
)
def test_a_fault_in_a_point_is_refused(path: str, value: Any) -> None:
    assert len(faults("point", changed(path, value))) == 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("applicable_si", [{"services": "sauvegarde", "type": ["infogerance"]}, {"etat": "signe"}]),
        ("exigence.mesure.requise", "non"),
        ("exigence.mesure.requise", {"services": "sauvegarde"}),
        ("positions.repli", {"frequence": "1 par an"}),
        ("positions.cible.versions", 7),
        ("clause.texte_si", {"non_prouve": "x"}),
        ("note_interne", None),
    ],
)
def test_short_forms_are_accepted(path: str, value: Any) -> None:
    assert faults("point", changed(path, value)) == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"desactive": "oui"},
        {"clause": {"titre": "x"}, "note_interne": None},
        {"exigence": {"volets": {"un": {"texte": "x"}, "deux": None}}},
        {"positions": {"plancher": None, "cible": {"delai": "3 jours", "ajout": None}}},
        {"reperes": {"plus": {"forts": ["copie*"], "volets": {"un": "copie*"}}, "moins": {"sauf": "copie*"}}},
        {"reperes": {"titres": None, "forts": ["copie*"], "essais": {"un": None}}},
    ],
)
def test_an_overlay_gives_only_what_changes(data: dict[str, Any]) -> None:
    assert faults("point-superpose", data) == []


def test_what_stands_in_a_list_of_an_overlay_is_complete() -> None:
    assert len(faults("point-superpose", {"fondements": [{"id": "rgpd-4"}]})) == 1
    assert len(faults("point-superpose", {"clause": {"titr": "x"}})) == 1
    assert len(faults("point-superpose", {"reperes": {"plus": {"fort": ["x"]}}})) == 1
    assert len(faults("point", {**changed("note_interne", None), "reperes": {"plus": {"forts": ["x"]}}})) == 1


@pytest.mark.parametrize(
    ("answer", "accepted"),
    [
        ("oui", True),
        (None, True),
        ("peut-être", False),
        ({"constat": "oui", "valeur": "1 par an", "article": 7.2}, True),
        ({"constat": "oui", "valeur": ["France", "Suisse"], "volets": {"a": "oui", "b": "non"}}, True),
        ({"constat": "oui", "volets": ["a"], "preuve": {"nature": "certificat_hds", "expire_le": "2027-01-01"}}, True),
        ({"constat": "oui", "preuves": [{"nature": "certificat_hds", "expire_le": "demain"}]}, False),
        ({"constat": "oui", "preuves": [{"nature": "diplome"}]}, False),
        ({"constat": "oui", "volets": {"a": "peut-être"}}, False),
        ({"valeur": "1 par an"}, False),
    ],
)
def test_an_answer_of_a_dossier(answer: Any, accepted: bool) -> None:
    data = {
        "cabinet": {"nom": "C"},
        "prestataire": {"nom": "P"},
        "contrat": {"titre": "T", "etat": "signe", "type": None},
        "situation": {"services": ["sauvegarde"], "acces_aux_donnees": "inconnu", "hebergeur": None},
        "reponses": {"sauvegardes-test-restauration": answer},
    }
    assert (faults("dossier", data) == []) is accepted


@pytest.mark.parametrize(
    ("section", "value"),
    [
        ("reponses", {"sauvegardes": "oui"}),
        ("positions", {"sauvegardes-test-restauration": "haute"}),
        ("situation", {"services": ["sauvegardes"]}),
        ("situation", {"acces_aux_donnees": ["oui", "non"]}),
        ("situation", {"servises": "sauvegarde"}),
        ("contrat", {"titre": "T", "etat": "signe", "type": "location"}),
        ("avenant", {"originaux": "deux"}),
    ],
)
def test_a_fault_in_a_dossier_is_refused(section: str, value: Any) -> None:
    data = {"cabinet": {"nom": "C"}, "prestataire": {"nom": "P"}, "contrat": {"titre": "T", "etat": "signe"}}
    assert faults("dossier", data) == []
    assert len(faults("dossier", {**data, section: value})) >= 1


def test_the_shipped_schemas_are_those_of_the_models() -> None:
    """Those of whole files only: those of overlays know a house's own words, and are written on demand."""
    stored = {path.name: path.read_text(encoding="utf-8") for path in (shipped("clauses") / "schemas").iterdir()}
    assert {name: json.loads(text) for name, text in stored.items()} == {
        f"{name}.schema.json": schema for name, schema in schemas(library()).items()
    }
    assert all(text.count("\n") == 1 for text in stored.values())


@pytest.mark.parametrize("path", [*BASE, *EXAMPLES], ids=lambda path: path.stem)
def test_a_shipped_file_tells_an_editor_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    target = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
    kind = "dossier" if path.name == "dossier.yaml" else schema_of(path)
    assert target == (shipped("clauses") / "schemas" / f"{kind}.schema.json").resolve()
    assert target.is_file()
