"""What a practice may decide on a point, and what the next documents make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausier.cli import run
from clausier.model.negotiation import Choice, Grade, Purpose, ReplyItem
from clausier.model.register import Stand
from clausier.negotiation.deciding import Impossible, accepted_text, decide
from clausier.negotiation.differences import differences, restated
from clausier.negotiation.figures import differs_by_figure, with_figure
from clausier.negotiation.following import next_step, nothing_to_send
from clausier.negotiation.rereading import figure_in
from clausier.negotiation.rounds import next_analysis, next_proposal
from clausier.negotiation.standing import State
from tests.builders import case, flat, library, proposal
from tests.negotiation.play import ACCEPTED, AMENDED, DELAY, TRANSFER, asked, call, events, fill, make_sent, shown
from tests.negotiation.test_letters import ABSENT, answer_of
from tests.negotiation.test_standing import DAY, LEGAL, PLAIN, answered, decided, fold
from tests.negotiation.test_standing import sent as sending

CERTIFIED = "hebergement-hds"
THEIRS = "Le Prestataire remet les Données sous vingt et un (21) jours calendaires."
COUNTER = ReplyItem(choice=Choice.AMENDED, value="21 jours calendaires", wording=THEIRS)


def refused(point: str, stand: Stand, state: State, despite: bool = False) -> str:
    with pytest.raises(Impossible) as caught:
        decide(point, stand, "motif", DAY, state, library(), despite, case(ABSENT))
    return str(caught.value)


def test_a_point_is_named_by_its_number_or_id() -> None:
    state = answer_of(Grade.REFUSED, ReplyItem(choice=Choice.REFUSED))
    by = [decide(name, Stand.KEEP, "motif", DAY, state, library(), False, case(ABSENT)) for name in ("10.A", PLAIN)]
    assert by[0] == by[1]
    assert (by[0].decision.point, by[0].name, by[0].remarks) == (PLAIN, "10.A L'essai", ())
    assert "Vouliez-vous dire « 10.A »" in refused("10.AA", Stand.KEEP, state)


def test_a_point_never_sent_is_decided_by_its_place_in_the_guide() -> None:
    found = decide("3.3", Stand.FLOOR, "motif", DAY, fold(), library(), False, case(ABSENT))
    assert (found.decision.point, found.name[:4]) == (DELAY, "3.3 ")
    assert "le prestataire n'a rien proposé sur ce point" in refused("3.3", Stand.VALUE, fold())


def test_giving_up_what_the_law_or_a_proof_supports_is_confirmed() -> None:
    state = fold(sending(legal="A"))
    assert "ce point est fondé sur la loi : y renoncer se confirme. Ajouter --malgre" in refused(
        LEGAL, Stand.DROP, state
    )
    assert "ce point demande un justificatif" in refused(CERTIFIED, Stand.DROP, fold())
    found = decide(LEGAL, Stand.DROP, "motif", DAY, state, library(), True, case(ABSENT))
    assert found.remarks == ("point fondé sur la loi : la signature demandera --malgre legal",)


@pytest.mark.parametrize(
    ("item", "stand", "told"),
    [
        (ReplyItem(choice=Choice.REFUSED), Stand.VALUE, "n'a pas proposé de valeur. Sa rédaction : --accepter-red"),
        (ReplyItem(choice=Choice.REFUSED), Stand.WORDING, "n'a pas proposé de rédaction. Sa valeur : --accepter-val"),
    ],
)
def test_only_what_is_proposed_is_accepted(item: ReplyItem, stand: Stand, told: str) -> None:
    assert told in refused(PLAIN, stand, answer_of(Grade.REFUSED, item))


def test_a_figure_is_not_accepted_where_our_clause_has_none() -> None:
    """It would be said to be taken over, and appear nowhere."""
    items = answered(legal=Grade.TO_READ).received
    assert items
    event = answered().model_copy(
        update={"received": items.model_copy(update={"items": {LEGAL: ReplyItem(value="200 €")}})}
    )
    assert "notre clause n'a pas de chiffre à changer" in refused(LEGAL, Stand.VALUE, fold(sending(legal="A"), event))


def test_what_is_accepted_is_kept_with_its_figure_and_remarks() -> None:
    state = answer_of(Grade.BELOW, COUNTER.model_copy(update={"value": "60 jours calendaires"}))
    found = decide("10.A", Stand.VALUE, "motif", DAY, state, library(), False, case(ABSENT))
    assert (found.decision.value, found.decision.wording) == ("60 jours calendaires", "")
    assert found.remarks == (
        "60 jours calendaires est sous notre plancher (plancher : 45 jours calendaires)",
        "sa réponse ne dit pas qui répond, en quelle qualité ou quand : la prochaine lettre le demandera",
    )
    wording = decide("10.A", Stand.WORDING, "motif", DAY, state, library(), False, case(ABSENT)).decision
    assert (wording.wording, wording.value) == (THEIRS, "60 jours calendaires")
    assert accepted_text(wording) == THEIRS


def test_a_wording_without_a_figure_is_to_be_read_again() -> None:
    state = answer_of(Grade.TO_READ, ReplyItem(wording="Le Prestataire fait de son mieux."))
    found = decide("10.A", Stand.WORDING, "motif", DAY, state, library(), False, case(ABSENT))
    assert found.remarks[0] == "aucune valeur ne s'y lit : la relire en entier avant de signer"


OLD = "Il remet les Données sous quinze (15) jours calendaires, et répond sous quinze (15) jours calendaires."


@pytest.mark.parametrize(
    ("new", "value"),
    [
        ("Il remet les Données sous vingt (20) jours calendaires, et répond sous quinze (15) jours calendaires.",
         "20 jours calendaires"),
        ("Il remet toutes les Données sous quinze (15) jours calendaires, et répond.", "15 jours calendaires"),
        ("Il remet les Données sous 20 jours ouvrés, et répond sous quinze (15) jours calendaires.", "20 jours ouvrés"),
        ("Il remet les Données dès que possible, et répond sous quinze (15) jours calendaires.", ""),
    ],
)  # fmt: skip
def test_a_figure_is_read_again_in_its_place(new: str, value: str) -> None:
    assert figure_in(new, OLD, "15 jours calendaires", library().by_id[PLAIN], library()) == value


def test_no_figure_is_read_where_there_was_none() -> None:
    requirement = library().by_id[PLAIN]
    assert figure_in("Sous 20 jours calendaires.", OLD, "", requirement, library()) == ""
    assert figure_in(OLD, "Sans délai.", "15 jours calendaires", requirement, library()) == ""


@pytest.mark.parametrize(
    ("new", "same"),
    [
        (OLD.replace("quinze (15)", "vingt (20)", 1), True),
        (OLD.replace("quinze (15)", "vingt (20)"), True),
        (OLD, False),
        (OLD.replace("quinze (15)", "trente (30)"), False),
        (OLD.replace("quinze (15)", "vingt (20)") + " Ou presque.", False),
    ],
)
def test_a_text_in_which_only_the_figure_differs(new: str, same: bool) -> None:
    assert differs_by_figure(OLD, new, "15 jours calendaires", "20 jours calendaires") is same


def test_a_figure_is_put_in_its_place_or_nowhere() -> None:
    one = "Il remet les Données sous {}."
    for was, now in (("15 jours calendaires", "20 jours calendaires"),
                     ("quinze (15) jours calendaires", "vingt (20) jours calendaires")):  # fmt: skip
        text = with_figure(one.format(was), "15 jours calendaires", "20 jours calendaires")
        assert text.replace("\u00a0", " ") == one.format(now)
    for text in (OLD, "Il remet les Données sous 115 jours calendaires.", "Sans délai."):
        assert with_figure(text, "15 jours calendaires", "20 jours calendaires") == ""
    assert with_figure(OLD, "", "20 jours calendaires") == ""


def test_a_change_without_a_decision_is_told() -> None:
    drafted = proposal({**ABSENT, DELAY: "non"})
    texts = {request.id: request.text for request in drafted.view.requests}
    state = fold(sending(plain=texts[PLAIN], legal="Autre texte"))
    told = differences(state, drafted)
    assert [line.split(" :")[0].split()[0] for line in told] == ["3.3", "9.A"]
    assert "n'a pas encore été demandé (dossier ou bibliothèque modifiés depuis)" in told[0]
    assert differences(fold(sending(plain="B", legal="A"), decided(PLAIN, Stand.KEEP), decided(LEGAL, Stand.KEEP)),
                       proposal(ABSENT)) == ()  # fmt: skip
    gone = differences(fold(sending(plain=texts[PLAIN], legal=texts[LEGAL])), proposal({PLAIN: "non"}))
    assert [line.split(" : ")[1] for line in gone] == ["n'est plus demandé (dossier ou bibliothèque modifiés depuis)"]


def test_a_reminder_may_say_nothing_that_was_decided_since() -> None:
    texts = {request.id: request.text for request in proposal(ABSENT).view.requests}
    state = fold(sending(plain=texts[PLAIN], legal=texts[LEGAL]), decided(PLAIN, Stand.FALLBACK))
    again = next_proposal(next_analysis(case(ABSENT), library(), state, DAY), state, Purpose.REMINDER)
    assert differences(state, again) == ()
    (told,) = restated(state, again)
    assert "sous [-quinze (15-][+trente (30+])" in told
    assert told.endswith("(décidé depuis)")


def test_a_reminder_of_what_was_decided_since_is_refused(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its form would show the fallback, and « Accepté » on it would count for the text that was sent."""
    call("decider", sent, "3.3", "--repli", "--motif", "Essai", "--date", "2026-11-24")
    capsys.readouterr()
    assert run(["relancer", str(sent), "-o", str(sent.parent / "rappel"), "--date", "2026-12-24"]) == 1
    told = flat(capsys.readouterr().err)
    assert "un rappel redirait autre chose que ce qui a été envoyé" in told
    assert "(décidé depuis)" in told
    assert "annuler la décision" in told
    assert not (sent.parent / "rappel").exists()
    make_sent("rediger", sent, sent.parent / "encore", "2026-12-24")
    assert asked(sent)[DELAY]["valeur"] == "30 jours calendaires"


