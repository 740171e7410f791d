"""The table of dossiers to fill in, for a library."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.batch.table_file.read import records
from clausier.batch.table_file.write import Entry, GuideRow, batch_table
from clausier.dossier.columns import Column, Shape, columns_of
from clausier.files.proof import proven_file
from clausier.model.criterion import Criterion
from clausier.model.library import Library
from clausier.model.proof import PROOF_FIELDS, PROOF_KIND
from clausier.model.verdict import Finding

DETAILS = ("article", "citation", "valeur", "volets", "preuve", "motif", "commentaire")
"""Parts of an answer that the table offers, folded beside the point; the others may be added by hand."""
WIDE, USUAL, NARROW = 28, 20, 14
MORE = {
    Finding.NOT_APPLICABLE: " : compléter la colonne « motif »",
    Finding.TO_CHECK: " ; une cellule vide aussi",
}
"""What a table adds to the meaning of an answer."""
SHOWN = [f"{one.key} (séparées par « ; »)" if one.is_list else one.key for one in PROOF_FIELDS if one.key != PROOF_KIND]
INTRODUCTION = (
    "Une ligne par prestataire, à partir de la ligne 3 de la feuille « Dossiers ». Puis : "
    "clausier lot produire lot.xlsx -o sortie",
    "Chaque dossier porte un identifiant unique et durable : il nomme son dossier de documents. "
    "Les colonnes marquées d'un astérisque sont obligatoires.",
    "Les lignes se trient et se filtrent, les colonnes se déplacent et se suppriment : l'identifiant de chaque colonne "
    "est dans la ligne 1, masquée. Ne pas fusionner de cellules ; ne pas mettre de formule, mais sa valeur.",
    "Pour chaque point, choisir : " + " ; ".join(f"{one} ({one.meaning}{MORE.get(one, '')})" for one in Finding) + ".",
    "Là où un chiffre est attendu, on peut écrire la valeur elle-même : « 1 par an » veut dire oui, avec cette valeur.",
    "Le [+] au-dessus d'un point déplie ses précisions : article, citation, volets, preuve, motif, commentaire.",
    "Les cellules sont au format Texte : « 28.10 » reste « 28.10 ». Les dates s'écrivent 2026-12-15 ou 15/12/2026.",
)
FURTHER = (
    GuideRow("Pour tout point : article", "…:article", "Imprimé tel quel : 7.2, annexe 1 …"),
    GuideRow("Pour tout point : citation", "…:citation", "Texte exact du contrat."),
    GuideRow("Pour tout point : page", "…:page", "Colonne à ajouter au besoin : écrire son identifiant en ligne 1."),
    GuideRow("Pour tout point : valeur", "…:valeur", "Avec une autre réponse que « oui » ; une par ligne."),
    GuideRow("Pour un point à volets", "…:volets", "Les volets présents, séparés par « ; », ou « aucun »."),
    GuideRow("Pour une preuve : sa nature", "…:preuve", "Une deuxième preuve : …:preuve2, …:preuve2.titulaire, etc."),
    GuideRow(
        "Pour une preuve : ses mentions",
        "…:preuve.titulaire …",
        ", ".join(SHOWN),
    ),
    GuideRow("Pour tout point : motif", "…:motif", "Obligatoire avec « sans_objet » : pourquoi, en une phrase."),
    GuideRow("Pour tout point : commentaire", "…:commentaire", "Interne : jamais imprimé pour le prestataire."),
    GuideRow("Pour tout point : position", "…:position", "Colonne à ajouter au besoin.", "cible, repli, plancher"),
    GuideRow("Pour tout point : paramètre", "…:parametre.nom", "Colonne à ajouter : un chiffre de la clause."),
)


def template(library: Library) -> bytes:
    """The workbook to fill in, the same bytes for the same library."""
    offered = [column for column in columns_of(library).all if _is_offered(column)]
    groups = list(dict.fromkeys(_group(column) for column in offered))
    entries = [_entry(column, groups.index(_group(column)), library) for column in offered]
    guide = [_guide_row(column, library) for column in offered if not _is_detail(column)]
    return batch_table(entries, INTRODUCTION, [*guide, *FURTHER])


def proven_template(library: Library) -> bytes:
    """The same, read back as a table of no dossiers before anybody fills it in; Unsound if it is not one."""
    return proven_file(template(library), "lot.xlsx", lambda path: list(records(path, library)), [])


def _is_offered(column: Column) -> bool:
    if not _is_detail(column) or column.point is None:
        return True
    part = column.key.partition(":")[2].partition(".")[0]
    criterion = column.point.criterion
    wanted = {"preuve": criterion.proof is not None, "valeur": bool(criterion.measures)}
    return part in DETAILS and wanted.get(part, True)


def _is_detail(column: Column) -> bool:
    return ":" in column.key


def _group(column: Column) -> str:
    """Columns of a section, or of a category, have the same tint."""
    return str(column.point.category) if column.point else str(column.path[0])


def _entry(column: Column, group: int, library: Library) -> Entry:
    several = column.shape is Shape.WORDS
    measured = column.point is not None and bool(column.point.criterion.measures)
    return Entry(
        column.key,
        column.title,
        group,
        width=_width(column),
        prompt=_prompt(column),
        choices=() if several else tuple(str(choice) for choice in column.choices),
        strict=column.shape is not Shape.TYPES and not (measured and column.shape is Shape.ANSWER),
        date=column.shape is Shape.DATE,
        detail=_is_detail(column),
    )


def _width(column: Column) -> float:
    if column.shape in (Shape.DATE, Shape.WORD, Shape.TYPES):
        return USUAL if column.path[0] == "situation" else NARROW
    wide = column.path[-1] in ("adresse", "titre", "citation", "commentaire", "motif")
    return WIDE if wide else USUAL


def _prompt(column: Column) -> str:
    words = f"Valeurs : {', '.join(column.choices)}." if column.shape is Shape.WORDS else ""
    value = _value(column.point.criterion) if column.point and column.shape is Shape.ANSWER else ""
    return " ".join(part for part in (value, column.note, words) if part)


def _value(criterion: Criterion) -> str:
    """How to write the value itself, where a point has a measure."""
    examples = ("France" if measure.among else measure.bound_text for measure in criterion.measures)
    shown = " ou ".join(f"« {example} »" for example in examples)
    return f"Ou la valeur : {shown}." if shown else ""


def _guide_row(column: Column, library: Library) -> GuideRow:
    return GuideRow(column.title, column.key, column.note, "\n".join(_values(column, library)))


def _values(column: Column, library: Library) -> Iterator[str]:
    if column.point is not None:
        yield ", ".join(column.choices)
        yield from filter(None, [_value(column.point.criterion)])
        if column.point.criterion.parts:
            yield "Volets :"
            yield from (f"– {word} : {part.title}" for word, part in column.point.criterion.parts.items())
        if column.point.criterion.proof is not None:
            yield f"Preuve : {column.point.criterion.proof.kind}"
        return
    labels = _labels(column, library)
    yield from (f"{word} : {labels[word]}" if word in labels else str(word) for word in column.choices)


def _labels(column: Column, library: Library) -> dict[str, str]:
    if column.path[0] == "situation" and column.path[1] in library.facts:
        return library.facts[str(column.path[1])].values
    return library.contract_types if column.path == ("contrat", "type") else {}
