"""Templates edited at random: what the check admits prints every proposal, and nothing but InvalidInput is raised."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from clausier.documents import catalogue
from clausier.documents.assemble import assemble
from clausier.errors import InvalidInput
from clausier.model.proposal import Proposal
from clausier.office.package import packed, parse
from clausier.playbook.template_check.templates import verify
from tests.builders import ROOT
from tests.documents import sample
from tests.office import word_baggage
from tests.office.word_files import W, members
from tests.playbook.test_template_check import template as built

BODY = "word/document.xml"
DOCUMENTS = {document.template.file: document for document in catalogue.DOCUMENTS if document.template}
Pick = Callable[[int], int]
"""A number below another."""

TEXTS = (
    "{{ lieu }}",
    "{{ demandes[0].titre }}",
    "{{ priorites[1].titre }}",
    "{{ demandes | length }}",
    "{{ cabinet.adresse[0] }}",
    "{{ cabinet.adresse | first }}",
    "{{ compte.ecarts // compte.conformes }}",
    "{{ questions[2].question }}",
    "{{ relance.accords[0].titre }}",
    "{{ d.titre }}",
    "{{ inconnu }}",
    "{{ '{{s1|signature}}' }}",
    "{{ lieu",
    "lieu }}",
    "{ lieu }",
    "{% if lieu %}à {{ lieu }}{% endif %}",
    "{% for d in demandes %}{{ d.titre }}{% endfor %}",
    "{% set x = demandes | length %}{{ x }}",
    "{%tr for d in demandes %}",
    "{%p endif %}",
    "Texte",
    "",
)
BLOCKS = (
    ("{%p if contrat.signe %}", "{%p endif %}"),
    ("{%p if acte.projet %}", "{%p endif %}"),
    ("{%p if acte.electronique %}", "{%p endif %}"),
    ("{%p if lieu %}", "{%p endif %}"),
    ("{%p if demandes | length > 5 %}", "{%p endif %}"),
    ("{%p if demandes[0].legal %}", "{%p endif %}"),
    ("{%p if cabinet.forme == 'SELARL' %}", "{%p endif %}"),
    ("{%p if relance.motif == 'tour' %}", "{%p endif %}"),
    ("{%p if d.numero != '4.1' %}", "{%p endif %}"),
    ("{%p if d.categorie > 3 %}", "{%p endif %}"),
    ("{%p for x in questions %}", "{%p endfor %}"),
    ("{%p for d in demandes %}", "{%p endfor %}"),
    ("{%p for l in livrables[:2] %}", "{%p endfor %}"),
)
CONDITIONS = [block for block in BLOCKS if block[0].startswith("{%p if") and " d." not in block[0]]
FIELDS = (" PAGE ", " DATE ", "DDEAUTO x", " REF _Ref1 ", " DOCPROPERTY x ", ' HYPERLINK \\l "_Ref1" ')


def _paragraphs(root: Any) -> list[Any]:
    return [*root.iter(f"{W}p")]


def _fragment(xml: str) -> Any:
    space = W.strip("{}")
    return etree.fromstring(f'<w:p xmlns:w="{space}">{xml}</w:p>')


def _text(text: str) -> Any:
    return _fragment(word_baggage.run(text.replace("&", "&amp;").replace("<", "&lt;")))


def insert(root: Any, pick: Pick) -> None:
    _chosen(root, pick).addnext(_text(TEXTS[pick(len(TEXTS))]))


def remove(root: Any, pick: Pick) -> None:
    found = _chosen(root, pick)
    found.getparent().remove(found)


def repeat(root: Any, pick: Pick) -> None:
    found = _chosen(root, pick)
    found.addnext(copy.deepcopy(found))


def wrap(root: Any, pick: Pick) -> None:
    """A block around some neighbours."""
    start, end = BLOCKS[pick(len(BLOCKS))]
    first = _chosen(root, pick)
    last = first
    for _ in range(pick(4)):
        last = last.getnext() if last.getnext() is not None and last.getnext().tag != f"{W}sectPr" else last
    first.addprevious(_text(start))
    last.addnext(_text(end))


def guard(root: Any, pick: Pick) -> None:
    """A condition around a whole loop."""
    start, end = CONDITIONS[pick(len(CONDITIONS))]
    loops = [one for one in _paragraphs(root) if _words(one).startswith("{%p for")]
    if not loops:
        return
    first = last = loops[pick(len(loops))]
    depth = 1
    while depth and last.getnext() is not None:
        last = last.getnext()
        depth += _words(last).startswith("{%p for") - _words(last).startswith("{%p endfor")
    first.addprevious(_text(start))
    last.addnext(_text(end))


def _words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t")) if element.tag == f"{W}p" else ""


def split(root: Any, pick: Pick) -> None:
    """A run cut in two, as Word does at will."""
    runs = [run for run in root.iter(f"{W}r") if len(run.findall(f"{W}t")) == 1]
    if not runs:
        return
    run = runs[pick(len(runs))]
    text = run.find(f"{W}t").text or ""
    place = pick(len(text) + 1)
    other = copy.deepcopy(run)
    run.find(f"{W}t").text, other.find(f"{W}t").text = text[:place], text[place:]
    run.addnext(other)


def retype(root: Any, pick: Pick) -> None:
    texts = [*root.iter(f"{W}t")]
    if texts:
        texts[pick(len(texts))].text = TEXTS[pick(len(TEXTS))]


def mistype(root: Any, pick: Pick) -> None:
    """A sign less."""
    texts = [text for text in root.iter(f"{W}t") if text.text]
    if texts:
        chosen = texts[pick(len(texts))]
        place = pick(len(chosen.text))
        chosen.text = chosen.text[:place] + chosen.text[place + 1 :]


def add_field(root: Any, pick: Pick) -> None:
    code = FIELDS[pick(len(FIELDS))].replace('"', "&quot;")
    _chosen(root, pick).addnext(_fragment(word_baggage.field(code, result=("x", "{{ lieu }}")[pick(2)])))


def bookmark(root: Any, pick: Pick) -> None:
    start, end = _chosen(root, pick), _chosen(root, pick)
    start.addprevious(_fragment('<w:bookmarkStart w:id="7" w:name="_Ref1"/>'))
    end.addnext(_fragment('<w:bookmarkEnd w:id="7"/>'))


def restyle(root: Any, pick: Pick) -> None:
    styles = [*root.iter(f"{W}pStyle")]
    if styles:
        styles[pick(len(styles))].set(f"{W}val", styles[pick(len(styles))].get(f"{W}val"))


def move(root: Any, pick: Pick) -> None:
    first, second = _chosen(root, pick), _chosen(root, pick)
    if first not in (*second.iterancestors(), second):
        second.addnext(first)


def _chosen(root: Any, pick: Pick) -> Any:
    """A paragraph or a row, never the last paragraph of the whole."""
    found = [*_paragraphs(root), *root.iter(f"{W}tr")]
    if not found:
        (root if root.find(f"{W}body") is None else root.find(f"{W}body")).insert(0, _fragment(""))
        return _paragraphs(root)[0]
    return found[pick(len(found))]


EDITS = (
    guard,
    guard,
    guard,
    insert,
    insert,
    wrap,
    retype,
    remove,
    repeat,
    split,
    mistype,
    add_field,
    bookmark,
    restyle,
    move,
)


def _proposals() -> list[Proposal]:
    first = [
        sample.proposal(0),
        sample.proposal(1),
        sample.proposal(2, signed=False, electronic=True),
        sample.proposal(12, signed=False, blank=True, questions=0),
        sample.proposal(45),
    ]
    final = first[2].view.model_copy(update={"act": first[2].view.act.model_copy(update={"draft": False})})
    return [*first, first[2].model_copy(update={"view": final})]


def _followed() -> list[Proposal]:
    base = sample.proposal(3)
    return [
        base.model_copy(update={"view": base.view.model_copy(update={"follow_up": sample.follow_up(purpose)})})
        for purpose in ("rappel", "tour", "derniere_demande")
    ]


@dataclass(frozen=True)
class Content:
    """The bytes of a file, told by their number: a failure prints what was edited, not a whole file."""

    data: bytes

    def __repr__(self) -> str:
        return f"<{len(self.data)} octets>"


@dataclass(frozen=True)
class Edited:
    """A template of this name, edited."""

    name: str
    edits: tuple[str, ...]
    content: Content


@st.composite
def templates(draw: st.DrawFn) -> Edited:
    name = draw(st.sampled_from((*DOCUMENTS, "acte.docx", "acte.docx", "acte.docx")))
    parts = members((ROOT / "templates" / name).read_bytes())
    others = [part for part in sorted(parts) if part.startswith(("word/header", "word/footer"))]
    edits = draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=2))
    for edit in edits:
        part = draw(st.sampled_from((*[BODY] * 5, *others)))
        root = parse(parts[part])
        edit(root, lambda most: draw(st.integers(0, most - 1)))
        parts[part] = etree.tostring(root)
    if draw(st.booleans()):
        company = b"</Application><Company>Un autre</Company>"
        parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(b"</Application>", company)
    return Edited(name, tuple(edit.__name__ for edit in edits), Content(packed(parts)))


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck], database=None)
@given(templates())
def test_what_the_check_admits_prints_every_proposal(edited: Edited) -> None:
    name, document = edited.name, DOCUMENTS[edited.name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(edited.content.data)
        sound = not any(fault.is_error for fault in verify(path, name))
        proposals = _followed() if document is catalogue.FOLLOW_UP else _proposals()
        for proposal in proposals:
            try:
                made = assemble(proposal, (Path(folder), ROOT / "templates"), (document,))
            except InvalidInput as error:
                if sound:
                    pytest.fail(str(error))
            else:
                assert all(b"Un autre" not in members(content)["docProps/app.xml"] for content in made.values())


CLAUSE = (
    "# {{ d.titre }}",
    "{%p for b in d.corps %}",
    "{% for p in b.passages %}{{ p.texte }}{% endfor %}",
    "{%p endfor %}",
)


@pytest.mark.parametrize(
    ("condition", "situation"),
    [
        ("demandes | length < 20", "20 demandes"),
        ("demandes | length > 1", "une seule demande"),
        ("compte.ecarts != 33", "33 demandes"),
        ("loop.index <= 12", "13 demandes"),
        ("acte.projet", "document définitif"),
        ("compte.conformes", "aucun point conforme ni à vérifier"),
        ("d.titre != 'Réversibilité'", "« Réversibilité » partout"),
        ("cabinet.forme not in ['SCM', 'SELAS']", "« SCM » partout"),
        ("d.categorie < 50", "50 demandes"),
    ],
)
def test_a_condition_that_could_lose_a_clause_is_found(condition: str, situation: str, tmp_path: Path) -> None:
    texts = ("{%p for d in demandes %}", f"{{%p if {condition} %}}", *CLAUSE, "{%p endif %}", "{%p endfor %}")
    found = [str(fault.problem) for fault in verify(built(tmp_path, *texts), "acte.docx") if fault.is_error]
    assert f"essai avec des données fictives ({situation}) : cette clause manque dans le document à signer." in found[0]


@pytest.mark.parametrize(
    ("tag", "situation"),
    [
        ("{{ demandes[3].titre }}", "une seule demande"),
        ("{{ demandes[20].titre if demandes | length > 15 }}", "16 demandes"),
        ("{{ (demandes | selectattr('legal') | first).titre }}", "une seule demande"),
        ("{{ demandes | rejectattr('legal') | map(attribute='categorie') | min }}", "une seule demande, légale"),
        ("{{ 1 / compte.a_verifier }}", "aucun point conforme ni à vérifier"),
        ("{{ relance.accords[0].titre }}", "champs vides"),
    ],
)
def test_a_value_that_could_be_missing_is_found(tag: str, situation: str, tmp_path: Path) -> None:
    texts = ("{%p for d in demandes %}", *CLAUSE, "{%p endfor %}", tag)
    found = [str(fault.problem) for fault in verify(built(tmp_path, *texts), "acte.docx") if fault.is_error]
    assert f"essai avec des données fictives ({situation}) :" in found[0]
