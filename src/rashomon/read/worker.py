"""The process that takes pages and feeds apart: reads framed requests on stdin, answers on stdout.

It runs apart so that a hostile page can only hurt this process: its memory is capped here, its time
by the parent (``rashomon.read.guard``). A frame is a 4-byte length and that many bytes; a request is
three frames, the task, the address (empty if unknown) and the data; an answer is one frame of JSON.
"""

from __future__ import annotations

import json
import struct
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from rashomon.read.article import Article
    from rashomon.read.entries import Feed

PAGE = "page"
FEED = "feed"
MOST_GROWTH, ROOM_BYTES = 8, 40_000_000
"""What is found in some bytes has at most so many times as many, or this many: a feed of 5 MB of nothing but
links gives 20. More has grown out of entities, or by some fault, and would fill the asker's memory."""
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


def answer(task: str, data: bytes, url: str | None) -> dict[str, object]:
    """Do a task; the answer has either ``found`` or ``problem``, a few words why nothing was."""
    try:
        found = _find(task, data, url)
    except MemoryError:
        return {"problem": f"the {task} took too much memory"}
    except RecursionError:
        return {"problem": f"the {task} is nested too deeply"}
    return {"problem": found} if isinstance(found, str) else {"found": asdict(found)}


def _find(task: str, data: bytes, url: str | None) -> Article | Feed | str:
    if task == FEED:
        from rashomon.read.entries import read_entries

        return read_entries(data, url)
    from rashomon.read.article import read_article

    return read_article(data, url)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the stream ends."""
    while True:
        task, address, data = receive(requests), receive(requests), receive(requests)
        if task is None or address is None or data is None:
            return
        answered = write_answer(answer(task.decode(), data, address.decode() or None))
        if len(answered) > max(MOST_GROWTH * len(data), ROOM_BYTES):
            answered = write_answer({"problem": f"more than {MOST_GROWTH} times what is in it"})
        send(answers, answered)


def write_answer(answer: dict[str, object]) -> bytes:
    """Write an answer as JSON; halves of surrogate pairs go through."""
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")


if __name__ == "__main__":
    cap_memory(int(sys.argv[1]))
    serve(sys.stdin.buffer, sys.stdout.buffer)
