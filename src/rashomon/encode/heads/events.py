"""Happenings: anchor words, PLOVER type and mode, status, who acts, who suffers, where; loaded words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.encode.heads.runs import find_runs, odds_of
from rashomon.records import EventMark, LoadedMark, RoleMark

Numbers = NDArray[np.float32]

TYPES = tuple(
    """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
    MOBILIZE COERCE ASSAULT OTHER""".split()
)
MODES = tuple(
    """none visit third-party multilateral phone withdraw release disarm ceasefire access resign assist
    change yield meet disapprove investigate allege restrict arrest relations expel territory
    violence demo riot strike hunger boycott obstruct vandalize convict discontinue troops weapons
    police militia seize ban censor curfew martial-law deport withhold misinformation cyber abduct
    beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone
    heavy-weapons crowd-control unconventional death injury""".split()
)
"""PLOVER's modes and two of OTHER's; OTHER's remaining ones are free words that only the lexicon tells."""
STATUSES = ("happened", "ongoing", "planned", "threatened", "hypothetical", "denied")
ROLES = ("by", "to", "at")
TONES = ("neg", "pos")
ANCHOR_THRESHOLD, ROLE_THRESHOLD, LOADED_THRESHOLD = 0.25, 0.3, 0.4
"""Low, so that what codes events can weigh these with the lexicon; the scores are handed on."""
LEAST = 0.05
"""Types, modes and statuses of a lower probability are not handed on."""


def decode_events(
    outputs: Mapping[str, Numbers], tables: Mapping[str, Numbers], offset: int
) -> list[EventMark]:
    """Return a window's happenings.

    ``outputs`` holds ``anchors`` [words, 3] (O, B, I), ``types``, ``modes``, ``statuses`` [words, labels],
    ``part_key`` [words, size] and ``happening`` [words, hidden]; ``tables`` what makes an anchor's queries.
    """
    anchors = find_runs(outputs["anchors"], ANCHOR_THRESHOLD)
    if not anchors:
        return []
    key = outputs["part_key"]
    pool = np.zeros((len(anchors), len(key)), dtype=np.float32)
    for row, (first, last, _) in enumerate(anchors):
        pool[row, first:last] = 1.0 / (last - first)
    query = pool @ outputs["happening"] @ tables["part_query_weight"].T + tables["part_query_bias"]
    scores = (query.reshape(-1, key.shape[1]) @ key.T).reshape(len(anchors), len(ROLES), len(key))
    odds: Numbers = np.float32(1) / (np.float32(1) + np.exp(-scores))
    roles = _read_roles(odds, offset)
    types, modes, statuses = (
        _likely(odds_of(pool @ outputs[name]), names)
        for name, names in (("types", TYPES), ("modes", MODES), ("statuses", STATUSES))
    )
    return [
        EventMark(
            words=(offset + first, offset + last),
            types=types[row],
            modes=modes[row],
            statuses=statuses[row],
            roles=tuple(roles[row]),
            score=round(score, 4),
        )
        for row, (first, last, score) in enumerate(anchors)
    ]


def decode_loaded(logits: Numbers, offset: int) -> list[LoadedMark]:
    """Return a window's loaded words; ``logits`` [words, 3] over none, neg, pos."""
    odds = odds_of(logits)
    loaded = 1.0 - odds[:, 0]
    found: list[LoadedMark] = []
    for word in np.flatnonzero(loaded >= LOADED_THRESHOLD).tolist():
        tone, score = TONES[int(odds[word, 1:].argmax())], round(float(loaded[word]), 4)
        before = found[-1] if found else None
        if before and before.words[1] == offset + word and before.tone == tone:
            found.pop()
            span, score = (before.words[0], offset + word + 1), max(before.score, score)
        else:
            span = (offset + word, offset + word + 1)
        found.append(LoadedMark(words=span, tone=tone, score=score))
    return found


def _likely(odds: Numbers, names: Sequence[str]) -> list[dict[str, float]]:
    """Give each row's labels of some weight with their probabilities, likeliest first."""
    found = [dict[str, float]() for _ in odds]
    rows, labels = np.nonzero(odds >= LEAST)
    chances = odds[rows, labels]
    order = np.argsort(-chances, kind="stable")
    kept = zip(rows[order].tolist(), labels[order].tolist(), chances[order].tolist(), strict=True)
    for row, label, chance in kept:
        found[row][names[label]] = round(chance, 4)
    return found


def _read_roles(odds: Numbers, offset: int) -> list[list[RoleMark]]:
    roles = [list[RoleMark]() for _ in range(len(odds))]
    found: list[list[int]] = np.argwhere(odds >= ROLE_THRESHOLD).tolist()
    for row, role, word in found:
        score = round(float(odds[row, role, word]), 4)
        roles[row].append(RoleMark(word=offset + word, role=ROLES[role], score=score))
    return roles
