"""Tricks of mails."""

from __future__ import annotations

from tests.hostile.tricks import MEGABYTE, trick

HEAD = b"From: a@exemple.fr\r\nDate: Sun, 20 Dec 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
ATTACHED = b"Content-Disposition: attachment; filename=a.docx\r\n\r\n"


@trick("eml")
def an_empty_mail(_: bytes) -> bytes:
    return b""


@trick("eml")
def a_mail_of_zeros(_: bytes) -> bytes:
    return bytes(MEGABYTE)


@trick("eml")
def an_unknown_charset(_: bytes) -> bytes:
    return HEAD + b"Content-Type: text/plain; charset=inconnu; name==?inconnu?q?=ff?=\r\n\r\n\xff\xfe"


@trick("eml")
def broken_base64(content: bytes) -> bytes:
    return content.replace(b"UEsD", b"=?!\xff", 1)


@trick("eml")
def an_unknown_encoding(content: bytes) -> bytes:
    return content.replace(b"base64", b"x-uue")


@trick("eml")
def uuencode_that_lies(_: bytes) -> bytes:
    return HEAD + b"Content-Transfer-Encoding: uuencode\r\n" + ATTACHED + b"begin 666 a\r\nM\xff"


@trick("eml")
def ten_thousand_parts(_: bytes) -> bytes:
    part = b"--b\r\nContent-Disposition: attachment; filename=a.docx\r\n\r\nx\r\n"
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 10_000 + b"--b--\r\n"


@trick("eml")
def a_thousand_multiparts_deep(_: bytes) -> bytes:
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (rank, rank) for rank in range(1000)
    )
    return HEAD + opening + b"\r\nfin"


@trick("eml")
def messages_in_messages(_: bytes) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 2000 + b"fin"


@trick("eml")
def a_boundary_on_every_line(_: bytes) -> bytes:
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * 300_000


@trick("eml")
def a_header_of_ten_megabytes(_: bytes) -> bytes:
    return b"From: " + b"=?utf-8?q?a?= " * (700_000) + b"\r\n\r\nx"


@trick("eml")
def a_folded_header_of_a_million_lines(_: bytes) -> bytes:
    return b"From: a\r\n" + b" a\r\n" * 1_000_000 + b"\r\nx"


@trick("eml")
def two_hundred_thousand_headers(_: bytes) -> bytes:
    return b"X-A: b\r\n" * 200_000 + b"\r\nx"


@trick("eml")
def a_file_name_cut_into_many(_: bytes) -> bytes:
    """RFC 2231: a name in numbered pieces."""
    pieces = b"".join(b";\r\n filename*%d*=utf-8''%%ff" % rank for rank in range(20_000))
    return HEAD + b"Content-Disposition: attachment" + pieces + b"\r\n\r\nx"


@trick("eml")
def a_file_name_piece_of_a_huge_rank(_: bytes) -> bytes:
    return HEAD + b"Content-Disposition: attachment; filename*" + b"9" * 5000 + b"*=utf-8''a\r\n\r\nx"


@trick("eml")
def file_names_that_climb_out(content: bytes) -> bytes:
    return content.replace(b"reponse.docx", b"../../../etc/x\x1b[31m.docx").replace(
        b"tableau.xlsx", b"C:\\a\\..\\b.xlsx"
    )


@trick("eml")
def dates_of_every_sort(content: bytes) -> bytes:
    return content.replace(b"Sun, 20 Dec 2026 10:00:00 +0100", b"Sun, 99 Dec 99999999999 10:00:00 +999999")


@trick("eml")
def a_date_in_year_zero(content: bytes) -> bytes:
    return content.replace(b"20 Dec 2026", b"20 Dec 0000")


@trick("eml")
def senders_of_the_wrong_shape(content: bytes) -> bytes:
    return content.replace(b"From: ", b"From: =?utf-8?b?!!!?= =?x?q?=?= \xff\xfe ", 1)


@trick("eml")
def a_content_type_of_the_wrong_shape(content: bytes) -> bytes:
    return content.replace(b"application/octet-stream", b'/;;;="\x00')


@trick("eml")
def forty_megabytes_attached(_: bytes) -> bytes:
    body = b"A" * (40 * MEGABYTE)
    return (
        HEAD + b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.docx\r\n\r\n" + body
    )


@trick("eml")
def semicolons_in_a_parameter(_: bytes) -> bytes:
    return HEAD + b"Content-Type: text/plain; name=" + b'";' * 300_000 + b"\r\n\r\nx"


@trick("eml")
def a_quoted_string_without_an_end(_: bytes) -> bytes:
    return HEAD + b'Content-Disposition: attachment; filename="' + b'\\"' * 300_000 + b"\r\n\r\nx"
