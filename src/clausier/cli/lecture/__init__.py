"""A contract read, and what a person decides of it."""
