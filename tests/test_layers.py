"""Who may import whom: the flow goes one way, and each outside library has one importing place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import ROOT

SOURCE = ROOT / "src" / "clausier"

MIDDLE = {"errors", "model", "quantity", "french", "markup", "yamlfile", "validation", "library", "gaps", "proofs"}

LAYERS: dict[str, set[str]] = {
    "errors": set(),
    "french": set(),
    "resources": set(),
    "quantity": {"errors", "french"},
    "model": {"errors", "quantity"},
    "yamlfile": {"errors"},
    "validation": {"errors", "yamlfile"},
    "markup": {"errors", "french", "model"},
    "library": {"errors", "model", "yamlfile", "validation", "markup"},
    "casefile": {"errors", "model", "quantity", "yamlfile", "validation"},
    "blank": {"model"},
    "proofs": {"model", "french"},
    "gaps": {"model", "quantity", "french", "proofs"},
    "proposal": {"model", "quantity", "french", "markup", "gaps", "proofs"},
    "documents": {"errors", "model", "quantity", "french"},
    "worddiff": set(),
    "yamltext": set(),
    "registerfile": {"errors", "model", "yamlfile", "yamltext", "validation"},
    "negotiation": {"errors", "model", "quantity", "french", "gaps", "proofs", "proposal", "worddiff"},
    "playbook": {*MIDDLE, "worddiff", "yamltext", "proposal", "documents"},
    "batch": {*MIDDLE, "casefile", "proposal", "documents", "negotiation", "registerfile"},
    "forms": {*MIDDLE, "yamltext", "casefile", "documents", "playbook", "batch"},
}

OUTSIDE = {
    "yaml": {"yamlfile"},
    "babel": {"french"},
    "num2words": {"french"},
    "docxtpl": {"documents.word"},
    "docx": {"documents.word"},
    "jinja2": {"documents.word", "documents.compiled", "documents.sandbox", "documents.template_check"},
    "xlsxwriter": {"documents.workbook", "documents.batch_table", "documents.batch_report", "documents.questionnaire"},
    "openpyxl": {"documents.spreadsheet"},
    "filelock": {"batch.store"},
    "distributed": {"batch.cluster"},
    "rich": {"cli.screen", "cli.progress", "cli.standing"},
    "icalendar": {"documents.calendar"},
    "click": {"cli"},
}

FILES = sorted(SOURCE.rglob("*.py"))


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


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


def test_the_middle_never_reads_the_clock() -> None:
    clocked = {module_of(path) for path in FILES if "date.today" in path.read_text(encoding="utf-8")}
    assert clocked == {"cli.options", "cli.nouveau"}


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_modules_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
