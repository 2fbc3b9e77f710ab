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
    page = fill("<!-- figures: headline -->\nold\n<!-- end of figures -->\nafter\n", tmp_path)
    assert "| names (person, place, organisation), F1 | UNER-EWT dev | 84.3 | ≥ 82 | 90 |\n" in page
    assert "| dependencies, LAS | UD-EWT dev | – |  |  |\n" in page
    assert page.endswith("<!-- end of figures -->\nafter\n")
    assert "old" not in page
