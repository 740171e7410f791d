"""suivi.xlsx and synthese.html: what they say, that texts stay texts, that the page needs nothing else."""

from __future__ import annotations

import errno
import io
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from clausier.batch.report_files import figures, page, write_workbook
from clausier.model.batch import BatchHead, BatchRow, BatchState, Status
from clausier.model.requirement import PositionName
from clausier.model.verdict import Shade, Verdict
from clausier.office.palette import SHADES
from tests.builders import library

POINTS = [point.id for point in library().requirements]
HOSTILE = ("=1+1", "+33", "-2", "@SUM(A1)", "<script>alert(1)</script>", '=HYPERLINK("http://x")', "http://exemple.fr")
HEAD = BatchHead(
    version="1",
    state=BatchState.DONE,
    source="=lot.csv <b>",
    day=date(2026, 11, 23),
    position=PositionName.TARGET,
    unknown_as_absent=False,
    documents=("lettre",),
    library="Guide 1",
)


def row(name: str, verdict: Verdict = Verdict.ABSENT, **more: Any) -> BatchRow:
    base: dict[str, Any] = {"place": "lot.csv", "id": "a", "folder": "a", "practice": name, "contract": name}
    verdicts = {id_: (verdict if rank % 2 else Verdict.CONFORMING) for rank, id_ in enumerate(POINTS)}
    made = {"provider": name, "status": Status.MADE, "verdicts": verdicts, "files": ("lettre.docx",)}
    return BatchRow(**{**base, **made, **more})


ROWS = [
    *(row(text, warnings=(text,)) for text in HOSTILE),
    *(row(f"Société {verdict.value}", verdict, legal=(POINTS[1],)) for verdict in Verdict),
    BatchRow(place="lot.csv, ligne 9", status=Status.FAILED, problems=("=mauvais", "<i>pire</i>")),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("suivi") / "suivi.xlsx"
    with path.open("wb") as file:
        write_workbook(file, HEAD, figures(library(), ROWS), ROWS, HEAD.day)
    return load_workbook(path)


@pytest.fixture(scope="module")
def html() -> str:
    return "".join(page(HEAD, figures(library(), ROWS), ROWS))


def test_no_text_becomes_a_formula_or_a_link(book: Any) -> None:
    for sheet in book:
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None
    told = {cell.value for cells in book["Prestataires"].iter_rows() for cell in cells}
    assert set(HOSTILE) <= told


def test_a_row_for_each_provider(book: Any) -> None:
    sheet = book["Prestataires"]
    titles = [cell.value for cell in sheet[4]]
    found = [dict(zip(titles, (cell.value for cell in cells), strict=True)) for cells in sheet.iter_rows(min_row=5)]
    assert [one["Prestataire"] for one in found] == [one.provider or one.place for one in ROWS]
    absent = found[0]
    assert (absent["Score"], absent["Écarts"], absent["dont légaux"]) == (50, 30, 0)
    assert sum(absent[f"{one.number}. {one.title}"] for one in library().categories) == 30
    failed = found[-1]
    assert failed["État"] == "erreur"
    assert failed["Score"] is None
    assert failed["Erreurs et avertissements"] == "=mauvais\n<i>pire</i>"


def test_the_matrix_has_a_letter_and_a_colour_for_each_verdict(book: Any) -> None:
    sheet = book["Matrice"]
    titles = [str(cell.value) for cell in sheet[7]][4:]
    assert titles == [point.number for point in library().requirements]
    legend = {cell.value for cell in sheet[3]}
    for rank, verdict in enumerate(Verdict):
        line = 8 + len(HOSTILE) + rank
        cell = sheet.cell(line, 6)
        assert cell.value == f"{verdict.letter}L"
        assert cell.fill.fgColor.rgb == f"FF{SHADES[verdict.shade].back}"
        assert {verdict.letter, library().formulas.verdicts[verdict]} <= legend
    assert sheet.cell(8 + len(ROWS) - 1, 4).value == "erreur"


@pytest.mark.parametrize("shade", Shade, ids=lambda shade: shade.name)
def test_letters_are_readable_on_their_colour(shade: Shade) -> None:
    dark, light = sorted(map(_luminance, (SHADES[shade].back, SHADES[shade].ink)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_most_frequent_gaps_come_first(book: Any) -> None:
    sheet = book["Écarts fréquents"]
    counts = [cells[3].value for cells in sheet.iter_rows(min_row=5)]
    assert counts == sorted(counts, reverse=True)
    first = [cell.value for cell in sheet[5]]
    point = library().by_id[POINTS[1]]
    assert first[:5] == [point.number, point.title, "1. Périmètre et responsabilités", 12, 12 * 100 // 14]
    assert first[10] == len(Verdict)


def test_the_same_rows_give_the_same_workbook(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        with (tmp_path / name).open("wb") as file:
            write_workbook(file, HEAD, figures(library(), ROWS), ROWS, HEAD.day)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_workbook_that_cannot_be_written() -> None:
    class Full(io.BytesIO):
        def write(self, content: Any) -> int:
            raise OSError(errno.ENOSPC, "plein")

    with pytest.raises(OSError, match="plein"):
        write_workbook(Full(), HEAD, figures(library(), ROWS), ROWS, HEAD.day)


class _Reader(HTMLParser):
    """What a page holds: tags with attributes, and whether they are balanced."""

    VOID = ("meta", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_needs_nothing_else(html: str) -> None:
    reader = _Reader(html)
    assert reader.open == []
    assert not {"script", "img", "link", "iframe", "a", "b", "i"} & {tag for tag, _ in reader.found}
    assert not re.search(r"url\(|@import|src=|href=", html)
    assert "default-src 'none'" in html
    assert '<html lang="fr">' in html


def test_texts_are_escaped(html: str) -> None:
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&lt;i&gt;pire&lt;/i&gt;" in html


def test_every_bar_stands_beside_its_number(html: str) -> None:
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', html)
    barred = [one for one in rows if "barre" in one]
    assert len(barred) == 10 + len(library().categories) + 15
    for one in barred:
        assert '<td class="n">' in one
        assert 'aria-hidden="true"' in one
        width = int(re.findall(r"width:(\d+)%", one)[0])
        assert 0 <= width <= 100


def test_figures_of_the_page(html: str) -> None:
    figures_ = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html))
    assert figures_["Dossiers"] == str(len(ROWS))
    assert figures_["En erreur"] == "1"
    assert "Interne – ne pas transmettre" in html
    assert "chiffres partiels" not in html


def test_an_unfinished_batch_says_so() -> None:
    head = HEAD.model_copy(update={"state": BatchState.STOPPED, "unknown_as_absent": True})
    told = "".join(page(head, figures(library(), []), []))
    assert "Lot interrompu : chiffres partiels." in told
    assert "compté comme absent" in told
