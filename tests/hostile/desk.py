"""A practice's desk: a dossier whose requests were sent, and a sound file of each kind that comes from elsewhere.

New documents are drafted too, that nobody sent yet. A `Door` is a command by which such a file comes in.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

from clausier.cli import run
from clausier.documents.folder import past_of
from clausier.dossier.readings import reading_path
from clausier.negotiation import drafts
from tests.batch.tables import KEYS, ROW, csv_file, json_lines, xlsx_file
from tests.builders import BASE, ROOT
from tests.cli.contracts import OPEN, lay_reading
from tests.negotiation.play import call, fill, make_sent, sit_down

DAY = "2026-12-21"
SECONDS, MEGABYTES = 10, 300
"""What any command may take of a processor and of memory, whatever the file."""
PATIENCE = 600
"""Seconds before a command that waits for something is ended."""
KEPT = (".clausier/courrier.yaml", ".clausier/verrou")
"""Ends of the names of what any command may write: the list of what came in, though a reply is refused, and a lock."""


EVERYTHING = None
FAULTY = frozenset((0, 1, 3))
BATCH, OUT = ("lot", "produire"), ("-o", "sortie", "--documents", "tableau")


@dataclass(frozen=True)
class Door:
    """The kind of a file, where a sound one is, where a hostile one is put, and the command that reads it."""

    kind: str
    sound: str
    place: str
    arguments: tuple[str, ...]
    may_write: frozenset[str] | None = frozenset()
    """What is written though not all of the file could be read; None for whatever it is."""
    codes: frozenset[int] = frozenset((0, 3))


CASE = "cabinet/dossier.yaml"
LIRE = ("reponse", "lire", CASE)
ON = ("--date", DAY)
DOORS: Mapping[str, Door] = {
    "formulaire": Door("docx", "sains/reponse.docx", "reponse.docx", (*LIRE, "reponse.docx", *ON)),
    "tableau": Door("xlsx", "sains/tableau.xlsx", "tableau.xlsx", (*LIRE, "tableau.xlsx", *ON)),
    "acte": Door("docx", "sains/avenant.docx", "avenant.docx", (*LIRE, "avenant.docx", *ON)),
    "courriel": Door(
        "eml", "sains/reponse.eml", "recu/reponse.eml", (*LIRE, "recu", *ON), frozenset(("cabinet/negociation.yaml",))
    ),
    "questionnaire": Door("xlsx", "sains/q.xlsx", "q.xlsx", ("questionnaire", "lire", "q.xlsx", "-o", "lu.yaml")),
    "questionnaire-word": Door("docx", "sains/q.docx", "q.docx", ("questionnaire", "lire", "q.docx", "-o", "lu.yaml")),
    "lot": Door("xlsx", "sains/lot.xlsx", "lot.xlsx", (*BATCH, "lot.xlsx", *OUT), EVERYTHING, FAULTY),
    "lot-csv": Door("csv", "sains/lot.csv", "lot.csv", (*BATCH, "lot.csv", *OUT), EVERYTHING, FAULTY),
    "lot-jsonl": Door("jsonl", "sains/lot.jsonl", "lot.jsonl", (*BATCH, "lot.jsonl", *OUT), EVERYTHING, FAULTY),
    "modele": Door("docx", "sains/lettre.docx", "lettre.docx", ("modele", "verifier", "lettre.docx")),
    "modele-employe": Door(
        "docx", "sains/lettre.docx", "modeles/lettre.docx",
        ("rediger", CASE, "--modeles", "modeles", "-o", "sortie", *ON),
    ),
    "livre": Door("docx", "sains/livre.docx", "livre.docx", ("bibliotheque", "importer", "livre.docx", "-o", "lu")),
    "dossier": Door("yaml", CASE, "autre.yaml", ("analyser", "autre.yaml", *ON)),
    "redaction": Door("yaml", CASE, "autre.yaml", ("rediger", "autre.yaml", "-o", "sortie", *ON)),
    "registre": Door("yaml", "cabinet/negociation.yaml", "cabinet/negociation.yaml", ("suivre", CASE, *ON)),
    "bibliotheque": Door(
        "yaml", "sains/point.yaml", "maison/04/sauvegardes-test-restauration.yaml",
        ("analyser", CASE, "--bibliotheque", "maison", *ON),
    ),
    "manifeste": Door(
        "json", "cabinet/tour-2/manifeste.json", "cabinet/tour-2/manifeste.json",
        ("rediger", CASE, "-o", "cabinet/tour-2", "--date", "2026-11-24"), codes=FAULTY,
    ),
    "brouillon": Door(
        "yaml", "sains/brouillon.yaml", "cabinet/.clausier/brouillons/{brouillon}",
        ("envoyer", CASE, "cabinet/tour-2", "--le", DAY), codes=FAULTY,
    ),
    "contrat": Door("docx", "sains/avenant.docx", "contrat.docx", ("lire", "contrat.docx", "-o", "lu.yaml", *ON)),
    "lecture": Door("yaml", "sains/lecture.yaml", "cabinet/dossier.lecture.yaml", ("confirmer", CASE, "--sures", *ON)),
    "courrier": Door("yaml", "sains/courrier.yaml", "cabinet/.clausier/courrier.yaml", ("suivre", CASE, *ON)),
}  # fmt: skip
"""By what the file is. `lot` goes on with the dossiers that are sound, and a folder with the replies that are."""


@cache
def desk() -> Path:
    """The folder, made once."""
    folder = Path(tempfile.mkdtemp(prefix="clausier-bureau-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    dossier = sit_down(folder / "cabinet")
    tour = folder / "cabinet" / "tour-1"
    make_sent("rediger", dossier, tour, "2026-11-23")
    call("rediger", dossier, "-o", folder / "cabinet" / "tour-2", "--date", "2026-11-24")
    sound = folder / "sains"
    sound.mkdir()
    for name in ("reponse.docx", "avenant.docx"):
        shutil.copy(tour / name, sound)
    fill(tour / "tableau.xlsx", {"sortie-delai-recuperation": {"choix": "Refusé", "commentaire": "Non."}}).rename(
        sound / "tableau.xlsx"
    )
    shutil.copy(ROOT / "templates" / "lettre.docx", sound)
    for words in (
        ("questionnaire", "creer", "--dossier", str(dossier), "-o", str(sound / "q.xlsx")),
        ("questionnaire", "creer", "--dossier", str(dossier), "-o", str(sound / "q.docx")),
        ("bibliotheque", "exporter", "--categorie", "4", "-o", str(sound / "livre.docx")),
    ):
        assert run(words) == 0
    _batches(sound)
    shutil.copy(ROOT / "clauses" / "04-sauvegardes" / "sauvegardes-test-restauration.yaml", sound / "point.yaml")
    shutil.copy(_draft(folder), sound / "brouillon.yaml")
    lay_reading(dossier, OPEN)
    shutil.move(reading_path(dossier), sound / "lecture.yaml")
    (sound / "reponse.eml").write_bytes(_mail(sound / "reponse.docx", sound / "tableau.xlsx"))
    twin = shutil.copytree(folder / "cabinet", folder / "jumeau")
    assert run(("reponse", "lire", str(twin / "dossier.yaml"), str(sound), "--date", DAY)) == 3
    shutil.move(twin / ".clausier" / "courrier.yaml", sound)
    shutil.rmtree(twin)
    return folder


def _draft(folder: Path) -> Path:
    """What the draft that was not sent asks."""
    past = past_of(folder / "cabinet" / "tour-2")
    assert past is not None
    return folder / "cabinet" / drafts.FOLDER / f"{past.draft}.yaml"


def _batches(folder: Path) -> None:
    """The same dossier as a table, and as lines of JSON."""
    csv_file(folder / "lot.csv", [KEYS, ROW])
    xlsx_file(folder / "lot.xlsx", [KEYS, ROW])
    json_lines(folder / "lot.jsonl", [{**BASE, "dossier": {"id": "a"}, "reponses": {"sauvegardes-chiffrees": "oui"}}])


def _mail(*files: Path) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Date"] = "Claude Spécimen <c@exemple.fr>", "Sun, 20 Dec 2026 10:00:00 +0100"
    mail["Subject"] = "Nos réponses"
    mail.set_content("Bonjour,\nvoici nos réponses.\n")
    for path in files:
        mail.add_attachment(path.read_bytes(), maintype="application", subtype="octet-stream", filename=path.name)
    return mail.as_bytes()


def sound(door: str) -> bytes:
    """A file that this door lets in."""
    return (desk() / DOORS[door].sound).read_bytes()


@dataclass(frozen=True)
class Result:
    """What a command did: its exit code, what it said, what it took, and the files that it changed."""

    code: int
    said: str
    seconds: float
    megabytes: float
    changed: frozenset[str]


class Commands:
    """Runs commands in a process of their own; `with Commands() as commands: commands.read(…)`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self._warm: set[str] = set()

    def __enter__(self) -> Commands:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def read(self, door: str, content: bytes) -> Result:
        """What the door's command does with this content."""
        way = DOORS[door]
        with tempfile.TemporaryDirectory(prefix="clausier-hostile-") as name:
            folder = Path(name) / "bureau"
            shutil.copytree(desk(), folder, ignore=shutil.ignore_patterns("sains"))
            place = folder / way.place.format(brouillon=_draft(desk()).name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            before = _fingerprints(folder)
            if door not in self._warm:
                self._warm.add(door)
                place.write_bytes(sound(door))
                twin = shutil.copytree(folder, Path(name) / "chaud")
                self._run(way.arguments, twin, Path(name) / "dit", warm=True)
                place.write_bytes(content)
            told = self._run(way.arguments, folder, Path(name) / "dit")
            after = _fingerprints(folder)
        changed = frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
        return Result(
            told["code"],
            told["output"],
            told["seconds"],
            told["megabytes"],
            frozenset(path for path in changed if not path.endswith(KEPT)),
        )

    def _run(self, arguments: tuple[str, ...], folder: Path, output: Path, *, warm: bool = False) -> dict[str, Any]:
        order = {
            "warm": warm,
            "arguments": arguments,
            "folder": str(folder),
            "output": str(output),
            "seconds": 2 * SECONDS,
            "patience": PATIENCE,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return dict(json.loads(self._process.stdout.readline()))


def _fingerprints(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def faults(door: str, found: Result) -> list[str]:
    """What no file may cause."""
    return [
        fault
        for fault, held in (
            (f"code {found.code}", found.code not in DOORS[door].codes),
            ("traceback", "Traceback" in found.said),
            (f"{found.seconds:.1f} s", found.seconds > SECONDS),
            (f"{found.megabytes:.0f} Mo", found.megabytes > MEGABYTES),
            ("no message", found.code != 0 and not found.said.strip()),
            (f"wrote {sorted(found.changed)}", found.code != 0 and not _may_write(DOORS[door], found)),
        )
        if held
    ]


def _may_write(door: Door, found: Result) -> bool:
    return door.may_write is None or found.changed <= door.may_write
