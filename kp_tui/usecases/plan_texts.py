"""The words of a plan, opened for whoever may read them; for use cases that have asked for the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from kp_tui.domain.plans import Part, Plan
from kp_tui.store import meetings, plan_parts, plans, workers
from kp_tui.store.meetings import Meeting
from kp_tui.store.plan_parts import GoalStatus, StepStatus
from kp_tui.store.plans import KeptPlan, KeptVersion, NewVersion
from kp_tui.store.unit import Store
from kp_tui.store.vault_keys import Keys
from kp_tui.usecases import plan_progress, vaulting
from kp_tui.usecases.plan_progress import GoalProgress
from kp_tui.usecases.plan_rights import keys_for


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One version of a plan: what it says, who wrote it and when, for whom where a deputy did (P4).

    `meeting` is that of an oral plan, as long as its record stands.
    """

    number: int
    saved_at: datetime
    author: str = field(repr=False)
    acting_for: str = field(repr=False)
    plan: Plan = field(repr=False)
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A plan as it stands: its latest version, and how far its goals and steps are."""

    version: PlanVersion
    missing: Sequence[Part]
    goals: Mapping[int, GoalStatus]
    steps: Mapping[int, StepStatus]
    progress: Mapping[int, GoalProgress] = field(repr=False)

    @property
    def plan(self) -> Plan:
        """What the latest version says."""
        return self.version.plan


def content(store: Store, kept: KeptPlan) -> PlanContent:
    """A plan with all that stands in it now; `VaultClosed` where its key was not granted."""
    keys = open_keys(store, kept.client_id)
    version = _read(store, keys, plans.last_version(store, kept))
    return PlanContent(
        version,
        version.plan.missing(meetings.standing(store, kept.event_id)),
        plan_parts.goals(store, kept.id),
        plan_parts.steps(store, kept.id),
        plan_progress.of_plan(store, kept.id),
    )


def latest(store: Store, kept: KeptPlan | None) -> Plan:
    """What a plan says now; an empty one where there is none yet."""
    if kept is None or kept.version == 0:
        return Plan()
    return _read(store, open_keys(store, kept.client_id), plans.last_version(store, kept)).plan


def glanced(store: Store, kept: KeptPlan) -> Plan:
    """What a plan says now, without touching what its vault waits for: a glance writes nothing."""
    return _read(store, keys_for(store, kept.client_id), plans.last_version(store, kept)).plan


def read_versions(store: Store, kept: KeptPlan) -> list[PlanVersion]:
    """All versions of a plan, the first one first."""
    keys = open_keys(store, kept.client_id)
    return [_read(store, keys, version) for version in plans.versions(store, kept)]


def add_version(store: Store, kept: KeptPlan, new: NewVersion) -> None:
    """Seal and add the next version of a plan; `VaultClosed` where the key was not granted."""
    key = vaulting.current_key(store, kept.client_id)
    plans.add_version(store, key, kept, new, msgspec.json.encode(new.plan).decode())


def open_keys(store: Store, client_id: int) -> Keys:
    """The keys to a client's texts; what their vault waits for is done first."""
    vaulting.settle_client(store, client_id)
    return keys_for(store, client_id)


def _read(store: Store, keys: Keys, kept: KeptVersion) -> PlanVersion:
    who = [one for one in (kept.saved_by, kept.acting_for) if one]
    names = {one: workers.by_id(store.connection, one).full_name for one in who}
    plan = msgspec.json.decode(plans.words(store, keys, kept), type=Plan)
    return PlanVersion(
        kept.version,
        kept.saved_at,
        names[kept.saved_by],
        names.get(kept.acting_for or 0, ""),
        plan,
        meetings.one(store, plan.event_id) if plan.event_id else None,
    )
