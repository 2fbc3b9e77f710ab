"""How many and how much: what the voices say of one figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from rashomon.compare.amounts import relate_amounts
from rashomon.compare.figures import OF_PEOPLE, PLAIN, FigureGroup, ToldFigure, join_figures
from rashomon.compare.joining import Scorer
from rashomon.compare.positions import Stand, Telling, make_divergence
from rashomon.compare.voices import Voices
from rashomon.records import Account, Divergence, Happening, Quantity, Span

ALWAYS = frozenset(
    ("killed", "injured", "missing", "arrested", "displaced", "participants", "seized", "money")
)
"""Roles of figures that are told even where a single report has them; of others there are too many."""

_WITH_PLURALS = (
    *("year", "month", "week", "day", "hour", "minute", "second"),
    *("metre", "mile", "yard", "hectare", "acre", "tonne", "ton", "gram", "litre", "barrel", "degree"),
)
"""Units of more than one that end with an s, however they begin: kilometres, but not percent or lei."""


def find_figures(
    accounts: Sequence[Account],
    happenings: Sequence[Happening],
    voices: Mapping[str, Voices],
    *,
    scorer: Scorer | None = None,
) -> Iterator[Divergence]:
    """Give the figures of a story with what each voice says of them; ``scorer`` joins them."""
    loaded = {account.report.id: [label.span for label in account.labels] for account in accounts}
    for group in join_figures(accounts, happenings, scorer=scorer):
        members = group.members
        slot = _name_slot(members, loaded)
        if slot not in ALWAYS and len({one.at.report for one in members}) < 2:
            continue
        about = Counter(one.happening for one in members if one.happening is not None)
        tellings = [_tell(one, voices[one.at.report]) for one in members]
        happening = max(about, key=lambda key: (about[key], key), default=None)
        yield make_divergence(slot, happening, tellings, partial(_relate, group), accounts)


def _name_slot(group: Sequence[ToldFigure], loaded: Mapping[str, Sequence[Span]]) -> str:
    """Give the role that most have, or else what is counted, in words that colour nothing, or the unit.

    ``loaded`` are the loaded words of each report: not "terrorists" where another voice says "dissidents".
    """
    roles = Counter(one.quantity.role for one in group)
    role = max(roles, key=lambda name: (roles[name] * (name != "other"), name))
    if role != "other" and 2 * roles[role] + (role in OF_PEOPLE) > len(group):
        return role
    counted = Counter(one.quantity.of for one in group if one.quantity.of and not _is_loaded(one, loaded))
    if counted:
        return max(counted, key=lambda noun: (counted[noun], noun))
    return "other" if (unit := group[0].quantity.unit) in PLAIN else unit


def _is_loaded(one: ToldFigure, loaded: Mapping[str, Sequence[Span]]) -> bool:
    start, end = one.quantity.span
    return any(span[0] < end and start < span[1] for span in loaded.get(one.at.report, ()))


def _tell(figure: ToldFigure, voices: Voices) -> Telling:
    quantity = figure.quantity
    return Telling(
        key=(quantity.low, quantity.high),
        value=show_amount(quantity),
        voice=voices.tell(quantity.span, quantity.voice),
        amount=figure.amount,
        at=figure.at,
    )


def show_amount(quantity: Quantity) -> str:
    """Write an amount in figures, with its unit.

    >>> from rashomon.records import Quantity
    >>> dozens = Quantity(id="q", span=(0, 1), low=24, high=None, approximate=True, unit="people", role="")
    >>> show_amount(dozens)
    '24 or more'
    >>> show_amount(Quantity(id="q", span=(0, 1), low=7, high=7, approximate=False, unit="hour", role=""))
    '7 hours'
    """
    low, high = (_show(value) for value in (quantity.low, quantity.high))
    if low is None or high is None:
        amount = f"up to {high}" if low is None else f"{low} or more"
    else:
        amount = low if low == high else f"{low} to {high}"
        amount = f"about {amount}" if quantity.approximate else amount
    if quantity.unit in PLAIN:
        return amount
    ending = "s" if quantity.unit.endswith(_WITH_PLURALS) and amount != "1" else ""
    return f"{amount} {quantity.unit}{ending}"


def _show(value: float | None) -> str | None:
    return None if value is None else f"{value:,.12g}"


def _relate(group: FigureGroup, one: Stand, other: Stand) -> str:
    left, right = one.first.amount, other.first.amount
    if left is None or right is None:
        return "compatible"
    relation = relate_amounts(left, right)
    if relation != "conflicting":
        return relation
    records = [[telling.at for telling in stand.tellings if telling.at is not None] for stand in (one, other)]
    return "conflicting" if group.is_sure(*records) else "unsure"
