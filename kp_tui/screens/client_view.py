"""The client's view: the plan and nothing else, read together; the worker's password leaves it."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from kp_tui.domain.errors import N_, KpError
from kp_tui.locale import _
from kp_tui.locale.words import error_text
from kp_tui.screens import style
from kp_tui.screens.client_view_texts import pages
from kp_tui.screens.signin import SignInScreen
from kp_tui.terminal.fields import PasswordInput
from kp_tui.usecases.client_view import ShownPlan, end_client_view
from kp_tui.widgets.field import Field
from kp_tui.widgets.message_line import MessageLine
from kp_tui.widgets.more_sign import MoreSign
from kp_tui.widgets.prose import Prose

if TYPE_CHECKING:
    from kp_tui.app import KpApp

LINES = 2  # a step of the arrows: a line and the space after it


class ClientViewScreen(Screen[None], inherit_bindings=False):
    """No binding of any other screen holds here: arrows read, the lock locks, Esc asks for the password.

    Letters do nothing before that: whoever plays with the keys charges the worker's login with no wrong
    password. One that is tried is charged as at sign-in; the plan stays, and how long to wait is said.
    """

    AUTO_FOCUS = ""
    CSS_PATH = style("client_view")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", N_("Line down"), id="view.down", show=False),
        Binding("up", "scroll(-1)", N_("Line up"), id="view.up", show=False),
        Binding("pagedown", "page(1)", N_("Page down"), id="view.page_down", show=False),
        Binding("pageup", "page(-1)", N_("Page up"), id="view.page_up", show=False),
        Binding("right", "turn(1)", N_("Next part"), id="view.next", show=False),
        Binding("left", "turn(-1)", N_("Part before"), id="view.previous", show=False),
        Binding("ctrl+l", "lock", N_("Lock"), id="lock", priority=True, show=False),
    ]

    def __init__(self, plan: ShownPlan) -> None:
        super().__init__()
        self._plan = plan
        self._pages = list(pages(plan))
        self._place = 0

    def compose(self) -> ComposeResult:
        """The plan; below it what is told in a whisper, and the password while it is typed."""
        with Horizontal(id="reading"):
            with VerticalScroll(can_focus=False) as text:
                yield Prose()
            yield MoreSign(text)
        with Horizontal(id="leaving"):
            yield Static(_("Worker's password:"), markup=False)
            yield PasswordInput(id="password", disabled=True, select_on_focus=False)
        yield MessageLine()

    def on_mount(self) -> None:
        """Begin with the whole plan."""
        self.query_one("#leaving").display = False
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Esc asks for the password, and forgets it; what has no binding here does nothing."""
        if event.key == "escape":
            field = self.query_one(PasswordInput)
            field.take()
            self._ask(asking=field.disabled)

    @on(Input.Changed)
    def leave_off(self, event: Input.Changed) -> None:
        """An empty password line goes."""
        if not event.input.value and not event.input.disabled:
            self._ask(asking=False)

    @on(Input.Submitted)
    async def leave(self) -> None:
        """The right password leaves; a wrong one is said, and costs time as at sign-in."""
        password = self.query_one(PasswordInput).take()
        self._ask(asking=False)
        try:
            failures = await self.kp.desk.confirm_password(password)
            await self.kp.desk.perform(end_client_view, self._plan.client_id)
        except KpError as error:
            if self.is_attached:
                self.query_one(MessageLine).complain(error_text(error))
            return
        self.app.pop_screen()
        if failures:
            self.kp.say(_("Wrong passwords before yours: {n}.").format(n=failures))

    def action_scroll(self, lines: int) -> None:
        """Read on by lines."""
        self._text.scroll_relative(y=LINES * lines, animate=False, immediate=True)

    def action_page(self, pages: int) -> None:
        """Read on by nearly a screen."""
        step = self._text.size.height - LINES
        self._text.scroll_relative(y=pages * step, animate=False, immediate=True)

    def action_turn(self, parts: int) -> None:
        """Read one part on its own: the situation, each goal; the first page is the whole plan."""
        self._place = min(max(self._place + parts, 0), len(self._pages) - 1)
        self._text.scroll_home(animate=False, immediate=True)
        self._show()

    async def action_lock(self) -> None:
        """Lock the desk; the plan goes from the screen, and nothing but the worker's password comes."""
        await self.kp.lock()

    @property
    def kp(self) -> "KpApp":
        """The app, with its desk."""
        return cast("KpApp", self.app)

    @property
    def _text(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def _ask(self, *, asking: bool) -> None:
        field = self.query_one(PasswordInput)
        field.disabled = not asking
        self.query_one("#leaving").display = asking
        self.set_focus(field if asking else None)
        self._whisper()

    def _show(self) -> None:
        self.query_one(Prose).show(self._pages[self._place])
        self._whisper()

    def _whisper(self) -> None:
        """What the few keys do, and how the worker leaves."""
        self.query_one(MessageLine).say(
            _("↑ ↓ read   ← → part by part   Esc: the worker closes it with their password")
        )


class ClientLockScreen(SignInScreen, inherit_bindings=False):
    """The lock of a screen that is turned to the client: the worker's own password, and nothing else.

    No help, no other login, no way out of the program: whoever sits there is not of the staff. Nobody's
    password comes: the program ends after its half an hour, as ever.
    """

    def __init__(self, login: str) -> None:
        super().__init__(login, locked=True)

    def body(self) -> ComposeResult:
        """Whose password, and where to type it."""
        yield Static(
            _("The worker {login} goes on with their password.").format(login=self._login), markup=False
        )
        yield Field(_("Password"), PasswordInput(id="password"))

    def chosen_login(self) -> str:
        """Nobody else's than the one who turned the screen to the client."""
        return self._login
