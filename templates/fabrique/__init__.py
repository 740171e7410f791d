"""What `construire.py` is made of: styles, numbering and blocks as data, and one module per template."""
