"""The README's picture of the site: a story of the demo, taken in Chromium, light and dark.

Left out where there is no Chromium; nothing checks that the picture is the newest.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from rashomon import Corpus

STORY = "Malleco"
"""A word of the story that is shown."""
WIDTH, HEIGHT = 1180, 900
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def take_pictures(corpus: Path, folder: Path) -> None:
    """Write ``story.png`` and ``story-dark.png`` into a folder; do nothing without a browser."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        return
    from playwright.sync_api import sync_playwright

    with Corpus(corpus) as opened:
        (story,) = opened.stories(words=STORY, at_least=2)
    with _serve(corpus) as address, sync_playwright() as driver:
        page = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page(
            viewport={"width": WIDTH, "height": HEIGHT}
        )
        page.goto(f"{address}stories/{story.id}")
        page.emulate_media(color_scheme="light")
        page.screenshot(path=folder / "story.png")
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=folder / "story-dark.png")


@contextmanager
def _serve(corpus: Path) -> Generator[str]:
    command = [sys.executable, "-m", "rashomon", "serve", str(corpus), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as site:
        assert site.stdout is not None
        try:
            yield next(line for line in site.stdout if line.startswith("http")).split()[0]
        finally:
            site.terminate()
