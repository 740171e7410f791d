"""What is not read of a file, or was read as if a person had decided: counted, and told in French."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Told:
    """Counts of what was met."""

    inserted: int = 0
    deleted: int = 0
    struck: int = 0
    hidden: int = 0
    comments: int = 0
    contents: bool = False

    def remarks(self) -> list[str]:
        """A sentence for each kind that was met."""
        found = []
        if self.inserted or self.deleted:
            found.append(
                "Ce document a des modifications suivies : ce qui y est inséré est lu, ce qui y est supprimé, non "
                f"({_count(self.inserted, 'insertion')}, {_count(self.deleted, 'suppression')})."
            )
        if self.struck:
            found.append(f"{_count(self.struck, 'passage')} en texte barré : ce n'est pas lu.")
        if self.hidden:
            found.append(f"{_count(self.hidden, 'passage')} en texte masqué : ce n'est pas lu.")
        if self.comments:
            found.append(f"{_count(self.comments, 'commentaire')} en marge : ce n'est pas lu.")
        if self.contents:
            found.append("Le sommaire n'est pas lu.")
        return found


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number > 1)}"
