from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.records import Account

Read = Callable[..., Account]


@pytest.mark.parametrize(
    ("marked", "upos", "name"),
    [
        ("[person [PER Tsai Ing]]-wen left .", {"wen": "PROPN"}, "Tsai Ing-wen"),
        ("Ana [person Montoya-[PER Lewis]] left .", {}, "Montoya-Lewis"),
        ("[place [LOC US]]-[place [LOC China]] talks began .", {"US": "PROPN"}, "US"),
        ("[place [LOC London]]-based banks left .", {"based": "VERB"}, "London"),
        (
            "[organization the [ORG University of] [LOC Lima]] closed .",
            {},
            "University of Lima",
        ),
        (
            "[organization the Harris County Sheriff's [ORG Office]] closed .",
            {"Harris": "PROPN", "County": "PROPN", "Sheriff": "PROPN", "Office": "PROPN"},
            "Harris County Sheriff's Office",
        ),
        ("[organization the [ORG Navodix and]] left .", {}, "Navodix"),
    ],
)
def test_a_broken_name_is_made_whole(read: Read, marked: str, upos: dict[str, str], name: str) -> None:
    assert name in [entity.name for entity in read(marked, upos=upos).entities]


def test_the_pieces_of_a_double_name_are_one_person(read: Read) -> None:
    account = read(
        "[person [PER Ana Montoya]-[PER Lewis]] left . [person [PER Montoya]]-[person [PER Lewis]] spoke ."
    )
    assert [entity.name for entity in account.entities] == ["Ana Montoya-Lewis"]
