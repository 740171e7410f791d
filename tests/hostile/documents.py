"""Tricks of Word files, whatever they are for: a reply, an act, a questionnaire, a template, a book."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.hostile.tricks import MEGABYTE, in_part, packed, parts_of, trick, with_parts

BODY, STYLES, NUMBERING, COMMENTS = "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/comments.xml"
RELS = "word/_rels/document.xml.rels"
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = b"<w:r><w:t>a</w:t></w:r>"
MARK = rb'(name="clausier-(?:point|categorie)-[^"]*"><vt:lpwstr>[^<]*?)[^<]{3}(?=</vt)'
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _inside(content: bytes, more: bytes) -> bytes:
    """The body with more at its end."""
    parts = parts_of(content)
    before, mark, after = parts[BODY].rpartition(b"<w:sectPr")
    assert mark
    return packed({**parts, BODY: before + more + mark + after})


def _part(content: bytes, kind: bytes, name: str, data: bytes) -> bytes:
    """The file with this part instead of its own of the kind."""
    parts = parts_of(content)
    rels = re.sub(rb'<Relationship [^>]*relationships/%s"[^>]*/>' % kind, b"", parts[RELS])
    link = b'<Relationship Id="rIdX" Type="%s/%s" Target="%s"/></Relationships>' % (OFFICE, kind, name[5:].encode())
    return packed({**parts, name: data, RELS: rels.replace(b"</Relationships>", link)})


def _restyled(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(content)
    return packed({**parts, STYLES: change(parts[STYLES])})


@trick("docx")
def no_body(content: bytes) -> bytes:
    return with_parts(content, **{BODY: b"<w:document " + W + b"/>"})


@trick("docx")
def an_empty_body(content: bytes) -> bytes:
    return with_parts(content, **{BODY: b"<w:document " + W + b"><w:body/></w:document>"})


@trick("docx")
def two_bodies(content: bytes) -> bytes:
    return in_part(content, BODY, b"<w:body>", b"<w:body/><w:body>")


@trick("docx")
def a_header_for_a_body(content: bytes) -> bytes:
    return with_parts(content, **{BODY: b"<w:hdr " + W + b"><w:p/></w:hdr>"})


@trick("docx")
def two_million_empty_paragraphs(content: bytes) -> bytes:
    return _inside(content, b"<w:p/>" * 2_000_000)


@trick("docx")
def a_hundred_thousand_paragraphs(content: bytes) -> bytes:
    return _inside(content, (b"<w:p>" + TEXT + b"</w:p>") * 100_000)


@trick("docx")
def a_paragraph_of_a_hundred_thousand_runs(content: bytes) -> bytes:
    return _inside(content, b"<w:p>" + TEXT * 100_000 + b"</w:p>")


@trick("docx")
def a_paragraph_of_ten_megabytes(content: bytes) -> bytes:
    return _inside(content, b"<w:p><w:r><w:t>" + b"abcdefgh " * MEGABYTE + b"</w:t></w:r></w:p>")


@trick("docx")
def a_hundred_thousand_attributes_in_elements(content: bytes) -> bytes:
    return _inside(content, b'<w:p a="" b="" c="" d="" e="" f=""/>' * 200_000)


@trick("docx")
def a_table_of_a_hundred_thousand_cells(content: bytes) -> bytes:
    cell = b"<w:tc><w:p>" + TEXT + b"</w:p></w:tc>"
    return _inside(content, b"<w:tbl>" + (b"<w:tr>" + cell * 10 + b"</w:tr>") * 10_000 + b"</w:tbl>")


@trick("docx")
def a_row_of_a_hundred_thousand_cells(content: bytes) -> bytes:
    return _inside(content, b"<w:tbl><w:tr>" + b"<w:tc><w:p/></w:tc>" * 100_000 + b"</w:tr></w:tbl>")


@trick("docx")
def tables_in_tables(content: bytes) -> bytes:
    depth = 60
    return _inside(content, b"<w:tbl><w:tr><w:tc>" * depth + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * depth)


@trick("docx")
def many_tables_in_tables(content: bytes) -> bytes:
    depth = 60
    inner = (b"<w:p>" + TEXT + b"</w:p>") * 20
    deep = (b"<w:tbl><w:tr><w:tc>" + inner) * depth + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * depth
    return _inside(content, deep * 40)


@trick("docx")
def tables_without_rows_or_cells(content: bytes) -> bytes:
    odd = b"<w:tbl/><w:tbl><w:tr/></w:tbl><w:tbl><w:tr><w:tc/></w:tr></w:tbl><w:tbl><w:tc/></w:tbl><w:tr/><w:tc/>"
    return _inside(content, odd + b"<w:tbl><w:tr><w:tc>" + TEXT + b"<w:p/>x</w:tc></w:tr></w:tbl>")


@trick("docx")
def elements_at_wrong_places(content: bytes) -> bytes:
    odd = b"<w:r><w:t>a</w:t></w:r><w:t>b</w:t><w:p><w:p>" + TEXT + b"</w:p><w:body/></w:p><w:del/><w:ins/><w:sdt/>"
    return _inside(content, odd + b"<w:sdt><w:sdtContent/></w:sdt><w:sdtPr/><w:pPr/><w:rPr><w:del/></w:rPr>")


@trick("docx")
def properties_with_senseless_values(content: bytes) -> bytes:
    values = (b"", b"-1", b"x", b"9" * 5000, "²".encode())
    odd = b"".join(
        b'<w:p><w:pPr><w:pStyle w:val="%s"/><w:numPr><w:ilvl w:val="%s"/><w:numId w:val="%s"/></w:numPr></w:pPr>'
        b"%s</w:p>" % (one, one, one or b"1", TEXT)
        for one in values
    )
    spans = b"".join(
        b'<w:tbl><w:tblGrid/><w:tr><w:tc><w:tcPr><w:gridSpan w:val="%s"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>' % one
        for one in values
    )
    return _inside(content, odd + spans)


@trick("docx")
def properties_without_values(content: bytes) -> bytes:
    return _inside(
        content,
        b"<w:p><w:pPr><w:pStyle/><w:numPr><w:ilvl/><w:numId/></w:numPr></w:pPr><w:r><w:rPr><w:rStyle/><w:strike/>"
        b"</w:rPr><w:t>a</w:t></w:r></w:p><w:sdt><w:sdtPr><w:tag/><w:showingPlcHdr/></w:sdtPr></w:sdt>"
        b"<w:p><w:bookmarkStart/><w:commentReference/><w:footnoteReference/></w:p>",
    )


@trick("docx")
def every_paragraph_mark_deleted(content: bytes) -> bytes:
    mark = b"<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    return _inside(content, (b"<w:p>" + mark + TEXT + b"</w:p>") * 20_000)


@trick("docx")
def changes_in_changes(content: bytes) -> bytes:
    depth = 120
    return _inside(content, b"<w:p>" + b"<w:ins><w:del>" * depth + TEXT + b"</w:del></w:ins>" * depth + b"</w:p>")


@trick("docx")
def boxes_in_boxes(content: bytes) -> bytes:
    depth = 40
    opening, closing = b"<w:p><w:r><w:pict><w:txbxContent>", b"</w:txbxContent></w:pict></w:r></w:p>"
    return _inside(content, opening * depth + b"<w:p/>" + closing * depth)


@trick("docx")
def many_boxes_in_boxes(content: bytes) -> bytes:
    depth = 40
    opening, closing = b"<w:p>" + TEXT + b"<w:r><w:pict><w:txbxContent>", b"</w:txbxContent></w:pict></w:r></w:p>"
    return _inside(content, (opening * depth + b"<w:p/>" + closing * depth) * 200)


@trick("docx")
def fallbacks_in_fallbacks(content: bytes) -> bytes:
    name = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    opening, closing = b"<mc:AlternateContent %s><mc:Fallback>" % name, b"</mc:Fallback></mc:AlternateContent>"
    deep = opening * 60 + TEXT + closing * 60
    return _inside(content, b"<w:p>" + deep * 200 + b"</w:p>")


@trick("docx")
def many_comments_begun_and_never_marked(content: bytes) -> bytes:
    many = b"".join(b'<w:comment w:id="%d"><w:p>%s</w:p></w:comment>' % (rank, TEXT) for rank in range(10_000))
    whole = _part(content, b"comments", COMMENTS, b"<w:comments " + W + b">" + many + b"</w:comments>")
    starts = b"".join(b'<w:p><w:commentRangeStart w:id="%d"/></w:p>' % rank for rank in range(10_000))
    return _inside(whole, starts)


@trick("docx")
def many_comments(content: bytes) -> bytes:
    many = b"".join(b'<w:comment w:id="%d"><w:p>%s</w:p></w:comment>' % (rank, TEXT) for rank in range(10_000))
    whole = _part(content, b"comments", COMMENTS, b"<w:comments " + W + b">" + many + b"</w:comments>")
    marks = b"".join(
        b'<w:p>%s<w:r><w:commentReference w:id="%d"/></w:r></w:p>' % (TEXT, rank) for rank in range(10_000)
    )
    return _inside(whole, marks)


@trick("docx")
def many_notes(content: bytes) -> bytes:
    many = b"".join(b'<w:footnote w:id="%d"><w:p>%s</w:p></w:footnote>' % (rank, TEXT) for rank in range(10_000))
    whole = _part(content, b"footnotes", "word/footnotes.xml", b"<w:footnotes " + W + b">" + many + b"</w:footnotes>")
    marks = b"".join(b'<w:p><w:r><w:footnoteReference w:id="%d"/></w:r></w:p>' % rank for rank in range(10_000))
    return _inside(whole, marks)


@trick("docx")
def one_note_called_from_everywhere(content: bytes) -> bytes:
    note = b'<w:footnote w:id="1">' + (b"<w:p>" + TEXT * 5 + b"</w:p>") * 2000 + b"</w:footnote>"
    whole = _part(content, b"footnotes", "word/footnotes.xml", b"<w:footnotes " + W + b">" + note + b"</w:footnotes>")
    return _inside(whole, b'<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' * 5000)


@trick("docx")
def comments_of_the_wrong_shape(content: bytes) -> bytes:
    odd = (
        b"<!-- x --><?y z?><w:comment/><w:comment w:id='x'>a</w:comment><w:p/><w:comment w:id='0'><w:tbl/></w:comment>"
    )
    return _part(content, b"comments", COMMENTS, b"<w:comments " + W + b">" + odd + b"</w:comments>")


@trick("docx")
def styles_that_no_link_leads_to(content: bytes) -> bytes:
    """Found by changing files at random: a template's check took for granted what its cleaning had left out."""
    parts = parts_of(content)
    return packed({**parts, RELS: re.sub(rb'<Relationship [^>]*relationships/styles"[^>]*/>', b"", parts[RELS])})


