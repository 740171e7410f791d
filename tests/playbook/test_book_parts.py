"""What the Word book carries beside clauses: terms, formulas, legal bases; what is added, taken out, pointed out."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from clausier.errors import InvalidInput, Problem, Severity
from clausier.files.strictyaml import read_bytes
from clausier.library.reading import load_library
from clausier.model.law import Verification
from clausier.model.library import Library
from clausier.playbook.book import Book, read_book, word_file
from clausier.playbook.book.book import BASIS, FORMULAS, POINT, TERM
from clausier.playbook.book.roundtrip import book_of
from clausier.playbook.book.wordimport import imported
from clausier.playbook.book.wordreport import Imported, losses, relocated
from clausier.resources import shipped
from tests.builders import library
from tests.office import word_edits as edit
from tests.office.word_files import W
from tests.playbook.test_book import DAY, Change

READ = "rgpd-28-1"


@cache
def whole() -> Book:
    return book_of(library())


@cache
def book(*parts: str) -> bytes:
    """The book with the sheets of these parts alone, a few of each."""
    return only(*(one.mark for part in parts for one in [one for one in whole().sheets if one.part == part][:9]))


def only(*sheets: str) -> bytes:
    """The book with the sheets of these marks alone."""
    marks = {name: mark for name, mark in whole().marks.items() if name.count("-") < 2 or name in sheets}
    kept = tuple(sheet for sheet in whole().sheets if sheet.mark in sheets)
    return word_file(Book(whole().library, whole().version, kept, marks, whole().models))


def done(content: bytes, *changes: Change) -> Imported:
    return imported(read_book(edit.edited(content, *changes), "clauses.docx"), library(), DAY)


def faults(content: bytes, *changes: Change) -> list[Problem]:
    with pytest.raises(InvalidInput) as raised:
        done(content, *changes)
    return list(raised.value.problems)


def overlay(found: Imported) -> dict[str, Any]:
    return {name: read_bytes(text.encode(), name).data for name, text in found.files.items()}


def laid(found: Imported, folder: Path) -> Library:
    """The library with the overlay of an import on it."""
    for name, text in found.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_library([shipped("clauses"), folder])


def typed(start: str, text: str, rank: int = 0) -> Change:
    return partial(edit.retype, start=start, text=text, rank=rank)


def filled(start: str, label: str, text: str) -> Change:
    """Types in the empty cell beside a label of the sheet whose heading begins so."""

    def fill(root: Any) -> None:
        for element in edit.sheet_elements(root, start):
            for row in element.iter(f"{W}tr"):
                cells = row.findall(f"{W}tc")
                if edit.text_of(cells[0]) == label:
                    one = cells[1].find(f"{W}p")
                    for run in one.findall(f"{W}r"):
                        one.remove(run)
                    one.extend(edit.fragment(f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"))
                    return
        raise LookupError(label)

    return fill


def headed(start: str, heading: str) -> Change:
    return partial(edit.retype, start=start, text=heading)


def pasted(start: str, before: str) -> Change:
    """The sheet whose heading begins so, copied before another heading."""

    def paste(root: Any) -> None:
        copies = [copy.deepcopy(element) for element in edit.sheet_elements(root, start)]
        place = edit.paragraph(root, before)
        for element in copies:
            place.addprevious(element)

    return paste


def row_copied(source: str, label: str, target: str) -> Change:
    """A row of a sheet, put at the end of another: rare ones stand in the sheet to copy alone."""

    def put(root: Any) -> None:
        rows = [row for element in edit.sheet_elements(root, source) for row in element.iter(f"{W}tr")]
        row = next(row for row in rows if edit.text_of(row).startswith(label))
        next(one for one in edit.sheet_elements(root, target) if one.tag == f"{W}tbl").append(copy.deepcopy(row))

    return put


def removed(start: str) -> Change:
    return filled(start, "Retirer", "oui")


# Each kind that changed: exactly that change


@pytest.mark.parametrize(
    ("part", "change", "expected"),
    [
        (
            TERM,
            filled("Incident mineur", "Définition", "désigne le reste."),
            {"definitions.yaml": {"definitions": {"incident-mineur": {"texte": "désigne le reste."}}}},
        ),
        (
            TERM,
            headed("Données [", "Les Données [terme : donnees]"),
            {"definitions.yaml": {"definitions": {"donnees": {"terme": "Les Données"}}}},
        ),
        (
            TERM,
            filled("Données [", "Formes", "Données, Donnée, fichiers"),
            {"definitions.yaml": {"definitions": {"donnees": {"formes": ["Données", "Donnée", "fichiers"]}}}},
        ),
        (
            FORMULAS,
            filled("Ce qui précède", "Contrat signé : remplace", "Remplace ce qui est dit {{ objet }} :"),
            {"formules.yaml": {"formules": {"signe": {"remplace": "Remplace ce qui est dit {{ objet }} :"}}}},
        ),
        (
            FORMULAS,
            typed("({{ article_vise }})", "(voir {{ article_vise }})"),
            {"formules.yaml": {"formules": {"article": " (voir {{ article_vise }})"}}},
        ),
        (
            FORMULAS,
            filled("Ce qu’une relance dit", "Tours : abandon", "nous y renonçons pour l'instant"),
            {"formules.yaml": {"formules": {"tours": {"abandon": "nous y renonçons pour l'instant"}}}},
        ),
        (
            FORMULAS,
            filled("Ce qu’une relance dit", "Tours : lettre, abandons", "Nous renonçons à :"),
            {"formules.yaml": {"formules": {"tours": {"lettre": {"abandons": "Nous renonçons à :"}}}}},
        ),
        (
            FORMULAS,
            filled("Ce que dit le formulaire", "Formulaire : titre", "Votre réponse"),
            {"formules.yaml": {"formules": {"formulaire": {"titre": "Votre réponse"}}}},
        ),
        (
            FORMULAS,
            filled("Ce que dit le formulaire", "Formulaire : signer", "Sans nom, rien n'est dit."),
            {"formules.yaml": {"formules": {"formulaire": {"signer": "Sans nom, rien n'est dit."}}}},
        ),
        (
            FORMULAS,
            typed("de nos patients", "de notre patientèle"),
            {"formules.yaml": {"formules": {"voix": {"cabinet": {"de_nos_patients": "de notre patientèle"}}}}},
        ),
        (
            FORMULAS,
            filled("Phrases de l’acte", "Exposé", "Le Cabinet soigne."),
            {"formules.yaml": {"formules": {"expose": "Le Cabinet soigne."}}},
        ),
        (
            BASIS,
            filled("RGPD, art. 28, § 1 [", "Réserve", "À lire avec le considérant 81."),
            {"fondements.yaml": {"fondements": {READ: {"reserve": "À lire avec le considérant 81."}}}},
        ),
    ],
    ids=[
        "definition",
        "term",
        "forms",
        "introduction",
        "fragment",
        "round",
        "letter",
        "title",
        "form",
        "voice",
        "recital",
        "caveat",
    ],
)
def test_what_changed_comes_back_and_nothing_else(part: str, change: Change, expected: dict[str, Any]) -> None:
    assert overlay(done(book(part), change)) == expected


def test_nothing_changed_gives_nothing() -> None:
    found = done(book(POINT, TERM, FORMULAS, BASIS))
    assert not found.files
    assert not found.warnings


def test_a_general_rule_changes_with_the_list_that_holds_it() -> None:
    rules = overlay(done(book(FORMULAS), typed("Sorties.", "Le Cabinet peut toujours partir.")))["formules.yaml"]
    told = [(rule["id"], rule["texte"]) for rule in rules["formules"]["regles"]]
    assert [id_ for id_, _ in told] == [rule.id for rule in library().formulas.rules]
    assert dict(told)["sorties"] == "**Le Cabinet peut toujours partir.**"
    assert dict(told)["delais"].startswith("**Délais.** Un délai en jours")


# A legal basis never becomes printable by itself


def test_a_changed_citation_has_to_be_read_again(tmp_path: Path) -> None:
    assert library().bases[READ].is_read()
    found = done(book(BASIS), filled("RGPD, art. 28, § 1 [", "Citation", "l'article 28 du RGPD"))
    (basis,) = overlay(found)["fondements.yaml"]["fondements"].values()
    assert basis["citation"] == "l'article 28 du RGPD"
    assert (basis["verification"], basis["verifie_le"]) == ("memoire", "2026-11-28")
    now = laid(found, tmp_path)
    assert not now.bases[READ].is_read()
    assert not list(losses(found, now, "clauses.docx"))


def test_a_new_basis_was_read_by_nobody(tmp_path: Path) -> None:
    fresh = "Décret d'essai [fondement : decret-d-essai]"
    found = done(
        book(BASIS),
        headed("Forme abrégée", fresh),
        filled(fresh, "Citation", "le décret d'essai"),
        filled(fresh, "Règle", "Il exige un essai."),
        filled(fresh, "Force", "loi"),
        filled(fresh, "Qui est obligé", "prestataire"),
    )
    basis = laid(found, tmp_path).bases["decret-d-essai"]
    assert basis.verification is Verification.MEMORY
    assert not basis.is_read()
    assert (basis.citation, basis.short) == ("le décret d'essai", "Décret d'essai")


def test_its_reading_is_not_a_text_to_edit() -> None:
    (problem,) = faults(book(BASIS), typed("Lecture", "Lecture : texte lu, le 28 novembre 2026 (Légifrance)."))
    assert problem.message == "la lecture d'un fondement ne se change pas dans Word."
    assert "fondements valider" in problem.hint
    assert "[fondement : " in problem.key


def test_a_basis_made_citable_has_to_be_read_again() -> None:
    id_, basis = next((id_, one) for id_, one in library().bases.items() if not one.citable)
    content = only(f"clausier-fondement-{id_}")
    tree = overlay(done(content, filled(basis.short, "Citable", "oui")))["fondements.yaml"]["fondements"][id_]
    assert tree["verification"] == "memoire"
    assert tree["citable"] is None


# Adding and taking out

NEW = "4.40 – Sauvegarde de la messagerie [messagerie-sauvegarde]"


def clause(root: Any) -> None:
    """Fills in the model of a clause."""
    for label, text in {
        "Nature": "point",
        "Importance": "importante",
        "Intitulé": "Sauvegarde de la messagerie",
        "Question": "Le contrat prévoit-il la sauvegarde de la messagerie ?",
        "Pourquoi": "Un message perdu ne revient pas.",
        "Argument": "Nous proposons de sauvegarder la messagerie.",
        "Objet": "à la sauvegarde de la messagerie",
    }.items():
        filled(NEW, label, text)(root)
    table = next(one for one in edit.sheet_elements(root, NEW) if edit.text_of(one).startswith("Texte de base"))
    table.findall(f"{W}tr")[1].find(f"{W}tc/{W}p").extend(
        edit.fragment("<w:r><w:t>Le Prestataire sauvegarde la messagerie chaque jour.</w:t></w:r>")
    )


def test_a_clause_is_added_from_its_model(tmp_path: Path) -> None:
    found = done(book(POINT), headed("N.N – Titre", NEW), clause)
    assert list(found.files) == ["04-sauvegardes/messagerie-sauvegarde.yaml"]
    point = laid(found, tmp_path).by_id["messagerie-sauvegarde"]
    assert (point.number, point.category, point.clause.title) == ("4.40", 4, "Sauvegarde de la messagerie")
    assert point.clause.text == "Le Prestataire sauvegarde la messagerie chaque jour.\n"
    assert not list(losses(found, load_library([shipped("clauses"), tmp_path]), "clauses.docx"))


def test_a_clause_that_lacks_something_says_where(tmp_path: Path) -> None:
    found = done(book(POINT), headed("N.N – Titre", NEW), clause, filled(NEW, "Importance", "capitale"))
    with pytest.raises(InvalidInput) as raised:
        laid(found, tmp_path)
    (problem,) = [relocated(one, found, "clauses.docx") for one in raised.value.problems]
    assert problem.key == f"« {NEW} », Importance, « capitale »"


def test_an_existing_page_may_be_the_model() -> None:
    first = library().requirements[0]
    copied = f"{first.number} –"
    found = done(
        book(POINT),
        pasted(copied, "N.N – Titre"),
        lambda root: edit.retype(root, copied, "1.40 – Copie [copie]", 1),
    )
    (content,) = overlay(found).values()
    assert content["numero"] == "1.40"
    assert content["intitule"] == first.title


def test_a_term_is_added_and_another_taken_out(tmp_path: Path) -> None:
    new = "Site de secours [terme : site-de-secours]"
    found = done(
        book(TERM),
        headed("Terme [", new),
        filled(new, "Définition", "désigne le lieu où tout est recopié."),
        filled(new, "Formes", "Site de secours"),
        removed("Heure ouvrée"),
    )
    tree = overlay(found)["definitions.yaml"]["definitions"]
    assert tree["heure-ouvree"] is None
    now = laid(found, tmp_path)
    assert "heure-ouvree" not in now.definitions
    assert now.definitions["site-de-secours"].forms == ("Site de secours",)
    assert not list(losses(found, now, "clauses.docx"))


def test_a_clause_is_taken_out(tmp_path: Path) -> None:
    first = library().requirements[0]
    found = done(book(POINT), removed(f"{first.number} –"))
    (content,) = overlay(found).values()
    assert content == {"desactive": "oui"}
    assert first.id not in laid(found, tmp_path).by_id


def test_a_basis_that_clauses_use_is_not_taken_out_unnoticed(tmp_path: Path) -> None:
    found = done(
        book(BASIS), row_copied("Forme abrégée", "Retirer", "RGPD, art. 28, § 1 ["), removed("RGPD, art. 28, § 1 [")
    )
    with pytest.raises(InvalidInput, match=r"« rgpd-28-1 » n'est pas dans fondements\.yaml"):
        laid(found, tmp_path)


SLIPS: dict[str, tuple[str, tuple[Change, ...], str]] = {
    "a filled model keeps its id": (
        TERM,
        (filled("Terme [", "Définition", "désigne."),),
        "garde l'identifiant « nouveau »",
    ),
    "an id that is none": (TERM, (headed("Terme [", "Site [terme : Site de Secours]"),), "ne peut pas être un ident"),
    "an id that is another's": (
        POINT,
        (headed("N.N –", "4.40 – X [sauvegardes-test-restauration]"),),
        "est déjà dans la bibliothèque",
    ),
    "a number that is another's": (POINT, (headed("N.N –", "1.1 – X [x]"),), "est celui d'une autre clause"),
    "a number of no category": (POINT, (headed("N.N –", "40.1 – X [x]"),), "n'est pas le numéro d'une clause"),
    "an id misspelled": (
        TERM,
        (headed("Incident mineur", "Incident mineur [terme : incident-mineurs]"),),
        "Vouliez-vous dire « incident-mineur »",
    ),
    "a sheet deleted": (
        TERM,
        (lambda root: [edit.remove(one) for one in edit.sheet_elements(root, "Incident mineur")],),
        "le terme « incident-mineur » n'est plus dans le document.",
    ),
    "a doubtful removal": (TERM, (filled("Incident mineur", "Retirer", "peut-être"),), "dit « oui » ou « non »"),
    "another page of formulas": (
        FORMULAS,
        (headed("Mots [", "Mots [formules : maison]"),),
        "a perdu son identifiant",
    ),
}


@pytest.mark.parametrize(("part", "changes", "told"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_one_message(part: str, changes: tuple[Change, ...], told: str) -> None:
    (problem,) = faults(book(part), *changes)
    assert told in f"{problem.message} {problem.hint}"


# One message for a heading


def unstyled(start: str) -> Callable[[Any], None]:
    return lambda root: edit.restyle(root, start, "Normal")


def test_a_heading_that_lost_its_style_is_one_message_and_is_understood() -> None:
    first, second = library().requirements[:2]
    found = done(book(POINT), unstyled(f"{second.number} –"), filled(f"{second.number} –", "Objet", "à tout"))
    (told,) = found.warnings
    assert told.message == "ce titre a perdu son style ; il est repris quand même."
    assert told.severity is Severity.WARNING
    assert second.id in told.key
    assert [one.mark for one in found.edits] == [f"clausier-point-{second.id}"]
    assert first.id not in "".join(found.files)


def test_a_heading_that_is_gone_does_not_double_the_clause_above() -> None:
    first, second = library().requirements[:2]
    problems = faults(book(POINT), lambda root: edit.remove(edit.paragraph(root, f"{second.number} –")))
    assert [problem.message.partition(" ")[2] for problem in problems] == [
        f"{problems[0].message.partition(' ')[2]}",
        f"clause « {second.id} » n'est plus dans le document.",
    ]
    assert "figure deux fois" in problems[0].message
    assert first.id in problems[0].key


# What another text of the clause still says


def test_a_variant_that_says_the_same_is_pointed_out() -> None:
    content = only("clausier-point-sauvegardes-chiffrees")
    found = done(content, typed("Le Prestataire chiffre {{ perimetre }}", "Le Prestataire protège tout, autrement."))
    (told,) = [problem for problem in found.warnings if "dit encore" in problem.message]
    assert told.message.startswith("la variante « Si type : logiciel_en_ligne, service_en_ligne, hebergement »")
    assert "« Le Prestataire chiffre {{ perimetre }}, pendant leur transmission" in told.message
    assert told.key.endswith("[sauvegardes-chiffrees] »")
    assert told.severity is Severity.WARNING


def test_a_variant_that_was_changed_too_is_not() -> None:
    content = only("clausier-point-sauvegardes-chiffrees")
    changes = [typed("Le Prestataire chiffre {{ perimetre }}", "Le Prestataire protège tout, autrement.", 1)] * 1
    changes += [typed("Le Prestataire chiffre {{ perimetre }}", "Le Prestataire protège tout, autrement.")]
    assert not [problem for problem in done(content, *changes).warnings if "dit encore" in problem.message]
