"""A folder of documents written again: what goes, what stays under another name, what is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from clausier.documents.folder import Placing, placing
from clausier.documents.manifest import NAME, SCHEMA, digest
from clausier.errors import CannotWrite
from clausier.files.publish import publish

FIRST = {"lettre.docx": b"lettre", "avenant.docx": b"avenant", "synthese.docx": b"synthese"}
NEXT = {"relance.docx": b"relance", "synthese.docx": b"synthese 2"}


def manifest(files: Mapping[str, bytes], schema: int = SCHEMA) -> bytes:
    produced = {name: digest(content) for name, content in files.items()}
    told = {"schema": schema, "date": "2026-11-23", "bilan": {"verdicts": {"point": "absent"}}, "produit": produced}
    return json.dumps(told).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The documents of a first request, as they were written."""
    publish({**FIRST, NAME: manifest(FIRST)}, tmp_path)
    return tmp_path


def placed(folder: Path, files: Mapping[str, bytes] = NEXT, *, overwrite: bool = False) -> Placing:
    found = placing(folder, files, overwrite=overwrite)
    publish(found.files, folder, gone=found.gone)
    return found


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {NAME}


def refusal(folder: Path, files: Mapping[str, bytes] = NEXT) -> str:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(CannotWrite) as caught:
        placing(folder, files, overwrite=False)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    return str(caught.value)


def test_a_new_folder_takes_what_is_written(tmp_path: Path) -> None:
    assert placing(tmp_path / "absent", FIRST, overwrite=False) == Placing(FIRST, (), {})


def test_what_no_longer_applies_goes(folder: Path) -> None:
    (folder / "notes.txt").write_bytes(b"a moi")
    assert placed(folder) == Placing(NEXT, ("lettre.docx", "avenant.docx"), {})
    assert names(folder) == {"relance.docx", "synthese.docx", "notes.txt"}
    assert (folder / "synthese.docx").read_bytes() == b"synthese 2"


def test_what_was_edited_and_no_longer_applies_is_kept_under_another_name(folder: Path) -> None:
    (folder / "lettre.docx").write_bytes(b"lettre, revue")
    (folder / "lettre (modifié).docx").write_bytes(b"une autre")
    assert placed(folder).kept == {"lettre.docx": "lettre (modifié 2).docx"}
    assert (folder / "lettre (modifié).docx").read_bytes() == b"une autre"
    assert (folder / "lettre (modifié 2).docx").read_bytes() == b"lettre, revue"
    assert "lettre.docx" not in names(folder)


def test_what_was_edited_is_not_written_over(folder: Path) -> None:
    (folder / "synthese.docx").write_bytes(b"synthese, revue")
    told = refusal(folder)
    assert told.startswith("modifié depuis sa rédaction, ou d'une autre origine : synthese.docx. ")
    assert "--ecraser" in told
    placed(folder, overwrite=True)
    assert (folder / "synthese.docx").read_bytes() == b"synthese 2"


def test_what_was_edited_to_what_is_to_be_written_is_no_loss(folder: Path) -> None:
    (folder / "synthese.docx").write_bytes(NEXT["synthese.docx"])
    assert placed(folder).gone == ("lettre.docx", "avenant.docx")


def test_a_file_of_another_origin_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "lettre.docx").write_bytes(b"la mienne")
    (tmp_path / "avenant.docx").write_bytes(b"le mien")
    assert "d'une autre origine : avenant.docx, lettre.docx." in refusal(tmp_path, FIRST)
    found = placed(tmp_path, NEXT)
    assert (found.gone, found.kept) == ((), {}), "nothing tells that they are ours"
    assert names(tmp_path) == {"lettre.docx", "avenant.docx", *NEXT}


def test_a_file_of_another_origin_beside_ours_stays(folder: Path) -> None:
    (folder / "relance.docx").write_bytes(b"la mienne")
    placed(folder, FIRST)
    assert (folder / "relance.docx").read_bytes() == b"la mienne"


@pytest.mark.parametrize("content", [b"", b"[]", manifest(FIRST, SCHEMA - 1)])
def test_a_manifest_that_tells_nothing_makes_nothing_ours(folder: Path, content: bytes) -> None:
    (folder / NAME).write_bytes(content)
    assert "synthese.docx" in refusal(folder)
    assert placing(folder, {"relance.docx": b""}, overwrite=False).gone == ()


def test_a_printed_file_goes_with_what_it_was_printed_from(folder: Path) -> None:
    (folder / "lettre.pdf").write_bytes(b"%PDF")
    (folder / "synthese.pdf").write_bytes(b"%PDF")
    found = placed(folder, {**NEXT, "synthese.pdf": b"%PDF 2"})
    assert found.gone == ("lettre.docx", "lettre.pdf", "avenant.docx")
    assert (folder / "synthese.pdf").read_bytes() == b"%PDF 2"
