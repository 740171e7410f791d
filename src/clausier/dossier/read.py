"""The dossier file → `CaseFile`, checked against the library's closed vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from clausier.dossier import kinds
from clausier.dossier.spelling import worded
from clausier.errors import MOST_PROBLEMS, InvalidInput, Problem, bounded, nearest
from clausier.files import limits
from clausier.files.bounded import STANDARD_INPUT, read_stdin
from clausier.files.strictyaml import SMALL, Document, KeyPath, Places, read_bytes, read_path, require_mapping
from clausier.files.validation import build
from clausier.library import words
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile, Mail
from clausier.model.figure import Figure
from clausier.model.library import Library
from clausier.model.voice import Voice
from clausier.quantity import CHECK, Kind, QuantityError, out_of_bounds, parse_as

STDIN = "-"
DECLARATION = "declaration_prestataire"
FILLERS = {"cabinet": {"nom": "…"}, "prestataire": {"nom": "…"}, "contrat": {"titre": "…", "etat": "signe"}}
"""What stands for a required section at fault, while the others are checked."""
TEN_YEARS = 10
"""The longest delay before or after a date."""
UNFIGURED = "Si le contrat ne donne pas de chiffre, retirer « valeur » et répondre « partiel »."


def read_case(source: str, library: Library) -> CaseFile:
    """Read a dossier from a path or `-` (standard input); InvalidInput holds every problem."""
    return case_of(read_document(source), library)


def read_document(source: str) -> Document:
    """The file of a dossier, or the standard input (`-`); InvalidInput if it is not strict YAML."""
    if source != STDIN:
        return read_path(Path(source))
    return read_bytes(read_stdin(limits.DOCUMENT, SMALL), STANDARD_INPUT)


def case_of(document: Document, library: Library) -> CaseFile:
    """The dossier that a parsed document holds; faults of shape and of vocabulary come together."""
    places = document.places
    data = worded(without_blanks(require_mapping(document)), library)
    shape, case = _shaped(data, places)
    sound = case or _shaped(_sound_part(data, shape), places)[1]
    told = {fault.key for fault in shape}
    vocabulary = (one for one in _vocabulary(sound, library, places) if one.key not in told) if sound else ()
    read, unread = _with_quantities(sound, library, places) if sound else (None, ())
    faults = bounded(chain(shape, _unknown_points(data, library, places), vocabulary, unread), MOST_PROBLEMS)
    if read is None or faults:
        raise InvalidInput(faults)
    return kinds.completed(read, library)


def _shaped(data: dict[str, Any], places: Places) -> tuple[tuple[Problem, ...], CaseFile | None]:
    try:
        return (), build(CaseFile, data, places)
    except InvalidInput as error:
        return error.problems, None


def _sound_part(data: dict[str, Any], faults: tuple[Problem, ...]) -> dict[str, Any]:
    """The dossier without what is faulty, so that the rest is checked in the same run."""
    bad = {tuple(fault.key.split(".")[:2]) for fault in faults}
    kept = {
        section: {key: item for key, item in content.items() if (section, key) not in bad}
        if isinstance(content, dict)
        else content
        for section, content in data.items()
        if (section,) not in bad
    }
    return {**kept, **{section: {**filler, **kept.get(section, {})} for section, filler in FILLERS.items()}}


def without_blanks(value: Any) -> Any:
    """A key without a value counts as absent: the blank dossier has many."""
    if isinstance(value, dict):
        return {key: without_blanks(item) for key, item in value.items() if item is not None}
    return [without_blanks(item) for item in value] if isinstance(value, list) else value


def _unknown_points(data: dict[str, Any], library: Library, places: Places) -> Iterator[Problem]:
    sections = ("reponses", "positions", "parametres")
    for path, entries in (*(((section,), data.get(section)) for section in sections), *_declared(data)):
        for id_ in entries if isinstance(entries, dict) else ():
            if id_ not in library.by_id and id_ not in library.removed:
                yield places.problem((*path, id_), f"le point « {id_} » n'existe pas.", nearest(id_, library.by_id))


def _unknown_named(case: CaseFile, library: Library, places: Places) -> Iterator[Problem]:
    asked = case.asked_points
    named: dict[KeyPath, tuple[str, ...]] = {
        ("points_demandes", "ajouter"): asked.added,
        ("points_demandes", "retirer"): asked.removed,
        ("a_corriger",): case.to_correct,
    }
    for place, ids in named.items():
        for id_ in ids:
            if id_ not in library.by_id and id_ not in library.removed:
                yield places.problem(place, f"le point « {id_} » n'existe pas.", nearest(id_, library.by_id))


def _declared(data: dict[str, Any]) -> Iterator[tuple[KeyPath, Any]]:
    """Place and answers of each declaration, in a tree of whatever shape."""
    found = data.get(DECLARATION)
    for rank, declaration in enumerate(found if isinstance(found, list) else [found]):
        if isinstance(declaration, dict):
            place: KeyPath = (DECLARATION, rank, "reponses") if isinstance(found, list) else (DECLARATION, "reponses")
            yield place, declaration.get("reponses")


def _vocabulary(case: CaseFile, library: Library, places: Places) -> Iterator[Problem]:
    yield from kinds.problems(case, library, places)
    yield from words.of_facts(case.situation.facts, library.facts, places, ("situation",))
    for path, answers in _given(case):
        for id_, answer in answers.items():
            if id_ in library.by_id:
                yield from words.of_answer(answer, library.by_id[id_], library, places, (*path, id_))
    yield from _parameters(case, library, places)
    yield from _unknown_named(case, library, places)
    yield from _durations(case, places)
    yield from _author(case.mail, places)
    yield from _annex(case, library, places)
    yield from _fields(case, library, places)


def _given(case: CaseFile) -> Iterator[tuple[KeyPath, Mapping[str, Answer]]]:
    """Place and answers of the practice's own word, then of each declaration."""
    yield ("reponses",), case.answers
    for rank, one in enumerate(case.declarations):
        yield (DECLARATION, rank, "reponses"), one.answers


