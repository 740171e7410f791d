"""Step « Suivi »: what comes back is read, graded and decided as the commands do, and nothing else is recorded."""

from __future__ import annotations

import html
import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.desk.papers import all_papers
from clausier.documents.catalogue import ACT
from clausier.errors import CannotWrite
from clausier.files.strictyaml import read_path
from clausier.negotiation.register import register_path
from clausier.negotiation.standing import Status
from clausier.page.shelf import Shelf
from clausier.page.steps.suivi.mail import ASIDE, FOLDER
from tests.builders import DAY, ROOT
from tests.negotiation.play import ACCEPTED, ACCESS, DELAY, FEES, TRANSFER, asked, events, fill
from tests.office.word_files import replaced
from tests.page import talks
from tests.page.desk import Desk, seated
from tests.page.talks import NAME, RESERVE, TODAY, WHO

HERE = f"/dossiers/{NAME}/suivi"
PAGES = ("", "/reponse", "/noter", "/decider", "/lettre", "/conclure", "/annuler/1")
COMMAND = re.compile(r"clausier (?!est|tourne)[a-z]+ |--[a-z]+")


SHELF = Shelf()
"""The library is read once for all these tests."""


def seat(root: Path) -> Desk:
    desk = seated(root)
    desk.house.__dict__["shelf"] = SHELF
    desk.house.works.background = lambda run: run()
    return desk


@pytest.fixture
def sent(tmp_path: Path) -> Desk:
    """Somebody whose first requests were just sent."""
    talks.sent(tmp_path)
    return seat(tmp_path)


@pytest.fixture
def answered(tmp_path: Path) -> Desk:
    """The same, once the reply was read by the command."""
    talks.answered(tmp_path)
    return seat(tmp_path)


def plain(text: str) -> str:
    """What a page says, without its tags, kinds of blanks and of apostrophes apart."""
    told = html.unescape(re.sub(r"<[^>]+>", "", text)).replace("’", "'")
    return " ".join(told.replace("\u202f", " ").replace("\xa0", " ").split())


def dossier(desk: Desk) -> Path:
    return desk.root / NAME / "dossier.yaml"


def register(desk: Desk) -> list[dict[str, Any]]:
    return events(dossier(desk))


def drop(desk: Desk, *files: tuple[str, bytes], **fields: str) -> Any:
    return desk.send(f"{HERE}/reponse", fields, files=[("fichiers", one) for one in files])


def hidden(page: str, name: str, after: str = "") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page[page.index(after) :])
    assert found
    return found[1]


def decide(desk: Desk, point: str, stand: str, why: str = "Ainsi", **more: str) -> Any:
    here = {f"{name}.{point}": said for name, said in {"decision": stand, "motif": why, **more}.items()}
    return desk.send(f"{HERE}/decider", {"sur": point, **here, "anterieur": more.get("anterieur", "")})


@pytest.mark.parametrize("path", PAGES)
def test_no_page_speaks_as_a_command_line(answered: Desk, path: str) -> None:
    page = answered.read(f"{HERE}{path}")
    assert page.status_code == 200
    assert not COMMAND.findall(plain(page.text))


def test_a_dossier_of_which_nothing_was_sent_says_what_comes_first(tmp_path: Path) -> None:
    folder = talks.sent(tmp_path)
    (folder / "negociation.yaml").unlink()
    desk = seat(tmp_path)
    assert "Rien n'a encore été envoyé" in plain(desk.read(HERE).text)
    assert all(desk.read(f"{HERE}{path}").status_code == 200 for path in PAGES[:-1])
    answer = drop(desk, ("reponse.xlsx", talks.reply().read_bytes()))
    assert answer.status_code == 409
    assert "répond à un brouillon" in plain(answer.text)
    assert not (folder / "negociation.yaml").exists()


def test_a_dossier_without_a_name_is_given_one(tmp_path: Path) -> None:
    talks.sent(tmp_path)
    desk = seat(tmp_path)
    text = dossier(desk).read_text(encoding="utf-8")
    dossier(desk).write_text(re.sub(r"(?m)^dossier:.*\n(  .*\n)*", "", text), encoding="utf-8")
    (tmp_path / NAME / "negociation.yaml").unlink()
    assert "n'en a pas encore" in plain(desk.read(HERE).text)
    page = desk.after(desk.send(f"{HERE}/identifiant", {"vu": hidden(desk.read(HERE).text, "vu")}))
    assert "Rien n'a encore été envoyé" in plain(page.text)
    assert read_path(dossier(desk)).data["dossier"]["id"] == "logiciel-exemple-sante-2026"