@trick("docx")
def styles_based_on_each_other(content: bytes) -> bytes:
    loop = b'<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    loop += b'<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    whole = _restyled(content, lambda data: data.replace(b"</w:styles>", loop + b"</w:styles>"))
    return _inside(whole, b'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>' + TEXT + b"</w:p>")


@trick("docx")
def a_chain_of_ten_thousand_styles(content: bytes) -> bytes:
    """Each based on the one before: to follow it for each of them is to follow it fifty million times."""
    chain = b"".join(
        b'<w:style w:type="character" w:styleId="S%d"><w:basedOn w:val="S%d"/></w:style>' % (rank, rank - 1)
        for rank in range(10_000)
    )
    whole = _restyled(content, lambda data: data.replace(b"</w:styles>", chain + b"</w:styles>"))
    run = b'<w:r><w:rPr><w:rStyle w:val="S9999"/></w:rPr><w:t>a</w:t></w:r>'
    return _inside(whole, (b"<w:p>" + run + b"</w:p>") * 5000)


@trick("docx")
def styles_without_names_or_ids(content: bytes) -> bytes:
    return _restyled(content, lambda data: re.sub(rb' w:styleId="[^"]*"|<w:name [^>]*/>', b"", data))


@trick("docx")
def many_numberings_of_many_levels(content: bytes) -> bytes:
    level = b"".join(b'<w:lvl w:ilvl="%d"><w:numFmt w:val="bullet"/></w:lvl>' % rank for rank in range(500))
    numbers = b"".join(b'<w:num w:numId="%d"><w:abstractNumId w:val="0"/></w:num>' % rank for rank in range(20_000))
    abstract = b'<w:abstractNum w:abstractNumId="0">' + level + b"</w:abstractNum>"
    data = b"<w:numbering " + W + b">" + abstract + numbers + b"</w:numbering>"
    return _part(content, b"numbering", NUMBERING, data)


