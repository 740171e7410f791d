"""Pictures of every page, at three widths, light and dark, and on paper: `python -m tests.page.captures [DIR]`.

They are for eyes: nothing is compared with them. Those of the README, which are committed: `make images`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from tests.builders import ROOT
from tests.negotiation.play import DELAY
from tests.page import talks
from tests.page.browser import WIDTHS, browsing, entered, home, shot
from tests.page.desk import EXAMPLE, folder, served
from tests.page.lectures import READ, lay
from tests.page.shelves import TEST, WIFI, shelved

DOSSIER, LU = f"/dossiers/{EXAMPLE}", f"/dossiers/{READ}"
POSITION = f"{DOSSIER}/demandes/point/sauvegardes-test-restauration"
TALK = f"/dossiers/{talks.NAME}/suivi"


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


def faulty_decision(page: Page) -> None:
    page.goto(f"{home(page)}{TALK}/decider")
    page.locator(f"#{DELAY}-enregistrer").click()
    page.wait_for_selector("[aria-invalid=true]")


def faulty_note(page: Page) -> None:
    page.goto(f"{home(page)}{TALK}/noter")
    page.get_by_role("button", name="Noter cette réponse").click()
    page.wait_for_selector("[role=alert]")


def unread_reply(page: Page) -> None:
    page.goto(f"{home(page)}/dossiers/illisible/suivi/reponse")
    page.set_input_files("#fichiers", {"name": "Réponse.docx", "mimeType": "", "buffer": b"PK\x03\x04"})
    page.get_by_role("button", name="Lire ces fichiers").click()
    page.wait_for_selector(".devenus")


def no_contract(page: Page) -> None:
    page.goto(f"{home(page)}{DOSSIER}/contrat")
    page.get_by_role("button", name="Lire le contrat").click()
    page.wait_for_selector("[role=alert]")


def text_at_a_passage(page: Page) -> None:
    page.goto(f"{home(page)}{LU}/verification/4")
    page.get_by_role("link", name="le texte entier").first.click()
    page.wait_for_selector("#passage")


def unnamed_silences(page: Page) -> None:
    page.goto(f"{home(page)}{LU}/verification/silences")
    page.get_by_role("button", name="Confirmer").click()
    page.wait_for_selector("[aria-invalid=true]")


def at(path: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(f"{home(page)}{path}")

    return go


def drafted(then: str = "") -> Callable[[Page], None]:
    """The documents, made if they are not yet; then one of them."""

    def go(page: Page) -> None:
        page.goto(f"{home(page)}{DOSSIER}/documents")
        if not page.locator(".paquet").count():
            page.click("#rediger-bouton")
            page.wait_for_selector(".paquet")
        if then:
            page.goto(f"{home(page)}{DOSSIER}/documents/tour-1/{then}")

    return go


def faulty_position(page: Page) -> None:
    page.goto(f"{home(page)}{POSITION}")
    page.click(".valeurs summary")
    page.fill("#v-frequence", "trois lunes")
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_selector("[aria-invalid=true]")


def refused_sending(page: Page) -> None:
    drafted()(page)
    page.click(".envoi summary")
    page.fill("[name=jour]", "2026-01-01")
    page.get_by_role("button", name="Noter l’envoi").click()
    page.wait_for_selector(".paquet [role=alert]")


STATES: Mapping[str, Callable[[Page], None]] = {
    "dossiers": at("/"),
    "situation": at(f"{DOSSIER}/situation"),
    "situation-fautive": faulty_situation,
    "contrat-refuse": no_contract,
    "contrat-lu": at(f"{LU}/contrat"),
    "contrat-texte": text_at_a_passage,
    "verification-lue": at(f"{LU}/verification"),
    "categorie-lue": at(f"{LU}/verification/4"),
    "sures": at(f"{LU}/verification/sures"),
    "silences-sans-nom": unnamed_silences,
    "verification": at(f"{DOSSIER}/verification"),
    "verification-filtre": at(f"{DOSSIER}/verification?filtre=a-reprendre"),
    "categorie": at(f"{DOSSIER}/verification/4"),
    "categorie-fautive": faulty_card,
    "categorie-preuve": at(f"{DOSSIER}/verification/8"),
    "bilan": at(f"{DOSSIER}/bilan"),
    "demandes": at(f"{DOSSIER}/demandes"),
    "position": at(POSITION),
    "position-fautive": faulty_position,
    "completer": at("/dossiers/logiciel-en-ligne-signe/documents#annexe"),
    "documents": drafted(),
    "documents-envoi-refuse": refused_sending,
    "lettre": drafted("lettre.docx"),
    "acte": drafted("conditions-particulieres.docx"),
    "suivi": at(TALK),
    "suivi-lue": at(f"{TALK}/reponses/2"),
    "suivi-non-lue": unread_reply,
    "suivi-decider": faulty_decision,
    "suivi-noter": faulty_note,
    "suivi-conclure": at(f"{TALK}/conclure"),
    "bibliotheque": at("/bibliotheque?avec=maison"),
    "bibliotheque-cherche": at("/bibliotheque?mots=test+restauration"),
    "bibliotheque-point": at(f"/bibliotheque/points/{TEST}?avec=maison"),
    "bibliotheque-modifiee": at(f"/bibliotheque/points/{WIFI}?avec=maison"),
    "bibliotheque-comparer": at("/bibliotheque/comparer?avec=maison"),
    "bibliotheque-fondements": at("/bibliotheque/fondements?revoir=oui"),
    "bibliotheque-fondement": at("/bibliotheque/fondements/rgpd-32-1-d"),
    "introuvable": at("/dossiers/rien/bilan"),
}
"""Every page, in the states that are worth a look."""


README = ROOT / "docs" / "images"
SHOWN: Mapping[str, str] = {"verification": f"{DOSSIER}/verification/4#{TEST}", "bilan": f"{DOSSIER}/bilan"}
"""What the README shows: a question with its verdict, and what is missing in the end."""
SIZE: ViewportSize = {"width": 1100, "height": 760}


def readme(target: Path) -> None:
    """The two pictures, of the height of a screen."""
    target.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        browsing() as browser,
        served(folder(Path(place), EXAMPLE)) as address,
        entered(browser, address, script=False) as page,
    ):
        page.set_viewport_size(SIZE)
        for name, path in SHOWN.items():
            at(path)(page)
            page.screenshot(path=target / f"{name}.png")


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, browsing() as browser:
        root = talks.added(folder(Path(place), EXAMPLE, "logiciel-en-ligne-signe"))
        lay(root)
        shelved(root)
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
    words = sys.argv[1:]
    if words == ["--lisezmoi"]:
        readme(README)
    else:
        main(Path(words[0] if words else "captures"))
