"""OpenDocument texts: headings, lists with their numbers, tables, notes, changes."""

from __future__ import annotations

import pytest

from clausier.errors import InvalidInput
from tests.office.contract.packages import odt
from tests.office.contract.reading import read, told


def blocks(body: str, styles: str = "") -> list[str]:
    return told(read(odt(body, styles), "a.odt"))


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def items(*contents: str, more: str = "") -> str:
    return f"<text:list {more}>{''.join(f'<text:list-item>{one}</text:list-item>' for one in contents)}</text:list>"


LIST = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:start-value="3"/>'
    "</text:list-style>"
)
OUTLINE = (
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I"/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
)


def test_headings_and_paragraphs() -> None:
    heading = '<text:h text:outline-level="{}">{}</text:h>'
    assert blocks(heading.format(1, "Objet") + p("Texte <text:span>en <text:s text:c='3'/>gras</text:span>.")) == [
        "h1 Objet", "p Texte en gras."]  # fmt: skip
    numbered = heading.format(1, "A") + heading.format(2, "B") + heading.format(2, "C") + heading.format(1, "D")
    assert blocks(numbered, OUTLINE) == ["h1 I A", "h2 I.1 B", "h2 I.2 C", "h1 II D"]


def test_lists_and_their_numbers() -> None:
    body = items(p("un"), p("deux") + items(p("deux un"), p("deux deux")), more='text:style-name="L" xml:id="l1"')
    assert blocks(body + items(p("autre"), more='text:style-name="L"'), LIST) == [
        "p 1. un", "p 2. deux", "p 2.1 deux un", "p 2.2 deux deux", "p 1. autre"]  # fmt: skip
    assert (
        blocks(body + items(p("trois"), more='text:style-name="L" text:continue-list="l1"'), LIST)[-1] == "p 3. trois"
    )
    assert blocks(body + items(p("x"), more='text:style-name="L" text:continue-numbering="true"'), LIST)[-1] == "p 3. x"


def test_bullets_letters_and_what_goes_on() -> None:
    body = items(p("un") + p("suite de un"), p("deux") + items(p("a"), p("b")), more='text:style-name="B"')
    assert blocks(body, LIST) == ["i1 - un", "p suite de un", "i1 - deux", "i2 c) a", "i2 d) b"]


def test_tables() -> None:
    def row(*texts: str) -> str:
        cells = "".join(f"<table:table-cell>{p(text)}</table:table-cell>" for text in texts)
        return f"<table:table-row>{cells}</table:table-row>"

    span = '<table:table-cell table:number-columns-spanned="2">' + p("Ensemble") + "</table:table-cell>"
    merged = f"<table:table-row>{span}<table:covered-table-cell/></table:table-row>"
    head = f"<table:table-header-rows>{row('Niveau', 'Délai')}</table:table-header-rows>"
    assert blocks(f"<table:table>{head}{row('P1', '4 h')}{merged}</table:table>") == [
        "r Niveau | Délai", "r P1 | 4 h", "r Ensemble | "]  # fmt: skip


def test_notes_boxes_and_line_breaks() -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('Jours ouvrés.')}</text:note-body></text:note>"  # noqa: E501
    box = f"<draw:frame><draw:text-box>{p('Dans la boîte.')}</draw:text-box></draw:frame>"
    assert blocks(p(f"Sous 4 h{note}, {box}hors nuit.") + p("ARTICLE 1<text:line-break/>Le contrat.")) == [
        "p Sous 4 h, hors nuit.", "n Jours ouvrés.", "p Dans la boîte.", "p ARTICLE 1", "p Le contrat."]  # fmt: skip


def test_what_does_not_show_is_told() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>" + p("Six mois.")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
    )  # fmt: skip
    contents = f"<text:table-of-content><text:index-body>{p('Objet 1')}</text:index-body></text:table-of-content>"
    hidden = f'<text:section text:display="none">{p("Caché.")}</text:section>'
    note = f"<office:annotation>{p('À revoir')}</office:annotation>"
    found = read(odt(changes + contents + hidden + p(f"Trois mois{note}.")), "a.odt")
    assert told(found) == ["p Trois mois."]
    assert len(found.remarks) == 4
    assert "1 suppression" in found.remarks[0]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"bonjour", "ce n'est pas un document OpenDocument"),
        (odt(p("a"))[:150], "est abîmé ou incomplet"),
        (odt(p("a"), manifest="<m><encryption-data/></m>"), "est protégé par un mot de passe"),
        (odt("<text:p>").replace(b"", b""), "est abîmé"),
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        read(content, "a.odt")