def test_another_proposal_than_the_one_accepted_is_not(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The provider proposes 21 days, which is accepted, then withdraws it for 40: what was sent is asked again."""
    say(sent, "3.3", "21 jours calendaires", "2026-12-01")
    call("decider", sent, "3.3", "--accepter-valeur", "--motif", "Essai", "--date", "2026-12-02")
    say(sent, "3.3", "40 jours calendaires", "2026-12-03")
    make_sent("relancer", sent, sent.parent / "tour-2", "2026-12-04")
    letter = shown(sent.parent / "tour-2" / "relance.docx")
    assert "vous proposez « 40 jours calendaires » ; nous maintenons notre demande (14 jours calendaires)" in letter
    assert "nous acceptons" not in letter
    assert asked(sent)[DELAY]["valeur"] == "14 jours calendaires"


def say(dossier: Path, point: str, value: str, day: str, *more: str) -> None:
    call("reponse", "noter", dossier, point, "--contre", "--valeur", value, "--par", "Claude Spécimen", "--qualite",
         "gérante", "--source", "courriel", "--le", day, "--date", day, *more)  # fmt: skip


def test_a_figure_accepted_after_a_wording_stands_in_it(sent: Path) -> None:
    wording = "Le Prestataire applique chaque correctif sous vingt et un (21) jours calendaires, sauf force majeure."
    say(sent, "3.3", "21 jours calendaires", "2026-12-01", "--texte", wording)
    call("decider", sent, "3.3", "--accepter-redaction", "--motif", "Essai", "--date", "2026-12-02")
    make_sent("relancer", sent, sent.parent / "tour-2", "2026-12-02")
    assert asked(sent)[DELAY]["texte"] == wording
    say(sent, "3.3", "25 jours calendaires", "2026-12-05")
    call("decider", sent, "3.3", "--accepter-valeur", "--motif", "Essai", "--date", "2026-12-06")
    make_sent("relancer", sent, sent.parent / "tour-3", "2026-12-06")
    found = asked(sent)[DELAY]
    assert (found["valeur"], "sous vingt-cinq (25) jours calendaires, sauf force majeure" in found["texte"]) == (
        "25 jours calendaires",
        True,
    )


def test_what_is_accepted_of_a_signed_answer_is_settled(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No letter is due for it: neither command sends back to the other."""
    points = dict.fromkeys(asked(sent), ACCEPTED)
    counter = {"choix": AMENDED, "valeur": "21 jours calendaires"}
    filled = fill(sent.parent / "tour-1" / "tableau.xlsx", {**points, DELAY: counter})
    call("reponse", "lire", sent, filled, "--date", "2026-12-20")
    call("decider", sent, "3.3", "--accepter-valeur", "--motif", "Essai", "--date", "2026-12-21")
    assert run(["relancer", str(sent), "-o", str(sent.parent / "tour-2"), "--date", "2026-12-21"]) == 1
    assert "clausier conclure" in flat(capsys.readouterr().err)
    call("conclure", sent, "-o", sent.parent / "signature", "--date", "2026-12-21")
    assert "vingt et un (21) jours" in shown(sent.parent / "signature" / "avenant.docx")


def test_a_text_that_changed_since_the_agreement_is_asked_again(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled = fill(sent.parent / "tour-1" / "tableau.xlsx", dict.fromkeys(asked(sent), ACCEPTED))
    call("reponse", "lire", sent, filled, "--date", "2026-12-20")
    text = sent.read_text(encoding="utf-8")
    sent.write_text(f"{text}\nparametres: {{{TRANSFER}: {{delai_reprise: 3 jours ouvrés}}}}\n", encoding="utf-8")
    capsys.readouterr()
    call("suivre", sent, "--date", "2026-12-21")
    assert "Ensuite : poursuivre : clausier relancer." in capsys.readouterr().out
    assert run(["conclure", str(sent), "-o", str(sent.parent / "signature"), "--date", "2026-12-21"]) == 1
    assert "la rédaction a changé depuis l'accord ; relancer" in flat(capsys.readouterr().err)
    make_sent("relancer", sent, sent.parent / "tour-2", "2026-12-21")
    assert "trois (3) Jours ouvrés" in asked(sent)[TRANSFER]["texte"].replace("\u00a0", " ")


def test_a_figure_below_the_floor_that_was_accepted_stands_in_no_way(sent: Path) -> None:
    say(sent, "3.3", "90 jours calendaires", "2026-12-01")
    call("decider", sent, "3.3", "--accepter-valeur", "--motif", "Essai", "--date", "2026-12-02")
    make_sent("relancer", sent, sent.parent / "tour-2", "2026-12-02")
    found = fill(sent.parent / "tour-2" / "tableau.xlsx", {DELAY: ACCEPTED}, ("Claude", "gérante", "05/12/2026"))
    call("reponse", "lire", sent, found, "--date", "2026-12-05")
    assert events(sent)[-1]["reponse"]["appreciations"][DELAY]["appreciation"] == "accord de principe"
    assert run(["conclure", str(sent), "-o", str(sent.parent / "signature"), "--date", "2026-12-06"]) == 1


def test_less_than_the_contract_gives_is_not_accepted(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The contract gives 15 working days, which our texts keep: 60 days would be said, and not printed."""
    say(sent, "10.A", "60 jours calendaires", "2026-12-01")
    words = ["--accepter-valeur", "--motif", "Essai", "--date", "2026-12-02"]
    assert run(["decider", str(sent), "10.A", *words]) == 2
    assert "le contrat donne déjà mieux (15 jours ouvrés)" in capsys.readouterr().err


def test_nothing_is_due_without_a_sending() -> None:
    assert nothing_to_send(case(ABSENT), library(), fold(), DAY) == (
        "rien n'a encore été envoyé : clausier rediger d'abord."
    )
    assert next_step(fold(), DAY) == "adresser nos demandes : clausier rediger, puis clausier envoyer"
