"""Commands that are loaded when they are called: the modules of all of them take longer than most of them work."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class Later(UserDict[str, click.Command]):
    """Commands by name; until one is wanted, the module of `clausier.cli` that makes it under its own name."""

    data: dict[str, Any]

    def __init__(self, modules: Mapping[str, str]) -> None:
        super().__init__()
        self.data.update(modules)

    def __getitem__(self, name: str) -> click.Command:
        found = self.data[name]
        if isinstance(found, str):
            self.data[name] = getattr(import_module(f"{__package__}.{found}"), name)
        command: click.Command = self.data[name]
        return command
