"""Words that the engine itself knows: a library may say them, not invent others nor leave one out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set

from clausier.errors import Problem, nearest
from clausier.files.strictyaml import KeyPath, Places
from clausier.french import country_code, fold
from clausier.library import placeholders, texts
from clausier.model.client_form import spelled
from clausier.model.criterion import Origin
from clausier.model.facts import CONTRACT_TYPE, Situation
from clausier.model.library import Library
from clausier.model.proof import PROOF_FIELDS, PROOF_KIND
from clausier.model.requirement import Requirement
from clausier.model.verdict import GAPS, Verdict
from clausier.model.voice import Voice

SHOWN = frozenset(field.key for field in PROOF_FIELDS) - {PROOF_KIND}
BUILT_IN_FACTS = frozenset({"etat", "type"}) | {field.alias or name for name, field in Situation.model_fields.items()}


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Missing formulas, unknown fields of proofs, countries and reminders, names that nothing could fill in."""
    yield from _formulas(library, places)
    yield from _voices(library, places)
    yield from _proofs(library, places)
    yield from _countries(library, places)
    yield from _facts(library, places)
    yield from _fact_landmarks(library, places)
    yield from _party_names(library, places)
    yield from _client_forms(library, places)
    yield from _reminders(library, places)
    yield from _repeated(library, places)
    for requirement in library.requirements:
        yield from _names(requirement, places, placeholders.ENGINE | library.formulas.forms)


def _formulas(library: Library, places: Places) -> Iterator[Problem]:
    formulas = library.formulas
    wanted: dict[str, tuple[Set[str], Set[str]]] = {
        "par_verdict": (set(GAPS), formulas.by_verdict.keys()),
        "verdicts": (set(Verdict), formulas.verdicts.keys()),
        "origines": (set(Origin), formulas.origins.keys()),
    }
    for key, (needed, given) in wanted.items():
        for name in sorted(needed - given):
            yield places.problem(("formules", key), f"il manque la formule de « {name} ».", f"Ajouter « {name}: … ».")


def _voices(library: Library, places: Places) -> Iterator[Problem]:
    """Each voice says every form: a letter of any writer would have a blank."""
    voices = library.formulas.voices
    for voice in Voice if voices else ():
        for name in sorted(library.formulas.forms - voices.get(voice, {}).keys()):
            message = f"la voix « {voice} » ne donne pas « {name} », que donne une autre."
            hint = f"Ajouter « {name}: … » : ce que l'argument écrit quand la lettre est de ce rédacteur."
            yield places.problem(("formules", "voix", voice.value), message, hint)


def _proofs(library: Library, places: Places) -> Iterator[Problem]:
    for kind, proof in library.proofs.items():
        for name in proof.fields:
            if name not in SHOWN:
                path: KeyPath = ("preuves", kind, "champs", name)
                yield places.problem(path, f"une preuve n'a pas de champ « {name} ».", nearest(name, SHOWN))


def _countries(library: Library, places: Places) -> Iterator[Problem]:
    for name, country_set in library.country_sets.items():
        for code in sorted(country_set.countries):
            if country_code(code) != code:
                path: KeyPath = ("ensembles_de_pays", name, "pays")
                yield places.problem(path, f"« {code} » n'est pas un code de pays.", "Écrire un code ISO, comme FR.")


def _facts(library: Library, places: Places) -> Iterator[Problem]:
    for name in library.facts:
        if name in BUILT_IN_FACTS:
            message = f"« {name} » est un nom du moteur : un fait ne peut pas le porter."
            yield places.problem(("faits", name), message, "Donner un autre nom au fait.")


def _fact_landmarks(library: Library, places: Places) -> Iterator[Problem]:
    """Landmarks show a value that the contract's type or a fact may have."""
    allowed = {**{name: fact.values for name, fact in library.facts.items()}, CONTRACT_TYPE: library.contract_types}
    for name, values in library.fact_landmarks.items():
        path: KeyPath = ("reperes_des_faits", name)
        if name not in allowed:
            yield places.problem(path, f"le fait « {name} » n'est pas déclaré.", nearest(name, allowed))
            continue
        for value in values.keys() - allowed[name].keys():
            message = f"« {value} » n'est pas une valeur de « {name} »."
            yield places.problem((*path, value), message, nearest(value, allowed[name]))


def _party_names(library: Library, places: Places) -> Iterator[Problem]:
    """A name is of one party: a duty would be of either."""
    client = {fold(name) for name in library.party_names.client}
    for rank, name in enumerate(library.party_names.provider):
        if fold(name) in client:
            path: KeyPath = ("noms_des_parties", "prestataire", rank)
            yield places.problem(
                path, f"« {name} » est aussi un nom du client.", "Le retirer de l'une des deux listes."
            )


def _client_forms(library: Library, places: Places) -> Iterator[Problem]:
    """A name is of one form; another form is one that is described; members are called something."""
    owners: dict[str, str] = {}
    for id_, form in library.client_forms.items():
        path: KeyPath = ("formes_du_client", id_)
        if form.if_several and form.if_several not in library.client_forms:
            message = f"« {form.if_several} » n'est pas une forme du client."
            yield places.problem((*path, "si_plusieurs"), message, nearest(form.if_several, library.client_forms))
        if (form.needed or not form.signs) and not form.members:
            message = "« membres » manque : rien ne dit comment nommer ceux qui signent."
            yield places.problem(path, message, "Ajouter « membres: Associé », par exemple.")
        for name in map(spelled, form.names):
            if name in owners:
                message = f"« {name} » est déjà un nom de « {owners[name]} »."
                yield places.problem((*path, "noms"), message, "Le retirer de l'une des deux.")
            owners[name] = id_


def _reminders(library: Library, places: Places) -> Iterator[Problem]:
    """A point that is faulty or removed is still one that a file describes."""
    for id_ in library.formulas.reminders:
        if ("points", id_) not in places.lines:
            path: KeyPath = ("formules", "rappels", id_)
            hint = f"Retirer la ligne. {nearest(id_, library.by_id)}"
            yield places.problem(path, f"le point « {id_} » n'existe pas.", hint)


def _repeated(library: Library, places: Places) -> Iterator[Problem]:
    for number, count in Counter(category.number for category in library.categories).items():
        if count > 1:
            message = f"la catégorie {number} est décrite {count} fois."
            yield places.problem(("categories", str(number), "numero"), message, "Donner un numéro à chacune.")
    for id_, count in Counter(row.id for row in library.formulas.annex).items():
        if count > 1:
            yield places.problem(
                ("formules", "annexe"), f"la ligne « {id_} » est écrite {count} fois.", "N'en garder qu'une."
            )


def _names(requirement: Requirement, places: Places, taken: Set[str]) -> Iterator[Problem]:
    """A value whose name no text can write, or that the engine fills in itself."""
    given: list[tuple[KeyPath, Iterable[str]]] = [(("parametres",), requirement.parameters)]
    given += [(path, position.values) for path, position in texts.stages(requirement)]
    for root, names in given:
        for name in names:
            path: KeyPath = ("points", requirement.id, *root, name)
            if not placeholders.NAME.fullmatch(name):
                message = f"aucun texte ne peut nommer « {name} »."
                yield places.problem(path, message, "Un nom n'a que des minuscules sans accent, des chiffres et « _ ».")
            elif name in taken:
                message = f"« {name} » est un nom du moteur : cette valeur ne s'imprimerait jamais."
                yield places.problem(path, message, "Lui donner un autre nom.")
