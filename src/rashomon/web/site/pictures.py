"""Pictures, drawn once and kept as long as nothing of them changes: one takes about a second."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from threading import Lock

from starlette.exceptions import HTTPException

from rashomon import charts
from rashomon.web.site.comparisons import Compared

KEPT = 256
"""Pictures held, some 30 kB each."""


@cache
def can_draw() -> bool:
    """Tell whether the libraries that draw are installed; without them there are only the tables."""
    return find_spec("altair") is not None and find_spec("vl_convert") is not None


def tabulate(compared: Compared, kind: str) -> charts.Table:
    """Give what a chart shows."""
    if kind not in charts.KINDS:
        raise HTTPException(404, f"There is no chart {kind!r}; there are {', '.join(charts.KINDS)}.")
    return compared.tabulate(kind)


def list_charts(compared: Compared) -> list[charts.Table]:
    """Give what each chart shows, but those that show nothing."""
    return [table for table in (tabulate(compared, kind) for kind in charts.KINDS) if table.rows]


class Pictures:
    """Draws each chart once, and again when its table has changed."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool], tuple[charts.Table, str]] = {}
        self._lock = Lock()

    def draw(self, name: str, table: charts.Table, *, is_dark: bool) -> str:
        """Give a chart as SVG; ``name`` tells it from all others."""
        with self._lock:
            kept = self._kept.pop((name, is_dark), None)
            if kept is None or kept[0] != table:
                kept = table, charts.write_svg(charts.draw(table, is_dark=is_dark))
            self._kept[name, is_dark] = kept
            while len(self._kept) > KEPT:
                self._kept.pop(next(iter(self._kept)))
            return kept[1]
