"""Web pages: what shows is read, what does not is left out."""

from __future__ import annotations

import pytest

from clausier.errors import InvalidInput
from clausier.office import limits
from tests.office.contract.reading import read, told


def blocks(body: str) -> list[str]:
    return told(
        read(f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>".encode(), "a.html")
    )


def test_headings_paragraphs_and_entities() -> None:
    assert blocks("<h1>Contrat d&rsquo;infog&eacute;rance</h1><p>Entre\n <b>le</b>&nbsp;client</p>et&#160;nous") == [
        "h1 Contrat d’infogérance", "p Entre le client", "p et nous"]  # fmt: skip


def test_lists_and_their_numbers() -> None:
    assert blocks("<ul><li>un<ul><li><p>deux</p></li></ul><li>trois</ul><ol type=a start=3><li>x<li>y</ol>") == [
        "i1 - un", "i2 - deux", "i1 - trois", "i1 c. x", "i1 d. y"]  # fmt: skip


def test_tables() -> None:
    table = "<table><tr><th>Niveau<th colspan=2>Délai<tr><td>P1<td>1 h<td>4 h</table>"
    found = read(table.encode(), "a.htm")
    assert told(found) == ["r Niveau | Délai | ", "r P1 | 1 h | 4 h"]
    assert found.blocks[1].header == ("Niveau", "Délai", "")


def test_a_table_that_lays_out_a_page_is_text() -> None:
    assert blocks("<table><tr><td><h2>Objet</h2><p>Texte.<table><tr><td>a<td>b<tr><td>c<td>d</table></table>") == [
        "h2 Objet", "p Texte.", "r a | b", "r c | d"]  # fmt: skip


def test_what_does_not_show_is_not_read() -> None:
    hidden = (
        "<script>alert('x')</script><style>p{}</style><nav>Accueil</nav><template><p>a</p></template>"
        "<p hidden>b</p><div style='display: none'><p>c</p></div><!-- d --><svg><text>e</text></svg>"
    )
    assert blocks(f"<p>Un.</p>{hidden}<p>Deux.</p>") == ["p Un.", "p Deux."]


def test_line_breaks() -> None:
    assert blocks("Article 1 - Objet<br>Le contrat<br/>a pour objet<br>- la sauvegarde<pre>a.\nB.</pre>") == [
        "p Article 1 - Objet", "p Le contrat a pour objet", "i1 - la sauvegarde", "p a.", "p B."]  # fmt: skip


def test_tags_that_do_not_match() -> None:
    assert blocks("</div></table><p>Un</b><div>Deux</p></span>") == ["p Un", "p Deux"]


def test_the_encoding_that_a_page_says() -> None:
    page = '<meta charset="iso-8859-1"><p>Résiliation'
    assert told(read(page.encode("iso-8859-1"), "a.html")) == ["p Résiliation"]
    assert told(read(page.encode(), "a.html")) == ["p Résiliation"]
    assert told(read(page.replace("iso-8859-1", "utf-7").encode("iso-8859-1"), "a.html")) == ["p Résiliation"]


def test_nothing_is_fetched_nor_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>a&x;b<img src="file:///etc/hostname">'
    assert "a" in told(read(page.encode(), "a.html"))[-1]
    assert "/etc" not in " ".join(told(read(page.encode(), "a.html")))


def test_an_empty_page() -> None:
    assert told(read(b"", "a.html")) == []
    assert blocks("<p> </p>") == []


def test_tags_too_deep_are_refused() -> None:
    with pytest.raises(InvalidInput, match="trop volumineux"):
        blocks("<div>" * (limits.DEPTH + 1))
    assert blocks("<div>" * (limits.DEPTH - 50) + "a") == ["p a"]
