"""Vaults of plans: who holds the keys, who waits, who is left out; what was tampered with is refused (V3)."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Row, func, select, text, update

from kp_tui.domain.duties import DutyKind
from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.people import Role
from kp_tui.domain.vaults import FingerprintDiffers, NothingToGrant, PendingGrant
from kp_tui.store import sealed, vault_keys, vault_members, vaults
from kp_tui.store.schema import plan, plan_note, plan_version, vault_grant, worker_role
from kp_tui.store.sealed import Sealed
from kp_tui.store.unit import Store
from kp_tui.usecases.bars import bar_worker, lift_bar
from kp_tui.usecases.emergencies import open_emergency
from kp_tui.usecases.plan_forms import plan_form, save_plan
from kp_tui.usecases.plan_notes import discuss_plan, list_plan_notes
from kp_tui.usecases.plans import list_plan_versions, open_plan, open_plan_version
from kp_tui.usecases.session import Session, sign_in
from kp_tui.usecases.today import look_at_today
from kp_tui.usecases.vaults import (
    fingerprint_of,
    grant_vault,
    list_vaults,
    pending_grants,
    revoke_vault,
)
from kp_tui.usecases.workers import deactivate_worker, reset_worker
from kp_tui.vault.errors import TextMoved, VaultClosed
from kp_tui.vault.sealing import Generation, Place, VaultKey
from tests.support.sheets import fill_in
from tests.support.stores import PASSWORD, Office, probe

GOALS = "Chce bydlet\n- klient: zajít na úřad do 5. 12."


@pytest.fixture
def client(office: Office) -> int:
    """A client of novakova with a plan of one version."""
    client_id = office.add_client("A-1", "Novák", of="novakova")
    write(office, client_id, "Bydlí v autě")
    return client_id


def write(office: Office, client_id: int, situation: str, login: str = "novakova") -> int:
    """One more version of the plan."""
    opened = office[login].perform(plan_form, client_id)
    form = replace(opened.form, situation=situation, goals=GOALS)
    return office[login].perform(save_plan, opened, form)


def read(office: Office, client_id: int, login: str = "novakova") -> str:
    """The situation as that person reads it."""
    content = office[login].perform(open_plan, client_id).content
    assert content is not None
    return content.plan.situation


def renew(office: Office, login: str) -> Session:
    """The administrator resets somebody's password, and they choose their own."""
    temporary = office["spravce"].perform(reset_worker, login)
    office._sessions.pop(login, None)
    theirs, _ = sign_in(office.home, login, temporary, office.clock)
    theirs.change_password(temporary, PASSWORD)
    theirs.close()
    return office[login]


def waiting(office: Office, login: str = "novakova") -> list[PendingGrant]:
    """Who waits for a vault."""
    return office[login].perform(pending_grants)


def grant(office: Office, login: str, by: str = "novakova") -> None:
    """Let one grant the other the first vault, with the fingerprint that both have compared."""
    compared = office[login].perform(fingerprint_of, login)
    for pending in waiting(office, by):
        if pending.worker_id == office.worker(login).id:
            office[by].perform(grant_vault, pending.vault_id, pending.worker_id, compared)


def holders(office: Office, client_id: int) -> set[str]:
    """The logins of whoever holds the last key of a client's vault, for good or for an emergency."""
    logins = {office.worker(one).id: one for one in PEOPLE}

    def look(store: Store) -> set[str]:
        kept = vaults.of_client(store, client_id)
        assert kept is not None
        last = vault_keys.latest(vault_keys.made(store, kept.id))
        theirs = [one for one in vaults.grants(store, kept.id) if one.generation == last]
        return {logins.get(one.worker_id, "paper") if one.worker_id else "paper" for one in theirs}

    return office.look(look)


PEOPLE = ("spravce", "novakova", "svoboda", "dvorakova", "cerna", "prochazka")


def rows(office: Office, table: Any = plan_version) -> list[Row[Any]]:
    return office.look(lambda store: list(store.connection.execute(select(table)).all()))


def tamper(office: Office, values: dict[str, object], table: Any = plan_version, *which: Any) -> None:
    """Change a row as somebody with the raw database does: the triggers are dropped first."""

    def change(store: Store) -> None:
        for name in ("plan_version", "plan_note"):
            store.connection.execute(text(f"DROP TRIGGER IF EXISTS {name}_keeps_what_it_says"))
        store.connection.execute(update(table).where(*which).values(values))

    office.change(change, "spravce")


