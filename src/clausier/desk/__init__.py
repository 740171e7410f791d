"""What the commands and the page both do with a dossier: past the gate, held, opened, written back. It prints nothing.

What is to be known on the way is told through `clausier.files.written`, to whoever listens: a terminal, or a page.
"""
