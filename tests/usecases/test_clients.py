"""Finding, opening and keeping clients, through the door and on the real store."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from kp_tui.domain import czech
from kp_tui.domain.clients import AnonymousNamed, ClientDetails, ClientState, KeyWorkerMissing
from kp_tui.domain.errors import Conflict, NotFound, Refused
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.domain.people import Role
from kp_tui.store import client_lists, client_words, clients, periods
from kp_tui.store.clients import ClientKey, ClientRow, Wanted
from kp_tui.store.schema import client, client_version, client_word
from kp_tui.store.unit import Store
from kp_tui.usecases.client_forms import (
    AnonymityStays,
    MarkTaken,
    kept_client_form,
    new_client_form,
    save_client,
)
from kp_tui.usecases.clients import ActsAsKeyWorker, glance_at_client, list_clients, open_client
from kp_tui.usecases.events import list_events
from kp_tui.usecases.today import month_of_client
from tests.support.examples import examples
from tests.support.stores import Office, meet

NAMES = (
    "Čermák", "Cermák", "Černá", "Novák", "Nováková", "Nova", "Žák", "Zak", "Řehoř", "Chalupa", "Hájek",
    "Cháb", "ch", "O'Neill", "Krátká-Malá", "Šťastný", "Svoboda ml.", "Müller", "Łukasz", "Jan 2.", "Ďuriš",
)  # fmt: skip
TYPED = (
    "n",
    "nov",
    "ch",
    "c",
    "č",
    "cerm",
    "Zak",
    "k-1",
    "19",
    "1980",
    "-",
    "%",
    "_",
    "o'n",
    "mala",
    "",
    "x",
)


@dataclass(frozen=True)
class Known:
    """A client of a property, how they are known to the worker, and their place among equals."""

    details: ClientDetails
    own: bool
    days_ago: int | None

    @property
    def mine(self) -> bool:
        """Whether the worker is the key worker of a client who has not ended."""
        return self.own and self.details.state is not ClientState.ENDED

    @property
    def tier(self) -> int:
        """Own first, until they have ended; then those met in the last 60 days."""
        if self.mine:
            return 0
        return 1 if self.days_ago is not None and self.days_ago < 60 else 2

    def found_by(self, typed: str) -> bool:
        """Whether the rule of the search finds this client."""
        born = self.details.birth_date
        texts = (self.details.surname, self.details.name, self.details.mark)
        return czech.matches(typed, *texts, str(born.year) if born else "")


@st.composite
def known_clients(draw: st.DrawFn) -> list[Known]:
    """Some clients with names that are hard to tell apart."""
    names = st.one_of(
        st.sampled_from(NAMES), st.text("aábcčdďhnřsšzž -'", min_size=1, max_size=8).filter(str.strip)
    )
    number = draw(st.integers(0, 12))
    return [
        Known(
            ClientDetails(
                f"{draw(st.sampled_from('KkŽ'))}-{place}",
                draw(names).strip(),
                draw(st.one_of(st.just(""), names)).strip(),
                draw(st.one_of(st.none(), st.dates(date(1979, 1, 1), date(1981, 12, 31)))),
                draw(st.sampled_from(ClientState)),
            ),
            draw(st.booleans()),
            draw(st.one_of(st.none(), st.sampled_from([1, 59, 60, 61, 400]))),
        )
        for place in range(number)
    ]


def add(store: Store, known: Known) -> int:
    """Add a client, known as well as that."""
    client_id = clients.add(store, known.details)
    if known.own:
        periods.begin(store, client_id, store.person.id, store.today, ChangeReason.OTHER)
    if known.days_ago is not None:
        meet(store, client_id, store.now - timedelta(days=known.days_ago))
    return client_id


def walked(store: Store, wanted: Wanted, size: int, *, back: bool) -> list[tuple[ClientKey, ClientRow]]:
    """The whole list, page by page."""
    rows: list[tuple[ClientKey, ClientRow]] = []
    key = None
    while page := client_lists.page(store, wanted, key, size, back=back):
        assert len(page) <= size
        assert key not in [page_key for page_key, _ in page]
        rows = [*page, *rows] if back else [*rows, *page]
        key = page[0 if back else -1][0]
    return rows


def listed(office: Office, login: str = "novakova", typed: str = "", *, mine: bool = False) -> list[str]:
    """The marks in the list of that person, through the door."""
    wanted = Wanted(czech.words(typed), mine=mine)
    return [row.mark for _, row in office[login].perform(list_clients, wanted, None, 100, back=False)]


def edit(office: Office, client_id: int, login: str = "novakova", **changes: object) -> None:
    """Change a client in the form."""
    opened = office[login].perform(kept_client_form, client_id)
    office[login].perform(save_client, opened, replace(opened.form, **changes))  # type: ignore[arg-type]  # by name


def test_the_search_finds_whom_the_rule_names_own_first_then_recent_then_the_alphabet(office: Office) -> None:
    @given(known_clients(), st.sampled_from(TYPED), st.sampled_from(TYPED), st.booleans(), st.integers(1, 5))
    @examples(40)
    def holds(known: list[Known], one: str, other: str, mine: bool, size: int) -> None:  # noqa: FBT001 -- drawn
        typed = f"{one} {other}"
        words = czech.words(typed)

        def search(store: Store) -> None:
            ids = [add(store, client) for client in known]
            tiers = bool(words) and not mine
            found = sorted(
                (client.tier if tiers else 0, client_words.sort_key(client.details), client_id)
                for client_id, client in zip(ids, known, strict=True)
                if client.found_by(typed) and (client.mine or not mine)
            )
            for back in (False, True):
                rows = walked(store, Wanted(words, mine=mine), size, back=back)
                assert [key.id for key, _ in rows] == [client_id for *_, client_id in found]
                assert [row.id for _, row in rows] == [key.id for key, _ in rows]

        office.pretend(search)

    holds()


@pytest.mark.parametrize("few", [1, 3])
def test_a_tier_of_few_and_a_tier_of_many_are_read_differently_and_say_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    pick = random.Random(5)  # noqa: S311 -- names, no secrets
    searches = [Wanted(("n",)), Wanted(("c", "n")), Wanted(("k",), mine=True), Wanted(mine=True), Wanted()]

    def compare(store: Store) -> None:
        for place in range(60):
            details = ClientDetails(f"K-{place}", pick.choice(NAMES), pick.choice(NAMES))
            add(store, Known(details, pick.random() < 0.3, pick.choice([None, 5, 100])))
        by_the_few = [walked(store, wanted, 7, back=False) for wanted in searches]
        monkeypatch.setattr(client_lists, "FEW", few)
        assert [walked(store, wanted, 7, back=False) for wanted in searches] == by_the_few

    office.pretend(compare)


def test_the_list_stands_in_the_order_of_the_czech_alphabet(office: Office) -> None:
    alphabet = ["Cibulka", "Čapek", "Dvořák", "Hora", "Chalupa", "Ivan", "Rada", "Řada", "Zeman", "Žák"]
    for place, surname in enumerate(random.Random(1).sample(alphabet, len(alphabet))):  # noqa: S311 -- no secret
        office.add_client(f"K-{place}", surname)
    rows = office["novakova"].perform(list_clients, Wanted(), None, 20, back=False)
    assert [row.surname for _, row in rows] == alphabet


def test_mine_are_those_i_am_the_key_worker_of(office: Office) -> None:
    office.add_client("A", "Adam", of="novakova")
    office.add_client("B", "Beran", of="svoboda")
    office.add_client("C", "Cibulka")
    assert listed(office, mine=True) == ["A"]
    assert listed(office, "svoboda", mine=True) == ["B"]
    assert listed(office) == ["A", "B", "C"]


def test_a_line_shows_the_key_worker_the_last_event_and_the_units_of_this_month(office: Office) -> None:
    client_id = office.add_client("A", "Adam", of="svoboda")
    last = office.clock.now.date() - timedelta(days=2)
    for days_ago in (40, 10, 2):
        start = office.clock.now - timedelta(days=days_ago)
        office.change(partial(meet, client_id=client_id, started_at=start))
    row = office["dvorakova"].perform(glance_at_client, client_id)
    assert (row.key_worker, row.last_event, row.units) == ("Svoboda", last, 2)


def test_a_client_is_found_by_the_new_name_only_once_it_is_changed(office: Office) -> None:
    client_id = office.add_client("A-1", "Nováková", "Jana", date(1980, 2, 1))
    edit(office, client_id, surname="Dlouhá", birth_date="1. 2. 1981", mark="B-2")
    gone = ("nov", "novakova", "1980", "a")
    assert [listed(office, typed=word) for word in gone] == [[]] * len(gone)
    found = ("dlou", "jan", "1981", "b 2", "dlouha jana b 2 1981")
    assert [listed(office, typed=word) for word in found] == [["B-2"]] * len(found)


def test_what_only_a_contact_changed_is_found_as_before(office: Office) -> None:
    client_id = office.add_client("A-1", "Nováková")
    edit(office, client_id, contacts="777 123 456")
    assert listed(office, typed="novakova") == ["A-1"]


@pytest.mark.parametrize(
    "typed", ["%", "_", "n%", "n_v", "'; DROP TABLE client; --", '"', "\\", "*", "\ud800"]
)
def test_signs_mean_nothing_to_the_search(office: Office, typed: str) -> None:
    office.add_client("A-1", "Novák")
    office.add_client("B-2", "Dlouhý")
    plain = " ".join(czech.words(typed))
    assert listed(office, typed=typed) == listed(office, typed=plain)


def test_a_whole_letter_pasted_into_the_search_finds_nobody(office: Office) -> None:
    office.add_client("A-1", "Novák")
    letter = " ".join(f"n{word}" for word in range(5000))
    assert listed(office, typed=letter) == []
    assert listed(office, typed="novak " * 5000) == ["A-1"]


def test_words_that_no_text_can_hold_do_no_harm(office: Office) -> None:
    office.add_client("A-1", "Novák")
    for word, found in (("\ud800", 1), ("", 1), ("n" * 1_000_000, 0), ("n\0", 1)):
        assert len(office["novakova"].perform(list_clients, Wanted((word,)), None, 10, back=False)) == found


@pytest.mark.parametrize("limit", [0, -1, -(2**40)])
def test_a_page_of_less_than_one_row_is_empty(office: Office, limit: int) -> None:
    client_id = office.add_client("A-1", "Novák", of="novakova")
    office.change(lambda store: meet(store, client_id, store.now))
    session = office["novakova"]
    session.perform(open_client, client_id)
    for back in (False, True):
        assert session.perform(list_clients, Wanted(), None, limit, back=back) == []
        assert session.perform(list_clients, Wanted(("n",)), None, limit, back=back) == []
        assert session.perform(list_events, client_id, None, limit, back=back) == []


def test_a_mark_without_a_letter_is_a_mark(office: Office) -> None:
    office.add_client("-")
    assert listed(office) == ["-"]


# ----------------------------------------------------------------------------------------- rules


def test_two_clients_never_share_a_mark(office: Office) -> None:
    office.add_client("A-1", "Novák")
    other = office.add_client("B-2", "Dlouhý")
    with pytest.raises(MarkTaken):
        office.add_client("A-1", "Krátký")
    with pytest.raises(MarkTaken):
        edit(office, other, mark="A-1")
    edit(office, other, mark="B-2", surname="Delší")


def test_a_client_who_is_taken_over_has_a_key_worker_and_an_applicant_need_not_k2(office: Office) -> None:
    with pytest.raises(KeyWorkerMissing):
        office.add_client("A-1", "Novák", state=ClientState.CLIENT)
    office.add_client("A-1", "Novák")
    client_id = office.add_client("B-2", "Dlouhý", of="svoboda")
    svoboda = office.worker("svoboda").id
    began = [(svoboda, office.clock.now.date(), None, ChangeReason.TAKEN_OVER)]
    assert history(office, client_id) == began


def test_the_form_of_a_kept_client_changes_neither_state_nor_key_worker(office: Office) -> None:
    """Both change by what happens in the case, whatever a form says that was left open since."""
    client_id = office.add_client("A-1", "Novák", of="svoboda")
    before = history(office, client_id)
    edit(office, client_id, state=ClientState.APPLICANT, key_worker_id=None, contacts="777")
    edit(office, client_id, state=ClientState.CLIENT, key_worker_id=office.worker("novakova").id)
    details = office["novakova"].perform(open_client, client_id).details
    assert (details.state, details.key_worker_id) == (ClientState.CLIENT, office.worker("svoboda").id)
    assert history(office, client_id) == before


@pytest.mark.parametrize("login", ["dvorakova", "prochazka", "spravce"])
def test_only_who_holds_the_role_becomes_key_worker_k6(office: Office, login: str) -> None:
    with pytest.raises(ActsAsKeyWorker):
        office.add_client("A-1", "Novák", of=login)


@pytest.mark.parametrize("worker_id", [0, -1, 999, 2**40])
def test_nobody_unknown_becomes_key_worker(office: Office, worker_id: int) -> None:
    with pytest.raises(ActsAsKeyWorker):
        office.add_client("A-1", "Novák", key_worker_id=worker_id)


def test_a_key_worker_who_has_left_hinders_nobody_from_mending_the_rest(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák", of="svoboda")
    office.raw().execute("UPDATE worker SET active = 0 WHERE login = 'svoboda'")
    edit(office, client_id, contacts="777 123 456")
    with pytest.raises(ActsAsKeyWorker):
        office.add_client("B-2", "Dlouhý", of="svoboda")


def history(office: Office, client_id: int) -> Sequence[tuple[int, date, date | None, ChangeReason]]:
    """Who was the key worker from when to when, and why."""
    chain = office.look(lambda store: periods.history(store, client_id))
    return [(one.worker_id, one.from_day, one.to_day, one.reason) for one in chain]


def test_an_anonymous_person_has_no_name_l2(office: Office) -> None:
    client_id = office.add_client("A-1")
    assert office["novakova"].perform(open_client, client_id).details.anonymous
    for named in ({"surname": "Novák"}, {"name": "Jan"}, {"birth_date": "1. 1. 1980"}, {"contacts": "777"}):
        with pytest.raises(AnonymousNamed):
            edit(office, client_id, **named)
    assert listed(office, typed="a 1") == ["A-1"]


def test_a_name_is_never_written_over_an_anonymous_file_nor_taken_off_a_named_one_l2(office: Office) -> None:
    changed: dict[int, dict[str, Any]] = {
        office.add_client("A-1"): {"anonymous": False, "surname": "Novák"},
        office.add_client("B-2", "Novák"): {"anonymous": True, "surname": ""},
    }
    for client_id, changes in changed.items():
        with pytest.raises(AnonymityStays) as refused:
            edit(office, client_id, **changes)
        assert refused.value.field == "anonymous"


def test_a_later_save_is_refused_and_loses_nothing(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák")
    first, second = (office[login].perform(kept_client_form, client_id) for login in ("novakova", "svoboda"))
    office["novakova"].perform(save_client, first, replace(first.form, contacts="777"))
    with pytest.raises(Conflict):
        office["svoboda"].perform(save_client, second, replace(second.form, contacts="602"))
    assert office["novakova"].perform(open_client, client_id).details.contacts == "777"


def test_every_change_keeps_the_old_value_when_and_by_whom_d4(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák")
    office.clock.forward(days=1)
    edit(office, client_id, "svoboda", surname="Novotný")
    edit(office, client_id, surname="Nový")
    rows = office.look(lambda store: store.connection.execute(select(client_version)).all())
    assert [(row.version, row.saved_by, row.saved_at) for row in rows] == [
        (1, office.worker("svoboda").id, office.clock.now),
        (2, office.worker("novakova").id, office.clock.now),
    ]
    assert ["Novák" in rows[0].body, "Novotný" in rows[1].body] == [True, True]


def test_the_next_mark_is_offered(office: Office) -> None:
    office.add_client("K-009", "Novák")
    opened = office["svoboda"].perform(new_client_form)
    assert (opened.form.mark, opened.form.key_worker_id) == ("K-010", office.worker("svoboda").id)
    assert office["prochazka"].perform(new_client_form).form.key_worker_id is None
    assert [worker.login for worker in opened.key_workers] == ["novakova", "svoboda"]


def test_the_first_mark_is_offered_in_a_new_store_and_never_one_that_is_taken(office: Office) -> None:
    assert office["svoboda"].perform(new_client_form).form.mark == "K-001"
    office.add_client("K-002", "Novák")
    office.add_client("K-001", "Nový")
    assert office["svoboda"].perform(new_client_form).form.mark == "K-003"


# ----------------------------------------------------------------------------------------- reach


def test_who_only_administers_reaches_no_client_through_the_door(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák")
    administrator = office["spravce"]
    for refused in (
        lambda: administrator.perform(list_clients, Wanted(), None, 10, back=False),
        lambda: administrator.perform(list_clients, Wanted(("n",)), None, 10, back=False),
        lambda: administrator.perform(glance_at_client, client_id),
        lambda: administrator.perform(open_client, client_id),
        lambda: administrator.perform(list_events, client_id, None, 10, back=False),
        lambda: administrator.perform(month_of_client, client_id),
        lambda: administrator.perform(kept_client_form, client_id),
    ):
        with pytest.raises(Refused):
            refused()


def test_who_only_administers_reaches_no_client_below_the_door_either(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák", of="novakova")
    office.change(lambda store: meet(store, client_id, store.now))

    def try_all(store: Store) -> None:
        for wanted in (Wanted(), Wanted(("n",)), Wanted(mine=True)):
            assert client_lists.page(store, wanted, None, 10, back=False) == []
        assert clients.lines(store, [client_id]) == {}
        assert clients.marks(store, [client_id]) == {}
        for unreached in (clients.row, clients.card):
            with pytest.raises(NotFound):
                unreached(store, client_id)

    office.look(try_all, "spravce")


def test_who_administers_beside_other_work_reaches_clients_by_that_work(office: Office) -> None:
    office.add_client("A-1", "Novák")
    office.hire("oboji", Role.ADMINISTRATOR, Role.CARE_WORKER)
    assert listed(office, "oboji") == ["A-1"]


@pytest.mark.parametrize("client_id", [0, -1, 7, 2**62])
def test_a_client_who_is_not_there_is_not_found(office: Office, client_id: int) -> None:
    session = office["novakova"]
    for case in (
        lambda: session.perform(glance_at_client, client_id),
        lambda: session.perform(open_client, client_id),
        lambda: session.perform(kept_client_form, client_id),
    ):
        with pytest.raises(NotFound):
            case()


def test_opening_a_card_is_logged_as_a_reading_of_the_file(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák")
    office["dvorakova"].perform(open_client, client_id)
    row = office.log()[-1]
    assert (row.act, row.purpose, row.client_id) == ("open_client", "card", client_id)
    assert row.worker_id == office.worker("dvorakova").id


def test_every_word_of_a_client_leads_back_to_the_client(office: Office) -> None:
    client_id = office.add_client("A", "Nováková", "Jana")
    edit(office, client_id, surname="Žáková")
    query = select(client_word.c.word).join(
        client, (client.c.id == client_word.c.client_id) & (client.c.sort_key == client_word.c.sort_key)
    )
    words = office.look(lambda store: list(store.connection.scalars(query)))
    assert words == ["a", "j", "ja", "jan", "jana", "z", "za", "zak", "zako", "zakov", "zakova"]
    every_row = select(func.count()).select_from(client_word)
    assert office.look(lambda store: store.connection.scalar(every_row)) == len(words)