def test_a_reply_is_graded_as_the_command_grades_it(sent: Desk, tmp_path: Path) -> None:
    (tmp_path / "autre").mkdir()
    other = talks.sent(tmp_path / "autre")
    assert run(["reponse", "lire", str(other), str(talks.reply()), "--date", TODAY]) == 0
    answer = drop(sent, ("Réponse de Claude.xlsx", talks.reply().read_bytes()))
    assert answer.status_code == 200, answer.text
    assert register(sent) == events(other / "dossier.yaml")
    page = plain(answer.text)
    assert "13 réponses inscrites et appréciées" in page
    assert "sous le plancher Plancher : 45 jours calendaires." in page
    assert RESERVE in page
    assert [path.name for path in (sent.root / NAME / FOLDER).iterdir()] == ["Réponse de Claude.xlsx"]
    assert "6 réponses attendent votre décision" in plain(sent.read(HERE).text)


def test_the_same_reply_again_adds_nothing(sent: Desk) -> None:
    drop(sent, ("a.xlsx", talks.reply().read_bytes()))
    before = register(sent)
    answer = drop(sent, ("b.xlsx", talks.reply().read_bytes()))
    assert answer.status_code == 200
    assert "déjà lu" in plain(answer.text)
    assert register(sent) == before
    assert len([*(sent.root / NAME / FOLDER).iterdir()]) == 1


def test_words_that_differ_are_marked_by_signs_and_named(answered: Desk) -> None:
    page = answered.read(f"{HERE}/reponses/2").text
    diff = page[page.index('class="compare"') :].replace("\xa0", " ")
    assert '<del><span class="invisible">[retiré : </span>' in diff
    assert '<ins><span class="invisible">[ajouté : </span>soixante (60' in diff
    style = (Path(__file__).parents[2] / "src/clausier/page/static/page.css").read_text(encoding="utf-8")
    assert re.search(r"^del \{.*line-through", style, re.MULTILINE)
    assert re.search(r"^ins \{.*underline", style, re.MULTILINE)
    assert "1 demande sans réponse ici" in plain(page)


def test_an_act_that_comes_back_with_another_figure(sent: Desk, tmp_path: Path) -> None:
    act = next(path for name in ACT.files if (path := sent.root / NAME / "tour-1" / name).is_file())
    edited = tmp_path / "acte revu.docx"
    shutil.copy(act, edited)
    ours, theirs = "fait détenir sous quinze (15) jours", "fait détenir sous soixante (60) jours"
    replaced(edited, "word/document.xml", ours.encode(), theirs.encode())
    answer = drop(sent, (edited.name, edited.read_bytes()))
    assert answer.status_code == 200, plain(answer.text)
    diff = answer.text[answer.text.index('class="compare"') :]
    assert "<del>" in diff
    assert "soixante (60" in diff
    assert "à relire" in plain(answer.text) or "sous le plancher" in plain(answer.text)
    item = register(sent)[-1]["reponse"]["reponses"][TRANSFER]
    assert item["document"] == "contre-proposition"


