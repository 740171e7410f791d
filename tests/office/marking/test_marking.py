"""A foreign contract marked up: rejected, nothing is left; accepted, each text is at its place."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.errors import InvalidInput
from clausier.model.negotiation import Mark
from clausier.office.mark import is_theirs, mark_of
from clausier.office.marking import Contract
from clausier.office.marking.edits import Edit, Line, Where
from clausier.office.marking.original import read_original
from tests.office.contract.packages import p, r
from tests.office.marking.changes import AUTHOR, accept, left, texts
from tests.office.marking.contracts import DAY, INS, MARK, PIECES, body, box, contract, edit, field, marked, tbl, word
from tests.office.word_files import members, repacked

KINDS = st.lists(st.sampled_from(sorted(PIECES)), min_size=1, max_size=7)
SENTENCES = ("7.2 Le test a lieu chaque année.", "Il est payant (120 € HT).", "Le client paie « sous 30 jours ».")


@settings(max_examples=70, deadline=None)
@given(KINDS, st.sampled_from(sorted({*PIECES} - {"columns"})), st.booleans(), st.data())
def test_rejected_it_is_the_original_and_accepted_each_text_is_there(
    kinds: list[str], last: str, comments: bool, data: st.DataObject
) -> None:
    content = contract("paragraph", *kinds, last=last, comments=comments)
    count = sum(1 for _ in body(content).iter("{*}p"))
    ranks = data.draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=4))
    edits = [edit(rank, f"demande {number} a\ndemande {number} b") for number, rank in enumerate(ranks)]
    ends = [Edit((Line((("demande fin", True),), title=True),), (), where) for where in (Where.START, Where.END)]
    found = marked(content, ends[0], *edits, ends[1])
    assert left(found) == left(content)
    before, after = texts(body(content)), texts(accept(body(found)))
    wanted = [line for number, _ in enumerate(ranks) for line in (f"demande {number} a", f"demande {number} b")]
    assert sorted(text for text in after if text.startswith("demande")) == sorted(
        [*wanted, "demande fin", "demande fin"]
    )
    assert [text for text in after if not text.startswith("demande")] == before
    assert (after[0], after[-1]) == ("demande fin", "demande fin")


PLACES = {
    "paragraph": ("Alinéa 1. Il tient en deux phrases 1.", False),
    "heading": ("Article 1 Titre", False),
    "table": ("Deux", True),
    "laid out": ("Colonne 1.", False),
    "open field": ("Fin", False),
    "box": ("À côté 1.", False),
    "columns": ("Fin de section 1.", False),
    "locked": ("Verrouillé 1.", False),
    "moved": ("Déplacé 1.", False),
}
"""After which text what is asked of a passage of each kind stands; is the passage a row?"""


@pytest.mark.parametrize("kind", PLACES)
def test_a_text_stands_after_its_passage(kind: str) -> None:
    content = contract("paragraph", kind, "bare")
    after, in_row = PLACES[kind]
    rank = 1 if kind != "box" else 2
    found = marked(content, edit(rank, "demande", in_row=in_row))
    shown = [*filter(None, (text.replace("Encadré 1.", "") for text in texts(accept(body(found)))))]
    assert shown[shown.index("demande") - (2 if kind == "moved" else 1)] == after
    assert left(found) == left(content)


def test_it_stays_in_the_section_of_its_passage() -> None:
    found = accept(body(marked(contract("columns"), edit(0, "demande"))))
    ends = [one for one in found.iter("{*}p") if one.find(".//{*}sectPr") is not None]
    assert ["".join(one.itertext()) for one in ends] == ["demande"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, len(" ".join(SENTENCES)) - 1), max_size=6, unique=True),
    st.integers(0, 2),
    st.sampled_from(["", "<w:b/>", '<w:sz w:val="18"/>']),
    st.booleans(),
)
def test_a_sentence_is_struck_alone_wherever_its_runs_are_cut(
    cuts: list[int], which: int, looks: str, bookmarked: bool
) -> None:
    whole = " ".join(SENTENCES)
    edges = [0, *sorted(cuts), len(whole)]
    pieces = [whole[start:end] for start, end in pairwise(edges)]
    between = '<w:bookmarkStart w:id="9" w:name="s"/><w:bookmarkEnd w:id="9"/>' if bookmarked else ""
    content = word(
        p("Avant.")
        + f"<w:p>{between.join(r(piece, looks if n % 2 else '') for n, piece in enumerate(pieces))}</w:p>"
        + p("Après.")
    )
    sentence = SENTENCES[which].removeprefix("7.2 ")
    assert Contract.of(content, "c.docx").can_strike(1, sentence)
    found = marked(content, edit(1, "demande a\ndemande b", instead=sentence))
    assert left(found, runs_joined=True) == left(content, runs_joined=True)
    rest = " ".join(whole.replace(sentence, "").split())
    assert texts(accept(body(found))) == ["Avant.", rest, "demande a", "demande b", "Après."]


def test_a_sentence_that_is_all_that_a_paragraph_says_gives_its_line_to_what_replaces_it() -> None:
    content = word(p("12.1 Sous-traitance libre.") + p("Après."))
    found = marked(content, edit(0, "demande a\ndemande b", instead="Sous-traitance libre."))
    assert texts(accept(body(found))) == ["12.1 demande a", "demande b", "Après."]
    first = next(body(found).iter("{*}p"))
    marks = [one.tag.rpartition("}")[2] for one in first.iter("{*}ins", "{*}del")]
    assert marks == ["ins", "del"], "LibreOffice takes the end of a paragraph for inserted with what ends it"
    assert left(found, runs_joined=True) == left(content, runs_joined=True)


@pytest.mark.parametrize(
    "paragraph",
    [
        f"<w:p>{r('Le prix est ')}{field('libre')}{r('.')}</w:p>",
        f'<w:p>{r("Le prix est ")}<w:hyperlink w:anchor="a">{r("libre")}</w:hyperlink>{r(".")}</w:p>',
        f"<w:p>{r('Le prix est ')}{INS}{r('libre')}</w:ins>{r('.')}</w:p>",
        f'<w:p>{r("Le prix est")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(" libre.")}</w:p>',
        f"<w:p>{r('Le prix est ')}{box('x')}{r('libre.')}</w:p>",
        f"<w:p>{r('Le prix est libre. Le prix est libre.')}</w:p>",
        f"<w:p>{r('Le prix est fixe.')}</w:p>",
    ],
    ids=["field", "link", "inserted", "note", "box", "twice", "absent"],
)
def test_a_sentence_that_is_not_plain_text_is_left_alone(paragraph: str) -> None:
    content = word(paragraph + p("Après."))
    assert not Contract.of(content, "c.docx").can_strike(0, "Le prix est libre.")
    found = marked(content, edit(0, "demande", instead="Le prix est libre."))
    assert left(found) == left(content)
    assert "delText" not in members(found)["word/document.xml"].decode()


@pytest.mark.parametrize("kind", ["box", "open field", "locked"])
def test_a_sentence_that_a_box_a_control_or_a_field_from_above_holds_stays(kind: str) -> None:
    said = {"box": "Encadré 1.", "open field": "Milieu", "locked": "Verrouillé 1."}[kind]
    content = contract("paragraph", kind)
    rank = next(n for n, one in enumerate(body(content).iter("{*}p")) if "".join(one.itertext()) == said)
    assert not Contract.of(content, "c.docx").can_strike(rank, said)
    found = marked(content, edit(rank, "demande a\ndemande b", instead=said))
    assert left(found) == left(content)
    assert "delText" not in members(found)["word/document.xml"].decode()


def test_no_text_is_cut_by_another_that_comes_to_the_same_place() -> None:
    content = contract("moved")
    edits = [edit(0, "un a\nun b"), edit(1, "deux a\ndeux b", instead="Alinéa 1. Il tient en deux phrases 1.")]
    found = marked(content, *edits)
    assert texts(accept(body(found)))[1:] == ["deux a", "deux b", "un a", "un b"]
    assert left(found) == left(content)


def test_what_is_inserted_looks_like_the_text_around_it_and_is_never_numbered() -> None:
    found = accept(
        body(marked(contract("paragraph", "numbered", "heading", last="numbered"), edit(1, "un"), edit(2, "deux")))
    )
    new = [one for one in found.iter("{*}p") if "".join(one.itertext()) in ("un", "deux")]
    assert len(new) == 2
    for one in new:
        assert not [*one.iter("{*}numPr"), *one.iter("{*}outlineLvl")]
        assert [jc.get(f"{{{jc.nsmap['w']}}}val") for jc in one.iter("{*}jc")] == ["both"]


def test_comments_follow_those_that_are_there_and_marks_have_numbers_of_their_own() -> None:
    found = marked(contract("paragraph", "inserted", comments=True), edit(0, "a"), edit(1, "b"))
    comments = members(found)["word/comments.xml"].decode()
    assert comments.index("Déjà là.") < comments.index("Demande a") < comments.index("Demande b")
    numbers = [
        one.get(key) for one in body(found).iter("{*}ins", "{*}del") for key in one.attrib if key.endswith("}id")
    ]
    assert len(set(numbers)) == len(numbers)


def test_it_bears_its_mark_beside_the_keywords_that_it_has() -> None:
    content = marked(contract("paragraph"), edit(0, "a"))
    assert mark_of(content) == Mark(case="a", round=1, fingerprint="0123456789abcdef")
    assert is_theirs(content)
    assert content == marked(contract("paragraph"), edit(0, "a"))
    assert members(content)["word/settings.xml"].index(b"zoom") < members(content)["word/settings.xml"].index(
        b"trackRev"
    )


BODY = "word/document.xml"
W, STRICT = (
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
)
SETTINGS = '<w:documentProtection w:edit="{}" w:enforcement="{}"/>'


def protected(edit: str, enforced: str) -> bytes:
    return word(p("Texte."), settings=SETTINGS.format(edit, enforced))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (protected("readOnly", "1"), "ce document est protégé"),
        (protected("forms", "true"), "ce document est protégé"),
        (repacked(word(p("T.")), lambda parts: {**parts, "_xmlsignatures/origin.sigs": b""}), "signature électronique"),
        (marked(contract("paragraph"), edit(0, "a")), "ce document est déjà de clausier"),
        (word(p()), "ce document n'a pas de texte"),
        (b"PK\x03\x04", "abîmé"),
        (repacked(word(p("T.")), lambda parts: {**parts, BODY: parts[BODY].replace(W, STRICT)}), "Open XML strict"),
    ],
    ids=["protected", "form", "signed", "ours", "empty", "torn", "strict"],
)
def test_what_cannot_be_marked_is_refused_and_told(content: bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        Contract.of(content, "contrat.docx")


def test_protections_that_let_type_are_kept() -> None:
    for content in (protected("trackedChanges", "1"), protected("readOnly", "0")):
        found = marked(content, edit(0, "a"))
        assert b"documentProtection" in members(found)["word/settings.xml"]


def test_only_word_files_are_marked(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="seul un contrat au format Word"):
        read_original(tmp_path / "contrat.pdf")


def test_a_table_at_the_end_of_the_body() -> None:
    content = word(p("Texte.") + tbl(["a", "b"]))
    found = marked(content, edit(1, "demande", in_row=True))
    assert texts(accept(body(found))) == ["Texte.", "a", "b", "demande"]
    assert left(found) == left(content)


def test_day_and_author_are_those_given() -> None:
    found = body(marked(contract("paragraph"), edit(0, "a")))
    for one in found.iter("{*}ins"):
        told = {key.rpartition("}")[2]: said for key, said in one.attrib.items()}
        assert (told["author"], told["date"]) == (AUTHOR, f"{DAY.isoformat()}T00:00:00Z")
    assert MARK.endswith("contrat")
