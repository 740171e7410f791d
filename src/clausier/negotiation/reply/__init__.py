"""The provider's answer: `write` makes the form that asks for it, `read` reads a file that comes back."""
