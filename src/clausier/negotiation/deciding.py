"""What the practice decides on a point, as an event of the register, and what is to be known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clausier.errors import nearest
from clausier.french import typeset
from clausier.model.casefile import CaseFile
from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.model.negotiation import Grade, Source
from clausier.model.register import Decision, Stand
from clausier.model.requirement import Requirement
from clausier.negotiation.rereading import figure_in
from clausier.negotiation.standing import TAKEN, Standing, State
from clausier.negotiation.values import grade_value
from clausier.proposal.values import raw_values

TOLD = {
    Stand.FALLBACK: "demander désormais le repli",
    Stand.FLOOR: "demander désormais le plancher",
    Stand.KEEP: "maintenir la demande",
    Stand.DROP: "renoncer à la demande",
    Stand.WORDING: "accepter la rédaction du prestataire",
    Stand.VALUE: "accepter la valeur du prestataire",
}


RESERVED = (
    "sa réponse y met une réserve, qui n'est pas acceptée : ce n'est pas un accord, et la prochaine lettre le lui dit"
)


class Impossible(ValueError):
    """A decision that cannot be taken: why, and what to do, in French."""


@dataclass(frozen=True)
class Decided:
    """A decision, the point's number and title, and remarks that stop nothing."""

    decision: Decision
    name: str
    remarks: tuple[str, ...] = ()


def decide(
    point: str,
    stand: Stand,
    reason: str,
    day: date,
    state: State,
    library: Library,
    despite: bool,
    case: CaseFile,
) -> Decided:
    """The decision on a point, by its number or id; Impossible if it cannot be taken.

    What the contract of `case` already gives is not given up for less. A point that rests on a law or on a proof is
    given up only `despite` that.
    """
    id_ = _id(point, state, library)
    one, requirement = state.standings.get(id_), library.by_id.get(id_)
    title = one.sent.title if one else requirement.clause.title if requirement else ""
    number = one.sent.number if one else requirement.number if requirement else id_
    name = f"{number} {title}"
    if stand is Stand.DROP and not despite and (why := grave(one, requirement)):
        raise _refused(name, f"{why} : y renoncer se confirme.", "Ajouter --malgre, et dire pourquoi dans --motif.")
    wording, value = _taken(stand, name, one, requirement, library)
    decision = Decision(point=id_, day=day, stand=stand, reason=reason, wording=wording, value=value)
    if stand is Stand.VALUE and requirement is not None:
        _refuse_less(name, value, case, requirement)
    return Decided(decision, name, tuple(remarks(decision, one, requirement, library)))


def _id(given: str, state: State, library: Library) -> str:
    """The id of a point that was asked, else of one of the guide."""
    known = library.ids | {one.sent.number: one.point for one in state.standings.values()}
    known |= {point: point for point in state.standings}
    if given not in known:
        raise _refused(f"« {given} »", "ce n'est pas un point du guide ni une demande envoyée.", nearest(given, known))
    return known[given]


def _refused(place: str, message: str, hint: str) -> Impossible:
    return Impossible(f"{place} : {message} {hint}")


def grave(one: Standing | None, requirement: Requirement | None) -> str:
    """Why giving a point up is to be confirmed; empty if it is not."""
    if one is not None and one.sent.legal:
        return "ce point est fondé sur la loi"
    if requirement is not None and requirement.criterion.proof is not None:
        return "ce point demande un justificatif (certification)"
    return ""


def _taken(
    stand: Stand, name: str, one: Standing | None, requirement: Requirement | None, library: Library
) -> tuple[str, str]:
    """The provider's wording and figure that are accepted; both empty for another decision."""
    if stand not in TAKEN:
        return "", ""
    item = one.item if one else None
    if one is None or item is None:
        raise _refused(name, "le prestataire n'a rien proposé sur ce point.", "Lire ou noter d'abord sa réponse.")
    if stand is Stand.VALUE and not item.value:
        raise _refused(name, "le prestataire n'a pas proposé de valeur.", "Sa rédaction : --accepter-redaction.")
    if stand is Stand.VALUE and (requirement is None or not requirement.criterion.measured):
        raise _refused(name, "notre clause n'a pas de chiffre à changer.", "Sa rédaction : --accepter-redaction.")
    if stand is Stand.WORDING and not item.wording:
        raise _refused(name, "le prestataire n'a pas proposé de rédaction.", "Sa valeur : --accepter-valeur.")
    if stand is Stand.VALUE:
        return "", item.value
    read = figure_in(item.wording, one.sent.text, one.sent.value, requirement, library) if requirement else ""
    return item.wording, item.value or read


def _refuse_less(name: str, value: str, case: CaseFile, requirement: Requirement) -> None:
    """Our texts keep what the contract gives: to accept less would be said, and not printed."""
    measured = requirement.criterion.measured
    wanted = {**case.parameters, requirement.id: {**case.parameters.get(requirement.id, {}), measured: Figure(value)}}
    asked = raw_values(requirement, case.model_copy(update={"parameters": wanted}), requirement.positions.target)
    if asked.get(measured, value) != value:
        kept = f"le contrat donne déjà mieux ({asked[measured]}), et notre texte le garde."
        raise _refused(name, kept, "Il n'y a rien à accepter : --maintenir, ou --repli.")


def remarks(
    decision: Decision, one: Standing | None, requirement: Requirement | None, library: Library
) -> Iterator[str]:
    """What is to be known of a decision, and stops nothing."""
    if one is not None and one.sent.legal and decision.stand is Stand.DROP:
        yield f"point fondé sur la loi : la signature demandera --malgre {one.sent.number}"
    if decision.stand not in TAKEN or one is None:
        return
    if one.assessment is not None and one.assessment.reserved and decision.stand is Stand.VALUE:
        yield RESERVED
    if one.sent.legal:
        yield "point fondé sur la loi : vérifier que ce qui est accepté suffit à ce qu'elle exige"
    if not decision.value and one.sent.value:
        yield "aucune valeur ne s'y lit : la relire en entier avant de signer"
    elif decision.value and requirement is not None:
        grade, reason = grade_value(decision.value, requirement, library)
        if grade is Grade.BELOW:
            yield f"{decision.value} est sous notre plancher ({reason})"
        elif grade is Grade.TO_READ:
            yield f"« {decision.value} » n'a pas pu être comparé : {reason}"
    if one.reply is not None and one.reply.kind is Source.PHONE:
        yield "dit au téléphone : la prochaine lettre demandera de le confirmer par écrit"
    elif one.reply is None or not one.reply.signed:
        yield "sa réponse ne dit pas qui répond, en quelle qualité ou quand : la prochaine lettre le demandera"


def accepted_text(decision: Decision) -> str:
    """The text that the next documents print, where a wording was accepted."""
    return typeset(decision.wording)
