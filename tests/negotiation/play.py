"""A negotiation played from files with the shipped example, as a practice and its provider would."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from clausier.cli import run
from clausier.files.strictyaml import read_bytes
from clausier.negotiation.once import whole

EXAMPLE = "logiciel-en-ligne-signe"
DELAY, ACCESS, FEES, TRANSFER = (
    "correctifs-delai-critique", "hebergement-rgpd", "financier-frais-sortie", "sortie-delai-recuperation",
)  # fmt: skip
WHO = ("Claude Spécimen", "directrice générale", "20/12/2026")
Answer = Mapping[str, str]
ACCEPTED: Answer = {"choix": "Accepté"}
REFUSED: Answer = {"choix": "Refusé"}

SIGNABLE = """\
avenant: {numero: 1, signature: electronique, prise_d_effet: 2027-03-01}
annexe:
  personnes_autorisees: Les salariés du support
  mesures: Chiffrement et journalisation
  lieux_intervention: Dans les locaux du prestataire, en France
  sous_traitants_ulterieurs: Aucun autre que l’hébergeur
  transferts: Aucun
  interlocuteur_cabinet: Dr Dominique Exemple
  interlocuteur_prestataire: Mme Claude Spécimen
  delegues: Aucun
  signalement: incident@exemple.fr
"""


def sit_down(folder: Path, *changes: tuple[str, str]) -> Path:
    """The example in a folder of its own, with parts of its text changed; returns its dossier."""
    assert run(["exemple", EXAMPLE, "-o", str(folder)]) == 0
    dossier = folder / "dossier.yaml"
    (folder / "negociation.yaml").unlink(missing_ok=True)
    text = dossier.read_text(encoding="utf-8").replace("avenant: {numero: 1, signature: electronique}\n", SIGNABLE)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    dossier.write_text(text, encoding="utf-8")
    return dossier


def call(*words: object) -> None:
    assert run([str(word) for word in words]) == 0


def make_sent(command: str, dossier: Path, folder: Path, day: str, *more: object) -> None:
    """A draft that was sent the same day."""
    call(command, dossier, "-o", folder, "--date", day, *more)
    call("envoyer", dossier, folder, "--le", day)


def register_text(dossier: Path) -> str:
    path = dossier.parent / "negociation.yaml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def events(dossier: Path) -> list[dict[str, Any]]:
    """The entries of the register, as plain data, each with all that it says."""
    found: Any = read_bytes(register_text(dossier).encode(), "negociation.yaml").data
    said: list[dict[str, Any]] = []
    for one in found["evenements"] or []:
        said.append(whole(one, said))
    return said


def asked(dossier: Path) -> dict[str, dict[str, Any]]:
    """The texts of the last sending that has some."""
    return [one["envoi"]["textes"] for one in events(dossier) if one.get("envoi", {}).get("textes")][-1]


def fill(tracker: Path, answers: Mapping[str, Answer], who: tuple[str, str, str] = WHO) -> Path:
    """Types answers into a tracker, as a provider does, and saves it under another name."""
    book = openpyxl.load_workbook(tracker)
    sheet = book["Demandes"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    rows = {row[columns["point"] - 1].value: row[0].row for row in sheet.iter_rows(min_row=4)}
    for point, answer in answers.items():
        for key, text in answer.items():
            sheet.cell(rows[point], columns[key]).value = text
    for row, text in zip((5, 6, 7), who, strict=True):
        book["Répondant"].cell(row, 2).value = text
    target = io.BytesIO()
    book.save(target)
    path = tracker.with_name("rempli.xlsx")
    path.write_bytes(target.getvalue())
    return path


def plain(text: str) -> str:
    """Kinds of apostrophes and of blanks apart."""
    return " ".join(html.unescape(text).replace("’", "'").split())


def all_parts(path: Path) -> str:
    """Every part of a file as one text: hidden sheets, custom XML and properties too; with tags, then without."""
    content = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return plain(content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        raw = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return "\n".join(plain(form) for part in raw for form in (part, re.sub(r"<[^>]+>", "", part)))


def shown(path: Path) -> str:
    """What a Word file shows, kinds of blanks apart."""
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


SECRETS = ("SECRET-COMMENTAIRE", "SECRET-MOTIF")
REASON = ("--motif", SECRETS[1])
WITH_COMMENT = ("perimetre-obligation-conseil: {constat: non}",
                f"perimetre-obligation-conseil: {{constat: non, commentaire: {SECRETS[0]}}}")  # fmt: skip
AMENDED = "Accepté avec modification"


def play(root: Path) -> Path:
    """Three rounds, until the document for signature; returns the dossier.

    Round 1: 21 days for one delay (in the fallback), 60 for the other (below the floor), fees refused, access not
    answered. Round 2: all accepted but access and the second delay, refused. Round 3: only access stays refused.
    """
    dossier = sit_down(root, WITH_COMMENT)
    make_sent("rediger", dossier, root / "tour-1", "2026-11-23")
    counter = {DELAY: {"choix": AMENDED, "valeur": "21 jours calendaires"},
               TRANSFER: {"choix": AMENDED, "valeur": "60 jours calendaires"}}  # fmt: skip
    most = dict.fromkeys(asked(dossier), ACCEPTED)
    first = fill(root / "tour-1" / "tableau.xlsx", {**most, **counter, FEES: REFUSED, ACCESS: {}})
    call("reponse", "lire", dossier, first, "--date", "2026-12-20")
    call("decider", dossier, "3.3", "--repli", *REASON, "--date", "2026-12-21")
    call("decider", dossier, TRANSFER, "--maintenir", *REASON, "--date", "2026-12-21")
    make_sent("relancer", dossier, root / "tour-2", "2026-12-21")
    who = (*WHO[:2], "05/01/2027")
    second = fill(root / "tour-2" / "tableau.xlsx", {TRANSFER: REFUSED, FEES: ACCEPTED, DELAY: ACCEPTED}, who)
    call("reponse", "lire", dossier, second, "--date", "2027-01-05")
    call("decider", dossier, "10.A", "--plancher", *REASON, "--date", "2027-01-06")
    make_sent("relancer", dossier, root / "tour-3", "2027-01-06")
    who = (*WHO[:2], "15/01/2027")
    exit = dict.fromkeys((TRANSFER, "financier-acces-donnees", FEES, "sortie-effacement"), ACCEPTED)
    third = fill(root / "tour-3" / "tableau.xlsx", {**exit, ACCESS: REFUSED}, who)
    call("reponse", "lire", dossier, third, "--date", "2027-01-15")
    call("conclure", dossier, "-o", root / "signature", "--malgre", "8.4", "--motif", "Contrat voisin",
         "--date", "2027-01-20")  # fmt: skip
    call("echeances", dossier, "-o", root / "echeances.ics", "--date", "2026-11-23")
    return dossier
