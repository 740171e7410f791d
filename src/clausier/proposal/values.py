"""What stands for the placeholders of a point: figures in words, the contract's own facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from clausier.french import article_named, join, typeset
from clausier.judging import proofs
from clausier.model.analysis import Judgement
from clausier.model.casefile import CaseFile
from clausier.model.figure import Figure
from clausier.model.freefield import sendable
from clausier.model.library import Library
from clausier.model.requirement import Position, PositionName, Requirement
from clausier.proposal.kept import kept_figure
from clausier.quantity import legal, plain


def chosen_position(requirement: Requirement, case: CaseFile, default: PositionName) -> tuple[PositionName, Position]:
    """The position to ask on a point: the dossier's choice, else the default of the whole dossier."""
    name = case.positions.get(requirement.id, default)
    return name, requirement.positions.chosen(name)


def ours(requirement: Requirement, case: CaseFile, position: Position) -> dict[str, Figure]:
    """What we would ask of a contract that says nothing.

    Parameters of the point < values of the position < parameters of the dossier.
    """
    return {**requirement.parameters, **position.values, **case.parameters.get(requirement.id, {})}


def raw_values(requirement: Requirement, case: CaseFile, position: Position) -> dict[str, Figure]:
    """What is asked: ours, save the figure that the contract already gives better, which nothing overrides.

    What the provider declares, and the contract does not write, gives way to the dossier's own parameters alone.
    """
    criterion, measured = requirement.criterion, requirement.criterion.measured
    figures, set_ = ours(requirement, case, position), case.parameters.get(requirement.id, {})
    said = case.declared.get(requirement.id)
    declared = said if said is not None and said.claims and measured not in set_ else None
    for given in (declared, case.answers.get(requirement.id)):
        kept = kept_figure(criterion, given, figures.get(measured))
        if kept is not None:
            figures[measured] = kept
    return figures


def clause_values(figures: Mapping[str, Figure], own: Mapping[str, str]) -> dict[str, str]:
    """Values of a contract text: « quinze (15) jours calendaires »."""
    return {**{name: in_contract(text) for name, text in figures.items()}, **own}


def letter_values(figures: Mapping[str, Figure], own: Mapping[str, str]) -> dict[str, str]:
    """Values of a sentence of the letter: « 15 jours calendaires »."""
    return {**{name: in_letter(text) for name, text in figures.items()}, **own}


@lru_cache(maxsize=1024)  # every provider of a batch is asked for the same figures
def in_contract(figure: Figure) -> str:
    """A figure in words and digits; any other text as it is, typeset."""
    return typeset(legal(figure.quantity) if figure.quantity is not None and figure[:1].isdigit() else figure)


@lru_cache(maxsize=1024)  # the same
def in_letter(figure: Figure) -> str:
    """A figure in digits; any other text as it is, typeset."""
    return typeset(plain(figure.quantity) if figure.quantity is not None and figure[:1].isdigit() else figure)


def article_text(article: str) -> str:
    """The article as given, with its word where it is a bare number, typeset."""
    return typeset(article_named(article))


def inside_parentheses(text: str) -> str:
    """Parentheses within parentheses are brackets."""
    return text.replace("(", "[").replace(")", "]")


def own_values(judgement: Judgement, case: CaseFile, library: Library) -> dict[str, str]:
    """Values that no file gives: the contract's own facts and names."""
    answer = judgement.answer
    return {
        "article_vise": article_text(answer.article) if answer and answer.article else "article non précisé",
        "valeur_actuelle": typeset(join(answer.value)) if answer and answer.value else "valeur non précisée",
        "motif_preuve": typeset(judgement.reason),
        "fondement": typeset(judgement.imposing[0].basis.citation) if judgement.imposing else "",
        "activites": typeset(_activities(judgement, case, library)),
        "prestataire": typeset(case.provider.name),
        "cabinet": typeset(case.practice.name),
        "hebergeur": typeset(case.situation.host),
        **free_values(case, library),
    }


def free_values(case: CaseFile, library: Library) -> dict[str, str]:
    """What a text for the provider prints of the free fields that may go to it: name → text."""
    return {name: _field(name, case, library) for name in sendable(library.fields)}


def field_values(names: Iterable[str], case: CaseFile) -> dict[str, str]:
    """What the dossier says in free fields, on one line each; blank where it says nothing."""
    return {name: typeset(" ".join(case.fields.get(name, "").split())) for name in names}


def _field(name: str, case: CaseFile, library: Library) -> str:
    """A text is not printed with a hole in it: what is missing is told in its place."""
    return field_values((name,), case)[name] or typeset(f"[{library.fields[name].title} : à compléter]")


def _activities(judgement: Judgement, case: CaseFile, library: Library) -> str:
    rule = judgement.requirement.criterion.proof
    required = proofs.required_activities(rule, case.facts()) if rule else ()
    if rule is None or not required:
        return ""
    if len(required) > 1:
        return f"celles des activités {required[0]} à {required[-1]} que le service comporte"
    return f"activité {required[0]} ({library.proofs[rule.kind].activities[required[0]]})"
