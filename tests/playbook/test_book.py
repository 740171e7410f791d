"""The library in Word and back: nothing changes by itself, every edit is found, every damage is named."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from clausier.errors import InvalidInput, Problem, Severity
from clausier.model.library import Library
from clausier.office.pdf import USUAL_PLACES
from clausier.office.word.opening import read_document
from clausier.playbook.book import Book, Reading, read_book, word_file
from clausier.playbook.book.book import FRESH, mark_of
from clausier.playbook.book.book import POINT as CLAUSE
from clausier.playbook.book.parts import LAYOUTS
from clausier.playbook.book.roundtrip import FORMAT, at, book_of
from clausier.playbook.book.wordimport import imported
from clausier.playbook.book.wordreport import Imported
from tests.builders import library
from tests.office import word_edits as edit
from tests.office.word_files import W, members, repacked

POINT = "sauvegardes-test-restauration"
HEADING = "4.5 –"
TEXT = "Le Prestataire procède, au moins {{ frequence }}, à un test"
FAILED = "Un test qui échoue"
ITEM = "la mesure de la durée de l'opération"
PROGRAM = next((name for name in ("soffice", "libreoffice") if shutil.which(name)), None) or next(
    (str(place) for place in USUAL_PLACES if place.is_file()), None
)
DAY = date(2026, 11, 28)
Change = Callable[[Any], object]


@cache
def whole() -> bytes:
    return word_file(book_of(library()))


@cache
def backups() -> bytes:
    """The export of one category, quicker to read."""
    return word_file(book_of(library(), 4))


def done(*changes: Change, content: bytes | None = None) -> Imported:
    return imported(read_book(edit.edited(content or backups(), *changes), "clauses.docx"), library(), DAY)


def new(found: Imported, *slot: str, point: str = POINT) -> Any:
    """What the document makes of a key of a point."""
    (one,) = [one for one in found.edits if one.mark == mark_of(CLAUSE, point)]
    return at(one.after, slot)


def marks_of(reading: Reading) -> list[str]:
    """The sheets that are not there to be copied."""
    return [sheet.mark for sheet in reading.sheets if sheet.id != FRESH]


def faults(*changes: Change, content: bytes | None = None) -> list[Problem]:
    with pytest.raises(InvalidInput) as raised:
        done(*changes, content=content)
    return list(raised.value.problems)


def remarks(*changes: Change) -> list[str]:
    return [str(problem) for problem in done(*changes).warnings if problem.severity is Severity.WARNING]


# What comes back unchanged


def test_the_whole_library_comes_back_unchanged() -> None:
    reading = read_book(whole(), "clauses.docx")
    assert not reading.problems
    assert [sheet.id for sheet in reading.sheets if sheet.id != FRESH] == [
        sheet.id for sheet in book_of(library()).sheets
    ]
    found = imported(reading, library(), DAY)
    assert not found.edits
    assert not found.files
    assert not found.moved


def test_the_same_library_gives_the_same_bytes() -> None:
    assert word_file(book_of(library(), 4)) == backups()


def test_the_file_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "clauses.docx"
    path.write_bytes(backups())
    result = OpenXmlValidator().validate(str(path))
    assert result.is_valid, [str(error) for error in result.errors][:5]


def test_every_style_used_is_defined() -> None:
    parts = members(whole())
    styles = etree.fromstring(parts["word/styles.xml"])
    known = {item.get(f"{W}styleId") for item in styles.iter(f"{W}style")}
    identifiers = [item.get(f"{W}styleId") for item in styles.iter(f"{W}style")]
    assert len(known) == len(identifiers)
    tags = ("pStyle", "rStyle", "tblStyle", "basedOn")
    roots = [etree.fromstring(parts[f"word/{name}.xml"]) for name in ("document", "header1", "footer1", "numbering")]
    used = {item.get(f"{W}val") for root in (*roots, styles) for tag in tags for item in root.iter(f"{W}{tag}")}
    assert used <= known


def test_each_field_has_its_own_style_and_the_note_stands_apart() -> None:
    styles = {edit.style(one) for one in etree.fromstring(members(backups())["word/document.xml"]).iter(f"{W}p")}
    assert {"ClausierQuestion", "ClausierArgument", "ClausierTexte", "ClausierVariante", "ClausierPosition"} <= styles
    assert {"ClausierFondement", "ClausierNoteInterne", "ClausierListe"} <= styles


def test_labels_are_told_apart() -> None:
    """A table of two columns is read by its labels: none may be a heading of a grid."""
    for layout in LAYOUTS:
        assert len(layout.by_label) == len(layout.fields)
        assert layout.by_label.keys().isdisjoint(column.title for grid in layout.grids for column in grid.columns)


def test_no_property_is_longer_than_word_keeps() -> None:
    assert max(len(mark) for mark in book_of(library()).marks.values()) <= 255


# Edits


def test_an_edited_paragraph_replaces_the_text_and_nothing_else() -> None:
    found = done(partial(edit.retype, start="Un test qui échoue", text="Un test dû et **non** fait vaut manquement."))
    (one,) = found.edits
    assert one.slots == (("clause", "texte"),)
    assert new(found, "clause", "texte").endswith("\n\nUn test dû et **non** fait vaut manquement.\n")
    assert list(found.files) == [f"04-sauvegardes/{POINT}.yaml"]


def test_details_that_the_book_shows_stay_with_a_text_that_changes() -> None:
    """An overlay's text alone drops those written for the text of before: its author in Word has not removed them."""
    found = done(partial(edit.retype, start=FAILED, text="Un test qui échoue est refait."))
    assert "\n  precisions: |\n    Mené sans effet" in found.files[f"04-sauvegardes/{POINT}.yaml"]


