"""Templates checked: one broken template per message, with its place; sound ones pass."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from clausier.errors import Severity
from clausier.office.package import packed
from clausier.playbook.template_check import Fault, annotated
from clausier.playbook.template_check.templates import annotated_copy, template_of, verify
from tests.builders import ROOT
from tests.office.word_files import W, members, replaced, write_template

SHIPPED = sorted((ROOT / "templates").glob("*.docx"), key=lambda path: path.name)
FIRMS = sorted((ROOT / "examples").glob("*/modeles/*.docx"))
R = "{%r for p in b.passages %}{% if p.style == 'fort' %}{{ p.texte }}{% else %}{{ p.texte }}{% endif %}{%r endfor %}"
BODY = ("{%p for b in d.corps %}", "{%p if b.genre == 'liste' %}", R, "{%p else %}", R, "{%p endif %}", "{%p endfor %}")
CLAUSES = ("{%p for d in demandes %}", "# {{ d.titre }}", *BODY, "{%p endfor %}")
BESIDE = {
    "ceux qui sont parties avec le client": "{% for x in cabinet.membres %}{{ x.nom }}{% endfor %}",
    "les définitions": "{% for x in definitions %}{{ x.terme }}{% endfor %}",
    "les règles communes": "{% for x in regles %}{% for p in x.passages %}{{ p.texte }}{% endfor %}{% endfor %}",
    "les livrables": "{% for x in livrables %}{{ x.intitule }}{% endfor %}",
    "qui paie quoi": "{% for x in prix %}{% for c in x.clauses %}{{ c.titre }}{% endfor %}{% endfor %}",
    "l'annexe": "{% for x in annexe %}{{ x.intitule }}{% endfor %}",
}
"""What an act prints beside its clauses, by the words that tell that it is missing."""
ACT = (*CLAUSES, *BESIDE.values())


def template(folder: Path, *paragraphs: str, name: str = "acte.docx") -> Path:
    """A template of these paragraphs; « # » starts a heading of level 2."""
    document = docx.Document()
    document.core_properties.author = ""
    for text in paragraphs:
        document.add_paragraph(text.removeprefix("# "), "Heading 2" if text.startswith("# ") else "Normal")
    document.save(str(folder / name))
    return folder / name


def faults(path: Path) -> tuple[Fault, ...]:
    return verify(path, template_of(path) or "acte.docx")


def told(path: Path, severity: Severity = Severity.ERROR) -> list[str]:
    return [str(fault.problem) for fault in faults(path) if fault.problem.severity is severity]


def of_act(folder: Path, *texts: str, severity: Severity = Severity.ERROR) -> list[str]:
    """Faults of a sound act to which these paragraphs are added."""
    return told(template(folder, *ACT, *texts), severity)


# Sound templates


@pytest.mark.parametrize("path", [*SHIPPED, *FIRMS], ids=lambda path: f"{path.parent.parent.name}-{path.name}")
def test_our_templates_and_the_example_s_have_no_fault(path: Path) -> None:
    assert faults(path) == ()


def test_a_small_sound_act_has_no_fault(tmp_path: Path) -> None:
    assert faults(template(tmp_path, *ACT)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "{{ cabinet['nom'] }} {{ demandes[0].titre }} {{ demandes | length }}",
        "{# une remarque, avec {{ n'importe quoi #}",
        "{% set n = demandes | length %}{{ n }}",
        "{{ demandes | map(attribute='titre') | join(', ') }}",
        "{% for g in demandes | groupby('verdict') %}{{ g.grouper }}{{ (g.list | first).titre }}{% endfor %}",
        "{{ cabinet.representant or cabinet.nom }} {{ 'a' if contrat.signe else lieu }}",
        "{{ lieu | default('ici') }}{{ 3 + compte.ecarts }}{{ cabinet.nom ~ lieu }}",
        "{% for d in demandes %}{{ loop.index }}{% if not loop.last and loop.nextitem.legal %}x{% endif %}{% endfor %}",
        "{% if “a” == 'a' %}x{% endif %}",
        "{%- if lieu -%}x{%- endif -%}",
        "{% for a, b in [('x', 'y')] %}{{ a }}{{ b }}{% endfor %}",
        "{{ lieu if false else '' }}",
    ],
)
def test_what_is_admitted_has_no_fault(tmp_path: Path, text: str) -> None:
    assert of_act(tmp_path, text) == []


