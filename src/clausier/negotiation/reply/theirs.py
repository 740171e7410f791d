"""Reads the provider's own contract that comes back with our marks: which were accepted, rejected, changed, discussed.

A mark that nobody touched says nothing. One that is gone with its text was rejected; its text in the contract, free of
any mark, is accepted, if the sentence that it was to replace is gone too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clausier.model.negotiation import Choice, FormKind, Mark, MarkedText, ReadReply, ReplyItem, SentText, Touch
from clausier.model.proposal import ITEM
from clausier.negotiation.reply.answers import Answers
from clausier.negotiation.reply.headed import is_headed, known
from clausier.negotiation.reply.neutral import neutral, neutral_lines
from clausier.negotiation.reply.ranges import Stretch, stretches, under_comments
from clausier.office.word.accept import accept_changes
from clausier.office.word.opening import Parts
from clausier.office.word.places import excerpt
from clausier.office.word.reading import Change, paragraphs
from clausier.office.word.remarks import BOX, Remark, drop_unsaid, remarks
from clausier.office.word.xml import Element, w
from clausier.worddiff import ratio

ALIKE = 0.6
"""Least share of common words by which a line of ours is still known, once its comment is gone."""
COMMON, CANDIDATES = 200, 4
"""Paragraphs that a word is looked for in, paragraphs that are compared with a line."""
BETWEEN = 3
"""Paragraphs that somebody may have put between lines of ours."""
SHOWN = 60
"""Changes of theirs elsewhere that are shown."""
REST = "seules nos demandes sont comparées : le reste du contrat, tel qu'il revient, est à relire."
HALF = "une partie seulement des marques de cette demande est acceptée : ce n'est pas une réponse."
KEPT_MARK = (
    "la demande est acceptée, et la phrase qu'elle remplace n'est pas encore supprimée : ce n'est pas une réponse."
)
EMPTIED = "la phrase contraire est supprimée, et ce qui devait la remplacer ne figure pas dans le contrat."


def is_theirs(parts: Parts, sent: Mapping[str, SentText]) -> bool:
    """Does a file without any mark hold comments of ours on requests that were sent?"""
    return parts.comments is not None and any(known(parts.comments, sent))


def read_theirs(parts: Parts, answers: Answers, mark: Mark | None) -> ReadReply:
    """What became of each request; InvalidInput for what cannot be kept."""
    found = [one for one in remarks(parts) if not is_headed(one.text, answers.sent)]
    waiting = [*_struck(parts.document)]
    told = [*_changes(parts, answers.sent)]
    accept_changes(parts.document)
    found += drop_unsaid(parts.document, parts.styles)
    reader = _Reader(answers, stretches(parts.document), _ranges(parts, answers.sent), waiting)
    items = {point: reader.item(point, text) for point, text in answers.sent.items()}
    for point, item in items.items():
        if item.choice is Choice.ACCEPTED:
            reader.tell_what_follows(point)
    for remark in found:
        _remark(remark, reader.owners, answers)
    elsewhere = [sentence for holder, sentence in told if holder not in reader.owners]
    for sentence in elsewhere[:SHOWN]:
        answers.notice("", sentence)
    if len(elsewhere) > SHOWN:
        answers.notice("", f"{len(elsewhere) - SHOWN} autres textes y sont ajoutés ou supprimés sous suivi.")
    answers.notice("", REST)
    items = {point: item.model_copy(update={"beside": answers.margin(point)}) for point, item in items.items()}
    return answers.of_wordings(items, FormKind.CONTRACT, mark)


def _ranges(parts: Parts, sent: Mapping[str, SentText]) -> dict[str, list[Stretch]]:
    """By request, what our comment on it is on."""
    numbers = dict(known(parts.comments, sent)) if parts.comments is not None else {}
    return {numbers[one]: found for one, found in under_comments(parts.document, frozenset(numbers)).items()}


@dataclass
class _Reader:
    """What the contract says now; `owners` are the paragraphs in which each request stands."""

    answers: Answers
    whole: list[Stretch]
    ranges: Mapping[str, list[Stretch]]
    waiting: Sequence[str]

    def __post_init__(self) -> None:
        self.owners: dict[Element, str] = {}
        self._defined = {line for text in self.answers.sent.values() for line in neutral_lines(text.defined)}
        self._said = [neutral(one.text) for one in self.whole]
        self._paragraphs = {one.holder: one for one in self.whole}
        self._lines: dict[str, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        for rank, said in enumerate(self._said):
            self._lines.setdefault(said, []).append(rank)
            for word in {*said.split()}:
                self._by_word.setdefault(word, []).append(rank)

    def item(self, point: str, text: SentText) -> ReplyItem:
        """What was done to a request."""
        shown = text.marked or MarkedText()
        wanted = neutral_lines(shown.text or text.text)
        defined = neutral_lines(text.defined)
        under = self._under_comment(point, text)
        exact = [*self._with_rest(under or self._exact(wanted), shown)]
        found = exact or ([] if point in self.ranges else self._alike(wanted, shown.after))
        self.owners.update({one.holder: point for one in found if one.holder not in self.owners})
        said = [neutral(one.text) for one in found]
        place = f"« {excerpt(text.title)} »"
        if not said:
            if shown.struck and not self._holds(shown.struck):
                self.answers.notice(place, EMPTIED)
            return ReplyItem(touch=Touch.DELETED)
        if not exact or said not in (wanted, [*wanted, *defined]):
            return ReplyItem(touch=Touch.REWORDED, wording="\n".join(_spelled(found, text, defined)))
        return self._kept(found, shown, text, place)

    def _kept(self, found: Sequence[Stretch], shown: MarkedText, text: SentText, place: str) -> ReplyItem:
        """Our own words: still marked, or accepted, with what they replace or without it."""
        marked = [one.marked for one in found]
        if any(marked):
            if not all(marked):
                self.answers.notice(place, HALF)
            return ReplyItem(touch=Touch.UNTOUCHED)
        if shown.struck and self._holds(shown.struck):
            return ReplyItem(touch=Touch.REWORDED, wording=f"{shown.text or text.text}\n{shown.struck}")
        if shown.struck and any(neutral(shown.struck) in one for one in self.waiting):
            self.answers.notice(place, KEPT_MARK)
            return ReplyItem(touch=Touch.UNTOUCHED)
        return ReplyItem(choice=Choice.ACCEPTED)

    def tell_what_follows(self, point: str) -> None:
        """A paragraph after a request that is accepted, where the contract had another: it may take it back."""
        text = self.answers.sent[point]
        wanted = neutral(text.marked.before) if text.marked else ""
        struck = (neutral(one.marked.struck) for one in self.answers.sent.values() if one.marked and one.marked.struck)
        if any(one in wanted for one in struck):
            return
        ranks = [rank for rank, one in enumerate(self.whole) if self.owners.get(one.holder) == point]
        after = self.whole[ranks[-1] + 1 :] if ranks else ()
        theirs = (one for one in after if one.holder not in self.owners and neutral(one.text) not in self._defined)
        found = next(theirs, None)
        if wanted and found is not None and not neutral(found.text).startswith(wanted):
            said = f"un texte la suit, qui n'y était pas : « {excerpt(found.text, 300)} »."
            self.answers.notice(f"« {excerpt(text.title)} »", said)

    def _holds(self, sentence: str) -> bool:
        """Does the contract still say a sentence, outside of what we asked?"""
        wanted = neutral(sentence)
        return any(wanted in said for said in self._said)

    def _under_comment(self, point: str, text: SentText) -> list[Stretch]:
        """What stands under our comment, but for the title in the annex and the sentence that it replaces."""
        struck = neutral(text.marked.struck) if text.marked else ""
        found = [one.without(struck) if struck else one for one in self.ranges.get(point, ())]
        found = [one for one in found if neutral(one.text)]
        if found and neutral(found[0].text) == neutral(text.title):
            del found[0]
        return found

    def _with_rest(self, found: Sequence[Stretch], shown: MarkedText) -> Iterator[Stretch]:
        """Whole paragraphs: what was typed beside our words goes with them, what stood before a sentence does not."""
        for rank, one in enumerate(found):
            whole = self._paragraphs.get(one.holder, one)
            beside = " ".join(neutral(whole.text).replace(neutral(one.text), " ", 1).split())
            was_there = rank == 0 and shown.struck and neutral(shown.after).startswith(beside)
            yield one if was_there or not beside else whole

    def _exact(self, wanted: Sequence[str]) -> list[Stretch]:
        """The paragraphs that say the very text; the first may follow what stands before it on its line."""
        if not wanted:
            return []
        ranks = range(len(self._said)) if len(wanted) == 1 else [rank - 1 for rank in self._lines.get(wanted[1], ())]
        for start in ranks:
            others = self._said[start + 1 : start + len(wanted)]
            if start >= 0 and others == wanted[1:] and _ends_with(self._said[start], wanted[0]):
                return [self.whole[start].ending(wanted[0]), *self.whole[start + 1 : start + len(wanted)]]
        return []

    def _alike(self, wanted: Sequence[str], after: str) -> list[Stretch]:
        """The paragraphs most like ours, and those between, if most of our lines have one.

        The one before it was there already.
        """
        before = neutral(after)
        found = sorted({rank for line in wanted if (rank := self._nearest(line, before)) is not None})
        if 2 * len(found) <= len(wanted):
            return []
        between = range(found[0], found[-1] + 1)
        return [self.whole[rank] for rank in (between if len(between) <= len(wanted) + BETWEEN else found)]

    def _nearest(self, line: str, before: str) -> int | None:
        """The paragraph most like a line, among those that share the most words with it."""
        words = line.split()
        shared = Counter(rank for word in {*words} for rank in self._by_word.get(word, ())[:COMMON])
        likely = [
            rank for rank, _ in shared.most_common(CANDIDATES) if not before or not self._said[rank].startswith(before)
        ]
        shares = [(ratio(self._said[rank].split(), words), rank) for rank in likely]
        share, rank = max(shares, default=(0.0, -1))
        return rank if share >= ALIKE else None


def _ends_with(said: str, wanted: str) -> bool:
    before = said[: len(said) - len(wanted)]
    return said.endswith(wanted) and not before[-1:].isalnum()


def _spelled(found: Sequence[Stretch], text: SentText, defined: Sequence[str]) -> Iterator[str]:
    """Lines of the new text, without definitions; those that did not change are spelled as they were sent."""
    ours = {neutral(line): line for line in text.text.split("\n")}
    for one in found:
        said = neutral(one.text)
        if said not in defined:
            yield ours.get(said) or (one.text.replace("–\u00a0", ITEM, 1) if one.text.startswith("–") else one.text)


def _struck(document: Element) -> Iterator[str]:
    """What is marked as deleted, by paragraph."""
    for one in paragraphs(document):
        gone = " ".join("".join(piece.text for piece in one.pieces if piece.change is Change.DELETED).split())
        if gone:
            yield neutral(gone)


def _changes(parts: Parts, sent: Mapping[str, SentText]) -> Iterator[tuple[Element, str]]:
    """What others than us inserted or deleted since we marked it, each with its paragraph."""
    comments = () if parts.comments is None else tuple(parts.comments.iterchildren(w("comment")))
    ids = dict(known(parts.comments, sent)) if comments else {}
    ours = [one for one in comments if str(one.get(w("id"))) in ids]
    authors, since = {one.get(w("author")) for one in ours}, max((_day(one) for one in ours), default="")
    for one in parts.document.iter(w("ins"), w("del")):
        holder = next(one.iterancestors(w("p")), None)
        if one.get(w("author")) in authors or (_day(one) and _day(one) < since) or holder is None:
            continue
        said = " ".join("".join(text.text or "" for text in one.iter(w("t"), w("delText"))).split())
        if said:
            done = "ajouté" if one.tag == w("ins") else "supprimé"
            yield holder, f"texte {done} sous suivi, hors de nos demandes : « {excerpt(said, 300)} »."


def _day(change: Element) -> str:
    return str(change.get(w("date"), ""))[:10]


def _remark(remark: Remark, owners: Mapping[Element, str], answers: Answers) -> None:
    """A comment is told with its request, and kept with it; elsewhere it is only told."""
    holders = () if remark.holder is None else (remark.holder, *remark.holder.iterancestors(w("p")))
    owner = next((owners[one] for one in holders if one in owners), "")
    if not answers.marginal(remark, owner) and (owner and remark.name != BOX):
        answers.beside(owner, answers.place_of(remark, owner), remark.told, remark.text or remark.name)
