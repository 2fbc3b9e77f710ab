"""Hostile inputs are the same for the same seed, and what becomes of each is told."""

from __future__ import annotations

from pathlib import Path

from benchmarks.hostile import SEED, Adder
from benchmarks.hostile_inputs import KINDS, SHARES, make_inputs
from benchmarks.hostile_pages import Material

TEXT = "Rain fell on the town on Monday, the mayor said.\n\nThe bridge was closed, he told reporters."
GOOD = Material(pages=[f"<html><body><p>{TEXT}</p></body></html>".encode()], texts=[TEXT])


def test_every_maker_makes_the_same_for_the_same_seed() -> None:
    first, second = (list(make_inputs(100, SEED, GOOD)) for _ in range(2))
    assert first == second
    assert len(first) == sum(SHARES.values()) == 100
    names = {name.partition("-")[2].partition(".")[0] for _, name, _ in first}
    assert names >= {make.__name__ for _, makers in KINDS.values() for make in makers}


def test_what_becomes_of_an_input_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00")
    adder = Adder(tmp_path / "news.corpus")
    try:
        assert adder.add(tmp_path / "a.txt")[0] == "said"
        assert adder.add(tmp_path / "none.html")[0] == "said"
    finally:
        adder.close()
