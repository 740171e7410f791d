"""Who the client is: its form as the library knows it, and what it leaves for a person to decide. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.french import join
from clausier.model.casefile import CaseFile
from clausier.model.client_form import ClientForm, spelled
from clausier.model.library import Library

UNTOLD = (
    "forme {of} à préciser (« cabinet.forme ») : elle décide de qui contracte, de qui signe et de qui est responsable "
    "du traitement ; formes connues : {known}"
)
UNKNOWN_FORM = (
    "forme {of} inconnue de la bibliothèque (« {form} ») : vérifier qui contracte, qui signe et qui est responsable du "
    "traitement, que l'annexe laisse à compléter ; formes connues : {known}"
)
UNNAMED = (
    "{form} : aucun nom dans « cabinet.membres » ({member}) ; les y écrire, ou compléter les lignes laissées "
    "en blanc dans l'acte"
)
UNEXPECTED = "des noms sont donnés dans « cabinet.membres », que cette forme {of} ({form}) ne fait pas parties à l'acte"


def form_of(case: CaseFile, library: Library) -> ClientForm | None:
    """The form of the client: the one that the dossier writes, else the one that the name tells; None if unknown."""
    given = spelled(case.practice.form)
    found = next((one for one in library.client_forms.values() if given in map(spelled, one.names)), None)
    if found is None and not given:
        found = _named(case.practice.name, library)
    if found is not None and found.if_several and len(case.practice.members) > 1:
        return library.client_forms[found.if_several]
    return found


def is_undescribed(case: CaseFile, library: Library) -> bool:
    """Is the form of the client one that the library does not describe?"""
    return bool(library.client_forms and case.practice.form) and form_of(case, library) is None


def doubts(case: CaseFile, library: Library) -> Iterator[str]:
    """What a person has to decide before anybody signs."""
    form, of = form_of(case, library), library.client.of
    known = join([one.title for one in library.client_forms.values()])
    if form is not None:
        yield from form.warnings
        if form.needed and not case.practice.members:
            yield UNNAMED.format(form=form.title, member=form.members.lower())
        if case.practice.members and not form.members:
            yield UNEXPECTED.format(of=of, form=form.title)
    elif is_undescribed(case, library):
        yield UNKNOWN_FORM.format(of=of, form=case.practice.form, known=known)
    elif library.client_forms:
        yield UNTOLD.format(of=of, known=known)


def _named(name: str, library: Library) -> ClientForm | None:
    """The form whose longest name stands in the client's own."""
    words = f" {spelled(name)} "
    found = [(name, one) for one in library.client_forms.values() for name in map(spelled, one.names)]
    told = [(len(name), one) for name, one in found if f" {name} " in words]
    return max(told, key=lambda pair: pair[0])[1] if told else None
