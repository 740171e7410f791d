"""`python -m clausier`."""

from clausier.cli import main

main()
