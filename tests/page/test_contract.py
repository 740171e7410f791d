"""A contract given to the page: read as the command reads it, whatever it is called, held and told in sentences."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.desk.contracts import texts_of, texts_path
from clausier.dossier.readings import read_reading, reading_path
from clausier.files.strictyaml import read_path
from clausier.model.contract_text import TextBlock
from clausier.model.reading import Reading
from tests.page.desk import EXAMPLE, Desk, folder, seated
from tests.page.lectures import ANSWERED, CONTRACT, FILE, READ, blank, here, lay
from tests.page.test_steps import plain

HERE = f"/dossiers/{READ}"
SHORT = "Le Prestataire sauvegarde les données chaque jour."
QUOTED = "sauvegardes-test-restauration"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Somebody at a dossier whose contract nobody has read."""
    blank(tmp_path)
    return here(seated(tmp_path))


@pytest.fixture
def after(tmp_path: Path) -> Desk:
    """Somebody at a dossier whose contract was read."""
    lay(tmp_path)
    return here(seated(tmp_path))


def dossier(desk: Desk) -> Path:
    return desk.root / READ / "dossier.yaml"


def reading(desk: Desk) -> Reading:
    return read_reading(dossier(desk))


def give(desk: Desk, *files: tuple[str, str | bytes], **fields: Any) -> str:
    """What the page shows once these files were given."""
    given = [("fichiers", (name, text.encode() if isinstance(text, str) else text)) for name, text in files]
    answer = desk.send(f"{HERE}/contrat", fields, files=given or [("x", ("", b""))])
    return plain((desk.after(answer) if answer.status_code == 303 else answer).text)


def kept(desk: Desk) -> list[str]:
    """The files that the page offers to keep."""
    return re.findall(r'type="checkbox" name="garder" value="([0-9a-f]+)"', desk.read(f"{HERE}/contrat").text)


def test_it_writes_what_the_command_writes(desk: Desk, tmp_path: Path) -> None:
    twin = tmp_path / "commande" / "dossier.yaml"
    twin.parent.mkdir()
    shutil.copy(dossier(desk), twin)
    (twin.parent / FILE).write_text(CONTRACT, encoding="utf-8")
    before = twin.read_bytes()
    assert run(["lire", str(twin.parent / FILE), "-o", str(twin), "--date", "2026-11-23"]) == 0
    page = give(desk, (FILE, CONTRACT))
    assert "24 trouvés" in page.replace("</strong>", "").replace("<strong>", "")
    assert reading_path(dossier(desk)).read_bytes() == reading_path(twin).read_bytes()
    assert texts_path(dossier(desk)).read_bytes() == texts_path(twin).read_bytes()
    assert dossier(desk).read_bytes() == twin.read_bytes() == before


def test_it_tells_what_was_read_and_what_is_missing(after: Desk) -> None:
    page = plain(after.read(f"{HERE}/contrat").text)
    assert f"{len(CONTRACT.split())} mots" not in page, "signs of Markdown are no words"
    assert re.search(r"8\d\d mots", page)
    assert "Annexe 4" in page
    assert "Vérifier 59 questions" in page
    assert "<strong>contrat d’infogérance</strong>" in page


def test_what_the_contract_tells_goes_into_the_dossier_once_it_is_accepted(after: Desk) -> None:
    before = dossier(after).read_bytes()
    after.read(f"{HERE}/contrat")
    assert dossier(after).read_bytes() == before
    ticked = ["contrat.type", "contrat.date", "situation.services", "rien.du.tout"]
    page = after.after(after.send(f"{HERE}/contrat/elements", {"element": ticked})).text
    assert "Reporté dans le dossier." in page
    data = read_path(dossier(after)).data
    assert data["contrat"] == {"titre": "Sérénité", "etat": "non_signe", "type": "infogerance", "date": "2026-11-09"}
    assert data["situation"]["services"] == ["infogerance", "reseau", "antivirus", "sauvegarde"]
    assert 'value="contrat.date"' not in page
    assert 'value="contrat.reference"' in page
    assert after.send(f"{HERE}/contrat/elements").status_code == 422


