"""What somebody with the database's key and own tools writes into it is refused, or of no use (V3)."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace as restruct
from sqlalchemy import Row, insert, literal, select, text, update

from kp_tui.domain.errors import NotFound
from kp_tui.domain.people import Role
from kp_tui.domain.vaults import LastHolder
from kp_tui.store import sealed, vault_keys, vaults, workers
from kp_tui.store.schema import (
    client,
    draft,
    plan,
    plan_note,
    plan_version,
    service,
    signing_key,
    vault,
    vault_grant,
)
from kp_tui.store.unit import Store
from kp_tui.store.vaults import Grantee, KeptVault
from kp_tui.usecases.audit import verify_log
from kp_tui.usecases.bars import bar_worker
from kp_tui.usecases.drafts import form_left_open, keep_draft
from kp_tui.usecases.plan_forms import drafted_plan_form, plan_draft, plan_form, save_plan
from kp_tui.usecases.plan_notes import discuss_plan, list_plan_notes
from kp_tui.usecases.plans import list_plan_versions, open_plan
from kp_tui.usecases.session import KeysRenewed, sign_in
from kp_tui.usecases.vaults import fingerprint_of, list_vaults, pending_grants, recover_vaults, revoke_vault
from kp_tui.usecases.workers import deactivate_worker, reset_worker
from kp_tui.vault import header, members, paper, slots
from kp_tui.vault.errors import (
    HeaderTampered,
    KeyForged,
    SignerForged,
    TextMoved,
    VaultClosed,
    WrongPaperKey,
)
from kp_tui.vault.keys import KeyPair
from kp_tui.vault.sealing import Generation, Place, VaultKey
from kp_tui.vault.wrapping import new_member
from tests.support.sheets import fill_in
from tests.support.stores import PASSWORD, Office

GOALS = "Chce bydlet\n- klient: zajít na úřad do 5. 12."


@pytest.fixture
def client_id(office: Office) -> int:
    """A client of novakova with a plan of one version, and a colleague who only administers."""
    client_id = office.add_client("A-1", "Novák", of="novakova")
    write(office, client_id, "Bydlí v autě")
    office.clock.forward(minutes=5)
    return client_id


def write(office: Office, client_id: int, situation: str, login: str = "novakova") -> None:
    """One more version of the plan."""
    opened = office[login].perform(plan_form, client_id)
    office[login].perform(save_plan, opened, replace(opened.form, situation=situation, goals=GOALS))


def read(office: Office, client_id: int, login: str = "novakova") -> str:
    """The situation as that person reads it."""
    content = office[login].perform(open_plan, client_id).content
    assert content is not None
    return content.plan.situation


def raw(office: Office, *statements: Any) -> None:
    """Write past the program, as the administrator with own tools can; the triggers are no hindrance."""

    def change(store: Store) -> None:
        for (name,) in store.connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).all():
            store.connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            store.connection.execute(statement)

    office.change(change, "spravce")


def everybody(store: Store) -> list[Grantee]:
    """All who read, with their public keys: an administrator knows them."""
    known = members.known(store.home, store.vault)
    logins = ("novakova", "svoboda", "cerna")
    return [
        Grantee(one.id, one.login, known[one.login].public)
        for one in workers.everybody(store)
        if one.login in logins
    ]


@dataclass
class Planted:
    """A key that the administrator made and sealed for everybody, known to them."""

    office: Office
    before: VaultKey | None = None

    def into(self, kept: KeptVault) -> VaultKey:
        """Enter the key as the vault's next one."""

        def plant(store: Store) -> VaultKey:
            key = VaultKey.new(store.vault.store_id, Generation(kept.id, kept.generation))
            vault_keys.keep(store, kept, key, self.before)
            for one in everybody(store):
                vaults.keep_grant(store, key, one)
            return key

        return self.office.change(plant, "spravce")