HOSTILE = {
    "bombe.xlsx": b"PK\x03\x04" + b"\0" * 200,
    "../../../evade.docx": b"PK\x03\x04",
    "con\x1b[31m\u202e.eml": b"From: x\r\n\r\n" + b"a" * 10_000,
    "C:\\windows\\notes.exe": b"MZ" + b"\0" * 100,
    "vide.docx": b"",
    ".htaccess": b"x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_said_and_nothing_recorded(sent: Desk, name: str) -> None:
    before = register(sent)
    outside = {path for path in sent.root.rglob("*") if FOLDER not in path.parts}
    answer = drop(sent, (name, HOSTILE[name]))
    assert answer.status_code == 409
    assert "Rien de ce fichier n'est inscrit" in plain(answer.text)
    assert "\x1b" not in answer.text
    assert register(sent) == before
    kept = [*(sent.root / NAME / FOLDER).iterdir()]
    assert len(kept) == 1
    assert re.fullmatch(r"[\w (),'-][\w (),.'-]*", kept[0].name)
    there = {path for path in sent.root.rglob("*") if FOLDER not in path.parts and ".clausier" not in path.parts}
    assert there <= outside


def test_a_reply_of_another_dossier_is_not_taken(sent: Desk) -> None:
    text = dossier(sent).read_text(encoding="utf-8")
    for path in (dossier(sent), sent.root / NAME / "negociation.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("belvedere-logiciel-2026", "autre-2026"), "utf-8")
    assert "belvedere-logiciel-2026" in text
    (sent.root / NAME / "negociation.yaml").unlink()
    answer = drop(sent, ("reponse.xlsx", talks.reply().read_bytes()))
    assert answer.status_code == 409
    assert "sans dossier connu" in plain(answer.text)
    assert not (sent.root / NAME / "negociation.yaml").exists()


def test_several_files_are_each_told(sent: Desk) -> None:
    answer = drop(sent, ("photo.jpg", b"\xff\xd8\xff"), ("rep.xlsx", talks.reply().read_bytes()), ("rep.xlsx", b"x"))
    page = plain(answer.text)
    assert [name in page for name in ("photo.jpg", "rep.xlsx", "rep (2).xlsx")] == [True] * 3
    assert len(register(sent)) == 2


def test_a_file_that_waits_holds_a_reminder_back_until_it_is_put_aside(sent: Desk) -> None:
    drop(sent, ("bonjour.txt", b"Nous reviendrons vers vous."))
    late = DAY.replace(year=2027)
    sent.house.__dict__["today"] = lambda: late
    assert "C'est peut-être la réponse" in plain(sent.read(HERE).text)
    answer = sent.send(f"{HERE}/lettre")
    assert answer.status_code == 409
    assert "une réponse est peut-être arrivée" in plain(answer.text).lower()
    assert not COMMAND.findall(plain(answer.text))
    assert sent.send(f"{HERE}/reponse/retirer", {"fichier_recu": "../dossier.yaml"}).status_code == 404
    page = sent.after(sent.send(f"{HERE}/reponse/retirer", {"fichier_recu": "bonjour.txt"}))
    assert "mis de côté" in plain(page.text)
    assert (sent.root / NAME / ASIDE / "bonjour.txt").is_file()
    page = sent.after(sent.send(f"{HERE}/lettre"))
    assert "rappel-tour-1" in page.text
    assert (sent.root / NAME / "rappel-tour-1" / "relance.docx").is_file()
    assert len(register(sent)) == 1


WHO_SAYS = {"source": "courriel", "le": TODAY}
SAID = {f"dit.{DELAY}": "contre", f"valeur.{DELAY}": "21 jours calendaires", **WHO_SAYS}


def test_an_e_mail_is_noted_with_its_file(sent: Desk) -> None:
    who = {"par": "Claude Spécimen", "qualite": "gérante"}
    mail = ("fichier", ("mail du 23.eml", b"From: x\r\n\r\n21 jours"))
    page = sent.after(sent.send(f"{HERE}/noter", {**SAID, **who}, files=[mail]))
    assert "Réponse notée" in page.text
    assert "dans le repli" in page.text
    reply = register(sent)[-1]["reponse"]
    assert reply["piece"]["nom"] == "mail du 23.eml"
    assert reply["repondant"]["nom"] == "Claude Spécimen"
    again = sent.after(sent.send(f"{HERE}/noter", {**SAID, **who}))
    assert "déjà notée" in plain(again.text)
    assert len(register(sent)) == 2


def test_an_e_mail_that_answers_several_requests_is_one_event(sent: Desk) -> None:
    page = sent.read(f"{HERE}/noter").text
    points = re.findall(r'name="dit.([\w-]+)"', page)
    assert len(points) == 14
    told = {**SAID, f"dit.{FEES}": "refuse", f"commentaire.{FEES}": "non", "autres": "accepte"}
    sent.after(sent.send(f"{HERE}/noter", told | {"par": "Claude Spécimen", "qualite": "gérante"}))
    assert len(register(sent)) == 2
    reply = register(sent)[-1]["reponse"]
    assert reply["reponses"].keys() == {*points}
    choices = {point: reply["reponses"][point]["choix"] for point in (DELAY, FEES, ACCESS)}
    assert [*choices.values()] == ["Accepté avec modification", "Refusé", "Accepté"]
    assert 'id="n-autres-fautes"' in sent.send(f"{HERE}/noter", WHO_SAYS).text
    faulty = {f"dit.{DELAY}": "contre", f"dit.{FEES}": "contre", f"dit.{ACCESS}": "refuse", **WHO_SAYS}
    answer = sent.send(f"{HERE}/noter", faulty)
    assert re.findall(r'id="n-dit.([\w-]+)-fautes"', answer.text) == [one for one in points if one in (DELAY, FEES)]
    assert len(register(sent)) == 2


def test_one_answer_among_many_leaves_the_others_awaited(sent: Desk) -> None:
    sent.send(f"{HERE}/noter", {**WHO_SAYS, f"dit.{DELAY}": "accepte", "par": "C. Spécimen", "qualite": "gérante"})
    told = "1 réponse sur 14, 13 attendues pour le 23 décembre 2026"
    here, home = plain(sent.read(HERE).text), plain(sent.read("/").text)
    assert told in here
    assert "Réponse attendue : Logiciel Exemple Santé" in here
    assert told in home
    assert "attendre les autres réponses, ou écrire la lettre suivante" in home


def test_what_an_e_mail_says_beyond_its_figure_is_shown_where_it_is_read_and_decided(sent: Desk) -> None:
    held = "21 jours calendaires, sous réserve du paiement"
    page = sent.after(sent.send(f"{HERE}/noter", {**SAID, f"texte.{DELAY}": held}))
    assert "à relire" in page.text
    for path in ("reponses/2", "decider"):
        told = plain(sent.read(f"{HERE}/{path}").text).lower()
        assert "repli : 30 jours calendaires, mais une réserve l'accompagne" in told
        assert "sous réserve du paiement" in told
    assert "une réserve, qui n'est pas acceptée" in plain(sent.read(f"{HERE}/decider").text)


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({f"dit.{DELAY}": ""}, f"dit.{DELAY}", "Choisir ce qu'il répond"),
        ({f"valeur.{DELAY}": ""}, f"dit.{DELAY}", "va avec son chiffre ou son texte"),
        ({f"dit.{DELAY}": "refuse"}, f"dit.{DELAY}", "va avec son chiffre ou son texte"),
        ({"le": ""}, "le", "Dire quel jour"),
        ({"le": "2030-01-01"}, "le", "est à venir"),
        ({"le": "hier"}, "le", "hier"),
        ({"source": "pigeon"}, "source", "Dire d'où vient sa réponse"),
        ({"par": "a\x07b"}, "par", "caractère de contrôle"),
        ({f"commentaire.{DELAY}": "a\x07b"}, f"commentaire.{DELAY}", "caractère de contrôle"),
    ],
)
def test_a_note_at_fault_is_told_at_its_field(sent: Desk, change: dict[str, Any], field: str, told: str) -> None:
    answer = sent.send(
        f"{HERE}/noter",
        {**SAID, f"commentaire.{DELAY}": "à garder", f"dit.{FEES}": "contre", f"texte.{FEES}": "gardé", **change},
    )
    assert answer.status_code == 422
    assert re.search(rf'id="n-{field}-fautes"', answer.text)
    assert told.lower() in plain(answer.text).lower()
    assert change.keys() & {f"commentaire.{DELAY}"} or "à garder" in answer.text
    assert ">gardé</textarea>" in answer.text, "what was typed of another request"
    assert len(register(sent)) == 1


