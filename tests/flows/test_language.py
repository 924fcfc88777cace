"""The whole program walked through in Czech: no English is left on any screen."""

import re
import subprocess

import pytest

from scripts.write_catalogue import catalogue
from tests.support.pty import PYTHON, Terminal

PASSWORD = "rychla louka pod mostem"
KP = (*PYTHON, "-m", "kp_tui")
KEY_CAPS = {"end", "home", "tab", "esc", "insert", "delete", "enter"}  # as printed on Czech keyboards
F1, F2, F3, F6, F8, F9 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1b[17~", "\x1b[19~", "\x1b[20~"
ESCAPE, ENTER, SAVE = "\x1b", "\r", "\x13"
WALK = (
    *(F1, ESCAPE, F9, ESCAPE, F8, ESCAPE, "m", "n", ESCAPE, "e", ESCAPE, F3, "k", ENTER, F2, ESCAPE, ENTER),
    *(F3, ESCAPE, "i", ESCAPE, "c", "n", ESCAPE, "o", ESCAPE, "f", ESCAPE, "b", "n", ESCAPE, ESCAPE, ESCAPE),
    *(
        F6,
        "e",
        "Situace",
        SAVE,
        "n",
        "1",
        ESCAPE,
        "v",
        ESCAPE,
        "p",
        "x",
        PASSWORD + ENTER,
        "d",
        ESCAPE,
        ESCAPE,
    ),
)
"""Past the daily screens, the case and the plan."""


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything that stood on the screen during a walk past every screen of a key worker."""
    home = tmp_path_factory.mktemp("language") / "store"
    demo = [*KP, "demo", str(home), "--clients", "6", "--events", "60", "--password", PASSWORD]
    subprocess.run(demo, check=True, capture_output=True)
    environment = {"KP_HOME": str(home), "KP_LOGIN": "novakova", "LANG": "cs_CZ.UTF-8"}
    seen = []
    with Terminal(KP, environment) as desk:
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
