"""What a template may do: the published filters, tests and loop values, and nothing else of Python.

Two fences. Before anything runs, the parsed template may hold only the constructs of `ADMITTED`.
While it runs, only keys of the context, loop values and groups can be reached, and only `range`,
`loop.cycle` and `loop.changed` can be called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from types import MappingProxyType, MethodType
from typing import Any

from jinja2 import Environment, TemplateRuntimeError, TemplateSyntaxError, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as ALL_FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS as ALL_TESTS

from clausier.office.word import metered
from clausier.office.word.budget import LONG, number, spent

LONGEST_RANGE = 1000

UNCOMPUTABLE = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError, SyntaxError)
"""What Python raises where the expression of a tag cannot be computed."""

FILTERS: Mapping[str, str] = MappingProxyType(
    {
        "abs": "la valeur absolue d'un nombre",
        "capitalize": "une majuscule au premier mot",
        "count": "le nombre d'éléments (comme length)",
        "d": "une valeur de remplacement (comme default)",
        "default": "une valeur de remplacement si rien n'est défini, ou avec « true » si c'est vide",
        "first": "le premier élément",
        "groupby": "regroupe une liste selon un champ : g.grouper, g.list",
        "join": "réunit les éléments d'une liste avec un séparateur",
        "last": "le dernier élément",
        "length": "le nombre d'éléments d'une liste ou de signes d'un texte",
        "list": "en fait une liste",
        "lower": "en minuscules",
        "map": "un champ de chaque élément : map(attribute='titre')",
        "max": "le plus grand",
        "min": "le plus petit",
        "reject": "les éléments qui ne passent pas un test",
        "rejectattr": "les éléments dont un champ ne passe pas un test",
        "replace": "remplace un texte par un autre",
        "reverse": "en sens inverse",
        "round": "arrondit un nombre",
        "select": "les éléments qui passent un test",
        "selectattr": "les éléments dont un champ passe un test",
        "sort": "trie une liste : sort(attribute='numero')",
        "string": "en fait un texte",
        "sum": "la somme d'une liste de nombres",
        "title": "une majuscule à chaque mot",
        "trim": "sans espaces autour",
        "truncate": "coupe un texte à un nombre de signes",
        "unique": "sans doublons",
        "upper": "en majuscules",
    }
)
TESTS: Mapping[str, str] = MappingProxyType(
    {
        "defined": "le nom a une valeur",
        "undefined": "le nom n'a pas de valeur",
        "none": "il n'y a rien",
        "even": "le nombre est pair",
        "odd": "le nombre est impair",
        "divisibleby": "le nombre est divisible par un autre",
        "in": "l'élément est dans la liste",
        "eq": "est égal à",
        "equalto": "est égal à (comme eq)",
        "ne": "est différent de",
        "lt": "est inférieur à",
        "le": "est inférieur ou égal à",
        "gt": "est supérieur à",
        "ge": "est supérieur ou égal à",
    }
)
LOOP: Mapping[str, str] = MappingProxyType(
    {
        "index": "le rang, à partir de 1",
        "index0": "le rang, à partir de 0",
        "revindex": "le rang à partir de la fin",
        "revindex0": "le rang à partir de la fin, le dernier à 0",
        "first": "est-ce le premier ?",
        "last": "est-ce le dernier ?",
        "length": "le nombre d'éléments",
        "previtem": "l'élément précédent",
        "nextitem": "l'élément suivant",
    }
)
LOOP_CALLS = ("cycle", "changed")
LOOP_NAMES = frozenset((*LOOP, *LOOP_CALLS))
FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "range": f"les nombres de 0 à n (exclu), {LONGEST_RANGE} au plus",
        "loop.cycle": "dans une boucle, une valeur après l'autre",
        "loop.changed": "dans une boucle, la valeur a-t-elle changé ?",
    }
)

# fmt: off
ADMITTED: frozenset[type[nodes.Node]] = frozenset({
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.Name,
    nodes.Const, nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair, nodes.Keyword, nodes.Getattr, nodes.Getitem,
    nodes.Slice, nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Concat, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Neg,
    nodes.Pos, nodes.Call,
})
# fmt: on
OTHER_FILE = "le modèle ne peut pas lire un autre fichier."
ONE_FILE = "Copier le texte voulu dans le modèle lui-même."
CONSTRUCTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("Include", "Import", "FromImport", "Extends"), (OTHER_FILE, ONE_FILE)),
        "AssignBlock": ("« set » sans « = » n'est pas admis.", "Écrire {% set nom = valeur %}."),
        **dict.fromkeys(
            ("Scope", "ScopedEvalContextModifier"),
            (
                "« autoescape » n'est pas admis : un signe < dans une réponse abîmerait le document.",
                "Retirer cette balise et sa fermeture.",
            ),
        ),
        "Pow": ("la puissance (**) n'est pas admise.", "La retirer."),
        "NSRef": ("« namespace » n'est pas admis.", "Retirer cette balise."),
    }
)
USUAL = ("cette construction n'est pas admise.", "Un modèle emploie if, for, set et {{ nom }}.")
NO_CALL = f"Seuls {', '.join(FUNCTIONS)} peuvent être appelés ; pour transformer une valeur, employer un filtre."
UNCALLED = ("cette fonction est nommée sans être appelée.", "Écrire range(10) ou loop.cycle('a', 'b').")
LAZY = ("map", "reject", "rejectattr", "reverse", "select", "selectattr", "unique")
RESERVED = ("self", "super", "caller", "varargs", "kwargs")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A construct that is not admitted; `line` counts from 1 in the parsed source."""

    line: int
    message: str
    hint: str