def test_a_decision_is_kept_with_its_reason_and_its_remarks(answered: Desk) -> None:
    page = answered.after(decide(answered, TRANSFER, "accepter_redaction", "C'est l'essentiel"))
    assert "Décision enregistrée" in page.text
    told = register(answered)[-1]["decision"]
    assert (told["point"], told["decision"], told["motif"]) == (TRANSFER, "accepter_redaction", "C'est l'essentiel")
    assert "est sous notre plancher" in plain(page.text)


def test_only_what_may_be_decided_is_offered(answered: Desk) -> None:
    page = answered.read(f"{HERE}/decider").text
    assert f'id="{DELAY}-accepter_valeur"' in page
    assert f'id="{DELAY}-accepter_redaction"' not in page
    assert f'id="{FEES}-accepter_valeur"' not in page
    assert "demander désormais le repli (30 jours calendaires)" in plain(page)


def test_what_a_concession_would_ask_is_shown_in_full(answered: Desk) -> None:
    page = answered.read(f"{HERE}/decider").text
    card = page[page.index(f'id="{FEES}" aria') :].split("</article>")[0]
    assert "notre rédaction" in plain(card)
    assert "✕ refusé Refusé." not in plain(card)
    assert card.count("La clause qui serait demandée") == card.count('value="repli"') + card.count('value="plancher"')
    clauses = re.findall(r'<div class="clause">.*?</div>', card, re.DOTALL)
    assert clauses
    assert all(len(plain(one)) > 100 for one in clauses)
    assert len(set(clauses)) == len(clauses)


