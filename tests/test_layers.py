"""Who may import whom: the flow goes one way, and each outside library has one importing place."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.builders import ROOT

SOURCE = ROOT / "src" / "clausier"

BASE = {"errors", "french", "files", "quantity", "model"}
ENGINE = {*BASE, "library", "judging", "proposal"}

LAYERS: dict[str, set[str]] = {
    "errors": set(),
    "characters": set(),
    "french": set(),
    "resources": set(),
    "worddiff": set(),
    "files": {"errors", "characters"},
    "quantity": {"french"},
    "model": {"errors", "french", "quantity"},
    "library": {"errors", "french", "files", "model"},
    "office": {"errors", "characters", "french", "files", "model"},
    "dossier": {"errors", "characters", "french", "files", "quantity", "model", "library", "office"},
    "judging": {"french", "quantity", "model"},
    "reading": {"french", "quantity", "model"},
    "proposal": {"errors", "french", "quantity", "model", "library", "judging"},
    "negotiation": {*BASE, "characters", "worddiff", "office", "judging", "proposal"},
    "documents": {"errors", "characters", "french", "files", "model", "office", "reading", "negotiation"},
    "forms": {*BASE, "characters", "office", "dossier", "judging"},
    "batch": {
        "errors",
        "characters",
        "french",
        "files",
        "model",
        "judging",
        "proposal",
        "office",
        "dossier",
        "negotiation",
        "documents",
    },
    "playbook": {*ENGINE, "reading", "characters", "worddiff", "office", "documents"},
    "desk": {
        "errors",
        "characters",
        "french",
        "resources",
        "files",
        "model",
        "library",
        "office",
        "dossier",
        "judging",
        "proposal",
        "reading",
        "negotiation",
        "documents",
        "forms",
        "batch",
        "playbook",
    },
    "page": {
        "errors",
        "characters",
        "french",
        "resources",
        "worddiff",
        "files",
        "model",
        "dossier",
        "judging",
        "proposal",
        "negotiation",
        "documents",
        "forms",
        "batch",
        "playbook",
        "desk",
    },
}
"""Who may import whom, in the order of the flow; `cli` may import all of them."""

OUTSIDE = {
    "yaml": {"files"},
    "babel": {"french"},
    "num2words": {"french"},
    "snowballstemmer": {"french.stems"},
    "docxtpl": {"office"},
    "docx": {"office"},
    "openpyxl": {"office.excel"},
    "xlsxwriter": {"office.excel.writing"},
    "zipfile": {"office"},
    "lxml": {"office"},
    "pypdfium2": {"office.pdfium"},
    "jinja2": {"office", "playbook.template_check", "page.rendering"},
    "filelock": {"files.locks"},
    "platformdirs": {"files.cache", "files.documents"},
    "distributed": {"batch.cluster"},
    "rich": {"cli.screen", "cli.progress", "cli.standing", "cli.terminal"},
    "icalendar": {"negotiation.calendar"},
    "click": {"cli"},
    "starlette": {"page.app"},
    "uvicorn": {"page.serving"},
}

FILES = sorted(SOURCE.rglob("*.py"))


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path: Path) -> tuple[str, ...]:
    """What a module imports, wherever it does."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(found)


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_follow_the_flow(path: Path) -> None:
    layer = module_of(path).split(".")[0]
    used = {name.split(".")[1] for name in imports(path) if name.startswith("clausier.")}
    allowed = LAYERS.get(layer)
    if allowed is not None:
        assert used - {layer, "__version__"} <= allowed
    else:
        assert layer in ("cli", "__init__", "__main__")


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_each_outside_library_has_one_importing_place(path: Path) -> None:
    module = module_of(path)
    for name in imports(path):
        places = OUTSIDE.get(name.split(".")[0])
        assert places is None or any(module == place or module.startswith(f"{place}.") for place in places), name


