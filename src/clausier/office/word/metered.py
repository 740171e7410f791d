"""A template's tree and filters, with a count wherever something can grow: loops, texts joined, lists, comparisons.

The counts are filters of their own names, which no template can write; they are put around parts of the tree before
it is compiled. A loop is counted at once when it begins: its rounds cost nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, nodes, pass_context
from jinja2.parser import Parser
from jinja2.runtime import Context, markup_join
from markupsafe import escape

from clausier.office.word.budget import (
    CUT,
    FLATTEN,
    LEVELS,
    LONGEST,
    NESTED,
    PRINTED,
    SHORTEN,
    SIZED,
    STEP,
    TOO_DEEP,
    TOO_LONG,
    TOO_MUCH,
    TOO_NESTED,
    Budget,
    Exceeded,
    TooMuch,
    spent,
)

CLOSERS = {"{{": "}}", "{%": "%}"}
REMARK, REMARK_END = "{#", "#}"
OPENING = re.compile("|".join(map(re.escape, (*CLOSERS, REMARK))))
ROUNDS, TEXTS, SLICE, WALKED = "(tours)", "(textes)", "(tranche)", "(compté)"
BRANCHES = (nodes.For, nodes.If)
LONGEST_SET, PRECISE = 100, 20
QUICK = frozenset(("abs", "count", "d", "default", "first", "last", "length"))
"""Filters that take no time, whatever they are given."""
SHALLOW = frozenset(("list", "map", "reject", "rejectattr", "reverse", "select", "selectattr"))
"""Filters that look at the items of a list and no further."""
TEXTUAL = frozenset(("capitalize", "join", "lower", "replace", "string", "title", "trim", "truncate", "upper"))
"""Filters that make a text of whatever they are given."""


def parsed(environment: Environment, source: str, *named: str | None) -> nodes.Template:
    """The tree of a source, if both are within the limits. Raises TemplateSyntaxError."""
    for place, end in _tags(source):
        if end < 0:
            raise TooMuch(TOO_LONG, SHORTEN, source.count("\n", 0, place) + 1)
    parser = Parser(environment, source, *named)
    try:
        tree = parser.parse()
    except RecursionError:
        raise TooMuch(TOO_DEEP, CUT, parser.stream.current.lineno) from None
    for node, nested, level in _walk(tree):
        if nested > NESTED:
            raise TooMuch(TOO_NESTED, FLATTEN, node.lineno or 1)
        if level > LEVELS:
            raise TooMuch(TOO_DEEP, CUT, node.lineno or 1)
    return tree


def tags(text: str) -> int:
    """How many tags a text may hold."""
    return sum(text.count(sign) for sign in CLOSERS)


def _tags(source: str) -> Iterator[tuple[int, int]]:
    """Where each tag begins and ends, or -1 where that is too far; none in a remark, which the engine does not read."""
    done, last_remark = 0, source.rfind(REMARK_END)
    for opening in OPENING.finditer(source):
        place, inside = opening.span()
        if place < done:
            continue
        if opening[0] in CLOSERS:
            done = source.find(CLOSERS[opening[0]], inside, place + LONGEST + 4)
            yield place, done
        elif inside <= last_remark:
            done = source.find(REMARK_END, inside) + len(REMARK_END)


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int, int]]:
    """Every node, from the outside, with the blocks around it and the expressions around it in its tag."""
    waiting = [(tree, 0, 0)]
    while waiting:
        node, nested, level = waiting.pop()
        yield node, nested, level
        nested += isinstance(node, BRANCHES)
        level += isinstance(node, nodes.Expr)
        waiting += [(child, nested, level) for child in node.iter_child_nodes()]


def metered(tree: nodes.Template) -> nodes.Template:
    """The tree, counts put around what can grow; in place."""
    for node, _, _ in reversed([*_walk(tree)]):
        for name, value in [*node.iter_fields()]:
            if isinstance(value, list):
                setattr(node, name, [_counted(one) for one in value])
            elif isinstance(value, nodes.Node):
                setattr(node, name, _counted(value))
        if isinstance(node, nodes.For):
            node.iter = _filter(ROUNDS, node.iter, nodes.Const(_round(node)))
        if isinstance(node, nodes.Compare):
            _count_compared(node)
    return tree


def _counted(node: Any) -> Any:
    """The node, or the count that takes its place."""
    if isinstance(node, nodes.Concat):
        return _filter(TEXTS, nodes.List(node.nodes, lineno=node.lineno))
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        bounds = (node.arg.start, node.arg.stop, node.arg.step)
        return _filter(SLICE, node.node, *(nodes.Const(None) if one is None else one for one in bounds))
    if isinstance(node, nodes.List | nodes.Dict) or (isinstance(node, nodes.Tuple) and node.ctx == "load"):
        held = [value for _, value, _ in _walk(node)]
        return node if all(isinstance(one, nodes.Literal | nodes.Pair) for one in held) else _filter(WALKED, node)
    return node


def _count_compared(node: nodes.Compare) -> None:
    """Two values that may both be long; one written in the tag ends a comparison at once, but not a search."""
    if isinstance(node.expr, nodes.Const) or all(isinstance(one.expr, nodes.Const) for one in node.ops):
        searched = [one for one in node.ops if one.op in ("in", "notin") and not isinstance(one.expr, nodes.Const)]
        for one in searched:
            one.expr = _filter(WALKED, one.expr)
        return
    node.expr = _filter(WALKED, node.expr)
    for one in node.ops:
        one.expr = _filter(WALKED, one.expr)


def _filter(name: str, node: nodes.Node, *given: nodes.Node) -> nodes.Filter:
    return nodes.Filter(node, name, list(given), [], None, None, lineno=node.lineno)


def _round(loop: nodes.For) -> int:
    """What a round costs, inner loops left out; a condition counts with all its branches."""
    found, waiting = STEP, [*loop.body, *([loop.test] if loop.test else [])]
    while waiting:
        node = waiting.pop()
        found += STEP
        if isinstance(node, nodes.TemplateData):
            found += len(node.data)
        elif isinstance(node, nodes.Output):
            found += PRINTED * sum(not isinstance(one, nodes.TemplateData) for one in node.nodes)
        waiting += [] if isinstance(node, nodes.For) else node.iter_child_nodes()
    return found


class Metered(Context):
    """The values of a template, with the budget of the document."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.budget = spent()


