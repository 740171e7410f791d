"""Whatever is drafted, sent, answered, decided and undone, in any order: what holds of every negotiation.

CLAUSIER_SEQUENCES=5000 plays that many sequences, other ones each time; otherwise a few hundred, always the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from clausier.errors import CannotWrite, InvalidInput
from clausier.model.negotiation import Choice, FormKind, ReplyItem, Respondent, Source, Touch
from clausier.model.proposal import Proposal
from clausier.model.register import Stand
from clausier.model.requirement import PositionName
from clausier.negotiation.deciding import Impossible
from clausier.negotiation.standing import state_of
from clausier.negotiation.undoing import dependents
from tests.negotiation.desk import (
    CHANGED,
    LIBRARIES,
    POINTS,
    VALUES,
    WHO,
    WORDINGS,
    Desk,
    Made,
    masked,
)
from tests.negotiation.truths import (
    assert_a_way_on,
    assert_agreed,
    assert_no_secret,
    assert_nothing_is_conceded,
    assert_nothing_unsent_is_quoted,
    assert_settled,
)

MANY = int(os.environ.get("CLAUSIER_SEQUENCES", "0"))
FOLDERS = st.sampled_from(("a", "b"))
WHOLE = st.booleans()
ITEMS = st.one_of(
    st.just(ReplyItem(choice=Choice.ACCEPTED)),
    st.builds(
        ReplyItem,
        choice=st.sampled_from((None, *Choice)),
        touch=st.none(),
        value=st.sampled_from(("", "", *VALUES)),
        wording=st.sampled_from(("", "", *WORDINGS)),
        cost=st.sampled_from(("", "", "200 € HT")),
        comment=st.sampled_from(("", "", "Merci", "sauf exception")),
    ),
    st.sampled_from(
        (
            ReplyItem(touch=Touch.UNTOUCHED),
            ReplyItem(touch=Touch.DELETED),
            ReplyItem(touch=Touch.REWORDED, wording=WORDINGS[0]),
        )
    ),
)
ANSWERS = st.dictionaries(st.sampled_from(POINTS), ITEMS, min_size=1)
PEOPLE = st.sampled_from((WHO, WHO, WHO, Respondent(), WHO.model_copy(update={"day": None})))
KINDS = st.sampled_from((*FormKind, *Source))
EDITS = st.sampled_from(("", "", "", *WORDINGS))


class Negotiation(RuleBasedStateMachine):
    """Plays a negotiation and looks at it after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()
        self.before = ""

    def tried(self, act: Callable[[], Any]) -> Any:
        """What a command gives; None where it refuses, which changes nothing."""
        text = self.desk.text
        try:
            return act()
        except (CannotWrite, InvalidInput, Impossible) as error:
            refused = str(error)
        assert refused
        assert self.desk.text == text
        return None

    def in_force(self) -> list[Made]:
        """The draft last sent, several times: it is answered most often."""
        register = self.desk.register
        prints = [one.fingerprint for one in register.sent.values()][-1:]
        return [made for made in self.desk.made if made.draft.sending.fingerprint in prints][-1:] * 6

    @precondition(lambda self: self.in_force())
    @rule(items=ANSWERS, stand=st.sampled_from(Stand))
    def answer_and_decide(self, items: dict[str, ReplyItem], stand: Stand) -> None:
        signed = WHO.model_copy(update={"day": self.desk.day})
        self.tried(lambda: self.desk.reply(FormKind.ACT, self.in_force()[0], items, signed))
        for point in items:
            self.tried(lambda point=point: self.desk.decide(point, stand))

    @precondition(lambda self: self.in_force())
    @rule()
    def accept_all(self) -> None:
        signed = WHO.model_copy(update={"day": self.desk.day})
        items = dict.fromkeys(POINTS, ReplyItem(choice=Choice.ACCEPTED))
        self.tried(lambda: self.desk.reply(FormKind.TRACKER, self.in_force()[0], items, signed))

    @rule(number=st.sampled_from(range(len(CHANGED))))
    def edit_the_dossier(self, number: int) -> None:
        self.desk.answers = number

    @rule(number=st.sampled_from(LIBRARIES))
    def change_the_library(self, number: int) -> None:
        self.desk.overlay = number

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.desk.wait(days)

    @rule(folder=FOLDERS, position=st.sampled_from(PositionName))
    def draft(self, folder: str, position: PositionName) -> None:
        before = self.desk.state
        made = self.desk.draft(folder, position)
        assert_no_secret(made.proposal)
        assert self.desk.state == before

    @rule(folder=FOLDERS, position=st.sampled_from((PositionName.TARGET, *PositionName)))
    def ask(self, folder: str, position: PositionName) -> None:
        self.draft(folder, position)
        self.tried(lambda: self.desk.send(folder))

    @rule(folder=FOLDERS, late=WHOLE)
    def ask_again(self, folder: str, late: bool) -> None:
        if late and self.desk.state.last:
            self.desk.day = max(self.desk.day, self.desk.state.last.reply_by + timedelta(days=1))
        self.write_again(folder)
        if folder in self.desk.folders:
            self.tried(lambda: self.desk.send(folder))

    @rule(folder=FOLDERS)
    def write_again(self, folder: str) -> None:
        before = self.desk.state
        made: Made | None = self.tried(lambda: self.desk.write_again(folder))
        assert self.desk.state == before
        if made:
            assert_no_secret(made.proposal)
            assert_nothing_unsent_is_quoted(before, made)
            assert_nothing_is_conceded(before, made.proposal)

    @precondition(lambda self: self.desk.folders)
    @rule(data=st.data(), edit=EDITS)
    def send(self, data: st.DataObject, edit: str) -> None:
        folder = data.draw(st.sampled_from(sorted(self.desk.folders)))
        self.tried(lambda: self.desk.send(folder, edit))

    @precondition(lambda self: self.desk.made)
    @rule(data=st.data(), kind=KINDS, items=ANSWERS, who=PEOPLE, ago=st.integers(0, 3))
    def reply(
        self, data: st.DataObject, kind: FormKind | Source, items: dict[str, ReplyItem], who: Respondent, ago: int
    ) -> None:
        made = data.draw(st.sampled_from((None, *self.in_force(), *self.desk.made[-6:])))
        signed = who.model_copy(update={"day": self.desk.day - timedelta(days=ago)}) if who.day else who
        found = self.tried(lambda: self.desk.reply(kind, made, items, signed))
        if found:
            assert self.tried(lambda: self.desk.reply(kind, made, items, signed)) is None, "read twice"

    @rule(point=st.sampled_from(POINTS), stand=st.sampled_from(Stand))
    def decide(self, point: str, stand: Stand) -> None:
        self.tried(lambda: self.desk.decide(point, stand))

    @precondition(lambda self: self.desk.text)
    @rule(data=st.data(), whole=WHOLE)
    def undo(self, data: st.DataObject, whole: bool) -> None:
        register = self.desk.register
        target = data.draw(st.integers(1, len(register.events)))
        resting = dependents(register, target)
        gone: tuple[int, ...] | None = self.tried(lambda: self.desk.undo(target, whole))
        if gone is not None:
            assert set(gone) == {target, *resting}

    @rule(legal=WHOLE)
    def conclude(self, legal: bool) -> None:
        before = self.desk.state
        final: Proposal | None = self.tried(lambda: self.desk.conclude(legal))
        if final:
            assert_settled(before, final, legal)
            assert_no_secret(final)

    @invariant()
    def the_register_only_grows(self) -> None:
        assert self.desk.text.startswith(re.sub("fin: .*\n", "", self.before))
        self.before = self.desk.text
        register = self.desk.register
        assert [event.number for event in register.events] == [*range(1, len(register.events) + 1)]

    @invariant()
    def what_is_undone_might_never_have_been(self) -> None:
        register = self.desk.register
        state, without = state_of(register), state_of(masked(register, set(register.undone)))
        assert state.standings == without.standings
        assert (state.last, state.early, state.concluded) == (without.last, without.early, without.concluded)
        assert (state.replies, state.asking) == (without.replies, without.asking)

    @invariant()
    def nothing_is_agreed_but_what_somebody_accepted(self) -> None:
        state = self.desk.state
        for one in state.standings.values():
            if one.agreed:
                assert_agreed(state, one)

    @invariant()
    def there_is_a_next_step(self) -> None:
        assert_a_way_on(self.desk)


TestNegotiation = Negotiation.TestCase
TestNegotiation.settings = settings(
    deadline=None,
    derandomize=not MANY,
    database=None,
    max_examples=MANY or 100,
    stateful_step_count=30 if MANY else 20,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
    report_multiple_bugs=False,
)