class _Direct(CodeGenerator):
    """Reads the keys of plain records at once, as nearly all that a template names; the rest asks the sandbox."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        held, key = self.temporary_identifier(), repr(node.attr)
        self.write(f"({held}[{key}] if type({held} := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {key} in {held} else environment.getattr({held}, {key}))")


class Published(SandboxedEnvironment):
    """The only environment in which a template runs."""

    code_generator_class, context_class = _Direct, metered.Metered
    intercepted_binops = frozenset({"+", "*", "%"})

    def __init__(self, undefined: type[Undefined], printed: Callable[[Any], Any] | None = None) -> None:
        """`printed` is done to each text and number as it is printed."""
        super().__init__(undefined=undefined, autoescape=True, finalize=printed or printable)
        known = {name: _eager(ALL_FILTERS[name]) if name in LAZY else ALL_FILTERS[name] for name in FILTERS}
        self.filters = {**{name: metered.filter_of(name, one) for name, one in known.items()}, **metered.COUNTS}
        self.tests = {name: metered.test_of(ALL_TESTS[name]) for name in TESTS}  # type: ignore[arg-type]
        self.globals = {"range": _range}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        spent().read(metered.tags(source))
        tree = metered.parsed(self, source, name, filename)
        for refusal in refusals(tree):
            raise TemplateSyntaxError(f"{refusal.message} {refusal.hint}", refusal.line)
        return tree

    def _generate(self, source: nodes.Template, *given: Any, **named: Any) -> str:
        return super()._generate(metered.metered(source), *given, **named)

    def call(self, context: Context, obj: Any, /, *given: Any, **named: Any) -> Any:
        for one in (*given, *named.values()):
            spent().walk(one)
        return super().call(context, obj, *given, **named)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of a key, a loop value or a field of a group; never an attribute of Python's."""
        if type(obj) is dict:  # nearly always
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext):
            return getattr(obj, attribute) if attribute in LOOP_NAMES else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Undefined):
            str(obj)
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        known = isinstance(obj, tuple) and attribute in getattr(obj, "_fields", ())
        return getattr(obj, attribute) if known else self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, str) or isinstance(obj, Undefined):
            return self.getattr(obj, str(argument))
        if isinstance(obj, str | list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        is_loop = isinstance(obj, MethodType) and isinstance(obj.__self__, LoopContext)
        return obj is _range or (is_loop and obj.__name__ in LOOP_CALLS)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A sum is counted; the others are of numbers only: a text multiplied or formatted can fill the memory."""
        if operator == "+":
            metered.added(left, right)
            return number(super().call_binop(context, operator, left, right))
        if not all(isinstance(side, int | float) for side in (left, right)):
            raise SecurityError(f"« {operator} » ne s'emploie qu'entre deux nombres.")
        return number(super().call_binop(context, operator, left, right))


def parsed(source: str) -> nodes.Template:
    """The tree of a source, admitted or not, within the limits. Raises TemplateSyntaxError."""
    return metered.parsed(Environment(), source)


def refusals(tree: nodes.Node) -> Iterator[Refusal]:
    """Everything in the tree that a template may not do, in the order of the source."""
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    for node in tree.find_all(nodes.Node):
        found = _refused(node) or (UNCALLED if _may_be_called(node) and id(node) not in called else None)
        if found:
            yield Refusal(node.lineno or 1, *found)


def _refused(node: nodes.Node) -> tuple[str, str] | None:
    if type(node) not in ADMITTED:
        return CONSTRUCTS.get(type(node).__name__, USUAL)
    if isinstance(node, nodes.Call) and not _may_be_called(node.node):
        return "cette fonction ne peut pas être appelée.", NO_CALL
    if isinstance(node, nodes.For) and node.recursive:
        return "« recursive » n'est pas admis.", "Écrire une boucle dans l'autre."
    private = next((name for name in _names(node) if name.startswith("_") or name in RESERVED), None)
    return (f"le nom « {private} » n'est pas publié.", "clausier modele noms les donne tous.") if private else None


def _names(node: nodes.Node) -> Iterator[str]:
    """The names that a node itself reaches."""
    if isinstance(node, nodes.Name):
        yield node.name
    if isinstance(node, nodes.Getattr):
        yield node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        yield str(node.arg.value)


def _may_be_called(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return node.node.name == "loop" and node.attr in LOOP_CALLS
    return isinstance(node, nodes.Name) and node.name == "range"


def _eager(chosen: Callable[..., Any]) -> Callable[..., Any]:
    """The filter with a list for a result: a generator would print as its address in memory."""

    @wraps(chosen)
    def eager(*given: Any, **named: Any) -> Any:
        found = chosen(*given, **named)
        return found if isinstance(found, str) else list(found)

    return eager


def _range(*bounds: int) -> range:
    found = range(*bounds)
    if len(found) > LONGEST_RANGE:
        raise SecurityError(f"range ne va pas au-delà de {LONGEST_RANGE}.")
    return found


def printable(value: Any) -> Any:
    """The value if a reader can read it; a list, a record or True would show as Python writes them."""
    if type(value) is str:
        if len(value) > LONG:
            spent().spend(len(value))
        return value
    if isinstance(value, str | int | float | date | Undefined) and not isinstance(value, bool):
        return value
    raise TemplateRuntimeError("elle n'imprime ni un texte ni un nombre, mais une liste, une fiche ou un oui/non.")