@trick("docx")
def fields_in_fields(content: bytes) -> bytes:
    begin = b'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    return _inside(content, b"<w:p>" + begin * 20_000 + b"</w:p>")


@trick("docx")
def results_of_many_fields(content: bytes) -> bytes:
    """Each text stands in the result of thousands of fields."""
    begin = b'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    return _inside(content, b"<w:p>" + begin * 5000 + TEXT * 5000 + b"</w:p>")


@trick("docx")
def an_equation_of_many_signs(content: bytes) -> bytes:
    name = b'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    math = b"<m:oMath " + name + b">" + b"<m:r><m:t>x</m:t></m:r>" * 50_000 + b"</m:oMath>"
    return _inside(content, b"<w:p>" + math + b"</w:p>")


@trick("docx")
def thousands_of_images(content: bytes) -> bytes:
    return _inside(content, (b"<w:p>" + b"<w:r><w:drawing/></w:r>" * 20 + b"</w:p>") * 1000)


@trick("docx")
def struck_and_hidden_runs_everywhere(content: bytes) -> bytes:
    run = b"<w:r><w:rPr><w:strike/><w:vanish/></w:rPr><w:t>a</w:t></w:r>"
    return _inside(content, (b"<w:p>" + run * 10 + b"</w:p>") * 5000)


