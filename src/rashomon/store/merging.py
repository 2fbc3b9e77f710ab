"""Parts of a folder into one corpus file."""

from __future__ import annotations

from contextlib import closing
from itertools import takewhile
from pathlib import Path

from rashomon.store.opening import name_faults, open_to_read
from rashomon.store.parts import INDEX, Done, read_marker, read_part, read_plan
from rashomon.store.writing import Writer


def merge_part(writer: Writer, folder: Path, part: Done) -> None:
    """Add all that is in a part to a corpus, unless that has been done.

    Raises:
        BadCorpus: the part is damaged; UnwritableCorpus: as ``Writer.add``.
    """
    if writer.has_part(part.digest):
        return
    for item in read_part(folder, part.number):
        writer.add(item)
    writer.keep_part(part.digest)


def open_index(folder: Path) -> Path:
    """Bring the index of a folder of parts up to date; give its path.

    The index is a corpus file. It has the parts in the order of the plan, up to the first shard that is not
    done, so it is at any time what a run on one machine would have made by then.

    Raises:
        BadCorpus: the folder has no parts, or one is damaged.
        UnwritableCorpus: the index cannot be written into the folder.
    """
    index = folder / INDEX
    merged = _read_merged(index)
    numbers = [number for number, digest in enumerate(read_plan(folder)) if digest not in merged]
    markers = (read_marker(folder, number) for number in numbers)
    waiting = [marker for marker in takewhile(bool, markers) if marker]
    if waiting or not index.is_file():
        with Writer(index, f"index of {folder.name}") as writer:
            for part in waiting:
                merge_part(writer, folder, part)
    return index


def _read_merged(index: Path) -> set[str]:
    """Give the digests of the shards that are in an index, if there is one."""
    if not index.is_file():
        return set()
    with closing(open_to_read(index)) as connection, name_faults(index):
        return {digest for (digest,) in connection.execute("SELECT digest FROM parts")}
