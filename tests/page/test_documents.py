"""The documents through the page: made as the command makes them, looked at, downloaded, said sent, taken back."""

from __future__ import annotations

import html
import io
import re
import shutil
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from clausier.cli import run
from clausier.documents.sending import OUTGOING
from clausier.errors import CannotWrite
from clausier.files.locks import held
from clausier.files.strictyaml import read_path
from clausier.page.studio import Studio
from tests.builders import DAY, ROOT
from tests.page.desk import EXAMPLE, Desk, folder, seated
from tests.page.test_steps import plain

HERE = f"/dossiers/{EXAMPLE}/documents"
DAY_SENT = {"jour": DAY.isoformat(), "voie": "courriel"}
LETTER, ACT = "lettre.docx", "conditions-particulieres.docx"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(Studio, "open", False)
    return seated(folder(tmp_path))


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose documents are made, once for all."""
    root = folder(tmp_path_factory.mktemp("rediges"))
    place = root / EXAMPLE
    assert run(["rediger", f"{place}/dossier.yaml", "-o", f"{place}/tour-1", "--date", DAY.isoformat()]) == 0
    return root


@pytest.fixture
def ready(drafts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Somebody at a copy of it."""
    monkeypatch.setattr(Studio, "open", False)
    return seated(Path(shutil.copytree(drafts, tmp_path / "copie")))


def waited(desk: Desk, path: str = HERE) -> Response:
    """The page once nothing is under way."""
    deadline = time.monotonic() + 60
    while "refresh" in (answer := desk.read(path)).headers:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return answer


def made(desk: Desk, **choice: str) -> str:
    assert desk.send(HERE, choice).status_code == 303
    return plain(waited(desk).text)


def files(desk: Desk, name: str = "tour-1") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((desk.root / EXAMPLE / name).iterdir())}


def filled(page: str, **typed: str) -> dict[str, str]:
    """The form of what the documents print, as it stands on the page, with this typed in it."""
    inside = re.search(r'<form [^>]*id="avant".*?</form>', page, re.DOTALL)[0]  # type: ignore[index]
    told = dict(re.findall(r'<input [^>]*name="([^"]+)"[^>]* value="([^"]*)"', inside))
    told |= dict(re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)<', inside))
    chosen = re.findall(r'<select name="([^"]+)".*?</select>', inside, re.DOTALL)
    assert {*typed} <= {*told, *chosen, "partie"}
    return {**{key: html.unescape(value) for key, value in told.items()}, **typed}


def register(desk: Desk) -> Any:
    return read_path(desk.root / EXAMPLE / "negociation.yaml").data


def edited(desk: Desk, name: str = LETTER) -> bytes:
    """A letter that a person saved again in an editor, with a word more."""
    path = desk.root / EXAMPLE / "tour-1" / name
    with zipfile.ZipFile(path) as before:
        members = {one: before.read(one) for one in before.namelist()}
    body = members["word/document.xml"].decode()
    members["word/document.xml"] = body.replace("Madame, Monsieur,", "Madame, Monsieur Modèle,", 1).encode()
    with zipfile.ZipFile(path, "w") as after:
        for one, content in members.items():
            after.writestr(one, content)
    return path.read_bytes()


def test_documents_are_those_of_the_command(desk: Desk, tmp_path: Path) -> None:
    desk.send(f"/dossiers/{EXAMPLE}/demandes/ampleur", {"ampleur": "essentiel"})
    page = made(desk)
    assert "12 clauses, 7 pages" in page
    dossier = str(desk.root / EXAMPLE / "dossier.yaml")
    assert run(["rediger", dossier, "-o", str(tmp_path / "sortie"), "--date", DAY.isoformat()]) == 0
    command = {path.name: path.read_bytes() for path in sorted((tmp_path / "sortie").iterdir())}
    assert files(desk) == command
    assert "second-temps.docx" in command


def test_the_page_waits_tells_and_blocks_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(desk.root / EXAMPLE):
        desk.send(HERE)
        page = desk.read(HERE)
        assert page.headers["refresh"] == "1"
        assert "Cette page se met à jour" in plain(page.text)
        assert desk.read(f"/dossiers/{EXAMPLE}/bilan").status_code == 200
        assert desk.send(HERE).status_code == 303  # a second click begins nothing more
    page = plain(waited(desk).text)
    assert page.count('<section class="paquet"') == 1
    assert 'class="refus"' not in page


