"""A library that says `complete: oui` stands in the place of the shipped one, whole and alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.errors import InvalidInput
from clausier.library.complete import NEEDED, stands_alone
from clausier.library.reading import load_library
from clausier.library.strangers import SINGLE_FILES
from clausier.resources import shipped
from tests.builders import ROOT, library

Capture = pytest.CaptureFixture[str]

POINT = """numero: "1.1"
nature: point
importance: importante
intitule: Délai de remplacement
question: Le contrat fixe-t-il un délai de remplacement ?
pourquoi: Parce que.
argument: {negociation: Nous le demandons.}
clause: {titre: Remplacement, objet: au remplacement, texte: Le Prestataire remplace le matériel.}
"""


def guide(folder: Path) -> Path:
    """A guide of one category and one point, with the shipped formulas."""
    base = shipped("clauses")
    (folder / "01-materiel").mkdir(parents=True)
    formulas, _, _ = (base / "formules.yaml").read_text(encoding="utf-8").partition("  rappels:")
    (folder / "formules.yaml").write_text(formulas, encoding="utf-8")
    header = (base / "bibliotheque.yaml").read_text(encoding="utf-8").replace("Dix points à vérifier", "Un seul point")
    (folder / "bibliotheque.yaml").write_text(header, encoding="utf-8")
    (folder / "fondements.yaml").write_text("fondements: {}\n", encoding="utf-8")
    category = "numero: 1\nintitule: Matériel\ntitre_article: Matériel\n"
    (folder / "01-materiel" / "_categorie.yaml").write_text(category, encoding="utf-8")
    (folder / "01-materiel" / "remplacement.yaml").write_text(POINT, encoding="utf-8")
    return folder


def test_it_replaces_the_shipped_one_and_the_others_lie_over_it(tmp_path: Path, capsys: Capture) -> None:
    own, house = guide(tmp_path / "guide"), tmp_path / "maison"
    house.mkdir()
    (house / "remplacement.yaml").write_text("question: Délai de la maison ?\n", encoding="utf-8")
    assert run(["points", "--bibliotheque", str(own), "--bibliotheque", str(house)]) == 0
    told = capsys.readouterr().out
    assert "Délai de la maison" in told
    assert "4.5" not in told


def test_what_a_folder_holds_is_no_guess(tmp_path: Path) -> None:
    """A whole library that does not say so is an overlay, and one that says « non » too."""
    own = guide(tmp_path / "guide")
    header = own / "bibliotheque.yaml"
    text = header.read_text(encoding="utf-8")
    for changed in (text.replace("complete: oui\n", ""), text.replace("complete: oui", "complete: non")):
        header.write_text(changed, encoding="utf-8")
        assert not stands_alone(own)
    assert stands_alone(shipped("clauses"))
    assert not stands_alone(ROOT / "examples/cabinet-avocats/bibliotheque")
    assert not stands_alone(tmp_path / "absent")


@pytest.mark.parametrize("key", NEEDED)
def test_a_key_that_lacks_is_said_with_its_file(key: str, tmp_path: Path, capsys: Capture) -> None:
    own = guide(tmp_path / "guide")
    file = f"{key}.yaml" if f"{key}.yaml" in SINGLE_FILES else "bibliotheque.yaml"
    if file == "bibliotheque.yaml":
        lines = (own / file).read_text(encoding="utf-8").splitlines()
        start = next(index for index, line in enumerate(lines) if line.startswith(f"{key}:"))
        end = next((i for i in range(start + 1, len(lines)) if lines[i][:1].strip()), len(lines))
        (own / file).write_text("\n".join([*lines[:start], *lines[end:]]) + "\n", encoding="utf-8")
    else:
        (own / file).unlink()
    assert run(["points", "--bibliotheque", str(own)]) == 3
    told = capsys.readouterr().err
    lacks = f"« {key} » manque : une bibliothèque complète ne reprend rien de celle de clausier."
    assert f"guide/{file}, {key} : {lacks} L'écrire dans {file}." in told
    assert "1 problème" in told


def test_a_guide_without_categories_or_points(tmp_path: Path) -> None:
    own = guide(tmp_path / "guide")
    shutil.rmtree(own / "01-materiel")
    with pytest.raises(InvalidInput) as caught:
        load_library([own])
    assert [str(problem) for problem in caught.value.problems] == [
        "guide, categories : la bibliothèque n'a aucune catégorie. En décrire une : 01-nom/_categorie.yaml.",
        "guide, points : la bibliothèque n'a aucun point. En écrire un : 01-nom/identifiant.yaml.",
    ]


def test_a_contract_of_an_unknown_type_has_a_name(tmp_path: Path, capsys: Capture) -> None:
    own = guide(tmp_path / "guide")
    header = own / "bibliotheque.yaml"
    header.write_text(
        header.read_text(encoding="utf-8").replace("  inconnu: contrat informatique\n", ""), encoding="utf-8"
    )
    assert run(["points", "--bibliotheque", str(own)]) == 3
    told = capsys.readouterr().err
    assert "types_de_contrat : il manque le type « inconnu », celui d'un dossier qui n'en dit rien." in told
    assert "Ajouter « inconnu: … »." in told


def test_only_the_first_may_be_complete(tmp_path: Path, capsys: Capture) -> None:
    first, second = guide(tmp_path / "un"), guide(tmp_path / "deux")
    assert run(["bibliotheque", "verifier", str(first), str(second)]) == 3
    told = capsys.readouterr().out
    assert "une bibliothèque complète ne se pose pas sur une autre." in told
    assert "La donner la première, ou retirer « complete »." in told


def test_the_shipped_complements_do_not_lie_over_another_guide(tmp_path: Path, capsys: Capture) -> None:
    own = guide(tmp_path / "guide")
    assert run(["points", "--avec", "complements", "--bibliotheque", str(own)]) == 2
    assert f"que « {own} » remplace. Retirer --avec." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("complete: [oui\n", "guide/bibliotheque.yaml, ligne 2"),
        ("complete: peut-être\n", "guide/bibliotheque.yaml, ligne 1, complete : « peut-être » n'est ni « oui » ni"),
    ],
)
def test_a_header_that_cannot_be_read_is_said(text: str, told: str, tmp_path: Path, capsys: Capture) -> None:
    own = guide(tmp_path / "guide")
    (own / "bibliotheque.yaml").write_text(text, encoding="utf-8")
    assert run(["points", "--bibliotheque", str(own)]) == 3
    assert told in capsys.readouterr().err


def test_saying_that_it_is_complete_is_no_part_of_what_it_says() -> None:
    """Registers and batches name a library by its fingerprint: it is that of its texts."""
    assert library().complete
    assert load_library([shipped("clauses")]).fingerprint == library().fingerprint
