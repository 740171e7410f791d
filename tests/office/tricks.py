"""Templates that ask too much: each a trick by which a value, a loop or a tag grows, as paragraphs of a Word file."""

from __future__ import annotations

TOO_MUCH = "demande trop de travail : plus de 6\u202f000\u202f000 signes à écrire ou à parcourir"
TOO_MANY = "le modèle contient plus de 2\u202f000 balises."
TOO_DEEP = "l'expression compte plus de 30 niveaux l'un dans l'autre."
TOO_LONG = "une balise dépasse 2000 signes."
TOO_NESTED = "plus de 15 boucles et conditions sont l'une dans l'autre."
TOO_LARGE = "un nombre dépasse 1\u202f000\u202f000\u202f000\u202f000\u202f000."
NOT_ADMITTED = "n'est pas admise"
NO_FILTER = "n'existe pas"
NUMBERS = "ne s'emploie qu'entre deux nombres."


def times(tag: str, count: int) -> list[str]:
    return [tag] * count


def loop(inside: str, depth: int = 1) -> str:
    return "{% for i in range(1000) %}" * depth + inside + "{% endfor %}" * depth


def tag(expression: str) -> list[str]:
    return [f"{{{{ {expression} }}}}"]


def long_text(name: str = "a", doubled: int = 19) -> list[str]:
    return [f"{{% set {name} = 'x' %}}", *times(f"{{% set {name} = {name} ~ {name} %}}", doubled)]


def deep_list(doubled: int) -> list[str]:
    return ["{% set a = [1] %}{% set b = [1] %}", *times("{% set a = [a, a] %}{% set b = [b, b] %}", doubled)]


GROWING: dict[str, list[str]] = {
    "a text joined to itself": [*long_text(doubled=40), *tag("a | length")],
    "a text added to itself": ["{% set a = 'x' %}", *times("{% set a = a + a %}", 40), *tag("a")],
    "a list added to itself": ["{% set a = [1] %}", *times("{% set a = a + a %}", 40), *tag("a | length")],
    "lists in lists": [*deep_list(40), *tag("a | string")],
    "records in records": ["{% set a = {1: 1} %}", *times("{% set a = {1: a, 2: a} %}", 40), *tag("a | string")],
    "tuples as keys": ["{% set a = (1,) %}", *times("{% set a = (a, a) %}", 40), "{% set b = {a: 1} %}x"],
    "tuples without doubles": ["{% set a = (1,) %}", *times("{% set a = (a, a) %}", 40), *tag("[a] | unique | length")],
    "lists compared": [*deep_list(12), loop("{% if a == b %}x{% endif %}", 2)],
    "texts compared": [*long_text(), "{% set b = a ~ '' %}", loop("{% if a == b %}x{% endif %}", 2)],
    "a text searched": [*long_text(), loop("{% if 'y' in a %}x{% endif %}", 2)],
    "a text searched by a test": [*long_text(), loop("{% if 'y' is in(a) %}x{% endif %}", 2)],
    "two loops": [loop("x", 2)],
    "eight loops": [loop("x", 8)],
    "loops around nothing": [loop("", 3)],
    "a long paragraph repeated": [loop("x" * 7000)],
    "replaced and replaced again": tag("'xxxxxxxx'" + f" | replace('x', '{'x' * 30}')" * 9),
    "replaced between all signs": ["{% set a = 'x' %}", *times("{% set a = a | replace('', a) %}", 40), *tag("a")],
    "joined by itself": ["{% set a = 'x' %}", *times("{% set a = range(1000) | join(a) %}", 5), *tag("a")],
    "fields joined": [*long_text(doubled=22), *tag("demandes | join(a, attribute='numero') | length")],
    "a list of long texts": [*long_text(), "{% set b = [a] %}", *times("{% set b = b + b %}", 12), *tag("b | join")],
    "copies in capitals": [*long_text(), *(f"{{% set b{rank} = a | upper %}}" for rank in range(30)), "x"],
    "slices": [*long_text(), *(f"{{% set b{rank} = a[1:] %}}" for rank in range(30)), "x"],
    "a text as a list": [*long_text(doubled=21), *tag("a | list | length")],
    "a long text printed": [*long_text(doubled=20), loop(*tag("a"))],
    "sorted": [*long_text(), "{% set b = [a ~ 'b', a ~ 'a'] %}", *times("{% set b = b + b %}", 9), *tag("b | sort")],
    "mapped": tag(
        f"range(1000) | map('string') | map('replace', '', '{'x' * 900}') | map('replace', 'x', 'xx') | join"
    ),
    "cycled": [*deep_list(12), loop("{{ loop.cycle(a, a) | length }}", 2)],
    "has it changed": [*deep_list(12), loop("{% if loop.changed(a if loop.index is odd else b) %}x{% endif %}", 2)],
}
"""Refused as they run: they cost more than the budget."""

