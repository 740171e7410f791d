"""click, in French: headings, the help option and the messages of usage errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import click

MESSAGES: tuple[tuple[str, str], ...] = (
    (r"No such command '(.+?)'\.", "la commande « {0} » n'existe pas."),
    (r"Missing command\.", "il manque une commande."),
    (r"Got unexpected extra arguments? \((.+)\)", "argument en trop : {0}."),
    (r"Option '(.+?)' requires an argument\.", "l'option {0} attend une valeur."),
    (r"Option '(.+?)' does not take a value\.", "l'option {0} ne prend pas de valeur."),
)


class Formatter(click.HelpFormatter):
    """Help pages with French headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args.replace("[OPTIONS]", "[OPTIONS]").replace("COMMAND", "COMMANDE"), "Usage : ")

    def write_heading(self, heading: str) -> None:
        super().write_heading({"Commands": "Commandes"}.get(heading, heading))


class Context(click.Context):
    formatter_class = Formatter


class Command(click.Command):
    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return in_french(super().get_help_option(ctx))


class Group(click.Group):
    context_class = Context
    command_class = Command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return in_french(super().get_help_option(ctx))


def in_french(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Afficher cette aide."
    return option


def command(name: str) -> Callable[[Callable[..., Any]], Command]:
    return click.command(name, cls=Command)


def explain(error: click.UsageError) -> str:
    """The usage error in French."""
    if isinstance(error, click.NoSuchOption):
        near = f" Vouliez-vous dire {' ou '.join(error.possibilities)} ?" if error.possibilities else ""
        return f"l'option {error.option_name} n'existe pas.{near}"
    if isinstance(error, click.MissingParameter):
        return f"il manque {error.param.make_metavar(error.ctx) if error.param and error.ctx else 'un argument'}."
    if isinstance(error, click.BadParameter) and error.param is not None and isinstance(error.param.type, click.Choice):
        allowed = ", ".join(error.param.type.choices)
        return f"valeur non admise pour {'/'.join(error.param.opts)}. Valeurs admises : {allowed}."
    return _translated(error.format_message())


def _translated(message: str) -> str:
    for pattern, french in MESSAGES:
        found = re.search(pattern, message)
        if found:
            return french.format(*found.groups())
    return message
