"""Points as trees, sheets and YAML: the same thing said four ways, and the overlay of exactly what differs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from clausier.errors import InvalidInput, Problem
from clausier.files.strictyaml import read_bytes
from clausier.files.yamltext import document
from clausier.library.markup import parse
from clausier.model.library import Category, Library
from clausier.model.requirement import Requirement
from clausier.office.word.text import Kind, canonical
from clausier.playbook import conditions
from clausier.playbook.book.book import Grid, Reading, Sheet
from clausier.playbook.book.layout import CATEGORY_SLOTS, POINT_SLOTS
from clausier.playbook.book.readback import category_of, point_of
from clausier.playbook.book.roundtrip import (
    MARK_POINT,
    book_of,
    edited,
    fingerprints,
    overlay_tree,
    plainly,
    trees_of,
)
from clausier.playbook.book.sheets import category_sheet, point_sheet
from clausier.playbook.book.wordimport import imported
from clausier.playbook.book.wordreport import Imported, losses, notices, relocated
from clausier.playbook.fields import ASIDE
from clausier.playbook.trees import Tree, at, category_tree, point_tree
from clausier.playbook.wrapping import wrapped
from tests.builders import library

POINT = "sauvegardes-test-restauration"
MARK = MARK_POINT + POINT

EVERYTHING: Tree = {
    "id": "point-complet",
    "numero": "4.Z",
    "categorie": 4,
    "nature": "vigilance",
    "importance": "importante",
    "essentiel": ["hebergement", "infogerance"],
    "rang": 7,
    "en_tete_si": {"services": ["sauvegarde"]},
    "intitule": "Tout ce qu'un point peut dire",
    "question": "Et alors ?",
    "pourquoi": "Parce que.",
    "applicable_si": [{"services": ["sauvegarde", "reseau"], "type": ["infogerance"]}, {"etat": ["signe"]}],
    "si_sans_objet": [{"si": {"services": ["materiel"]}, "motif": "Rien à sauvegarder."}],
    "exigence": {
        "mesure": [
            {
                "nature": "duree",
                "au_plus": "4 heures",
                "origine": "loi",
                "requise": {"services": ["sauvegarde"]},
                "libelle": "délai",
            },
            {
                "nature": "nombre",
                "au_moins": "2 versions",
                "origine": "guide",
                "requise": "non",
                "synonymes": ["copies"],
            },
            {"nature": "pays", "parmi": "UE", "origine": "usage"},
        ],
        "valeur": "zeta",
        "volets": {
            "premier": {"intitule": "Premier", "texte": "fait **ceci** ;", "facultatif": "oui"},
            "autre": {"intitule": "Autre", "texte": "fait cela."},
        },
        "exiges": "oui",
        "preuve": {
            "nature": "certificat_hds",
            "si": {"services": ["sauvegarde"]},
            "activites": [{"si": {"services": ["hebergement"]}, "parmi": ["1", "2"]}, {"parmi": ["6"]}],
            "hebergement": ["sauvegardes_hebergees_par"],
        },
    },
    "fondements": [
        {"id": "rgpd-28-3", "portee": "impose", "si": {"type": ["hebergement"]}, "verdicts": ["absent", "imprecis"]},
        {"id": "cc-1166", "portee": "soutient"},
    ],
    "argument": {"negociation": "Nous **proposons**.", "obligation": "Il résulte de {{ fondement }}."},
    "positions": {
        "cible": {
            "zeta": "2 jours",
            "alpha": "3",
            "contrepartie": "rien",
            "texte": "Un.\n\n- a\n- b\n",
            "ajout": "Plus.\n",
        },
        "repli": [
            {"alpha": "4", "zeta": "3 jours", "contrepartie": "un **prêt**", "texte": "A.\n", "ajout": "B.\n"},
            {"alpha": "5", "zeta": "4 jours"},
        ],
        "plancher": {"alpha": "6", "zeta": "5 jours", "contrepartie": "c", "texte": "D.\n", "ajout": "E.\n"},
    },
    "clause": {
        "titre": "Titre",
        "objet": "à tout",
        "texte": "Le Prestataire :\n\n- fait **{{ zeta }}** ;\n- dit.\n\nFin.\n",
        "precisions": "Le rapport dit tout.\n\n- ceci ;\n- cela.\n",
        "introduction": {"absent": "Il est dit :"},
        "texte_si": {"contraire": "Non.\n\nSi.\n", "absent": "Rien.\n"},
        "variantes": [
            {"si": [{"type": ["hebergement"]}, {"etat": ["signe"]}], "texte": "Autrement.\n", "precisions": "Ainsi.\n"},
            {"si": [{"etat": ["non_signe"]}], "texte": "Encore.\n"},
        ],
        "livrables": [{"intitule": "Un rapport", "echeance": "sous {{ delai }}", "precision": "oui"}],
        "porte_par": {
            "point": "sauvegardes-quotidiennes",
            "si": [{"services": ["sauvegarde"]}],
            "texte": "Il en va de même :\n\n- ici ;\n- là.\n",
            "precisions": "Par écrit.\n",
        },
        "prix": {"compris": "jusqu'à {{ zeta }}", "tarif": "au-delà", "devis": "le reste"},
    },
    "parametres": {"delai": "8 jours", "autre": "un (1)"},
    "note_interne": "Un.\n\nDeux.\n",
    "reperes": {
        "forts": ["test* ~4 restauration - test de charge", "=rto / délai ~6 {duree}"],
        "faibles": ["essai*"],
        "sauf": ["test* ~3 intrusion"],
        "titres": ["sauvegarde* / restauration*"],
        "contraires": ["aucun test"],
        "volets": {"autre": ["compte rendu"], "premier": ["test*", "essai*"]},
        "valeurs": ["frequence", "duree"],
        "neutre": "oui",
    },
}


def point(**changes: Any) -> Requirement:
    return Requirement.model_validate({**EVERYTHING, **changes})


def there_and_back(tree: Tree) -> Tree:
    found, problems = point_of(point_sheet("point-complet", tree, library().bases), "clauses.docx")
    assert not problems
    return found


# Nothing is left out


def unset(model: BaseModel, path: str = "") -> list[str]:
    """Fields of a model and of what it holds that are left to their default; a book has no place for some."""
    fields = [name for name, field in type(model).model_fields.items() if (field.alias or name) not in ASIDE]
    found = [f"{path}.{name}" for name in fields if name not in model.model_fields_set]
    for name in fields:
        value = getattr(model, name)
        inner = [value] if isinstance(value, BaseModel) else list(value.values()) if isinstance(value, dict) else value
        models = [item for item in inner if isinstance(item, BaseModel)] if isinstance(inner, list | tuple) else []
        missing = [set(unset(item, f"{path}.{name}")) for item in models]
        found += sorted(set.intersection(*missing)) if missing else []
    return found


def test_the_complete_point_is_complete() -> None:
    """A field added to the models must be added to the tree, the sheets and the slots: this test says so first."""
    assert unset(point()) == []


def test_every_key_of_a_point_is_in_its_tree_and_has_a_slot() -> None:
    tree = point_tree(point())
    files = {field.alias or name for name, field in Requirement.model_fields.items()} - {"id", "categorie"} - ASIDE
    assert set(tree) == files
    assert {slot[0] for slot in POINT_SLOTS} == files
    assert all(at(tree, slot) is not None for slot in POINT_SLOTS)
    leaves = {(key, *rest) for key, value in tree.items() for rest in _below(key, value)}
    assert leaves == set(POINT_SLOTS)


def _below(key: str, value: Any) -> list[tuple[str, ...]]:
    if key not in ("exigence", "argument", "positions", "clause", "reperes"):
        return [()]
    small = ("porte_par", "prix")
    return [(inner, leaf) for inner in value if inner in small for leaf in value[inner]] + [
        (inner,) for inner in value if inner not in small
    ]


def test_a_category_is_whole_but_for_its_number_and_its_place() -> None:
    keys = {field.alias or name for name, field in Category.model_fields.items()}
    assert keys - {"numero", "hors_guide"} == {slot[0] for slot in CATEGORY_SLOTS}


# Four ways to say the same


def test_a_complete_point_goes_through_a_sheet() -> None:
    tree = point_tree(point())
    assert json.dumps(there_and_back(tree)) == json.dumps(tree)


@pytest.mark.parametrize(
    ("added", "told"),
    [
        (("", "", ""), ""),
        (("Trop.", "", ""), "ce tableau n'a que deux lignes sous son en-tête."),
    ],
)
def test_wordings_are_a_row_of_texts_and_a_row_of_details(added: tuple[str, ...], told: str) -> None:
    sheet = point_sheet("point-complet", point_tree(point()), library().bases)
    grid = sheet.grids["clause.redactions"]
    assert [row[0] for row in grid.rows] == [grid.rows[0][0], ""]
    rows = (*grid.rows, added) if any(added) else (grid.rows[0], ("Du texte de base.", *grid.rows[1][1:]))
    changed = Sheet(
        sheet.id,
        sheet.number,
        sheet.title,
        fields=sheet.fields,
        grids={**sheet.grids, "clause.redactions": Grid(grid.header, rows)},
    )
    (problem,) = point_of(changed, "clauses.docx")[1]
    assert (told or "cette ligne est celle des précisions des variantes.") in problem.message


@pytest.mark.parametrize("one", library().requirements, ids=lambda one: one.id)
def test_each_point_goes_through_a_sheet_and_through_yaml(one: Requirement) -> None:
    tree = point_tree(one)
    assert json.dumps(there_and_back(tree)) == json.dumps(tree)
    data = read_bytes(document(wrapped(tree)).encode(), "x").data
    assert point_tree(Requirement.model_validate({**data, "id": one.id, "categorie": one.category})) == tree


def test_a_complete_point_goes_through_yaml() -> None:
    tree = point_tree(point())
    data = read_bytes(document(wrapped(tree)).encode(), "x").data
    assert point_tree(Requirement.model_validate({**data, "id": "point-complet", "categorie": 4})) == tree


@pytest.mark.parametrize("one", library().categories, ids=lambda one: str(one.number))
def test_each_category_goes_through_a_sheet(one: Category) -> None:
    tree = category_tree(one)
    assert category_of(category_sheet(one.number, tree)) == tree


WORDS = st.text(st.sampled_from("ab*- \n{}:#'\"\\é«\u00a0,[]&!%@|>`~0."), max_size=60)


@given(WORDS)
def test_canonical_texts_stay_and_print_the_same(text: str) -> None:
    for kind in Kind:
        once = canonical(text, kind)
        assert canonical(once, kind) == once


@pytest.mark.parametrize(
    "text",
    [
        "Un.\nEncore un.\n\nDeux :\n- a\n- b\n  suite\n\n- c\n\nTrois **gras\nsuite** fin.",
        "- a\n\n- b",
        "**tout**",
        "Avant {{ x }} et **{{ y }}**.",
    ],
)
def test_the_canonical_text_has_the_same_blocks(text: str) -> None:
    once, twice = ([(block.kind, block.pieces) for block in parse(one)] for one in (text, canonical(text, Kind.TEXT)))
    assert once == twice


def test_bold_leaves_spaces_outside() -> None:
    assert canonical("Un ** mot ** gras.", Kind.TEXT) == "Un **mot** gras."


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), WORDS, max_size=4))
def test_any_string_comes_back_from_yaml(tree: dict[str, str]) -> None:
    texts = {key: canonical(value, Kind.WORD) for key, value in tree.items()}
    blocks = {f"{key}_texte": f"{text}\n" for key, value in tree.items() if (text := canonical(value, Kind.TEXT))}
    whole = {**texts, **blocks, "liste": [*texts.values()], "suite": [dict(texts)] if texts else []}
    read = read_bytes(document(whole).encode(), "x").data
    assert read == whole
    read = read_bytes(document(wrapped(whole)).encode(), "x").data
    assert {key: read[key] for key in texts} == texts
    assert {key: canonical(read[key], Kind.TEXT) for key in blocks} == {key: text[:-1] for key, text in blocks.items()}
    assert read["liste"] == whole["liste"]
    assert read["suite"] == whole["suite"]


def test_yaml_is_laid_out_for_people() -> None:
    long = "mot " * 40 + "fin"
    tree = {
        "numero": "4.5",
        "vide": None,
        "non": "no",
        "fondements": [{"id": "rgpd-28-3", "portee": "impose"}, {"id": "cc-1166", "portee": "soutient"}],
        "clause": {"texte": f"Un.\n\n- {long}\n- b\n", "objet": long},
    }
    assert document(wrapped(tree)).splitlines() == [
        'numero: "4.5"',
        "vide: null",
        'non: "no"',
        "fondements:",
        "  - {id: rgpd-28-3, portee: impose}",
        "  - {id: cc-1166, portee: soutient}",
        "clause:",
        "  texte: |",
        "    Un.",
        "",
        "    - " + ("mot " * 33).strip(),
        "      " + "mot " * 7 + "fin",
        "    - b",
        "  objet: >-",
        "    " + ("mot " * 34).strip(),
        "    " + "mot " * 6 + "fin",
    ]


def test_a_wrapped_line_never_begins_an_item_nor_cuts_a_name() -> None:
    text = "x" * 130 + " - tiret puis {{ un_nom_assez_long }} " + "y" * 110 + " {{ un_autre }}\n"
    lines = document(wrapped({"texte": text})).splitlines()[1:]
    assert not any(line.strip().startswith("- ") for line in lines)
    assert all(line.count("{{") == line.count("}}") for line in lines)


@pytest.mark.parametrize(
    "condition",
    [[], [{"type": ["a", "b"]}], [{"type": ["a"], "services": ["b"]}, {"etat": ["signe"]}]],
)
def test_conditions_are_written_and_understood(condition: conditions.ConditionTree) -> None:
    assert conditions.understood(conditions.written(condition)) == condition


@pytest.mark.parametrize("text", ["toujours", "type :", ": a", "type : a,", "type : a ; type : b", "type : a ;; x : b"])
def test_a_condition_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Écrire « fait : valeur, valeur ; autre_fait : valeur »."):
        conditions.understood(text)


def test_word_typography_in_a_condition_is_understood() -> None:
    assert conditions.understood("type\u00a0: a\u202f; etat : signe ;") == [{"type": ["a"], "etat": ["signe"]}]


# The overlay of what differs


def change(written: Tree, before: Tree | None = None, exported: Tree | None = None) -> Tree:
    old = before or point_tree(point())
    prints = fingerprints(exported or old, POINT_SLOTS)
    return overlay_tree(edited(MARK_POINT + "point-complet", prints, old, written))


def but(*path: str, value: Any) -> Tree:
    tree = json.loads(json.dumps(point_tree(point())))
    target = tree
    for key in path[:-1]:
        target = target[key]
    if value is None:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return tree  # type: ignore[no-any-return]


def test_no_change_gives_nothing() -> None:
    assert change(point_tree(point())) == {}


@pytest.mark.parametrize(
    ("path", "value", "overlay"),
    [
        (("clause", "titre"), "Autre", {"clause": {"titre": "Autre"}}),
        (("positions", "cible", "alpha"), "9", {"positions": {"cible": {"alpha": "9"}}}),
        (("positions", "plancher"), None, {"positions": {"plancher": None}}),
        (("parametres", "delai"), None, {"parametres": {"delai": None}}),
        (("parametres",), None, {"parametres": None}),
        (("note_interne",), None, {"note_interne": None}),
        (("exigence",), None, {"exigence": None}),
        (("exigence", "exiges"), None, {"exigence": {"exiges": None}}),
        (("exigence", "volets", "autre", "texte"), "x", {"exigence": {"volets": {"autre": {"texte": "x"}}}}),
        (("clause", "texte_si", "absent"), None, {"clause": {"texte_si": {"absent": None}}}),
        (("applicable_si",), [{"etat": ["signe"]}], {"applicable_si": [{"etat": ["signe"]}]}),
        (("fondements",), [], {"fondements": []}),
    ],
)
def test_an_overlay_holds_exactly_what_changed(path: tuple[str, ...], value: Any, overlay: Tree) -> None:
    assert change(but(*path, value=value)) == overlay


def test_rows_of_the_target_in_another_order_change_nothing() -> None:
    cible = point_tree(point())["positions"]["cible"]
    assert change(but("positions", "cible", value=dict(reversed(cible.items())))) == {}


def test_typography_is_spelled_as_in_the_library() -> None:
    assert plainly("L’accès\u00a0: 5\u00a0jours ; a\u202f?") == "L'accès : 5 jours ; a ?"
    assert plainly("un\u00a0mot lié") == "un\u00a0mot lié"


def test_a_change_is_told_from_one_of_the_library() -> None:
    exported = point_tree(point())
    before = but("clause", "titre", value="Titre de la version 2")
    assert change(exported, before, exported) == {}
    written = but("clause", "objet", value="à autre chose")
    assert change(written, before, exported) == {"clause": {"objet": "à autre chose"}}


def test_a_change_on_both_sides_is_kept_and_said() -> None:
    exported, before = point_tree(point()), but("clause", "titre", value="Version 2")
    found = edited(MARK, fingerprints(exported, POINT_SLOTS), before, but("clause", "titre", value="Maison"))
    assert found.slots == found.conflicts == found.moved == (("clause", "titre"),)
    assert overlay_tree(found) == {"clause": {"titre": "Maison"}}


# Through a whole reading


def reading(edit: dict[str, Any], base: Library | None = None) -> Reading:
    """The book of the library, read as if a sheet had other fields or grids."""
    book = book_of(base or library())
    sheets = tuple(_edited(sheet, edit) if sheet.id == POINT else sheet for sheet in book.sheets)
    return Reading("clauses.docx", sheets, book.marks)


def _edited(sheet: Sheet, edit: dict[str, Any]) -> Sheet:
    fields = {key: edit.get(key, value) for key, value in sheet.fields.items()}
    grids = {key: edit.get(key, value) for key, value in sheet.grids.items()}
    return Sheet(sheet.id, edit.get("number", sheet.number), sheet.title, fields=fields, grids=grids)


def later_version(**changes: Any) -> Library:
    """The library with the clause of the point changed since the export."""
    one = library().by_id[POINT]
    fresh = one.model_copy(update={"clause": one.clause.model_copy(update=changes)})
    points = tuple(fresh if item.id == POINT else item for item in library().requirements)
    return library().model_copy(update={"requirements": points, "version": "2.0.0", "fingerprint": "autre"})


def test_an_import_over_another_version_says_which_points_moved() -> None:
    read = reading({"clause.objet": "aux essais"})
    now = later_version(subject="à la version 2", title="Version 2")
    found = imported(read, now)
    told = list(notices(found, now, read.marks))
    assert told == [
        f"La bibliothèque a changé depuis l'export (version {library().version}, aujourd'hui 2.0.0).",
        f"- 4.5 – Tests de restauration [{POINT}] : changé depuis dans la bibliothèque : Titre et Objet.",
        "  Changé des deux côtés, à relire ; votre version est gardée : Objet.",
    ]
    assert found.files == {f"04-sauvegardes/{POINT}.yaml": "clause: {objet: aux essais}\n"}


def test_an_import_over_the_same_version_says_nothing() -> None:
    read = reading({})
    assert not list(notices(imported(read, library()), library(), read.marks))


def test_an_import_over_another_library_says_so() -> None:
    read = reading({})
    other = library().model_copy(update={"name": "Autre"})
    (told,) = notices(imported(read, other), other, read.marks)
    assert told == f"Export de « {library().name} », importé sur « Autre »."


def test_a_clause_that_the_library_lost_is_refused() -> None:
    points = tuple(item for item in library().requirements if item.id != POINT)
    with pytest.raises(InvalidInput, match=r"n'est pas dans la bibliothèque\. Importer avec les mêmes options"):
        imported(reading({}), library().model_copy(update={"requirements": points}))


def with_tree(tree: Tree) -> Library:
    """The library as an overlay of this tree would leave the point."""
    one = library().by_id[POINT]
    fresh = Requirement.model_validate({**tree, "id": POINT, "categorie": one.category})
    points = tuple(fresh if item.id == POINT else item for item in library().requirements)
    return library().model_copy(update={"requirements": points})


def done_with(edit: dict[str, Any]) -> Imported:
    return imported(reading(edit), library())


def test_what_an_overlay_cannot_say_is_never_lost() -> None:
    id_ = "hebergement-rgpd"
    book = book_of(library())
    sheet = next(sheet for sheet in book.sheets if sheet.id == id_)
    parts = sheet.grids["exigence.volets"]
    grids = {**sheet.grids, "exigence.volets": Grid(parts.header, tuple(reversed(parts.rows)))}
    turned = Sheet(sheet.id, sheet.number, sheet.title, fields=sheet.fields, grids=grids)
    sheets = tuple(turned if one.id == id_ else one for one in book.sheets)
    found = imported(Reading("clauses.docx", sheets, book.marks), library())
    (problem,) = losses(found, library(), "clauses.docx")
    assert problem.key.endswith(", Volets")
    assert "l'ordre des lignes ne peut pas être changé par une bibliothèque superposée." in problem.message


def test_a_change_that_does_not_arrive_is_said() -> None:
    found = done_with({"clause.objet": "aux essais"})
    (problem,) = losses(found, library(), "clauses.docx")
    assert "ne se retrouve pas dans la bibliothèque obtenue" in problem.message
    assert not list(losses(found, with_tree(found.edits[0].after), "clauses.docx"))


def test_problems_of_the_overlay_are_said_with_their_place_in_the_document() -> None:
    text = f"{trees_of(library())[MARK]['clause']['texte']}\nSous {{{{ delay }}}}.\n"
    wordings = Grid(("Texte de base",), ((text,),))
    found = done_with({"clause.redactions": wordings})
    raw = Problem("x/y.yaml", f"points.{POINT}.clause.texte", "« {{ delay }} » n'est pas déclaré.", "…", 3)
    told = relocated(raw, found, "clauses.docx")
    assert told.key == f"« 4.5 – Tests de restauration [{POINT}] », Texte de base, « Sous {{{{ delay }}}}. »"
    assert (told.file, told.line) == ("clauses.docx", None)
    stranger = Problem("autre.yaml", "points.autre.clause", "…")
    assert relocated(stranger, found, "clauses.docx") is stranger


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("frequence", "4 par an", "2 par an", "1 par an"), ""),
        (("frequence", "4", "2 par an", "1 par an"), "frequence : 4"),
        (("frequence", "4 heures", "2 par an", "1 par an"), "frequence : 4 heures"),
        (("frequence", "2 par an", "un de temps en temps", "1 par an"), "un de temps en temps"),
    ],
)
def test_a_figure_stays_a_figure_of_its_kind(row: tuple[str, ...], told: str) -> None:
    grid = book_of(library()).sheets
    positions = next(sheet for sheet in grid if sheet.id == POINT).grids["positions"]
    edit = {"positions": Grid(positions.header, (row, *positions.rows[1:]))}
    if not told:
        assert done_with(edit).files
        return
    with pytest.raises(InvalidInput) as raised:
        done_with(edit)
    (problem,) = raised.value.problems
    assert told in problem.key
    assert "ne se lit pas comme" in problem.message
