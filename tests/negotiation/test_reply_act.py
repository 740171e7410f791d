"""The document to sign sent back: untouched, reworded, cut, moved, tracked or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clausier.model.negotiation import FormKind, ReadReply, Touch
from clausier.office.word.xml import el, run, value, w
from tests.negotiation import replies
from tests.negotiation.replies import FIRST, SECOND, THIRD, Element, edited, paragraph, produced, sent
from tests.negotiation.test_reply_form import read, refusal
from tests.office.word_files import repacked

TITLES = {point: text.title for point, text in sent().items()}


def changed(*changes: Callable[[Element], object], signed: bool = True) -> bytes:
    def all_of(root: Element) -> None:
        for change in changes:
            change(root)

    return edited(produced(signed)["acte"], all_of)


def clause(root: Element, point: str) -> list[Element]:
    """The heading of a clause and its paragraphs."""
    found = [paragraph(root, TITLES[point])]
    following = found[0].getnext()
    while value(following.find(w("pPr")), "pStyle") not in ("Titre1", "Titre2"):
        found.append(following)
        following = following.getnext()
    return found


def touches(reply: ReadReply) -> dict[str, Touch | None]:
    return {point: item.touch for point, item in reply.items.items()}


UNTOUCHED = dict.fromkeys(sent(), Touch.UNTOUCHED)


def test_untouched_nothing_is_accepted(tmp_path: Path) -> None:
    reply = read(tmp_path, changed())
    assert reply.kind is FormKind.ACT
    assert touches(reply) == UNTOUCHED
    assert all(item.choice is None and not item.wording for item in reply.items.values())
    assert reply.mark == replies.view().mark
    assert [notice.message for notice in reply.notices] == [
        "seules les clauses demandées sont comparées : les autres parties (objet, définitions, prix, hiérarchie, "
        "signatures) sont à relire."
    ]


def retype(root: Element) -> None:
    one = next(t for t in clause(root, FIRST)[2].iter(w("t")))
    one.text = one.text.replace("deux (2) fois", "une (1) fois")


def test_reworded_shows_the_new_text(tmp_path: Path) -> None:
    reply = read(tmp_path, changed(retype))
    assert touches(reply) == {**UNTOUCHED, FIRST: Touch.REWORDED}
    assert reply.items[FIRST].wording == sent()[FIRST].text.replace("deux (2) fois", "une (1) fois")


def test_typography_alone_is_no_change(tmp_path: Path) -> None:
    def respell(root: Element) -> None:
        for one in root.iter(w("t")):
            one.text = (one.text or "").replace("’", "'").replace("«\u00a0", '"').replace("\u00a0»", '"')
            one.text = one.text.replace("\u00a0", " ").replace("\u202f", "")

    assert touches(read(tmp_path, changed(respell))) == UNTOUCHED


def track(root: Element) -> None:
    for one in clause(root, SECOND):
        replies.tracked_deletion(one)
    replies.tracked_insertion(clause(root, THIRD)[-1], " Le tout sous réserve du tarif.")


def test_tracked_changes_count_as_if_accepted(tmp_path: Path) -> None:
    reply = read(tmp_path, changed(track))
    assert touches(reply) == {**UNTOUCHED, SECOND: Touch.DELETED, THIRD: Touch.REWORDED}
    assert reply.items[THIRD].wording.endswith("Le tout sous réserve du tarif.")


def test_a_deleted_clause_is_refused_even_if_its_heading_stays(tmp_path: Path) -> None:
    def cut(root: Element) -> None:
        for one in [*clause(root, FIRST), *clause(root, SECOND)[1:]]:
            one.getparent().remove(one)

    assert touches(read(tmp_path, changed(cut))) == {**UNTOUCHED, FIRST: Touch.DELETED, SECOND: Touch.DELETED}


def test_moved_renamed_and_without_heading_a_clause_is_still_known(tmp_path: Path) -> None:
    def move(root: Element) -> None:
        moved = clause(root, FIRST)
        last = clause(root, "point-2-2")[-1]
        for one in reversed(moved):
            last.addnext(one)
        next(moved[0].iter(w("t"))).text = "Essais"
        heading = clause(root, THIRD)[0]
        heading.getparent().remove(heading)

    assert touches(read(tmp_path, changed(move))) == UNTOUCHED


def test_renamed_and_reworded_a_clause_is_known_by_its_words(tmp_path: Path) -> None:
    def both(root: Element) -> None:
        retype(root)
        next(clause(root, FIRST)[0].iter(w("t"))).text = "Essais de reprise"

    assert touches(read(tmp_path, changed(both))) == {**UNTOUCHED, FIRST: Touch.REWORDED}


def test_what_is_added_outside_the_clauses_is_shown(tmp_path: Path) -> None:
    def add(root: Element) -> None:
        last = clause(root, "point-2-2")[-1]
        heading = el("p", el("pPr", el("pStyle", val="Titre2")), run("Plafond de responsabilité"))
        last.addnext(heading)
        heading.addnext(el("p", run("La responsabilité est limitée à un mois de redevance.")))
        replies.tracked_insertion(paragraph(root, "Les Parties sont liées"), " Les conditions générales priment.")

    notices = [notice.message for notice in read(tmp_path, changed(add)).notices]
    assert "clause ajoutée : « Plafond de responsabilité La responsabilité est limitée" in notices[0]
    assert "hors des clauses : « Les Parties sont liées" in notices[1]
    assert "Les conditions générales priment. »." in notices[1]


def test_without_a_mark_it_is_still_read(tmp_path: Path) -> None:
    bare = repacked(produced()["acte"], lambda parts: {**parts, "docProps/core.xml": parts["docProps/core.xml"].replace(
        b"clausier;", b"autre;")})  # fmt: skip
    reply = read(tmp_path, bare)
    assert reply.mark is None
    assert touches(reply) == UNTOUCHED


@pytest.mark.parametrize("name", ["lettre.docx", "demandes.docx"])
def test_another_document_is_refused(tmp_path: Path, name: str) -> None:
    assert "ni le formulaire de réponse, ni le document à signer" in refusal(tmp_path, produced()[name])


def test_special_conditions_are_read_alike(tmp_path: Path) -> None:
    view = replies.view(signed=False)
    texts = {request.id: request.text for request in view.requests}
    path = tmp_path / "retour.docx"
    path.write_bytes(produced(signed=False)["acte"])
    from clausier.negotiation.reply.read import read_reply

    unsigned = {point: one.model_copy(update={"text": texts[point]}) for point, one in sent().items()}
    assert touches(read_reply(path, unsigned)) == UNTOUCHED
