"""UD-EWT with names (UNER), and attributions read off PropBank: reporting verbs with what is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora.treebank import Row, read_documents
from training.documents import Attribution, Document, Predicate

_SPEECH = """say tell think believe announce report claim know want suggest state hope explain mention argue
warn deny confirm insist add note admit declare ask reveal promise predict expect fear worry agree decide
plan feel doubt guess hear learn understand indicate show find conclude propose recommend urge demand
request order advise complain suspect assume suppose imagine realize remember forget notice wish prefer
intend swear vow threaten allege assert maintain estimate write stress emphasize reply respond answer
describe express consider see accuse call refuse wonder recall determine guarantee acknowledge concede imply
signal testify inform remind assure convince persuade want_to quote cite charge blame praise criticize
condemn support oppose reject""".split()
_BOTH = """accuse.01 blame.01 call.01 describe.01 consider.01 charge.05 urge.01 ask.02 advise.01
order.01""".split()
_AUXILIARIES = ("be.03", "do.01", "have.01")
_BEFORE_VERB = ("aux", "aux:pass", "advmod", "cop")


def read(path: Path) -> Iterator[Document]:
    """Give the documents of one split."""
    for document, rows in read_documents(path, "ewt"):
        document.names = []
        document.attributions = []
        document.predicates = []
        for first, row in rows:
            ner = row["ner"]
            document.names.extend(ner if ner is not None else [None] * len(row["tokens"]))
            if row["srl"]:
                document.attributions.extend(_find_attributions(row, first))
            if row["srl"] is None:
                document.unknown_predicates.update(range(first, first + len(row["tokens"])))
            else:
                document.predicates.extend(_find_predicates(row, first))
        yield document


def _find_predicates(row: Row, first: int) -> Iterator[Predicate]:
    """Give the predicates, auxiliaries left out, with each role on the head of its words."""
    for predicate in row["srl"]:
        word: int = predicate["pred"]
        if predicate["sense"] in _AUXILIARIES:
            continue
        roles = [
            (first + find_head(row["head"], arg["start"], arg["end"]), arg["role"])
            for arg in predicate["args"]
        ]
        fact = row["factuality"].get(str(word))
        yield Predicate(first + word, roles, None if fact is None else float(fact))


def find_head(heads: list[int], start: int, end: int) -> int:
    """Return the first word of ``[start, end)`` whose head (1-based, 0 = root) lies outside.

    >>> find_head([2, 4, 2, 0], 0, 3)
    1
    """
    return next((word for word in range(start, end) if not start <= heads[word] - 1 < end), end - 1)


def _find_attributions(row: Row, first: int) -> Iterator[Attribution]:
    for predicate in row["srl"]:
        sense: str = predicate["sense"]
        if predicate["pos"] != "v" or sense.rsplit(".", 1)[0] not in _SPEECH:
            continue
        args: dict[str, list[int]] = {}
        for arg in predicate["args"]:
            role = arg["role"].removeprefix("C-")
            args.setdefault(role, []).extend(range(arg["start"], arg["end"]))
        what = args.get("ARG1", [])
        if sense in _BOTH:
            what = what + args.get("ARG2", []) + args.get("ARGM-PRD", [])
        cue = _cue(row, predicate["pred"])
        content = [w for w in sorted(set(what)) if w not in cue]
        while content and row["tokens"][content[0]].lower() in ("that", ",", ":"):
            content.pop(0)
        if len(content) < 3 or not any(row["upos"][w] in ("VERB", "AUX") for w in content):
            continue
        source = args.get("ARG0", []) or args.get("R-ARG0", [])
        yield Attribution(
            source=[first + w for w in sorted(set(source)) if w not in content],
            cue=[first + w for w in cue],
            content=[first + w for w in content],
        )


def _cue(row: Row, verb: int) -> list[int]:
    """The verb with the auxiliaries, negation and adverbs that stand right before it, and its particle."""
    words = [verb]
    while words[0] > 0:
        before = words[0] - 1
        if row["head"][before] - 1 != verb or row["deprel"][before] not in _BEFORE_VERB:
            break
        words.insert(0, before)
    after = verb + 1
    if after < len(row["tokens"]) and row["deprel"][after] == "compound:prt":
        words.append(after)
    return words
