"""Examples of a point judged by the engine on a made-up dossier. Pure."""

from __future__ import annotations

from datetime import date

from clausier.judging.gaps import judge
from clausier.model.analysis import Judgement
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile, Contract, Party, Practice, State
from clausier.model.example import Example, Setting
from clausier.model.facts import UNKNOWN, Situation
from clausier.model.library import Library
from clausier.model.requirement import Requirement

ANY_DAY = date(2026, 1, 1)
"""For an example that gives no day: nothing in it depends on one."""


def judged(example: Example, requirement: Requirement, library: Library) -> Judgement:
    """What the engine concludes of an example in the words of the library; QuantityError if no measure reads it."""
    answer = example.answer and library.measured(requirement.id, example.answer)
    return judge(requirement, library, _case(example.situation, requirement, answer), example.day or ANY_DAY)


def _case(setting: Setting, requirement: Requirement, answer: Answer | None) -> CaseFile:
    facts = {**requirement.applies_if.example(), **setting.facts}
    type_, state = facts.pop("type", (UNKNOWN,)), facts.pop("etat", (State.SIGNED.value,))
    return CaseFile(
        practice=Practice(name="Client Exemple"),
        provider=Party(name="Prestataire Exemple"),
        contract=Contract(title="Contrat", state=State(state[0]), type=type_[0]),
        situation=Situation.model_validate({**facts, "host": setting.host}),
        answers={requirement.id: answer} if answer else {},
    )
