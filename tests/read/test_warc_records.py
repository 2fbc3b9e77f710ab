"""Records of a web archive: all of them where it is whole, all but the broken ones where it is not."""

from __future__ import annotations

import gzip
import io
import random
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.read.warc_records import Damage, Record, find_end, find_start, walk_records

MakeRecord = Callable[..., bytes]
Pack = Callable[[bytes], bytes]
COUNT = 6


def plain(data: bytes) -> bytes:
    return data


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def stored(data: bytes) -> bytes:
    """Gzip without compressing, so that a changed byte breaks nothing but the checksum."""
    packer = zlib.compressobj(0, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


@pytest.fixture
def parts(make_record: MakeRecord) -> list[bytes]:
    return [make_record(f"https://post.example/{n}", f"<p>{n}".encode() * 2_000) for n in range(COUNT)]


def walk(data: bytes, limit_bytes: int = 100_000) -> list[Record | Damage]:
    return list(walk_records(io.BytesIO(data), limit_bytes))


def numbers(found: list[Record | Damage]) -> str:
    """Write the records found as their numbers, damage as a cross."""
    return "".join("x" if isinstance(one, Damage) else str(one.url)[-1] for one in found)


@pytest.mark.parametrize("pack", [plain, gzipped, stored])
def test_whole_file_gives_every_record_with_what_it_states(pack: Pack, parts: list[bytes]) -> None:
    found = walk(b"".join(map(pack, parts)))
    assert numbers(found) == "012345"
    first = found[0]
    assert isinstance(first, Record)
    assert (first.kind, first.date, first.truncated) == ("response", "2031-03-09T08:07:06Z", None)
    assert first.block.endswith(b"<p>0")
    assert first.size_bytes == len(first.block)


def test_file_gzipped_as_a_whole_gives_every_record(parts: list[bytes]) -> None:
    assert numbers(walk(gzipped(b"".join(parts)))) == "012345"


def test_only_responses_are_read_and_only_up_to_the_limit(make_record: MakeRecord) -> None:
    long = make_record(body=b"a" * 5_000)
    other = make_record(body=b"a" * 5_000, warc="WARC-Type: resource")
    response, resource = walk(long + other, limit_bytes=1_000)
    assert isinstance(response, Record)
    assert isinstance(resource, Record)
    assert (len(response.block), response.size_bytes > 5_000, response.is_cut) == (1_000, True, False)
    assert (resource.kind, resource.block) == ("resource", b"")


def cut_end(parts: list[bytes]) -> list[bytes]:
    return [*parts[:4], parts[4][:150]]


def cut_middle(parts: list[bytes]) -> list[bytes]:
    return [*parts[:2], parts[2][:150], *parts[3:]]


def flip_magic(parts: list[bytes]) -> list[bytes]:
    return [*parts[:2], b"\x00\x00" + parts[2][2:], *parts[3:]]


def add_between(parts: list[bytes]) -> list[bytes]:
    return [*parts[:3], b"junk\n" * 40, *parts[3:]]


def add_before(parts: list[bytes]) -> list[bytes]:
    return [b"junk\n" * 40, *parts]


def add_behind(parts: list[bytes]) -> list[bytes]:
    return [*parts, b"junk\n" * 40]


@pytest.mark.parametrize(
    ("harm", "left"),
    [
        (cut_end, "0123x"),
        (cut_middle, "01x345"),
        (flip_magic, "01x345"),
        (add_between, "012x345"),
        (add_before, "x012345"),
        (add_behind, "012345x"),
    ],
)
@pytest.mark.parametrize("pack", [plain, gzipped, stored])
def test_damage_costs_no_record_but_its_own(
    harm: Callable[[list[bytes]], list[bytes]], left: str, pack: Pack, parts: list[bytes]
) -> None:
    assert numbers(walk(b"".join(harm([pack(part) for part in parts])))) == left


@pytest.mark.parametrize("pack", [plain, gzipped])
def test_record_that_states_a_wrong_length_is_damage(pack: Pack, parts: list[bytes]) -> None:
    parts[2] = parts[2].replace(b"Content-Length: 8", b"Content-Length: 9", 1)
    assert numbers(walk(b"".join(map(pack, parts)))) == "01x345"


def test_wrong_checksum_is_damage(parts: list[bytes]) -> None:
    packed = [bytearray(stored(part)) for part in parts]
    packed[2][1_000] ^= 1
    assert numbers(walk(b"".join(packed))) == "01x345"


def test_wrong_checksum_of_the_last_large_record_is_damage(make_record: MakeRecord) -> None:
    packed = bytearray(stored(make_record("https://post.example/0", b"<p>0" * 100_000)))
    packed[-200_000] ^= 1
    assert numbers(walk(bytes(packed), limit_bytes=1_000_000)) == "x"


def test_damage_names_its_bytes_and_the_address_that_stood_there(parts: list[bytes]) -> None:
    damaged = [one for one in walk(b"".join(cut_middle(parts))) if isinstance(one, Damage)]
    start = len(parts[0]) + len(parts[1])
    assert [(one.start, one.end) for one in damaged] == [(start, start + 150)]
    damaged = [one for one in walk(parts[0][:-20]) if isinstance(one, Damage)]
    assert [(one.start, one.url) for one in damaged] == [(0, "https://post.example/0")]


def test_damage_in_a_file_gzipped_as_a_whole_is_told_though_nothing_after_it_is_found(
    parts: list[bytes],
) -> None:
    noise = random.Random(7).randbytes(200_000).hex().encode()
    packed = bytearray(gzipped(b"".join(parts) + noise))
    packed[-80_000:] = b"\0" * 80_000
    assert numbers(walk(bytes(packed))).endswith("x")


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n"])
def test_empty_file_has_nothing(data: bytes) -> None:
    assert not [one for one in walk(data) if isinstance(one, Record)]


def test_ends_and_starts_are_found(parts: list[bytes]) -> None:
    for pack in (plain, gzipped):
        first, second = pack(parts[0]), pack(parts[1])
        stream = io.BytesIO(first + second)
        assert find_end(stream, 0) == len(first)
        assert find_end(stream, 3) is None
        assert find_start(stream, 1) == len(first)
        assert find_start(stream, len(first) + 1) is None


def test_start_is_found_across_pieces(parts: list[bytes]) -> None:
    for before in range(32_750, 32_790):
        stream = io.BytesIO(b"-" * (before - 1) + b"\n" + parts[0])
        assert find_start(stream, 0) == before


def do_harm(data: bytes, at: int, how: str, noise: bytes) -> bytes:
    if how == "cut":
        return data[:at] + data[at + 300 :]
    if how == "double":
        return data[:at] + data[max(0, at - 300) :]
    return data[:at] + noise + data[at + (len(noise) if how == "flip" else 0) :]


HARM = st.tuples(st.floats(0, 1), st.sampled_from(["cut", "flip", "insert", "double"]), st.binary(max_size=9))


@settings(max_examples=150, deadline=None)
@given(st.lists(HARM, min_size=1, max_size=4), st.sampled_from([plain, gzipped, stored]))
def test_whatever_is_done_to_the_middle_of_a_file_its_ends_are_read_and_nothing_twice(
    make_record: MakeRecord, harms: list[tuple[float, str, bytes]], pack: Pack
) -> None:
    parts = [pack(make_record(f"https://post.example/{n}", f"<p>{n}".encode() * 2_000)) for n in range(COUNT)]
    middle = b"".join(parts[2:4])
    for place, how, noise in harms:
        middle = do_harm(middle, int(place * len(middle)), how, noise)
    found = numbers(walk(b"".join([*parts[:2], middle, *parts[4:]])))
    left = found.replace("x", "")
    assert left.startswith("01")
    assert left.endswith("45")
    assert [left.count(number) for number in "0145"] == [1, 1, 1, 1]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([plain, gzipped]))
def test_any_bytes_end_in_records_or_damage(data: bytes, pack: Pack) -> None:
    for head in (b"", b"WARC/1.0\r\n"):
        assert all(isinstance(one, Record | Damage) for one in walk(pack(head + data)))
