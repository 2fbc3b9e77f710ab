"""Processes beside this one: each call is answered or known to be lost, and none outlives who asked."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.batch.engines import WorkerLost
from rashomon.batch.processes import Processes, count_cores

LATEST = 120.0
"""Seconds after which a test has failed."""


@pytest.fixture
def engine() -> Iterator[Processes]:
    with Processes(2) as opened:
        yield opened
    assert not multiprocessing.active_children()


def test_a_process_is_kept_from_one_call_to_the_next() -> None:
    with Processes(1) as engine:
        first, second = (engine.submit(os.getpid).result(LATEST) for _ in range(2))
    assert first == second != os.getpid()


def test_what_a_call_raises_is_raised_here(engine: Processes) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        engine.submit(int, "one").result(LATEST)


def test_an_answer_that_cannot_be_sent_is_an_error(engine: Processes) -> None:
    with pytest.raises(RuntimeError, match="pickle"):
        engine.submit(threading.Lock).result(LATEST)
    assert engine.submit(abs, -1).result(LATEST) == 1


def test_a_process_that_ends_at_a_call_is_replaced(engine: Processes) -> None:
    with pytest.raises(WorkerLost):
        engine.submit(os._exit, 3).result(LATEST)
    assert [engine.submit(abs, -one).result(LATEST) for one in range(5)] == [*range(5)]


def test_processes_that_do_not_start_end_it_at_once(tmp_path: Path) -> None:
    unguarded = tmp_path / "unguarded.py"
    unguarded.write_text(
        "from rashomon.batch.processes import Processes\n"
        "with Processes(1) as engine:\n"
        "    engine.submit(abs, 1).result()\n"
    )
    done = subprocess.run(
        [sys.executable, str(unguarded)], capture_output=True, encoding="utf-8", timeout=LATEST, check=False
    )
    assert done.returncode == 1
    assert "NoWorkers: the processes that read and code do not start" in done.stderr


def test_a_call_that_takes_too_long_is_given_up() -> None:
    with Processes(1, seconds=0.2) as engine, pytest.raises(WorkerLost):
        engine.submit(signal.pause).result(LATEST)


def test_closing_does_not_wait_for_what_is_under_way() -> None:
    with Processes(2) as engine:
        pending = [engine.submit(signal.pause) for _ in range(4)]
        engine.submit(abs, 1)
    assert all(one.done() for one in pending)


def test_ctrl_c_is_left_to_this_process(engine: Processes) -> None:
    assert signal.SIGINT in engine.submit(signal.pthread_sigmask, signal.SIG_BLOCK, []).result(LATEST)


def test_no_process_outlives_one_that_is_killed() -> None:
    program = """
import os, sys
from rashomon.batch.processes import Processes
engine = Processes(1)
print(engine.submit(os.getpid).result(), flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="ascii"
    ) as process:
        assert process.stdout is not None
        child = os.pidfd_open(int(process.stdout.readline()))
        process.kill()
    try:
        assert multiprocessing.connection.wait([child], LATEST)
    finally:
        os.close(child)


def test_the_cores_are_those_this_process_may_use() -> None:
    assert 1 <= count_cores() <= (os.cpu_count() or 1)