# Names


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ prestatire.nom }}", "le nom « prestatire » n'existe pas. Vouliez-vous dire « prestataire » ?"),
        ("{{ cabinet.adrese }}", "le nom « adrese » n'existe pas dans « cabinet ». Vouliez-vous dire « adresse » ?"),
        ("{{ cabinet['adrese'] }}", "le nom « adrese » n'existe pas dans « cabinet »."),
        (
            "{% for d in demandes %}{{ d.tittre }}{% endfor %}",
            "le nom « tittre » n'existe pas dans « demandes[] ». Vouliez-vous dire « titre » ?",
        ),
        ("{{ demandes.titre }}", "« demandes » est une liste : elle n'a pas de champ « titre ». Écrire une boucle : "),
        ("{{ lieu.nom }}", "« lieu » est un simple texte : il n'a pas de champ « nom »."),
        ("{{ synthese.phrase }}", "le nom « synthese » n'existe pas dans ce modèle. « synthese » est interne"),
        ("{% for x in cabinet %}{{ x }}{% endfor %}", "« cabinet » n'est pas une liste"),
        ("{% for d in demandes %}x{% endfor %}{{ d.titre }}", "le nom « d » n'existe pas."),
        ("{{ demandes | selectattr('legale') | list | length }}", "le nom « legale » n'existe pas dans « demandes[] »"),
        ("{{ demandes | map(attribute='tire') | join }}", "le nom « tire » n'existe pas dans « demandes[] »."),
        ("{% for d in demandes %}{{ loop.rang }}{% endfor %}", "le nom « rang » n'existe pas dans cette valeur."),
        ("{% if demandes[0].corps[0].genre == 'list' %}x{% endif %}", "ne vaut jamais « list ». Vouliez-vous dire"),
        ("{{ cabinet[lieu] }}", "le champ de « cabinet » est calculé. Écrire le nom du champ en toutes lettres."),
        ("{{ cabinet.nom | majuscules }}", "le filtre « majuscules » n'est pas admis."),
        ("{% if lieu is grand %}x{% endif %}", "le test « grand » n'est pas admis."),
        ("{{ cabinet }}", "« cabinet » n'est pas un texte (fiche). Choisir un de ses champs : nom, forme"),
        ("{{ cabinet.adresse }}", "n'est pas un texte (liste de textes). Écrire {{ cabinet.adresse | join(', ') }}."),
        ("{{ contrat.signe }}", "n'est pas un texte (oui ou non). Écrire {% if contrat.signe %} … {% endif %}."),
        ("{{ demandes }}", "n'est pas un texte (liste de fiches). Écrire une boucle : {%p for x in demandes %}"),
        ("{{ range(3) }}", "cette valeur n'est pas un texte (liste de nombres)."),
        ("{{ lieu == 'a' }}", "cette valeur n'est pas un texte (oui ou non)."),
    ],
)
def test_neither_a_name_that_does_not_exist_nor_what_is_no_text_is_printed(
    tmp_path: Path, text: str, message: str
) -> None:
    (problem,) = of_act(tmp_path, text)
    assert message in problem


def test_the_summary_alone_may_use_the_internal_page(tmp_path: Path) -> None:
    path = template(
        tmp_path,
        "{{ synthese.phrase }}{{ synthese.mention }}",
        "{% for x in synthese.priorites %}{{ x.intitule }}{% endfor %}",
        name="synthese.docx",
    )
    assert faults(path) == ()


