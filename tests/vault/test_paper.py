"""The paper key survives being copied by hand: mistakes are caught and the group is named."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.errors import KpError
from kp_tui.vault import paper
from kp_tui.vault.errors import PaperKeyIncomplete, PaperKeyMistyped

secrets_ = st.binary(min_size=paper.SECRET_BYTES, max_size=paper.SECRET_BYTES)
positions = st.integers(0, 39)


def spoiled(text: str, position: int, character: str) -> str:
    letters = text.replace("-", "")
    return letters[:position] + character + letters[position + 1 :]


@given(secrets_)
def test_what_was_printed_is_read_back(secret: bytes) -> None:
    printed = paper.written(secret)
    assert [len(group) for group in printed.split("-")] == [5] * 8
    assert paper.read(printed) == secret


@given(secrets_, positions, st.characters())
def test_any_one_character_changed_is_caught_or_harmless(secret: bytes, position: int, wrong: str) -> None:
    with suppress(KpError):
        assert paper.read(spoiled(paper.written(secret), position, wrong)) == secret


@given(secrets_, positions, st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_wrong_character_is_found_in_its_own_group(secret: bytes, position: int, wrong: str) -> None:
    printed = paper.written(secret).replace("-", "")
    if printed[position] == wrong:
        return
    with pytest.raises(PaperKeyMistyped) as refusal:
        paper.read(spoiled(printed, position, wrong))
    assert refusal.value.fields == {"group": position // 5 + 1}


@given(secrets_, st.integers(0, 38))
def test_two_neighbours_swapped_are_caught(secret: bytes, position: int) -> None:
    letters = list(paper.written(secret).replace("-", ""))
    swapped = [*letters]
    swapped[position], swapped[position + 1] = letters[position + 1], letters[position]
    if swapped != letters:
        with pytest.raises(PaperKeyMistyped):
            paper.read("".join(swapped))


@given(secrets_, st.lists(st.integers(0, 7), min_size=2, max_size=2, unique=True))
def test_two_groups_swapped_are_caught(secret: bytes, places: list[int]) -> None:
    groups = paper.written(secret).split("-")
    first, second = places
    groups[first], groups[second] = groups[second], groups[first]
    with pytest.raises(PaperKeyMistyped):
        paper.read("-".join(groups))


@given(secrets_, st.sampled_from(["-", " ", "", "\n", " – ", ". "]))
def test_case_separators_and_similar_letters_do_not_matter(secret: bytes, separator: str) -> None:
    printed = paper.written(secret)
    similar = str.maketrans("01v", "olu")
    assert paper.read(printed.lower().translate(similar).replace("-", separator)) == secret


@given(secrets_)
def test_the_czech_number_row_without_shift_gives_the_digits(secret: bytes) -> None:
    row = str.maketrans("1234567890", "+ěščřžýáíé")
    assert paper.read(paper.written(secret).translate(row)) == secret


@given(st.text())
def test_any_text_is_a_key_or_a_clear_refusal(typed: str) -> None:
    with suppress(PaperKeyIncomplete, PaperKeyMistyped):
        paper.read(typed)


def test_two_keys_are_never_the_same() -> None:
    assert len({paper.generate() for _ in range(100)}) == 100
