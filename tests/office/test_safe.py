"""The one gate for foreign files: what may be opened, by every reader alike, and how another is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clausier.batch.sources import records
from clausier.errors import InvalidInput
from clausier.forms.files import read_form
from clausier.negotiation.reply.read import read_reply
from clausier.office import kinds, limits, safe
from clausier.office.word.opening import read_document
from clausier.office.word.templates import read_template
from clausier.playbook.book import read_book, word_file
from clausier.playbook.book.roundtrip import book_of
from tests.batch.tables import KEYS, ROW, xlsx_file
from tests.builders import case, library, yes
from tests.forms import files
from tests.negotiation.replies import fill_tracker, produced, sent, workbook
from tests.office.word_files import repacked, write_template

Parts = dict[str, bytes]
DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Reader:
    """A command's way to read a foreign file: a sound one, and what is done with it."""

    suffix: str
    make: Callable[[Path], bytes]
    read: Callable[[Path], object]


READERS = {
    "template": Reader("docx", lambda folder: write_template(folder / "m.docx", "a").read_bytes(), read_template),
    "book": Reader(
        "docx", lambda _: word_file(book_of(library(), 4)), lambda path: read_book(read_document(path), path.name)
    ),
    "Word questionnaire": Reader("docx", lambda folder: files.practice(folder, None, "docx").read_bytes(), read_form),
    "reply": Reader("docx", lambda _: produced()["reponse.docx"], lambda path: read_reply(path, {})),
    "questionnaire": Reader("xlsx", lambda folder: files.practice(folder, None, "xlsx").read_bytes(), read_form),
    "tracker": Reader("xlsx", lambda _: produced()["tableau.xlsx"], lambda path: read_reply(path, {})),
    "table": Reader(
        "xlsx",
        lambda folder: xlsx_file(folder / "t.xlsx", [[*KEYS, "contrat.date"], [*ROW, DAY]]).read_bytes(),
        lambda path: list(records(path, library())),
    ),
}
WORD_READERS = [name for name, reader in READERS.items() if reader.suffix == "docx"]
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def refusal(name: str, folder: Path, change: Callable[[bytes, str], bytes]) -> str:
    """What the reader says of a sound file so changed."""
    reader = READERS[name]
    made, opened = folder / "fait", folder / "lu"
    made.mkdir()
    opened.mkdir()
    path = opened / f"fichier.{reader.suffix}"
    path.write_bytes(change(reader.make(made), MAIN[reader.suffix]))
    with pytest.raises(InvalidInput) as caught:
        reader.read(path)
    return str(caught.value)


def with_part(name: str, data: bytes) -> Callable[[bytes, str], bytes]:
    return lambda content, _: repacked(content, lambda parts: {**parts, name: data})


def in_main(old: bytes, new: bytes) -> Callable[[bytes, str], bytes]:
    return lambda content, main: repacked(content, lambda parts: {**parts, main: parts[main].replace(old, new, 1)})


def deflate_broken(content: bytes, name: str) -> bytes:
    """The same zip, whose directory is sound, with a member whose compressed data is not."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(name)
    data = bytearray(content)
    start = (
        info.header_offset
        + 30
        + len(name)
        + int.from_bytes(data[info.header_offset + 28 : info.header_offset + 30], "little")
    )
    data[start : start + info.compress_size] = b"\xff" * info.compress_size
    return bytes(data)


def encrypted(content: bytes, _: str) -> bytes:
    """Every member's flag says that it is."""
    return content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