# How tags are written


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (("{{ lieu",), "la balise ouverte par {{ n'est pas fermée dans ce paragraphe."),
        (("{{ lieu", "}}"), "« {{ lieu » : la balise ouverte par {{ n'est pas fermée dans ce paragraphe. Retaper"),
        (("{{ lieu {{ date }}",), "la balise ouverte par {{ n'est pas fermée. Ajouter }}."),
        (("lieu }}",), "}} ferme une balise qui n'a pas été ouverte."),
        (("{_{ lieu",), "{_{ laisserait une balise dans le document."),
        (("{% if lieu %}x",), "{% if lieu %} : cette balise n'est pas fermée : il manque endif."),
        (("{%p for d in demandes %}", "x"), "il manque endfor. Ajouter {%p endfor %}"),
        (("{% endif %}",), "{% endif %} : cette balise n'a pas d'ouverture : il manque if."),
        (("{% else %}",), "il manque if ou for."),
        (
            ("{% for d in demandes %}{% if lieu %}x{% endfor %}",),
            "{% if lieu %} : cette balise n'est pas fermée avant {% endfor %} : il manque endif.",
        ),
        (("{% fro d in demandes %}",), "la balise « fro » n'existe pas. Vouliez-vous dire « for » ?"),
        (("{{ lieu lieu }}",), "la balise est mal écrite"),
        (("{{ }}",), "la balise est vide ou incomplète."),
        (("{% if %}x{% endif %}",), "la balise est vide ou incomplète."),
        (("{{ «lieu» }}",), "Écrire les textes entre guillemets droits : 'texte'."),
        (("{% if lieu %}x{% endif lieu %}",), "« lieu » n'a pas sa place ici."),
        (("{{r lieu }}",), "la valeur est un simple texte : Word ne l'afficherait pas ici. Écrire {{ lieu }}"),
        (("{%p\u00a0if lieu %}", "x"), "il faut une espace ordinaire"),
        (("{{ '" + "a" * 2000 + "' }}",), "une balise dépasse 2000 signes."),
        (("{{ " + "(" * 400 + "1" + ")" * 400 + " }}",), "l'expression compte plus de 30 niveaux l'un dans l'autre."),
        (("{%tr for d in demandes %}", "{%p endfor %}"), "« tr » ne s'emploie que dans un tableau."),
        (("{%p if lieu %}{{ date }}", "{%p endif %}"), "disparaît : {{ date }} y serait perdu."),
    ],
)
def test_a_tag_badly_written(tmp_path: Path, texts: Sequence[str], message: str) -> None:
    found = of_act(tmp_path, *texts)
    assert len(found) == 1, found
    assert message in found[0]


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (("{ lieu }",), "{ lieu } n'est pas une balise : ce texte serait imprimé tel quel."),
        (("reste { seul {{ lieu }}",), "une accolade « { » est seule : elle serait imprimée telle quelle."),
        (("reste {# } #} } seul",), "une accolade « } » est seule : elle serait imprimée telle quelle."),
        (("{%p if lieu %} perdu", "{%p endif %}"), "disparaît, avec le texte qui l'entoure."),
        (("{% if lieu %}", "x", "{% endif %}"), "laisse des paragraphes vides ou soudés."),
    ],
)
def test_a_tag_that_warns(tmp_path: Path, texts: Sequence[str], message: str) -> None:
    (problem,) = of_act(tmp_path, *texts, severity=Severity.WARNING)
    assert message in problem


def test_many_faults_come_together_in_the_order_of_the_document(tmp_path: Path) -> None:
    found = of_act(tmp_path, "{% if lieu %}", "{{ a }}", "{{ b.c }}", "{% fro %}", "{{ d e }}")
    assert [re.search(r"corps, « (.*?) »", text)[1] for text in found] == [  # type: ignore[index]
        "{% if lieu %}",
        "{{ a }}",
        "{{ b.c }}",
        "{% fro %}",
        "{{ d e }}",
    ]


def test_a_tag_in_several_runs_is_one_tag(tmp_path: Path) -> None:
    path = template(tmp_path, *ACT, "x")
    runs = b"".join(b"<w:r><w:t>" + piece + b"</w:t></w:r>" for piece in (b"{", b"{ lie", b"u }", b"}"))
    replaced(path, "word/document.xml", b"<w:r><w:t>x</w:t></w:r>", runs)
    assert faults(path) == ()


