"""Which time belongs to an event: the one that stands in its clause, not in another event's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from rashomon.extract.phrases import RELATIVES
from rashomon.extract.times.meanings import RANK
from rashomon.extract.trees import Tree
from rashomon.records import Span, Time

UNDATED = ("duration", "set")
MOST_TIMES = 8
"""Times of one clause that are compared."""
REACH = 6
"""Words behind an event within which a time closes its phrase: so 71 of 100 times of TimeBank's events are
found instead of 67, and as many of them right."""
_PHRASAL = frozenset(("DET", "ADJ", "ADP", "NOUN", "PROPN", "NUM", "PRON", "PART", "ADV"))
"""Parts of speech that may stand between an event and the time that closes its phrase."""
_ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "xcomp"))
_CONTAINING = frozenset(("in", "during", "by", "when", "as", "while"))
"""Words that tie two acts to one time: "killed in an attack", "killed when gunmen attacked"."""
_TIED = frozenset(("obl", "obl:agent", "advcl"))


class EventTimes:
    """The times of a report, asked for the one that belongs to an event's word.

    A time stands with the first verb or event that it hangs on, climbing from it; in front of a noun that is
    no event ("Tuesday's session") it stands with none. It belongs to an event

    1. that it stands with ("attacked on Tuesday", "Tuesday's attack"), or that the encoder gives it to as
       ARGM-TMP;
    2. whose word goes with the verb that it stands with, where that verb is no event and no cue of an
       attribution: "the attack took place on Tuesday", "began shelling on Monday", "the raid, which lasted
       until noon"; "said on Tuesday" is the time of the saying alone;
    3. that happens in the one that it stands with, or the other way round: "killed in an attack on Tuesday",
       "killed when gunmen attacked on Tuesday";
    4. that is joined by "and" to the one that it stands with, has the same subject and no time of its own.
    5. whose phrase it closes, whatever the tree hangs it on: "a coup in Lima last year"; not "announced the
       attack on Tuesday", where it is of the announcing.

    Of several the narrowest is taken, then the nearest. Lengths and sets ("for three days", "every Friday")
    are no event's time unless they have dates. An event without a time in its clauses has none.
    """

    def __init__(self, tree: Tree, times: Sequence[Time], anchors: Collection[int] = ()) -> None:
        """Find where every time stands.

        Args:
            tree: the report's trees.
            times: what ``find_times`` found in it.
            anchors: the head words of all events of the report, so that each keeps its own times.
        """
        self._tree = tree
        self._anchors = frozenset(anchors)
        attributions = tree.reading.marks.attributions
        self._cues = frozenset(word for mark in attributions for word in range(*mark.cue))
        self._seats: dict[int, list[tuple[int, Time]]] = {}
        starts = [start for start, _ in tree.reading.marks.words]
        dated = [time for time in times if time.start or time.end or time.granularity not in UNDATED]
        self._words: dict[int, Time] = {}
        for time in dated:
            first, last = (bisect_right(starts, at) - 1 for at in (time.span[0], time.span[1] - 1))
            self._words.update(dict.fromkeys(range(first, last + 1), time))
            self._seat(time, (first, last + 1))
        self._by_role = {
            mark.word: self._words[role.word]
            for mark in tree.reading.marks.predicates
            for role in mark.roles
            if role.role == "ARGM-TMP" and role.word in self._words
        }

    def of(self, anchor: int) -> Time | None:
        """Give the time that belongs to the event whose word this is, None if there is none."""
        if anchor in self._by_role:
            return self._by_role[anchor]
        for seats in (self._own(anchor), self._carriers(anchor), self._tied(anchor), self._joined(anchor)):
            found = self._best(anchor, seats)
            if found is not None:
                return found
        return self._behind(anchor)

    def _behind(self, anchor: int) -> Time | None:
        """Give the time that closes the event's phrase, whatever it hangs on: "a coup in Lima last year"."""
        tree = self._tree
        end = min(anchor + 1 + REACH, tree.reading.sentence_of(anchor)[1])
        for word in range(anchor + 1, end):
            if word in self._words:
                return self._words[word] if self._closes(word) else None
            if word in self._anchors or word in self._cues or tree.upos[word] not in _PHRASAL:
                return None
        return None

    def _closes(self, word: int) -> bool:
        """Say whether the time that begins here tells neither what follows it nor when somebody spoke.

        Not "the 2031 strike" and "Friday's vote", not "announced the attack on Friday".
        """
        tree, time, end = self._tree, self._words[word], word
        while end < len(tree.heads) and self._words.get(end) is time:
            end += 1
        if tree.heads[tree.reading.head_of((word, end))] in self._cues:
            return False
        return end == len(tree.heads) or (
            tree.upos[end] not in ("NOUN", "PROPN", "ADJ", "NUM")
            and tree.reading.lower[end] not in ("'s", "'", "-")
        )

    def _seat(self, time: Time, words: Span) -> None:
        """Note the verb or event that a time stands with."""
        tree = self._tree
        head = tree.reading.head_of(words)
        for at in tree.climb(tree.heads[head]):
            if words[0] <= at < words[1]:
                subject = tree.find(head, "nsubj")
                if subject in self._anchors:
                    self._put(subject, words[0], time)
                return
            if at in self._anchors or tree.upos[at] == "VERB":
                self._put(at, words[0], time)
                return
            if at >= words[1] and tree.upos[at] in ("NOUN", "PROPN") and not self._is_fronted(words):
                return

    def _put(self, seat: int, word: int, time: Time) -> None:
        held = self._seats.setdefault(seat, [])
        if len(held) < MOST_TIMES:
            held.append((word, time))

    def _is_fronted(self, words: Span) -> bool:
        """Say whether a time opens its sentence, so that it is told of all of it: "Last week police shot"."""
        lower = self._tree.reading.lower
        is_possessive = words[1] < len(lower) and lower[words[1]] in ("'s", "'")
        return words[0] == self._tree.reading.sentence_of(words[0])[0] and not is_possessive

    def _best(self, anchor: int, seats: Iterator[int]) -> Time | None:
        """Choose among the times that stand with these words."""
        found = [place for seat in seats for place in self._seats.get(seat, ())]
        ranked = min(
            found,
            key=lambda place: (-RANK.get(place[1].granularity, -1), abs(place[0] - anchor)),
            default=None,
        )
        return None if ranked is None else ranked[1]

    def _own(self, anchor: int) -> Iterator[int]:
        yield anchor

    def _carriers(self, anchor: int) -> Iterator[int]:
        """Give the verbs that go with an event's word and are no events: above it, and in clauses on it."""
        tree = self._tree
        for word, above in pairwise(tree.climb(anchor)):
            is_with = self._is_argument(word) if word == anchor else tree.deprels[word] == "xcomp"
            if not is_with or not self._is_carrier(above):
                break
            yield above
        yield from (one for one in tree.dependents(anchor) if self._tells_of(one) and self._is_carrier(one))

    def _is_argument(self, word: int) -> bool:
        return self._tree.deprels[word] in _ARGUMENTS or self._ties(word)

    def _tells_of(self, word: int) -> bool:
        """Say whether a clause on a noun tells what it does or undergoes: "made in May", "which lasted"."""
        tree = self._tree
        if tree.deprels[word] == "acl":
            return True
        subject = tree.find(word, "nsubj", "nsubj:pass")
        return tree.deprels[word] == "acl:relcl" and tree.reading.lower[subject or word] in RELATIVES

    def _is_carrier(self, word: int) -> bool:
        """Say whether a word is a verb that is no event and says nothing in anybody's name."""
        tree = self._tree
        return tree.upos[word] == "VERB" and word not in self._anchors and word not in self._cues

    def _tied(self, anchor: int) -> Iterator[int]:
        """Give events that one happens in, or that happen in it."""
        tree = self._tree
        if self._ties(anchor) and tree.heads[anchor] in self._anchors:
            yield tree.heads[anchor]
        yield from (one for one in tree.dependents(anchor) if one in self._anchors and self._ties(one))

    def _ties(self, word: int) -> bool:
        tree = self._tree
        if tree.deprels[word] not in _TIED:
            return False
        return any(
            tree.reading.lower[one] in _CONTAINING and tree.deprels[one] in ("case", "mark", "advmod")
            for one in tree.dependents(word)
        )

    def _joined(self, anchor: int) -> Iterator[int]:
        """Give what the event is joined to by "and" with one subject: the first of them, then the others."""
        tree = self._tree
        is_first = tree.deprels[anchor] != "conj"
        first = anchor if is_first else tree.heads[anchor]
        if not is_first:
            if self._has_subject(anchor):
                return
            yield first
        yield from (
            one
            for one in tree.dependents(first)
            if one != anchor and tree.deprels[one] == "conj" and not self._has_subject(one)
        )

    def _has_subject(self, word: int) -> bool:
        return self._tree.find(word, "nsubj", "nsubj:pass") is not None


def time_of(anchor: int, tree: Tree, times: Sequence[Time], anchors: Collection[int] = ()) -> Time | None:
    """Give the time that belongs to the event whose word this is; ``EventTimes`` tells by which rule.

    For all the events of a report make one ``EventTimes`` and ask it.
    """
    return EventTimes(tree, times, anchors).of(anchor)
