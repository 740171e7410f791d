"""Documents that a contract names and that were not given; sentences that only send the reader elsewhere."""

from __future__ import annotations

import pytest

from clausier.reading.references import only_refers
from tests.reading.contracts import reading


def missing(*written: str) -> list[str]:
    return [one.name for one in reading(*written).missing]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Les prix figurent en annexe 3.", ["annexe 3"]),
        ("Les prix figurent en annexe 3.\n# Annexe 3 : Prix\nDix euros.", []),
        ("L'annexe A et l'annexe B s'appliquent.\n# Annexe B\nTexte.", ["annexe A"]),
        ("Voir les conditions particulières, puis les Conditions particulières.", ["conditions particulières"]),
        (
            "Selon la politique de sauvegarde jointe et le bon de commande.",
            ["politique de sauvegarde", "bon de commande"],
        ),
        ("Le prix est annexé au contrat.", []),
        ("L'annexe technique est jointe.", []),
    ],
)
def test_what_is_named_and_not_given(written: str, names: list[str]) -> None:
    assert missing(written) == names


def test_another_file_holds_what_the_first_names() -> None:
    first = "Les conditions particulières et l'annexe 2 complètent le contrat."
    assert missing(first, "# Conditions particulières\nTexte.") == ["annexe 2"]
    assert missing("# Conditions particulières\nTexte.", first) == ["annexe 2"]


def test_a_missing_document_comes_with_the_sentence_that_names_it() -> None:
    [one] = reading("# 4. Prix\nRien ici. Les prix figurent en annexe 3.").missing
    assert (one.passage.quote, one.passage.article) == ("Les prix figurent en annexe 3.", "4")


@pytest.mark.parametrize(
    ("sentence", "document"),
    [
        ("Les délais sont décrits à l'annexe 3.", "annexe 3"),
        ("Voir annexe 2.", "annexe 2"),
        ("Les services sont listés dans le bon de commande.", "bon de commande"),
        ("Les sauvegardes sont quotidiennes (voir annexe 2).", ""),
        ("Les sauvegardes sont quotidiennes.", ""),
        ("L'annexe 3 fixe le délai à quatre heures.", ""),
    ],
)
def test_a_sentence_that_only_refers(sentence: str, document: str) -> None:
    assert only_refers(sentence) == document
