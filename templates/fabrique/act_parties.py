"""acte.docx: those who are parties with the client, or in its place: named above, and where they sign."""

from __future__ import annotations

from typing import Any

from .act_terms import WIDTH
from .blocks import cell, each, fill_line, heading_row, p, row, table, tag_row, when

JOINED = "cabinet.membres or cabinet.membres_a_nommer"
OPEN_LINES = 3
"""For members whom the dossier does not name."""


def members() -> list[Any]:
    """What the client is, and a line for each of them; lines to fill in where they are not known."""
    told = (
        "– **{{ m.nom }}**{% if m.qualite %}, {{ m.qualite }}{% endif %}{% if m.adresse %}, dont l'adresse est "
        "{{ m.adresse }}{% endif %}{% if m.siret %}, numéro SIRET {{ m.siret }}{% endif %}"
        "{% if loop.last %}.{% else %} ;{% endif %}"
    )
    return [
        *when("cabinet.precision", p("Partie", "{{ cabinet.precision }}")),
        *each("m in cabinet.membres", p("Partie", told)),
        *when("cabinet.membres_a_nommer", *[fill_line("{{ cabinet.membre }}") for _ in range(OPEN_LINES)]),
    ]


def member_signatures() -> list[Any]:
    """A row for each of them to sign."""
    widths = [3600, 2472, 3000]
    empty = ("", "", "")
    return when(
        JOINED,
        p("Signature", "Sont parties, pour {{ acte.client.le }}, et signent :"),
        table(
            "TableauFilets",
            widths,
            [
                heading_row(widths, ["{{ cabinet.membre }}", "Lieu et date", "Signature"]),
                tag_row("for m in cabinet.membres", 3, WIDTH),
                _row(widths, ("{{ m.nom }}", "", "")),
                tag_row("endfor", 3, WIDTH),
                tag_row("if cabinet.membres_a_nommer", 3, WIDTH),
                *[_row(widths, empty) for _ in range(OPEN_LINES)],
                tag_row("endif", 3, WIDTH),
            ],
        ),
    )


def _row(widths: list[int], texts: tuple[str, ...]) -> Any:
    return row(*[cell(width, p("Tableau", told)) for width, told in zip(widths, texts, strict=True)], height=680)
