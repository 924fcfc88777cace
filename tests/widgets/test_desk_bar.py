"""The desk's line says whose file lies there and how the time stands; it looks once a minute, not oftener."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from textual.app import App, ComposeResult
from textual.screen import Screen

from kp_tui.desk import Desk
from kp_tui.domain.timers import Phase
from kp_tui.usecases.clients import glance_at_client
from kp_tui.usecases.timers import change_phase, start_timer
from kp_tui.widgets.desk_bar import LATE, DeskBar
from tests.support.stores import PASSWORD, Office


class BarApp(App[None]):
    CSS = "DeskBar { height: 1; }"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        yield DeskBar(self.desk)

    @property
    def bar(self) -> DeskBar:
        return self.screen_stack[0].query_one(DeskBar)

    @property
    def waits(self) -> bool:
        """Whether it will look again by itself."""
        self.bar.look()
        return self.bar._next_look is not None

    @property
    def line(self) -> str:
        self.bar.look()
        return self.bar.render().plain


@asynccontextmanager
async def shown(office: Office, *, width: int = 80, client: int | None = None) -> AsyncIterator[BarApp]:
    desk = Desk(office.home, office.clock)
    await desk.sign_in("novakova", PASSWORD)
    if client is not None:
        desk.client = await desk.perform(glance_at_client, client)
    async with BarApp(desk).run_test(size=(width, 5)) as pilot:
        assert isinstance(pilot.app, BarApp)
        yield pilot.app
    await desk.sign_out()


async def start(app: BarApp, client: int) -> None:
    app.desk.timer = await app.desk.perform(start_timer, client)


async def test_an_empty_desk_says_how_to_find_a_client_and_who_sits_here(office: Office) -> None:
    async with shown(office) as app:
        assert app.line.startswith("No client chosen: F3 finds one ")
        assert app.line.endswith(" Nováková Jana")
        assert len(app.line) == 80


async def test_the_current_client_is_named_by_mark_and_name(office: Office) -> None:
    client = office.add_client("K-7", "Říhová", "Žofie", of="novakova")
    async with shown(office, client=client) as app:
        assert app.line.startswith("K-7 Říhová Žofie ")


async def test_an_anonymous_client_is_called_so(office: Office) -> None:
    async with shown(office, client=office.add_client("A-1")) as app:
        assert app.line.startswith("A-1 anonymous ")


async def test_a_running_timer_says_its_phase_its_length_and_what_it_comes_to(office: Office) -> None:
    client = office.add_client("K-7", "Říhová", "Žofie", of="novakova")
    async with shown(office, client=client) as app:
        await start(app, client)
        office.clock.forward(minutes=25)
        assert app.line.startswith("K-7 Říhová Žofie ")
        assert app.line.endswith("► direct work 0:25 · so far 0 interventions, 5 min to the next")
        office.clock.forward(minutes=10, seconds=30)
        assert app.line.endswith("► direct work 0:35 · so far 1 intervention, 25 min to the next")


async def test_a_pause_is_told_by_a_sign_of_its_own_and_counts_for_nothing(office: Office) -> None:
    client = office.add_client("K-7", "Říhová", of="novakova")
    async with shown(office, client=client) as app:
        await start(app, client)
        office.clock.forward(minutes=20)
        assert app.desk.timer is not None
        app.desk.timer = await app.desk.perform(change_phase, app.desk.timer.timer.id, Phase.PAUSE)
        office.clock.forward(minutes=15)
        assert "║ pause 0:15 · so far 0 interventions, 10 min to the next" in app.line


async def test_a_timer_of_another_client_than_the_current_one_names_its_client(office: Office) -> None:
    running = office.add_client("K-7", "Říhová", of="novakova")
    current = office.add_client("K-8", "Malá", of="novakova")
    async with shown(office, client=current) as app:
        await start(app, running)
        assert app.line.startswith("K-8 Malá")
        assert "► K-7 direct work 0:00" in app.line


async def test_a_narrow_window_keeps_the_client_in_sight_and_tells_the_time_briefly(office: Office) -> None:
    client = office.add_client("K-7777777", "Říhová", "Žofie", of="novakova")
    async with shown(office, width=60, client=client) as app:
        await start(app, client)
        office.clock.forward(hours=1, minutes=25)
        assert len(app.line) == 60
        assert app.line.startswith("K-7777777 Ř")
        assert app.line.endswith("► direct work 1:25 · 2 int., next in 5 min")


async def test_a_hostile_name_is_shown_as_letters(office: Office) -> None:
    client = office.add_client("K-7", "[red]Řího\x1b]0;x\x07vá", "\u202eeifož", of="novakova")
    async with shown(office, client=client) as app:
        assert "[red]" in app.line
        assert app.line.isprintable()
        assert not app.bar.render().spans


async def test_a_closed_desk_shows_nothing(office: Office) -> None:
    client = office.add_client("K-7", "Říhová", of="novakova")
    async with shown(office, client=client) as app:
        await app.desk.sign_out()
        assert app.line.strip() == ""


async def test_it_looks_again_when_the_next_minute_is_full_and_never_without_a_timer(office: Office) -> None:
    client = office.add_client("K-7", "Říhová", of="novakova")
    async with shown(office, client=client) as app:
        waited = app.waits
        assert not waited
        await start(app, client)
        office.clock.forward(seconds=130)
        assert app.waits
        assert app.bar._to_next_minute() == (timedelta(seconds=50) + LATE).total_seconds()


async def test_under_another_screen_it_sleeps_and_looks_again_when_it_comes_back(office: Office) -> None:
    client = office.add_client("K-7", "Říhová", of="novakova")
    async with shown(office, client=client) as app:
        await start(app, client)
        await app.push_screen(Screen())
        assert not app.waits
        await app.pop_screen()
        assert app.bar._next_look is not None
