"""Rule 7, every reader × every use case that touches a plan, straight at the door (V1, X1, K7)."""

import importlib
import pkgutil
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from kp_tui import usecases
from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.people import Role
from kp_tui.domain.plans import GoalState
from kp_tui.domain.sheets import SheetForm
from kp_tui.domain.vaults import PendingGrant
from kp_tui.store import drafts, plans, schema
from kp_tui.store.drafts import Draft
from kp_tui.store.duties.plans import STEPS_AT_MOST
from kp_tui.usecases.client_view import end_client_view, show_plan_to_client
from kp_tui.usecases.door import USE_CASES, Permission
from kp_tui.usecases.duties import release_plan_duty
from kp_tui.usecases.emergencies import open_emergency
from kp_tui.usecases.papers import (
    add_paper,
    export_paper,
    list_papers,
    open_paper,
    remove_paper,
    restore_paper,
)
from kp_tui.usecases.plan_forms import (
    OpenedPlanForm,
    drafted_plan_form,
    plan_draft,
    plan_form,
    read_plan_draft,
    rival_plan_form,
    save_plan,
)
from kp_tui.usecases.plan_notes import list_plan_notes
from kp_tui.usecases.plan_steps import set_goal_area, set_goal_state, tick_step, untick_step
from kp_tui.usecases.plan_ties import goals_to_tie, list_goal_work
from kp_tui.usecases.plans import OpenedPlan, list_plan_versions, open_plan, open_plan_version
from kp_tui.usecases.prints import print_plan
from kp_tui.usecases.session import Session
from kp_tui.usecases.sheets import open_sheet
from kp_tui.usecases.vaults import (
    grant_vault,
    list_vaults,
    pending_grants,
    recover_vaults,
    revoke_vault,
)
from tests.support.deputies import away, bar_below, stands_in
from tests.support.journals import hand_over
from tests.support.sheets import fill_in
from tests.support.stores import NOW, Office, meet

# + done, e sees that there is one and no word of it, n there is nothing (NotFound), r refused
TABLE = """
use case             own act out oth soc pln car man eme exp adm non bky bdp bpl bcr bem
open_plan             +   +   +   +   +   +   e   n   +   n   r   r   n   n   n   n   n
plan_form             +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
drafted_plan_form     +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
read_plan_draft       +   +   +   +   +   +   r   n   +   n   r   r   n   n   n   r   n
rival_plan_form       +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
save_plan             +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
list_plan_versions    +   +   +   +   +   +   r   n   +   n   r   r   n   n   n   r   n
open_plan_version     +   +   +   +   +   +   r   n   +   n   r   r   n   n   n   r   n
list_plan_notes       +   +   +   +   +   +   r   n   +   n   r   r   n   n   n   r   n
evaluate_plan         +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
discuss_plan          +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
comment_plan          +   +   r   r   r   +   r   r   r   r   r   r   n   n   n   r   r
open:evaluate_plan    +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
open:discuss_plan     +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
open:comment_plan     +   +   r   r   r   +   r   r   r   r   r   r   n   n   n   r   r
tick_step             +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
untick_step           +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
set_goal_state        +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
set_goal_area         +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
release_plan_duty     +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
goals_to_tie          +   +   +   +   +   +   r   n   r   n   r   r   n   n   n   r   n
list_goal_work        +   +   +   +   +   +   r   n   +   n   r   r   n   n   n   r   n
show_plan_to_client   +   +   +   +   +   +   r   n   r   n   r   r   n   n   n   r   n
end_client_view       +   +   +   +   +   +   r   +   +   +   r   r   n   n   n   r   n
print_plan            +   +   +   +   +   +   r   n   r   n   r   r   n   n   n   r   n
list_papers           +   +   +   +   +   +   r   n   +   n   r   r   n   n   n   r   n
open_paper            +   +   +   +   +   +   r   n   +   n   r   r   n   n   n   r   n
export_paper          +   +   +   +   +   +   r   n   r   n   r   r   n   n   n   r   n
open:add_paper        +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
add_paper             +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
remove_paper          +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
restore_paper         +   +   r   r   r   r   r   r   r   r   r   r   n   n   r   r   r
open:open_emergency   r   r   r   r   r   r   r   +   +   +   r   r   r   r   r   r   n
open_emergency        r   r   r   r   r   r   r   +   +   +   r   r   r   r   r   r   n
list_vaults           +   +   +   +   +   +   r   +   +   +   +   r   +   +   +   r   +
pending_grants        +   +   +   +   +   +   r   +   +   +   +   r   +   +   +   r   +
grant_vault           +   +   +   +   +   +   r   r   r   r   r   r   +   +   +   r   r
revoke_vault          +   +   +   +   +   +   r   +   +   +   r   r   +   +   +   r   +
recover_vaults        +   +   +   +   +   +   r   r   r   r   r   r   +   +   +   r   r
"""
# By these nobody comes nearer to any plan: names of areas of life, and what of a key two people compare.
TOUCH_NO_PLAN = {"list_goal_areas", "colleague_of"}
OF_PLANS = {one for one in Permission if one.name.startswith("PLAN_")} | {
    Permission.VAULT_SEE,
    Permission.VAULT_GRANT,
    Permission.EMERGENCY,
}
SECRET = "Bydlí v autě za nádražím"
TODAY = "18. 3. 2026"
NOTES = {
    "evaluate_plan": {"day": TODAY, "course": "Byl na úřadě.", "satisfaction": "satisfied"},
    "discuss_plan": {"day": TODAY, "who": "tým", "outcome": "pokračovat"},
    "comment_plan": {"text": "Hezky popsáno."},
}