def test_what_was_taken_from_the_contract_is_said_in_the_situation_which_comes_next(after: Desk) -> None:
    told = r"comme dans le contrat, à relire ici</summary> <p>[^.]*date[^.]*services"
    assert not re.search(told, plain(after.read(f"{HERE}/situation").text))
    sent = after.send(f"{HERE}/contrat/elements", {"element": ["contrat.date", "situation.services"]})
    assert sent.headers["location"].endswith("#elements"), "others are left"
    assert "Relire la situation" in after.after(sent).text
    page = plain(after.read(f"{HERE}/situation").text)
    assert re.search(told, page)
    assert re.search(r"Restent à dire</a></strong> : lieu des données,[^<]*sauvegardes[^<]*\.</p>", page)
    every = re.findall(r'name="element" value="([^"]+)"', after.read(f"{HERE}/contrat").text)
    assert after.send(f"{HERE}/contrat/elements", {"element": every}).headers["location"].endswith("#ensuite")


def test_what_is_declined_is_not_proposed_again(after: Desk) -> None:
    page = after.after(after.send(f"{HERE}/contrat/elements", {"ecarter": "contrat.date"})).text
    assert "ce ne sera plus proposé" in page
    assert 'value="contrat.date"' not in page
    assert 'value="contrat.date"' not in give(after, (FILE, f"{CONTRACT[:1500]}\n"))
    assert after.send(f"{HERE}/contrat/elements", {"ecarter": "contrat.date"}).status_code == 404


def test_an_element_that_the_dossier_does_not_admit_is_told_beside_it(desk: Desk) -> None:
    give(desk, (FILE, CONTRACT.replace("le 9 novembre 2026", "le 9 novembre 2026").replace("000 000 000 00000", "1")))
    path = reading_path(dossier(desk))
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(cle: contrat\.date\n\s+valeur: ).*", r'\1"2026-02-31"', text), encoding="utf-8")
    before = dossier(desk).read_bytes()
    answer = desk.send(f"{HERE}/contrat/elements", {"element": ["contrat.date", "contrat.type"]})
    assert answer.status_code == 422
    assert 'aria-describedby="e-contrat.date-fautes"' in answer.text
    assert dossier(desk).read_bytes() == before


def test_an_annex_is_added_to_what_was_read(after: Desk) -> None:
    annex = "# Annexe 4 – Niveaux de service\n\nLe Prestataire rétablit le service en quatre heures.\n"
    page = give(after, ("annexe-4.txt", annex), garder=kept(after))
    assert "Cités et non fournis" not in page
    assert [one.name for one in reading(after).files] == [FILE, "annexe-4.txt"]
    give(after, (FILE, SHORT), garder=kept(after))
    assert [one.name for one in reading(after).files] == ["annexe-4.txt", FILE], "the same name: the new one"
    assert reading(after).files[1].digest not in kept(after)


def test_a_new_version_tells_the_answers_whose_passage_changed(after: Desk) -> None:
    after.send(f"{HERE}/points/{QUOTED}", {"constat": "oui", "lu": ""})
    assert read_path(dossier(after)).data["reponses"][QUOTED]["article"] == "7.2"
    page = give(after, ("v2.md", CONTRACT.replace("réalisé chaque année", "réalisé tous les deux ans")))
    assert "1 réponse à revoir" in page
    assert "l’article 7.2 a changé depuis votre réponse" in page.lower()
    assert "le passage cité n’est pas dans ces fichiers" in plain(_anew(after).read(f"{HERE}/contrat").text).lower()
    assert "à revoir" not in give(after, (FILE, CONTRACT))


def _anew(desk: Desk) -> Desk:
    """The page that is opened again: it remembers nothing but the files."""
    return here(seated(desk.root))


def test_a_situation_that_changed_is_read_again_without_the_files(desk: Desk) -> None:
    desk.send(f"{HERE}/situation/services", {"situation.services": ["materiel"]})
    give(desk, (FILE, SHORT))
    few = len(reading(desk).points)
    desk.send(f"{HERE}/situation/services", {"situation.services": ["infogerance", "sauvegarde"]})
    page = desk.read(f"{HERE}/contrat").text
    assert "Lire de nouveau" in page
    give(desk, garder=kept(desk))
    assert len(reading(desk).points) > few
    assert [one.name for one in reading(desk).files] == [FILE]


