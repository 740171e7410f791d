"""The page in a real browser: by a screen reader's rules, by the keyboard alone, without a script, on a telephone."""

from __future__ import annotations

import base64
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, expect

from clausier.files.strictyaml import read_path
from clausier.page.keys import KEY
from clausier.page.serving import LEADS
from tests.builders import DAY, ROOT
from tests.page import talks
from tests.page.browser import HEIGHT, WIDTHS, browsing, chromium, entered, home
from tests.page.captures import DOSSIER, STATES
from tests.page.desk import EXAMPLE, folder, served
from tests.page.lectures import READ, blank, lay
from tests.page.shelves import shelved
from tests.page.test_reading_apart import forty_pages

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(
        not chromium() and "CI" not in os.environ, reason="Chromium n'est pas installé : apt-get install chromium"
    ),
]
POINT, TEST = "hebergement-hds", "sauvegardes-test-restauration"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page that tests only look at, whose faulty forms are never saved."""
    root = folder(tmp_path_factory.mktemp("dossiers"), EXAMPLE, "logiciel-en-ligne-signe")
    lay(root)
    shelved(root)
    with served(talks.added(root)) as address:
        yield address


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path)


@pytest.fixture
def address(root: Path) -> Iterator[str]:
    """A page of a test's own."""
    with served(root) as found:
        yield found


def told(root: Path) -> Any:
    return read_path(root / EXAMPLE / "dossier.yaml").data["reponses"]


@pytest.fixture(scope="module")
def tab(browser: Browser, looked_at: str) -> Iterator[Page]:
    """A tab that only looks."""
    with entered(browser, looked_at) as page:
        yield page


