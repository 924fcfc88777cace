"""Who waits for the vault of the plans: granted only after the fingerprint was compared."""

from collections.abc import Iterable, Sequence
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
from kp_tui.usecases.vaults import fingerprint_of, grant_vault, pending_grants
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column
from kp_tui.widgets.rows_messages import Chosen

Key = tuple[int, int]
"""A vault and a worker."""


class GrantsScreen(ListingScreen[Key, PendingGrant]):
    """Enter asks whether the two have compared the fingerprint, and No is chosen."""

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

    def columns(self) -> Sequence[Column[PendingGrant]]:
        """Who, their fingerprint, and whether an administrator made their keys anew."""
        return [
            Column(_("Worker"), lambda one: shown(one.name), 18, grow=1),
            Column(_("Fingerprint"), lambda one: one.fingerprint, 30),
            Column(_("Keys renewed by the administrator"), _renewed, 14, optional=True),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("Nobody waits for a vault.")

    async def listed(self) -> Iterable[tuple[Key, PendingGrant]]:
        """Those who wait."""
        return [((one.vault_id, one.worker_id), one) for one in await self.desk.perform(pending_grants)]

    @on(Chosen)
    async def ask(self, event: Chosen[Key, PendingGrant]) -> None:
        """Ask before granting."""
        one = event.row
        told = [_question(one)]
        if one.renewed_at is not None:
            renewed = _("Keys renewed by the administrator: {moment}.")
            told.insert(0, renewed.format(moment=short_moment_text(one.renewed_at)))

        async def grant(sure: bool | None) -> None:  # noqa: FBT001 -- what a dialog gives back
            if sure:
                await self._grant(one)

        await self.app.push_screen(ConfirmScreen(" ".join(told)), grant)

    async def action_own(self) -> None:
        """Show one's own fingerprint."""
        own = await self.desk.perform(fingerprint_of, self.desk.person.login)
        self.say(_("Your fingerprint: {fingerprint}").format(fingerprint=own))

    async def _grant(self, one: PendingGrant) -> None:
        with self.refusals_shown():
            await self.desk.perform(grant_vault, one.vault_id, one.worker_id, one.fingerprint)
            await self.look()
            self.say(_("The vault is granted."))


def _renewed(one: PendingGrant) -> str:
    return short_moment_text(one.renewed_at) if one.renewed_at else ""


def _question(one: PendingGrant) -> str:
    return _("Does {name} read you {fingerprint}? Then grant the vault?").format(
        name=one.name, fingerprint=one.fingerprint
    )