def test_what_is_missing_is_asked_where_it_is_printed(desk: Desk) -> None:
    page = desk.read(HERE).text
    assert "11 lignes manquent" in plain(page)
    assert 'id="c-annexe.mesures"' in page
    fields = filled(page, **{"annexe.mesures": "Chiffrement des postes", "partie": "annexe"})
    answer = desk.send(f"{HERE}/completer", fields)
    assert answer.headers["location"].endswith("#annexe")
    assert "10 lignes manquent" in plain(desk.after(answer).text)
    assert read_path(desk.root / EXAMPLE / "dossier.yaml").data["annexe"] == {"mesures": "Chiffrement des postes"}
    answer = desk.send(f"{HERE}/completer", {"courrier.delai_reponse": "trois lunes", "courrier.lieu": "Ici"})
    assert answer.status_code == 422
    assert 'value="trois lunes"' in answer.text
    assert 'id="c-courrier.delai_reponse-fautes"' in answer.text
    made(desk)
    body = zipfile.ZipFile(desk.root / EXAMPLE / "tour-1" / ACT).read("word/document.xml").decode()
    assert "Chiffrement des postes" in body


def test_what_was_typed_is_saved_before_documents_are_made(desk: Desk) -> None:
    """Whichever button is pressed: that of a part, or the one that makes the documents."""
    page = desk.read(HERE).text
    assert re.search(r'<button form="avant" formaction="[^"]*/documents" id="rediger-bouton"', page)
    typed = filled(page, **{"courrier.lieu": "Beauvais", "courrier.delai_reponse": "trois lunes"})
    refused = desk.send(HERE, typed)
    assert refused.status_code == 422
    assert {'value="Beauvais"', 'id="c-courrier.delai_reponse-fautes"'} <= set(re.findall(r'\w+="[^"]*"', refused.text))
    assert not (desk.root / EXAMPLE / "tour-1").exists()
    answer = desk.send(HERE, {**typed, "courrier.delai_reponse": "15 jours"})
    assert "Enregistré." in desk.after(answer).text
    waited(desk)
    assert read_path(desk.root / EXAMPLE / "dossier.yaml").data["courrier"]["lieu"] == "Beauvais"
    body = zipfile.ZipFile(desk.root / EXAMPLE / "tour-1" / LETTER).read("word/document.xml").decode()
    assert "Beauvais" in body


def test_documents_are_not_made_of_a_form_that_somebody_overtook(desk: Desk) -> None:
    typed = filled(desk.read(HERE).text, **{"courrier.lieu": "Beauvais"})
    path = desk.root / EXAMPLE / "dossier.yaml"
    path.write_text(path.read_text() + "\nannexe:\n  mesures: Autre chose\n")
    answer = desk.send(HERE, typed)
    assert answer.status_code == 409
    assert 'value="Beauvais"' in answer.text
    assert not (desk.root / EXAMPLE / "tour-1").exists()


