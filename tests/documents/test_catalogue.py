"""The catalogue is the one list of documents: what is added to it is known everywhere, docs included."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausier.documents import manifest
from clausier.documents.catalogue import (
    DOCUMENTS,
    Content,
    Document,
    Occasion,
    called,
    due,
    internal_templates,
    stem,
    templates,
)
from clausier.model.negotiation import FormKind
from tests.builders import ROOT
from tests.documents import sample

ids = {"argvalues": DOCUMENTS, "ids": lambda document: document.word}


@pytest.mark.parametrize("document", **ids)
def test_a_document_is_called_by_its_word_and_by_its_files(document: Document) -> None:
    for name in (document.word, *document.files, *map(stem, document.files)):
        assert called(name) is document
    assert called(f"{document.word}-bis") is None


def test_words_and_files_are_used_once() -> None:
    for names in ([one.word for one in DOCUMENTS], [file for one in DOCUMENTS for file in one.files]):
        assert len(names) == len(set(names))


@pytest.mark.parametrize("document", **ids)
def test_a_document_can_be_made(document: Document) -> None:
    assert document.due
    if document.given:
        assert document.due == {Occasion.GIVEN}
    elif document.template is None:
        assert callable(document.source)
        assert not document.internal, "a writer sees what the provider may see, and nothing else"
    else:
        assert document.template.title(sample.proposal(2).view)
        assert (ROOT / "templates" / document.template.file).is_file()


def test_what_comes_back_is_what_went_out() -> None:
    sent = {file for document in DOCUMENTS for file in document.files}
    assert {FormKind.FORM.value, FormKind.TRACKER.value} <= sent
    assert [document.word for document in DOCUMENTS if document.to_sign] == ["avenant"]


def test_the_name_follows_the_contract() -> None:
    act = called("avenant")
    assert act is not None
    assert (act.file(signed=True), act.file(signed=False)) == ("avenant.docx", "conditions-particulieres.docx")


def test_only_internal_templates_print_the_summary() -> None:
    assert [name for name, one in templates().items() if one.prints is Content.SUMMARY] == [*internal_templates()]


# What pages say


def rows(page: str) -> Iterator[list[str]]:
    """The cells of the first table of files of a page."""
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("| fichier |"))
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def files_in(text: str) -> set[str]:
    return set(re.findall(r"`([\w-]+\.(?:docx|xlsx|json))`", text))


def test_the_page_on_documents_tells_the_catalogue() -> None:
    told = {frozenset(files_in(row[0])): row for row in rows("docs/documents.md")}
    assert set(told) == {*(frozenset(document.files) for document in DOCUMENTS), frozenset((manifest.NAME,))}
    for document in DOCUMENTS:
        _, template, audience = told[frozenset(document.files)]
        assert template == (f"`templates/{document.template.file}`" if document.template else "–")
        assert audience.startswith(document.audience.value)


def test_the_french_readme_tells_a_first_request() -> None:
    told = {frozenset(files_in(row[0])): row[1] for row in rows("README.fr.md")}
    first = {frozenset(document.files): document for document in due(Occasion.FIRST)}
    assert set(told) == {*first, frozenset((manifest.NAME,))}
    assert {names for names, audience in told.items() if "vous seul" in audience} == {
        names for names, document in first.items() if document.internal
    }


def test_the_english_readme_shows_a_first_request() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"proposal ── (.*)", page)
    assert shown.split(" · ") == [*(one.file(signed=True) for one in due(Occasion.FIRST)), manifest.NAME]


def test_the_wheel_lists_no_template() -> None:
    content = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert ".docx" not in content
    assert "templates" in tomllib.loads(content)["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]


# One more document

RECORD = """
    Document(
        "conseil",
        (Named("conseil.docx", "la note de conseil"),),
        Template("conseil.docx", _requests_title, Content.REQUESTS),
        FIRST | ROUND,
    ),
)
"""
COMMANDS = (
    "rediger dossier.yaml -o seul --date 2026-11-23",
    "modele exporter -o modeles",
    "modele verifier modeles",
    "modele verifier modeles/conseil.docx --comme conseil",
    "modele noms --json",
    "rediger dossier.yaml -o maison --modeles modeles --date 2026-11-23",
    "lot produire lot -o sortie --documents lettre,conseil.docx,synthese --zip --date 2026-11-23",
    "lot produire --help",
    "envoyer dossier.yaml seul --le 2026-11-23",
    "relancer dossier.yaml -o rappel --date 2027-11-23",
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A copy of the project with one file and one record more; where it worked, and what each command printed."""
    work = tmp_path_factory.mktemp("projet")
    for name in ("src", "clauses", "templates"):
        shutil.copytree(ROOT / name, work / name, ignore=shutil.ignore_patterns("__pycache__", "schemas"))
    (work / "templates" / "fabrique" / "conseil.py").write_text("from .demandes import template as template\n")
    catalogue = work / "src" / "clausier" / "documents" / "catalogue.py"
    listed = re.sub(r"(DOCUMENTS: .* = \(.*)\)\n", lambda found: f"{found[1]},{RECORD}", catalogue.read_text("utf-8"))
    catalogue.write_text(listed, "utf-8")
    (work / "lot").mkdir()
    for target in (work / "dossier.yaml", work / "lot" / "un.yaml"):
        shutil.copy(ROOT / "examples" / "infogerance-non-signee" / "dossier.yaml", target)
    environment = {**os.environ, "PYTHONPATH": str(work / "src"), "PYTHONIOENCODING": "utf-8"}
    run = [sys.executable, "-c", SCRIPT, *COMMANDS]
    subprocess.run([sys.executable, "templates/construire.py"], cwd=work, env=environment, check=True)
    done = subprocess.run(run, cwd=work, env=environment, check=True, capture_output=True, encoding="utf-8")
    return work, dict(zip(COMMANDS, done.stdout.split("\f"), strict=False))


