"""The names of a template are those of its context: none missing, none invented, each explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from clausier.documents.catalogue import internal_templates, templates
from clausier.documents.context import context_of
from clausier.model.proposal import ProviderView
from clausier.model.summary import Summary
from clausier.playbook.template_check.names import Name, example, names, names_of
from tests.documents import sample

TYPES = {"texte": str, "nombre": int, "oui ou non": bool, "date": date}
NAMES = {row.path: row for row in names()}
PROPOSAL = sample.proposal(12)
CONTEXT = {
    **context_of(PROPOSAL.view.model_copy(update={"follow_up": sample.follow_up(), "practice": sample.joint()})),
    "synthese": PROPOSAL.summary.model_dump(mode="python", by_alias=True),
}


def paths(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every path of a context and what stands there; items of a list under []."""
    if path:
        yield path, value
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from paths(below, f"{path}.{key}".lstrip("."))
    elif isinstance(value, tuple | list):
        for below in value:
            yield from paths(below, f"{path}[]")


REAL = dict(paths(CONTEXT))


def test_every_path_of_a_real_context_is_a_name() -> None:
    records = {path for path, value in REAL.items() if path.endswith("[]") and isinstance(value, Mapping)}
    assert set(REAL) - records == set(NAMES)


@pytest.mark.parametrize("name", NAMES.values(), ids=lambda name: name.path)
def test_each_name_has_a_meaning_and_the_type_of_its_value(name: Name) -> None:
    assert name.meaning
    if name.kind in TYPES:
        assert type(REAL[name.path]) is TYPES[name.kind]
        assert type(name.example) is TYPES[name.kind]
        assert name.example != "" or name.choices
    else:
        assert isinstance(REAL[name.path], Mapping if name.kind == "fiche" else tuple)


def test_closed_values_are_told() -> None:
    assert NAMES["demandes[].corps[].genre"].choices == ("paragraphe", "liste", "partie")
    assert NAMES["demandes[].corps[].passages[].style"].choices == ("", "fort", "citation")


def test_the_internal_page_is_for_one_template_only() -> None:
    assert {row.templates for row in names() if row.path.startswith("synthese")} == {("synthese.docx",)}
    assert {row.templates for row in names() if not row.path.startswith("synthese")} == {tuple(templates())}
    assert internal_templates() == ("synthese.docx",)
    for template in templates():
        assert ("synthese" in names_of(template).known) is (template == "synthese.docx")
        assert ("synthese" in names_of(template).absent) is (template != "synthese.docx")


def test_the_examples_make_a_context() -> None:
    made = example()
    outside = {"demandes", "livrables", "echeances", "synthese"}
    ProviderView.model_validate({name: value for name, value in made.items() if name not in outside})
    Summary.model_validate(made["synthese"])
    assert set(made) == set(CONTEXT)