def test_the_archive_holds_what_goes_out_and_nothing_internal(ready: Desk) -> None:
    answer = ready.read(f"{HERE}/tour-1/archive")
    assert answer.headers["content-disposition"].endswith("glycines-infogerance-2026-tour-1.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        inside = {Path(name).name: archive.read(name) for name in archive.namelist()}
    assert inside == {name: content for name, content in files(ready).items() if name in OUTGOING}
    assert "synthese.docx" not in inside
    assert ready.read(f"{HERE}/tour-1/archive").content == answer.content


@pytest.mark.parametrize("name", ["synthese.docx", LETTER, ACT, "demandes.docx", "reponse.docx"])
def test_each_document_is_downloaded_as_it_is_and_read_as_text(ready: Desk, name: str) -> None:
    given = ready.read(f"{HERE}/tour-1/{name}/fichier")
    assert given.content == files(ready)[name]
    assert given.headers["content-disposition"].startswith("attachment")
    page = plain(ready.read(f"{HERE}/tour-1/{name}").text)
    assert "Cabinet médical des Glycines" in page
    assert ("ne part pas chez le prestataire" in page) is (name == "synthese.docx")
    if name == ACT:
        assert "Article 1 –</span> <strong>Objet" in page


@pytest.mark.parametrize(
    "path", ["tour-1/../dossier.yaml", "tour-1/manifeste.json", "tour-9/lettre.docx", "tour-1/rien.docx", "archives/x"]
)
def test_no_name_leads_anywhere_else(ready: Desk, path: str) -> None:
    assert ready.read(f"{HERE}/{path}/fichier").status_code == 404


def test_a_link_among_documents_leads_nowhere(ready: Desk) -> None:
    path = ready.root / EXAMPLE / "tour-1" / LETTER
    path.unlink()
    path.symlink_to(ROOT / "README.md")
    (ready.root / EXAMPLE / "ailleurs").symlink_to(ready.root / EXAMPLE / "tour-1")
    assert ready.read(f"{HERE}/tour-1/{LETTER}/fichier").status_code == 404
    assert ready.read(f"{HERE}/ailleurs/{ACT}/fichier").status_code == 404
    assert b"lettre.docx" not in ready.read(f"{HERE}/tour-1/archive").content


def test_a_sending_is_told_to_the_register_and_shown(ready: Desk) -> None:
    page = plain(ready.after(ready.send(f"{HERE}/tour-1/envoye", DAY_SENT)).text)
    assert "Envoi noté." in page
    assert "Envoyé le 23 novembre 2026 par courriel" in page
    sent = register(ready)["evenements"][0]["envoi"]
    assert (sent["le"], sent["voie"]) == (DAY.isoformat(), "courriel")
    again = ready.send(f"{HERE}/tour-1/envoye", DAY_SENT)
    assert again.status_code == 422
    assert "déjà inscrits" in again.text
    assert "envoyé" in plain(ready.read("/").text)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"jour": "2026-01-01"}, "ne peut pas précéder la date imprimée"),
        ({"jour": "demain"}, "demain"),
        ({"jour": ""}, "Dire quel jour"),
    ],
)
def test_a_sending_that_cannot_be_is_said_at_its_place(ready: Desk, fields: dict[str, str], told: str) -> None:
    answer = ready.send(f"{HERE}/tour-1/envoye", fields)
    assert answer.status_code == 422
    assert told in plain(answer.text)
    assert f'name="jour" value="{fields["jour"]}"' in answer.text
    assert not (ready.root / EXAMPLE / "negociation.yaml").exists()


def test_a_sending_is_taken_back(ready: Desk) -> None:
    ready.send(f"{HERE}/tour-1/envoye", DAY_SENT)
    page = plain(ready.after(ready.send(f"{HERE}/tour-1/annuler", {"motif": "pas encore parti", "suite": ""})).text)
    assert "Annulé. Rien n’est effacé" in page
    assert "brouillon" in page
    assert register(ready)["evenements"][1]["annulation"]["motif"] == "pas encore parti"
    assert ready.send(f"{HERE}/tour-1/annuler").status_code == 404


def test_what_rests_on_a_sending_is_shown_before_it_goes(ready: Desk) -> None:
    ready.send(f"{HERE}/tour-1/envoye", DAY_SENT)
    dossier = str(ready.root / EXAMPLE / "dossier.yaml")
    words = ["decider", dossier, "4.5", "--repli", "--motif", "essai", "--date", DAY.isoformat()]
    assert run(words) == 0
    answer = ready.send(f"{HERE}/tour-1/annuler", {"suite": ""})
    assert answer.status_code == 422
    assert "Annulera aussi : décision du 23 novembre 2026" in plain(answer.text)
    assert ready.send(f"{HERE}/tour-1/annuler", {"suite": "2"}).status_code == 303


def test_documents_that_were_edited_are_not_written_over(ready: Desk) -> None:
    mine = edited(ready)
    assert "Modifié depuis sa rédaction" in ready.read(HERE).text
    ready.send(f"/dossiers/{EXAMPLE}/demandes/ampleur", {"ampleur": "essentiel"})
    assert "Le dossier a changé depuis" in plain(ready.read(HERE).text)
    page = made(ready)
    assert f"Vous avez modifié {LETTER}" in page
    assert files(ready)[LETTER] == mine
    made(ready, choix="a-cote")
    assert files(ready)[LETTER] == mine
    assert files(ready, "tour-1-2")[LETTER] != mine
    assert ready.read(f"{HERE}/tour-1-2/second-temps.docx").status_code == 200


