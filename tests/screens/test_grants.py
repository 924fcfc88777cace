"""Granting a vault on the screen: the fingerprint first, No unless one says otherwise."""

import pytest

from kp_tui.domain.duties import DutyKind
from kp_tui.screens.grants import GrantsScreen
from kp_tui.usecases.bars import bar_worker
from kp_tui.usecases.plans import open_plan
from kp_tui.usecases.vaults import fingerprint_of
from kp_tui.vault import slots
from kp_tui.vault.errors import VaultClosed
from tests.support.at_work import at_work, client_id
from tests.support.plans import write_plan
from tests.support.sheets import fill_in
from tests.support.stores import CHEAP, PASSWORD, Office


@pytest.fixture
def renewed(people: Office) -> Office:
    """svoboda has had new keys from the administrator since the plan of K-003 was written."""
    write_plan(people, "K-003")
    opened = slots.open_store(people.home, "spravce", PASSWORD)
    slots.reset_password(people.home, opened, "svoboda", "x" * 16, CHEAP)
    theirs = slots.open_store(people.home, "svoboda", "x" * 16)
    slots.change_password(people.home, theirs, "x" * 16, PASSWORD, CHEAP)
    return people


async def test_a_colleague_is_granted_the_vault_after_the_fingerprint_was_compared(renewed: Office) -> None:
    subject = client_id(renewed, "K-003")
    with pytest.raises(VaultClosed):
        renewed["svoboda"].perform(open_plan, subject)
    shown = renewed["svoboda"].perform(fingerprint_of, "svoboda")
    async with at_work(renewed) as desk:
        await desk.press("f9", *"waits for", "enter")
        assert isinstance(desk.screen, GrantsScreen)
        assert "Svoboda Petr" in desk.text
        assert shown in desk.text
        await desk.press("enter")
        assert "Keys renewed by the administrator" in desk.text
        await desk.press("enter")
        assert [[one.name for one in row] for row in desk.rows] == [["Svoboda Petr"]]
        await desk.press("enter", "y")
        assert desk.message == "The plans are open to Svoboda Petr."
        assert desk.rows == []
    assert renewed["svoboda"].perform(open_plan, subject).content is not None


async def test_ones_own_fingerprint_is_shown_to_be_read_out(renewed: Office) -> None:
    async with at_work(renewed, "svoboda") as desk:
        await desk.press("f9", *"waits for", "enter", "o")
        assert renewed["novakova"].perform(fingerprint_of, "svoboda") in desk.message


async def test_todays_line_of_a_waiting_grant_leads_there(renewed: Office) -> None:
    async with at_work(renewed) as desk:
        await desk.press("f8", "end", "home")
        while desk.row is not None and desk.row.duty is None:
            await desk.press("down")
        while desk.row.duty.kind is not DutyKind.GRANT:
            await desk.press("down")
        assert desk.row.why == "open the plans to them"
        await desk.press("enter")
        assert isinstance(desk.screen, GrantsScreen)


async def test_somebody_who_waits_for_two_vaults_stands_there_once_and_is_granted_both(
    renewed: Office,
) -> None:
    barred = str(renewed.worker("dvorakova").id)
    fill_in(renewed["novakova"], bar_worker, client_id(renewed, "K-003"), worker=barred, reason="kinship")
    async with at_work(renewed) as desk:
        await desk.press("f9", *"waits for", "enter")
        assert [len(row) for row in desk.rows] == [2]
        await desk.press("enter", "y")
        assert desk.rows == []
