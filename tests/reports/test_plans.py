"""The plan on paper: whole, Czech, and every word of people as they wrote it."""

import io
import os
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st
from pypdf import PdfReader

from kp_tui.domain.plans import Goal, GoalState, Horizon, Plan, PlanForm, Step
from kp_tui.domain.text import clean
from kp_tui.reports import typeset
from kp_tui.reports.plans import PlanPaper, plan_pdf
from kp_tui.reports.typeset import UNPRINTABLE, NotPrinted, printable
from tests.support.examples import examples

PLAN = Plan(
    "Přišla o byt, spí u sestry.",
    "Chce žádat o dávku.",
    "Vyučená švadlena.",
    (
        Goal(1, "Bydlet sama", (Step(2, "zajít na úřad", "klientka", date(2026, 12, 5)),)),
        Goal(3, "Najít práci", (Step(4, "volat do dílen", "Jana", None, "2x týdně"),)),
    ),
    "klientka, sestra",
)
PAPER = PlanPaper(
    "Poradna Kopr",
    "Občanská poradna",
    "K-001",
    3,
    created_on=date(2026, 3, 1),
    saved_on=date(2026, 3, 18),
    printed_on=date(2026, 3, 19),
    plan=PLAN,
    draft=False,
    key_worker="Nováková Jana",
    states={3: GoalState.REACHED},
    done={2: date(2026, 3, 9)},
    evaluated=(date(2026, 3, 10),),
    next_on=date(2026, 4, 1),
)
HOSTILE = '#import "x.typ"\\ $x$ *b* _i_ @c <l> // c /* [#panic("a")] " \' ` ~ -- ... #sys.inputs {} #let'


def pages(paper: PlanPaper) -> list[str]:
    """The texts of the pages, one kind of space, no break within a word."""
    read = PdfReader(io.BytesIO(plan_pdf(paper))).pages
    return [page.extract_text().replace("\u200b", "").replace("\u00a0", " ") for page in read]


def dense(text: str) -> str:
    """A text without its spaces: where lines break is the printer's matter."""
    return "".join(one for one in text.replace("\u200b", "") if not one.isspace())


def test_the_paper_says_all_that_the_plan_says() -> None:
    (text,) = pages(PAPER)
    said = (
        "Poradna Kopr", "Občanská poradna", "K-001", "verze 3", "1. 3. 2026", "18. 3. 2026", "19. 3. 2026",
        "Nováková Jana", "písemný", "dlouhodobý", *(PLAN.situation, PLAN.wishes, PLAN.abilities),
        "Bydlet sama", "(trvá)", "zajít na úřad", "klientka", "do 5. 12. 2026", "9. 3. 2026",
        "Najít práci", "(dosažen)", "volat do dílen", "2x týdně", "klientka, sestra",
        "10. 3. 2026", "1. 4. 2026", "podpis klienta", "podpis pracovníka", "1 / 1",
    )  # fmt: skip
    assert [words for words in said if dense(words) not in dense(text)] == []
    assert "rozpracovaný" not in text


def test_a_draft_says_that_it_is_one_and_an_oral_plan_too() -> None:
    oral = Plan(form=PlanForm.ORAL, horizon=Horizon.SHORT)
    (text,) = pages(replace(PAPER, plan=oral, draft=True, evaluated=()))
    assert "rozpracovaný" in text
    assert "ústní, krátkodobý" in text
    assert "Výchozí situace" not in text


def test_it_is_tagged_pdf_a_in_czech_named_by_the_mark_and_the_same_every_time() -> None:
    data = plan_pdf(PAPER)
    read = PdfReader(io.BytesIO(data))
    catalog: Any = read.trailer["/Root"]
    assert catalog["/Lang"] == "cs-CZ"
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"<pdfaid:part>2</pdfaid:part>" in catalog["/Metadata"].get_data()
    assert read.metadata is not None
    assert read.metadata.title == "Individuální plán K-001"
    assert (round(read.pages[0].mediabox.width), round(read.pages[0].mediabox.height)) == (595, 842)
    assert data == plan_pdf(PAPER)


def test_pages_are_numbered_and_each_says_whose_plan_it_is() -> None:
    long = replace(PLAN, situation="Vypráví o bydlení.\n" * 120)
    texts = pages(replace(PAPER, plan=long))
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert f"{number} / {len(texts)}" in text
        assert "K-001 · verze 3" in text


def printed(text: str) -> PlanPaper:
    """A paper with `text` wherever people write."""
    step = Step(2, text, text, None, text)
    plan = Plan(text, text, text, (Goal(1, text, (step,)),), text)
    return replace(PAPER, plan=plan, organisation=text, service=text, key_worker=text)


@examples(15, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
@example(HOSTILE)
@example("Příliš žluťoučký kůň úpěl ďábelské ódy. „Uvozovky“ – pomlčka, ŠČŘŽ, ß, Ł, Ж")
@example("\x1b]0;x\x07\u202e\x9b31m")
def test_any_text_compiles_and_comes_out_literally(text: str) -> None:
    expected = dense(printable(text))
    assert dense("".join(pages(printed(text)))).count(expected) >= 9


@given(st.text())
def test_what_cannot_be_printed_is_a_box_and_all_else_stays(text: str) -> None:
    boxed = printable(text).replace("\u200b", "")
    assert len(boxed) == len(clean(text))
    assert all(one in (other, UNPRINTABLE) for one, other in zip(boxed, clean(text), strict=True))
    assert all(unicodedata.category(one) != "Cc" or one == "\n" for one in boxed)


def test_a_box_is_explained() -> None:
    (text,) = pages(replace(PAPER, plan=replace(PLAN, wishes="Mít psa 🐕")))
    assert "Znak □ stojí místo znaku" in text
    assert "□" not in pages(PAPER)[0]


def test_nothing_of_a_plan_stands_in_an_argument_the_environment_or_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[Any] = []
    run = subprocess.run

    def watched(command: list[str], **given: Any) -> Any:
        ran.append((command, given))
        return run(command, **given)

    monkeypatch.setattr(subprocess, "run", watched)
    monkeypatch.setitem(os.environ, "TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    plan_pdf(PAPER)
    ((command, given),) = ran
    assert command[1:] == ["-I", "-m", "kp_tui.reports.typesetter", "plan"]
    assert given["env"] == {}
    assert list(tmp_path.iterdir()) == []


def test_a_printer_that_fails_says_so_and_nothing_of_the_plan() -> None:
    with pytest.raises(NotPrinted) as failed:
        typeset.typeset("no_such_template", {"situation": "Přišla o byt"})
    assert failed.value.__cause__ is None
    assert "Přišla" not in str(failed.value)
