"""What a negotiation says and decides, word for word and from its records alone: no file is read or written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from clausier.errors import InvalidInput
from clausier.model.negotiation import (
    Assessment,
    Choice,
    FormKind,
    Grade,
    Mark,
    Purpose,
    ReadReply,
    Register,
    ReplyItem,
    Respondent,
    Sending,
    SentText,
    Stand,
    Touch,
    fingerprint_of,
)
from clausier.model.requirement import PositionName
from clausier.negotiation.concluding import Blocker, Kind, blockers, final_analysis, final_proposal, missing
from clausier.negotiation.grading import Grader
from clausier.negotiation.replies import received, sent_to, twice
from clausier.negotiation.rounds import (
    follow_up,
    is_kept,
    next_analysis,
    next_proposal,
    purpose_of,
    repeats,
    sending_of,
)
from clausier.negotiation.standing import State, Status
from clausier.negotiation.values import grade_value
from tests.builders import analysis, case, library, proposal
from tests.negotiation.test_grading import GOOD, HOSTING, RECOVERY, SENT, WHO, assess
from tests.negotiation.test_standing import DAY, LEGAL, PLAIN, answered, decided, fold
from tests.negotiation.test_standing import sent as sending

DECIDE = "attendre l'accord, ou : clausier decider … --abandonner"
ABSENT = {PLAIN: "non", LEGAL: "non"}


@pytest.mark.parametrize(
    ("point", "value", "reason"),
    [
        (RECOVERY, "15 jours calendaires", "cible : 15 jours calendaires"),
        (RECOVERY, "16 jours calendaires", "repli : 30 jours calendaires"),
        (RECOVERY, "31 jours calendaires", "plancher : 45 jours calendaires"),
        (RECOVERY, "46 jours calendaires", "plancher : 45 jours calendaires"),
        ("incidents-delai-critique", "9 heures ouvrées", "plancher : 8 heures ouvrées"),
        ("sauvegardes-versions", "30 jours", "aucune de nos positions n'est de cette nature (duree)"),
        ("hebergement-localisation", "France", "demandé : EEE"),
        ("hebergement-localisation", "Suisse", "demandé : EEE"),
        ("perimetre-services", "15 jours", "ce point n'a pas de chiffre à comparer"),
    ],
)
def test_a_value_is_told_with_what_it_was_compared_with(point: str, value: str, reason: str) -> None:
    assert grade_value(value, library().by_id[point], library())[1] == reason


CONDITION = "une condition est ajoutée (coût, délai ou commentaire)"
WORDED = "rédaction proposée sans valeur"


@pytest.mark.parametrize(
    ("item", "grade", "reason"),
    [
        (ReplyItem(choice=Choice.REFUSED, comment="Trop cher."), Grade.REFUSED, "Trop cher."),
        (ReplyItem(touch=Touch.DELETED), Grade.REFUSED, "clause supprimée du document renvoyé"),
        (
            ReplyItem(touch=Touch.UNTOUCHED, comment="Vu."),
            Grade.SILENT,
            "clause renvoyée telle quelle : ce n'est pas un accord",
        ),
        (ReplyItem(comment="Nous verrons."), Grade.SILENT, "Nous verrons."),
        (ReplyItem(choice=Choice.AMENDED), Grade.TO_READ, CONDITION),
        (ReplyItem(choice=Choice.ACCEPTED, cost="200 € HT"), Grade.TO_READ, CONDITION),
        (ReplyItem(choice=Choice.ACCEPTED, time="en 2028"), Grade.TO_READ, CONDITION),
        (ReplyItem(choice=Choice.ACCEPTED), Grade.AGREED, ""),
        (ReplyItem(wording=SENT.text), Grade.TO_READ, WORDED),
        (ReplyItem(value="15 jours calendaires"), Grade.TARGET, "cible : 15 jours calendaires"),
        (
            ReplyItem(value="31 jours calendaires", wording=SENT.text),
            Grade.FLOOR,
            "plancher : 45 jours calendaires",
        ),
    ],
)
def test_an_answer_is_graded_with_its_reason(item: ReplyItem, grade: Grade, reason: str) -> None:
    found = assess(item)
    assert (found.grade, found.reason) == (grade, reason)


@pytest.mark.parametrize("value", ["", "31 jours calendaires", "vite"])
def test_the_words_that_differ_are_marked(value: str) -> None:
    changed = assess(ReplyItem(value=value, wording=SENT.text.replace("remet", "transmet"))).changes
    assert changed.startswith("Le Prestataire [-remet-][+transmet+] les Données")
    unknown = ReplyItem(value="31 jours", wording=SENT.text.replace("remet", "transmet"))
    assert assess(unknown, "point-disparu").changes == changed
    assert assess(ReplyItem(value="31 jours")).changes == ""


PROVEN = "la preuve décrite convient : en demander la copie"


@pytest.mark.parametrize(
    ("item", "grade", "reason"),
    [
        (ReplyItem(proof=GOOD), Grade.PROVEN, PROVEN),
        (ReplyItem(choice=Choice.COVERED, comment="Article 4.", proof=GOOD), Grade.PROVEN, f"Article 4. ; {PROVEN}"),
        (ReplyItem(choice=Choice.DISCUSS, proof=GOOD), Grade.PROVEN, PROVEN),
        (ReplyItem(choice=Choice.AMENDED, proof=GOOD), Grade.PROVEN, f"{CONDITION} ; {PROVEN}"),
        (ReplyItem(wording="Autre texte.", proof=GOOD), Grade.TO_READ, f"{WORDED} ; {PROVEN}"),
        (ReplyItem(choice=Choice.ACCEPTED, proof=GOOD), Grade.AGREED, PROVEN),
        (
            ReplyItem(proof="Certificat en cours"),
            Grade.UNPROVEN,
            "preuve décrite sans ses mentions : écrire « titulaire : … ; numéro : … ; organisme certificateur : … ; "
            "activités couvertes : … ; date d'expiration : … »",
        ),
        (
            ReplyItem(proof=GOOD.replace("01/01/2028", "bientôt")),
            Grade.UNPROVEN,
            "mention illisible : expire_le",
        ),
        (
            ReplyItem(proof=f"{GOOD.replace('01/01/2028', 'bientôt')} ; délivré le : hier"),
            Grade.UNPROVEN,
            "mention illisible : delivre_le et expire_le",
        ),
        (
            ReplyItem(proof=GOOD.replace("01/01/2028", "1/2/2026").replace("numéro : HDS-EX-1", "numéro :")),
            Grade.UNPROVEN,
            "certificat incomplet : numéro à indiquer ; certificat expiré le 1er février 2026",
        ),
        (
            ReplyItem(proof=f"{GOOD} ; Délivré  le : 21/12/2026 ; couleur : bleue"),
            Grade.UNPROVEN,
            "certificat délivré seulement le 21 décembre 2026",
        ),
        (ReplyItem(proof=f"{GOOD} ; delivre_le : 2026-12-20"), Grade.PROVEN, PROVEN),
        (ReplyItem(proof=f"{GOOD} ; Délivrée le : 20/12/2026"), Grade.PROVEN, PROVEN),
    ],
)
def test_a_proof_that_is_described_is_graded_with_its_reason(item: ReplyItem, grade: Grade, reason: str) -> None:
    found = assess(item, HOSTING)
    assert (found.grade, found.reason) == (grade, reason)


def test_a_proof_that_nobody_asks_for_changes_nothing() -> None:
    local = case(situation={"donnees_hebergees_par": "cabinet", "sauvegardes_hebergees_par": "cabinet"})
    found = Grader(library(), local, DAY, WHO).assess(HOSTING, ReplyItem(proof=GOOD), SENT)
    assert found == Assessment(grade=Grade.SILENT)
    assert assess(ReplyItem(proof=GOOD)) == Assessment(grade=Grade.SILENT)
    assert assess(ReplyItem(proof=GOOD), "point-disparu") == Assessment(grade=Grade.SILENT)


@pytest.mark.parametrize("grade", Grade)
def test_each_grade_is_a_status(grade: Grade) -> None:
    statuses = {
        Grade.AGREED: "accord de principe",
        Grade.REFUSED: "refusé",
        Grade.DISCUSS: "à discuter",
        Grade.SILENT: "en attente",
        **dict.fromkeys((Grade.UNSIGNED, Grade.COVERED, Grade.PROVEN, Grade.UNPROVEN), "à vérifier"),
    }
    state = fold(sending(plain="B"), answered(plain=grade))
    one = state.standings[PLAIN]
    assert one.status.value == statuses.get(grade, "contre-proposition")
    assert (one.agreed, one.open) == (grade is Grade.AGREED, grade is not Grade.AGREED)
    assert state.of(one.status) == (one,)
    assert state.of(*(set(Status) - {one.status})) == ()


def test_nothing_sent_is_round_zero() -> None:
    empty = fold()
    assert (empty.round, empty.last, empty.answered, empty.concluded) == (0, None, False, False)
    assert not empty.overdue(date(2100, 1, 1))


def test_an_answer_ends_the_wait() -> None:
    late = DAY + timedelta(days=400)
    assert fold(sending(plain="B")).overdue(late)
    assert not fold(sending(plain="B"), answered(plain=Grade.REFUSED)).overdue(late)
    assert fold(sending(plain="B"), answered(plain=Grade.REFUSED), sending(2, plain="B")).overdue(late)


def test_what_concerns_no_request_changes_nothing() -> None:
    first = sending(plain="B")
    assert fold(first, answered(legal=Grade.AGREED), decided(LEGAL, Stand.DROP)).standings == fold(first).standings


def test_a_dropped_point_that_is_sent_again_is_asked_again() -> None:
    state = fold(sending(plain="B"), decided(PLAIN, Stand.DROP), sending(2, plain="B"))
    assert state.standings[PLAIN].status is Status.WAITING


@pytest.mark.parametrize(
    ("numbers", "replied", "purpose"),
    [
        ((1,), None, Purpose.REMINDER),
        ((1,), 1, Purpose.ROUND),
        ((1, 2), None, Purpose.REMINDER),
        ((1, 2), 2, Purpose.FINAL),
        ((1, 2, 3), 3, Purpose.FINAL),
        ((1, 2), 1, Purpose.REMINDER),
    ],
)
def test_why_to_write_again(numbers: tuple[int, ...], replied: int | None, purpose: Purpose) -> None:
    sendings = [sending(number, plain="B") for number in numbers]
    state = fold(*sendings, *([answered(replied, plain=Grade.REFUSED)] if replied else []))
    assert purpose_of(state) is purpose
    assert repeats(state) is (replied != numbers[-1])


def test_silence_after_a_reminder_is_asked_a_last_time() -> None:
    assert purpose_of(fold(sending(plain="B"), sending(1, Purpose.REMINDER))) is Purpose.FINAL
    earlier = fold(sending(plain="B"), sending(1, Purpose.REMINDER), sending(2, plain="B"))
    assert purpose_of(earlier) is Purpose.REMINDER


def answer_of(grade: Grade, item: ReplyItem, *stand: Stand, value: str = "15 jours calendaires") -> State:
    """One request, answered and decided."""
    request, answer = sending(plain="B"), answered(plain=grade)
    assert request.sending is not None
    assert answer.received is not None
    text = request.sending.texts[PLAIN].model_copy(update={"value": value, "number": "10.A", "title": "L'essai"})
    request = request.model_copy(update={"sending": request.sending.model_copy(update={"texts": {PLAIN: text}})})
    answer = answer.model_copy(update={"received": answer.received.model_copy(update={"items": {PLAIN: item}})})
    return fold(request, answer, *(decided(PLAIN, one) for one in stand))


KEPT = "nous maintenons notre demande (15 jours calendaires)"
GIVEN = "notre demande est aménagée en conséquence dans le projet joint"
REFUSAL = ReplyItem(choice=Choice.REFUSED)


@pytest.mark.parametrize(
    ("grade", "item", "stand", "said", "ours"),
    [
        (Grade.REFUSED, REFUSAL, (), "vous répondez « Refusé »", KEPT),
        (Grade.REFUSED, REFUSAL, (Stand.KEEP,), "vous répondez « Refusé »", KEPT),
        (Grade.REFUSED, REFUSAL, (Stand.FALLBACK,), "vous répondez « Refusé »", GIVEN),
        (Grade.REFUSED, REFUSAL, (Stand.FLOOR,), "vous répondez « Refusé »", GIVEN),
        (
            Grade.BELOW,
            ReplyItem(choice=Choice.AMENDED, value="60 jours", wording="Autre."),
            (),
            "vous proposez « 60 jours »",
            KEPT,
        ),
        (
            Grade.TO_READ,
            ReplyItem(choice=Choice.AMENDED, wording="Autre."),
            (),
            "vous proposez une autre rédaction",
            KEPT,
        ),
        (Grade.AGREED, ReplyItem(choice=Choice.ACCEPTED), (Stand.FLOOR,), "vous répondez « Accepté »",
         "la rédaction proposée est conservée"),
        (Grade.UNSIGNED, ReplyItem(choice=Choice.ACCEPTED), (), "vous répondez « Accepté »",
         "nous vous remercions d'indiquer qui accepte (nom, qualité, date)"),
        (Grade.PROVEN, ReplyItem(proof="…"), (), "",
         "nous vous remercions de nous remettre la copie du justificatif"),
        (Grade.UNPROVEN, ReplyItem(proof="…"), (), "", "les mentions du justificatif sont à compléter"),
        (Grade.COVERED, ReplyItem(choice=Choice.COVERED), (), "vous répondez « Déjà couvert »",
         "nous vous remercions de citer la stipulation ; à défaut, nous maintenons notre demande"),
        (Grade.DISCUSS, ReplyItem(choice=Choice.DISCUSS), (), "vous répondez « À discuter »",
         "nous sommes à votre disposition pour en parler"),
    ],
)  # fmt: skip
def test_a_letter_says_back_what_was_said(
    grade: Grade, item: ReplyItem, stand: tuple[Stand, ...], said: str, ours: str
) -> None:
    state = answer_of(grade, item, *stand)
    view = follow_up(state, proposal(ABSENT), Purpose.ROUND)
    told = [*view.agreed, *view.countered, *view.refused, *view.unsettled, *view.silent]
    (one,) = told
    assert (one.number, plain(one.title)) == ("10.A", "L'essai")
    assert (plain(one.answered), plain(one.ours)) == (said, ours)
    lists = {"agreed": view.agreed, "countered": view.countered, "refused": view.refused, "unsettled": view.unsettled}
    where = {Grade.REFUSED: "refused", Grade.AGREED: "agreed", Grade.BELOW: "countered", Grade.TO_READ: "countered"}
    assert [name for name, found in lists.items() if found] == [where.get(grade, "unsettled")]


def plain(text: str) -> str:
    """Without the typography of letters."""
    return text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def test_a_letter_without_a_figure_keeps_the_request() -> None:
    view = follow_up(answer_of(Grade.REFUSED, REFUSAL, value=""), proposal(ABSENT), Purpose.FINAL)
    assert plain(view.refused[0].ours) == "nous maintenons notre demande"
    assert view.purpose == "derniere_demande"


def test_a_letter_tells_the_days() -> None:
    state = answer_of(Grade.REFUSED, REFUSAL)
    view = follow_up(state, proposal(ABSENT), Purpose.ROUND)
    assert (plain(view.sent_on), plain(view.answered_on)) == ("23 décembre 2026", "23 novembre 2026")
    signed = answered(plain=Grade.REFUSED)
    assert signed.received is not None
    who = signed.received.model_copy(update={"respondent": Respondent(day=date(2026, 11, 1))})
    both = fold(*state.register.events, signed.model_copy(update={"received": who}))
    assert plain(follow_up(both, proposal(ABSENT), Purpose.ROUND).answered_on) == "1er novembre 2026"
    silent = follow_up(fold(sending(plain="B", legal="A")), proposal(ABSENT), Purpose.REMINDER)
    assert silent.answered_on == ""
    assert [one.number for one in silent.silent] == ["plain", "legal"]
    none = follow_up(fold(), proposal(ABSENT), Purpose.REMINDER)
    assert (none.sent_on, none.silent) == ("", ())
    elsewhere = follow_up(fold(sending(plain="B", legal="A")), proposal({PLAIN: "non"}), Purpose.REMINDER)
    assert [one.number for one in elsewhere.silent] == ["plain"]


def test_an_answer_of_an_earlier_round_has_no_day() -> None:
    state = fold(sending(plain="B"), answered(plain=Grade.REFUSED), sending(2, plain="B"))
    assert follow_up(state, proposal(ABSENT), Purpose.REMINDER).answered_on == ""


def test_what_was_dropped_is_no_longer_drafted() -> None:
    state = fold(sending(plain="B", legal="A"), answered(legal=Grade.AGREED), decided(PLAIN, Stand.DROP))
    found = next_analysis(case(ABSENT), library(), state, DAY)
    assert found.dropped == {PLAIN}
    later = next_proposal(found, state, Purpose.ROUND)
    assert [request.id for request in later.view.requests] == [LEGAL]
    assert (later.view.mark.round, later.view.follow_up.purpose if later.view.follow_up else "") == (2, "tour")
    open_points = next_analysis(case(), library(), state, DAY, unknown_as_absent=True)
    assert open_points.tally.to_check == 0
    assert found.tally.to_check > 0
    reminded = next_proposal(next_analysis(case(ABSENT), library(), fold(sending(plain="B")), DAY),
                             fold(sending(plain="B")), Purpose.REMINDER)  # fmt: skip
    assert reminded.view.mark.round == 1


def test_a_point_never_sent_is_drafted_at_its_target() -> None:
    answers, state = {**ABSENT, "correctifs-delai-critique": "non"}, fold(sending(plain="B", legal="A"))
    later = next_proposal(next_analysis(case(answers), library(), state, DAY), state, Purpose.ROUND)
    text = next(one.text for one in later.view.requests if one.id == "correctifs-delai-critique")
    assert "quatorze (14) jours" in plain(text)


def test_a_sending_keeps_its_texts_to_the_letter() -> None:
    answers = {**ABSENT, "hebergement-rgpd": "non"}
    found, drafted = analysis(answers), proposal(answers)
    assert {request.legal for request in drafted.view.requests} == {True, False}
    kept = sending_of(drafted, found, Purpose.REQUEST, PositionName.TARGET)
    text = next(request.text for request in drafted.view.requests if request.id == PLAIN)
    assert kept.texts[PLAIN] == SentText(
        number="10.A",
        title=kept.texts[PLAIN].title,
        position=PositionName.TARGET,
        value="15 jours calendaires",
        legal=kept.texts[PLAIN].legal,
        fingerprint=fingerprint_of([text]),
        text=text,
    )
    assert (kept.day, kept.purpose, kept.round) == (DAY, Purpose.REQUEST, drafted.view.mark.round)
    assert kept.reply_by == DAY + timedelta(days=30)
    assert {id_: (one.title, one.legal) for id_, one in kept.texts.items()} == {
        request.id: (request.title, request.legal) for request in drafted.view.requests
    }
    assert kept.texts[LEGAL].value == ""
    floor = sending_of(drafted, found, Purpose.REQUEST, PositionName.FLOOR)
    assert (floor.texts[PLAIN].position, floor.texts[PLAIN].value) == (PositionName.FLOOR, "45 jours calendaires")


def test_the_same_texts_on_the_same_day_are_kept_once() -> None:
    event = sending(plain="B").sending
    assert event is not None
    event = event.model_copy(update={"fingerprint": "0123"})
    state = State(Register(case="essai"), {}, event)
    assert is_kept(event, state)
    assert not is_kept(event.model_copy(update={"fingerprint": "4567"}), state)
    assert not is_kept(event.model_copy(update={"day": event.day + timedelta(days=1)}), state)
    assert not is_kept(event, fold())


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
    assert [(one.name, one.message) for one in found if one.kind is Kind.REWORDED] == [
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


def refusal(mark: Mark | None, state: State) -> tuple[str, str, str]:
    with pytest.raises(InvalidInput) as caught:
        sent_to("reponse.docx", mark, state)
    (problem,) = caught.value.problems
    return problem.file, problem.message, problem.hint


def test_a_reply_to_nothing_is_refused() -> None:
    assert refusal(None, fold()) == (
        "reponse.docx",
        "rien n'a été envoyé dans ce dossier : il n'y a rien à quoi répondre.",
        "Lui adresser d'abord nos demandes : clausier rediger.",
    )


def printed(number: int, print_: str) -> Sending:
    found = sending(number, plain="B").sending
    assert found is not None
    return found.model_copy(update={"fingerprint": print_})


TWO = fold(*(sending().model_copy(update={"sending": printed(n, p)}) for n, p in ((1, "aaaa"), (2, "bbbb"))))


def test_a_reply_answers_the_sending_that_its_mark_names() -> None:
    assert sent_to("f", None, TWO) == TWO.last
    assert sent_to("f", Mark(dossier="essai", tour=2, empreinte="bbbb"), TWO) == TWO.last
    assert sent_to("f", Mark(dossier="", tour=2, empreinte="bbbb"), TWO) == TWO.last


@pytest.mark.parametrize(
    ("mark", "message", "hint"),
    [
        (
            ("voisin", 2, "bbbb"),
            "cette réponse n'est pas celle du dossier « essai ».",
            "C'est une réponse au dossier « voisin » : la lire avec celui-ci.",
        ),
        (
            ("essai", 2, "aaaa"),
            "ce fichier répond à des textes qui ne sont pas au registre (tour 2).",
            "Vérifier que le registre est celui qui accompagnait l'envoi.",
        ),
        (
            ("essai", 3, "bbbb"),
            "ce fichier répond à des textes qui ne sont pas au registre (tour 3).",
            "Vérifier que le registre est celui qui accompagnait l'envoi.",
        ),
        (
            ("essai", 1, "aaaa"),
            "c'est la réponse du tour 1 ; le tour 2 est en cours.",
            "Demander la réponse au tour 2, ou la reporter dans son formulaire.",
        ),
    ],
)
def test_a_reply_to_something_else_is_refused(mark: tuple[str, int, str], message: str, hint: str) -> None:
    name, number, print_ = mark
    made = Mark(dossier=name, tour=number, empreinte=print_)
    assert refusal(made, TWO) == ("reponse.docx", message, hint)


def test_a_reply_is_kept_with_its_grades() -> None:
    request = sending(plain="B", legal="A").sending
    assert request is not None
    items = {
        PLAIN: ReplyItem(choice=Choice.ACCEPTED),
        LEGAL: ReplyItem(touch=Touch.UNTOUCHED),
        HOSTING: ReplyItem(choice=Choice.REFUSED),
    }
    reply = ReadReply(file="reponse.docx", kind=FormKind.FORM, mark=None, respondent=WHO, items=items)
    found = received(reply, request, case(), library(), DAY)
    assert (found.round, found.day, found.kind, found.respondent) == (1, DAY, FormKind.FORM, WHO)
    assert found.items == {PLAIN: items[PLAIN]}
    assert {point: one.grade for point, one in found.assessments.items()} == {
        PLAIN: Grade.AGREED,
        LEGAL: Grade.SILENT,
    }
    silent = reply.model_copy(update={"items": {PLAIN: ReplyItem()}})
    assert received(silent, request, case(), library(), DAY).assessments == {}


def test_the_same_answer_read_twice_counts_once() -> None:
    request = sending(plain="B", legal="A").sending
    assert request is not None

    def read(file: str = "a", who: Respondent = WHO, **items: ReplyItem) -> str:
        points = {PLAIN if name == "plain" else LEGAL: item for name, item in items.items()}
        reply = ReadReply(file=file, kind=FormKind.FORM, mark=None, respondent=who, items=points)
        return received(reply, request, case(), library(), DAY).fingerprint

    yes, no = ReplyItem(choice=Choice.ACCEPTED), ReplyItem(choice=Choice.REFUSED)
    same = {read(plain=yes, legal=no), read(legal=no, plain=yes), read("b", plain=yes, legal=no)}
    others = {read(plain=no, legal=yes), read(plain=yes), read(who=Respondent(), plain=yes, legal=no), read()}
    assert (len(same), len(same | others)) == (1, 5)
    kept = answered(plain=Grade.AGREED)
    assert kept.received is not None
    state = fold(sending(plain="B"), kept)
    assert twice(kept.received, state)
    assert not twice(kept.received.model_copy(update={"fingerprint": "autre"}), state)
    assert not twice(kept.received.model_copy(update={"round": 2}), state)