SCRIPT = """
import sys
from clausier.cli import run
for command in sys.argv[1:]:
    assert run(command.split()) in (0, None), command
    print(end="\\f")
"""


def test_rediger_writes_it_and_says_what_it_is_for(told: tuple[Path, dict[str, str]]) -> None:
    work, said = told
    assert re.search(r"conseil\.docx +la note de conseil", said[COMMANDS[0]])
    made = json.loads((work / "seul" / manifest.NAME).read_text("utf-8"))
    assert "conseil.docx" in made["produit"]
    assert "conseil.docx" in made["lu"]["modeles"]


def test_its_template_is_made_exported_checked_and_used(told: tuple[Path, dict[str, str]]) -> None:
    work, said = told
    assert (work / "modeles" / "conseil.docx").read_bytes() == (work / "templates" / "conseil.docx").read_bytes()
    assert "modeles/conseil.docx – aucune erreur, aucun avertissement" in said[COMMANDS[2]].replace("\\", "/")
    assert "conseil.docx – aucune erreur" in said[COMMANDS[3]]
    names = {row["nom"]: row["modeles"] for row in json.loads(said[COMMANDS[4]])["noms"]}
    assert "conseil.docx" in names["date_iso"]
    assert "conseil.docx" not in names["synthese.phrase"]
    assert (work / "maison" / "conseil.docx").read_bytes() == (work / "seul" / "conseil.docx").read_bytes()


def test_a_batch_makes_it_and_sends_it(told: tuple[Path, dict[str, str]]) -> None:
    work, said = told
    (provider,) = (path for path in (work / "sortie").iterdir() if path.is_dir() and path.name[0] != ".")
    assert {"lettre.docx", "conseil.docx", "synthese.docx"} < {path.name for path in provider.iterdir()}
    with zipfile.ZipFile(provider.with_suffix(".zip")) as archive:
        assert [Path(name).name for name in archive.namelist()] == ["conseil.docx", "lettre.docx"]
    assert json.loads((work / "sortie" / "lot.json").read_text("utf-8"))["documents"] == [
        "lettre",
        "synthese",
        "conseil",
    ]
    assert "conseil" in said[COMMANDS[7]]


def test_it_is_written_when_it_is_due(told: tuple[Path, dict[str, str]]) -> None:
    work, _ = told
    assert {path.name for path in (work / "rappel").iterdir()} == {"relance.docx", "reponse.docx", "manifeste.json"}
