"""The documentation is what the code does."""

from __future__ import annotations

import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.cli import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
OPTIONS = [
    (command.name, option)
    for command in cli.commands.values()
    for parameter in command.params
    for option in [*parameter.opts, *parameter.secondary_opts]
    if option.startswith("-")
]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def test_the_generated_pages_are_up_to_date() -> None:
    done = run("docs/generate.py", "--check")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_of_every_command_is_documented(command: str, option: str) -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    section = page.split(f"## rashomon {command}\n")[1].split("\n## ")[0]
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", section)


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_python_in_the_readme_runs(code: str) -> None:
    done = run("-W", "error", "-c", code)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", re.findall(r"^\$ (rashomon .*)$", README, re.MULTILINE))
def test_commands_in_the_readme_run(command: str) -> None:
    done = run("-m", *shlex.split(command))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


HOWTO = sorted((ROOT / "docs" / "howto").glob("*.md"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the commands of the how-to pages run in: the samples, and the demo's corpus."""
    made = tmp_path_factory.mktemp("howto")
    runpy.run_path(str(ROOT / "docs" / "consoles.py"))["set_up"](made)
    return made


@pytest.mark.parametrize("page", HOWTO, ids=lambda page: page.stem)
def test_commands_of_a_how_to_page_run_and_find_something(
    page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    list_commands = runpy.run_path(str(ROOT / "docs" / "consoles.py"))["list_commands"]
    commands = list_commands(page.read_text("utf-8"))
    assert len(commands) >= 3
    for words in commands:
        assert not cli.main(words[1:], standalone_mode=False), words
        shown = capsys.readouterr().out
        assert shown.strip(), words
        assert "Nothing found" not in shown, words


def test_the_notebook_runs_and_shows_an_account_a_story_and_charts() -> None:
    run_notebook = runpy.run_path(str(ROOT / "docs" / "notebooks.py"))["run_notebook"]
    notebook = run_notebook(ROOT / "docs" / "tutorial.ipynb")
    shown = [output.get("data", {}) for cell in notebook["cells"] for output in cell.get("outputs", ())]
    assert sum("text/html" in data for data in shown) == 2
    assert sum("image/svg+xml" in data for data in shown) == 2


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_that_a_page_points_at_exist(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_a_table_tells_what_was_measured_and_a_dash_where_nothing_was(tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text(
        '{"names": {"at_least": {"uner-ewt dev": {"f1": 82.0}}, "aim": {"uner-ewt dev": {"f1": 90.0}}}}'
    )
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "names.json").write_text('{"figures": {"uner-ewt dev": {"f1": 84.26}}}')
    fill = runpy.run_path(str(ROOT / "docs" / "figures.py"))["fill"]
    page = fill("<!-- figures: all -->\nwhat was here before\n<!-- end of figures -->\nafter\n", tmp_path)
    assert "| names (person, place, organisation), F1 | UNER-EWT dev | 84.3 | ≥ 82 | 90 |\n" in page
    assert "| dependencies, LAS | UD-EWT dev | – |  |  |\n" in page
    assert page.endswith("<!-- end of figures -->\nafter\n")
    assert "what was here before" not in page
