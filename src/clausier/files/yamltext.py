"""The one YAML emitter: trees as a person likes to read them.

Texts of several lines are blocks, long lines are folded, short lists stand on the line of their key, quotes only
where something would be taken for something else. `strictyaml` reads every scalar back as the same string.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from yaml.representer import SafeRepresenter
from yaml.resolver import Resolver

from clausier import characters
from clausier.errors import Unsound
from clausier.files.limits import KEPT
from clausier.files.proof import proven
from clausier.files.strictyaml import KeyPath, read_bytes

WIDTH = 136
SHORT = 100
STEP = 2
STRING = "tag:yaml.org,2002:str"
PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ0-9_][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
SPECIAL = re.compile(r": |:$| #|[\[\]{},]|\s$")
GUESSED = re.compile(r"(?i)(?:[-+.\d_:]+|0[xo].*|[\d.]+e[-+\d]+|y|n|yes|no|on|off|true|false|null)")
ODD = re.compile(f"[{characters.ESCAPED}]")
"""What a block would not give back to the letter."""
FOLDED = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufeff]+(?: [^\s\x00-\x1f\x7f-\x9f\ufeff]+)*")
"""Texts of one line that may be broken at any of their spaces."""


@dataclass(frozen=True)
class Look:
    """How None is written; whether short mappings stand on the line of their key."""

    null: str = "null"
    flow: bool = True


OVERLAY = Look()
FORM = Look(null="", flow=False)


Notes = Mapping[KeyPath, Sequence[str]]


def document(tree: Mapping[str, Any], look: Look = OVERLAY, notes: Notes | None = None) -> str:
    """The text of a file. `notes` are lines to put before a key, blank ones and comments."""
    text = _dumped(_Laid, dict(tree), look)
    if not notes:
        return text
    places, lines = read_bytes(text.encode(), "").places, text.splitlines(keepends=True)
    for path, told in sorted(notes.items(), key=lambda note: -(places.of(note[0])[1] or 0)):
        rank = (places.of(path)[1] or 1) - 1
        lines[rank:rank] = [f"{line}\n" for line in told]
    return "".join(lines)


def entries(items: Iterable[Mapping[str, Any]]) -> str:
    """Items to add to a list at the end of a file: written by libyaml, since a register grows by tens of KB."""
    return _dumped(_Quick, list(items), FORM)


def record(tree: Mapping[str, Any]) -> str:
    """A file of which a batch writes thousands: libyaml's, its lists not set in from their key.

    Read back at once where something in it had to be escaped: always would be a tenth of the work for a provider.
    """
    text = _dumped(_Quick, dict(tree), FORM)
    if "\\" in text:
        proven(text.encode(), "YAML", lambda content: read_bytes(content, "", KEPT).data, as_read(tree))
    return text


def as_read(tree: Any) -> Any:
    """A tree as it is read back: every scalar a text or nothing."""
    if isinstance(tree, Mapping):
        return {str(key): as_read(one) for key, one in tree.items()}
    if isinstance(tree, list | tuple):
        return [as_read(one) for one in tree]
    return {True: "oui", False: "non"}[tree] if isinstance(tree, bool) else None if tree is None else str(tree)


class _Styles(SafeRepresenter):
    """From data to nodes that know their style."""

    look = OVERLAY

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent(self, data: Any) -> None:
        node = self.represent_data(data)
        _lay_out(node, SHORT, 0, self.look)  # the whole never stands on one line
        self.serialize(node)  # type: ignore[attr-defined]

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str | None:
        """Every scalar is a text for the reader: none needs a tag."""
        return {yaml.ScalarNode: STRING, yaml.MappingNode: Resolver.DEFAULT_MAPPING_TAG}.get(
            kind, Resolver.DEFAULT_SEQUENCE_TAG
        )

    def text(self, data: str) -> yaml.ScalarNode:
        if wrong := characters.fault(data):
            raise Unsound("YAML", wrong[0])
        return self.represent_scalar(STRING, str(data), _style(data))

    def bare(self, data: Any) -> yaml.ScalarNode:
        """A number or a day: the reader guesses nothing."""
        return self.represent_scalar(STRING, str(data))

    def truth(self, data: bool) -> yaml.ScalarNode:
        return self.represent_scalar(STRING, "oui" if data else "non")

    def nothing(self, data: None) -> yaml.ScalarNode:
        return self.represent_scalar(STRING, self.look.null)


_Styles.add_representer(str, _Styles.text)
_Styles.add_multi_representer(str, _Styles.text)
_Styles.add_representer(int, _Styles.bare)
_Styles.add_representer(date, _Styles.bare)
_Styles.add_representer(bool, _Styles.truth)
_Styles.add_representer(type(None), _Styles.nothing)


class _Laid(_Styles, yaml.SafeDumper):
    """Lists set in from their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


class _Quick(_Styles, getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """libyaml's layout, thirty times as fast."""


def _dumped(kind: Any, data: Any, look: Look) -> str:
    stream = io.StringIO()
    dumper = kind(stream, width=WIDTH, allow_unicode=True, sort_keys=False)
    dumper.look = look
    dumper.open()
    dumper.represent(data)
    dumper.close()
    return stream.getvalue()


def _style(text: str) -> str | None:
    """A block for several lines, nothing for a text that stands as it is, else quotes."""
    if "\n" in text:
        ends = text[0] + text.removesuffix("\n")[-1:]
        return '"' if ODD.search(text) or ends.strip() != ends else "|"
    is_plain = PLAIN.fullmatch(text) and not SPECIAL.search(text) and not GUESSED.fullmatch(text)
    return None if is_plain else '"'


def _lay_out(node: Any, start: int, indent: int, look: Look) -> None:
    """Decides what stands on the line of its key, which ends at `start`; items and keys inside begin at `indent`."""
    if isinstance(node, yaml.ScalarNode):
        if node.style != "|" and start + len(node.value) > SHORT and FOLDED.fullmatch(node.value):
            node.style = ">"
        return
    node.flow_style = not node.value or (_may_flow(node, look) and start + _length(node) <= SHORT)
    if node.flow_style:
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _lay_out(value, indent + len(key.value) + 1, indent + STEP, look)
    else:
        for item in node.value:
            _lay_out(item, indent + 1, indent + STEP, look)


def _may_flow(node: Any, look: Look) -> bool:
    """Lists of texts always; a mapping, or a list of one, where the look has them so; never a text of several lines."""
    if isinstance(node, yaml.ScalarNode):
        return "\n" not in node.value
    if isinstance(node, yaml.MappingNode):
        return look.flow and all(_may_flow(value, look) for _, value in node.value)
    several = len(node.value) > 1 and isinstance(node.value[0], yaml.MappingNode)
    return not several and all(_may_flow(item, look) for item in node.value)


def _length(node: Any) -> int:
    """Characters of a node on one line, as far as nothing is escaped."""
    if isinstance(node, yaml.ScalarNode):
        return len(node.value) + (2 if node.style else 0)
    if isinstance(node, yaml.MappingNode):
        return sum(_length(key) + 2 + _length(value) for key, value in node.value) + 2 * len(node.value)
    return sum(map(_length, node.value)) + 2 * len(node.value)
