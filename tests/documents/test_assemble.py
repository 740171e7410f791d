"""The set of files: what each says, that it is valid, that nothing inside leaks, that bytes do not move."""

from __future__ import annotations

import re
import subprocess
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from clausier.documents.assemble import assemble
from clausier.errors import InvalidInput
from clausier.model.proposal import Proposal
from clausier.model.summary import Priority, SetAside
from clausier.office.pdf import find_program, to_pdf
from tests.builders import ROOT
from tests.documents import sample
from tests.office.word_files import members, paragraphs, whole_text

TEMPLATES = (ROOT / "templates",)
PROPOSALS: dict[str, Proposal] = {
    "signed-12": sample.proposal(12),
    "signed-40": sample.proposal(40),
    "unsigned-12": sample.proposal(12, signed=False),
    "unsigned-blank": sample.proposal(3, signed=False, blank=True),
    "electronic": sample.proposal(1, electronic=True, questions=0),
    "no-gap-signed": sample.proposal(0, questions=4),
    "no-gap-unsigned": sample.proposal(0, signed=False, questions=1),
    "nothing-at-all": sample.proposal(0, questions=0),
}
WORD_FILES = [
    (name, file)
    for name, proposal in PROPOSALS.items()
    for file in ("lettre.docx", "acte", "demandes.docx", "synthese.docx", "reponse.docx")
    if file not in ("acte", "reponse.docx") or proposal.view.requests
]


@cache
def files(name: str) -> dict[str, bytes]:
    found = assemble(PROPOSALS[name], TEMPLATES)
    act = found.get("avenant.docx", found.get("conditions-particulieres.docx"))
    return {**found, **({"acte": act} if act else {})}


def text(name: str, file: str) -> str:
    return "\n".join(paragraphs(files(name)[file]))


@pytest.mark.parametrize(
    ("name", "act"),
    [("signed-12", ["avenant.docx"]), ("unsigned-12", ["conditions-particulieres.docx"]), ("no-gap-signed", [])],
)
def test_the_files_of_a_proposal(name: str, act: list[str]) -> None:
    assert list(assemble(PROPOSALS[name], TEMPLATES)) == [
        "lettre.docx",
        *act,
        "demandes.docx",
        "synthese.docx",
        "reponse.docx",
        "tableau.xlsx",
    ]


@pytest.mark.parametrize(("name", "file"), WORD_FILES)
def test_word_files_are_valid(name: str, file: str, tmp_path: Path) -> None:
    path = tmp_path / "fichier.docx"
    path.write_bytes(files(name)[file])
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@settings(deadline=None, max_examples=15)
@given(st.sets(st.integers(0, 39)), st.booleans())
def test_any_subset_of_gaps_gives_valid_files(
    tmp_path_factory: pytest.TempPathFactory, ranks: set[int], signed: bool
) -> None:
    view = sample.view([sample.request(rank, signed) for rank in sorted(ranks)], signed=signed)
    proposal = Proposal(view=view, summary=sample.summary(view), warnings=())
    folder = tmp_path_factory.mktemp("files")
    for name, content in assemble(proposal, TEMPLATES).items():
        if name.endswith(".docx"):
            (folder / name).write_bytes(content)
            assert not OpenXmlValidator().validate(str(folder / name)).errors, name


def test_same_bytes_seconds_apart() -> None:
    first = assemble(PROPOSALS["signed-12"], TEMPLATES)
    time.sleep(2.1)
    assert assemble(PROPOSALS["signed-12"], TEMPLATES) == first


@pytest.mark.parametrize("name", PROPOSALS)
def test_the_letter_is_a_working_document(name: str) -> None:
    letter = text(name, "lettre.docx")
    for words in (
        "document",
        "ni une offre ni une acceptation",
        "Ni le silence",
        "personnes habilitées",
        "salutations distinguées",
    ):
        assert words in letter
    assert not re.search(r"illégal|violez|vous devez", letter)


def test_the_letter_to_an_unsigned_provider_promises_no_signature() -> None:
    assert "aucun engagement de conclure le contrat" in text("unsigned-12", "lettre.docx")
    assert "aucun engagement de conclure le contrat" in text("no-gap-unsigned", "lettre.docx")
    assert "aucun engagement de conclure" not in text("signed-12", "lettre.docx")


