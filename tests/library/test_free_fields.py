"""A free field has a name and a title of its own."""

from __future__ import annotations

import pytest

from clausier.files.strictyaml import Places
from clausier.library.freefields import problems
from clausier.model.freefield import FreeField
from tests import builders


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("numero_adherent", ""),
        ("cabinet", "est déjà un nom du moteur"),
        ("lieux", "est déjà un nom du moteur"),
        ("items", "est déjà un nom du moteur"),
        ("services", "est déjà un fait"),
        ("frequence", "est déjà une valeur du point"),
        ("Numéro", "aucun texte ne peut nommer"),
    ],
)
def test_a_name_is_of_one_thing(name: str, told: str) -> None:
    library = builders.library().model_copy(update={"fields": {name: FreeField(title="Essai")}})
    found = [one.message for one in problems(library, Places("bibliotheque.yaml"))]
    assert len(found) == bool(told)
    assert all(told in message for message in found)


def test_a_title_is_of_one_field() -> None:
    fields = {"un": FreeField(title="Le  champ"), "deux": FreeField(title="le champ")}
    library = builders.library().model_copy(update={"fields": fields})
    assert ["est déjà l'intitulé du champ « un »" in one.message for one in problems(library, Places(""))] == [True]