def only_vault(office: Office) -> KeptVault:
    """The vault of the service."""
    kept = office.look(lambda store: vaults.one(store, 1))
    assert kept is not None
    return kept


def another_service() -> Any:
    """One more service like the first, without a vault."""
    like = (service.c.profile, service.c.allocation, service.c.can_procedure)
    columns = ["name", *(column.name for column in like)]
    return insert(service).from_select(columns, select(literal("Jiná služba"), *like))


def texts(store: Store) -> list[Row[Any]]:
    """All versions of all plans."""
    return list(store.connection.execute(select(plan_version)))


class TestPlantedKey:
    @pytest.mark.parametrize("linked", [False, True])
    def test_a_next_key_that_no_member_made_is_never_written_by(
        self, office: Office, client_id: int, *, linked: bool
    ) -> None:
        kept = replace(only_vault(office), generation=2)
        own = VaultKey.new(office["spravce"]._opened.store_id, Generation(1, 1))
        Planted(office, own if linked else None).into(kept)
        raw(office, update(vault).values(generation=2))
        for act in (lambda: read(office, client_id), lambda: write(office, client_id, "Tajné")):
            with pytest.raises(KeyForged):
                act()
        assert office.look(lambda store: set(vault_keys.keyring(store))) == {Generation(1, 1)}

    def test_an_own_vault_of_a_client_that_no_member_began_is_never_written_into(
        self, office: Office, client_id: int
    ) -> None:
        other = office.add_client("A-2", "Malá", of="novakova")
        for begun in (client_id, other):
            Planted(office).into(office.change(partial(vaults.add, client_id=begun), "spravce"))
            with pytest.raises(KeyForged):
                write(office, begun, "Tajné")

    def test_a_key_of_another_service_begins_no_vault_of_a_client(
        self, office: Office, client_id: int
    ) -> None:
        raw(office, another_service())
        theirs = office.change(lambda store: vaults.add(store, service_id=2), "spravce")
        known = Planted(office).into(theirs)
        own = office.change(lambda store: vaults.add(store, client_id=client_id), "spravce")
        Planted(office, known).into(own)
        with pytest.raises(KeyForged):
            write(office, client_id, "Tajné")

    def test_a_vault_put_back_to_the_key_of_who_has_left_is_not_written_into(
        self, office: Office, client_id: int
    ) -> None:
        office["novakova"].perform(revoke_vault, 1, office.worker("svoboda").id)
        raw(office, update(vault).values(generation=1))
        with pytest.raises(KeyForged):
            write(office, client_id, "Tajné")

    def test_a_vault_hung_onto_another_client_opens_nothing(self, office: Office, client_id: int) -> None:
        other = office.add_client("A-2", "Malá", of="novakova")
        write(office, other, "Dluhy")
        bar(office, client_id, "svoboda")
        office["novakova"]._opened.vaults.clear()
        raw(office, update(vault).where(vault.c.client_id == client_id).values(client_id=other))
        with pytest.raises(KeyForged):
            write(office, other, "Tajné")


