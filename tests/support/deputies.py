"""Who is away, who stands in, who is barred: arranged in a test as its sheets do, or below the door."""

from kp_tui.domain.bars import BarReason
from kp_tui.store import bars
from kp_tui.usecases.absences import Noted, record_absence
from kp_tui.usecases.deputies import name_deputy
from tests.support.sheets import fill_in
from tests.support.stores import Office


def away(office: Office, login: str, first: str, last: str, *, by: str = "") -> Noted:
    """Record an absence: one's own, unless somebody else does."""
    return fill_in(office[by or login], record_absence, office.worker(login).id, first=first, last=last)


def stands_in(office: Office, deputy: str, worker: str) -> Noted:
    """Let `worker` name `deputy`."""
    subject, answer = office.worker(worker).id, str(office.worker(deputy).id)
    return fill_in(office[worker], name_deputy, subject, deputy=answer)


def bar_below(office: Office, login: str, client_id: int) -> None:
    """Bar somebody from a client, below the door."""
    worker_id = office.worker(login).id
    office.change(lambda store: bars.add(store, client_id, worker_id, BarReason.KINSHIP, ""))
