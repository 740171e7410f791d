"""The columns of a table of dossiers: pure data, drawn from the library.

A column's key says where its cells go in the dossier: `cabinet.nom`, a point's id, or a point's id and
one part of its answer, `un-point:preuve.titulaire`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from clausier.dossier.shares import shares_text
from clausier.french import normal
from clausier.model.casefile import Signature, State
from clausier.model.extent import Extent
from clausier.model.law import Scope
from clausier.model.library import Library
from clausier.model.proof import PROOF_FIELDS, PROOF_KIND
from clausier.model.requirement import Importance, PositionName, Requirement
from clausier.model.verdict import Finding
from clausier.model.voice import Voice

KeyPath = tuple[str | int, ...]

ID = "dossier.id"
FIELDS = "champs"
REQUIRED = (ID, "cabinet.nom", "prestataire.nom", "contrat.titre", "contrat.etat")
FURTHER_PROOF = re.compile(r"(.+:preuve)([2-9])((?:\.\w+)?)")


class Shape(Enum):
    """How a cell's text is read."""

    TEXT = "texte"
    LINES = "une valeur par ligne"
    WORD = "un mot de la liste"
    WORDS = "un ou plusieurs mots de la liste, séparés par « ; »"
    TYPES = "un mot de la liste, ou plusieurs avec leurs services"
    DATE = "date"
    DAY_OR_TEXT = "date, ou texte"
    ANSWER = "réponse"


@dataclass(frozen=True)
class Column:
    """A column; `path` is its place in the dossier's tree, `digits` the length of a number that may begin with 0."""

    key: str
    path: KeyPath
    title: str
    shape: Shape = Shape.TEXT
    choices: tuple[str, ...] = ()
    note: str = ""
    digits: int = 0
    point: Requirement | None = None
    firm: bool = False
    """Of an answer: is its point legal or indispensable, so that nobody sets it aside without saying why?"""

    def word(self, text: str) -> str:
        """The word of the list that the text spells, whatever its case, accents and blanks; else the text."""
        return text if text in self.choices else self._spellings.get(bare(text), text)

    @cached_property
    def headings(self) -> frozenset[str]:
        """What a column may be headed, as `bare`: its title; for a point's answer, the point's number alone too."""
        number = [self.point.number] if self.point is not None and self.shape is Shape.ANSWER else []
        return frozenset(map(bare, (self.title, *number)))

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {bare(choice): choice for choice in self.choices}


@dataclass(frozen=True)
class Columns:
    """Every column that a table may have for a library, in the order of the table to fill in."""

    all: tuple[Column, ...]

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.all}

    @cached_property
    def by_title(self) -> dict[str, Column]:
        """By its title, as `bare`; a free field never takes that of a column of the engine."""
        in_order = sorted(self.all, key=lambda column: column.path[0] != FIELDS)
        return {bare(column.title): column for column in in_order}

    @cached_property
    def by_number(self) -> dict[str, Column]:
        """The columns of the points' answers."""
        return {one.point.number: one for one in self.all if one.point is not None and one.shape is Shape.ANSWER}

    def keyed(self, name: str) -> Column | None:
        """The column of a key; a further proof of a point (`…:preuve2`) is a column too."""
        further = FURTHER_PROOF.fullmatch(name)
        if further is None:
            return self.by_key.get(name)
        first = self.by_key.get(further[1] + further[3])
        return replace(first, key=name, path=(*first.path[:3], int(further[2]) - 1, *first.path[4:])) if first else None

    def titled(self, name: str) -> Column | None:
        """The column of a title, whatever its case, accents, blanks and signs, the mark of what is required too."""
        return self.by_title.get(bare(name))

    def headed(self, name: str) -> Column | None:
        """The column of a heading: a title, or for a point's answer its number alone."""
        return self.titled(name) or self.by_number.get(name.strip())


def bare(text: str) -> str:
    """A word without regard to case, accents and signs: « À vérifier » is `a_verifier`."""
    decomposed = normal("NFKD", text.casefold())
    return "_".join(re.findall(r"[a-z0-9]+", decomposed.encode("ascii", "ignore").decode()))


def columns_of(library: Library) -> Columns:
    host = _plain("situation.hebergeur", "Hébergeur (nom)", "S'il est connu.")
    situation = (*_facts(library), *([host] if library.asks_host else []))
    points = (column for point in library.requirements for column in _point(point, library))
    frame = (*_parties(library), *_contract(library), *situation, *_mail(), *_amendment(), *_asked(), *_annex(library))
    return Columns((*frame, *_free(library), *points))


