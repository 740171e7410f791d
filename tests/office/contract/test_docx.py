"""Word files: numbers that Word computes, headings, tables, changes, boxes, notes."""

from __future__ import annotations

import pytest

from clausier.errors import InvalidInput
from clausier.office.contract.numbering import numeral, roman
from tests.office.contract.packages import docx, p, r, tbl, tc
from tests.office.contract.reading import read, told


def num(number: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def lvl(depth: int, written: str, text: str, more: str = "") -> str:
    start = '<w:start w:val="1"/>' if "w:start" not in more else ""
    return f'<w:lvl w:ilvl="{depth}">{start}<w:numFmt w:val="{written}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


LISTS = (
    '<w:abstractNum w:abstractNumId="0">' + lvl(0, "decimal", "Article %1") + lvl(1, "decimal", "%1.%2")
    + lvl(2, "lowerLetter", "%3)") + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">' + lvl(0, "bullet", "\uf0b7") + lvl(1, "lowerRoman", "(%2)")
    + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="2">' + lvl(0, "upperRoman", "%1") + lvl(1, "decimal", "%1.%2", "<w:isLgl/>")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)  # fmt: skip
STYLES = (
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/><w:pPr>'
    + num(1) + '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1b"><w:name w:val="Clause"/><w:basedOn w:val="T1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Suite"/><w:basedOn w:val="T1"/><w:pPr>'
    '<w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
)  # fmt: skip


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def numbered(*paragraphs: str) -> list[str]:
    return told(read(docx("".join(paragraphs), numbering=LISTS, styles=STYLES), "a.docx"))


def test_numbers_are_computed_and_begin_again() -> None:
    found = numbered(p("Objet", num(1)), p("Un", num(1, 1)), p("Deux", num(1, 1)), p("x", num(1, 2)), p("y", num(1, 2)),
                     p("Durée", num(1)), p("Trois", num(1, 1)), p("z", num(1, 2)))  # fmt: skip
    assert found == ["p Article 1 Objet", "p 1.1 Un", "p 1.2 Deux", "i3 a) x", "i3 b) y", "p Article 2 Durée",
                     "p 2.1 Trois", "i3 a) z"]  # fmt: skip


def test_lists_of_one_shape_go_on_unless_told() -> None:
    assert numbered(p("a", num(1)), p("b", num(3)), p("c", num(1))) == ["p Article 1 a", "p Article 4 b",
                                                                         "p Article 5 c"]  # fmt: skip


def test_bullets_and_roman_numbers() -> None:
    assert numbered(p("a", num(2)), p("b", num(2, 1)), p("c", num(2, 1)), p("d", num(2))) == [
        "i1 - a", "i2 (i) b", "i2 (ii) c", "i1 - d"]  # fmt: skip


def test_legal_numbers_are_figures() -> None:
    assert numbered(p("a", num(4)), p("b", num(4)), p("c", num(4, 1))) == ["p I a", "p II b", "p 2.1 c"]


def test_styles_give_headings_and_numbers() -> None:
    found = numbered(p("Sommaire 1", style("TM1")), p("Objet", style("T1")), p("Durée", style("T1b")),
                     p("Le contrat.", style("Plain")))  # fmt: skip
    assert found == ["h1 Article 1 Objet", "h1 Article 2 Durée", "p Le contrat."]


def test_a_number_of_one_figure_is_of_an_item_where_headings_are_marked() -> None:
    numbering = '<w:abstractNum w:abstractNumId="0">' + lvl(0, "decimal", "%1.") + "</w:abstractNum>"
    numbering += '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    heading, item = p("Titre", '<w:outlineLvl w:val="1"/>'), p("un", num(7))
    assert told(read(docx(item, numbering=numbering), "a.docx")) == ["p 1. un"]
    assert told(read(docx(heading * 3 + item, numbering=numbering), "a.docx"))[-1] == "i1 1. un"


@pytest.mark.parametrize(
    ("number", "kind", "written"),
    [(1, "lowerLetter", "a"), (26, "upperLetter", "Z"), (28, "lowerLetter", "bb"), (4, "lowerRoman", "iv"),
     (1994, "upperRoman", "MCMXCIV"), (7, "decimalZero", "07"), (70, "decimalZero", "70"), (5, "none", ""),
     (5, "cardinalText", "5"), (0, "lowerLetter", "0"), (999_999_999, "lowerLetter", "999999999"),
     (4000, "upperRoman", "4000")],
)  # fmt: skip
def test_numbers_in_their_formats(number: int, kind: str, written: str) -> None:
    assert numeral(number, kind) == written


def test_roman_numbers() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 49)] == ["I", "IV", "IX", "XIV", "XL", "XLIX"]


def test_tables_are_rows_under_their_header() -> None:
    found = read(docx(tbl(["Niveau", "Délai"], ["P1", "4 h"], ["", ""], ["P2 | urgent", ""])), "a.docx")
    assert told(found) == ["r Niveau | Délai", "r P1 | 4 h", "r P2 ¦ urgent | "]
    assert [block.header for block in found.blocks] == [(), ("Niveau", "Délai"), ("Niveau", "Délai")]
    assert found.blocks[2].cells == ("P2 ¦ urgent", "")


