"""What a batch tells of all its providers: suivi.xlsx and synthese.html, both internal."""

from __future__ import annotations

from clausier.batch.report_files.figures import Figures, figures
from clausier.batch.report_files.page import page
from clausier.batch.report_files.workbook import write_workbook

__all__ = ["Figures", "figures", "page", "write_workbook"]
