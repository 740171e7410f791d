"""Values as people write them, what they may teach, and what becomes of an answer that cannot be read."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from clausier.batch.learning import proposed
from clausier.batch.mistakes import grouped
from clausier.batch.record import Tolerance
from clausier.batch.table_file.survey import survey
from clausier.dossier.columns import columns_of
from clausier.dossier.equivalences import Equivalences, entries, read_equivalences
from clausier.dossier.read import read_case
from clausier.errors import InvalidInput
from clausier.files.strictyaml import read_path
from clausier.forms.questionnaire import provider_form
from clausier.forms.scope import provider_scope
from clausier.model.answer import Answer
from clausier.resources import shipped
from tests.batch.lots import DATE, produce, rows, state
from tests.batch.tables import KEYS, ROW, STRICT, messages, read, xlsx_file
from tests.builders import library

PLAIN, LEGAL, MEASURED = "perimetre-logiciels-metier", "hebergement-hds", "sauvegardes-test-restauration"
LENGTH = "financier-duree-engagement"
SHIPPED = shipped("clauses") / "equivalences.yaml"


def tolerant(words: Equivalences | None = None, faults: int = 10) -> Tolerance:
    return Tolerance(faults=faults, equivalences=words or Equivalences())


def with_words(*files: Path) -> Tolerance:
    *shared, own = files
    return tolerant(read_equivalences(shared, own, columns_of(library()), library().ids))


def answer(tmp_path: Path, key: str, value: Any, how: Tolerance | None = None) -> Answer:
    (found,) = read(xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, key], [*ROW, value]]), how or tolerant())
    assert found.case is not None, found.problems
    return found.case.answers[key.partition(":")[0]]


@pytest.mark.parametrize(
    ("written", "finding"),
    [
        ("O", "oui"),
        (" o ", "oui"),
        ("N", "non"),
        ("OUI !", "oui"),
        (" Oui\u00a0", "oui"),
        (True, "oui"),
        (False, "non"),
        ("?", "a_verifier"),
        ("??", "a_verifier"),
        ("NSP", "a_verifier"),
        ("ne sait pas", "a_verifier"),
        ("en partie", "partiel"),
    ],
)
def test_everyday_words_are_answers(tmp_path: Path, written: Any, finding: str) -> None:
    for point in (PLAIN, MEASURED):
        assert answer(tmp_path, point, written).finding == finding


@pytest.mark.parametrize("written", ["n/a", "NA", "S.O.", "sans objet"])
def test_a_point_set_aside_has_a_reason_that_says_so(tmp_path: Path, written: str) -> None:
    columns = columns_of(library()).all
    point = next(one.key for one in columns if one.point and one.key == one.point.id and not one.firm)
    found = answer(tmp_path, point, written)
    assert (found.finding, found.reason) == (
        "sans_objet",
        f"Déclaré sans objet dans le tableau (« {written} »), sans autre précision.",
    )


def test_a_legal_or_indispensable_point_is_never_set_aside_without_a_word(tmp_path: Path) -> None:
    keys = [*KEYS, LEGAL, f"{LEGAL}:motif"]
    source = xlsx_file(tmp_path / "lot.xlsx", [keys, [*ROW, "n/a", ""], ["b", *ROW[1:], "n/a", "Rien n'est hébergé."]])
    first, second = read(source)
    assert first.case is not None
    assert first.case.to_correct == (LEGAL,)
    assert "« n/a » sans motif : ce point est indispensable, ou fondé sur la loi." in first.mistakes[0].message
    assert second.case is not None
    assert second.case.answers[LEGAL].reason == "Rien n'est hébergé."


@pytest.mark.parametrize(
    ("point", "written", "finding", "value"),
    [
        (LENGTH, "Sans engagement", "oui", ("0 jour",)),
        (LENGTH, "illimité", "contraire", ()),
        ("incidents-delai-critique", "sans engagement", "non", ()),
    ],
)
def test_words_that_stand_for_a_value_come_with_the_library(
    tmp_path: Path, point: str, written: str, finding: str, value: tuple[str, ...]
) -> None:
    found = answer(tmp_path, point, written, with_words(SHIPPED, tmp_path / "none.yaml"))
    assert (found.finding, found.value) == (finding, value)


def test_a_value_is_the_same_in_the_column_of_its_answer_and_in_its_own(tmp_path: Path) -> None:
    """« illimité » beside « oui » is no value but the answer; beside an answer that says otherwise, it is told."""
    answers = [
        ("oui", "sans engagement"),
        ("oui", "illimité"),
        ("", "Illimité"),
        ("non", "illimité"),
        ("1 an", "illimité"),
    ]
    lines = [[f"d{rank}", *ROW[1:], *pair] for rank, pair in enumerate(answers)]
    for keys in ([LENGTH, f"{LENGTH}:valeur"], [f"{LENGTH}:valeur", LENGTH]):
        table = [[*KEYS, *keys], *(line if keys[0] == LENGTH else [*line[:-2], line[-1], line[-2]] for line in lines)]
        cases = [one.case for one in read(xlsx_file(tmp_path / "l.xlsx", table), with_words(SHIPPED, tmp_path / "-"))]
        found = [case.answers.get(LENGTH) for case in cases if case]
        assert [(one.finding, one.value) if one else None for one in found] == [
            ("oui", ("0 jour",)),
            ("contraire", ()),
            ("contraire", ()),
            None,
            None,
        ]


def test_words_of_a_list_are_read_together_or_apart(tmp_path: Path) -> None:
    own = tmp_path / "equivalences.yaml"
    own.write_text(
        "equivalences:\n  - {colonne: situation.services, ecrit: serveurs et pc, lu: infogerance; reseau}\n"
        "  - {colonne: situation.services, ecrit: parc; wifi, lu: reseau}\n",
        encoding="utf-8",
    )
    table = [[*KEYS, "situation.services"], [*ROW, "Serveurs et PC; antivirus"], ["b", *ROW[1:], "Parc ; Wifi"]]
    found = read(xlsx_file(tmp_path / "lot.xlsx", table), with_words(own))
    services = [one.case.situation.facts["services"] if one.case else one.problems for one in found]
    assert services == [("infogerance", "reseau", "antivirus"), ("reseau",)]


def test_every_entry_that_comes_with_the_library_is_read(tmp_path: Path) -> None:
    how = with_words(SHIPPED)
    for entry in entries(SHIPPED):
        answer(tmp_path, entry.column, entry.written, how)


@pytest.mark.parametrize("written", ["15 septembre 2026", "15/09/2026", "le 15 sept. 2026", "2026-09-15"])
def test_dates_are_french(tmp_path: Path, written: str) -> None:
    (found,) = read(xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, "contrat.date"], [*ROW, written]]))
    assert found.case is not None
    assert str(found.case.contract.date) == "2026-09-15"


def test_a_union_adds_its_own_words(tmp_path: Path) -> None:
    own = tmp_path / "equivalences.yaml"
    own.write_text(
        'equivalences:\n  - {ecrit: "Vu", lu: oui}\n'
        "  - {colonne: contrat.type, ecrit: maintenance info, lu: infogerance}"
        f"\n  - {{colonne: {library().by_id[PLAIN].number!r}, ecrit: vu, lu: partiel}}\n  - {{ecrit: bof, lu: }}\n",
        encoding="utf-8",
    )
    how = with_words(SHIPPED, own)
    assert answer(tmp_path, MEASURED, "VU", how).finding == "oui"
    assert answer(tmp_path, PLAIN, "vu", how).finding == "partiel"
    (found,) = read(xlsx_file(tmp_path / "l.xlsx", [[*KEYS, "contrat.type"], [*ROW, "Maintenance info"]]), how)
    assert found.case is not None
    assert found.case.contract.type == "infogerance"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("equivalences:\n  - {colonne: 88.Z, ecrit: vu, lu: oui}\n", "la colonne « 88.Z » n'existe pas"),
        ("vu: oui\n", "ce n'est pas une liste d'équivalences"),
        ("equivalences:\n  - {ecrits: vu}\n", "clé inconnue « ecrits »"),
    ],
)
def test_equivalences_that_cannot_be_used_are_told(tmp_path: Path, content: str, expected: str) -> None:
    (tmp_path / "equivalences.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput, match=expected):
        with_words(tmp_path / "equivalences.yaml")


def test_a_bad_answer_is_one_answer_to_correct(tmp_path: Path) -> None:
    source = xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, PLAIN, MEASURED], [*ROW, "Oui mais", "2 par an"]])
    (found,) = read(source)
    assert found.case is not None
    assert (found.case.to_correct, [*found.case.answers]) == ((PLAIN,), [MEASURED])
    assert (found.mistakes[0].point, found.mistakes[0].written) == (PLAIN, "Oui mais")
    assert "« Oui mais » n'est pas une réponse" in messages(source, STRICT)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cabinet.siret", "12"),
        ("contrat.type", "bof"),
        ("situation.services", "bof"),
        ("contrat.date", "hier"),
    ],
)
def test_a_bad_identity_type_service_or_date_refuses_the_row(tmp_path: Path, key: str, value: str) -> None:
    (found,) = read(xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, key, PLAIN], [*ROW, value, "oui"]]))
    assert found.case is None
    assert found.mistakes[0].written == value


@pytest.mark.parametrize(("faults", "read_"), [(2, False), (3, True)])
def test_too_many_bad_answers_refuse_the_row(tmp_path: Path, faults: int, read_: bool) -> None:
    points = [column.key for column in columns_of(library()).all if column.point and column.key == column.point.id][:3]
    (found,) = read(xlsx_file(tmp_path / "l.xlsx", [[*KEYS, *points], [*ROW, "a", "b", "c"]]), tolerant(faults=faults))
    assert (found.case is not None) is read_
    assert read_ or "3 réponses ne se lisent pas, plus de 2" in str(found.problems[0])


def _text(path: Path) -> str:
    """All the words of a document, those of the synthesis' line on what is to correct apart."""
    with zipfile.ZipFile(path) as archive:
        xml = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    return " ".join(text for text in re.findall(r"<(?:w:)?t[^>]*>([^<]*)<", xml) if "à corriger" not in text)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lot")
    table = [[*KEYS, PLAIN, MEASURED], [*ROW, "Oui mais", "non"], ["b", *ROW[1:], "non", "non"]]
    source = xlsx_file(folder / "lot.xlsx", table)
    assert produce(source, folder / "sortie", *DATE) == 0
    return folder


