"""The provider's own contract sent back with our marks: accepted, rejected, changed, discussed, or left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from clausier.model.negotiation import Choice, FormKind, ReadReply, ReplyItem, Touch
from clausier.negotiation.reply.read import read_reply
from clausier.office.word.xml import Element, el, run, text, w
from tests.documents.marked import AUTHOR, FREE, KEYS, YEARLY, marked, sent, view
from tests.office.marking.changes import accept, reject
from tests.office.word_edits import edited
from tests.office.word_files import members, repacked

FIRST, WHOLE, PART = "point-1-1", "point-1-2", "point-1-3"
"""After a passage; in the place of a whole paragraph; of one sentence of a paragraph."""
BODY = "word/document.xml"
THEIRS = {"author": "P. Durand", "date": "2026-10-05T10:00:00Z"}
Change = Callable[[Element], Element]


def returned(*changes: Change) -> bytes:
    """The marked contract after changes to its body."""

    def apply(parts: dict[str, bytes]) -> dict[str, bytes]:
        root = etree.fromstring(parts[BODY])
        for change in changes:
            root = change(root)
        return {**parts, BODY: etree.tostring(root)}

    return repacked(marked().content, apply)


def read(tmp_path: Path, content: bytes) -> ReadReply:
    path = tmp_path / "retour.docx"
    path.write_bytes(content)
    return read_reply(path, sent())


def all_of(root: Element) -> Element:
    return accept(root, AUTHOR)


def none_of(root: Element) -> Element:
    return reject(root, AUTHOR)


def of(point: str, tag: str = "ins") -> Callable[[Element], bool]:
    """Is a change one of those by which a request is made?"""
    request = next(one for one in view().requests if one.id == point)
    lines = {" ".join(line.removeprefix("– ").split()) for line in request.text.split("\n")}

    def chosen(one: Element) -> bool:
        said = " ".join("".join(next(one.iterancestors(w("p"))).itertext()).replace("–", "").split())
        return one.tag == w(tag) and any(line in said for line in lines)

    return chosen


def items(reply: ReadReply) -> dict[str, Choice | Touch | None]:
    return {point: item.choice or item.touch for point, item in reply.items.items()}


def every(what: Choice | Touch) -> dict[str, Choice | Touch | None]:
    return dict.fromkeys(sent(), what)


def told(reply: ReadReply) -> list[str]:
    return [one.message for one in reply.notices if "tel qu'il revient" not in one.message]


def test_left_alone_it_says_nothing(tmp_path: Path) -> None:
    reply = read(tmp_path, marked().content)
    assert (reply.kind, reply.mark, told(reply)) == (FormKind.CONTRACT, view().mark, [])
    assert reply.items == dict.fromkeys(sent(), ReplyItem(touch=Touch.UNTOUCHED))


def test_all_accepted_or_all_rejected(tmp_path: Path) -> None:
    assert items(read(tmp_path, returned(all_of))) == every(Choice.ACCEPTED)
    assert items(read(tmp_path, returned(none_of))) == every(Touch.DELETED)


@pytest.mark.parametrize("change", [all_of, none_of])
def test_the_same_once_comments_are_gone(tmp_path: Path, change: Change) -> None:
    def bare(root: Element) -> Element:
        for one in [*root.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))]:
            one.getparent().remove(one)
        return root

    def apply(parts: dict[str, bytes]) -> dict[str, bytes]:
        return {name: data for name, data in parts.items() if name != "word/comments.xml"}

    content = repacked(returned(change, bare), apply)
    rels = members(content)["word/_rels/document.xml.rels"].decode()
    start = rels.index('<Relationship Id="rIdClausier')
    cut = rels[:start] + rels[rels.index("/>", start) + 2 :]
    content = repacked(content, lambda parts: {**parts, "word/_rels/document.xml.rels": cut.encode()})
    assert items(read(tmp_path, content)) == every(Choice.ACCEPTED if change is all_of else Touch.DELETED)


def test_one_is_accepted_and_the_others_wait(tmp_path: Path) -> None:
    reply = read(tmp_path, returned(lambda root: accept(root, AUTHOR, of(FIRST))))
    found = items(reply)
    assert found[FIRST] is Choice.ACCEPTED
    assert {point: one for point, one in found.items() if one is not Touch.UNTOUCHED and point != FIRST} == {}


def type_over(old: str, new: str) -> Change:
    def change(root: Element) -> Element:
        one = next(one for one in root.iter(w("t")) if old in (one.text or ""))
        one.text = (one.text or "").replace(old, new)
        return root

    return change


@pytest.mark.parametrize("before", [lambda root: root, all_of], ids=["still marked", "accepted"])
def test_changed_it_is_their_wording(tmp_path: Path, before: Change) -> None:
    reply = read(tmp_path, returned(before, type_over("au moins deux (2) fois", "une (1) fois")))
    assert items(reply)[FIRST] is Touch.REWORDED
    assert reply.items[FIRST].wording == sent()[FIRST].text.replace("au moins deux (2) fois", "une (1) fois")


def test_changed_under_tracking(tmp_path: Path) -> None:
    def track(root: Element) -> Element:
        one = next(one for one in root.iter(w("t")) if "Demande 0" in (one.text or ""))
        insertion = next(one.iterancestors(w("ins")))
        insertion.addnext(el("ins", run(" Le tout sur devis."), id=901, **THEIRS))
        return root

    reply = read(tmp_path, returned(track))
    assert "Le tout sur devis." in reply.items[FIRST].wording
    assert told(reply) == []


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "typed"])
@pytest.mark.parametrize("at_end", [True, False], ids=["after", "before"])
@pytest.mark.parametrize("point", [FIRST, WHOLE])
def test_what_is_typed_beside_ours_on_its_line_is_no_agreement(
    tmp_path: Path, point: str, at_end: bool, tracked: bool
) -> None:
    """Word types after the mark of a comment, not within it."""
    request = next(one for one in view().requests if one.id == point)
    lines = len(request.body)

    def add(root: Element) -> Element:
        found = [*root.iter(w("p"))]
        first = next(rank for rank, one in enumerate(found) if request.body[0].text in "".join(one.itertext()))
        holder = found[first + (lines - 1 if at_end else 0)]
        said = run(" Sauf refus. " if at_end else "Sauf refus : ")
        holder.insert(len(holder) if at_end else 1, el("ins", said, id=905, **THEIRS) if tracked else said)
        return root

    reply = read(tmp_path, returned(all_of, add))
    assert items(reply)[point] is Touch.REWORDED
    assert "Sauf refus" in reply.items[point].wording


def test_a_paragraph_put_after_what_is_accepted_is_told(tmp_path: Path) -> None:
    request = next(one for one in view().requests if one.id == FIRST)

    def add(root: Element) -> Element:
        found = [*root.iter(w("p"))]
        first = next(rank for rank, one in enumerate(found) if request.body[0].text in "".join(one.itertext()))
        found[first + len(request.body) - 1].addnext(el("p", run("Toutefois, il peut y renoncer.")))
        return root

    reply = read(tmp_path, returned(all_of, add))
    assert told(reply) == ["un texte la suit, qui n'y était pas : « Toutefois, il peut y renoncer. »."]
    assert told(read(tmp_path, returned(all_of))) == []


def test_deleted_under_tracking_it_is_refused(tmp_path: Path) -> None:
    def track(root: Element) -> Element:
        for one in [one for one in root.iter(w("ins")) if one.getparent().tag == w("p") and of(FIRST)(one)]:
            deleted = el("del", *[each for each in one if each.tag == w("r")], id=902, **THEIRS)
            for said in [*deleted.iter(w("t"))]:
                said.getparent().replace(said, text(said.text or "", "delText"))
            one.append(deleted)
        return root

    assert items(read(tmp_path, returned(track)))[FIRST] is Touch.DELETED


@pytest.mark.parametrize(("point", "sentence"), [(WHOLE, FREE), (PART, KEYS)])
def test_accepted_beside_the_sentence_that_it_replaces_is_another_wording(
    tmp_path: Path, point: str, sentence: str
) -> None:
    reply = read(tmp_path, returned(lambda root: accept(root, AUTHOR, of(point)), none_of))
    assert items(reply)[point] is Touch.REWORDED
    assert reply.items[point].wording.endswith(f"\n{sentence}")


@pytest.mark.parametrize("point", [WHOLE, PART])
def test_accepted_while_the_sentence_waits_is_no_answer(tmp_path: Path, point: str) -> None:
    reply = read(tmp_path, returned(lambda root: accept(root, AUTHOR, of(point))))
    assert items(reply)[point] is Touch.UNTOUCHED
    assert any("n'est pas encore supprimée" in one for one in told(reply))


def test_the_sentence_gone_without_what_replaces_it_is_told(tmp_path: Path) -> None:
    reply = read(tmp_path, returned(lambda root: accept(root, AUTHOR, lambda one: one.tag == w("del")), none_of))
    assert items(reply) == every(Touch.DELETED)
    assert sum("la phrase contraire est supprimée" in one for one in told(reply)) == 2


def remarked(content: bytes, said: str, quoted: str) -> bytes:
    """With a comment of the provider's on the paragraph that says this."""
    comment = etree.tostring(el("comment", el("p", run(said)), id=700, **THEIRS)).decode()

    def anchor(root: Element) -> None:
        holder = next(one for one in root.iter(w("p")) if quoted in "".join(one.itertext()))
        holder.append(el("r", el("commentReference", id=700)))

    def add(parts: dict[str, bytes]) -> dict[str, bytes]:
        name = "word/comments.xml"
        return {**parts, name: parts[name].decode().replace("</w:comments>", f"{comment}</w:comments>").encode()}

    return repacked(edited(content, anchor), add)


