#!/usr/bin/env python3
"""Everything one does with a clone of Rashomon, with nothing but Python >= 3.11 and git.

    python3 tasks.py demo     set up, then show twelve invented stories as a site
    python3 tasks.py test     set up, then run the tests
    python3 tasks.py check    set up, then everything of the gate but the tests
    python3 tasks.py gate     check, then test: what must pass before anything lands
    python3 tasks.py docs     write the generated pages of docs/ anew

Set-up makes .venv if there is none and installs the package with the pinned versions of constraints.txt.
A .venv that is there is used as it is and only added to. Words after the task go to the tool it runs
(``python3 tasks.py test -k serial``).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
GOVERNING = ("pyproject.toml", "constraints.txt", "src/rashomon/version.py")
"""Files that say what is to be installed: as long as they stay the same, set-up has nothing to do."""

PYTHON_CODE = ("src", "tests", "docs", "benchmarks", "training", "tasks.py")


def run(*command: str | Path) -> None:
    """Run a command in the project's folder; end with its exit code if it fails."""
    print("$", *command, file=sys.stderr, flush=True)
    code = subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode
    if code:
        sys.exit(code)


def set_up(extra: str = "") -> None:
    """Make .venv where it is missing, and install the package into it unless that is done."""
    if not PYTHON.exists():
        print(f"making {VENV}", file=sys.stderr, flush=True)
        venv.create(VENV, with_pip=True)
    digest = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in GOVERNING)).hexdigest()
    stamp = VENV / f".rashomon-{extra or 'runtime'}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    what = f".[{extra}]" if extra else "."
    run(PYTHON, "-m", "pip", "install", "--quiet", "--editable", what, "--constraint", "constraints.txt")
    stamp.write_text(digest)


def demo(words: Sequence[str]) -> None:
    """Show twelve invented stories as a site on this machine."""
    set_up("charts,web")
    run(BIN / "rashomon", "demo", *words)


def test(words: Sequence[str]) -> None:
    """Run the tests."""
    set_up("dev")
    run(PYTHON, "-m", "pytest", *words)


def check(_words: Sequence[str]) -> None:
    """Check format, rules, types, the direction of imports and the generated pages."""
    set_up("dev")
    code = [name for name in PYTHON_CODE if (ROOT / name).exists()]
    run(BIN / "ruff", "format", "--check", *code)
    run(BIN / "ruff", "check", *code)
    run(BIN / "pyright")
    run(BIN / "lint-imports")
    run(PYTHON, "docs/generate.py", "--check")


def gate(words: Sequence[str]) -> None:
    """Check everything, then test."""
    check(())
    test(words)


def docs(_words: Sequence[str]) -> None:
    """Write the generated pages anew."""
    set_up("dev")
    run(PYTHON, "docs/generate.py")


TASKS: dict[str, Callable[[Sequence[str]], None]] = {
    "demo": demo,
    "test": test,
    "check": check,
    "gate": gate,
    "docs": docs,
}


def main(words: Sequence[str]) -> None:
    """Run the task that the first word names."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is run before anything is installed
        sys.exit(f"Rashomon needs Python 3.11 or later; this is {sys.version.split()[0]}")
    if not words or words[0] not in TASKS:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    TASKS[words[0]](words[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
