"""What templates bring along: cleaned and told, or refused; in each part of the package, by check and command alike."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from clausier.cli import run
from clausier.desk import gate
from clausier.documents.assemble import assemble
from clausier.documents.catalogue import LETTER
from clausier.errors import InvalidInput, Severity
from clausier.office.word import baggage
from clausier.office.word import render as word
from clausier.office.word.soundness import package_problems
from clausier.playbook.template_check import Fault
from clausier.playbook.template_check.templates import verify
from tests.builders import EXAMPLE, ROOT, flat, library
from tests.documents import sample
from tests.office import word_baggage as made
from tests.office.word_baggage import BODY, LINKS, MICROSOFT, PLACES, RELATION, SETTINGS, Parts, field, paragraph
from tests.office.word_files import members

SECRET = "Confidentiel-42"
NAME = "lettre.docx"


def firm(folder: Path, parts: Parts) -> Path:
    """A firm's folder with this letter."""
    folder.mkdir(exist_ok=True)
    (folder / NAME).write_bytes(made.saved(parts))
    return folder


def faults(folder: Path) -> tuple[Fault, ...]:
    return verify(folder / NAME, NAME)


def passes(folder: Path) -> bool:
    """Does the gate of the commands let this letter through?"""
    try:
        gate.templates(folder, (LETTER,), library())
    except InvalidInput:
        return False
    return True


def test_the_letter_with_notes_is_sound(tmp_path: Path) -> None:
    assert faults(firm(tmp_path, made.letter())) == ()


# Cleaned and told


