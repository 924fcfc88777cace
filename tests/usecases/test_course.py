"""The course of a case as a whole: whatever is tried in whatever order, its rules (chapters 4 and 5) hold."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.cases import Consent, EntryKind, Stage
from kp_tui.domain.clients import ClientState
from kp_tui.domain.errors import InvalidInput
from kp_tui.domain.key_workers import Period
from kp_tui.store import periods
from kp_tui.store.unit import Store
from kp_tui.usecases.assessments import record_assessment
from kp_tui.usecases.cases import OpenedCase, open_case
from kp_tui.usecases.consents import sign_informed_consent, withdraw_consent
from kp_tui.usecases.diagnostics import lift_can_flag, raise_can_flag
from kp_tui.usecases.endings import end_case, reopen_case
from kp_tui.usecases.intake import record_consultation, take_first_contact
from tests.support.examples import examples
from tests.support.sheets import fill_in
from tests.support.stores import Office

TRIED: Mapping[str, tuple[Any, Mapping[str, str]]] = {
    "consult": (record_consultation, {"channel": "phone", "consent_by_phone": "yes", "outcome": "goes_on"}),
    "counsel": (record_consultation, {"channel": "phone", "outcome": "basic_counselling"}),
    "assess": (record_assessment, {"first": "2", "second": "3", "key_worker": "2"}),
    "reassess": (record_assessment, {"first": "2", "second": "3", "key_worker": "3"}),
    "sign": (sign_informed_consent, {"form": "written"}),
    "withdraw": (withdraw_consent, {"which": "informed", "form": "written"}),
    "flag": (raise_can_flag, {"grounds": "Modřiny"}),
    "unflag": (lift_can_flag, {"why": "Úraz"}),
    "end": (end_case, {"reason": "moved", "evaluation": "Dobré", "release_reason": "Odstěhovali se."}),
    "reopen": (reopen_case, {"key_worker": "3"}),
    "reopen_alone": (reopen_case, {}),
}
DAYS = ("d", "v", "2. 3. 2026")
WORTH_TRYING = st.lists(
    st.tuples(st.sampled_from(sorted(TRIED)), st.sampled_from(DAYS)), min_size=4, max_size=10
)


def test_a_client_has_a_key_worker_and_an_ended_case_has_none_whatever_was_tried(office: Office) -> None:
    @given(WORTH_TRYING, st.booleans())
    @examples(12)
    def holds(tries: list[tuple[str, str]], anonymous: bool) -> None:  # noqa: FBT001 -- drawn
        client_id = taken_in(office, anonymous=anonymous)
        seen = case_and_history(office, client_id)
        for name, day in tries:
            case, answers = TRIED[name]
            refused = not tried(partial(fill_in, office["novakova"], case, client_id, **answers, day=day))
            before, seen = seen, case_and_history(office, client_id)
            assert (seen == before) is refused
            keeps_the_rules(*seen)

    holds()


def tried(act: Callable[[], object]) -> bool:
    """Whether something was done that may be refused."""
    with suppress(InvalidInput):
        act()
        return True
    return False


def taken_in(office: Office, *, anonymous: bool) -> int:
    """Somebody taken in yesterday."""
    who = {"anonymous": "yes"} if anonymous else {"surname": "Malá"}
    answers: dict[str, Any] = {"channel": "phone", "day": "v", **who}
    return fill_in(office["novakova"], take_first_contact, **answers)


def case_and_history(office: Office, client_id: int) -> tuple[OpenedCase, list[Period]]:
    """All there is of a case."""

    def look(store: Store) -> list[Period]:
        return periods.history(store, client_id)

    return office["novakova"].perform(open_case, client_id), office.look(look)


def keeps_the_rules(case: OpenedCase, history: list[Period]) -> None:
    """K1, K2, L2, L3, L5 and L7, as they can be read from a case."""
    state, kinds = case.client.state, [entry.kind for entry in case.journal]
    assert (state is ClientState.CLIENT) <= (case.key_worker is not None)  # K2
    assert (state is ClientState.ENDED) <= (case.key_worker is None)
    assert (case.stage is Stage.ENDED) is (state is ClientState.ENDED)
    endings = {entry.day for entry in case.journal if entry.kind is EntryKind.ENDING}
    for one, after in pairwise(history):  # K1
        assert one.to_day is not None
        assert one.to_day <= after.from_day
        assert one.to_day == after.from_day or one.to_day in endings
    assert (Consent.INFORMED in case.consents) <= (state is ClientState.CLIENT)  # L5, L7
    assert not (case.client.anonymous and EntryKind.INFORMED_CONSENT in kinds)  # L2
    for entry in case.journal:
        if entry.kind is EntryKind.ASSESSMENT:  # L3
            assert EntryKind.INTRO_CONSULTATION in kinds
            assert entry.what.first != entry.what.second
        assert case.began <= entry.day
