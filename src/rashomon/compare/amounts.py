"""How two amounts stand to one another: same, compatible (rounder, vaguer) or conflicting."""

from __future__ import annotations

from dataclasses import dataclass

ABOUT = 0.1
"""What an approximate amount may be off, as a part of it."""
ROUND_FROM = 100
"""Exact amounts from here on may be the rounding of others: 480,000 of 483,500, but not 10 of 12."""
ROUNDED = 0.2
"""What a round amount may be off, as a part of it: 200 of 240, but not 1,000 of 750."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """From ``low`` to ``high``; None where a side is open."""

    low: float | None
    high: float | None
    approximate: bool = False


def relate_amounts(one: Amount, other: Amount) -> str:
    """Say how two amounts stand to one another.

    >>> relate_amounts(Amount(low=12, high=12), Amount(low=80, high=80))
    'conflicting'
    >>> relate_amounts(Amount(low=24, high=None), Amount(low=40, high=40))
    'compatible'
    >>> relate_amounts(Amount(low=480000, high=480000), Amount(low=483500, high=483500))
    'compatible'
    >>> relate_amounts(Amount(low=1000, high=1000), Amount(low=750, high=750))
    'conflicting'
    """
    if (one.low, one.high) == (other.low, other.high):
        return "same"
    left, right = _widen(one), _widen(other)
    if left[0] <= right[1] and right[0] <= left[1]:
        return "compatible"
    return "compatible" if _is_rounding(one, other) or _is_rounding(other, one) else "conflicting"


def _widen(amount: Amount) -> tuple[float, float]:
    low = float("-inf") if amount.low is None else amount.low
    high = float("inf") if amount.high is None else amount.high
    if not amount.approximate:
        return low, high
    return low - ABOUT * abs(low) if amount.low is not None else low, high + ABOUT * abs(
        high
    ) if amount.high is not None else high


def _is_rounding(round_: Amount, exact: Amount) -> bool:
    """Say whether an exact whole amount is another one with fewer digits."""
    amount, other = round_.low, exact.low
    if amount is None or other is None or round_.high != amount or exact.high != other:
        return False
    if amount < ROUND_FROM or amount != int(amount):
        return False
    zeros = len(str(int(amount))) - len(str(int(amount)).rstrip("0"))
    return zeros > 0 and round(other, -zeros) == amount and abs(amount - other) <= ROUNDED * amount
