"""A real browser at the page: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (390, 768, 1280)
HEIGHT = 900


def chromium() -> str:
    """Where Chromium is; empty if it is not installed."""
    return next((found for name in ("chromium", "chromium-browser") if (found := which(name))), "")


@contextmanager
def browsing() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--lang=fr-FR"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def entered(
    browser: Browser, address: str, *, width: int = 1280, dark: bool = False, script: bool = True
) -> Iterator[Page]:
    """A tab that has entered, on the list of dossiers."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        locale="fr-FR",
        reduced_motion="reduce",
    )
    page = context.new_page()
    try:
        page.goto(address)
        page.wait_for_selector("main#contenu")
        yield page
    finally:
        context.close()


def home(page: Page) -> str:
    """The address of the list, without a slash at its end."""
    return page.locator("a.marque").evaluate("link => link.href").rstrip("/")


def shot(page: Page, path: Path) -> None:
    page.screenshot(path=path, full_page=True)
