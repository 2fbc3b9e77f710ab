"""Turns words into the encoder's word pieces, remembering every word it has met."""

from __future__ import annotations

from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.encode.words import shape_of
from rashomon.records import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = 101, 102
Laid = tuple[list[int], list[int], list[int], list[int]]
"""A window as numbers: pieces, shapes and spaces, one a piece; the index of each word's first piece."""
MOST_PIECES_PER_WORD = 12
"""A longer word (a web address, a run of dashes) is cut here: the encoder needs its look, not its letters."""
_MOST_REMEMBERED = 200_000


class Pieces:
    """The word-piece vocabulary: ``pieces(words)`` gives each word's piece ids, at least one, at most 12.

    Raises:
        ValueError: the tokenizer has no ``[UNK]``, which stands for words it can make nothing of.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        unknown = tokenizer.token_to_id("[UNK]")
        if unknown is None:
            raise ValueError("the tokenizer has no [UNK]")
        self._tokenizer = tokenizer
        self._unknown = (unknown,)
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def from_file(cls, path: Path) -> Pieces:
        """Read a ``tokenizer.json``."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer)

    def __call__(self, words: list[str]) -> list[tuple[int, ...]]:
        """Return one tuple of piece ids for each word."""
        known = self._known
        new = sorted({word for word in words if word not in known})
        if new:
            if len(known) > _MOST_REMEMBERED:
                known.clear()
                new = sorted(set(words))
            for word, coded in zip(
                new, self._tokenizer.encode_batch(new, add_special_tokens=False), strict=True
            ):
                known[word] = tuple(coded.ids[:MOST_PIECES_PER_WORD]) or self._unknown
        return [known[word] for word in words]


def lay_pieces(
    words: Sequence[str],
    spaced: Sequence[bool],
    coded: Sequence[tuple[int, ...]],
    span: Span,
    paragraph_starts: Container[int],
) -> Laid:
    """Lay the words ``[first, last)`` of a text out as the encoder reads them, in training and after.

    A separator stands between paragraphs (``paragraph_starts``, word indices) and at the end. Shape and space
    are 0 for it and for the window's first piece; a word's shape is its class plus one.
    """
    pieces, shapes, spaces, firsts = [CLS], [0], [0], list[int]()
    for index in range(*span):
        own, shape, space = coded[index], shape_of(words[index]) + 1, int(spaced[index])
        if index in paragraph_starts and index > span[0]:
            pieces.append(SEP)
            shapes.append(0)
            spaces.append(0)
        firsts.append(len(pieces))
        pieces += own
        for _ in own:
            shapes.append(shape)
            spaces.append(space)
    pieces.append(SEP)
    shapes.append(0)
    spaces.append(0)
    return pieces, shapes, spaces, firsts