def _parties(library: Library) -> Iterator[Column]:
    yield _plain(ID, "Dossier *", "Identifiant unique et durable : lettres sans accent, chiffres, points et tirets.")
    for section, who in (("cabinet", library.client.defined().noun), ("prestataire", "Prestataire")):
        yield _plain(f"{section}.nom", f"{who} : nom *")
        yield _plain(f"{section}.forme", f"{who} : forme", library.forms_told)
        yield _plain(f"{section}.siren", f"{who} : SIREN", "Neuf chiffres.", 9)
        yield _plain(f"{section}.siret", f"{who} : SIRET", "Quatorze chiffres.", 14)
        yield _plain(f"{section}.adresse", f"{who} : adresse")
        yield _plain(f"{section}.representant", f"{who} : représentant", "Qui signe.")
        yield _plain(f"{section}.qualite", f"{who} : qualité", "Gérante, président …")
        if section == "cabinet" and library.client_forms:
            note = "Ceux qui sont parties avec lui, selon sa forme : un nom par ligne."
            yield replace(_plain("cabinet.membres", f"{who} : membres", note), shape=Shape.LINES)


def _contract(library: Library) -> Iterator[Column]:
    yield _plain("contrat.titre", "Contrat : titre *", "Tel qu'il figure sur le contrat.")
    yield _plain("contrat.reference", "Contrat : référence")
    yield replace(_plain("contrat.date", "Contrat : date", "AAAA-MM-JJ."), shape=Shape.DATE)
    end = _plain("contrat.echeance", "Contrat : échéance", "Reconduction ou fin, AAAA-MM-JJ.")
    yield replace(end, shape=Shape.DATE)
    yield _plain("contrat.preavis", "Contrat : préavis", "« 3 mois », avant l'échéance.")
    yield _word("contrat.etat", "Contrat : état *", State, "Signé : un avenant ; non : des conditions particulières.")
    yield _types(library)


def _types(library: Library) -> Column:
    """A type; or several, each with its services, where the library lets a contract have several."""
    column = _word("contrat.type", "Contrat : type", library.contract_types)
    if not library.types_by:
        return column
    kinds, (first, *others) = list(library.contract_types), library.facts[library.types_by].values
    shares = {kinds[0]: (first,), kinds[-1]: tuple(others[:2])}
    note = f"S'il y en a plusieurs, chacun avec ses services : « {shares_text(shares, str, str)} »."
    return replace(column, shape=Shape.TYPES, note=note)


def _facts(library: Library) -> Iterator[Column]:
    for name, kind in library.facts.items():
        title = f"Situation : {kind.title}"
        shape = Shape.WORDS if kind.multiple else Shape.WORD
        several = " Plusieurs valeurs possibles, séparées par « ; »." if kind.multiple else ""
        words = tuple(dict.fromkeys((*kind.values, "inconnu")))
        yield Column(f"situation.{name}", ("situation", name), title, shape, words, f"{kind.question}{several}")


def _mail() -> Iterator[Column]:
    yield _plain("courrier.lieu", "Courrier : lieu")
    yield _plain("courrier.mode_envoi", "Courrier : mode d'envoi")
    yield _plain("courrier.delai_reponse", "Courrier : délai de réponse", "« 30 jours » si rien n'est écrit.")
    yield _word("courrier.redacteur", "Courrier : rédacteur", Voice, "« cabinet » si rien n'est écrit.")
    for key, who in (("conseil", "conseil"), ("union", "union")):
        section = f"courrier.{key}"
        yield _plain(f"{section}.nom", f"Courrier : {who}, nom", f"Si le rédacteur est « {key} ».")
        yield _plain(f"{section}.qualite", f"Courrier : {who}, qualité", "Avocate au barreau de …, présidente …")
        yield _plain(f"{section}.adresse", f"Courrier : {who}, adresse", "Où le prestataire répond.")
        yield _plain(f"{section}.coordonnees", f"Courrier : {who}, coordonnées", "Téléphone, courriel.")
        yield _plain(f"{section}.representant", f"Courrier : {who}, signataire", "Si ce n'est pas le nom ci-dessus.")
    mandate = "« mandat écrit du 3 septembre 2026 », si le rédacteur est « union »."
    yield _plain("courrier.mandat", "Courrier : mandat de l'union", mandate)


def _amendment() -> Iterator[Column]:
    yield _plain("avenant.numero", "Avenant : numéro", "1 si rien n'est écrit.")
    effect = _plain("avenant.prise_d_effet", "Avenant : prise d'effet")
    yield replace(effect, shape=Shape.DAY_OR_TEXT)
    yield _plain("avenant.originaux", "Avenant : originaux", "2 si rien n'est écrit.")
    yield _word("avenant.signature", "Avenant : signature", Signature, "« manuscrite » si rien n'est écrit.")


