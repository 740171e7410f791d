"""Whatever runs over a stranger's text takes a time that grows as the text does, whatever the text.

Each function is measured at a length and at four times that length: a linear one takes four times as long, a quadratic
one sixteen times. This is the one place where a test judges a ratio of times: the best of several tries counts, and
what seems too slow is measured again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import process_time
from typing import Any

import pytest
from lxml import etree

from clausier import french, worddiff
from clausier.characters import refused as refused_sign
from clausier.cli.lecture.shown import marked
from clausier.cli.marked import MARKED
from clausier.dossier import quotations
from clausier.dossier.blank import identifier
from clausier.dossier.columns import bare
from clausier.errors import InvalidInput, nearest
from clausier.files.strictyaml import read_bytes
from clausier.french import words
from clausier.library import markup
from clausier.negotiation import figures, harmless, rereading
from clausier.negotiation.reply import neutral
from clausier.negotiation.reply.answers import Answers
from clausier.office import mark
from clausier.office.contract import read_text
from clausier.office.contract.blocks import placed
from clausier.office.contract.margins import inside_margins
from clausier.office.contract.printed import Printed, arranged
from clausier.office.contract.web import read_web
from clausier.office.damage import TooMuch
from clausier.office.package import W
from clausier.office.word import accept, fields, metered, text
from clausier.playbook.verify import carried, typography
from clausier.playbook.verify import words as expressions
from clausier.quantity import QuantityError, parse
from clausier.worddiff import word_diff
from tests.reading.contracts import reading

WORTH = 0.01
"""Seconds that a measure takes at least, so that it measures something."""
MOST = 8.0
"""Times as long for four times the length."""
TRIES = 3
LARGEST = 1 << 20


@dataclass(frozen=True)
class Attack:
    """A function, and a text of some length that would have it try everything."""

    name: str
    of: Callable[[Any], object]
    text: Callable[[int], Any]
    start: int = 500


def repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda length: before + unit * (length // len(unit)) + after


def refused(parse: Callable[[str], object], given: str) -> None:
    """A text that is no quantity is refused, and that takes time too."""
    with pytest.raises(QuantityError):
        parse(given)


def deleted_marks(length: int) -> Any:
    """Paragraphs whose marks are deleted, with what may stand between them."""
    paragraph = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:bookmarkEnd/>'
    return etree.fromstring(f'<w:body xmlns:w="{W}">{paragraph * (length // 20)}<w:p/></w:body>')


def nested_fields(length: int) -> Any:
    """Fields in one another, each with a result."""
    begin = '<w:fldChar w:fldCharType="begin"/><w:instrText>REF a</w:instrText><w:fldChar w:fldCharType="separate"/>'
    return etree.fromstring(f'<w:r xmlns:w="{W}">{(begin + "<w:t>aaaa</w:t>") * (length // 20)}</w:r>')


def typeset(given: str) -> str:
    return french.typography._typeset(given)


def spread(length: int) -> tuple[str, str]:
    """Two texts that share their words and not their order."""
    ours = [f"mot{rank}" for rank in range(length // 6)]
    return " ".join(ours), " ".join(ours[1::2] + ours[::2])


def foreign(given: str) -> None:
    for pattern, *_ in carried.FOREIGN:
        pattern.search(given)


def faults(given: str) -> None:
    for pattern, *_ in typography.FAULTS:
        [*pattern.finditer(given)]


def sought(given: str, *written: str) -> None:
    [*expressions._pattern(written).finditer(given)]


def contract(given: str) -> None:
    """A contract that holds too much is refused, and that takes time too."""
    with suppress(InvalidInput):
        read_text(given, "")


def web(given: str) -> None:
    with suppress(TooMuch):
        [*placed(read_web(given).blocks)]


def stretches(length: int) -> list[list[Printed]]:
    """Lines of a page that stand a little aside and above one another, as cells do."""
    return [
        [Printed("ab", 72 + rank % 400, 90 + rank % 400, 700 - rank % 7, 709 - rank % 7)]
        for rank in range(length // 20)
    ]


def unquoted(given: str) -> None:
    [*quotations._pieces(given)]


def shown(given: str) -> None:
    [*MARKED.finditer(marked(given, ("a", "a b")))]


NOBODY = Answers("", {})
NBSP, ACUTE, BELOW = "\u00a0", "\u0301", "\u0316"

ATTACKS = (
    *(
        Attack(f"typeset {name}", typeset, given)
        for name, given in {
            "no-break spaces": repeated(NBSP, "a", "a"),
            "spaces and marks": repeated(f"{NBSP}!", "a", "a"),
            "marks": repeated("!", "a", "a"),
            "nested quotes": lambda length: '"a ' * (length // 6) + ' b"' * (length // 6),
            "opened quotes": repeated('"a '),
            "guillemets": repeated("« "),
            "closed guillemets": repeated(f"{NBSP}»"),
            "letters and quote": repeated("qu", "", "'a"),
            "private signs": lambda length: "".join(map(chr, range(0xF0000, 0xF0000 + length))) + " http://a",
            "addresses": repeated("http://a "),
            "figures": repeated("1 000 "),
            "dots": repeated("."),
        }.items()
    ),
    *(
        Attack(f"normal form {form}", partial(french.normal, form), repeated(ACUTE + BELOW, "a"))
        for form in ("NFC", "NFKD")
    ),
    Attack("fold", words._fold, repeated("É")),
    Attack("country", french.country_code, repeated("la ")),
    Attack("article", french.article_named, repeated("1.", "", " z")),
    Attack("number in words", french.words_number, repeated("cent ")),
    Attack("word diff of one word", lambda pair: word_diff(*pair), lambda length: ("a " * length, "a " * length + "b")),
    Attack("word diff of other words", lambda pair: word_diff(*pair), lambda length: ("a " * length, "b " * length)),
    Attack("word diff of spread words", lambda pair: word_diff(*pair), spread, 4000),
    Attack("likeness", lambda pair: worddiff.ratio(pair[0].split(), pair[1].split()), spread, 4000),
    Attack("tokens", worddiff.TOKEN.findall, repeated("{{ a ")),
    Attack("accepted changes", accept.accept_changes, deleted_marks),
    Attack("fields", lambda root: [*fields.fields_of(root)], nested_fields),
    *(
        Attack(f"tags of a template, {name}", lambda given: [*metered._tags(given)], given)
        for name, given in {
            "remarks": repeated("{# #}"),
            "remarks left open": repeated("{#"),
            "remarks in one another": repeated("{#", "", "#}"),
            "closed only": repeated("#}", "{#"),
        }.items()
    ),
    Attack("canonical text", partial(text.canonical, kind=text.Kind.TEXT), repeated("**a** ")),
    Attack("canonical stars", partial(text.canonical, kind=text.Kind.TEXT), repeated("*")),
    Attack("canonical lines", partial(text.canonical, kind=text.Kind.TEXT), repeated("\n ", "a", "a")),
    Attack("markup names", markup.names.__wrapped__, repeated("{{ a ")),
    Attack("markup stray", markup.stray_tags, repeated("{{ {")),
    Attack("markup blocks", markup.parse.__wrapped__, repeated("**a\n\n")),
    Attack("neutral", neutral.neutral.__wrapped__, repeated(" .")),
    Attack("neutral marks", neutral.neutral.__wrapped__, repeated(ACUTE + BELOW, "a")),
    Attack("courtesy", lambda given: harmless.is_harmless(given, ("merci",)), repeated("merci et ")),
    Attack("bare word", bare, repeated(ACUTE + BELOW, "a")),
    Attack("default id", lambda given: identifier(given, date(2026, 1, 1)), repeated("é-")),
    Attack("control characters", refused_sign, repeated("a")),
    Attack("mark", mark.read_keywords, repeated("clausier;")),
    Attack("figure in words", rereading.IN_WORDS.fullmatch, repeated("(1 ")),
    Attack(
        "figure changed",
        lambda given: figures.differs_by_figure(given, given, "1 jour", "2 jours"),
        repeated("1 jour "),
    ),
    *(
        Attack(f"quantity {name}", partial(refused, parse), given)
        for name, given in {
            "figures": repeated("1 ", "", "jours"),
            "words": repeated("cent ", "", "jours"),
            "marks": repeated(ACUTE + BELOW, "a"),
            "at most": repeated("au plus "),
        }.items()
    ),
    *(
        Attack(f"foreign marks {name}", foreign, given)
        for name, given in {
            "brackets": repeated("["),
            "links": repeated("[a](b"),
            "tags": repeated("<a "),
            "table": repeated("| ", "|", "a"),
            "blanks": repeated(" ", "\n", "a"),
        }.items()
    ),
    *(
        Attack(
            f"blanks to fill {name}", lambda given: [*carried._blanks(given, read_bytes(b"a: b", "").places, ())], given
        )
        for name, given in {
            "brackets": repeated("[xx "),
            "words": repeated("à compléter ", "["),
            "x": repeated("x", "["),
        }.items()
    ),
    *(
        Attack(f"typographic faults {name}", faults, given)
        for name, given in {
            "no-break spaces": repeated(NBSP, "a", "a"),
            "spaces": repeated(" ", "a"),
            "letters": repeated("n"),
        }.items()
    ),
    Attack("stars of an overlay", lambda given: sought(given, "a*a*a*a*a*!"), repeated("a")),
    Attack("numbers of an overlay", lambda given: sought(given, "# jours"), repeated("1-")),
    Attack("blanks of an overlay", lambda given: sought(given, "a  b"), repeated(" ", "a")),
    Attack(
        "nearest to a long word", lambda given: nearest(given, ("sauvegardes", "hebergement")), repeated("sauvegarde")
    ),
    Attack(
        "nearest of many words",
        lambda many: nearest("sauvegardes", many),
        lambda length: [f"sauv{n}" for n in range(length)],
    ),
    Attack(
        "aliases",
        lambda given: read_bytes(given, "a.yaml"),
        lambda length: b"a: &a [" + b"b," * min(length, 1900) + b"]\nc: [" + b"*a," * 49 + b"]",
    ),
    *(
        Attack(f"quotation, {name}", of, given)
        for name, given in {"cuts": repeated("[…"), "dots": repeated("."), "marks": repeated("‹a ")}.items()
        for of in (unquoted, shown)
    ),
    *(
        Attack(f"contract {name}", contract, given)
        for name, given in {
            "words cut": repeated("abc-\n"),
            "words cut inside": repeated("abc\u00ad"),
            "accents": repeated(ACUTE + BELOW, "a"),
            "bold": repeated("**a"),
            "stars": repeated("*"),
            "slanted": repeated("_a "),
            "code": repeated("`a"),
            "links": repeated("[a]("),
            "brackets": repeated("["),
            "tags": repeated("<br "),
            "entities": repeated("&amp"),
            "dots": repeated(".", "", "x"),
            "lines of dots": repeated("....\n", "", "x"),
            "rows": repeated("| a |\n"),
            "bars": repeated("|", "|", "|"),
            "items": repeated("- a\n"),
            "items in items": lambda length: "".join(f"{' ' * (rank % 50)}- a\n" for rank in range(length // 30)),
            "titles": repeated("# # ", "# "),
            "numbers": repeated("1.1 A\n"),
            "spaces": repeated(" ", "a", "b"),
            "white lines": repeated("\n", "a", "b"),
            "pages": repeated("a\f"),
            "articles": repeated("article "),
            "bold printed twice": repeated("aa "),
        }.items()
    ),
    *(
        Attack(f"web page {name}", web, given)
        for name, given in {
            "paragraphs": repeated("<p>a"),
            "breaks": repeated("a<br>"),
            "items": repeated("<li>a"),
            "entities": repeated("&eacute;"),
            "ends": repeated("</b>"),
            "attributes": repeated(" a=b", "<p", ">c"),
            "comments": repeated("<!-- "),
        }.items()
    ),
    Attack("cells of a page", lambda lines: [*arranged(lines)], stretches),
    Attack("margins", inside_margins, lambda length: [["a", "b", "c"]] * (length // 5)),
    *(
        Attack(f"a contract of {name}", lambda given: reading(given), given)
        for name, given in {
            "one word": repeated("sauvegarde "),
            "one word in sentences": repeated("Sauvegarde quotidienne. "),
            "negations": repeated("ne n'est pas, mais "),
            "names of parties": repeated("ci-après « client » ou "),
            "promises": lambda length: " ".join(f"mot{rank}x s'engage." * 3 for rank in range(length // 30)),
            "colons": repeated("Le client doit :\n"),
            "numbers": repeated("1. 7.2 - "),
            "figures": repeated("quinze (15) 24 h/24 à "),
            "references": lambda length: " ".join(f"annexe {rank}.1" for rank in range(length // 12)),
            "headings": lambda length: "\n".join(f"# {rank}. Titre" for rank in range(length // 10)),
        }.items()
    ),
    Attack("texts of YAML", lambda given: read_bytes(given, "a.yaml"), lambda length: b"- a\n" * min(length, 90_000)),
)


def seconds(attack: Attack, length: int) -> float:
    """The best of a few tries."""
    found = []
    for _ in range(TRIES):
        given = attack.text(length)
        gc.disable()
        start = process_time()
        attack.of(given)
        found.append(process_time() - start)
        gc.enable()
    return min(found)


def measurable(attack: Attack) -> tuple[int, float]:
    """A length that takes long enough to be measured, or the largest; and how long it takes."""
    length = attack.start
    while (taken := seconds(attack, length)) < WORTH and length < LARGEST:
        length *= 2 if taken > WORTH / 4 else 4
    return length, taken


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_four_times_the_text_takes_four_times_as_long(attack: Attack) -> None:
    length, taken = measurable(attack)
    ratios = []
    for _ in range(TRIES):
        ratios.append(seconds(attack, 4 * length) / max(taken, WORTH))
        if ratios[-1] < MOST:
            return
        taken = max(taken, seconds(attack, length))
    raise AssertionError(f"{length} → {4 * length} : {ratios}")