class TestMaking:
    def test_the_first_who_writes_grants_the_vault_to_all_who_read_to_the_paper_and_for_emergencies(
        self, office: Office, client: int
    ) -> None:
        assert holders(office, client) == {"novakova", "svoboda", "cerna", "prochazka", "paper"}
        (row,) = office["novakova"].perform(list_vaults)
        assert {one.name: one.emergency for one in row.members} == {
            "Nováková Jana": False,
            "Svoboda Petr": False,
            "Černá Alena": False,
            "Procházka Ivan": True,
        }
        assert row.open

    def test_an_administrator_never_holds_a_key_v3(self, office: Office) -> None:
        office.hire("oboji", Role.MANAGER, Role.ADMINISTRATOR)
        client_id = office.add_client("A-1", "Novák", of="novakova")
        write(office, client_id, "Bydlí v autě")
        held = {one.worker_id for one in office.look(lambda store: vaults.grants(store, 1))}
        assert not held & {office.worker("spravce").id, office.worker("oboji").id}
        assert waiting(office) == []
        assert office.change(lambda store: dict(vault_keys.keyring(store)), "spravce") == {}

    def test_a_service_has_one_vault_whoever_writes(self, office: Office, client: int) -> None:
        write(office, office.add_client("A-2", "Malá", of="svoboda"), "Dluhy", "svoboda")
        assert len(office["cerna"].perform(list_vaults)) == 1

    def test_the_managers_key_waits_for_an_emergency(self, office: Office, client: int) -> None:
        manager = office["prochazka"]
        assert office.look(lambda store: dict(vault_keys.keyring(store)), "prochazka") == {}
        with pytest.raises(NotFound):
            manager.perform(open_plan, client)
        fill_in(manager, open_emergency, client, reason="Ohrožení života.")
        assert read(office, client, "prochazka") == "Bydlí v autě"
        assert manager._opened.vaults == {}
        office.clock.forward(minutes=60)
        with pytest.raises(NotFound):
            manager.perform(open_plan, client)

    def test_the_keys_are_let_go_when_the_session_ends(self, office: Office, client: int) -> None:
        session = office["novakova"]
        assert session._opened.vaults
        opened = session._opened
        office.sign_out("novakova")
        assert opened.vaults == {}


