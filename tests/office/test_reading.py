"""The one reader of Word's paragraphs: what a text says, what was done to it, and in which part it stands."""

from __future__ import annotations

import pytest
from lxml import etree

from clausier.office.word.opening import open_parts
from clausier.office.word.reading import Change, Story, lines, paragraphs, pieces, stories, text_of
from tests.negotiation.replies import produced
from tests.office.word_edits import WORD, fragment, with_comment, with_part
from tests.office.word_files import members

T = "<w:r><w:t>{}</w:t></w:r>"
BOX = "<w:txbxContent><w:p><w:r><w:t>cadre</w:t></w:r></w:p></w:txbxContent>"
DRAWN = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
)
DRAWN += f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"


def paragraph(markup: str) -> etree._Element:
    return fragment(f"<w:p>{markup}</w:p>")[0]


SAID = {
    "runs": (T.format("Un ") + T.format("texte"), "Un texte"),
    "breaks and tabs": ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/></w:r>", "a\nb c\n"),
    "hyphens": ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t><w:softHyphen/></w:r>", "e\u2011mail"),
    "tab stops": (f"<w:pPr><w:tabs><w:tab w:pos='9'/></w:tabs></w:pPr>{T.format('a')}", "a"),
    "link": (f"<w:hyperlink>{T.format('ici')}</w:hyperlink>", "ici"),
    "control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{T.format('saisi')}</w:sdtContent></w:sdt>", "saisi"),
    "unknown wrapper": (f"<w:autre>{T.format('dedans')}</w:autre>", "dedans"),
    "field": ("<w:r><w:instrText>DATE</w:instrText></w:r>" + T.format("hier"), "hier"),
    "inserted": (f"<w:ins>{T.format('ajout')}</w:ins>", "ajout"),
    "moved here": (f"<w:moveTo>{T.format('ajout')}</w:moveTo>", "ajout"),
    "deleted": ("<w:del><w:r><w:delText>retrait</w:delText></w:r></w:del>" + T.format("reste"), "reste"),
    "moved away": (f"<w:moveFrom>{T.format('parti')}</w:moveFrom>", ""),
    "deleted after insertion": (f"<w:ins><w:del>{T.format('rien')}</w:del></w:ins>", ""),
    "note": ("<w:r><w:t>a</w:t><w:footnoteReference w:id='2'/></w:r>", "a"),
    "text box": (T.format("avant ") + DRAWN + T.format("après"), "avant après"),
}


@pytest.mark.parametrize("case", SAID)
def test_what_a_paragraph_says(case: str) -> None:
    markup, said = SAID[case]
    assert text_of(paragraph(markup)) == said


def test_a_text_box_is_a_paragraph_of_its_own_read_once() -> None:
    assert list(lines(fragment(f"<w:p>{T.format('a')}{DRAWN}</w:p>"))) == ["a", "cadre"]


def test_a_rank_counts_every_paragraph_of_its_part() -> None:
    body = fragment(f"<w:p>{DRAWN}</w:p><w:p>{T.format('b')}</w:p>")
    assert [(one.rank, one.text) for one in paragraphs(body)] == [(0, ""), (1, "cadre"), (3, "b")]


def test_changes_and_struck_text_are_told() -> None:
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>barré</w:t></w:r>"
    plain = "<w:r><w:rPr><w:dstrike w:val='0'/></w:rPr><w:t>non</w:t></w:r>"
    deleted = "<w:del><w:r><w:delText>retrait</w:delText></w:r></w:del>"
    found = [(one.text, one.struck, one.change) for one in pieces(paragraph(f"{struck}{plain}{deleted}"))]
    assert found == [
        ("barré", True, Change.NONE),
        ("non", False, Change.NONE),
        ("retrait", False, Change.DELETED),
    ]


def test_an_empty_control_is_no_answer() -> None:
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{T.format('Choisir…')}</w:sdtContent></w:sdt>"
    (one,) = paragraphs(fragment(f"<w:p>{control}{T.format(' oui')}</w:p>"))
    assert (one.text, one.answer) == ("Choisir… oui", " oui")


@pytest.mark.parametrize(
    ("markup", "added"),
    [
        (T.format("a"), False),
        (f"<w:ins>{T.format('a')}</w:ins>", True),
        ("<w:pPr><w:rPr><w:ins w:id='1'/></w:rPr></w:pPr>" + T.format("a"), True),
    ],
)
def test_a_paragraph_typed_under_tracking(markup: str, added: bool) -> None:
    assert [one.added for one in paragraphs(fragment(f"<w:p>{markup}</w:p>"))] == [added]


def test_things_are_named_once_each() -> None:
    markup = f"<w:r><w:footnoteReference w:id='2'/></w:r>{DRAWN}<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    things = [one.source.tag.rpartition("}")[2] for one in pieces(paragraph(markup)) if one.thing is one.source]
    assert things == ["footnoteReference", "AlternateContent", "oMath"]


def test_every_part_that_people_read() -> None:
    base = produced()["avenant.docx"]
    notes = "<w:{0} xmlns:w='{1}'><w:{2} w:id='2'><w:p><w:r><w:t>{3}</w:t></w:r></w:p></w:{2}></w:{0}>"
    content = with_comment(base, "à revoir")
    for kind, item, said in (("footnotes", "footnote", "en bas"), ("endnotes", "endnote", "à la fin")):
        content = with_part(content, f"word/{kind}.xml", notes.format(kind, WORD, item, said).encode())
        link = (
            f'<Relationship Id="x{kind}" Target="{kind}.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
            f'2006/relationships/{kind}"/></Relationships>'
        ).encode()
        rels = "word/_rels/document.xml.rels"
        content = with_part(content, rels, members(content)[rels].replace(b"</Relationships>", link))
    found: dict[Story, list[str]] = {}
    for story, held in stories(open_parts(content, "a.docx")):
        found.setdefault(story, []).extend(one.text for one in held)
    assert set(found) == set(Story)
    assert found[Story.FOOTNOTE] == ["en bas"]
    assert found[Story.ENDNOTE] == ["à la fin"]
    assert found[Story.COMMENT] == ["à revoir"]
    assert any("Page" in text for text in found[Story.FOOTER])
    assert found[Story.BODY][0]
