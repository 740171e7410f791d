"""Paragraphs and cells of a sheet → texts, each against the style and the kind that is expected there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from clausier import characters
from clausier.errors import Problem, Severity
from clausier.model.markup import Form
from clausier.office.word import stylenames
from clausier.office.word.inline import LINE_BREAK, Inline, read_inline, refusal
from clausier.office.word.places import excerpt, place
from clausier.office.word.reading import BLOCK_WRAPPERS, lines
from clausier.office.word.styled import BULLET, Styles
from clausier.office.word.text import Kind, Paragraph, text_of
from clausier.office.word.xml import Element, w

OURS = {stylenames.LIST: Form.ITEM, stylenames.RANKED: Form.RANKED}
LIST_STYLES = frozenset((*OURS, "list paragraph", "list bullet", "list number"))
ONE_PARAGRAPH = "un seul paragraphe est admis ici."
TAKE_OUT = (
    "Le retirer : un texte de la bibliothèque ne porte que des paragraphes, des listes, du gras et de l'italique."
)
NEW_PARAGRAPH = "Le remplacer par une fin de paragraphe (Entrée), ou réunir les deux lignes par une espace."


@dataclass
class Cells:
    """Reads texts under the nearest heading and gathers problems on the way."""

    file: str
    styles: Styles
    heading: str = ""
    problems: list[Problem] = field(default_factory=list)

    def fault(self, message: str, hint: str, *where: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem(self.file, place(self.heading, *where), message, hint, severity=severity))

    def plain(self, paragraph: Element) -> str:
        """The text of a paragraph, and a problem for each thing in it that cannot be imported."""
        found = self._inline(paragraph, "")
        return " ".join(found.paragraph.plain.split(" ")).strip()

    def label(self, cell: Element) -> str:
        """The text of a heading cell or a label: its paragraphs as lines."""
        lines = (text_of([self._inline(one, "").paragraph], Kind.WORD) for one in self.paragraphs(cell, ""))
        return "\n".join(line for line in lines if line)

    def text(self, cell: Element, kind: Kind, style: str, where: str) -> str:
        """The canonical text of a cell whose paragraphs must have this style, or that of lists."""
        found = list(self._styled(self.paragraphs(cell, where), kind, style, where))
        if kind in (Kind.WORD, Kind.SENTENCE) and len(found) > 1:
            second = excerpt(found[1].plain)
            self.fault(ONE_PARAGRAPH, "Réunir le texte en un paragraphe.", where, f"« {second} »")
        return text_of(found, kind)

    def paragraphs(self, container: Element, where: str) -> Iterator[Element]:
        """Paragraphs of a cell; anything else in it is refused by its name."""
        for child in container:
            if child.tag == w("p"):
                yield child
            elif child.tag in BLOCK_WRAPPERS:
                yield from self.paragraphs(child, where)
            elif child.tag == w("tbl"):
                self.fault("un tableau ne peut pas être importé ici.", TAKE_OUT, where, f"« {shown(child)} »")
            elif self._holds_content(child):
                self.fault(f"{refusal(child)} ne peut pas être importé.", TAKE_OUT, where)

    @staticmethod
    def _holds_content(element: Element) -> bool:
        return isinstance(element.tag, str) and any(True for _ in element.iter(w("t"), w("drawing"), w("object")))

    def _styled(self, elements: Iterable[Element], kind: Kind, style: str, where: str) -> Iterator[Paragraph]:
        for element in elements:
            found = self._inline(element, where)
            shown_text = found.paragraph.plain.strip()
            if not shown_text:
                continue
            form = self._form(element, kind, style, where, shown_text)
            self._check_weight(found, kind, where)
            yield Paragraph(tuple(found.runs), form)

    def _inline(self, element: Element, where: str) -> Inline:
        found = read_inline(element, self.styles)
        quoted = f"« {excerpt(found.paragraph.plain)} »" if found.paragraph.plain.strip() else ""
        if wrong := characters.fault(found.paragraph.plain):
            self.fault(*wrong, where, quoted)
        for name in found.refused:
            hint = NEW_PARAGRAPH if name == LINE_BREAK else TAKE_OUT
            self.fault(f"{name} ne peut pas être importé.", hint, where, quoted)
        if found.dropped:
            message = f"mise en forme non reprise : {', '.join(found.dropped)}."
            self.fault(message, "", where, quoted, severity=Severity.WARNING)
        return found

    def _check_weight(self, found: Inline, kind: Kind, where: str) -> None:
        weights = {"gras": [run.bold for run in found.runs], "italique": [run.italic for run in found.runs]}
        words = [bool(run.text.strip()) for run in found.runs]
        lost = [name for name, on in weights.items() if any(one and word for one, word in zip(on, words, strict=True))]
        if kind in (Kind.WORD, Kind.LINES) and lost:
            quoted = f"« {excerpt(found.paragraph.plain)} »"
            self.fault(f"mise en forme non reprise : {', '.join(lost)}.", "", where, quoted, severity=Severity.WARNING)

    def _form(self, element: Element, kind: Kind, style: str, where: str, text: str) -> Form:
        """Is it a list item? Its style must be the expected one, or that of lists where lists are admitted."""
        name = self.styles.name_of(element)
        own = self.styles.list_format(element)
        listed = name in OURS or (name in (style, *LIST_STYLES) and own is not None)
        if name != style and not (listed and name in LIST_STYLES):
            self.fault(
                f"le style « {name} » n'est pas celui qui est attendu ici.",
                f"Donner à ce paragraphe le style « {style} ».",
                where,
                f"« {excerpt(text)} »",
            )
            return Form.PARAGRAPH
        if not listed or own == ("", 0):
            return Form.PARAGRAPH
        if kind is not Kind.TEXT:
            self.fault(
                "une liste n'est pas admise ici.", f"Style attendu : « {style} ».", where, f"« {excerpt(text)} »"
            )
        if own is not None and own[1]:
            hint = f"N'employer qu'un niveau, avec le style « {stylenames.LIST} » ou « {stylenames.RANKED} »."
            self.fault("une liste à plusieurs niveaux ne peut pas être importée.", hint, where, f"« {excerpt(text)} »")
        return OURS.get(name, Form.ITEM) if own is None else Form.ITEM if own[0] in (BULLET, "none") else Form.RANKED


def shown(element: Element) -> str:
    """The beginning of the text of anything."""
    return excerpt(" ".join(lines(element)))