def origin(root: Any, text: str) -> None:
    """The cell beside the threshold of the tests."""
    cell = edit.paragraph(root, "4 par an").getparent().getnext()
    edit.retype(cell, "guide", text)


def test_a_threshold_that_moves_is_asked_for_its_origin() -> None:
    moves = partial(edit.retype, start="2 par an", text="4 par an")
    (fault,) = faults(moves)
    assert "Mesure, « 4 par an »" in fault.key
    assert "se dit toujours d'origine « guide »" in fault.message
    measure = ("exigence", "mesure")
    assert new(done(moves, partial(origin, text="usage")), *measure)[0]["origine"] == "usage"
    assert new(done(moves, partial(origin, text="guide, à nouveau")), *measure)[0]["origine"] == "guide"


def test_bold_and_lists_survive() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t> très</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t> vite</w:t></w:r>"
    item = '<w:p><w:pPr><w:pStyle w:val="ClausierListe"/></w:pPr><w:r><w:t>un essai</w:t></w:r></w:p>'
    text = new(done(lambda r: edit.append(r, ITEM, bold), lambda r: edit.after(r, ITEM, item)), "clause", "precisions")
    assert "\n- la mesure de la durée de l'opération. **très vite**\n- un essai\n\n" in text


def test_words_own_list_button_makes_an_item() -> None:
    def button(root: Any) -> None:
        properties = edit.paragraph(root, "Un test qui échoue").find(f"{W}pPr")
        properties.append(edit.fragment('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')[0])

    assert "\n\n- Un test qui échoue" in new(done(button), "clause", "texte")


def test_an_item_taken_out_of_its_list_is_a_paragraph() -> None:
    def button(root: Any) -> None:
        properties = edit.paragraph(root, ITEM).find(f"{W}pPr")
        properties.append(edit.fragment('<w:numPr><w:numId w:val="0"/></w:numPr>')[0])

    assert "\n\nla mesure de la durée" in new(done(button), "clause", "precisions")


