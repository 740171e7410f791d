"""The one toolkit for Word, Excel and PDF files, and the only importer of their libraries."""