def test_a_comment_that_answers_ours_goes_with_its_request(tmp_path: Path) -> None:
    reply = read(tmp_path, remarked(returned(all_of), "Sous réserve du tarif.", "Demande 0"))
    assert reply.items[FIRST] == ReplyItem(choice=Choice.ACCEPTED, beside="Sous réserve du tarif.")
    assert told(reply) == ["commentaire de P. Durand : Sous réserve du tarif."]
    reply = read(tmp_path, remarked(marked().content, "Et ceci ?", "7.2 Les supports"))
    assert told(reply) == ["commentaire de P. Durand : Et ceci ?"]
    assert not any(item.beside for item in reply.items.values())


def test_what_others_change_elsewhere_is_told(tmp_path: Path) -> None:
    def add(root: Element) -> Element:
        holder = next(one for one in root.iter(w("p")) if "7.2 Les supports" in "".join(one.itertext()))
        holder.append(el("ins", run(" Sauf exception."), id=903, **THEIRS))
        holder.append(el("ins", run(" D'avant."), id=904, author="P. Durand", date="2026-01-05T10:00:00Z"))
        return root

    assert told(read(tmp_path, returned(add))) == [
        "texte ajouté sous suivi, hors de nos demandes : « Sauf exception. »."
    ]


def test_without_its_mark_it_is_known_by_our_comments(tmp_path: Path) -> None:
    bare = repacked(returned(all_of), lambda parts: {**parts, "docProps/core.xml": b"<a/>"})
    reply = read(tmp_path, bare)
    assert (reply.kind, reply.mark, items(reply)) == (FormKind.CONTRACT, None, every(Choice.ACCEPTED))


def test_a_sentence_of_theirs_like_ours_is_no_answer(tmp_path: Path) -> None:
    """Rejected, and the comments with it: what the contract said already is no counter-proposal."""
    assert YEARLY in marked().texts[FIRST].after
    reply = read(tmp_path, returned(none_of))
    assert reply.items[FIRST] == ReplyItem(touch=Touch.DELETED)