def test_a_tag_across_a_link_is_split(tmp_path: Path) -> None:
    path = template(tmp_path, *ACT, "x")
    link = b'<w:r><w:t>{{ lie</w:t></w:r><w:hyperlink w:anchor="a"><w:r><w:t>u }}</w:t></w:r></w:hyperlink>'
    replaced(path, "word/document.xml", b"<w:r><w:t>x</w:t></w:r>", link)
    (problem,) = told(path)
    assert "la balise est à cheval sur une révision, un lien ou un champ." in problem


# Places


def with_table(folder: Path, *texts: Sequence[str]) -> Path:
    path = template(folder, *ACT)
    document = docx.Document(str(path))
    document.add_table(1, 1).cell(0, 0).text = "autre"
    table = document.add_table(len(texts), len(texts[0]))
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def test_the_place_names_table_row_and_cell(tmp_path: Path) -> None:
    (problem,) = told(with_table(tmp_path, ("a", "b"), ("c", "{{ zut }}")))
    assert problem.startswith("acte.docx, corps, tableau 2, ligne 2, cellule 2, « {{ zut }} » : {{ zut }} : le nom")


def test_the_place_names_the_header_of_the_first_page(tmp_path: Path) -> None:
    path = template(tmp_path, *ACT)
    document = docx.Document(str(path))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "{{ un }}"
    section.footer.paragraphs[0].text = "{{ deux }}"
    document.save(str(path))
    assert [text.split(", «")[0] for text in told(path)] == [
        "acte.docx, pied de page",
        "acte.docx, en-tête de la première page",
    ]


def test_a_loop_over_rows_is_sound(tmp_path: Path) -> None:
    path = with_table(
        tmp_path, ("{%tr for x in preuves %}", ""), ("{{ x.numero }}", "{{ x.attendu }}"), ("{%tr endfor %}", "")
    )
    assert faults(path) == ()


def test_a_row_that_goes_takes_its_cells_along(tmp_path: Path) -> None:
    path = with_table(
        tmp_path, ("{%tr for x in preuves %}", "{{ lieu }}"), ("{{ x.numero }}", ""), ("{%tr endfor %}", "")
    )
    (problem,) = told(path)
    assert "une ligne de tableau qui porte cette balise disparaît : {{ lieu }} y serait perdu." in problem


def test_a_block_that_crosses_cells(tmp_path: Path) -> None:
    (problem,) = told(with_table(tmp_path, ("{% if lieu %}a", "b{% endif %}")))
    assert "{% endif %} : cette balise et {% if lieu %} se croisent : elles n'ont pas le même niveau." in problem
    assert "Utiliser {%p … %}, {%tr … %} ou {%tc … %}" in problem


# What has to be printed


def test_an_act_without_its_clauses(tmp_path: Path) -> None:
    found = told(template(tmp_path, "Bonjour", *BESIDE.values()))
    assert [text.split(" Ajouter")[0] for text in found] == [
        "acte.docx : le modèle n'imprime pas le titre des clauses.",
        "acte.docx : le modèle n'imprime pas le texte des clauses.",
    ]


@pytest.mark.parametrize(
    "loop", ["demandes[:3]", "demandes | selectattr('legal')", "demandes if d.legal", "priorites", "[demandes | first]"]
)
def test_an_act_with_some_clauses_only(tmp_path: Path, loop: str) -> None:
    found = told(template(tmp_path, "{%p for d in " + loop + " %}", *CLAUSES[1:], *BESIDE.values()))
    assert len(found) == 2
    assert all("n'imprime qu'en partie" in text or "n'imprime pas" in text for text in found)


def test_a_clause_cut_short(tmp_path: Path) -> None:
    short = R.replace("p.texte", "p.texte | truncate(20)")
    path = template(tmp_path, *CLAUSES[:2], BODY[0], short, BODY[-1], "{%p endfor %}", *BESIDE.values())
    (problem,) = told(path)
    assert "le modèle n'imprime qu'en partie le texte des clauses." in problem


