"""French typography that the documents do not mend by themselves (spaces before ; : ! ?, apostrophes and … they do)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausier.errors import Problem
from clausier.files.strictyaml import Places
from clausier.french import normal, typeset
from clausier.model.library import Library
from clausier.playbook.verify.told import all_texts, excerpt, warning

BLANK = "[ \u00a0\u202f]"
FAULTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r'"'), "guillemet droit", "Écrire « … », un ouvrant et un fermant."),
    (re.compile(r"(?<!\w)'|'(?!\w)"), "apostrophe droite isolée", "Citer entre « … » ; l'apostrophe suit une lettre."),
    (re.compile(r"(?<=\S)[ \u00a0\u202f]{2,}(?=\S)"), "deux espaces de suite", "N'en garder qu'une."),
    (re.compile(rf"(?<!{BLANK}){BLANK}+[,.](?!\w)"), "espace avant une virgule ou un point", "Retirer l'espace."),
    (re.compile(rf"\({BLANK}|{BLANK}\)"), "espace à l'intérieur de parenthèses", "Retirer l'espace."),
    (re.compile(r"[,;](?=[^\W\d_])"), "espace manquante après la ponctuation", "Ajouter l'espace."),
    (re.compile(r",,|;;|::|(?<!\.)\.\.(?!\.)|(?<=\w{7})\.,|,\."), "ponctuation redoublée", "N'en garder qu'une."),
    (re.compile(r"(?<=\w) - (?=\w)"), "tiret court en incise", "Écrire un tiret demi-cadratin « – »."),
    (re.compile(r"\bn ?[o0]\.? ?(?=\d)|\bN[o0]\.? (?=\d)"), "abréviation de « numéro »", "Écrire « n° 3 »."),
)
QUOTED = re.compile("«[^«»]*»")


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """What would still be wrong in print, with the words around it."""
    for path, text in all_texts(library):
        printed = _as_printed(text.text)
        for pattern, what, remedy in FAULTS:
            for match in pattern.finditer(printed):
                yield warning(places, path, f"typographie : {what}, {excerpt(printed, *match.span())}.", remedy)
        for what, remedy in _quotes(printed):
            yield warning(places, path, f"typographie : {what}.", remedy)
        if normal("NFC", text.text) != text.text:
            yield warning(places, path, "typographie : accents décomposés (copie depuis macOS ?).", "Retaper le texte.")


def _as_printed(text: str) -> str:
    """Typeset but for double spaces, which show a slip of the keyboard; lines and list marks as they are."""
    return "\n".join("  ".join(typeset(part) for part in line.strip().split("  ")) for line in text.split("\n"))


def _quotes(printed: str) -> Iterator[tuple[str, str]]:
    outside = QUOTED.sub("", printed)
    if "«" in outside or "»" in outside:
        yield "guillemets « » mal appariés", "À chaque « répond un » ; une citation dans une citation prend “ ”."
    if re.search("[“”„]", outside):
        yield "guillemets anglais hors d'une citation", "Écrire « … »."
