from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.encode.words import find_words
from rashomon.extract import build_account, load_lexicon
from rashomon.extract.entities import find_entities
from rashomon.extract.quantities import attach, find_quantities
from rashomon.extract.quantities.numerals import find_numerals
from rashomon.extract.reading import read_marks
from rashomon.extract.trees import Tree
from rashomon.extract.voices import Voices
from rashomon.records import Account, Event, Marks, Quantity, Reason, Report, Span

MarkUp = Callable[..., tuple[Report, Marks]]
Read = Callable[..., Account]


def shown(account: Account) -> list[str]:
    return [account.report.text[slice(*one.span)] for one in account.quantities]


def only(account: Account) -> Quantity:
    assert len(account.quantities) == 1, shown(account)
    return account.quantities[0]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("fifteen", 15, 15),
        ("twenty-two", 22, 22),
        ("two hundred and fifty", 250, 250),
        ("fifteen hundred", 1500, 1500),
        ("a hundred", 100, 100),
        ("two dozen", 24, 24),
        ("half a dozen", 6, 6),
        ("three quarters of a million", 750_000, 750_000),
        ("two and a half million", 2_500_000, 2_500_000),
        ("12,400", 12_400, 12_400),
        ("12 400", 12_400, 12_400),
        ("1,20,000", 120_000, 120_000),
        ("1.2 million", 1_200_000, 1_200_000),
        ("3bn", 3e9, 3e9),
        ("40 lakh", 4_000_000, 4_000_000),
        ("dozens", 24, None),
        ("several", 3, None),
        ("a few hundred", 300, None),
        ("tens of thousands", 20_000, None),
        ("hundreds of thousands", 200_000, None),
        ("two-thirds", 200 / 3, 200 / 3),
        ("a quarter", 25, 25),
        ("three in ten", 30, 30),
        ("not a single", 0, 0),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(words: str, low: float, high: float | None) -> None:
    lower = [words[start:end].lower() for start, end in find_words(words)]
    (found,) = find_numerals(lower, [(0, len(lower))], load_lexicon().numbers)
    assert found.words == (0, len(lower))
    assert found.low == pytest.approx(low)  # pyright: ignore[reportUnknownMemberType]
    assert found.high == (None if high is None else pytest.approx(high))  # pyright: ignore[reportUnknownMemberType]


@pytest.mark.parametrize("words", ["the third", "sixty-third", "4th", "1990s", "the few", "million-dollar"])
def test_ordinals_and_their_like_are_no_numbers(words: str) -> None:
    lower = [words[start:end].lower() for start, end in find_words(words)]
    found = list(find_numerals(lower, [(0, len(lower))], load_lexicon().numbers))
    assert not [one for one in found if not one.suffix and one.low not in (60.0,)]


@pytest.mark.parametrize(
    ("figure", "low", "high", "approximate"),
    [
        ("at least 27", 27, None, False),
        ("no fewer than 27", 27, None, False),
        ("27 or more", 27, None, False),
        ("up to 30", None, 30, False),
        ("fewer than 30", None, 30, False),
        ("some 2,500", 2500, 2500, True),
        ("nearly 2,500", 2500, 2500, True),
        ("between 30 and 40", 30, 40, False),
        ("30-40", 30, 40, False),
        ("two or three", 2, 3, False),
        ("between eleven and twelve thousand", 11_000, 12_000, False),
        ("between 900,000 and 1.2 million", 900_000, 1_200_000, False),
        ("dozens", 24, None, True),
    ],
)
def test_words_beside_a_number_bound_it(
    read: Read, figure: str, low: float | None, high: float | None, approximate: bool
) -> None:
    account = read(f"The ship carried {figure} crates", upos={"ship": "NOUN", "carried": "VERB"})
    one = only(account)
    assert (one.low, one.high, one.approximate) == (low, high, approximate)
    assert shown(account)[0].startswith(figure)


