"""The commands in a page's console blocks, and what they print.

A block is one command after ``$``, and below it its output. The README's commands run in the clone; those of
the how-to pages in a folder of their own, which holds ``samples`` and the demo's corpus as ``demo``.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOWTO = ROOT / "docs" / "howto"
_BLOCK = re.compile(r"```console\n\$ (?P<command>rashomon [^\n]*)\n.*?```\n", re.DOTALL)


def list_commands(page: str) -> list[list[str]]:
    """Give the words of each command in a page's console blocks, in order.

    >>> list_commands("```console\\n$ rashomon read 'a b.txt'\\nwhat it prints\\n```\\n")
    [['rashomon', 'read', 'a b.txt']]
    """
    return [shlex.split(block["command"]) for block in _BLOCK.finditer(page)]


def fill_consoles(page: str, folder: Path) -> str:
    """Run a page's commands in a folder, and put what each prints now in the place of what it printed."""

    def fill(block: re.Match[str]) -> str:
        return f"```console\n$ {block['command']}\n{run(shlex.split(block['command']), folder)}```\n"

    return _BLOCK.sub(fill, page)


def run(words: list[str], folder: Path) -> str:
    """Run a command and give what it prints.

    Raises:
        CalledProcessError: it fails.
    """
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def set_up(folder: Path) -> None:
    """Make a folder what the how-to pages' commands run in."""
    (folder / "samples").symlink_to(ROOT / "samples")
    run(["rashomon", "demo", "--no-serve", "demo"], folder)