def test_an_edited_document_may_be_replaced_by_who_says_so(ready: Desk) -> None:
    first, mine = files(ready)[LETTER], edited(ready)
    assert mine != first
    ready.send(f"/dossiers/{EXAMPLE}/demandes/ampleur", {"ampleur": "essentiel"})
    made(ready)
    made(ready, choix="remplacer")
    assert files(ready)[LETTER] not in (mine, first)


def test_what_was_edited_is_what_was_sent_and_is_told(ready: Desk) -> None:
    edited(ready)
    (ready.root / EXAMPLE / "tour-1" / "tableau.xlsx").unlink()
    page = plain(ready.after(ready.send(f"{HERE}/tour-1/envoye", DAY_SENT)).text)
    assert "Lettre.docx a été modifié depuis sa rédaction" in page
    assert "non envoyé : tableau.xlsx" in page
    assert "N’est plus dans le dossier" in page
    edited(ready, ACT)
    assert "Modifié depuis son envoi" in ready.read(HERE).text


def test_what_was_sent_is_left_and_the_next_ones_stand_beside(ready: Desk) -> None:
    ready.send(f"{HERE}/tour-1/envoye", DAY_SENT)
    before = files(ready)
    made(ready)
    assert files(ready) == before
    assert (ready.root / EXAMPLE / "tour-1-2" / LETTER).is_file()


def test_a_refusal_of_the_gate_is_sentences(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise CannotWrite("le disque est plein.")

    monkeypatch.setattr("clausier.desk.drafting.publish", full)
    page = made(desk)
    assert "Les documents n’ont pas été rédigés." in page
    assert "Le disque est plein." in page
    assert "Le disque est plein." not in plain(desk.read(HERE).text)
    assert not (desk.root / EXAMPLE / "tour-1").exists()


def test_pages_are_shown_once_they_are_printed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = (ROOT / "examples" / EXAMPLE / "contrat.pdf").read_bytes()
    monkeypatch.setattr(Studio, "open", True)
    monkeypatch.setattr("clausier.desk.showing.to_pdf", lambda files: {f"{Path(one).stem}.pdf": pdf for one in files})
    made(desk)
    address = f"{HERE}/tour-1/{LETTER}"
    page = waited(desk, address).text
    assert re.findall(r'width="(\d+)" height="(\d+)"', page) == [("794", "1123")] * 3
    picture = desk.read(f"{address}/page/1")
    assert (picture.headers["content-type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert desk.read(f"{address}/pdf").content == pdf
    assert {desk.read(f"{address}/page/{one}").status_code for one in ("0", "4", "x", "99999")} == {404}
    assert "Madame, Monsieur" in desk.read(f"{address}?texte=oui").text


def test_where_nothing_can_be_printed_the_text_is_shown_with_why(ready: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(files: Any) -> Any:
        raise CannotWrite("LibreOffice a échoué.")

    monkeypatch.setattr(Studio, "open", True)
    monkeypatch.setattr("clausier.desk.showing.to_pdf", broken)
    page = plain(waited(ready, f"{HERE}/tour-1/{LETTER}").text)
    assert "LibreOffice a échoué." in page
    assert "Madame, Monsieur" in page


def test_a_document_that_somebody_spoilt_is_said_and_may_be_downloaded(ready: Desk) -> None:
    (ready.root / EXAMPLE / "tour-1" / LETTER).write_bytes(b"rien de Word")
    page = ready.read(f"{HERE}/tour-1/{LETTER}")
    assert page.status_code == 200
    assert "Ce document ne peut pas être montré" in plain(page.text)
    assert ready.read(f"{HERE}/tour-1/{LETTER}/fichier").content == b"rien de Word"


def test_a_dossier_that_is_one_file_among_others_has_its_own_folders(desk: Desk) -> None:
    source = (desk.root / EXAMPLE / "dossier.yaml").read_bytes()
    (desk.root / "seul.yaml").write_bytes(source)
    desk.send("/dossiers/seul.yaml/documents")
    page = waited(desk, "/dossiers/seul.yaml/documents").text
    assert (desk.root / "seul-tour-1" / LETTER).is_file()
    assert "seul-tour-1" in page
