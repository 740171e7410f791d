"""The commands that write, each with the files that it finds, and the command that a person types next."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.batch.synthetic import write_lines
from tests.cli.contracts import OPEN, lay_reading
from tests.forms import edits
from tests.negotiation.play import ACCEPTED, AMENDED, DELAY, FEES, REFUSED, asked, call, fill, make_sent, sit_down
from tests.office import word_edits

DAY, SENT, ANSWERED, LATE = ("--date", "2026-11-23"), "2026-11-23", ("--date", "2026-12-20"), ("--date", "2026-12-21")
WHY = ("--motif", "Décidé")


@dataclass(frozen=True)
class Scene:
    """`words` are typed in the folder that `make` fills; `look` too, after a fault.

    `whole`: all is done at once, or nothing. Otherwise each file is as before or as after, and typed again the command
    ends what it began; `same`: it then gives the same files.
    """

    name: str
    make: Callable[[Path], object]
    words: tuple[str, ...]
    look: tuple[str, ...] = ("suivre", "dossier.yaml")
    whole: bool = True
    same: bool = True


def first(root: Path) -> Path:
    return sit_down(root)


def drafted(root: Path) -> Path:
    dossier = first(root)
    call("rediger", dossier, "-o", root / "tour-1", *DAY)
    return dossier


def unsigned(root: Path) -> None:
    """The contract is not signed after all: the document to sign is another, and that of before goes."""
    dossier = drafted(root)
    text = dossier.read_text(encoding="utf-8")
    assert "etat: signe" in text
    dossier.write_text(text.replace("etat: signe", "etat: non_signe", 1), encoding="utf-8")


def sent(root: Path) -> Path:
    dossier = first(root)
    make_sent("rediger", dossier, root / "tour-1", SENT)
    return dossier


def came_back(root: Path) -> Path:
    dossier = sent(root)
    answers = {
        **dict.fromkeys(asked(dossier), ACCEPTED),
        FEES: REFUSED,
        DELAY: {"choix": AMENDED, "valeur": "21 jours"},
    }
    fill(root / "tour-1" / "tableau.xlsx", answers).rename(root / "rempli.xlsx")
    return dossier


def answered(root: Path) -> Path:
    dossier = came_back(root)
    call("reponse", "lire", dossier, root / "rempli.xlsx", *ANSWERED)
    return dossier


def decided(root: Path) -> None:
    call("decider", answered(root), FEES, "--maintenir", *WHY, *LATE)


def agreed(root: Path) -> None:
    dossier = sent(root)
    fill(root / "tour-1" / "tableau.xlsx", dict.fromkeys(asked(dossier), ACCEPTED)).rename(root / "rempli.xlsx")
    call("reponse", "lire", dossier, root / "rempli.xlsx", *ANSWERED)


def questioned(root: Path) -> None:
    dossier = first(root)
    call("questionnaire", "creer", "--dossier", dossier, "-o", root / "q.xlsx")
    edits.typed(root / "q.xlsx", "Points", "perimetre-services", constat="non")


def contract(root: Path) -> None:
    first(root)
    text = "Le prestataire sauvegarde les données chaque jour et teste leur restauration deux fois par an.\n"
    (root / "contrat.txt").write_text(text, encoding="utf-8")


def read(root: Path) -> None:
    lay_reading(first(root), OPEN)


def edited_book(root: Path) -> None:
    root.mkdir()
    call("bibliotheque", "exporter", "--categorie", "4", "-o", root / "clauses.docx")
    retyped = partial(word_edits.retype, start="2 par an", text="4 par an", rank=1)
    (root / "clauses.docx").write_bytes(word_edits.edited((root / "clauses.docx").read_bytes(), retyped))


def overlaid(root: Path) -> None:
    root.mkdir()
    call("bibliotheque", "nouvelle", root / "maison")


def source(root: Path) -> Path:
    root.mkdir()
    return write_lines(root / "lot.jsonl", 2)


def batch(root: Path) -> Path:
    call("lot", "produire", source(root), "-o", root / "sortie", *DAY, "--zip")
    return root / "sortie"


def batch_changed(root: Path) -> None:
    batch(root)
    lines = [json.loads(line) for line in (root / "lot.jsonl").read_text(encoding="utf-8").splitlines()]
    lines[0]["contrat"]["titre"] = "Un autre titre"
    (root / "lot.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


def batch_edited(root: Path) -> None:
    """A letter that a person has edited: whatever happens, it stays."""
    batch_changed(root)
    letter = next((root / "sortie").glob("*-00000/lettre.docx"))
    letter.write_bytes(letter.read_bytes() + b"de la main de quelqu'un")


def table(root: Path) -> None:
    """Two contracts of one provider, an answer that nobody can read, addresses; a list of words of the user's own."""
    root.mkdir()
    rows = (
        "dossier.id;cabinet.nom;prestataire.nom;contrat.titre;contrat.etat;perimetre-services;Courriel",
        "a;A;Info;Un contrat;signe;bof;a@exemple.fr",
        "b;B;Info;Un autre;signe;non;",
    )
    (root / "lot.csv").write_text("\n".join(rows), encoding="utf-8")
    words = "equivalences:\n  - {ecrit: vu, lu: oui}\n"
    (root / "equivalences.yaml").write_text(words, encoding="utf-8")


def batch_of_table(root: Path) -> None:
    table(root)
    call("lot", "produire", root / "lot.csv", "-o", root / "sortie", *DAY, "--documents", "lettre")


