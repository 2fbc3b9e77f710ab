"""The documentation is what the code does."""

from __future__ import annotations

import re
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


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#]+)\)", README))
def test_files_that_the_readme_points_at_exist(path: str) -> None:
    assert (ROOT / path).exists()
