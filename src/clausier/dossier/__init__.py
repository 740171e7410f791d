"""A dossier as a file: read, blank, written, as a tree, as columns of a table."""