def test_merged_cells() -> None:
    def merged(text: str, more: str = "") -> str:
        return tc(p(text), f"<w:vMerge{more}/>")

    rows = "".join(f"<w:tr>{row}</w:tr>" for row in (
        merged("P1", ' w:val="restart"') + tc(p("prise en charge")) + tc(p("1 h")),
        merged("") + tc(p("résolution")) + tc(p("4 h")),
        tc(p("Ensemble"), '<w:gridSpan w:val="2"/>') + tc(p("99 %")),
    ))  # fmt: skip
    assert told(read(docx(f"<w:tbl>{rows}</w:tbl>"), "a.docx")) == [
        "r P1 | prise en charge | 1 h", "r P1 | résolution | 4 h", "r Ensemble |  | 99 %"]  # fmt: skip


def test_a_table_that_lays_out_a_page_is_text() -> None:
    body = f"<w:tbl><w:tr>{tc(p('Article 1') + p('Le client paie.'))}</w:tr></w:tbl>"
    assert told(read(docx(body), "a.docx")) == ["p Article 1", "p Le client paie."]
    long = "Le prestataire assure la sauvegarde. " * 40
    body = f"<w:tbl><w:tr>{tc(p(long))}{tc(p('En anglais.'))}</w:tr></w:tbl>"
    assert told(read(docx(body), "a.docx")) == [f"p {long.strip()}", "p En anglais."]


def test_changes_are_read_as_accepted_and_told() -> None:
    body = "<w:p>" + r("Préavis de ") + f'<w:del w:id="1"><w:r><w:delText>six</w:delText></w:r></w:del><w:ins w:id="2">{r("trois")}</w:ins>' + r(" mois.") + "</w:p>"  # fmt: skip # noqa: E501
    found = read(
        docx(body + p("Rien.", run="<w:strike/>") + p("Caché.", run="<w:vanish/>"), comments=COMMENT), "a.docx"
    )
    assert told(found) == ["p Préavis de trois mois."]
    assert found.remarks == (
        "Ce document a des modifications suivies : ce qui y est inséré est lu, ce qui y est supprimé, non "
        "(1 insertion, 1 suppression).",
        "1 passage en texte barré : ce n'est pas lu.",
        "1 passage en texte masqué : ce n'est pas lu.",
        "1 commentaire en marge : ce n'est pas lu.",
    )


COMMENT = f'<w:comment w:id="0" w:author="A">{p("À revoir")}</w:comment>'
BOX = (
    "<w:p>" + r("Avant.") + '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>'
    + p("Dans la boîte.") + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
    + p("Dans la boîte.") + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    + r(" Après.") + "</w:p>"
)  # fmt: skip


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    assert told(read(docx(BOX), "a.docx")) == ["p Avant. Après.", "p Dans la boîte."]


def test_notes_follow_the_paragraph_that_calls_them() -> None:
    notes = (f'<w:footnote w:id="0" w:type="separator">{p("x")}</w:footnote>'
             f'<w:footnote w:id="5">{p("Hors jours fériés.")}</w:footnote>')  # fmt: skip
    call = "<w:p>" + r("Sous 4 h") + '<w:r><w:footnoteReference w:id="5"/></w:r>' + r(".") + "</w:p>"
    assert told(read(docx(call + p("Fin.") + call, footnotes=notes), "a.docx")) == [
        "p Sous 4 h.", "n Hors jours fériés.", "p Fin.", "p Sous 4 h."]  # fmt: skip


def test_controls_fields_and_line_breaks() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Dans un contrôle.')}</w:sdtContent></w:sdt>"
        "<w:p>" + r("Client : ") + f'<w:fldSimple w:instr="MERGEFIELD nom">{r("«nom»")}</w:fldSimple></w:p>'
        "<w:p>" + r("ARTICLE 1") + "<w:r><w:br/></w:r>" + r("Le contrat") + "<w:r><w:br/></w:r>"
        + r("dure un an.") + "</w:p>"
        "<w:p>" + r("Option") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
    )  # fmt: skip
    assert told(read(docx(body), "a.docx")) == [
        "p Dans un contrôle.", "p Client : «nom»", "p ARTICLE 1", "p Le contrat dure un an.", "p Option☒"]  # fmt: skip


def test_bullets_typed_by_hand_are_items() -> None:
    assert told(read(docx(p("- la sauvegarde ;") + p("• l'accès.") + p("-10 % de remise")), "a.docx")) == [
        "i1 - la sauvegarde ;", "i1 - l'accès.", "p -10 % de remise"]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"bonjour", "ce n'est pas un document Word"), (docx("")[:200], "est abîmé ou incomplet"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b" " * 999, "ancien format")],
)  # fmt: skip
def test_what_is_no_word_file_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        read(content, "a.docx")
