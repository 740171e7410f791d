"""The one toolkit for Word, Excel, ODF and PDF files.

The only importer of docx, docxtpl, openpyxl, xlsxwriter, lxml and zipfile.
"""
