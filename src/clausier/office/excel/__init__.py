"""Reads workbooks that come from elsewhere: bounded, nothing evaluated, nothing followed."""

from __future__ import annotations

from clausier.office.excel.cells import Cell, Held, Odd, plain, reference
from clausier.office.excel.read import Row, Sheet, opened

__all__ = ["Cell", "Held", "Odd", "Row", "Sheet", "opened", "plain", "reference"]
