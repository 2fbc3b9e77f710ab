"""Readers of the training corpora, one module each; all give ``Document`` objects."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from training.corpora import ewt, gum, mpqa, stories, wikigold
from training.documents import Document


def read_split(shared: Path, own_stories: Path, split: str) -> Iterator[Document]:
    """Give all documents of ``train`` or ``dev``. Test stories are never opened here."""
    if split not in ("train", "dev"):
        raise ValueError(f"split is train or dev, not {split!r}")
    data = shared / "data" / "train"
    yield from ewt.read(data / f"ewt-joint.{split}.jsonl.gz")
    yield from gum.read(data / f"gum-permissive.{split}.jsonl.gz")
    yield from stories.read(stories.paths(shared / "annotated", own_stories, split))
    if split == "train":
        yield from wikigold.read(data / "wikigold.train.jsonl.gz")
        yield from mpqa.read(data / "mpqa-attribution.jsonl.gz")


def digest(shared: Path, own_stories: Path) -> str:
    """Return a digest of all training files, for the model card and the checkpoints."""
    sum_ = hashlib.blake2b(digest_size=8)
    data = shared / "data" / "train"
    files = sorted(data.glob("*.gz")) + stories.paths(shared / "annotated", own_stories, "train")
    for path in files:
        sum_.update(path.name.encode())
        sum_.update(path.read_bytes())
    return sum_.hexdigest()
