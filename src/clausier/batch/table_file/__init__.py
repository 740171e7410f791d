"""The table of dossiers as a file: written to be filled in, read back from Excel or CSV."""
