"""Templates to Word files. The only importer of docxtpl.

Braces of what is printed are hidden behind two characters that no text may hold while a template is
rendered: whatever tag is left after it can then only come from the template itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from docx.oxml import ns
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from lxml import etree

from clausier import characters
from clausier.errors import InvalidInput, Problem, nearest
from clausier.office import package, safe
from clausier.office.damage import Damaged, outside
from clausier.office.kinds import TEMPLATE
from clausier.office.word import tidy
from clausier.office.word.budget import Exceeded, TooMuch, spending
from clausier.office.word.clean import cleaned
from clausier.office.word.compiled.patched import Patched
from clausier.office.word.properties import Properties
from clausier.office.word.sandbox import UNCOMPUTABLE, Published, printable
from clausier.office.word.templates import read_template
from clausier.office.word.xml import serialised, w

# docxcompose, which docxtpl imports, points this prefix elsewhere: core.xml would get a foreign element.
ns.nsmap["cp"] = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

BRACES = str.maketrans({"{": "\ufdd0", "}": "\ufdd1"})
UNBRACES = str.maketrans({"\ufdd0": "{", "\ufdd1": "}"})
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
EXCERPT, LONGEST_NAME = 90, 60
FOOTNOTES = f"{package.RELATIONS}/footnotes"

CROSSED = "les balises se croisent : une boucle ou une condition commence à un endroit et finit dans un autre."
USE_MARKS = "Utiliser {%p … %}, {%tr … %} ou {%tc … %} pour répéter un paragraphe, une ligne ou une cellule."

FAULTS = (
    (r"Encountered unknown tag '(.+?)'.*", r"la balise « \1 » n'existe pas."),
    (
        r"Unexpected end of template.*innermost block.*'(.+?)'.*",
        r"la balise « \1 » n'est pas fermée : il manque « end\1 ».",
    ),
    (r"Unexpected end of template.*", "une balise n'est pas fermée."),
    (r"No filter named '(.+?)'.*", r"le filtre « \1 » n'existe pas."),
    (r"No test named '(.+?)'.*", r"le test « \1 » n'existe pas."),
    (r"expected token '(.+?)', got '(.+?)'", r"la balise est mal écrite : « \1 » attendu, « \2 » trouvé."),
    (r"unexpected '(.+?)'", r"la balise est mal écrite : « \1 » n'y a pas sa place."),
    (r"unexpected char '(.+?)' at .*", r"la balise est mal écrite : le signe « \1 » n'y a pas sa place."),
    (r"Expected an expression, got.*", "la balise est vide ou incomplète."),
)


def render(template: Path, context: Mapping[str, Any], properties: Properties) -> bytes:
    """The template filled with the context, the same bytes for the same input.

    Raises InvalidInput, with every fault found, for a file that is not a fit template, an unknown
    name, a bad tag, or a value that XML cannot hold.
    """
    content = read_template(template)
    values = _sheltered(context, template.name)
    document = _Template(content, template.name)
    with spending():
        document.render(values, document.environment(values), autoescape=True)
    if document.problems:
        raise InvalidInput(dict.fromkeys(document.problems))
    _describe(document.docx.core_properties, properties)
    return package.packed(_with_braces(tidy.tidied(_saved(document)), template.name))


def patched(template: str, content: bytes) -> Patched:
    """The template of this name, tidied, described as nobody's, its tags as docxtpl patches them."""
    document = _Template(content, template)
    document.render_init()
    _describe(document.docx.core_properties, Properties("", "", date(1980, 1, 1)))
    saved = _saved(document)
    main, *others = document.story_names()
    body = package.parse(saved[main])
    document.fix_docpr_ids(body)
    members = tidy.tidied({**saved, main: serialised(body)})
    roots = {name: package.parse(members[name]) for name in (main, *others)}
    sources = {name: str(document.patch_xml(document.xml_to_string(root))) for name, root in roots.items()}
    return Patched(members, sources)


def with_breaks(paragraph: str) -> str:
    """A rendered paragraph with docxtpl's elements for its line breaks and tabs."""
    return str(DocxTemplate.resolve_listing(None, paragraph))


def with_mended_tables(xml: str) -> str:
    """A rendered part with the columns of its tables counted anew by docxtpl."""
    return str(etree.tostring(DocxTemplate.fix_tables(None, xml), encoding="unicode"))


def _saved(document: _Template) -> dict[str, bytes]:
    target = io.BytesIO()
    document.docx.save(target)
    return package.read_members(target.getvalue())


def _describe(core: Any, properties: Properties) -> None:
    """Only what the document is: nothing of who made the template, or when."""
    for element in list(core._element):
        core._element.remove(element)
    midnight = datetime(properties.day.year, properties.day.month, properties.day.day, tzinfo=UTC)
    core.title, core.author, core.subject = (
        properties.title[:255],
        properties.author[:255],
        properties.subject[:255],
    )
    if properties.keywords:
        core.keywords = properties.keywords
    core.language, core.created, core.modified, core.revision = "fr-FR", midnight, midnight, 1


def _sheltered(value: Any, file: str, place: str = "") -> Any:
    """The value with line breaks made plain and braces hidden; refuses what XML cannot hold."""
    if isinstance(value, str):
        if sign := characters.refused(value):
            message = f"la valeur contient un caractère que Word ne peut pas enregistrer (U+{ord(sign):04X})."
            hint = "Retirer ce caractère du dossier ou de la bibliothèque."
            raise InvalidInput([Problem(file, place, message, hint)])
        return value.replace("\r\n", "\n").replace("\r", "\n").translate(BRACES)
    if isinstance(value, Mapping):
        return {key: _sheltered(item, file, f"{place}.{key}".lstrip(".")) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_sheltered(item, file, f"{place}[{rank}]") for rank, item in enumerate(value))
    return value


