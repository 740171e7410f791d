"""What a line of Markdown says, without its marks: bold, links, escapes, entities."""

from __future__ import annotations

import html
import re

IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?: \"[^\"]*\")?\)")
LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()\s]*(?: \"[^\"]*\")?\)|\{[^{}]*\})")
STRONG = re.compile(r"\*\*(?=[^\s*])((?:[^*]|\*(?!\*))+)\*\*")
UNDERLINED = re.compile(r"(?<!\w)__(?=[^\s_])([^_]+)__(?!\w)")
STARRED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+)\*(?![\w*])")
SLANTED = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]+)_(?![\w_])")
CODE = re.compile(r"`+([^`]+)`+")
BREAK = re.compile(r"<br ?/?>|<!--[^>]*-->", re.I)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


def unmarked(line: str) -> str:
    """The text of a line; what is between « < » and « > » stays, since that is how blanks are often written."""
    text = BREAK.sub(" ", line) if "<" in line else line
    if "[" in text:
        text = LINK.sub(r"\1", IMAGE.sub("", text))
    for mark, patterns in (("*", (STRONG, STARRED)), ("_", (UNDERLINED, SLANTED)), ("`", (CODE,))):
        if mark in text:
            for pattern in patterns:
                text = pattern.sub(r"\1", text)
    text = ESCAPED.sub(r"\1", text) if "\\" in text else text
    return html.unescape(text) if "&" in text else text
