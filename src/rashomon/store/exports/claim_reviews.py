"""Drafts of schema.org ClaimReviews for chosen statements: what was claimed, by whom, and where it stands.

A draft has no verdict. The rating, the reviewer, the review's own address and date are for a person to fill
in; until then ``creativeWorkStatus`` says that it is a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from rashomon.errors import BadExport
from rashomon.records import Account, Report, Span, Statement
from rashomon.store.exports.addresses import web_address
from rashomon.store.exports.json_ld import name_record, write_json_ld
from rashomon.store.exports.outputs import Writes
from rashomon.store.exports.settings import Settings, Tally
from rashomon.store.exports.sources import Source

CONTEXT = "https://schema.org"
STATUS = "Draft: reviewRating, author, url and datePublished are for a person to add"
NOTHING_CLAIMED = "statements that claim nothing: what is not said, wished, planned or ordered"
_CLAIMS = ("statement", "belief", "perception")
"""Kinds of cues by which somebody says that something is so."""
MOST_CLAIMS = 10_000
"""Claims that are held to find the same one in several reports: more are no choice of a fact-checker."""
_GAP = " … "
_PEOPLE = ("person", "official")
_BODIES = ("government", "organization", "group", "outlet")

_Json = dict[str, Any]


def write_claim_reviews(source: Source, out: Writes, settings: Settings) -> Tally:
    """Write a graph of drafts, one a claim: the same words of the same speaker in several reports are one.

    Raises:
        BadExport: more than ``MOST_CLAIMS`` claims, or a statement that is asked for is not there.
    """
    tally, drafts, missing = Tally(), dict[tuple[str, ...], _Json](), set(settings.statements)
    for chosen in source.accounts():
        for statement in chosen.statements():
            missing.discard(statement.id)
            if statement.polarity == "withheld" or statement.cue.kind not in _CLAIMS:
                tally.left_out[NOTHING_CLAIMED] += 1
                continue
            _add(drafts, chosen.account, statement)
            if len(drafts) > MOST_CLAIMS:
                raise BadExport(f"more than {MOST_CLAIMS:,} claims: choose fewer statements")
    if missing:
        raise BadExport(f"there is no statement {' or '.join(sorted(missing))}")
    out.write(f'{{"@context": "{CONTEXT}", "@graph": [')
    for draft in drafts.values():
        _settle_first(draft["itemReviewed"])
        out.write((",\n" if tally.written else "\n") + write_json_ld(draft))
        tally.written += 1
    out.write("\n]}\n")
    return tally


def _add(drafts: dict[tuple[str, ...], _Json], account: Account, statement: Statement) -> None:
    """Make the draft of a claim, or add where else it stands."""
    words = _words(account.report.text, statement)
    author = _author(account, statement)
    named = (author or {}).get("name") or name_record(account.report.id, statement.id)
    key = (str(named).casefold(), " ".join(words.casefold().split()))
    draft = drafts.setdefault(
        key,
        {
            "@type": "ClaimReview",
            "@id": name_record("claim", *key),
            "creativeWorkStatus": STATUS,
            "claimReviewed": words,
            "itemReviewed": {"@type": "Claim", "author": author, "appearance": []},
        },
    )
    draft["itemReviewed"]["appearance"].append(_appearance(account.report, statement, words))


def _words(text: str, statement: Statement) -> str:
    """Give the very words of a claim; of a denial with who denies it, as its content is what is denied."""
    spans = sorted(statement.content)
    if statement.polarity == "denied" or not spans:
        return text[slice(*_whole(statement))]
    return _GAP.join(text[slice(*span)] for span in spans)


def _whole(statement: Statement) -> Span:
    """Give the span that holds the source, the cue and the content."""
    spans = [statement.cue.span, *statement.content]
    if statement.source is not None:
        spans.append(statement.source.span)
    return min(start for start, _ in spans), max(end for _, end in spans)


def _author(account: Account, statement: Statement) -> _Json | None:
    """Give whose claim it is; who is not named is told by the words for them, and nobody is not told."""
    if statement.source is None or statement.source_kind == "document":
        return None
    words = account.report.text[slice(*statement.source.span)]
    entity = next((one for one in account.entities if one.id == statement.source.entity), None)
    if statement.source_kind in _PEOPLE:
        kind = "Person"
    elif statement.source_kind in _BODIES:
        kind = "Organization"
    else:
        kind = "Person" if entity is not None and entity.kind == "person" else None
    if kind is None:
        return None
    has_name = entity is not None and any(mention.form == "name" for mention in entity.mentions)
    if statement.anonymous or not has_name or entity is None:
        return {"@type": kind, "description": words}
    return {"@type": kind, "name": entity.name, "description": words if words != entity.name else None}


def _appearance(report: Report, statement: Statement, words: str) -> _Json:
    start, end = _whole(statement)
    return {
        "@type": "NewsArticle",
        "@id": name_record(report.id),
        "url": web_address(report.url),
        "headline": report.title,
        "datePublished": report.published,
        "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
        "hasPart": {
            "@type": "Quotation",
            "@id": name_record(report.id, "statement", statement.id),
            "text": words,
            "identifier": f"report {report.id}, statement {statement.id}, characters {start}-{end}",
        },
    }


def _settle_first(claim: _Json) -> None:
    """Put the appearances of a claim in the order of their dates, and say which is the first known."""
    dated = sorted(_dated(claim["appearance"]), key=lambda one: one[0])
    undated = [one for one in claim["appearance"] if all(one is not other for _, other in dated)]
    claim["appearance"] = [one for _, one in dated] + undated
    if dated:
        first = dated[0][1]
        claim["firstAppearance"] = {name: first[name] for name in ("@type", "@id", "url", "datePublished")}


def _dated(appearances: list[_Json]) -> Iterator[tuple[datetime, _Json]]:
    for one in appearances:
        try:
            moment = datetime.fromisoformat(one["datePublished"] or "")
        except ValueError:
            continue
        yield moment if moment.tzinfo else moment.replace(tzinfo=UTC), one
