"""What a person writes in a Word reply beside, around or over the answers: read, or told with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clausier.model.negotiation import Choice, ReadReply, Touch
from clausier.office.word.places import excerpt
from clausier.office.word.xml import el, run, value, w
from tests.negotiation import replies
from tests.negotiation.replies import FIRST, SECOND, Element, cell, control, edited, fill, paragraph, produced, sent
from tests.negotiation.test_reply_act import UNTOUCHED, clause, touches
from tests.negotiation.test_reply_form import REPLY, read
from tests.office.word_edits import WORD, fragment, with_comment, with_part
from tests.office.word_files import members

ACT = produced()["acte"]
SAID = "Hors de notre offre de base."
ACCEPTED = {(FIRST, "choix"): "Accepté"}
ASKED = "« 1.1 · Rédaction demandée »"
TITLE = f"« {excerpt(sent()[FIRST].title)} »"
ANSWER = "« 1.1 · Réponse »"
BOX = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r><w:t>"
    f"{SAID}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
MATH = f"<m:oMath><m:r><m:t>{SAID}</m:t></m:r></m:oMath>"
IMAGE = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
TABLE = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{SAID}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
COMMENT = "<w:commentRangeStart w:id='0'/><w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>"
NOTE = "<w:r><w:footnoteReference w:id='2'/></w:r>"
Change = Callable[[Element], object]


def form(*changes: Change, answers: dict[tuple[str, str], str] | None = None) -> bytes:
    """The form with the first request accepted, and changes."""

    def all_of(root: Element) -> None:
        fill(root, ACCEPTED if answers is None else answers)
        for change in changes:
            change(root)

    return edited(REPLY, all_of)


def told(reply: ReadReply) -> list[tuple[str, str]]:
    return [(one.key, one.message) for one in reply.notices if "seules les clauses" not in one.message]


def strike(one: Element, style: str = "strike") -> None:
    for item in one.iter(w("r")):
        if item.find(w("rPr")) is None:
            item.insert(0, el("rPr"))
        item.find(w("rPr")).append(el(style))


def asked(root: Element) -> Element:
    """What is asked first: the line that names its clause or, in a form of before, a paragraph of the clause."""
    starts = ("En cas d’échec, le Prestataire", "Clause «")
    found = ([one for one in root.iter(w("p")) if "".join(one.itertext()).startswith(start)] for start in starts)
    return next(one[0] for one in found if one)


def grafted(where: Callable[[Element], Element], markup: str) -> Change:
    return lambda root: where(root).extend(fragment(markup))


def answer(root: Element) -> Element:
    return cell(root, FIRST, "choix").find(w("p"))


def noted(content: bytes) -> bytes:
    """The file with a footnote, number 2."""
    note = (
        f"<w:footnotes xmlns:w='{WORD}'><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>"
        f"<w:r><w:t>{SAID}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    link = (
        b'<Relationship Id="xnotes" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    content = with_part(content, "word/footnotes.xml", note.encode())
    return with_part(content, rels, members(content)[rels].replace(b"</Relationships>", link))


@pytest.mark.parametrize("style", ["strike", "dstrike", "vanish"])
def test_a_struck_or_hidden_acceptance_is_none(tmp_path: Path, style: str) -> None:
    reply = read(tmp_path, form(lambda root: strike(answer(root), style)))
    assert reply.items == {}
    name = "texte masqué" if style == "vanish" else "texte barré"
    assert told(reply) == [(ANSWER, f"{name} : Accepté : il n'est plus dit.")]


def test_text_struck_by_its_style_is_no_longer_said(tmp_path: Path) -> None:
    def restyle(root: Element) -> None:
        for item in answer(root).iter(w("r")):
            item.insert(0, el("rPr", el("rStyle", val="Barre")))

    style = f"<w:style xmlns:w='{WORD}' w:type='character' w:styleId='Barre'><w:rPr><w:strike/></w:rPr></w:style>"
    content = form(restyle)
    styles = members(content)["word/styles.xml"].replace(b"</w:styles>", f"{style}</w:styles>".encode())
    assert read(tmp_path, with_part(content, "word/styles.xml", styles)).items == {}


def test_a_struck_paragraph_of_the_wording_asked_changes_it(tmp_path: Path) -> None:
    reply = read(tmp_path, form(replies.as_before, lambda root: strike(asked(root))))
    assert reply.items[FIRST].choice is Choice.ACCEPTED
    assert "En cas d’échec" not in reply.items[FIRST].wording
    assert reply.items[FIRST].wording.startswith("Il est convenu")
    places = [key for key, _ in told(reply)]
    assert places == [ASKED, ASKED]


@pytest.mark.parametrize("before", [(), (replies.as_before,)], ids=["line", "clause"])
@pytest.mark.parametrize("loss", ["text", "row"])
def test_an_acceptance_of_a_wording_that_is_gone_is_no_agreement_to_it(
    tmp_path: Path, loss: str, before: tuple[Change, ...]
) -> None:
    def lose(root: Element) -> None:
        row = next(asked(root).iterancestors(w("tr")))
        if loss == "row":
            row.getparent().remove(row)
        else:
            replies.type_over(row.find(w("tc")), "")

    reply = read(tmp_path, form(*before, lose))
    assert reply.items[FIRST].beside == "la rédaction demandée n'y figure plus."
    assert told(reply) == [(ASKED, "la rédaction demandée n'y figure plus.")]


def test_the_title_of_a_request_that_is_changed_is_told(tmp_path: Path) -> None:
    def retitle(root: Element) -> None:
        title = next(one for one in root.iter(w("t")) if (one.text or "").startswith("Rédaction demandée – "))
        title.text += " (option payante)"

    reply = read(tmp_path, form(retitle))
    assert reply.items[FIRST].beside == f"{sent()[FIRST].title} (option payante)"
    assert told(reply)[0][0] == ASKED


@pytest.mark.parametrize(("markup", "said"), [
    (IMAGE, "une image"), ("<w:r><w:object/></w:r>", "un objet incorporé"),
    ("<w:r><w:sym w:char='F0FC'/></w:r>", "un symbole d'une police spéciale"),
])  # fmt: skip
def test_what_is_no_text_in_an_answer_is_told_with_it(tmp_path: Path, markup: str, said: str) -> None:
    reply = read(tmp_path, form(grafted(answer, markup)))
    assert (reply.items[FIRST].choice, reply.items[FIRST].beside) == (Choice.ACCEPTED, said)
    assert told(reply) == [(ANSWER, said)]


@pytest.mark.parametrize(("where", "place"), [(answer, ANSWER), (asked, ASKED)])
def test_a_comment_or_a_note_is_told_with_the_request_that_it_is_about(
    tmp_path: Path, where: Callable[[Element], Element], place: str
) -> None:
    commented = read(tmp_path, with_comment(form(grafted(where, COMMENT)), SAID))
    assert told(commented) == [(place, f"commentaire de Me Exemple : {SAID}")]
    assert commented.items[FIRST].beside == SAID
    annotated = read(tmp_path, noted(form(grafted(where, NOTE))))
    assert told(annotated) == [(place, f"une note de bas de page : {SAID}")]
    assert annotated.items[FIRST].beside == SAID


def test_a_comment_on_a_heading_is_about_its_request_and_one_elsewhere_about_none(tmp_path: Path) -> None:
    graft = grafted(lambda root: paragraph(root, "1.1 – "), COMMENT)
    heading = read(tmp_path, with_comment(form(replies.as_before, graft), SAID))
    assert heading.items[FIRST].beside == SAID
    title = read(tmp_path, with_comment(form(grafted(lambda root: paragraph(root, "Formulaire"), COMMENT)), SAID))
    assert not title.items[FIRST].beside
    assert told(title) == [("« Formulaire de réponse »", f"commentaire de Me Exemple : {SAID}")]
    astray = read(tmp_path, with_comment(form(), SAID))
    assert told(astray) == [("", f"commentaire de Me Exemple : {SAID}")]


def test_a_table_within_an_answer_is_part_of_it(tmp_path: Path) -> None:
    def graft(root: Element) -> None:
        where = cell(root, FIRST, "commentaire")
        where.extend([*fragment(TABLE), el("p", run("Voir ci-dessus."))])

    reply = read(tmp_path, form(graft))
    assert reply.items[FIRST].comment == f"{SAID}\nVoir ci-dessus."


def test_a_form_within_a_table_is_still_read(tmp_path: Path) -> None:
    def wrap(root: Element) -> None:
        table = next(root.iter(w("tbl")))
        around = el("tbl", el("tr", el("tc")))
        table.addprevious(around)
        around.find(f".//{w('tc')}").extend([table, el("p")])

    assert read(tmp_path, form(wrap)).items[FIRST].choice is Choice.ACCEPTED


@pytest.mark.parametrize("prompt", ["Click here to enter text.", "Klik hier als u tekst wilt invoeren.", "Accepter"])
def test_a_control_that_shows_its_prompt_is_empty_whatever_it_says(tmp_path: Path, prompt: str) -> None:
    def retype(root: Element) -> None:
        content = control(root, FIRST, "redaction").find(w("sdtContent"))
        content[0].find(w("t")).text = prompt

    reply = read(tmp_path, form(retype))
    assert (reply.items[FIRST].wording, told(reply)) == ("", [])


def test_an_answer_in_a_control_that_says_that_it_is_empty_is_told(tmp_path: Path) -> None:
    """Some programs fill in a control and leave the mark of its prompt."""

    def retype(root: Element) -> None:
        content = control(root, FIRST, "choix").find(w("sdtContent"))
        content[0].find(w("t")).text = "Refusé"

    reply = read(tmp_path, form(retype, answers={}))
    assert reply.items == {}
    assert told(reply) == [
        (ANSWER, "la case montre « Refusé », mais le fichier la dit vide : elle est lue comme vide."),
    ]


OURS = ["Document de travail", "Pour chaque demande", "Sans nom, qualité", "Formulaire", "Réponse du prestataire, "]


@pytest.mark.parametrize("start", OURS)
@pytest.mark.parametrize("tracked", [True, False])
def test_what_is_added_to_our_own_words_is_told(tmp_path: Path, start: str, tracked: bool) -> None:
    def add(root: Element) -> None:
        one = paragraph(root, start)
        replies.tracked_insertion(one, f" {SAID}") if tracked else one.append(run(f" {SAID}"))

    ((_, message),) = told(read(tmp_path, form(add)))
    assert SAID in message


@pytest.mark.parametrize("content", [form(), ACT], ids=["form", "act"])
@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize(("part", "story"), [("header", "en-tête"), ("footer", "pied de page")])
def test_what_is_added_to_a_header_or_a_footer_is_told(
    tmp_path: Path, content: bytes, tracked: bool, part: str, story: str
) -> None:
    def add(root: Element) -> None:
        one = next(root.iter(w("p")))
        replies.tracked_insertion(one, f" {SAID}") if tracked else one.append(run(f" {SAID}"))

    name = next(name for name in members(content) if name.startswith(f"word/{part}"))
    ((place, message),) = told(read(tmp_path, edited(content, add, name)))
    assert place == story
    assert SAID in message


WATERMARK = f"<w:r><w:pict><v:shape xmlns:v='urn:x'><v:textpath string='{SAID}'/></v:shape></w:pict></w:r>"


def test_a_watermark_is_told(tmp_path: Path) -> None:
    content = edited(form(), lambda root: next(root.iter(w("p"))).extend(fragment(WATERMARK)), "word/header1.xml")
    assert told(read(tmp_path, content)) == [("en-tête", f"ce texte n'est pas celui qui a été envoyé : « {SAID} ».")]


def test_a_clause_under_another_title_is_told_with_it(tmp_path: Path) -> None:
    def retitle(root: Element) -> None:
        clause(root, FIRST)[0].append(run(" (option payante)"))

    reply = read(tmp_path, edited(ACT, retitle))
    assert touches(reply) == UNTOUCHED
    assert reply.items[FIRST].beside == f"{sent()[FIRST].title} (option payante)"
    assert told(reply)[0][0] == TITLE


def in_clause(root: Element) -> Element:
    return clause(root, FIRST)[-1]


@pytest.mark.parametrize(("change", "line"), [
    (lambda root: in_clause(root).addnext(fragment(TABLE)[0]), f"[tableau] {SAID}"),
    (grafted(in_clause, MATH), f"[une équation : {SAID}]"),
    (grafted(in_clause, IMAGE), "[une image]"),
    (grafted(in_clause, BOX), SAID),
    (grafted(in_clause, NOTE), f"[une note de bas de page : {SAID}]"),
], ids=["table", "equation", "image", "text box", "note"])  # fmt: skip
def test_what_is_put_into_a_clause_makes_it_another(tmp_path: Path, change: Change, line: str) -> None:
    reply = read(tmp_path, noted(edited(ACT, change)))
    assert touches(reply) == {**UNTOUCHED, FIRST: Touch.REWORDED}
    assert reply.items[FIRST].wording.count(SAID if SAID in line else line) == (2 if "équation" in line else 1)
    assert line in reply.items[FIRST].wording


def test_a_document_inserted_between_paragraphs_is_told(tmp_path: Path) -> None:
    reply = read(tmp_path, edited(ACT, lambda root: in_clause(root).addnext(el("altChunk"))))
    assert ("", "un document inséré") in told(reply)


@pytest.mark.parametrize("style", ["strike", "vanish"])
def test_a_struck_paragraph_makes_a_clause_another_and_all_struck_it_is_refused(tmp_path: Path, style: str) -> None:
    def spoil(root: Element) -> None:
        strike(in_clause(root), style)
        for one in clause(root, SECOND)[1:]:
            strike(one, style)

    reply = read(tmp_path, edited(ACT, spoil))
    assert touches(reply) == {**UNTOUCHED, FIRST: Touch.REWORDED, SECOND: Touch.DELETED}
    assert any(key == TITLE for key, _ in told(reply))


def test_a_comment_on_a_clause_is_told_with_it_and_does_not_change_it(tmp_path: Path) -> None:
    reply = read(tmp_path, with_comment(edited(ACT, grafted(in_clause, COMMENT)), SAID))
    assert touches(reply) == UNTOUCHED
    assert reply.items[FIRST].beside == SAID
    assert told(reply) == [(TITLE, f"commentaire de Me Exemple : {SAID}")]


def test_what_is_deleted_outside_of_the_clauses_is_told(tmp_path: Path) -> None:
    def delete(root: Element) -> None:
        for start in ("Les dispositions légales", "Tests de restauration, n°\u00a01"):
            replies.tracked_deletion(paragraph(root, start))

    (message,) = [message for _, message in told(read(tmp_path, edited(ACT, delete)))]
    assert message.startswith("texte supprimé hors des clauses : « Les dispositions légales")


def test_styles_that_are_not_set_strike_nothing(tmp_path: Path) -> None:
    def mark(root: Element) -> None:
        for one in root.iter(w("r")):
            if one.find(w("rPr")) is None:
                one.insert(0, el("rPr"))
            one.find(w("rPr")).append(el("strike", val="0"))

    assert touches(read(tmp_path, edited(ACT, mark))) == UNTOUCHED
    assert value(None, "strike") == ""
