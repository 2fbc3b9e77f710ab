from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.extract import build_account, load_lexicon
from rashomon.records import Account, Entity, Marks, Report

MarkUp = Callable[..., tuple[Report, Marks]]
Read = Callable[..., Account]


def first(account: Account) -> Entity:
    return account.entities[0]


@pytest.mark.parametrize(
    ("marked", "country", "sector"),
    [
        ("[organization [ORG Hamas]] denied it .", "PSE", "REB"),
        ("[group Hezbollah fighters] left .", "LBN", "REB"),
        ("[organization [ORG the Kremlin]] denied it .", "RUS", "GOV"),
        ("[group Peruvian Hamas envoys] left .", "PER", "REB"),
        ("[organization the [ORG European Community]] met .", None, "IGO"),
    ],
)
def test_a_body_known_by_name_tells_its_country_where_the_words_tell_none(
    read: Read, marked: str, country: str | None, sector: str
) -> None:
    assert (first(read(marked)).country, first(read(marked)).sector) == (country, sector)


def test_officials_are_of_the_sector_of_the_body_they_serve(read: Read) -> None:
    assert first(read("[group [ORG Red Cross] officials] left .")).sector == "NGO"
    assert first(read("[group Peruvian officials] left .")).sector == "GOV"


def test_of_so_many_people_the_country_is_theirs(read: Read) -> None:
    assert first(read("[group scores of Peruvian miners] left .")).country == "PER"
    assert first(read("[facility a camp of Peruvian miners] burned .")).country is None


def test_a_country_in_a_persons_name_is_no_country(read: Read) -> None:
    assert first(read("[person [PER Jordan Ruiz]] left .")).country is None


def test_a_name_with_a_possessive_is_found_whole(read: Read) -> None:
    marked = "[place the [LOC Democratic People's Republic of Korea]] denied it ."
    assert first(read(marked)).country == "PRK"


def test_a_lexicon_of_ones_own_may_say_a_bodys_country(mark_up: MarkUp, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[nouns]\n"grey shirts" = "group REB RUR"\n', encoding="utf-8")
    report, marks = mark_up("[group the [ORG Grey Shirts]] left .")
    account = build_account(report, marks, load_lexicon(tmp_path / "mine.toml"), "test")
    assert (first(account).country, first(account).sector) == ("RUR", "REB")
