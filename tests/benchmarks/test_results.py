from __future__ import annotations

import doctest
import json
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.check_floors import equal_ids, find_problems, read_floors, read_results, shipped_id
from benchmarks.results import Data, digest, make_parser, publish, score, share, write
from rashomon.encode.weights import SHIPPED

FLOOR = {"sha256": "d1", "at_least": {"raw": {"f1": 80.0}}, "at_most": {"raw": {"seconds": 2.0}}}
RESULT = {"data": {"sha256": "d1"}, "weights": "w1", "figures": {"raw": {"f1": 80.0, "seconds": 2.0}}}


@pytest.mark.parametrize(
    "name", "results gold names syntax roles factuality chains attribution speed".split()
)
def test_examples_in_the_benchmarks_run(name: str) -> None:
    assert doctest.testmod(import_module(f"benchmarks.{name}")).failed == 0


def test_figures_at_their_bounds_hold() -> None:
    assert find_problems({"names": FLOOR}, {"names": RESULT}, "w1") == []


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"f1": 79.9, "seconds": 1.0}, "names: f1 of raw is 79.9, below 80"),
        ({"f1": 90.0, "seconds": 2.5}, "names: seconds of raw is 2.5, above 2"),
        ({"seconds": 1.0}, "names: no figure f1 of raw"),
    ],
)
def test_a_figure_out_of_bounds_is_told(figures: dict[str, float], told: str) -> None:
    result = {**RESULT, "figures": {"raw": figures}}
    assert find_problems({"names": FLOOR}, {"names": result}, "w1") == [told]


def test_missing_results_other_data_and_other_weights_are_told() -> None:
    floors = {"names": FLOOR, "speed": FLOOR}
    other = {**RESULT, "data": {"sha256": "d2"}}
    problems = find_problems(floors, {"names": other}, "w2")
    assert [problem.split(";")[0] for problem in problems] == [
        "names: measured on other data than the floors were set on",
        "names: measured with weights w1, but w2 ship",
        "speed: no results",
    ]


@pytest.mark.skipif(not (SHIPPED / "weights.json").exists(), reason="no weights to hold figures against")
def test_the_committed_figures_hold_and_are_those_of_the_shipped_weights() -> None:
    assert find_problems(read_floors(), read_results(), shipped_id(), equal_ids()) == []


def test_a_digest_depends_on_names_and_contents_and_not_on_folders(tmp_path: Path) -> None:
    for folder, content in (("a", "x"), ("b", "x"), ("c", "y")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text(content)
    one, same, other = (digest([tmp_path / folder / "one.txt"]) for folder in "abc")
    assert one == same != other


def test_results_tell_their_command_date_and_python(tmp_path: Path) -> None:
    write("names", {"figures": {}}, tmp_path / "deep" / "names.json")
    written = json.loads((tmp_path / "deep" / "names.json").read_text("utf-8"))
    assert written["command"] == "python -m benchmarks.names"
    write("attribution-test-stories", {}, tmp_path / "part.json")
    part = json.loads((tmp_path / "part.json").read_text("utf-8"))
    assert part["command"] == "python -m benchmarks.attribution --test-stories"
    assert {"date", "python", "platform", "figures"} <= written.keys()


def test_results_of_other_weights_are_written_only_where_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.results.RESULTS", tmp_path / "results")
    parser = make_parser("about")
    publish("names", parser.parse_args(["--weights", "w"]), Data(files=()), "w1", {"raw": {"f1": 1.0}})
    assert not (tmp_path / "results").exists()
    out = tmp_path / "names.json"
    options = parser.parse_args(["--weights", "w", "--out", str(out)])
    publish("names", options, Data(files=()), "w1", {"raw": {"f1": 1.23456}})
    assert json.loads(out.read_text("utf-8"))["figures"] == {"raw": {"f1": 1.2346}}


def test_scores_of_nothing_are_zero() -> None:
    assert score(0, 0, 0) == (0.0, 0.0, 0.0)
    assert share(0, 0) == 0.0
