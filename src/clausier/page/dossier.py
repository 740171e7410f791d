"""What the pages of a dossier have in common: its name, where one is among the steps, whose words are used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clausier.dossier.inwords import titled
from clausier.page.asked import CONFLICT, OK, Shown
from clausier.page.fields import of_keys
from clausier.page.shelf import Opened
from clausier.page.works import AGAIN


def shown(template: str, opened: Opened, step: str, told: Mapping[str, Any], status: int = OK, again: int = 0) -> Shown:
    """A page of a dossier, at one of the steps."""
    case = opened.case
    names = [case.practice.name, case.provider.name] if not opened.blanks else [opened.name]
    common = {
        "dossier": opened.name,
        "etape": step,
        "nom": " – ".join(names),
        "contrat": case.contract.title if not opened.blanks else "",
        "client": opened.library.client,
        "fichier": opened.digest,
    }
    return Shown(template, {**common, **told}, status, again)


def waiting(opened: Opened, step: str, title: str, here: str, beyond: str = "", again: int = AGAIN) -> Shown:
    """The page that waits for a work; `here` leads to the step, `beyond` to what may be seen without waiting."""
    return shown("attente.html", opened, step, {"titre": title, "ici": here, "suite": beyond}, again=again)


class Unfinished(Exception):
    """A dossier that is only begun: what it does not say yet, none of its other pages can do without."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened


def lacking(opened: Opened) -> list[tuple[str, str]]:
    """What a dossier that is only begun does not say yet: keys and titles."""
    fields = of_keys(opened, [".".join(map(str, path)) for path in opened.blanks])
    return [(one.column.key, titled(one.column)) for one in fields]


def unfinished(opened: Opened) -> Shown:
    """The page that says what is lacking, and where to tell it."""
    return shown("a-completer.html", opened, "", {"manquent": lacking(opened)}, CONFLICT)
