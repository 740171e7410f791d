"""What a Word template may bring along beside its text, as one table: what is cleaned and told, what is an error."""

from __future__ import annotations

from dataclasses import dataclass

Names = frozenset[str]
NONE: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of baggage, named in French, and the signs by which it is known.

    `relations` are last words of kinds of relationship, `elements` names of the `w:` vocabulary, `properties` names in
    docProps, `fields` names of fields; `remedy` says what to do where it is an error.
    """

    what: str
    relations: Names = NONE
    elements: Names = NONE
    properties: Names = NONE
    fields: Names = NONE
    remedy: str = ""


def _names(words: str) -> Names:
    return frozenset(words.split())


PLAIN = "Le remplacer par du texte, un tableau ou une image."
NO_FIELD = "Le remplacer par du texte, ou par {{ date }} pour la date des documents."

CLEANED = (
    Row("société", properties=_names("Company")),
    Row("responsable", properties=_names("Manager")),
    Row("nom du modèle", properties=_names("Template")),
    Row("auteurs", _names("people"), properties=_names("creator lastModifiedBy")),
    Row("propriétés personnalisées", _names("custom-properties")),
    Row("variables du document", elements=_names("docVars")),
    Row("données XML", _names("customXml customXmlProps")),
    Row("publipostage", _names("mailMergeSource mailMergeHeaderSource recipientData"), _names("mailMerge")),
    Row("blocs de construction", _names("glossaryDocument")),
    Row("chemins locaux", _names("attachedTemplate printerSettings"), properties=_names("HyperlinkBase")),
    Row(
        "vignette, signature ou complément",
        _names("thumbnail origin extensibility keyMapCustomizations attachedToolbars webextensiontaskpanes")
        | _names("classificationlabels"),
    ),
)
"""Removed from what is printed; told with an excerpt wherever it says something."""
OTHER = Row("partie d'une autre sorte")
"""What no row names and no document needs: removed too, and told by its kind."""
SESSIONS = _names("rsids docId")
"""Settings that tell which documents were written on the same computer: removed in silence."""

COMMENTS = Row(
    "commentaires",
    _names("comments"),
    remedy="Dans Word : Révision, Supprimer, Supprimer tous les commentaires.",
)
REVISIONS = Row(
    "modifications suivies",
    elements=_names("ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange")
    | _names("trPrChange tcPrChange numberingChange cellIns cellDel cellMerge delText delInstrText"),
    remedy="Dans Word : Révision, Accepter toutes les modifications.",
)
HIDDEN = Row(
    "texte masqué",
    elements=_names("vanish"),
    remedy="L'afficher (Police, décocher « Masqué », dans le texte ou dans son style), ou le supprimer.",
)
READING = Row(
    "champ qui lit un autre fichier ou lance une action",
    fields=_names(
        "INCLUDETEXT INCLUDEPICTURE INCLUDE IMPORT DDE DDEAUTO LINK EMBED CONTROL DATABASE RD MACROBUTTON ASK"
    )
    | _names("FILLIN"),
    remedy=PLAIN,
)
CHANGING = Row(
    "champ qui change de lui-même",
    elements=_names("dayShort dayLong monthShort monthLong yearShort yearLong"),
    fields=_names("DATE TIME SAVEDATE PRINTDATE CREATEDATE EDITTIME FILENAME FILESIZE LASTSAVEDBY REVNUM TEMPLATE")
    | _names("USERNAME USERINITIALS USERADDRESS"),
    remedy=NO_FIELD,
)
COMPUTED = Row("champ dont le nom est calculé", remedy="Écrire le nom du champ en toutes lettres, ou le retirer.")
REWRITTEN = Row(
    "balise dans le résultat d'un champ, que Word recalcule",
    fields=_names("DOCPROPERTY DOCVARIABLE INFO TITLE SUBJECT AUTHOR KEYWORDS COMMENTS MERGEFIELD PAGE NUMPAGES")
    | _names("SECTIONPAGES"),
    remedy="Écrire la balise hors du champ.",
)
BOUND = Row(
    "contrôle lié à une donnée, qui porte une balise",
    elements=_names("dataBinding"),
    remedy="Supprimer le contrôle de contenu en gardant son texte, ou son lien (Mappage XML).",
)
EMBEDDED = (
    Row("un document incorporé", _names("aFChunk"), _names("altChunk"), remedy=PLAIN),
    Row("un sous-document", _names("subDocument"), _names("subDoc"), remedy=PLAIN),
    Row("un objet OLE", _names("oleObject"), _names("object"), remedy=PLAIN),
    Row("un classeur incorporé", _names("package"), remedy=PLAIN),
    Row("un contrôle ActiveX", _names("control activeXControlBinary"), _names("control"), remedy=PLAIN),
)
REFUSED = (COMMENTS, REVISIONS, HIDDEN, READING, CHANGING, COMPUTED, REWRITTEN, BOUND, *EMBEDDED)
"""Errors: no document is printed from a template that holds one."""

KEPT = (
    _names("officeDocument core-properties extended-properties hyperlink settings webSettings styles stylesWithEffects")
    | _names("numbering fontTable font theme themeOverride header footer footnotes endnotes image hdphoto")
    | _names("chart chartUserShapes chartStyle chartColorStyle diagramData diagramLayout diagramQuickStyle")
    | _names("diagramColors diagramDrawing")
    | COMMENTS.relations.union(*(row.relations for row in EMBEDDED))
)
"""Kinds of relationship that stay: what is seen, how it looks, and what is refused elsewhere. The list is closed."""
