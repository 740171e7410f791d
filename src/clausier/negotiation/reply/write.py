"""reponse.docx: the form in which a provider answers each request, each answer alone in its cell.

Built from ProviderView alone, as text rather than through a template: each control bears the id of its
point, which a template's loops could not give it, and every provider of a batch gets a form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from clausier import characters
from clausier.errors import InvalidInput, Problem
from clausier.french import typeset
from clausier.model.exchange import ReplyFormulas
from clausier.model.figure import Figure
from clausier.model.negotiation import FormKind
from clausier.model.proposal import CategoryView, ProviderView, Question, Request
from clausier.model.verdict import REPLIES
from clausier.negotiation.reply import fields, look
from clausier.negotiation.reply.fields import Field
from clausier.negotiation.reply.wording import (
    WHO_ANSWERS,
    asked_line,
    sentences,
)
from clausier.office.archive import archive, member
from clausier.office.mark import keywords
from clausier.office.package import escaped, ordered
from clausier.office.palette import PALE, TINT
from clausier.office.word.properties import Properties, core_properties, encoded
from clausier.office.word.wrapper import BODY, CORE
from clausier.proposal.values import in_letter

COLUMNS = (2381, 2438, 2268, 2551)
PACKED = 3
"""Level of zlib: a form is nearly all markup that repeats, which level 4 packs no smaller and a fifth slower."""
TWO_COLUMNS = (2381, 7257)


def reply_form(view: ProviderView) -> bytes:
    """The file, the same bytes for the same view; InvalidInput for a character that XML cannot hold."""
    title = sentences(view.form).heading
    body = f"<w:document {look.NAMESPACES}><w:body>{''.join(_body(view))}{_section()}</w:body></w:document>"
    parties = escaped(f"{view.practice.name} / {view.provider.name}")
    properties = Properties(
        f"{title} – {view.practice.name} / {view.provider.name}",
        view.practice.name,
        view.iso_day,
        view.contract.title,
        keywords(view.mark),
    )
    changed = {
        BODY: body,
        look.HEADER: f"<w:hdr {look.NAMESPACES}>{_p('Header', _run(f'{escaped(title)} – {parties}'))}</w:hdr>",
        look.FOOTER: f"<w:ftr {look.NAMESPACES}>{_footer(view)}</w:ftr>",
        CORE: core_properties(properties),
    }
    fresh = {name: member(name, _encoded(xml), PACKED) for name, xml in changed.items()}
    members = {**look.shared_members(), **fresh}
    return archive(members[name] for name in ordered(members))


def _encoded(xml: str) -> bytes:
    try:
        return encoded(xml)
    except ValueError:
        sign = characters.refused(xml)
        message = f"une valeur contient un caractère que Word ne peut pas enregistrer{_named(sign)}."
        hint = "Retirer ce caractère du dossier ou de la bibliothèque."
        raise InvalidInput([Problem(FormKind.FORM.value, "", message, hint)]) from None


def _named(sign: str) -> str:
    return f" (U+{ord(sign):04X})" if sign else ""


def _body(view: ProviderView) -> Iterator[str]:
    contract = view.contract
    reference = f", référence {contract.reference}" if contract.reference else ""
    told = sentences(view.form)
    yield _p("Title", _run(escaped(told.heading)))
    asks, act = ("demandes", f"{view.act.title} – ") if view.requests else ("questions", "")
    subject = f"{act}contrat « {contract.title} »{reference}"
    yield _p("Subtitle", _run(escaped(typeset(subject[:1].upper() + subject[1:]))))
    sentence = f"Réponse du prestataire, {view.provider.name}, aux {asks} {view.client.of}, {view.practice.name}, du "
    yield _p("Parties", _run(escaped(typeset(f"{sentence}{view.day} ; attendue au plus tard le {view.reply_by}."))))
    yield _p("Avertissement", _run(escaped(told.warning)))
    yield _p("Intertitre", _run(escaped(told.answering)))
    yield from (_p("Consigne", _run(escaped(line))) for line in _guidance(view))
    for category in view.categories:
        yield from _category(category, view)
    yield from _questions(view.questions, told)
    yield _p("Heading1", _run(escaped(told.respondent)))
    yield _p("Parties", _run(escaped(told.sign if view.requests else told.sign_questions)))
    yield _table(WHO_ANSWERS, TWO_COLUMNS, _respondent(view))


def _guidance(view: ProviderView) -> Iterator[str]:
    told = sentences(view.form)
    if not view.requests:
        yield from (told.choose_questions, told.send)
        return
    yield told.choose
    if any(request.carrier.id for request in view.requests):
        yield told.parts
    yield from (told.text, told.amend, told.send)


def _category(category: CategoryView, view: ProviderView) -> Iterator[str]:
    clauses = [request for request in category.requests if not request.carrier.id]
    if clauses:
        yield _p("Heading1", _run(escaped(f"{category.number}. {category.title}")))
    for rank, request in enumerate(clauses):
        if rank:
            yield _p("Entre", "")
        asked = (_heading_row(request, repeated=True), _asked_row(request))
        parts = (row for part in view.parts_of(request.id) for row in _part(part))
        rows = (*asked, _answers(request.id, request.number), *parts)
        yield _table(f"Demande {request.number}", COLUMNS, rows)


def _part(request: Request) -> Iterator[str]:
    """A part that the clause carries: what is asked, and where to answer otherwise than for the whole."""
    yield _heading_row(request, repeated=False)
    yield _asked_row(request)
    yield _answer_row(request.id, request.number, (fields.CHOICE, fields.VALUE), last=False)
    yield _answer_row(request.id, request.number, (fields.COMMENT,), last=True)


def _questions(questions: Sequence[Question], told: ReplyFormulas) -> Iterator[str]:
    """The points to confirm, in a section of their own: what the provider says of them is no answer to a request."""
    if not questions:
        return
    yield _p("Heading1", _run(escaped(told.to_confirm)))
    yield _p("Parties", _run(escaped(told.confirm)))
    shown = fields.shown_questions({question.id: question.number for question in questions})
    for rank, question in enumerate(questions):
        if rank:
            yield _p("Entre", "")
        yield _question(question, shown[question.id])


def _question(question: Question, shown: str) -> str:
    title = f"{_mark(shown)}{_run(escaped(f'{fields.CONFIRM} – {question.title}'))}"
    text = f'<w:p><w:pPr><w:pStyle w:val="Demande"/><w:keepNext/></w:pPr>{_run(escaped(question.question))}</w:p>'
    asked = _short_row([_cell(sum(COLUMNS), text, span=4)])
    layout = fields.QUESTION_LAYOUT if question.number else ((fields.FREE,),)
    last = len(layout) - 1
    answers = [_answer_row(question.id, shown, row, rank == last) for rank, row in enumerate(layout)]
    return _table(shown, COLUMNS, (_title_row(sum(COLUMNS), title, 4), asked, *answers))


def _heading_row(request: Request, *, repeated: bool) -> str:
    label = f"{_mark(request.number)}{_run(escaped(f'{fields.ASKED} – {request.title}'))}"
    return _title_row(sum(COLUMNS), label, 4, repeated=repeated)


def _title_row(width: int, runs: str, span: int, *, repeated: bool = True) -> str:
    """Repeated on the next page where the table runs on."""
    cell = _cell(width, _p("Objet", runs), span=span, shade=TINT)
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if repeated else ''}</w:trPr>{cell}</w:tr>"


def _asked_row(request: Request) -> str:
    value = in_letter(Figure(request.value)) if request.value else ""
    line = asked_line(request.title, value, carried=bool(request.carrier.id))
    return _short_row([_cell(sum(COLUMNS), _p("Demande", _run(escaped(line))), span=4)])


@lru_cache(maxsize=1024)
def _answers(point: str, number: str) -> str:
    """The rows to fill in for a point, two short answers side by side; the same in every form that asks it."""
    layout = (
        (fields.CHOICE, fields.VALUE),
        (fields.WORDING,),
        (fields.PROOF,),
        (fields.COMMENT,),
        (fields.TIME, fields.COST),
    )
    last = len(layout) - 1
    return "".join(_answer_row(point, number, row, rank == last) for rank, row in enumerate(layout))


def _answer_row(point: str, number: str, row: Sequence[Field], last: bool) -> str:
    cells = []
    for rank, field in enumerate(row):
        width, span = (COLUMNS[2 * rank + 1], 1) if len(row) > 1 else (sum(COLUMNS[1:]), 3)
        cells.append(_label(COLUMNS[2 * rank], number, field, "DernierLibelle" if last else "Libelle"))
        cells.append(_cell(width, _p("Reponse", _control(point, number, field)), span=span))
    return _short_row(cells)


def _respondent(view: ProviderView) -> Iterator[str]:
    title = _run(escaped(typeset(f"Réponse donnée pour {view.provider.name}")))
    yield _title_row(sum(TWO_COLUMNS), title, 2)
    for field in fields.WHO:
        style = "DernierLibelle" if field is fields.DAY else "Libelle"
        label = _label(TWO_COLUMNS[0], fields.RESPONDENT_LABEL, field, style)
        control = _control(fields.RESPONDENT, fields.RESPONDENT_LABEL, field)
        yield _short_row([label, _cell(TWO_COLUMNS[1], _p("Reponse", control))])


def _label(width: int, shown: str, field: Field, style: str) -> str:
    return _cell(width, _p(style, _mark(shown) + _run(field.label)), shade=PALE)


def _control(owner: str, shown: str, field: Field) -> str:
    """A content control within a bookmark: LibreOffice keeps the second when it loses the names of the first."""
    name = fields.bookmark(owner, field.key)
    number = int(name[2:9], 16)
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:sdt><w:sdtPr><w:alias w:val="'
        f'{_quoted(fields.label(shown, field))}"/><w:tag w:val="{_quoted(fields.tag(owner, field.key))}"/>'
        f'<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/><w:showingPlcHdr/>{_kind(field)}</w:sdtPr><w:sdtContent>'
        f"{_run(field.hint, 'PlaceholderText')}</w:sdtContent></w:sdt>"
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def _kind(field: Field) -> str:
    """A text is a rich one: out of a plain one LibreOffice throws the line breaks, and two words become one."""
    if field in (fields.CHOICE, fields.FINDING):
        choices = fields.CHOICES if field is fields.CHOICE else REPLIES.values()
        items = "".join(f'<w:listItem w:displayText="{c}" w:value="{c}"/>' for c in choices)
        return f"<w:dropDownList>{items}</w:dropDownList>"
    if field is fields.DAY:
        return (
            '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="fr-FR"/><w:storeMappedDataAs w:val="dateTime"/>'
            '<w:calendar w:val="gregorian"/></w:date>'
        )
    return ""


def _table(name: str, widths: Iterable[int], rows: Iterable[str]) -> str:
    widths = tuple(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Demandes"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout '
        f'w:type="fixed"/><w:tblCaption w:val="{_quoted(name)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _short_row(cells: Iterable[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(width: int, content: str, *, span: int = 1, shade: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{filled}</w:tcPr>{content}</w:tc>'


def _p(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _mark(shown: str) -> str:
    """Which point a cell is about, in small before its label."""
    return _run(escaped(shown) + fields.POINT, "Repere")


def _run(text: str, style: str = "") -> str:
    """A run of escaped text, its line breaks as Word's."""
    if "\n" in text or "\t" in text:
        text = text.replace("\r\n", "\n").replace("\n", f"</w:t><w:br/>{OPEN}").replace("\t", f"</w:t><w:tab/>{OPEN}")
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{properties}{OPEN}{text}</w:t></w:r>"


OPEN = '<w:t xml:space="preserve">'


def _quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;")[:255]


def _section() -> str:
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{look.link_id("header")}"/><w:footerReference '
        f'w:type="default" r:id="{look.link_id("footer")}"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" '
        'w:right="1134" w:bottom="1077" w:left="1134" w:header="567" w:footer="510" w:gutter="0"/></w:sectPr>'
    )


def _footer(view: ProviderView) -> str:
    reference = escaped(f"Réf. {view.reference}") if view.reference else ""
    pages = f"{_run('Page ')}{_field('PAGE')}{_run(' sur ')}{_field('NUMPAGES')}"
    return _p("Footer", f"{_run(reference)}<w:r><w:tab/></w:r>{pages}")


def _field(instruction: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} ">{_run("1")}</w:fldSimple>'
