"""Makes the pages of ``rashomon demo`` from twelve of our annotated stories, without their marks.

``python -m training.demo_pages FOLDER...``: the folders hold the stories as XML, ``training/stories`` among
them. The stories are ours, CC BY 4.0, and of the train split: the encoder has seen them, which the demo says.
Three wires are printed again by an outlet that the stories do not have, so that there are reprints.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from urllib.parse import urlsplit
from xml.etree import ElementTree

STORIES = ("a01", "a02", "a09", "a10", "c10", "d11", "e01", "e10", "g02", "h05", "s11", "s17")
PAGES = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "demo" / "pages"
PAGE = Template("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>$title | $outlet</title>
<link rel="canonical" href="$url">
<meta property="og:site_name" content="$outlet">
<meta property="og:title" content="$title">
<meta property="article:published_time" content="$published">
</head>
<body>
<header><a href="/">$outlet</a> <nav><a href="/news">News</a> <a href="/about">About</a></nav></header>
<article>
<h1>$title</h1>
<time datetime="$published">$published</time>
$paragraphs
</article>
<footer>Invented for Rashomon; CC BY 4.0.</footer>
</body>
</html>
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report as a page shows it; ``credit`` is the outlet whose text it prints."""

    outlet: str
    url: str
    published: str
    title: str
    paragraphs: tuple[str, ...]
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """An outlet that prints a story's first report again, without so many of its last paragraphs."""

    outlet: str
    address: str
    published: str
    title: str
    cut: int


REPRINTS = {
    "a10": Reprint(
        outlet="Logone Courier",
        address="logonecourier.example",
        published="2034-01-18T06:30:00+01:00",
        title="Drone strike in eastern Chad: what is known",
        cut=1,
    ),
    "c10": Reprint(
        outlet="Bridgetown Mercury",
        address="bridgetownmercury.example",
        published="2033-07-31T07:00:00-04:00",
        title="Venezuelan warship halts oil survey off Guyana",
        cut=0,
    ),
    "e01": Reprint(
        outlet="The Aegean Mail",
        address="aegeanmail.example",
        published="2032-10-13T21:10:00+03:00",
        title="Boat sinks south of Crete",
        cut=1,
    ),
}


def read_story(path: Path) -> Iterator[Page]:
    """Read the reports of a story, with a reprint of the first where there is one."""
    reports = [_read_report(report) for report in ElementTree.parse(path).getroot().iter("report")]
    yield from reports
    reprint = REPRINTS.get(path.stem)
    if reprint is not None:
        first = reports[0]
        yield Page(
            outlet=reprint.outlet,
            url=f"https://{reprint.address}/{urlsplit(first.url).path.rsplit('/', 1)[-1]}",
            published=reprint.published,
            title=reprint.title,
            paragraphs=first.paragraphs[: len(first.paragraphs) - reprint.cut],
            credit=first.outlet,
        )


def _read_report(report: ElementTree.Element) -> Page:
    title, *paragraphs = (
        " ".join("".join(part.itertext()).split()) for part in report if part.tag in ("title", "p")
    )
    return Page(
        outlet=report.attrib["outlet"],
        url=report.attrib["url"],
        published=report.attrib["published"],
        title=title,
        paragraphs=tuple(paragraphs),
    )


def write_page(page: Page) -> str:
    """Write a report as a page of HTML."""
    paragraphs = [f"<p>{html.escape(one, quote=False)}</p>" for one in page.paragraphs]
    if page.credit:
        paragraphs.append(f'<p class="credit">Reporting by {html.escape(page.credit)}</p>')
    told = {name: html.escape(getattr(page, name)) for name in ("title", "outlet", "url", "published")}
    return PAGE.substitute(told, paragraphs="\n".join(paragraphs))


def name_file(outlet: str) -> str:
    """Name the file of an outlet's page.

    >>> name_file("Ozod Yo'l Press Office")
    'ozod-yo-l-press-office.html'
    >>> name_file("Tchad Éveil")
    'tchad-eveil.html'
    """
    plain = unicodedata.normalize("NFKD", outlet.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[\W_]+", "-", plain).strip("-") + ".html"


def main(words: Sequence[str] | None = None) -> None:
    """Write the pages anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    folders: list[Path] = parser.parse_args(words).folders
    shutil.rmtree(PAGES, ignore_errors=True)
    for name in STORIES:
        path = next(path for folder in folders if (path := folder / f"{name}.xml").exists())
        folder = PAGES / ElementTree.parse(path).getroot().attrib["id"]
        folder.mkdir(parents=True)
        for page in read_story(path):
            (folder / name_file(page.outlet)).write_text(write_page(page), encoding="utf-8")


if __name__ == "__main__":
    main()
