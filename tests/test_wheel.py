"""What is installed: the package with its weights, its lexicons and its licences, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import rashomon

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Build the wheel and list the files in it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(folder / f"rashomon-{rashomon.__version__}-py3-none-any.whl") as wheel:
        return wheel.namelist()


def test_every_file_of_the_package_is_in_the_wheel(names: list[str]) -> None:
    package = ROOT / "src" / "rashomon"
    files = {
        f"rashomon/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files <= set(names)


def test_weights_and_licences_are_in_the_wheel(names: list[str]) -> None:
    assert any(name.startswith("rashomon/encode/weights/") and name.endswith(".onnx") for name in names)
    for licence in ("LICENSE", "LICENSE-weights", "NOTICE"):
        assert any(name.endswith(f".dist-info/licenses/{licence}") for name in names)


def test_nothing_but_the_package_is_in_the_wheel(names: list[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert tops == {"rashomon", f"rashomon-{rashomon.__version__}.dist-info"}
