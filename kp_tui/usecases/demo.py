"""A store full of fictional people, to try the program on and to measure it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import TypeVar

import msgspec

from kp_tui.domain import fiction_plans
from kp_tui.domain.clients import ClientState
from kp_tui.domain.clock import Clock, moment, utc_now
from kp_tui.domain.counting import count
from kp_tui.domain.fiction_cases import Told, journal, stories
from kp_tui.domain.fiction_events import Work, Written
from kp_tui.domain.fiction_people import Person, people
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.domain.people import Profession, Role
from kp_tui.domain.plans import PlanForm
from kp_tui.domain.policies import policy_on
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store import bulk, goal_areas, periods
from kp_tui.store.bulk import NewClient, NewEntry, NewEvent
from kp_tui.store.clients import Wanted
from kp_tui.store.unit import Store
from kp_tui.usecases.clients import list_clients
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.goal_areas import list_goal_areas
from kp_tui.usecases.plan_forms import plan_form, save_plan
from kp_tui.usecases.plan_notes import evaluate_plan
from kp_tui.usecases.plan_steps import set_goal_area, tick_step
from kp_tui.usecases.plans import open_plan
from kp_tui.usecases.session import Session, sign_in
from kp_tui.usecases.setup import NewStore, begin, remove_all_but
from kp_tui.usecases.sheets import open_sheet
from kp_tui.usecases.workers import NewWorker, add_account, list_workers

T = TypeVar("T")

ORGANISATION = "Poradna Kopretina (demo)"
WHO_PLANS = "novakova"
MINE = 20  # of her clients, among whom those are found with whom she plans
AT_ONCE = 2_000  # rows of one transaction: what has to fit into memory

_CARE = Profession.SOCIAL_SERVICES_WORKER
ADMINISTRATOR = NewWorker("spravce", "Karel", "Správce", Profession.OTHER, frozenset({Role.ADMINISTRATOR}))
STAFF = (
    NewWorker(
        "novakova",
        "Jana",
        "Nováková",
        Profession.SOCIAL_WORKER,
        frozenset({Role.KEY_WORKER, Role.SOCIAL_WORKER}),
    ),
    NewWorker("svoboda", "Petr", "Svoboda", _CARE, frozenset({Role.KEY_WORKER})),
    NewWorker("dvorakova", "Eva", "Dvořáková", _CARE, frozenset({Role.CARE_WORKER})),
    NewWorker("cerna", "Alena", "Černá", Profession.SOCIAL_WORKER, frozenset({Role.PLANNING_COORDINATOR})),
    NewWorker("prochazka", "Ivan", "Procházka", Profession.OTHER, frozenset({Role.MANAGER})),
)


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demo is made of; the same seed on the same day makes the same people and events."""

    clients: int = 40
    events: int = 3_000
    seed: int = 1
    password: str = field(default="ctyri zelene lodky v mlze", repr=False)


def make_demo(
    home: Path, wanted: Demo, tell: Callable[[int], None] = lambda _: None, clock: Clock = utc_now
) -> None:
    """Make the demo's store; `tell` hears how many more events are in it. Nothing is left of half a store."""
    with ExitStack() as undo:
        if not home.exists():
            undo.callback(_remove_folder, home)
        before = set(home.glob("*"))
        new = NewStore(ORGANISATION, ADMINISTRATOR, wanted.password)
        session, _ = begin(home, ORGANISATION, new, clock, secret=False)
        undo.callback(remove_all_but, before, home)
        undo.callback(session.abandon)
        _fill(session, wanted, moment(clock), tell)
        session.close()
        _plan(home, wanted, clock)
        undo.pop_all()


def _fill(session: Session, wanted: Demo, now: datetime, tell: Callable[[int], None]) -> None:
    random = Random(wanted.seed)  # noqa: S311 -- the same people every time, not secrets
    session.perform(add_demo_staff, wanted.password)
    staff = {worker.login: worker for worker in session.perform(list_workers)}
    known: dict[int, Person] = {}
    key_workers = [staff[login].id for login in ("novakova", "svoboda")]
    for some in _parts(people(wanted.clients, key_workers, now.astimezone(PRAGUE).date(), random)):
        ids = session.perform(add_demo_clients, some, key_workers, random)
        known |= zip(ids, some, strict=True)
    session.perform(add_demo_stories, dict(islice(known.items(), AT_ONCE)), key_workers)
    team = [staff[login] for login in ("novakova", "svoboda", "dvorakova", "cerna")]
    for part in _parts(Work(team, staff["prochazka"], known, now, random).events(wanted.events)):
        tell(session.perform(add_demo_events, part))


