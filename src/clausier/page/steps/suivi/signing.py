"""The document for signature: what stands in its way, each thing with where to mend it; then the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clausier.desk import gate
from clausier.desk.papers import fit_for_new
from clausier.desk.signing import Blocked, Signing, conclude, in_the_way, legal_left
from clausier.desk.table import Table
from clausier.documents.catalogue import Occasion, due
from clausier.negotiation.concluding import Blocker, Kind
from clausier.negotiation.dating import Earlier
from clausier.page.asked import CONFLICT, UNSOUND, Answer, Asked, Sent
from clausier.page.fields import field_of, of_keys, tree_of
from clausier.page.keeping import Outcome, keep
from clausier.page.places import elsewhere
from clausier.page.steps.suivi.making import Making
from clausier.page.steps.suivi.talk import MOVED, NO_REASON, Moved, Talk, odd, of_talk, same_register, worked

DESPITE, REASON, EARLIER = "malgre", "motif", "anterieur"
NO_POINT = "Dire quels points restent ouverts, ou vider ce champ."
NOT_YET = "Le document ne peut pas encore être signé : voir ci-dessous."
FOLDER = "signature"


@of_talk
def read(asked: Asked, talk: Talk) -> Answer:
    return MAKING.awaited(asked, talk) or _page(asked, talk)


def _page(
    asked: Asked,
    talk: Talk,
    faults: dict[str, list[str]] | None = None,
    outcome: Outcome | None = None,
    status: int = 200,
) -> Answer:
    opened, state = talk.opened, talk.state
    found = in_the_way(talk.table, opened.library, Signing(talk.today, ()))
    typed = asked.form if outcome else None
    problems = outcome.problems if outcome else ()
    lacking = of_keys(opened, dict.fromkeys([*asked.form.get("cle", ()), *_names(found, Kind.CASE)]))
    fields = [field_of(one, opened, typed, problems) for one in lacking]
    numbers = dict(legal_left(state))
    told: dict[str, Any] = {
        "champs": fields,
        "vu": opened.print_of([one.path for one in fields]),
        "manquent": _names(found, Kind.CASE),
        "legaux": [
            (numbers[one.name], one.message.partition(". Obtenir")[0]) for one in found if one.kind is Kind.LEGAL
        ],
        "groupes": _grouped(found),
        "pret": not found,
        "saisie": {DESPITE: [*asked.form.get(DESPITE, ())], REASON: asked.text(REASON)},
        "fautes_de": faults or {},
        "pourquoi": outcome.why if outcome else "",
        "ailleurs": elsewhere(problems, [one.key for one in fields], opened.library),
        "refuse_champs": outcome is not None,
    }
    return talk.shown("suivi-conclure.html", told, status)


def _names(found: Sequence[Blocker], kind: Kind) -> list[str]:
    return [one.name for one in found if one.kind is kind]


def _grouped(found: Sequence[Blocker]) -> list[tuple[str, list[str]]]:
    """What stands in the way and is mended elsewhere, by kind."""
    kinds = [kind for kind in Kind if kind not in (Kind.LEGAL, Kind.CASE)]
    groups = ((kind.value, [one.message for one in found if one.kind is kind]) for kind in kinds)
    return [(title, messages) for title, messages in groups if messages]


@of_talk
def complete(asked: Asked, talk: Talk) -> Answer:
    """What the document itself lacks, kept in the dossier."""
    opened = talk.opened
    told = of_keys(opened, asked.form.get("cle", ()))
    outcome = keep(asked, opened, {one.column.path: tree_of(one, asked.form) for one in told})
    if outcome.done:
        return Sent(asked.link("dossiers", opened.name, "suivi", "conclure", dit=outcome.words))
    return _page(asked, talk, outcome=outcome, status=outcome.status)


@of_talk
def write(asked: Asked, talk: Talk) -> Answer:
    """Writes the document for signature and its event; or says again what stands in the way."""
    library, path = talk.opened.library, talk.opened.kept.path
    despite, reason = tuple(asked.form.get(DESPITE, ())), asked.text(REASON).strip()
    if wrong := odd(reason):
        return _page(asked, talk, {REASON: [wrong]}, status=UNSOUND)
    if despite and not reason:
        return _page(asked, talk, {REASON: [NO_REASON]}, status=UNSOUND)
    if reason and not despite:
        return _page(asked, talk, {REASON: [NO_POINT]}, status=UNSOUND)
    templates = gate.templates(None, due(Occasion.CONCLUSION), talk.opened.library)
    how = Signing(talk.today, templates, despite, reason, earlier=bool(asked.text(EARLIER)))

    def work(table: Table) -> None:
        same_register(asked, table)
        conclude(table, library, fit_for_new(path, FOLDER, table.register.prints), how)

    return MAKING.begin(asked, talk, lambda: worked(talk, work))


def _failed(asked: Asked, talk: Talk, error: Exception, told: list[str]) -> Answer:
    if isinstance(error, Earlier):
        return _page(asked, talk, {EARLIER: [error.reason]}, status=CONFLICT)
    why = [MOVED] if isinstance(error, Moved) else [NOT_YET] if isinstance(error, Blocked) else told
    return _page(asked, talk, {"": why}, status=CONFLICT)


MAKING = Making("conclure", "Rédaction du document à signer", "conclu", _failed)