def _with_braces(members: dict[str, bytes], file: str) -> dict[str, bytes]:
    """Braces of the values back in place, once no tag of the template is left."""
    found = {name: content.decode() for name, content in members.items() if name.endswith(".xml")}
    leftovers = [
        problem for name, xml in found.items() if name.startswith("word/") for problem in _leftovers(xml, file)
    ]
    if leftovers:
        raise InvalidInput(dict.fromkeys(leftovers))
    return {**members, **{name: xml.translate(UNBRACES).encode() for name, xml in found.items()}}


def _leftovers(xml: str, file: str) -> list[Problem]:
    if not LEFT_OVER.search(xml):
        return []
    message = "une balise est restée dans le document : elle n'est pas écrite comme il faut."
    return [
        Problem(
            file,
            shortened(text),
            message,
            "Écrire {{ nom }} ou {% … %}, d'un seul tenant, sans retour à la ligne.",
        )
        for paragraph in package.parse(xml.encode()).iter(w("p"))
        if LEFT_OVER.search(text := "".join(paragraph.itertext()))
    ]


def shortened(text: str) -> str:
    """The beginning of a paragraph between guillemets, enough to find it in Word."""
    plain = " ".join(text.translate(UNBRACES).split())
    return f"« {plain[:EXCERPT].rstrip()}{' …' if len(plain) > EXCERPT else ''} »" if plain else ""


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no type information
    """docxtpl's template that keeps every fault instead of stopping in English at the first."""

    def __init__(self, content: bytes, name: str) -> None:
        with safe.damage(name, TEMPLATE):
            left = _without_baggage(content)
            with outside():
                super().__init__(io.BytesIO(left))
                self.init_docx()
        self.name = name
        self.problems: list[Problem] = []

    def story_names(self) -> list[str]:
        """Names of the parts that docxtpl renders: the body, headers, footers and footnotes."""
        main = self.docx.part
        kinds = (self.HEADER_URI, self.FOOTER_URI, FOOTNOTES)
        parts = [main, *(link.target_part for link in main.rels.values() if link.reltype in kinds)]
        return list(dict.fromkeys(str(part.partname).removeprefix("/") for part in parts))

    def environment(self, context: Mapping[str, Any]) -> Published:
        return Published(_undefined_among(tuple(context)), _without_braces)

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """The part rendered; on a fault, an empty paragraph and a problem."""
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        try:
            rendered = str(super().render_xml_part(src_xml, part, context, jinja_env))
            package.parse(rendered.encode())
        except TemplateError as error:
            self._note(source, _line(error, error.__traceback__), in_french(error), getattr(error, "hint", ""))
        except (Damaged, etree.XMLSyntaxError):
            self._note(source, None, CROSSED, USE_MARKS)
        except UNCOMPUTABLE as error:
            self._note(
                source,
                _line(error, error.__traceback__),
                "l'expression de la balise ne peut pas être calculée.",
                str(error),
            )
        else:
            return rendered
        return _without_content(src_xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Nothing: properties are set afterwards, and docxtpl would escape them twice."""

    def _note(self, source: str, line: int | None, message: str, hint: str = "") -> None:
        lines = source.splitlines()
        place = re.sub(r"<[^>]+>", "", lines[line - 1]) if line and line <= len(lines) else ""
        self.problems.append(Problem(self.name, shortened(place), message, hint))


def _without_baggage(content: bytes) -> bytes:
    members = package.read_members(content)
    left = cleaned(members).members
    return content if left == members else package.packed(left)


def _without_braces(value: Any) -> Any:
    """What a tag prints, braces hidden: those of a text written in the tag itself too."""
    found = printable(value)
    return found.translate(BRACES) if isinstance(found, str) else found


def _without_content(xml: str) -> str:
    """The root of a part alone, for docxtpl to carry on after a fault."""
    opening = re.match(r"\s*(?:<\?.*?\?>)?\s*<([\w:]+)[^>]*>", xml, re.DOTALL)
    return f"{opening[0].rstrip('/>')}/>" if opening else xml


def _undefined_among(names: Sequence[str]) -> type[StrictUndefined]:
    """An undefined value whose message is French and names the nearest known names."""

    class Unknown(StrictUndefined):
        @property
        def _undefined_message(self) -> str:
            if self._undefined_hint:
                return f"la balise n'a pas de valeur ici : {self._undefined_hint}."
            inside, name = self._undefined_obj, str(self._undefined_name)[:LONGEST_NAME]
            known = tuple(inside) if isinstance(inside, Mapping) else names
            hint = nearest(name, [str(name) for name in known])
            return f"le nom « {name} » n'existe pas. {hint}".strip()

    return Unknown


def in_french(error: TemplateError) -> str:
    """What is wrong, in French; the engine's own words where they are not known."""
    message = error.message or type(error).__name__
    if isinstance(error, UndefinedError | Exceeded | TooMuch):
        return message
    for pattern, translation in FAULTS:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, translation, message, flags=re.DOTALL)
    return f"la balise n'est pas admise : {message}"


def _line(error: Exception, traceback: TracebackType | None) -> int | None:
    """The line of the source where a fault stands: the error's own, or that of the template's last frame."""
    line = getattr(error, "lineno", None)
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line if isinstance(line, int) else None
