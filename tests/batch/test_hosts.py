"""Several hosts, as network namespaces of this machine: one of them is lost in mid-shard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from inputs import LATEST, Holder, add_here, find_lines, name_places, read_rows, write_lines

from rashomon.store import Corpus

pytestmark = pytest.mark.cluster

HOSTS = {"head": "10.213.77.1", "one": "10.213.77.2", "two": "10.213.77.3"}
PORT = 8786
CONFIGURED = {
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "3s",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "11s",
}
"""How soon a host that says nothing is given up."""
DRIVER = """
import sys
from pathlib import Path
from inputs import RECIPE, find_lines
from rashomon.batch import OnDask, code_parts
with OnDask(sys.argv[1], 1) as engine:
    for part in code_parts(engine, find_lines(Path(sys.argv[2])), RECIPE, Path(sys.argv[3]), most_items=7):
        print(part.done.number, part.done.accounts, flush=True)
"""


class Network:
    """A switch with a few hosts on it."""

    def __init__(self) -> None:
        self._mark = f"rsh{os.getpid() % 100_000}"
        self.hosts = {host: f"{self._mark}{host}" for host in HOSTS}

    def open(self) -> None:
        """Set it up; raises CalledProcessError where the machine does not allow it."""
        switch = self.hosts["head"]
        for host in self.hosts.values():
            _ip("netns", "add", host)
            _ip("-n", host, "link", "set", "lo", "up")
        _ip("-n", switch, "link", "add", "switch", "type", "bridge")
        _ip("-n", switch, "addr", "add", f"{HOSTS['head']}/24", "dev", "switch")
        _ip("-n", switch, "link", "set", "switch", "up")
        for name in ("one", "two"):
            host = self.hosts[name]
            cable = ("type", "veth", "peer", "name", "eth0", "netns", host)
            _ip("-n", switch, "link", "add", name, *cable)
            _ip("-n", switch, "link", "set", name, "master", "switch", "up")
            _ip("-n", host, "addr", "add", f"{HOSTS[name]}/24", "dev", "eth0")
            _ip("-n", host, "link", "set", "eth0", "up")

    def close(self) -> None:
        """Take it down."""
        for host in self.hosts.values():
            with suppress(subprocess.CalledProcessError):
                _ip("netns", "delete", host)

    def start(self, host: str, out: Path, *command: str) -> subprocess.Popen[bytes]:
        """Start Python on a host; what it says goes to a file."""
        words = ["ip", "netns", "exec", self.hosts[host], sys.executable, *command]
        environment = {**os.environ, **CONFIGURED, "PYTHONPATH": str(Path(__file__).parent)}
        with out.open("wb") as stream:
            return subprocess.Popen(words, env=environment, stdout=stream, stderr=stream)

    def find_host(self, pid: int) -> str:
        """Give the host on which a process is."""
        (name,) = _ip("netns", "identify", str(pid)).split()
        return next(host for host, known in self.hosts.items() if known == name)

    def cut(self, host: str) -> None:
        """Pull the cable of a host."""
        _ip("-n", self.hosts["head"], "link", "set", host, "down")


def _ip(*words: str) -> str:
    done = subprocess.run(["ip", *words], check=True, capture_output=True, encoding="utf-8", timeout=LATEST)
    return done.stdout


@pytest.fixture
def network() -> Iterator[Network]:
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("network namespaces need root and iproute2")
    opened = Network()
    try:
        opened.open()
        yield opened
    except subprocess.CalledProcessError as error:
        pytest.skip(f"this machine allows no network namespaces: {error.stderr.strip()}")
    finally:
        opened.close()


def test_a_host_that_is_lost_in_mid_shard_costs_nothing(network: Network, tmp_path: Path) -> None:
    holder = Holder(tmp_path)
    texts = name_places(30)
    texts[11] = f"Jericho is at HOLD {holder.pipe} today"
    inputs, folder = write_lines(tmp_path / "many.jsonl", texts), tmp_path / "parts"
    address = f"tcp://{HOSTS['head']}:{PORT}"
    with ExitStack() as stack:

        def start(host: str, name: str, *command: str) -> subprocess.Popen[bytes]:
            process = network.start(host, tmp_path / f"{name}.log", *command)
            stack.callback(process.wait, LATEST)
            stack.callback(process.kill)
            return process

        module = ("-m", "distributed.cli.dask_scheduler")
        start("head", "head", *module, "--host", HOSTS["head"], "--port", str(PORT), "--no-dashboard")
        for host in ("one", "two"):
            module = ("-m", "distributed.cli.dask_worker", address, "--no-dashboard", "--nthreads", "1")
            start(host, host, *module, "--host", HOSTS[host], "--local-directory", str(tmp_path / host))
        driver = start("head", "driver", "-c", DRIVER, address, str(inputs), str(folder))
        lost = network.find_host(holder.wait())
        network.cut(lost)
        holder.let_others_pass()
        driver.wait(LATEST)
    assert (tmp_path / "driver.log").read_text() == "0 7\n1 7\n2 7\n3 7\n4 2\n"
    with Corpus(folder) as corpus:
        assert len(list(corpus.report_ids())) == 30
    assert read_rows(folder / "index.corpus") == read_rows(
        add_here(tmp_path / "here.corpus", find_lines(inputs))
    )
