"""A reading as a file, a dossier that is only begun, quotations looked for again, proposals as answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clausier.dossier.begun import Begun, begun_of
from clausier.dossier.inwords import excerpt, is_read, place_of, point_lines
from clausier.dossier.proposed import answered, is_sure, proposal, silences, undecided, weighs, with_proposals
from clausier.dossier.quotations import lost
from clausier.dossier.readings import reading_beside, reading_bytes, reading_from, reading_path
from clausier.dossier.write import dossier_text
from clausier.errors import InvalidInput, Unsound
from clausier.files.internal import is_reading
from clausier.files.strictyaml import read_bytes
from clausier.model.contract_text import SourceText, TextBlock
from clausier.model.reading import (
    MissingAnnex,
    Passage,
    PointReading,
    ReadFile,
    Reading,
    Reserve,
    Status,
    Suggestion,
)
from clausier.model.verdict import Finding
from tests.builders import case, library

TEST, HOSTING, EXCLUSIONS = "sauvegardes-test-restauration", "hebergement-hds", "perimetre-exclusions"
HARD = "« A : b » # c, [d] {e} 'f' \"g\" \u2028 é œ ‹h›\t& *i*"
PASSAGE = Passage(
    file="contrat.pdf", article="7.2", heading="Sauvegardes", page=4, start=120, quote=HARD, found=("A", "d"),
    reserves=(Reserve.OPTION, Reserve.CLIENT), value="1 par an", strong=True, ocr=True,
)  # fmt: skip


def reading(**points: PointReading) -> Reading:
    named = {id_.replace("_", "-"): found for id_, found in points.items()}
    return Reading(files=(ReadFile(name="contrat.pdf", digest="a" * 64, pages=12, unread=(2, 3)),), points=named)


def found(status: Status, **more: Any) -> PointReading:
    return PointReading(status=status, passages=(PASSAGE, PASSAGE), **more)


def test_a_reading_is_read_back_as_it_was_written() -> None:
    whole = Reading(
        files=(
            ReadFile(name="contrat.pdf", digest="a" * 64, pages=12, unread=(2, 3), remarks=(HARD, HARD)),
            ReadFile(name="sla.docx", digest="b" * 64),
        ),
        points={
            TEST: found(Status.PARTIAL, certain=True, why=HARD, value="1 par an", parts=()),
            HOSTING: PointReading(status=Status.NOT_FOUND, searched=("Un titre",), passages=(PASSAGE,)),
        },
        suggestions=(
            Suggestion(key="contrat.titre", value=(HARD,), passage=PASSAGE, declined=True),
            Suggestion(key="situation.services", value=("a", "b"), passage=PASSAGE),
        ),
        missing=(MissingAnnex(name="annexe 3", passage=PASSAGE),),
    )
    content = reading_bytes(whole, "x.lecture.yaml")
    assert reading_from(content, "x.lecture.yaml") == whole
    assert content.decode().startswith("# Ce que clausier a lu")
    assert "Interne" in content.decode().splitlines()[0]


def test_what_could_not_be_read_back_is_not_written() -> None:
    spoilt = PASSAGE.model_copy(update={"quote": "a\x02b"})
    with pytest.raises(Unsound):
        reading_bytes(reading(x=PointReading(status=Status.FOUND, passages=(spoilt,))), "x.lecture.yaml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("schema: 9\nfichiers: []\n", "ce n'est pas une lecture de cette version"),
        ("fichiers: []\n", "ce n'est pas une lecture de cette version"),
        ("schema: 1\nfichiers: []\nnotes: {a: oui}\n", "clé inconnue « notes »"),
        ("schema: 1\nfichiers: [{nom: a, empreinte: b}]\n", "la forme n'est pas admise"),
        ("schema: 1\nfichiers: []\npoints: {a: {proposition: peut-être}}\n", "« peut-être » n'est pas admis"),
    ],
)
def test_a_spoilt_reading_is_told_with_its_place(text: str, told: str, tmp_path: Path) -> None:
    dossier = tmp_path / "cabinet.yaml"
    assert reading_beside(dossier) is None
    path = reading_path(dossier)
    assert (path.name, is_reading(path.name), is_reading(dossier.name)) == ("cabinet.lecture.yaml", True, False)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=told) as caught:
        reading_beside(dossier)
    assert caught.value.problems[0].file == str(path)


BEGUN = """\
dossier: {id: a}
cabinet: {nom: , siret: 00000000000000}
contrat: {titre: T}
reponses: {perimetre-services: oui}
"""


def begun(text: str) -> Begun:
    return begun_of(read_bytes(text.encode(), "dossier.yaml"), library())


def test_a_dossier_that_is_begun_keeps_its_blanks() -> None:
    one = begun(BEGUN)
    assert one.blanks == (("cabinet", "nom"), ("prestataire", "nom"), ("contrat", "etat"))
    assert one.told(("cabinet", "nom")) is None
    text = dossier_text(one, library())
    assert "…" not in text
    assert "\n  nom:\n" in text
    assert begun(text) == one
    named = one.telling(("cabinet", "nom"), "C", library()).telling(("prestataire", "nom"), "P", library())
    whole = named.telling(("contrat", "etat"), "Signé", library())
    assert (named.is_whole, whole.is_whole) == (False, True)
    assert begun(dossier_text(whole, library())).case == whole.case
    assert dossier_text(whole.case, library()) == dossier_text(whole, library())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cabinet: {nom: [a]}\n", "cabinet.nom"),
        ("cabinet: oui\n", "cabinet"),
        ("contrat: {etat: peut-etre}\n", "etat"),
        ("reponses: {inconnu-au-guide: oui}\n", "n'existe pas"),
    ],
)
def test_what_a_dossier_that_is_begun_says_is_checked(text: str, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        begun(text)


def text_of(*blocks: str) -> SourceText:
    starts = [sum(len(one) + 1 for one in blocks[:rank]) for rank in range(len(blocks))]
    return SourceText("c.txt", "0" * 64, tuple(map(TextBlock, blocks, starts)))


@pytest.mark.parametrize(
    ("citation", "held"),
    [
        ("Un essai de restauration est réalisé chaque année.", True),
        ("un ESSAI de restauration, est realise chaque annee", True),
        ("Un essai […] chaque année", True),
        ("Un essai ... chaque année", True),
        ("chaque année. Les données", True),
        ("Un essai est réalisé chaque année", False),
        ("essai de restauration est réalisé chaque an", False),
        ("", True),
        ("…", True),
    ],
)
def test_a_quotation_is_looked_for_by_its_words(citation: str, held: bool) -> None:
    texts = [
        text_of("Rien."),
        text_of("Un essai de restauration est réalisé chaque année.", "Les données sont en France."),
    ]
    one = case({TEST: {"constat": "oui", "citation": citation}, EXCLUSIONS: "non"})
    assert lost(one, texts) == (() if held else (TEST,))


def test_a_proposal_is_an_answer_with_the_place_of_its_passage() -> None:
    answer = proposal(found(Status.PARTIAL, value="1 par an", parts=("a",)))
    assert answer is not None
    assert (answer.finding, answer.value, answer.parts) == (Finding.PARTIAL, ("1 par an",), ("a",))
    assert (answer.article, answer.page, answer.citation) == ("7.2", "4", HARD)
    assert proposal(found(Status.TO_CHECK)) is None
    assert proposal(found(Status.NOT_FOUND)) is None
    assert answered(Finding.YES, found(Status.NOT_FOUND)).citation == "", "what is only near proves nothing"


@pytest.mark.parametrize(
    ("article", "heading", "told"),
    [("7.2", "", "7.2"), ("article 7.2", "", "7.2"), ("article premier", "", "article premier"), ("", "Prix", "Prix")],
)
def test_an_article_is_told_as_documents_print_it(article: str, heading: str, told: str) -> None:
    passage = PASSAGE.model_copy(update={"article": article, "heading": heading})
    answer = answered(Finding.YES, PointReading(status=Status.FOUND, passages=(passage,)), files=2)
    assert (answer.article, answer.page) == (told, "4 (contrat.pdf)")


@pytest.mark.parametrize(
    ("point", "status", "sure"),
    [
        (EXCLUSIONS, Status.FOUND, True),
        (EXCLUSIONS, Status.CONTRARY, True),
        (EXCLUSIONS, Status.TO_CHECK, False),
        (EXCLUSIONS, Status.NOT_FOUND, False),
        (TEST, Status.FOUND, False),
        (TEST, Status.PARTIAL, True),
        (HOSTING, Status.FOUND, False),
        (HOSTING, Status.CONTRARY, True),
    ],
)
def test_a_yes_that_weighs_is_never_sure(point: str, status: Status, sure: bool) -> None:
    requirement = library().by_id[point]
    assert is_sure(requirement, found(status, certain=True)) is sure
    assert not is_sure(requirement, found(status))
    assert weighs(requirement) is (point != EXCLUSIONS)


def test_only_points_that_apply_and_nobody_answered_are_left() -> None:
    everything = Reading(
        files=(), points={point.id: PointReading(status=Status.NOT_FOUND) for point in library().requirements}
    )
    one = case({TEST: "non", EXCLUSIONS: "a_verifier"}, situation={"services": ["reseau"]})
    left = {point.id for point in undecided(everything, one, library())}
    assert EXCLUSIONS in left
    assert not {TEST, "sauvegardes-versions"} & left
    assert {point.id for point in silences(everything, one, library())} == left


def test_a_declaration_is_not_covered_by_what_was_read() -> None:
    told = {"par": "P", "le": "2026-11-01", "reponses": {TEST: "non"}}
    one = case(declaration_prestataire=told)
    read = reading(sauvegardes_test_restauration=found(Status.FOUND), perimetre_exclusions=found(Status.FOUND))
    assert with_proposals(one, read, library())[1] == {EXCLUSIONS}


def test_a_reading_in_words() -> None:
    one = reading(sauvegardes_test_restauration=found(Status.PARTIAL, why="Une fois.", value="1 par an"))
    assert place_of(PASSAGE, one) == "article 7.2, page 4, lu par OCR"
    lines = point_lines(one.points[TEST], one).split("\n")
    assert all(map(is_read, lines))
    assert lines[-1] == "Proposé, à confirmer : en partie, valeur « 1 par an » – Une fois."
    assert not is_read("Le contrat")
    assert excerpt("abcdefghij", 4) == "abcd …"
    assert excerpt("abcdefghij", 3, "g") == "… fgh …"