class TestPlantedMember:
    def grant_to(self, office: Office, login: str, sealed_for: bytes = b"") -> None:
        """A row that says the person holds the key in use."""
        public = office.look(lambda store: members.known(store.home, store.vault)[login].public)
        row = office.look(lambda store: vaults.grants(store, 1)[0])
        values = {
            "vault_id": 1, "generation": 1, "worker_id": office.worker(login).id, "emergency": False,
            "exchange": public.exchange, "sealed": sealed_for, "proof": row.proof,
            "granted_by": office.worker("novakova").id, "granted_at": office.clock.now,
        }  # fmt: skip
        raw(office, insert(vault_grant).values(values), update(vault).values(generation=2))

    def test_who_has_only_entered_themselves_gets_no_next_key(self, office: Office, client_id: int) -> None:
        office.hire("loutka", Role.SOCIAL_WORKER)
        self.grant_to(office, "loutka")
        write(office, client_id, "Tajné")
        assert read(office, client_id, "svoboda") == "Tajné"
        with pytest.raises(VaultClosed):
            read(office, client_id, "loutka")
        assert "Loutka Nový" in {one.name for one in office["novakova"].perform(pending_grants)}

    def test_a_client_moved_to_a_service_without_a_vault_takes_no_text_along(
        self, office: Office, client_id: int
    ) -> None:
        office.hire("loutka", Role.SOCIAL_WORKER)
        own = {"client_id": client_id, "generation": 1, "created_at": office.clock.now}
        raw(office, another_service(), update(client).values(service_id=2), insert(vault).values(own))
        assert read(office, client_id) == "Bydlí v autě"
        with pytest.raises(VaultClosed):
            read(office, client_id, "loutka")
        assert {(one.vault_id, one.generation) for one in office.look(texts)} == {(1, 1)}

    def test_nor_to_one_whose_vault_another_colleague_was_let_into(
        self, office: Office, client_id: int
    ) -> None:
        office.hire("loutka", Role.SOCIAL_WORKER)
        other = office.add_client("A-2", "Malá", of="novakova")
        raw(office, another_service(), update(client).where(client.c.id == other).values(service_id=2))
        write(office, other, "Dluhy")
        assert read(office, other, "loutka") == "Dluhy"
        own = {"client_id": client_id, "generation": 1, "created_at": office.clock.now}
        raw(office, update(client).values(service_id=2), insert(vault).values(own))
        assert read(office, client_id) == "Bydlí v autě"
        with pytest.raises(VaultClosed):
            read(office, client_id, "loutka")

    def test_an_emergency_key_does_not_become_one_for_good(self, office: Office, client_id: int) -> None:
        manager = office.worker("prochazka").id
        raw(office, update(vault_grant).where(vault_grant.c.worker_id == manager).values(emergency=False))
        assert office.look(lambda store: dict(vault_keys.keyring(store)), "prochazka") == {}

    def test_a_paper_key_swapped_in_the_key_file_gets_no_next_key(
        self, office: Office, client_id: int
    ) -> None:
        own, opened = KeyPair.generate(), office["spravce"]._opened
        swapped = new_member(opened.store_id, "", own.public, opened.database_key)
        change_header(office, lambda kept: restruct(kept, paper=swapped))
        office["novakova"].perform(revoke_vault, 1, office.worker("svoboda").id)
        write(office, client_id, "Tajné")
        assert office.look(lambda store: dict(vault_keys.paper_keys(store, own))) == {}


def change_header(office: Office, edit: header.Edit) -> None:
    """Write `kp.keys` anew with the database's key, as the administrator's own program can."""
    opened = office["spravce"]._opened
    opened.sequence = header.change(office.home, opened.database_key, opened.sequence, edit).sequence


def bar(office: Office, client_id: int, login: str) -> None:
    """Bar somebody from a client by the sheet."""
    worker = str(office.worker(login).id)
    fill_in(office["novakova"], bar_worker, client_id, worker=worker, reason="kinship")


def test_ones_own_fingerprint_is_of_the_keys_that_one_holds(office: Office) -> None:
    """Else the administrator's keys would be compared and granted, under the name of who waits."""
    office.hire("nova", Role.SOCIAL_WORKER)
    other = KeyPair.generate().public

    def swap(kept: header.Header) -> header.Header:
        slot = kept.slot("nova")
        assert slot is not None
        return kept.with_slot(restruct(slot, exchange=other.exchange, signing=other.signing))

    change_header(office, swap)
    with pytest.raises(HeaderTampered):
        office["nova"].perform(fingerprint_of, "nova")


