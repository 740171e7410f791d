"""Files that LibreOffice opened and saved before they came back."""

from __future__ import annotations

import pytest

from clausier.model.negotiation import FormKind, ReadReply, Touch
from clausier.negotiation.reply.read import read_reply
from tests.negotiation import replies
from tests.negotiation.replies import FIRST, edited, fill_tracker, produced, resaved, sent, workbook
from tests.negotiation.test_reply_act import UNTOUCHED, retype, touches
from tests.negotiation.test_reply_form import EXPECTED, REPLY, WHO, filled

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReadReply]:
    """Each file as it is read after a re-save; « -odt » went through OpenDocument and back."""
    folder = tmp_path_factory.mktemp("libreoffice")
    word = {
        "rempli.docx": filled(),
        "vide.docx": REPLY,
        "acte.docx": produced()["acte"],
        "modifie.docx": edited(produced()["acte"], retype),
    }
    saved = resaved(folder / "docx", word, "docx")
    open_document = resaved(folder / "odt", word, "odt")
    back = resaved(folder / "back", {f"{name}-odt.odt": content for name, content in open_document.items()}, "docx")
    sheets = resaved(folder / "xlsx", {"tableau.xlsx": workbook(fill_tracker)}, "xlsx")
    found = {}
    for name, content in {**saved, **back, **sheets}.items():
        path = folder / name
        path.write_bytes(content)
        found[name] = read_reply(path, sent())
    return found


@pytest.mark.parametrize("name", ["rempli", "rempli-odt", "tableau"])
def test_every_answer_survives(returned: dict[str, ReadReply], name: str) -> None:
    reply = returned[name]
    assert reply.items == EXPECTED
    assert reply.respondent == WHO
    assert reply.mark == replies.view().mark


@pytest.mark.parametrize("name", ["vide", "vide-odt"])
def test_an_empty_form_stays_empty(returned: dict[str, ReadReply], name: str) -> None:
    reply = returned[name]
    assert (reply.kind, reply.items, reply.respondent.known, reply.notices) == (FormKind.FORM, {}, False, ())


@pytest.mark.parametrize("end", ["", "-odt"])
def test_a_document_to_sign_is_compared(returned: dict[str, ReadReply], end: str) -> None:
    assert touches(returned[f"acte{end}"]) == UNTOUCHED
    assert touches(returned[f"modifie{end}"]) == {**UNTOUCHED, FIRST: Touch.REWORDED}
    assert returned[f"acte{end}"].mark == replies.view().mark
