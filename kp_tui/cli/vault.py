"""`kp vault`: who holds the keys of the plans' vaults, and who waits for them."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from kp_tui.cli import output
from kp_tui.cli.access import access_options, ask_hidden, signed_in
from kp_tui.cli.failures import NothingToRevoke
from kp_tui.cli.groups import CommandGroup
from kp_tui.domain.vaults import NothingToGrant, PendingGrant, VaultMember, VaultRow
from kp_tui.domain.walltime import PRAGUE
from kp_tui.locale import _, ngettext
from kp_tui.locale.words import moment_text, short_day_text

if TYPE_CHECKING:
    from kp_tui.usecases.session import Session

YES = click.option("--yes", is_flag=True, help=_("Do not ask."))


@click.group(cls=CommandGroup, help=_("Vaults of plans: who reads them, who waits to read them."))
@access_options
def vault() -> None:
    """Group."""


@vault.command("list", help=_("List the vaults with their members and with those who wait for them."))
@access_options
def list_all() -> None:
    """List everything."""
    from kp_tui.usecases.vaults import list_vaults, pending_grants

    with signed_in() as session:
        vaults, waiting = session.perform(list_vaults), session.perform(pending_grants)
    for line in lines(vaults, waiting):
        output.say(line)


@vault.command(
    help=_("Grant the vaults to a colleague who waits for them; compare the fingerprint with them first.")
)
@access_options
@click.argument("colleague_login", metavar="LOGIN")
@YES
def grant(colleague_login: str, *, yes: bool) -> None:
    """Grant what waits and what the person holds."""
    from kp_tui.usecases.vault_people import colleague_of
    from kp_tui.usecases.vaults import grant_vault

    with signed_in() as session:
        colleague = session.perform(colleague_of, colleague_login)
        waiting = _waiting_for(session, colleague.worker_id)
        output.remark(f"{colleague.name}: {colleague.fingerprint}")
        if colleague.renewed_at is not None:
            output.remark(_renewed(colleague.renewed_at))
        _confirm(_("Does {name} read the same fingerprint to you?").format(name=colleague.name), yes=yes)
        for one in waiting:
            session.perform(grant_vault, one.vault_id, one.worker_id, colleague.fingerprint)
    output.remark(ngettext("{n} vault granted.", "{n} vaults granted.", len(waiting)).format(n=len(waiting)))


@vault.command(help=_("Take the vaults from a colleague: what is written from now on they never read."))
@access_options
@click.argument("colleague_login", metavar="LOGIN")
@YES
def revoke(colleague_login: str, *, yes: bool) -> None:
    """Revoke every vault that the colleague holds."""
    from kp_tui.usecases.vault_people import colleague_of
    from kp_tui.usecases.vaults import list_vaults, revoke_vault

    with signed_in() as session:
        colleague = session.perform(colleague_of, colleague_login)
        held = [one.id for one in session.perform(list_vaults) if _holds(one, colleague.worker_id)]
        if not held:
            raise NothingToRevoke
        _confirm(_("Take the vaults from {name}?").format(name=colleague.name), yes=yes)
        for vault_id in held:
            session.perform(revoke_vault, vault_id, colleague.worker_id)
    output.remark(ngettext("{n} vault revoked.", "{n} vaults revoked.", len(held)).format(n=len(held)))


@vault.command(
    help=_("Open the vaults with the paper key from the safe, where no colleague is left to grant them.")
)
@access_options
def recover() -> None:
    """Recover one's own access."""
    from kp_tui.usecases.vaults import recover_vaults

    with signed_in() as session:
        n = session.perform(recover_vaults, ask_hidden(_("Paper key")))
    output.remark(ngettext("{n} vault granted.", "{n} vaults granted.", n).format(n=n))


@vault.command(help=_("Print the fingerprint of a person's keys, one's own without a login."))
@access_options
@click.argument("colleague_login", metavar="[LOGIN]", required=False)
def fingerprint(colleague_login: str | None) -> None:
    """Print a fingerprint alone: two people compare it by telephone."""
    from kp_tui.usecases.vaults import fingerprint_of

    with signed_in() as session:
        said = session.perform(fingerprint_of, colleague_login or session.person.login)
    output.say(said)


def lines(vaults: Sequence[VaultRow], waiting: Sequence[PendingGrant]) -> Iterator[str]:
    """Each vault, under it its members, under them those who wait for it."""
    for one in vaults:
        name = one.service or _("of client {mark}").format(mark=one.mark)
        how = _("open to you") if one.open else _("closed to you")
        yield f"{one.id}  {name}  {how}"
        yield from (f"   {_member(member)}" for member in one.members)
        yield from (f"   {_waits(pending)}" for pending in waiting if pending.vault_id == one.id)


def _waiting_for(session: "Session", worker_id: int) -> list[PendingGrant]:
    from kp_tui.usecases.vaults import list_vaults, pending_grants

    held = {one.id for one in session.perform(list_vaults) if one.open}
    theirs = [one for one in session.perform(pending_grants) if one.worker_id == worker_id]
    if not theirs:
        raise NothingToGrant
    return [one for one in theirs if one.vault_id in held] or theirs  # whoever holds none is told so


def _holds(row: VaultRow, worker_id: int) -> bool:
    return any(member.worker_id == worker_id for member in row.members)


def _confirm(question: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(_("There is no terminal to ask on: use {option}.").format(option="--yes"))
    output.confirm(question)


def _member(member: VaultMember) -> str:
    since = short_day_text(member.granted_at.astimezone(PRAGUE).date())
    said = _("in an emergency only, since {day}") if member.emergency else _("since {day}")
    return f"{member.name}  {said.format(day=since)}"


def _waits(pending: PendingGrant) -> str:
    said = [pending.name, _("waits"), pending.fingerprint]
    return "  ".join([*said, _renewed(pending.renewed_at)] if pending.renewed_at else said)


def _renewed(instant: datetime) -> str:
    return _("keys renewed by the administrator on {moment}").format(moment=moment_text(instant))
