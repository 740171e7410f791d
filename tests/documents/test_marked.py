"""The provider's contract with our requests: each at the place that its answer or the reading tells."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from clausier.documents.marked import Given, marked_contract
from clausier.documents.marked.places import Places
from clausier.documents.marked.placing import By, Placer
from clausier.documents.marked.subjects import Point
from clausier.model.proposal import CarrierView, ProviderView
from clausier.model.reading import Passage, PointReading, ReadFile, Reading, Status
from clausier.office.contract import read_word
from clausier.office.pdf import to_pdf
from tests.builders import ROOT
from tests.documents import marked as given
from tests.documents import sample
from tests.documents.marked import AUTHOR, FREE, KEYS, YEARLY, contract, marked, requests, view
from tests.office.contract.packages import p
from tests.office.marking import contracts
from tests.office.marking.changes import accept, left, texts
from tests.office.marking.contracts import PIECES
from tests.office.word_files import members

SOURCE = read_word(contract(), "contrat.docx")
REAL = ROOT / "benchmarks" / "contrats" / "textes"


def accepted(signed: bool = False) -> list[str]:
    return texts(accept(contracts.body(marked(signed).content), AUTHOR))


def test_each_request_is_where_its_answer_says() -> None:
    told = {one.request.id: (one.by, one.block.text[:20] if one.block else "", one.sentence) for one in marked().placed}
    assert told == {
        "point-1-1": (By.QUOTATION, "7.1 Une sauvegarde a", ""),
        "point-1-2": (By.QUOTATION, FREE[:20], FREE),
        "point-1-3": (By.QUOTATION, "9.1 Un inventaire es", KEYS),
        "point-1-4": (By.ARTICLE, "7.2 Les supports son", ""),
        "point-2-1": (By.QUOTATION, "Critique | 2 jours o", ""),
        "point-2-2": (By.NOTHING, "", ""),
    }
    assert marked().told == "5 demandes à leur place, 1 en annexe (2.2)"


def test_rejected_it_is_the_contract_and_accepted_it_has_each_text_whole() -> None:
    assert left(marked().content, AUTHOR, runs_joined=True) == left(contract(), AUTHOR, runs_joined=True)
    found = "\n".join(accepted())
    for request in view().requests:
        struck = marked().texts[request.id].struck
        lines = request.text.split("\n")[1 if struck and request.introduction else 0 :]
        assert "\n".join(" ".join(line.split()) for line in lines) in found, request.id
        assert struck not in found if struck else True
    assert YEARLY in found
    assert "9.1 Un inventaire est remis. Un plan du réseau est joint." in found


def test_places_in_the_order_of_the_pages() -> None:
    found = accepted()
    at = [next(rank for rank, line in enumerate(found) if f"Demande {n} " in line) for n in (0, 3, 2, 4, 1, 5)]
    assert at == sorted(at)
    assert found.index("Critique") < at[3] < found.index("Article 11 – Sous-traitance")
    assert found[at[4]].startswith("Demande 1"), "in the place of the sentence, on its line"
    assert found.index("Annexe – Stipulations complémentaires") < at[5]


def test_comments_say_which_request_why_and_what_it_replaces() -> None:
    said = members(marked().content)["word/comments.xml"].decode()
    for request in view().requests:
        assert f"Demande {request.number} – {request.title}" in said
    assert "art. 32" not in said
    assert "règlement (UE) 2016/679" in said
    assert f"Remplace la phrase\u00a0: «\u00a0{KEYS}\u00a0»" in said.replace("’", "'")
    assert "la demande est en annexe" in said
    assert said.count("Document de travail") == 1
    assert said.count(f'w:author="{AUTHOR}"') == len(view().requests) + 1


def test_a_signed_contract_is_an_explanatory_copy() -> None:
    assert accepted(signed=True)[0].startswith("Copie explicative – sans valeur contractuelle.")
    assert left(marked(signed=True).content, AUTHOR, runs_joined=True) == left(contract(), AUTHOR, runs_joined=True)


def placed(id_: str, reading: Reading | None = None, **told: object) -> tuple[By, str, str]:
    """Where a request whose answer says this goes, and what it replaces."""
    one = requests()[0].model_copy(update={"id": id_, "citation": "", "article": "", **told})
    (found,) = Placer(Places(SOURCE), reading, {id_: Point(1, contrary=True)}).placed([one])
    return found.by, found.block.text if found.block else "", found.sentence


@pytest.mark.parametrize(
    ("citation", "article", "sentence"),
    [
        ("un ESSAI de restauration", "article 7.1", YEARLY),
        ("un essai de restauration est realise", "", ""),
        ("un essai … chaque année", "article 7.1", ""),
        ("la restauration des données", "", ""),
        ("Critique | 2 jours", "", ""),
        ("trois ans", "article 12", "Le contrat dure trois ans."),
        (
            "dure trois ans. Un essai",
            "",
            "Le contrat dure trois ans. Un essai de restauration est réalisé à la demande.",
        ),
    ],
    ids=["in the article", "twice", "with a gap", "an item", "a row", "the article decides", "two sentences"],
)
def test_only_a_whole_sentence_known_without_doubt_is_struck(citation: str, article: str, sentence: str) -> None:
    by, _, struck = placed("x", citation=citation, article=article)
    assert by is By.QUOTATION
    assert struck == sentence


@pytest.mark.parametrize(
    ("article", "block"),
    [
        ("article 7", "7.2 Les supports"),
        ("art. 7.1 (Sauvegardes)", "7.1 Une sauvegarde"),
        ("articles 7.1 et 9.1", "Critique"),
        ("article 42", ""),
        ("annexe 3", ""),
    ],
)
def test_an_article_as_people_name_it(article: str, block: str) -> None:
    by, found, _ = placed("x", article=article)
    assert (found[: len(block)], by) == (block, By.ARTICLE if block else By.NOTHING)


def reading(quote: str, digest: str = SOURCE.digest, article: str = "") -> Reading:
    start = SOURCE.text.index(quote) if quote in SOURCE.text else 0
    passage = Passage(file="contrat.docx", article=article, start=start, quote=quote)
    point = PointReading(status=Status.PARTIAL, passages=(passage,))
    return Reading(files=(ReadFile(name="contrat.docx", digest=digest),), points={"x": point})


def test_what_was_read_gives_a_place_and_strikes_nothing() -> None:
    assert placed("x", reading(KEYS)) == (By.READING, SOURCE.blocks[5].text, "")
    assert placed("x", reading(KEYS), article="article 9")[0] is By.READING
    assert placed("x", reading(KEYS), article="article 7")[:2] == (By.ARTICLE, SOURCE.blocks[3].text)
    assert placed("x", reading(KEYS, digest="a" * 64))[0] is By.READING
    assert placed("x", reading("Un essai de restauration est réalisé", digest="a" * 64))[0] is By.NOTHING
    assert placed("x", reading(KEYS), citation="Ce que nul article ne dit.")[0] is By.NOTHING


def test_a_part_without_a_place_goes_with_the_clause_that_carries_it() -> None:
    whole, part = requests()[:2]
    part = part.model_copy(update={"citation": "", "article": "", "carrier": CarrierView(id=whole.id, title="T")})
    first, second = Placer(Places(SOURCE), None, {}).placed([part, whole])
    assert (first.request, second.request, second.by) == (whole, part, By.CARRIER)
    assert first.block == second.block


def everything() -> bytes:
    body = "".join(make(rank) for rank, (kind, make) in enumerate(PIECES.items()) if kind != "open field")
    return contracts.word(given.CONTRACT + body + p("Fin.") + contracts.SECTION.format(2))


def test_libreoffice_opens_them_and_shows_each_text() -> None:
    found = {"tout": everything(), "reel": (REAL / "cloudtemple-cgvu-2026-03.docx").read_bytes()}
    files = {f"{name}.docx": marked_contract(Given(content, "c.docx"), view(), given.POINTS).content
             for name, content in found.items()}  # fmt: skip
    made = to_pdf(files)
    assert all(len(content) > 10_000 for content in made.values())


@pytest.mark.parametrize("name", ["cloudtemple-cgvu-2026-03.docx", "cloudtemple-sla-iaas-2026-03.docx"])
def test_real_contracts_are_themselves_again_once_all_is_rejected(name: str, tmp_path: Path) -> None:
    content = (REAL / name).read_bytes()
    source = read_word(content, name)
    blocks = [block for block in source.blocks if len(block.text) > 60][:: len(source.blocks) // 40]
    places = {
        f"p{rank}": {"citation": block.text[:60].rpartition(" ")[0], "article": ""} for rank, block in enumerate(blocks)
    }
    out = marked_contract(Given(content, name), view_of(places), points_of(places))
    assert left(out.content, AUTHOR, runs_joined=True) == left(content, AUTHOR, runs_joined=True)
    assert out.given.digest == hashlib.sha256(content).hexdigest()
    assert sum(one.block is not None for one in out.placed) > len(places) * 0.8
    faults = [faults_of(tmp_path / f"{rank}.docx", each) for rank, each in enumerate((content, out.content))]
    assert faults[1] == faults[0]


def points_of(places: dict[str, dict[str, str]]) -> dict[str, Point]:
    """Every second of them is contradicted."""
    return {
        id_: Point(1, citation=one["citation"], contrary=rank % 2 == 0)
        for rank, (id_, one) in enumerate(places.items())
    }


def view_of(places: dict[str, dict[str, str]]) -> ProviderView:
    return sample.view(requests(places), signed=False)


def faults_of(path: Path, content: bytes) -> set[str]:
    path.write_bytes(content)
    return {str(one.description) for one in OpenXmlValidator().validate(path).errors}