NAMES = (
    *("../../../etc/passwd.txt", "..\\..\\x.txt", "/abs.txt", "C:\\y.txt", ".clausier/verrou.txt", "dossier.yaml.txt"),
    *(f"{'é' * 300}.txt", "a\x1b[31m\u202e.txt", "a\nb.txt", "<img src=x onerror=alert(1)>.txt", " .txt", "..txt"),
    *("con.txt", "x.TXT", '"; rm -rf .txt'),
)


def test_the_names_of_files_are_only_shown(desk: Desk) -> None:
    page = give(desk, *((name, f"{SHORT} {rank}") for rank, name in enumerate(NAMES)))
    made = {path.relative_to(desk.root).as_posix() for path in desk.root.rglob("*") if path.is_file()}
    assert made - {f"{READ}/.clausier/verrou"} == {
        *(f"{READ}/dossier.yaml", f"{READ}/dossier.lecture.yaml", f"{READ}/.clausier/contrats/dossier.jsonl"),
    }
    files = reading(desk).files
    assert len(files) == len(NAMES)
    assert not any(set(one.name) & set("/\\\n\x1b") or len(one.name) > 200 for one in files)
    assert "<img" not in page
    assert "\x1b" not in page
    for one in files:
        assert desk.read(f"{HERE}/contrat/texte/{one.digest[:16]}").status_code == 200


def test_files_of_the_same_name_and_the_same_file_twice(desk: Desk) -> None:
    page = give(desk, ("a/x.txt", SHORT), ("b/x.txt", "Annexe 4\n\nDélai : deux heures.\n"), ("y.txt", SHORT))
    assert [one.name for one in reading(desk).files] == ["x.txt", "x (2).txt"]
    assert "y.txt : c’est le même fichier qu’un autre" in page


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("contrat.exe", b"MZ", "ce type de fichier (.exe) n’est pas lu"),
        ("contrat", b"x", "n’a pas d’extension"),
        ("contrat.doc", b"\xd0\xcf\x11\xe0", "Document Word (*.docx)"),
        ("contrat.pdf", b"PK\x03\x04", "ce n’est pas un PDF"),
        ("contrat.docx", b"PK\x03\x04" + b"\0" * 50, "contrat.docx"),
        ("contrat.txt", b"\n\n", "il n’y a aucun texte à lire"),
        ("contrat.txt", b"", "il n’y a aucun texte à lire"),
        ("contrat.txt", b"a" * (17 << 20), "dépasse 16 Mo"),
    ],
)
def test_a_file_that_is_not_read_is_a_sentence_and_changes_nothing(
    after: Desk, name: str, content: bytes, told: str
) -> None:
    before = reading_path(dossier(after)).read_bytes()
    page = give(after, (name, content), garder=[])
    assert told in page
    assert "Ce qui avait été lu avant reste là" in page
    assert 'aria-invalid="true"' in page
    assert reading_path(dossier(after)).read_bytes() == before


def test_one_faulty_file_of_several_is_told_with_the_others(desk: Desk) -> None:
    page = give(desk, (FILE, SHORT), ("a.exe", b"x"), ("b.zip", b"PK"))
    assert "a.exe :" in page
    assert "b.zip :" in page
    assert not reading_path(dossier(desk)).exists()


def test_no_file_is_told_where_files_are_chosen(desk: Desk) -> None:
    answer = desk.send(f"{HERE}/contrat", files=[("fichiers", ("", b""))])
    assert answer.status_code == 422
    assert "Choisir au moins un fichier" in answer.text


def test_while_it_is_read_the_page_waits_without_a_script_and_the_others_answer(desk: Desk) -> None:
    works: list[Callable[[], None]] = []
    desk.house.readings.works.background = works.append
    page = give(desk, (FILE, SHORT))
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "data-attente" in page
    assert desk.send(f"{HERE}/contrat", files=[("fichiers", (FILE, b"x"))]).status_code == 409
    assert len(works) == 1, "one at a time"
    assert desk.read(f"{HERE}/verification/4").status_code == 200
    assert desk.after(desk.send(f"{HERE}/points/{QUOTED}", {"constat": "non"})).status_code == 200
    works[0]()
    page = desk.read(f"{HERE}/contrat").text
    assert "data-attente" not in page
    assert read_path(dossier(desk)).data["reponses"][QUOTED] == "non"
    assert QUOTED in reading(desk).points