def test_typography_alone_is_no_change() -> None:
    """Word sets its own apostrophes and no-break spaces while one types."""
    start = "Une sauvegarde ne vaut que si elle se restaure"
    before = edit.text_of(edit.paragraph(etree.fromstring(members(backups())["word/document.xml"]), start))
    typed = before.replace(" :", "\u00a0:").replace("'", "’")
    assert typed != before
    assert not done(lambda r: edit.retype(r, start, typed)).edits


def test_a_value_a_title_a_basis_and_a_cleared_cell() -> None:
    def clear(root: Any) -> None:
        row = edit.row_of(root, "un test supplémentaire, compris")
        edit.remove(row)

    found = done(
        partial(edit.retype, start=HEADING, text="4.5 – Essais"),
        lambda r: edit.append(r, HEADING, f"<w:r><w:t> [{POINT}]</w:t></w:r>"),
        lambda r: edit.remove(edit.row_of(r, "anssi-42-37-r")),
        clear,
    )
    assert new(found, "clause", "titre") == "Essais"
    assert {"id": "anssi-42-37-r", "portee": "soutient"} not in new(found, "fondements")
    assert new(found, "positions", "repli") == [{"frequence": "1 par an", "intervalle": "13 mois"}]
    assert [slot[-1] for slot in found.edits[0].slots] == ["fondements", "repli", "titre"]


def test_an_emptied_field_is_deleted_by_the_overlay() -> None:
    found = done(partial(edit.retype, start="Le règlement européen demande des tests", text=""))
    assert new(found, "note_interne") is None
    assert found.files[f"04-sauvegardes/{POINT}.yaml"] == "note_interne: null\n"


def test_a_category_is_edited_too() -> None:
    found = done(partial(edit.retype, start="Sauvegardes et restauration", text="Sauvegarde"))
    assert found.files == {"04-sauvegardes/_categorie.yaml": 'numero: "4"\ntitre_article: Sauvegarde\n'}


# Tracked changes and comments


def test_tracked_changes_are_taken_as_accepted() -> None:
    def track(root: Any) -> None:
        one = edit.paragraph(root, "Un test qui échoue")
        (old,) = one.findall(f"{W}r")[:1]
        text = edit.text_of(old)
        one.remove(old)
        runs = (
            f"<w:del {edit.BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"
            f"<w:ins {edit.BY}><w:r><w:t xml:space='preserve'>Lorsqu'un test manque </w:t></w:r></w:ins>"
        )
        for rank, run in enumerate(edit.fragment(runs), start=1):
            one.insert(rank, run)

    text = new(done(track), "clause", "texte")
    assert "\n\nLorsqu'un test manque {{ delai_nouveau_test }}" in text
    assert "Un test qui échoue" not in text


def deleted_mark(root: Any, start: str) -> None:
    properties = edit.paragraph(root, start).find(f"{W}pPr")
    properties.append(edit.fragment(f"<w:rPr><w:del {edit.BY}/></w:rPr>")[0])


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    text = new(done(partial(deleted_mark, start="Le Prestataire teste la restauration")), "clause", "texte")
    assert "la fin du test.Un test qui échoue" in text


def test_a_whole_paragraph_deleted_and_another_inserted() -> None:
    def track(root: Any) -> None:
        one = edit.paragraph(root, "Un test qui échoue")
        deleted_mark(root, "Un test qui échoue")
        for run in one.findall(f"{W}r"):
            wrapper = edit.fragment(f"<w:del {edit.BY}/>")[0]
            one.replace(run, wrapper)
            wrapper.append(run)
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"
        previous = "Le Prestataire teste la restauration"
        mark = f"<w:rPr><w:ins {edit.BY}/></w:rPr>"
        run = f"<w:ins {edit.BY}><w:r><w:t>Nouveau.</w:t></w:r></w:ins>"
        edit.after(root, previous, f'<w:p><w:pPr><w:pStyle w:val="ClausierTexte"/>{mark}</w:pPr>{run}</w:p>')

    text = new(done(track), "clause", "texte")
    assert text.endswith("\n\nNouveau.\n")
    assert "Un test qui échoue" not in text