class TestGranting:
    def test_a_new_colleague_reads_nothing_before_somebody_grants_them_the_vault(
        self, office: Office, client: int
    ) -> None:
        office.hire("nova", Role.SOCIAL_WORKER)
        with pytest.raises(VaultClosed):
            office["nova"].perform(open_plan, client)
        (pending,) = waiting(office)
        assert (pending.worker_id, pending.emergency) == (office.worker("nova").id, False)
        assert pending.renewed_at is None
        grant(office, "nova")
        assert read(office, client, "nova") == "Bydlí v autě"
        assert waiting(office) == []
        assert office.log()[-2].record == f"vault:1:worker:{office.worker('nova').id}"

    def test_new_keys_after_a_reset_wait_for_a_grant_and_say_that_they_are_new(
        self, office: Office, client: int
    ) -> None:
        write(office, office.add_client("A-2", "Malá", of="svoboda"), "Dluhy", "svoboda")
        renew(office, "svoboda")
        with pytest.raises(VaultClosed):
            office["svoboda"].perform(open_plan, client)
        (pending,) = waiting(office)
        assert pending.renewed_at is not None
        grant(office, "svoboda")
        assert read(office, client, "svoboda") == "Bydlí v autě"
        assert read(office, 2, "novakova") == "Dluhy"  # signed with the keys they had before
        write(office, 2, "Dluhy splácí", "svoboda")
        assert read(office, 2) == "Dluhy splácí"

    def test_a_grant_is_for_the_keys_that_were_compared(self, office: Office, client: int) -> None:
        office.hire("nova", Role.SOCIAL_WORKER)
        (pending,) = waiting(office)
        renew(office, "nova")
        with pytest.raises(FingerprintDiffers):
            office["novakova"].perform(grant_vault, 1, pending.worker_id, pending.fingerprint)
        assert [one.worker_id for one in waiting(office)] == [pending.worker_id]

    def test_nobody_grants_what_they_do_not_hold(self, office: Office, client: int) -> None:
        office.hire("nova", Role.KEY_WORKER)
        office.hire("dalsi", Role.KEY_WORKER)
        compared = office["nova"].perform(fingerprint_of, "dalsi")
        with pytest.raises(VaultClosed):
            office["nova"].perform(grant_vault, 1, office.worker("dalsi").id, compared)
        with pytest.raises(Refused):
            office["prochazka"].perform(grant_vault, 1, office.worker("dalsi").id, compared)

    @pytest.mark.parametrize("login", ["spravce", "dvorakova", "svoboda"])
    def test_there_is_nothing_to_grant_to_who_does_not_read_or_has_it(
        self, office: Office, client: int, login: str
    ) -> None:
        compared = office["novakova"].perform(fingerprint_of, login)
        with pytest.raises(NothingToGrant):
            office["novakova"].perform(grant_vault, 1, office.worker(login).id, compared)

    def test_a_grant_brings_all_older_keys_along(self, office: Office, client: int) -> None:
        office["novakova"].perform(revoke_vault, 1, office.worker("cerna").id)
        write(office, client, "Bydlí v ubytovně")
        office.hire("nova", Role.SOCIAL_WORKER)
        grant(office, "nova")
        versions = office["nova"].perform(list_plan_versions, 1)
        assert [one.plan.situation for one in versions] == ["Bydlí v ubytovně", "Bydlí v autě"]

    def test_a_pending_grant_is_a_duty_of_those_who_hold_the_vault(self, office: Office, client: int) -> None:
        office.hire("nova", Role.SOCIAL_WORKER)
        for login in ("novakova", "svoboda", "cerna"):
            owed = office[login].perform(look_at_today).owed.duties
            assert [one.about for one in owed if one.kind is DutyKind.GRANT] == ["Nova Nový"]
        for login in ("dvorakova", "prochazka", "nova"):
            assert DutyKind.GRANT not in {
                one.kind for one in office[login].perform(look_at_today).owed.duties
            }
        grant(office, "nova")
        owed = office["novakova"].perform(look_at_today).owed.duties
        assert DutyKind.GRANT not in {one.kind for one in owed}


class TestLeaving:
    def test_who_is_revoked_reads_neither_old_nor_new_until_somebody_grants_again(
        self, office: Office, client: int
    ) -> None:
        office["novakova"].perform(revoke_vault, 1, office.worker("svoboda").id)
        write(office, client, "Bydlí v ubytovně")
        with pytest.raises(VaultClosed):
            office["svoboda"].perform(open_plan, client)
        assert "svoboda" not in holders(office, client)
        kept = office.look(lambda store: vaults.one(store, 1))
        assert kept is not None
        assert kept.generation == 2
        emptied = select(vault_grant.c.sealed).where(vault_grant.c.revoked_at.is_not(None))
        assert office.look(lambda store: store.connection.scalars(emptied).all()) == [b""]

    def test_the_key_they_may_have_copied_opens_nothing_that_comes_after(
        self, office: Office, client: int
    ) -> None:
        read(office, client, "svoboda")
        copied = dict(office["svoboda"]._opened.vaults)
        office["cerna"].perform(revoke_vault, 1, office.worker("svoboda").id)
        write(office, client, "Bydlí v ubytovně")
        last = rows(office)[-1]
        assert Generation(last.vault_id, last.generation) not in copied
        for key in copied.values():
            with pytest.raises(TextMoved):
                key.unseal(Place("plan_version", "1:2", "body"), last.body)

    def test_a_closed_account_loses_every_vault_and_the_next_who_writes_makes_a_new_key_v3(
        self, office: Office, client: int
    ) -> None:
        office["spravce"].perform(deactivate_worker, "cerna")
        assert office.look(lambda store: vaults.one(store, 1)).generation == 2  # type: ignore[union-attr]
        assert office["spravce"]._opened.vaults == {}
        write(office, client, "Bydlí v ubytovně", "novakova")
        assert [one.generation for one in rows(office)] == [1, 2]
        assert holders(office, client) == {"novakova", "svoboda", "prochazka", "paper"}
        assert [one.plan.situation for one in office["svoboda"].perform(list_plan_versions, 1)] == [
            "Bydlí v ubytovně",
            "Bydlí v autě",
        ]

    def test_the_next_key_is_not_for_keys_that_an_administrator_made_v3(
        self, office: Office, client: int
    ) -> None:
        renew(office, "svoboda")
        office["novakova"].perform(revoke_vault, 1, office.worker("cerna").id)
        write(office, client, "Bydlí v ubytovně")
        assert holders(office, client) == {"novakova", "prochazka", "paper"}
        with pytest.raises(VaultClosed):
            office["svoboda"].perform(open_plan, client)

    @pytest.mark.parametrize("role", [Role.CARE_WORKER, Role.MANAGER, Role.ADMINISTRATOR])
    def test_who_has_lost_the_role_is_let_out_by_the_next_who_writes(
        self, office: Office, client: int, role: Role
    ) -> None:
        theirs = worker_role.c.worker_id == office.worker("cerna").id
        taken = update(worker_role).where(theirs).values(role=role)
        office.change(lambda store: store.connection.execute(taken), "spravce")
        fill_in(office["novakova"], discuss_plan, client, who="tým", outcome="pokračovat")
        assert [one.generation for one in rows(office, plan_note)] == [2]
        assert holders(office, client) == {"novakova", "svoboda", "prochazka", "paper"}
        assert office.change(lambda store: dict(vault_keys.keyring(store)), "cerna") == {}
        assert [(one.worker_id, one.emergency) for one in waiting(office)] == (
            [(office.worker("cerna").id, True)] if role is Role.MANAGER else []
        )