def test_no_concession_is_offered_below_what_he_already_gives(answered: Desk) -> None:
    page = answered.read(f"{HERE}/decider").text
    assert f'id="{DELAY}-repli"' not in page, "21 days are offered, our fallback is 30"
    assert f'id="{TRANSFER}-repli"' in page, "60 days are offered"


@pytest.mark.parametrize(
    ("stand", "why", "status", "told"),
    [
        ("", "x", 422, "Choisir ce que vous décidez"),
        ("repli", " ", 422, "Dire pourquoi, en une phrase"),
        ("n'importe", "x", 422, "Choisir ce que vous décidez"),
        ("maintenir", "a\x00b", 422, "caractère de contrôle"),
        ("accepter_valeur", "x", 422, "n'a rien proposé|n'a pas proposé"),
        ("abandonner", "x", 422, "fondé sur la loi"),
    ],
)
def test_a_decision_at_fault_is_told_and_nothing_typed_is_lost(
    answered: Desk, stand: str, why: str, status: int, told: str
) -> None:
    before = register(answered)
    answer = decide(answered, FEES, stand, why)
    assert answer.status_code == status
    card = answer.text[answer.text.index(f'id="{FEES}" aria') :]
    assert re.search(told, plain(card), re.IGNORECASE)
    assert not COMMAND.findall(plain(card))
    assert f'value="{html.escape(why.strip())}"' in card or "\x00" in why
    assert register(answered) == before


def test_what_was_chosen_on_other_cards_is_never_lost(answered: Desk) -> None:
    """All that is whole is recorded; what is not comes back as it was typed."""
    form = {
        "sur": DELAY, f"decision.{DELAY}": "maintenir", f"motif.{DELAY}": "Trop long",
        f"decision.{TRANSFER}": "maintenir", f"motif.{TRANSFER}": "Trop long aussi",
        f"decision.{FEES}": "abandonner", f"motif.{FEES}": "",
    }  # fmt: skip
    answer = answered.send(f"{HERE}/decider", form)
    assert answer.status_code == 422
    assert {one["decision"]["point"] for one in register(answered)[2:]} == {DELAY, TRANSFER}
    card = answer.text[answer.text.index(f'id="{FEES}" aria') :].split("</article>")[0]
    assert re.search('value="abandonner" checked', card)
    assert "Dire pourquoi, en une phrase" in plain(card)
    assert "(obligatoire)" in card
    before = {f"avant.{one}": hidden(answer.text, f"avant.{one}") for one in (DELAY, TRANSFER)}
    whole = {**before, f"decision.{FEES}": "abandonner", f"motif.{FEES}": "Soit", f"malgre.{FEES}": "oui", "sur": FEES}
    assert answered.send(f"{HERE}/decider", {**form, **whole}).status_code == 303
    assert len(register(answered)) == 5, "what is decided already, and was not changed, is not told again"
    assert answered.send(f"{HERE}/decider", {"sur": "inconnu"}).status_code == 404


def test_a_legal_point_is_given_up_only_once_it_is_confirmed(answered: Desk) -> None:
    assert decide(answered, FEES, "abandonner", malgre="oui").status_code == 303
    assert register(answered)[-1]["decision"]["decision"] == "abandonner"


