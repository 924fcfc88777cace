"""A case by keys alone, in the real program in a real terminal: from a first contact to a reopening."""

import shutil
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kp_tui.domain.cases import Consent, EntryKind, Stage
from kp_tui.domain.clients import ClientState
from kp_tui.domain.key_workers import ChangeReason, CoverLine, NoticeChannel
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store.clients import Wanted
from kp_tui.usecases.cases import OpenedCase, open_case
from kp_tui.usecases.clients import list_clients
from kp_tui.usecases.key_workers import cover_sheet
from kp_tui.usecases.session import Session, sign_in
from tests.support.program import DemoStore, signed_in
from tests.support.pty import BACK_TAB, EMPTY, END, ENTER, F3, F8, QUIT, SAVE, TAB, Terminal
from tests.support.stores import PASSWORD


@pytest.fixture(scope="module")
def agreed(demo_store: DemoStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store where somebody was taken in by keys, twelve days ago, and is a client since the ninth."""
    home = demo_store(tmp_path_factory.mktemp("case") / "store")
    with signed_in(home, lang="en_GB.UTF-8") as desk:
        steps_to_agreement(desk)
        quit_program(desk)
    return home


@pytest.fixture
def home(agreed: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return shutil.copytree(agreed, tmp_path / "store")


def days_ago(days: int) -> date:
    return datetime.now(UTC).astimezone(PRAGUE).date() - timedelta(days=days)


def typed(days: int) -> str:
    """A day so many days ago, typed over what stands in its field."""
    day = days_ago(days)
    return f"{END}{EMPTY}{day.day}. {day.month}. {day.year}"


def take_in(desk: Terminal) -> None:
    """A first contact by phone, twelve days ago."""
    desk.send("i")
    desk.wait_for("What the person wants")
    desk.send("b" + BACK_TAB + typed(12) + ENTER + ENTER + ENTER)
    desk.settle()
    desk.send("Debts at home" + TAB + ENTER)
    desk.settle()
    desk.send("Horáková" + ENTER + "Iva")
    desk.settle()
    save(desk)
    desk.wait_for("applicant")


def open_horakova(desk: Terminal) -> None:
    """From the list to her case."""
    desk.send(F3 + "hora" + ENTER + "c")
    desk.wait_for("Horáková Iva · client")


def write(desk: Terminal, words: str, title: str, keys: str) -> None:
    """Choose what to write down in the case that is open, fill it in and save it."""
    desk.send("n")
    desk.wait_for("what do you want to do?")
    desk.send(words)
    desk.settle()
    desk.send(ENTER)
    desk.wait_for(title)
    desk.wait_for("^S Save")
    desk.settle()
    desk.send(keys)
    desk.settle()
    save(desk)


def save(desk: Terminal) -> None:
    desk.send(SAVE)
    desk.wait_for("Saved.")
    desk.settle()


def quit_program(desk: Terminal) -> None:
    desk.send(QUIT)
    assert desk.wait_exit() == 0, desk.text


def kept(home: Path) -> tuple[OpenedCase, list[CoverLine]]:
    """The case and its cover sheet as the store has them."""

    def horakova(session: Session) -> int:
        ((_key, row),) = session.perform(list_clients, Wanted(("horakova",)), None, 2, back=False)
        return row.id

    session, _welcome = sign_in(home, "novakova", PASSWORD)
    with closing(session):
        client_id = horakova(session)
        return session.perform(open_case, client_id), session.perform(cover_sheet, client_id)


def steps_to_agreement(desk: Terminal) -> None:
    """First contact, consultation, assessment by two, the signed consent."""
    take_in(desk)
    write(desk, "consultation", "Information given", BACK_TAB + typed(11))
    desk.wait_for("next: Assessment")
    # the second assessor is asked first, as the day and oneself are filled in
    write(desk, "assessm", "Second assessor", "s" + ENTER + BACK_TAB * 3 + typed(10) + key_worker("n"))
    desk.wait_for("next: Informed consent")
    write(desk, "informed", "Form", BACK_TAB + typed(9))
    desk.wait_for("Horáková Iva · client")


def key_worker(letter: str) -> str:
    """From the day of an assessment to its last question, where a letter chooses the key worker."""
    return TAB * 5 + letter + ENTER


def change(letter: str, day: int, *, told: int | None = None, why_not: str = "") -> str:
    """A change of key worker, typed from its first question on."""
    notice = f"{typed(told)}{TAB}i{ENTER}" if told is not None else TAB * 2 + why_not
    return letter + ENTER + typed(day) + TAB + TAB + TAB + notice


def test_from_a_first_contact_an_applicant_becomes_a_client(home: Path) -> None:
    case, cover = kept(home)
    assert [(one.kind, one.day) for one in case.journal] == [
        (EntryKind.FIRST_CONTACT, days_ago(12)),
        (EntryKind.INTRO_CONSULTATION, days_ago(11)),
        (EntryKind.ASSESSMENT, days_ago(10)),
        (EntryKind.DATA_CONSENT, days_ago(9)),
        (EntryKind.INFORMED_CONSENT, days_ago(9)),
    ]
    assert (case.client.state, case.stage) == (ClientState.CLIENT, Stage.AGREED), "L5"
    assert case.consents == dict.fromkeys(Consent, days_ago(9))
    assert [(line.worker.login, line.period.from_day) for line in cover] == [("novakova", days_ago(10))]
    assert case.journal[0].what.wants == "Debts at home"


def test_key_workers_change_with_a_notice_and_without_one(home: Path) -> None:
    with signed_in(home, lang="en_GB.UTF-8") as desk:
        open_horakova(desk)
        write(desk, "change", "New key worker", change("s", 6, told=7))
        desk.wait_for("key worker: Svoboda Petr")
        write(desk, "change", "New key worker", change("n", 3, why_not="Ill for weeks"))
        desk.wait_for("! notice of the change of key worker")
        desk.send(F8)
        desk.wait_for("notice of the change")
        quit_program(desk)
    case, cover = kept(home)
    assert [line.worker.login for line in cover] == ["novakova", "svoboda", "novakova"], "K1: A→B→A"
    assert [line.period.to_day for line in cover] == [days_ago(6), days_ago(3), None]
    assert [line.period.reason for line in cover[1:]] == [ChangeReason.EXPERTISE] * 2
    told = cover[1].notice
    assert told is not None
    assert (told.told_on, told.channel) == (days_ago(7), NoticeChannel.IN_PERSON), "K5: before the change"
    assert cover[2].owes_notice
    assert cover[2].period.no_notice_reason == "Ill for weeks"
    assert case.key_worker == cover[2].period


def test_an_ended_case_is_opened_again_with_a_period_of_its_own(home: Path) -> None:
    with signed_in(home, lang="en_GB.UTF-8") as desk:
        open_horakova(desk)
        write(desk, "ending", "Evaluation", typed_ending("Debts are paid", day=2))
        desk.wait_for("· ended ·")
        again = BACK_TAB + typed(1) + TAB + "s" + ENTER + "New debts"
        write(desk, "reopen", "Why the case is opened again", again)
        desk.wait_for("applicant")
        desk.wait_for("key worker: Svoboda Petr")
        quit_program(desk)
    case, cover = kept(home)
    assert [one.kind for one in case.journal[-2:]] == [EntryKind.ENDING, EntryKind.REOPENING]
    assert case.journal[-2].what.evaluation == "Debts are paid"
    assert [(line.worker.login, line.period.from_day, line.period.to_day) for line in cover] == [
        ("novakova", days_ago(10), days_ago(2)),
        ("svoboda", days_ago(1), None),
    ], "K1: the old period is kept"


def typed_ending(evaluation: str, *, day: int) -> str:
    """The sheet of an ending, from its reason on: the goals are met."""
    return "g" + ENTER + BACK_TAB * 2 + typed(day) + TAB + TAB + evaluation
