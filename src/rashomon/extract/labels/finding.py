"""Every loaded word of a report as a Label: its tone, what it colours, whose word it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.entities import Cast
from rashomon.extract.labels.loaded_words import LoadedWords, find_loaded
from rashomon.extract.labels.scare_quotes import find_scare_quotes
from rashomon.extract.labels.targets import Targets
from rashomon.extract.reading import Reading
from rashomon.extract.trees import Tree
from rashomon.extract.voices import Voices
from rashomon.records import Event, Label
from rashomon.text import content_id


def find_labels(
    reading: Reading, tree: Tree, cast: Cast, events: Sequence[Event], voices: Voices
) -> tuple[Label, ...]:
    """Find the loaded words of a report, in order of text.

    A word counts as loaded if the encoder or the lexicon says so; words in scare quotes do in any case, with
    the tone of the distance they are held at. What colours no entity and no event is no label, unless the
    encoder says so or the word itself names what it colours: "bandits everywhere".
    """
    targets = Targets(tree, cast, events)
    loaded = find_loaded(reading, tree)
    tones = {word: one.tone for one in loaded for word in range(*one.words)}
    quoted = [
        replace(one, tone=next((tones[word] for word in range(*one.words) if word in tones), one.tone))
        for one in find_scare_quotes(reading, cast, voices.statements)
    ]
    in_quotes = {word for one in quoted for word in range(*one.words)}
    loose = [one for one in loaded if not in_quotes.intersection(range(*one.words))]
    found = sorted((*loose, *quoted), key=lambda one: one.words)
    labels = (_make(reading, one, voices, targets.find(one.head)) for one in found)
    return tuple(
        label
        for label, one in zip(labels, found, strict=True)
        if label.target is not None or not one.needs_target
    )


def _make(reading: Reading, one: LoadedWords, voices: Voices, target: str | None) -> Label:
    span = reading.chars(one.words)
    voice = voices.at(span)
    return Label(
        id=content_id("label", reading.report.id, *(f"{at}" for at in span), one.tone),
        span=span,
        target=target,
        tone=one.tone,
        quoted=one.by == "quotes",
        voice=None if voice is None else voice.id,
    )
