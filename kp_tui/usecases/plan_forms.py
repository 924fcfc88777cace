"""The form of a plan: opened as left or as kept, saved as one more version (P1, P2, P4)."""

from dataclasses import dataclass, replace

import msgspec

from kp_tui.domain.errors import N_, Conflict, NotFound
from kp_tui.domain.plan_access import PlanRight
from kp_tui.domain.plan_forms import PlanAnswers, answers_of
from kp_tui.domain.plans import Plan
from kp_tui.store import clients, drafts, meetings, plan_parts, plans
from kp_tui.store.clients import ClientRow
from kp_tui.store.drafts import Draft
from kp_tui.store.meetings import Meeting
from kp_tui.store.plans import NewVersion
from kp_tui.store.unit import Store
from kp_tui.usecases import plan_texts
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.plan_rights import demand

FORM = "plan"
TITLE = N_("Individual plan")


@dataclass(frozen=True, slots=True)
class OpenedPlanForm:
    """All that the form of a plan needs; `before` is the plan it was opened on.

    `meetings` are those in whose record an oral plan may stand; `drafted` says that the store holds the form
    as a draft already.
    """

    form: PlanAnswers
    client: ClientRow
    before: Plan
    meetings: tuple[Meeting, ...]
    draft_id: str
    plan_id: int | None = None
    version: int = 0
    drafted: bool = False


@dataclass(frozen=True, slots=True)
class LeftPlanDraft:
    """A draft of one's own that can only be read any more, and whose plan it was to become."""

    client: ClientRow
    form: PlanAnswers


@use_case(Permission.PLAN_WRITE)
def plan_form(store: Store, client_id: int) -> OpenedPlanForm:
    """The form of a client's plan: to change it, or to begin one."""
    demand(store, client_id, PlanRight.WRITE)
    return _opened(store, client_id, drafts.new_id())


@use_case(Permission.PLAN_WRITE)
def drafted_plan_form(store: Store, draft_id: str) -> OpenedPlanForm:
    """The form of one's own draft, as it was left."""
    draft = drafts.load(store, draft_id, FORM)
    drafts.refuse_unsealed(draft)
    client_id = draft.client_id or 0
    demand(store, client_id, PlanRight.WRITE)
    form = msgspec.json.decode(draft.body, type=PlanAnswers)
    now = _opened(store, client_id, draft_id, form.event_id)
    plan_id = now.plan_id if draft.version else None
    return replace(now, form=form, plan_id=plan_id, version=draft.version, drafted=True)


@use_case(Permission.PLAN_READ)
def read_plan_draft(store: Store, draft_id: str) -> LeftPlanDraft:
    """One's own draft to read, where the plan is somebody else's to write now: nothing typed is lost."""
    draft = drafts.load(store, draft_id, FORM)
    client_id = draft.client_id or 0
    demand(store, client_id, PlanRight.READ)
    store.concerns(client_id=client_id, record=f"draft:{draft_id}", purpose="plan")
    return LeftPlanDraft(clients.row(store, client_id), msgspec.json.decode(draft.body, type=PlanAnswers))


@use_case(Permission.PLAN_WRITE)
def rival_plan_form(store: Store, opened: OpenedPlanForm) -> OpenedPlanForm:
    """The plan as somebody else has saved it since the form was opened; saving again follows that one."""
    demand(store, opened.client.id, PlanRight.WRITE)
    return replace(_opened(store, opened.client.id, opened.draft_id), drafted=opened.drafted)


@use_case(Permission.PLAN_WRITE)
def save_plan(store: Store, opened: OpenedPlanForm, form: PlanAnswers) -> int:
    """Save a form as the next version, complete or not (P1, P4); gives the plan's number.

    `Conflict` where somebody else has saved the plan since the form was opened.
    """
    client_id = opened.client.id
    demand(store, client_id, PlanRight.WRITE)
    kept = plans.of_client(store, client_id)
    if (kept.version if kept else 0) != opened.version:
        raise Conflict
    before = plan_texts.latest(store, kept)
    above = plan_parts.highest(store, kept.id) if kept else 0
    plan = form.plan(before.goals, store.today, above=above)
    new = _new_version(store, client_id, plan)
    if kept is None:
        kept = plans.one(store, plans.begin(store, client_id))
    if plan != before or kept.version == 0:
        plan_texts.add_version(store, kept, new)
    drafts.drop(store, opened.draft_id)
    store.concerns(client_id=client_id, record=f"plan:{kept.id}")
    return kept.id


def plan_draft(opened: OpenedPlanForm, form: PlanAnswers, *, on_screen: bool) -> Draft:
    """The draft that keeps a form as it stands; only its writer can ever open it."""
    body = msgspec.json.encode(form).decode()
    return Draft(opened.draft_id, FORM, body, opened.client.id, version=opened.version, open=on_screen)


def _opened(store: Store, client_id: int, draft_id: str, chosen: int | None = None) -> OpenedPlanForm:
    """The form of the plan as it is kept; a draft has `chosen` a meeting of its own."""
    kept = plans.of_client(store, client_id)
    store.concerns(client_id=client_id, record=f"plan:{kept.id}" if kept else "", purpose="plan")
    before = plan_texts.latest(store, kept)
    form = answers_of(before)
    linked = {one for one in (form.event_id, chosen) if one is not None}
    held = tuple(meetings.of_client(store, client_id, linked))
    opened = OpenedPlanForm(form, clients.row(store, client_id), before, held, draft_id)
    return replace(opened, plan_id=kept.id, version=kept.version) if kept else opened


def _new_version(store: Store, client_id: int, plan: Plan) -> NewVersion:
    """The meeting whose record holds an oral plan is one of this client's (P2)."""
    event_id = plan.event_id
    if event_id is not None and not meetings.is_one(store, client_id, event_id):
        raise NotFound
    return NewVersion(plan, event_id, complete=not plan.missing(meetings.standing(store, event_id)))