def test_two_tabs_never_decide_over_one_another(answered: Desk) -> None:
    page = answered.read(f"{HERE}/decider").text
    old = hidden(page, f"vu.{DELAY}")
    assert decide(answered, DELAY, "repli", vu=old).status_code == 303
    before = register(answered)
    late = decide(answered, DELAY, "maintenir", "gardé malgré tout", vu=old)
    assert late.status_code == 409
    assert "gardé malgré tout" in late.text
    assert "modifié ailleurs" in plain(late.text)
    assert register(answered) == before
    other = hidden(page, f"vu.{FEES}")
    assert decide(answered, FEES, "maintenir", vu=other).status_code == 303


@pytest.mark.parametrize("path", ["/lettre", "/annuler/2", "/conclure"])
def test_what_speaks_of_the_whole_register_is_not_done_from_an_old_page(answered: Desk, path: str) -> None:
    old = answered.house.opened(NAME).state().register.print_
    decide(answered, DELAY, "repli")
    before = register(answered)
    folders = {one.name for one in (answered.root / NAME).iterdir()}
    answer = answered.send(f"{HERE}{path}", {"vu": old})
    page = answered.after(answer) if answer.status_code == 303 else answer
    assert "a avancé ailleurs" in plain(page.text)
    assert register(answered) == before
    assert {one.name for one in (answered.root / NAME).iterdir()} == folders


def test_a_decision_before_the_last_event_is_confirmed(answered: Desk) -> None:
    answered.house.__dict__["today"] = lambda: DAY.replace(day=1)
    answer = decide(answered, DELAY, "repli")
    assert answer.status_code == 409
    assert 'name="anterieur"' in answer.text
    assert decide(answered, DELAY, "repli", anterieur="oui").status_code == 303


def test_the_next_letter_is_written_beside_and_never_over_what_was_sent(answered: Desk) -> None:
    decide(answered, DELAY, "repli")
    assert "Sans décision, la demande est maintenue sur" in plain(answered.read(f"{HERE}/lettre").text)
    page = answered.after(answered.send(f"{HERE}/lettre")).text
    folder = answered.root / NAME / "tour-2"
    assert "brouillon, pas envoyé" in plain(page)
    assert {"relance.docx", "avenant.docx", "synthese.docx"} <= {one.name for one in folder.iterdir()}
    given = answered.read(f"{HERE}/documents/tour-2/relance.docx")
    assert given.content == (folder / "relance.docx").read_bytes()
    (folder / "relance.docx").write_bytes(b"retouche")
    answered.send(f"{HERE}/lettre")
    assert (folder / "relance.docx").read_bytes() == b"retouche"
    assert (answered.root / NAME / "tour-2-2" / "relance.docx").is_file()


def test_a_letter_that_is_ready_is_said_to_be_ready_until_something_changes(answered: Desk) -> None:
    for one in answered.house.opened(NAME).state().of(Status.COUNTER, Status.REFUSED):
        assert decide(answered, one.point, "maintenir").status_code == 303
    papers = f"/dossiers/{NAME}/documents"
    assert "Une réponse est venue : la lettre suivante se prépare" in plain(answered.read(papers).text)
    answered.send(f"{HERE}/lettre")
    page, here = plain(answered.read(papers).text), plain(answered.read(HERE).text)
    assert "La lettre du tour 2 est prête : la relire, l'envoyer, puis le noter ici." in page
    assert "a changé depuis" not in page
    assert "la lettre suivante se prépare" not in page
    assert "La lettre du tour 2 est prête : la relire, l'envoyer, puis le noter à l'étape Documents." in here
    assert "Préparer la lettre suivante" not in here
    decide(answered, DELAY, "repli")
    page = plain(answered.read(papers).text)
    assert "a changé depuis : préparer de nouveau la lettre, à l'étape Suivi." in page
    assert "est prête" not in page
    assert "Préparer la lettre suivante" in plain(answered.read(HERE).text)


@pytest.mark.parametrize(
    "path", ["..%2Fdossier.yaml", "tour-1/..%2F..%2Fdossier.yaml", "tour-1/manifeste.json", "./dossier.yaml",
             ".clausier/verrou", "tour-1/inconnu.docx", "%00/x"],
)  # fmt: skip
def test_only_documents_that_are_listed_are_given(sent: Desk, path: str) -> None:
    assert sent.read(f"{HERE}/documents/{path}").status_code == 404
    link = sent.root / NAME / "tour-1" / "avenant.pdf"
    link.symlink_to(dossier(sent))
    assert sent.read(f"{HERE}/documents/tour-1/avenant.pdf").status_code == 404


