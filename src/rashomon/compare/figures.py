"""Quantities of several accounts that are figures of one thing: how many died in it, what it cost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from math import log, log10

from rashomon.compare.amounts import Amount, relate_amounts
from rashomon.compare.contexts import Contexts
from rashomon.compare.joining import (
    Features,
    Pair,
    Scorer,
    compare_pairs,
    cut_pairs,
    join_groups,
    load_scorer,
    score_pairs,
)
from rashomon.compare.rarities import Rarities
from rashomon.compare.stems import content_stems, content_words, singular
from rashomon.records import Account, Happening, Quantity, RecordIn, Span

SURE, SURE_OF_MONEY = -0.5, 1.0
"""Mean log-odds from which figures that differ are surely one thing's, and called conflicting: nine in ten so
called are, on train stories by the weights of the other half of them and on dev. Sums of money are of many
things: of those below 1 hardly any are."""
OF_PEOPLE = frozenset(("killed", "injured", "missing", "arrested", "displaced", "participants"))
ANYBODY = frozenset(
    """people person resident civilian man woman victim inhabitant citizen individual local human soul
    dead death injured injury wounded casualty fatality body arrest detainee""".split()
)
"""Nouns that say no more of those counted than that they are people, or what became of them."""
COMMON = 120
"""A key that more figures of a story share leads to no comparison."""
PLAIN = frozenset(("people", "count"))
"""Units of what is counted one by one."""
APART = frozenset((*OF_PEOPLE, "money", "area", "distance", "age"))
"""Roles of which no two are told of one thing."""
BESIDE = 4
"""Words to either side that say most of what a figure is of; with three or six it is as good on train."""
FAR = 3
"""How many times another an amount is from which the two are not near; 5 is a little worse on train."""
LARGE = 100
"""Amounts from here on are hardly near one another by chance."""
FEW = 3
"""Amounts up to here are the same by chance; of 2, 3, 5 and 10 this one parts train stories best."""

_PART_BEFORE = re.compile(r"\b(?:includ(?:es?|ed|ing)|among)\b[^.;:]{0,40}$", re.IGNORECASE)
_PART_BEHIND = re.compile(r" of (?:them|whom|these|those|which)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """A quantity of an account and what it is compared by.

    ``counted`` are the nouns it counts; ``happening`` is that of its event, ``near`` those of its sentence,
    ``around`` the stems of that and ``beside`` those next to it. ``rivals`` tells how many figures of its
    account have its role or, where it has none, its unit. ``is_part`` says that it is some of a number told
    beside it: "among them 3 children". ``named`` are the stems of persons' names next to it.
    """

    at: RecordIn
    quantity: Quantity
    amount: Amount
    counted: frozenset[str]
    happening: str | None
    near: frozenset[str]
    around: frozenset[str]
    beside: frozenset[str]
    rivals: int
    sentence: int
    is_past: bool
    is_part: bool
    named: frozenset[str]


def list_figures(accounts: Sequence[Account], happenings: Sequence[Happening]) -> list[ToldFigure]:
    """Give the quantities of accounts, in their order."""
    of = {(event.report, event.event): one.id for one in happenings for event in one.events}
    return [one for account in accounts for one in _list_one(account, of)]


def _list_one(account: Account, of: Mapping[tuple[str, str], str]) -> Iterator[ToldFigure]:
    report = account.report
    contexts = Contexts(account)
    anchors = [(event.anchor, of[report.id, event.id]) for event in account.events]
    kinds = Counter(map(_kind, account.quantities))
    names = frozenset(
        stem
        for entity in account.entities
        if entity.kind == "person"
        for name in (entity.name, *entity.aliases)
        for stem in content_stems(name)
    )
    for quantity in sorted(account.quantities, key=lambda one: (one.span, one.id)):
        number = contexts.number(quantity.span)
        sentence = contexts.spans[number] if contexts.spans else quantity.span
        start, end = quantity.span
        counted = content_words(f"{quantity.of or ''} {report.text[start:end]}")
        before = content_stems(report.text[sentence[0] : start])[-BESIDE:]
        behind = content_stems(report.text[end : sentence[1]])[:BESIDE]
        beside = contexts.stems(number) & {*before, *behind}
        yield ToldFigure(
            at=RecordIn(report=report.id, id=quantity.id),
            quantity=quantity,
            amount=Amount(low=quantity.low, high=quantity.high, approximate=quantity.approximate),
            counted=frozenset(singular(word) for word in counted if not word[0].isdigit()),
            happening=of.get((report.id, quantity.event or "")),
            near=frozenset(happening for anchor, happening in anchors if _holds(sentence, anchor)),
            around=contexts.stems(number),
            beside=beside,
            rivals=kinds[_kind(quantity)],
            sentence=number,
            is_past=contexts.is_past(number),
            is_part=_is_part(report.text, sentence, quantity.span),
            named=beside & names,
        )


def _is_part(text: str, sentence: Span, span: Span) -> bool:
    before, behind = text[sentence[0] : span[0]], text[span[1] : sentence[1]]
    return bool(_PART_BEFORE.search(before) or _PART_BEHIND.match(behind))


def _kind(quantity: Quantity) -> str:
    return quantity.role if quantity.role != "other" else _unit(quantity)


def _unit(quantity: Quantity) -> str:
    """Give the unit, one for all that is counted: bodies or people."""
    return "count" if quantity.unit in PLAIN else quantity.unit


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def figure_keys(one: ToldFigure) -> Iterator[str]:
    """Give what two figures must share at least one of to be compared at all."""
    if one.quantity.role != "other":
        yield f"role {one.quantity.role}"
    yield from (f"counted {noun}" for noun in one.counted)
    yield f"amount {one.quantity.low} {one.quantity.high}"
    yield f"unit {_unit(one.quantity)}"
    yield from (f"near {happening}" for happening in one.near)


def compare_figures(one: ToldFigure, other: ToldFigure, rarities: Rarities) -> dict[str, float]:
    """Give the features of a pair of figures; where the amounts exclude each other all count once more."""
    found = dict(_compare_kinds(one, other))
    found |= _compare_settings(one, other, rarities)
    if one.counted & other.counted:
        found["same thing counted"] = 1.0
        found["rare thing counted"] = rarities.rarest(one.counted & other.counted)
    elif one.counted and other.counted:
        found["other thing counted"] = 1.0
    near = _nearness(one.amount, other.amount)
    if one.quantity.role == other.quantity.role == "money":
        found["sums near"] = near
    else:
        found["amounts near"] = near
        found["large amounts near"] = near * min(1.0, *(_largeness(each.amount) for each in (one, other)))
    if not {one.quantity.role, other.quantity.role} & OF_PEOPLE:
        found["ten times apart"] = float(_is_far(one.amount, other.amount))
    relation = relate_amounts(one.amount, other.amount)
    if relation == "same" and _middle(one.amount) <= FEW:
        found["same few, not of same thing"] = float(not one.counted & other.counted)
    if relation == "conflicting":
        found |= {f"{name}, amounts differ": value for name, value in found.items()}
    found[f"{relation} amount"] = 1.0
    return found


def _compare_kinds(one: ToldFigure, other: ToldFigure) -> Iterator[tuple[str, float]]:
    left, right = one.quantity, other.quantity
    is_one_unit = _unit(left) == _unit(right)
    yield "same unit" if is_one_unit else "other unit", 1.0
    if left.unit == right.unit == "percent":
        yield "both percent", 1.0
    if left.role != right.role:
        yield "one has no role" if "other" in (left.role, right.role) else "other role", 1.0
        return
    yield f"both {left.role}", 1.0
    if left.role != "other" or is_one_unit:
        few = "few of the role" if left.role != "other" else "few of the unit"
        yield few, 1 / max(one.rivals, other.rivals)


def _compare_settings(one: ToldFigure, other: ToldFigure, rarities: Rarities) -> Iterator[tuple[str, float]]:
    if one.happening and other.happening:
        yield "same happening" if one.happening == other.happening else "other happening", 1.0
    if one.is_past or other.is_past:
        yield "both long before" if one.is_past and other.is_past else "one long before", 1.0
    near = len(one.near | other.near)
    yield "happenings near", len(one.near & other.near) / near if near else 0.0
    yield "company", rarities.overlap(one.around, other.around)
    yield "words beside", rarities.overlap(one.beside, other.beside)
    if one.at.report == other.at.report:
        yield "one account", 1.0
        yield "one sentence", float(one.sentence == other.sentence)
        yield "other voices", float(one.quantity.voice != other.quantity.voice)


def _middle(amount: Amount) -> float:
    """Give the middle of an amount, or the one end that it has; of none at all 0.

    >>> _middle(Amount(low=20, high=30)), _middle(Amount(low=None, high=None))
    (25.0, 0.0)
    """
    low, high = amount.low, amount.high
    if low is None or high is None:
        return low or high or 0.0
    return (low + high) / 2


def _nearness(one: Amount, other: Amount) -> float:
    """Say how near two amounts are: 1 if the same, 0 if one is ``FAR`` times the other or more.

    >>> round(_nearness(Amount(low=900, high=900), Amount(low=1150, high=1150)), 2)
    0.78
    """
    left, right = _middle(one), _middle(other)
    if left <= 0 or right <= 0:
        return float(left == right)
    return max(0.0, 1 - abs(log(left / right)) / log(FAR))


def _largeness(amount: Amount) -> float:
    return log10(max(1.0, _middle(amount))) / log10(LARGE)


def _is_far(one: Amount, other: Amount) -> bool:
    """Say whether one amount is ten times the other or more; only of people do voices differ so much."""
    left, right = (amount.low if amount.low is not None else amount.high for amount in (one, other))
    return bool(left and right and max(left, right) >= 10 * min(left, right))


def compare_all(ones: Sequence[ToldFigure]) -> dict[Pair, Features]:
    """Give the features of all pairs that share a key."""
    rarities = Rarities(one.around | one.counted for one in ones)
    return compare_pairs(
        cut_pairs(map(figure_keys, ones), COMMON),
        [_profile(one) for one in ones],
        [one.at.report for one in ones],
        lambda left, right: compare_figures(ones[left], ones[right], rarities),
    )


def _profile(one: ToldFigure) -> Hashable:
    """Give all of a figure by which it is compared with one of another report."""
    own = one.quantity
    told = own.unit, own.role, own.low, own.high, own.approximate, one.happening, one.is_past
    return told, one.counted, one.near, one.around, one.beside, one.rivals


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """Quantities that are figures of one thing, as far as the log-odds of pairs tell.

    ``odds`` are those of the pairs that were compared, ``stranger`` is what others count.
    """

    members: tuple[ToldFigure, ...]
    odds: Mapping[frozenset[RecordIn], float]
    stranger: float

    def is_sure(self, ones: Iterable[RecordIn], others: Iterable[RecordIn]) -> bool:
        """Say whether some members are one thing with others for sure enough to contradict them."""
        known = {one.at: one for one in self.members}
        pairs = list(product(ones, others))
        odds = [self.odds.get(frozenset(pair), self.stranger) for pair in pairs]
        is_money = any(known[one].quantity.role == "money" for one, _ in pairs)
        if not pairs or sum(odds) / len(odds) <= (SURE_OF_MONEY if is_money else SURE):
            return False
        return any(may_contradict(known[one], known[other]) for one, other in pairs)


def may_contradict(one: ToldFigure, other: ToldFigure) -> bool:
    """Say whether two figures that differ can be of one thing: children are counted among the dead.

    They must not count different things or belong to different happenings, nor one be a part; sums of money
    and measures must have the thing or the happening in common.
    """
    if one.is_part != other.is_part:
        return False
    left, right = one.counted - ANYBODY, other.counted - ANYBODY
    is_one_thing, is_one_event = (
        bool(left & right),
        one.happening is not None and one.happening == other.happening,
    )
    if left and right and not is_one_thing:
        return False
    if None not in (one.happening, other.happening) and not is_one_event:
        return False
    return one.quantity.role in OF_PEOPLE or is_one_thing or is_one_event


def join_figures(
    accounts: Sequence[Account], happenings: Sequence[Happening], *, scorer: Scorer | None = None
) -> list[FigureGroup]:
    """Group the quantities of a story's accounts by what they are figures of."""
    scorer = scorer or load_scorer("figures")
    ones = list_figures(accounts, happenings)
    odds = score_pairs(compare_all(ones), scorer)
    groups = join_groups(len(ones), odds, scorer, find_strangers(ones))
    return [
        FigureGroup(
            members=tuple(ones[number] for number in group),
            odds={
                frozenset((ones[left].at, ones[right].at)): odds[left, right]
                for left, right in combinations(group, 2)
                if (left, right) in odds
            },
            stranger=scorer.stranger,
        )
        for group in groups
    ]


