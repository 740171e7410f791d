"""What is about to be written is read back first; what cannot be is told as a fault of ours, with nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.errors import InvalidInput, Problem, Unsound
from clausier.files import yamltext
from clausier.files.proof import proven, proven_file
from clausier.files.yamltext import as_read, record
from clausier.model.verdict import Finding
from tests.builders import EXAMPLE


def test_what_is_read_back_as_it_was_meant_is_given() -> None:
    assert proven(b"a", "nom", bytes.decode, "a") == b"a"
    assert proven_file(b"a", "nom.txt", lambda path: (path.name, path.read_bytes()), ("nom.txt", b"a")) == b"a"


def refuse(_: object) -> None:
    raise InvalidInput([Problem("nom", "", "illisible.")])


@pytest.mark.parametrize(("read", "why"), [(refuse, "illisible."), (lambda _: "b", "n'est pas ce qu'il fallait")])
def test_what_is_not_is_a_fault_of_ours(read: Any, why: str) -> None:
    for prove in (proven, proven_file):
        with pytest.raises(Unsound, match=why) as caught:
            prove(b"a", "nom", read, "a")
        assert "« nom » n'est pas écrit" in str(caught.value)
        assert "C'est une faute de clausier, et non la vôtre" in str(caught.value)


def test_a_record_is_proven_where_something_was_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = {"mot": Finding.YES, "vrai": True, "nombre": 12, "rien": None, "liste": ("a", "b\\c"), "dans": {"x": "\x85"}}
    assert as_read(tree)["liste"] == ["a", "b\\c"]
    assert record(tree)
    monkeypatch.setattr(yamltext, "as_read", lambda _: {})
    assert record({"usuel": "« d'accord » : oui"})
    with pytest.raises(Unsound):
        record(tree)


COMMANDS = {
    "dossier.yaml": ("questionnaire", "lire", "q.xlsx", "-o", "dossier.yaml"),
    "q.xlsx": ("questionnaire", "creer", "--dossier", str(EXAMPLE), "-o", "q.xlsx"),
    "q.docx": ("questionnaire", "creer", "--pour", "prestataire", "--dossier", str(EXAMPLE), "-o", "q.docx"),
    "lot.xlsx": ("lot", "modele", "-o", "lot.xlsx"),
    "neuf.yaml": ("nouveau", "-o", "neuf.yaml"),
    "mienne/bibliotheque.yaml": ("bibliotheque", "nouvelle", "mienne"),
    "mienne/validations.yaml": (
        "bibliotheque", "fondements", "valider", "csp-l1111-8", "--par", "Me Exemple", "--dans", "mienne",
    ),
}  # fmt: skip


def files_of(folder: Path) -> list[Path]:
    """Those that a person sees: not the lock."""
    return sorted(path for path in folder.rglob("*") if ".clausier" not in path.parts)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_file_of_ours_is_proven_before_it_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    if name == "dossier.yaml":
        assert run(COMMANDS["q.xlsx"]) == 0
    if name == "mienne/validations.yaml":
        assert run(COMMANDS["mienne/bibliotheque.yaml"]) == 0
    before = files_of(tmp_path)

    def spoilt(*_: object, **__: object) -> bytes:
        raise Unsound(Path(name).name, "essai")

    for module in (*PROVEN_IN, "files.proof.proven", "files.proof.proven_file"):
        monkeypatch.setattr(f"clausier.{module}", spoilt)
    assert run(COMMANDS[name]) == 1
    assert "C'est une faute de clausier" in capsys.readouterr().err
    assert files_of(tmp_path) == before


PROVEN_IN = (
    "dossier.write.proven",
    "forms.proof.proven_file",
    "batch.table_file.template.proven_file",
    "playbook.approvals.proven",
    "playbook.starter.proven",
)
