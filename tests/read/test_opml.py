"""Lists of feeds are read as feed readers write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.errors import UnreadableInput
from rashomon.read import read_opml

LIST = """<?xml version="1.0"?><opml version="2.0"><head><title>Desk</title></head><body>
<outline text="World"><outline type="rss" text="A" xmlUrl="https://a.example/feed"/>
  <outline text="B &amp; C" xmlurl=" https://b.example/?a=1&amp;b=2 "/></outline>
<outline text="again" xmlUrl="https://a.example/feed"/><outline text="none"/>
<outline text="file" xmlUrl="file:///etc/passwd"/></body></opml>"""


def write(folder: Path, data: str | bytes) -> Path:
    path = folder / "feeds.opml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("text", [LIST, LIST.replace("&amp;", "&"), LIST.replace("</body></opml>", "")])
def test_feeds_are_listed_once_and_in_order(tmp_path: Path, text: str) -> None:
    first, second = read_opml(write(tmp_path, text))
    assert first == "https://a.example/feed"
    assert second.startswith("https://b.example/?a=1")


@pytest.mark.parametrize("data", ["", "Rain", "<rss/>", "<opml><body/></opml>", b"\x00\xff", b"\x1f\x8b"])
def test_file_without_feeds_is_an_error_that_names_it(tmp_path: Path, data: str | bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"feeds\.opml"):
        read_opml(write(tmp_path, data))


def test_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read_opml(tmp_path / "feeds.opml")


def test_entities_open_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("https://secret.example/")
    entity = f'<!DOCTYPE opml [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    text = LIST.replace("<opml", f"{entity}<opml", 1).replace("https://a.example/feed", "&x;")
    assert "secret" not in " ".join(read_opml(write(tmp_path, text)))
