"""Keep a worker process for pages and feeds, hand it one at a time, and stop it when one takes too long.

One worker lives as long as this process and is replaced when it dies. Every page goes through it:
the way there and back costs about a millisecond, and no page can then hang or crash its reader
(docs/decisions/0002-worker-process.md).
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from rashomon.read.worker import receive, send


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one report may cost: its input, its text, seconds, and the worker's memory in bytes."""

    size_bytes: int = 5_000_000
    characters: int = 500_000
    """Of a report's text: a book's. Coding takes time and memory by its length (docs/decisions/limits.md)."""
    seconds: float = 10.0
    memory_bytes: int = 1_000_000_000


class _Worker:
    """The process and the memory it was given."""

    def __init__(self, memory_bytes: int) -> None:
        source = str(Path(__file__).parents[2])
        paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
        self.memory_bytes = memory_bytes
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "rashomon.read.worker", str(memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )

    def ask(self, task: str, data: bytes, url: str | None, seconds: float) -> dict[str, object] | str:
        """Give the worker's answer, or the reason why there is none."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            return "unreadable"
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            for frame in (task.encode(), (url or "").encode("utf-8", "replace"), data):
                send(cast("BinaryIO", stdin), frame)
            answer = receive(cast("BinaryIO", stdout))
        except OSError:
            answer = None
        finally:
            timer.cancel()
            timer.join()
        if late.is_set():
            return "timed out"
        if answer is None:
            return "unreadable"
        return cast("dict[str, object]", json.loads(answer))

    def close(self) -> None:
        """Stop the process and wait for it."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue


_lock = threading.Lock()
_workers: list[_Worker] = []


def ask_worker(task: str, data: bytes, url: str | None, limits: Limits) -> dict[str, object] | str:
    """Have a page or a feed taken apart under limits: the worker's answer, "timed out" or "unreadable"."""
    with _lock:
        worker = _take(limits.memory_bytes)
        answer = worker.ask(task, data, url, limits.seconds)
        if isinstance(answer, str):
            worker.close()
            _workers.clear()
        return answer


def _take(memory_bytes: int) -> _Worker:
    """The living worker, or a new one."""
    if _workers:
        worker = _workers[0]
        if worker.memory_bytes == memory_bytes and worker.process.poll() is None:
            return worker
        worker.close()
        _workers.clear()
    _workers.append(_Worker(memory_bytes))
    return _workers[0]


@atexit.register
def stop_worker() -> None:
    """Stop the worker, if this process has one."""
    for worker in _workers:
        worker.close()
    _workers.clear()


def _forget_worker() -> None:
    """After a fork the worker is still the parent's: the child starts its own at need."""
    global _lock
    _lock = threading.Lock()
    _workers.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_worker)