def test_a_clause_hidden_by_a_condition_is_found_by_trying(tmp_path: Path) -> None:
    hidden = ("{%p for d in demandes %}", "{%p if d.legal %}", *CLAUSES[1:-1], "{%p endif %}", "{%p endfor %}")
    found = told(template(tmp_path, *hidden, *BESIDE.values()))
    assert found
    assert all("essai avec des données fictives (contrat signé) : cette clause manque" in text for text in found)


def test_clauses_without_their_looks(tmp_path: Path) -> None:
    plain = ("{%p for b in d.corps %}", "{% for p in b.passages %}{{ p.texte }}{% endfor %}", "{%p endfor %}")
    found = told(template(tmp_path, *CLAUSES[:2], *plain, "{%p endfor %}", *BESIDE.values()), Severity.WARNING)
    assert "« style » n'est pas lu : le gras et les citations sont perdus." in found[0]
    assert "« genre » n'est pas lu : les listes sont imprimées comme des alinéas." in found[1]


@pytest.mark.parametrize("left_out", BESIDE)
def test_an_act_without_what_stands_beside_its_clauses_is_a_warning(left_out: str, tmp_path: Path) -> None:
    path = template(tmp_path, *CLAUSES, *(text for name, text in BESIDE.items() if name != left_out))
    (problem,) = told(path, Severity.WARNING)
    assert f"le modèle n'imprime pas {left_out}." in problem
    assert told(path) == []


def test_requests_have_to_be_printed(tmp_path: Path) -> None:
    found = told(template(tmp_path, "Bonjour", name="demandes.docx"))
    assert [text.split(" Ajouter")[0].split("pas ")[1] for text in found] == [
        "le numéro des demandes.",
        "l'intitulé ou le titre des demandes.",
    ]


def test_a_request_hidden_by_a_condition(tmp_path: Path) -> None:
    texts = (
        "{%p for d in demandes %}",
        "{%p if not d.legal %}",
        "{{ d.numero }} {{ d.titre }}",
        "{%p endif %}",
        "{%p endfor %}",
    )
    lists = "{% for x in questions %}{{ x.question }}{% endfor %}{% for x in preuves %}{{ x.attendu }}{% endfor %}"
    found = told(template(tmp_path, *texts, lists, name="demandes.docx"))
    assert ["la demande 2.1 n'est pas imprimée en entier." in text for text in found] == [True, False]


def test_a_letter_prints_its_priorities(tmp_path: Path) -> None:
    (problem,) = told(template(tmp_path, "Bonjour", name="lettre.docx"))
    assert "le modèle n'imprime pas les demandes prioritaires." in problem


def test_a_summary_prints_its_sentence_and_priorities(tmp_path: Path) -> None:
    found = told(template(tmp_path, "Bonjour", name="synthese.docx"))
    assert ["phrase" in text or "priorités" in text for text in found] == [True, True]


# What a file may bring along


def spoiled(folder: Path, new: bytes, old: bytes = b"<w:r><w:t>x</w:t></w:r>", part: str = "word/document.xml") -> str:
    path = template(folder, *ACT, "x")
    replaced(path, part, old, new)
    (problem,) = told(path)
    return problem


def test_tracked_changes(tmp_path: Path) -> None:
    change = b'<w:ins w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"><w:r><w:t>x</w:t></w:r></w:ins>'
    problem = spoiled(tmp_path, change)
    assert problem.startswith("acte.docx, corps, « x » : le modèle contient des modifications suivies")


@pytest.mark.parametrize("code", ["INCLUDETEXT C:\\\\a.docx", "DDEAUTO cmd", " includepicture http://x"])
def test_fields_that_read_files(tmp_path: Path, code: str) -> None:
    field = f'<w:fldSimple w:instr="{code}"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    assert f"le champ {code.split()[0].upper()} n'est pas admis" in spoiled(tmp_path, field.encode())


def test_a_page_number_is_admitted(tmp_path: Path) -> None:
    path = template(tmp_path, *ACT, "x")
    field = b'<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    replaced(path, "word/document.xml", b"<w:r><w:t>x</w:t></w:r>", field)
    assert faults(path) == ()


