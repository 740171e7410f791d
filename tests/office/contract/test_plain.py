"""Texts and Markdown: headings, lists, tables, pages, encodings."""

from __future__ import annotations

import codecs
import hashlib

import pytest

from clausier.errors import InvalidInput
from clausier.office import limits
from clausier.office.contract import read_text
from tests.office.contract.reading import read, sound, told


def blocks(text: str) -> list[str]:
    return told(sound(read_text(text, "-")))


def test_headings_of_markdown() -> None:
    assert blocks("# Contrat **unique** #\n## 1. Objet\nTexte.\n\nDurée\n=====\n\nPrix\n----\nFin.") == [
        "h1 Contrat unique", "h2 1. Objet", "p Texte.", "h1 Durée", "h2 Prix", "p Fin."]  # fmt: skip


def test_a_mark_without_title_goes_with_the_next_line() -> None:
    assert blocks("##\n\nArticle 3 - Prix\n\nTexte.") == ["h2 Article 3 - Prix", "p Texte."]


def test_a_line_in_bold_is_a_paragraph_of_its_own() -> None:
    assert blocks("Avant.\n**Article 3 - Durée**\nLe contrat dure un an.") == [
        "p Avant.", "p Article 3 - Durée", "p Le contrat dure un an."]  # fmt: skip


def test_lists_and_their_depth() -> None:
    text = "Le service comprend :\n- un\n- deux\n  * deux a\n    suite\n  * deux b\n- trois\n\nFin."
    assert blocks(text) == ["p Le service comprend :", "i1 - un", "i1 - deux", "i2 - deux a suite", "i2 - deux b",
                            "i1 - trois", "p Fin."]  # fmt: skip


def test_lettered_items_keep_their_letter() -> None:
    assert blocks("Le client doit :\na) payer ;\nb) signer.") == [
        "p Le client doit :",
        "i1 a) payer ;",
        "i1 b) signer.",
    ]


def test_tables() -> None:
    found = sound(read_text("| Niveau | **Délai** |\n|---|:-:|\n| P1 | 1 h |\n| P2 \\| P3 |  |\nFin.", "-"))
    assert told(found) == ["r Niveau | Délai", "r P1 | 1 h", "r P2 ¦ P3 | ", "p Fin."]
    assert found.blocks[1].header == ("Niveau", "Délai")


def test_marks_inside_lines() -> None:
    assert blocks("Le _client_ et l'**hébergeur**, [voir](http://a.fr/b) ![x](y.png) `a`") == [
        "p Le client et l'hébergeur, voir a"]  # fmt: skip
    assert blocks("a \\* &amp; a_b_c <nom> 2 * 3 * 4 ____") == ["p a * & a_b_c <nom> 2 * 3 * 4 ____"]


def test_rules_quotes_and_fences_are_no_text() -> None:
    assert blocks("> Cité.\n\n---\n\n```\nDans le bloc.\n```\n***") == ["p Cité.", "p Dans le bloc."]


def test_lines_that_are_wrapped_are_joined() -> None:
    wrapped = (
        "Le prestataire sauvegarde chaque nuit les données confiées par le\nClient et garde ces copies trente jours."
    )
    assert blocks(f"{wrapped}\n\nFin.") == [f"p {wrapped}".replace("\n", " "), "p Fin."]


@pytest.mark.parametrize("mark", ["\f", "\n[page 2]\n", "\n## Page 2\n", "\n--- page 2 ---\n"])
def test_pages(mark: str) -> None:
    found = sound(read_text(f"Un.{mark}Deux.", "-"))
    assert [(block.text, block.page) for block in found.blocks] == [("Un.", 1), ("Deux.", 2)]
    assert found.pages == 2


def test_a_text_without_pages_has_none() -> None:
    found = read_text("La page 3 du contrat.", "-")
    assert (found.pages, found.blocks[0].page) == (0, 0)


@pytest.mark.parametrize(
    ("content", "remarks"),
    [
        ("Résiliation".encode(), 0),
        (codecs.BOM_UTF8 + "Résiliation".encode(), 0),
        (codecs.BOM_UTF16_LE + "Résiliation".encode("utf-16-le"), 0),
        ("Résiliation".encode("cp1252"), 1),
    ],
)
def test_encodings(content: bytes, remarks: int) -> None:
    found = read(content, "a.txt")
    assert (told(found), len(found.remarks)) == (["p Résiliation"], remarks)


def test_a_digest_tells_the_bytes() -> None:
    assert read(b"a", "a.txt").digest == hashlib.sha256(b"a").hexdigest()
    assert read_text("a", "-").digest == read(b"a", "a.md").digest


@pytest.mark.parametrize("content", [b"\x7fELF" + b"\0\1\2" * 99, b"\0" * 9])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="ce n'est pas un texte"):
        read(content, "a.txt")


@pytest.mark.parametrize("name", ["a.doc", "a.png", "a", "a.xyz"])
def test_another_kind_of_file_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(b"a", name)
    assert caught.value.problems[0].hint


def test_capitals_of_a_name_do_not_matter() -> None:
    assert told(read(b"a", "CONTRAT.TXT")) == ["p a"]


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHARACTERS", 100)
    read_text("a" * 100, "-")
    with pytest.raises(InvalidInput, match="trop volumineux"):
        read_text("a" * 101, "-")
    monkeypatch.setattr(limits, "BLOCKS", 2)
    with pytest.raises(InvalidInput, match="trop volumineux"):
        read_text("a.\n\nb.\n\nc.", "-")
