"""Tags as blocks: what opens, what closes, what a repeated paragraph or row takes with it.

`skeleton` gives the template without its Word file: a line for each tag, so that a line of the
parsed tree is a tag. Faulty tags are replaced and unclosed blocks closed, for the rest to be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError

from clausier.errors import Severity, nearest
from clausier.office.word import render as word
from clausier.office.word import sandbox
from clausier.office.word.xml import Element, w
from clausier.playbook.template_check.places import Fault, Paragraph, Spot
from clausier.playbook.template_check.tags import Tag

ENDS = {"if": "endif", "for": "endfor"}
OPENERS = {end: start for start, end in ENDS.items()}
BRANCHES = {"elif": ("if",), "else": ("if", "for")}
WORDS = ("if", "elif", "else", "endif", "for", "endfor", "set")
CELL_WORDS = ("colspan", "cellbg", "vm", "hm")
REFUSED = {
    **dict.fromkeys(("include", "import", "from", "extends"), (sandbox.OTHER_FILE, sandbox.ONE_FILE)),
    **dict.fromkeys(("block", "call", "do", "filter", "macro", "raw", "trans", "with", "autoescape"), sandbox.USUAL),
}
UNREADABLE = "clausier_illisible"
"""The name that stands for what could not be read."""
HOLDERS = {"p": "p", "tr": "tr", "tc": "tc"}
PLACES = {"p": "un paragraphe", "tr": "une ligne de tableau", "tc": "une cellule de tableau"}


@dataclass(frozen=True)
class Skeleton:
    """The source with a line for each tag, and what was found on the way."""

    source: str
    faults: tuple[Fault, ...]


def skeleton(tags: Sequence[Tag]) -> Skeleton:
    """Reads the tags of a part one by one, then as blocks."""
    faults: list[Fault] = []
    lines: list[str] = []
    blocks = _Blocks()
    for tag in tags:
        line, found = _line(tag)
        faults += found
        lines.append(blocks.followed(tag, line) if line else "")
    lines.append(blocks.end())
    return Skeleton("\n".join(lines), (*faults, *blocks.faults))


def _line(tag: Tag) -> tuple[str, list[Fault]]:
    """The tag as the engine reads it, or what can stand for it, and its faults."""
    wrong = _wrong_word(tag)
    if wrong:
        return "", [wrong]
    if tag.keyword in CELL_WORDS:
        return (f"{{{{ {tag.rest} }}}}" if tag.rest else ""), []
    line = f"{{{{{tag.body}}}}}" if tag.is_print else f"{{% {tag.body.strip()} %}}"
    if tag.keyword in ("else", "endif", "endfor"):
        rest = [tag.fault(f"« {tag.rest} » n'a pas sa place ici.", "Le retirer.")] if tag.rest else []
        return f"{{% {tag.keyword} %}}", rest
    try:
        sandbox.parsed(line.replace("{% elif", "{% if", 1) + (f"{{% {ENDS[kind]} %}}" if (kind := _kind(tag)) else ""))
    except TemplateSyntaxError as error:
        return _stand_in(tag), [tag.fault(word.in_french(error), getattr(error, "hint", "") or _spelling_hint(tag))]
    return line, []


def _kind(tag: Tag) -> str:
    return "if" if tag.keyword == "elif" else tag.keyword if tag.keyword in ENDS else ""


def _stand_in(tag: Tag) -> str:
    """A sound tag that opens the same block."""
    names = " ".join(tag.rest.split(" in ")[0].split(",")).split() if tag.keyword == "for" else []
    targets = ", ".join(name for name in names if name.isidentifier()) or UNREADABLE
    return {
        "if": f"{{% if {UNREADABLE} %}}",
        "elif": f"{{% elif {UNREADABLE} %}}",
        "for": f"{{% for {targets} in {UNREADABLE} %}}",
    }.get(tag.keyword, "")


def _wrong_word(tag: Tag) -> Fault | None:
    if tag.is_print and tag.mark:
        hint = f"Écrire {{{{ {tag.body.strip()} }}}}, sans « {tag.mark} »."
        return tag.fault("la valeur est un simple texte : Word ne l'afficherait pas ici.", hint)
    if tag.keyword == "set" and "=" not in tag.rest:
        return tag.fault(*sandbox.CONSTRUCTS["AssignBlock"])
    if tag.is_print or tag.keyword in (*WORDS, *CELL_WORDS):
        return None
    if (opening := tag.keyword.removeprefix("end")) in REFUSED or tag.keyword == "endset":
        return tag.fault(*REFUSED.get(opening, sandbox.USUAL))
    if tag.keyword in ("p", "tr", "tc", "r"):
        return tag.fault(
            "après « p », « tr », « tc » ou « r », il faut une espace ordinaire, et ni « % » ni « } » dans la balise.",
            f"Écrire {{%{tag.keyword} {tag.rest} %}}.",
        )
    return tag.fault(f"la balise « {tag.keyword} » n'existe pas.", nearest(tag.keyword, WORDS))


def _spelling_hint(tag: Tag) -> str:
    return "Écrire les textes entre guillemets droits : 'texte'." if set(tag.body) & set("«»") else ""


class _Blocks:
    """What is open, tag after tag."""

    def __init__(self) -> None:
        self.open: list[Tag] = []
        self.faults: list[Fault] = []

    def followed(self, tag: Tag, line: str) -> str:
        """The line, preceded by what closes the blocks that this tag leaves open; empty without an opening."""
        starts = (OPENERS[tag.keyword],) if tag.keyword in OPENERS else BRANCHES.get(tag.keyword, ())
        if starts and not any(opening.keyword in starts for opening in self.open):
            message = f"cette balise n'a pas d'ouverture : il manque {' ou '.join(starts)}."
            self.faults.append(tag.fault(message, "La retirer, ou ajouter l'ouverture."))
            return ""
        added = self._closed(starts, tag) if starts else ""
        if tag.keyword in ENDS:
            self.open.append(tag)
        elif tag.keyword in OPENERS:
            self.open.pop()
        return added + line

    def end(self) -> str:
        """What closes all that is still open at the end of the part."""
        added = ""
        while self.open:
            added += self._close_last("cette balise n'est pas fermée")
        return added

    def _closed(self, starts: tuple[str, ...], tag: Tag) -> str:
        added = ""
        while self.open[-1].keyword not in starts:
            added += self._close_last(f"cette balise n'est pas fermée avant {tag.text}")
        self.faults += _crossing(self.open[-1], tag)
        return added

    def _close_last(self, message: str) -> str:
        opening = self.open.pop()
        end = ENDS[opening.keyword]
        hint = f"Ajouter {{%{opening.mark} {end} %}} après ce qu'elle répète ou montre."
        self.faults.append(opening.fault(f"{message} : il manque {end}.", hint))
        return f"{{% {end} %}}"


def holder(tag: Tag) -> Element | None:
    """The paragraph, row or cell that a marked tag takes away with it."""
    if tag.mark == "p":
        return tag.paragraph.element
    return next(tag.paragraph.element.iterancestors(w(tag.mark)), None) if tag.mark in HOLDERS else None


def _around(tag: Tag) -> Element | None:
    """The element inside which both ends of a block must stand."""
    if tag.mark not in HOLDERS:
        return tag.paragraph.element
    held = holder(tag)
    return None if held is None else held.getparent()


def _crossing(opening: Tag, tag: Tag) -> Iterator[Fault]:
    """The ends of a block that do not stand at the same level of the document."""
    first, second = _around(opening), _around(tag)
    if first is second or first is None or second is None:
        return
    unmarked = opening.mark not in HOLDERS and tag.mark not in HOLDERS
    if unmarked and first.getparent() is second.getparent():
        message = f"le bloc ouvert par {opening.text} dans un autre paragraphe laisse des paragraphes vides ou soudés."
        hint = "Mettre chacune de ces balises seule dans son paragraphe, avec {%p … %}."
        yield tag.fault(message, hint, Severity.WARNING)
        return
    yield tag.fault(f"cette balise et {opening.text} se croisent : elles n'ont pas le même niveau.", word.USE_MARKS)


def lost(tags: Sequence[Tag], paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """What a marked tag would silently take away with its paragraph, row or cell, and marks out of place."""
    by_element = {paragraph.element: paragraph for paragraph in paragraphs}
    at: dict[Spot, list[Tag]] = {paragraph.spot: [] for paragraph in paragraphs}
    for tag in tags:
        at[tag.paragraph.spot].append(tag)
    for tag in tags:
        held = holder(tag)
        if held is not None:
            inside = [by_element[element] for element in held.iter(w("p"))]
            others = [other for one in inside for other in at[one.spot] if other is not tag]
            yield from _lost_with(tag, inside, others)
        elif tag.mark in HOLDERS:
            yield tag.fault(f"« {tag.mark} » ne s'emploie que dans un tableau.", "Écrire {%p … %} pour un paragraphe.")


def _lost_with(tag: Tag, inside: Sequence[Paragraph], others: Sequence[Tag]) -> Iterator[Fault]:
    if others:
        message = f"{PLACES[tag.mark]} qui porte cette balise disparaît : {others[0].text} y serait perdu."
        yield tag.fault(message, "La mettre seule dans un paragraphe, une ligne ou une cellule à elle.")
    elif "".join(other.text for other in inside).strip() != tag.text.strip():
        message = f"{PLACES[tag.mark]} qui porte cette balise disparaît, avec le texte qui l'entoure."
        yield tag.fault(message, "Mettre ce texte ailleurs, ou le retirer.", Severity.WARNING)