def _plan(home: Path, wanted: Demo, clock: Clock) -> None:
    """Let the key worker plan with her first clients: no administrator could seal the words of a plan."""
    session, _ = sign_in(home, WHO_PLANS, wanted.password, clock)
    try:
        today = moment(clock).astimezone(PRAGUE).date()
        rows = session.perform(list_clients, Wanted(mine=True), None, MINE, back=False)
        clients = [row.id for _key, row in rows if row.state is ClientState.CLIENT]
        for client_id, answers in zip(clients, fiction_plans.plans(today), strict=False):
            opened = session.perform(plan_form, client_id)
            meeting = opened.meetings[0].id if opened.meetings else None
            if answers.form is PlanForm.ORAL:
                answers = replace(answers, event_id=meeting)  # noqa: PLW2901 -- said in a meeting there was
            session.perform(save_plan, opened, answers)
        if clients:
            _go_on(session, clients[0], today)
    finally:
        session.close()


def _go_on(session: Session, client_id: int, today: date) -> None:
    """The first plan is under way: goals in their areas, a step ticked, an evaluation with the client."""
    opened = session.perform(open_plan, client_id)
    if opened.plan_id is None or opened.content is None:
        return
    areas = session.perform(list_goal_areas)
    for goal, area in zip(opened.content.plan.goals, areas, strict=False):
        session.perform(set_goal_area, opened.plan_id, goal.number, area.id)
    for _goal, step in opened.content.plan.steps:
        if step.what == fiction_plans.TICKED:
            session.perform(tick_step, opened.plan_id, step.number)
    asked = session.perform(open_sheet, evaluate_plan.name, client_id)
    answers = {**asked.form.answers, **fiction_plans.evaluation(today)}
    session.perform(evaluate_plan, replace(asked.form, answers=answers), asked.draft_id)


@use_case(Permission.WORKER_MANAGE)
def add_demo_staff(store: Store, password: str) -> None:
    """Add the demo's people beside the administrator, all with one password that nobody has to change."""
    for new in STAFF:
        add_account(store, new, password, must_change=False)


@use_case(Permission.CLIENT_IMPORT)
def add_demo_clients(
    store: Store, some: Sequence[Person], key_workers: Sequence[int], random: Random
) -> list[int]:
    """Add fictional clients with the journals of their cases; gives their ids."""
    new = [
        NewClient(one.details, one.came_at, one.left_on, [*map(_entry, journal(one, key_workers, random))])
        for one in some
    ]
    return bulk.add_clients(store, new)


@use_case(Permission.CLIENT_IMPORT)
def add_demo_stories(store: Store, known: Mapping[int, Person], key_workers: Sequence[int]) -> None:
    """Let something happen in a few cases, so that there is something to do and to see; and name areas."""
    told = stories(known, key_workers, store.today)
    bulk.add_entries(store, [(client_id, _entry(one)) for client_id, one in told.entries])
    for client_id, worker_id, day in told.changes:
        why, untold = "Převažuje rodinné poradenství.", "Klient nebyl k zastižení."
        reason = ChangeReason.EXPERTISE
        periods.begin(store, client_id, worker_id, day, reason, explanation=why, no_notice_reason=untold)
    for name in fiction_plans.AREAS:
        goal_areas.add(store, name)
    if told.family:
        bulk.add_family(store, known[told.family[0][0]].details.surname, told.family)


@use_case(Permission.EVENT_IMPORT)
def add_demo_events(store: Store, some: Sequence[Written]) -> int:
    """Add fictional events, each counted like any other; gives how many."""
    first = bulk.next_event_id(store)
    policies = store.policies
    bulk.add_events(
        store,
        [
            NewEvent(
                f"demo-{nth:07}",
                written.event,
                count(written.event, policy_on(written.event.day, policies)),
                written.author.id,
                written.at,
            )
            for nth, written in enumerate(some, first)
        ],
    )
    return len(some)


def _entry(told: Told) -> NewEntry:
    return NewEntry(told.kind, told.day, msgspec.json.encode(told.what).decode(), told.by)


def _parts(rows: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(rows)
    return iter(lambda: list(islice(rest, AT_ONCE)), [])


def _remove_folder(home: Path) -> None:
    with suppress(OSError):
        home.rmdir()
