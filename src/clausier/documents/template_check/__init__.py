"""Templates checked before they are used: nothing is rendered here."""

from __future__ import annotations

from clausier.documents.template_check.annotate import annotated
from clausier.documents.template_check.check import Names, check
from clausier.documents.template_check.places import Fault, Spot, opened

__all__ = ["Fault", "Names", "Spot", "annotated", "check", "opened"]
