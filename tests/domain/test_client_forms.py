"""A person as they are typed."""

from dataclasses import replace
from datetime import date

import pytest

from kp_tui.domain.client_forms import BirthDateUnclear, ClientForm, form_of_client
from kp_tui.domain.clients import ClientDetails, ClientState

BORN = date(1980, 11, 5)
FORM = ClientForm("K-1", "Říha", "Emil", "5. 11. 1980", ClientState.CLIENT, False, 3, "777")  # noqa: FBT003


@pytest.mark.parametrize(
    "typed", ["5. 11. 1980", "5.11.1980", " 05.11.1980 ", "5/11/1980", "5 11 1980", "05111980", "1980-11-05"]
)
def test_a_birth_date_is_typed_as_people_write_it(typed: str) -> None:
    assert replace(FORM, birth_date=typed).born() == BORN


@pytest.mark.parametrize(
    "typed", ["31. 2. 1980", "5. 11.", "5. 11. 80", "051180", "loni", "5.11.1980 v noci"]
)
def test_what_is_no_day_or_has_half_a_year_is_told(typed: str) -> None:
    with pytest.raises(BirthDateUnclear):
        replace(FORM, birth_date=typed).born()


def test_a_birth_date_may_be_missing() -> None:
    assert replace(FORM, birth_date="  ").born() is None


def test_a_client_who_is_opened_and_saved_is_as_before() -> None:
    details = ClientDetails("K-1", "Říha", "Emil", BORN, ClientState.CLIENT, key_worker_id=3, contacts="777")
    assert form_of_client(details) == FORM
    assert FORM.details() == details


def test_no_repr_of_a_form_tells_who_it_is() -> None:
    for text in ("Říha", "Emil", "1980", "777"):
        assert text not in repr(FORM)
