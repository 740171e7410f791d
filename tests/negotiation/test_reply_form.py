"""reponse.docx: what it says, and its reading back however it was filled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from clausier.errors import InvalidInput
from clausier.model.negotiation import Choice, FormKind, ReadReply, ReplyItem, Respondent
from clausier.negotiation.reply.fields import FIELDS, choice_of, label, tag
from clausier.negotiation.reply.read import mark_of, read_reply
from clausier.negotiation.reply.write import reply_form
from clausier.office.word.xml import el, run, w
from tests.negotiation import replies
from tests.negotiation.replies import ANSWERS, FIRST, SECOND, THIRD, Element, cell, edited, fill, filled, produced, sent
from tests.office.word_files import paragraphs

REPLY = produced()["reponse.docx"]
EXPECTED = {
    FIRST: ReplyItem(choice=Choice.ACCEPTED),
    SECOND: ReplyItem(
        choice=Choice.AMENDED,
        wording="Le Prestataire remet les Données\nsous trente jours, sans supplément.",
        value="30 jours calendaires",
        cost="néant",
    ),
    THIRD: ReplyItem(choice=Choice.REFUSED, comment="Hors de notre offre « socle » & options ; voir l'annexe <B>."),
    "point-2-1": ReplyItem(choice=Choice.COVERED, proof="Article 9.3 des conditions générales", time="immédiat"),
}
WHO = Respondent(name="Paul Durand", capacity="président", day=date(2026, 10, 5))


def read(tmp_path: Path, content: bytes, name: str = "retour.docx", count: int = replies.COUNT) -> ReadReply:
    path = tmp_path / name
    path.write_bytes(content)
    return read_reply(path, sent(count))


def refusal(tmp_path: Path, content: bytes, name: str = "retour.docx", count: int = replies.COUNT) -> str:
    with pytest.raises(InvalidInput) as raised:
        read(tmp_path, content, name, count)
    return str(raised.value)


def changed(*changes: Callable[[Element], object]) -> bytes:
    """The filled form with changes."""

    def all_of(root: Element) -> None:
        fill(root, ANSWERS)
        for change in changes:
            change(root)

    return edited(REPLY, all_of)


def test_it_says_what_it_is_and_asks_each_request() -> None:
    text = "\n".join(paragraphs(REPLY))
    assert "Seule la version définitive, signée par les personnes habilitées, engage" in text
    assert "Le silence ne vaut jamais acceptation" in text
    for request in replies.view().requests:
        assert f"Clause «\u00a0{request.title}\u00a0» du projet joint." in text
        assert request.text.split("\n")[-1] not in text, "the act holds the clauses, once"
        for field in FIELDS:
            assert label(request.number, field) in text


def test_it_is_valid(tmp_path: Path) -> None:
    for rank, content in enumerate((REPLY, filled(), produced(signed=False)["reponse.docx"])):
        path = tmp_path / f"{rank}.docx"
        path.write_bytes(content)
        assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_the_same_view_gives_the_same_bytes() -> None:
    assert reply_form(replies.view()) == REPLY


def test_a_form_before_signature_has_none_of_the_words_of_an_amendment() -> None:
    text = "\n".join(paragraphs(produced(signed=False)["reponse.docx"])).lower()
    assert not [word for word in ("avenant", "novation", "remplacé") if word in text]


def test_a_character_that_word_refuses_is_named() -> None:
    outgoing = replies.view(1)
    bad = outgoing.model_copy(update={"reference": "a\x01b"})
    with pytest.raises(InvalidInput, match=r"reponse.docx.*U\+0001"):
        reply_form(bad)


def test_names_of_controls_are_short_enough_for_word() -> None:
    assert tag(FIRST, "choix") == "point-1-1:choix"
    assert len(tag("x" * 80, "commentaire")) <= 64


@pytest.mark.parametrize("signed", [True, False])
def test_every_file_that_comes_back_bears_its_mark(tmp_path: Path, signed: bool) -> None:
    for name in ("reponse.docx", "acte", "tableau.xlsx"):
        path = tmp_path / name
        path.write_bytes(produced(signed)[name])
        assert mark_of(path) == replies.view(signed=signed).mark


def test_an_empty_form_answers_nothing(tmp_path: Path) -> None:
    reply = read(tmp_path, REPLY)
    assert (reply.kind, reply.items, reply.respondent, reply.notices) == (FormKind.FORM, {}, Respondent(), ())


def test_a_filled_form_is_read_whatever_its_name(tmp_path: Path) -> None:
    reply = read(tmp_path, filled(), "tableau (1).xlsx")
    assert reply.items == EXPECTED
    assert reply.respondent == WHO
    assert reply.mark == replies.view().mark


def lose_tags(root: Element) -> None:
    for name in ("tag", "alias", "id"):
        for one in list(root.iter(w(name))):
            one.getparent().remove(one)


def lose_bookmarks(root: Element) -> None:
    for one in [*root.iter(w("bookmarkStart")), *root.iter(w("bookmarkEnd"))]:
        one.getparent().remove(one)


def lose_controls(root: Element) -> None:
    for one in list(root.iter(w("sdt"))):
        for child in one.find(w("sdtContent")):
            one.addprevious(child)
        one.getparent().remove(one)


@pytest.mark.parametrize("losses", [
    (lose_tags,), (lose_bookmarks,), (lose_tags, lose_bookmarks), (lose_controls, lose_bookmarks),
])  # fmt: skip
def test_answers_are_found_by_what_is_left(tmp_path: Path, losses: tuple[Callable[[Element], object], ...]) -> None:
    reply = read(tmp_path, changed(*losses))
    assert (reply.items, reply.respondent) == (EXPECTED, WHO)


@pytest.mark.parametrize("more", [(), (lose_tags,)])
def test_labels_are_not_needed(tmp_path: Path, more: tuple[Callable[[Element], object], ...]) -> None:
    def drop_label_cells_text(root: Element) -> None:
        for table in root.iter(w("tbl")):
            for one in table.iter(w("p")):
                if one.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) in ("Libelle", "DernierLibelle"):
                    for child in one.findall(w("r")):
                        one.remove(child)

    assert read(tmp_path, changed(drop_label_cells_text, *more)).items == EXPECTED


def test_text_typed_over_a_control_or_beside_it_counts(tmp_path: Path) -> None:
    def beside(root: Element) -> None:
        replies.type_over(cell(root, FIRST, "commentaire"), "Sous réserve.")
        cell(root, SECOND, "preuve").append(el("p", run("Attestation jointe.")))

    items = read(tmp_path, changed(beside)).items
    assert items[FIRST].comment == "Sous réserve."
    assert items[SECOND].proof == "Attestation jointe."


def test_rows_and_tables_deleted_are_silent(tmp_path: Path) -> None:
    def delete(root: Element) -> None:
        table = next(cell(root, THIRD, "choix").iterancestors(w("tbl")))
        table.getparent().remove(table)
        row = next(cell(root, SECOND, "valeur").iterancestors(w("tr")))
        row.getparent().remove(row)

    items = read(tmp_path, changed(delete)).items
    assert THIRD not in items
    assert items[SECOND] == EXPECTED[SECOND].model_copy(update={"value": "", "choice": None})


def test_what_a_person_sees_wins_over_a_copied_control(tmp_path: Path) -> None:
    def copy_answer(root: Element) -> None:
        source, target = cell(root, FIRST, "choix"), cell(root, "point-2-2", "choix")
        kept = target.find(w("tcPr"))
        for child in list(target):
            target.remove(child)
        target.extend([kept, *(replies.copied(one) for one in source if one.tag != w("tcPr"))])

    items = read(tmp_path, changed(copy_answer)).items
    assert items[FIRST].choice is items["point-2-2"].choice is Choice.ACCEPTED


@pytest.mark.parametrize("typed", ["accepte", " ACCEPTÉ\u00a0", "Accepté"])
def test_case_accents_and_spaces_do_not_matter(tmp_path: Path, typed: str) -> None:
    assert read(tmp_path, filled({(FIRST, "choix"): typed})).items[FIRST].choice is Choice.ACCEPTED


def test_a_choice_that_matches_nothing_is_reported_with_its_place(tmp_path: Path) -> None:
    answers = {(FIRST, "choix"): "Accepté sous réserve", (SECOND, "choix"): "OK", ("repondant", "le"): "début octobre"}
    message = refusal(tmp_path, filled(answers))
    assert "« 1.1 · Réponse » : « Accepté sous réserve » n'est pas une réponse de la liste. Réponses admises" in message
    assert "« 1.2 · Réponse » : « OK »" in message
    assert "« Répondant · Date » : « début octobre » n'est pas une date. Écrire AAAA-MM-JJ" in message


def test_two_answers_to_the_same_are_refused(tmp_path: Path) -> None:
    def twice(root: Element) -> None:
        row = next(cell(root, SECOND, "redaction").iterancestors(w("tr")))
        again = replies.copied(row)
        row.addnext(again)
        replies.type_over(again.findall(w("tc"))[1], "Autre texte.")

    assert "deux réponses différentes : « Le Prestataire remet" in refusal(tmp_path, changed(twice))


def test_a_cell_that_belongs_to_no_request_is_refused(tmp_path: Path) -> None:
    def add_row(root: Element) -> None:
        row = next(cell(root, SECOND, "redaction").iterancestors(w("tr")))
        row.addnext(el("tr", el("tc", el("p", run("Voir notre offre"))), el("tc", el("p"))))

    assert "« Voir notre offre » : cette case n'est rattachée à aucune demande" in refusal(tmp_path, changed(add_row))


def test_a_point_that_was_not_sent_is_refused_by_name(tmp_path: Path) -> None:
    message = refusal(tmp_path, filled(), count=3)
    assert "le point « 1.4 » ne figure pas parmi les demandes envoyées. Points envoyés : 1.1, 1.2, 1.3." in message


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    def track(root: Element) -> None:
        paragraph = cell(root, FIRST, "choix").find(w("p"))
        mark = {"id": 7, "author": "P. Durand", "date": "2026-10-05T10:00:00Z"}
        content = paragraph.find(f".//{w('sdtContent')}")
        old = content.find(w("r"))
        for text in old.iter(w("t")):
            text.tag = w("delText")
        content.extend([el("del", old, **mark), el("ins", run("Refusé"), **mark)])

    assert read(tmp_path, changed(track)).items[FIRST].choice is Choice.REFUSED


def test_a_form_that_went_out_before_is_read_like_the_others(tmp_path: Path) -> None:
    assert read(tmp_path, changed(replies.as_before)) == read(tmp_path, changed())


def test_the_line_that_names_the_clause_changed_in_place_makes_the_answer_one_to_read_again(tmp_path: Path) -> None:
    def correct(root: Element) -> None:
        line = next(t for t in root.iter(w("t")) if (t.text or "").startswith("Clause «"))
        line.text += " Valeur demandée : une fois par an."

    reply = read(tmp_path, changed(correct))
    assert reply.items[FIRST].choice is Choice.ACCEPTED
    assert reply.items[FIRST].beside.endswith("Valeur demandée : une fois par an.")
    assert "a été modifié sur place" in reply.notices[0].message


def test_the_figure_asked_stands_apart_from_the_clause(tmp_path: Path) -> None:
    outgoing = replies.view()
    category = outgoing.categories[0]
    request = category.requests[0].model_copy(update={"value": "2 par an"})
    valued = category.model_copy(update={"requests": (request, *category.requests[1:])})
    form = reply_form(outgoing.model_copy(update={"categories": (valued, *outgoing.categories[1:])}))
    assert any(" ".join(line.split()).endswith("Valeur demandée : 2 fois par an.") for line in paragraphs(form))
    path = tmp_path / "retour.docx"
    path.write_bytes(form)
    told = {FIRST: sent()[FIRST].model_copy(update={"value": "2 par an"})}
    assert read_reply(path, {**sent(), **told}).notices == ()


def test_the_wording_asked_corrected_in_place_is_a_wording_proposed(tmp_path: Path) -> None:
    def correct(root: Element) -> None:
        one = next(t for t in root.iter(w("t")) if "deux (2) fois par an" in (t.text or ""))
        one.text = one.text.replace("deux (2) fois", "une (1) fois")

    reply = read(tmp_path, changed(replies.as_before, correct))
    assert "une (1) fois par an" in reply.items[FIRST].wording
    assert "modifiée sur place" in reply.notices[0].message


def test_text_outside_any_answer_is_shown(tmp_path: Path) -> None:
    def type_below(root: Element) -> None:
        root.find(w("body")).insert(3, el("p", run("Nos conditions générales priment.")))

    (notice,) = read(tmp_path, changed(type_below)).notices
    assert "« Nos conditions générales priment. »" in notice.message


def test_what_word_shows_in_an_emptied_control_is_no_answer(tmp_path: Path) -> None:
    answers = {
        (FIRST, "choix"): "Choisissez un élément.",
        (FIRST, "valeur"): "Cliquez ou appuyez ici pour entrer du texte.",
    }
    assert read(tmp_path, filled(answers)).items == {}


def test_no_choice_is_guessed() -> None:
    assert [choice_of(text) for text in ("oui", "Accepté.", "Accepté avec modifications", "")] == [None] * 4