def test_a_deleted_row_and_a_moved_text() -> None:
    def track(root: Any) -> None:
        row = edit.row_of(root, "delai_rapport")
        row.insert(0, edit.fragment(f"<w:trPr><w:del {edit.BY}/></w:trPr>")[0])
        edit.append(root, "Un test qui échoue", f"<w:moveTo {edit.BY}><w:r><w:t> Venu.</w:t></w:r></w:moveTo>")
        edit.append(root, "Un test qui échoue", f"<w:moveFrom {edit.BY}><w:r><w:t> Parti.</w:t></w:r></w:moveFrom>")

    found = done(track)
    assert "delai_rapport" not in new(found, "parametres")
    assert new(found, "clause", "texte").endswith("Venu.\n")


def test_a_tracked_change_of_format_keeps_the_new_one() -> None:
    runs = f"<w:r><w:rPr><w:rPrChange {edit.BY}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t> Fin.</w:t></w:r>"
    assert new(done(lambda r: edit.append(r, "Un test qui échoue", runs)), "clause", "texte").endswith(" Fin.\n")


def test_comments_are_kept_with_their_place() -> None:
    content = edit.with_comment(backups(), "Trop long pour un éditeur.")
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    reading = read_book(edit.edited(content, lambda r: edit.append(r, "Un test qui échoue", reference)), "clauses.docx")
    (one,) = reading.comments
    assert one.author == "Me Exemple"
    assert one.text == "Trop long pour un éditeur."
    assert one.heading == f"4.5 – Tests de restauration [{POINT}]"
    assert one.paragraph.startswith("Un test qui échoue est refait")
    assert not imported(reading, library(), DAY).edits


# Damage


def drop_sheet(root: Any) -> None:
    for element in edit.sheet_elements(root, HEADING):
        edit.remove(element)


def double_sheet(root: Any) -> None:
    last = edit.sheet_elements(root, HEADING)
    for element in reversed(last):
        last[-1].addnext(etree.fromstring(etree.tostring(element)))


def lose_identifier(root: Any) -> None:
    edit.remove(edit.paragraph(root, HEADING).findall(f"{W}r")[1])


def other_identifier(root: Any) -> None:
    edit.retype(root, HEADING, "4.5 – Tests [sauvegardes-tests-restauration]")


def merge_cells(root: Any) -> None:
    cells = edit.row_of(root, "delai_rapport").findall(f"{W}tc")
    cells[0].find(f"{W}tcPr").append(edit.fragment('<w:gridSpan w:val="2"/>')[0])
    edit.remove(cells[1])


def drop_table(root: Any) -> None:
    table = edit.table_of(root, "delai_rapport")
    edit.remove(table)


def typed(start: str, text: str) -> Change:
    return lambda root: edit.retype(root, start, text)


def second(start: str, text: str) -> Change:
    """The target, where the threshold of the measure reads the same."""
    return lambda root: edit.retype(root, start, text, 1)


def restyled(start: str, identifier: str) -> Change:
    return lambda root: edit.restyle(root, start, identifier)


def added_run(markup: str) -> Change:
    return lambda root: edit.append(root, "Un test qui échoue", markup)


def added_block(markup: str) -> Change:
    return lambda root: edit.after(root, "Un test qui échoue", markup)


def numbered(root: Any) -> None:
    properties = edit.paragraph(root, "Un test qui échoue").find(f"{W}pPr")
    properties.append(edit.fragment('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')[0])


def renamed_row(name: str) -> Change:
    return lambda root: edit.retype(root, "delai_rapport", name)


def header(text: str, other: str) -> Change:
    return lambda root: edit.retype(root, text, other)


TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Prix</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
TEXT_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p><w:r>"
    "<w:t>encart</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)
