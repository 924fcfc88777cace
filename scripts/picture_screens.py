"""Screens of the real program, in the demo, as text for README.md."""

import re
import subprocess
import tempfile
from pathlib import Path

from tests.support.pty import PYTHON, Terminal

KP = (*PYTHON, "-m", "kp_tui")
README = Path(__file__).parent.parent / "README.md"
PASSWORD = "rychla louka pod mostem"  # noqa: S105 -- of a demo that lasts as long as the run
F2, F3, F5, ENTER, TAB = "\x1bOQ", "\x1bOR", "\x1b[15~", "\r", "\t"
SHIFT_TAB, HOME = "\x1b[Z", "\x1b[H"


def screens(home: Path) -> list[str]:
    """The search for a client, and the form of an event while it is typed."""
    with Terminal(KP, {"KP_HOME": str(home), "KP_LOGIN": "novakova", "LANG": "cs_CZ.UTF-8"}) as desk:
        desk.wait_for("Heslo")
        desk.send(PASSWORD + ENTER)
        desk.wait_for("F8 Dnes")
        desk.send(F3 + "ol")
        desk.settle(1)
        found = desk.text
        desk.send(ENTER + F5)
        desk.settle(1)
        desk.send(F2)
        desk.settle(1)
        desk.send(SHIFT_TAB * 2 + HOME + TAB * 2)  # an intervention, whatever it was last time
        desk.send("v 14-15:25" + ENTER + "Rozhovor o bydlení, prošli jsme žádost o byt.")
        desk.send(TAB + "Ví, kam a s čím jít; v pondělí podá žádost.")
        desk.settle(1)
        return [found, desk.text]


def main() -> None:
    """Make a demo, walk through it, write the README anew."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "demo")
        subprocess.run(
            [*KP, "demo", str(home), "--password", PASSWORD], check=True, stdout=subprocess.DEVNULL
        )
        blocks = "\n\n".join(f"```text\n{screen.rstrip()}\n```" for screen in screens(home))
    picture = f"<!-- picture -->\n{blocks}\n<!-- end of picture -->"
    text = README.read_text(encoding="utf-8")
    text = re.sub(r"<!-- picture -->.*<!-- end of picture -->", lambda _: picture, text, flags=re.DOTALL)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