class TestPlantedText:
    def refused(self, office: Office, client_id: int) -> None:
        with pytest.raises(TextMoved):
            office["novakova"].perform(open_plan, client_id)

    def test_a_plan_moved_to_another_client_is_refused(self, office: Office, client_id: int) -> None:
        other = office.add_client("A-2", "Malá", of="novakova")
        raw(office, update(plan).values(client_id=other))
        self.refused(office, other)

    @pytest.mark.parametrize("values", [{"acting_for": 3}, {"saved_by": 3}])
    def test_another_author_or_another_whom_they_stood_in_for_is_refused(
        self, office: Office, client_id: int, values: dict[str, object]
    ) -> None:
        raw(office, update(plan_version).values(values))
        self.refused(office, client_id)

    def test_an_older_version_is_not_shown_as_the_last_one(self, office: Office, client_id: int) -> None:
        write(office, client_id, "Bydlí v ubytovně")
        raw(office, update(plan).values(version=1))
        self.refused(office, client_id)

    @pytest.mark.parametrize("change", ["kind = 'comment'", "day = '2026-01-01'", "next_on = '2030-01-01'"])
    def test_what_stands_open_beside_a_note_is_signed_with_it(
        self, office: Office, client_id: int, change: str
    ) -> None:
        fill_in(office["novakova"], discuss_plan, client_id, who="tým", outcome="pokračovat")
        raw(office, text(f"UPDATE plan_note SET {change}"))  # noqa: S608 -- the test's own words
        with pytest.raises(TextMoved):
            office["novakova"].perform(list_plan_notes, 1)

    def plant(self, office: Office, client_id: int, key: VaultKey, back: int = 0) -> None:
        """Svoboda adds a version under the own name with a key once known, perhaps dated back."""

        def forged(store: Store) -> dict[str, object]:
            at = store.now - timedelta(minutes=back)
            said = sealed.written(
                store, Place("plan_version", "1:3", "body"), client_id, store.person.id, None, at
            )
            row = {"plan_id": 1, "version": 3, "saved_at": at, "saved_by": store.person.id}
            return {**row, **sealed.seal(store, key, said, '{"situation":"Lež"}').values()}

        values = office.look(forged, "svoboda")
        raw(office, insert(plan_version).values(values), update(plan).values(version=3))

    @pytest.mark.parametrize("back", [0, 6, 60])
    def test_who_has_left_adds_nothing_by_the_key_they_kept_whatever_its_date(
        self, office: Office, client_id: int, back: int
    ) -> None:
        read(office, client_id, "svoboda")
        (copied,) = office["svoboda"]._opened.vaults.values()
        office["novakova"].perform(revoke_vault, 1, office.worker("svoboda").id)
        office.clock.forward(minutes=1)
        write(office, client_id, "Bydlí v ubytovně")
        office.clock.forward(minutes=5)
        self.plant(office, client_id, copied, back)
        self.refused(office, client_id)

    def test_a_barred_colleague_adds_nothing_by_the_key_of_the_service(
        self, office: Office, client_id: int
    ) -> None:
        write(office, client_id, "Bydlí v ubytovně")
        key = office.change(lambda store: vault_keys.keyring(store)[Generation(1, 1)], "svoboda")
        bar(office, client_id, "svoboda")
        office.clock.forward(minutes=5)
        self.plant(office, client_id, key)
        self.refused(office, client_id)

    def test_one_row_of_junk_keeps_nobody_from_the_others(self, office: Office, client_id: int) -> None:
        for outcome in ("pokračovat", "ukončit"):
            fill_in(office["novakova"], discuss_plan, client_id, who="tým", outcome=outcome)
        raw(office, update(plan_note).where(plan_note.c.id == 1).values(body=b"junk", signature=b""))
        bar(office, client_id, "svoboda")
        bar(office, client_id, "cerna")
        assert read(office, client_id) == "Bydlí v autě"
        write(office, client_id, "Bydlí v ubytovně")


