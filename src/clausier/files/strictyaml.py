"""Strict YAML: every scalar is a string, nothing is guessed, every fault has its line.

The tree is built from parser events with an explicit stack, so that depth, aliases and size are
bounded before anything grows. `null`, `~` and an empty value are None (an overlay deletes with it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from clausier import characters
from clausier.errors import MOST_PROBLEMS, InvalidInput, Problem
from clausier.files import limits
from clausier.files.bounded import read_bounded, too_large
from clausier.files.internal import is_reading

DIRECTIVE = re.compile(r"^%TAG", re.MULTILINE)
DEEP = f"plus de {limits.DEPTH} niveaux imbriqués.", "Un dossier en a moins de dix."
SMALL = "Un dossier tient en quelques dizaines de Ko."
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Places:
    """Where each key path stands: path → (file, line)."""

    file: str
    lines: dict[KeyPath, tuple[str, int | None]] = field(default_factory=dict)

    def of(self, path: KeyPath) -> tuple[str, int | None]:
        """File and line of the path, or of its nearest known ancestor."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return self.file, None

    def problem(self, path: KeyPath, message: str, hint: str = "") -> Problem:
        file, line = self.of(path)
        return Problem(file, ".".join(str(key) for key in path), message, hint, line)


@dataclass(frozen=True)
class Document:
    """The tree of one file (dicts, lists, strings, None) and where its keys stand."""

    data: Any
    places: Places


def read_path(path: Path, name: str | None = None) -> Document:
    """Read one file; InvalidInput if it cannot be read or is not strict YAML."""
    shown = name or str(path)
    if path.is_dir():
        raise InvalidInput([Problem(shown, "", "c'est un dossier : un fichier YAML est attendu.", _inside(path))])
    return read_bytes(read_bounded(path, limits.DOCUMENT, shown, SMALL), shown)


def _inside(folder: Path) -> str:
    """What may be given instead of a folder."""
    found = sorted(path for path in folder.glob("*.yaml") if not is_reading(path.name))
    if not found:
        return "Donner le fichier lui-même : ce dossier n'en contient aucun."
    return f"Donner le fichier lui-même, par exemple « {found[0]} »."


def read_bytes(content: bytes, name: str, longest: int = limits.TEXT) -> Document:
    """Parse strict YAML from bytes; InvalidInput holds every duplicate key, control character and overlong text.

    `longest`: the most characters of a value.
    """
    if len(content) > limits.DOCUMENT:
        raise too_large(limits.DOCUMENT, name, SMALL)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        hint = "Enregistrer le fichier en UTF-8 (dans l'éditeur : « Enregistrer sous », encodage UTF-8)."
        raise InvalidInput([Problem(name, "", "le fichier n'est pas en UTF-8.", hint, line)]) from None
    builder = _Builder(name, text, longest)
    try:
        builder.refuse_directives()
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except _Halt:
        pass
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, name, text))
    if builder.problems:
        raise InvalidInput(builder.problems)
    return Document(builder.root, builder.places)


def require_mapping(document: Document) -> dict[str, Any]:
    """The document's mapping; InvalidInput if it is empty or something else."""
    if isinstance(document.data, dict):
        return document.data
    what = "le fichier est vide." if document.data is None else "le fichier n'est pas une suite de « clé : valeur »."
    raise InvalidInput([Problem(document.places.file, "", what, "Partir d'un dossier créé par « clausier nouveau ».")])