PAPER = {"path": "paper.txt", "what": SECRET, "made_on": TODAY}


@dataclass(frozen=True)
class World:
    """A client of novakova with a plan; everybody there has had an event and a draft."""

    office: Office
    client_id: int
    plan_id: int
    paper_id: int
    waiting: PendingGrant
    opened: OpenedPlanForm
    events: Mapping[str, int]


PEOPLE = ("novakova", "svoboda", "socialni", "cerna", "dvorakova", "prochazka", "nikdo")


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder for exports; everybody has put a paper into their part of it."""
    folder = tmp_path_factory.mktemp("export")
    for login in {login for login, _ in READERS.values()}:
        (folder / login).mkdir(0o700)
        (folder / login / PAPER["path"]).write_text(SECRET)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KP_EXPORT", str(folder))
        yield folder


@pytest.fixture(scope="module")
def built(folder: Path, template: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    office = Office(shutil.copytree(template, tmp_path_factory.mktemp("matrix") / "store"))
    office.hire("socialni", Role.SOCIAL_WORKER)
    office.hire("nikdo", Role.KEY_WORKER)
    client_id = office.add_client("A-1", "Novák", of="novakova")
    session = office["novakova"]
    opened = session.perform(plan_form, client_id)
    form = replace(opened.form, situation=SECRET, goals="Chce bydlet\n- klient: zajít na úřad do 5. 12.")
    plan_id = session.perform(save_plan, opened, form)
    again = session.perform(plan_form, client_id)
    events = {who: office.change(lambda store: meet(store, client_id, NOW), who) for who in PEOPLE}
    for who in PEOPLE:
        keep_own_draft(office, who, plan_draft(again, again.form, on_screen=False))
    stands_in(office, "svoboda", "novakova")
    paper_id = fill_in(session, add_paper, client_id, **PAPER)
    office.hire("ceka", Role.SOCIAL_WORKER)
    (waiting,) = session.perform(pending_grants)
    office.close()
    return World(office, client_id, plan_id, paper_id, waiting, again, events)


def keep_own_draft(office: Office, who: str, draft: Draft) -> None:
    """A draft of that person's own, whether they may write or not."""
    theirs = replace(draft, id=f"draft-{who}")
    office.change(lambda store: drafts.save(store, theirs, secret=True), who)


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    office = Office(shutil.copytree(built.office.home, tmp_path / "store"))
    yield replace(built, office=office)
    office.close()


def absent(world: World) -> None:
    away(world.office, "novakova", TODAY, "20. 3. 2026")


def bar(login: str) -> Callable[[World], None]:
    return lambda world: bar_below(world.office, login, world.client_id)


def emergency(world: World) -> None:
    fill_in(world.office["prochazka"], open_emergency, world.client_id, reason="Ohrožení života.")


def expired(world: World) -> None:
    emergency(world)
    world.office.clock.forward(minutes=60)


def roleless(world: World) -> None:
    theirs = schema.worker_role.c.worker_id == world.office.worker("nikdo").id
    taken = delete(schema.worker_role).where(theirs)
    world.office.change(lambda store: store.connection.execute(taken), "spravce")


def both(*some: Callable[[World], None]) -> Callable[[World], None]:
    def do(world: World) -> None:
        for one in some:
            one(world)

    return do


def nothing(world: World) -> None: ...


