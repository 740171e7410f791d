"""Files as text: strict YAML in, its faults in French, YAML out, and sets of files put in place."""
