"""The edits of a book → the files of an overlay: a file a point or category, one for each other part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from clausier.files import yamltext
from clausier.french import fold
from clausier.model.library import Library
from clausier.playbook.book.book import BASIS, CATEGORY, FORMULAS, POINT, parted
from clausier.playbook.book.parts import BY_WORD
from clausier.playbook.book.rereading import unread
from clausier.playbook.book.roundtrip import Edited, overlay_tree
from clausier.playbook.book.shapes import REMOVED
from clausier.playbook.wrapping import wrapped


def files_of(edits: Iterable[Edited], library: Library, day: date) -> Iterator[tuple[str, str]]:
    """(path in the overlay, text) of each file that says what was edited, and only that."""
    folders = {category.number: _folder(category.number, category.title) for category in library.categories}
    shared: dict[str, dict[str, Any]] = {}
    for one in edits:
        word, id_ = parted(one.mark)
        if word == CATEGORY:
            yield f"{folders[int(id_)]}/_categorie.yaml", _text({"numero": id_, **overlay_tree(one)})
        elif word == POINT:
            content = {REMOVED: "oui"} if one.is_removal else overlay_tree(one)
            yield f"{folders[_category(one)]}/{id_}.yaml", _text(content)
        else:
            shared.setdefault(word, {}).update(_shared(word, id_, one, day))
    if FORMULAS in shared:
        shared[FORMULAS] = _spaced(shared[FORMULAS], library)
    for word, content in shared.items():
        yield BY_WORD[word].file, _text({BY_WORD[word].section: content})


def _shared(word: str, id_: str, one: Edited, day: date) -> dict[str, Any]:
    """What a file of many items says of one: the formulas, which are a single item, say it without its id."""
    if word == FORMULAS:
        return overlay_tree(one)
    reading = unread(one, day) if word == BASIS else {}
    return {id_: None if one.is_removal else {**overlay_tree(one), **reading}}


def _spaced(content: dict[str, Any], library: Library) -> dict[str, Any]:
    """Fragments that a sentence joins to the words before keep the space by which they begin, which Word shows not."""
    below = library.formulas.model_dump(by_alias=True)
    led = {key for key, text in below.items() if isinstance(text, str) and text.startswith(" ")}
    return {key: f" {item}" if key in led and item else item for key, item in content.items()}


def _category(one: Edited) -> int:
    return int((one.before or one.after)["numero"].partition(".")[0])


def _text(content: Mapping[str, Any]) -> str:
    return yamltext.document(wrapped(content))


def _folder(number: int, title: str) -> str:
    """« 04-sauvegardes »: the number, and the title up to its first link word."""
    head = re.split(r" (?:et|du|des?|la|le|les) | ?[:,(]", fold(title))[0]
    return "-".join([f"{number:02}", *re.findall("[a-z0-9]+", head)])
