"""Who waits for the vault of the plans: granted only after the fingerprint was compared."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from kp_tui.domain.errors import N_
from kp_tui.domain.text import shown
from kp_tui.domain.vaults import PendingGrant
from kp_tui.locale import _
from kp_tui.locale.words import short_moment_text
from kp_tui.screens.confirm import ConfirmScreen
from kp_tui.screens.listing import ListingScreen
from kp_tui.usecases.vaults import fingerprint_of, grant_vault, list_vaults, pending_grants
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column
from kp_tui.widgets.rows_messages import Chosen

Waiting = Sequence[PendingGrant]
"""The vaults that one person waits for, and that whoever looks can grant."""


class GrantsScreen(ListingScreen[int, Waiting]):
    """A line for each person: Enter asks whether the two have compared the fingerprint, and No is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "o",
            "own",
            N_("My fingerprint"),
            "grants.own",
            N_("To read it to a colleague who grants you the vault"),
        ),
    ]

    def title_text(self) -> str:
        """What is listed."""
        return _("Who waits for the plans' vault: Enter grants it, o shows your fingerprint")

    def columns(self) -> Sequence[Column[Waiting]]:
        """Who, their fingerprint, since when they wait, and when an administrator made their keys anew."""
        return [
            Column(_("Worker"), lambda them: shown(them[0].name), 18, grow=1),
            Column(_("Fingerprint"), lambda them: them[0].fingerprint, 30),
            Column(_("New keys"), lambda them: _moment(them[0].renewed_at), 16, optional=True),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("Nobody waits for a vault.")

    async def listed(self) -> Iterable[tuple[int, Waiting]]:
        """Those who wait."""
        held = {one.id for one in await self.desk.perform(list_vaults) if one.open}
        waiting: dict[int, list[PendingGrant]] = {}
        for one in await self.desk.perform(pending_grants):
            waiting.setdefault(one.worker_id, []).append(one)
        return [(worker, _to_grant(theirs, held)) for worker, theirs in waiting.items()]

    @on(Chosen)
    async def ask(self, event: Chosen[int, Waiting]) -> None:
        """Ask before granting."""
        one = event.row[0]
        told = [_question(one)]
        if one.renewed_at is not None:
            renewed = _("Keys renewed by the administrator: {moment}.")
            told.insert(0, renewed.format(moment=short_moment_text(one.renewed_at)))

        async def grant(sure: bool | None) -> None:  # noqa: FBT001 -- what a dialog gives back
            if sure:
                await self._grant(event.row)

        await self.app.push_screen(ConfirmScreen(" ".join(told)), grant)

    async def action_own(self) -> None:
        """Show one's own fingerprint."""
        own = await self.desk.perform(fingerprint_of, self.desk.person.login)
        self.say(_("Your fingerprint: {fingerprint}").format(fingerprint=own))

    async def _grant(self, waiting: Waiting) -> None:
        with self.refusals_shown():
            for one in waiting:
                await self.desk.perform(grant_vault, one.vault_id, one.worker_id, one.fingerprint)
            await self.look()
            self.say(_("The plans are open to {name}.").format(name=shown(waiting[0].name)))


def _to_grant(theirs: Waiting, held: Collection[int]) -> Waiting:
    """The vaults whose keys one holds; whoever holds none is told so when they try."""
    return [one for one in theirs if one.vault_id in held] or theirs


def _moment(moment: datetime | None) -> str:
    return short_moment_text(moment) if moment else ""


def _question(one: PendingGrant) -> str:
    return _("Does {name} read you {fingerprint}? Then grant the vault?").format(
        name=one.name, fingerprint=one.fingerprint
    )
