"""From what was sent to what is signed, in a real browser without a script; two tabs on the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.negotiation.play import ACCESS, DELAY, events
from tests.page import talks
from tests.page.browser import browsing, chromium, entered
from tests.page.desk import served

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(
        not chromium() and "CI" not in os.environ, reason="Chromium n'est pas installé : apt-get install chromium"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


def test_from_a_reply_to_the_document_to_sign_without_a_script(browser: Browser, tmp_path: Path) -> None:
    folder = talks.sent(tmp_path)
    with served(tmp_path) as address, entered(browser, address, script=False, width=390) as page:
        page.get_by_role("link", name="Logiciel Exemple Santé").click()
        expect(page.locator(".maintenant")).to_contain_text("Attendre la réponse")
        page.locator(".maintenant").get_by_role("link", name="Déposer une réponse").click()
        page.set_input_files("#fichiers", talks.nearly())
        page.get_by_role("button", name="Lire ces fichiers").click()
        expect(page.locator(".devenus")).to_contain_text("dans le repli")
        page.get_by_role("link", name="Décider de ces réponses").click()

        other = page.context.new_page()
        other.goto(page.url)
        card = page.locator(f"#{DELAY}")
        card.get_by_label("accepter la valeur du prestataire").check()
        card.get_by_label("Pourquoi").fill("21 jours nous suffisent")
        card.get_by_role("button").click()
        expect(page.locator("#annonces")).to_contain_text("Décision enregistrée")
        late = other.locator(f"#{DELAY}")
        late.get_by_label("maintenir la demande").check()
        late.get_by_label("Pourquoi").fill("dit trop tard")
        late.get_by_role("button").click()
        expect(other.locator(f"#{DELAY}")).to_contain_text("modifié ailleurs")
        assert other.locator(f"#{DELAY}-motif").input_value() == "dit trop tard"

        page.get_by_role("link", name="Suivi", exact=True).first.click()
        page.get_by_role("link", name="Conclure").click()
        page.locator(f"#malgre-{ACCESS}").check()
        page.get_by_label("Pourquoi signer malgré").fill("Un autre contrat le prévoit")
        page.get_by_role("button", name="Préparer le document à signer").click()
        expect(page.locator(".chapeau")).to_contain_text("Conclu")
        with page.expect_download() as download:
            page.locator("#documents").get_by_role("link", name="avenant.docx").first.click()
        assert download.value.path().read_bytes() == (folder / "signature" / "avenant.docx").read_bytes()
        page.go_back()
        page.reload()
        kinds = [next(key for key in one if key not in ("numero", "sceau")) for one in events(folder / "dossier.yaml")]
        assert kinds == ["envoi", "reponse", "decision", "conclusion"]
