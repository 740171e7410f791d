"""Names of the styles that our own Word files share: what is written and read back goes by them."""

from __future__ import annotations

PREFIX = "Clausier – "
LIST = f"{PREFIX}liste"
LABEL = f"{PREFIX}libellé"
HEAD = f"{PREFIX}en-tête"
NAME = f"{PREFIX}nom"
SECTION = f"{PREFIX}rubrique"
GUIDANCE = f"{PREFIX}mode d’emploi"
APPROVAL = f"{PREFIX}validation"
"""What is said under a clause's title of who approved it: computed, never read back."""
REMINDER = f"{PREFIX}rappel"
CATEGORY, CLAUSE, TITLE = "heading 1", "heading 2", "title"