def test_the_letter_names_its_counts_priorities_and_dates() -> None:
    letter = text("signed-12", "lettre.docx")
    assert (
        "Sur les 29 points qui concernent vos prestations, 14 nous paraissent, à ce stade, couverts, 12 appellent un "
        "complément et 3 " in letter
    )
    assert "au plus tard le 15\u00a0octobre 2026" in letter
    assert "Poitiers, le 15\u00a0septembre 2026" in letter
    for request in PROPOSALS["signed-12"].view.priorities:
        article = f" ({request.article})" if request.article else ""
        assert f"{request.title}{article}. {sample.ARGUMENT}" in letter


def test_without_a_gap_the_letter_thanks_and_asks_what_is_open() -> None:
    letter = text("no-gap-signed", "lettre.docx")
    assert "vous en remercions" in letter
    assert letter.count("Accès WiFi séparés") == 4
    assert "avenant" not in letter


@pytest.mark.parametrize("name", ["unsigned-12", "unsigned-blank"])
def test_an_unsigned_act_has_none_of_the_words_of_an_amendment(name: str) -> None:
    assert not re.search(r"avenant|novation|remplacé", whole_text(files(name)["acte"]), re.IGNORECASE)


def test_a_signed_act_keeps_the_rest_without_novation() -> None:
    act = text("signed-12", "acte")
    assert "Le reste du Contrat demeure inchangé" in act
    assert "n’emporte pas novation" in act


@pytest.mark.parametrize(
    ("name", "designated"),
    [("signed-12", "que ses articles désignent"), ("unsigned-12", "que leurs articles désignent")],
)
def test_the_act_prevails_on_its_subjects_and_keeps_what_is_better(name: str, designated: str) -> None:
    act = text(name, "acte")
    assert f"{designated} ou qui ont le même objet" in act
    assert "cessent de s’appliquer en ce qu’elles ont de contraire" in act
    assert "demeurent en ce qu’elles ont de plus favorable au Cabinet" in act


@pytest.mark.parametrize("name", ["signed-40", "unsigned-12"])
def test_the_act_prints_every_clause_once_in_order(name: str) -> None:
    act = paragraphs(files(name)["acte"])
    position = 0
    for request in PROPOSALS[name].view.requests:
        expected = [
            request.title,
            "".join(run.text for run in request.introduction),
            *(block.text for block in request.body),
        ]
        position = act.index(expected[0], position)
        assert act[position : position + len(expected)] == expected


def test_an_act_is_marked_as_a_draft_until_concluded() -> None:
    def header(proposal: Proposal) -> str:
        return "".join(paragraphs(assemble(proposal, TEMPLATES)["avenant.docx"], "word/header-default.xml"))

    proposal = PROPOSALS["signed-12"]
    act = proposal.view.act.model_copy(update={"draft": False})
    concluded = proposal.model_copy(update={"view": proposal.view.model_copy(update={"act": act})})
    assert "PROJET" in header(proposal)
    assert "PROJET" not in header(concluded)


def test_blanks_become_lines_to_fill_in_never_underscores() -> None:
    act = text("unsigned-blank", "acte")
    for label in (
        "Adresse",
        "Forme juridique et numéro SIREN ou SIRET",
        "Agissant par",
        "En qualité de",
        "Date d’effet",
    ):
        assert f"{label}\u00a0: \t" in act
    assert not re.search(r"_{3}|\.{4}|…{2}", act)


def test_signatures_ask_name_capacity_authority_place_and_date_of_each() -> None:
    act = text("signed-12", "acte")
    for label in ("Nom", "Qualité", "Pouvoir", "Lieu", "Date", "Signature"):
        assert act.count(f"\n{label}\n") == 2
    assert "Fait en deux\u00a0(2) exemplaires originaux" in act
    assert "par voie électronique" in text("electronic", "acte")


def test_the_annex_is_printed_only_where_the_provider_reaches_data() -> None:
    proposal = PROPOSALS["signed-12"]
    bare = proposal.model_copy(update={"view": proposal.view.model_copy(update={"annex": ()})})
    assert "Description du traitement" in text("signed-12", "acte")
    assert "RGPD" not in "\n".join(paragraphs(assemble(bare, TEMPLATES)["avenant.docx"]))


def test_demandes_is_a_negotiation_document_with_every_request_question_and_proof() -> None:
    requests = text("signed-40", "demandes.docx")
    assert requests.startswith("Document de négociation, sans valeur contractuelle")
    view = PROPOSALS["signed-40"].view
    for request in view.requests:
        assert request.title in requests
        assert "".join(run.text for run in request.current) in requests
    for word in ("Points à confirmer", view.questions[0].question, "Justificatifs à remettre", view.proofs[0].expected):
        assert word in requests
    assert "Sources (loi)\u00a0: art. 32 RGPD." in requests