def _syntax_problem(error: yaml.YAMLError, name: str, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else _line_of(characters.refused(text), text)
    if fault := characters.fault(text):
        return Problem(name, "", *fault, line)
    hint = "Vérifier l'alignement des lignes ; mettre entre guillemets les textes qui contiennent « : »."
    return Problem(name, "", "ce n'est pas du YAML valide.", hint, line)


def _line_of(sign: str, text: str) -> int | None:
    return text[: text.index(sign)].count("\n") + 1 if sign else None


class _Halt(Exception):
    """A bound is passed: what follows is not read. Its problem is already recorded."""


@dataclass
class _Open:
    """A collection being filled; `size` counts its values so far, its own included, `height` the levels in it."""

    value: Any
    path: KeyPath
    anchor: str | None
    key: str | None = None
    key_end: int = 0
    size: int = 1
    height: int = 1


class _Builder:
    """Builds the tree event by event."""

    def __init__(self, name: str, text: str, longest: int) -> None:
        self.name = name
        self.longest = longest
        self.text = text
        self.places = Places(name)
        self.problems: list[Problem] = []
        self.root: Any = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Open] = {}
        self.nodes = self.aliases = self.documents = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(line)
        elif isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event, line), line, event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event, line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(line)

    def refuse_directives(self) -> None:
        """Tags are refused anyway, and libyaml holds each declaration of one against all the others."""
        if self.text.count("%TAG") > limits.ALIASES and DIRECTIVE.search(self.text):
            line = self.text[: self.text.index("%TAG")].count("\n") + 1
            self._stop(line, "étiquettes YAML non admises : « %TAG ».", "Retirer ces lignes.")

    def _start_document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(line, "plusieurs documents dans un seul fichier (ligne « --- »).", "Un fichier par dossier.")

    def _scalar(self, event: Any, line: int) -> str | None:
        self._refuse_tag(event, line)
        if fault := limits.too_long(event.value, limits.KEY if self._awaits_key() else self.longest):
            self._stop(line, *fault, self._path())
        if fault := characters.fault(event.value):
            self._note(line, *fault)
        if not event.style and event.value in ("", "null", "~"):
            return None
        return str(event.value)

    def _alias(self, event: Any, line: int) -> None:
        self.aliases += 1
        if self.aliases > limits.ALIASES or event.anchor not in self.anchors:
            self._stop(line, "trop de renvois (« * ») ou renvoi inconnu.", "Écrire les valeurs en toutes lettres.")
        target = self.anchors[event.anchor]
        if len(self.stack) + target.height > limits.DEPTH:
            self._stop(line, *DEEP)
        self.nodes += target.size
        self._count(target.size - 1, target.height)
        self._add(target.value, line, event)

    def _open(self, event: Any, line: int) -> None:
        self._refuse_tag(event, line)
        if len(self.stack) >= limits.DEPTH:
            self._stop(line, *DEEP)
        if self._awaits_key():
            self._stop(line, "une clé doit être un texte simple.", "Écrire « clé : valeur ».")
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(value, self._next_path(line), event.anchor))

    def _close(self, line: int) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = done
        self._count(done.size - 1, done.height)
        self._place(done.value, line)

    def _add(self, value: Any, line: int, event: Any) -> None:
        if self._awaits_key():
            self._take_key(value, line)
            self.stack[-1].key_end = event.end_mark.index
            return
        self._refuse_cut(value, line, event)
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            self.anchors[event.anchor] = _Open(value, (), None, height=0)
        self._next_path(line)
        self._place(value, line)

    def _awaits_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def _path(self) -> KeyPath:
        """Where the next value goes; the mapping itself while a key is awaited."""
        if not self.stack:
            return ()
        top = self.stack[-1]
        key = len(top.value) if isinstance(top.value, list) else top.key
        return top.path if key is None else (*top.path, key)

    def _take_key(self, key: Any, line: int) -> None:
        top = self.stack[-1]
        name = key if isinstance(key, str) else ""
        if not name:
            self._stop(line, "clé vide.", "Écrire « clé : valeur ».")
        if name in top.value:
            first = self.places.of((*top.path, name))[1]
            self._note(
                line, f"clé en double : « {name} » (déjà ligne {first}).", "N'en garder qu'une.", (*top.path, name)
            )
        top.key = name
        self.places.lines.setdefault((*top.path, name), (self.name, line))

    def _next_path(self, line: int) -> KeyPath:
        path = self._path()
        if path:
            self.places.lines.setdefault(path, (self.name, line))
        return path

    def _place(self, value: Any, line: int) -> None:
        self.nodes += 1
        if self.nodes > limits.NODES:
            self._stop(line, f"plus de {limits.spaced(limits.NODES)} valeurs.", "Vérifier que c'est bien un dossier.")
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        top.size += 1
        if isinstance(top.value, list):
            top.value.append(value)
        else:
            top.value[top.key or ""] = value
            top.key = None

    def _count(self, size: int, height: int) -> None:
        """Adds to the collection around what the one that it takes in holds."""
        if self.stack:
            top = self.stack[-1]
            top.size, top.height = top.size + size, max(top.height, height + 1)

    def _refuse_cut(self, value: Any, line: int, event: Any) -> None:
        """In « {titre: Postes, serveurs} » the comma ends the title and « serveurs » is a key without a colon."""
        top = self.stack[-1] if self.stack else None
        if top is None or value is not None or not isinstance(top.value, dict):
            return
        if ":" not in self.text[top.key_end : event.start_mark.index]:
            message = f"« {top.key} » n'est suivi d'aucun « : » : une virgule a sans doute coupé le texte qui précède."
            hint = 'Mettre ce texte entre guillemets : {titre: "Postes, serveurs"}.'
            self._note(line, message, hint, (*top.path, top.key or ""))

    def _refuse_tag(self, event: Any, line: int) -> None:
        if event.tag not in (None, "!"):
            self._note(line, f"étiquette YAML non admise : « {event.tag} ».", "L'écrire comme un texte simple.")

    def _note(self, line: int, message: str, hint: str, path: KeyPath = ()) -> None:
        self.problems.append(Problem(self.name, ".".join(str(key) for key in path), message, hint, line))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _Halt

    def _stop(self, line: int, message: str, hint: str, path: KeyPath = ()) -> NoReturn:
        self._note(line, message, hint, path)
        raise _Halt
