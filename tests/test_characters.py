"""One rule for characters, held at every door: what enters is told with its place, or is read back to the letter."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from clausier.batch.sources import records
from clausier.characters import ESCAPED, REFUSED, fault, legible, refused
from clausier.cli import run
from clausier.dossier.read import case_of
from clausier.dossier.write import dossier_text, record_text
from clausier.errors import InvalidInput, Problem, Unsound
from clausier.files.strictyaml import read_bytes
from clausier.files.yamltext import document, entries, record
from clausier.forms.answers import answers_of
from clausier.forms.exact import read as read_exact
from clausier.forms.files import Given, Record, Returned
from clausier.forms.files.form import ANSWER
from clausier.forms.headings import CODE_LENGTH
from clausier.forms.marks import MARK_FOR, code_of
from clausier.forms.scope import Audience
from clausier.model.casefile import CaseFile
from clausier.model.inbox import Arrival, Inbox, Outcome
from clausier.model.negotiation import FormKind, ReadReply
from clausier.model.register import Decision, Event, Stand
from clausier.negotiation.inbox import box_of, list_file, read_list
from clausier.negotiation.register import NAME, register_of, with_events
from clausier.negotiation.reply.incoming import printable
from clausier.negotiation.reply.read import read_reply
from clausier.office.mark import read_keywords
from tests.builders import BASE, library
from tests.forms import edits
from tests.forms import files as forms
from tests.negotiation import replies

ENDS = sorted({chr(code) for kind in REFUSED for ends in kind.ranges for code in ends})
CONTROLS = sorted({chr(code) for first, last in REFUSED[0].ranges for code in range(first, last + 1)})
KEPT = (*ESCAPED, "\n", "\x85", "\xa0", "\u200b", "\u202e", "\ue000", "\ufffd", "😀", "\U0010fffd")
EVERY = sorted({*ENDS, *CONTROLS, "\ud834", "\ufdd7", *KEPT})
IN_XML = ("\x7f", "\x80", "\x92", "\x9b", "\x9f", "\ufdd0", "\ufdef", "\U0001fffe", "\U0010ffff")
"""What a part of a Word or Excel file may hold and a text may not."""
DAY = date(2026, 11, 23)
named = pytest.mark.parametrize("sign", EVERY, ids=lambda sign: f"{ord(sign):04X}")
in_xml = pytest.mark.parametrize("sign", IN_XML, ids=lambda sign: f"{ord(sign):04X}")


def around(sign: str) -> tuple[str, ...]:
    """Where in a text a sign may stand."""
    return f"a{sign}b", f"{sign}b", f"a{sign}", f"a\nb{sign}c : # d"


def test_the_rule_says_which_characters_of_all() -> None:
    found = {code for code in range(sys.maxunicode + 1) if refused(chr(code))}
    controls = {*range(32), *range(0x7F, 0xA0)} - {9, 10, 13, 0x85}
    apart = {code for code in range(sys.maxunicode + 1) if code & 0xFFFE == 0xFFFE} | {*range(0xFDD0, 0xFDF0)}
    assert found == controls | apart | {*range(0xD800, 0xE000)}


def test_a_fault_names_the_kind_and_the_code() -> None:
    told = {sign: (fault(sign) or ("",))[0] for sign in "\x9b\ud800\ufffe"}
    assert told["\x9b"] == "caractère de contrôle interdit (U+009B)."
    assert told["\ud800"] == "moitié de caractère interdite (texte qui n'est pas en UTF-8) (U+D800)."
    assert told["\ufffe"] == "code sans caractère interdit (U+FFFE)."
    assert fault("« usuel »\n\t😀") is None


@named
def test_a_text_is_legible_once_the_refused_are_replaced(sign: str) -> None:
    assert legible(f"a{sign}b") == ("a\ufffdb" if refused(sign) else f"a{sign}b")


@named
def test_what_is_kept_comes_back_from_each_writer_of_yaml(sign: str) -> None:
    for text in around(sign):
        tree = {"cle": text, "liste": [text], "dans": {"autre": text}}
        for write in (document, record, lambda tree: f"liste:\n{entries([tree])}"):
            if refused(sign):
                with pytest.raises(Unsound, match="faute de clausier"):
                    write(tree)
            else:
                data = read_bytes(write(tree).encode(), "x").data
                assert data == tree or data["liste"] == [tree]


def read_dossier(content: bytes) -> tuple[CaseFile | None, tuple[Problem, ...]]:
    try:
        return case_of(read_bytes(content, "d.yaml"), library()), ()
    except InvalidInput as error:
        return None, error.problems


@named
def test_a_dossier_refuses_it_with_its_place_or_gives_it_back(sign: str) -> None:
    for text in around(sign):
        whole = json.dumps({**BASE, "cabinet": {"nom": "NOM"}})
        raw = whole.replace("NOM", text.replace("\n", "\\n")).encode("utf-8", "surrogatepass")
        escaped = whole.replace("NOM", "".join(f"\\U{ord(one):08X}" for one in text)).encode()
        for content in (escaped, raw):
            found, problems = read_dossier(content)
            assert (found is None) is bool(refused(sign)) or content is raw
            assert {(problem.file, problem.line) for problem in problems} <= {("d.yaml", 1)}
            if found:
                for again in (dossier_text(found, library()), record_text(found)):
                    assert read_dossier(again.encode()) == (found, ())


@named
def test_a_line_of_json_refuses_it_or_gives_it_back(sign: str, tmp_path: Path) -> None:
    source = tmp_path / "lot.jsonl"
    for text in around(sign):
        tree = {**BASE, "dossier": {"id": "a"}, "cabinet": {"nom": text}}
        source.write_text(f"{json.dumps(tree)}\n{json.dumps({**BASE, f'cl{sign}e': 'x'})}\n")
        first, second = records(source, library())
        assert (first.case is None) is bool(refused(sign))
        assert first.case is None or first.case.practice.name == text
        if refused(sign):
            assert all(f"U+{ord(sign):04X}" in str(one.problems[0]) for one in (first, second))


@named
def test_a_table_refuses_it_or_gives_it_back(sign: str, tmp_path: Path) -> None:
    source = tmp_path / "lot.csv"
    if sign in "\x00\r\n" or "\ud800" <= sign <= "\udfff":
        return  # what makes of the file another one: no CSV, two rows, another encoding
    row = ["a", f"Cabinet{sign}Exemple", "Prestataire", "Contrat", "signe"]
    keys = "dossier.id;cabinet.nom;prestataire.nom;contrat.titre;contrat.etat"
    source.write_bytes(f"{keys}\n{';'.join(row)}\n".encode("utf-8", "surrogatepass"))
    (found,) = records(source, library())
    assert (found.case is None) is bool(refused(sign)), found.problems
    assert found.case is None or case_of(read_bytes(record_text(found.case).encode(), "x"), library()) == found.case


@in_xml
def test_a_workbook_of_dossiers_refuses_it(sign: str, tmp_path: Path) -> None:
    source = tmp_path / "lot.xlsx"
    sheet = openpyxl.Workbook()
    sheet.active.append(["dossier.id", "cabinet.nom", "prestataire.nom", "contrat.titre", "contrat.etat"])
    sheet.active.append(["a", f"Cabinet{sign}", "Prestataire", "Contrat", "signe"])
    sheet.save(source)
    (found,) = records(source, library())
    assert f"Sheet, cellule B2, cabinet.nom : {(fault(sign) or ('',))[0]}" in str(found.problems[0])


@named
def test_the_register_gives_back_what_a_command_may_be_told(sign: str) -> None:
    for text in around(sign):
        event = Event(decision=Decision(point="p", day=DAY, stand=Stand.KEEP, reason=text))
        if not refused(sign):
            register = register_of(with_events("", "essai", event).encode(), NAME, "essai")
            assert register.events[0].decision == event.decision


@named
def test_a_text_that_is_typed_is_refused_by_every_command(sign: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("decider", "absent.yaml", "1.1", "--repli", "--motif", f"a{sign}b")
    code = run(words)
    assert code == (2 if refused(sign) else 3)
    said = capsys.readouterr().err
    if sign == "\0":
        assert "un argument contient un caractère nul (U+0000)." in said, "refused before it is known whose it is"
    else:
        assert ("--motif : " in said) is bool(refused(sign))


def test_a_text_that_is_not_utf_8_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    typed, more = os.fsdecode(b"Andr\xe9"), ("--source", "courriel")
    assert run(["reponse", "noter", "d.yaml", "1", "--accepte", "--par", typed, "--le", "2026-01-01", *more]) == 2
    assert "--par : moitié de caractère interdite (texte qui n'est pas en UTF-8) (U+DCE9)." in capsys.readouterr().err


@in_xml
@pytest.mark.parametrize("kind", forms.FORMATS)
def test_a_questionnaire_refuses_it_with_its_place(sign: str, kind: str, tmp_path: Path) -> None:
    path = forms.practice(tmp_path, None, kind)
    if kind == "xlsx":
        edits.typed(path, "Contrat", "cabinet.nom", r=f"Cabinet{sign}")
    else:
        edits.filled(path, **{f"c__{code_of('cabinet.nom', CODE_LENGTH)}__r": f"Cabinet{sign}"})
    told = forms.refusal(path)
    assert (fault(sign) or ("",))[0] in told


@named
def test_a_form_gives_no_way_round_the_rule(sign: str) -> None:
    """What a form spells in words, and what it holds as JSON, are held to it too."""
    spelled = f"⟨{ord(sign):04X}⟩"
    assert read_exact(spelled) == (spelled if refused(sign) else sign)


@named
def test_what_a_form_holds_as_json_is_held_to_the_rule(sign: str) -> None:
    fragment = json.dumps({"annexe": {"mesures": ["ok", {"texte": f"a{sign}b"}]}})
    rest = Record("x", "annexe", "", "", "q.xlsx, ligne 3", {ANSWER: Given(fragment, "q.xlsx, cellule B3")})
    marks = {MARK_FOR: Audience.PRACTICE.value}
    found = answers_of(Returned("q.xlsx", marks, (rest,), (), (), ""), library())
    told = [f"{one.file} : {one.message}" for one in found.problems]
    wrong = fault(sign)
    assert told == ([f"q.xlsx, cellule B3 : {wrong[0]}"] if wrong else [])


def reply_of(kind: FormKind, sign: str, folder: Path) -> ReadReply:
    """A reply in which one answer, or one clause, holds the sign."""
    path = folder / "retour"
    text = f"Sous{sign}trente jours"
    if kind is FormKind.FORM:
        content = replies.filled({**replies.ANSWERS, (replies.SECOND, "redaction"): text})
    elif kind is FormKind.TRACKER:

        def change(book: openpyxl.Workbook) -> None:
            replies.fill_tracker(book)
            row, column = replies.tracker_row(book, replies.SECOND), replies.tracker_column(book, "redaction")
            book["Demandes"].cell(row, column).value = text

        content = replies.workbook(change)
    else:
        title = next(iter(replies.sent().values())).text.split("\n")[0][:20]
        content = replies.edited(
            replies.produced()["acte"], lambda root: replies.tracked_insertion(replies.paragraph(root, title), sign)
        )
    path.write_bytes(content)
    return read_reply(path, replies.sent())


@in_xml
@pytest.mark.parametrize("kind", FormKind, ids=lambda kind: kind.name)
def test_a_reply_refuses_it_with_its_place(sign: str, kind: FormKind, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        reply_of(kind, sign, tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.message) == ("retour", (fault(sign) or ("",))[0])
    assert problem.key


@in_xml
def test_a_comment_beside_an_answer_refuses_it(sign: str, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        replies.fill_tracker(book)
        row, column = replies.tracker_row(book, replies.FIRST), replies.tracker_column(book, "choix")
        book["Demandes"].cell(row, column).comment = openpyxl.comments.Comment(f"sauf{sign}si", f"P{sign}")

    path = tmp_path / "retour"
    path.write_bytes(replies.workbook(change))
    with pytest.raises(InvalidInput) as caught:
        read_reply(path, replies.sent())
    assert [problem.message for problem in caught.value.problems] == [(fault(sign) or ("",))[0]]


@named
def test_a_mark_that_holds_it_is_none_of_ours(sign: str) -> None:
    spelled = "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))
    found = read_keywords(f"clausier;dossier=a{spelled};tour=1;empreinte=0123456789abcdef")
    assert found is None or not refused(found.case)


@named
def test_the_list_of_what_came_back_is_read_whatever_the_names(sign: str, tmp_path: Path) -> None:
    name = printable(f"a{sign}b.docx")
    may_name = sign != "\0" and not "\ud800" <= sign <= "\udc7f" and not "\udd00" <= sign <= "\udfff"
    box = box_of(tmp_path / (f"bo{sign}ite" if may_name else "boite"), tmp_path)
    reason = legible(f"« {sign} » n'est pas admis.")
    one = Arrival(inbox=box, file=name, piece=name, day=DAY, outcome=Outcome.REFUSED, reason=reason, remedy=reason)
    path = tmp_path / "courrier.yaml"
    path.write_bytes(list_file(Inbox(arrivals=(one,))))
    assert read_list(path).arrivals == (one,)


def test_a_dossier_whose_file_is_not_named_in_utf_8_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "cabinets"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.yaml")).write_text("{", encoding="utf-8")
    (found,) = records(folder, library())
    assert found.position == "caf\ufffd.yaml"
    found.position.encode()
