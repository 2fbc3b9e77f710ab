"""A training can be stopped and gone on with; needs torch."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def train() -> ModuleType:
    pytest.importorskip("torch")
    return import_module("training.train")


def start(train: ModuleType, data: str = "digest") -> Any:  # noqa: ANN401 - torch has types only where it is installed
    """A training of one linear layer."""
    torch = import_module("torch")
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.AdamW([{"params": list(model.parameters()), "lr": 0.1, "base": 0.1}])
    average = {name: value.clone() for name, value in model.state_dict().items()}
    return train.Training(model, optimizer, average, data, steps=10)


def test_a_checkpoint_brings_back_all_that_a_training_knows(train: ModuleType, tmp_path: Path) -> None:
    torch = import_module("torch")
    first, second = start(train), start(train)
    first.model(torch.ones(1, 2)).sum().backward()
    first.optimizer.step()
    first.step = 7
    train.save(first, tmp_path / "checkpoint.pt")
    train.restore(second, tmp_path / "checkpoint.pt")
    assert second.step == 7
    for one, other in (
        (first.model.state_dict(), second.model.state_dict()),
        (first.average, second.average),
    ):
        assert all(torch.equal(one[name], other[name]) for name in one)
    assert second.optimizer.state_dict()["state"].keys() == first.optimizer.state_dict()["state"].keys()
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint.pt"]


def test_a_checkpoint_of_other_data_is_refused(train: ModuleType, tmp_path: Path) -> None:
    train.save(start(train), tmp_path / "checkpoint.pt")
    with pytest.raises(SystemExit, match="other data"):
        train.restore(start(train, data="another"), tmp_path / "checkpoint.pt")


def test_a_log_line_tells_the_mean_loss_of_heads_that_learnt(
    train: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = train.Progress(started=0.0)
    progress.add({"names": 1.0, "syntax": 0.0}, 100)
    progress.add({"names": 2.0, "syntax": 4.0}, 100)
    progress.show(50, 200)
    line = json.loads(capsys.readouterr().out)
    assert list(line)[:4] == ["step", "of", "pieces_s", "minutes"]
    assert (line["step"], line["of"], line["names"], line["syntax"]) == (50, 200, 1.5, 4.0)
    assert (progress.seen, progress.sums) == (200, {})
