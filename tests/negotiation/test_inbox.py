"""Every file of a folder of replies is told, kept in a list, and none is forgotten when silence would be claimed."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.errors import InvalidInput
from clausier.model.inbox import Arrival, Inbox, Outcome
from clausier.model.negotiation import Piece, Received, Source
from clausier.model.register import Event, Register
from clausier.negotiation.inbox import list_file, names, read_list, renewed, waiting
from clausier.negotiation.reply.incoming import incoming
from clausier.negotiation.reply.mail import read_mail
from tests.builders import flat
from tests.negotiation.play import (
    ACCEPTED,
    ACCESS,
    DELAY,
    FEES,
    REFUSED,
    WHO,
    call,
    fill,
    make_sent,
    register_text,
    sit_down,
)

READ = ("--date", "2026-12-24")
CASE = "belvedere-logiciel-2026"


@pytest.fixture
def box(sent: Path) -> Path:
    """An empty inbox beside the dossier."""
    folder = sent.parent / "reponses"
    folder.mkdir()
    return folder


def answer(sent: Path, target: Path, who: tuple[str, str, str] = WHO, **answers: Any) -> Path:
    """A tracker filled in, under a name of one's choice."""
    target.parent.mkdir(parents=True, exist_ok=True)
    filled = fill(sent.parent / "tour-1" / "tableau.xlsx", answers.get("points", {DELAY: ACCEPTED}), who)
    return Path(shutil.move(filled, target))


def mail(path: Path, *pieces: tuple[str, bytes], sealed: bool = False) -> Path:
    message = EmailMessage()
    message["From"] = "Cléo Spécimen <cleo@exemple.fr>"
    message["Date"] = "Sun, 20 Dec 2026 10:00:00 +0100"
    message.set_content("Bonjour, voici notre réponse.")
    for name, content in pieces:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if sealed:
        message.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
        message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png", cid="<logo>")
    path.write_bytes(bytes(message))
    return path