@pass_context
def _rounds(context: Metered, items: Any, cost: int) -> Any:
    if type(items) is tuple or isinstance(items, SIZED):
        budget = context.budget
        budget.left -= cost * len(items)
        if budget.left < 0:
            raise Exceeded(TOO_MUCH)
    return items


@pass_context
def _texts(context: Metered, texts: list[Any]) -> Any:
    for one in texts:
        context.budget.text(one)
    return markup_join(texts)


@pass_context
def _slice(context: Metered, value: Any, *bounds: Any) -> Any:
    found = value[slice(*bounds)]
    context.budget.grown(found)
    return found


@pass_context
def _walked(context: Metered, value: Any) -> Any:
    context.budget.walk(value)
    return value


COUNTS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {ROUNDS: _rounds, TEXTS: _texts, SLICE: _slice, WALKED: _walked}
)


def added(left: Any, right: Any) -> None:
    """Counts what a sum would make, before it is made."""
    if all(isinstance(side, SIZED) for side in (left, right)):
        spent().grown(left)
        spent().grown(right)


def filter_of(name: str, chosen: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, what it walks counted before and what it makes after."""
    if name in QUICK:
        return chosen
    if name == "groupby":
        return _keyed(chosen)
    count = Budget.grown if name in SHALLOW else Budget.text if name in TEXTUAL else Budget.walk
    before = BEFORE.get(name)
    first = 1 if hasattr(chosen, "jinja_pass_arg") else 0  # Jinja's own first argument: an environment, a context

    @wraps(chosen)
    def counted(*given: Any, **named: Any) -> Any:
        budget = spent()
        for one in (*given[first:], *named.values()):
            count(budget, one)
        if before is not None:
            before(*given[first:], **named)
        found = chosen(*given, **named)
        budget.grown(found)
        return found

    return counted


def _keyed(chosen: Callable[..., Any]) -> Callable[..., Any]:
    """`groupby`, which sorts by keys that are short as a rule: they alone are counted where they can be seen."""

    @wraps(chosen)
    def counted(environment: Any, value: Any, attribute: Any, *given: Any, **named: Any) -> Any:
        budget = spent()
        try:
            budget.walk([one[attribute] for one in value])
        except (TypeError, LookupError):
            budget.walk(value)
        return chosen(environment, value, attribute, *given, **named)

    return counted


def test_of(chosen: Callable[..., Any]) -> Callable[..., Any]:
    """The test, what it compares counted before."""
    first = 1 if hasattr(chosen, "jinja_pass_arg") else 0

    @wraps(chosen)
    def counted(*given: Any, **named: Any) -> Any:
        for one in (*given[first:], *named.values()):
            spent().walk(one)
        return chosen(*given, **named)

    return counted


def _before_join(value: Any, d: Any = "", attribute: Any = None) -> None:
    if isinstance(value, SIZED):
        spent().spend(len(escape(d)) * len(value))


def _before_replace(s: Any, old: Any, new: Any, count: Any = None) -> None:
    spent().spend(str(escape(s)).count(str(escape(old))) * len(escape(new)))


def _before_trim(value: Any, chars: Any = None) -> None:
    if isinstance(chars, str) and len(chars) > LONGEST_SET:
        raise Exceeded(f"trim ne retire pas plus de {LONGEST_SET} signes différents.")


def _before_round(value: Any, precision: Any = 0, method: Any = "common") -> None:
    if isinstance(precision, int) and abs(precision) > PRECISE:
        raise Exceeded(f"round ne va pas au-delà de {PRECISE} décimales.")


BEFORE: Mapping[str, Callable[..., None]] = MappingProxyType(
    {
        "join": _before_join,
        "replace": _before_replace,
        "trim": _before_trim,
        "round": _before_round,
    }
)
"""What a filter would make beyond what it is given, counted before it makes it."""