@pytest.mark.parametrize(
    ("text", "low", "unit", "role"),
    [
        ("They paid $3bn.", 3e9, "USD", "money"),
        ("They paid €40 m.", 40e6, "EUR", "money"),
        ("They paid US$1.5 million.", 1.5e6, "USD", "money"),
        ("They paid 20 million Kenyan shillings.", 20e6, "KES", "money"),
        ("They paid 20 million shillings in Uganda.", 20e6, "UGX", "money"),
        ("They paid 20 million shillings.", 20e6, "shilling", "money"),
        ("They paid Rs500 in Pakistan.", 500, "PKR", "money"),
        ("They paid millions of euros.", 2e6, "EUR", "money"),
        ("It burned 40 hectares.", 40, "hectare", "area"),
        ("They drove 22 miles.", 22, "mile", "distance"),
        ("The shell was 120mm wide.", 120, "millimetre", "other"),
        ("It rose by 61%.", 61, "percent", "other"),
        ("It rose by half a percentage point.", 0.5, "percent", "other"),
        ("They seized 200 pounds of cocaine.", 200, "pound", "other"),
        ("It was minus 24 degrees.", -24, "degree", "other"),
        ("He got 20 years.", 20, "year", "other"),
        ("A 34-year-old spoke.", 34, "year", "age"),
        ("He was aged 34.", 34, "year", "age"),
        ("[person [PER Ana Ruiz]], 34, spoke.", 34, "year", "age"),
        ("[person A child] of six spoke.", 6, "year", "age"),
    ],
)
def test_figures_have_units(read: Read, text: str, low: float, unit: str, role: str) -> None:
    nouns = dict.fromkeys(("shillings", "euros", "hectares", "miles", "pounds", "degrees", "years"), "NOUN")
    one = only(read(text, upos={**nouns, "paid": "VERB", "child": "NOUN"}))
    assert (one.low, one.unit, one.role) == (low, unit, role)


@pytest.mark.parametrize(
    "text",
    [
        "It began on 14 October.",
        "It began on June 12-14.",
        "It began in 2031.",
        "the 2030 declaration",
        "They met at 9.30pm.",
        "They met by seven.",
        "They met at ten to five.",
        "It began three days ago.",
        "in the past ten years",
        "Article 5 says so.",
        "Articles 5 and 6 say so.",
        "No. 5 won.",
        "They flew an F-16.",
        "the G20",
        "Highway 61 is shut.",
        "flight TC 417",
        "12 Old Mill Road",
        "call 555-0134-22",
        "call 020 7946",
        "They won 3-1.",
        "a two-way street",
        "one day it will end",
        "There was no doubt.",
        "the first half",
        "a third man",
        "three times as contagious",
    ],
)
def test_dates_times_names_and_scores_are_no_quantities(read: Read, text: str) -> None:
    upos = {"won": "VERB", "times": "NOUN", "contagious": "ADJ", "F": "PROPN", "TC": "PROPN"}
    assert shown(read(text, upos=upos)) == []


def test_the_sides_of_a_vote_are_two_figures(read: Read) -> None:
    account = read("The bill passed 26-13.", upos={"passed": "VERB"})
    assert [one.low for one in account.quantities] == [26, 13]


def test_the_same_amount_in_another_unit_is_no_second_figure(read: Read) -> None:
    account = read("a 40-hectare (100-acre) camp")
    one = only(account)
    (other,) = one.also
    assert (one.low, one.unit, other.low, other.unit) == (40, "hectare", 100, "acre")
    assert account.report.text[slice(*other.span)] == "100-acre"
    both = only(read("1,200 shillings ($9)", upos={"shillings": "NOUN"}))
    assert [one.unit for one in both.also] == ["USD"]


def test_change_is_two_figures_and_a_range_one(read: Read) -> None:
    assert shown(read("It rose from 10 to 15 tonnes.")) == ["10", "15 tonnes"]
    assert shown(read("It ranged from 10 to 15 tonnes.")) == ["10 to 15 tonnes"]


def test_what_is_counted_is_told_in_the_words_of_the_text(read: Read) -> None:
    account = read(
        "27 of the hostages left two Nicaraguan diplomats.",
        upos={"hostages": "NOUN", "Nicaraguan": "ADJ", "diplomats": "NOUN", "left": "VERB", "27": "NUM"},
        deps={
            "hostages": ("nmod", "27"),
            "of": ("case", "hostages"),
            "two": ("nummod", "diplomats"),
            "Nicaraguan": ("amod", "diplomats"),
            "diplomats": ("obj", "left"),
        },
    )
    assert [one.of for one in account.quantities] == ["hostages", "Nicaraguan diplomats"]


