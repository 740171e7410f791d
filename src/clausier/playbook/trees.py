"""Points and categories as canonical trees: the keys of files, nothing that is a default, one spelling of texts.

Block texts end with a newline, single lines never do: that is how `yamltext` tells them apart. Conditions and
measures are always lists, because an overlay replaces a list as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clausier.model.criterion import Criterion, Measure, Part, ProofRule
from clausier.model.facts import Condition
from clausier.model.library import Category
from clausier.model.requirement import BasisUse, Clause, Position, Positions, Requirement
from clausier.office.word.text import Kind, canonical

Tree = dict[str, Any]


def word(text: str) -> str:
    return canonical(text, Kind.WORD)


def sentence(text: str) -> str:
    return canonical(text, Kind.SENTENCE)


def block(text: str) -> str:
    """A text of paragraphs and lists, with the newline that ends it."""
    found = canonical(text, Kind.TEXT)
    return f"{found}\n" if found else ""


def note(text: str) -> str:
    """A note, most often a single paragraph."""
    found = block(text)
    return found if "\n" in found[:-1] else found[:-1]


def without_blanks(tree: Mapping[str, Any]) -> Tree:
    """The keys that say something."""
    return {key: value for key, value in tree.items() if value not in ("", [], {}, None)}


def point_tree(point: Requirement) -> Tree:
    """The canonical tree of a point."""
    return without_blanks(
        {
            "numero": word(point.number),
            "nature": point.nature.value,
            "importance": point.importance.value,
            "intitule": word(point.title),
            "question": word(point.question),
            "pourquoi": word(point.why),
            "applicable_si": condition_tree(point.applies_if),
            "si_sans_objet": [
                {"si": condition_tree(item.condition), "motif": word(item.reason)} for item in point.not_applicable
            ],
            "exigence": _criterion(point.criterion),
            "fondements": [_basis_use(use) for use in point.bases],
            "argument": without_blanks(
                {
                    "negociation": sentence(point.argument.negotiation),
                    "obligation": sentence(point.argument.obligation),
                }
            ),
            "positions": _positions(point.positions),
            "clause": _clause(point.clause),
            "parametres": {name: word(value) for name, value in sorted(point.parameters.items())},
            "note_interne": note(point.note),
        }
    )


def category_tree(category: Category) -> Tree:
    """The canonical tree of what a book holds of a category."""
    return without_blanks(
        {
            "intitule": word(category.title),
            "titre_article": word(category.article),
            "pourquoi": word(category.why),
        }
    )


def condition_tree(condition: Condition) -> list[dict[str, list[str]]]:
    return [{fact: list(values) for fact, values in mapping.items()} for mapping in condition.root]


def _basis_use(use: BasisUse) -> Tree:
    return without_blanks(
        {
            "id": use.id,
            "portee": use.scope.value,
            "si": condition_tree(use.condition),
            "verdicts": [verdict.value for verdict in use.verdicts],
        }
    )


def _criterion(criterion: Criterion) -> Tree:
    return without_blanks(
        {
            "mesure": [_measure(measure) for measure in criterion.measures],
            "valeur": word(criterion.measured),
            "volets": {name: _part(part) for name, part in criterion.parts.items()},
            "exiges": "oui" if criterion.parts_required else "",
            "preuve": _proof(criterion.proof) if criterion.proof else {},
        }
    )


def _measure(measure: Measure) -> Tree:
    required: Any = measure.required
    return without_blanks(
        {
            "nature": measure.kind.value,
            "au_moins": word(measure.at_least or ""),
            "au_plus": word(measure.at_most or ""),
            "parmi": word(measure.among or ""),
            "origine": measure.origin.value,
            "requise": condition_tree(required) if isinstance(required, Condition) else "" if required else "non",
            "libelle": word(measure.label),
            "synonymes": [word(name) for name in measure.synonyms],
        }
    )


def _part(part: Part) -> Tree:
    return without_blanks(
        {
            "intitule": word(part.title),
            "texte": sentence(part.text),
            "facultatif": "oui" if part.optional else "",
        }
    )


def _proof(proof: ProofRule) -> Tree:
    return without_blanks(
        {
            "nature": proof.kind,
            "si": condition_tree(proof.condition),
            "activites": [
                without_blanks({"si": condition_tree(rule.condition), "parmi": list(rule.among)})
                for rule in proof.activities
            ],
            "hebergement": list(proof.hosts),
        }
    )


def _positions(positions: Positions) -> Tree:
    return without_blanks(
        {
            "cible": position_tree(positions.target.values.items(), positions.target),
            "repli": [
                tree for tree in (position_tree(sorted(one.values.items()), one) for one in positions.fallbacks) if tree
            ],
            "plancher": position_tree(sorted(positions.floor.values.items()), positions.floor)
            if positions.floor
            else {},
        }
    )


def position_tree(values: Iterable[tuple[str, str]], texts: Position) -> Tree:
    """A position, its values in the order given."""
    return without_blanks(
        {
            **{name: word(value) for name, value in values},
            "contrepartie": sentence(texts.trade),
            "texte": block(texts.text),
            "ajout": block(texts.addition),
        }
    )


def _clause(clause: Clause) -> Tree:
    by_verdict = sorted(clause.introduction.items()), sorted(clause.text_if.items())
    return without_blanks(
        {
            "titre": word(clause.title),
            "objet": word(clause.subject),
            "texte": block(clause.text),
            "introduction": {verdict.value: sentence(text) for verdict, text in by_verdict[0]},
            "texte_si": {verdict.value: block(text) for verdict, text in by_verdict[1]},
            "variantes": [
                {"si": condition_tree(item.condition), "texte": block(item.text)} for item in clause.variants
            ],
            "livrables": [
                {"intitule": sentence(item.title), "echeance": sentence(item.due)} for item in clause.deliverables
            ],
        }
    )
