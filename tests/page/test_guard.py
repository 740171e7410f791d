"""Who is not let in, whatever the way: each attack on the page, and what a browser is told of every answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from clausier.page.asked import link
from clausier.page.guard import HEADERS, POLICY
from clausier.page.keys import COOKIE, FIRST, TOKEN
from clausier.page.limits import FIELDS, FORM
from clausier.page.listing import kept_in
from tests.page.desk import EXAMPLE, HOST, Desk, folder, outside, seated, stranger

ANSWER = f"/dossiers/{EXAMPLE}/points/sauvegardes-chiffrees"
PAGES = ("/", f"/dossiers/{EXAMPLE}/situation", f"/dossiers/{EXAMPLE}/verification/4", f"/dossiers/{EXAMPLE}/bilan")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return seated(folder(tmp_path))


def content(root: Path) -> Mapping[Path, bytes]:
    """Every file of the folder, locks apart."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != "verrou"}


@pytest.mark.parametrize("path", PAGES)
def test_nobody_reads_without_having_entered(tmp_path: Path, path: str) -> None:
    house, app = outside(folder(tmp_path))
    answer = stranger(app).get(f"{house.keys.prefix}{path}")
    assert answer.status_code == 403
    assert "Glycines" not in answer.text


@pytest.mark.parametrize("key", ["", "x", "é", "x" * 5000])
def test_a_wrong_key_gives_no_cookie(tmp_path: Path, key: str) -> None:
    house, app = outside(tmp_path)
    answer = stranger(app).get(f"{house.keys.prefix}/{FIRST}", params={"cle": key})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_cookie_stays_with_the_page(tmp_path: Path) -> None:
    house, app = outside(tmp_path)
    told = stranger(app).get(f"{house.keys.prefix}/{FIRST}?cle={house.keys.first}").headers["set-cookie"]
    assert told == f"{COOKIE}={house.keys.cookie}; Path={house.keys.prefix}/; HttpOnly; SameSite=Strict"


@pytest.mark.parametrize("cookie", ["", "x", f"{COOKIE}=", f"{COOKIE}=x", "a=b; c", "\\", f'{COOKIE}="'])
def test_another_cookie_opens_nothing(tmp_path: Path, cookie: str) -> None:
    house, app = outside(folder(tmp_path))
    assert stranger(app).get(f"{house.keys.prefix}/", headers={"cookie": cookie}).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost:8000", "127.0.0.1", "127.0.0.1:8001", "", f"{HOST}, x"]
)
def test_a_name_that_leads_to_this_machine_is_refused(desk: Desk, host: str) -> None:
    assert desk.read("/", host=host).status_code == 421
    assert desk.send(ANSWER, {"constat": "oui"}, host=host, origin=f"http://{host}").status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:8000", "http://127.0.0.1:9000", ""]
)
def test_a_form_of_another_site_changes_nothing(desk: Desk, origin: str) -> None:
    before = content(desk.root)
    assert desk.send(ANSWER, {"constat": "oui"}, origin=origin).status_code == 403
    assert content(desk.root) == before


def test_a_form_without_an_origin_changes_nothing(desk: Desk) -> None:
    answer = desk.client.post(desk.address(ANSWER), data={TOKEN: desk.house.keys.form, "constat": "oui"})
    assert answer.status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_neither_reads_nor_embeds(desk: Desk, site: str) -> None:
    assert desk.read("/", **{"sec-fetch-site": site}).status_code == 403
    assert desk.read("/", origin="http://evil.example").status_code == 403


@pytest.mark.parametrize("token", ["", "x", "é" * 40])
def test_a_form_that_the_page_did_not_make_changes_nothing(desk: Desk, token: str) -> None:
    before = content(desk.root)
    for path in (ANSWER, "/quitter", "/nouveau", f"/dossiers/{EXAMPLE}/archiver"):
        assert desk.send(path, {TOKEN: token, "constat": "oui"}).status_code == 403
    assert content(desk.root) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_do_nothing(desk: Desk, method: str) -> None:
    before = content(desk.root)
    answer = desk.client.request(method, desk.address(ANSWER), headers={"origin": f"http://{HOST}"})
    assert answer.status_code == 404
    assert content(desk.root) == before


@pytest.mark.parametrize("path", [*PAGES, "/page/page.css", "/page/page.js", "/dossiers/rien/bilan", "/favicon.ico"])
def test_every_answer_tells_the_browser_what_it_may_do(desk: Desk, path: str) -> None:
    told = desk.read(path).headers
    assert {name.decode(): value.decode() for name, value in HEADERS}.items() <= dict(told).items()
    assert told["cache-control"] == "no-store"


def test_the_policy_admits_nothing_inline_nor_from_elsewhere() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert POLICY.startswith("default-src 'none'")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_needs_what_the_policy_refuses(desk: Desk, path: str) -> None:
    page = desk.read(path).text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?! src=)|https?://", page)
    assert page.count("<form") == page.count(f'name="{TOKEN}"') > 0


