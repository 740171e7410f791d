"""A damaged file is told as one; a fault of ours never is: what stands in the boundary is an outside library's."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from clausier.errors import InvalidInput
from clausier.office import safe
from clausier.office.damage import Damaged, TooMuch, outside
from clausier.office.kinds import WORD
from tests.builders import ROOT
from tests.office.test_safe import READERS

SOURCE = ROOT / "src" / "clausier"
GUARDED = [path for path in SOURCE.rglob("*.py") if "outside()" in path.read_text(encoding="utf-8")]
OFFICE = str(SOURCE / "office")


def bodies(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.With) and any("outside()" in ast.unparse(item) for item in node.items):
            yield node.body


def ours(tree: ast.Module) -> set[str]:
    """The names by which a module calls what is ours."""
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("clausier")
        for alias in node.names
    }
    return imported | {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def called(statements: list[ast.stmt]) -> Iterator[ast.expr]:
    for statement in statements:
        yield from (node.func for node in ast.walk(statement) if isinstance(node, ast.Call))


@pytest.mark.parametrize("path", GUARDED, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_of_ours_stands_in_the_boundary(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = ours(tree)
    for function in (one for body in bodies(tree) for one in called(body)):
        first = function
        while isinstance(first, ast.Attribute | ast.Call):
            first = first.value if isinstance(first, ast.Attribute) else first.func
        assert isinstance(first, ast.Name), ast.unparse(function)
        assert first.id not in names, ast.unparse(function)
        if isinstance(function, ast.Attribute) and first.id == "self":
            assert function.attr not in names, ast.unparse(function)


def test_the_boundary_is_in_use() -> None:
    assert len(GUARDED) >= 4


def test_only_what_is_said_of_the_file_becomes_a_message() -> None:
    for fault in (Damaged, TooMuch):
        with pytest.raises(InvalidInput), safe.damage("a.docx", WORD):
            raise fault
    for defect in (AttributeError, TypeError, KeyError, ValueError, RuntimeError, OSError):
        with pytest.raises(defect), safe.damage("a.docx", WORD):
            raise defect


def test_memory_that_runs_out_is_no_damage() -> None:
    with pytest.raises(MemoryError), outside():
        raise MemoryError


class Defect(AttributeError):
    """A fault of ours."""


def watched(read: Callable[[], object], watch: Callable[[CodeType], None]) -> None:
    """Reads, or refuses, with each call of a function of ours told."""

    def hook(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(OFFICE):
            watch(frame.f_code)

    sys.setprofile(hook)
    try:
        with suppress(InvalidInput):
            read()
    finally:
        sys.setprofile(None)


@pytest.mark.parametrize("name", ["reply", "tracker", "table"])
def test_a_fault_of_any_function_of_ours_comes_out(name: str, tmp_path: Path) -> None:
    reader = READERS[name]
    path = tmp_path / f"lu.{reader.suffix}"
    made = tmp_path / "fait"
    made.mkdir()
    path.write_bytes(reader.make(made))
    reached: dict[CodeType, None] = {}
    watched(lambda: reader.read(path), lambda _: None)
    watched(lambda: reader.read(path), lambda code: reached.setdefault(code))
    assert len(reached) > 25
    for wanted in reached:  # what was kept from the first reading is not read again

        def fail(code: CodeType, wanted: CodeType = wanted) -> None:
            if code is wanted:
                raise Defect

        with pytest.raises(Defect):
            watched(lambda: reader.read(path), fail)
