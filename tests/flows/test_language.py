"""The whole program walked through in Czech: no English is left on any screen."""

import re

import pytest

from scripts.write_catalogue import catalogue
from tests.support.program import DemoStore, opened
from tests.support.pty import ENTER, ESC, F1, F2, F3, F6, F8, F9, SAVE
from tests.support.stores import PASSWORD

KEY_CAPS = {"end", "home", "tab", "esc", "insert", "delete", "enter"}  # as printed on Czech keyboards
WALK = (
    *(F1, ESC, F9, ESC, F8, ESC, "m", "n", ESC, "e", ESC, F3, "k", ENTER, F2, ESC, ENTER),
    *(F3, ESC, "i", ESC, "c", "n", ESC, "o", ESC, "f", ESC, "b", "n", ESC, ESC, ESC),
    *(
        F6,
        "e",
        "Situace",
        SAVE,
        "n",
        "1",
        ESC,
        "v",
        ESC,
        "p",
        "x",
        PASSWORD + ENTER,
        "d",
        ESC,
        ESC,
    ),
)
"""Past the daily screens, the case and the plan."""


@pytest.fixture(scope="module")
def screens(demo_store: DemoStore, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything that stood on the screen during a walk past every screen of a key worker."""
    home = demo_store(tmp_path_factory.mktemp("language") / "store", clients=6, events=60)
    seen = []
    with opened(home) as desk:
        desk.wait_for("Heslo")
        seen.append(desk.text)
        desk.send("nesprávné heslo" + ENTER)
        desk.wait_for("není správné")
        seen.append(desk.text)
        desk.send(PASSWORD + ENTER)
        desk.wait_for("F8 Dnes")
        for keys in WALK:
            desk.settle()
            desk.send(keys)
            desk.settle()
            seen.append(desk.text)
    return "\n".join(seen)


def english_words() -> set[str]:
    """Words of the English texts that no Czech text has."""
    words = {True: set[str](), False: set[str]()}
    for message in catalogue():
        for czech, texts in ((False, message.id), (True, message.string)):
            for text in (texts,) if isinstance(texts, str) else texts or ():
                words[czech].update(re.findall(r"[a-z]{3,}", re.sub(r"{\w+}", "", text).lower()))
    return words[False] - words[True] - KEY_CAPS


def test_no_english_word_is_left_on_the_czech_screens(screens: str) -> None:
    shown = set(re.findall(r"(?<!\w)[a-z]{3,}(?!\w)", screens.lower()))
    assert shown & english_words() == set()
    for text in ("Moji klienti", "První kontakt", "Klíčoví pracovníci", "Výchozí situace", "Zhodnocení"):
        assert text in screens, text