def test_a_point_to_correct_is_in_no_document(made: Path) -> None:
    number = f"{library().by_id[PLAIN].number}"
    for folder, there in (("a", False), ("b", True)):
        texts = [_text(path) for path in (made / "sortie" / folder).iterdir() if path.suffix in (".docx", ".xlsx")]
        assert len(texts) == 6
        assert any(re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", text) for text in texts) is there
    row = rows(made / "sortie")["a"]
    assert PLAIN not in row["verdicts"]
    assert [one["point"] for one in row["a_corriger"]] == [PLAIN]
    assert state(made / "sortie")["bilan"]["a_corriger"] == 1
    assert read_path(made / "sortie" / "a" / "dossier.yaml").data["a_corriger"] == [PLAIN]


def test_a_point_to_correct_is_no_question_to_the_provider(made: Path) -> None:
    asked = {}
    for folder in ("a", "b"):
        case = read_case(made / "sortie" / folder / "dossier.yaml", library())
        form = provider_form(library(), provider_scope(case))
        asked[folder] = {row.id for table in form.tables for group in table.groups for row in group.rows}
    assert asked["b"] - asked["a"] == {PLAIN}


def test_a_dossier_with_nothing_to_correct_keeps_its_fingerprint(made: Path) -> None:
    case = read_case(made / "sortie" / "b" / "dossier.yaml", library())
    assert "a_corriger" not in case.model_dump(mode="json", by_alias=True)


def test_faults_are_grouped_by_value_and_column(tmp_path: Path) -> None:
    table = [[*KEYS, PLAIN, MEASURED], *([f"d{rank}", *ROW[1:], "bof", "oui"] for rank in range(7))]
    found = survey(xlsx_file(tmp_path / "lot.xlsx", table), library(), tolerant())
    (group,) = found.mistakes.ranked()
    assert str(group).startswith("7 cellules, par exemple lot.xlsx, feuille Dossiers, cellule F2, colonne « perimetre")


def test_a_survey_says_what_reading_says(tmp_path: Path) -> None:
    keys = [*KEYS, PLAIN, MEASURED, f"{MEASURED}:valeur", "cabinet.siret", "contrat.date", LEGAL]
    table = [
        keys,
        [*ROW, "bof", "oui", "souvent", "12", "hier", "n/a"],
        ["b", *ROW[1:], "oui", "1 par an", "", "", "15/09/2026", "oui"],
        ["c d", "", "P", "C", "perdu", "oui", "non", "", "", "", "bof"],
    ]
    source = xlsx_file(tmp_path / "lot.xlsx", table)
    seen = {(one.first.column, one.first.place) for one in survey(source, library(), tolerant()).mistakes.ranked()}
    said = {(mistake.column, mistake.place) for record in read(source) for mistake in record.mistakes}
    assert seen == said


def test_what_was_refused_is_proposed_and_nothing_is_lost(tmp_path: Path) -> None:
    table = [[*KEYS, PLAIN, MEASURED], [*ROW, "Vu", "Vu"], ["b", *ROW[1:], "bof", "1 par an"]]
    groups = grouped(
        one for record in read(xlsx_file(tmp_path / "lot.xlsx", table)) for one in record.mistakes
    ).ranked()
    text, added = proposed("", [], groups, columns_of(library()), Equivalences())
    assert added == 2
    own = tmp_path / "equivalences.yaml"
    own.write_text(text.replace('ecrit: "Vu", lu: ', 'ecrit: "Vu", lu: oui'), encoding="utf-8")
    known = own.read_text(encoding="utf-8"), entries(own), groups, columns_of(library()), Equivalences()
    assert proposed(*known) == (own.read_text(encoding="utf-8"), 0)
    assert answer(tmp_path, PLAIN, "vu", with_words(own)).finding == "oui"


def test_what_no_equivalence_can_mend_is_not_proposed(tmp_path: Path) -> None:
    keys = [*KEYS, "cabinet.siret", "situation.services", PLAIN, LENGTH, MEASURED, LEGAL]
    row = [*ROW, "12345678901234", "infogerance; imprimantes", "Vu", "14", "14", "n/a"]
    source = xlsx_file(tmp_path / "lot.xlsx", [keys, row, row])
    groups = survey(source, library(), tolerant()).mistakes.ranked()
    assert {group.first.column for group in groups} >= {"dossier.id", "cabinet.siret", LEGAL}
    text, _ = proposed("", [], groups, columns_of(library()), Equivalences())
    (tmp_path / "e.yaml").write_text(text, encoding="utf-8")
    assert {(one.column, one.written) for one in entries(tmp_path / "e.yaml")} == {
        ("situation.services", "imprimantes"),
        (PLAIN, "Vu"),
        (LENGTH, "14"),
        (MEASURED, "14"),
    }


def test_learning_writes_the_file_and_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = xlsx_file(tmp_path / "lot.xlsx", [[*KEYS, PLAIN], [*ROW, "Vu"]])
    assert produce(source, tmp_path / "sortie", "--apprendre") == 0
    assert not (tmp_path / "sortie").exists()
    assert "1 façon d'écrire ajoutée" in capsys.readouterr().out
    assert [one.written for one in entries(tmp_path / "equivalences.yaml")] == ["Vu"]
    assert produce(source, tmp_path / "sortie", "--apprendre") == 0
    assert "Rien à apprendre" in capsys.readouterr().out