class TestDrafts:
    def planted(self, office: Office, client_id: int) -> str:
        opened = office["novakova"].perform(plan_form, client_id)
        form = replace(opened.form, situation="Rozepsané o A")
        office["novakova"].perform(keep_draft, plan_draft(opened, form, on_screen=True))
        return opened.draft_id

    def test_a_draft_moved_to_another_client_is_not_opened(self, office: Office, client_id: int) -> None:
        other = office.add_client("A-2", "Malá", of="novakova")
        draft_id = self.planted(office, client_id)
        raw(office, update(draft).values(client_id=other))
        with pytest.raises(NotFound):
            office["novakova"].perform(drafted_plan_form, draft_id)
        assert office["novakova"].perform(form_left_open) is None

    def test_a_draft_that_its_writer_did_not_seal_is_not_opened(self, office: Office, client_id: int) -> None:
        draft_id = self.planted(office, client_id)
        raw(office, update(draft).values(body='{"situation":"Podvržené"}'))
        with pytest.raises(NotFound):
            office["novakova"].perform(drafted_plan_form, draft_id)


class TestReset:
    def test_a_session_with_the_old_keys_does_nothing_more_and_the_log_stays_whole(
        self, office: Office, client_id: int
    ) -> None:
        write(office, client_id, "Dluhy", "novakova")
        office["svoboda"].perform(list_vaults)
        temporary = office["spravce"].perform(reset_worker, "svoboda")
        with pytest.raises(KeysRenewed):
            office["svoboda"].perform(list_vaults)
        theirs, _ = sign_in(office.home, "svoboda", temporary, office.clock)
        theirs.change_password(temporary, PASSWORD)
        office.sign_out("svoboda")
        theirs.perform(list_vaults)
        theirs.close()
        assert office["spravce"].perform(verify_log) > 5

    def test_the_keys_under_a_temporary_password_are_never_granted_a_vault(
        self, office: Office, client_id: int
    ) -> None:
        """The administrator knows them: whoever chooses an own password has others from then on."""
        temporary = office["spravce"].perform(reset_worker, "svoboda")
        kept = slots.open_store(office.home, "svoboda", temporary)
        assert "Svoboda Petr" not in {one.name for one in office["novakova"].perform(pending_grants)}
        theirs, _ = sign_in(office.home, "svoboda", temporary, office.clock)
        theirs.change_password(temporary, PASSWORD)
        assert theirs._opened.keys.public != kept.keys.public
        assert "Svoboda Petr" in {one.name for one in office["novakova"].perform(pending_grants)}

    def test_a_key_entered_under_somebodys_name_is_seen_at_their_next_sign_in(self, office: Office) -> None:
        other = {"worker_id": office.worker("svoboda").id, "public": bytes(32), "since": office.clock.now}
        raw(office, insert(signing_key).values(other))
        with pytest.raises(SignerForged):
            office.sign_in("svoboda")


class TestLastHolder:
    def test_the_last_who_reads_is_neither_let_out_nor_shut_out(self, office: Office, client_id: int) -> None:
        for login in ("svoboda", "cerna"):
            office["novakova"].perform(revoke_vault, 1, office.worker(login).id)
        mine = office.worker("novakova").id
        with pytest.raises(LastHolder):
            office["prochazka"].perform(revoke_vault, 1, mine)
        for login in ("cerna", "svoboda"):
            office["spravce"].perform(deactivate_worker, login)
        assert read(office, client_id) == "Bydlí v autě"

    def test_the_paper_key_lets_a_reader_in_where_nobody_is_left_who_could(
        self, office: Office, client_id: int
    ) -> None:
        for login in ("novakova", "svoboda", "cerna"):
            office["spravce"].perform(reset_worker, login)
        office.hire("nova", Role.SOCIAL_WORKER)
        with pytest.raises(VaultClosed):
            read(office, client_id, "nova")
        with pytest.raises(WrongPaperKey):
            office["nova"].perform(recover_vaults, paper.written(paper.generate()))
        assert office["nova"].perform(recover_vaults, office.paper_key) == 1
        assert read(office, client_id, "nova") == "Bydlí v autě"
        assert [one.plan.situation for one in office["nova"].perform(list_plan_versions, 1)] == [
            "Bydlí v autě"
        ]
