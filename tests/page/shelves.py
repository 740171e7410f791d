"""A library of a firm's own in an open folder: a point worded anew and approved, another changed since."""

from __future__ import annotations

from pathlib import Path

from clausier.desk.libraries import SHELF
from clausier.library.reading import load_library
from clausier.playbook.approvals import FILE, clauses_approved
from clausier.proposal.approved import approval
from clausier.resources import shipped
from tests.builders import DAY

OWN = "maison"
TEST, FIXES, WIFI = "sauvegardes-test-restauration", "correctifs-securite-inclus", "acces-wifi-separes"
HEAD = "nom: Maison Exemple\nversion: '1'\n"
REWORDED = """\
positions: {cible: {frequence: 4 par an, intervalle: 4 mois}}
clause: {titre: Essais de restauration}
"""
CHANGED = "clause: {titre: Réseaux sans fil séparés}\n"


def shelved(root: Path) -> Path:
    """The folder of the library, in the folder that is open."""
    own = root / SHELF / OWN
    own.mkdir(parents=True)
    (own / "bibliotheque.yaml").write_text(HEAD, encoding="utf-8")
    (own / f"{TEST}.yaml").write_text(REWORDED, encoding="utf-8")
    library = load_library([shipped("clauses"), own])
    given = {id_: approval(library.by_id[id_], library, "Me Exemple", DAY, None) for id_ in (TEST, FIXES, WIFI)}
    (own / FILE).write_text(clauses_approved(own / FILE, given), encoding="utf-8")
    (own / f"{WIFI}.yaml").write_text(CHANGED, encoding="utf-8")
    return own
