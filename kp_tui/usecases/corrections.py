"""Correcting an entry of a case: a newer one takes its place, with the reason; the old one is kept (D4)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, make_dataclass
from typing import Any

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.errors import N_, InvalidInput, NotFound
from kp_tui.domain.sheets import Ask, asked, questions, typed
from kp_tui.store import cases, workers
from kp_tui.store.unit import Store
from kp_tui.usecases import colleagues
from kp_tui.usecases.assessments import NotConsulted
from kp_tui.usecases.cases import SHEET_OF, Entry, add_entry, refuse_unfit_day, understood
from kp_tui.usecases.colleagues import Picks, WorkerUnfit
from kp_tui.usecases.consents import CONSENT_OF, NotInForce, refuse_nobody_responsible
from kp_tui.usecases.door import Permission
from kp_tui.usecases.sheets import Offer, sheet
from kp_tui.usecases.situations import check_conference


class HasHadItsEffect(InvalidInput):
    """What has changed more than its entry cannot be unwritten by a correction."""

    message = N_("This has had its effect in the case already: it stays as it is.")


@dataclass(frozen=True, slots=True)
class Correctable:
    """A kind of entry: the title of its correction, what stays as it is, whom it picks, what is checked."""

    title: str
    stays: tuple[str, ...] = ()
    picks: Callable[[Store, int], Picks] | None = None
    checks: Callable[[Store, int, Any], None] = lambda _store, _client_id, _what: None


def _people(store: Store, client_id: int) -> Picks:
    return colleagues.picks(store, colleagues.works_with_people, client_id)


def _experts(store: Store, client_id: int) -> Picks:
    return colleagues.picks(store, colleagues.is_expert, client_id)


def _consulted(store: Store, client_id: int, what: Any) -> None:
    what.check()
    assessed = cases.journal(store, client_id, EntryKind.ASSESSMENT)
    if any(entry.day < what.day for entry in assessed):
        raise NotConsulted


def _signed(store: Store, client_id: int, what: Any) -> None:
    what.check_signed()
    refuse_nobody_responsible(store, client_id, what.day)


def _withdrawn(store: Store, client_id: int, what: Any) -> None:
    given = cases.journal(store, client_id, CONSENT_OF[what.which])
    if not any(entry.day <= what.day for entry in given):
        raise NotInForce


CORRECTABLE: Mapping[EntryKind, Correctable] = {
    EntryKind.FIRST_CONTACT: Correctable(N_("Correction of the first contact"), picks=_people),
    EntryKind.INTRO_CONSULTATION: Correctable(
        N_("Correction of the introductory consultation"),
        ("consent_by_phone", "outcome"),
        checks=_consulted,
    ),
    EntryKind.ASSESSMENT: Correctable(
        N_("Correction of the assessment"),
        ("day", "key_worker"),
        _experts,
        lambda _store, _client_id, what: what.assessors(),
    ),
    EntryKind.INFORMED_CONSENT: Correctable(N_("Correction of the informed consent"), checks=_signed),
    EntryKind.DATA_CONSENT: Correctable(N_("Correction of the consent to data processing")),
    EntryKind.CONSENT_WITHDRAWN: Correctable(
        N_("Correction of the withdrawal"), ("which",), checks=_withdrawn
    ),
    EntryKind.CASE_CONFERENCE: Correctable(
        N_("Correction of the case conference"),
        checks=check_conference,
    ),
    EntryKind.MEDIATION: Correctable(
        N_("Correction of the mediation"), picks=_people, checks=lambda _store, _client_id, what: what.check()
    ),
    EntryKind.PARENT_CHILD_SESSION: Correctable(N_("Correction of the session")),
    EntryKind.DIAGNOSTICS: Correctable(N_("Correction of the request for diagnostics")),
    EntryKind.DIAGNOSTICS_RESULT: Correctable(N_("Correction of the result of diagnostics"), picks=_people),
    EntryKind.CAN_FLAG: Correctable(N_("Correction of the CAN flag")),
    EntryKind.CAN_FLAG_LIFTED: Correctable(N_("Correction of the lifting of the CAN flag")),
    EntryKind.INTERVISION: Correctable(N_("Correction of the intervision")),
    EntryKind.CONTACT_PERSON: Correctable(
        N_("Change of the contact person"), checks=lambda _store, _client_id, what: what.check()
    ),
    EntryKind.ENDING: Correctable(N_("Correction of the ending"), ("day", "release_reason")),
}


def correction_of(kind: EntryKind) -> str:
    """The sheet that corrects entries of a kind; none where a kind is not corrected."""
    return f"correct_{kind.value}" if kind in CORRECTABLE else ""


def _declare(kind: EntryKind, how: Correctable) -> None:
    """Declare the sheet that corrects entries of a kind: it asks the same, and why."""
    asks = SHEET_OF[kind]
    why = ("why_corrected", str, asked(N_("Why it is corrected")))
    name, bases = f"{asks.__name__}Corrected", (asks,)
    corrected = make_dataclass(name, [why], bases=bases, frozen=True, slots=True, kw_only=True)

    def offer(store: Store, entry_id: int) -> Offer:
        before = _correctable(store, entry_id, kind)
        return Offer(typed(before.what), _picks(store, before, how), before.client_id)

    def correct(store: Store, entry_id: int, what: Any) -> int:
        before = _correctable(store, entry_id, kind)
        _refuse_unfit(store, before, how, what)
        said = asks(
            **{one.name: getattr(what, one.name) for one in fields(asks) if one.metadata}, **_unasked(before)
        )
        return add_entry(store, before.client_id, kind, said, replaces=entry_id, why=what.why_corrected)

    correct.__name__ = correction_of(kind)
    sheet(Permission.CASE_LEAD, how.title, corrected, offers=offer)(correct)


def _correctable(store: Store, entry_id: int, kind: EntryKind) -> Entry:
    entry = understood(cases.entry(store, entry_id))
    if entry.kind is not kind or entry.what is None:
        raise NotFound
    return entry


def _unasked(before: Entry) -> dict[str, object]:
    """What an entry says beside the answers of its sheet."""
    return {one.name: getattr(before.what, one.name) for one in fields(before.what) if not one.metadata}


def _picks(store: Store, before: Entry, how: Correctable) -> dict[str, Picks]:
    """Those who may be picked now, and whoever was picked then."""
    if how.picks is None:
        return {}
    offered, names = how.picks(store, before.client_id), workers.everybody(store)
    return {
        name: offered
        + tuple((one.id, one.full_name) for one in names if one.id == then and then not in dict(offered))
        for name, then in _picked(before.what)
    }


def _picked(what: Any) -> list[tuple[str, int | None]]:
    return [(one.name, getattr(what, one.name)) for one in questions(type(what)) if one.ask is Ask.PICK]


def _refuse_unfit(store: Store, before: Entry, how: Correctable, what: Any) -> None:
    refuse_unfit_day(store, before.client_id, what.day)
    for name in how.stays:
        if getattr(what, name) != getattr(before.what, name):
            raise HasHadItsEffect().at(name)
    picks = _picks(store, before, how)
    for name, worker_id in _picked(what):
        if worker_id is not None and worker_id not in dict(picks[name]):
            raise WorkerUnfit().at(name)
    how.checks(store, before.client_id, what)


for _kind, _how in CORRECTABLE.items():
    _declare(_kind, _how)
