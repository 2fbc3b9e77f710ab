"""Dask workers, on this machine or on many; needs ``distributed``, the extra ``rashomon[dask]``."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from importlib import import_module
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

from rashomon.batch.engines import WorkerLost
from rashomon.batch.processes import leave_ctrl_c
from rashomon.errors import MissingExtra, NoWorkers

PATIENCE_SECONDS = 60.0
"""How long the scheduler, and then a first worker, may take to be there."""
ABSENCE_SECONDS = 300.0
"""How long there may be no worker at all while work waits: as long as a cluster takes to bring up others."""
LOOK_SECONDS = 5.0
"""How often it is looked how many workers there are."""
END_SECONDS = 30.0
"""How long a cluster that was started here may take to end."""

_HERE = {
    # What ends a worker twice is tried item by item; by itself Dask would give it four workers each time.
    "distributed.scheduler.allowed-failures": 1,
    # A worker that is away for longer is given up by the cluster, even if its nanny is just starting it anew.
    "distributed.deploy.lost-worker-timeout": "1h",
    # Its sampling of stacks, and its looks at loops and machine, took a quarter of the CPU; a part takes
    # seconds (docs/decisions/parts.md).
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
}
"""How a cluster on this machine is set, as long as it runs."""

_Answer = TypeVar("_Answer")


class OnDask:
    """An engine on a Dask cluster; use it in a ``with``, which lets go of it.

    Without a scheduler's address, a cluster of ``jobs`` processes is started on this machine.

    Raises:
        MissingExtra: distributed is not installed.
        NoWorkers: the scheduler cannot be reached, or has no worker.
    """

    def __init__(
        self,
        scheduler: str | None,
        jobs: int,
        *,
        patience: float = PATIENCE_SECONDS,
        absence: float = ABSENCE_SECONDS,
    ) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise MissingExtra("--engine dask needs distributed: pip install 'rashomon[dask]'") from error
        self._killed: type[Exception] = distributed.KilledWorker
        self._absence = absence
        self._looked, self._workers = 0.0, 1
        with ExitStack() as stack:
            try:
                place = scheduler or _start_cluster(distributed, jobs, stack)
                self._client: Any = distributed.Client(place, timeout=patience, set_as_default=False)
                stack.callback(_end, self._client)
                self._client.wait_for_workers(1, timeout=patience)
            except (OSError, TimeoutError) as error:
                raise NoWorkers(f"no Dask worker at {scheduler or 'this machine'}: {error}") from error
            self._opened = stack.pop_all()

    @property
    def workers(self) -> int:
        """How many calls the cluster works on at once, as it was a few seconds ago; 1 at least."""
        if time.monotonic() - self._looked > LOOK_SECONDS:
            self._workers = max(1, self.count_workers())
            self._looked = time.monotonic()
        return self._workers

    def submit(self, function: Callable[..., _Answer], /, *arguments: Any) -> _Call[_Answer]:  # noqa: ANN401
        """Have a function called on a worker."""
        future = self._client.submit(function, *arguments, pure=False)
        return _Call(future, self, self._killed)

    def count_workers(self) -> int:
        """Ask how many calls the cluster can work on now; raises NoWorkers if it cannot be asked."""
        try:
            return sum(self._client.nthreads().values())
        except (OSError, ValueError) as error:
            raise NoWorkers("the Dask scheduler is gone; run it again when it is back") from error

    def wait(self, future: Any) -> Any:  # noqa: ANN401 - distributed's own
        """Give what a future brings; raises NoWorkers when there is none to bring it for too long."""
        since = time.monotonic()
        while True:
            try:
                return future.result(timeout=LOOK_SECONDS)
            except TimeoutError as error:
                if future.status == "error":
                    raise
                now = time.monotonic()
                if self.count_workers():
                    since = now
                elif now - since > self._absence:
                    raise NoWorkers("all Dask workers are gone; run it again when some are back") from error

    def close(self) -> None:
        """Let go of the cluster; one that was started here ends."""
        self._opened.close()

    def __enter__(self) -> Self:
        """Use the engine in a ``with``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the cluster."""
        self.close()


class _Call(Generic[_Answer]):
    """A call on a worker; the cluster forgets its answer with it."""

    def __init__(self, future: Any, engine: OnDask, killed: type[Exception]) -> None:  # noqa: ANN401
        self._future = future
        self._engine = engine
        self._killed = killed

    def done(self) -> bool:
        """Whether the answer is there."""
        return bool(self._future.done())

    def result(self) -> _Answer:
        """Wait for the answer."""
        try:
            return cast("_Answer", self._engine.wait(self._future))
        except self._killed as error:
            raise WorkerLost from error


def _start_cluster(distributed: Any, jobs: int, stack: ExitStack) -> Any:  # noqa: ANN401 - distributed's own
    """Start a scheduler and workers on this machine, one thread each, that only it can reach."""
    stack.enter_context(import_module("dask").config.set(_HERE))
    leave_ctrl_c()
    try:
        cluster = distributed.LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        )
    finally:
        leave_ctrl_c(is_left=False)
    stack.callback(_end, cluster)
    return cluster


def _end(part: Any) -> None:  # noqa: ANN401 - distributed's own
    """Close a client or a cluster, whose work is done; what is slow to end ends with this process."""
    with suppress(TimeoutError):
        part.close(timeout=END_SECONDS)
