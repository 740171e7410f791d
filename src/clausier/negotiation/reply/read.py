"""A file that comes back → what it says, whichever of ours it is: told from its content, not its name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from clausier.model.exchange import ReplyFormulas
from clausier.model.negotiation import FormKind, Mark, ReadReply, SentQuestion, SentText
from clausier.negotiation.reply.act import read_act
from clausier.negotiation.reply.answers import Answers
from clausier.negotiation.reply.form import is_form, read_form
from clausier.negotiation.reply.opening import open_reply
from clausier.negotiation.reply.theirs import is_theirs, read_theirs
from clausier.negotiation.reply.tracker import not_a_tracker, read_tracker
from clausier.negotiation.reply.wording import said

NOTHING_OWN = ReplyFormulas()
NO_QUESTION: Mapping[str, SentQuestion] = MappingProxyType({})


def mark_of(path: Path) -> Mark | None:
    """Whose answer a file is, of which round; None if it says nothing of it. InvalidInput if it is not safe."""
    return open_reply(path).mark


def read_reply(
    path: Path,
    sent: Mapping[str, SentText],
    questions: Mapping[str, SentQuestion] = NO_QUESTION,
    signed: Mapping[str, SentText] | None = None,
    form: ReplyFormulas = NOTHING_OWN,
) -> ReadReply:
    """What a provider answered to the texts and questions that were sent, by the ids of their points.

    `sent` are the texts that the forms show, `signed` those of the document to sign where it was edited before it left;
    `form` holds the library's own sentences.
    From a form or a tracker, `items` holds the points to which something was answered, the others being silent,
    and `declarations` what is said of the points to confirm. From the document to sign, or the provider's own contract
    with our marks, `items` holds what was done to every clause. `notices` are for a person to read: comments, texts
    outside of any answer. InvalidInput holds every fault, each with its place: a file that is not safe or not one of
    ours, an answer that matches no choice, a point that was not asked.
    """
    found = open_reply(path)
    answers = Answers(path.name, sent, questions, said(form))
    if found.parts is None:
        if not read_tracker(path, answers, found.mark):
            raise not_a_tracker(path.name)
        return answers.reply(FormKind.TRACKER, found.mark)
    if is_form(found.parts.document):
        read_form(found.parts, answers, found.mark)
        return answers.reply(FormKind.FORM, found.mark)
    if found.theirs or is_theirs(found.parts, sent):
        return read_theirs(found.parts, answers, found.mark)
    return read_act(found.parts, answers if signed is None else Answers(path.name, signed), found.mark)
