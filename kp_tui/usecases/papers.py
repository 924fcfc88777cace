"""Papers made together: added to the client's file, read in the program, taken out on purpose (P2)."""

import base64
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kp_tui.domain import papers as domain
from kp_tui.domain.errors import N_, NotFound
from kp_tui.domain.papers import LARGEST, NewPaper, Paper, PaperNotText
from kp_tui.domain.plan_access import PlanRight
from kp_tui.domain.plans import PaperKind
from kp_tui.domain.sheets import day_typed
from kp_tui.reports import exchange
from kp_tui.store import clients, papers
from kp_tui.store.clients import ClientRow
from kp_tui.store.papers import KeptPaper
from kp_tui.store.unit import Store
from kp_tui.store.vault_keys import Keys
from kp_tui.usecases import vaulting
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.plan_rights import demand, reads_until, refuse_in_emergency
from kp_tui.usecases.plan_texts import open_keys
from kp_tui.usecases.sheets import Offer, sheet

PURPOSE = "paper"


@dataclass(frozen=True, slots=True)
class OpenedPapers:
    """The papers of a client's file; `writes` says that the person may add and remove some.

    `until` is when an emergency reading ends by which they were opened.
    """

    client: ClientRow
    papers: tuple[Paper, ...] = field(repr=False)
    writes: bool
    until: datetime | None


@dataclass(frozen=True, slots=True)
class OpenedPaper:
    """A text in the file, with nothing in it that acts on a terminal."""

    paper: Paper
    text: str = field(repr=False)


def about_papers(store: Store, client_id: int) -> Offer:
    """A paper made today, in most cases."""
    demand(store, client_id, PlanRight.WRITE)
    return Offer({"made_on": day_typed(store.today)}, client_id=client_id)


@sheet(Permission.PLAN_WRITE, N_("A paper for the file"), NewPaper, offers=about_papers, secret=True)
def add_paper(store: Store, client_id: int, new: NewPaper) -> int:
    """Take a file into the client's file; where it came from it stays as it was."""
    demand(store, client_id, PlanRight.WRITE)
    new.check(store.today)
    data = exchange.taken(store.person.login, new.path, store.home, LARGEST)
    kept = papers.NewPaper(client_id, new.made_on, domain.kind_of(data), len(data))
    key = vaulting.current_key(store, client_id)
    number = papers.add(store, key, kept, new.what, base64.b64encode(data).decode())
    store.concerns(client_id=client_id, record=f"paper:{number}")
    return number


@use_case(Permission.PLAN_READ)
def list_papers(store: Store, client_id: int) -> OpenedPapers:
    """The papers of a client's file with their titles; a reading of the file, so it is logged (V2)."""
    right = demand(store, client_id, PlanRight.READ)
    store.concerns(client_id=client_id, purpose=PURPOSE)
    keys = open_keys(store, client_id)
    listed = tuple(_paper(store, keys, kept) for kept in papers.of_client(store, client_id))
    writes, until = right >= PlanRight.WRITE, reads_until(store, client_id)
    return OpenedPapers(clients.row(store, client_id), listed, writes, until)


@use_case(Permission.PLAN_READ)
def open_paper(store: Store, paper_id: int) -> OpenedPaper:
    """A text of the file to read; `PaperNotText` where it is a picture or a PDF, `PaperTooLong`."""
    kept = _demanded(store, paper_id, PlanRight.READ)
    if kept.kind is not PaperKind.TEXT:
        raise PaperNotText
    paper, data = _read(store, kept)
    return OpenedPaper(paper, domain.readable(data))


@use_case(Permission.PLAN_READ)
def export_paper(store: Store, paper_id: int) -> Path:
    """Write a paper into the export folder; an emergency reads, and takes nothing out."""
    kept = _demanded(store, paper_id, PlanRight.READ)
    refuse_in_emergency(store, kept.client_id)
    _, data = _read(store, kept)
    name = f"{clients.row(store, kept.client_id).mark}-{kept.id}-{kept.made_on}"
    store.concerns(client_id=kept.client_id, record=f"paper:{paper_id}", purpose="export")
    file = exchange.outgoing(store.person.login, name, domain.ending_of(data), data, store.home)
    store.lastly(file.write, file.take_back)
    return file.path


@use_case(Permission.PLAN_WRITE)
def remove_paper(store: Store, paper_id: int) -> None:
    """Take a paper out of the list; it is kept, and can be put back (D4)."""
    _demanded(store, paper_id, PlanRight.WRITE)
    papers.set_removed(store, paper_id, removed=True)


@use_case(Permission.PLAN_WRITE)
def restore_paper(store: Store, paper_id: int) -> None:
    """Put a removed paper back."""
    _demanded(store, paper_id, PlanRight.WRITE, removed=True)
    papers.set_removed(store, paper_id, removed=False)


def _demanded(store: Store, paper_id: int, right: PlanRight, *, removed: bool = False) -> KeptPaper:
    store.concerns(record=f"paper:{paper_id}", purpose=PURPOSE)
    kept = papers.one(store, paper_id)
    demand(store, kept.client_id, right)
    if (kept.removed_at is not None) is not removed:
        raise NotFound
    store.concerns(client_id=kept.client_id, record=f"paper:{paper_id}", purpose=PURPOSE)
    return kept


def _paper(store: Store, keys: Keys, kept: KeptPaper) -> Paper:
    title = papers.title(store, keys, kept)
    return Paper(kept.id, kept.client_id, kept.made_on, kept.kind, kept.size, title, kept.recorded_by)


def _read(store: Store, kept: KeptPaper) -> tuple[Paper, bytes]:
    """A paper and its file; `TextMoved` where the row says of it what its author did not sign."""
    keys = open_keys(store, kept.client_id)
    return _paper(store, keys, kept), base64.b64decode(papers.body(store, keys, kept))
