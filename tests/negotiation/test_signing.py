"""What stands in the way of a signature, word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clausier.model.negotiation import Choice, Grade, ReplyItem
from clausier.model.register import Stand
from clausier.negotiation.concluding import Blocker, Kind, blockers, final_analysis, final_proposal, missing
from clausier.negotiation.standing import State
from tests.builders import case, library, proposal
from tests.negotiation.test_letters import ABSENT, answer_of
from tests.negotiation.test_standing import DAY, LEGAL, PLAIN, answered, decided, fold
from tests.negotiation.test_standing import sent as sending

DECIDE = "attendre l'accord, ou : clausier decider … --abandonner"


def told(state: State, **despite: str) -> list[Blocker]:
    return [*blockers(state, library(), despite)]


def test_nothing_asked_is_nothing_to_sign() -> None:
    assert told(fold()) == [Blocker(Kind.NOTHING, "", "rien n'a encore été demandé au prestataire : clausier rediger")]


@pytest.mark.parametrize(
    ("name", "grade", "kind", "message"),
    [
        (
            "legal",
            Grade.REFUSED,
            Kind.LEGAL,
            "legal legal : point fondé sur la loi, refusé. Obtenir l'accord, ou --malgre legal",
        ),
        (
            "legal",
            Grade.BELOW,
            Kind.LEGAL,
            "legal legal : point fondé sur la loi, contre-proposition. Obtenir l'accord, ou --malgre legal",
        ),
        ("plain", Grade.BELOW, Kind.BELOW, f"plain plain : proposé sous le plancher ; {DECIDE}"),
        ("plain", Grade.REFUSED, Kind.OPEN, f"plain plain : refusé ; {DECIDE}"),
        ("plain", Grade.SILENT, Kind.OPEN, f"plain plain : en attente ; {DECIDE}"),
    ],
)
def test_what_stands_in_the_way(name: str, grade: Grade, kind: Kind, message: str) -> None:
    state = fold(sending(**{name: "A"}), answered(**{name: grade}))
    assert told(state) == [Blocker(kind, name, message)]
    assert told(state, **{LEGAL if name == "legal" else PLAIN: "motif"}) == []


def test_what_is_agreed_or_dropped_stands_in_no_way() -> None:
    assert told(fold(sending(legal="A", plain="B"), answered(legal=Grade.AGREED, plain=Grade.AGREED))) == []
    assert told(fold(sending(plain="B"), answered(plain=Grade.BELOW), decided(PLAIN, Stand.DROP))) == []


@pytest.mark.parametrize(("value", "blocks"), [("45 jours calendaires", False), ("46 jours calendaires", True)])
def test_a_figure_agreed_below_the_floor_stands_in_the_way(value: str, blocks: bool) -> None:
    state = answer_of(Grade.AGREED, ReplyItem(choice=Choice.ACCEPTED), value=value)
    message = f"10.A L'essai : la valeur demandée ({value}) est sous le plancher"
    assert told(state) == ([Blocker(Kind.BELOW, "10.A", message)] if blocks else [])


def test_the_figure_of_a_point_that_the_library_lost_blocks_nothing() -> None:
    state = answer_of(Grade.AGREED, ReplyItem(choice=Choice.ACCEPTED), value="46 jours calendaires")
    gone = {PLAIN: replace(state.standings[PLAIN], point="point-disparu")}
    assert told(State(state.register, gone, state.last)) == []


def test_what_the_document_lacks() -> None:
    state = fold(sending(plain="B", legal="A"), answered(plain=Grade.AGREED, legal=Grade.REFUSED))
    data = case(ABSENT, cabinet={"representant": "", "qualite": "gérante"}, situation={"acces_aux_donnees": "non"})
    drafted = proposal({**ABSENT, "correctifs-delai-critique": "non"}, situation={"acces_aux_donnees": "non"})
    found = [*missing(data, drafted, state)]
    assert [one.message for one in found if one.kind is Kind.CASE] == [
        "cabinet.representant : qui signe",
        "prestataire.representant : qui signe",
        "prestataire.qualite : en quelle qualité",
        "avenant.prise_d_effet : la date de prise d'effet",
    ]
    assert [one.name for one in found][:2] == ["cabinet.representant", "prestataire.representant"]
    titles = {request.id: f"{request.number} {request.title}" for request in drafted.view.requests}
    assert [(one.name, one.message) for one in found if one.kind in (Kind.UNASKED, Kind.REWORDED)] == [
        (
            "3.3",
            f"{titles['correctifs-delai-critique']} : jamais demandé au prestataire (le dossier a changé) ; relancer",
        ),
        ("10.A", f"{titles[PLAIN]} : la rédaction a changé depuis l'accord ; relancer"),
    ]


def test_a_complete_document_lacks_nothing() -> None:
    signed = {"representant": "Dr Exemple", "qualite": "gérante"}
    data = case({PLAIN: "non"}, cabinet=signed, prestataire=signed, avenant={"prise_d_effet": "2027-03-01"})
    drafted = proposal({PLAIN: "non"}, situation={"acces_aux_donnees": "non"})
    text = next(request.text for request in drafted.view.requests)
    assert [*missing(data, drafted, fold(sending(plain=text), answered(plain=Grade.AGREED)))] == []


def test_the_annex_is_to_be_filled_in() -> None:
    found = [*missing(case(ABSENT), proposal(ABSENT), fold())]
    rows = [row for row in proposal(ABSENT).view.annex if not row.value]
    assert rows
    assert [one.message for one in found if one.name.startswith("annexe.")] == [
        f"annexe.{row.id} : {row.title}" for row in rows
    ]


def test_the_document_for_signature_leaves_out_what_stays_open() -> None:
    state = fold(sending(plain="B", legal="A"), answered(plain=Grade.AGREED, legal=Grade.REFUSED))
    despite = {LEGAL: "contrat voisin"}
    found = final_analysis(case(ABSENT), library(), state, DAY, despite)
    assert found.dropped == {LEGAL}
    assert found.tally.to_check > 0
    assert final_analysis(case(), library(), state, DAY, {}, unknown_as_absent=True).tally.to_check == 0
    final = final_proposal(found, state, despite)
    assert not final.view.act.draft
    assert [request.id for request in final.view.requests] == [PLAIN]
    assert final.view.mark.round == 1
    left = final.summary.set_aside[-1]
    assert (left.number, left.title, left.reason) == ("legal", "legal", "laissé ouvert à la signature : contrat voisin")
    assert [one.number for one in final_proposal(found, state, {}).summary.set_aside].count("legal") == 0
