"""Forms filled as a provider would: through Word, LibreOffice or a spreadsheet."""

from __future__ import annotations

import copy
import io
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree

from clausier.documents.assemble import assemble
from clausier.model.negotiation import SentText, fingerprint_of
from clausier.model.proposal import Proposal, ProviderView
from clausier.model.requirement import PositionName
from clausier.negotiation.reply.fields import tag
from clausier.office.pdf import find_program
from clausier.office.word.xml import el, run, w
from tests.builders import ROOT
from tests.documents import sample
from tests.office.word_files import members, repacked

Element = Any
BODY = "word/document.xml"
COUNT = 6
FIRST, SECOND, THIRD = "point-1-1", "point-1-2", "point-1-3"
ANSWERS = {
    (FIRST, "choix"): "Accepté",
    (SECOND, "choix"): "Accepté avec modification",
    (SECOND, "redaction"): "Le Prestataire remet les Données\nsous trente jours, sans supplément.",
    (SECOND, "valeur"): "30 jours calendaires",
    (SECOND, "cout"): "néant",
    (THIRD, "choix"): "Refusé",
    (THIRD, "commentaire"): "Hors de notre offre « socle » & options ; voir l'annexe <B>.",
    ("point-2-1", "choix"): "Déjà couvert",
    ("point-2-1", "preuve"): "Article 9.3 des conditions générales",
    ("point-2-1", "delai"): "immédiat",
    ("repondant", "nom"): "Paul Durand",
    ("repondant", "qualite"): "président",
    ("repondant", "le"): "05/10/2026",
}


def view(count: int = COUNT, **options: bool) -> ProviderView:
    return sample.view([sample.request(rank, options.get("signed", True)) for rank in range(count)], **options)


@cache
def produced(signed: bool = True) -> Mapping[str, bytes]:
    """The files of a proposal; the document to sign is `acte` too."""
    outgoing = view(signed=signed)
    files = assemble(Proposal(view=outgoing, summary=sample.summary(outgoing), warnings=()), (ROOT / "templates",))
    return {**files, "acte": files["avenant.docx" if signed else "conditions-particulieres.docx"]}


@cache
def sent(count: int = COUNT) -> Mapping[str, SentText]:
    """What the register keeps of these requests."""
    return {
        request.id: SentText(
            number=request.number,
            title=request.title,
            position=PositionName.TARGET,
            value="",
            legal=request.legal,
            fingerprint=fingerprint_of([request.text]),
            text=request.text,
        )
        for request in view(count).requests
    }


def edited(content: bytes, change: Callable[[Element], object], part: str = BODY) -> bytes:
    """The file with a change made to a part."""

    def apply(parts: dict[str, bytes]) -> dict[str, bytes]:
        root = etree.fromstring(parts[part])
        change(root)
        return {**parts, part: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}

    return repacked(content, apply)


def body(content: bytes) -> Element:
    return etree.fromstring(members(content)[BODY])


def control(root: Element, point: str, key: str) -> Element:
    wanted = tag(point, key)
    return next(one for one in root.iter(w("sdt")) if one.find(f"{w('sdtPr')}/{w('tag')}").get(w("val")) == wanted)


def cell(root: Element, point: str, key: str) -> Element:
    return next(control(root, point, key).iterancestors(w("tc")))


def fill(root: Element, answers: Mapping[tuple[str, str], str]) -> None:
    """Types into the controls, as Word does."""
    for (point, key), text in answers.items():
        one = control(root, point, key)
        one.find(w("sdtPr")).remove(one.find(f"{w('sdtPr')}/{w('showingPlcHdr')}"))
        content = one.find(w("sdtContent"))
        for child in list(content):
            content.remove(child)
        first, *others = text.split("\n")
        content.append(run(first))
        for line in others:
            content.append(el("r", el("br"), *run(line)))


def filled(answers: Mapping[tuple[str, str], str] = ANSWERS) -> bytes:
    return edited(produced()["reponse.docx"], lambda root: fill(root, answers))


def as_before(root: Element) -> None:
    """Makes of a form one of those that went out before: each clause in full, under a heading of its own."""
    for request in view().requests:
        title = next(t for t in root.iter(w("t")) if t.text == f"Rédaction demandée – {request.title}")
        table = next(title.iterancestors(w("tbl")))
        heading = el("p", el("pPr", el("pStyle", val="Heading2")), run(f"{request.number} – {request.requirement}"))
        table.addprevious(heading)
        where = next(next(title.iterancestors(w("tr"))).itersiblings(w("tr"))).find(w("tc"))
        where.remove(where.find(w("p")))
        where.extend(el("p", run(line.removeprefix("– "))) for line in request.text.split("\n"))


def type_over(one: Element, text: str) -> None:
    """Replaces all that a cell holds by a plain paragraph."""
    for child in list(one):
        if child.tag != w("tcPr"):
            one.remove(child)
    one.append(el("p", run(text)))


def paragraph(root: Element, start: str) -> Element:
    return next(one for one in root.iter(w("p")) if "".join(one.itertext()).startswith(start))


def tracked_deletion(one: Element) -> None:
    """A paragraph deleted under tracking, its mark too."""
    runs = one.findall(w("r"))
    mark = {"id": 900, "author": "P. Durand", "date": "2026-10-05T10:00:00Z"}
    deleted = el("del", **mark)
    runs[0].addprevious(deleted)
    for item in runs:
        deleted.append(item)
        for text in item.iter(w("t")):
            text.tag = w("delText")
    one.find(w("pPr")).append(el("rPr", el("del", **mark)))


def tracked_insertion(one: Element, text: str) -> None:
    """Text added under tracking at the end of a paragraph."""
    one.append(el("ins", run(text), id=901, author="P. Durand", date="2026-10-05T10:00:00Z"))


def workbook(change: Callable[[openpyxl.Workbook], object], content: bytes = b"") -> bytes:
    """The tracker with a change made in a spreadsheet."""
    book = openpyxl.load_workbook(io.BytesIO(content or produced()["tableau.xlsx"]))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def tracker_row(book: openpyxl.Workbook, point: str) -> int:
    ids = {sheet_cell.value: sheet_cell.row for row in book["Demandes"].iter_rows() for sheet_cell in row}
    return int(ids[point])


def tracker_column(book: openpyxl.Workbook, key: str) -> int:
    return int(next(one.column for one in book["Demandes"][3] if one.value == key))


def fill_tracker(book: openpyxl.Workbook) -> None:
    """The answers, typed in the sheets."""
    who = {"nom": "B5", "qualite": "B6", "le": "B7"}
    for (point, key), text in ANSWERS.items():
        if point == "repondant":
            book["Répondant"][who[key]] = text
        else:
            book["Demandes"].cell(tracker_row(book, point), tracker_column(book, key)).value = text


def resaved(folder: Path, files: Mapping[str, bytes], extension: str) -> dict[str, bytes]:
    """The files opened in LibreOffice and saved in a format, in one call: name without its end → content."""
    source, target = folder / "source", folder / extension
    source.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (source / name).write_bytes(content)
    program = find_program()
    assert program
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to",
               extension, "--outdir", str(target), *(str(source / name) for name in files)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {path.stem: path.read_bytes() for path in target.iterdir()}


def copied(one: Element) -> Element:
    return copy.deepcopy(one)
