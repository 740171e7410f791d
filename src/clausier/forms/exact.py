"""A text as it stands in a form, and back, whatever a word processor or a spreadsheet does to blanks.

Outer blanks are dropped by people and programs alike, and some characters do not survive a form: both are
written in words between ⟨ ⟩. A usual text is written as it is.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable

from clausier import characters
from clausier.forms.files.form import BLANK

EMPTY = "⟨vide⟩"
NAMES = {" ": "espace", "\n": "retour", "\t": "tabulation", "\r": "chariot"}
MEANT = {name: character for character, name in NAMES.items()}
WRITTEN = re.compile(f"⟨(vide|{'|'.join(MEANT)}|[0-9A-F]{{2,6}})⟩")
DELICATE = re.compile(
    "⟨(?=(?:vide|" + "|".join(MEANT) + "|[0-9A-F]{2,6})⟩)"  # what would be read as a blank
    rf"|\[(?={re.escape(BLANK[1:])})"  # what stands in an empty field
    r"|[\t\r\x0b\x0c\x1c-\x1f\x7f-\x9f\xad\u2011\u2028\u2029]"  # what Word has its own signs for
    r"|(?<=_)x(?=[0-9A-Fa-f]{4}_)|x(?=005F_)"  # what workbooks spell out
)


def written(text: str) -> str:
    """The text of a field: several lines, no outer blank. Never empty, since an empty text may mean something."""
    if not text:
        return EMPTY
    spelled = DELICATE.sub(lambda found: _named(found[0]), text)
    return _outer("".join(_named(char) if _is_hidden(char) else char for char in spelled))


def item_written(text: str) -> str:
    """The text of an item that has a line of its own."""
    return written(text).replace("\n", _named("\n"))


def read(text: str) -> str:
    """The text that was written; a name that stands for no character is left as it is."""
    return WRITTEN.sub(_character, text.strip())


def lines(items: Iterable[str]) -> str:
    """Items, each on its line."""
    return "\n".join(item_written(item) for item in items)


def items(text: str) -> list[str]:
    """The items of the lines that are not blank."""
    return [read(line) for line in text.split("\n") if line.strip()]


def _is_hidden(character: str) -> bool:
    """Marks without a look of their own: programs add and drop them."""
    return unicodedata.category(character) in ("Cf", "Zl", "Zp", "Co", "Cn") or "\ufe00" <= character <= "\ufe0f"


def _outer(text: str) -> str:
    """Blanks at both ends in words."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start == len(text):
        return "".join(map(_named, text))
    return "".join(map(_named, text[:start])) + text[start:end] + "".join(map(_named, text[end:]))


def _named(character: str) -> str:
    return f"⟨{NAMES.get(character) or f'{ord(character):02X}'}⟩"


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name == "vide":
        return ""
    code = int(name, 16) if name not in MEANT else ord(MEANT[name])
    return found[0] if code > sys.maxunicode or characters.refused(chr(code)) else chr(code)