DAMAGES: dict[str, tuple[Change, str, str]] = {
    "heading without its id": (lose_identifier, "4.5 – Tests de restauration", "ce titre a perdu son identifiant."),
    "unknown id": (other_identifier, "sauvegardes-tests-restauration", f"Vouliez-vous dire « {POINT} »"),
    "clause deleted": (drop_sheet, "", f"la clause « {POINT} » n'est plus dans le document."),
    "clause duplicated": (double_sheet, HEADING, "ce titre figure 2 fois, avec le même identifiant."),
    "unknown style": (
        restyled("Un test qui échoue", "Normal"),
        "Un test qui échoue",
        "le style « normal » n'est pas celui",
    ),
    "note in a clause": (
        restyled("Un test qui échoue", "ClausierNoteInterne"),
        "Un test qui échoue",
        "« Clausier – texte »",
    ),
    "unknown label": (typed("Question", "Questions"), "4.1 –", "Vouliez-vous dire « Question »"),
    "unknown heading of a grid": (header("Livrable", "Document"), "Document", "ce tableau ne peut pas être importé"),
    "table deleted": (drop_table, HEADING, "« Paramètres » a disparu."),
    "row deleted": (lambda r: edit.remove(edit.row_of(r, "Argument légal")), "4.1 –", "« Argument légal » a disparu."),
    "cells merged": (merge_cells, "delai_rapport", "les cellules de cette ligne ne suivent pas l'en-tête."),
    "unreadable figure": (second("2 par an", "souvent"), "frequence : souvent", "ne se lit pas comme une fréquence"),
    "unreadable condition": (typed("services : sauvegarde", "toujours"), "« toujours »", "n'est pas une condition."),
    "unreadable bound": (typed("au moins", "environ"), "Mesure, « environ »", "la borne est illisible."),
    "unreadable name": (renamed_row("Délai du rapport"), "Délai du rapport", "le nom de cette ligne est illisible."),
    "name twice": (renamed_row("delai_premier_test"), "Paramètres", "ce nom figure sur deux lignes."),
    "columns of positions": (header("Plancher", "Minimum"), "Minimum", "les colonnes des positions"),
    "condition of a variant": (header("Si type :", "Éditeurs"), "« Éditeurs »", "à quelle condition elle s'emploie."),
    "reminder edited": (typed("ANSSI, guide d'hygiène", "ANSSI, mon avis"), "Fondements", "ce rappel n'est pas"),
    "part title edited": (typed("Argument de la lettre", "Arguments"), "4.1 –", "ce texte d'accompagnement a été"),
    "first page edited": (typed("Noms entre accolades", "À voir"), "« À voir", "ce texte d'accompagnement a été"),
    "two paragraphs": (
        lambda r: edit.after(
            r,
            "Le contrat prévoit-il un test",
            '<w:p><w:pPr><w:pStyle w:val="ClausierQuestion"/></w:pPr><w:r><w:t>Oui ?</w:t></w:r></w:p>',
        ),
        "Question, « Oui ? »",
        "un seul paragraphe est admis ici.",
    ),
    "text outside tables": (
        lambda r: edit.after(r, "Argument de la lettre", "<w:p><w:r><w:t>Volant</w:t></w:r></w:p>"),
        "« Volant »",
        "n'est celui d'aucun champ.",
    ),
    "a table": (added_block(TABLE), "« Prix »", "un tableau ne peut pas être importé ici."),
    "a table between fields": (
        lambda r: edit.after(r, "Argument de la lettre", TABLE),
        "« Prix »",
        "ce tableau ne peut pas être importé.",
    ),
    "an image": (
        added_run("<w:r><w:drawing><a:blip/></w:drawing></w:r>"),
        "Un test qui échoue",
        "une image ne peut pas être importé",
    ),
    "a text box": (added_run(TEXT_BOX), FAILED, "une zone de texte ne peut pas"),
    "a footnote": (
        added_run('<w:r><w:footnoteReference w:id="2"/></w:r>'),
        "Un test qui échoue",
        "une note de bas de page",
    ),
    "an equation": (added_run("<m:oMath/>"), FAILED, "une équation"),
    "an object": (added_run("<w:r><w:object/></w:r>"), FAILED, "un objet incorporé"),
    "a line break": (
        added_run("<w:r><w:br/><w:t>b</w:t></w:r>"),
        FAILED,
        "Le remplacer par une fin de paragraphe (Entrée)",
    ),
    "something new": (added_run("<w:r><w:hologram/></w:r>"), FAILED, "ne connaît pas (hologram)"),
    "struck text": (
        added_run("<w:r><w:rPr><w:strike/></w:rPr><w:t>b</w:t></w:r>"),
        "Un test qui échoue",
        "un texte barré ne peut pas",
    ),
    "hidden text": (
        added_run("<w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r>"),
        "Un test qui échoue",
        "un texte masqué ne peut pas",
    ),
    "nested list": (numbered, "Un test qui échoue", "une liste à plusieurs niveaux"),
}


