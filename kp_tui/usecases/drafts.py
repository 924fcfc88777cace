"""One's own unfinished forms: kept while they are typed, offered again until they are saved or dropped."""

import msgspec

from kp_tui.domain.client_forms import ClientForm
from kp_tui.domain.event_forms import EventForm
from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.domain.sheets import SheetForm
from kp_tui.store import drafts
from kp_tui.store.drafts import Draft
from kp_tui.store.unit import Store
from kp_tui.usecases import client_forms, event_forms, plan_forms, sheets
from kp_tui.usecases.door import Access, Permission, use_case

FORMS: dict[str, type[ClientForm | EventForm | SheetForm | PlanAnswers]] = {
    client_forms.FORM: ClientForm,
    event_forms.FORM: EventForm,
    sheets.FORM: SheetForm,
    plan_forms.FORM: PlanAnswers,
}


@use_case(Permission.SIGNED_IN, Access.NOTE)
def keep_draft(store: Store, unfinished: Draft) -> None:
    """Keep a form as it stands; what could not be opened again crashes here, where it comes from."""
    form = msgspec.json.decode(unfinished.body, type=FORMS[unfinished.form])
    drafts.save(store, unfinished, secret=_secret(form))


@use_case(Permission.SIGNED_IN, Access.NOTE)
def drop_draft(store: Store, draft_id: str) -> None:
    """Throw a draft away."""
    drafts.drop(store, draft_id)


@use_case(Permission.SIGNED_IN, Access.GLANCE)
def form_left_open(store: Store) -> Draft | None:
    """The form that was on the screen when the line dropped or the screen was locked."""
    return next((draft for draft in drafts.own(store) if draft.open), None)


def _secret(form: ClientForm | EventForm | SheetForm | PlanAnswers) -> bool:
    """What is said in a plan stands in the database sealed, from the first letter on."""
    return isinstance(form, PlanAnswers) or (isinstance(form, SheetForm) and sheets.SHEETS[form.sheet].secret)
