"""The names of a template: which exist, what they hold, which are compared with what they never are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from jinja2 import nodes

from clausier.errors import nearest
from clausier.office.word import sandbox
from clausier.playbook.template_check.blocks import UNREADABLE
from clausier.playbook.template_check.shapes import (
    ANY,
    NUMBER,
    NUMBERS,
    PRINTABLE,
    TEXT,
    YES_NO,
    Kind,
    Shape,
    list_of,
    record,
)
from clausier.playbook.template_check.values import (
    Remark,
    Value,
    Values,
    distinct,
    named,
    of_operator,
    written_in_a_tag,
)

SAME_LIST = ("list", "reverse", "sort", "unique")
SOME_ITEMS = ("reject", "rejectattr", "select", "selectattr")
ONE_ITEM = ("first", "last", "max", "min")
COUNTS = ("abs", "count", "length", "round", "sum")
BY_FIELD = ("groupby", "map", "max", "min", "rejectattr", "selectattr", "sort", "sum", "unique")
SHORTENED = ("truncate",)
FALLBACKS = ("d", "default")
ALL_NAMES = "clausier modele noms les donne tous."


class Expressions:
    """Reads expressions in scopes. `remarks` holds the faults, `seen` every path used."""

    def __init__(self, names: Mapping[str, Shape], absent: Mapping[str, str]) -> None:
        self.absent = absent
        self.remarks: list[Remark] = []
        self.seen: set[str] = set()
        self._scopes: list[dict[str, Values]] = [{name: (Value(shape),) for name, shape in names.items()}]

    def _note(self, line: int, message: str, hint: str = "") -> None:
        self.remarks.append(Remark(line, message, hint))

    def _value(self, node: nodes.Node) -> Values:
        reading = self._readings.get(type(node))
        if reading is not None:
            return distinct(reading(self, node))
        for child in node.iter_child_nodes():
            self._value(child)
        return (Value(of_operator(node)),)

    def _name(self, node: nodes.Name) -> Values:
        if node.name.startswith(UNREADABLE):
            return (Value(ANY),)
        for scope in reversed(self._scopes):
            if node.name in scope:
                return self._saw(scope[node.name])
        if node.name not in sandbox.RESERVED and not node.name.startswith("_") and node.name != "range":
            self._unknown(node.name, node.lineno)
        return (Value(ANY),)

    def _unknown(self, name: str, line: int) -> None:
        if name in self.absent:
            self._note(line, f"le nom « {name} » n'existe pas dans ce modèle.", self.absent[name])
            return
        known = {known for scope in self._scopes for known in scope}
        self._note(line, f"le nom « {name} » n'existe pas.", nearest(name, known))

    def _field(self, node: nodes.Getattr | nodes.Getitem, name: str) -> Values:
        return self._saw(tuple(self._below(value, name, node.lineno) for value in self._value(node.node)))

    def _getattr(self, node: nodes.Getattr) -> Values:
        return self._field(node, node.attr)

    def _below(self, value: Value, name: str, line: int) -> Value:
        shape = value.shape
        if name.startswith("_") or shape.kind is Kind.ANY:
            return Value(ANY)
        if name in shape.fields:
            return value.into(shape.fields[name])
        if shape.kind is Kind.LIST:
            where = written_in_a_tag(shape)
            hint = f"Écrire une boucle : {{%p for x in {where} %}} … {{{{ x.{name} }}}} … {{%p endfor %}}."
            self._note(line, f"« {shape.path} » est une liste : elle n'a pas de champ « {name} ».", hint)
        elif f"{shape.path}.{name}" in self.absent:
            self._note(
                line, f"« {shape.path}.{name} » n'existe pas dans ce modèle.", self.absent[f"{shape.path}.{name}"]
            )
        elif shape.kind is Kind.RECORD:
            self._note(line, f"le nom « {name} » n'existe pas dans {named(shape)}.", nearest(name, shape.fields, 40))
        else:
            self._note(line, f"{named(shape)} est un simple {shape.kind.value} : il n'a pas de champ « {name} ».")
        return Value(ANY)

    def _getitem(self, node: nodes.Getitem) -> Values:
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node, node.arg.value)
        values = self._value(node.node)
        self._value(node.arg)
        if isinstance(node.arg, nodes.Slice):
            return tuple(replace(value, partial=True) for value in values)
        return tuple(self._at(value, node.lineno) for value in values)

    def _at(self, value: Value, line: int) -> Value:
        if value.shape.kind is Kind.RECORD:
            self._note(
                line, f"le champ de {named(value.shape)} est calculé.", "Écrire le nom du champ en toutes lettres."
            )
            return Value(ANY)
        return value.into(value.shape.item or (TEXT if value.shape.kind is Kind.TEXT else ANY), True)

    def _filter(self, node: nodes.Filter) -> Values:
        if node.name not in sandbox.FILTERS:
            self._note(node.lineno, f"le filtre « {node.name} » n'est pas admis.", nearest(node.name, sandbox.FILTERS))
        values = self._value(node.node) if node.node else (Value(ANY),)
        others = tuple(value for child in (*node.args, *node.kwargs) for value in self._value(child))
        found = tuple(self._filtered(node, value) for value in values)
        return found + (others if node.name in FALLBACKS else ())

    def _filtered(self, node: nodes.Filter, value: Value) -> Value:
        name, shape, item = node.name, value.shape, value.shape.item or ANY
        inner = self._by_field(node, item)
        if name in (*SAME_LIST, *FALLBACKS):
            return value
        if name in (*SOME_ITEMS, *SHORTENED):
            return replace(value, partial=True)
        if name in ONE_ITEM:
            return value.into(item if shape.kind is Kind.LIST else ANY, True)
        if name in COUNTS:
            return Value(NUMBER)
        if name == "groupby":
            group = record({"grouper": inner or ANY, "list": shape})
            return value.into(list_of(group))
        if name == "map":
            return value.into(list_of(inner or ANY))
        if name == "join":
            return value.into(inner or item if item.kind in PRINTABLE else TEXT)
        return value if shape.kind is Kind.TEXT else value.into(TEXT if name in sandbox.FILTERS else ANY)

    def _by_field(self, node: nodes.Filter, item: Shape) -> Shape | None:
        """The field that a filter names in a text: selectattr('legal'), sort(attribute='numero')."""
        named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        if not named and node.name in ("groupby", "rejectattr", "selectattr"):
            named = [*node.args[:1]]
        if not named or node.name not in BY_FIELD or not isinstance(named[0], nodes.Const):
            return None
        value = Value(item)
        for part in str(named[0].value).split(","):
            value = Value(item)
            for name in part.split("."):
                value = self._below(value, name, node.lineno)
                self._saw((value,))
        return value.shape

    def _test(self, node: nodes.Test) -> Values:
        if node.name not in sandbox.TESTS:
            self._note(node.lineno, f"le test « {node.name} » n'est pas admis.", nearest(node.name, sandbox.TESTS, 20))
        for child in node.iter_child_nodes():
            self._value(child)
        return (Value(YES_NO),)

    def _either(self, node: nodes.BinExpr) -> Values:
        return self._value(node.left) + self._value(node.right)

    def _choice(self, node: nodes.CondExpr) -> Values:
        self._value(node.test)
        return self._value(node.expr1) + (self._value(node.expr2) if node.expr2 else ())

    def _joined(self, node: nodes.Concat) -> Values:
        return tuple(value for child in node.nodes for value in self._value(child))

    def _compare(self, node: nodes.Compare) -> Values:
        values = self._value(node.expr)
        for operand in node.ops:
            self._value(operand.expr)
            if operand.op in ("eq", "ne") and isinstance(operand.expr, nodes.Const):
                for value in values:
                    self._compared(value.shape, operand.expr)
        return (Value(YES_NO),)

    def _compared(self, shape: Shape, constant: nodes.Const) -> None:
        if shape.choices and constant.value not in shape.choices:
            hint = nearest(str(constant.value), [choice for choice in shape.choices if choice])
            self._note(constant.lineno, f"{named(shape)} ne vaut jamais « {constant.value} ».", hint)

    def _list(self, node: nodes.List | nodes.Tuple) -> Values:
        items = [value.shape for child in node.items for value in self._value(child)]
        return (Value(list_of(items[0] if items else ANY), partial=True),)

    def _const(self, node: nodes.Const) -> Values:
        if isinstance(node.value, bool) or node.value is None:
            return (Value(YES_NO),)
        return (Value(TEXT if isinstance(node.value, str) else NUMBER),)

    def _call(self, node: nodes.Call) -> Values:
        given = tuple(value for child in (*node.args, *node.kwargs) for value in self._value(child))
        if isinstance(node.node, nodes.Name) and node.node.name == "range":
            return (Value(NUMBERS),)
        return given or (Value(ANY),)

    def _saw(self, values: Values) -> Values:
        self.seen.update(value.shape.path for value in values if value.shape.path)
        return values

    _readings: Mapping[type[nodes.Node], Callable[..., Values]] = {
        nodes.Name: _name,
        nodes.Getattr: _getattr,
        nodes.Getitem: _getitem,
        nodes.Filter: _filter,
        nodes.Test: _test,
        nodes.And: _either,
        nodes.Or: _either,
        nodes.CondExpr: _choice,
        nodes.Concat: _joined,
        nodes.Compare: _compare,
        nodes.List: _list,
        nodes.Tuple: _list,
        nodes.Const: _const,
        nodes.Call: _call,
    }