@pytest.mark.parametrize(("change", "place", "message"), DAMAGES.values(), ids=DAMAGES)
def test_a_damage_says_where_it_is(change: Change, place: str, message: str) -> None:
    problems = faults(change)
    assert any(place in problem.key and message in f"{problem.message} {problem.hint}" for problem in problems), [
        str(problem) for problem in problems
    ]
    assert all(problem.file == "clauses.docx" for problem in problems)


def test_an_image_in_a_part_is_named_with_its_heading() -> None:
    (problem,) = faults(added_run("<w:r><w:drawing><a:blip/></w:drawing></w:r>"))
    assert problem.key.startswith(
        f"« 4.5 – Tests de restauration [{POINT}] », Rédactions, Texte de base, « Un test qui échoue"
    )


def test_all_damages_come_at_once() -> None:
    assert len(faults(drop_table, second("2 par an", "souvent"), typed("services : sauvegarde", "toujours"))) == 3


def test_words_own_numbers_make_a_numbered_list() -> None:
    def decimal(parts: dict[str, bytes]) -> dict[str, bytes]:
        name = "word/numbering.xml"
        return {**parts, name: parts[name].replace(b'numFmt w:val="bullet"', b'numFmt w:val="lowerRoman"')}

    def button(root: Any) -> None:
        properties = edit.paragraph(root, "Un test qui échoue").find(f"{W}pPr")
        properties.append(edit.fragment('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')[0])

    found = done(button, content=repacked(backups(), decimal))
    assert "\n\n1. Un test qui échoue" in new(found, "clause", "texte")


def test_numbered_lists_and_italics_survive_and_each_list_begins_at_one() -> None:
    item = '<w:p><w:pPr><w:pStyle w:val="ClausierListeNumerotee"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    soft = "<w:r><w:rPr><w:i/></w:rPr><w:t xml:space='preserve'> mutatis mutandis</w:t></w:r>"
    two = item.format("un essai") + item.format("un rapport")
    found = done(added_run(soft), lambda r: edit.after(r, "Un test qui échoue", two))
    text = new(found, "clause", "texte")
    assert text.endswith(" *mutatis mutandis*\n\n1. un essai\n2. un rapport\n")
    again = library_with(text)
    content = word_file(book_of(again, 4))
    assert not imported(read_book(content, "clauses.docx"), again, DAY).edits
    body = etree.fromstring(members(content)["word/document.xml"])
    numbers = {
        edit.paragraph(body, start).find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for start in ("un essai", "un rapport")
    }
    assert len(numbers) == 1
    assert f'w:numId="{numbers.pop()}"'.encode() in members(content)["word/numbering.xml"]


def library_with(text: str) -> Library:
    """The library with another text of the clause."""
    one = library().by_id[POINT]
    fresh = one.model_copy(update={"clause": one.clause.model_copy(update={"text": text})})
    return library().model_copy(
        update={"requirements": tuple(fresh if item.id == POINT else item for item in library().requirements)}
    )


