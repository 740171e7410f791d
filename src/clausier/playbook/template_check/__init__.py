"""Templates checked before they are used: nothing is rendered here."""

from __future__ import annotations

from clausier.playbook.template_check.annotate import annotated
from clausier.playbook.template_check.check import Names, check
from clausier.playbook.template_check.places import Fault, Spot, opened

__all__ = ["Fault", "Names", "Spot", "annotated", "check", "opened"]