class TestBar:
    def test_a_bar_moves_the_client_into_a_vault_without_that_colleague_x1(
        self, office: Office, client: int
    ) -> None:
        fill_in(office["novakova"], discuss_plan, client, who="tým", outcome="pokračovat")
        old = dict(office["svoboda"]._opened.vaults) or office.change(
            lambda store: dict(vault_keys.keyring(store)), "svoboda"
        )
        bar(office, client, "svoboda")
        assert holders(office, client) == {"novakova", "cerna", "prochazka", "paper"}
        assert {(one.vault_id, one.generation) for one in [*rows(office), *rows(office, plan_note)]} == {
            (2, 1)
        }
        for row, place in ((rows(office)[0], Place("plan_version", "1:1", "body")),):
            for key in old.values():
                with pytest.raises(TextMoved):
                    key.unseal(place, row.body)
        with pytest.raises(NotFound):
            office["svoboda"].perform(open_plan, client)
        assert read(office, client, "cerna") == "Bydlí v autě"
        (version,) = office["cerna"].perform(list_plan_versions, 1)
        assert version.author == "Nováková Jana"

    def test_all_of_the_text_moves_or_none_does(
        self, office: Office, client: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(office, client, "Bydlí v ubytovně")
        seal, calls = VaultKey.seal, []

        def fail_second(self: VaultKey, *args: Any) -> bytes:
            calls.append(args)
            if len(calls) > 1:
                raise ZeroDivisionError
            return seal(self, *args)

        monkeypatch.setattr(VaultKey, "seal", fail_second)
        with pytest.raises(ZeroDivisionError):
            bar(office, client, "svoboda")
        monkeypatch.undo()
        assert {one.vault_id for one in rows(office)} == {1}
        assert read(office, client, "svoboda") == "Bydlí v ubytovně"

    def test_a_bar_by_somebody_without_the_key_waits_for_the_next_member_who_opens_the_plan(
        self, office: Office, client: int
    ) -> None:
        bar(office, client, "svoboda", by="prochazka")
        assert {one.vault_id for one in rows(office)} == {1}
        with pytest.raises(NotFound):
            office["svoboda"].perform(open_plan, client)
        read(office, client, "cerna")
        assert {one.vault_id for one in rows(office)} == {2}
        assert holders(office, client) == {"novakova", "cerna", "prochazka", "paper"}

    def test_who_bars_themselves_makes_no_key_that_they_would_know(self, office: Office, client: int) -> None:
        read(office, client, "svoboda")
        bar(office, client, "svoboda", by="svoboda")
        assert {generation.vault for generation in office["svoboda"]._opened.vaults} == {1}
        assert office.look(lambda store: vaults.grants(store, 2)) == []
        read(office, client)
        assert {one.vault_id for one in rows(office)} == {2}

    def test_a_second_bar_leaves_the_second_colleague_out_as_well(self, office: Office, client: int) -> None:
        bar(office, client, "svoboda")
        bar(office, client, "cerna")
        assert {(one.vault_id, one.generation) for one in rows(office)} == {(2, 2)}
        assert holders(office, client) == {"novakova", "prochazka", "paper"}
        assert read(office, client) == "Bydlí v autě"

    def test_who_was_barred_before_anything_was_written_is_never_granted_it(self, office: Office) -> None:
        client_id = office.add_client("A-1", "Novák", of="novakova")
        bar(office, client_id, "svoboda")
        write(office, client_id, "Bydlí v autě")
        assert holders(office, client_id) == {"novakova", "cerna", "prochazka", "paper"}
        other = office.add_client("A-2", "Malá", of="svoboda")
        write(office, other, "Dluhy", "svoboda")
        assert read(office, other) == "Dluhy"

    def test_lifting_a_bar_leaves_the_vault_and_the_colleague_waits_for_a_grant(
        self, office: Office, client: int
    ) -> None:
        bar_id = bar(office, client, "svoboda")
        fill_in(office["prochazka"], lift_bar, bar_id, why="Už nejsou příbuzní.")
        with pytest.raises(VaultClosed):
            office["svoboda"].perform(open_plan, client)
        grant(office, "svoboda")
        assert read(office, client, "svoboda") == "Bydlí v autě"

    def test_the_barred_see_no_vault_of_that_client_and_nobody_who_waits_for_it(
        self, office: Office, client: int
    ) -> None:
        bar(office, client, "svoboda")
        office.hire("nova", Role.SOCIAL_WORKER)
        assert [one.id for one in office["svoboda"].perform(list_vaults)] == [1]
        assert [one.vault_id for one in waiting(office, "svoboda")] == [1]
        assert [one.vault_id for one in waiting(office)] == [1, 2]
        with pytest.raises(NotFound):
            office["svoboda"].perform(revoke_vault, 2, office.worker("cerna").id)


def bar(office: Office, client_id: int, login: str, by: str = "novakova") -> int:
    """Bar somebody from a client by the sheet."""
    worker = str(office.worker(login).id)
    return fill_in(office[by], bar_worker, client_id, worker=worker, reason="kinship")


class TestTampering:
    def refused(self, office: Office, client_id: int) -> None:
        for act in (
            lambda: office["novakova"].perform(open_plan, client_id),
            lambda: office["novakova"].perform(open_plan_version, 1, 2),
            lambda: office["novakova"].perform(list_plan_versions, 1),
            lambda: office["novakova"].perform(plan_form, client_id),
        ):
            with pytest.raises(TextMoved):
                act()

    @pytest.fixture(autouse=True)
    def two_versions(self, office: Office, client: int) -> None:
        office.clock.forward(minutes=5)
        write(office, client, "Bydlí v ubytovně")

    def test_a_text_moved_to_another_version_is_refused(self, office: Office, client: int) -> None:
        first = rows(office)[0]
        values = {"body": first.body, "signature": first.signature, "saved_at": first.saved_at}
        tamper(office, values, plan_version, plan_version.c.version == 2)
        self.refused(office, client)

    def test_texts_swapped_between_two_plans_are_refused(self, office: Office, client: int) -> None:
        other = office.add_client("A-2", "Malá", of="novakova")
        write(office, other, "Dluhy")
        theirs, mine = rows(office)[-1], rows(office)[1]
        for of, to in ((theirs, mine), (mine, theirs)):
            at = (plan_version.c.plan_id == to.plan_id) & (plan_version.c.version == to.version)
            tamper(office, {"body": of.body, "signature": of.signature}, plan_version, at)
        self.refused(office, client)
        with pytest.raises(TextMoved):
            office["novakova"].perform(open_plan, other)

    @pytest.mark.parametrize("length", [0, 1, 9, 20, 40, -1])
    def test_a_cut_text_is_refused(self, office: Office, client: int, length: int) -> None:
        last = rows(office)[-1]
        tamper(office, {"body": last.body[:length]}, plan_version, plan_version.c.version == 2)
        self.refused(office, client)

    def test_a_flipped_bit_is_refused(self, office: Office, client: int) -> None:
        body = bytearray(rows(office)[-1].body)
        body[-1] ^= 1
        tamper(office, {"body": bytes(body)}, plan_version, plan_version.c.version == 2)
        self.refused(office, client)

    @pytest.mark.parametrize("values", [{"signature": b""}, {"signature": bytes(64)}, {"saved_by": 3}])
    def test_a_text_that_its_author_did_not_sign_is_refused(
        self, office: Office, client: int, values: dict[str, object]
    ) -> None:
        tamper(office, values, plan_version, plan_version.c.version == 2)
        self.refused(office, client)

    def test_another_time_than_it_was_signed_with_is_refused_p4(self, office: Office, client: int) -> None:
        at = rows(office)[0].saved_at
        tamper(office, {"saved_at": at}, plan_version, plan_version.c.version == 2)
        self.refused(office, client)

    @pytest.mark.parametrize("generation", [1, 2])
    def test_a_text_sealed_with_the_key_of_who_has_left_is_refused(
        self, office: Office, client: int, generation: int
    ) -> None:
        """Svoboda has left, kept the old key and writes with the raw database at hand."""
        read(office, client, "svoboda")
        (copied,) = office["svoboda"]._opened.vaults.values()
        office["novakova"].perform(revoke_vault, 1, office.worker("svoboda").id)
        office.clock.forward(minutes=5)
        write(office, client, "Bydlí u bratra")
        office.clock.forward(minutes=5)
        svoboda = office.worker("svoboda").id
        place = Place("plan_version", "1:3", "body")

        def forge(store: Store) -> Sealed:
            said = sealed.written(store, place, client, svoboda, None, store.now)
            return sealed.seal(store, copied, said, '{"situation":"Lež"}')

        forged = office.look(forge, "svoboda")
        values = {
            "body": forged.body,
            "signature": forged.signature,
            "saved_by": office.worker("svoboda").id,
            "saved_at": office.clock.now,
            "generation": generation,
        }
        tamper(office, values, plan_version, plan_version.c.version == 3)
        with pytest.raises(TextMoved):
            office["novakova"].perform(open_plan, client)

    def test_a_note_moved_or_changed_is_refused(self, office: Office, client: int) -> None:
        for outcome in ("pokračovat", "ukončit"):
            fill_in(office["novakova"], discuss_plan, client, who="tým", outcome=outcome)
        first = rows(office, plan_note)[0]
        values = {"body": first.body, "signature": first.signature}
        tamper(office, values, plan_note, plan_note.c.id == 2)
        with pytest.raises(TextMoved):
            office["novakova"].perform(list_plan_notes, 1)

    def test_a_grant_moved_to_another_worker_opens_nothing(self, office: Office, client: int) -> None:
        mine = next(one for one in rows(office, vault_grant) if one.worker_id == office.worker("novakova").id)
        office.hire("nova", Role.SOCIAL_WORKER)
        public = office.look(lambda store: store.vault.keys.public, "nova")
        worker_id = office.worker("nova").id
        values = {"worker_id": worker_id, "exchange": public.exchange, "sealed": mine.sealed}
        tamper(office, values, vault_grant, vault_grant.c.worker_id == office.worker("cerna").id)
        with pytest.raises(VaultClosed):
            office["nova"].perform(open_plan, client)


def test_the_fingerprint_is_the_same_for_everybody_and_nobodys_for_an_unknown_login(office: Office) -> None:
    seen = {office[login].perform(fingerprint_of, "cerna") for login in PEOPLE}
    assert len(seen) == 1
    for login in ("nikdo", ""):
        with pytest.raises(Exception, match="Nobody has this login"):
            office["cerna"].perform(fingerprint_of, login)


def test_what_a_glance_does_writes_nothing(office: Office, client: int) -> None:
    count = select(func.count()).select_from(vault_grant)
    before = office.look(lambda store: store.connection.scalar(count))
    office["novakova"].perform(list_vaults)
    office["novakova"].perform(pending_grants)
    assert office.look(lambda store: store.connection.scalar(count)) == before
    assert office["novakova"].perform(probe(lambda store: len(vault_members.holders(
        store, vaults.everything(store)[0])))) == 3  # fmt: skip
    assert office.look(lambda store: store.connection.scalar(select(func.count()).select_from(plan))) == 1
