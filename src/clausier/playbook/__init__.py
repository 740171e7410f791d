"""Tools for the owner of a library: check it, preview it, compare it, take it through Word."""
