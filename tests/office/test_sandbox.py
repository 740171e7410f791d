"""A template runs no code, reads no file, reaches nothing unpublished: proven against the real renderer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from clausier.documents.context import context_of
from clausier.errors import InvalidInput
from clausier.office.word.properties import Properties
from clausier.office.word.render import render
from clausier.office.word.sandbox import FILTERS, LOOP, TESTS, parsed, refusals
from tests.documents import sample
from tests.office.word_files import paragraphs, repacked, write_template

PROPERTIES = Properties("Titre", "Cabinet", sample.DAY)
CONTEXT = context_of(sample.proposal(3).view)


def rendered(tmp_path: Path, text: str, context: Mapping[str, object] = CONTEXT) -> str:
    content = render(write_template(tmp_path / "m.docx", text), context, PROPERTIES)
    return paragraphs(content)[0]


def refused(tmp_path: Path, text: str, context: Mapping[str, object] = CONTEXT) -> str:
    with pytest.raises(InvalidInput) as raised:
        rendered(tmp_path, text, context)
    (problem,) = raised.value.problems
    return problem.message


def in_loop(text: str) -> str:
    return f"{{% for d in demandes %}}{text}{{% endfor %}}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ ''.__class__ }}", "le nom « __class__ » n'est pas publié."),
        ("{{ cabinet['__class__'] }}", "le nom « __class__ » n'est pas publié."),
        ("{{ cabinet['__cla' ~ 'ss__'] }}", "le nom « __class__ » n'existe pas."),
        ("{{ demandes | map(attribute='__class__') | first }}", "le nom « __class__ » n'existe pas."),
        ("{{ demandes | sort(attribute='__class__') }}", "le nom « __class__ » n'existe pas."),
        ("{{ demandes | groupby('__class__') }}", "le nom « __class__ » n'existe pas."),
        ("{{ cabinet.items }}", "le nom « items » n'existe pas."),
        ("{{ cabinet.nom.upper }}", "le nom « upper » n'existe pas."),
        ("{{ date_iso.today }}", "le nom « today » n'existe pas."),
        ("{{ _x }}", "le nom « _x » n'est pas publié."),
        ("{{ self }}", "le nom « self » n'est pas publié."),
        (in_loop("{{ loop._iterator }}"), "le nom « _iterator » n'est pas publié."),
        (in_loop("{{ loop['__in' ~ 'it__'] }}"), "le nom « __init__ » n'existe pas."),
        (in_loop("{{ loop['_after'] }}"), "le nom « _after » n'est pas publié."),
        ("{{ lipsum }}", "le nom « lipsum » n'existe pas."),
        ("{{ cycler }}", "le nom « cycler » n'existe pas."),
    ],
)
def test_nothing_unpublished_is_reached(tmp_path: Path, text: str, message: str) -> None:
    assert message in refused(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ cabinet.nom.upper() }}",
        "{{ cabinet.items() }}",
        "{{ lipsum() }}",
        "{{ date_iso.today() }}",
        "{{ ''.join(demandes) }}",
        "{{ '{0.__class__}'.format(1) }}",
        in_loop("{{ loop(demandes) }}"),
        "{{ range.__call__(3) }}",
    ],
)
def test_nothing_is_called(tmp_path: Path, text: str) -> None:
    assert "cette fonction ne peut pas être appelée." in refused(tmp_path, text)


@pytest.mark.parametrize("text", ["{{ range | string }}", "{{ range ~ '' }}", in_loop("{{ loop.cycle ~ '' }}")])
def test_a_function_is_not_printed(tmp_path: Path, text: str) -> None:
    assert "cette fonction est nommée sans être appelée." in refused(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "{% include '/etc/passwd' %}",
        "{% extends '/etc/passwd' %}",
        "{% import '/etc/passwd' as x %}",
        "{% from '/etc/passwd' import x %}",
    ],
)
def test_no_file_is_read(tmp_path: Path, text: str) -> None:
    assert "le modèle ne peut pas lire un autre fichier." in refused(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% macro f() %}a{% endmacro %}", "cette construction n'est pas admise."),
        ("{% filter upper %}a{% endfilter %}", "cette construction n'est pas admise."),
        ("{% block a %}a{% endblock %}", "cette construction n'est pas admise."),
        ("{% with a = 1 %}a{% endwith %}", "cette construction n'est pas admise."),
        ("{% set a %}a{% endset %}", "« set » sans « = » n'est pas admis."),
        ("{% set cabinet.nom = 'x' %}", "« namespace » n'est pas admis."),
        ("{% autoescape false %}{{ cabinet.nom }}{% endautoescape %}", "« autoescape » n'est pas admis"),
        ("{% for d in demandes recursive %}a{% endfor %}", "« recursive » n'est pas admis."),
        ("{{ 9 ** 9 }}", "la puissance (**) n'est pas admise."),
        ("{{ cabinet.nom | safe }}", "le filtre « safe » n'existe pas."),
        ("{{ cabinet | attr('items') }}", "le filtre « attr » n'existe pas."),
        ("{{ demandes | map('attr', '__class__') | list }}", "le filtre « attr » n'existe pas."),
        ("{% if cabinet is callable %}a{% endif %}", "le test « callable » n'existe pas."),
    ],
)
def test_what_is_not_needed_is_not_admitted(tmp_path: Path, text: str, message: str) -> None:
    assert message in refused(tmp_path, text)


@pytest.mark.parametrize("text", ["{{ 'a' * 1000000000 }}", "{{ [1] * 1000000000 }}", "{{ '%0999999999d' % 1 }}"])
def test_a_text_is_not_multiplied(tmp_path: Path, text: str) -> None:
    assert "ne s'emploie qu'entre deux nombres." in refused(tmp_path, text)


def test_a_range_is_bounded(tmp_path: Path) -> None:
    assert "range ne va pas au-delà de 1000." in refused(tmp_path, "{{ range(1001) | length }}")


@pytest.mark.parametrize(
    "text", ["{{ cabinet }}", "{{ demandes }}", "{{ contrat.signe }}", in_loop("{{ loop }}"), "{{ demandes | select }}"]
)
def test_only_texts_and_numbers_are_printed(tmp_path: Path, text: str) -> None:
    assert "elle n'imprime ni un texte ni un nombre" in refused(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ 3 * 4 }} {{ 7 % 4 }} {{ range(3) | list | length }}", "12 3 3"),
        ("{% for x in range(3) %}{{ loop.cycle('a', 'b') }}{{ loop.index }}{% endfor %}", "a1b2a3"),
        ("{{ demandes | map(attribute='numero') | join(', ') }}", "1.1, 1.2, 1.3"),
        ("{{ demandes | map(attribute='numero') | reverse | first }}", "1.3"),
        ("{{ 'abc' | reverse }}", "cba"),
        ("{{ demandes[0]['numero'] }} {{ demandes[-1].numero }}", "1.1 1.3"),
        ("{% for g in demandes | groupby('legal') %}{{ g.list | length }}{% endfor %}", "21"),
        ("{{ date_iso }}", "2026-09-15"),
        ("{{ demandes | selectattr('legal') | list | length }}", "1"),
        ("{% set x = cabinet.nom if contrat.signe else '' %}{{ x | truncate(9, true, '') }}", "SELARL Ca"),
    ],
)
def test_what_a_template_needs_works(tmp_path: Path, text: str, printed: str) -> None:
    assert rendered(tmp_path, text) == printed


def test_generators_print_no_address(tmp_path: Path) -> None:
    assert " at 0x" not in rendered(tmp_path, "{{ (demandes | select) ~ (demandes | map(attribute='numero')) }}")


def test_what_reaches_further_is_not_published() -> None:
    assert not {"attr", "safe", "format", "tojson", "pprint", "xmlattr", "items"} & set(FILTERS)
    assert not {"callable", "filter", "test"} & set(TESTS)
    assert not [name for name in LOOP if name.startswith("_")]


def test_every_refusal_has_its_line() -> None:
    found = list(refusals(parsed("{{ a }}\n{{ _b }}\n{% include 'c' %}\n{{ d() }}")))
    assert [one.line for one in found] == [2, 3, 4]


def test_the_context_is_plain_data() -> None:
    """Nothing with methods worth reaching ever stands in a context."""
    found = set()

    def visit(value: object) -> None:
        found.add(type(value).__name__)
        for below in value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple | list) else ():
            visit(below)

    proposal = sample.proposal(3)
    visit({**context_of(proposal.view), "synthese": proposal.summary.model_dump(mode="python", by_alias=True)})
    assert found == {"dict", "tuple", "str", "int", "bool", "date"}


# Files that are traps


def test_a_member_that_swells_is_refused(tmp_path: Path) -> None:
    path = write_template(tmp_path / "m.docx", "a")
    path.write_bytes(repacked(path.read_bytes(), lambda parts: {**parts, "word/media/x.bin": b"\0" * (20 << 20)}))
    with pytest.raises(InvalidInput, match="le modèle est comprimé d'une façon anormale"):
        render(path, {}, PROPERTIES)


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = write_template(tmp_path / "m.docx", "a")
    many = {f"word/media/{rank}.bin": b"x" for rank in range(2000)}
    path.write_bytes(repacked(path.read_bytes(), lambda parts: {**parts, **many}))
    with pytest.raises(InvalidInput, match="le modèle contient plus de 2 000 fichiers"):
        render(path, {}, PROPERTIES)


def test_a_doctype_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = write_template(tmp_path / "m.docx", "a")
    trap = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")
    path.write_bytes(repacked(path.read_bytes(), lambda parts: {**parts, "word/autre.xml": trap}))
    with pytest.raises(InvalidInput, match="déclaration DOCTYPE"):
        render(path, {}, PROPERTIES)


def test_a_macro_under_another_name_is_refused(tmp_path: Path) -> None:
    path = write_template(tmp_path / "m.docx", "a")
    kind = b'<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    path.write_bytes(
        repacked(
            path.read_bytes(),
            lambda parts: {
                **parts,
                "word/x.bin": b"x",
                "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", kind),
            },
        )
    )
    with pytest.raises(InvalidInput, match="contient des macros"):
        render(path, {}, PROPERTIES)
