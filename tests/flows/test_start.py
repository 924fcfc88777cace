"""What is imported before the sign-in is painted: only what it needs (design: start)."""

import json
import subprocess
from pathlib import Path

from kp_tui.vault import header
from kp_tui.vault.keys import COST
from tests.support.program import DemoStore, signed_in
from tests.support.pty import PYTHON

LATE = {
    "alembic",
    "babel",
    "click",
    "cryptography",
    "holidays",
    "msgspec",
    "sqlalchemy",
    "sqlcipher3",
    "typst",
    "xlsxwriter",
    "zxcvbn",
}
FIRST_PAINT = """
import asyncio, json, sys
from pathlib import Path
from kp_tui.terminal.environment import clean_environment
clean_environment()
from kp_tui.app import KpApp
app = KpApp(Path(sys.argv[1]))
app.desk.warm_up = lambda: None
async def paint():
    async with app.run_test() as pilot:
        await pilot.pause()
        print(json.dumps([app.screen.__class__.__name__, *{name.partition(".")[0] for name in sys.modules}]))
asyncio.run(paint())
"""


HELP = """
import sys
sys.argv = ["kp", "--help"]
from kp_tui.__main__ import main
try:
    main()
except SystemExit:
    print(*sys.modules)
"""


def test_sign_in_is_painted_before_the_stores_libraries_are_imported(tmp_path: Path) -> None:
    (tmp_path / "kp.keys").write_text("")
    done = subprocess.run(
        [*PYTHON, "-c", FIRST_PAINT, str(tmp_path)], capture_output=True, text=True, check=True
    )
    screen, *imported = json.loads(done.stdout)
    assert screen == "SignInScreen"
    assert LATE.isdisjoint(imported)


def test_help_of_a_command_imports_neither_textual_nor_the_store() -> None:
    done = subprocess.run([*PYTHON, "-c", HELP], capture_output=True, text=True, check=True)
    imported = {name.partition(".")[0] for name in done.stdout.split()}
    assert {"textual", "sqlalchemy", "cryptography"}.isdisjoint(imported)


def test_a_password_at_its_full_price_opens_the_desk(demo_store: DemoStore, tmp_path: Path) -> None:
    """Elsewhere the tests enter cheaply; the program itself knows one price only."""
    home = demo_store(tmp_path / "store")
    slot = header.read(home).slot("svoboda")
    assert slot is not None
    assert slot.cost == COST
    with signed_in(home, login="svoboda") as desk:
        assert "Svoboda Petr" in desk.text
