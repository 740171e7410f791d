"""The one printer: all that commands print goes through it, and nothing of a file reaches a terminal as it stands.

Names and texts come from others: a control character in one of them could move the cursor, colour a fault green, open a
link or turn a line around. Such characters are shown by their codes; in JSON they are written as JSON escapes them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0, but tabulation and end of line; C1, of which U+009B is another ESC [
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # marks of direction, without width, of lines
    "\ud800-\udfff\U000e0000-\U000e007f]"  # halves of characters: names that are not in UTF-8; invisible tags
)
"""Characters that do something instead of being seen."""


def seen(text: str) -> str:
    """The text with the codes of the characters that would act on a terminal."""
    return ACTING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def echo(text: object = "", err: bool = False, nl: bool = True) -> None:
    """A text on standard output, or on standard error."""
    click.echo(seen(str(text)), err=err, nl=nl)


def styled(text: str, **style: Any) -> None:
    """A text on standard output, in bold or underlined where it is a terminal."""
    click.secho(seen(text), **style)


def style(text: str, **looks: Any) -> str:
    """A piece of a text for `echo_pieces`, in colour."""
    return click.style(seen(text), **looks)


def echo_pieces(text: str) -> None:
    """A text on standard output of which each piece went through `seen` or `style`."""
    click.echo(text)


def echo_json(text: str, nl: bool = True) -> None:
    """A text of JSON, the same data for whoever reads it as JSON."""
    click.echo(ACTING.sub(_escaped, text), nl=nl)


def echo_data(data: Any) -> None:
    """Plain data as JSON."""
    echo_json(json.dumps(data, ensure_ascii=False, indent=2))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0]).strip('"')


def printer(err: bool = False) -> Console:
    """A console for tables and bars: no markup is read in what it prints, and its own codes alone are codes."""
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Printer(Console):
        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Any:
            for one in super().render(renderable, options):
                yield one if one.control else Segment(seen(one.text), one.style)

    return Printer(highlight=False, markup=False, emoji=False, stderr=err)