def batch_with_edited_mail(root: Path) -> None:
    """Drafts that were made, one of which a person edited, then documents that are made anew."""
    batch_of_table(root)
    call("lot", "courriels", root / "sortie")
    (root / "sortie" / "courriels" / "b.eml").write_bytes(b"de la main de quelqu'un")
    call("lot", "produire", root / "lot.csv", "-o", root / "sortie", *DAY, "--documents", "lettre,demandes")


def empty(root: Path) -> None:
    root.mkdir()


AGAIN: tuple[str, ...] = ()
SCENES = (
    Scene("rediger", first, ("rediger", "dossier.yaml", "-o", "tour-1", *DAY)),
    Scene("rediger de nouveau", unsigned, ("rediger", "dossier.yaml", "-o", "tour-1", *DAY)),
    Scene("envoyer", drafted, ("envoyer", "dossier.yaml", "tour-1", "--le", SENT)),
    Scene("relancer", answered, ("relancer", "dossier.yaml", "-o", "tour-2", *LATE)),
    Scene("reponse lire", came_back, ("reponse", "lire", "dossier.yaml", "rempli.xlsx", *ANSWERED), whole=False,
          same=False),
    Scene("reponse noter", sent, ("reponse", "noter", "dossier.yaml", "3.3", "--refuse", "--source", "telephone",
                                  "--le", "2026-12-20", *ANSWERED)),
    Scene("decider", answered, ("decider", "dossier.yaml", FEES, "--maintenir", *WHY, *LATE)),
    Scene("annuler", decided, ("annuler", "dossier.yaml", "--le", "2026-12-22")),
    Scene("conclure", agreed, ("conclure", "dossier.yaml", "-o", "signature", *LATE)),
    Scene("questionnaire lire", questioned, ("questionnaire", "lire", "q.xlsx", "-o", "dossier.yaml", "--ecraser")),
    Scene("questionnaire creer", first, ("questionnaire", "creer", "--dossier", "dossier.yaml", "-o", "q.xlsx"), AGAIN),
    Scene("lire", contract, ("lire", "contrat.txt", "-o", "neuf.yaml", *DAY), AGAIN),
    Scene("lire de nouveau", contract, ("lire", "contrat.txt", "-o", "dossier.yaml", "--type", "inconnu", *DAY), AGAIN),
    Scene("confirmer", read, ("confirmer", "dossier.yaml", "--sures", *DAY), AGAIN),
    Scene("echeances", sent, ("echeances", "dossier.yaml", "-o", "echeances.ics", "--date", "2020-01-01")),
    Scene("suivre", sent, ("suivre", "dossier.yaml", "-o", "suivi.xlsx", *LATE)),
    Scene("nouveau", empty, ("nouveau", "-o", "nouveau.yaml"), AGAIN),
    Scene("exemple", empty, ("exemple", "guide-minimal", "-o", "essai"), AGAIN),
    Scene("bibliotheque nouvelle", empty, ("bibliotheque", "nouvelle", "maison"), AGAIN),
    Scene("bibliotheque exporter", empty, ("bibliotheque", "exporter", "--categorie", "4", "-o", "c.docx"), AGAIN),
    Scene("bibliotheque importer", edited_book, ("bibliotheque", "importer", "clauses.docx", "-o", "maison"), AGAIN),
    Scene("bibliotheque schema", empty, ("bibliotheque", "schema", "-o", "schemas"), AGAIN),
    Scene("fondements valider", overlaid, ("bibliotheque", "fondements", "valider", "csp-l1111-8", "--par",
                                           "Me Exemple", "--dans", "maison", *DAY), AGAIN),
    Scene("modele exporter", empty, ("modele", "exporter", "-o", "modeles"), AGAIN),
    Scene("lot modele", empty, ("lot", "modele", "-o", "lot.xlsx"), AGAIN),
    Scene("lot produire", source, ("lot", "produire", "lot.jsonl", "-o", "sortie", *DAY, "--zip"), AGAIN, whole=False),
    Scene("lot produire de nouveau", batch_changed, ("lot", "produire", "lot.jsonl", "-o", "sortie", *DAY, "--zip"),
          AGAIN, whole=False),
    Scene("lot produire, lettre modifiée", batch_edited, ("lot", "produire", "lot.jsonl", "-o", "sortie", *DAY),
          AGAIN, whole=False),
    Scene("lot produire, fautes à apprendre", table, ("lot", "produire", "lot.csv", "-o", "sortie", "--apprendre"),
          AGAIN, same=False),
    Scene("lot produire, par prestataire", table, ("lot", "produire", "lot.csv", "-o", "sortie", *DAY, "--documents",
                                                   "lettre", "--grouper", "prestataire"), AGAIN, whole=False),
    Scene("lot courriels", batch_of_table, ("lot", "courriels", "sortie"), AGAIN),
    Scene("lot courriels de nouveau", batch_with_edited_mail, ("lot", "courriels", "sortie"), AGAIN),
    Scene("lot comparer", batch_of_table, ("lot", "comparer", "sortie", "sortie", "-o", "c.html"), AGAIN),
    Scene("lot envoyer", batch, ("lot", "envoyer", "sortie", "--le", SENT), ("suivre", "sortie"), whole=False,
          same=False),
)  # fmt: skip


def set_out(scene: Scene, root: Path, template: Path) -> None:
    """The folder of the scene as it was made."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(template, root)
