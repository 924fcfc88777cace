"""Who reaches whom, tried with every use case there is, directly below the screens.

A client with a whole file is met by a barred worker in every role, by an administrator and by a stranger:
nothing of the client comes back in any answer, error, list, search or count, and nothing is written (X1, V1).
"""

import importlib
import inspect
import pkgutil
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kp_tui import usecases
from kp_tui.domain.client_forms import ClientForm
from kp_tui.domain.counting import count
from kp_tui.domain.duties import DutyGroup, DutyKind
from kp_tui.domain.errors import KpError
from kp_tui.domain.event_forms import EventForm
from kp_tui.domain.events import Event, Kind, Participant, Share
from kp_tui.domain.people import Profession, Role
from kp_tui.domain.policies import MSK_2010
from kp_tui.domain.sheets import Ask, SheetForm, day_typed, questions
from kp_tui.domain.timers import Phase
from kp_tui.store import drafts, events, schema
from kp_tui.store.clients import Wanted
from kp_tui.store.drafts import Draft
from kp_tui.store.unit import Store
from kp_tui.usecases import duties
from kp_tui.usecases.change_requests import request_change
from kp_tui.usecases.client_forms import OpenedClientForm, kept_client_form
from kp_tui.usecases.clients import glance_at_client
from kp_tui.usecases.door import USE_CASES, Access, UseCase, refuse_unless_permitted
from kp_tui.usecases.event_forms import OpenedEventForm, event_draft, new_event_form
from kp_tui.usecases.families import found_family, join_family
from kp_tui.usecases.reports import report_events, report_indicators
from kp_tui.usecases.sheets import SHEETS, OpenedSheet, Sheet, open_sheet
from kp_tui.usecases.situations import add_contact_person, record_intervision
from kp_tui.usecases.today import look_at_today
from tests.support.deputies import bar_below
from tests.support.sheets import fill_in
from tests.support.stores import NOW, Office

for _module in pkgutil.iter_modules(usecases.__path__):
    importlib.import_module(f"kp_tui.usecases.{_module.name}")