def test_every_layer_exists() -> None:
    assert {module_of(path).split(".")[0] for path in FILES} == {*LAYERS, "cli", "__init__", "__main__"}


WRITES = re.compile(
    r"write_text|write_bytes|os\.(?:replace|rename|link)|\.rename\(|open\(\s*[\"'][xwa]|shutil\.(?:copy|move)"
)
REPLACING = {"files.replacing", "files.entry", "files.journal"}
"""Where files are put in place."""
WORK = {
    *("files.proof", "office.pdf", "office.contract.scan", "batch.executors", "batch.cluster", "desk.inbox"),
    *("cli.bibliotheque.importer", "cli.bibliotheque.nouvelle", "desk.examples", "desk.batches", "page.arrivals"),
}
"""Who fills a temporary folder, which goes, or which `replacing.new_folder` puts in place whole."""


def test_files_are_put_in_place_in_one_place() -> None:
    writing = {module_of(path) for path in FILES if WRITES.search(path.read_text(encoding="utf-8"))}
    assert writing == REPLACING | WORK


def test_the_middle_never_reads_the_clock() -> None:
    clock = re.compile(r"date\.today|datetime\.now")
    clocked = {module_of(path) for path in FILES if clock.search(path.read_text(encoding="utf-8"))}
    assert clocked == {"cli.options", "cli.nouveau", "cli.negociation.echeances", "cli.ouvrir"}


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_modules_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def used_layers(layer: str) -> set[str]:
    """The other layers that modules of this one import."""
    paths = [path for path in FILES if module_of(path).split(".")[0] == layer]
    found = {name.split(".")[1] for path in paths for name in imports(path) if name.startswith("clausier.")}
    return found - {layer, "__version__"}


@pytest.mark.parametrize("layer", LAYERS)
def test_no_permission_is_unused(layer: str) -> None:
    assert LAYERS[layer] <= used_layers(layer)


@pytest.mark.parametrize(("library", "places"), OUTSIDE.items(), ids=OUTSIDE)
def test_no_outside_permission_is_unused(library: str, places: set[str]) -> None:
    users = users_of(library)
    assert all(any(user == place or user.startswith(f"{place}.") for user in users) for place in places)


def users_of(library: str) -> set[str]:
    """The modules that import an outside library."""
    return {module_of(path) for path in FILES if any(name.split(".")[0] == library for name in imports(path))}


def claims(docstring: str) -> list[str]:
    """The libraries of which a docstring says that its module is the only importer."""
    told = re.findall(r"only importer of (.+?)[.:;](?:\s|$)", " ".join(docstring.split()))
    return [name for names in told for name in re.findall(r"[\w-]+", names) if name != "and"]


CLAIMS = {
    (module_of(path), library)
    for path in FILES
    for library in claims(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")
}


@pytest.mark.parametrize(("module", "library"), sorted(CLAIMS))
def test_what_a_docstring_claims_to_import_alone_it_does(module: str, library: str) -> None:
    users = users_of(library)
    assert users, f"nothing imports {library}"
    assert all(user == module or user.startswith(f"{module}.") for user in users)


def test_claims_are_found_and_read() -> None:
    assert ("office", "lxml") in CLAIMS
    assert claims("Of all. The only importer of\nbabel and num2words.") == ["babel", "num2words"]


def test_colours_stand_in_the_palette() -> None:
    fabrique = [*(ROOT / "templates").rglob("*.py")]
    colour = re.compile(r"[\"'>]#?[0-9A-Fa-f]{6}[\"'<]")
    named = {path: module_of(path) if path in FILES else path.name for path in (*FILES, *fabrique)}
    found = {name for path, name in named.items() if colour.search(path.read_text(encoding="utf-8"))}
    assert found == {"office.palette"}


def test_the_flow_goes_one_way() -> None:
    seen: set[str] = set()
    for layer, allowed in LAYERS.items():
        assert allowed <= seen, layer
        seen.add(layer)
