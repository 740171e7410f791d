"""The documents of a folder, one at a time: as pages, as text, as files; and all that goes out, as an archive."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from clausier.desk.outbox import Paper, Parcel, parcels
from clausier.errors import InvalidInput
from clausier.page.asked import Answer, Asked, Given, NotHere, Route, Sent
from clausier.page.dossier import shown, waiting
from clausier.page.shelf import Opened

HERE = "/dossiers/{dossier}/documents"
WORD, PDF, ZIP = ".docx", "application/pdf", "application/zip"
PATIENCE = 2
"""Seconds after which the page of a document that is being printed asks for itself again."""


def found(asked: Asked) -> tuple[Opened, Parcel]:
    """The folder that an address names, among those of the dossier; NotHere if there is none."""
    opened = asked.house.opened(asked.names["dossier"])
    kept = parcels(opened.kept.path, opened.case, opened.library, opened.state())
    if asked.names["tour"] not in kept:
        raise NotHere
    return opened, kept[asked.names["tour"]]


def _paper(asked: Asked) -> tuple[Opened, Parcel, Paper]:
    opened, parcel = found(asked)
    paper = parcel.paper(asked.names["fichier"])
    if paper is None:
        raise NotHere
    return opened, parcel, paper


def look(asked: Asked) -> Answer:
    """A document as the pages of its PDF, once it is printed; as its text where it cannot be, or if that is asked."""
    opened, parcel, paper = _paper(asked)
    if PurePath(paper.file).suffix != WORD:
        raise NotHere
    content, studio = parcel.content(paper), asked.house.studio
    address, fault = _address(opened, parcel, paper), studio.fault(content)
    context = {"papier": paper, "prendre": address, "bureau": studio.open, "defaut": fault}
    if asked.query.get("texte") or not studio.open or fault:
        try:
            told: dict[str, Any] = {"blocs": studio.text(content, paper.file), "illisible": ""}
        except InvalidInput as error:  # a document that a person spoilt: it may still be downloaded
            told = {"blocs": (), "illisible": str(error.problems[0])}
        return shown("texte.html", opened, "documents", {**context, **told})
    printed = studio.printed(content)
    if printed is None:
        studio.print({paper.file: content})
        here, text = asked.link(*address[:3]), asked.link(*address, texte="oui")
        return waiting(opened, "documents", "Mise en pages", here, text, PATIENCE)
    return shown("feuilles.html", opened, "documents", {**context, "tailles": printed.sizes})


def _address(opened: Opened, parcel: Parcel, paper: Paper) -> tuple[str, ...]:
    return "dossiers", opened.name, "documents", parcel.name, paper.file


def sheet(asked: Asked) -> Answer:
    """One page of a document that was printed, as a picture."""
    _, parcel, paper = _paper(asked)
    rank = asked.names["page"]
    if not rank.isascii() or not rank.isdecimal() or len(rank) > 4:
        raise NotHere
    picture = asked.house.studio.picture(parcel.content(paper), int(rank) - 1)
    if picture is None:
        raise NotHere
    return Given(f"{rank}.png", picture, "image/png", inline=True)


def take(asked: Asked) -> Answer:
    """A document, as it stands in its folder."""
    _, parcel, paper = _paper(asked)
    return Given(paper.file, parcel.content(paper))


def take_pdf(asked: Asked) -> Answer:
    """The PDF of a document that was printed."""
    opened, parcel, paper = _paper(asked)
    printed = asked.house.studio.printed(parcel.content(paper))
    if printed is None:
        return Sent(asked.link(*_address(opened, parcel, paper)))
    return Given(str(PurePath(paper.file).with_suffix(".pdf")), printed.content, PDF)


def take_all(asked: Asked) -> Answer:
    """What goes to the provider, and nothing that is internal."""
    opened, parcel = found(asked)
    name = f"{opened.case.id or opened.name}-{parcel.name}".replace("=", "")
    return Given(f"{name}.zip", parcel.archive(name), ZIP)


ROUTES = (
    Route(f"{HERE}/{{tour}}/archive", read=take_all),
    Route(f"{HERE}/{{tour}}/{{fichier}}", read=look),
    Route(f"{HERE}/{{tour}}/{{fichier}}/fichier", read=take),
    Route(f"{HERE}/{{tour}}/{{fichier}}/pdf", read=take_pdf),
    Route(f"{HERE}/{{tour}}/{{fichier}}/page/{{page}}", read=sheet),
)