def test_what_nobody_foresaw_in_a_reading_is_a_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        raise KeyError("Glycines")

    monkeypatch.setattr(desk.house.readings, "reader", broken)
    page = give(desk, (FILE, CONTRACT))
    assert "Code à signaler" in page
    assert "KeyError/" in page


def test_a_dossier_that_is_held_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from clausier.files.locks import held

    monkeypatch.setattr("clausier.files.locks.WAIT", 0.1)
    with held(dossier(desk).parent):
        assert "une autre commande" in give(desk, (FILE, SHORT)).lower()
    assert "Ce qui a été trouvé" in give(desk, (FILE, SHORT))


# ---- The text of the contract ----


def link_of(page: str, point: str) -> str:
    card = page[page.index(f'id="{point}" aria-labelledby') :]
    found = re.search(r'href="([^"]+/contrat/texte/[^"]+)"', card)
    assert found
    return found[1].replace("&amp;", "&")


def test_the_whole_text_is_one_click_away_at_the_passage(after: Desk) -> None:
    link = link_of(after.read(f"{HERE}/verification/4").text, QUOTED)
    assert link.endswith("#passage")
    page = after.client.get(link.partition("#")[0]).text
    marked = "".join(re.findall(r'<mark[^>]* class="du-passage[^"]*">([^<]*)', page))
    assert marked == "Un essai de restauration est réalisé chaque année."
    assert page.count('id="passage"') == 1
    assert "Retour à la question 4.5" in plain(page)
    assert "Article 12 – Durée et fin" in plain(page)


@pytest.mark.parametrize("name", ["x", "%2e%2e", "..%2fdossier.yaml", "0" * 16, "contrat-serenite.md", "a" * 3000])
def test_only_the_files_that_were_read_have_a_text(after: Desk, name: str) -> None:
    assert after.read(f"{HERE}/contrat/texte/{name}").status_code == 404


@pytest.mark.parametrize(
    "query", ["debut=x", "debut=-1", "debut=99999999999999999999", "partie=0", "partie=x", "point=x"]
)
def test_an_odd_place_shows_the_beginning(after: Desk, query: str) -> None:
    short = reading(after).files[0].digest[:16]
    page = after.read(f"{HERE}/contrat/texte/{short}?{query}")
    assert page.status_code == 200
    assert "Référence : IE-2026-041" in plain(page.text)
    assert "<mark" not in page.text


