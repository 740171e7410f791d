"""A contract's text to a proposal for each point, with its passages: pure, whoever reads the files."""