@pytest.mark.parametrize(
    ("kind", "name"), [("aFChunk", "un document incorporé"), ("oleObject", "un objet OLE"), ("control", "un contrôle")]
)
def test_embedded_objects(tmp_path: Path, kind: str, name: str) -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rX" Type="{kinds}/{kind}" Target="styles.xml"/></Relationships>'
    problem = spoiled(tmp_path, link.encode(), b"</Relationships>", "word/_rels/document.xml.rels")
    assert f"le modèle contient {name}" in problem


def test_a_table_without_its_grid(tmp_path: Path) -> None:
    path = with_table(tmp_path, ("a",))
    grid = re.search(rb"<w:tblGrid>.*?</w:tblGrid>", members(path.read_bytes())["word/document.xml"], re.DOTALL)
    assert grid
    replaced(path, "word/document.xml", grid[0], b"")
    assert told(path)[0].startswith("acte.docx, corps, tableau 1, ligne 1, cellule 1, « autre » : un tableau est abîmé")


def test_a_tag_in_a_property(tmp_path: Path) -> None:
    mark = b'<w:bookmarkStart w:id="1" w:name="{{ lieu }}"/><w:bookmarkEnd w:id="1"/>'
    assert "la balise « {{ lieu }} » se trouve dans une propriété" in spoiled(tmp_path, mark)


def test_a_tag_in_a_part_that_is_not_filled_in(tmp_path: Path) -> None:
    problem = spoiled(tmp_path, b'w:val="{{ lieu }}"', b'w:val="Normal"', "word/styles.xml")
    assert "une balise se trouve dans word/styles.xml, que clausier ne remplit pas." in problem


def test_comments_would_leave(tmp_path: Path) -> None:
    path = template(tmp_path, *ACT, "x")
    document = docx.Document(str(path))
    document.add_comment(document.paragraphs[-1].runs, "À revoir")
    document.save(str(path))
    (problem,) = told(path)
    assert "corps, « x » : le modèle contient 1 commentaire, qui partirait avec lui." in problem


def test_a_trap_is_said_like_a_fault(tmp_path: Path) -> None:
    path = template(tmp_path, *ACT)
    replaced(path, "word/document.xml", b"<w:document ", b"<!DOCTYPE x><w:document ")
    (problem,) = told(path)
    assert "déclaration DOCTYPE" in problem


def test_a_part_that_is_missing(tmp_path: Path) -> None:
    path = template(tmp_path, *ACT)
    without = {name: data for name, data in members(path.read_bytes()).items() if name != "word/styles.xml"}
    path.write_bytes(packed(without))
    (problem,) = told(path)
    assert "le modèle n'a pas la partie word/styles.xml" in problem


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("acte.docx", "acte.docx"),
        ("Lettre v2.docx", "lettre.docx"),
        ("demandes-2026.docx", "demandes.docx"),
        ("acteur.docx", None),
        ("avenant.docx", None),
    ],
)
def test_a_file_is_known_by_the_beginning_of_its_name(name: str, kind: str | None) -> None:
    assert template_of(Path(name)) == kind


# Comments on the faults

BROKEN = (*ACT, "{{ un }} et {{ deux }}", "{% if lieu %}", "Rien à dire")


def comments(content: bytes) -> list[str]:
    root = etree.fromstring(members(content)["word/comments.xml"])
    return ["".join(comment.itertext()) for comment in root]


def commented(content: bytes) -> list[str]:
    """Texts of the paragraphs that hold a comment, once for each comment."""
    root = etree.fromstring(members(content)["word/document.xml"])
    return [
        "".join(next(reference.iterancestors(f"{W}p")).itertext()) for reference in root.iter(f"{W}commentReference")
    ]


@pytest.fixture
def copy(tmp_path: Path) -> bytes:
    path = template(tmp_path, *BROKEN)
    return annotated_copy(path, faults(path))