def _with_quantities(case: CaseFile, library: Library, places: Places) -> tuple[CaseFile, list[Problem]]:
    """The dossier, the values of its answers read once for all as its points measure them; what cannot be read."""
    faults: list[Problem] = []
    own, *declared = (dict(_measured(path, answers, library, places, faults)) for path, answers in _given(case))
    declarations = tuple(
        one.model_copy(update={"answers": answers}) for one, answers in zip(case.declarations, declared, strict=True)
    )
    return case.model_copy(update={"answers": own, "declarations": declarations}), faults


def _measured(
    root: KeyPath, answers: Mapping[str, Answer], library: Library, places: Places, faults: list[Problem]
) -> Iterator[tuple[str, Answer]]:
    for id_, answer in answers.items():
        try:
            yield id_, library.measured(id_, answer)
        except QuantityError as error:
            faults.append(places.problem((*root, id_, "valeur"), str(error), UNFIGURED))


def _parameters(case: CaseFile, library: Library, places: Places) -> Iterator[Problem]:
    for id_, parameters in case.parameters.items():
        if id_ not in library.by_id:
            continue
        requirement = library.by_id[id_]
        known = {*requirement.parameters, *requirement.positions.target.values}
        for name, text in parameters.items():
            if name not in known:
                message = f"le paramètre « {name} » n'existe pas pour ce point."
                yield places.problem(("parametres", id_, name), message, nearest(name, known))
            elif fault := _parameter_fault(text, requirement.default_of(name)):
                yield places.problem(("parametres", id_, name), fault)


def _parameter_fault(figure: Figure, default: Figure) -> str:
    """Why a text cannot stand for a figure of the library; empty where the default is no figure."""
    return "" if default.kind is None else _fault(figure, default.kind) or out_of_bounds(figure, figure.quantity)


def _fault(figure: Figure, kind: Kind) -> str:
    """Why a text is no figure of a kind; empty if it is one."""
    if figure.quantity is not None and figure.quantity.kind is kind:
        return ""
    try:
        parse_as(kind, figure)
    except QuantityError as error:
        return str(error)
    return ""


def _durations(case: CaseFile, places: Places) -> Iterator[Problem]:
    notice = {("contrat", "preavis"): case.contract.notice} if case.contract.notice else {}
    for path, text in {("courrier", "delai_reponse"): case.mail.reply_within, **notice}.items():
        if fault := _fault(text, Kind.DURATION):
            yield places.problem(path, fault)
        elif fault := out_of_bounds(text, text.quantity, TEN_YEARS):
            yield places.problem(path, fault, CHECK)


def _author(mail: Mail, places: Places) -> Iterator[Problem]:
    """Nobody writes for the practice without saying who it is, nor a union without saying by what right."""
    voice = mail.voice
    if voice is Voice.PRACTICE:
        return
    if mail.author is None:
        message = f"la lettre est d'un{'e' if voice is Voice.UNION else ''} {voice.value}, dont le nom manque."
        hint = (
            f"Écrire « {voice.value}: {{nom: …, qualite: …, adresse: …}} » dans « courrier », ou retirer « redacteur »."
        )
        yield places.problem(("courrier", voice.value, "nom"), message, hint)
    if voice is Voice.UNION and not mail.mandate.strip():
        message = "une union n'écrit que sur le mandat de celui pour qui elle écrit : il manque."
        hint = "Écrire « mandat: mandat écrit du 3 septembre 2026 » dans « courrier », ou « redacteur: cabinet »."
        yield places.problem(("courrier", "mandat"), message, hint)


def _annex(case: CaseFile, library: Library, places: Places) -> Iterator[Problem]:
    known = [row.id for row in library.formulas.annex]
    for name in case.annex:
        if name not in known:
            yield places.problem(("annexe", name), f"l'annexe n'a pas de ligne « {name} ».", nearest(name, known))


def _fields(case: CaseFile, library: Library, places: Places) -> Iterator[Problem]:
    for name in case.fields:
        if name not in library.fields:
            hint = nearest(name, library.fields) or "Le déclarer dans « champs » de bibliotheque.yaml, ou le retirer."
            yield places.problem(("champs", name), f"la bibliothèque ne déclare aucun champ « {name} ».", hint)
