"""Papers: what they are is said by their bytes, and how large they may be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.papers import (
    LARGEST,
    READABLE,
    READABLE_LINES,
    NewPaper,
    PaperEmpty,
    PaperFromFuture,
    PaperTooLarge,
    PaperTooLong,
    PaperUnknown,
    ending_of,
    kind_of,
    readable,
)
from kp_tui.domain.plans import PaperKind
from kp_tui.domain.text import clean

PDF, PNG, JPEG = b"%PDF-1.7\n\x00", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xd8\xff\xe0\x00"


@pytest.mark.parametrize(
    ("data", "kind", "ending"),
    [
        (PDF, PaperKind.PDF, ".pdf"),
        (PNG, PaperKind.PICTURE, ".png"),
        (JPEG, PaperKind.PICTURE, ".jpg"),
        ("Příliš žluťoučký kůň".encode(), PaperKind.TEXT, ".txt"),
        ("Příliš žluťoučký kůň\r\n".encode("cp1250"), PaperKind.TEXT, ".txt"),
    ],
)
def test_a_paper_is_what_its_bytes_say(data: bytes, kind: PaperKind, ending: str) -> None:
    assert (kind_of(data), ending_of(data)) == (kind, ending)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x14\x00", b"\x7fELF\x02\x01\x00", b"GIF89a\x01\x00", b"MZ\x90\x00"]
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(PaperUnknown):
        kind_of(data)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(PaperEmpty):
        kind_of(b"")


def test_five_mebibytes_are_taken_and_one_byte_more_is_refused_with_the_limit() -> None:
    assert kind_of(PDF.ljust(LARGEST, b" ")) is PaperKind.PDF
    with pytest.raises(PaperTooLarge) as refused:
        kind_of(PDF.ljust(LARGEST + 1, b" "))
    assert "5 MiB" in str(refused.value)


@given(st.text())
def test_a_text_is_read_whole_and_nothing_in_it_acts(text: str) -> None:
    read = readable(text.encode("utf-8", "ignore"))
    assert read == clean(read)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_czech_is_read_however_windows_wrote_it(encoding: str) -> None:
    assert readable("Žádost\r\no dávku\x1b[31m".encode(encoding)) == "Žádost\no dávku[31m"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\f", "\u2028"])
def test_a_text_that_would_hold_up_the_program_is_kept_and_not_read_in_it(end: str) -> None:
    for text in (end * READABLE_LINES, "x" * (READABLE + 1), end * LARGEST):
        data = text.encode()[:LARGEST]
        assert kind_of(data) is PaperKind.TEXT
        with pytest.raises(PaperTooLong):
            readable(data)
    assert readable((end * (READABLE_LINES - 1)).encode()).count("\n") == READABLE_LINES - 1
    assert readable(b"x" * READABLE) == "x" * READABLE


def test_a_paper_is_made_before_it_is_added() -> None:
    made = NewPaper("dopis.pdf", "Dopis", date(2026, 3, 18))
    made.check(date(2026, 3, 18))
    with pytest.raises(PaperFromFuture):
        made.check(date(2026, 3, 17))
