"""What a batch tells of all its providers: suivi.xlsx and synthese.html, and its negotiations; all internal."""

from __future__ import annotations

from clausier.batch.report_files.anonymous import shared_columns
from clausier.batch.report_files.figures import Figures, figures
from clausier.batch.report_files.negotiation import is_negotiation, negotiation_workbook
from clausier.batch.report_files.page import page
from clausier.batch.report_files.workbook import write_workbook

__all__ = ["Figures", "figures", "is_negotiation", "negotiation_workbook", "page", "shared_columns", "write_workbook"]
