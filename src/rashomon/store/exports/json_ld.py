"""JSON-LD that may be put into a page, and names for what has no address."""

from __future__ import annotations

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

_write_json = msgspec.json.Encoder().encode
_UNSAFE_IN_PAGE = re.compile("[<>&\u2028\u2029]")


def write_json_ld(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Write JSON that can end no script of a page it is put into; what is None is left out of objects.

    >>> write_json_ld({"name": "</script>", "url": None})
    '{"name":"\\\\u003c/script\\\\u003e"}'
    """
    text = _write_json(_without_none(value)).decode()
    return _UNSAFE_IN_PAGE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def name_record(*parts: str) -> str:
    """Name something by the ids that lead to it, the same on any machine.

    >>> name_record("64232910acdd6da8")
    'urn:uuid:193bfe29-5b83-5a52-b6b5-f4344d4681a3'
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, 'rashomon:' + '/'.join(parts))}"


def _without_none(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        items: Any = value.items()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        return {name: _without_none(one) for name, one in items if one is not None}
    if isinstance(value, list | tuple):
        return [_without_none(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return value