OTHERS: dict[str, tuple[list[str], str]] = {
    "a product": (["{% set a = 99999 %}", *times("{% set a = a * a %}", 40), *tag("a")], TOO_LARGE),
    "a sum": (["{% set a = 99999 %}", *times("{% set a = a + a %}", 60), *tag("a")], TOO_LARGE),
    "a power": (tag("9**9**9"), NOT_ADMITTED),
    "a text multiplied": (tag("'x' * 999999999"), NUMBERS),
    "a format": (tag("'%0999999999d' % 1"), NUMBERS),
    "rounded": (tag("1.5 | round(999999999, 'ceil')"), "round ne va pas au-delà de 20 décimales."),
    "trimmed": ([*long_text(), *long_text("b"), *tag("a | trim(b ~ 'y')")], "trim ne retire pas plus de 100 signes"),
    "a long range": (tag("range(1001) | length"), "range ne va pas au-delà de 1000."),
    "centred": (tag("'x' | center(999999999)"), NO_FILTER),
    "indented": (tag("'x' | indent(999999999)"), NO_FILTER),
    "formatted": (tag("'%0999999999d' | format(1)"), NO_FILTER),
    "a macro of itself": (["{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"], NOT_ADMITTED),
    "a caller": (["{% call f() %}x{% endcall %}"], NOT_ADMITTED),
    "a recursive loop": (["{% for d in demandes recursive %}{{ loop([d]) }}{% endfor %}"], "n'est pas admis"),
    "a namespace": (["{% set n = namespace(a='x') %}"], "ne peut pas être appelée"),
    "many tags": (["{{ 'x' }}" * 100] * 30, TOO_MANY),
    "many conditions": ([*times("{% if true %}", 1100), "x", *times("{% endif %}", 1100)], TOO_MANY),
    "many branches": (["{% if false %}a" + "{% elif false %}b" * 3000 + "{% endif %}"], TOO_MANY),
    "conditions in conditions": (["{% if true %}" * 30 + "x" + "{% endif %}" * 30], TOO_NESTED),
    "loops in loops": (["{% for d in demandes %}" * 25 + "x" + "{% endfor %}" * 25], TOO_NESTED),
    "brackets": (tag("(" * 300 + "1" + ")" * 300), TOO_DEEP),
    "many more brackets": (tag("(" * 30_000 + "1" + ")" * 30_000), TOO_LONG),
    "not, not, not": (tag("not " * 450 + "demandes"), TOO_DEEP),
    "minus, minus": (tag("-" * 1900 + "1"), TOO_DEEP),
    "fields of fields": (tag("cabinet" + ".a" * 900), TOO_DEEP),
    "10,000 fields": (tag("cabinet" + ".a" * 10_000), TOO_LONG),
    "items of items": (tag("cabinet" + "[0]" * 600), TOO_DEEP),
    "filters of filters": (tag("'x'" + " | upper" * 200), TOO_DEEP),
    "a long sum": (tag("1" + " + 1" * 400), TOO_DEEP),
    "and, and, and": (["{% if 1" + " and 1" * 300 + " %}x{% endif %}"], TOO_DEEP),
    "else, else, else": (tag("1 if 0 else " * 150 + "2"), TOO_DEEP),
    "brackets of lists": (tag("[" * 600 + "]" * 600), TOO_DEEP),
    "one tag of 200 KB": (tag(f"'{'x' * 200_000}'"), TOO_LONG),
    "a long unknown name": ([*long_text(), *tag("cabinet[a]")], "le nom « xxx"),
}
"""Refused for another reason, told in these words."""

TRICKS: dict[str, tuple[list[str], str]] = {**{name: (told, TOO_MUCH) for name, told in GROWING.items()}, **OTHERS}