READERS: dict[str, tuple[str, Callable[[World], None]]] = {
    "own": ("novakova", nothing),
    "act": ("svoboda", absent),
    "out": ("svoboda", nothing),  # the named deputy while nobody is away
    "oth": ("nikdo", nothing),  # another key worker
    "soc": ("socialni", nothing),
    "pln": ("cerna", nothing),
    "car": ("dvorakova", nothing),
    "man": ("prochazka", nothing),
    "eme": ("prochazka", emergency),
    "exp": ("prochazka", expired),
    "adm": ("spravce", nothing),
    "non": ("nikdo", roleless),
    "bky": ("nikdo", bar("nikdo")),
    "bdp": ("svoboda", both(absent, bar("svoboda"))),
    "bpl": ("cerna", bar("cerna")),
    "bcr": ("dvorakova", bar("dvorakova")),
    "bem": ("prochazka", both(emergency, bar("prochazka"))),
}


def acts(world: World, login: str) -> dict[str, Callable[[Session], Any]]:
    """Every use case that touches a plan, as this person would try it."""
    client, plan, paper = world.client_id, world.plan_id, world.paper_id
    vault, waiting = world.waiting.vault_id, world.waiting.worker_id
    event = world.events.get(login, 1)
    opened, due = world.opened, Duty(DutyKind.STEP, plan * STEPS_AT_MOST + 2, NOW.date(), frozenset()).number

    def save(session: Session) -> int:
        kept = world.office.look(lambda store: plans.one(store, plan))
        form = replace(opened.form, wishes=f"Přání {kept.version}")
        return session.perform(save_plan, replace(opened, version=kept.version, draft_id="x"), form)

    def saved(name: str, **answers: str) -> Callable[[Session], Any]:
        return lambda session: session.perform(USE_CASES[name], SheetForm(name, client, client, answers), "y")

    def sheet(name: str) -> Callable[[Session], Any]:
        return lambda session: session.perform(open_sheet, name, client)

    return {
        "open_plan": lambda session: session.perform(open_plan, client),
        "plan_form": lambda session: session.perform(plan_form, client),
        "drafted_plan_form": lambda session: session.perform(drafted_plan_form, f"draft-{login}"),
        "read_plan_draft": lambda session: session.perform(read_plan_draft, f"draft-{login}"),
        "rival_plan_form": lambda session: session.perform(rival_plan_form, opened),
        "save_plan": save,
        "list_plan_versions": lambda session: session.perform(list_plan_versions, plan),
        "open_plan_version": lambda session: session.perform(open_plan_version, plan, 1),
        "list_plan_notes": lambda session: session.perform(list_plan_notes, plan),
        **{name: saved(name, **answers) for name, answers in NOTES.items()},
        **{f"open:{name}": sheet(name) for name in NOTES},
        "tick_step": lambda session: session.perform(tick_step, plan, 2),
        "untick_step": lambda session: session.perform(untick_step, plan, 2),
        "set_goal_state": lambda session: session.perform(set_goal_state, plan, 1, GoalState.OPEN),
        "set_goal_area": lambda session: session.perform(set_goal_area, plan, 1, None),
        "release_plan_duty": lambda session: session.perform(
            release_plan_duty, SheetForm("", due, client, {"reason": "Netřeba."}), "y"
        ),
        "goals_to_tie": lambda session: session.perform(goals_to_tie, client, event),
        "list_goal_work": lambda session: session.perform(list_goal_work, plan),
        "show_plan_to_client": lambda session: session.perform(show_plan_to_client, client),
        "end_client_view": lambda session: session.perform(end_client_view, client),
        "print_plan": lambda session: session.perform(print_plan, client),
        "list_papers": lambda session: session.perform(list_papers, client),
        "open_paper": lambda session: session.perform(open_paper, paper),
        "export_paper": lambda session: session.perform(export_paper, paper),
        "open:add_paper": sheet("add_paper"),
        "add_paper": saved("add_paper", **PAPER),
        "remove_paper": lambda session: session.perform(remove_paper, paper),
        "restore_paper": lambda session: session.perform(restore_paper, paper),
        "open:open_emergency": sheet("open_emergency"),
        "open_emergency": saved("open_emergency", reason="Ohrožení života."),
        "list_vaults": lambda session: session.perform(list_vaults),
        "pending_grants": lambda session: session.perform(pending_grants),
        "grant_vault": lambda session: session.perform(
            grant_vault, vault, waiting, world.waiting.fingerprint
        ),
        "revoke_vault": lambda session: session.perform(revoke_vault, vault, world.office.worker(login).id),
        "recover_vaults": lambda session: session.perform(recover_vaults, world.office.paper_key),
    }


def outcome(act: Callable[[Session], Any], session: Session) -> str:
    try:
        answer = act(session)
    except NotFound:
        return "n"
    except Refused:
        return "r"
    return "e" if isinstance(answer, OpenedPlan) and answer.content is None else "+"