def test_documents_of_other_dossiers_are_not_its_own(tmp_path: Path) -> None:
    """Beside a file that has no folder of its own: what bears its name, whatever signs are in it, unless another's."""
    whole = talks.sent(tmp_path, "autre")
    name = "bel[1]"
    shutil.copytree(whole / "tour-1", tmp_path / f"{name}-tour-1")
    shutil.copytree(whole, tmp_path / f"{name}-2026")
    shutil.copytree(whole / "tour-1", tmp_path / f"{name}-2026", dirs_exist_ok=True)
    path = Path(shutil.copy(whole / "dossier.yaml", tmp_path / f"{name}.yaml"))
    assert [one.name for one in all_papers(path)] == [f"{name}-tour-1"]


def test_an_event_is_taken_back_with_what_rests_on_it_and_given_back(answered: Desk) -> None:
    decide(answered, DELAY, "repli")
    page = plain(answered.read(f"{HERE}/annuler/2").text)
    assert "D'autres étapes reposent sur elle" in page
    assert "repli, 3.3" in page
    answered.after(answered.send(f"{HERE}/annuler/2", {"motif": "mauvais fichier"}))
    assert [one["annulation"]["evenement"] for one in register(answered)[3:]] == ["3", "2"]
    page = answered.read(HERE).text
    assert page.count("<s>") == 2
    assert "Attendre la réponse" in plain(page)
    assert answered.read(f"{HERE}/annuler/2").status_code == 404
    answered.after(answered.send(f"{HERE}/annuler/5"))
    assert "6 réponses attendent" in plain(answered.read(HERE).text)


def test_the_sendings_of_an_old_register_are_confirmed_one_by_one(sent: Desk) -> None:
    kept, old = register_path(dossier(sent)), ROOT / "tests" / "negotiation" / "registre-v1.yaml"
    shutil.copy(old, kept)
    assert "Cet envoi est parti : étape 1" in plain(sent.read(HERE).text)
    refused = sent.after(sent.send(f"{HERE}/confirmer/1", {"vu": "autre"}))
    assert "avancé" in plain(refused.text)
    assert kept.read_bytes() == old.read_bytes()
    early = sent.send(f"{HERE}/confirmer/1")
    assert (early.status_code, "Vérifier la date de cet ordinateur" in plain(early.text)) == (409, True)
    sent.house.__dict__["today"] = lambda: DAY.replace(year=DAY.year + 1)
    sent.after(sent.send(f"{HERE}/confirmer/1"))
    assert register(sent)[-1]["confirmation"]["evenement"] == "1"
    assert sent.send(f"{HERE}/confirmer/1").status_code == 404


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "²", "9" * 30])
def test_an_event_that_is_not_there_is_nowhere(answered: Desk, number: str) -> None:
    assert answered.read(f"{HERE}/annuler/{number}").status_code == 404
    assert answered.read(f"{HERE}/reponses/{number}").status_code == 404
    assert answered.read(f"{HERE}/reponses/1").status_code == 404


@pytest.fixture
def agreed(tmp_path: Path) -> Desk:
    """All is agreed but a legal point, and the dossier lacks what the document to sign prints."""
    folder = talks.sent(tmp_path)
    desk = seat(tmp_path)
    most = dict.fromkeys(asked(dossier(desk)), ACCEPTED)
    reply = fill(folder / "tour-1" / "tableau.xlsx", {**most, "hebergement-rgpd": {"choix": "Refusé"}}, WHO)
    text = dossier(desk).read_text(encoding="utf-8")
    dossier(desk).write_text(text.replace(", prise_d_effet: 2027-03-01", "").replace("  transferts: Aucun\n", ""))
    assert drop(desk, ("r.xlsx", reply.read_bytes())).status_code == 200
    return desk


