"""Canonical trees as YAML that a person likes to read: `|` for texts, `>-` for long lines, flow for short items.

Every scalar is read back as the same string by `yamlfile`; None is written `null` (an overlay deletes with it).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

WIDTH = 140
SHORT = 100
STEP = "  "
PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ0-9_][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
SPECIAL = re.compile(r": |:$| #|[\[\]{},]")
GUESSED = re.compile(r"(?i)(?:[-+.\d_:]+|0[xo].*|[\d.]+e[-+\d]+|y|n|yes|no|on|off|true|false|null)")
ODD = re.compile("[\r\x85\u2028\u2029\ufeff]")
"""What YAML would read as the end of a line, or not at all."""
NAMED = re.compile(r"\{\{[^{}]*\}\}")
GLUE = "\ue000"
"""Stands for a space where no line may be broken."""


def document(tree: Mapping[str, Any]) -> str:
    """The text of a file."""
    return "".join(f"{line}\n" for line in _mapping(tree, ""))


def _mapping(tree: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in tree.items():
        yield from _entry(f"{indent}{key_text(key)}:", value, indent)


def key_text(key: str) -> str:
    """A key on the line of its value."""
    return key if PLAIN.fullmatch(key) and not SPECIAL.search(key) and not GUESSED.fullmatch(key) else _quoted(key)


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:
    """A key and its value, or the dash of an item and its value."""
    if isinstance(value, str) and value.endswith("\n"):
        yield f"{start} |"
        yield from _block(value, indent + STEP)
    elif isinstance(value, str) and len(start) + len(value) > SHORT and _can_fold(value):
        yield f"{start} >-"
        yield from (f"{indent}{STEP}{line}" for line in _wrapped(value, len(indent + STEP)))
    elif value is None or isinstance(value, str) or _flow(value, len(start)):
        yield f"{start} {_flow(value, len(start))}"
    elif isinstance(value, Mapping):
        yield start
        yield from _mapping(value, indent + STEP)
    else:
        yield start
        yield from _items(value, indent + STEP)


def _items(values: list[Any], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping) and not _flow(value, len(indent) + 2):
            first, *others = _mapping(value, indent + STEP)
            yield f"{indent}- {first.lstrip()}"
            yield from others
        else:
            yield from _entry(f"{indent}-", value, indent)


def _flow(value: Any, used: int) -> str:
    """The value on the line of its key; empty if it is too long for that or holds a text."""
    if isinstance(value, list) and len(value) > 1 and isinstance(value[0], Mapping):
        return ""
    written = _inline(value)
    fits = isinstance(value, str | None) or (used + len(written) <= SHORT and "\\n" not in written)
    return written if fits else ""


def _inline(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key_text(key)}: {_inline(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(_inline(item) for item in value) + "]"


def scalar(text: str) -> str:
    """A text on the line of its key, read back as the same text."""
    is_plain = PLAIN.fullmatch(text) and not SPECIAL.search(text) and not GUESSED.fullmatch(text)
    return text if is_plain and text == text.strip() else _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    spelled = ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
    return f'"{spelled}"'


def _can_fold(text: str) -> bool:
    return "\n" not in text and text == text.strip() and "  " not in text


def _block(text: str, indent: str) -> Iterator[str]:
    """Lines of a text: paragraphs wrapped, continuation lines of an item aligned under it."""
    for line in text.rstrip("\n").split("\n"):
        hanging = STEP if line.startswith("- ") else ""
        for rank, piece in enumerate(_wrapped(line, len(indent + hanging))):
            yield f"{indent}{hanging if rank else ''}{piece}"
        if not line:
            yield ""


def _wrapped(line: str, used: int) -> list[str]:
    """The line in pieces; none begins with a dash, which would make it an item, nor cuts a name in braces."""
    glued = NAMED.sub(lambda match: match[0].replace(" ", GLUE), line).replace(" - ", f"{GLUE}- ")
    pieces = textwrap.wrap(
        glued, width=WIDTH - used, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    return [piece.replace(GLUE, " ") for piece in pieces]
