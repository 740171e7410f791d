"""What the commands that tell the register of an act share."""

from __future__ import annotations

from clausier.cli import options

EARLIER = options.option(
    "--anterieur", is_flag=True, help="Confirmer une date antérieure au dernier événement du registre."
)
