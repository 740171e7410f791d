"""A template read from its tree: loops, conditions, and what is printed."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import nodes

from clausier.playbook.template_check.expressions import ALL_NAMES, Expressions
from clausier.playbook.template_check.shapes import ANY, PRINTABLE, Kind, Shape
from clausier.playbook.template_check.values import Printed, Value, Values, how_to_print, loop_of


class Reader(Expressions):
    """Reads a whole tree; afterwards `printed` holds what is printed, in the order of the document."""

    def __init__(self, names: Mapping[str, Shape], absent: Mapping[str, str]) -> None:
        super().__init__(names, absent)
        self.printed: list[Printed] = []

    def read(self, tree: nodes.Template) -> None:
        self._body(tree.body)

    def _body(self, body: list[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                self._output(node)
            elif isinstance(node, nodes.For):
                self._for(node)
            elif isinstance(node, nodes.If):
                self._if(node)
            elif isinstance(node, nodes.Assign):
                self._assign(node.target, self._value(node.node))

    def _if(self, node: nodes.If) -> None:
        self._value(node.test)
        self._body(node.body)
        for branch in node.elif_:
            self._if(branch)
        self._body(node.else_)

    def _for(self, node: nodes.For) -> None:
        items = tuple(self._item(value, node.lineno, bool(node.test)) for value in self._value(node.iter))
        loops = tuple(Value(loop_of(value.shape)) for value in items)
        self._scopes.append({"loop": loops[:1]})
        self._assign(node.target, items)
        if node.test:
            self._value(node.test)
        self._body(node.body)
        self._scopes.pop()
        self._body(node.else_)

    def _assign(self, target: nodes.Node, values: Values) -> None:
        if isinstance(target, nodes.Name):
            self._scopes[-1][target.name] = values
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._assign(item, (Value(ANY),))

    def _item(self, value: Value, line: int, partial: bool) -> Value:
        if value.shape.item:
            return value.into(value.shape.item, partial)
        if value.shape.kind in (Kind.ANY, Kind.LIST):
            return value.into(ANY)
        self._note(line, f"« {value.shape.path} » n'est pas une liste : for ne peut pas la parcourir.", ALL_NAMES)
        return Value(ANY)

    def _output(self, node: nodes.Output) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                continue
            for value in self._value(child):
                self._print(value, child.lineno)

    def _print(self, value: Value, line: int) -> None:
        if value.shape.kind not in PRINTABLE:
            name = f"« {value.shape.path} »" if value.shape.path else "cette valeur"
            self._note(line, f"{name} n'est pas un texte ({value.shape.label}).", how_to_print(value.shape))
        elif value.shape.path:
            self.printed.append(Printed(line, value.shape.path, value.partial))
