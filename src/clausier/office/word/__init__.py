"""Word files: opened safely, read, styled, rendered from templates."""
