"""The timer: one key starts it, one changes its phase, one stops it into a draft."""

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.event_forms import measured
from kp_tui.domain.policies import Policy, policy_on
from kp_tui.domain.timefield import render
from kp_tui.domain.timers import Phase, Timer
from kp_tui.store import clients, drafts, timers
from kp_tui.store.clients import ClientRow
from kp_tui.store.drafts import Draft
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.events import FORM, as_last_time


class NothingRuns(KpError):
    """There is no running timer to stop or to change."""

    message = N_("No timer is running: F5 starts one for the current client.")


class EndUnknown(KpError):
    """A forgotten timer is ended by saying when the work really ended (I12)."""

    message = N_("This timer has run for too long to be true: say when the work really ended.")


@dataclass(frozen=True, slots=True)
class RunningTimer:
    """The running timer and whom it is for."""

    timer: Timer
    client: ClientRow
    policy: Policy


@use_case(Permission.EVENT_RECORD, Access.GLANCE)
def running_timer(store: Store) -> RunningTimer | None:
    """The person's running timer, as every screen shows it."""
    timer = timers.running(store)
    return None if timer is None else _shown(store, timer)


@use_case(Permission.EVENT_RECORD)
def start_timer(store: Store, client_id: int) -> RunningTimer:
    """Start for a client; a running timer is stopped into a draft first, so that two never run (F4)."""
    clients.card(store, client_id)  # within reach
    before = timers.running(store)
    if before is not None:
        _into_draft(store, before.stopped(store.now), end_confirmed=not before.forgotten(store.now))
    store.concerns(client_id=client_id, record="timer")
    return _shown(store, timers.start(store, client_id, Phase.DIRECT))


@use_case(Permission.EVENT_RECORD)
def change_phase(store: Store, phase: Phase) -> RunningTimer:
    """Go on with another phase of the work; pausing a paused timer goes on with what it was."""
    running = _running(store)
    paused = phase is Phase.PAUSE
    changed = running.paused_or_resumed(store.now) if paused else running.switched(phase, store.now)
    timers.save(store, changed)
    return _shown(store, changed)


@use_case(Permission.EVENT_RECORD)
def stop_timer(store: Store) -> str:
    """Stop the running timer into a draft; gives the draft's id."""
    timer = _running(store)
    if timer.forgotten(store.now):
        raise EndUnknown
    return _into_draft(store, timer.stopped(store.now))


@use_case(Permission.EVENT_RECORD)
def confirm_end(store: Store, end: datetime) -> str:
    """Stop a forgotten timer at the end its worker confirms (I12); gives the draft's id."""
    return _into_draft(store, _running(store).ended_truly(end, store.now))


def _running(store: Store) -> Timer:
    timer = timers.running(store)
    if timer is None:
        raise NothingRuns
    return timer


def _shown(store: Store, timer: Timer) -> RunningTimer:
    policy = policy_on(store.today, store.policies)
    return RunningTimer(timer, clients.row(store, timer.client_id), policy)


def _into_draft(store: Store, stopped: Timer, *, end_confirmed: bool = True) -> str:
    timers.save(store, stopped)
    store.concerns(client_id=stopped.client_id, record="timer")
    form = replace(
        as_last_time(store, stopped.client_id),
        time=render(measured(stopped)),
        end_confirmed=end_confirmed,
        focus="content",
    )
    body = msgspec.json.encode(form).decode()
    draft = Draft(drafts.new_id(), FORM, body, client_id=stopped.client_id)
    drafts.save(store, draft)
    return draft.id
