"""Pictures of every page, at three widths, light and dark, and on paper: `python -m tests.page.captures [DIR]`.

They are for eyes: nothing is compared with them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page

from tests.page.browser import WIDTHS, browsing, entered, home, shot
from tests.page.desk import EXAMPLE, folder, served

DOSSIER = f"/dossiers/{EXAMPLE}"


def faulty_card(page: Page) -> None:
    page.goto(f"{home(page)}{DOSSIER}/verification/4")
    page.fill("#sauvegardes-versions-valeur", "trois lunes")
    page.click("#sauvegardes-versions-precisions")
    page.wait_for_selector("[aria-invalid=true]")


def faulty_situation(page: Page) -> None:
    page.goto(f"{home(page)}{DOSSIER}/situation")
    page.fill("[id='c-cabinet.siret']", "123")
    page.locator("#parties button").click()
    page.wait_for_selector("[role=alert]")


def at(path: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(f"{home(page)}{path}")

    return go


STATES: Mapping[str, Callable[[Page], None]] = {
    "dossiers": at("/"),
    "situation": at(f"{DOSSIER}/situation"),
    "situation-fautive": faulty_situation,
    "verification": at(f"{DOSSIER}/verification"),
    "verification-filtre": at(f"{DOSSIER}/verification?filtre=a-reprendre"),
    "categorie": at(f"{DOSSIER}/verification/4"),
    "categorie-fautive": faulty_card,
    "categorie-preuve": at(f"{DOSSIER}/verification/8"),
    "bilan": at(f"{DOSSIER}/bilan"),
    "introuvable": at("/dossiers/rien/bilan"),
}
"""Every page, in the states that are worth a look."""


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, browsing() as browser:
        root = folder(Path(place), EXAMPLE, "logiciel-en-ligne-signe")
        with served(root) as address:
            for width in WIDTHS:
                for dark in (False, True) if width == max(WIDTHS) else (False,):
                    with entered(browser, address, width=width, dark=dark, script=False) as page:
                        for name, go in STATES.items():
                            go(page)
                            shot(page, target / f"{name}-{width}{'-sombre' if dark else ''}.png")
            with entered(browser, address) as page:
                at(f"{DOSSIER}/bilan")(page)
                page.pdf(path=target / "bilan.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "captures"))
