"""The Czech catalogue: complete, compiled, and with the same placeholders as the texts in the code."""

import ast
import re

import pytest
from babel.messages.catalog import Message

from kp_tui.locale import language_of
from scripts.write_catalogue import CATALOGUE, KEYWORDS, PACKAGE, catalogue, compiled, texts_in_code

PLACEHOLDER = re.compile(r"{\w+}")


def both(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The English and the Czech forms of a text."""
    english = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    czech = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return english, czech


def test_every_text_in_the_code_is_in_the_catalogue_and_no_other() -> None:
    in_code = {message.id for message in texts_in_code() if message.id}
    in_catalogue = {message.id for message in catalogue() if message.id}
    assert in_code == in_catalogue, "run scripts/texts"


def test_every_text_has_its_czech() -> None:
    assert [message.id for message in catalogue() if message.id and not all(both(message)[1])] == []


def test_czech_has_three_plural_forms() -> None:
    assert {len(both(message)[1]) for message in catalogue() if message.pluralizable} == {3}


def test_czech_keeps_the_placeholders() -> None:
    for message in catalogue():
        english, czech = both(message)
        for form in czech:
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(english[-1])), message.id


def test_no_text_is_marked_inside_another_where_the_extractor_misses_it() -> None:
    missed = []
    for path in PACKAGE.rglob("*.py"):
        for whole in ast.walk(ast.parse(path.read_text())):
            calls = ast.walk(whole) if isinstance(whole, ast.JoinedStr) else ()
            marks = [one for one in calls if isinstance(one, ast.Call) and one.args]
            texts = [one for one in marks if isinstance(one.args[0], ast.Constant)]
            missed += [path.name for one in texts if getattr(one.func, "id", "") in KEYWORDS]
    assert missed == []


def test_compiled_catalogue_is_that_of_the_texts() -> None:
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled(catalogue()), "run scripts/texts"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "cs"),
        ({"LANG": "C.UTF-8"}, "cs"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "cs_CZ.UTF-8"}, "cs"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "cs_CZ.UTF-8"}, "cs"),
        ({"LANG": "cs_CZ.UTF-8", "KP_LANG": "en"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "cs"),
        ({"LANGUAGE": "en:cs", "LANG": "cs_CZ.UTF-8"}, "en"),
    ],
)
def test_environment_decides_the_language_and_czech_comes_first(
    environment: dict[str, str], language: str
) -> None:
    assert language_of(environment) == language
