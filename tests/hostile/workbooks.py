"""Tricks of workbooks: few bytes that ask for many cells, and parts that say what they should not."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.hostile.tricks import MEGABYTE, Parts, packed, parts_of, trick, with_parts

SHEET, STRINGS, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(content)
    return packed({**parts, SHEET: change(parts[SHEET])})


def _rows(content: bytes, rows: bytes) -> bytes:
    """The first sheet with these rows after its own."""
    return _sheet(content, lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>"))


def _after(content: bytes, more: bytes) -> bytes:
    """The first sheet with these elements at its end."""
    return _sheet(content, lambda data: data.replace(b"</worksheet>", more + b"</worksheet>"))


def _whole(content: bytes, sheet: bytes) -> bytes:
    return with_parts(content, **{SHEET: sheet})


@trick("xlsx")
def a_row_beyond_the_sheet(content: bytes) -> bytes:
    return _rows(content, b'<row r="4000000000"><c r="A4000000000" t="inlineStr"><is><t>x</t></is></c></row>')


@trick("xlsx")
def the_last_row_alone(content: bytes) -> bytes:
    return _rows(content, b'<row r="1048576"><c r="A1048576"/></row>')


@trick("xlsx")
def a_row_number_of_five_thousand_digits(content: bytes) -> bytes:
    return _rows(content, b'<row r="' + b"9" * 5000 + b'"/>')


@trick("xlsx")
def row_numbers_of_every_sort(content: bytes) -> bytes:
    return _rows(content, b"".join(b'<row r="%s"><c/></row>' % one for one in (b"-1", b"0", b"", b"1.5", b"a", b" 7 ")))


@trick("xlsx")
def foreign_digits_in_numbers(content: bytes) -> bytes:
    return _rows(content, '<row r="²"><c r="A٣" s="²" t="s"><v>²</v></c></row>'.encode())


@trick("xlsx")
def a_cell_beyond_the_sheet(content: bytes) -> bytes:
    return _rows(content, b'<row r="900"><c r="XFD1048577"/><c r="ZZZZZZ1"/><c r="XFE1"/></row>')


@trick("xlsx")
def a_cell_in_the_last_column_of_every_row(content: bytes) -> bytes:
    rows = b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (rank, rank) for rank in range(900, 60_000))
    return _rows(content, rows)


@trick("xlsx")
def cell_references_of_every_sort(content: bytes) -> bytes:
    cells = b"".join(b'<c r="%s"/>' % one for one in (b"", b"1", b"A", b"A0", b"$A$1", b"a1", b"A1:B2", b"A" * 5000))
    return _rows(content, b'<row r="900">' + cells + b"</row>")


@trick("xlsx")
def cells_that_go_backwards(content: bytes) -> bytes:
    return _rows(content, b'<row r="900"><c r="C900"/><c r="A900"/><c r="C900"/></row><row r="2"><c r="A2"/></row>')


@trick("xlsx")
def a_row_of_three_million_cells(content: bytes) -> bytes:
    return _rows(content, b'<row r="900">' + b"<c/>" * 3_000_000 + b"</row>")


@trick("xlsx")
def a_million_empty_rows(content: bytes) -> bytes:
    return _rows(content, b"<row/>" * 1_000_000)


@trick("xlsx")
def a_million_styled_blank_cells(content: bytes) -> bytes:
    row = b"<row>" + b'<c s="1"/>' * 50 + b"</row>"
    return _rows(content, row * 20_000)


@trick("xlsx")
def two_million_true_cells(content: bytes) -> bytes:
    row = b"<row>" + b"<c><v>1</v></c>" * 100 + b"</row>"
    return _rows(content, row * 20_000)


@trick("xlsx")
def cells_of_every_type(content: bytes) -> bytes:
    kinds = (b"s", b"b", b"e", b"n", b"d", b"str", b"inlineStr", b"x", b"")
    values = (b"", b"x", b"-1", b"1e999", b"nan", b"99999999", b"1.5", b"9" * 5000, b"2026-13-45", b"T25:61", b" 1 ")
    cells = b"".join(b'<c t="%s" s="1"><v>%s</v></c>' % (kind, value) for kind in kinds for value in values)
    return _rows(content, b'<row r="900">' + cells + b"</row>")


@trick("xlsx")
def a_date_beyond_time(content: bytes) -> bytes:
    cells = b"".join(
        b'<c s="%d"><v>%s</v></c>' % (style, value)
        for style in range(40)
        for value in (b"1e300", b"-5", b"2958466", b"0", b"60")
    )
    return _rows(content, b'<row r="900">' + cells + b"</row>")


@trick("xlsx")
def styles_out_of_range(content: bytes) -> bytes:
    return _sheet(content, lambda data: re.sub(rb'\bs="\d+"', b's="99999"', data))


@trick("xlsx")
def styles_that_are_no_numbers(content: bytes) -> bytes:
    return _sheet(content, lambda data: re.sub(rb'\bs="\d+"', b's="-1"', data, count=3).replace(b's="1"', b's="x"'))


@trick("xlsx")
def strings_out_of_range(content: bytes) -> bytes:
    return _sheet(content, lambda data: re.sub(rb't="s"><v>\d+', b't="s"><v>99999999', data))


@trick("xlsx")
def strings_counted_from_the_end(content: bytes) -> bytes:
    return _sheet(content, lambda data: re.sub(rb't="s"><v>\d+', b't="s"><v>-1', data))


@trick("xlsx")
def a_count_of_strings_that_lies(content: bytes) -> bytes:
    parts = parts_of(content)
    return packed({**parts, STRINGS: re.sub(rb'ount="\d+"', b'ount="4294967295"', parts[STRINGS])})


@trick("xlsx")
def two_million_shared_strings(content: bytes) -> bytes:
    return with_parts(content, **{STRINGS: b"<sst " + MAIN + b">" + b"<si><t>a</t></si>" * 2_000_000 + b"</sst>"})


@trick("xlsx")
def a_shared_string_of_many_runs(content: bytes) -> bytes:
    runs = b"<r><rPr><strike/></rPr><t>a</t></r>" * 300_000
    return with_parts(content, **{STRINGS: b"<sst " + MAIN + b"><si>" + runs + b"</si></sst>"})


@trick("xlsx")
def one_long_string_in_every_cell(content: bytes) -> bytes:
    """A megabyte of text, said a hundred thousand times by its number."""
    strings = b"<sst " + MAIN + b"><si><t>" + b"ab " * 300_000 + b"</t></si></sst>"
    whole = with_parts(content, **{STRINGS: strings})
    return _rows(whole, b'<row><c t="s"><v>0</v></c></row>' * 100_000)


@trick("xlsx")
def strings_of_the_wrong_shape(content: bytes) -> bytes:
    odd = b"<si/><si><!-- x --><r/><r><t/></r><rPh><t>a</t></rPh></si><si><r><rPr><!-- y --></rPr></r></si><t>a</t>"
    parts = parts_of(content)
    return packed({**parts, STRINGS: re.sub(rb"<si>", odd + b"<si>", parts[STRINGS], count=1)})


@trick("xlsx")
def everything_merged(content: bytes) -> bytes:
    return _after(content, b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')


@trick("xlsx")
def three_hundred_thousand_merged_ranges(content: bytes) -> bytes:
    many = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (rank, rank) for rank in range(300_000))
    return _after(content, b"<mergeCells>" + many + b"</mergeCells>")


@trick("xlsx")
def merged_ranges_without_an_end(content: bytes) -> bytes:
    """What a scan for `mergeCell … ref=` goes over again and again."""
    return _after(content, b"<x>" + b"&lt;mergeCell " * 20_000 + b"<mergeCell " + b"mergeCell " * 10 + b"/></x>")


@trick("xlsx")
def the_beginnings_of_merged_ranges_in_a_comment(content: bytes) -> bytes:
    return _after(content, b"<!--" + b"<mergeCell  " * 80_000 + b"-->")


@trick("xlsx")
def the_beginnings_of_formulas_in_a_comment(content: bytes) -> bytes:
    return _after(content, b"<!--" + b'<c  r="A1"' * 100_000 + b"-->")


@trick("xlsx")
def the_beginnings_of_headers_in_a_comment(content: bytes) -> bytes:
    return _after(content, b"<!--" + b"<oddHeader " * 90_000 + b"-->")


@trick("xlsx")
def a_header_of_a_megabyte(content: bytes) -> bytes:
    return _after(content, b"<headerFooter><oddHeader>" + b'&amp;"' * 200_000 + b"</oddHeader></headerFooter>")


@trick("xlsx")
def a_header_of_codes(content: bytes) -> bytes:
    return _after(content, b"<headerFooter><oddHeader>" + b"&amp;K" * 150_000 + b"</oddHeader></headerFooter>")


@trick("xlsx")
def a_dimension_of_the_whole_sheet(content: bytes) -> bytes:
    return _sheet(content, lambda data: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', data))


@trick("xlsx")
def a_dimension_that_is_none(content: bytes) -> bytes:
    return _sheet(content, lambda data: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="x"', data))


@trick("xlsx")
def a_million_columns_described(content: bytes) -> bytes:
    many = b'<col min="1" max="16384" width="9"/>' * 300_000
    return _sheet(content, lambda data: data.replace(b"<sheetData>", b"<cols>" + many + b"</cols><sheetData>"))


@trick("xlsx")
def many_validations_and_formats(content: bytes) -> bytes:
    one = b'<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation>'
    rule = b'<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1"><formula>1</formula>'
    rule += b"</cfRule></conditionalFormatting>"
    return _after(content, rule * 60_000 + b"<dataValidations>" + one * 60_000 + b"</dataValidations>")


@trick("xlsx")
def formulas_of_every_sort(content: bytes) -> bytes:
    cells = (
        b'<c><f t="shared" si="0"/></c><c><f t="shared" si="x" ref="A1:XFD1048576">A1</f></c><c><f t="array"/></c>'
        b'<c><f t="dataTable" ref=""/></c><c t="s"><f/><v>0</v></c><c><f>' + b"A1+" * 50_000 + b"A1</f></c>"
    )
    return _rows(content, b'<row r="900">' + cells + b"</row>")


@trick("xlsx")
def two_sheets_of_one_name(content: bytes) -> bytes:
    parts = parts_of(content)
    return packed({**parts, BOOK: re.sub(rb'<sheet name="[^"]*"', b'<sheet name="Demandes"', parts[BOOK])})


@trick("xlsx")
def a_sheet_without_a_part(content: bytes) -> bytes:
    parts = parts_of(content)
    return packed({**parts, BOOK: re.sub(rb"<sheets>", b'<sheets><sheet name="x"/><!-- y -->', parts[BOOK])})


@trick("xlsx")
def ten_thousand_sheets_of_one_part(content: bytes) -> bytes:
    parts = parts_of(content)
    found = re.search(rb'<sheet name="[^"]*" sheetId="1"( r:id="[^"]*")', parts[BOOK])
    assert found
    many = b"".join(b'<sheet name="f%d" sheetId="%d"%s/>' % (rank, rank, found[1]) for rank in range(9, 10_009))
    return packed({**parts, BOOK: parts[BOOK].replace(b"</sheets>", many + b"</sheets>")})


@trick("xlsx")
def a_hundred_thousand_defined_names(content: bytes) -> bytes:
    many = b"".join(b'<definedName name="n%d">A1</definedName>' % rank for rank in range(100_000))
    parts = parts_of(content)
    return packed(
        {**parts, BOOK: parts[BOOK].replace(b"</sheets>", b"</sheets><definedNames>" + many + b"</definedNames>")}
    )


@trick("xlsx")
def a_hundred_thousand_styles(content: bytes) -> bytes:
    many = b'<xf numFmtId="14" fontId="99999" fillId="-1"/>' * 100_000
    parts = parts_of(content)
    return packed({**parts, STYLES: re.sub(rb"(<cellXfs[^>]*>)", rb"\1" + many, parts[STYLES])})


@trick("xlsx")
def number_formats_of_every_sort(content: bytes) -> bytes:
    odd = b'<numFmt/><numFmt numFmtId="x" formatCode="d"/><numFmt numFmtId="14"/><numFmt numFmtId="300" formatCode="'
    odd += b"[" * 100_000 + b'"/>'
    parts = parts_of(content)
    put = b"<numFmts>" + odd + b"</numFmts><fonts"
    return packed({**parts, STYLES: re.sub(rb"<numFmts.*?</numFmts>", b"", parts[STYLES]).replace(b"<fonts", put, 1)})


@trick("xlsx")
def no_styles(content: bytes) -> bytes:
    """As some programs write workbooks."""
    parts = {name: data for name, data in parts_of(content).items() if name != STYLES}
    for name in [name for name in parts if name.endswith((".rels", "[Content_Types].xml"))]:
        parts[name] = re.sub(rb"<(?:Override|Relationship) [^>]*styles[^>]*/>", b"", parts[name])
    return packed(parts)


@trick("xlsx")
def prefixes_everywhere(content: bytes) -> bytes:
    """The same sheet, every name of it with a prefix."""
    parts = parts_of(content)
    data = re.sub(rb"<(/?)(\w+)(?=[\s/>])", rb"<\1x:\2", parts[SHEET]).replace(b"xmlns=", b"xmlns:x=", 1)
    return packed({**parts, SHEET: data})


def _noted(parts: Parts, notes: bytes, kind: bytes = b"comments") -> bytes:
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdN" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="../x.xml"/>'
        b"</Relationships>" % kind
    )
    return packed({**parts, "xl/x.xml": notes, "xl/worksheets/_rels/sheet1.xml.rels": link})


@trick("xlsx")
def notes_of_the_wrong_shape(content: bytes) -> bytes:
    notes = b"".join(
        b'<comment ref="%s" authorId="%s"><!-- x --><text><t>a</t></text></comment>' % pair
        for pair in (
            (b"", b""),
            (b"A0", b"-1"),
            (b"A" * 5000, b"x"),
            (b"A9999999999", b"9" * 5000),
            ("²".encode(), b"0"),
        )
    )
    return _noted(parts_of(content), b"<comments " + MAIN + b"><commentList>" + notes + b"</commentList></comments>")


@trick("xlsx")
def two_hundred_thousand_notes(content: bytes) -> bytes:
    notes = b'<comment ref="A9" authorId="0"><text><t>a</t></text></comment>' * 200_000
    return _noted(parts_of(content), b"<comments " + MAIN + b"><commentList>" + notes + b"</commentList></comments>")


@trick("xlsx")
def drawings_of_the_wrong_shape(content: bytes) -> bytes:
    name = b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    anchors = b"".join(
        b"<x:twoCellAnchor><!-- a --><x:from><x:col>%s</x:col><x:row>%s</x:row></x:from><x:sp/></x:twoCellAnchor>"
        % pair
        for pair in ((b"", b""), (b"x", b"-9"), (b"9" * 5000, b"1"), (b"1.5", b"1e9"))
    )
    drawing = b'<x:wsDr xmlns:x="%s"><!-- x --><?y z?>%s</x:wsDr>' % (name, anchors)
    return _noted(parts_of(content), drawing, b"drawing")


@trick("xlsx")
def two_hundred_thousand_drawings(content: bytes) -> bytes:
    name = b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    drawing = b'<x:wsDr xmlns:x="%s">%s</x:wsDr>' % (name, b"<x:twoCellAnchor><x:sp/></x:twoCellAnchor>" * 200_000)
    return _noted(parts_of(content), drawing, b"drawing")


@trick("xlsx")
def a_sheet_that_is_a_note(content: bytes) -> bytes:
    return _noted(parts_of(content), b"<worksheet " + MAIN + b"/>")


@trick("xlsx")
def a_sheet_of_one_long_text(content: bytes) -> bytes:
    text = b'<c t="inlineStr"><is><t>' + b"ab " * (8 * MEGABYTE) + b"</t></is></c>"
    return _rows(content, b'<row r="900">' + text + b"</row>")


@trick("xlsx")
def three_hundred_megabytes_of_sheet(content: bytes) -> bytes:
    """Sparse and hardly compressible enough to pass for honest."""
    noise = b"".join(b"<row><c><v>%d</v></c></row>" % (rank * 7919 % 1_000_003) for rank in range(300_000))
    return _rows(content, noise * 20)
