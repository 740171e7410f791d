"""What a batch tells of all its providers: suivi.xlsx and synthese.html, both internal."""

from __future__ import annotations

from clausier.documents.batch_report.figures import Figures, figures
from clausier.documents.batch_report.page import page
from clausier.documents.batch_report.workbook import write_workbook

__all__ = ["Figures", "figures", "page", "write_workbook"]