def test_the_summary_says_that_it_is_internal() -> None:
    assert text("signed-12", "synthese.docx").startswith("Interne – ne pas transmettre")


@pytest.mark.parametrize("file", ["lettre.docx", "acte", "demandes.docx", "reponse.docx", "tableau.xlsx"])
def test_nothing_internal_in_what_goes_out(file: str) -> None:
    found = whole_text(files("signed-12")[file])
    summary = PROPOSALS["signed-12"].summary
    for secret in (summary.disclaimer, summary.priorities[0].why, summary.set_aside[0].reason, "Interne"):
        assert secret not in found


def test_a_firm_may_bring_only_some_templates(tmp_path: Path) -> None:
    firm = tmp_path / "modeles"
    firm.mkdir()
    (firm / "lettre.docx").write_bytes((ROOT / "templates" / "synthese.docx").read_bytes())
    with pytest.raises(InvalidInput, match="« synthese » n'existe pas"):
        assemble(PROPOSALS["signed-12"], (firm, *TEMPLATES))
    assert assemble(PROPOSALS["signed-12"], (tmp_path / "absent", *TEMPLATES)) == assemble(
        PROPOSALS["signed-12"], TEMPLATES
    )


def test_a_template_found_nowhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as raised:
        assemble(PROPOSALS["signed-12"], (tmp_path,))
    assert [problem.file for problem in raised.value.problems] == [
        "lettre.docx",
        "acte.docx",
        "demandes.docx",
        "synthese.docx",
    ]
    assert f"ce modèle est introuvable. Dossiers parcourus : {tmp_path}." in str(raised.value)


def crowded(proposal: Proposal) -> Proposal:
    """The longest texts that the library holds, everywhere at once."""
    priority = Priority(
        number="2.4",
        verdict="Stipulation contraire",
        legal=True,
        reason="r" * 100,
        title="Procédure opérationnelle " * 6,
        why="Une phrase assez longue " * 12,
        ask="Une demande assez longue " * 14,
    )
    aside = SetAside(number="8.4", title="Clause RGPD assez longue " * 4, reason="un motif assez long " * 8)
    changes = {
        "priorities": (priority,) * 6,
        "set_aside": (aside,) * 9,
        "warnings": ("Un avertissement assez long " * 9,) * 9,
    }
    return proposal.model_copy(update={"summary": proposal.summary.model_copy(update=changes)})


@pytest.fixture(scope="module")
def pages() -> dict[str, tuple[int, str]]:
    """PDF name → pages and text, all made in one call."""
    made = {f"{name}--{file}.docx": files(name)[file] for name, file in WORD_FILES}
    made["crowded--synthese.docx"] = assemble(crowded(PROPOSALS["signed-40"]), TEMPLATES)["synthese.docx"]
    return {name: (count(content), read(content)) for name, content in to_pdf(made).items()}


def count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def read(pdf: bytes) -> str:
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode()


@pytest.mark.libreoffice
def test_the_letter_fits_on_two_pages_and_the_summary_on_one(pages: dict[str, tuple[int, str]]) -> None:
    letters = {name: found for name, (found, _) in pages.items() if "--lettre" in name}
    summaries = {name: found for name, (found, _) in pages.items() if "--synthese" in name}
    assert max(letters.values()) <= 2, letters
    assert set(summaries.values()) == {1}, summaries


@pytest.mark.libreoffice
def test_what_libreoffice_shows_is_what_the_proposal_says(pages: dict[str, tuple[int, str]]) -> None:
    shown = squeezed(pages["signed-40--acte.pdf"][1])
    for request in PROPOSALS["signed-40"].view.requests:
        assert squeezed(request.title) in shown
        assert squeezed(request.body[0].text) in shown or len(request.body[0].text) > 200


@pytest.mark.libreoffice
def test_numbering_is_automatic_and_lists_start_again(pages: dict[str, tuple[int, str]]) -> None:
    shown = pages["signed-12--acte.pdf"][1].replace("\u00a0", " ")
    assert re.search(r"Article 1 – Objet", shown)
    assert re.search(r"3\.1\s+Tests de restauration", shown)
    assert len(re.findall(r"^\s+a\)\s", shown, re.MULTILINE)) == 8
    assert "Page 1 sur" in shown


def squeezed(words: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\u00ad-]+", "", words)


def test_libreoffice_is_there() -> None:
    assert find_program()


def test_every_word_part_is_named_in_the_content_types() -> None:
    parts = members(files("signed-12")["acte"])
    types = parts["[Content_Types].xml"].decode()
    assert all(f"/{name}" in types for name in parts if name.startswith("word/") and not name.endswith(".rels"))