def outcomes(dossier: Path, *given: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What became of each file, by its name; the exit code says whether some were not read."""
    capsys.readouterr()
    code = run(["reponse", "lire", str(dossier), *map(str, given), *READ, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert code == (3 if told["non_lus"] else 0)
    return {one["fichier"] + ("/" if one["piece_jointe"] else "") + one["piece_jointe"]: one["issue"]
            for one in told["fichiers"]}  # fmt: skip


def kept(dossier: Path) -> list[Arrival]:
    return [*read_list(dossier.parent / ".clausier" / "courrier.yaml").arrivals]


def test_every_file_of_a_folder_is_told(sent: Path, box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One of each kind, in folders within the folder, under names that tell nothing."""
    other = sit_down(sent.parent.parent / "autre", (CASE, "autre-cabinet-2026"))
    call("rediger", other, "-o", other.parent / "tour-1", "--date", "2026-11-23")
    call("rediger", sent, "-o", sent.parent / "essai", "--date", "2026-11-25", "--position", "plancher")
    answer(sent, box / "mars" / "RETOUR.XLSX")
    shutil.copy(box / "mars" / "RETOUR.XLSX", box / "z.pdf")
    answer(sent, box / "vieux.xlsx", (*WHO[:2], "01/12/2026"), points={DELAY: REFUSED})
    shutil.copy(sent.parent / "tour-1" / "reponse.docx", box / "vide.docx")
    shutil.copy(sent.parent / "tour-1" / "lettre.docx", box / "lettre.docx")
    shutil.copy(other.parent / "tour-1" / "reponse.docx", box / "a.docx")
    shutil.move(fill(sent.parent / "essai" / "tableau.xlsx", {DELAY: ACCEPTED}), box / "brouillon.xlsx")
    answer(sent, box / "faux.xlsx", points={DELAY: {"choix": "Peut-être"}})
    (box / "coupe.docx").write_bytes(b"PK\x03\x04 coupe")
    for name in ("scan.PDF", "lettre.odt", "lettre.doc", "mail.msg", "photo.jpg", "tout.zip", "sans"):
        (box / "mars" / name).write_bytes(b"x" * 200)
    for name in ("._a.docx", "~$a.docx", ".DS_Store", "Thumbs.db"):
        (box / "mars" / name).write_bytes(b"\0" * 200)
    other_kinds = ("scan.PDF", "lettre.odt", "lettre.doc", "mail.msg", "photo.jpg", "tout.zip", "sans")
    assert outcomes(sent, box, capsys=capsys) == {
        "a.docx": "sans dossier connu",
        "brouillon.xlsx": "répond à un brouillon non envoyé",
        "coupe.docx": "illisible",
        "faux.xlsx": "refusé",
        "lettre.docx": "rien de rempli",
        "mars/RETOUR.XLSX": "lu",
        "vide.docx": "rien de rempli",
        "vieux.xlsx": "lu, mais dépassé",
        "z.pdf": "déjà lu",
        **{f"mars/{name}": "pas un formulaire" for name in other_kinds},
    }
    assert {one.file for one in kept(sent)} == set(outcomes(sent, box, capsys=capsys))


def test_a_file_that_is_no_form_is_named_with_what_to_do(
    sent: Path, box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.odt", "b.pdf", "c.zip", "d.msg"):
        (box / name).write_bytes(b"x")
    assert run(["reponse", "lire", str(sent), str(box), *READ]) == 3
    message = capsys.readouterr().err
    assert "a.odt : un fichier .odt ne se lit pas. L'ouvrir et l'enregistrer au format .docx" in message
    assert "b.pdf : un fichier .pdf ne se lit pas. Le lire soi-même, puis noter sa réponse" in message
    assert "c.zip : un fichier .zip ne se lit pas. En extraire les fichiers" in message
    assert "d.msg : un fichier .msg ne se lit pas. Dans la messagerie" in message


def test_the_table_fits_a_terminal(
    sent: Path, box: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    answer(sent, box / "a.xlsx")
    (box / f"{'un nom très long ' * 8}.pdf").write_bytes(b"x")
    capsys.readouterr()
    run(["reponse", "lire", str(sent), str(box), *READ])
    lines = capsys.readouterr().out.splitlines()
    table = lines[lines.index("") :]
    assert max(map(len, table)) <= 80
    assert "2 fichiers, 1 non lu" in table


def test_a_mail_gives_its_files_and_says_who_sent_it(sent: Path, box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled = answer(sent, sent.parent / "x.xlsx").read_bytes()
    mail(box / "m.EML", ("réponse n° 1.xlsx", filled), ("cgv.pdf", b"%PDF"), sealed=True)
    found = outcomes(sent, box, capsys=capsys)
    assert found == {"m.EML/réponse n° 1.xlsx": "lu", "m.EML/cgv.pdf": "pas un formulaire", "m.EML": "lu"}
    told = kept(sent)[-1].reason
    assert told.startswith("courriel de Cléo Spécimen <cleo@exemple.fr>, le 20 décembre 2026")
    assert "accord de principe" in register_text(sent)


@pytest.mark.parametrize("empty", [True, False])
def test_a_mail_without_an_answer_in_its_files_is_for_a_person_to_read(
    sent: Path, box: Path, capsys: pytest.CaptureFixture[str], empty: bool
) -> None:
    form = (sent.parent / "tour-1" / "reponse.docx").read_bytes()
    mail(box / "m.eml", *([("reponse.docx", form)] if empty else []))
    assert outcomes(sent, box, capsys=capsys)["m.eml"] == "pas un formulaire"


def test_a_mail_made_to_exhaust_its_reader_is_refused(tmp_path: Path) -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5000))
    path = tmp_path / "m.eml"
    path.write_text(nested, encoding="ascii")
    with pytest.raises(InvalidInput, match="ce courriel est abîmé"):
        read_mail(path, "m.eml")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0", b"From: =?x?q?=FF?=\nDate: hier\n\n\xe9", b"From: a\xe9\n\n"])
def test_odd_mails_are_read_without_a_sender_or_a_day(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.eml"
    path.write_bytes(content)
    found = read_mail(path, "m.eml")
    assert found.day is None
    assert found.told.startswith("courriel de ")


def test_what_is_no_file_is_told_and_not_followed(tmp_path: Path) -> None:
    box = tmp_path / "boite"
    (box / "dans").mkdir(parents=True)
    (box / ".git").mkdir()
    (box / ".git" / "HEAD").write_text("x", encoding="utf-8")
    (box / "lien").symlink_to(tmp_path, target_is_directory=True)
    (box / "perdu.docx").symlink_to(tmp_path / "absent")
    os.mkfifo(box / "tube")
    (box / "dans" / "a\nb.docx").write_bytes(b"x")
    found = {one.name: one.fault[0] if one.fault else "" for one in incoming(box)}
    assert found == {
        "dans/a\ufffdb.docx": "",
        "lien": "c'est un lien vers un autre dossier, qui n'est pas suivi.",
        "perdu.docx": "ce n'est pas un fichier.",
        "tube": "ce n'est pas un fichier.",
    }


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").mkdir()
    scan = os.scandir

    def guarded(path: str) -> Any:
        if Path(path).name == "secret":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert [(one.name, bool(one.fault)) for one in incoming(tmp_path)] == [("secret", True)]


def test_the_list_is_renewed_for_the_folder_that_is_read(
    sent: Path, box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.pdf", "b.pdf"):
        (box / name).write_bytes(b"x")
    elsewhere = sent.parent.parent / "c.pdf"
    elsewhere.write_bytes(b"y")
    outcomes(sent, box, elsewhere, capsys=capsys)
    (box / "a.pdf").unlink()
    outcomes(sent, box, capsys=capsys)
    assert {(one.inbox, one.file, one.case) for one in kept(sent)} == {
        ("reponses", "b.pdf", CASE),
        ("..", "c.pdf", CASE),
    }


def test_the_folder_of_the_dossier_holds_no_mail_of_ours(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was drafted, sent and kept there is no answer; what came beside it is."""
    call("rediger", sent, "-o", sent.parent / "essai", "--date", "2026-11-25", "--position", "plancher")
    answer(sent, sent.parent / "tour-1" / "retour.xlsx")
    (sent.parent / "README.md").unlink(missing_ok=True)
    before = register_text(sent)
    assert outcomes(sent, sent.parent, capsys=capsys) == {"tour-1/retour.xlsx": "lu"}
    assert register_text(sent).count("- numero:") == before.count("- numero:") + 1


@pytest.mark.parametrize("name", ["avenant.docx", "lettre.docx", "tableau.xlsx"])
def test_a_document_that_comes_back_as_it_was_sent_is_no_answer(
    sent: Path, box: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(sent.parent / "tour-1" / name, box / "retour.docx")
    before = register_text(sent)
    assert outcomes(sent, box, capsys=capsys) == {"retour.docx": "rien de rempli"}
    assert register_text(sent) == before


def test_a_path_that_leads_nowhere_is_told_and_not_kept(
    sent: Path, box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(sent, box / "a.xlsx")
    assert run(["reponse", "lire", str(sent), str(box / "absent.docx"), str(box), *READ]) == 3
    assert "absent.docx : le fichier n'existe pas. Vérifier le chemin." in capsys.readouterr().err
    assert [one.file for one in kept(sent)] == ["a.xlsx"]


def test_an_empty_folder_is_told(sent: Path, box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("reponse", "lire", sent, box, *READ)
    assert "Aucun fichier à lire." in capsys.readouterr().out


def test_a_spoilt_list_is_told(sent: Path, box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sent.parent / ".clausier" / "courrier.yaml").write_text("courrier: [1", encoding="utf-8")
    for words in (["reponse", "lire", str(sent), str(box)], ["suivre", str(sent)]):
        assert run([*words, *READ]) == 3
        assert "la liste du courrier reçu est abîmée. L'effacer" in capsys.readouterr().err


def reminder(dossier: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = run(["relancer", str(dossier), "-o", str(dossier.parent / "rappel"), *READ])
    return code, flat(capsys.readouterr().err)


def test_no_reminder_while_something_that_came_back_is_unread(
    sent: Path, box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = box / "scan.pdf"
    scan.write_bytes(b"%PDF")
    outcomes(sent, box, capsys=capsys)
    code, message = reminder(sent, capsys)
    assert code == 1
    assert "pas de rappel. - scan.pdf : pas un formulaire (un fichier .pdf ne se lit pas). Le lire" in message
    assert not (sent.parent / "rappel").exists()
    call("suivre", sent, *READ)
    shown = flat(capsys.readouterr().out)
    assert "Courrier à lire – scan.pdf : pas un formulaire" in shown
    assert "Ensuite : lire ce qui est arrivé (scan.pdf)." in shown


def test_a_file_that_is_put_away_holds_no_reminder_back(
    sent: Path, box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (box / "scan.pdf").write_bytes(b"%PDF")
    outcomes(sent, box, capsys=capsys)
    (box / "scan.pdf").unlink()
    outcomes(sent, box, capsys=capsys)
    assert reminder(sent, capsys)[0] == 0


def test_an_answer_noted_with_its_file_is_settled(sent: Path, box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan = mail(box / "m.eml", ("cgv.pdf", b"%PDF"))
    outcomes(sent, box, capsys=capsys)
    note = ("--refuse", "--par", WHO[0], "--qualite", WHO[1], "--le", "2026-12-20", "--source", "courriel")
    call("reponse", "noter", sent, "9.A", *note, "--piece", scan, *READ)
    capsys.readouterr()
    call("suivre", sent, "--json", *READ)
    assert json.loads(capsys.readouterr().out)["courrier"] == []


def test_after_an_answer_an_unread_file_holds_no_round_back(
    sent: Path, box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(sent, box / "a.xlsx", points={DELAY: ACCEPTED, FEES: REFUSED})
    (box / "cgv.pdf").write_bytes(b"%PDF")
    outcomes(sent, box, capsys=capsys)
    assert reminder(sent, capsys)[0] == 0


def batch(tmp_path: Path) -> Path:
    """Two providers whose requests were sent."""
    (tmp_path / "cabinets").mkdir()
    for name in ("un", "deux"):
        dossier = sit_down(tmp_path / name, (CASE, f"cabinet-{name}"))
        shutil.copy(dossier, tmp_path / "cabinets" / f"{name}.yaml")
    call("lot", "produire", tmp_path / "cabinets", "-o", tmp_path / "sortie", "--date", "2026-11-23")
    call("lot", "envoyer", tmp_path / "sortie", "--le", "2026-11-23")
    return tmp_path / "sortie"


def test_in_a_batch_only_the_provider_concerned_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, box = batch(tmp_path), tmp_path / "reponses"
    box.mkdir()
    (box / "retour_CABINET-UN.pdf").write_bytes(b"%PDF")
    (box / "autre.pdf").write_bytes(b"%PDF-1")
    assert run(["reponse", "lire", str(root), str(box), *READ]) == 3
    assert (root / ".clausier" / "courrier.yaml").is_file()
    capsys.readouterr()
    call("relancer", root, "-o", tmp_path / "relances", *READ)
    assert "cabinet-un : une réponse est peut-être arrivée" in capsys.readouterr().out
    assert [path.name for path in (tmp_path / "relances").iterdir()] == ["cabinet-deux"]
    call("suivre", root, *READ)
    shown = flat(capsys.readouterr().out)
    assert "– cabinet-un – retour_CABINET-UN.pdf : pas un formulaire" in shown
    assert "– autre.pdf : pas un formulaire" in shown


def test_a_file_that_a_person_gave_to_a_dossier_stays_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, box = batch(tmp_path), tmp_path / "reponses"
    box.mkdir()
    (box / "scan.pdf").write_bytes(b"%PDF")
    run(["reponse", "lire", str(root / "cabinet-deux"), str(box / "scan.pdf"), *READ])
    run(["reponse", "lire", str(root), str(box), *READ])
    assert [one.case for one in read_list(root / ".clausier" / "courrier.yaml").arrivals] == ["cabinet-deux"]


def arrival(file: str, **more: Any) -> Arrival:
    return Arrival(inbox="boite", file=file, day=date(2026, 12, 24), **{"outcome": Outcome.OTHER, **more})


@pytest.mark.parametrize(
    ("file", "case", "found"),
    [
        ("retour-cab-12.pdf", "cab-12", True),
        ("CAB-12/scan.pdf", "cab-12", True),
        ("cab-123.pdf", "cab-12", False),
        ("xcab-12.pdf", "cab-12", False),
        ("a.b.pdf", "a.b", True),
        ("aXb.pdf", "a.b", False),
    ],
)
def test_a_name_holds_an_id_as_a_word(file: str, case: str, found: bool) -> None:
    assert names(arrival(file), case) is found


def test_what_waits_is_unread_of_that_dossier_and_not_noted() -> None:
    noted = Received(
        round=1, day=date(2026, 12, 24), kind=Source.POST, fingerprint="0", piece=Piece(name="n", fingerprint="f")
    )
    register = Register(case="c", events=(Event(received=noted),))
    inbox = Inbox(
        arrivals=(
            arrival("vu.pdf", case="c", outcome=Outcome.READ),
            arrival("autre.pdf", case="d"),
            arrival("attend.pdf", case="c"),
            arrival("note.eml", case="c", fingerprint="f"),
            arrival("note.eml", case="c", piece="cgv.pdf"),
            arrival("d-c.pdf", case="d"),
        )
    )
    assert [one.name for one in waiting(inbox, register)] == ["attend.pdf"]


def test_renewing_goes_by_places_not_by_names() -> None:
    inbox = Inbox(arrivals=(arrival("a"), arrival("sous/b"), arrival("../ailleurs/a")))
    after = renewed(inbox, [arrival("sous/c")], Path("/lot"), [Path("/lot/boite/sous")])
    assert [one.file for one in after.arrivals] == ["a", "../ailleurs/a", "sous/c"]
    assert renewed(inbox, [], Path("/lot"), [Path("/lot/boite/a")]).arrivals == inbox.arrivals[1:]


def test_the_list_is_read_back_as_it_was(tmp_path: Path) -> None:
    inbox = Inbox(arrivals=(arrival("a : b.pdf", reason="« x » – 1", remedy="y" * 200), arrival("no", piece="1.0")))
    path = tmp_path / "courrier.yaml"
    path.write_bytes(list_file(inbox))
    assert read_list(path) == inbox


def test_a_late_reply_is_told_as_overtaken(sent: Path, box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("reponse", "lire", sent, answer(sent, box / "a.xlsx", points={DELAY: REFUSED, ACCESS: REFUSED}), *READ)
    call("decider", sent, DELAY, "--repli", "--motif", "Essai", *READ)
    make_sent("relancer", sent, sent.parent / "tour-2", "2026-12-24")
    answer(sent, box / "b.xlsx", points={DELAY: ACCEPTED})
    found = outcomes(sent, box, capsys=capsys)
    assert found == {"a.xlsx": "déjà lu", "b.xlsx": "lu, mais dépassé"}
    assert [one.reason for one in kept(sent)][1] == "les textes ont changé depuis l'envoi auquel il répond"
