"""The fields of a part, whatever runs, paragraphs or other fields their codes and results are cut into."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from clausier.office.word.xml import w

NESTED = "\ufdd2"
"""Stands in a code for a field inside it."""
DEEPEST = 20
"""Fields in one another; Word's own dialogs make two or three."""
NAME = re.compile(r'[\s"]*([A-Za-z]+)(?![A-Za-z{%])')
REFERENCE = re.compile(r'\s*(?:REF|PAGEREF|NOTEREF)\s+"?(\w+)|\s*HYPERLINK\s.*\\l\s+"(\w+)"', re.IGNORECASE)


@dataclass
class Field:
    """A field: where it begins, the pieces of its code, and those of the text that Word last computed."""

    element: etree._Element
    codes: list[str] = dataclasses.field(default_factory=list)
    results: list[str] = dataclasses.field(default_factory=list)
    in_result: bool = False

    @cached_property
    def code(self) -> str:
        return "".join(self.codes)

    @cached_property
    def result(self) -> str:
        return "".join(self.results)

    @property
    def name(self) -> str:
        """In capitals; empty if it is computed, or no word."""
        found = NAME.match(self.code)
        return found[1].upper() if found else ""

    @property
    def is_computed(self) -> bool:
        """Does a tag or another field give its name?"""
        return self.code.lstrip(' "').startswith(("{{", "{%", NESTED)) or bool(
            re.match(r'[\s"]*[A-Za-z]*(\{\{|\{%|' + NESTED + ")", self.code)
        )

    @property
    def bookmark(self) -> str:
        """The bookmark that it leads to, or nothing."""
        found = REFERENCE.match(self.code)
        return (found[1] or found[2] or "") if found else ""


def fields_of(root: etree._Element) -> Iterator[Field]:
    """Every field of a part, those inside others first; one that is not ended too, and one too deep, as computed."""
    open_fields: list[Field] = []
    for element in root.iter(w("fldSimple"), w("fldChar"), w("instrText"), w("delInstrText"), w("t")):
        if element.tag == w("fldSimple"):
            text = "".join(one.text or "" for one in element.iter(w("t")))
            yield Field(element, [element.get(w("instr")) or ""], [text])
        elif element.tag == w("t"):
            for field in open_fields:
                if field.in_result:
                    field.results.append(element.text or "")
        elif element.tag != w("fldChar"):
            yield from _coded(open_fields, element)
        elif element.get(w("fldCharType")) == "begin" and len(open_fields) >= DEEPEST:
            yield Field(element, [NESTED])
        elif element.get(w("fldCharType")) == "begin":
            open_fields.append(Field(element))
        elif open_fields and element.get(w("fldCharType")) == "separate":
            open_fields[-1].in_result = True
        elif open_fields:
            yield _ended(open_fields)
    yield from open_fields


def _coded(open_fields: list[Field], element: etree._Element) -> Iterator[Field]:
    """Adds a piece of code to its field; one outside any field is taken for a whole."""
    if open_fields:
        open_fields[-1].codes.append(element.text or "")
    else:
        yield Field(element, [element.text or ""])


def _ended(open_fields: list[Field]) -> Field:
    field = open_fields.pop()
    if open_fields and not open_fields[-1].in_result:
        open_fields[-1].codes.append(NESTED)
    return field