def test_a_document_is_signed_once_nothing_stands_in_its_way(agreed: Desk) -> None:
    page = agreed.read(f"{HERE}/conclure").text
    assert 'name="avenant.prise_d_effet"' in page
    assert 'name="annexe.transferts"' in page
    assert agreed.send(f"{HERE}/conclure").status_code == 409
    keys = {"cle": ["avenant.prise_d_effet", "annexe.transferts"]}
    page = agreed.after(agreed.send(f"{HERE}/conclure/completer", {**keys, "annexe.transferts": "Aucun"})).text
    assert 'name="avenant.prise_d_effet"' in page
    assert 'name="annexe.transferts"' not in page
    right = {**keys, "avenant.prise_d_effet": "2027-03-01", "annexe.transferts": "Aucun"}
    page = agreed.after(agreed.send(f"{HERE}/conclure/completer", right)).text
    assert "8.4" in plain(page)
    point = "hebergement-rgpd"
    for fields in ({"malgre": point}, {"motif": "x"}):
        assert agreed.send(f"{HERE}/conclure", fields).status_code == 422
    assert agreed.send(f"{HERE}/conclure", {"malgre": "inconnu", "motif": "x"}).status_code == 409
    page = agreed.after(agreed.send(f"{HERE}/conclure", {"malgre": point, "motif": "Un autre contrat"})).text
    assert register(agreed)[-1]["conclusion"]["malgre"] == {point: "Un autre contrat"}
    assert "Conclu" in plain(page)
    assert (agreed.root / NAME / "signature" / "avenant.docx").is_file()
    assert "signature/avenant.docx" in page
    agenda = agreed.read(f"{HERE}/echeances.ics")
    assert agenda.headers["content-type"].startswith("text/calendar")
    assert agenda.content.startswith(b"BEGIN:VCALENDAR")


def test_a_spoilt_register_is_told_and_left(answered: Desk) -> None:
    path = answered.root / NAME / "negociation.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Refusé", "Accepté", 1), encoding="utf-8")
    before = path.read_bytes()
    for answer in (answered.read(HERE), decide(answered, DELAY, "repli"), drop(answered, ("x.docx", b"x"))):
        assert answer.status_code == 422
    assert path.read_bytes() == before


def test_each_page_of_a_full_negotiation_is_quick(answered: Desk) -> None:
    for path in PAGES:
        answered.read(f"{HERE}{path}")
    for path in PAGES:
        start = time.process_time()
        answered.read(f"{HERE}{path}")
        assert time.process_time() - start < 0.15, path


def test_an_archived_dossier_comes_back(sent: Desk) -> None:
    before = {path.relative_to(sent.root) for path in sent.root.rglob("*")}
    page = sent.after(sent.send(f"/dossiers/{NAME}/archiver"))
    assert "remettre ce dossier dans la liste" in plain(page.text)
    assert sent.read(HERE).status_code == 404
    assert sent.send("/archives/..%2F..%2Fx/remettre").status_code == 404
    page = sent.after(sent.send(f"/archives/{NAME}/remettre"))
    assert "Dossier remis dans la liste." in page.text
    assert {path.relative_to(sent.root) for path in sent.root.rglob("*")} - {Path("archives")} == before


def test_the_list_tells_what_comes_next(answered: Desk) -> None:
    page = plain(answered.read("/").text)
    assert "répondu" in page
    assert "décider des réponses" in page


@pytest.mark.parametrize(
    ("page", "maker", "typed", "shown"),
    [
        ("lettre", "letters.write_next", {"ampleur": "essentiel"}, 'value="essentiel" checked'),
        ("conclure", "signing.conclude", {"malgre": ["x"], "motif": "gardé"}, ""),
    ],
)
def test_documents_are_waited_for_and_their_page_says_what_became_of_them(
    answered: Desk, monkeypatch: pytest.MonkeyPatch, page: str, maker: str, typed: dict[str, Any], shown: str
) -> None:
    def full(*_: object) -> None:
        raise CannotWrite("le disque est plein")

    works: list[Any] = []
    answered.house.works.background = works.append
    monkeypatch.setattr(f"clausier.page.steps.suivi.{maker}", full)
    for _ in range(2):
        waits = answered.after(answered.send(f"{HERE}/{page}", typed))
        assert (waits.headers["refresh"], "attente-page" in waits.text) == ("1", True)
    assert len(works) == 1, "asked twice, made once"
    works[0]()
    told = answered.read(f"{HERE}/{page}")
    assert (told.status_code, "disque est plein" in told.text, shown in told.text) == (409, True, True)
    assert answered.read(f"{HERE}/{page}").status_code == 200, "told once"
