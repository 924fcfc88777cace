"""Czech names: sorted as ICU sorts them, found without accents, rows picked with the Czech number row."""

import sqlite3
import unicodedata
from collections.abc import Iterable
from functools import cache

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kp_tui.domain.czech import fold, matches, pick_digit, sort_key, words

CZECH = "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž"
NEIGHBOURS = "äöüßôĺľŕąćęłńśźżőűđ" + "àèêëîïçœæøåãñăâșțģī"
SIGNS = " -–.,'()/&+\"0123456789"
LETTERS = CZECH + CZECH.upper() + NEIGHBOURS + NEIGHBOURS.upper().replace("SS", "ẞ")

# Few different letters, so that names differ late, by an accent or by case alone.
TWINS = st.text(st.sampled_from("aáAÁcčCČhHuúůUz -"), max_size=8)
NAMES = st.text(st.sampled_from(LETTERS + SIGNS), max_size=12) | TWINS


@cache
def icu() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def icu_key(text: str) -> bytes:
    row = icu().execute("SELECT icu_sort_key(?, 'cs')", [text]).fetchone()
    assert row
    return bytes.fromhex(row[0])


def order(left: bytes, right: bytes) -> int:
    return (left > right) - (left < right)


def icu_order(texts: Iterable[str]) -> list[str]:
    """`texts` as `ORDER BY ... COLLATE cs` returns them."""
    icu().execute("CREATE OR REPLACE TEMP TABLE client (name VARCHAR)")
    icu().executemany("INSERT INTO client VALUES (?)", [[text] for text in texts])
    return [name for (name,) in icu().execute("SELECT name FROM client ORDER BY name COLLATE cs").fetchall()]


IN_ORDER = (
    *(
        "Abrahám",
        "Adam",
        "Ádám",
        "Bém",
        "Ben Ali",
        "Benešová",
        "Cibulka",
        "Cígler",
        "Czerný",
        "Čapek",
        "Čech",
    ),
    *("d'Artagnan", "Ďuriš", "Dvorak", "Dvořák", "Eliáš", "Habr", "Hřebíček", "Hus", "Chalupa", "Cháma"),
    *(
        "Churý",
        "Ibrahim",
        "Kratochvíl",
        "Król",
        "Loch",
        "Lochman",
        "Łukasz",
        "Müller",
        "Nova",
        "Nová",
        "Novák",
    ),
    *("Novák Jan", "Novák Zdeněk", "Novák-Adam", "Nováková", "O'Brien", "Okál", "Ráb", "Rzepka", "Řehoř"),
    *(
        "Sandor",
        "Strauss",
        "Strauß",
        "Szabó",
        "Šafář",
        "Ťapka",
        "Týc",
        "Ulč",
        "Úlehla",
        "Ůlek",
        "Vůjtek",
        "Zach",
        "Żak",
    ),
    *("Zátopek", "Žák", "Žižka"),
)


def test_a_list_of_clients_stands_in_czech_order() -> None:
    assert sorted(set(IN_ORDER), key=sort_key) == list(IN_ORDER)


def test_the_list_is_in_the_order_of_icu_too() -> None:
    assert icu_order(set(IN_ORDER)) == list(IN_ORDER)


def test_letters_and_their_accents_are_in_the_order_of_icu() -> None:
    assert sorted(set(LETTERS), key=sort_key) == icu_order(set(LETTERS))


@given(NAMES, NAMES)
@example("ch", "h")
@example("cH", "Ch")
@example("aá", "áa")
@example("čh", "ch")
@example("ß", "śs")
def test_any_two_names_stand_as_icu_puts_them(left: str, right: str) -> None:
    assert order(sort_key(left), sort_key(right)) == order(icu_key(left), icu_key(right))


@given(st.lists(st.text(), max_size=8))
def test_sqlite_sorts_stored_keys_as_python_does(texts: list[str]) -> None:
    with sqlite3.connect(":memory:") as store:
        store.execute("CREATE TABLE client (sort_key BLOB)")
        store.executemany("INSERT INTO client VALUES (?)", [(sort_key(text),) for text in texts])
        stored = [key for (key,) in store.execute("SELECT sort_key FROM client ORDER BY sort_key")]
    store.close()
    assert stored == sorted(map(sort_key, texts))


@given(st.text(st.characters()))
def test_decomposed_and_composed_names_have_one_key(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))


def test_letters_beyond_latin_come_last_and_hidden_characters_nowhere() -> None:
    assert sort_key("Žž") < sort_key("Иван") < sort_key("Олег")
    assert sort_key("No\u200bvák") == sort_key("Novák")
    assert sort_key("\ud800") == sort_key("")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Příliš ŽLUŤOUČKÝ kůň", "prilis zlutoucky kun"),
        ("Łukasz Strauß", "lukasz strauss"),
        ("STRAUẞ", "strauss"),
        ("Đorđe Øster", "dorde oster"),
        ("c\u030cerma\u0301k", "cermak"),
        ("ﬁala", "fiala"),
    ],
)
def test_folding_forgets_accents_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(st.characters()))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from(LETTERS)))
def test_folded_czech_and_its_neighbours_are_plain_ascii(text: str) -> None:
    assert fold(text).isascii()


def test_words_are_what_stands_between_signs() -> None:
    assert words("Nováková-Malá, Žofie (1987) č._2") == ("novakova", "mala", "zofie", "1987", "c", "2")
    assert words(" -_. ") == ()


@pytest.mark.parametrize("query", ["nov z", "NOVÁK", "zof nov", "1987", "k-12", "12", "nov 19 zo", "", "ž"])
def test_every_typed_word_starts_some_word(query: str) -> None:
    assert matches(query, "Nováková Žofie", "K-12", "1987")


@pytest.mark.parametrize("query", ["ovák", "nov x", "87", "nováková žofiex", "kovář"])
def test_one_word_that_starts_nothing_finds_nothing(query: str) -> None:
    assert not matches(query, "Nováková Žofie", "K-12", "1987")


@given(NAMES, st.integers(0, 12))
def test_a_name_is_found_by_itself_and_by_all_its_beginnings(name: str, typed: int) -> None:
    assert all(matches(word[: typed + 1], name) for word in words(name))
    assert matches(name, name)


def test_rows_are_picked_with_and_without_shift() -> None:
    assert [pick_digit(key) for key in "123456789"] == [*range(1, 10)]
    assert [pick_digit(key) for key in "+ěščřžýáí"] == [*range(1, 10)]
    assert [pick_digit(key) for key in "+ĚŠČŘŽÝÁÍ"] == [*range(1, 10)]


@pytest.mark.parametrize("key", ["0", "é", "a", "", "12", "enter", "plus", "ů", "-", "İ"])
def test_other_keys_pick_nothing(key: str) -> None:
    assert pick_digit(key) is None
