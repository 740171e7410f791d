"""click, in French: headings, the help option and the messages of usage errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from clausier.cli.holding import Home
from clausier.desk.holding import holding
from clausier.files import limits

MESSAGES: tuple[tuple[str, str], ...] = (
    (r"No such command '(.+?)'\.", "la commande « {0} » n'existe pas."),
    (r"Missing command\.", "il manque une commande."),
    (r"Got unexpected extra arguments? \((.+)\)", "argument en trop : {0}."),
    (r"Option '(.+?)' requires an argument\.", "l'option {0} attend une valeur."),
    (r"'(.+?)' is not a valid integer", "« {0} » n'est pas un nombre entier admis."),
    (r"(\S+) is not in the range (.+)\.", "{0} n'est pas un nombre admis ({1})."),
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


class InFrench:
    """The help option and the remarks after an option, in French."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return in_french(super().get_help_option(ctx))  # type: ignore[misc]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        parameters = self.get_params(ctx)  # type: ignore[attr-defined]
        options = [one for one in parameters if isinstance(one, click.Option)]
        records = [record for one in options if (record := one.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Options"):
                formatter.write_dl([(names, _remarks(help_text)) for names, help_text in records])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class Command(InFrench, click.Command):
    """A command; one that changes files holds their folder from before it reads them to after they are written."""

    context_class = Context

    def __init__(self, *args: Any, holds: Home | None = None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.holds = holds

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is typed may be kept in a file: its texts are held to the rules for characters and lengths."""
        rest = super().parse_args(ctx, args)
        for param in self.params:
            if isinstance(param, click.Option) and isinstance(param.type, click.types.StringParamType):
                _refuse_odd(ctx.params.get(param.name or ""), param, ctx)
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        if self.holds is None:
            return super().invoke(ctx)
        with holding(partial(self.holds, ctx.params)):
            return super().invoke(ctx)


def _refuse_odd(value: object, param: click.Parameter, ctx: click.Context) -> None:
    for text in value if isinstance(value, tuple) else (value,):
        wrong = limits.fault(text) if isinstance(text, str) else None
        if wrong:
            raise click.BadParameter(" ".join(wrong), ctx, param)


class Group(InFrench, click.Group):
    context_class = Context
    command_class = Command


def _remarks(help_text: str) -> str:
    """« [default: x; required] » in French."""
    return help_text.replace("[default: ", "[par défaut : ").replace("required]", "obligatoire]").replace("[x>=1]", "")


def in_french(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Afficher cette aide."
    return option


def command(name: str, holds: Home | None = None) -> Callable[[Callable[..., Any]], Command]:
    """A command; `holds` tells the folder of what it changes, from what was typed."""
    return click.command(name, cls=Command, holds=holds)


def explain(error: click.UsageError) -> str:
    """The usage error in French."""
    if isinstance(error, click.NoSuchOption):
        near = f" Vouliez-vous dire {' ou '.join(error.possibilities)} ?" if error.possibilities else ""
        return f"l'option {error.option_name} n'existe pas.{near}"
    if isinstance(error, click.MissingParameter) and error.param is not None and error.ctx is not None:
        name = error.param.opts[0] + " " if isinstance(error.param, click.Option) else ""
        return f"il manque {name}{error.param.make_metavar(error.ctx)}."
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"{'/'.join(error.param.opts)} : {_bad_value(error, error.param)}"
    return _translated(error.format_message())


def _bad_value(error: click.BadParameter, param: click.Parameter) -> str:
    if isinstance(param.type, click.Choice):
        return f"valeur non admise. Valeurs admises : {', '.join(param.type.choices)}."
    return _translated(error.message)


def _translated(message: str) -> str:
    for pattern, french in MESSAGES:
        found = re.search(pattern, message)
        if found:
            return french.format(*found.groups())
    return message
