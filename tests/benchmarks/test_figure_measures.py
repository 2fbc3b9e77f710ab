"""What the benchmarks of quantities and labels count as right."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks import labels, quantities
from rashomon.records import Account, Entity, Label, Measure, Mention, Quantity, Report
from training.corpora.markup import Mark


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("15", (15, 15)),
        ("~2500", (2500, 2500)),
        ("10..20", (10, 20)),
        ("100..", (100, None)),
        ("..50", (None, 50)),
        ("3/4", (0.75, 0.75)),
        ("Ali Mostari", None),
    ],
)
def test_a_marks_value_is_a_figure_or_a_name(value: str, bounds: tuple[float | None, float | None]) -> None:
    assert quantities.read_value(value) == bounds


def make_quantity(text: str, part: str, **given: object) -> Quantity:
    start = text.index(part)
    fields: dict[str, object] = {
        "id": part,
        "span": (start, start + len(part)),
        "low": 27.0,
        "high": 27.0,
        "approximate": False,
        "unit": "people",
        "role": "killed",
        **given,
    }
    return Quantity(**fields)  # pyright: ignore[reportArgumentType]


def test_figures_are_counted_found_right_and_besides() -> None:
    text = "27 people died, 60 fled, 100 acres (40 ha) burned, twice"
    found = [
        make_quantity(text, "27 people", of="people"),
        make_quantity(text, "60", low=59.0, high=59.0, role="displaced"),
        make_quantity(
            text,
            "100 acres",
            low=100.0,
            high=100.0,
            also=(Measure(span=(36, 41), low=40.0, high=40.0, unit="hectare"),),
        ),
    ]
    wanted = [
        quantities.Wanted(span=(0, 9), bounds=(27.0, 27.0), about="people killed"),
        quantities.Wanted(span=(16, 18), bounds=(60.0, 60.0), about="people who fled"),
        quantities.Wanted(span=(25, 41), bounds=(40.0, 40.0), about="hectares burnt"),
        quantities.Wanted(span=(51, 56), bounds=(2.0, 2.0), about="times it burned"),
    ]
    counts = Counter[str]()
    quantities.count(text, wanted, [(one.span, one) for one in found], counts)
    figures = quantities.figures_of(counts)
    assert (figures["found_recall"], figures["recall"]) == (75.0, 50.0)
    assert figures["recall_of_figures"] == pytest.approx(200 / 3)  # pyright: ignore[reportUnknownMemberType]
    assert (counts["role_right"], counts["of_told"], counts["of_right"], counts["unmarked"]) == (1, 1, 1, 0)


def test_labels_are_compared_by_span_tone_target_and_voice() -> None:
    raw = "The bandits fled from the regime."
    report = Report(id="r", text=raw, paragraphs=((0, len(raw)),), reader="by hand")
    bandits = Entity(
        id="e",
        name="bandits",
        kind="group",
        mentions=(Mention(span=(0, 11), form="description"),),
        confidence=1,
    )
    account = Account(
        report=report,
        entities=(bandits,),
        labels=(
            Label(id="l", span=(4, 11), target="e", tone="neg"),
            Label(id="m", span=(12, 16), tone="pos"),
        ),
        coder="test",
    )
    wanted = labels.Wanted(
        labels=[
            Mark("lab", (4, 11), {"x": "gang", "tone": "neg"}),
            Mark("lab", (26, 32), {"x": "state", "tone": "neg"}),
        ],
        targets={"gang": [(4, 11)]},
        contents=[],
        cues={},
    )
    counts = Counter[str]()
    labels.count(wanted, labels.Found(account, raw), counts)
    figures = labels.figures_of(counts)
    assert (figures["precision"], figures["recall"], figures["tone_right"]) == (50.0, 50.0, 100.0)
    assert (figures["voice_right"], figures["target_right_of_told"]) == (100.0, 100.0)