def _asked() -> Iterator[Column]:
    yield _word("points_demandes.ampleur", "Ampleur des demandes", Extent, "« complet » si rien n'est écrit.")
    for key, told in (("ajouter", "à demander en plus"), ("retirer", "à garder pour un second temps")):
        note = "Numéros ou identifiants, un par ligne."
        yield replace(_plain(f"points_demandes.{key}", f"Points {told}", note), shape=Shape.LINES)
    joined = "Ce qui est gardé est-il joint à la lettre, pour information ? « non » si rien n'est écrit."
    yield _word("points_demandes.second_temps", "Second temps joint", ("oui", "non"), joined)


def _annex(library: Library) -> Iterator[Column]:
    for row in library.formulas.annex:
        note = (
            "Seulement pour remplacer le texte proposé." if row.value else "Une ligne à compléter si rien n'est écrit."
        )
        yield _plain(f"annexe.{row.id}", f"Annexe : {row.title}", note)


def _free(library: Library) -> Iterator[Column]:
    for name, field in library.fields.items():
        kept = "" if field.sendable else "Interne : jamais transmis au prestataire."
        yield _plain(f"{FIELDS}.{name}", field.title, " ".join(filter(None, (field.note, kept))))


def _plain(key: str, title: str, note: str = "", digits: int = 0) -> Column:
    return Column(key, tuple(key.split(".")), title, note=note, digits=digits)


def _word(key: str, title: str, words: Iterable[str], note: str = "") -> Column:
    return Column(key, tuple(key.split(".")), title, Shape.WORD, tuple(words), note)


def _point(point: Requirement, library: Library) -> Iterator[Column]:
    findings = tuple(Finding)
    title = f"{point.number} {point.title}"
    answer = Column(point.id, ("reponses", point.id), title, Shape.ANSWER, findings, point.question, point=point)
    yield replace(answer, firm=_is_firm(point, library))
    yield _part(point, "article", "article", "Imprimé tel quel : 7.2, annexe 1 …")
    yield _part(point, "citation", "citation", "Texte exact du contrat.")
    yield _part(point, "page", "page")
    lines = "Quand la réponse n'est pas « oui », ou qu'il y a plusieurs valeurs : une par ligne."
    yield replace(_part(point, "valeur", "valeur", lines), shape=Shape.LINES)
    if point.criterion.parts:
        parts = tuple(point.criterion.parts)
        present = "Volets présents, séparés par « ; », ou « aucun »."
        yield replace(_part(point, "volets", "volets", present), shape=Shape.WORDS, choices=parts)
    yield from _proof(point, library)
    yield _part(point, "motif", "motif", "Obligatoire avec « sans_objet ».")
    yield _part(point, "commentaire", "commentaire", "Interne : jamais imprimé pour le prestataire.")
    position = Column(f"{point.id}:position", ("positions", point.id), f"{point.number} – position", Shape.WORD)
    yield replace(position, choices=tuple(PositionName), point=point)
    for name in dict.fromkeys((*point.parameters, *point.positions.target.values)):
        key, path = f"{point.id}:parametre.{name}", ("parametres", point.id, name)
        yield Column(key, path, f"{point.number} – paramètre {name}", point=point)


def _is_firm(point: Requirement, library: Library) -> bool:
    duties = (library.bases[use.id] for use in point.bases if use.scope is Scope.IMPOSES and use.id in library.bases)
    return point.importance is Importance.ESSENTIAL or any(duty.binds_provider() for duty in duties)


def _part(point: Requirement, name: str, title: str, note: str = "") -> Column:
    key, path = f"{point.id}:{name}", ("reponses", point.id, name)
    return Column(key, path, f"{point.number} – {title}", note=note, point=point)


def _proof(point: Requirement, library: Library) -> Iterator[Column]:
    activities = tuple(dict.fromkeys(word for kind in library.proofs.values() for word in kind.activities))
    for field in PROOF_FIELDS:
        is_kind = field.key == PROOF_KIND
        title = "preuve" if is_kind else f"preuve : {field.title[:1].lower()}{field.title[1:]}"
        shape = Shape.DATE if field.is_day else Shape.WORDS if field.is_list else Shape.WORD if is_kind else Shape.TEXT
        words = tuple(library.proofs) if is_kind else activities if field.is_list else ()
        path = ("reponses", point.id, "preuves", 0, field.key)
        yield Column(proof_key(point.id, field.key), path, f"{point.number} – {title}", shape, words, point=point)


def proof_key(point: str, field: str) -> str:
    """The column of a field of a point's proof."""
    return f"{point}:preuve" if field == PROOF_KIND else f"{point}:preuve.{field}"
