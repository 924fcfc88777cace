"""Signing in and out, the password, and the first run."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlcipher3.dbapi2 import IntegrityError

from kp_tui.domain.errors import Conflict, KpError, NotFound, Refused
from kp_tui.domain.people import Profession, Role
from kp_tui.domain.policies import MSK_2010
from kp_tui.store import anchors, audit, migrations, organisations, policies, schema
from kp_tui.store.database import Database
from kp_tui.store.unit import Store
from kp_tui.usecases.audit import verify_log
from kp_tui.usecases.client_forms import new_client_form
from kp_tui.usecases.demo import ADMINISTRATOR
from kp_tui.usecases.door import Access
from kp_tui.usecases.session import Deactivated, PasswordSame, PasswordTemporary, Session, sign_in
from kp_tui.usecases.setup import NewStore, OrganisationNameless, create_store
from kp_tui.usecases.workers import (
    LoginInvalid,
    NewWorker,
    RoleMissing,
    WorkerNameless,
    add_worker,
    list_workers,
    temporary_password,
)
from kp_tui.vault import slots
from kp_tui.vault.errors import (
    HeaderOlder,
    LoginTaken,
    PasswordTooEasy,
    PasswordTooShort,
    StoreExists,
    TextMoved,
    WrongPassword,
)
from kp_tui.vault.keys import Cost
from tests.support.stores import NOW, PASSWORD, Office, TestClock, probe

BETTER = "lampa sedm žirafa komín"
JANA = NewWorker("jana", "Jana", "Malá", Profession.SOCIAL_WORKER, frozenset({Role.KEY_WORKER}))


@pytest.fixture(autouse=True)
def _quick_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords set here cost as little as those of the store the tests copy."""
    cheap = Cost(memory_kib=8, iterations=1)
    for function in (slots.create_store, slots.add_slot, slots.change_password, slots.reset_password):
        defaults = tuple(cheap if isinstance(value, Cost) else value for value in function.__defaults__ or ())
        monkeypatch.setattr(function, "__defaults__", defaults)


def opening(office: Office, login: str = "novakova", password: str = PASSWORD) -> Callable[[], Session]:
    """An attempt to sign in."""
    return lambda: sign_in(office.home, login, password, office.clock)[0]


# signing in


def test_signing_in_tells_when_one_last_did_and_how_often_somebody_failed_since(office: Office) -> None:
    _, first = sign_in(office.home, "novakova", PASSWORD, office.clock)
    office.clock.forward(hours=1)
    for _ in range(2):
        with pytest.raises(WrongPassword):
            opening(office, password="něco jiného, docela")()
    _, second = sign_in(office.home, "novakova", PASSWORD, office.clock)
    assert (first.last_sign_in, first.failures) == (None, 0)
    assert (second.last_sign_in, second.failures, second.must_change_password) == (NOW, 2, False)


def test_signing_in_and_out_are_rows_of_the_log(office: Office) -> None:
    opening(office)().close()
    rows = [(row.act, row.worker_id) for row in office.log()]
    assert rows[-1] == ("sign_out", office.worker("novakova").id)
    acts = select(schema.audit.c.act).order_by(schema.audit.c.seq)
    assert "sign_in" in office.look(lambda store: store.connection.scalars(acts).all())


def test_whoever_was_deactivated_is_not_let_in(office: Office) -> None:
    leaver = schema.worker.c.login == "svoboda"
    left = update(schema.worker).where(leaver).values(active=False)
    office.change(lambda store: store.connection.execute(left))
    with pytest.raises(Deactivated):
        opening(office, "svoboda")()


def test_a_key_without_a_worker_opens_nothing(office: Office) -> None:
    spravce = office["spravce"]
    slots.add_slot(office.home, spravce._opened, "nikdo", PASSWORD, must_change=False)
    with pytest.raises(Deactivated):
        opening(office, "nikdo")()


def test_an_older_key_file_is_refused(office: Office, tmp_path: Path) -> None:
    shutil.copy(office.home / "kp.keys", tmp_path / "old")
    office["spravce"].perform(add_worker, JANA)
    shutil.copy(tmp_path / "old", office.home / "kp.keys")
    with pytest.raises(HeaderOlder):
        opening(office)()


