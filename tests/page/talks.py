"""Negotiations for the page: the example sent, then answered in all the ways that call for something, on one day."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.builders import DAY
from tests.negotiation.play import (
    ACCEPTED,
    ACCESS,
    AMENDED,
    DELAY,
    FEES,
    REFUSED,
    TRANSFER,
    Answer,
    asked,
    call,
    fill,
    make_sent,
    sit_down,
)

NAME = "belvedere"
TODAY = DAY.isoformat()
WHO = ("Claude Spécimen", "directrice générale", DAY.strftime("%d/%m/%Y"))
RESERVE = "Sous réserve d'un avenant tarifaire."
WORDING = "Le Prestataire restitue les Données sous soixante (60) jours calendaires, dans un format usuel."


def answers(dossier: Path) -> Mapping[str, Answer]:
    """A delay in our fallback, a text and a figure below our floor, a refusal, one with a reserve, a silence."""
    most = dict.fromkeys(asked(dossier), ACCEPTED)
    points = [*asked(dossier)]
    return {
        **most,
        DELAY: {"choix": AMENDED, "valeur": "21 jours calendaires"},
        TRANSFER: {"choix": AMENDED, "valeur": "60 jours calendaires", "redaction": WORDING},
        FEES: REFUSED,
        points[0]: {"choix": "Accepté", "commentaire": RESERVE},
        ACCESS: {},
    }


@cache
def _sent() -> Path:
    folder = Path(mkdtemp(prefix="clausier-envoi-")) / NAME
    dossier = sit_down(folder)
    make_sent("rediger", dossier, folder / "tour-1", TODAY)
    fill(folder / "tour-1" / "tableau.xlsx", answers(dossier), WHO).rename(folder.parent / "reponse.xlsx")
    return folder


@cache
def _answered() -> Path:
    folder = Path(mkdtemp(prefix="clausier-reponse-")) / NAME
    shutil.copytree(_sent(), folder)
    call("reponse", "lire", folder, reply(), "--date", TODAY)
    return folder


def reply() -> Path:
    """The tracker, filled in."""
    return _sent().parent / "reponse.xlsx"


@cache
def nearly() -> Path:
    """The tracker filled in so that little is left: another figure, and a legal point that is refused."""
    folder = Path(shutil.copytree(_sent(), Path(mkdtemp(prefix="clausier-presque-")) / NAME))
    most = dict.fromkeys(asked(folder / "dossier.yaml"), ACCEPTED)
    other = {DELAY: {"choix": AMENDED, "valeur": "21 jours calendaires"}, ACCESS: REFUSED}
    return fill(folder / "tour-1" / "tableau.xlsx", {**most, **other}, WHO)


def added(root: Path) -> Path:
    """The folder with negotiations in it: one to answer, one of which a file waits, one answered, one archived."""
    sent(root, "attente")
    sent(root, "illisible")
    answered(root)
    (root / "archives").mkdir()
    sent(root / "archives", "ancien")
    return root


def sent(root: Path, name: str = NAME) -> Path:
    """A dossier whose first requests were sent, in the folder that the page opens."""
    return Path(shutil.copytree(_sent(), root / name))


def answered(root: Path, name: str = NAME) -> Path:
    """The same, once the reply was read."""
    return Path(shutil.copytree(_answered(), root / name))
