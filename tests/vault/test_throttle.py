"""Guessing costs time, in every program at once, through restarts and changed clocks, and never for ever."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.vault.errors import Throttled
from kp_tui.vault.throttle import FREE_TRIES, LONGEST_WAIT, Moment, charge, forgive
from tests.support.examples import examples

BOOT = "11111111-1111-1111-1111-111111111111"
AFTER_RESTART = "22222222-2222-2222-2222-222222222222"


def at(seconds: float, boot: str = BOOT) -> Moment:
    return Moment(boot, seconds)


def wait_of(home: Path, login: str, now: Moment) -> int:
    """Seconds still to wait; 0 where a try is let through, which charges it."""
    try:
        charge(home, login, now, known=True)
    except Throttled as refusal:
        return refusal.seconds
    return 0


def test_three_tries_are_free_then_the_wait_doubles_up_to_a_quarter_of_an_hour(tmp_path: Path) -> None:
    waits, now = [], 1000.0
    for _ in range(15):
        assert wait_of(tmp_path, "novakova", at(now)) == 0
        wait = 0
        while (left := wait_of_without_charge(tmp_path, now + wait)) > 0:
            wait += left
        waits.append(wait)
        now += wait
    assert waits[: FREE_TRIES - 1] == [0, 0]
    assert waits[FREE_TRIES - 1 :] == [2, 4, 8, 16, 32, 64, 128, 256, 512, *[LONGEST_WAIT] * 4]


def wait_of_without_charge(home: Path, now: float) -> int:
    before = (home / "kp.throttle").read_bytes()
    wait = wait_of(home, "novakova", at(now))
    (home / "kp.throttle").write_bytes(before)
    return wait


def test_a_try_that_was_refused_is_not_charged(tmp_path: Path) -> None:
    for _ in range(3):
        charge(tmp_path, "novakova", at(10), known=True)
    assert [wait_of(tmp_path, "novakova", at(10)) for _ in range(50)] == [2] * 50
    assert wait_of(tmp_path, "novakova", at(12)) == 0


def test_the_right_password_ends_it_and_tells_how_often_somebody_failed(tmp_path: Path) -> None:
    assert [charge(tmp_path, "novakova", at(10), known=True) for _ in range(3)] == [0, 1, 2]
    forgive(tmp_path, "novakova")
    assert charge(tmp_path, "novakova", at(10), known=True) == 0


def test_one_persons_failures_do_not_hold_up_another(tmp_path: Path) -> None:
    for _ in range(3):
        charge(tmp_path, "novakova", at(10), known=True)
    assert wait_of(tmp_path, "svoboda", at(10)) == 0


def test_a_restart_gives_nothing_and_takes_a_quarter_of_an_hour_at_most(tmp_path: Path) -> None:
    for now in range(0, 20_000, 1_000):
        charge(tmp_path, "novakova", at(now), known=True)
    assert wait_of(tmp_path, "novakova", at(30, AFTER_RESTART)) == LONGEST_WAIT - 30
    assert wait_of(tmp_path, "novakova", at(LONGEST_WAIT, AFTER_RESTART)) == 0


@examples(20)
@given(st.lists(st.tuples(st.sampled_from([BOOT, AFTER_RESTART]), st.floats(0, 1e9)), max_size=5))
def test_nobody_waits_for_ever_whatever_the_clock_did(past: list[tuple[str, float]]) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        for boot, seconds in past:
            wait_of(home, "novakova", at(seconds, boot))
        assert wait_of(home, "novakova", at(0)) <= LONGEST_WAIT
        assert wait_of(home, "novakova", at(2e9)) == 0


def test_the_clock_of_this_computer_only_goes_forward() -> None:
    first, second = Moment.now(), Moment.now()
    assert first.boot == second.boot
    assert 0 < first.seconds <= second.seconds


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"{}", b'{"salt":"","tries":{"a":1}}', b"\xff", b"[" * 200_000]
)
def test_a_broken_file_locks_nobody_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kp.throttle").write_bytes(content)
    assert charge(tmp_path, "novakova", at(10), known=True) == 0
    assert charge(tmp_path, "novakova", at(10), known=True) == 1


def test_what_was_typed_as_a_login_cannot_be_read_from_the_file(tmp_path: Path) -> None:
    charge(tmp_path, "moje tajné heslo", at(10), known=False)
    assert "heslo" not in (tmp_path / "kp.throttle").read_text()
    assert (tmp_path / "kp.throttle").stat().st_mode & 0o777 == 0o600


def test_two_stores_hide_the_same_login_differently(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        charge(tmp_path / name, "novakova", at(10), known=True)
    assert (tmp_path / "a/kp.throttle").read_bytes() != (tmp_path / "b/kp.throttle").read_bytes()


def test_a_flood_of_unknown_logins_neither_grows_the_file_nor_frees_a_real_one(tmp_path: Path) -> None:
    for _ in range(3):
        charge(tmp_path, "novakova", at(10), known=True)
    for number in range(250):
        charge(tmp_path, f"nobody {number}", at(10), known=False)
    assert wait_of(tmp_path, "novakova", at(10)) == 2
    assert len(json.loads((tmp_path / "kp.throttle").read_text())["tries"]) == 201