REFUSED: dict[str, tuple[Callable[[bytes, str], bytes], str]] = {
    "no zip": (lambda _, __: b"bonjour", "ce n'est "),
    "cut": (lambda content, _: content[: len(content) // 2], "est abîmé ou incomplet. Le copier"),
    "old": (lambda _, __: safe.OLE + bytes(600), "d'un ancien format ("),
    "locked": (lambda _, __: safe.OLE + safe.ENCRYPTED, "est protégé par un mot de passe. Retirer le mot de passe"),
    "locked member": (encrypted, "est protégé par un mot de passe. Retirer le mot de passe"),
    "heavy": (with_part("x.xml", b" " * (limits.ROWS.part + 1)), "est trop volumineux une fois ouvert."),
    "bomb": (with_part("x.xml", b" " * limits.TEMPLATES.part), "est comprimé d'une façon anormale."),
    "crowd": (
        lambda content, _: repacked(content, lambda parts: {**parts, **{f"{n}.bin": b"" for n in range(2001)}}),
        "contient plus de 2 000 fichiers.",
    ),
    "macros": (with_part("word/vbaProject.bin", b"x"), "contient des macros, qui ne sont pas admises."),
    "doctype": (in_main(b"?>", b"?><!DOCTYPE a>"), "contient une déclaration DOCTYPE, qui n'est pas admise."),
    "wide doctype": (
        with_part("x.xml", "<!DOCTYPE a><a/>".encode("utf-16")),
        "contient une déclaration DOCTYPE, qui n'est pas admise.",
    ),
    "wide": (with_part("x.xml", "<a/>".encode("utf-16")), "n'est pas fait comme un "),
    "seven bits": (with_part("x.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>'), "n'est pas fait comme un "),
    "broken properties": (
        lambda content, _: deflate_broken(content, "docProps/core.xml"),
        "est abîmé : il ne peut pas être lu.",
    ),
    "broken part": (deflate_broken, "est abîmé : il ne peut pas être lu."),
    "strict": (
        lambda content, _: repacked(content, strict),
        "est au format « Open XML strict ».",
    ),
    "no links": (
        lambda content, _: repacked(
            content, lambda parts: {name: data for name, data in parts.items() if name != "_rels/.rels"}
        ),
        "est abîmé : il ne peut pas être lu.",
    ),
    "torn XML": (
        lambda content, main: repacked(content, lambda parts: {**parts, main: parts[main][:-9]}),
        "est abîmé : il ne peut pas être lu.",
    ),
}


def strict(parts: Parts) -> Parts:
    """The names that « Open XML strict » gives to the same things."""
    schemas = b"http://schemas.openxmlformats.org"
    pairs = {
        schemas + b"/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        schemas + b"/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        schemas + b"/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    for old, new in pairs.items():
        parts = {name: data.replace(old, new) for name, data in parts.items()}
    return parts


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("case", REFUSED)
def test_every_reader_refuses_with_the_same_words(name: str, case: str, tmp_path: Path) -> None:
    change, told = REFUSED[case]
    message = refusal(name, tmp_path, change)
    assert told in message
    assert message.startswith(f"fichier.{READERS[name].suffix} : ")


@pytest.mark.parametrize("name", WORD_READERS)
def test_what_is_outside_is_not_followed(name: str, tmp_path: Path) -> None:
    base = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = b'<Relationship Id="rX" Type="%s/image" Target="https://exemple.fr/x.png" TargetMode="External"/>' % base
    rels = "word/_rels/document.xml.rels"
    change = in_main(b"</Relationships>", link + b"</Relationships>")
    message = refusal(name, tmp_path, lambda content, _: change(content, rels))
    assert "dépend d'un fichier extérieur (https://exemple.fr/x.png), dans word/document.xml." in message


def without_styles(content: bytes, _: str) -> bytes:
    def change(parts: Parts) -> Parts:
        kept = {name: data for name, data in parts.items() if name != "xl/styles.xml"}
        styled = [name for name in kept if name.endswith((".rels", "[Content_Types].xml"))]
        for name in styled:
            kept[name] = re.sub(rb"<(?:Override|Relationship) [^>]*styles[^>]*/>", b"", kept[name])
        return kept

    return repacked(content, change)


def test_answers_in_a_workbook_without_styles_are_the_same(tmp_path: Path) -> None:
    """They are texts: how cells look changes nothing."""
    path = tmp_path / "fichier.xlsx"
    answered = files.practice(tmp_path, case({"sauvegardes-test-restauration": yes(valeur="1 par an")}), "xlsx")
    form = _whatever_the_styles(path, answered.read_bytes(), lambda: files.read(path).case)
    assert form == case({"sauvegardes-test-restauration": yes(valeur="1 par an")})
    reply = _whatever_the_styles(path, workbook(fill_tracker), lambda: read_reply(path, sent()))
    assert reply.items


def _whatever_the_styles(path: Path, content: bytes, read: Callable[[], Any]) -> Any:
    """What is read of the workbook, the same without its styles."""
    path.write_bytes(content)
    found = read()
    path.write_bytes(without_styles(content, ""))
    assert read() == found
    return found


def test_a_date_of_a_table_without_styles_is_not_guessed(tmp_path: Path) -> None:
    """Styles alone tell a date from a number: without them, the number that stands for it is told."""
    made = READERS["table"].make(tmp_path)
    path = tmp_path / "fichier.xlsx"
    path.write_bytes(without_styles(made, ""))
    (record,) = records(path, library())
    assert [str(problem) for problem in record.problems] == [
        "fichier.xlsx, feuille Dossiers, cellule F2, contrat.date : la cellule contient « 46023 » et non une date. "
        "Écrire AAAA-MM-JJ, par exemple 2026-09-15, ou bien 15/09/2026 ou 15 septembre 2026. Une date du tableur est "
        "admise, sans heure."
    ]


def test_a_file_is_told_missing_or_unreadable(tmp_path: Path) -> None:
    for path, told in (
        (tmp_path / "absent", "le fichier n'existe pas."),
        (tmp_path, "c'est un dossier : un fichier est attendu."),
    ):
        with pytest.raises(InvalidInput, match=told):
            safe.read_file(path, kinds.WORD)


def opendocument(**parts: bytes) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kinds.ODT.main, zipfile.ZIP_STORED)
        archive.writestr("content.xml", b"<a/>")
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return target


def test_an_opendocument_text_passes_its_own_gate() -> None:
    safe.gate(opendocument(), "a.odt", kinds.ODT)


@pytest.mark.parametrize(
    ("parts", "told"),
    [({"Basic__x": b"a"}, "des macros"), ({"styles.xml": b"<!DOCTYPE a><a/>"}, "une déclaration DOCTYPE")],
)
def test_an_opendocument_text_is_refused_alike(parts: Parts, told: str) -> None:
    with pytest.raises(InvalidInput, match=f"a.odt : le fichier contient {told}"):
        safe.gate(opendocument(**parts), "a.odt", kinds.ODT)


@pytest.mark.parametrize("kind", [kinds.WORD, kinds.EXCEL])
def test_an_opendocument_is_named_where_another_is_expected(kind: kinds.Kind) -> None:
    with pytest.raises(
        InvalidInput, match=r"c'est un fichier OpenDocument \(\.odt, \.ods\)\. Dans .* Enregistrer sous"
    ):
        safe.gate(opendocument(), "a.odt", kind)


def test_one_file_more_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with path.open("wb") as file:
        file.truncate(limits.FILE + 1)
    with pytest.raises(InvalidInput, match=r"a\.docx : le fichier dépasse 60 Mo\. En retirer les images\."):
        safe.read_file(path, kinds.WORD)
    with path.open("rb") as file, pytest.raises(InvalidInput, match=r"dépasse 60 Mo\. Le partager"):
        safe.gate(file, "a.xlsx", kinds.EXCEL)


def test_a_sound_file_passes() -> None:
    content = produced()["reponse.docx"]
    safe.gate(io.BytesIO(content), "a.docx", kinds.WORD)
    assert kinds.WORD.main.encode() in safe.table_of(content, "a.docx", kinds.WORD)
