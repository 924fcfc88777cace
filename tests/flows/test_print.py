"""A plan typed and printed by keys alone, in the real program in a real terminal."""

import io
from datetime import UTC, datetime
from pathlib import Path

from pypdf import PdfReader

from tests.support.program import DemoStore, signed_in
from tests.support.pty import ENTER, F3, F6, SAVE, TAB
from tests.support.stores import Office, TestClock


def test_a_plan_is_typed_and_printed_by_keys_alone(demo_store: DemoStore, tmp_path: Path) -> None:
    home, folder = demo_store(tmp_path / "store"), tmp_path / "export"
    folder.mkdir(0o700)
    office = Office(home, TestClock(datetime.now(UTC)))
    office.add_client("P-001", "Chalupová", "Šárka", of="novakova")
    office.close()
    with signed_in(home, KP_EXPORT=str(folder)) as desk:
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
