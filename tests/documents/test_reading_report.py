"""lecture.docx: the whole contract, each passage marked where it stands, and what was not found."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from clausier.characters import legible
from clausier.documents.catalogue import DOCUMENTS
from clausier.documents.reading_report import looks, reading_report
from clausier.documents.reading_report.looks import LOOKS, STYLES
from clausier.documents.reading_report.unfound import ESSENTIAL, EVERYWHERE, LEGAL, OTHERS, grouped
from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.model.reading import MissingAnnex, Passage, PointReading, ReadFile, Reading, Reserve, Status
from clausier.model.requirement import Importance
from clausier.office.word.styles import style_id
from tests.builders import DAY, library
from tests.office.word_files import W, members, paragraph_text, paragraphs

BACKUP, TESTS, NOTICE = "sauvegardes-quotidiennes", "sauvegardes-test-restauration", "financier-resiliation"
FIRST = "Les données sont sauvegardées chaque nuit."
SECOND = "Une restauration est essayée une fois par an, sur devis."
OURS = {style_id(name) for name in (looks.NUMBER, looks.OTHER_NUMBER)}
"""Styles of what the report adds among the words of the contract."""
PASSAGES = {style_id(look.style) for look in LOOKS.values() if look.style} | {style_id(looks.OTHER)}


def text_of(*blocks: TextBlock | str, name: str = "contrat.pdf", **told: Any) -> SourceText:
    """A file of these blocks, at their places."""
    placed, start = [], 0
    for block in blocks:
        one = block if isinstance(block, TextBlock) else TextBlock(block, 0)
        placed.append(TextBlock(one.text, start, one.kind, one.level, one.label, one.page, one.header, one.ocr))
        start += len(one.text) + 1
    return SourceText(name, "a" * 64, tuple(placed), **told)


def row(*cells: str, header: tuple[str, ...] = (), page: int = 0) -> TextBlock:
    return TextBlock(" | ".join(cells), 0, BlockKind.ROW, header=header, page=page)


def passage(text: SourceText, quote: str, **told: Any) -> Passage:
    return Passage(file=text.name, start=text.text.index(quote), quote=quote, **told)


def found(status: Status, *passages: Passage, **told: Any) -> PointReading:
    return PointReading(status=status, passages=passages, **told)


def reading_of(points: dict[str, PointReading], *texts: SourceText, **told: Any) -> Reading:
    return Reading(files=tuple(ReadFile(name=text.name, digest=text.digest) for text in texts), points=points, **told)


def report(points: dict[str, PointReading], *texts: SourceText, day: date = DAY, **told: Any) -> bytes:
    return reading_report(texts, reading_of(points, *texts, **told), library(), day)


def body_of(content: bytes) -> etree._Element:
    return etree.fromstring(members(content)["word/document.xml"])


def style_of(element: etree._Element) -> str:
    """The id of the style of a paragraph or of a run."""
    found = element.find(f"{W}pPr/{W}pStyle") if element.tag == f"{W}p" else element.find(f"{W}rPr/{W}rStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def own_text(element: etree._Element) -> str:
    """The words of the contract in an element, without what the report adds among them."""
    runs = (run for run in element.iter(f"{W}r") if style_of(run) not in OURS)
    return "".join(node.text or "" for run in runs for node in run.iter(f"{W}t"))


def contract_paragraphs(content: bytes, name: str = "contrat.pdf") -> list[etree._Element]:
    """The paragraphs that follow the heading with the name of a file."""
    every = list(body_of(content).iter(f"{W}p"))
    start = next(
        rank for rank, one in enumerate(every) if paragraph_text(one) == name and style_of(one) == style_id("heading 1")
    )
    return every[start + 1 :]


def comments(content: bytes) -> list[list[str]]:
    """The paragraphs of each comment, in the order of their numbers."""
    root = etree.fromstring(members(content)["word/comments.xml"])
    return [[paragraph_text(line) for line in one.iter(f"{W}p")] for one in root]


def anchored(content: bytes) -> dict[str, str]:
    """Number of each comment → the words of the contract between its two ends; « | » between paragraphs."""
    open_: dict[str, list[str]] = {}
    closed: dict[str, str] = {}
    for node in body_of(content).iter():
        number = str(node.get(f"{W}id"))
        if node.tag == f"{W}commentRangeStart":
            open_[number] = []
        elif node.tag == f"{W}commentRangeEnd":
            closed[number] = "".join(open_.pop(number))
        elif node.tag == f"{W}p":
            for pieces in open_.values():
                pieces.append("|")
        elif node.tag == f"{W}r" and style_of(node) not in OURS:
            for pieces in open_.values():
                pieces.append("".join(one.text or "" for one in node.iter(f"{W}t")))
    assert not open_
    return closed


def valid(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    assert not OpenXmlValidator().validate(str(path)).errors


# No text is lost

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\n\r|"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split()) or "x"
)


@st.composite
def contracts(draw: st.DrawFn) -> SourceText:
    """Blocks of every kind, tables among them, whose pages go on."""
    blocks: list[TextBlock] = []
    page = draw(st.integers(0, 1))
    for _ in range(draw(st.integers(1, 8))):
        page += draw(st.integers(0, 2)) if page else 0
        kind = draw(st.sampled_from(BlockKind))
        if kind is BlockKind.ROW:
            lines = draw(st.lists(st.lists(WORDS, min_size=1, max_size=14), min_size=1, max_size=4))
            blocks += [row(*line, header=() if line is lines[0] else tuple(lines[0]), page=page) for line in lines]
        else:
            level, label = draw(st.integers(0, 9)), draw(st.sampled_from(("", "-", "7.2", "a)")))
            blocks.append(TextBlock(draw(WORDS), 0, kind, level, label, page))
    return text_of(*blocks, pages=page)


@st.composite
def read_contracts(draw: st.DrawFn) -> tuple[SourceText, dict[str, PointReading]]:
    """A contract, and passages anywhere in it, on one another too."""
    text = draw(contracts())
    points = {}
    for id_ in draw(st.lists(st.sampled_from([one.id for one in library().requirements]), max_size=6, unique=True)):
        quotes = []
        for _ in range(draw(st.integers(1, 3))):
            start = draw(st.integers(0, len(text.text) - 1))
            quote = text.text[start : start + draw(st.integers(1, 60))]
            if quote.strip():
                quotes.append(Passage(file=text.name, start=start, quote=quote, found=tuple(quote.split()[:1])))
        points[id_] = found(draw(st.sampled_from(Status)), *quotes)
    return text, points


@settings(max_examples=40, deadline=None)
@given(read_contracts())
def test_the_text_of_each_block_stands_in_the_document_in_order(
    read: tuple[SourceText, dict[str, PointReading]],
) -> None:
    text, points = read
    content = report(points, text)
    printed = iter(own_text(one) for one in contract_paragraphs(content))
    for block in text.blocks:
        for piece in (block.text,) if len(block.cells) > 12 else block.cells or (block.text,):
            assert any(line.endswith(legible(piece)) for line in printed), piece
    marked = [one for point in points.values() if point.status is not Status.NOT_FOUND for one in point.passages]
    shown = [one for one in marked if one.found]
    assert len(comments(content)) == len(anchored(content)) == len(shown)
    assert all(words.replace("|", " ") for words in anchored(content).values()), "each hangs on words"


def test_each_kind_of_block_has_a_style() -> None:
    text = text_of(
        TextBlock("Sauvegarde", 0, BlockKind.HEADING, 2, "7.2"),
        TextBlock("chaque nuit", 0, BlockKind.ITEM, 1, "-"),
        TextBlock("des bases", 0, BlockKind.ITEM, 2, "a)"),
        TextBlock("Une note.", 0, BlockKind.NOTE),
        "Un paragraphe.",
    )
    lines = contract_paragraphs(report({}, text))
    assert [(paragraph_text(one), style_of(one)) for one in lines] == [
        ("7.2 Sauvegarde", style_id("heading 2")),
        ("– chaque nuit", style_id(looks.item_style(1))),
        ("a) des bases", style_id(looks.item_style(2))),
        ("Une note.", style_id(looks.FOOTNOTE)),
        ("Un paragraphe.", style_id(looks.TEXT)),
    ]


def test_no_level_of_headings_is_left_out_on_the_way_down() -> None:
    levels = (3, 1, 4, 2, 4, 9, 1)
    text = text_of(*(TextBlock(f"Titre {rank}", 0, BlockKind.HEADING, level) for rank, level in enumerate(levels)))
    printed = contract_paragraphs(report({}, text))
    assert [int(style_of(one)[-1]) - 1 for one in printed] == [1, 1, 2, 2, 3, 4, 1]


def test_where_a_file_marks_no_headings_those_that_are_numbered_are_found() -> None:
    contents = ("Sommaire", "Article 1 Objet", "1.1 Sauvegardes", "Les parties conviennent.")
    lines = (*contents, "Article 1 Objet", FIRST, "1.1 Sauvegardes", SECOND)
    printed = contract_paragraphs(report({}, text_of(*lines)))
    assert [style_of(one)[-1] for one in printed if style_of(one).startswith("Heading")] == ["2", "3"]
    marked = [TextBlock(f"Titre {rank}", 0, BlockKind.HEADING, 1) for rank in range(3)]
    printed = contract_paragraphs(report({}, text_of(*marked, *lines)))
    assert [paragraph_text(one) for one in printed if style_of(one).startswith("Heading")] == [
        "Titre 0",
        "Titre 1",
        "Titre 2",
    ]


def test_a_table_is_a_table_whose_first_row_comes_again_on_each_page() -> None:
    head = ("Priorité", "Délai")
    text = text_of(row(*head, page=1), row("P1", "4 h", header=head, page=1), row("P2", header=head, page=2),
                   TextBlock("Après.", 0, page=2))  # fmt: skip
    content = report({}, text)
    (table,) = body_of(content).findall(f"{W}body/{W}tbl")[-1:]
    rows = table.findall(f"{W}tr")
    assert ["|".join(paragraph_text(one) for one in line.iter(f"{W}p")) for line in rows] == [
        "Priorité|Délai", "P1|4 h", "page 2 du fichier", "P2",
    ]  # fmt: skip
    after = contract_paragraphs(content)[-2:]
    assert [paragraph_text(one) for one in after] == ["P2", "Après."], "the page has begun in the table"
    assert after[1].find(f"{W}pPr/{W}spacing") is not None
    assert all(
        one.find(f"{W}pPr/{W}spacing") is None for one in contract_paragraphs(report({}, text_of(FIRST, SECOND)))
    )
    assert [line.find(f"{W}trPr/{W}tblHeader") is not None for line in rows] == [True, False, False, False]
    for line in rows:
        spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in line.iter(f"{W}tc"))
        assert sum(1 if span is None else int(str(span.get(f"{W}val"))) for span in spans) == len(head)


def test_tables_that_touch_stay_two_and_a_wide_one_is_printed_in_lines() -> None:
    wide = [str(rank) for rank in range(13)]
    text = text_of(row("a", "b"), row("c", "d", header=("a", "b")), row("e", "f"), row(*wide))
    content = report({}, text)
    body = body_of(content)[0]
    assert len(body.findall(f"{W}tbl")) == 2 + 2, "two of the front, then the contract's"
    assert not any(before.tag == after.tag == f"{W}tbl" for before, after in pairwise(body)), "Word would join them"
    assert " | ".join(wide) in paragraphs(content)


def test_pages_are_marked_and_those_without_text_are_said() -> None:
    text = text_of(TextBlock("Un.", 0, page=1), TextBlock("Deux.", 0, page=3), pages=4, unread=(2, 4))
    content = report({}, text)
    unread = "page {} du fichier : aucun texte n’a pu y être lu (page numérisée ou image)"
    assert [" ".join(paragraph_text(one).split()) for one in contract_paragraphs(content)] == [
        "page 1 du fichier", "Un.", unread.format(2), "page 3 du fichier", "Deux.", unread.format(4),
    ]  # fmt: skip
    assert "Aucun texte n’a pu être lu pages 2 et 4." in [" ".join(line.split()) for line in paragraphs(content)]


def test_what_xml_cannot_hold_is_shown_by_a_sign() -> None:
    text = text_of("Un\x00 \ud800contrat.", remarks=("re\x01marque",))
    lines = paragraphs(report({BACKUP: found(Status.FOUND, passage(text, "contrat"), why="\x02")}, text))
    assert lines[-1] == "Un\ufffd \ufffd[4.1\u00a0✓]\u00a0contrat."
    assert "re\ufffdmarque" in lines


# Passages


def test_a_passage_is_marked_where_it_stands_with_its_point_before_it() -> None:
    text = text_of(f"Avant. {FIRST} Après.")
    content = report({BACKUP: found(Status.FOUND, passage(text, FIRST, found=("chaque nuit",)))}, text)
    (line,) = contract_paragraphs(content)
    runs = [(paragraph_text(run) or "".join(one.text or "" for one in run.iter(f"{W}t")), style_of(run))
            for run in line.iter(f"{W}r") if run.find(f"{W}t") is not None]  # fmt: skip
    style = style_id(LOOKS[Status.FOUND].style)
    assert runs == [
        ("Avant. ", ""),
        ("[4.1\u00a0✓]\u00a0", style_id(looks.NUMBER)),
        ("Les données sont sauvegardées ", style),
        ("chaque nuit", style),
        (".", style),
        (" Après.", ""),
    ]
    bold = [run for run in line.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert ["".join(one.text or "" for one in run.iter(f"{W}t")) for run in bold] == ["chaque nuit"]
    assert anchored(content) == {"0": FIRST}


def test_its_comment_says_the_point_the_proposal_and_what_to_be_wary_of() -> None:
    text = text_of(TextBlock(f"{FIRST} {SECOND}", 0, page=2, ocr=True))
    first = passage(text, SECOND, reserves=(Reserve.OPTION, Reserve.CONDITION), ocr=True)
    other = passage(text, FIRST, article="7.2", page=2, value="1 par jour", found=("nuit",))
    point = found(Status.PARTIAL, first, other, why="Facturé à part.", value="1 par an", certain=True)
    told = [[" ".join(line.split()) for line in one] for one in comments(report({TESTS: point}, text))]
    title = library().by_id[TESTS].title.replace("'", "’")
    assert told == [
        [
            f"4.5 – {title}",
            "Autre passage (2 sur 2).",
            "La proposition (en partie) repose sur un autre.",
            "Valeur : 1 par jour.",
        ],
        [
            f"½ 4.5 – {title}",
            "Proposition : en partie, sûr.",
            "Facturé à part.",
            "Valeur : 1 par an.",
            "Réserves : en option ou facturé à part, sous condition.",
            "Lu par reconnaissance de caractères (OCR) : à comparer avec l’original.",
            "Autres passages : article 7.2, page 2.",
        ],
    ]


def test_parts_that_were_found_are_told_by_their_titles() -> None:
    text = text_of(FIRST)
    point = next(one for one in library().requirements if len(one.criterion.parts) > 1)
    key, part = next(iter(point.criterion.parts.items()))
    (told,) = comments(report({point.id: found(Status.PARTIAL, passage(text, FIRST), parts=(key,))}, text))
    assert any(line.startswith("Volets repérés") and part.title.split("'")[0] in line for line in told)


def test_points_share_a_sentence_each_with_its_number_and_its_comment() -> None:
    text = text_of(f"{FIRST} {SECOND}")
    points = {
        NOTICE: found(Status.TO_CHECK, passage(text, SECOND)),
        TESTS: found(Status.CONTRARY, passage(text, SECOND)),
        BACKUP: found(Status.FOUND, passage(text, f"{FIRST} {SECOND}")),
    }
    content = report(points, text)
    (line,) = contract_paragraphs(content)
    numbers = [library().by_id[id_].number for id_ in (BACKUP, TESTS, NOTICE)]
    assert re.findall(r"\[([\d.]+)", paragraph_text(line)) == numbers
    assert list(anchored(content).values()) == [f"{FIRST} {SECOND}", SECOND, SECOND]
    styles = [style_of(run) for run in line.iter(f"{W}r") if style_of(run) in PASSAGES]
    assert styles == [style_id(LOOKS[Status.FOUND].style), style_id(LOOKS[Status.CONTRARY].style)], "the worst shows"
    assert [one[0].split(" – ")[0][-len(number) :] for one, number in zip(comments(content), numbers, strict=True)] == (
        numbers
    )


def test_a_passage_may_go_over_items_and_cells() -> None:
    head = ("Service", "Compris")
    text = text_of("Le Prestataire assure :", TextBlock("la sauvegarde ;", 0, BlockKind.ITEM, 1, "-"), row(*head),
                   row("Support", "oui", header=head))  # fmt: skip
    over = text.text[3 : text.text.index("la sauvegarde") + 13]
    points = {
        BACKUP: found(Status.FOUND, _spaced(text, over)),
        TESTS: found(Status.TO_CHECK, passage(text, "Support | oui")),
        NOTICE: found(Status.TO_CHECK, passage(text, "ui")),
    }
    assert list(anchored(report(points, text)).values()) == [
        "Prestataire assure :|– la sauvegarde", "Support|oui", "ui",
    ]  # fmt: skip


def _spaced(text: SourceText, quote: str) -> Passage:
    """A passage whose quotation is on one line."""
    return Passage(file=text.name, start=text.text.index(quote), quote=quote.replace("\n", " "))


def test_a_quotation_that_is_elsewhere_or_nowhere_is_not_lost() -> None:
    text = text_of(FIRST, SECOND)
    points = {
        BACKUP: found(Status.FOUND, Passage(file=text.name, start=3, quote="une fois par an")),
        TESTS: found(Status.FOUND, Passage(file=text.name, start=len(FIRST) + 5, quote="rien de tel")),
    }
    assert sorted(anchored(report(points, text)).values()) == [SECOND, "une fois par an"]


def test_other_passages_are_quieter_and_what_is_only_near_marks_nothing() -> None:
    text = text_of(FIRST, SECOND)
    near = passage(text, "Une restauration", article="9")
    points = {
        BACKUP: found(Status.FOUND, passage(text, FIRST), passage(text, SECOND, found=("essayée",)), near),
        TESTS: found(Status.NOT_FOUND, passage(text, SECOND)),
    }
    content = report(points, text)
    lines = contract_paragraphs(content)
    assert [paragraph_text(one) for one in lines] == [f"[4.1\u00a0✓]\u00a0{FIRST}", f"[4.1]\u00a0{SECOND}"]
    assert comments(content)[0][-1] == "Autres passages\u00a0: article\u00a09."
    assert [style_of(run) for run in lines[1].iter(f"{W}r")][:2] == [
        style_id(looks.OTHER_NUMBER),
        style_id(looks.OTHER),
    ]


def test_comments_are_numbered_over_all_files_in_the_order_of_the_text() -> None:
    one, two = text_of(FIRST, SECOND, name="a.pdf"), text_of(SECOND, name="b.pdf")
    points = {
        TESTS: found(Status.FOUND, passage(two, SECOND), passage(one, SECOND, found=("an",))),
        BACKUP: found(Status.FOUND, passage(one, FIRST)),
    }
    content = report(points, one, two)
    assert list(anchored(content).items()) == [("0", FIRST), ("1", SECOND), ("2", SECOND)]
    assert any("repose sur un autre" in line and "b.pdf" in line for line in comments(content)[1])
    assert any("Autres passages" in line and "a.pdf" in line for line in comments(content)[2])


# What shows without colour


def test_each_status_has_its_sign_and_its_line() -> None:
    shown = {style.name: style for style in STYLES}
    assert set(LOOKS) == set(Status)
    lines = [shown[look.style].underline for look in LOOKS.values() if look.style]
    assert all(lines)
    assert len({*lines}) == len(lines) == len(Status) - 1
    assert len({look.sign for look in LOOKS.values()}) == len(Status)
    assert shown[looks.NUMBER].bold
    assert not shown[looks.OTHER_NUMBER].bold


# Around the contract


def test_the_first_page_says_that_it_is_internal_and_what_was_read() -> None:
    text = text_of(TextBlock(FIRST, 0, page=1), pages=3, remarks=("Des modifications suivies sont acceptées.",))
    annex = MissingAnnex(name="annexe 3", passage=passage(text, FIRST, article="13", page=1))
    points = {BACKUP: found(Status.FOUND, passage(text, FIRST), certain=True), TESTS: found(Status.NOT_FOUND)}
    content = report(points, text, missing=(annex,))
    lines = [" ".join(line.split()) for line in paragraphs(content)]
    assert lines[:3] == [
        "Interne – ne pas transmettre",
        "Lecture du contrat",
        "Lecture du 23 novembre 2026 – 1 fichier, 3 pages",
    ]
    for line in ("contrat.pdf", "a" * 12, text.remarks[0], "1, dont 1 sûr", "annexe 3 – citée : article 13, page 1"):
        assert line in lines
    assert "Interne – ne pas transmettre" in paragraphs(content, "word/header1.xml")
    assert paragraphs(content, "word/footer1.xml")[0].startswith("Lecture du contrat\tPage ")
    assert not any("lecture" in name for document in DOCUMENTS for name in document.files)


def test_what_was_not_found_is_listed_with_what_weighs_most_first() -> None:
    every = {point.id: point for point in library().requirements}
    text = text_of(FIRST, SECOND * 10)
    nearest = passage(text, FIRST, article="7.2", page=4)
    points = {id_: found(Status.NOT_FOUND, nearest, searched=("Sauvegarde", "Support")) for id_ in reversed(every)}
    points[NOTICE] = found(Status.NOT_FOUND, passage(text, SECOND * 10))
    points[BACKUP] = found(Status.NOT_FOUND)
    table = body_of(report(points, text)).findall(f"{W}body/{W}tbl")[2]
    rows = [[paragraph_text(one) for one in line.iter(f"{W}p")] for line in table.iter(f"{W}tr")]
    titles = [rank for rank, line in enumerate(rows) if len(line) == 1]
    assert [rows[rank][0].replace("’", "'") for rank in titles] == [LEGAL, ESSENTIAL, OTHERS]
    numbers = {point.number: point for point in every.values()}
    groups = [[numbers[line[0]] for line in rows[start + 1 : end]] for start, end in pairwise([*titles, len(rows)])]
    assert sum(map(len, groups)) == len(every)
    assert all(one.order < other.order for group in groups for one, other in pairwise(group))
    assert {library().may_oblige(point, DAY) for point in groups[0]} == {True}
    assert {library().may_oblige(point, DAY) for group in groups[1:] for point in group} == {False}
    assert {point.importance for point in groups[1]} == {Importance.ESSENTIAL}
    assert Importance.ESSENTIAL not in {point.importance for point in groups[2]}
    told = {line[0]: line[2:] for line in rows}
    assert told["4.5"] == ["Sauvegarde\u202f; Support", FIRST, "article\u00a07.2, page 4"]
    assert told["4.1"] == [EVERYWHERE, "Aucun"]
    shown = told["9.5"][1]
    assert shown.endswith(" …")
    assert len(shown) < 410
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_a_point_is_among_those_of_the_law_while_the_law_is_in_force() -> None:
    assert LEGAL in grouped(library().requirements, library(), DAY)
    assert LEGAL not in grouped(library().requirements, library(), date(1900, 1, 1))


def test_when_nothing_is_missing_it_says_so() -> None:
    assert "Aucun\u00a0: chaque point a au moins un passage." in paragraphs(report({}, text_of(FIRST)))


def test_a_file_without_text_says_so() -> None:
    content = report(
        {BACKUP: found(Status.FOUND, Passage(file="contrat.pdf", quote="x"))}, text_of(pages=2, unread=(1, 2))
    )
    assert "Aucun texte n’a pu être lu dans ce fichier." in paragraphs(content)
    assert not comments(content)


# The file


def test_it_is_sound_and_the_same_bytes_for_the_same_reading(tmp_path: Path) -> None:
    head = ("Service", "Compris")
    text = text_of(
        TextBlock("Sauvegarde", 0, BlockKind.HEADING, 1, "7."), TextBlock(FIRST, 0, BlockKind.ITEM, 1, "-", 1),
        row(*head, page=1), row("Support", "oui", header=head, page=2), SECOND, pages=2,
    )  # fmt: skip
    points = {
        BACKUP: found(Status.FOUND, passage(text, FIRST), passage(text, "Support | oui", found=("oui",))),
        TESTS: found(Status.PARTIAL, passage(text, SECOND)),
        NOTICE: found(Status.NOT_FOUND, passage(text, FIRST)),
    }
    content = report(points, text)
    assert content == report(points, text)
    valid(content, tmp_path / "lecture.docx")
    valid(report({}, text_of()), tmp_path / "vide.docx")
    assert b'w:lang w:val="fr-FR"' in members(content)["word/styles.xml"]
    styles = etree.fromstring(members(content)["word/styles.xml"])
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    used = {str(one.get(f"{W}val")) for one in body_of(content).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert used <= known


def test_headings_go_down_one_level_at_a_time_before_the_contract() -> None:
    levels = [int(style_of(one)[-1]) for one in body_of(report({}, text_of(FIRST))).iter(f"{W}p")
              if style_of(one).startswith("Heading")]  # fmt: skip
    assert all(after - before <= 1 for before, after in pairwise([0, *levels]))


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_keeps_its_comments_on_their_words(tmp_path: Path) -> None:
    head = ("Service", "Compris")
    text = text_of(f"{FIRST} {SECOND}", row(*head), row("Support", "oui", header=head))
    points = {
        BACKUP: found(Status.FOUND, passage(text, f"{FIRST} {SECOND}")),
        TESTS: found(Status.PARTIAL, passage(text, SECOND)),
        NOTICE: found(Status.TO_CHECK, passage(text, "oui")),
    }
    content = report(points, text)
    (path := tmp_path / "lecture.docx").write_bytes(content)
    profile, target = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", tmp_path / "relu"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(target), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = (target / "lecture.docx").read_bytes()
    assert comments(saved) == comments(content)
    root = etree.fromstring(members(saved)["word/document.xml"])
    assert len(list(root.iter(f"{W}commentRangeStart"))) == len(list(root.iter(f"{W}commentRangeEnd"))) == len(points)
