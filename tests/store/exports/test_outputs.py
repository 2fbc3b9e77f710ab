"""Files and folders are there whole or not at all."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.errors import BadExport
from rashomon.store.exports.outputs import CONTENTS, open_file, open_folder, write_contents


def fill(out: Path, text: str, *, force: bool = False) -> None:
    with open_folder(out, force=force) as folder:
        (folder / "part").mkdir()
        (folder / "part" / "rows").write_text(text)
        write_contents(folder, {"format": "test"})


def test_a_file_is_replaced_when_the_new_one_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("before")
    with open_file(out) as stream:
        stream.write("after\r\n")
        assert out.read_text() == "before"
    assert out.read_bytes() == b"after\r\n"
    assert list(tmp_path.iterdir()) == [out]


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), open_file(tmp_path / "out") as stream:
        stream.write("half")
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt), open_folder(tmp_path / "folder") as folder:
        (folder / "half").write_text("half")
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


KILLED = """
import os, signal, sys
from pathlib import Path
from rashomon.store.exports import outputs

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

place, moment = Path(sys.argv[1]), sys.argv[2]
if moment == "file":
    with outputs.open_file(place) as stream:
        die()
if moment == "between":
    rename = Path.rename
    Path.rename = lambda self, target: rename(self, target) if self == place.resolve() else die()
with outputs.open_folder(place, force=True) as folder:
    (folder / "part").write_text("half")
    if moment == "folder":
        die()
"""


def kill(out: Path, moment: str) -> None:
    """Export to a place in a process that is killed while it does."""
    subprocess.run([sys.executable, "-c", KILLED, str(out), moment], check=False)
    assert any(path.name.startswith(".out.") for path in out.parent.iterdir())


on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows cannot be asked whether a process is there")


@on_posix
def test_what_a_killed_export_left_is_put_away_by_the_next(tmp_path: Path) -> None:
    kill(tmp_path / "out", "folder")
    fill(tmp_path / "out", "rows")
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]
    (tmp_path / "files").mkdir()
    kill(tmp_path / "files" / "out", "file")
    with open_file(tmp_path / "files" / "out") as stream:
        stream.write("rows")
    assert list((tmp_path / "files").iterdir()) == [tmp_path / "files" / "out"]


@on_posix
def test_an_export_killed_while_another_takes_its_place_is_there_again(tmp_path: Path) -> None:
    fill(tmp_path / "out", "before")
    kill(tmp_path / "out", "between")
    with pytest.raises(BadExport, match="--force"):
        fill(tmp_path / "out", "after")
    assert (tmp_path / "out" / "part" / "rows").read_text() == "before"
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]


@on_posix
def test_the_draft_of_an_export_under_way_stays(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        draft = tmp_path / f".out.{socket.gethostname()}.{other.pid}"
        elsewhere = tmp_path / f".out.another.example.{other.pid}"
        for path in (draft, elsewhere):
            path.mkdir()
        fill(tmp_path / "out", "rows")
        assert draft.is_dir()
        assert elsewhere.is_dir()
        other.communicate(b"\n")


def test_a_folder_takes_its_name_with_all_that_is_in_it(tmp_path: Path) -> None:
    fill(tmp_path / "out", "rows")
    assert (tmp_path / "out" / "part" / "rows").read_text() == "rows"
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    fill(tmp_path / "out", "rows")
    assert (tmp_path / "out" / CONTENTS).exists()


def test_an_export_is_replaced_only_by_force(tmp_path: Path) -> None:
    fill(tmp_path / "out", "before")
    with pytest.raises(BadExport, match="--force"):
        fill(tmp_path / "out", "after")
    fill(tmp_path / "out", "after", force=True)
    assert (tmp_path / "out" / "part" / "rows").read_text() == "after"
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]


def test_what_is_no_export_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter").write_text("years of work")
    (tmp_path / "file").write_text("more work")
    for name in ("thesis", "file"):
        with pytest.raises(BadExport, match="is no export"):
            fill(tmp_path / name, "rows", force=True)
    assert (tmp_path / "thesis" / "chapter").read_text() == "years of work"


def test_where_nothing_can_be_written_the_error_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(BadExport, match=r"no/such cannot be written: No such file"),
        open_file(tmp_path / "no" / "such"),
    ):
        pass
    with pytest.raises(BadExport, match="cannot be written"):
        fill(tmp_path / "no" / "such", "rows")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux alone has a disk that is always full")
def test_a_full_disk_is_a_sentence() -> None:
    with pytest.raises(BadExport, match="No space left"), open_file(Path("/dev/full")) as stream:
        stream.write("x" * 100_000)


def test_a_device_is_written_and_stays() -> None:
    with open_file(Path(os.devnull)) as stream:
        stream.write("gone")
    assert Path(os.devnull).exists()
