"""Nothing of a file reaches the terminal as it stands: one printer, hostile names and texts in all commands."""

from __future__ import annotations

import ast
import io
import json
from pathlib import Path

import pytest
import yaml

from clausier.cli import run
from clausier.cli.terminal import ACTING, echo, echo_json, printer, seen
from clausier.errors import Problem
from tests.builders import EXAMPLE, ROOT
from tests.cli.contracts import OPEN, lay_reading

Capture = pytest.CaptureFixture[str]
ACTING_SIGNS = ("\x1b[31m", "\x9b31m", "\x07", "\r", "\u202e", "\u2066", "\u200b", "\u2028", "\ufeff", "\x85", "\udce9")
CLI = ROOT / "src" / "clausier" / "cli"
PRINTERS = {"terminal.py"}
WRITES = {"echo", "secho", "style", "Console"}


@pytest.mark.parametrize("path", sorted(CLI.rglob("*.py")), ids=lambda path: str(path.relative_to(CLI)))
def test_only_the_printer_prints(path: Path) -> None:
    if path.name in PRINTERS:
        return
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "click":
            found += [node.lineno] if node.attr in WRITES else []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found += [node.lineno] if node.func.id in ("print", "Console") else []
    assert found == [], "by clausier.cli.terminal"


@pytest.mark.parametrize("sign", ACTING_SIGNS)
def test_it_shows_the_code_of_what_would_act(sign: str, capsys: Capture) -> None:
    echo(Problem(f"a{sign}b.yaml", "", f"fin {sign} de phrase."))
    told = capsys.readouterr().out
    assert not ACTING.search(told)
    assert f"<U+{ord(sign[0]):04X}>" in told


def test_french_stays_as_it_is() -> None:
    text = "« Délai : 8\u00a0jours\u202f; l'été, œuvre — €\u202f» ✓\n\tsuite"
    assert seen(text) == text


@pytest.mark.parametrize("sign", ACTING_SIGNS)
def test_json_is_the_same_data(sign: str, capsys: Capture) -> None:
    echo_json(json.dumps({f"c{sign}": [sign]}, ensure_ascii=False))
    told = capsys.readouterr().out
    assert not ACTING.search(told)
    assert json.loads(told) == {f"c{sign}": [sign]}


@pytest.mark.parametrize("text", ["[red]rouge[/red]", "[link=file:///etc/passwd]ici[/link]", ":smile:", "a\x1b[31mb"])
def test_tables_read_no_markup(text: str, capsys: Capture) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None)
    table.add_column(text)
    table.add_row(text)
    printer().print(table, text, Text(text))
    told = capsys.readouterr().out
    assert told.count(seen(text)) == (2 if ACTING.search(text) else 4)  # a code is wider than its column
    assert not ACTING.search(told)


HOSTILE = "Cabinet \x85 [red]A[/red] \u202egnirts\u200b [link=https://x]b[/link]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier whose names hold what acts, in a folder and a file whose names do too."""
    data = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    data["cabinet"]["nom"] = HOSTILE
    data["prestataire"]["nom"] = f"Prestataire {HOSTILE}"
    data["contrat"]["titre"] = HOSTILE
    for answer in data["reponses"].values():
        if isinstance(answer, dict):
            answer["citation"] = answer["article"] = HOSTILE
    inside = tmp_path / "a\x1b[31m\u202eb\n c"
    inside.mkdir()
    (inside / "do\x9bssier.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    (inside / "faux\x1b]0;x\x07.yaml").write_text(f'a: "{HOSTILE}"\n\x1b: x\n', encoding="utf-8")
    (inside / "reponse\x1b[2J.docx").write_bytes(b"PK\x03\x04 faux")
    return inside


COMMANDS = [
    "analyser {dossier}",
    "analyser {dossier} --json",
    "analyser {faux}",
    "analyser {dossier} --bibliotheque {faux}",
    "analyser {dossier} --position {nom}",
    "{nom}",
    "points {nom}",
    "exemple {nom}",
    "rediger {dossier} -o {sortie} --date 2026-11-23",
    "rediger {dossier} -o {sortie} --modeles {faux}",
    "suivre {dossier}",
    "suivre {dossier} --json",
    "relancer {dossier} -o {sortie}",
    "envoyer {dossier} {sortie} --le 2026-11-24",
    "reponse lire {dossier} {reponse}",
    "reponse lire {dossier} {dossiers}",
    "reponse noter {dossier} --motif {nom}",
    "decider {dossier} {nom} --repli --motif {nom}",
    "conclure {dossier} -o {sortie} --malgre {nom} --motif {nom}",
    "echeances {dossier} -o {sortie}.ics",
    "annuler {dossier}",
    "lot produire {dossiers} -o {lot}",
    "lot produire {dossiers} -o {lot} --json",
    "lot envoyer {lot} {nom}",
    "suivre {lot}",
    "lot modele -o {sortie}/{nom}.xlsx",
    "questionnaire creer {dossier} -o {sortie}/q.xlsx",
    "questionnaire lire {reponse} -o {sortie}/d.yaml",
    "lire {contrat} -o {sortie}/d.yaml",
    "lire {contrat} -o {sortie}/d.yaml --json",
    "lire {faux} {reponse} -o {sortie}/d.yaml --type {nom}",
    "lire {contrat} -o {dossier}",
    "confirmer {dossier} 7.3",
    "confirmer {dossier} --sures",
    "confirmer {dossier} --non-reperes --sauf {nom}",
    "analyser {dossier} --avec-lecture",
    "modele verifier {reponse}",
    "modele exporter -o {sortie}",
    "bibliotheque verifier {dossiers}",
    "bibliotheque comparer {dossiers} {dossiers}",
    "bibliotheque nouvelle {sortie}",
    "bibliotheque importer {reponse} {dossiers}",
    "nouveau -o {sortie}.yaml",
]


def test_no_command_lets_a_sign_act(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one negotiation, for later commands to have something to show."""
    contract = folder / "con\x1b[31mtrat\u202e.txt"
    contract.write_text(f"Article 1 – {HOSTILE}\nLe prestataire {HOSTILE} sauvegarde.\n", encoding="utf-8")
    places = {
        "dossier": folder / "do\x9bssier.yaml",
        "faux": folder / "faux\x1b]0;x\x07.yaml",
        "reponse": folder / "reponse\x1b[2J.docx",
        "dossiers": folder,
        "contrat": contract,
        "sortie": folder.parent / "sor\x1btie\u202e",
        "lot": folder.parent / "lo\x9bt",
        "nom": "n\x1b[31mom\u202e",
    }
    monkeypatch.setattr("sys.stdin", io.StringIO("?\n?\n"))
    lay_reading(places["dossier"], OPEN, f"« {HOSTILE} »")
    capsys.readouterr()
    said = 0
    for line in COMMANDS:
        arguments = [word.format(**places) for word in line.split()]
        code = run(arguments)
        printed = capsys.readouterr()
        for told in (printed.out, printed.err):
            acting = ACTING.search(told)
            assert not acting, f"{line} ({code}): {told[max(0, acting.start() - 60) : acting.end() + 20]!r}"
            said += len(told)
        if "--json" in line and code == 0:
            json.loads(printed.out)
    assert said > 10_000
