"""Documents of the negotiation that take longer than an answer may: made beside, while their page waits for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from clausier.page.asked import Answer, Asked, Sent
from clausier.page.dossier import waiting
from clausier.page.steps.suivi.talk import STEP, Talk

Failed = Callable[[Asked, Talk, Exception, list[str]], Answer]
"""The page again, with all that was typed: what was asked, where the negotiation stands, the error, in sentences."""


@dataclass(frozen=True)
class Making:
    """The documents of a page: its name in addresses, what is under way in words, the word that tells it is done."""

    slug: str
    title: str
    word: str
    failed: Failed

    def begin(self, asked: Asked, talk: Talk, run: Callable[[], object]) -> Answer:
        """Begins to make them, unless they are being made."""
        asked.house.works.start(self._about(talk), self.title, run, asked)
        if asked.house.works.under_way(self._about(talk)):
            return Sent(self._here(asked, talk))
        return self.awaited(asked, talk) or Sent(self._here(asked, talk))

    def awaited(self, asked: Asked, talk: Talk) -> Answer | None:
        """The page that waits for them, or what became of them, told once; None where nothing was asked."""
        works, about = asked.house.works, self._about(talk)
        if work := works.under_way(about):
            return waiting(talk.opened, STEP, work.title, self._here(asked, talk))
        if not (ended := works.ended(about)):
            return None
        if ended.error:
            return self.failed(replace(asked, form=ended.shown.form), talk, ended.error, ended.faults)
        return Sent(asked.link("dossiers", talk.opened.name, STEP, dit=self.word, ancre="documents"))

    def _about(self, talk: Talk) -> tuple[str, str]:
        return self.slug, talk.opened.name

    def _here(self, asked: Asked, talk: Talk) -> str:
        return asked.link("dossiers", talk.opened.name, STEP, self.slug)