def test_formatting_that_is_not_kept_is_said() -> None:
    both = "<w:r><w:rPr><w:b/><w:i/><w:highlight w:val='yellow'/></w:rPr><w:t> vite</w:t></w:r>"
    (told,) = remarks(added_run(both))
    assert "mise en forme non reprise : italique dans du gras, surligné." in told
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t> gras</w:t></w:r>"
    (told,) = remarks(lambda r: edit.append(r, "Le contrat prévoit-il un test", bold))
    assert "mise en forme non reprise : gras." in told


def test_clauses_in_another_order_are_said() -> None:
    def move(root: Any) -> None:
        first = edit.paragraph(root, "4.1 –")
        for element in edit.sheet_elements(root, HEADING):
            first.addprevious(element)

    (told,) = remarks(move)
    assert "l'ordre des clauses a changé" in told


# Foreign files


def macro(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, "word/vbaProject.bin": b"x"}


def macro_type(parts: dict[str, bytes]) -> dict[str, bytes]:
    name = "[Content_Types].xml"
    old, changed = b"wordprocessingml.document.main", b"x.macroEnabled.main"
    return {**parts, name: parts[name].replace(old, changed)}


def doctype(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, "word/comments.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}


def wide_doctype(parts: dict[str, bytes]) -> dict[str, bytes]:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    return {**parts, "word/comments.xml": text.encode("utf-16")}


def linked(kind: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId9" Type="{base}/{kind}" Target="http://exemple.test/x" TargetMode="External"/>'
    name = "word/_rels/document.xml.rels"

    def add(parts: dict[str, bytes]) -> dict[str, bytes]:
        return {**parts, name: parts[name].replace(b"</Relationships>", f"{link}</Relationships>".encode())}

    return add


def bomb(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, "word/media/image1.png": b"\0" * (30 << 20)}


def huge(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, "word/media/image1.png": b"\0" * (101 << 20)}


def huge_xml(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, "word/comments.xml": b"<x>" + b"<y/>" * (5 << 20) + b"</x>"}


def other(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {name: part for name, part in parts.items() if name != "[Content_Types].xml"}


def torn(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, "word/document.xml": parts["word/document.xml"][:-50]}


def bare(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, "docProps/custom.xml": b"<x/>"}


def newer(parts: dict[str, bytes]) -> dict[str, bytes]:
    name = "docProps/custom.xml"
    old = f'name="clausier-format"><vt:lpwstr>{FORMAT}<'
    assert old.encode() in parts[name]
    return {**parts, name: parts[name].replace(old.encode(), old.replace(f"{FORMAT}<", "99<").encode())}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (macro, "le fichier contient des macros"),
        (macro_type, "le fichier contient des macros"),
        (doctype, "le fichier contient une déclaration DOCTYPE"),
        (wide_doctype, "le fichier contient une déclaration DOCTYPE"),
        (linked("attachedTemplate"), "le fichier dépend d'un fichier extérieur"),
        (linked("image"), "le fichier dépend d'un fichier extérieur"),
        (bomb, "le fichier est comprimé d'une façon anormale"),
        (huge, "le fichier est trop volumineux une fois ouvert"),
        (huge_xml, "le fichier est trop volumineux une fois ouvert"),
        (other, "ce n'est pas un document Word"),
        (torn, "le fichier est abîmé"),
        (bare, "ce document n'est pas un export de clausier, ou il a perdu ses propriétés"),
        (newer, "cet export vient d'une autre version de clausier"),
    ],
)
def test_a_foreign_file_is_refused(change: Callable[[dict[str, bytes]], dict[str, bytes]], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        imported(read_book(repacked(backups(), change), "clauses.docx"), library(), DAY)


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"\xd0\xcf\x11\xe0ancien"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="ce n'est pas un document Word"):
        read_book(content, "clauses.docx")


def test_two_members_of_one_name_are_refused() -> None:
    target = io.BytesIO(backups())
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", b"<x/>")
    with pytest.raises(InvalidInput, match="n'est pas fait comme un document Word"):
        read_book(target.getvalue(), "clauses.docx")


def test_a_large_or_missing_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "gros.docx"
    with path.open("wb") as file:
        file.truncate(61 << 20)
    with pytest.raises(InvalidInput, match="dépasse 60 Mo"):
        read_document(path)
    with pytest.raises(InvalidInput, match="le fichier n'existe pas"):
        read_document(tmp_path / "absent.docx")


def test_a_plain_link_is_only_said() -> None:
    content = repacked(backups(), linked("hyperlink"))
    link = "<w:hyperlink><w:r><w:t> ici</w:t></w:r></w:hyperlink>"
    found = done(added_run(link), content=content)
    assert new(found, "clause", "texte").endswith(" ici\n")
    assert any("mise en forme non reprise : lien." in str(problem) for problem in found.warnings)


# LibreOffice


def resaved(content: bytes, folder: Path, *formats: str) -> bytes:
    """The file opened and saved by LibreOffice, in each format in turn."""
    assert PROGRAM is not None
    path = folder / "clauses.docx"
    path.write_bytes(content)
    for rank, kind in enumerate(formats):
        target = folder / str(rank)
        profile = (folder / "profil").as_uri()
        command = [PROGRAM, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", str(target), str(path)], check=True, capture_output=True, timeout=180)
        path = target / f"clauses.{kind}"
    return path.read_bytes()


needs_office = pytest.mark.skipif(
    PROGRAM is None and "CI" not in os.environ,
    reason="LibreOffice (soffice) is not installed: apt-get install libreoffice-writer-nogui",
)


@needs_office
@pytest.mark.libreoffice
@pytest.mark.parametrize("formats", [("docx",), ("odt", "docx")], ids="-".join)
def test_the_library_comes_back_unchanged_from_libreoffice(formats: tuple[str, ...], tmp_path: Path) -> None:
    """Whole from a .docx; through an .odt, which takes three times as long, nine sheets of each part."""
    assert PROGRAM, "LibreOffice is needed in CI"
    book = book_of(library()) if len(formats) == 1 else nine_of_each_part()
    reading = read_book(resaved(word_file(book), tmp_path, *formats), "clauses.docx")
    assert not reading.problems
    found = imported(reading, library(), DAY)
    assert not found.edits
    assert not found.moved
    assert marks_of(reading) == [sheet.mark for sheet in book.sheets]


def nine_of_each_part() -> Book:
    book = book_of(library())
    parts = dict.fromkeys(sheet.part for sheet in book.sheets)
    few = [sheet for part in parts for sheet in [one for one in book.sheets if one.part == part][:9]]
    gone = {sheet.mark for sheet in book.sheets} - {sheet.mark for sheet in few}
    marks = {name: mark for name, mark in book.marks.items() if name not in gone}
    return Book(book.library, book.version, tuple(few), marks, book.models)


@needs_office
@pytest.mark.libreoffice
@pytest.mark.parametrize("formats", [("docx",), ("odt", "docx")], ids="-".join)
def test_edits_comments_and_bold_survive_libreoffice(formats: tuple[str, ...], tmp_path: Path) -> None:
    assert PROGRAM, "LibreOffice is needed in CI"
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'> Toujours.</w:t></w:r>"
    tracked = f"<w:ins {edit.BY}><w:r><w:t xml:space='preserve'> Suivi.</w:t></w:r></w:ins>"
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    changes = [added_run(bold), added_run(tracked), added_run(reference), second("2 par an", "4 par an")]
    before = edit.edited(edit.with_comment(backups(), "À revoir."), *changes)
    reading = read_book(resaved(before, tmp_path, *formats), "clauses.docx")
    found = imported(reading, library(), DAY)
    assert new(found, "clause", "texte").endswith(" **Toujours.** Suivi.\n")
    assert [comment.text for comment in reading.comments] == ["À revoir."]
    assert len(found.edits) == 1
