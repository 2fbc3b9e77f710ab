from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.errors import BadLexicon
from rashomon.extract.lexicon import load_lexicon


def test_the_lists_that_ship_are_valid_and_large() -> None:
    lexicon = load_lexicon()
    assert len(lexicon.cues) > 1000 and len(lexicon.nouns) > 1000 and len(lexicon.titles) > 80
    forms = [form for group in lexicon.countries.values() for form in group]
    assert len({form.iso3 for form in forms}) > 190


def test_a_users_file_adds_to_the_lists_and_replaces_entries(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[cues]\nbleat = "statement evaluative"\nsay = "statement doubting"\n'
        '[nouns]\nshura = "organization REB"\n[titles]\nSayyid = "REL male"\n'
        '[countries]\nRuritania = "RUR"\nRuritanian = "RUR people"\n'
        '[verbs]\nbleat = "blote"\n[plurals]\nshura = "shuras"\n',
        encoding="utf-8",
    )
    lexicon = load_lexicon(file)
    assert lexicon.cues["bleat"].stances == ("evaluative",)
    assert lexicon.cues["say"].stances == ("doubting",)
    assert lexicon.nouns["shura"].sector == "REB"
    assert lexicon.titles["Sayyid"].flags == {"male"}
    assert [form.form for form in lexicon.countries["Ruritanian"]] == ["people"]
    assert lexicon.verbs["blote"] == "bleat" and lexicon.plurals["shuras"] == "shura"
    assert load_lexicon().cues["say"].stances == ("neutral",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[cues]\nsay = "statment neutral"\n', "[cues] 'say': kind 'statment' is none of statement"),
        ('[cues]\nsay = "statement"\n', "[cues] 'say': write it as"),
        ('[cues]\nsay = "statement calm"\n', "[cues] 'say': stance 'calm'"),
        ('[cues]\nsay = "statement neutral maybe"\n', "[cues] 'say': polarity 'maybe'"),
        ("[cues]\nsay = 3\n", "[cues] 'say': needs"),
        ('[nouns]\nx = "persons"\n', "[nouns] 'x': kind 'persons'"),
        ('[nouns]\nx = "person GOVT"\n', "[nouns] 'x': sector or flag 'GOVT'"),
        ('[nouns]\nx = ""\n', "[nouns] 'x': kind ''"),
        ('[titles]\nX = "tall"\n', "[titles] 'X': sector or flag 'tall'"),
        ('[countries]\nX = "Xland"\n', "[countries] 'X': write it as"),
        ('[countries]\nX = "XXX river"\n', "[countries] 'X': form 'river'"),
        ('[numbers]\nx = "many"\n', "[numbers] 'x': write it as"),
        ('[numbers]\nx = "1/0"\n', "[numbers] 'x': nothing has parts of 0"),
        ('[bounds]\nx = "beyond"\n', "[bounds] 'x': write one of above"),
        ('[units]\nx = "area x"\n', "[units] 'x': write it as"),
        ('[units]\nx = "area x ten"\n', "[units] 'x': factor 'ten'"),
        ('[currencies]\nx = "dollars"\n', "[currencies] 'x': write it as"),
        ('[currencies]\nx = ""\n', "[currencies] 'x': needs a currency's code"),
        ('[numbered]\nx = "near"\n', "[numbered] 'x': write one of before"),
        ('[figures]\nx = "dead"\n', "[figures] 'x': write one of killed"),
        ('[loaded]\nx = "bad"\n', "[loaded] 'x': write it as"),
        ('[words]\nx = "y"\n', "[words] is no table"),
        ("cues = 1\n", "[cues] is no table"),
        ("[cues\n", "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_entry(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadLexicon) as caught:
        load_lexicon(file)
    assert str(caught.value).startswith(str(file)) and says in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'[cues]\nd\xe9 = "x"')
    for name in ("none.toml", "latin.toml"):
        with pytest.raises(BadLexicon, match=name):
            load_lexicon(tmp_path / name)
