"""Processes beside this one, each with a coder of its own.

A thread here keeps one process there and hands it one call at a time. So it is known which call a process
was at work on when it came to an end, and no other pays for it (``docs/decisions/processes.md``).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from rashomon.batch.engines import WorkerLost
from rashomon.errors import NoWorkers

CALL_SECONDS = 1800.0
"""How long a call may take: eight of the largest reports there can be take about a fifth of it."""
START_SECONDS = 120.0
"""How long a process may take to begin: half a second, where there is not much else to do."""
END_SECONDS = 5.0
"""How long a process that has nothing more to do may take to end."""

_Answer = TypeVar("_Answer")
_spawn = multiprocessing.get_context("spawn")


def count_cores() -> int:
    """Give the number of cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class Processes:
    """An engine of so many processes on this machine; use it in a ``with``, which ends them.

    A process is started when it is first needed, and replaced when it has come to an end. None outlives
    this one: they end when nobody listens to them any more.
    """

    def __init__(self, jobs: int, *, seconds: float = CALL_SECONDS) -> None:
        self.workers = jobs
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(jobs, "process", initializer=leave_ctrl_c)
        self._own = threading.local()
        self._lock = threading.Lock()
        self._alive: set[_Process] = set()
        self._is_closed = False

    def submit(self, function: Callable[..., _Answer], /, *arguments: Any) -> Future[_Answer]:  # noqa: ANN401
        """Have a function called in the first process that is free."""
        return self._threads.submit(self._call, function, arguments)

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        with self._lock:
            self._is_closed = True
            for process in self._alive:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._alive:
            process.end()

    def __enter__(self) -> Self:
        """Use the engine in a ``with``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes."""
        self.close()

    def _call(self, function: Callable[..., _Answer], arguments: tuple[object, ...]) -> _Answer:
        process: _Process | None = getattr(self._own, "process", None)
        if process is None:
            process = self._own.process = self._start()
        try:
            return cast("_Answer", process.ask(function, arguments, self._seconds))
        except (WorkerLost, NoWorkers):
            self._own.process = None
            with self._lock:
                self._alive.discard(process)
            process.end()
            raise

    def _start(self) -> _Process:
        with self._lock:
            if self._is_closed:
                raise WorkerLost
            try:
                process = _Process()
            except OSError as error:
                raise NoWorkers(f"no process can be started: {error.strerror}") from error
            self._alive.add(process)
            return process


class _Process:
    """A process and the pipe to it."""

    def __init__(self) -> None:
        self._pipe, theirs = _spawn.Pipe()
        self._process = _spawn.Process(target=_serve, args=(theirs,), name="rashomon", daemon=True)
        self._process.start()
        theirs.close()
        self._is_ready = False

    def ask(self, function: Callable[..., object], arguments: tuple[object, ...], seconds: float) -> object:
        """Give what a function gives there; raises WorkerLost, or what it raises."""
        self._wait_until_ready()
        try:
            self._pipe.send((function, arguments))
            if not self._pipe.poll(seconds):
                self.kill()
            answer, error = self._pipe.recv()
        except (EOFError, OSError) as gone:
            raise WorkerLost from gone
        if error is not None:
            raise error
        return answer

    def _wait_until_ready(self) -> None:
        """Wait for the process to begin; raises NoWorkers if it does not: then none would."""
        if self._is_ready:
            return
        try:
            self._is_ready = self._pipe.poll(START_SECONDS) and self._pipe.recv()
        except (EOFError, OSError):
            self._is_ready = False
        if not self._is_ready:
            raise NoWorkers("the processes that read and code do not start; try it with --jobs 1")

    def kill(self) -> None:
        """Stop the process at once."""
        self._process.kill()

    def end(self) -> None:
        """Let the process end if it is not at work, and wait for it."""
        self._pipe.close()
        self._process.join(END_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def leave_ctrl_c(*, is_left: bool = True) -> None:
    """Leave Ctrl-C to another thread, or take it again.

    Threads and processes that this thread starts leave it as this one does then.
    """
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()  # whichever thread starts it takes Ctrl-C again
        signal.pthread_sigmask(signal.SIG_BLOCK if is_left else signal.SIG_UNBLOCK, {signal.SIGINT})


def _serve(pipe: Connection) -> None:
    """Answer calls until nobody asks any more."""
    pipe.send(True)
    while True:
        try:
            function, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        answer: object = None
        fault: Exception | None = None
        try:
            answer = function(*arguments)
        except Exception as error:  # noqa: BLE001 - raised where it was asked for
            fault = error
        try:
            pipe.send((answer, fault))
        except OSError:
            return
        except Exception as error:  # noqa: BLE001 - what cannot be pickled
            pipe.send((None, RuntimeError(f"{type(error).__name__}: {error}")))
