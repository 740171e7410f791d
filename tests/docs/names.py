"""What pages and docstrings name, and whether it exists."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import click

from clausier.cli import clausier
from clausier.documents.catalogue import DOCUMENTS
from tests.builders import ROOT
from tests.docs.pages import FENCE, TARGETS, name_of, pages

TOPS = ("src", "clauses", "docs", "templates", "tests", "examples", "benchmarks")
PYTHON = tuple(sorted(path for top in TOPS for path in ROOT.glob(f"{top}/**/*.py")))
ABOUT_CODE = ("docs/conception.md", "CONTRIBUTING.md")
"""The pages whose names are those of the code; the others speak of their readers' files and keys."""
FILE = re.compile(r"[^\s`(«]+\.(?:py|md|toml|yaml|json|jsonl|docx|xlsx|html|ics)|[\w./-]+/")
CHOSEN = frozenset(
    {
        *("01-nom/_categorie.yaml", "01-nom/identifiant.yaml", "acte-v2.docx"),
        *(
            "NOM.yaml",
            "NOM.negociation.yaml",
            "NOM.lecture.yaml",
            "NOM.bibliotheques.yaml",
            "reponse-1.xlsx",
            ".clausier/courrier.yaml",
        ),
    }
)
"""Files that a reader names as he likes, or that bear the name of his own."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name between backquotes, or a command or file named outside, and where."""

    text: str
    where: str
    of_code: bool


def names() -> list[Named]:
    """All that is named, each once a place."""
    told = [one for page in _texts() for one in _of_page(page)]
    return list(dict.fromkeys([*told, *(one for path in PYTHON for one in _of_docstrings(path))]))


def _texts() -> tuple[Path, ...]:
    return (*pages(), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")


def _of_page(page: Path) -> Iterator[Named]:
    where = name_of(page)
    prose = re.sub(rf"^{FENCE}.*?^{FENCE}$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)#:]+)\)", prose)
    yield from (Named((page.parent / link).relative_to(ROOT).as_posix(), where, False) for link in links)
    yield from (Named(text, where, where in ABOUT_CODE) for text in quoted(prose.replace("\\|", "|")))


def _of_docstrings(path: Path) -> Iterator[Named]:
    where = name_of(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            text = inspect.cleandoc(node.value.value)
            yield from (Named(found, where, True) for found in quoted(text))
            yield from (Named(found, where, False) for found in re.findall(r"^ +(clausier .+?)(?:  |$)", text, re.M))
            yield from (Named(found, where, False) for found in re.findall(r"\b[\w/-]+\.(?:md|py)\b", text))


def quoted(text: str) -> list[str]:
    """What stands between backquotes."""
    return [" ".join(found.split()) for found in re.findall(r"`([^`]+)`", text)]


def missing(named: Named) -> str:
    """What does not exist of what is named, or nothing."""
    first, *rest = named.text.split()
    if first == "clausier" and rest:
        return missing_in_command(rest)
    if first == "make" and rest:
        return "" if rest[0] in TARGETS else f"make {rest[0]}"
    if first == "python" and rest[:1] == ["-m"]:
        return "" if find_spec(rest[1]) else rest[1]
    if first.startswith("--"):
        return "" if first in options() else first
    if rest and isinstance(clausier.commands.get(first), click.Group):
        return missing_in_command([first, *rest])
    if FILE.fullmatch(named.text):
        return "" if file_exists(named) else named.text
    if re.fullmatch(r"clausier(\.\w+)+", named.text) or (named.of_code and _is_of_a_module(named.text)):
        return "" if _module_or_what_is_in_it(named.text.split(".")) else named.text
    return "" if not named.of_code or word_is_used(named.text) else named.text


# ---- Commands ----


def missing_in_command(words: list[str]) -> str:
    """The first word that is neither a command nor an option of it; words of its arguments are the reader's."""
    command: click.Command = clausier
    left = iter([one.strip(",[]…") for one in words])
    for word in left:
        if isinstance(command, click.Group) and word and not word.startswith("-"):
            found = command.commands.get(word)
            if found is None:
                return f"{command.name} {word}"
            command = found
        elif word.startswith("-") and word not in ("-", "--help", "--version"):
            option = _options(command).get(word)
            if option is None:
                return f"{command.name} {word}"
            if not option.is_flag:
                next(left, "")
    return ""


@cache
def options() -> set[str]:
    """The options of all commands."""
    return {option for command in _commands(clausier) for option in _options(command)}


def _commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _commands(inner)


def _options(command: click.Command) -> dict[str, click.Option]:
    return {name: one for one in command.params if isinstance(one, click.Option) for name in one.opts}


# ---- Modules ----


@cache
def _modules() -> dict[tuple[str, ...], Path]:
    """The modules of the tree: the parts of their names → their files."""
    source = ROOT / "src"
    roots = {path: source if path.is_relative_to(source) else ROOT for path in PYTHON}
    found = {path.relative_to(root).with_suffix(""): path for path, root in roots.items()}
    return {tuple(part for part in name.parts if part != "__init__"): path for name, path in found.items()}


def _is_of_a_module(text: str) -> bool:
    first = text.split(".")[0]
    return re.fullmatch(r"\w+(\.\w+)+", text) is not None and any(first in name for name in _modules())


def _module_or_what_is_in_it(parts: list[str]) -> bool:
    return any(
        _ends(name, parts) or (_ends(name, parts[:-1]) and _has(path, parts[-1])) for name, path in _modules().items()
    )


def _ends(name: tuple[str, ...], parts: list[str]) -> bool:
    return bool(parts) and name[-len(parts) :] == tuple(parts)


def _has(path: Path, word: str) -> bool:
    return re.search(rf"\b{word}\b", path.read_text(encoding="utf-8")) is not None


# ---- Files and words ----


@cache
def _tree() -> tuple[str, ...]:
    """The files and folders of the repository, each between slashes."""
    inside = [
        path for top in TOPS for path in (ROOT / top, *(ROOT / top).rglob("*")) if "__pycache__" not in path.parts
    ]
    return tuple(f"/{name_of(path)}/" for path in (*inside, *ROOT.iterdir()))


def file_exists(named: Named) -> bool:
    """Is it in the repository, written by clausier, folder by folder, or of a reader's choosing (`<…>`)?"""
    text = named.text.strip("/")
    if any(name.endswith(f"/{text}/") for name in _tree()) or named.text in CHOSEN:
        return True
    written = {file for one in DOCUMENTS for file in one.files}
    parts = [part for part in text.split("/") if not re.fullmatch("<.+>", part)]
    return text in written or f'"{text}"' in _code() or all(f'"{part}"' in _code() for part in parts)


@cache
def _code() -> str:
    """The code without its long strings, docstrings among them, nor that of these tests, which name what is not."""
    texts = [path.read_text(encoding="utf-8") for path in PYTHON if path.parent != Path(__file__).parent]
    return re.sub(r'""".*?"""', "", "\n".join(texts), flags=re.DOTALL)


@cache
def _words() -> frozenset[str]:
    others = [path.read_text(encoding="utf-8") for path in (*ROOT.glob("clauses/**/*.yaml"), ROOT / "pyproject.toml")]
    return frozenset(re.findall(r"[\w-]+", "\n".join([_code(), *others])))


def word_is_used(text: str) -> bool:
    """Do the words of a name of the code stand in the code, or in the data that it reads?"""
    return not re.fullmatch(r"[\w-]+", text) or text in _words()
