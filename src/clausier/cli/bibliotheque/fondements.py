"""`clausier bibliotheque fondements`: the legal bases, what must be read again, a lawyer's approval."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausier.cli import options
from clausier.cli.afresh import afresh
from clausier.cli.bibliotheque.approving import READER, there
from clausier.cli.french import Group, command
from clausier.cli.holding import folder as itself
from clausier.cli.terminal import echo, echo_data
from clausier.errors import nearest
from clausier.french import counted

if TYPE_CHECKING:
    from clausier.playbook.bases import BasisRow


@click.group("fondements", cls=Group, invoke_without_command=True)
@options.chain(
    click.option("--a-revoir", is_flag=True, help="Seulement ceux qu'il faut lire ou relire avant de les citer."),
    options.JSON,
    options.group(options.DatedOptions),
)
@click.pass_context
def fondements(context: click.Context, a_revoir: bool, as_json: bool, given: options.DatedOptions) -> None:
    """Liste les fondements : force, débiteur, points, vérification, prochaine relecture.

    \b
    Exemple :
      clausier bibliotheque fondements --a-revoir --date 2027-11-23
    """
    if context.invoked_subcommand is not None:
        return
    from clausier.playbook.bases import rows

    listed = [row for row in rows(given.unchecked_library(), given.day) if row.reasons or not a_revoir]
    if as_json:
        echo_data([_data(row) for row in listed])
        return
    for row in listed:
        _print(row)
    echo(counted(len(listed), "fondement", "fondements") + (" à revoir" if a_revoir else ""))


@command("valider", holds=itself("folder"))
@click.argument("id_", metavar="ID")
@READER
@options.group(options.DatedOptions)
def valider(id_: str, name: str, folder: Path, given: options.DatedOptions) -> None:
    """Inscrit la lecture d'un texte par un avocat, avec l'empreinte de ce qu'il a lu.

    La validation tombe si le fondement est modifié ensuite.

    \b
    Exemple :
      clausier bibliotheque fondements valider csp-r1111-9-1 --par "Me Exemple" --dans ma-bibliotheque
    """
    there(folder)
    afresh(lambda: _validate(id_, name, folder, given))


def _validate(id_: str, name: str, folder: Path, given: options.DatedOptions) -> None:
    """The approval in the overlay, of the basis as it stands there."""
    from clausier.files.publish import publish
    from clausier.files.seen import seen
    from clausier.library.strangers import SINGLE_FILES
    from clausier.playbook.approvals import FILE, basis_read
    from clausier.playbook.bases import approval

    before = seen(folder / name for name in SINGLE_FILES)
    library = given.with_overlay(folder).unchecked_library()
    if id_ not in library.bases:
        raise click.UsageError(f"le fondement « {id_} » n'existe pas. {nearest(id_, library.bases)}")
    basis = library.bases[id_]
    if not basis.citable:
        raise click.UsageError(f"« {id_} » n'est pas citable : {basis.caveat or basis.rule}")
    content = basis_read(folder / FILE, id_, approval(basis, name, given.day))
    publish({FILE: content.encode()}, folder, seen=before)
    echo(f"{basis.short} : lecture de {name} inscrite dans {folder / FILE}.")


def _data(row: BasisRow) -> dict[str, Any]:
    return {
        "id": row.id,
        **row.basis.model_dump(mode="json", by_alias=True),
        "points": list(row.used_by),
        "a_relire_le": row.review_on.isoformat(),
        "a_revoir": list(row.reasons),
    }


def _print(row: BasisRow) -> None:
    basis = row.basis
    points = f"points {', '.join(row.used_by)}" if row.used_by else "non utilisé"
    citable = "" if basis.citable else " – ne pas citer"
    echo(f"{row.id}{citable}\n    {basis.short}")
    echo(f"    {basis.force.value}, {basis.debtor.value}, {points}")
    read = f"{basis.verification.value} le {basis.verified_on.isoformat()}"
    echo(f"    {read}, à relire le {row.review_on.isoformat()}")
    for reason in row.reasons:
        echo(f"    ! {reason}")


fondements.add_command(valider)
