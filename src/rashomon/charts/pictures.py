"""A chart as a file: SVG, PNG, a page of its own, or its Vega-Lite specification; nothing is fetched."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
from collections.abc import Mapping
from functools import cache
from html import escape
from string import Template
from typing import TYPE_CHECKING, Any

from rashomon.charts.tables import Table
from rashomon.errors import MissingExtra
from rashomon.store.csv_cells import write_cell

if TYPE_CHECKING:
    from types import ModuleType

    from rashomon.charts.titles import Picture

PIXELS = 2
"""Pixels of a PNG for each of the chart's."""
_SHOW = """
const spec = JSON.parse(document.getElementById('spec').textContent);
vegaEmbed('#chart', spec, {ast: true, renderer: 'svg', actions: false});
"""
_PAGE = Template("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width">
<title>$title</title>
<style>
body { background: $paper; color: $ink; font: 15px/1.5 sans-serif; margin: 1rem; }
table { border-collapse: collapse; font-size: 0.85rem; } th, td { text-align: left; vertical-align: top;
padding: 0.2rem 0.6rem; border-top: 1px solid $line; overflow-wrap: break-word; }
th { white-space: nowrap; } caption { text-align: left; }
#chart { overflow-x: auto; }
</style>
</head>
<body>
<div id="chart" role="img" aria-label="$about"></div>
<details><summary>The same as a table</summary>
<table><caption>$about</caption>
<thead><tr>$heads</tr></thead>
<tbody>
$rows
</tbody></table></details>
<script type="application/json" id="spec">$spec</script>
<script>$bundle</script>
<script>$show</script>
</body>
</html>
""")


def make_spec(chart: Picture) -> dict[str, Any]:
    """Give the Vega-Lite specification of a chart, with its data in it; that it is one is what tests hold."""
    return chart.to_dict(validate=False)


def write_svg(chart: Picture) -> str:
    """Draw a chart as SVG."""
    return _load_converter().vegalite_to_svg(make_spec(chart), allowed_base_urls=[])


def write_png(chart: Picture) -> bytes:
    """Draw a chart as PNG."""
    return _load_converter().vegalite_to_png(make_spec(chart), scale=PIXELS, allowed_base_urls=[])


def write_json(chart: Picture) -> str:
    """Write the Vega-Lite specification of a chart as JSON."""
    return json.dumps(make_spec(chart), ensure_ascii=False, separators=(",", ":")) + "\n"


def write_csv(table: Table) -> str:
    """Write the rows of a table as CSV that no spreadsheet takes for formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows([write_cell(value) for value in row.values()] for row in table.rows)
    return out.getvalue()


def write_html(chart: Picture, table: Table) -> str:
    """Write a page that shows a chart, with all it needs in it, and the same as a table.

    The scripts are Vega's, as vl-convert brings them; the page lets no other run, and asks for nothing.
    """
    spec = make_spec(chart)
    bundle = read_bundle()
    look = spec["config"]
    return _PAGE.substitute(
        title=escape(table.title),
        about=escape(table.description),
        paper=look["background"],
        ink=look["text"]["color"],
        line=look["axis"]["gridColor"],
        policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src {_hash(bundle)} {_hash(_SHOW)}",
        heads="".join(f"<th>{escape(name)}</th>" for name in table.columns),
        rows="\n".join(_write_row(row) for row in table.rows),
        spec=json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c"),
        bundle=bundle,
        show=_SHOW,
    )


def _write_row(row: Mapping[str, object]) -> str:
    cells = ("" if value is None else escape(str(value)) for value in row.values())
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@cache
def read_bundle() -> str:
    """Give the script that draws charts in a browser (Vega, Vega-Lite and vega-embed), some 900 kB.

    It sets ``window.vegaEmbed``, and needs nothing else; an end of a script within it is taken apart.
    """
    bundle: str = _load_converter().javascript_bundle()
    return bundle.replace("</script", "<\\/script")


def _load_converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtra("Pictures need vl-convert-python: pip install 'rashomon[charts]'") from error
    return vl_convert
