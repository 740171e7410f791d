"""What the styles and lists of a Word file mean, whatever ids the program that saved it gave them."""

from __future__ import annotations

from dataclasses import dataclass, field

from clausier.office.word.opening import Parts
from clausier.office.word.switches import by_style
from clausier.office.word.xml import Element, counted, is_on, value, w

BULLET = "bullet"
SWITCHES = {"strike": "barré", "dstrike": "barré", "vanish": "masqué",
            "caps": "capitales", "smallCaps": "petites capitales"}  # fmt: skip
MARKS = {"u": "souligné", "highlight": "surligné", "vertAlign": "exposant ou indice"}
NO_MARK = frozenset({"", "none", "baseline"})


@dataclass(frozen=True)
class Styles:
    """Names of styles, the weight and slope of character styles, the format of each level of each list."""

    names: dict[str, str] = field(default_factory=dict)
    bold: dict[str, bool] = field(default_factory=dict)
    italic: dict[str, bool] = field(default_factory=dict)
    formats: dict[str, dict[str, str]] = field(default_factory=dict)
    default: str = "Normal"

    def name_of(self, paragraph: Element) -> str:
        """The name of a paragraph's style; built-in names in lower case, as Word and LibreOffice differ."""
        identifier = value(paragraph.find(w("pPr")), "pStyle")
        name = self.names.get(identifier, identifier or self.default)
        return name if name.startswith("Clausier") else name.lower()

    def is_bold(self, run: Element) -> bool:
        return _is_set(run, "b", self.bold)

    def is_italic(self, run: Element) -> bool:
        return _is_set(run, "i", self.italic)

    def list_format(self, paragraph: Element) -> tuple[str, int] | None:
        """Format and level of the list that a paragraph is put in by itself; ("", 0) if it is taken out of its list."""
        numbering = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        if numbering is None:
            return None
        number, level = value(numbering, "numId"), value(numbering, "ilvl") or "0"
        if number in ("0", ""):
            return "", 0
        return self.formats.get(number, {}).get(level, BULLET), counted(level)


def _is_set(run: Element, switch: str, styles: dict[str, bool]) -> bool:
    """By the run itself, else by its character style."""
    properties = run.find(w("rPr"))
    direct = is_on(properties, switch)
    return styles.get(value(properties, "rStyle"), False) if direct is None else direct


def formats_of(run: Element) -> list[str]:
    """French names of the formatting that library texts cannot carry, set on the run itself."""
    properties = run.find(w("rPr"))
    found = [name for key, name in SWITCHES.items() if is_on(properties, key)]
    return found + [name for key, name in MARKS.items() if value(properties, key) not in NO_MARK]


def read_styles(parts: Parts) -> Styles:
    all_styles = list(parts.styles.iter(w("style"))) if parts.styles is not None else []
    by_id = {str(style.get(w("styleId"))): style for style in all_styles}
    default = next(
        (
            value(style, "name")
            for style in all_styles
            if style.get(w("default")) in ("1", "true", "on") and style.get(w("type")) == "paragraph"
        ),
        "Normal",
    )
    characters = [key for key, style in by_id.items() if style.get(w("type")) == "character"]
    bold, italic = (by_style(by_id, switch) for switch in ("b", "i"))
    return Styles(
        {key: value(style, "name") for key, style in by_id.items()},
        {key: bold[key] for key in characters},
        {key: italic[key] for key in characters},
        _formats(parts.numbering),
        default,
    )


def _formats(numbering: Element | None) -> dict[str, dict[str, str]]:
    """Id of each list → its levels, each with its format; lists of one shape share theirs."""
    if numbering is None:
        return {}
    shapes = {
        one.get(w("abstractNumId")): {str(level.get(w("ilvl"))): value(level, "numFmt") for level in one.iter(w("lvl"))}
        for one in numbering.iter(w("abstractNum"))
    }
    return {
        str(number.get(w("numId"))): shapes.get(value(number, "abstractNumId"), {})
        for number in numbering.iter(w("num"))
    }