def test_signing_out_leaves_an_anchor_of_the_log_and_no_key(office: Office) -> None:
    session = opening(office)()
    opened = session._opened
    session.close()
    end = office.look(lambda store: audit.end(store.connection), "prochazka")
    assert max(anchors.read(office.home)) == end.seq - 1
    assert set(opened.database_key) == {0}
    assert not hasattr(opened, "keys")


def test_a_refused_sign_in_leaves_no_key(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    real = slots.open_store

    def remembered(*given: object) -> object:
        opened.append(real(*given))  # type: ignore[arg-type]  # as they come
        return opened[0]

    monkeypatch.setattr(slots, "open_store", remembered)
    office.raw().execute("UPDATE alembic_version SET version_num = '9999'")
    opened.clear()
    with pytest.raises(KpError):
        opening(office)()
    assert set(opened[0].database_key) == {0}


def test_a_moment_is_kept_to_the_second_wherever_it_comes_from(office: Office) -> None:
    office.clock.now = NOW + timedelta(microseconds=999_999)
    client_id = office.add_client("A-1", "Novák")
    assert office.log()[-1].at == NOW
    assert office["prochazka"].perform(verify_log) > 0
    assert client_id == 1


# the password


def test_a_changed_password_is_the_only_one_that_opens(office: Office) -> None:
    office["novakova"].change_password(PASSWORD, BETTER)
    with pytest.raises(WrongPassword):
        opening(office)()
    opening(office, password=BETTER)().abandon()
    assert [row.act for row in office.log()][-1] == "change_password"


def test_a_new_password_is_judged_and_asks_for_the_old_one(office: Office) -> None:
    session = office["novakova"]
    for new, refused in (
        ("krátké", PasswordTooShort),
        ("novakova2026", PasswordTooEasy),
        ("heslo heslo heslo", PasswordTooEasy),
        (PASSWORD, PasswordSame),
    ):
        with pytest.raises(refused):
            session.change_password(PASSWORD, new)
    with pytest.raises(WrongPassword):
        session.change_password(BETTER, f"{BETTER} navíc")
    opening(office)().abandon()


def test_a_temporary_password_opens_nothing_but_its_own_change(office: Office) -> None:
    temporary = office["spravce"].perform(add_worker, JANA)
    session, welcome = sign_in(office.home, "jana", temporary, office.clock)
    assert welcome.must_change_password
    with pytest.raises(PasswordTemporary):
        session.perform(new_client_form)
    session.change_password(temporary, BETTER)
    assert session.perform(new_client_form).form.key_worker_id == session.person.id
    session.abandon()
    assert not sign_in(office.home, "jana", BETTER, office.clock)[1].must_change_password


# workers


def test_a_worker_is_added_with_roles_and_a_password_of_their_own(office: Office) -> None:
    office["spravce"].perform(add_worker, replace(JANA, name=" Jana \x1b", surname="  Malá  Nová "))
    jana = office.worker("jana")
    assert (jana.full_name, jana.roles, jana.profession) == ("Malá Nová Jana", JANA.roles, JANA.profession)
    logins = [worker.login for worker in office["spravce"].perform(list_workers)]
    assert logins == ["cerna", "dvorakova", "jana", "novakova", "prochazka", "spravce", "svoboda"]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"login": "novakova"}, LoginTaken),
        ({"login": "Jana"}, LoginInvalid),
        ({"login": "jána"}, LoginInvalid),
        ({"login": "j"}, LoginInvalid),
        ({"login": "x" * 41}, LoginInvalid),
        ({"login": "a b"}, LoginInvalid),
        ({"login": "jana\n"}, LoginInvalid),
        ({"name": " "}, WorkerNameless),
        ({"surname": "\u202e"}, WorkerNameless),
        ({"roles": frozenset()}, RoleMissing),
    ],
)
def test_a_worker_who_cannot_be_is_refused_and_gets_no_key(
    office: Office, change: dict[str, object], refused: type[Exception]
) -> None:
    before = (office.home / "kp.keys").read_bytes()
    with pytest.raises(refused):
        office["spravce"].perform(add_worker, replace(JANA, **change))  # type: ignore[arg-type]  # by name
    assert (office.home / "kp.keys").read_bytes() == before


def test_a_power_cut_while_adding_a_worker_can_be_made_good(office: Office) -> None:
    """The key file was written and the database was not: adding the worker again finds the way in taken."""
    slots.add_slot(office.home, office["spravce"]._opened, "jana", "zapomenuté heslo")
    temporary = office["spravce"].perform(add_worker, JANA)
    opening(office, "jana", temporary)().abandon()


