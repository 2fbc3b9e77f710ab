"""The process that takes pages apart: reads framed requests on stdin, answers on stdout.

It runs apart so that a hostile page can only hurt this process: its memory is capped here, its time
by the parent (``rashomon.read.guard``). A frame is a 4-byte length and that many bytes; a request is
two frames, the page's address (empty if unknown) and the page; an answer is one frame of JSON.
"""

from __future__ import annotations

import json
import struct
import sys
from dataclasses import asdict
from typing import BinaryIO

_LENGTH = struct.Struct(">I")


def send(stream: BinaryIO, data: bytes) -> None:
    """Write one frame and flush."""
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read one frame, or None at the end of the stream (or inside a frame cut off there)."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def cap_memory(limit_bytes: int) -> None:
    """Let this process have at most so much address space, where the system can hold it to that."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))


def answer(page: bytes, url: str | None) -> dict[str, object]:
    """Read a page; the answer has either ``article`` or ``problem``, a few words why there is none."""
    from rashomon.read.article import read_article

    try:
        found = read_article(page, url)
    except MemoryError:
        return {"problem": "the page took too much memory"}
    except RecursionError:
        return {"problem": "the page is nested too deeply"}
    return {"problem": found} if isinstance(found, str) else {"article": asdict(found)}


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the stream ends."""
    while (address := receive(requests)) is not None and (page := receive(requests)) is not None:
        send(answers, json.dumps(answer(page, address.decode() or None)).encode())


if __name__ == "__main__":
    cap_memory(int(sys.argv[1]))
    serve(sys.stdin.buffer, sys.stdout.buffer)
