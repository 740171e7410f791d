"""The compiled way gives what docxtpl gives; what it does not support is left to docxtpl, and said."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from clausier.documents.assemble import assemble, firm_folders, slow_templates
from clausier.documents.catalogue import LETTER
from clausier.documents.context import context_of, internal
from clausier.judging.gaps import analyse
from clausier.model.proposal import Proposal
from clausier.office import package
from clausier.office.word import compiled, tidy
from clausier.office.word import render as word
from clausier.office.word.properties import Properties
from clausier.proposal import draft
from tests.builders import EXAMPLES, ROOT, library
from tests.documents import sample
from tests.office.word_files import members, repacked, write_template

DAY = date(2026, 11, 23)
PROPERTIES = Properties("Titre", "Cabinet", DAY, "Contrat")
TEMPLATES = {path.stem: path for path in sorted((ROOT / "templates").glob("*.docx"))}
DOSSIERS = sorted([*EXAMPLES, *(ROOT / "tests" / "cases").glob("*/dossier.yaml")])
CORE = "docProps/core.xml"


@cache
def proposal(dossier: Path) -> Proposal:
    from clausier.dossier.read import read_case

    return draft(analyse(library(), read_case(str(dossier), library()), DAY))


def canonical(content: bytes) -> dict[str, bytes]:
    """Each part in canonical XML; runs that print nothing, which docxtpl leaves behind, are set aside."""
    return {
        name: etree.tostring(etree.fromstring(data), method="c14n") if name.endswith((".xml", ".rels")) else data
        for name, data in tidy.tidied(members(content)).items()
        if name != CORE
    }


def by_docxtpl(template: Path, context: Any, tmp_path: Path) -> bytes:
    """As docxtpl's documentation shows, with its `autoescape`."""
    document = DocxTemplate(template)
    document.render(context, autoescape=True)
    target = tmp_path / "docxtpl.docx"
    document.save(target)
    return target.read_bytes()


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("template", TEMPLATES)
def test_parts_equal_docxtpl_s(template: str, dossier: Path, tmp_path: Path) -> None:
    told = proposal(dossier)
    context = internal(context_of(told.view), told)
    ours = compiled.render(TEMPLATES[template], context, PROPERTIES).content
    assert canonical(ours) == canonical(by_docxtpl(TEMPLATES[template], context, tmp_path))
    assert canonical(ours) == canonical(word.render(TEMPLATES[template], context, PROPERTIES))


@settings(max_examples=60, deadline=None)
@given(
    value=st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]) | st.sampled_from("\n\t<&>{}%\"'"), max_size=60
    )
)
def test_any_value_gives_the_same_parts_both_ways(value: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "valeur.docx"
    if not path.exists():
        write_template(path, "Avant {{ v }} après", "{% if v %}[{{ v }}]{% endif %}")
    assert compiled.slow_reason(path) == ""
    ours = compiled.render(path, {"v": value}, PROPERTIES).content
    assert canonical(ours) == canonical(word.render(path, {"v": value}, PROPERTIES))


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (["{{r v }}"], "texte mis en forme ou un sous-document"),
        (["{{p v }}"], "texte mis en forme ou un sous-document"),
    ],
)
def test_what_is_not_supported_is_said_with_its_reason(texts: list[str], reason: str, tmp_path: Path) -> None:
    assert reason in compiled.slow_reason(write_template(tmp_path / "lent.docx", *texts))


def test_our_templates_are_all_compiled() -> None:
    assert [*slow_templates((ROOT / "templates",))] == []


def test_a_slow_template_gives_docxtpl_s_document_and_a_warning(tmp_path: Path) -> None:
    """A bookmark inside a loop gets a number of its own each time: only docxtpl's way can tell."""
    firm = tmp_path / "modeles"
    firm.mkdir()
    ours = TEMPLATES["lettre"].read_bytes()

    def marked(parts: dict[str, bytes]) -> dict[str, bytes]:
        body = parts["word/document.xml"].decode()
        place = body.index("{{ cabinet.nom }}")
        start = body.rindex("<w:r>", 0, place) if "<w:r>" in body[:place] else body.rindex("<w:r ", 0, place)
        mark = (
            "<w:r><w:t>{% if cabinet.nom %}</w:t></w:r>"
            '<w:bookmarkStart w:id="1" w:name="ici"/><w:bookmarkEnd w:id="1"/>'
            "<w:r><w:t>{% endif %}</w:t></w:r>"
        )
        return {**parts, "word/document.xml": (body[:start] + mark + body[start:]).encode()}

    (firm / "lettre.docx").write_bytes(repacked(ours, marked))
    folders = firm_folders(firm, ROOT / "templates")
    warnings = [*slow_templates(folders)]
    assert len(warnings) == 1
    assert "lettre.docx : mêmes documents, mais bien plus lents" in warnings[0]
    told = sample.proposal(3)
    found = assemble(told, folders, {LETTER})["lettre.docx"]
    assert b'w:name="ici"' in package.read_members(found)["word/document.xml"]


def test_the_summary_is_the_only_one_that_knows_what_stays_inside() -> None:
    assert "synthese" not in context_of(sample.proposal(2).view)
    assert "synthese" in internal(context_of(sample.proposal(2).view), sample.proposal(2))