def test_temporary_passwords_are_long_and_never_the_same() -> None:
    made = {temporary_password() for _ in range(50)}
    assert len(made) == 50
    assert {len(password) for password in made} == {4 * 8 + 3}


# the first run


def wanted(**changes: object) -> NewStore:
    """What the first run asks for."""
    return replace(NewStore("  Poradna\tKopr ", ADMINISTRATOR, BETTER), **changes)  # type: ignore[arg-type]


def test_the_first_run_makes_a_store_with_its_organisation_and_administrator(tmp_path: Path) -> None:
    session, paper_key = create_store(tmp_path / "store", wanted(), TestClock())
    named = session.perform(probe(lambda store: organisations.name(store.connection)))
    rules = session.perform(probe(lambda store: policies.load(store.connection)))
    assert (named, rules, session.person.login) == ("Poradna Kopr", (MSK_2010,), "spravce")
    session.close()
    slots.open_with_paper(tmp_path / "store", paper_key).forget()
    again, _ = sign_in(tmp_path / "store", "spravce", BETTER, TestClock())
    acts = select(schema.audit.c.act).order_by(schema.audit.c.seq)
    assert again.perform(probe(lambda store: store.connection.scalars(acts).all())) == [
        "create_store",
        "sign_out",
        "sign_in",
    ]
    again.abandon()


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"organisation": " \u200b "}, OrganisationNameless),
        ({"password": "krátké"}, PasswordTooShort),
        ({"password": "spravce spravce"}, PasswordTooEasy),
        ({"administrator": replace(ADMINISTRATOR, login="Správce")}, LoginInvalid),
    ],
)
def test_what_the_first_run_refuses_leaves_no_file(
    tmp_path: Path, change: dict[str, object], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        create_store(tmp_path / "store", wanted(**change), TestClock())
    assert not (tmp_path / "store").exists()


def test_a_store_is_never_made_over_another(office: Office) -> None:
    before = {
        file.name: file.read_bytes() for file in office.home.iterdir() if file.suffix in {".db", ".keys"}
    }
    with pytest.raises(StoreExists):
        create_store(office.home, wanted(), office.clock)
    assert {name: (office.home / name).read_bytes() for name in before} == before
    opening(office)().abandon()


def test_a_first_run_that_fails_midway_leaves_what_was_there_before_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kp-poznámky.txt").write_text("moje")
    (tmp_path / "kp.md").write_text("moje")

    def disk_full(_: Database) -> None:
        raise OSError

    monkeypatch.setattr(migrations, "upgrade", disk_full)
    with pytest.raises(OSError):  # noqa: PT011 -- the very error that was raised above
        create_store(tmp_path, wanted(), TestClock())
    assert sorted(file.name for file in tmp_path.iterdir()) == ["kp-poznámky.txt", "kp.md"]
    monkeypatch.undo()


def test_what_follows_the_row_in_the_log_is_undone_where_that_is_not_kept(office: Office) -> None:
    done: list[str] = []

    def act(store: Store) -> None:
        before = audit.end(store.connection).seq
        store.lastly(lambda: done.append(str(audit.end(store.connection).seq - before)), done.clear)

    def act_in_vain(store: Store) -> None:
        act(store)
        store.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        store.connection.exec_driver_sql(
            "INSERT INTO timer (worker_id, client_id, started_at) VALUES (1, 99, 0)"
        )

    office["novakova"].perform(probe(act, Access.ACT))
    assert done == ["1"]
    with pytest.raises(IntegrityError):
        office["novakova"].perform(probe(act_in_vain, Access.ACT))
    assert done == []


@pytest.mark.parametrize(
    ("error", "purpose", "outcomes"),
    [
        (Refused, "", ["refused"]),
        (TextMoved, "plan", ["text_moved"]),
        (NotFound, "plan", ["not_found"]),
        (NotFound, "", []),
        (Conflict, "plan", []),
    ],
)
def test_a_refusal_a_changed_text_and_what_was_out_of_reach_stand_in_the_log(
    office: Office, error: type[KpError], purpose: str, outcomes: list[str]
) -> None:
    def act(store: Store) -> None:
        store.concerns(purpose=purpose)
        raise error

    before = len(office.log())
    with pytest.raises(error):
        office["novakova"].perform(probe(act, Access.ACT))
    assert [row.outcome for row in office.log()[before:]] == outcomes
