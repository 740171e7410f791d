"""Places of faults: the keys of the file, whatever names pydantic adds to them."""

from __future__ import annotations

from typing import Any

import pytest

from clausier.errors import InvalidInput
from clausier.files.strictyaml import Places
from clausier.files.validation import build
from clausier.model.casefile import CaseFile
from clausier.model.clause import Clause
from clausier.model.criterion import Criterion
from clausier.model.formulas import Formulas
from clausier.model.requirement import Positions


@pytest.mark.parametrize(
    ("model", "data", "key", "message"),
    [
        (Positions, {"cible": {"bool": ["un"]}}, "cible.bool", "un texte est attendu ici."),
        (Positions, {"repli": [{"Delai[1]": ["un"]}]}, "repli.0.Delai[1]", "un texte est attendu ici."),
        (CaseFile, {"parametres": {"X": {"A": ["un"]}}}, "parametres.X.A", "un texte est attendu ici."),
        (CaseFile, {"situation": {"Services": [["un"]]}}, "situation.Services.0", "un texte est attendu ici."),
        (CaseFile, {"reponses": {"X": {"constats": "oui"}}}, "reponses.X.constats", "clé inconnue « constats »."),
        (Clause, {"texte_si": {"nul": "x"}}, "texte_si.nul", "« nul » n'est pas admis."),
        (Clause, {"variantes": [{"si": ["x"], "texte": "x"}]}, "variantes.0.si.0", "une suite de « clé : valeur »"),
        (Criterion, {"mesure": {"nature": "poids"}}, "mesure.0.nature", "« poids » n'est pas admis."),
        (Criterion, {"mesure": {"requise": "parfois"}}, "mesure.0.requise", "« parfois » n'est ni « oui » ni « non »."),
        (Criterion, {"mesure": {"requise": {"type": {}}}}, "mesure.0.requise.0.type.0", "un texte est attendu ici."),
        (Formulas, {"annexe": [{"id": ["x"]}]}, "annexe.0.id", "un texte est attendu ici."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_stands_at_the_keys_of_its_file(model: Any, data: dict[str, Any], key: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        build(model, data, Places("essai.yaml"))
    assert any(one.key == key and one.message.startswith(message) for one in caught.value.problems), [
        (one.key, one.message) for one in caught.value.problems
    ]


@pytest.mark.parametrize(
    ("model", "data", "hint"),
    [
        (Clause, {"titres": "x"}, "Vouliez-vous dire « titre » ?"),
        (Clause, {"variantes": [{"textes": "x"}]}, "Vouliez-vous dire « texte » ?"),
        (Criterion, {"preuve": {"activites": [{"parmis": ["1"]}]}}, "Vouliez-vous dire « parmi » ?"),
        (Criterion, {"volets": {"A": {"textes": "x"}}}, "Vouliez-vous dire « texte » ?"),
        (Criterion, {"mesure": {"nature": "durée"}}, "Vouliez-vous dire « duree » ?"),
        (Clause, {"texte_si": {"absents": "x"}}, "Vouliez-vous dire « absent » ?"),
        (CaseFile, {"positions": {"x": "replis"}}, "Vouliez-vous dire « repli » ?"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_nearest_word_is_looked_for_where_the_fault_stands(model: Any, data: dict[str, Any], hint: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        build(model, data, Places("essai.yaml"))
    assert hint in [one.hint for one in caught.value.problems]
