"""Who can be put down as a client, an applicant, or nobody in particular."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.clients import (
    AnonymousNamed,
    BirthDateImpossible,
    ClientDetails,
    ClientState,
    KeyWorkerMissing,
    MarkInvalid,
    NameMissing,
    next_mark,
)
from kp_tui.domain.errors import InvalidInput

TODAY = date(2026, 3, 10)
ZOFIE = ClientDetails(
    mark="K-12/26",
    surname="Nováková",
    name="Žofie",
    birth_date=date(1991, 5, 17),
    state=ClientState.CLIENT,
    key_worker_id=3,
    contacts="Dlouhá 5\n777 123 456",
)
NOBODY = ClientDetails(mark="A7", anonymous=True)


@pytest.mark.parametrize("details", [ZOFIE, NOBODY], ids=["named", "anonymous"])
def test_what_keeps_the_rules_comes_back_as_it_was(details: ClientDetails) -> None:
    assert details.checked(TODAY) == details


def test_k2_client_has_a_key_worker() -> None:
    with pytest.raises(KeyWorkerMissing):
        replace(ZOFIE, key_worker_id=None).checked(TODAY)


@pytest.mark.parametrize("state", [ClientState.APPLICANT, ClientState.ENDED])
def test_k2_applicant_and_former_client_may_have_none(state: ClientState) -> None:
    assert replace(ZOFIE, state=state, key_worker_id=None).checked(TODAY).key_worker_id is None


def test_k2_applicant_may_have_one_already() -> None:
    assert replace(ZOFIE, state=ClientState.APPLICANT).checked(TODAY).key_worker_id == 3


@pytest.mark.parametrize(
    "named",
    [
        {"surname": "Nováková"},
        {"name": "Žofie"},
        {"birth_date": date(1991, 5, 17)},
        {"contacts": "Dlouhá 5"},
    ],
    ids=["surname", "name", "birth date", "address"],
)
def test_l2_nothing_that_names_an_anonymous_person_is_kept(named: dict[str, object]) -> None:
    with pytest.raises(AnonymousNamed):
        replace(NOBODY, **named).checked(TODAY)  # type: ignore[arg-type]  # the fields by name


def test_l2_blanks_do_not_name_an_anonymous_person() -> None:
    assert replace(NOBODY, surname=" ", name="\t", contacts="\n").checked(TODAY) == NOBODY


@pytest.mark.parametrize("surname", ["", "  ", "\u200b"])
def test_person_who_is_not_anonymous_has_a_surname(surname: str) -> None:
    with pytest.raises(NameMissing):
        replace(ZOFIE, surname=surname).checked(TODAY)


def test_name_and_birth_date_may_be_unknown() -> None:
    assert replace(ZOFIE, name="", birth_date=None, contacts="").checked(TODAY).surname == "Nováková"


@pytest.mark.parametrize("mark", ["1", "K-12/26", "a.b_c", "Ž9", "x" * 20])
def test_mark_is_short_and_of_one_word(mark: str) -> None:
    assert replace(ZOFIE, mark=mark).checked(TODAY).mark == mark


@pytest.mark.parametrize("mark", ["", " ", "a b", "x" * 21, "a\nb", "[red]", "a;b", "a,b", "=1"])
def test_mark_of_anything_else_is_refused(mark: str) -> None:
    with pytest.raises(MarkInvalid):
        replace(ZOFIE, mark=mark).checked(TODAY)


@pytest.mark.parametrize(
    ("mark", "following"),
    [("K-12", "K-13"), ("K-099", "K-100"), ("2026/9", "2026/10"), ("7", "8"), ("K12a", ""), ("", "")],
)
def test_next_mark_counts_on(mark: str, following: str) -> None:
    assert next_mark(mark) == following


@pytest.mark.parametrize("born", [date(1899, 12, 31), TODAY + timedelta(days=1)])
def test_birth_date_before_1900_or_after_today_is_refused(born: date) -> None:
    with pytest.raises(BirthDateImpossible):
        replace(ZOFIE, birth_date=born).checked(TODAY)


@pytest.mark.parametrize("born", [date(1900, 1, 1), TODAY])
def test_birth_date_may_be_the_first_of_1900_or_today(born: date) -> None:
    assert replace(ZOFIE, birth_date=born).checked(TODAY).birth_date == born


def test_hostile_text_is_cleaned_before_it_is_kept() -> None:
    typed = replace(
        ZOFIE,
        mark=" K-1\x1b ",
        surname="\x1b]0;x\x07Nova\u0301kova\u0301 ",
        name="Žo\u202efie",
        contacts="\x9b2J\nulice ",
    )
    tidy = typed.checked(TODAY)
    assert (tidy.mark, tidy.surname, tidy.name, tidy.contacts) == (
        "K-1",
        "]0;xNováková",
        "Žofie",
        "2J\nulice",
    )


@given(
    st.builds(
        replace, st.sampled_from([ZOFIE, NOBODY]), mark=st.text(), surname=st.text(), contacts=st.text()
    )
)
def test_checking_twice_changes_nothing_more(details: ClientDetails) -> None:
    try:
        tidy = details.checked(TODAY)
    except InvalidInput:
        return
    assert tidy.checked(TODAY) == tidy


def test_refusal_names_its_field_and_nobody() -> None:
    with pytest.raises(InvalidInput) as refusal:
        replace(ZOFIE, key_worker_id=None).checked(TODAY)
    assert refusal.value.field == "key_worker"
    assert "Nováková" not in str(refusal.value)


def test_no_personal_data_stands_in_a_repr() -> None:
    shown = repr(ZOFIE)
    assert not [word for word in ("Nováková", "Žofie", "1991", "Dlouhá") if word in shown]
