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
from kp_tui.usecases.event_forms import FORM, as_last_time


class NothingRuns(KpError):
    """There is no running timer to stop or to change."""

    message = N_("No timer is running: F5 starts one for the current client.")


class TimerRuns(KpError):
    """Two timers never run at once for one person; another window of theirs may have started this one."""

    message = N_("A timer is running already: F5 stops it, F4 switches to another client.")


class TimerChanged(KpError):
    """Another window of the same person has stopped or switched the timer that this one shows."""

    message = N_(
        "The timer was stopped or switched in another window; what it measured waits under Today (F8)."
    )


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
    """Start for a client (F5); `TimerRuns` where another window of the same person was first."""
    if timers.running(store) is not None:
        raise TimerRuns
    return _started(store, client_id)


@use_case(Permission.EVENT_RECORD)
def switch_timer(store: Store, client_id: int) -> RunningTimer:
    """Start for a client; what runs for another one is stopped into a draft first (F4)."""
    before = timers.running(store)
    if before is not None and before.client_id == client_id:
        return _shown(store, before)
    if before is not None:
        into_draft(store, before.stopped(store.now), end_confirmed=not before.forgotten(store.now))
    return _started(store, client_id)


@use_case(Permission.EVENT_RECORD)
def change_phase(store: Store, timer_id: int, phase: Phase) -> RunningTimer:
    """Go on with another phase of the work; pausing a paused timer goes on with what it was."""
    running = _running(store, timer_id)
    if running.forgotten(store.now):
        raise EndUnknown
    paused = phase is Phase.PAUSE
    changed = running.paused_or_resumed(store.now) if paused else running.switched(phase, store.now)
    timers.save(store, changed)
    return _shown(store, changed)


@use_case(Permission.EVENT_RECORD)
def stop_timer(store: Store, timer_id: int) -> str:
    """Stop the running timer into a draft; gives the draft's id."""
    timer = _running(store, timer_id)
    if timer.forgotten(store.now):
        raise EndUnknown
    return into_draft(store, timer.stopped(store.now))


@use_case(Permission.EVENT_RECORD)
def confirm_end(store: Store, timer_id: int, end: datetime) -> str:
    """Stop a forgotten timer at the end its worker confirms (I12); gives the draft's id."""
    return into_draft(store, _running(store, timer_id).ended_truly(end, store.now))


def into_draft(store: Store, stopped: Timer, *, end_confirmed: bool = True) -> str:
    """Keep a stopped timer, and what it measured as its worker's draft; gives the draft's id."""
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


def _started(store: Store, client_id: int) -> RunningTimer:
    clients.card(store, client_id)  # within reach
    store.concerns(client_id=client_id, record="timer")
    return _shown(store, timers.start(store, client_id, Phase.DIRECT))


def _running(store: Store, timer_id: int) -> Timer:
    """The timer that the person sees; what another window did to it since is never undone unseen."""
    timer = timers.running(store)
    if timer is None or timer.id != timer_id:
        raise TimerChanged
    return timer


def _shown(store: Store, timer: Timer) -> RunningTimer:
    policy = policy_on(store.today, store.policies)
    return RunningTimer(timer, clients.row(store, timer.client_id), policy)
