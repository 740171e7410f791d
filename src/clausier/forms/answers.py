"""Records of a questionnaire that came back → the tree of a dossier, and the place of each of its keys.

What cannot be understood is a problem with its place; nothing is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from clausier import characters
from clausier.dossier.tree import Tree, at, put, texts
from clausier.errors import Problem, nearest
from clausier.files.strictyaml import KeyPath
from clausier.forms import fields as named
from clausier.forms.exact import read
from clausier.forms.fields import Asked, Fields, folded
from clausier.forms.files import Given, Record, Returned
from clausier.forms.files.form import ANSWER
from clausier.forms.headings import CODE_LENGTH, DECLARED, GENERAL, POINT_FIELDS, PROOF_FIELDS, entries
from clausier.forms.marks import MARK_CASE, MARK_FOR, code_of
from clausier.forms.ours import asides
from clausier.forms.scope import Audience
from clausier.forms.values import Refused, text_in, value_in
from clausier.model.library import Library
from clausier.model.requirement import Requirement

SPARE = "libre_"
"""How the codes of spare lines begin."""
START = "Partir d'un fichier que crée « clausier questionnaire creer »."
WHO = {"par": "le nom de la personne qui répond", "le": "la date de la réponse"}
RANKED = re.compile(r"(.+):(\d{1,3})")
RANKED_CODE = re.compile(r"(.+)_(\d{1,3})")


@dataclass
class Answers:
    """What a questionnaire says: the tree of a dossier, where each of its keys stands, what is wrong."""

    file: str
    foreign: bool = False
    """Is the file no questionnaire of ours? Nothing of it is told then."""
    audience: Audience = Audience.PRACTICE
    case_id: str = ""
    tree: Tree = field(default_factory=dict)
    places: dict[KeyPath, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def fault(self, given: Given, message: str, hint: str) -> None:
        self.problems.append(Problem(given.place, "", message, hint))

    def put(self, path: KeyPath, value: Any, place: str) -> None:
        put(self.tree, path, value)
        for length in range(2, len(path) + 1):
            self.places.setdefault(path[:length], place)


def answers_of(returned: Returned, library: Library) -> Answers:
    """Everything that the questionnaire says."""
    whose = returned.marks.get(MARK_FOR, "")
    found = Answers(returned.file, problems=list(returned.problems))
    if whose not in tuple(Audience):
        found.foreign = True
        found.problems.append(Problem(returned.file, "", "ce n'est pas un questionnaire de clausier.", START))
        return found
    found.audience, found.case_id = Audience(whose), returned.marks.get(MARK_CASE, "")
    found.problems += asides(returned, library, found.audience)
    reader = _Reader(found, Fields(library), found.audience)
    for record in returned.records:
        reader.take(record)
    reader.close()
    return found


class _Reader:
    def __init__(self, found: Answers, fields: Fields, audience: Audience) -> None:
        self.found, self.fields, self.audience = found, fields, audience
        asked = tuple(start for starts in GENERAL[audience].values() for start in starts)
        general = {one.column.key: one for one in (*fields.general(), *entries(audience))}
        self.general = {key: one for key, one in general.items() if key.startswith(asked)}
        self.general_by_code = {code_of(key, CODE_LENGTH): one for key, one in self.general.items()}
        points = fields.library.requirements
        self.by_id = {point.id: point for point in points}
        self.by_code = {code_of(point.number, CODE_LENGTH): point for point in points}
        self.by_number = {point.number: point for point in points}
        self.seen: dict[str, str] = {}
        self.proofs: dict[str, list[tuple[int, Record]]] = {}

    def take(self, record: Record) -> None:
        takers = {"c": self._general, "p": self._point, "v": self._proof}
        if self.audience is Audience.PRACTICE:  # what a provider sends may not write elsewhere in the dossier
            takers["x"] = self._rest
        taker = takers.get(record.table)
        if taker is not None:
            taker(record)
        else:
            self._refuse(record, "cette ligne n'est pas du questionnaire.", START)

    def close(self) -> None:
        """Proofs in their order: ranked ones first, then those of spare lines."""
        for id_, ranked in self.proofs.items():
            ordered = [record for _, record in sorted(ranked, key=lambda pair: pair[0])]
            self._proofs(self.by_id[id_], ordered)
        if self.audience is Audience.PROVIDER:
            self._declare()

    def _refuse(self, record: Record, message: str, hint: str) -> None:
        self.found.problems.append(Problem(next(iter(record.given.values())).place, "", message, hint))

    def _general(self, record: Record) -> None:
        asked = self.general.get(record.id) or self.general_by_code.get(record.code)
        given = record.given.get(ANSWER)
        if asked is None or given is None:
            self._refuse(record, "cette ligne n'est pas une rubrique du questionnaire.", START)
        elif self._first(record, asked.column.key):
            self._set(asked, asked.column.path, given)

    def _point(self, record: Record) -> None:
        point = self._point_of(record)
        if point is None or not self._first(record, point.id):
            return
        for name, given in self._named(record, POINT_FIELDS[self.audience]):
            asked = self.fields.of_point(point, name)
            if name == named.PARAMETERS:
                self._parameters(point, given)
            elif asked is not None:
                self._set(asked, asked.column.path, given)
            else:
                self.found.fault(given, "ce point n'a pas de volets.", "Vider la case.")

    def _point_of(self, record: Record) -> Requirement | None:
        """The point that the row shows, by all that it shows."""
        names = ((self.by_id, record.id), (self.by_code, record.code), (self.by_number, record.number))
        shown = [known.get(name) for known, name in names if name]
        points = {point.id for point in shown if point is not None}
        if len(points) == 1 and None not in shown:
            return self.by_id[points.pop()]
        name = record.id or record.number or record.code
        if not name:
            hint = "Écrire dans la ligne du point, ou indiquer son numéro."
            self._refuse(record, "une réponse est donnée sans numéro de point.", hint)
        elif points:
            told = f"l'identifiant « {name} » et le numéro « {record.number or record.code} » ne vont pas ensemble."
            self._refuse(record, told, "La ligne a été mêlée à une autre : reprendre le questionnaire d'origine.")
        else:
            self._refuse(record, f"le point « {name} » n'existe pas.", nearest(name, self.by_number))
        return None

    def _first(self, record: Record, key: str) -> bool:
        """Is it the first row of this field or point that holds something?"""
        if key in self.seen:
            self._refuse(record, f"« {key} » a déjà ses réponses : {self.seen[key]}.", "N'en garder qu'une ligne.")
            return False
        self.seen[key] = record.place
        return True

    def _named(self, record: Record, fields: Iterable[Any]) -> Iterator[tuple[str, Given]]:
        """The fields of a row by their keys, or by their labels where only these are left."""
        keys = {field.key for field in fields}
        titles = {folded(field.title): field.key for field in fields}
        for name, given in record.given.items():
            key = name if name in keys else titles.get(folded(name))
            if key is None:
                self.found.fault(given, f"« {name} » n'est pas une case du questionnaire.", "La retirer, ou la vider.")
            else:
                yield key, given

    def _proof(self, record: Record) -> None:
        ranked, coded = RANKED.fullmatch(record.id), RANKED_CODE.fullmatch(record.code)
        is_spare = (record.id and not ranked) or record.code.startswith(SPARE)
        plain = replace(record, id=ranked[1] if ranked else "", code=coded[1] if coded and not is_spare else "")
        point = self._point_of(plain)
        if point is not None:
            self.proofs.setdefault(point.id, []).append((int(ranked[2]) if ranked else 1000, record))

    def _proofs(self, point: Requirement, records: Iterable[Record]) -> None:
        path: KeyPath = ("reponses", point.id)
        proofs: list[Tree] = []
        for rank, record in enumerate(records):
            proof: Tree = {}
            for name, given in self._named(record, PROOF_FIELDS):
                asked = self.fields.of_proof(point, name)
                value = self._value(asked, given)
                if value is not None:
                    proof[name] = value
                self.found.places[(*path, "preuves", rank, name)] = given.place
            proofs.append(proof)
            self.found.places[(*path, "preuves", rank)] = record.place
        self.found.put((*path, "preuves"), proofs, self.found.places[(*path, "preuves", 0)])

    def _parameters(self, point: Requirement, given: Given) -> None:
        """« délai : 3 jours », a line each."""
        for line in filter(str.strip, self._text(given).split("\n")):
            name, colon, value = (part.strip() for part in line.partition(":"))
            if not colon or not value:
                self.found.fault(given, f"« {line[:40]} » n'est pas de la forme « nom : valeur ».", "La réécrire.")
            elif at(self.found.tree, ("parametres", point.id, name)) is not None:
                self.found.fault(given, f"le paramètre « {name} » figure deux fois.", "N'en garder qu'un.")
            else:
                self.found.put(("parametres", point.id, name), read(value), given.place)

    def _rest(self, record: Record) -> None:
        given = record.given.get(ANSWER)
        text = self._text(given) if given else ""
        if given is None or not text:
            return
        try:
            fragment = json.loads(text)
        except (ValueError, RecursionError):
            fragment = None
        if not isinstance(fragment, dict):
            hint = "Recopier la case du questionnaire d'origine, ou la vider si elle n'a plus d'objet."
            self.found.fault(given, "cette réserve a été modifiée et ne peut plus être relue.", hint)
            return
        if wrong := next(filter(None, map(characters.fault, texts(fragment))), None):
            self.found.fault(given, *wrong)
            return
        graft(self.found, fragment, given.place)

    def _set(self, asked: Asked, path: KeyPath, given: Given) -> None:
        value = self._value(asked, given)
        if value is not None:
            self.found.put(path, value, given.place)

    def _value(self, asked: Asked, given: Given) -> Any:
        """The value of a field; None where it is at fault, which is said."""
        try:
            return value_in(asked, given.cell)
        except Refused as error:
            return self.found.fault(given, *error.fault)

    def _text(self, given: Given) -> str:
        """The text of a field; empty where it is at fault, which is said."""
        try:
            return text_in(given.cell)
        except Refused as error:
            self.found.fault(given, *error.fault)
            return ""

    def _declare(self) -> None:
        """The provider's answers leave the place of the practice's for that of a declaration."""
        found = self.found
        answers, person = found.tree.pop("reponses", {}), found.tree.pop(DECLARED, {})
        found.places = {_declared(path): place for path, place in found.places.items()}
        if not answers:
            return
        for key, what in WHO.items():
            if key not in person:
                hint = "Le demander au prestataire : une réponse vaut par qui la donne, et quand."
                found.problems.append(Problem(found.file, "", f"il manque {what} (« Qui répond »).", hint))
        found.tree[DECLARED] = [{**person, "reponses": answers}]


def _declared(path: KeyPath) -> KeyPath:
    """Where a key of the provider's questionnaire stands in the dossier."""
    if path[0] == "reponses":
        return (DECLARED, 0, *path)
    return (DECLARED, 0, *path[1:]) if path[0] == DECLARED else path


def graft(found: Answers, fragment: Tree, place: str, path: KeyPath = ()) -> None:
    """Adds to what was found what a fragment says of other keys; lists follow one another."""
    for key, value in fragment.items():
        here = (*path, key)
        known = at(found.tree, here)
        if isinstance(value, dict) and (isinstance(known, dict) or (known is None and value)):
            graft(found, value, place, here)
        elif isinstance(value, list) and isinstance(known, list):
            known.extend(value)
        elif known is None:
            found.put(here, value, place)