def test_each_fault_has_its_comment_on_its_paragraph(copy: bytes) -> None:
    assert commented(copy) == ["{{ un }} et {{ deux }}", "{{ un }} et {{ deux }}", "{% if lieu %}"]
    assert [re.split(r"(?<=\.)[A-Z]", text)[0] for text in comments(copy)] == [
        "Erreur\u00a0: {{ un }}\u00a0: le nom «\u00a0un\u00a0» n’existe pas.",
        "Erreur\u00a0: {{ deux }}\u00a0: le nom «\u00a0deux\u00a0» n’existe pas.",
        "Erreur\u00a0: {% if lieu %}\u00a0: cette balise n’est pas fermée\u00a0: il manque endif.",
    ]


def test_the_copy_keeps_the_template_s_words(copy: bytes) -> None:
    root = etree.fromstring(members(copy)["word/document.xml"])
    texts = ["".join(paragraph.itertext()) for paragraph in root.iter(f"{W}p")]
    assert texts[-3:] == list(BROKEN[-3:])


def test_the_copy_is_a_valid_word_file(copy: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copie.docx"
    path.write_bytes(copy)
    errors = [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
    assert [error for error in errors if "stylesWithEffects" not in error] == []
    assert docx.Document(str(path)).comments.get(0) is not None


def test_the_styles_of_comments_are_added_once(copy: bytes, tmp_path: Path) -> None:
    styles = members(copy)["word/styles.xml"].decode()
    assert styles.count('w:val="annotation reference"') == 1
    assert styles.count('w:val="annotation text"') == 1
    again = members(annotated(copy, faults(template(tmp_path, *BROKEN))))
    assert again["word/styles.xml"].decode().count('w:val="annotation reference"') == 1
    assert len(comments(annotated(copy, faults(template(tmp_path, *BROKEN))))) == 6
    identifiers = re.findall(r'<w:comment w:id="(\d+)"', again["word/comments.xml"].decode())
    assert identifiers == ["0", "1", "2", "3", "4", "5"]


def test_a_french_word_s_own_style_of_comments_is_used(tmp_path: Path) -> None:
    path = template(tmp_path, *BROKEN)
    own = (
        b'<w:style w:type="character" w:styleId="Marquedecommentaire"><w:name w:val="annotation reference"/></w:style>'
        b"</w:styles>"
    )
    replaced(path, "word/styles.xml", b"</w:styles>", own)
    body = members(annotated_copy(path, faults(path)))["word/document.xml"]
    assert b'<w:rStyle w:val="Marquedecommentaire"/>' in body


def test_a_fault_of_a_header_stands_on_the_first_paragraph(tmp_path: Path) -> None:
    path = template(tmp_path, "Premier", *ACT)
    document = docx.Document(str(path))
    document.sections[0].header.paragraphs[0].text = "{{ un }}"
    document.save(str(path))
    content = annotated_copy(path, faults(path))
    assert commented(content) == ["Premier"]
    assert comments(content)[0].startswith("Erreur (en-tête, «\u00a0{{ un }}\u00a0»)\u00a0: {{ un }}\u00a0: le nom")


def test_the_copy_is_refused_as_a_template(copy: bytes, tmp_path: Path) -> None:
    path = tmp_path / "acte.docx"
    path.write_bytes(copy)
    assert any("le modèle contient 3 commentaires, qui partiraient avec lui." in text for text in told(path))


@pytest.mark.libreoffice
def test_libreoffice_opens_the_copy_and_keeps_its_comments(copy: bytes, tmp_path: Path) -> None:
    (tmp_path / "copie.docx").write_bytes(copy)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    target = tmp_path / "relu"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            str(target),
            str(tmp_path / "copie.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = (target / "copie.docx").read_bytes()
    assert len(comments(saved)) == 3
    assert all(text in saved_texts(saved) for text in BROKEN[-3:])


def saved_texts(content: bytes) -> list[str]:
    root = etree.fromstring(members(content)["word/document.xml"])
    return ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in root.iter(f"{W}p")]


@pytest.mark.parametrize("text", ["{{ un }}", "{% if", "{{ lieu }}"])
def test_a_check_changes_nothing(tmp_path: Path, text: str) -> None:
    path = write_template(tmp_path / "acte.docx", text)
    before = path.read_bytes()
    faults(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["acte.docx"]
