"""Sheets at the door: each is declared with its permission, what it asks, and what saving it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import msgspec

from kp_tui.domain import sheets
from kp_tui.domain.sheets import SheetForm
from kp_tui.store import clients, drafts
from kp_tui.store.clients import ClientRow
from kp_tui.store.drafts import Draft
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, UseCase, refuse_unless_permitted, use_case

T = TypeVar("T")
R = TypeVar("R")

FORM = "sheet"
SavesSheet = UseCase[[SheetForm, str], Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sheet begins with: likely answers, and those among whom a question picks."""

    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    picks: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict, repr=False)
    client_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as data: what it asks, what saving it does, what it begins with.

    `offers` is given the subject's number; where the sheet is about a client, that is the client's. The
    draft of a `secret` one only its writer can open.
    """

    title: str
    asks: type[Any]
    saves: SavesSheet
    offers: Callable[[Store, int], Offer]
    secret: bool = False


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """All that one sheet's form needs; `drafted` says that the store holds it as a draft already."""

    sheet: Sheet
    form: SheetForm
    picks: Mapping[str, tuple[tuple[int, str], ...]] = field(repr=False)
    client: ClientRow | None
    draft_id: str
    drafted: bool = False


SHEETS: dict[str, Sheet] = {}


def about_client(store: Store, client_id: int) -> Offer:
    """A sheet about a client that begins with today."""
    return Offer({"day": sheets.day_typed(store.today)}, client_id=client_id)


def sheet(
    permission: Permission,
    title: str,
    asks: type[T],
    offers: Callable[[Store, int], Offer] = about_client,
    *,
    secret: bool = False,
) -> Callable[[Callable[[Store, int, T], R]], UseCase[[SheetForm, str], R]]:
    """Declare a use case that saves a sheet: `body(store, subject, what)`; its draft goes with it."""

    def declare(body: Callable[[Store, int, T], R]) -> UseCase[[SheetForm, str], R]:
        def save(store: Store, form: SheetForm, draft_id: str) -> R:
            store.concerns(client_id=form.client_id)
            saved = body(store, form.subject, sheets.understood(asks, form.answers, store.today))
            drafts.drop(store, draft_id)
            return saved

        save.__name__ = body.__name__
        case = use_case(permission)(save)
        SHEETS[case.name] = Sheet(title, asks, case, offers, secret)
        return case

    return declare


@use_case(Permission.SIGNED_IN)
def open_sheet(store: Store, name: str, subject: int = 0) -> OpenedSheet:
    """A sheet to fill in; who may not save it does not open it. Some begin with words of the file: logged."""
    return _opened(store, name, subject)


def _opened(store: Store, name: str, subject: int) -> OpenedSheet:
    wanted = SHEETS[name]
    refuse_unless_permitted(store.person.roles, wanted.saves.permission)
    offer = wanted.offers(store, subject)
    store.concerns(client_id=offer.client_id, purpose=name)
    form = SheetForm(name, subject, offer.client_id, dict(offer.answers))
    client = None if offer.client_id is None else clients.row(store, offer.client_id)
    return OpenedSheet(wanted, form, offer.picks, client, drafts.new_id())


@use_case(Permission.SIGNED_IN, Access.GLANCE)
def drafted_sheet(store: Store, draft_id: str) -> OpenedSheet:
    """The sheet of a draft, as it was left."""
    draft = drafts.load(store, draft_id, FORM)
    form = msgspec.json.decode(draft.body, type=SheetForm)
    if SHEETS[form.sheet].secret:
        drafts.refuse_unsealed(draft)
    opened = _opened(store, form.sheet, form.subject)
    return replace(opened, form=form, draft_id=draft_id, drafted=True)


def sheet_draft(opened: OpenedSheet, form: SheetForm, *, on_screen: bool) -> Draft:
    """The draft that keeps a sheet as it stands, finished or not."""
    body = msgspec.json.encode(form).decode()
    return Draft(opened.draft_id, FORM, body, form.client_id, open=on_screen)
