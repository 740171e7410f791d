"""What a template cannot carry: markup that does not parse, marks of other formats, invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausier.errors import Problem
from clausier.files.strictyaml import KeyPath, Places
from clausier.library import markup, texts
from clausier.library.texts import LibraryText
from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.model.text import TextShape
from clausier.playbook.verify.told import all_texts, excerpt, warning
from clausier.quantity import CHECK, out_of_bounds

INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc\ue000-\uf8ff\t]"
)
REPLACED = "\ufffd"
WEIGHTS = "Seuls le gras (** **) et l'italique (* *) sont admis."
FOREIGN: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"^[ ]*#{1,6} ", re.MULTILINE), "titre « # »", "Le titre vient de « clause.titre »."),
    (re.compile(r"^[ ]*[*•·] ", re.MULTILINE), "puce « * » ou « • »", "Écrire « - » au début de la ligne."),
    (
        re.compile(r"^[ ]*\d+[)°] ", re.MULTILINE),
        "liste numérotée",
        "Écrire « 1. » au début de la ligne, ou « - » pour une liste sans numéros.",
    ),
    (re.compile(r"^[ ]*\|.*\|[ ]*$", re.MULTILINE), "tableau « | »", "Écrire une liste."),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), "balise « < > »", WEIGHTS),
    (re.compile(r"\[[^\[\]]*\]\([^)\[\]]+\)|\]\([^)\]]+\)"), "lien", "Écrire l'adresse en toutes lettres."),
    (
        re.compile(r"__\w|`|~~"),
        "mise en forme « __ », « ` » ou « ~~ »",
        WEIGHTS,
    ),
)
BLANKS = re.compile(r"\[[^\[\]\n]*\]|_{3,}")
TO_FILL = re.compile(r"\b(?:à (?:compléter|préciser|définir|remplir|choisir)|a completer|xx+)\b|\A_", re.IGNORECASE)
"""What makes a text between brackets a blank; looked for once in each, whatever stands around."""
ITEM = re.compile(r"^([ ]*)(?:- |\d{1,3}\. )")
LOOSE = re.compile(r"\*(?=\w)|(?<=\w)\*")


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Faults of every text, and of the values that enter them."""
    for path, text in all_texts(library):
        yield from _characters(text.text, places, path)
        if not text.field.takes_names:
            yield from _plain(text, places, path)
        if text.field.shape is not TextShape.NOTE:
            yield from _blanks(text.text, places, path)
        if text.field.takes_names:
            yield from _bold(text, places, path)
            yield from _foreign(text.text, places, path)
            yield from _lists(text, places, path)
    for path, value in _values(library):
        yield from _value(value, places, path)


def _characters(text: str, places: Places, path: KeyPath) -> Iterator[Problem]:
    for match in INVISIBLE.finditer(text):
        message = f"caractère invisible U+{ord(match[0]):04X} dans {excerpt(text, *match.span())}."
        yield places.problem(path, message, "Le retirer : il vient sans doute d'une copie.")
    if REPLACED in text:
        start = text.index(REPLACED)
        message = f"caractère perdu (« {REPLACED} ») dans {excerpt(text, start, start + 1)}."
        yield places.problem(path, message, "Retaper le mot.")


def _blanks(text: str, places: Places, path: KeyPath) -> Iterator[Problem]:
    for match in filter(lambda found: TO_FILL.search(found[0]), BLANKS.finditer(text)):
        message = f"il reste à compléter : « {match[0]} »."
        yield places.problem(path, message, "L'écrire, ou en faire un nom entre accolades avec sa valeur.")


def _plain(text: LibraryText, places: Places, path: KeyPath) -> Iterator[Problem]:
    if "**" in text.text and text.field.shape is TextShape.PLAIN:
        yield places.problem(path, "ce texte est imprimé tel quel : le gras n'y est pas admis.", "Retirer les « ** ».")