def test_a_figure_in_a_statement_has_its_voice(read: Read) -> None:
    account = read("[s1 [person [PER Ana Ruiz]]] [c1 said] [x1 40 crates burned].", upos={"burned": "VERB"})
    (statement,) = account.statements
    assert only(account).voice == statement.id


def make_event(account: Account, anchor: str) -> Event:
    start = account.report.text.index(anchor)
    because = (Reason(by="test"),)
    return Event(
        id=anchor,
        type="ASSAULT",
        anchor=(start, start + len(anchor)),
        status="happened",
        confidence=1.0,
        because=because,
    )


def test_a_figure_belongs_to_the_event_it_hangs_on(mark_up: MarkUp) -> None:
    report, marks = mark_up(
        "The raid killed 27 people, police met 5 men.",
        upos={"killed": "VERB", "people": "NOUN", "raid": "NOUN", "men": "NOUN"},
        deps={
            "raid": ("nsubj", "killed"),
            "27": ("nummod", "people"),
            "people": ("obj", "killed"),
            "5": ("nummod", "men"),
            "men": ("obj", "met"),
            "met": ("parataxis", "killed"),
        },
    )
    account = build_account(report, marks, load_lexicon(), "test")
    tree = Tree(read_marks(report, marks, load_lexicon()))
    events = [make_event(account, "raid"), make_event(account, "killed")]
    first, second = attach(account.quantities, events, Voices(()), tree)
    assert first.event == "killed" and second.event is None


def test_a_users_units_and_words_count(mark_up: MarkUp, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[units]\ndunam = "area dunam 1000"\n[numbers]\nmyriad = "x10000"\n', "utf-8")
    report, marks = mark_up("They own five myriad dunams.", upos={"dunams": "NOUN"})
    one = only(build_account(report, marks, load_lexicon(file), "test"))
    assert (one.low, one.unit, one.role) == (50_000, "dunam", "area")


WORDS = (
    "27 1,000 two twenty hundred million of a the and - to $ € per cent hectares ( ) , killed people 2031 "
    "half third no one about at least 5.5m R640m"
)


@st.composite
def figures_in_noise(draw: st.DrawFn) -> tuple[Report, Marks]:
    tokens = draw(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=30))
    text, words = "", list[Span]()
    for token in tokens:
        words.append((len(text), len(text) + len(token)))
        text += token + " "
    size = len(words)
    inner = st.integers(0, size - 1)
    marks = Marks(
        words=tuple(words),
        sentences=((0, size),),
        upos=tuple(
            draw(st.lists(st.sampled_from(("NUM", "NOUN", "VERB", "ADP")), min_size=size, max_size=size))
        ),
        heads=tuple(draw(st.lists(inner, min_size=size, max_size=size))),
        deprels=tuple(
            draw(st.lists(st.sampled_from(("nummod", "obj", "nmod", "conj")), min_size=size, max_size=size))
        ),
    )
    return Report(id="r", text=text.rstrip(), paragraphs=((0, len(text) - 1),), reader="by hand"), marks


@settings(max_examples=300, deadline=None)
@given(figures_in_noise())
def test_whatever_the_tree_spans_hold_and_bounds_are_in_order(marked: tuple[Report, Marks]) -> None:
    report, marks = marked
    account = build_account(report, marks, load_lexicon(), "test")
    spans = [one.span for one in account.quantities]
    assert spans == sorted(spans) and len(spans) == len({one.id for one in account.quantities})
    for one in account.quantities:
        text = report.text[slice(*one.span)]
        assert text and text == text.strip()
        assert one.low is not None or one.high is not None
        assert one.low is None or one.high is None or one.low <= one.high


def test_a_long_row_of_numbers_in_a_circle_is_read_to_its_end() -> None:
    size = 5_000
    text = "five " * size
    marks = Marks(
        words=tuple((at * 5, at * 5 + 4) for at in range(size)),
        sentences=((0, size),),
        upos=("NUM",) * size,
        heads=tuple((at + 1) % size for at in range(size)),
        deprels=("nummod",) * size,
    )
    report = Report(id="r", text=text.rstrip(), paragraphs=((0, len(text) - 1),), reader="by hand")
    reading = read_marks(report, marks, load_lexicon())
    assert len(find_quantities(reading, Tree(reading), find_entities(reading))) == size
