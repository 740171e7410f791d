"""The page in a real browser: by a screen reader's rules, by the keyboard alone, without a script, on a telephone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from clausier.files.strictyaml import read_path
from tests.builders import DAY
from tests.page.browser import HEIGHT, WIDTHS, browsing, chromium, entered, home
from tests.page.captures import DOSSIER, STATES
from tests.page.desk import EXAMPLE, folder, served

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
    with served(folder(tmp_path_factory.mktemp("dossiers"), EXAMPLE, "logiciel-en-ligne-signe")) as address:
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
def test_axe_finds_nothing(tab: Page, name: str) -> None:
    tab.emulate_media(color_scheme="light")
    STATES[name](tab)
    assert not violations(tab)
    tab.emulate_media(color_scheme="dark")
    assert not violations(tab, runOnly=["color-contrast"])


@pytest.mark.parametrize("name", STATES)
def test_nothing_runs_over_the_side(tab: Page, name: str) -> None:
    """At 640 px: 1280 at 200 %; at 320: 400 %."""
    STATES[name](tab)
    for width in (*WIDTHS, 640, 320):
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        assert tab.locator("html").evaluate("page => page.scrollWidth") <= width, width
    tab.set_viewport_size({"width": max(WIDTHS), "height": HEIGHT})


@pytest.mark.parametrize("name", STATES)
def test_no_letter_of_a_form_is_small(tab: Page, name: str) -> None:
    STATES[name](tab)
    sizes = tab.locator("form *:visible").evaluate_all(
        "all => all.filter(one => one.childNodes.length && !one.closest('[aria-hidden=true]'))"
        ".map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes, default=16) >= 16


@pytest.mark.parametrize("name", STATES)
def test_the_browser_refuses_nothing_of_a_page(browser: Browser, looked_at: str, name: str) -> None:
    with entered(browser, looked_at) as page:
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.on("requestfailed", lambda request: refused.append(request.url))
        page.on("pageerror", lambda error: refused.append(str(error)))
        STATES[name](page)
        assert not [one for one in refused if "422" not in one and "404" not in one]


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
        page.wait_for_url("**/situation**")
        page.get_by_label("sauvegarde", exact=True).check()
        page.get_by_role("button", name="Enregistrer et vérifier").click()
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


def test_leaving_stops_the_server(browser: Browser, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "clausier", "ouvrir", str(tmp_path), "--sans-navigateur"]
    run = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.stdout is not None
    first = next(line.strip() for line in run.stdout if "entrer?cle=" in line)
    with entered(browser, first, script=False) as page:
        page.click("#quitter")
        expect(page.locator("h1")).to_contain_text("clausier est arrêté")
    assert run.wait(10) == 0
    run.stdout.close()
