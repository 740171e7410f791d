"""Part by part of the package: a secret planted in a template leaves only where a reader sees it, or is refused."""

from __future__ import annotations

import getpass
import io
import json
import re
import shutil
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.documents.assemble import assemble
from clausier.documents.catalogue import LETTER
from clausier.office.word import render as word
from clausier.office.word.properties import Properties
from tests.builders import EXAMPLE, ROOT
from tests.documents import sample
from tests.office import word_baggage as made
from tests.office.word_baggage import BODY, LINKS, MICROSOFT, RELATION, SETTINGS, TYPES, Parts
from tests.office.word_files import members

SECRET = "Confidentiel42"
NAME = "lettre.docx"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT_LINKS = "_rels/.rels"
XML = f"<x>{SECRET}</x>"
OTHER_FILE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def part(name: str, kind: str, content: str | bytes = XML, rels: str = LINKS) -> Callable[[Parts], None]:
    """A part of this kind, reached from the body or from another part."""
    return lambda parts: made.add(parts, name, content, kind, "application/xml", rels)


def before(name: str, end: bytes, xml: str) -> Callable[[Parts], None]:
    """Something at the end of a part that every template has."""

    def change(parts: Parts) -> None:
        assert end in parts[name]
        parts[name] = parts[name].replace(end, xml.encode() + end, 1)

    return change


def loose(name: str) -> Callable[[Parts], None]:
    """A file that no relationship leads to."""

    def change(parts: Parts) -> None:
        parts[name] = XML.encode()
        parts[TYPES] = parts[TYPES].replace(
            b"</Types>", f'<Override PartName="/{name}" ContentType="application/xml"/></Types>'.encode()
        )

    return change


def settings(xml: str) -> Callable[[Parts], None]:
    return before(SETTINGS, b"</w:settings>", xml)


GONE: dict[str, Callable[[Parts], None]] = {
    "core properties": before("docProps/core.xml", b"</cp:coreProperties>", f"<cp:category>{SECRET}</cp:category>"),
    "extended properties": before("docProps/app.xml", b"</Properties>", f"<Company>{SECRET}</Company>"),
    "titles of parts": before("docProps/app.xml", b"</Properties>", f"<TitlesOfParts>{SECRET}</TitlesOfParts>"),
    "custom properties": part("docProps/custom.xml", f"{RELATION}/custom-properties", rels=ROOT_LINKS),
    "thumbnail": part("docProps/vignette.xml", f"{PACKAGE}/metadata/thumbnail", rels=ROOT_LINKS),
    "signature": part("_xmlsignatures/origin.xml", f"{PACKAGE}/digital-signature/origin", rels=ROOT_LINKS),
    "label": part("docMetadata/LabelInfo.xml", f"{MICROSOFT}/classificationlabels", rels=ROOT_LINKS),
    "custom ribbon": part("customUI/customUI.xml", f"{MICROSOFT}/ui/extensibility", rels=ROOT_LINKS),
    "task panes": part("word/webextensions/taskpanes.xml", f"{MICROSOFT}/webextensiontaskpanes", rels=ROOT_LINKS),
    "custom XML": part("customXml/item1.xml", f"{RELATION}/customXml"),
    "people": part("word/people.xml", f"{MICROSOFT}/people"),
    "glossary": part("word/glossary/document.xml", f"{RELATION}/glossaryDocument"),
    "key map": part("word/customizations.xml", f"{MICROSOFT}/keyMapCustomizations"),
    "toolbars": part("word/attachedToolbars.xml", f"{MICROSOFT}/attachedToolbars"),
    "printer": part("word/printerSettings1.xml", f"{RELATION}/printerSettings"),
    "merge data": part("word/recipients.xml", f"{RELATION}/recipientData"),
    "comments' ids": part("word/commentsIds.xml", f"{MICROSOFT}/commentsIds"),
    "comments' dates": part("word/commentsExtensible.xml", f"{MICROSOFT}/commentsExtensible"),
    "audio": part("word/media/a.xml", f"{RELATION}/audio"),
    "video": part("word/media/v.xml", f"{RELATION}/video"),
    "ink": part("word/ink/ink1.xml", f"{RELATION}/ink"),
    "a kind that nobody knows": part("word/inconnu.xml", "http://exemple.fr/relations/inconnu"),
    "a part of an unknown part": lambda parts: [
        part("word/inconnu.xml", "http://exemple.fr/relations/inconnu", "<x/>")(parts),
        part("word/autre.xml", f"{RELATION}/image", rels="word/_rels/inconnu.xml.rels")(parts),
    ][0],
    "a loose part": loose("word/perdu.xml"),
    "a loose file elsewhere": loose("autres/note.xml"),
    "a loose header": loose("word/header-perdu.xml"),
    "variables": settings(f'<w:docVars><w:docVar w:name="c" w:val="{SECRET}"/></w:docVars>'),
    "merge": settings(f'<w:mailMerge><w:query w:val="{SECRET}"/></w:mailMerge>'),
    "sessions": settings(f'<w:rsids><w:rsid w:val="{SECRET}"/></w:rsids>'),
    "identifier": settings(f'<w15:docId xmlns:w15="http://x" w15:val="{SECRET}"/>'),
}
SEEN: dict[str, Callable[[Parts], None]] = {
    "words of the body": lambda parts: made.insert(parts, BODY, made.paragraph(made.run(SECRET))),
    "words of a header": lambda parts: made.insert(parts, "word/header-default.xml", made.paragraph(made.run(SECRET))),
    "words of a note": lambda parts: made.insert(parts, "word/footnotes.xml", made.paragraph(made.run(SECRET))),
}
"""What a reader sees is the template's own text, by its author's choice."""
REFUSED: dict[str, Callable[[Parts], None]] = {
    "comments": part(
        "word/comments.xml",
        f"{RELATION}/comments",
        f'<w:comments xmlns:w="{made.WORD}"><w:comment w:id="0">{made.paragraph(made.run(SECRET))}</w:comment>'
        "</w:comments>",
    ),
    "hidden words": lambda parts: made.insert(parts, BODY, made.paragraph(made.run(SECRET, "<w:vanish/>"))),
    "deleted words": lambda parts: made.insert(
        parts, BODY, made.paragraph(f"<w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>")
    ),
    "a workbook of a chart": part("word/embeddings/c.xlsx", f"{RELATION}/package", SECRET.encode()),
    "an OLE object": part("word/embeddings/o.bin", f"{RELATION}/oleObject", SECRET.encode()),
    "another document": part("word/afchunk.html", f"{RELATION}/aFChunk", SECRET.encode()),
    "a control": part("word/activeX/a.xml", f"{RELATION}/control"),
    "macros": part("word/vbaProject.bin", "http://schemas.microsoft.com/office/2006/relationships/vbaProject"),
    "an image elsewhere": lambda parts: (
        [made.link(parts, f"{RELATION}/image", f"https://exemple.fr/{SECRET}.png", external=True)][0] and None
    ),
}