def find_strangers(ones: Sequence[ToldFigure]) -> dict[Pair, bool]:
    """Find the pairs that are never figures of one thing, however alike; False for each.

    The killed are not the injured. One voice of one account does not contradict itself; what differs from a
    figure of long before is no other count of it; ages beside other names are other persons'; and of sums of
    money for one thing none is many times another.
    """
    amounts = [one.amount for one in ones]
    relate = cache(relate_amounts)
    return {
        (left, right): False
        for (left, one), (right, other) in combinations(enumerate(ones), 2)
        if _are_apart(one.quantity.role, other.quantity.role)
        or (_must_agree(one, other) and relate(amounts[left], amounts[right]) == "conflicting")
    }


def _must_agree(one: ToldFigure, other: ToldFigure) -> bool:
    """Say whether two figures are of one thing only if their amounts do not exclude each other."""
    role = one.quantity.role if one.quantity.role == other.quantity.role else None
    if role == "money" and _nearness(one.amount, other.amount) == 0:
        return True
    if role == "age":
        is_anothers = one.named and other.named and not one.named & other.named
        return bool(is_anothers) or _is_one_voice(one, other)
    return one.is_past != other.is_past or _is_one_voice(one, other)


def _are_apart(one: str, other: str) -> bool:
    return one != other and one in APART and other in APART


def _is_one_voice(one: ToldFigure, other: ToldFigure) -> bool:
    return one.at.report == other.at.report and one.quantity.voice == other.quantity.voice
