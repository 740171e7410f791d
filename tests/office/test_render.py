"""Rendering: any value survives, nothing of the template is left, every fault has its French message."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from clausier.errors import InvalidInput
from clausier.office.word.properties import Properties
from clausier.office.word.render import render
from tests.office.word_files import members, paragraphs, repacked, replaced, write_template

PROPERTIES = Properties("Titre", "Cabinet des Tilleuls", date(2026, 9, 15), "Objet")
HOSTILE = [
    "A & B <SI> \"guillemets\" 'apostrophes' 100 % {accolades} } {",
    "{{ x }} et {% if y %} et {# z #} et {_{ w }_}",
    "}}{{",
    "é œ – « » … 👩‍⚕️ 🏥 汉字",
    "a" * 10_000,
    "mot " * 2_500,
    "un\tdeux\t\ttrois",
    "un\ndeux\n\ntrois",
    "  espaces  autour  ",
    "</w:t></w:r></w:p>",
    "&amp; &#10; &lt;",
]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return write_template(tmp_path / "modele.docx", "Début", "{{ nom }}", "Fin")


def problems(template: Path, **context: object) -> list[str]:
    with pytest.raises(InvalidInput) as raised:
        render(template, context, PROPERTIES)
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_survive_to_the_last_character(template: Path, value: str) -> None:
    content = render(template, {"nom": value}, PROPERTIES)
    assert paragraphs(content) == ["Début", value, "Fin"]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\n\t{}%<>&"), min_size=1
    )
)
def test_any_text_survives(template: Path, value: str) -> None:
    content = render(template, {"nom": value}, PROPERTIES)
    assert paragraphs(content) == ["Début", value, "Fin"]


@pytest.mark.parametrize(("given_value", "kept"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb")])
def test_line_breaks_count_once(template: Path, given_value: str, kept: str) -> None:
    assert paragraphs(render(template, {"nom": given_value}, PROPERTIES))[1] == kept


def test_values_survive_in_a_header_and_a_cell(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ nom }}"
    document.add_table(1, 1).cell(0, 0).text = "{{ nom }}"
    path = tmp_path / "modele.docx"
    document.save(str(path))
    content = render(path, {"nom": HOSTILE[0]}, PROPERTIES)
    header = next(name for name in members(content) if name.startswith("word/header"))
    assert HOSTILE[0] in paragraphs(content, header)
    assert HOSTILE[0] in paragraphs(content)


def test_same_input_same_bytes_in_a_fixed_order(template: Path) -> None:
    first, second = (render(template, {"nom": "A"}, PROPERTIES) for _ in range(2))
    assert first == second
    names = list(members(first))
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])


def test_zip_dates_are_fixed(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "sortie.docx"
    path.write_bytes(render(template, {"nom": "A"}, PROPERTIES))
    with zipfile.ZipFile(path) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_say_what_the_document_is_and_nothing_of_who_made_the_template(template: Path) -> None:
    replaced(template, "docProps/core.xml", b"<dc:creator>python-docx", b"<dc:creator>Secret {{ x }}")
    properties = Properties("Lettre & <suite> {{ x }}", "Cabinet", date(2026, 9, 15))
    core = members(render(template, {"nom": "A"}, properties))["docProps/core.xml"].decode()
    assert "Lettre &amp; &lt;suite&gt; {{ x }}" in core
    assert core.count("2026-09-15T00:00:00Z") == 2
    assert "fr-FR" in core
    assert "Secret" not in core
    assert "lastModifiedBy" not in core


def test_loops_leave_neither_empty_runs_nor_duplicate_ids(tmp_path: Path) -> None:
    path = write_template(
        tmp_path / "m.docx", "{%p for p in liste %}", "X", "{%p endfor %}", "{%r if liste %}Y{%r endif %}"
    )
    mark = (
        b'<w:p><w:bookmarkStart w:id="3" w:name="signet"/><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/'
        b'drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="a"/></wp:inline></w:drawing></w:r>'
        b'<w:bookmarkEnd w:id="3"/>'
    )
    replaced(path, "word/document.xml", b"<w:p><w:r><w:t>X</w:t>", mark + b"<w:r><w:t>X</w:t>")
    xml = members(render(path, {"liste": ("a", "b", "c")}, PROPERTIES))["word/document.xml"].decode()
    assert re.findall(r'bookmarkStart w:id="(\d+)" w:name="(\w+)"', xml) == [
        ("1", "signet"),
        ("2", "signet_2"),
        ("3", "signet_3"),
    ]
    assert re.findall(r'bookmarkEnd w:id="(\d+)"', xml) == ["1", "2", "3"]
    assert len(set(re.findall(r'docPr id="(\d+)"', xml))) == 3
    assert "<w:t/>" not in xml
    assert "></w:t>" not in xml


def test_a_cell_emptied_by_a_condition_keeps_a_paragraph(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if nom %}"
    for text in ("{{ nom }}", "{%p endif %}"):
        cell.add_paragraph(text)
    path = tmp_path / "modele.docx"
    document.save(str(path))
    output = tmp_path / "sortie.docx"
    output.write_bytes(render(path, {"nom": ""}, PROPERTIES))
    assert re.search(r"<w:tc>.*<w:p/></w:tc>", members(output.read_bytes())["word/document.xml"].decode(), re.DOTALL)


# Faults of a template: one broken template per message


def test_an_unknown_name_is_named_with_its_neighbour_and_its_place(tmp_path: Path) -> None:
    path = write_template(tmp_path / "lettre.docx", "Bonjour {{ prestatire }}, merci.")
    assert problems(path, prestataire="A", cabinet="B") == [
        "lettre.docx, « Bonjour {{ prestatire }}, merci. » : le nom « prestatire » n'existe pas. "
        "Vouliez-vous dire « prestataire » ?"
    ]


def test_an_unknown_name_inside_another_lists_what_exists_there(tmp_path: Path) -> None:
    path = write_template(tmp_path / "m.docx", "{{ cabinet.adrese }}")
    assert problems(path, cabinet={"nom": "A", "adresse": "B"}) == [
        "m.docx, « {{ cabinet.adrese }} » : le nom « adrese » n'existe pas. Vouliez-vous dire « adresse » ?"
    ]


def test_faults_of_the_body_and_of_the_header_come_together(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ b }}"
    document.add_paragraph("{{ a }}")
    path = tmp_path / "m.docx"
    document.save(str(path))
    assert [text.split(" : ")[1][:16] for text in problems(path, zone="")] == ["le nom « a » n'e", "le nom « b » n'e"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% fro x in nom %}", "la balise « fro » n'existe pas."),
        ("{% if nom %}oui", "la balise « if » n'est pas fermée : il manque « endif »."),
        ("{{ nom | majuscules }}", "le filtre « majuscules » n'existe pas."),
        ("{% if nom is grand %}a{% endif %}", "le test « grand » n'existe pas."),
        ("{{ nom nom }}", "la balise est mal écrite : « end of print statement » attendu, « nom » trouvé."),
        ("{{ nom $ }}", "la balise est mal écrite : le signe « $ » n'y a pas sa place."),
        ("{{ }}", "la balise est vide ou incomplète."),
        ("{{ nom + 1 }}", "l'expression de la balise ne peut pas être calculée."),
        ("{{ nom.__class__.mro() }}", "la balise n'est pas admise : "),
    ],
)
def test_a_bad_tag_is_explained_with_its_paragraph(tmp_path: Path, text: str, message: str) -> None:
    path = write_template(tmp_path / "m.docx", "Avant", text, "Après")
    (problem,) = problems(path, nom="A")
    assert problem.startswith("m.docx")
    assert message in problem


def test_the_place_is_the_paragraph_shortened(tmp_path: Path) -> None:
    path = write_template(tmp_path / "m.docx", "Avant", "Texte " * 40 + "{{ nom.x }}")
    (problem,) = problems(path, nom={"a": "b"})
    assert f"« {('Texte ' * 15).strip()} … »" in problem


def test_crossing_tags_are_refused(tmp_path: Path) -> None:
    path = write_template(
        tmp_path / "m.docx", "{% if nom %}un", "deux{% endif %}{% for x in '' %}", "trois{%p endfor %}"
    )
    (problem,) = problems(path, nom="A")
    assert (
        "m.docx : les balises se croisent : une boucle ou une condition commence à un endroit et finit dans un autre."
        in problem
    )


@pytest.mark.parametrize("text", ["{_{ nom }_}", "nom }}"])
def test_a_tag_left_over_is_refused(tmp_path: Path, text: str) -> None:
    path = write_template(tmp_path / "m.docx", text)
    (problem,) = problems(path, nom="A")
    assert "une balise est restée dans le document" in problem


@pytest.mark.parametrize("value", ["a\x07b", "a\x0cb", "a\x00b", "a\x1bb", "a\ufdd0b", "a\uffffb", "a\ud800b"])
def test_characters_that_xml_cannot_hold_are_refused(template: Path, value: str) -> None:
    (problem,) = problems(template, nom=("x", {"y": value}))
    code = f"U+{ord(value[1]):04X}"
    expected = f"modele.docx, nom[1].y : la valeur contient un caractère que Word ne peut pas enregistrer ({code})."
    assert problem.startswith(expected)


# Files that are not fit to be templates


def spoiled(template: Path, name: str, old: bytes, new: bytes) -> str:
    replaced(template, name, old, new)
    (problem,) = problems(template, nom="A")
    return problem


def test_not_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "lettre.docx"
    path.write_text("bonjour", encoding="utf-8")
    assert problems(path)[0].startswith(
        "lettre.docx : ce n'est pas un document Word (.docx). Dans Word : Enregistrer sous"
    )


def test_a_zip_that_is_not_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "lettre.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "ce n'est pas un document Word (.docx)." in problems(path)[0]


def test_a_damaged_file(template: Path) -> None:
    content = bytearray(template.read_bytes())
    content[200:4000] = b"x" * 3800
    template.write_bytes(bytes(content))
    assert "le modèle est abîmé" in problems(template, nom="A")[0]


def test_a_missing_file(tmp_path: Path) -> None:
    assert problems(tmp_path / "absent.docx")[0].startswith("absent.docx : le fichier n'existe pas.")


def test_macros_are_refused(template: Path) -> None:
    template.write_bytes(repacked(template.read_bytes(), lambda parts: {**parts, "word/vbaProject.bin": b"x"}))
    assert "le modèle contient des macros" in problems(template, nom="A")[0]


def test_a_macro_enabled_type_is_refused(template: Path) -> None:
    old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    message = spoiled(template, "[Content_Types].xml", old, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    assert "le modèle contient des macros" in message


def test_a_dotx_is_refused(template: Path) -> None:
    message = spoiled(template, "[Content_Types].xml", b"document.main+xml", b"template.main+xml")
    assert "ce n'est pas un document Word (.docx)." in message


def test_a_doctype_is_refused(template: Path) -> None:
    message = spoiled(template, "word/document.xml", b"<w:document ", b"<!DOCTYPE x><w:document ")
    assert "déclaration DOCTYPE" in message


def outside(kind: str, target: str) -> tuple[str, bytes, bytes]:
    """What to replace, and by what, so that the document leads to a target outside of it."""
    type_ = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    link = f'<Relationship Id="rX" Type="{type_}" Target="{target}" TargetMode="External"/>'
    return "word/_rels/document.xml.rels", b"</Relationships>", f"{link}</Relationships>".encode()


def test_a_linked_image_is_refused(template: Path) -> None:
    message = spoiled(template, *outside("image", "https://exemple.fr/logo.png"))
    assert "Incorporer l'image ou l'objet" in message


def test_a_hyperlink_is_allowed(template: Path) -> None:
    replaced(template, *outside("hyperlink", "https://exemple.fr"))
    assert render(template, {"nom": "A"}, PROPERTIES)


def test_a_template_too_large_once_open(template: Path) -> None:
    template.write_bytes(
        repacked(template.read_bytes(), lambda parts: {**parts, "word/media/x.bin": b"\0" * (101 << 20)})
    )
    assert "le modèle est trop volumineux une fois ouvert." in problems(template, nom="A")[0]


def test_the_audit_can_fail(tmp_path: Path, template: Path) -> None:
    """The validator used elsewhere does see a broken file."""
    replaced(template, "word/document.xml", b"<w:body>", b"<w:body><w:tbl/>")
    assert OpenXmlValidator().validate(str(template)).errors
