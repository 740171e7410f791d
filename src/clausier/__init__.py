"""clausier compares an IT contract with a guide and drafts the letter and the amendment that it calls for."""

__version__ = "0.1.0"
