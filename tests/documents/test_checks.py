"""What must hold before files are put in place, one broken file per message."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from clausier.documents.assemble import assemble
from clausier.documents.checks import act_problems
from clausier.errors import InvalidInput
from clausier.office.word.soundness import package_problems
from tests.builders import ROOT
from tests.documents import sample
from tests.office.word_files import repacked

PROPOSAL = sample.proposal(2)
TITLES = [request.title.replace("\u00a0", " ") for request in PROPOSAL.view.requests]
ACT = assemble(PROPOSAL, (ROOT / "templates",))["avenant.docx"]


def messages(tmp_path: Path, *paragraphs: tuple[str, str]) -> list[str]:
    """Faults of an act made with a firm's template of these (style, text)."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style)
    document.save(str(tmp_path / "acte.docx"))
    with pytest.raises(InvalidInput) as raised:
        assemble(PROPOSAL, (tmp_path, ROOT / "templates"))
    return [str(problem) for problem in raised.value.problems]


CLAUSE = (("Heading 2", "{{ d.titre }}"), ("Normal", "{%p for b in d.corps %}"))
BLOCK = (("Normal", "{%p for p in b.passages %}"), ("Normal", "{{ p.texte }}"), ("Normal", "{%p endfor %}"))
START, END = ("Normal", "{%p for d in demandes %}"), ("Normal", "{%p endfor %}")
WHOLE = ("Normal", "{% for p in b.passages %}{{ p.texte }}{% endfor %}")


def test_the_shipped_act_is_sound() -> None:
    assert list(act_problems("acte.docx", ACT, PROPOSAL.view)) == []
    assert list(package_problems("acte.docx", ACT)) == []


def test_a_firm_may_write_its_own_act(tmp_path: Path) -> None:
    document = docx.Document()
    for style, text in (("Heading 1", "Clauses"), START, *CLAUSE, WHOLE, END, END, ("Heading 1", "Signatures")):
        document.add_paragraph(text, style)
    document.save(str(tmp_path / "acte.docx"))
    assert "avenant.docx" in assemble(PROPOSAL, (tmp_path, ROOT / "templates"))


def test_an_act_without_any_heading(tmp_path: Path) -> None:
    found = messages(tmp_path, ("Normal", "Convention"))
    assert [text.split(" Chaque")[0] for text in found] == [
        f"acte.docx, « {title} » : cette clause manque dans le document à signer." for title in TITLES
    ]


def test_a_clause_left_out(tmp_path: Path) -> None:
    found = messages(tmp_path, ("Normal", "{%p for d in demandes[:1] %}"), *CLAUSE, WHOLE, END, END)
    assert [text.split(" Chaque")[0] for text in found] == [
        f"acte.docx, « {TITLES[1]} » : cette clause manque dans le document à signer."
    ]


def test_a_clause_printed_twice(tmp_path: Path) -> None:
    found = messages(tmp_path, START, *CLAUSE, WHOLE, END, END, START, *CLAUSE, WHOLE, END, END)
    assert all("cette clause figure plusieurs fois dans le document à signer." in text for text in found)
    assert len(found) == 2


def test_a_heading_that_is_no_clause(tmp_path: Path) -> None:
    found = messages(tmp_path, START, *CLAUSE, WHOLE, END, END, ("Heading 2", "Autre"))
    assert [text.split(" Chaque")[0] for text in found] == [
        "acte.docx, « Autre » : ce titre de style « Titre 2 » n'est celui d'aucune clause demandée."
    ]


def test_a_text_cut_short(tmp_path: Path) -> None:
    found = messages(
        tmp_path, START, ("Heading 2", "{{ d.titre }}"), ("Normal", "{{ d.corps[0].passages[0].texte }}"), END
    )
    assert all("le texte de cette clause n'est pas imprimé en entier." in text for text in found)
    assert len(found) == 2


def test_headings_are_known_by_the_style_s_name_and_heritage() -> None:
    derived = (
        b'<w:style w:type="paragraph" w:styleId="Maison"><w:name w:val="Maison"/><w:basedOn w:val="Titre2"/></w:style>'
        b"</w:styles>"
    )
    content = repacked(
        ACT,
        lambda parts: {
            **parts,
            "word/styles.xml": parts["word/styles.xml"].replace(b"</w:styles>", derived),
            "word/document.xml": re.sub(rb'w:val="Titre2"', b'w:val="Maison"', parts["word/document.xml"]),
        },
    )
    assert list(act_problems("acte.docx", content, PROPOSAL.view)) == []


def broken(name: str, old: bytes, new: bytes) -> list[str]:
    content = repacked(ACT, lambda parts: {**parts, name: parts[name].replace(old, new)})
    return [str(problem) for problem in package_problems("acte.docx", content)]


def test_a_relationship_to_nothing() -> None:
    (message,) = broken("word/_rels/document.xml.rels", b'"numbering.xml"', b'"absent.xml"')
    assert (
        message == "acte.docx, word/document.xml : le document produit renvoie à une partie absente : word/absent.xml."
    )


def test_a_relationship_out_of_the_file() -> None:
    (message,) = broken(
        "word/_rels/document.xml.rels", b'Target="numbering.xml"', b'Target="http://x" TargetMode="External"'
    )
    assert "le document produit dépend d'un fichier extérieur : http://x." in message


def test_an_undeclared_relationship() -> None:
    (message,) = broken("word/document.xml", b'r:id="rId6"', b'r:id="rId99"')
    assert message == "acte.docx, word/document.xml : le document produit emploie un lien non déclaré : rId99."


def test_no_content_types() -> None:
    content = repacked(ACT, lambda parts: {name: data for name, data in parts.items() if name != "[Content_Types].xml"})
    (problem,) = package_problems("acte.docx", content)
    assert problem.message == "le document produit n'a pas de table des contenus."