def _bold(text: LibraryText, places: Places, path: KeyPath) -> Iterator[Problem]:
    """Marks that are still there once the text is parsed belong to no pair."""
    pieces = [piece for block in markup.parse(text.text) for piece in block.pieces if not piece.is_name]
    for piece in (piece for piece in pieces if "**" in piece.text):
        start = piece.text.index("**")
        message = f"gras mal apparié (« ** ») dans {excerpt(piece.text, start, start + 2)}."
        yield places.problem(path, message, "Ouvrir et fermer le gras dans un même paragraphe ou élément de liste.")
    for text_, loose in ((piece.text, LOOSE.search(piece.text)) for piece in pieces if "**" not in piece.text):
        if loose is None:
            continue
        message = f"italique mal apparié (« * ») dans {excerpt(text_, *loose.span())}."
        yield places.problem(path, message, "Ouvrir et fermer l'italique dans un même paragraphe, et hors du gras.")


def _foreign(text: str, places: Places, path: KeyPath) -> Iterator[Problem]:
    for pattern, what, remedy in FOREIGN:
        match = pattern.search(text)
        if match:
            yield places.problem(path, f"mise en forme non admise, {what} : {excerpt(text, *match.span())}.", remedy)


def _lists(text: LibraryText, places: Places, path: KeyPath) -> Iterator[Problem]:
    if text.field.shape is TextShape.LINE:
        if ITEM.search(text.text) or re.search(r"\n[ ]*(?:- |\d{1,3}\. )|[:;] - ", text.text):
            yield places.problem(
                path, "ce texte tient en un paragraphe : une liste n'y est pas admise.", "En faire une phrase."
            )
        return
    found = re.search(r"[:;] - (?=\w)", text.text)
    if found:
        message = f"liste au milieu d'un paragraphe : {excerpt(text.text, *found.span())}."
        yield places.problem(path, message, "Aller à la ligne avant chaque « - » ; le texte YAML s'ouvre par « | ».")
    yield from _items(text.text, places, path)


def _items(text: str, places: Places, path: KeyPath) -> Iterator[Problem]:
    """An item inside an item, and a line that sticks to a list without being part of it."""
    for chunk in re.split(r"\n\s*\n", text):
        depth: int | None = None
        for line in chunk.splitlines():
            item = ITEM.match(line)
            if item and depth is not None and len(item[1]) > depth:
                message = f"liste dans une liste : {excerpt(line, 0, len(line))}."
                yield places.problem(path, message, "Un seul niveau est admis.")
            elif not item and depth is not None and len(line) - len(line.lstrip()) <= depth:
                message = f"cette ligne est collée à la liste qui précède : {excerpt(line, 0, 20)}."
                yield places.problem(
                    path, message, "La séparer par une ligne vide, ou la mettre en retrait si elle poursuit l'élément."
                )
            depth = len(item[1]) if item and depth is None else depth


def _values(library: Library) -> Iterator[tuple[KeyPath, Figure]]:
    for requirement in library.requirements:
        root: KeyPath = ("points", requirement.id)
        for name, value in requirement.parameters.items():
            yield (*root, "parametres", name), value
        for path, position in texts.stages(requirement):
            for name, value in position.values.items():
                yield (*root, *path, name), value


def _value(value: Figure, places: Places, path: KeyPath) -> Iterator[Problem]:
    if told := out_of_bounds(value, value.quantity):
        yield places.problem(path, told, CHECK)
    yield from _characters(value, places, path)
    yield from _blanks(value, places, path)
    if re.search(r"\*\*|[{}]|\n", value.strip()):
        message = f"la valeur « {' '.join(value.split())} » entre telle quelle dans le texte."
        yield places.problem(path, message, "Ni gras, ni accolades, ni retour à la ligne dans une valeur.")
    if not value.strip():
        yield warning(places, path, "cette valeur est vide : le texte aurait un trou.", "Donner une valeur.")