def firm(folder: Path, change: Callable[[Parts], None]) -> Path:
    parts = made.letter()
    change(parts)
    folder.mkdir()
    (folder / NAME).write_bytes(made.saved(parts))
    return folder


def holders(content: bytes) -> list[str]:
    """The files of a package that hold the secret, in their names or their bytes, compressed again or not."""
    return [name for name, data in members(content).items() if SECRET.encode() in data or SECRET in name]


def both_ways(folder: Path) -> Iterator[bytes]:
    from clausier.documents.context import context_of

    yield assemble(sample.proposal(2), (folder, ROOT / "templates"), (LETTER,))[NAME]
    yield word.render(folder / NAME, context_of(sample.proposal(2).view), Properties("Lettre", "", sample.DAY))


@pytest.mark.parametrize("change", GONE.values(), ids=GONE)
def test_it_does_not_leave(change: Callable[[Parts], None], tmp_path: Path) -> None:
    folder = firm(tmp_path / "modeles", change)
    assert holders((folder / NAME).read_bytes()) != [], "planted"
    assert [holders(content) for content in both_ways(folder)] == [[], []]


@pytest.mark.parametrize("change", SEEN.values(), ids=SEEN)
def test_what_is_seen_leaves_where_it_is_seen(change: Callable[[Parts], None], tmp_path: Path) -> None:
    folder = firm(tmp_path / "modeles", change)
    before = holders((folder / NAME).read_bytes())
    assert [holders(content) for content in both_ways(folder)] == [before, before]


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_it_is_refused_and_nothing_is_written(change: Callable[[Parts], None], tmp_path: Path) -> None:
    folder = firm(tmp_path / "modeles", change)
    dossier = shutil.copy(EXAMPLE, tmp_path / "dossier.yaml")
    assert run(["rediger", str(dossier), "-o", str(tmp_path / "sortie"), "--modeles", str(folder)]) == 3
    assert not (tmp_path / "sortie").exists()


def test_numbers_of_sessions_are_taken_out_of_the_text(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        parts[BODY] = parts[BODY].replace(b"<w:p>", b'<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">')

    folder = firm(tmp_path / "modeles", change)
    assert b"rsid" in members((folder / NAME).read_bytes())[BODY]
    assert [b"rsid" in members(content)[BODY] for content in both_ways(folder)] == [False, False]


def test_all_that_we_write_tells_nothing_of_this_computer(tmp_path: Path) -> None:
    """Documents, workbooks, questionnaires and tables: neither user, nor machine, nor path, nor the time of today."""
    dossier = shutil.copy(EXAMPLE, tmp_path / "dossier.yaml")
    out = tmp_path / "sortie"
    for line in (
        f"rediger {dossier} -o {out} --date 2026-09-15",
        f"questionnaire creer --dossier {dossier} -o {out}/q.xlsx",
        f"questionnaire creer --dossier {dossier} -o {out}/q.docx",
        f"lot modele -o {out}/lot.xlsx",
    ):
        assert run(line.split()) == 0, line
    machine = [
        getpass.getuser() if len(getpass.getuser()) > 4 else "",
        socket.gethostname(),
        str(tmp_path),
        str(Path.home()),
    ]
    looked = 0
    for path in sorted(out.rglob("*")):
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}, path.name
            for name, data in members(path.read_bytes()).items():
                text = data.decode("utf-8", "replace")
                assert [word for word in machine if len(word) > 4 and word in text] == [], (path.name, name)
                if name == "docProps/core.xml":
                    looked += 1
                    stamps = re.findall(r"T(\d\d:\d\d:\d\d)Z", text)
                    assert set(stamps) <= {"00:00:00"}, path.name
                    people = re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", text)
                    assert set(people) <= {"", "clausier", "Cabinet médical des Glycines"}, path.name
    assert looked >= 8
    assert json.loads((out / "manifeste.json").read_text(encoding="utf-8"))
