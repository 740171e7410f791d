"""What people do between two commands of a page: lay a dossier down, fill in a table, answer as a provider does.

The pages tell it in words; here it is done.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import openpyxl

from tests.batch.tables import cells_of, tree_of
from tests.builders import EXAMPLES, ROOT
from tests.negotiation.play import (
    ACCEPTED,
    ACCESS,
    AMENDED,
    DELAY,
    FEES,
    REFUSED,
    SIGNABLE,
    TRANSFER,
    WHO,
    Answer,
    asked,
    fill,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is done in the folder of a page before the command that begins so; before the first one if it is empty."""

    page: str
    before: str
    act: Callable[[Path], object]


def _dossier(folder: Path) -> None:
    """A dossier of one's own."""
    shutil.copy(ROOT / "examples" / "infogerance-non-signee" / "dossier.yaml", folder)


def _example(name: str) -> Callable[[Path], object]:
    return lambda folder: shutil.copytree(ROOT / "examples" / name, folder, dirs_exist_ok=True)


def _examples(folder: Path) -> None:
    shutil.copytree(ROOT / "examples", folder / "examples")


def _two_years(folder: Path) -> None:
    for year in ("2025", "2026"):
        shutil.copytree(folder / "sortie", folder / f"lot-{year}")


def _fill_table(folder: Path) -> None:
    """A row for each example, but for the one column that the table does not offer."""
    book = openpyxl.load_workbook(folder / "lot.xlsx")
    sheet = book["Dossiers"]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    for row, dossier in enumerate(EXAMPLES, start=3):
        for key, text in cells_of(tree_of(dossier)).items():
            if key in columns:
                sheet.cell(row, columns[key], text)
    book.save(folder / "lot.xlsx")


def _fill_union_table(folder: Path) -> None:
    """The same with two columns of one's own."""
    _fill_table(folder)
    book = openpyxl.load_workbook(folder / "lot.xlsx")
    sheet, first = book["Dossiers"], book["Dossiers"].max_column + 1
    own = {"Région": ("Bretagne", "Normandie"), "Courriel du prestataire": ("contact@exemple.fr",)}
    for column, (title, texts) in enumerate(own.items(), start=first):
        sheet.cell(2, column, title)
        for rank, _ in enumerate(EXAMPLES):
            sheet.cell(3 + rank, column, texts[rank % len(texts)])
    book.save(folder / "lot.xlsx")


def _practices(folder: Path) -> None:
    """Two dossiers of a union."""
    (folder / "cabinets").mkdir()
    for name in ("logiciel-en-ligne-signe", "infogerance-non-signee"):
        shutil.copy(ROOT / "examples" / name / "dossier.yaml", folder / "cabinets" / f"{name}.yaml")


def _replies(folder: Path) -> None:
    """One form sent back empty, one tracker with an answer, under the names that mails give them."""
    (folder / "reponses").mkdir()
    shutil.copy(folder / "sortie" / "glycines-infogerance-2026" / "reponse.docx", folder / "reponses" / "RE tr.docx")
    sent = folder / "sortie" / "belvedere-logiciel-2026"
    filled = fill(sent / "tableau.xlsx", {TRANSFER: ACCEPTED}, (*WHO[:2], "16/12/2026"))
    shutil.move(filled, folder / "reponses" / "mail du 20.xlsx")


def _mailbox(folder: Path) -> None:
    """What really comes: a scan named after a dossier, a mail that brings the tracker, a scan of nobody's."""
    box = folder / "courrier"
    (box / "mars").mkdir(parents=True)
    (box / "glycines-infogerance-2026.pdf").write_bytes(b"%PDF-1.7")
    (box / "mars" / "scan.pdf").write_bytes(b"%PDF-1.4")
    sent = folder / "sortie" / "belvedere-logiciel-2026"
    filled = fill(sent / "tableau.xlsx", {FEES: REFUSED}, (*WHO[:2], "17/12/2026"))
    mail = EmailMessage()
    mail["From"], mail["Date"] = "contact@exemple.fr", "Thu, 17 Dec 2026 09:00:00 +0100"
    mail.set_content("Bonjour, voici notre réponse.")
    mail.add_attachment(filled.read_bytes(), maintype="application", subtype="octet-stream", filename="Reponse.XLSX")
    (box / "mail.eml").write_bytes(bytes(mail))
    filled.unlink()


def _reply(round_: int, day: str, **answers: Answer) -> Callable[[Path], object]:
    """The tracker of a round, answered."""

    def act(folder: Path) -> None:
        rest = dict.fromkeys(asked(folder / "dossier.yaml"), ACCEPTED) if round_ != 2 else {}
        points = {"delay": DELAY, "transfer": TRANSFER, "fees": FEES, "access": ACCESS}
        typed = {points[name]: answer for name, answer in answers.items()}
        filled = fill(folder / f"tour-{round_}" / "tableau.xlsx", {**rest, **typed}, (*WHO[:2], day))
        shutil.move(filled, folder / f"reponse-{round_}.xlsx")

    return act


def _complete(folder: Path) -> None:
    """The dossier completed for signature."""
    dossier = folder / "dossier.yaml"
    text = dossier.read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    dossier.write_text(text.replace(BEFORE, SIGNABLE), encoding="utf-8")


BEFORE = "avenant: {numero: 1, signature: electronique}\n"
NEGOTIATION, LOT = "docs/negociation.md", "docs/lot.md"
READMES = ("README.md", "README.fr.md")

SCENES = (
    *(Scene(page, "clausier lot produire lot.xlsx -o sortie --travailleurs 2", _fill_table) for page in READMES),
    *(Scene(page, "clausier reponse lire sortie reponses/", _replies) for page in READMES),
    Scene(LOT, "clausier lot produire lot.xlsx -o sortie --travailleurs", _fill_union_table),
    Scene(LOT, "clausier lot comparer lot-2025", _two_years),
    Scene("docs/documents.md", "", _example("infogerance-non-signee")),
    Scene("docs/questionnaire.md", "", _dossier),
    Scene(
        NEGOTIATION,
        "clausier reponse lire dossier.yaml reponse-1.xlsx",
        _reply(
            1,
            WHO[2],
            delay={"choix": AMENDED, "valeur": "21 jours calendaires"},
            transfer={"choix": AMENDED, "valeur": "60 jours calendaires"},
            fees={**REFUSED, "commentaire": "Notre tarif public"},
            access={},
        ),
    ),
    Scene(
        NEGOTIATION,
        "clausier reponse lire dossier.yaml reponse-2.xlsx",
        _reply(2, "05/01/2027", transfer=REFUSED, fees=ACCEPTED, delay=ACCEPTED),
    ),
    Scene(
        NEGOTIATION,
        "clausier reponse lire dossier.yaml reponse-3.xlsx",
        _reply(3, "15/01/2027", transfer=ACCEPTED, access=REFUSED),
    ),
    Scene(NEGOTIATION, "clausier conclure dossier.yaml -o signature --malgre", _complete),
    Scene(NEGOTIATION, "clausier lot produire cabinets", _practices),
    Scene(NEGOTIATION, "clausier reponse lire sortie reponses/", _replies),
    Scene(NEGOTIATION, "clausier reponse lire sortie courrier/", _mailbox),
    Scene("examples/cabinet-avocats/README.md", "", _examples),
    *(
        Scene(f"examples/{path.parent.name}/README.md", "", _example(path.parent.name))
        for path in sorted(ROOT.glob("examples/*/dossier.yaml"))
    ),
)
