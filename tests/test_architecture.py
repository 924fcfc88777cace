"""The house: who may import whom, strict types, lint, and nothing that grew too large to read at once."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

HOUSE = Path(__file__).parent.parent
PACKAGE = HOUSE / "kp_tui"
PYTHON = ("kp_tui", "tests", "scripts")
LONGEST_MODULE, LONGEST_FUNCTION = 300, 30  # lines; the medians are 82 and 5
TABLES = ("store/schema.py", "store/migrations/versions")  # one list, however long


def run(*command: str) -> None:
    """Run a tool as a module of this Python; fails with what it said."""
    whole = [sys.executable, "-m", *command]
    ran = subprocess.run(whole, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def modules() -> Iterator[tuple[str, str]]:
    """Every module of the package: its path and its text."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield str(path.relative_to(PACKAGE)), path.read_text()


def imported(tree: ast.AST) -> Iterator[str]:
    """The names of the modules that one imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_imports_keep_the_contracts() -> None:
    assert lint_imports(str(HOUSE / "pyproject.toml"), is_debug_mode=False) == EXIT_STATUS_SUCCESS


def test_the_code_is_formatted() -> None:
    run("ruff", "format", "--check", *PYTHON)


def test_lint_finds_nothing() -> None:
    run("ruff", "check", *PYTHON)


def test_types_are_strict_in_the_package_the_tests_and_the_scripts() -> None:
    run("mypy")


def test_no_use_case_runs_another_past_the_door() -> None:
    """Whoever needs what another use case does calls the function that both of them call."""
    called = {
        (name, ast.unparse(node.func))
        for name, text in modules()
        if name.startswith("usecases/")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".body")
    }
    assert called == {
        ("usecases/session.py", "case.body"),  # the door itself
        ("usecases/papers.py", "papers.body"),  # the store's: what a paper says
    }


def test_the_domain_stands_on_the_standard_library_alone() -> None:
    for name, text in modules():
        if name.startswith("domain/"):
            for module in imported(ast.parse(text)):
                top = module.partition(".")[0]
                assert module.startswith("kp_tui.domain") or top in sys.stdlib_module_names, (name, module)


def test_the_terminal_stands_on_textual_and_the_domain() -> None:
    allowed = {"textual", "rich", *sys.stdlib_module_names}
    for name, text in modules():
        if name.startswith("terminal/"):
            for module in imported(ast.parse(text)):
                own = module.startswith(("kp_tui.domain", "kp_tui.terminal"))
                assert own or module.partition(".")[0] in allowed, (name, module)


def test_no_module_is_too_long_to_read_at_once() -> None:
    lengths = {name: len(text.splitlines()) for name, text in modules() if not name.startswith(TABLES)}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_too_long_to_read_at_once() -> None:
    too_long = {}
    for name, text in modules():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not name.startswith(TABLES):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    too_long[f"{name}:{node.name}"] = lines
    assert too_long == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [name for name, text in modules() if not ast.get_docstring(ast.parse(text))] == []


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "XX" + "X", "breakpoint()"])
def test_nothing_is_left_for_later(word: str) -> None:
    assert [name for name, text in modules() if word in text] == []


def test_the_same_stem_is_the_same_subject_through_the_layers() -> None:
    """Whoever looks for clients, events or timers finds them in every layer under one name."""
    for stem in ("clients", "events", "timers"):
        for layer in ("domain", "store", "usecases"):
            assert (PACKAGE / layer / f"{stem}.py").exists(), f"{layer}/{stem}.py"
    for stem in ("client_forms", "event_forms", "plan_forms"):
        for layer in ("domain", "usecases"):
            assert (PACKAGE / layer / f"{stem}.py").exists(), f"{layer}/{stem}.py"
