"""The written copy of an electronic plan, for the client and the file (P7)."""

from pathlib import Path

from kp_tui.domain.plans import NoteKind
from kp_tui.domain.walltime import PRAGUE
from kp_tui.reports import exchange
from kp_tui.reports.plans import PlanPaper, plan_pdf
from kp_tui.store import clients, organisations, plan_notes, services
from kp_tui.store.plans import KeptPlan
from kp_tui.store.unit import Store
from kp_tui.usecases import plan_texts
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.plan_rights import plan_to_give

PDF = ".pdf"


@use_case(Permission.PLAN_READ)
def print_plan(store: Store, client_id: int) -> Path:
    """Write the plan as a PDF into the export folder, named by mark, version and day; gives its path.

    Raises `NoExportFolder`, `ExportFolderClosed`, `ExportFolderFull`, `ExportFolderUnsafe`, `NotPrinted`.
    """
    kept = plan_to_give(store, client_id)
    store.concerns(client_id=client_id, record=f"plan:{kept.id}:{kept.version}", purpose="print")
    paper = _paper(store, kept)
    name = f"{paper.mark}-v{paper.version}-{paper.printed_on}"
    file = exchange.outgoing(store.person.login, name, PDF, plan_pdf(paper), store.home)
    store.lastly(file.write, file.take_back)
    return file.path


def _paper(store: Store, kept: KeptPlan) -> PlanPaper:
    content, client = plan_texts.content(store, kept), clients.card(store, kept.client_id)
    notes = plan_notes.of_plan(store, kept.id)
    evaluated = [note.new.day for note in notes if note.new.kind is NoteKind.EVALUATION]
    return PlanPaper(
        organisations.name(store.connection),
        services.of_client(store, kept.client_id).name,
        client.details.mark,
        content.version.number,
        kept.created_on,
        content.version.saved_at.astimezone(PRAGUE).date(),
        store.today,
        content.plan,
        bool(content.missing),
        client.key_worker,
        {number: goal.state for number, goal in content.goals.items()},
        {number: step.done_on for number, step in content.steps.items() if step.done_on},
        tuple(evaluated),
        next((note.new.next_on for note in reversed(notes) if note.new.next_on), None),
    )
