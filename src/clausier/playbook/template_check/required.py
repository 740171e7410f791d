"""What a template has to print: no clause, request or priority may be lost by a change of looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from clausier.documents.catalogue import Content
from clausier.errors import Problem, Severity
from clausier.playbook.template_check.places import Fault
from clausier.playbook.template_check.tags import Tag
from clausier.playbook.template_check.values import Printed

REQUESTS = ("categories[].demandes[]", "demandes[]")
BODY_TEXT = "corps[].passages[].texte"
BODY_LOOP = "{%p for b in d.corps %} … {%r for p in b.passages %}{{ p.texte }}{%r endfor %} … {%p endfor %}"
EACH_REQUEST = "{%p for d in demandes %} … {%p endfor %}"
WHOLE = "Parcourir toute la liste, sans condition, et ne rien couper."


@dataclass(frozen=True, slots=True)
class Need:
    """One of `fields` of one of `roots` has to be printed, for every item and whole unless it `may_be_cut`."""

    what: str
    roots: tuple[str, ...]
    fields: tuple[str, ...]
    hint: str
    severity: Severity = Severity.ERROR
    may_be_cut: bool = False

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(f"{root}.{field}" for root in self.roots for field in self.fields)


def _wish(what: str, root: str, fields: tuple[str, ...], hint: str, may_be_cut: bool = False) -> Need:
    return Need(what, (root,), fields, hint, Severity.WARNING, may_be_cut)


_BODY = Need("le texte des clauses", REQUESTS, (BODY_TEXT,), f"Ajouter, pour chaque demande d : {BODY_LOOP}.")
_TITLE = Need("le titre des clauses", REQUESTS, ("titre",), f"Ajouter {{{{ d.titre }}}} dans {EACH_REQUEST}.")

NEEDS: Mapping[Content, tuple[Need, ...]] = MappingProxyType(
    {
        Content.CLAUSES: (
            _TITLE,
            _BODY,
            _wish(
                "ceux qui sont parties avec le client",
                "cabinet.membres[]",
                ("nom",),
                "Ajouter {%p for m in cabinet.membres %} … {{ m.nom }} : ils signent avec lui.",
            ),
            _wish("les définitions", "definitions[]", ("terme",), "Les clauses emploient ces termes."),
            _wish("les règles communes", "regles[]", ("passages[].texte",), "Ajouter {%p for r in regles %}."),
            Need(
                "les livrables",
                ("livrables[]", "echeances[].livrables[]"),
                ("intitule",),
                "Ajouter un tableau avec {%tr for e in echeances %} … {%p for l in e.livrables %}.",
                Severity.WARNING,
            ),
            _wish("qui paie quoi", "prix[]", ("clauses[].titre",), "Ajouter un tableau avec {%tr for r in prix %}."),
            _wish(
                "l'annexe", "annexe[]", ("intitule",), "Elle décrit le traitement de données : {%tr for r in annexe %}."
            ),
        ),
        Content.REQUESTS: (
            Need("le numéro des demandes", REQUESTS, ("numero",), f"Ajouter {{{{ d.numero }}}} dans {EACH_REQUEST}."),
            Need(
                "l'intitulé ou le titre des demandes",
                REQUESTS,
                ("intitule", "titre"),
                f"Ajouter {{{{ d.titre }}}} dans {EACH_REQUEST}.",
            ),
            _wish(
                "l'argument des demandes",
                "categories[].demandes[]",
                ("argument[].texte", "justification[].texte"),
                "Ajouter {%r for p in d.justification %}.",
            ),
            _wish(
                "les points à confirmer", "questions[]", ("intitule", "question"), "Ajouter {%tr for x in questions %}."
            ),
            _wish("les preuves à remettre", "preuves[]", ("attendu",), "Ajouter {%tr for x in preuves %}."),
        ),
        Content.PRIORITIES: (
            Need(
                "les demandes prioritaires",
                ("priorites[]", *REQUESTS),
                ("titre", "intitule"),
                "Ajouter {%p for d in priorites %} … {{ d.titre }} … {%p endfor %}.",
            ),
            _wish(
                "l'argument des priorités", "priorites[]", ("argument[].texte",), "Ajouter {%r for p in d.argument %}."
            ),
            _wish(
                "les points à confirmer",
                "questions[]",
                ("intitule", "question"),
                "Ajouter {%p for q in questions %}.",
                True,
            ),
        ),
        Content.LATER: (_TITLE, _BODY),
        Content.FOLLOW_UP: tuple(
            Need(
                what,
                (f"relance.{name}[]",),
                ("titre",),
                f"Ajouter {{%p for d in relance.{name} %}} … {{{{ d.titre }}}}.",
            )
            for name, what in (
                ("accords", "les accords de principe"),
                ("contre_propositions", "ce que le prestataire propose"),
                ("refus", "ce qu'il refuse"),
                ("a_preciser", "ce qui reste à préciser"),
                ("sans_reponse", "ce à quoi il n'a pas répondu"),
            )
        ),
        Content.SUMMARY: (
            Need("la phrase qui résume", ("synthese",), ("phrase",), "Ajouter {{ synthese.phrase }}."),
            Need(
                "les priorités",
                ("synthese.priorites[]",),
                ("intitule",),
                "Ajouter {%tr for x in synthese.priorites %} … {{ x.intitule }}.",
                may_be_cut=True,
            ),
            _wish("la mention finale", "synthese", ("mention",), "Ajouter {{ synthese.mention }}."),
        ),
    }
)
LOOKS = {
    "style": "le gras et les citations sont perdus",
    "genre": "les listes sont imprimées comme des alinéas",
}
LOOKED_AT = {"style": "corps[].passages[].style", "genre": "corps[].genre"}
LOOKS_HINT = {
    "style": "Choisir selon {% if p.style == 'fort' %}, 'citation' ou rien, comme dans le modèle livré.",
    "genre": "Choisir selon {%p if b.genre == 'liste' %}, comme dans le modèle livré.",
}


def missing(content: Content, printed: Sequence[tuple[Tag, Printed]], seen: set[str]) -> Iterator[Fault]:
    """What a template for this content does not print, or not in full."""
    for need in NEEDS[content]:
        found = [(tag, one) for tag, one in printed if one.path in need.paths]
        if not found:
            message = f"le modèle n'imprime pas {need.what}."
            yield Fault(Problem("", "", message, need.hint, severity=need.severity))
        elif not need.may_be_cut and all(one.partial for _, one in found):
            yield found[0][0].fault(f"le modèle n'imprime qu'en partie {need.what}.", WHOLE, need.severity)
    yield from _poorer(printed, seen)


def _poorer(printed: Sequence[tuple[Tag, Printed]], seen: set[str]) -> Iterator[Fault]:
    """Clauses printed without their bold, citations or lists."""
    for root in REQUESTS:
        tag = next((tag for tag, one in printed if one.path == f"{root}.{BODY_TEXT}"), None)
        for name, loss in LOOKS.items():
            if tag is not None and f"{root}.{LOOKED_AT[name]}" not in seen:
                yield tag.fault(f"« {name} » n'est pas lu : {loss}.", LOOKS_HINT[name], Severity.WARNING)
