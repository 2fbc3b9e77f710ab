"""What is trained is what is decoded: the same labels, the same numbers, the same sums.

The parts that need torch are left out where it is not installed.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from rashomon.encode.heads import attribution, mentions, names, syntax
from rashomon.encode.weights import OUTPUTS, TABLES
from training import documents


def test_labels_stand_in_the_same_order_on_both_sides() -> None:
    assert documents.UPOS == syntax.UPOS
    assert documents.NAME_LABELS == names.LABELS
    assert (documents.CUE_KINDS, documents.STANCES) == (attribution.CUE_KINDS, attribution.STANCES)
    assert (documents.ENTITY_KINDS, documents.FORMS) == (mentions.KINDS, mentions.FORMS)


@pytest.fixture
def torch() -> ModuleType:
    found: ModuleType = pytest.importorskip("torch")
    found.manual_seed(1)
    return found


def make_heads() -> dict[str, Any]:
    return {name: make().eval() for name, make in import_module("training.model").HEADS.items()}


def test_the_heads_give_what_decoding_needs_and_nothing_else(torch: ModuleType) -> None:
    outputs, tables = list[str](), list[str]()
    for head in make_heads().values():
        outputs.extend(head(torch.zeros(1, 3, 384), head.domain))
        tables.extend(head.tables() if hasattr(head, "tables") else ())
    assert sorted(outputs) == sorted(OUTPUTS)
    assert sorted(tables) == sorted(TABLES)


def test_a_cue_is_scored_in_decoding_as_it_was_in_training(torch: ModuleType) -> None:
    head = make_heads()["attribution"]
    torch.nn.init.normal_(head.distance)
    torch.nn.init.constant_(head.cues.weight, 0.0)
    head.cues.bias.data = torch.tensor([3.0, 0.0, 0.0])
    numbers = head(torch.randn(1, 7, 384), "story")
    numbers["cues"][0, 2, 1] = numbers["cues"][0, 3, 2] = 9.0
    outputs = {name: value[0].detach().numpy() for name, value in numbers.items()}
    tables = {name: value.detach().numpy() for name, value in head.tables().items()}
    scored = attribution.score_cues(outputs, tables, 0)
    assert [cue[:2] for cue in scored.cues] == [(2, 4)]
    key, pair, alone = (numbers[name][0] for name in ("key", "pair", "alone"))
    pool = torch.tensor([[0, 0, 0.5, 0.5, 0, 0, 0]])
    query = head.query(pool @ pair) * key.shape[1] ** -0.5
    trained = head._score(key, query, alone, pool @ alone, [documents.Attribution([], [2, 3], [])])
    outside = [0, 1, 4, 5, 6]
    expected = trained.log_softmax(-1).detach().numpy()[:, outside]
    assert np.abs(scored.scores[:, outside] - expected).max() < 1e-4


def test_every_head_learns_from_a_batch_or_gives_zero(torch: ModuleType) -> None:
    batches = import_module("training.batches")
    document = documents.Document(
        name="d",
        domain="story",
        words=["Ruiz", "denied", "that", "it", "rained", "."],
        space_before=[True] * 6,
        paragraph_starts=[0],
        attributions=[documents.Attribution([0], [1], [3, 4], "statement", "denying")],
        mentions=[
            documents.Mention(0, 1, 0, "person", "name", "r"),
            documents.Mention(3, 4, 3, "other", "pronoun", "i"),
        ],
    )

    def code(words: list[str]) -> list[tuple[int, ...]]:
        return [(index + 5,) for index, _ in enumerate(words)]

    batch = batches.pad(list(batches.cut(document, code)))
    words = torch.randn(1, 6, 384, requires_grad=True)
    losses = {name: head.loss(head(words, "story"), batch) for name, head in make_heads().items()}
    torch.stack(list(losses.values())).sum().backward()
    assert {name for name, loss in losses.items() if loss.item() != 0} == {"attribution", "mentions"}
    assert bool(torch.isfinite(words.grad).all())


@pytest.mark.parametrize("most", [12, 20, 128])
def test_windows_of_training_hold_every_word_once(torch: ModuleType, most: int) -> None:
    batches = import_module("training.batches")
    document = documents.Document(
        name="d",
        domain="story",
        words=["word"] * 100,
        space_before=[True] * 100,
        paragraph_starts=[0, 7, 50],
        sentences_for_cutting=[0, 3, 7, 10, 48, 50, 99],
    )

    def code(words: list[str]) -> list[tuple[int, ...]]:
        return [(5, 6) if index % 3 else (5,) for index, _ in enumerate(words)]

    windows = list(batches.cut(document, code, most=most, shift=3))
    assert [word for one in windows for word in range(one.first, one.last)] == list(range(100))
    assert all(len(one.firsts) == one.last - one.first for one in windows)
