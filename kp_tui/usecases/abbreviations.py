"""One's own abbreviations, written out while one types."""

from kp_tui.domain.abbreviations import Abbreviation
from kp_tui.domain.errors import N_
from kp_tui.domain.sheets import typed
from kp_tui.store import abbreviations
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.sheets import Offer, sheet


def as_it_stands(store: Store, number: int) -> Offer:
    """The abbreviation of that number, to change it; otherwise an empty sheet."""
    kept = abbreviations.own(store).get(number)
    return Offer(typed(kept)) if kept else Offer()


@use_case(Permission.EVENT_RECORD, Access.GLANCE)
def list_abbreviations(store: Store) -> dict[int, Abbreviation]:
    """One's abbreviations by their numbers."""
    return abbreviations.own(store)


@sheet(Permission.EVENT_RECORD, N_("Abbreviation"), Abbreviation, as_it_stands)
def keep_abbreviation(store: Store, number: int, what: Abbreviation) -> None:
    """Keep an abbreviation, in place of one of the same letters."""
    abbreviations.keep(store, number, what.checked())


@use_case(Permission.EVENT_RECORD)
def remove_abbreviation(store: Store, number: int) -> None:
    """Remove one's abbreviation; it can be put back."""
    abbreviations.set_removed(store, number, removed=True)


@use_case(Permission.EVENT_RECORD)
def restore_abbreviation(store: Store, number: int) -> None:
    """Put back one's removed abbreviation."""
    abbreviations.set_removed(store, number, removed=False)