def test_a_long_text_comes_in_parts_and_a_passage_in_its_own(after: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausier.page.steps.texte.PART", 1500)
    page = plain(after.client.get(link_of(after.read(f"{HERE}/verification/4").text, QUOTED).partition("#")[0]).text)
    assert 'id="passage"' in page
    part, parts = map(int, re.search(r"Partie (\d+) sur (\d+)", page).groups())  # type: ignore[union-attr]
    assert 1 < part < parts
    assert "Référence : IE-2026-041" not in page
    short = reading(after).files[0].digest[:16]
    whole = [plain(after.read(f"{HERE}/contrat/texte/{short}?partie={one}").text) for one in range(1, parts + 1)]
    for block in _blocks(after):
        assert sum(f'id="b{block.start}"' in one for one in whole) == 1


def _blocks(desk: Desk) -> Sequence[TextBlock]:
    (text,) = texts_of(dossier(desk), reading(desk)).values()
    return text.blocks


def test_what_the_contract_holds_is_never_markup(desk: Desk) -> None:
    evil = "<script>alert(1)</script> {{ 7*7 }} <img src=x onerror=alert(1)>"
    give(desk, ("a.txt", CONTRACT.replace("Un essai de restauration", f"Un essai {evil} de restauration")))
    for path in ("contrat", "verification/4", "verification/silences", "verification/sures"):
        assert "<img" not in desk.read(f"{HERE}/{path}").text
    page = desk.client.get(link_of(desk.read(f"{HERE}/verification/4").text, QUOTED).partition("#")[0]).text
    assert "{{ 7*7 }}" in page
    assert "<script>" not in page


def test_a_text_that_is_gone_or_spoilt_is_asked_for_again(after: Desk) -> None:
    short, path = reading(after).files[0].digest[:16], texts_path(dossier(after))
    for content in (
        b"",
        b"\xff",
        b'{"schema":"1"}\n[1]',
        b'{"schema":"1"}\n{"blocs":999999999}',
        path.read_bytes().replace(b"paragraphe", b"autre"),
    ):
        path.write_bytes(content)
        assert "n’est plus ici" in plain(after.read(f"{HERE}/contrat/texte/{short}").text)
        assert "le texte entier" not in after.read(f"{HERE}/verification/4").text
    (dossier(after).parent / FILE).write_text(CONTRACT, encoding="utf-8")
    path.unlink()
    assert "Article 12" in plain(after.read(f"{HERE}/contrat/texte/{short}").text), "the same file, beside the dossier"


def test_no_link_is_followed(after: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    away = tmp_path_factory.mktemp("ailleurs")
    path = texts_path(dossier(after))
    shutil.move(path, away / path.name)
    path.symlink_to(away / path.name)
    short = reading(after).files[0].digest[:16]
    assert "n’est plus ici" in plain(after.read(f"{HERE}/contrat/texte/{short}").text)
    shutil.move(reading_path(dossier(after)), away)
    reading_path(dossier(after)).symlink_to(away / reading_path(dossier(after)).name)
    assert "Lire le contrat" in plain(after.read(f"{HERE}/contrat").text)
    shutil.rmtree(path.parent)
    path.parent.symlink_to(away)
    reading_path(dossier(after)).unlink()
    before = {one.name: one.read_bytes() for one in away.iterdir()}
    give(after, (FILE, SHORT))
    assert {one.name: one.read_bytes() for one in away.iterdir()} == before


def test_a_reading_that_is_spoilt_is_told_and_the_rest_goes_on(after: Desk) -> None:
    reading_path(dossier(after)).write_text("schema: 0\ncabinet:\nprestataire:\n", encoding="utf-8")
    assert "ne peut pas être relu" in plain(after.read(f"{HERE}/verification").text)
    assert after.read(f"{HERE}/verification/4").status_code == 200
    assert "Ce qui a été trouvé" in give(after, (FILE, SHORT))


def test_a_reading_is_no_dossier_in_the_list(after: Desk) -> None:
    for name in ("autre.lecture.yaml", "AUTRE.LECTURE.yaml"):
        (after.root / name).write_text("cabinet: {nom: a}\nprestataire: {nom: b}\n", encoding="utf-8")
    (after.root / "negociation.yaml").write_text("cabinet: x\n", encoding="utf-8")
    page = after.read("/").text
    assert "lecture.yaml" not in page
    assert page.count('<li class="dossier">') == 1


def test_the_contract_stays_in_the_folder(tmp_path: Path) -> None:
    """Not a word of what was read, and not confirmed, is in what is made of a dossier."""
    secret = "Zanzibarquadruple"
    desk = here(seated(folder(tmp_path / "dossiers", EXAMPLE)))
    text = f"# {secret}\n\n{CONTRACT}\n\n{secret} : clause secrète, {secret}.\n"
    answer = desk.send(f"/dossiers/{EXAMPLE}/contrat", files=[("fichiers", (f"{secret}.txt", text.encode()))])
    desk.after(answer)
    path = desk.root / EXAMPLE / "dossier.yaml"
    assert secret in texts_path(path).read_text(encoding="utf-8")
    out, batch = tmp_path / "sortie", tmp_path / "lot"
    on = ("--date", "2026-11-23")
    assert run(["rediger", str(path), "-o", str(out), *on]) == 0
    assert run(["lot", "produire", str(path.parent), "-o", str(batch), "--documents", "lettre", "--zip", *on]) == 0
    made = [one for root in (out, batch) for one in root.rglob("*") if one.is_file()]
    assert any(one.suffix == ".zip" for one in made)
    for one in made:
        assert secret.encode() not in _opened(one), one
        assert secret not in one.name


def _opened(path: Path) -> bytes:
    """All the bytes of a file, those of archives once opened."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return b"".join(name.encode() + package.read(name) for name in package.namelist())


def test_an_answer_to_the_point_is_kept_as_it_was(after: Desk) -> None:
    assert read_path(dossier(after)).data["reponses"] == {ANSWERED: "oui"}
