"""What expressions hold, what they print, what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import nodes

from clausier.office.word import sandbox
from clausier.playbook.template_check.shapes import ANY, NUMBER, YES_NO, Kind, Shape, record


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression holds; `partial`: some of the list, or of the text, was left out."""

    shape: Shape
    partial: bool = False

    def into(self, shape: Shape, partial: bool = False) -> Value:
        return Value(shape, self.partial or partial)


Values = tuple[Value, ...]


def distinct(values: Values) -> Values:
    """Each of them once: « x ~ x » holds nothing more than x, however often that is done again."""
    return tuple({(id(value.shape), value.partial): value for value in values}.values())


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault of the tag on this line."""

    line: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A name printed by the tag on this line, whole or not."""

    line: int
    path: str
    partial: bool


def of_operator(node: nodes.Node) -> Shape:
    return YES_NO if isinstance(node, nodes.Not) else ANY if isinstance(node, nodes.Dict | nodes.Add) else NUMBER


def loop_of(item: Shape) -> Shape:
    """The `loop` of a for over these items."""
    kinds = dict.fromkeys(sandbox.LOOP, NUMBER)
    return record({**kinds, "first": YES_NO, "last": YES_NO, "previtem": item, "nextitem": item})


def named(shape: Shape) -> str:
    return f"« {shape.path} »" if shape.path else "cette valeur"


def how_to_print(shape: Shape) -> str:
    written = written_in_a_tag(shape)
    if shape.kind is Kind.YES_NO:
        return f"Écrire {{% if {written} %}} … {{% endif %}}."
    if shape.kind is Kind.RECORD:
        return f"Choisir un de ses champs : {', '.join(shape.fields)}."
    if shape.item and shape.item.kind is Kind.TEXT:
        return f"Écrire {{{{ {written} | join(', ') }}}}."
    return f"Écrire une boucle : {{%p for x in {written} %}} … {{%p endfor %}}."


def written_in_a_tag(shape: Shape) -> str:
    """The path if a tag can hold it; inside a list it depends on the name of the loop's variable."""
    return "…" if not shape.path or "[]" in shape.path else shape.path
