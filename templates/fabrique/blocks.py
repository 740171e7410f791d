"""Blocks of a template: paragraphs, tables, and the tags that docxtpl reads.

Static text is written plainly: `typeset` puts the French no-break spaces and apostrophes, and leaves
what stands between `{{ }}` or `{% %}` alone. `**…**` is bold, `//…//` is in the style « Discret ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from clausier.office.palette import BAR, GREY

from .xml import el, text

TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
MARK = re.compile(r"(\*\*.+?\*\*|//.+?//)")
NBSP, NARROW = "\u00a0", "\u202f"
RULES = (
    (re.compile(r"« ?"), f"«{NBSP}"),
    (re.compile(r" ?»"), f"{NBSP}»"),
    (re.compile(r" :"), f"{NBSP}:"),
    (re.compile(r" ([;!?])"), rf"{NARROW}\1"),
    (re.compile(r"\bn° "), f"n°{NBSP}"),
    (re.compile(r"(?<=\w)'(?=\w|$)"), "’"),
)

Cell = Any
"""A paragraph or a list of paragraphs."""


def typeset(value: str) -> str:
    """French typography of the static text, tags untouched."""
    return "".join(piece if TAG.fullmatch(piece) else _typeset(piece) for piece in TAG.split(value))


def _typeset(piece: str) -> str:
    for pattern, replacement in RULES:
        piece = pattern.sub(replacement, piece)
    return piece


def run(value: str, style: str = "") -> Any:
    return el("w:r", el("w:rPr", el("w:rStyle", val=style)) if style else None, text(value))


def runs(value: str) -> list[Any]:
    """Runs of a text with its marks."""
    found = []
    for piece in MARK.split(typeset(value)):
        if piece.startswith("**") and piece.endswith("**") and len(piece) > 4:
            found.append(run(piece[2:-2], "Fort"))
        elif piece.startswith("//") and piece.endswith("//") and len(piece) > 4:
            found.append(run(piece[2:-2], "Discret"))
        elif piece:
            found.append(run(piece))
    return found


def p(style: str, *contents: str | Sequence[Any]) -> Any:
    """A paragraph; each content is a text or ready-made runs."""
    paragraph = el("w:p", el("w:pPr", el("w:pStyle", val=style)))
    for content in contents:
        paragraph.extend(runs(content) if isinstance(content, str) else content)
    return paragraph


def passages(name: str) -> list[Any]:
    """Runs that print a list of passages, each in its own style, editable in Word."""
    return [
        run(f"{{%r for p in {name} %}}"),
        run("{% if p.style == 'fort' %}{{ p.texte }}{% endif %}", "Fort"),
        run("{% if p.style == 'citation' %}{{ p.texte }}{% endif %}", "Citation"),
        run("{% if p.italique and not p.style %}{{ p.texte }}{% endif %}", "Italique"),
        run("{% if not p.style and not p.italique %}{{ p.texte }}{% endif %}"),
        run("{%r endfor %}"),
    ]


def tag(code: str) -> Any:
    """A paragraph that only carries a tag: it disappears at rendering."""
    return el("w:p", el("w:pPr", el("w:pStyle", val="Balise")), run(f"{{%p {code} %}}"))


def when(condition: str, *blocks: Any, otherwise: Sequence[Any] = ()) -> list[Any]:
    middle = [tag("else"), *flat(otherwise)] if otherwise else []
    return [tag(f"if {condition}"), *flat(blocks), *middle, tag("endif")]


def each(loop: str, *blocks: Any) -> list[Any]:
    """Blocks repeated « item in list »."""
    return [tag(f"for {loop}"), *flat(blocks), tag("endfor")]


def flat(blocks: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for block in blocks:
        found.extend(flat(block) if isinstance(block, list | tuple) else [block])
    return found


def clause_body(name: str, paragraph: str, announce: str, item: str, ranked: str) -> list[Any]:
    """The blocks of a clause: paragraphs, paragraphs that announce a list, items, in these styles; titles of parts."""
    return each(
        f"b in {name}",
        tag("if b.numerote"),
        p(ranked, passages("b.passages")),
        tag("elif b.genre == 'liste'"),
        p(item, passages("b.passages")),
        tag("elif b.genre == 'partie'"),
        p("PartieClause", passages("b.passages")),
        tag("elif not loop.last and loop.nextitem.genre == 'liste'"),
        p(announce, passages("b.passages")),
        tag("else"),
        p(paragraph, passages("b.passages")),
        tag("endif"),
    )


def fill_line(label: str) -> Any:
    """« Label : » and a line to write on, drawn by the style's tab."""
    return p("LigneACompleter", f"{label} : ", [el("w:r", el("w:tab"))])


