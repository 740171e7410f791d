"""What marking changes around the body: comments with their declaration, tracking, and the mark of the file.

Styles are left alone: comments use those of the document if it has them, and plain text if it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausier.office.mark import CORE_LINK, KEYWORDS
from clausier.office.marking.edits import Reviser
from clausier.office.marking.package import Package
from clausier.office.package import parse
from clausier.office.word.margin import NOTE, REFERENCE
from clausier.office.word.wrapper import CORE, PACKAGE, USUAL_TYPES, part_type
from clausier.office.word.xml import Element, counted, el, inside, text, value, w

COMMENTS = "comments"
BARE = f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"/>'.encode()
"""Properties of a file that has none."""
BEFORE_TRACKING = frozenset(
    w(name)
    for name in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
        "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
        "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors",
        "activeWritingStyle", "proofState", "formsDesign", "attachedTemplate", "linkStyles",
        "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge", "revisionView",
    )
)  # fmt: skip
"""What stands before `trackRevisions` in the settings."""
Comment = tuple[int, Sequence[str]]
"""Its number, and its paragraphs."""


def styles_of(package: Package) -> dict[str, str]:
    """The ids of the styles of comments that a document has, by their names; empty for those that it has not."""
    root = package.tree(package.linked("styles"))
    known = {} if root is None else {value(one, "name").lower(): str(one.get(w("styleId"))) for one in root}
    return {name: known.get(name, "") for name in (REFERENCE, NOTE)}


def first_number(package: Package) -> int:
    """The first number that no comment has."""
    root = package.tree(package.linked(COMMENTS))
    return 1 if root is None else max((counted(one.get(w("id"))) for one in root), default=0) + 1


def add_comments(package: Package, comments: Iterable[Comment], reviser: Reviser, styles: dict[str, str]) -> None:
    """These comments after those that the document has."""
    name = package.linked(COMMENTS)
    root = el(COMMENTS) if not name else package.tree(name)
    for number, said in comments:
        paragraphs = (_paragraph(one, rank, styles) for rank, one in enumerate(said))
        who = {"author": reviser.author, "date": reviser.date, "initials": reviser.initials}
        root.append(el("comment", *paragraphs, id=str(number), **who))
    if name:
        package.put(name, root)
    else:
        package.add(package.main, COMMENTS, package.beside_main(COMMENTS), part_type(COMMENTS), root)


def _paragraph(said: str, rank: int, styles: dict[str, str]) -> Element:
    style = el("pPr", el("pStyle", val=styles[NOTE])) if styles[NOTE] else None
    reference = el("rPr", el("rStyle", val=styles[REFERENCE])) if styles[REFERENCE] else None
    sign = None if rank else el("r", reference, el("annotationRef"))
    return el("p", style, sign, el("r", text(said)))


def track(package: Package) -> None:
    """What the provider types from now on is tracked."""
    name = package.linked("settings")
    root = package.tree(name)
    if root is None or root.find(w("trackRevisions")) is not None:
        return
    place = sum(1 for _ in (one for one in root if one.tag in BEFORE_TRACKING))
    root.insert(place, el("trackRevisions"))
    package.put(name, root)


def bear(package: Package, mark: str) -> None:
    """The mark by which the file is known when it comes back, after the keywords that it has."""
    name = package.of_file(CORE_LINK)
    if not name:
        name = package.free("", CORE)
        package.add("", CORE_LINK, name, USUAL_TYPES[CORE], parse(BARE))
    root = package.tree(name)
    found = root.find(KEYWORDS)
    if found is None:
        found = inside(root, KEYWORDS)
    found.text = f"{found.text} ; {mark}" if (found.text or "").strip() else mark
    package.put(name, root)
