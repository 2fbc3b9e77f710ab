"""Twelve invented stories as pages of some fifty reports, to try everything with (CC BY 4.0).

The encoder has seen them in training, so that it reads them somewhat better than news it has not seen.

>>> [page.name for page in list_pages("kostenets")]
['balkan-newswire.html', 'ozod-yo-l-press-office.html', 'sredna-gora-online.html', 'vatan-24.html']
"""

from __future__ import annotations

from pathlib import Path

PAGES = Path(__file__).parent / "pages"


def list_stories() -> list[str]:
    """Give the names of the stories.

    >>> len(list_stories())
    12
    """
    return sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())


def list_pages(story: str = "") -> list[Path]:
    """Give the pages of the stories whose names begin so; of all if no beginning is given."""
    return sorted(
        page for name in list_stories() if name.startswith(story) for page in (PAGES / name).iterdir()
    )
