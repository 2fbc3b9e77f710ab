"""A site is served on an address of this machine, and says why if it cannot be."""

from __future__ import annotations

import sys

import pytest

from rashomon.errors import MissingExtra, Unservable
from rashomon.web.site.serving import check_extra, choose_names, open_socket, write_address


def test_a_taken_port_and_an_address_elsewhere_are_told() -> None:
    with open_socket("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert write_address(taken) == f"http://127.0.0.1:{port}/"
        with pytest.raises(Unservable, match=f"port {port} is taken"):
            open_socket("127.0.0.1", port)
    with pytest.raises(Unservable, match="no address of this machine"):
        open_socket("192.0.2.1", 0)


def test_on_this_machine_alone_it_goes_by_no_other_name() -> None:
    assert choose_names("127.0.0.1") == {"127.0.0.1", "localhost", "::1"}
    assert "news.example" in choose_names("127.0.0.1", ["news.example"])
    assert "0.0.0.0" in choose_names("0.0.0.0")


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)

    with pytest.raises(MissingExtra, match=r"rashomon\[web\]"):
        check_extra()
