"""Accounts whole, one JSON line each, as ``rashomon read --json`` writes them."""

from __future__ import annotations

from rashomon.serial import to_json
from rashomon.store.exports.outputs import Writes
from rashomon.store.exports.settings import Settings, Tally
from rashomon.store.exports.sources import Source


def write_account_lines(source: Source, out: Writes, settings: Settings) -> Tally:
    """Write accounts; each read back is equal to the one that went in."""
    del settings
    tally = Tally()
    for chosen in source.accounts():
        out.write(to_json(chosen.account) + "\n")
        tally.written += 1
    return tally