def blank(style: str = "LigneCellule") -> Any:
    return p(style, [el("w:r", el("w:tab"))])


def field(instruction: str, shown: str = "1") -> list[Any]:
    """A field that Word computes, such as PAGE."""
    return [
        el("w:r", el("w:fldChar", fldCharType="begin")),
        el("w:r", _instruction(instruction)),
        el("w:r", el("w:fldChar", fldCharType="separate")),
        el("w:r", text(shown)),
        el("w:r", el("w:fldChar", fldCharType="end")),
    ]


def _instruction(instruction: str) -> Any:
    element = el("w:instrText")
    element.text = f" {instruction} "
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def page_number(style: str = "PiedDroite") -> Any:
    return p(style, "Page ", field("PAGE"), " sur ", field("NUMPAGES"))


def cell(width: int, content: Cell, *, span: int = 1, shade: str = "", bottom: bool = False, align: str = "") -> Any:
    properties = el(
        "w:tcPr",
        el("w:tcW", w=width, type="dxa"),
        el("w:gridSpan", val=span) if span > 1 else None,
        el("w:tcBorders", el("w:bottom", val="single", sz=4, space=0, color=GREY)) if bottom else None,
        el("w:shd", val="clear", color="auto", fill=shade) if shade else None,
        el("w:vAlign", val=align) if align else None,
    )
    return el("w:tc", properties, *(flat(content) if isinstance(content, list | tuple) else [content]))


def row(*cells: Any, header: bool = False, height: int = 0, split: bool = False) -> Any:
    properties = el(
        "w:trPr",
        None if split else el("w:cantSplit"),
        el("w:trHeight", val=height, hRule="atLeast") if height else None,
        el("w:tblHeader") if header else None,
    )
    return el("w:tr", properties if len(properties) else None, *cells)


def tag_row(code: str, columns: int, width: int) -> Any:
    """A row that only carries a tag: it disappears at rendering."""
    return row(cell(width, p("Balise", [run(f"{{%tr {code} %}}")]), span=columns))


def tag_cell(code: str, width: int) -> Any:
    return cell(width, p("Balise", [run(f"{{%tc {code} %}}")]))


def table(style: str, widths: Sequence[int], rows: Sequence[Any], *, heading: bool = True) -> Any:
    """A table of fixed column widths, in twentieths of a point."""
    look = {
        "val": "0020" if heading else "0000",
        "firstRow": int(heading),
        "lastRow": 0,
        "firstColumn": 0,
        "lastColumn": 0,
        "noHBand": 1,
        "noVBand": 1,
    }
    return el(
        "w:tbl",
        el(
            "w:tblPr",
            el("w:tblStyle", val=style),
            el("w:tblW", w=sum(widths), type="dxa"),
            el("w:tblLayout", type="fixed"),
            el("w:tblLook", **look),
        ),
        el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths)),
        *flat(rows),
    )


def heading_row(widths: Sequence[int], titles: Sequence[str]) -> Any:
    return row(
        *(cell(width, p("TableauEntete", title), align="center") for width, title in zip(widths, titles, strict=True)),
        header=True,
    )


def two_sides(width: int, left: Any, right: Any, share: float = 0.65) -> Any:
    """A line with something on each side, for headers and footers."""
    widths = [round(width * share), width - round(width * share)]
    return table("TableauNormal", widths, [row(cell(widths[0], left), cell(widths[1], right))], heading=False)


def bar(name: str, cells: int, width: int) -> list[Any]:
    """Cells of a bar: the first `name` of them filled."""
    return [
        tag_cell(f"for i in range({name})", width),
        cell(width, p("BarrePleine", "■"), shade=BAR),
        tag_cell("endfor", width),
        tag_cell(f"for i in range({cells} - {name})", width),
        cell(width, p("BarreVide", NBSP)),
        tag_cell("endfor", width),
    ]