def _app(name: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        old, new = b"</Application>", f"</Application><{name}>{SECRET}</{name}>".encode()
        parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(old, new)

    return change


def _core(name: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        old = b"<dc:creator>clausier</dc:creator>"
        parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(old, f"<{name}>{SECRET}</{name}>".encode())

    return change


def _settings(xml: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[SETTINGS] = parts[SETTINGS].replace(b"</w:settings>", f"{xml}</w:settings>".encode())

    return change


def _custom(parts: Parts) -> None:
    spaces = "http://schemas.openxmlformats.org/officeDocument/2006"
    xml = (
        f'<Properties xmlns="{spaces}/custom-properties" xmlns:vt="{spaces}/docPropsVTypes"><property '
        f'fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="N"><vt:lpwstr>{SECRET}</vt:lpwstr></property>'
        "</Properties>"
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    made.add(parts, "docProps/custom.xml", xml, f"{RELATION}/custom-properties", kind, "_rels/.rels")


def _data(parts: Parts) -> None:
    made.add(parts, "customXml/item1.xml", f"<d><c>{SECRET}</c></d>", f"{RELATION}/customXml", "application/xml")
    binding = '<w:dataBinding w:xpath="/d/c" w:storeItemID="{11111111-2222-3333-4444-555555555555}"/>'
    content = f"<w:sdtContent>{paragraph(made.run('fixe'))}</w:sdtContent>"
    made.insert(parts, BODY, f"<w:sdt><w:sdtPr>{binding}<w:text/></w:sdtPr>{content}</w:sdt>")


def _data_and_its_properties(parts: Parts) -> None:
    """As Word writes them: data, with a part of their own that says of what schema they are."""
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    rels = "customXml/_rels/item1.xml.rels"
    properties = f'<ds:datastoreItem ds:itemID="{{A}}" xmlns:ds="{schema}"><ds:schemaRefs/></ds:datastoreItem>'
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    made.add(parts, "customXml/item1.xml", f"<d><c>{SECRET}</c></d>", f"{RELATION}/customXml", "application/xml")
    made.add(parts, "customXml/itemProps1.xml", properties, f"{RELATION}/customXmlProps", kind, rels)


def _people(parts: Parts) -> None:
    space = "http://schemas.microsoft.com/office/word/2012/wordml"
    xml = f'<w15:people xmlns:w15="{space}"><w15:person w15:author="{SECRET}"/></w15:people>'
    made.add(parts, "word/people.xml", xml, f"{MICROSOFT}/people", f"{made.TYPE}.people+xml")


def _glossary(parts: Parts) -> None:
    xml = f'<w:glossaryDocument xmlns:w="{made.WORD}"><w:docParts><w:docPart><w:docPartBody>'
    body = f"{paragraph(made.run(SECRET, '<w:vanish/>'))}{paragraph(field('DATE'))}{paragraph(made.run('{{ lieu }}'))}"
    ends = "</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"
    kind = f"{made.TYPE}.document.glossary+xml"
    made.add(parts, "word/glossary/document.xml", xml + body + ends, f"{RELATION}/glossaryDocument", kind)


def _attached(parts: Parts) -> None:
    rels = "word/_rels/settings.xml.rels"
    target = f"file:///C:/Users/{SECRET}/societe.dotm"
    identifier = made.link(parts, f"{RELATION}/attachedTemplate", target, rels, external=True)
    _settings(f'<w:attachedTemplate xmlns:r="{RELATION}" r:id="{identifier}"/>')(parts)


def _printer(parts: Parts) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings"
    xml = f"<printer>{SECRET}</printer>"
    made.add(parts, "word/printerSettings1.xml", xml, f"{RELATION}/printerSettings", kind)


def _linked_file(target: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        rels = "word/_rels/header-default.xml.rels"
        identifier = made.link(parts, f"{RELATION}/hyperlink", target, rels, external=True)
        link = f'<w:hyperlink r:id="{identifier}">{made.run("le dossier")}</w:hyperlink>'
        made.insert(parts, "word/header-default.xml", paragraph(link))

    return change


def _picture(parts: Parts) -> None:
    shape = f'<w:r><w:pict><v:shape title="C:\\Users\\{SECRET}\\logo.png"/></w:pict></w:r>'
    made.insert(parts, "word/footer-default.xml", paragraph(shape))


DATA_SOURCE = f'<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:query w:val="FROM {SECRET}"/></w:mailMerge>'
CLEANED: dict[str, tuple[str, Callable[[Parts], None]]] = {
    "company": ("société", _app("Company")),
    "manager": ("responsable", _app("Manager")),
    "template": ("nom du modèle", _app("Template")),
    "base": ("chemins locaux", _app("HyperlinkBase")),
    "author": ("auteurs", _core("dc:creator")),
    "last author": ("auteurs", _core("cp:lastModifiedBy")),
    "custom": ("propriétés personnalisées", _custom),
    "variables": (
        "variables du document",
        _settings(f'<w:docVars><w:docVar w:name="c" w:val="{SECRET}"/></w:docVars>'),
    ),
    "data": ("données XML", _data),
    "data and their properties": ("données XML", _data_and_its_properties),
    "people": ("auteurs", _people),
    "glossary": ("blocs de construction", _glossary),
    "attached": ("chemins locaux", _attached),
    "printer": ("chemins locaux", _printer),
    "merge": ("publipostage", _settings(DATA_SOURCE)),
    "link to a file": ("chemins locaux", _linked_file(f"file:///C:/{SECRET}/plan.docx")),
    "link to a share": ("chemins locaux", _linked_file(f"\\\\serveur\\{SECRET}")),
    "link beside": ("chemins locaux", _linked_file(f"{SECRET}.docx")),
    "picture": ("chemins locaux", _picture),
}


@pytest.mark.parametrize(("what", "change"), CLEANED.values(), ids=CLEANED)
def test_it_is_told_and_does_not_leave(what: str, change: Callable[[Parts], None], tmp_path: Path) -> None:
    parts = made.letter()
    change(parts)
    folder = firm(tmp_path / "modeles", parts)
    (fault,) = faults(folder)
    assert fault.problem.severity is Severity.WARNING
    assert fault.problem.message.startswith(f"clausier retire des documents ce que le modèle porte : {what} (« ")
    assert SECRET in fault.problem.message
    assert baggage.OTHER.what not in fault.problem.message
    assert passes(folder)
    printed = assemble(sample.proposal(2), (folder, ROOT / "templates"), (LETTER,))[NAME]
    slow = word.render(folder / NAME, _context(), word.Properties("Lettre", "", sample.DAY))
    for content in (printed, slow):
        assert [name for name, data in members(content).items() if SECRET.encode() in data] == []
        assert [*package_problems(NAME, content)] == []
    (tmp_path / NAME).write_bytes(printed)
    assert [str(error) for error in OpenXmlValidator().validate(str(tmp_path / NAME)).errors] == []


def _context() -> dict[str, object]:
    from clausier.documents.context import context_of

    return context_of(sample.proposal(2).view)


def test_data_that_say_nothing_go_without_a_word(tmp_path: Path) -> None:
    """Word keeps an empty list of sources in most of its files."""
    parts = made.letter()
    _data_and_its_properties(parts)
    parts["customXml/item1.xml"] = b'<b:Sources xmlns:b="urn:b" SelectedStyle=""/>'
    folder = firm(tmp_path / "modeles", parts)
    assert faults(folder) == ()
    printed = assemble(sample.proposal(2), (folder, ROOT / "templates"), (LETTER,))[NAME]
    assert [name for name in members(printed) if "customXml" in name] == []


def test_all_is_told_in_one_sentence_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = made.letter()
    for change in (_app("Company"), _custom, _attached, _glossary):
        change(parts)
    folder, dossier = firm(tmp_path / "modeles", parts), shutil.copy(EXAMPLE, tmp_path / "dossier.yaml")
    target = tmp_path / "sortie"
    assert run(["rediger", str(dossier), "-o", str(target), "--modeles", str(folder), "--date", "2026-11-23"]) == 0
    told = flat(capsys.readouterr().err)
    assert told.count("clausier retire des documents") == 1
    assert f"société (« {SECRET} »)" in told
    assert "Inspecter le document." in told
    assert [name for name, data in members((target / NAME).read_bytes()).items() if SECRET.encode() in data] == []


def test_a_link_of_the_web_stays(tmp_path: Path) -> None:
    parts = made.letter()
    _linked_file("https://exemple.fr/aide")(parts)
    folder = firm(tmp_path, parts)
    assert faults(folder) == ()
    printed = members(assemble(sample.proposal(2), (folder, ROOT / "templates"), (LETTER,))[NAME])
    assert b"https://exemple.fr/aide" in printed["word/_rels/header-default.xml.rels"]


def test_what_says_nothing_is_not_told(tmp_path: Path) -> None:
    parts = made.letter()
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(
        b"</Application>", b"</Application><Template>Normal.dotm</Template><TotalTime>512</TotalTime><Company/>"
    )
    folder = firm(tmp_path, parts)
    assert faults(folder) == ()
    printed = members(assemble(sample.proposal(2), (folder, ROOT / "templates"), (LETTER,))[NAME])
    assert printed["docProps/app.xml"].count(b"<") == 5


def test_a_control_filled_by_a_tag_no_longer_says_that_it_is_empty(tmp_path: Path) -> None:
    parts = made.letter()
    for text in ("{{ prestataire.nom }}", "Cliquez ici"):
        content = f"<w:sdtContent>{paragraph(made.run(text))}</w:sdtContent>"
        made.insert(parts, BODY, f"<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr>{content}</w:sdt>")
    folder = firm(tmp_path, parts)
    assert faults(folder) == ()
    printed = members(assemble(sample.proposal(2), (folder, ROOT / "templates"), (LETTER,))[NAME])
    assert printed[BODY].count(b"showingPlcHdr") == 1


# Refused

TAG = made.run("{{ prestataire.nom }}")
BINDING = '<w:sdtPr><w:dataBinding w:xpath="/d" w:storeItemID="{1}"/><w:text/></w:sdtPr>'
BOX = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"
BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
BY = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
REFUSED = {
    "insertion": (f"<w:ins {BY}>{made.run('x')}</w:ins>", "des modifications suivies"),
    "deletion": (f"<w:del {BY}><w:r><w:delText>x</w:delText></w:r></w:del>", "des modifications suivies"),
    "change of looks": (made.run("x", f"<w:rPrChange {BY}><w:rPr/></w:rPrChange>"), "des modifications suivies"),
    "hidden": (made.run("x", "<w:vanish/>"), "un texte masqué partirait"),
    "hidden by a style": (made.run("x", '<w:rStyle w:val="Cache"/>'), "un texte masqué partirait"),
    "hidden by a base": (made.run("x", '<w:rStyle w:val="Cache2"/>'), "un texte masqué partirait"),
    "dde": (field(" D", "DEAU", 'TO c:\\\\x "y"'), "le champ DDEAUTO n'est pas admis : il lit"),
    "dde alone": ('<w:fldSimple w:instr="dde x"/>', "le champ DDE n'est pas admis : il lit"),
    "date": (field(" DA", 'TE \\@ "d MMMM yyyy" '), "le champ DATE n'est pas admis : il change de lui-même"),
    "save date": ('<w:fldSimple w:instr=" savedate "/>', "le champ SAVEDATE n'est pas admis"),
    "print date": (field("PRINTDATE"), "le champ PRINTDATE n'est pas admis"),
    "creation date": (field("CREATEDATE"), "le champ CREATEDATE n'est pas admis"),
    "time": (field(" TIME "), "le champ TIME n'est pas admis"),
    "file name": (field(" FILENAME \\p "), "le champ FILENAME n'est pas admis"),
    "nested": (BEGIN + field("DATE") + END, "le champ DATE n'est pas admis"),
    "inside a condition": (
        f"{BEGIN}<w:r><w:instrText>IF 1 = 1 </w:instrText></w:r>{field('TIME')}{END}",
        "le champ TIME n'est pas admis",
    ),
    "computed": (BEGIN + field("QUOTE 68 65 84 69") + END, "le nom d'un champ est calculé"),
    "named by a tag": (field(" {{ lieu }} "), "le nom d'un champ est calculé"),
    "in a text box": (BOX.format(paragraph(field("DATE"))), "le champ DATE n'est pas admis"),
    "old date": ("<w:r><w:dayLong/></w:r>", "une date automatique change"),
    "object": ("<w:r><w:object/></w:r>", "le modèle contient un objet OLE"),
    "control": ("<w:r><w:object><w:control/></w:object></w:r>", "le modèle contient un contrôle ActiveX"),
    "bound": (f"<w:sdt>{BINDING}<w:sdtContent>{TAG}</w:sdtContent></w:sdt>", "un contrôle lié à une donnée porte une"),
    "property": (
        f'<w:fldSimple w:instr=" DOCPROPERTY Client ">{TAG}</w:fldSimple>',
        "une balise se trouve dans le résultat du champ DOCPROPERTY",
    ),
    "property cut": (
        field("DOC", "VARIABLE x", result="{{ prestataire.nom }}"),
        "une balise se trouve dans le résultat du champ DOCVARIABLE",
    ),
    "link field": (field(' HYPERLINK "file:///C:/plan.docx" '), "un lien mène à un fichier de votre ordinateur"),
}
HIDDEN_STYLES = (
    b'<w:style w:type="character" w:styleId="Cache"><w:name w:val="Cache"/><w:rPr><w:vanish/></w:rPr></w:style>'
    b'<w:style w:type="character" w:styleId="Cache2"><w:name w:val="Cache2"/><w:basedOn w:val="Cache"/></w:style>'
    b"</w:styles>"
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("xml", "message"), REFUSED.values(), ids=REFUSED)
def test_it_is_an_error_in_every_part(xml: str, message: str, place: str, tmp_path: Path) -> None:
    parts = made.letter()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", HIDDEN_STYLES)
    made.insert(parts, place, paragraph(xml))
    folder = firm(tmp_path, parts)
    found = [fault for fault in faults(folder) if fault.is_error and message in fault.problem.message]
    assert [fault.problem.key.split(", «")[0] for fault in found[:1]] == [PLACES[place]]
    assert found[0].problem.hint
    assert not passes(folder)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("aFChunk", "un document incorporé"),
        ("subDocument", "un sous-document"),
        ("oleObject", "un objet OLE"),
        ("control", "un contrôle ActiveX"),
    ],
)
@pytest.mark.parametrize("source", ["document", "header-default", "footnotes", "endnotes"])
def test_an_object_linked_from_any_part(kind: str, what: str, source: str, tmp_path: Path) -> None:
    parts = made.letter()
    made.add(parts, "word/x.bin", b"x", f"{RELATION}/{kind}", "application/x", f"word/_rels/{source}.xml.rels")
    folder = firm(tmp_path, parts)
    found = [fault.problem.message for fault in faults(folder)]
    assert f"le modèle contient {what} (word/{source}.xml), qui n'est pas admis." in found
    assert not passes(folder)


def test_comments_are_an_error(tmp_path: Path) -> None:
    parts = made.letter()
    note = f'<w:comments xmlns:w="{made.WORD}"><w:comment w:id="0" w:author="A"/><w:comment w:id="1"/></w:comments>'
    made.add(parts, "word/comments.xml", note, f"{RELATION}/comments", f"{made.TYPE}.comments+xml")
    folder = firm(tmp_path, parts)
    assert [fault.problem.message for fault in faults(folder)] == [
        "le modèle contient 2 commentaires, qui partiraient avec lui."
    ]
    assert not passes(folder)


@pytest.mark.parametrize(
    "xml",
    [
        field(" PAGE "),
        field(' HYPERLINK "https://exemple.fr" ', result="{{ lieu }}"),
        field(' IF 1 = 1 "DATE" "TIME" '),
        made.run("x", '<w:vanish w:val="0"/>'),
        made.run("", "<w:vanish/>"),
        made.run("x", "<w:webHidden/>"),
    ],
)
def test_what_is_admitted(xml: str, tmp_path: Path) -> None:
    parts = made.letter()
    made.insert(parts, BODY, paragraph(xml))
    assert faults(firm(tmp_path, parts)) == ()


def test_a_part_under_another_name_is_checked(tmp_path: Path) -> None:
    parts = made.letter()
    parts["word/haut.xml"] = parts.pop("word/header-default.xml")
    for name in (LINKS, made.TYPES):
        parts[name] = parts[name].replace(b"header-default.xml", b"haut.xml")
    assert faults(firm(tmp_path, parts)) == ()
    made.insert(parts, "word/haut.xml", paragraph(made.run("{{ inconnu }}")))
    folder = firm(tmp_path, parts)
    assert [fault.problem.key for fault in faults(folder)] == ["en-tête, « {{ inconnu }} »"]
    assert not passes(folder)


# Bookmarks and anchors


def _cut_bookmark(parts: Parts, *after: str) -> None:
    for xml in (
        made.run("{%p if not contrat.signe %}"),
        '<w:bookmarkStart w:id="900" w:name="_Ref900"/>' + made.run("Selon le cas"),
        made.run("{%p endif %}"),
        '<w:bookmarkEnd w:id="900"/>' + made.run("Suite."),
        *after,
    ):
        made.insert(parts, BODY, paragraph(xml))


def test_a_bookmark_cut_by_a_condition_leaves_no_end(tmp_path: Path) -> None:
    parts = made.letter()
    _cut_bookmark(parts)
    folder = firm(tmp_path, parts)
    assert faults(folder) == ()
    printed = members(assemble(sample.proposal(2), (folder, ROOT / "templates"), (LETTER,))[NAME])[BODY]
    assert b"Suite." in printed
    assert b"bookmark" not in printed


def test_a_reference_to_a_bookmark_that_goes_away_is_told(tmp_path: Path) -> None:
    parts = made.letter()
    _cut_bookmark(parts, field(" REF _Ref", "900 \\r \\h ", result="1.1"))
    (fault,) = faults(firm(tmp_path, parts))
    assert (fault.problem.severity, fault.problem.key) == (Severity.WARNING, "corps, « 1.1 »")
    assert "un renvoi mène au signet « _Ref900 », qui n'est pas dans le document." in fault.problem.message


@pytest.mark.parametrize("quote", ["&quot;", "'"])
def test_an_anchor_of_electronic_signature_is_printed(quote: str, tmp_path: Path) -> None:
    parts = made.letter()
    made.insert(parts, BODY, paragraph(made.run(f"{{{{ {quote}{{{{s1|signature|85|37}}}}{quote} }}}}")))
    folder = firm(tmp_path, parts)
    assert faults(folder) == ()
    printed = assemble(sample.proposal(2), (folder, ROOT / "templates"), (LETTER,))[NAME]
    slow = word.render(folder / NAME, _context(), word.Properties("Lettre", "", sample.DAY))
    assert all(b">{{s1|signature|85|37}}<" in members(one)[BODY] for one in (printed, slow))


def test_the_documentation_names_each_kind() -> None:
    text = " ".join((ROOT / "docs" / "documents.md").read_text(encoding="utf-8").split())
    assert [row.what for row in (*baggage.CLEANED, *baggage.REFUSED) if row.what not in text] == []
