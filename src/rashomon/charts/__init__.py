"""Pictures of a story: when, where, who about whom, how many says who, who calls whom what.

>>> from rashomon.charts import draw, tabulate, write_svg
>>> table = tabulate("timeline", story, accounts)                                      # doctest: +SKIP
>>> draw(table)            # an Altair chart                                           # doctest: +SKIP
>>> table.description      # a sentence for who cannot see it                          # doctest: +SKIP
>>> table.rows             # what it is drawn from                                     # doctest: +SKIP
"""

from rashomon.charts.kinds import KINDS, SPEAKER, draw, tabulate, tabulate_speaker
from rashomon.charts.pictures import (
    make_spec,
    read_bundle,
    write_csv,
    write_html,
    write_json,
    write_png,
    write_svg,
)
from rashomon.charts.tables import Row, Table

__all__ = [
    "KINDS",
    "SPEAKER",
    "Row",
    "Table",
    "draw",
    "make_spec",
    "read_bundle",
    "tabulate",
    "tabulate_speaker",
    "write_csv",
    "write_html",
    "write_json",
    "write_png",
    "write_svg",
]