@trick("docx")
def thousands_of_headers(content: bytes) -> bytes:
    parts = parts_of(content)
    header = b"<w:hdr " + W + b"><w:p>" + TEXT + b"</w:p></w:hdr>"
    links = b"".join(
        b'<Relationship Id="rIdH%d" Type="%s/header" Target="h%d.xml"/>' % (rank, OFFICE, rank) for rank in range(1500)
    )
    headers = {f"word/h{rank}.xml": header for rank in range(1500)}
    rels = parts[RELS].replace(b"</Relationships>", links + b"</Relationships>")
    return packed({**parts, **headers, RELS: rels})


@trick("docx")
def one_header_linked_ten_thousand_times(content: bytes) -> bytes:
    """A part that is parsed once for each link to it."""
    parts = parts_of(content)
    header = b"<w:hdr " + W + b">" + (b"<w:p>" + TEXT + b"</w:p>") * 500 + b"</w:hdr>"
    links = b"".join(
        b'<Relationship Id="rIdH%d" Type="%s/header" Target="h.xml"/>' % (rank, OFFICE) for rank in range(10_000)
    )
    rels = parts[RELS].replace(b"</Relationships>", links + b"</Relationships>")
    return packed({**parts, "word/h.xml": header, RELS: rels})


@trick("docx")
def marks_of_an_export_cut_short(content: bytes) -> bytes:
    """Found by changing files at random: what an export keeps of each clause was taken for whole."""
    parts = parts_of(content)
    name = "docProps/custom.xml"
    kept = re.sub(MARK, rb"\1", parts.get(name, b"<a/>"))
    return packed({**parts, name: kept})


@trick("docx")
def controls_and_bookmarks_of_ours_forged(content: bytes) -> bytes:
    one = (
        b'<w:sdt><w:sdtPr><w:tag w:val="%s:choix"/></w:sdtPr><w:sdtContent><w:p>'
        + TEXT
        + b"</w:p></w:sdtContent></w:sdt>"
    )
    cells = b"".join(b"<w:tc>" + one % name + b"</w:tc>" for name in (b"", b"x", b":", b"a" * 50_000, b"repondant"))
    return _inside(content, b"<w:tbl><w:tr>" + cells + b"</w:tr></w:tbl>")


@trick("docx")
def hostile_characters(content: bytes) -> bytes:
    """References to what XML admits and others do not."""
    signs = "".join(f"&#x{code:x};" for code in (0x80, 0x85, 0x9B, 0x202E, 0xFDD0, 0x1FFFE, 0xE000, 0xFEFF)).encode()
    return _inside(content, b"<w:p><w:r><w:t>" + signs + b"</w:t></w:r></w:p>")


@trick("docx")
def bytes_that_are_not_utf8(content: bytes) -> bytes:
    return _inside(content, b"<w:p><w:r><w:t>\xff\xfe\xe9</w:t></w:r></w:p>")


@trick("docx")
def a_declared_encoding_that_lies(content: bytes) -> bytes:
    parts = parts_of(content)
    data = re.sub(rb"\A<\?xml[^>]*\?>", b'<?xml version="1.0" encoding="windows-1252"?>', parts[BODY])
    return packed({**parts, BODY: data})


@trick("docx")
def images_of_fifty_megabytes(content: bytes) -> bytes:
    import random

    noise = random.Random(1).randbytes(MEGABYTE)
    return with_parts(content, **{f"word/media/{rank}.png": noise * 1 for rank in range(50)})


@trick("docx")
def templates_tags_everywhere(content: bytes) -> bytes:
    tags = b"{{ a }}{% for a in b %}{{ loop.index ** 99999 }}{% endfor %}{%p if x %}{{ '{{' }}{# x"
    return _inside(content, b"<w:p><w:r><w:t>" + tags + b"</w:t></w:r></w:p>")


@trick("docx")
def half_tags_everywhere(content: bytes) -> bytes:
    return _inside(content, (b"<w:p><w:r><w:t>{{ {% {%p </w:t></w:r></w:p>") * 3000)