@pytest.mark.parametrize(
    "name",
    [
        *("..", ".", "%2e%2e", "..%2f..%2fetc", "%2fetc%2fpasswd", f"{EXAMPLE}%2f..%2f{EXAMPLE}", f"{EXAMPLE}%00"),
        *("C:%5cWindows", "%5c%5cserver%5cshare", ".clausier", "archives", "x" * 5000, "%ff%fe", f"{EXAMPLE}:x"),
    ],
)
def test_no_path_of_a_request_reaches_the_disk(desk: Desk, name: str) -> None:
    before = content(desk.root)
    assert desk.read(f"/dossiers/{name}/bilan").status_code == 404
    assert desk.send(f"/dossiers/{name}/archiver").status_code == 404
    assert desk.send(f"/dossiers/{name}/points/sauvegardes-chiffrees", {"constat": "oui"}).status_code == 404
    assert content(desk.root) == before


@pytest.mark.parametrize("name", ["../page.css", "..%2fapp.py", "page.py", "page.css%00", "/etc/passwd", ""])
def test_only_the_files_of_the_page_are_given(desk: Desk, name: str) -> None:
    assert desk.read(f"/page/{name}").status_code == 404


@pytest.mark.parametrize("name", ["../autre", "/etc", "..", "C:\\x", ".clausier"])
def test_an_example_and_a_library_are_chosen_from_a_list(desk: Desk, name: str) -> None:
    before = content(desk.root)
    assert desk.send("/exemple", {"exemple": name}).status_code == 404
    assert desk.send(f"/dossiers/{EXAMPLE}/situation/bibliotheque", {"bibliotheque": name}).status_code == 422
    assert content(desk.root) == before


def test_links_lead_nowhere(tmp_path: Path) -> None:
    root = folder(tmp_path / "ouvert")
    other = folder(tmp_path / "ailleurs")
    (root / "lien").symlink_to(other / EXAMPLE)
    (root / "faux").mkdir()
    (root / "faux" / "dossier.yaml").symlink_to(other / EXAMPLE / "dossier.yaml")
    (root / "fichier.yaml").symlink_to(other / EXAMPLE / "dossier.yaml")
    assert [*kept_in(root)] == [EXAMPLE]
    assert seated(root).read("/dossiers/lien/bilan").status_code == 404


@pytest.mark.parametrize("length", ["-1", "x", "999999999999", "1e3", ""])
def test_a_length_that_is_none_or_too_much_is_refused(desk: Desk, length: str) -> None:
    told = {"origin": f"http://{HOST}", "content-length": length}
    assert desk.client.post(desk.address(ANSWER), content=b"x", headers=told).status_code == 413


def test_what_is_sent_is_counted_as_it_comes(desk: Desk) -> None:
    """Without a length that tells."""

    def endless() -> object:
        yield b"constat="
        yield from (b"x" * 65536 for _ in range(FORM // 65536 + 1))

    kind = {"content-type": "application/x-www-form-urlencoded", "origin": f"http://{HOST}"}
    answer = desk.client.post(desk.address(ANSWER), content=endless(), headers=kind)  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert "trop gros" in answer.text


def test_too_many_fields_or_files_are_refused(desk: Desk) -> None:
    assert desk.send(ANSWER, {f"x{rank}": "1" for rank in range(FIELDS + 1)}).status_code == 400
    many = [("fichiers", (f"{rank}.yaml", b"x")) for rank in range(60)]
    assert desk.send("/importer", files=many).status_code == 400


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x", "text/plain", "a"])
def test_a_form_that_is_none_is_a_sentence(desk: Desk, kind: str) -> None:
    told = {"content-type": kind, "origin": f"http://{HOST}"}
    answer = desk.client.post(desk.address(ANSWER), content=b"--x\r\nrubbish\x00\xff", headers=told)
    assert answer.status_code in (400, 403)
    assert "Traceback" not in answer.text


def test_what_nobody_foresaw_is_a_sentence_with_a_code(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    object.__setattr__(desk.house, "strict", False)

    def broken(*_: object) -> None:
        raise KeyError("Cabinet des Glycines")

    monkeypatch.setattr("clausier.page.shelf.Shelf.opened", broken)
    answer = desk.read(f"/dossiers/{EXAMPLE}/bilan")
    assert answer.status_code == 500
    assert "Code à signaler : " in answer.text.replace("\xa0", " ")
    assert "Glycines" not in answer.text


def test_texts_of_a_dossier_are_never_markup(desk: Desk) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
    desk.send(f"/dossiers/{EXAMPLE}/situation/parties", {"cabinet.nom": evil, "prestataire.nom": evil})
    desk.send(ANSWER, {"constat": "oui", "citation": evil, "commentaire": evil, "article": evil})
    for path in PAGES:
        page = desk.read(path).text
        assert "<img" not in page
        assert "alert(1)</script>" not in page
    assert "{{ 7*7 }}" in desk.read(PAGES[1]).text


def test_addresses_quote_what_they_are_given() -> None:
    assert link("/p") == "/p/"
    assert link("/p", "dossiers", "a/b?c#d", "bilan") == "/p/dossiers/a%2Fb%3Fc%23d/bilan"
    assert link("/p", "x", filtre="", dit="a&b", ancre="c d") == "/p/x?dit=a%26b#c%20d"
