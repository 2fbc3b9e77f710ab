"""Whatever the marks say, an account's spans hold and the same input gives the same account."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.extract import build_account, load_lexicon
from rashomon.extract.lexicon import CUE_KINDS, STANCES
from rashomon.records import (
    AttributionMark,
    EventMark,
    Marks,
    MentionMark,
    NameMark,
    PredicateMark,
    Report,
    RoleMark,
    Span,
)

WORDS = (
    "Ana Ruiz Lima Peru Ministry of Health the police said denied that not “ ” \" ' ’s DUF ( ) , . : — he "
    "they I we who Mr Mrs president troops ministry U.S. 12 É 🙂 attacked talks with by to will \n\n"
).split(" ")
UPOS = ("NOUN", "PROPN", "VERB", "PRON", "PUNCT", "DET", "ADP", "AUX", "SCONJ", "ADJ", "X")
DEPRELS = (
    "nsubj nsubj:pass obj obl nmod xcomp ccomp advcl aux:pass case appos conj flat compound acl acl:relcl "
    "dep root"
).split()
KINDS = ("person", "organization", "group", "place", "facility", "event", "work", "abstract", "")


@st.composite
def marked_reports(draw: st.DrawFn) -> tuple[Report, Marks]:
    tokens = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
    text, words = "", list[Span]()
    for token in tokens:
        if token.strip():
            words.append((len(text), len(text) + len(token)))
        text += token + draw(st.sampled_from(("", " ", " ")))
    size = len(words)
    spans = st.tuples(st.integers(-2, size + 2), st.integers(-2, size + 2))
    inner = st.integers(0, max(0, size - 1))
    probabilities = st.floats(0, 1)
    names = st.builds(
        NameMark, words=spans, label=st.sampled_from(("PER", "LOC", "ORG", "?")), score=probabilities
    )
    mentions = st.builds(
        MentionMark,
        words=spans,
        head=st.integers(-1, size + 1),
        kind=st.sampled_from(KINDS),
        form=st.sampled_from(("name", "description", "pronoun")),
        score=probabilities,
        links=st.lists(st.tuples(st.integers(-1, 12), probabilities), max_size=3).map(tuple),
    )
    attributions = st.builds(
        AttributionMark,
        source=st.none() | spans,
        cue=spans,
        content=st.lists(spans, max_size=3).map(tuple),
        kinds=st.dictionaries(st.sampled_from(CUE_KINDS), probabilities, max_size=2),
        stances=st.dictionaries(st.sampled_from(STANCES), probabilities, max_size=2),
        score=probabilities,
    )
    roles = st.lists(
        st.builds(
            RoleMark,
            word=st.integers(-2, size + 2),
            role=st.sampled_from(("ARG0", "ARG1", "by", "to", "at")),
            score=probabilities,
        ),
        max_size=3,
    ).map(tuple)
    predicates = st.builds(
        PredicateMark,
        word=st.integers(-2, size + 2),
        roles=roles,
        factuality=st.floats(-3, 3),
        score=probabilities,
    )
    events = st.builds(
        EventMark,
        words=spans,
        types=st.dictionaries(st.sampled_from(("ASSAULT", "AID", "?")), probabilities, max_size=2),
        modes=st.dictionaries(st.sampled_from(("beat", "?")), probabilities, max_size=2),
        statuses=st.dictionaries(st.sampled_from(("happened", "denied")), probabilities, max_size=2),
        roles=roles,
        score=probabilities,
    )
    cuts = sorted(draw(st.sets(inner, max_size=3)) | {0})
    marks = Marks(
        words=tuple(words),
        sentences=tuple(zip(cuts, [*cuts[1:], size], strict=True)) if size else (),
        upos=tuple(draw(st.lists(st.sampled_from(UPOS), min_size=size, max_size=size))),
        heads=tuple(draw(st.lists(inner, min_size=size, max_size=size))),
        deprels=tuple(draw(st.lists(st.sampled_from(DEPRELS), min_size=size, max_size=size))),
        names=tuple(draw(st.lists(names, max_size=6))),
        mentions=tuple(draw(st.lists(mentions, max_size=12))),
        attributions=tuple(draw(st.lists(attributions, max_size=6))),
        predicates=tuple(draw(st.lists(predicates, max_size=4))),
        events=tuple(draw(st.lists(events, max_size=4))),
    )
    report = Report(id="r", text=text, paragraphs=((0, len(text)),), reader="by hand")
    return report, marks


def holds(text: str, span: Span) -> bool:
    start, end = span
    return 0 <= start < end <= len(text) and text[start:end] == text[start:end].strip()


@settings(max_examples=300, deadline=None)
@given(marked_reports())
def test_every_span_lies_in_the_text_trimmed_and_not_empty(marked: tuple[Report, Marks]) -> None:
    report, marks = marked
    account = build_account(report, marks, load_lexicon(), "test")
    for entity in account.entities:
        assert entity.name.strip() and entity.mentions
        assert all(holds(report.text, mention.span) for mention in entity.mentions)
        assert 0 <= entity.confidence <= 1
    spans = [mention.span for entity in account.entities for mention in entity.mentions]
    assert len(spans) == len(set(spans))
    for statement in account.statements:
        points = [
            statement.cue.span,
            *statement.content,
            *([statement.source.span] if statement.source else []),
        ]
        assert statement.content and all(holds(report.text, span) for span in points)
        assert all(
            one[1] <= other[0] for one, other in zip(statement.content, statement.content[1:], strict=False)
        )
        assert statement.cue.lemma and 0 <= statement.confidence <= 1


@settings(max_examples=100, deadline=None)
@given(marked_reports())
def test_every_event_has_words_reasons_and_parties_that_are_there(marked: tuple[Report, Marks]) -> None:
    report, marks = marked
    account = build_account(report, marks, load_lexicon(), "test")
    entities = {entity.id for entity in account.entities}
    statements = {statement.id for statement in account.statements}
    assert len({event.id for event in account.events}) == len(account.events)
    for event in account.events:
        assert holds(report.text, event.anchor) and event.because and 0 <= event.confidence <= 1
        assert all(holds(report.text, span) for reason in event.because for span in reason.spans)
        assert all(holds(report.text, span) for context in event.contexts for span in context.spans)
        for party in (*event.actors, *event.recipients):
            assert holds(report.text, party.span)
            assert party.entity is None or party.entity in entities
        assert event.voice is None or event.voice in statements


@settings(max_examples=100, deadline=None)
@given(marked_reports())
def test_every_place_has_words_and_coordinates_only_where_they_are_known(
    marked: tuple[Report, Marks],
) -> None:
    report, marks = marked
    account = build_account(report, marks, load_lexicon(), "test")
    places = {place.id for place in account.places}
    assert len(places) == len(account.places)
    assert {event.place for event in account.events} <= {None, *places}
    for place in account.places:
        assert holds(report.text, place.span) and place.name.strip() and 0 <= place.confidence <= 1
        assert (place.latitude is None) == (place.longitude is None)
        assert place.how == "resolved" or place.geonames_id is None
        assert place.how != "unresolved" or place.latitude is None
        assert place.how == "unresolved" or not place.candidates


@settings(max_examples=100, deadline=None)
@given(marked_reports())
def test_ids_are_unique_lead_somewhere_and_come_out_the_same(marked: tuple[Report, Marks]) -> None:
    report, marks = marked
    account = build_account(report, marks, load_lexicon(), "test")
    assert account == build_account(report, marks, load_lexicon(), "test")
    entities = {entity.id for entity in account.entities}
    statements = {statement.id: statement for statement in account.statements}
    assert len(entities) == len(account.entities) and len(statements) == len(account.statements)
    for statement in account.statements:
        assert statement.source is None or statement.source.entity in entities
        seen, above = {statement.id}, statement.within
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = statements[above].within


def test_a_report_without_words_has_an_empty_account() -> None:
    report = Report(id="r", text="", paragraphs=(), reader="by hand")
    marks = Marks(words=(), sentences=(), upos=(), heads=(), deprels=())
    account = build_account(report, marks, load_lexicon(), "test")
    assert account.entities == () and account.statements == ()
