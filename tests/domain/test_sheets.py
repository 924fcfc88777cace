"""Sheets: what is typed becomes what was meant, and back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.errors import InvalidInput
from kp_tui.domain.sheets import (
    Answerless,
    AnswerTooLong,
    Ask,
    Pick,
    asked,
    day_of,
    questions,
    typed,
    understood,
)

TODAY = date(2026, 3, 18)  # a Wednesday


class Colour(StrEnum):
    """Something to choose."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A sheet with a question of every kind."""

    day: date = asked("Day")
    who: Pick = asked("Who")
    colour: Colour = asked("Colour", Colour.RED)
    until: date | None = asked("Until", None)
    beside: Pick | None = asked("Beside", None)
    shade: Colour | None = asked("Shade", None)
    topic: str = asked("Topic")
    account: str = asked("Account", text=True)
    came: bool = asked("Came", default=False)
    place: str = asked("Place", "")
    words: str = asked("Words", "", text=True)


ANSWERS = {"day": "18.3.", "who": "7", "colour": "blue", "topic": "Dluhy", "account": "Tři splátky."}


def test_every_field_is_asked_in_its_order_as_its_type_says() -> None:
    kinds = [(one.name, one.ask) for one in questions(Meeting)]
    assert kinds == [
        ("day", Ask.DAY), ("who", Ask.PICK), ("colour", Ask.CHOICE), ("until", Ask.DAY), ("beside", Ask.PICK),
        ("shade", Ask.CHOICE), ("topic", Ask.LINE), ("account", Ask.TEXT),
        ("came", Ask.YES_NO), ("place", Ask.LINE), ("words", Ask.TEXT),
    ]  # fmt: skip
    optional = {one.name for one in questions(Meeting) if one.optional}
    assert optional == {"until", "beside", "shade", "place", "words"}


def test_answers_come_to_what_they_mean() -> None:
    more = {"until": "2026-04-01", "came": "yes", "place": "  doma\tu\nní ", "words": "První.\n\nDruhá.\n"}
    meeting = understood(Meeting, ANSWERS | more, TODAY)
    assert meeting == Meeting(
        day=TODAY,
        who=Pick(7),
        colour=Colour.BLUE,
        until=date(2026, 4, 1),
        topic="Dluhy",
        account="Tři splátky.",
        came=True,
        place="doma u ní",
        words="První.\n\nDruhá.",
    )


@pytest.mark.parametrize("missing", ["day", "who", "colour", "topic", "account"])
def test_a_missing_answer_names_its_field(missing: str) -> None:
    with pytest.raises(Answerless) as refused:
        understood(Meeting, ANSWERS | {missing: "" if missing in ("who", "colour") else " \n"}, TODAY)
    assert refused.value.field == missing


def test_a_line_and_a_text_have_their_lengths() -> None:
    with pytest.raises(AnswerTooLong) as refused:
        understood(Meeting, ANSWERS | {"place": "x" * 201}, TODAY)
    assert refused.value.field == "place"
    assert understood(Meeting, ANSWERS | {"words": "x" * 201}, TODAY).words == "x" * 201


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("18. 3. 2026", TODAY), ("18.3.", TODAY), ("18.3", TODAY), ("dnes", TODAY), ("d", TODAY),
        ("v", date(2026, 3, 17)), ("včera", date(2026, 3, 17)), ("po", date(2026, 3, 16)),
        ("2026-03-02", date(2026, 3, 2)), ("19.3.", date(2025, 3, 19)), ("19. 3. 2026", date(2026, 3, 19)),
    ],
)  # fmt: skip
def test_a_day_is_typed_as_in_a_diary(text: str, day: date) -> None:
    assert day_of(text, TODAY) == day


@pytest.mark.parametrize("text", ["zítra někdy", "31. 2. 2026", "9:15", "18", "18. 3. 2026 ráno"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidInput):
        day_of(text, TODAY)


@given(
    st.builds(
        Meeting,
        day=st.dates(date(1950, 1, 1), date(2050, 1, 1)),
        who=st.integers(1).map(Pick),
        colour=st.sampled_from(Colour),
        until=st.none() | st.dates(date(1950, 1, 1), date(2050, 1, 1)),
        beside=st.none() | st.integers(1).map(Pick),
        shade=st.none() | st.sampled_from(Colour),
        topic=st.just("Dluhy"),
        account=st.sampled_from(["Jedna.", "Jedna.\nDvě."]),
        came=st.booleans(),
        place=st.sampled_from(["", "na úřadě"]),
        words=st.sampled_from(["", "Jedna.\nDvě."]),
    )
)
def test_what_is_kept_is_offered_again_as_it_was_meant(meeting: Meeting) -> None:
    assert understood(Meeting, typed(meeting), TODAY) == meeting


def test_no_repr_shows_an_answer() -> None:
    assert repr(Meeting(day=TODAY, who=Pick(1), topic="tajné", account="tajné")) == "Meeting()"
