"""How the client is organised, as data: who contracts, who signs, who answers for the data, what nobody can say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from clausier.french import normal
from clausier.model.base import Model, Text, YesNo
from clausier.model.text import PROSE, Prose, formula


class ClientForm(Model, title="Une forme du client : qui contracte, qui signe, qui répond des données."):
    """A legal form, or a way to practise. What a text leaves blank is not printed; a blank controller is to fill in.

    `members` is what each of the persons is called who are parties with the client, or in its place where it
    `signs` not; they are named in the dossier, and those that are not are left to fill in where they are `needed`.
    """

    title: Prose = Field(alias="intitule", description="Son nom, dans une phrase.")
    names: tuple[Text, ...] = Field(
        alias="noms", min_length=1, description="Comment un dossier l'écrit dans « cabinet.forme », ou dans le nom."
    )
    party: Annotated[str, PROSE] = Field(
        "", alias="partie", description="Ce que l'acte ajoute à la désignation du client ; annonce ses membres."
    )
    members: Annotated[str, PROSE] = Field(
        "", alias="membres", description="Comment nommer chacun de ceux qui sont parties avec lui : Associé."
    )
    needed: YesNo = Field(
        False, alias="membres_requis", description="« oui » : l'acte laisse des lignes à compléter s'ils sont inconnus."
    )
    signs: YesNo = Field(True, alias="signe", description="« non » : seuls ses membres signent.")
    controller: Annotated[str, formula("cabinet")] = Field(
        "",
        alias="responsable",
        description="Le responsable du traitement, dans l'annexe ; vide : les parties complètent la ligne.",
    )
    letter: Annotated[str, PROSE] = Field("", alias="lettre", description="Ce que la lettre en dit, en une phrase.")
    recital: Annotated[str, PROSE] = Field(
        "", alias="expose", description="Tient lieu du deuxième alinéa de l'exposé préalable."
    )
    warnings: Annotated[tuple[Text, ...], PROSE] = Field(
        (), alias="avertissements", description="Ce que clausier ne peut pas décider, et que faire. Interne."
    )
    if_several: str = Field(
        "", alias="si_plusieurs", description="La forme à retenir si plusieurs membres sont nommés."
    )


@lru_cache(maxsize=1024)
def spelled(name: str) -> str:
    """A name without case, accents, dots or signs: « S.C.M. » is « scm »."""
    bare = normal("NFKD", name.replace(".", "").replace("’", "'")).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", bare.casefold()))
