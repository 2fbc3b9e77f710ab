"""How charts look, in light and in dark: colours that colour-blind people can tell apart, and one typeface.

The colours follow Okabe and Ito ("Color Universal Design", 2008), darkened on light paper and lightened on
dark so that each has a contrast of at least 3 to 1 there, which a test holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FONT = "sans-serif"
WIDTH = 640
"""Pixels of a chart without its labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours: of paper, writing, quiet things, lines, land, its borders, and of what is told apart."""

    paper: str
    ink: str
    quiet: str
    line: str
    land: str
    border: str
    colours: tuple[str, ...]

    @property
    def plain(self) -> str:
        """The colour of what nothing is said against."""
        return self.colours[0]

    @property
    def against(self) -> str:
        """The colour of conflict and denial."""
        return self.colours[1]


LIGHT = Look(
    paper="#fdfcfa",
    ink="#1d1b18",
    quiet="#5f5a52",
    line="#d9d4ca",
    land="#ebe6da",
    border="#b5ad9d",
    colours=("#0072b2", "#c4420a", "#00785a", "#9c4a86", "#8a6a00", "#2f8fc4", "#5b5b5b", "#b3476a"),
)
DARK = Look(
    paper="#181a1d",
    ink="#e7e4de",
    quiet="#a29c91",
    line="#3a3d42",
    land="#2c3036",
    border="#5c626b",
    colours=("#56b4e9", "#ff8a4c", "#2bc49a", "#e39cc6", "#e8c547", "#8fa8ff", "#b9b9b9", "#ff9db5"),
)


def choose_look(*, is_dark: bool) -> Look:
    """Give the look for light or dark."""
    return DARK if is_dark else LIGHT


def make_config(look: Look) -> dict[str, Any]:
    """Make the Vega-Lite configuration of a look."""
    text = {"labelColor": look.ink, "titleColor": look.quiet, "labelFont": FONT, "titleFont": FONT}
    return {
        "background": look.paper,
        "font": FONT,
        "padding": 14,
        "view": {"stroke": None},
        "axis": {
            **text,
            "domainColor": look.line,
            "gridColor": look.line,
            "gridOpacity": 0.6,
            "tickColor": look.line,
            "labelFontSize": 11,
            "labelLimit": 300,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
        },
        "header": {**text, "labelFontSize": 12, "labelFontWeight": "bold"},
        "legend": {
            **text,
            "symbolBaseFillColor": look.quiet,
            "symbolBaseStrokeColor": look.quiet,
            "labelFontSize": 11,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "labelLimit": 240,
            "symbolSize": 80,
        },
        "text": {"color": look.ink, "font": FONT, "fontSize": 11},
        "title": {
            "color": look.ink,
            "subtitleColor": look.quiet,
            "font": FONT,
            "fontSize": 15,
            "subtitleFont": FONT,
            "subtitleFontSize": 11,
            "anchor": "start",
            "frame": "bounds",
            "offset": 12,
        },
        "range": {"category": list(look.colours)},
    }
