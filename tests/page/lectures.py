"""A dossier whose contract was read, as the page reads it, and contracts to give it."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from clausier.desk.apart import Done, Order, read_here
from clausier.desk.contracts import texts_path
from clausier.desk.readings import put_reading
from clausier.dossier.readings import reading_path
from clausier.dossier.scope import practice_points
from clausier.page.reading import Readings
from clausier.page.works import Works
from tests.builders import ROOT
from tests.page.desk import EXAMPLE, Desk, outside

READ = "lu"
"""The name of the dossier whose contract was read."""
FILE = "contrat-serenite.md"
SHIPPED = (ROOT / "examples" / EXAMPLE / "contrat.md").read_text(encoding="utf-8")
CONTRACT = SHIPPED.replace(
    "2.3 Le Prestataire assiste le Client dans l'usage de ses logiciels.",
    "2.3 Le Prestataire assiste le Client dans l'usage de ses logiciels, selon l'annexe 4 « Niveaux de service ».",
)
"""The contract of the example, which names an annex that is not there."""
ANSWERED = "perimetre-services"


def here(desk: Desk) -> Desk:
    """The same desk, where contracts are read at once, in this process."""
    object.__setattr__(desk.house, "readings", Readings(read_here, Works(lambda work: work())))
    return desk


def blank(root: Path, name: str = READ) -> Path:
    """A dossier of which only the parties, the title and one answer are told."""
    path = root / name / "dossier.yaml"
    path.parent.mkdir()
    path.write_text(
        "cabinet: {nom: Cabinet médical des Glycines}\nprestataire:\n  nom: Infogérance Exemple\n"
        "contrat:\n  titre: Sérénité\n  etat: non_signe\n"
        f"reponses:\n  {ANSWERED}: oui\n",
        encoding="utf-8",
    )
    return path


def lay(root: Path) -> Path:
    """Such a dossier with the reading of the contract."""
    path = blank(root)
    reading, texts = _read()
    reading_path(path).write_bytes(reading)
    texts_path(path).parent.mkdir(parents=True)
    texts_path(path).write_bytes(texts)
    return path


@cache
def _read() -> tuple[bytes, bytes]:
    """The two files of that reading, done once."""
    with tempfile.TemporaryDirectory() as place:
        path = blank(Path(place))
        opened = outside(Path(place))[0].opened(READ)
        points = tuple(one.id for one in practice_points(opened.library, opened.case))
        done = [*read_here(Order(((FILE, CONTRACT.encode()),), (), opened.library, points))][-1]
        assert isinstance(done, Done)
        put_reading(path, done.reading, done.texts)
        return reading_path(path).read_bytes(), texts_path(path).read_bytes()
