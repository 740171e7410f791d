"""The same from the command line: whatever is typed over a batch of two providers, nothing crashes, nothing leaks."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clausier.cli import run
from tests.negotiation.play import (
    ACCEPTED,
    AMENDED,
    DELAY,
    FEES,
    REFUSED,
    SECRETS,
    TRANSFER,
    WITH_COMMENT,
    Answer,
    all_parts,
    call,
    fill,
    register_text,
    sit_down,
)
from tests.negotiation.test_rounds import INTERNAL

MANY = int(os.environ.get("CLAUSIER_SEQUENCES", "0")) // 50
CASES = ("cabinet-un", "cabinet-deux")
DAYS = ("2026-11-24", "2026-12-10", "2026-12-28", "2027-02-20")
COUNTER: Answer = {"choix": AMENDED, "valeur": "21 jours calendaires"}
STANDS = ("--repli", "--plancher", "--maintenir", "--abandonner", "--accepter-valeur", "--accepter-redaction")
WORDS = st.one_of(
    st.tuples(st.just("rediger"), st.sampled_from("ab"), st.sampled_from(("cible", "repli", "plancher"))),
    st.tuples(st.just("relancer"), st.sampled_from("ab"), st.just("")),
    st.tuples(st.just("envoyer"), st.sampled_from((".", "a", "b")), st.just("")),
    st.tuples(st.just("lire"), st.sampled_from((".", "a", "b")), st.sampled_from(("oui", "non", "contre"))),
    st.tuples(st.just("noter"), st.sampled_from((DELAY, FEES)), st.sampled_from(("courriel", "telephone"))),
    st.tuples(st.just("decider"), st.sampled_from((DELAY, TRANSFER)), st.sampled_from(STANDS)),
    st.tuples(st.just("annuler"), st.sampled_from(("", "1", "2", "3")), st.sampled_from(("", "--avec-suite"))),
    st.tuples(st.just("conclure"), st.just("s"), st.just("")),
    st.tuples(st.just("modifier"), st.sampled_from(("10 jours calendaires", "20 jours calendaires")), st.just("")),
)
STEPS = st.lists(st.tuples(st.sampled_from(CASES), st.integers(0, 1), WORDS), min_size=8, max_size=14)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a batch, whose letters are drafted."""
    root = tmp_path_factory.mktemp("lot")
    (root / "cabinets").mkdir()
    for name in CASES:
        dossier = sit_down(root / name, ("belvedere-logiciel-2026", name), WITH_COMMENT)
        shutil.copy(dossier, root / "cabinets" / f"{name}.yaml")
    call("lot", "produire", root / "cabinets", "-o", root / "sortie", "--date", "2026-11-23")
    return root / "sortie"


def typed(folder: Path, day: str, what: tuple[str, str, str]) -> list[str]:
    """A command as it is typed; empty where there is nothing to type it on."""
    verb, first, second = what
    dossier, date = str(folder), ("--date", day)
    if verb in ("rediger", "relancer", "conclure"):
        position = ("--position", second) if second else ()
        source = str(folder / "dossier.yaml") if verb == "rediger" else dossier
        return [verb, source, "-o", str(folder / first), *position, *date]
    if verb == "envoyer":
        return [verb, dossier, str(folder / first), "--le", day]
    if verb == "lire":
        return _returned(folder / first, day, second)
    if verb == "noter":
        who = ("--par", "Claude Spécimen", "--qualite", "gérante", "--le", day)
        return ["reponse", "noter", dossier, first, "--accepte", "--source", second, *who, *date]
    if verb == "decider":
        return [verb, dossier, first, second, "--motif", SECRETS[1], *date]
    if verb == "annuler":
        event = ("--evenement", first) if first else ()
        return [verb, dossier, *event, *filter(None, [second]), "--motif", SECRETS[1], "--le", day]
    path = folder / "dossier.yaml"
    more = f"\nparametres: {{{TRANSFER}: {{delai_reprise: {first}}}}}\n"
    path.write_text(path.read_text(encoding="utf-8").split("\nparametres:")[0] + more, encoding="utf-8")
    return ["suivre", dossier, *date]


def _returned(folder: Path, day: str, answer: str) -> list[str]:
    """The tracker of a folder, filled and sent back."""
    tracker = folder / "tableau.xlsx"
    if not tracker.is_file():
        return []
    given = {"oui": ACCEPTED, "non": REFUSED, "contre": COUNTER}[answer]
    filled = fill(tracker, {DELAY: given, TRANSFER: ACCEPTED}, ("Claude Spécimen", "gérante", day))
    home = folder if (folder / "dossier.yaml").is_file() else folder.parent
    return ["reponse", "lire", str(home), str(filled), "--date", day]


@settings(
    deadline=None,
    derandomize=not MANY,
    database=None,
    max_examples=MANY or 4,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(STEPS)
def test_whatever_is_typed(batch: Path, steps: list[tuple[str, int, tuple[str, str, str]]]) -> None:
    with TemporaryDirectory() as place:
        root = shutil.copytree(batch.parent, Path(place) / "lot") / batch.name
        assert run(["lot", "envoyer", str(root), "--le", "2026-11-23"]) == 0
        turn = 0
        for name, passing, what in steps:
            turn = min(turn + passing, len(DAYS) - 1)
            before = {case: register_text(root / case / "dossier.yaml") for case in CASES}
            if words := typed(root / name, DAYS[turn], what):
                assert run(words) in (0, 1, 2, 3), words
            after = {case: register_text(root / case / "dossier.yaml") for case in CASES}
            assert all(after[case].startswith(re.sub("fin: .*\n", "", before[case])) for case in CASES)
            assert {case for case in CASES if after[case] != before[case]} <= {name}
        assert run(["suivre", str(root), "--date", DAYS[turn]]) == 0
        _assert_nothing_leaks(root)


def _assert_nothing_leaks(root: Path) -> None:
    """No comment and no reason in any part of a file for the provider."""
    for path in root.rglob("*"):
        if path.suffix in (".docx", ".xlsx") and path.name not in INTERNAL:
            parts = all_parts(path)
            assert not [secret for secret in SECRETS if secret in parts], path.name
