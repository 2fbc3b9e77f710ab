"""Which time belongs to an event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.extract.times import time_of

from .conftest import Deps, Read

VERBS = dict.fromkeys(
    ("attacked", "killed", "took", "began", "shelling", "announced", "burned", "carried", "lasted"), "VERB"
)


def owner(found: Read, anchor: str, *others: str) -> str | None:
    anchors = [found.word(word) for word in (anchor, *others)]
    time = time_of(anchors[0], found.tree, found.times, anchors)
    return None if time is None else found.reading.report.text[slice(*time.span)]


@pytest.mark.parametrize(
    ("text", "deps", "anchors", "time"),
    [
        ("Rebels attacked on Monday.", {"Monday": ("obl", "attacked")}, ("attacked",), "Monday"),
        (
            "Monday's attack killed nine.",
            {"attack": ("nsubj", "killed"), "Monday": ("nmod:poss", "attack")},
            ("attack",),
            "Monday",
        ),
        (
            "The attack took place on Monday.",
            {"attack": ("nsubj", "took"), "Monday": ("obl", "took")},
            ("attack",),
            "Monday",
        ),
        (
            "They began shelling on Monday.",
            {"shelling": ("xcomp", "began"), "Monday": ("obl", "began")},
            ("shelling",),
            "Monday",
        ),
        (
            "The raid, which lasted until noon, ended.",
            {
                "lasted": ("acl:relcl", "raid"),
                "which": ("nsubj", "lasted"),
                "noon": ("obl", "lasted"),
                "until": ("case", "noon"),
            },
            ("raid",),
            "until noon",
        ),
        (
            "The attack was on Monday.",
            {"attack": ("nsubj", "Monday"), "was": ("cop", "Monday")},
            ("attack",),
            "Monday",
        ),
        (
            "Nine were killed in an attack on Monday.",
            {"attack": ("obl", "killed"), "in": ("case", "attack"), "Monday": ("nmod", "attack")},
            ("killed", "attack"),
            "Monday",
        ),
        (
            "On Monday nine were killed in an attack.",
            {"attack": ("obl", "killed"), "in": ("case", "attack"), "Monday": ("obl", "killed")},
            ("attack", "killed"),
            "Monday",
        ),
        (
            "On Monday they attacked and burned it.",
            {"Monday": ("obl", "attacked"), "burned": ("conj", "attacked")},
            ("burned", "attacked"),
            "Monday",
        ),
        (
            "They attacked in May 2029 on Monday at 9 a.m.",
            {"May": ("obl", "attacked"), "Monday": ("obl", "attacked")},
            ("attacked",),
            "Monday at 9 a.m.",
        ),
        (
            "They said on Monday that rebels attacked.",
            {"Monday": ("obl", "said"), "attacked": ("ccomp", "said")},
            ("attacked",),
            None,
        ),
        (
            "[s1 They] [c1 announced] [x1 the attack] on Monday.",
            {"attack": ("obj", "announced"), "Monday": ("obl", "announced")},
            ("attack",),
            None,
        ),
        (
            "Monday's session condemned the attack.",
            {
                "session": ("nsubj", "condemned"),
                "Monday": ("nmod:poss", "session"),
                "attack": ("obj", "condemned"),
            },
            ("attack",),
            None,
        ),
        (
            "They attacked because others burned it on Monday.",
            {"burned": ("advcl", "attacked"), "Monday": ("obl", "burned")},
            ("attacked", "burned"),
            None,
        ),
        (
            "It comes after they burned lorries from [LOC Chad] on Monday.",
            {
                "burned": ("advcl", "comes"),
                "after": ("mark", "burned"),
                "lorries": ("obj", "burned"),
                "Chad": ("nmod", "lorries"),
                "Monday": ("obl", "comes"),
            },
            ("burned",),
            "Monday",
        ),
        (
            "They attacked near Monday's rally.",
            {"rally": ("obl", "attacked"), "Monday": ("nmod:poss", "rally")},
            ("attacked",),
            None,
        ),
        ("They attacked for three days.", {"days": ("obl", "attacked")}, ("attacked",), None),
        ("They attacked every Friday.", {"Friday": ("obl", "attacked")}, ("attacked",), None),
        ("They attacked.", {}, ("attacked",), None),
    ],
)
def test_a_time_belongs_to_the_event_in_whose_clause_it_stands(
    read: Callable[..., Read], text: str, deps: Deps, anchors: tuple[str, ...], time: str | None
) -> None:
    found = read(text, upos={**VERBS, "condemned": "VERB", "session": "NOUN"}, deps=deps)
    assert owner(found, *anchors) == time
