"""What tests of several rooms need: an account made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.records import Account
from rashomon.serial import account_from_json

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def kostenets() -> Account:
    return account_from_json((CASES / "kostenets.account.json").read_bytes())
