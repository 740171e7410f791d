"""Contracts for tests, written as short texts: « # » a heading, « - » an item, « | » between the cells of a row."""

from __future__ import annotations

from functools import cache
from typing import Any

from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.model.landmark import Landmarks
from clausier.model.library import Library
from clausier.model.reading import PointReading, Reading
from clausier.reading import read
from tests.builders import library

BACKUP, ANTIVIRUS, NOTICE, EXTRAS, PLACES = (
    "sauvegardes-quotidiennes",
    "antivirus-professionnel",
    "financier-resiliation",
    "financier-supplements",
    "hebergement-localisation",
)
LANDMARKS: dict[str, dict[str, Any]] = {
    BACKUP: {
        "forts": ["sauvegarde* ~8 quotidien* / chaque nuit / tous les jours / {frequence}"],
        "faibles": ["sauvegarde* ~6 données / effectu* / assur*"],
        "sauf": ["copie de sauvegarde"],
        "titres": ["sauvegarde*"],
    },
    ANTIVIRUS: {
        "forts": ["antivirus ~12 poste* / serveur* / install* / fourni* / inclus"],
        "faibles": ["antivirus"],
        "contraires": ["antivirus ~6 périmé"],
    },
    NOTICE: {"forts": ["préavis ~10 {duree}"], "faibles": ["résili*"], "valeurs": ["duree"], "titres": ["résiliation"]},
    EXTRAS: {"forts": ["devis / hors forfait / en sus"], "faibles": ["factur*"], "neutre": "oui"},
    PLACES: {"forts": ["héberg* / stock* ~8 {pays}"], "faibles": ["datacenter"], "valeurs": ["pays"]},
}


@cache
def marked() -> Library:
    """The shipped library with the landmarks of these tests, and no others."""
    points = tuple(
        point.model_copy(update={"landmarks": Landmarks.model_validate(LANDMARKS[point.id])})
        for point in library().requirements
        if point.id in LANDMARKS
    )
    return library().model_copy(update={"requirements": points, "fact_landmarks": {}})


def text(written: str, name: str = "contrat.txt", page: int = 0) -> SourceText:
    """The text that these lines write; a page break is « %% » alone."""
    blocks: list[TextBlock] = []
    start, header = 0, tuple[str, ...]()
    for line in filter(None, map(str.lstrip, written.strip("\n").splitlines())):
        if line == "%%":
            page += 1
            continue
        kind, level, told = _kind(line)
        row = kind is BlockKind.ROW
        blocks.append(TextBlock(told, start, kind, level, page=page, header=header if row else ()))
        header = (header or tuple(told.split(" | "))) if row else ()
        start += len(told) + 1
    return SourceText(name, "0" * 64, tuple(blocks), page)


def _kind(line: str) -> tuple[BlockKind, int, str]:
    if line.startswith("#"):
        mark, _, told = line.partition(" ")
        return BlockKind.HEADING, len(mark), told
    if line.startswith("- "):
        return BlockKind.ITEM, 1, line[2:]
    return (BlockKind.ROW if " | " in line else BlockKind.PARAGRAPH), 0, line


def reading(*written: str) -> Reading:
    return read([text(one, f"fichier-{rank}.txt") for rank, one in enumerate(written, 1)], marked())


def proposal(point: str, *written: str) -> PointReading:
    return reading(*written).points[point]
