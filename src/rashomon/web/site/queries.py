"""What stands behind the question mark of an address, checked."""

from __future__ import annotations

from collections.abc import Collection

from starlette.exceptions import HTTPException

from rashomon.web.site.answers import Query

MOST_DIGITS = 9


def check_names(query: Query, known: Collection[str]) -> None:
    """Refuse what there is no filter for: it would be left out in silence."""
    unknown = query.keys() - set(known)
    if unknown:
        raise HTTPException(400, f"There is no filter {min(unknown)!r}.")


def read_number(query: Query, name: str, default: int, most: int) -> int:
    """Give a number from 1 to ``most``.

    >>> read_number({"limit": " 7 "}, "limit", 20, 500), read_number({}, "limit", 20, 500)
    (7, 20)
    """
    given = query.get(name, str(default)).strip()
    is_number = given.isascii() and given.isdecimal() and len(given) <= MOST_DIGITS
    if not is_number or not 1 <= int(given) <= most:
        raise HTTPException(400, f"{name} is a number from 1 to {most}.")
    return int(given)
