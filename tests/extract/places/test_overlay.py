"""A user's own places: a CSV file over the gazetteer."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon import BadLexicon
from rashomon.extract import load_gazetteer

HEAD = "name,latitude,longitude,country,admin1,feature\n"


def test_own_places_come_before_the_gazetteers(tmp_path: Path) -> None:
    path = tmp_path / "camps.csv"
    path.write_text(
        HEAD + "Sunrise camp|Camp Sunrise,3.12,35.6,KEN,Turkana,camp\nParis,,,SSD,,camp\n", "utf-8"
    )
    gazetteer = load_gazetteer(path)
    (camp,) = gazetteer.find("CAMP SUNRISE")
    assert (camp.name, camp.latitude, camp.country, camp.feature) == ("Sunrise camp", 3.12, "KEN", "camp")
    first, second, *_ = gazetteer.find("Paris")
    assert (first.country, first.latitude, second.country) == ("SSD", None, "FRA")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (",1,1,KEN,,camp", "line 2: needs a name and a feature"),
        ("A camp,1,1,KEN,,", "line 2: needs a name and a feature"),
        ("A camp,1,1,Kenya,,camp", "line 2: country 'Kenya'"),
        ("A camp,1,,KEN,,camp", "line 2: latitude and longitude go together"),
        ("A camp,91,1,KEN,,camp", "line 2: '91' is no number of degrees"),
        ("A camp,north,1,KEN,,camp", "line 2: 'north' is no number of degrees"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "camps.csv"
    path.write_text(HEAD + row + "\n", "utf-8")
    with pytest.raises(BadLexicon, match=complaint):
        load_gazetteer(path)


def test_a_file_without_the_columns_or_of_no_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "camps.csv"
    path.write_text("name,lat,lon\nA camp,1,1\n", "utf-8")
    with pytest.raises(BadLexicon, match="no column latitude"):
        load_gazetteer(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadLexicon, match="cannot be read as UTF-8"):
        load_gazetteer(path)
