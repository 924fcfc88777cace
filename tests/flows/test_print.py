"""A plan typed and printed by keys alone, in the real program in a real terminal."""

import io
import subprocess
from pathlib import Path

from pypdf import PdfReader

from tests.support.pty import PYTHON, Terminal

PASSWORD = "rychla louka pod mostem"
KP = (*PYTHON, "-m", "kp_tui")
F3, F6, ENTER, TAB, SAVE = "\x1bOR", "\x1b[17~", "\r", "\t", "\x13"
CLIENT = """mark,surname,name,birth_date,state,key_worker,anonymous
P-001,Chalupová,Šárka,5. 11. 1980,client,novakova,
"""


def test_a_plan_is_typed_and_printed_by_keys_alone(tmp_path: Path) -> None:
    home, folder, table = tmp_path / "store", tmp_path / "export", tmp_path / "clients.csv"
    folder.mkdir(0o700)
    table.write_text(CLIENT, encoding="utf-8")
    demo = [*KP, "demo", str(home), "--clients", "1", "--events", "0", "--password", PASSWORD]
    subprocess.run(demo, check=True, capture_output=True)
    given = ("--store", str(home), "--login", "novakova", "--password-stdin")
    subprocess.run(
        [*KP, "import", "clients", str(table), *given],
        input=f"{PASSWORD}\n".encode(),
        check=True,
        capture_output=True,
    )
    environment = {
        "KP_HOME": str(home),
        "KP_LOGIN": "novakova",
        "LANG": "cs_CZ.UTF-8",
        "KP_EXPORT": str(folder),
    }
    with Terminal(KP, environment) as desk:
        desk.wait_for("Heslo")
        desk.send(PASSWORD + ENTER)
        desk.wait_for("F8 Dnes")
        desk.send(F3 + "chal" + ENTER)
        desk.wait_for("Chalupová Šárka")
        desk.send(F6 + "e")
        desk.settle()
        desk.send("Přišla o byt." + TAB + TAB + TAB + "Bydlet sama" + SAVE)
        desk.wait_for("Bydlet sama")
        desk.settle()
        desk.send("t")
        desk.wait_until(lambda: list(folder.rglob("*.pdf")), "the paper")
        desk.settle()
    (path,) = folder.rglob("*.pdf")
    assert path.parent == folder / "novakova"
    assert path.name.startswith("P-001-v1-")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    text = PdfReader(io.BytesIO(path.read_bytes())).pages[0].extract_text()
    assert "Přišla o byt." in text
    assert "Bydlet sama" in text
    assert "Chalupov" not in text
