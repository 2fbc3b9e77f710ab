"""Who may ask, under which name, and from where a form may come."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

HOSTS = ["evil.example", "localhost.evil.example", "127.0.0.1", "user@localhost", "localhost/x", "", "[::1"]


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_asked_under_another_name_is_refused(site: TestClient, host: str) -> None:
    answer = site.get("/stories", headers={"Host": host})

    assert answer.status_code == 421
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "LOCALHOST:8417"])
def test_any_port_of_the_name_will_do(site: TestClient, host: str) -> None:
    assert site.get("/stories", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "",
        "http://localhost:8418",
        "http://localhost",
        "file://",
        "http://[",
        "x",
    ],
)
def test_a_form_from_elsewhere_is_refused(writable: TestClient, origin: str) -> None:
    answer = writable.post("/judgements", headers={"Origin": origin}, data={"says": "same"})

    assert answer.status_code == 403
    assert "another site" in answer.text
