"""Weights made up in the test: a tiny vocabulary, and numbers drawn from what a window holds."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from rashomon.encode import Encoder
from rashomon.encode.heads.attribution import DISTANCES
from rashomon.encode.heads.events import MODES, STATUSES, TYPES
from rashomon.encode.heads.events import ROLES as PARTS
from rashomon.encode.heads.mentions import FEATURES
from rashomon.encode.heads.predicates import ROLES
from rashomon.encode.heads.syntax import DEPRELS, UPOS
from rashomon.encode.pieces import Pieces

Numbers = NDArray[np.float32]
_LABEL, _KEY, _PAIR, _LINK = 6, 5, 4, 3


def draw_numbers(random: np.random.Generator, *shape: int) -> Numbers:
    return random.standard_normal(shape).astype(np.float32)


def make_tokenizer() -> Tokenizer:
    """A lower-cased vocabulary of letters, digits, a few marks and the words "said" and "minister"."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    known = ["[PAD]", "[UNK]", "said", "minister", *letters, *("##" + letter for letter in letters), *".,?'-"]
    vocabulary = {piece: number for number, piece in enumerate(known)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=60))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def make_tables() -> dict[str, Numbers]:
    random = np.random.default_rng(1)
    return {
        "relation_weight": draw_numbers(random, len(DEPRELS), _LABEL),
        "relation_bias": draw_numbers(random, len(DEPRELS)),
        "attribution_distance": draw_numbers(random, 5, DISTANCES),
        "attribution_query_weight": draw_numbers(random, 5 * _KEY, _PAIR),
        "attribution_query_bias": draw_numbers(random, 5 * _KEY),
        "mention_features": draw_numbers(random, FEATURES),
        "role_query_weight": draw_numbers(random, len(ROLES) * _KEY, _PAIR),
        "role_query_bias": draw_numbers(random, len(ROLES) * _KEY) - 3,
        "part_query_weight": draw_numbers(random, len(PARTS) * _KEY, _PAIR),
        "part_query_bias": draw_numbers(random, len(PARTS) * _KEY) - 3,
    }


@dataclass
class MadeUpWeights:
    """Gives numbers that depend on all that is in a window and on nothing else; notes the windows it ran."""

    pieces: Pieces = field(default_factory=lambda: Pieces(make_tokenizer()))
    tables: dict[str, Numbers] = field(default_factory=make_tables)
    id: str = "made-up"
    windows: list[list[int]] = field(default_factory=list[list[int]])

    def run(
        self, pieces: list[int], shapes: list[int], spaces: list[int], firsts: list[int]
    ) -> dict[str, Numbers]:
        self.windows.append(pieces)
        assert len(pieces) == len(shapes) == len(spaces)
        assert firsts == sorted(set(firsts)) and firsts[0] > 0 and firsts[-1] < len(pieces) - 1
        random = np.random.default_rng([*pieces, 0, *shapes, 0, *spaces, 0, *firsts])
        size = len(firsts)
        widths = {"upos": len(UPOS), "arcs": size, "dependent": _LABEL, "governor": _LABEL, "names": 7}
        widths |= {"cues": 3, "kinds": 6, "stances": 5, "key": _KEY, "alone": 10, "pair": _PAIR}
        widths |= {"forms": 4, "entity_kinds": 8, "edges": 8, "anaphor": _LINK, "antecedent": _LINK}
        widths |= {"role_key": _KEY, "act": _PAIR, "part_key": _KEY, "happening": _PAIR, "loaded": 3}
        widths |= {"anchors": 3, "types": len(TYPES), "modes": len(MODES), "statuses": len(STATUSES)}
        outputs = {name: draw_numbers(random, size, width) for name, width in widths.items()}
        outputs |= {
            name: draw_numbers(random, size) for name in ("sentence", "is_new", "predicate", "factuality")
        }
        for name in ("cues", "anchors", "loaded"):
            outputs[name][:, 0] += 2  # cues and mentions are few, as in life
        outputs["forms"][:, 0] += 3.5
        return outputs


@pytest.fixture
def tokenizer() -> Tokenizer:
    return make_tokenizer()


@pytest.fixture
def weights() -> MadeUpWeights:
    return MadeUpWeights()


@pytest.fixture
def windows(weights: MadeUpWeights) -> list[list[int]]:
    """The pieces of every window that the encoder has run."""
    return weights.windows


@pytest.fixture
def encoder(weights: MadeUpWeights) -> Encoder:
    return Encoder(weights)