def expected() -> dict[str, dict[str, str]]:
    """The table by readers: what each use case comes to."""
    head, *lines = [line.split() for line in TABLE.splitlines() if line]
    readers = head[2:]
    return {reader: {name: cells[place] for name, *cells in lines} for place, reader in enumerate(readers)}


def test_the_table_has_every_reader_and_every_use_case_that_touches_a_plan() -> None:
    assert list(expected()) == list(READERS)
    for module in pkgutil.iter_modules(usecases.__path__):
        importlib.import_module(f"{usecases.__name__}.{module.name}")
    touching = {case.name for case in USE_CASES.values() if case.permission in OF_PLANS}
    listed = {name for name in expected()["own"] if not name.startswith("open:")}
    assert touching - TOUCH_NO_PLAN == listed


@pytest.mark.parametrize("reader", READERS)
def test_rule_seven_holds_below_the_screens_v1(world: World, reader: str) -> None:
    login, arrange = READERS[reader]
    arrange(world)
    session = world.office[login]
    found = {name: outcome(act, session) for name, act in acts(world, login).items()}
    assert found == expected()[reader]


@pytest.mark.parametrize("reader", [name for name, (_, arrange) in READERS.items() if arrange is not expired])
def test_whoever_may_not_read_gets_no_word_of_it_from_anything(world: World, reader: str) -> None:
    login, arrange = READERS[reader]
    arrange(world)
    session = world.office[login]
    for name, act in acts(world, login).items():
        if expected()[reader][name] != "+":
            try:
                answer = repr(act(session))
            except (NotFound, Refused) as error:
                answer = f"{error} {error.fields}"
            assert "nádraž" not in answer
            assert "bydlet" not in answer


def test_every_reading_leaves_its_row_with_the_purpose_and_no_word_v2(world: World) -> None:
    session = world.office["cerna"]
    session.perform(open_plan, world.client_id)
    row = world.office.log()[-1]
    assert (row.act, row.purpose, row.client_id, row.record) == (
        "open_plan",
        "plan",
        world.client_id,
        f"plan:{world.plan_id}",
    )
    logged = " ".join(str(value) for row in world.office.log() for value in row)
    assert "auto" not in logged
    assert "bydl" not in logged


@pytest.mark.parametrize(
    ("reader", "outcome"), [("bky", "not_found"), ("man", "not_found"), ("non", "refused")]
)
def test_who_tried_a_plan_in_vain_stands_in_the_log_too(world: World, reader: str, outcome: str) -> None:
    login, arrange = READERS[reader]
    arrange(world)
    session = world.office[login]
    with pytest.raises((NotFound, Refused)):
        session.perform(open_plan, world.client_id)
    row = world.office.log()[-1]
    assert (row.act, row.outcome) == ("open_plan", outcome)
    assert row.worker_id == world.office.worker(login).id
    if outcome == "not_found":
        assert (row.client_id, row.purpose) == (world.client_id, "plan")
        with pytest.raises(NotFound):
            session.perform(list_plan_versions, world.plan_id)
        row = world.office.log()[-1]
        assert (row.act, row.outcome, row.purpose) == ("list_plan_versions", "not_found", "plan")
        assert row.client_id == world.client_id or row.record == f"plan:{world.plan_id}"


def test_a_care_worker_sees_that_there_is_a_plan_its_date_and_the_key_worker(world: World) -> None:
    seen = world.office["dvorakova"].perform(open_plan, world.client_id)
    assert seen.kept is not None
    assert seen.kept.created_on == NOW.date()
    assert "Nováková" in seen.key_worker
    assert seen.content is None


def test_an_own_draft_is_nobody_elses_and_read_as_long_as_the_plan_is(
    world: World,
) -> None:
    with pytest.raises(NotFound):
        world.office["novakova"].perform(drafted_plan_form, "draft-svoboda")
    mine = world.office["novakova"].perform(drafted_plan_form, "draft-novakova")
    assert isinstance(plan_draft(mine, mine.form, on_screen=True), Draft)
    new = world.office.worker("nikdo").id
    world.office.change(lambda store: hand_over(store, world.client_id, new, store.today))
    with pytest.raises(Refused):
        world.office["novakova"].perform(drafted_plan_form, "draft-novakova")
    assert world.office["novakova"].perform(read_plan_draft, "draft-novakova").form == mine.form
    bar_below(world.office, "novakova", world.client_id)
    with pytest.raises(NotFound):
        world.office["novakova"].perform(read_plan_draft, "draft-novakova")