MARK, SURNAME, NAME, AUNT, WHISPER = "TAJNE-1", "Neviditelná", "Xenie", "Teta Utajená", "šeptem"
NUMBERS = range(1, 13)  # more than any table of the world below has rows
NOT_TRIED = {
    # of no client
    "add_worker", "deactivate_worker", "reset_worker", "add_demo_staff", "add_demo_clients",
    "add_demo_events", "add_demo_stories", "verify_log", "fingerprint_of", "grant_vault", "recover_vaults",
    # tables and plans have tests of their own
    "import_clients", "import_events", "save_plan", "rival_plan_form", "set_goal_state",
    # every sheet is opened, and tried besides
    "open_sheet", "drafted_sheet",
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """A client of novakova with a file that svoboda had a part in, and a neighbour of theirs."""

    office: Office
    client_id: int
    neighbour_id: int
    event_form: OpenedEventForm
    client_form: OpenedClientForm
    sheets: tuple[SheetForm, ...] = ()


@pytest.fixture(scope="module")
def built(template: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Everything there can be about a client, made once."""
    office = Office(shutil.copytree(template, tmp_path_factory.mktemp("world") / "store"))
    world = build(office)
    world = replace(world, sheets=tuple(sheets_about(world)))
    office.close()
    return world


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    """A copy of it for one test."""
    office = Office(shutil.copytree(built.office.home, tmp_path / "store"))
    yield replace(built, office=office)
    office.close()


def build(office: Office) -> World:
    """A client with a file, and whoever stands in it."""
    client_id = office.add_client(MARK, SURNAME, NAME, date(1980, 1, 1), of="novakova")
    neighbour_id = office.add_client("K-2", "Soused", of="novakova")
    for login in ("novakova", "svoboda"):
        together = (client_id,), (client_id, neighbour_id)
        for some in together:
            office.change(lambda store, some=some: meet(store, *some), login)  # type: ignore[misc]
    fill_in(office["novakova"], add_contact_person, client_id, kind="other", name=AUNT)
    fill_in(office["novakova"], record_intervision, client_id, with_whom=WHISPER, conclusions=WHISPER)
    fill_in(office["novakova"], request_change, client_id, words=WHISPER)
    bar_below(office, "cerna", client_id)
    family_id = fill_in(office["novakova"], found_family, client_id, name="Rodina")
    fill_in(office["novakova"], join_family, family_id, member="K-2")
    event_form = office["svoboda"].perform(new_event_form, client_id)
    drafted = replace(event_form.form, content=WHISPER)
    unfinished = event_draft(event_form, drafted, on_screen=True)
    office.change(lambda store: drafts.save(store, unfinished), "svoboda")
    client_form = office["novakova"].perform(kept_client_form, client_id)
    return World(office, client_id, neighbour_id, event_form, client_form)


def meet(store: Store, *client_ids: int) -> int:
    """Keep an event of the person with some clients that lacks nothing but its impact."""
    share = Share(store.person.id, Profession.SOCIAL_WORKER, timedelta(minutes=30))
    people = tuple(Participant(client_id, WHISPER) for client_id in client_ids)
    kind = Kind.GROUP_THERAPY if len(people) > 1 else Kind.INDIVIDUAL
    start = store.now - timedelta(hours=2)
    met = Event(kind, start, start + share.direct, (share,), people, content=WHISPER)
    return events.add(store, met, count(met, MSK_2010))


def texts(answer: object) -> Iterator[str]:
    """Every word of an answer or an error, however deep, and whose client numbers it names."""
    if isinstance(answer, str):
        yield answer
    elif is_dataclass(answer):
        named = {one.name: getattr(answer, one.name) for one in fields(answer)}
        yield f"client {named.pop('client_id', '')}"
        yield from texts(named)
    else:
        for one in _parts(answer):
            yield from texts(one)


def _parts(answer: object) -> Iterable[object]:
    if isinstance(answer, KpError):
        return [str(answer), answer.fields]
    if isinstance(answer, dict):
        return answer.items()
    return answer if isinstance(answer, list | tuple | set | frozenset) else ()


def told_of(answer: object, secrets: tuple[str, ...]) -> list[str]:
    """The secrets that an answer or an error tells."""
    return [text for text in texts(answer) if any(secret in text for secret in secrets)]


def calls(world: World) -> Iterator[tuple[str, Callable[[Store], object]]]:
    """Every use case but the sheets, asked for the client in every way its arguments allow."""
    given = _arguments(world)
    for case in USE_CASES.values():
        if case.name not in SHEETS and case.name not in NOT_TRIED and not _unknown(case, given):
            names = [_key(one, given) for one in _parameters(case)]
            several = names.count("number") > 1  # few enough to combine
            for values in product(*(given[name][: 3 if several else None] for name in names)):
                asked = dict(zip([one.name for one in _parameters(case)], values, strict=True))
                yield case.name, partial(_call, case, asked)


def _parameters(case: UseCase[..., Any]) -> list[inspect.Parameter]:
    return list(inspect.signature(case.body).parameters.values())[1:]


def _key(one: inspect.Parameter, given: dict[object, list[object]]) -> object:
    if one.annotation in given:
        return one.annotation
    return "number" if one.name.endswith("_id") and one.name not in given else one.name


def _unknown(case: UseCase[..., Any], given: dict[object, list[object]]) -> bool:
    return any(_key(one, given) not in given for one in _parameters(case))


def _call(case: UseCase[..., Any], given: dict[str, object], store: Store) -> object:
    return case.body(store, **given)


def _arguments(world: World) -> dict[object, list[object]]:
    unfinished = Draft("f" * 32, "event", f'{{"client_id": {world.client_id}}}', world.client_id)
    return {
        "number": list(NUMBERS),
        "client_id": [world.client_id, world.neighbour_id],
        "draft_id": [world.event_form.draft_id],
        Wanted: [
            Wanted(),
            Wanted(mine=True),
            *(Wanted((word,)) for word in ("nevi", "xenie", "tajne", "1980")),
        ],
        "key": [None],
        "limit": [100],
        "back": [False, True],
        OpenedEventForm: [replace(world.event_form, event_id=number) for number in NUMBERS[:4]],
        OpenedClientForm: [world.client_form],
        EventForm: [world.event_form.form],
        ClientForm: [world.client_form.form],
        Phase: list(Phase),
        "end": [NOW],
        Draft: [unfinished],
        "first": [date(2026, 1, 1)],
        "last": [date(2026, 12, 31)],
        DutyGroup: [DutyGroup(DutyKind.EVENT, worker_id, 1, NOW.date()) for worker_id in NUMBERS[:6]],
        "surname": [SURNAME],
        "name": [NAME],
        "login": ["novakova"],
    }


def sheets_about(world: World) -> list[SheetForm]:
    """Every sheet that the key worker in all roles may open about the client, filled in."""
    found: list[SheetForm] = []

    def open_all(store: Store) -> None:
        with_all_roles = in_roles(store, frozenset(Role))
        owed = [duty.number for duty in duties.of_client(with_all_roles, world.client_id)]
        for sheet, subject in product(SHEETS.values(), [*NUMBERS, *owed]):
            opened = attempt(with_all_roles, partial(open_sheet.body, name=sheet.saves.name, subject=subject))
            if isinstance(opened, OpenedSheet) and opened.form.client_id == world.client_id:
                picks = {name: str(some[0][0]) for name, some in opened.picks.items() if some}
                answers = {**_answers(sheet), **picks, **opened.form.answers}
                found.append(replace(opened.form, answers=answers))

    world.office.pretend(open_all)
    return found


def _answers(sheet: Sheet) -> dict[str, str]:
    plain = {Ask.DAY: day_typed(NOW.date()), Ask.LINE: "x", Ask.TEXT: "x", Ask.YES_NO: "yes", Ask.PICK: "2"}
    return {
        one.name: next(iter(one.codes)).value if one.codes else plain[one.ask]
        for one in questions(sheet.asks)
    }


def in_roles(store: Store, roles: frozenset[Role]) -> Store:
    """The same person's store as if they held other roles."""
    return replace(store, person=replace(store.person, roles=roles))


def attempt(store: Store, call: Callable[[Store], Any]) -> Any:
    """What a call answers, or the error it is refused with; nothing it writes is left."""
    store.connection.exec_driver_sql("SAVEPOINT attempt")
    try:
        return call(store)
    except KpError as error:
        return error
    finally:
        store.connection.exec_driver_sql("ROLLBACK TO attempt")


def file_of(store: Store, client_id: int) -> list[object]:
    """All rows there are of a client, but for drafts: those are their writers' own."""
    tables = [one for one in schema.metadata.sorted_tables if "client_id" in one.c and one.name != "draft"]
    queries = [select(one).where(one.c.client_id == client_id) for one in tables]
    theirs = schema.event.c.id == schema.event_client.c.event_id
    queries.append(
        select(schema.event)
        .join(schema.event_client, theirs)
        .where(schema.event_client.c.client_id == client_id)
    )
    queries.append(select(schema.client).where(schema.client.c.id == client_id))
    return [store.connection.execute(query).all() for query in queries]


def tell_tales(
    world: World, login: str, roles: frozenset[Role], secrets: tuple[str, ...]
) -> dict[str, set[str]]:
    """What each use case tells that person of the client's secrets, or does to the client's file.

    Who is barred is not even stopped at the door here: what lies behind it has to hold by itself.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    about = [(form.sheet, call) for form in world.sheets for call in _of_sheet(form)]

    def try_all(store: Store) -> None:
        before, store = file_of(store, world.client_id), in_roles(store, roles)

        def watched(name: str, call: Callable[[Store], object], store: Store) -> object:
            if not store.barred:
                refuse_unless_permitted(roles, USE_CASES[name].permission)
            answer, writes = call(store), USE_CASES[name].access is not Access.GLANCE
            written = writes and file_of(store, world.client_id) != before
            return [answer, WRITTEN] if written else answer

        for name, call in [*calls(world), *about]:
            found[name].update(told_of(attempt(store, partial(watched, name, call)), secrets))

    world.office.pretend(try_all, login)
    return {name: told for name, told in found.items() if told}


def _of_sheet(form: SheetForm) -> list[Callable[[Store], object]]:
    return [partial(open_sheet.body, name=form.sheet, subject=form.subject), partial(_save, form)]


def _save(form: SheetForm, store: Store) -> object:
    return SHEETS[form.sheet].saves.body(store, form, "")


WRITTEN = "the client's file was written"
EVERYTHING = (MARK, SURNAME, NAME, AUNT, WHISPER, "client 1", WRITTEN)
ROLE_SETS = [*(frozenset({role}) for role in Role), frozenset(Role)]


def test_every_use_case_is_tried_or_it_is_said_why_not(world: World) -> None:
    given = _arguments(world)
    unknown = {name for name, case in USE_CASES.items() if name not in SHEETS and _unknown(case, given)}
    assert unknown - NOT_TRIED == set(), "say in _arguments what these are given"
    assert NOT_TRIED - USE_CASES.keys() == set()


@pytest.mark.parametrize("roles", ROLE_SETS, ids=lambda roles: "+".join(sorted(roles))[:20])
def test_a_barred_worker_meets_nothing_of_the_client_whatever_their_roles_x1(
    world: World, roles: frozenset[Role]
) -> None:
    bar_below(world.office, "svoboda", world.client_id)
    assert tell_tales(world, "svoboda", roles, EVERYTHING) == {}


def test_an_administrator_meets_nothing_of_any_client_v1(world: World) -> None:
    assert tell_tales(world, "spravce", frozenset({Role.ADMINISTRATOR}), EVERYTHING) == {}


def test_a_stranger_reads_no_word_that_others_wrote_k8(world: World) -> None:
    assert tell_tales(world, "dvorakova", frozenset({Role.CARE_WORKER}), (WHISPER,)) == {}


def test_the_secrets_are_there_for_whoever_may_see_them(world: World) -> None:
    told = tell_tales(world, "novakova", frozenset({Role.KEY_WORKER}), EVERYTHING)
    assert {
        "list_clients", "similar_clients", "open_client", "open_case", "list_events", "open_event",
        "earlier_notes", "families_of", "look_at_today", "start_timer", "new_event_form", "end_case",
    } <= set(told)  # fmt: skip


def test_what_a_barred_worker_did_with_the_client_stays_in_the_services_figures_only_i10(
    world: World,
) -> None:
    office, period = world.office, (date(2026, 3, 1), date(2026, 3, 31))
    before = office["svoboda"].perform(report_indicators, *period)
    assert len(office["svoboda"].perform(look_at_today).month) == 2
    bar_below(office, "svoboda", world.client_id)
    sums, listed = office["svoboda"].perform(report_events, *period)
    assert sums == before == office["novakova"].perform(report_indicators, *period)
    assert (listed.events, listed.left_out) == ((), 4)
    assert office["svoboda"].perform(look_at_today).month == ()
    whole = office["novakova"].perform(report_events, *period)[1]
    assert (len(whole.events), whole.left_out) == (4, 0)


def test_an_event_shared_with_a_barred_client_counts_for_the_neighbour_no_more_x1(world: World) -> None:
    def neighbour(login: str) -> tuple[int, date | None]:
        row = world.office[login].perform(glance_at_client, world.neighbour_id)
        return row.units, row.last_event

    assert neighbour("svoboda") == (2, NOW.date())
    bar_below(world.office, "svoboda", world.client_id)
    assert neighbour("svoboda") == (0, None)
    assert neighbour("novakova") == (2, NOW.date())