def violations(page: Page, **options: Any) -> list[tuple[str, list[str]]]:
    """What axe finds, with the first places of each."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]


@pytest.mark.parametrize("name", STATES)
def test_a_page_is_sound(tab: Page, name: str) -> None:
    """In one visit: nothing is refused by the browser, found by axe, over the side, or small where a person writes."""
    with refusals(tab) as refused:
        STATES[name](tab)
    assert not refused
    assert not violations(tab)
    tab.emulate_media(color_scheme="dark")
    assert not violations(tab, runOnly=["color-contrast"])
    tab.emulate_media(color_scheme="light")
    assert letter_sizes(tab) >= 16
    assert too_narrow(tab) == []


@contextmanager
def refusals(tab: Page) -> Iterator[list[str]]:
    """What the browser refuses meanwhile, or a script of ours stumbles over."""
    found: list[str] = []

    def say(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(status in message.text for status in ("422", "404", "409")):
            found.append(message.text)

    def fail(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # left for another page before it came
            found.append(request.url)

    def stumble(error: Error) -> None:
        found.append(str(error))

    tab.on("console", say)
    tab.on("requestfailed", fail)
    tab.on("pageerror", stumble)
    yield found
    tab.remove_listener("console", say)
    tab.remove_listener("requestfailed", fail)
    tab.remove_listener("pageerror", stumble)


def letter_sizes(tab: Page) -> float:
    """The smallest size of letters in the forms of a page, in pixels."""
    sizes = tab.locator("form *:visible").evaluate_all(
        "all => all.filter(one => one.childNodes.length && !one.closest('[aria-hidden=true]'))"
        ".map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    return min(sizes, default=16)


def too_narrow(tab: Page) -> list[int]:
    """The widths at which a page runs over the side; at 640 px: 1280 at 200 %; at 320: 400 %."""
    found = []
    for width in (*WIDTHS, 640, 320):
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        if tab.locator("html").evaluate("page => page.scrollWidth") > width:
            found.append(width)
    tab.set_viewport_size({"width": max(WIDTHS), "height": HEIGHT})
    return found


@pytest.mark.parametrize("width", [390, 360])
def test_no_word_of_the_table_of_categories_is_broken(tab: Page, width: int) -> None:
    STATES["bilan"](tab)
    tab.set_viewport_size({"width": width, "height": HEIGHT})
    broken = tab.locator(".barres thead th").evaluate_all(
        "all => all.filter(one => { const words = document.createRange(); words.selectNodeContents(one.lastChild);"
        "return new Set([...words.getClientRects()].map(line => line.top)).size > 1; }).map(one => one.textContent)"
    )
    assert not broken
    assert tab.locator(".defile").first.evaluate("box => box.scrollWidth <= box.clientWidth")
    tab.set_viewport_size({"width": max(WIDTHS), "height": HEIGHT})


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_an_answer_by_one_key_keeps_the_focus(browser: Browser, address: str, root: Path) -> None:
    with entered(browser, address) as page:
        page.goto(f"{home(page)}{DOSSIER}/verification/8")
        page.focus(f"#{POINT}-oui")
        press(page, "3")
        expect(page.locator(f"#{POINT} .insigne")).to_contain_text("Absent")
        assert page.evaluate("document.activeElement.id") == f"{POINT}-oui"
        assert told(root)[POINT] == "non"
        assert "#" not in page.url


def test_what_is_typed_is_never_a_key(browser: Browser, address: str, root: Path) -> None:
    with entered(browser, address) as page:
        page.goto(f"{home(page)}{DOSSIER}/verification/4")
        page.fill(f"#{TEST}-valeur", "")
        page.focus(f"#{TEST}-valeur")
        press(page, "3", "Space", "p", "a", "r", "Space", "a", "n", "Enter")
        expect(page.locator(f"#{TEST} .insigne")).to_contain_text("Conforme")
        assert told(root)[TEST]["valeur"] == "3 par an"


@pytest.mark.parametrize("script", [True, False], ids=["avec", "sans"])
def test_the_whole_way_so_far(browser: Browser, tmp_path: Path, script: bool) -> None:
    """From an empty folder to what will be asked, with and without a script."""
    with served(tmp_path) as address, entered(browser, address, script=script) as page:
        page.get_by_label("Nom du cabinet").fill("Cabinet Essai")
        page.get_by_label("Nom du prestataire").fill("Prestataire Essai")
        page.get_by_label("Titre du contrat").fill("Contrat Essai")
        page.get_by_role("button", name="Créer le dossier").click()
        page.wait_for_url("**/contrat**")
        page.get_by_role("link", name="Passer : je répondrai sans la lecture").click()
        page.wait_for_url("**/situation**")
        page.get_by_label("sauvegarde", exact=True).check()
        page.get_by_role("button", name="Enregistrer et répondre sans la lecture").click()
        page.wait_for_url("**/verification**")
        page.get_by_role("link", name="Sauvegardes").click()
        card = page.locator(f"#{TEST}")
        card.get_by_role("button", name="le contrat le prévoit").click()
        page.locator(f"#{TEST}-valeur").fill("1 par an")
        page.locator(f"#{TEST}-precisions").click()
        expect(page.locator(f"#{TEST} .insigne")).to_contain_text("Insuffisant")
        page.get_by_role("link", name="Bilan", exact=True).first.click()
        expect(page.get_by_role("heading", name=re.compile("^1 écart"))).to_be_visible()
        page.get_by_text("Ce qui sera demandé : Tests de restauration").click()
        expect(page.locator(".clause")).to_contain_text("au moins deux (2) fois par an")
        page.go_back()
        page.reload()
        expect(page.locator("h1")).to_contain_text("Sauvegardes")


def test_a_situation_is_saved_at_each_change(browser: Browser, address: str, root: Path) -> None:
    with entered(browser, address) as page:
        page.goto(f"{home(page)}{DOSSIER}/situation")
        page.get_by_label("hébergement", exact=True).check()
        expect(page.locator("#annonces")).to_contain_text("Enregistré")
        page.fill("[id='c-contrat.preavis']", "3 lunes")
        page.press("[id='c-contrat.preavis']", "Tab")
        expect(page.locator("#refus-contrat")).to_contain_text("lunes")
        assert page.input_value("[id='c-contrat.preavis']") == "3 lunes"
        data = read_path(root / EXAMPLE / "dossier.yaml").data
        assert "hebergement" in data["situation"]["services"]
        assert "preavis" not in data["contrat"]


def test_two_tabs_on_one_dossier(browser: Browser, address: str, root: Path) -> None:
    with entered(browser, address) as one:
        one.goto(f"{home(one)}{DOSSIER}/verification/8")
        other = one.context.new_page()
        other.goto(one.url)
        one.click(f"#{POINT}-non")
        expect(one.locator(f"#{POINT} .insigne")).to_contain_text("Absent")
        other.click(f"#{POINT}-oui")
        expect(other.locator(f"#{POINT} .fautes")).to_contain_text("modifié ailleurs")
        assert told(root)[POINT] == "non"
        other.click(f"#{POINT}-oui")
        expect(other.locator(f"#{POINT} .insigne")).to_contain_text("Preuve")
        assert told(root)[POINT] == "oui"


def test_a_page_that_is_killed_says_so_and_another_goes_on(browser: Browser, root: Path) -> None:
    words = [sys.executable, "-m", "clausier", "ouvrir", str(root), "--sans-navigateur", "--au", DAY.isoformat()]
    run = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.stdout is not None
    first = next(line.strip() for line in run.stdout if "entrer?cle=" in line)
    with entered(browser, first) as page:
        page.goto(f"{home(page)}{DOSSIER}/verification/4")
        page.fill(f"#{TEST}-valeur", "2 par an")
        run.send_signal(signal.SIGKILL)
        run.communicate()
        page.click(f"#{TEST}-precisions")
        expect(page.locator("#annonces")).to_contain_text("ne répond plus")
        assert page.input_value(f"#{TEST}-valeur") == "2 par an"
    with served(root) as again, entered(browser, again) as page:
        page.goto(f"{home(page)}{DOSSIER}/verification/4")
        assert page.input_value(f"#{TEST}-valeur") == "1 par an"


def test_no_key_stays_in_the_history_nor_in_what_a_page_is_told(browser: Browser, tmp_path: Path) -> None:
    """The page on the disk, as the command writes it, leads in by a form."""
    with served(folder(tmp_path / "ouvert")) as address:
        door, _, key = address.partition("?cle=")
        entrance = tmp_path / "entrer.html"
        entrance.write_text(LEADS.format(door=door, name=KEY, key=key), encoding="utf-8")
        profile = tmp_path / "profil"
        own = browser.browser_type.launch_persistent_context(
            profile, executable_path=chromium(), args=["--no-sandbox"], headless=True
        )
        page = own.new_page()
        page.goto(entrance.as_uri())
        page.wait_for_selector("main#contenu")
        assert page.evaluate("document.referrer") == ""
        own.close()
        files = [path for path in profile.rglob("*") if path.is_file()]
        assert not [path.name for path in files if key.encode() in path.read_bytes()]


def test_leaving_stops_the_server(browser: Browser, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "clausier", "ouvrir", str(tmp_path), "--sans-navigateur"]
    run = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.stdout is not None
    first = next(line.strip() for line in run.stdout if "entrer?cle=" in line)
    with entered(browser, first, script=False) as page:
        page.click("#quitter")
        expect(page.locator("h1")).to_contain_text("clausier est arrêté")
        expect(page.locator(".entete")).to_have_css("display", "flex")  # the stylesheet came before the server went
        expect(page.get_by_role("button")).to_have_count(0)
    assert run.wait(10) == 0
    run.stdout.close()


def test_from_an_example_to_a_downloaded_letter_without_a_script(browser: Browser, address: str, root: Path) -> None:
    with entered(browser, address, script=False) as page:
        page.goto(f"{home(page)}{DOSSIER}/bilan")
        page.locator("a.principal").click()
        page.get_by_label("L’essentiel").check()
        page.get_by_role("button", name="Choisir").click()
        expect(page.locator("#zone-compte")).to_contain_text("12 clauses")
        page.get_by_role("link", name="Préparer les documents").click()
        page.locator("#lettre > summary").click()
        page.locator("[name='courrier.lieu']").fill("Beauvais")
        page.get_by_role("button", name="Rédiger les documents").click()
        expect(page.locator(".paquet")).to_contain_text("brouillon", timeout=60000)
        page.get_by_role("link", name="Voir lettre.docx").click()
        expect(page.locator(".texte")).to_contain_text("Madame, Monsieur")
        with page.expect_download() as download:
            page.get_by_role("link", name="Télécharger (lettre.docx)").click()
        letter = root / EXAMPLE / "tour-1" / "lettre.docx"
        assert download.value.suggested_filename == "lettre.docx"
        assert download.value.path().read_bytes() == letter.read_bytes()
        assert "Beauvais" in page.locator(".texte").inner_text()
        page.go_back()
        page.reload()
        page.get_by_text("Je l’ai envoyé").click()
        page.get_by_role("button", name="Noter l’envoi").click()
        expect(page.locator(".paquet h2")).to_contain_text("envoyé")


def test_a_tick_is_saved_at_once_and_keeps_the_focus(browser: Browser, address: str, root: Path) -> None:
    with entered(browser, address) as page:
        page.goto(f"{home(page)}{DOSSIER}/demandes")
        expect(page.locator("#zone-compte")).to_contain_text("31 clauses")
        page.focus("#p-acces-wifi-separes")
        press(page, "Space")
        expect(page.locator("#zone-compte")).to_contain_text("1 gardé pour plus tard")
        assert page.evaluate("document.activeElement.id") == "p-acces-wifi-separes"
        page.locator("#ampleur-essentiel").check()
        expect(page.locator("#zone-compte")).to_contain_text("12 clauses")
        expect(page.locator("#p-documentation-schema-reseau")).not_to_be_checked()
        asked = read_path(root / EXAMPLE / "dossier.yaml").data["points_demandes"]
        assert asked == {"ampleur": "essentiel", "retirer": ["acces-wifi-separes"]}


BACKUPS = f"/dossiers/{READ}/verification/4"


@pytest.mark.parametrize("script", [True, False], ids=["avec", "sans"])
def test_from_the_contract_to_an_accepted_answer(browser: Browser, tmp_path: Path, script: bool) -> None:
    """Dropped or chosen; waited for with or without a script; accepted by a key or a click."""
    path = blank(tmp_path)
    with served(tmp_path) as address, entered(browser, address, script=script) as page:
        page.goto(f"{home(page)}/dossiers/{READ}/contrat")
        contract = ROOT / "examples" / EXAMPLE / "contrat.pdf"
        if script:
            dropped(page, contract)
            expect(page.locator(".depot-liste")).to_have_text("contrat.pdf")
        else:
            page.set_input_files("#fichiers", contract)
        page.get_by_role("button", name="Lire le contrat").click()
        expect(page.get_by_role("heading", name="Lecture du contrat")).to_be_visible()
        expect(page.get_by_role("heading", name="Ce qui a été trouvé")).to_be_visible(timeout=60_000)
        page.get_by_role("button", name="Reporter ce qui est coché").click()
        expect(page.locator("#annonces")).to_contain_text("Reporté dans le dossier")
        page.goto(f"{home(page)}{BACKUPS}")
        if script:
            page.locator(f"#{TEST} h2").focus()
            press(page, "a")
        else:
            page.click(f"#{TEST}-accepter")
        expect(page.locator(f"#{TEST} .insigne")).to_contain_text("Insuffisant")
        data = read_path(path).data
        assert data["reponses"][TEST]["article"] == "7.2"
        assert data["contrat"]["type"] == "infogerance"
        page.locator(f"#{TEST} details.lu summary").click()
        page.locator(f"#{TEST}").get_by_role("link", name="le texte entier").first.click()
        expect(page.locator("#passage")).to_be_in_viewport()
        page.go_back()
        expect(page.locator(f"#{TEST} .insigne")).to_contain_text("Insuffisant")


def dropped(page: Page, path: Path) -> None:
    """A file let go on the zone."""
    told = {"content": base64.b64encode(path.read_bytes()).decode(), "name": path.name}
    transfer = page.evaluate_handle(
        """told => {
            const bytes = Uint8Array.from(atob(told.content), sign => sign.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], told.name));
            return transfer;
        }""",
        told,
    )
    page.dispatch_event("[data-depot]", "drop", {"dataTransfer": transfer})


def test_figures_are_keys_on_a_french_keyboard_and_others_lead_along(browser: Browser, tmp_path: Path) -> None:
    path = lay(tmp_path)
    with served(tmp_path) as address, entered(browser, address) as page:
        page.goto(f"{home(page)}{BACKUPS}")
        page.locator(f"#{TEST} h2").focus()
        page.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
                      "{key: 'é', code: 'Digit2', bubbles: true}))")  # fmt: skip
        expect(page.locator(f"#{TEST} .insigne")).to_be_visible()
        assert read_path(path).data["reponses"][TEST]["constat"] == "partiel"
        page.locator(f"#{TEST} h2").focus()
        press(page, "s")
        assert page.evaluate("document.activeElement.closest('.carte').id") != TEST
        press(page, "p")
        assert page.evaluate("document.activeElement.closest('.carte').id") == TEST


def test_a_page_killed_while_it_reads_goes_on_as_before(browser: Browser, tmp_path: Path) -> None:
    path = lay(tmp_path)
    before = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
    words = [sys.executable, "-m", "clausier", "ouvrir", str(tmp_path), "--sans-navigateur", "--au", DAY.isoformat()]
    run = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.stdout is not None
    first = next(line.strip() for line in run.stdout if "entrer?cle=" in line)
    with entered(browser, first) as page:
        page.goto(f"{home(page)}/dossiers/{READ}/contrat")
        page.locator(".relire summary").click()
        page.set_input_files("#fichiers", {"name": "v2.pdf", "mimeType": "", "buffer": forty_pages()})
        page.get_by_role("button", name="Lire de nouveau").last.click()
        expect(page.locator("[data-attente]")).to_be_visible()
        run.send_signal(signal.SIGKILL)
        run.communicate()
        expect(page.locator("#annonces")).to_contain_text("la lecture est à refaire")
    after = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file() and one.name != "verrou"}
    assert after == {one: content for one, content in before.items() if one.name != "verrou"}
    with served(tmp_path) as again, entered(browser, again) as page:
        page.goto(f"{home(page)}/dossiers/{READ}/contrat")
        expect(page.get_by_role("heading", name="Ce qui a été trouvé")).to_be_visible()
    assert path.exists()
