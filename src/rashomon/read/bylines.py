"""Who wrote a report: clean names out of the many ways they are written, and the credit to agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rashomon.text import bare

_AGENCIES = {
    "AP": r"(?:The )?Associated Press|AP",
    "Reuters": r"(?:Thomson )?Reuters",
    "AFP": r"Agence France[- ]Presse|AFP",
    "UPI": r"United Press International|UPI",
    "dpa": r"Deutsche Presse-Agentur|dpa|DPA",
    "Jiji": r"(?:Jiji|JIJI)(?: Press| PRESS)?",
    "Kyodo": r"(?:Kyodo|KYODO)(?: News| NEWS)?",
    "Xinhua": r"Xinhua(?: News Agency)?",
    "PA": r"(?:The )?(?:Press Association|PA Media)|PA",
    "Bloomberg": r"Bloomberg(?: News)?",
    "TASS": r"TASS|Tass",
    "EFE": r"EFE",
    "ANSA": r"ANSA",
    "IANS": r"IANS",
    "PTI": r"PTI|Press Trust of India",
    "ANI": r"ANI",
    "JTA": r"JTA|Jewish Telegraphic Agency",
    "CNN Wire": r"CNN Wire|CNN Newsource",
    "Canadian Press": r"(?:The )?Canadian Press",
    "Tribune News Service": r"Tribune News Service|TNS",
    "agencies": r"(?:[Nn]ews |[Ww]ire )?(?:[Aa]gencies|[Aa]gency|AGENCIES)|"
    r"(?:[Nn]ews|[Ww]ire|NEWS|WIRE) (?:[Ss]ervices?|SERVICES?)(?: [Rr]eports)?|"
    r"(?:[Aa]gency|[Ss]taff and news service) [Rr]eports?",
}
_ANY = "|".join(f"(?:{names})" for names in _AGENCIES.values())
_WHOLE = [(name, re.compile(rf"(?:{names})", re.DOTALL)) for name, names in _AGENCIES.items()]

_PLACE_THEN_BRACKET = rf"[^\W\d_][\w .,'’/-]{{1,60}}? ?\(({_ANY})\)"
_CAPITALS_THEN_NAME = rf"[A-Z][A-Z .,'’/-]+[ ,](?:via )?({_ANY})"
_DATELINE = re.compile(rf"(?:{_PLACE_THEN_BRACKET}|{_CAPITALS_THEN_NAME}|\(?({_ANY})\)?)\s?(?:--?|–|—|:)\s")
_AGENTS = rf"(?:{_ANY})(?:(?:, | and | & |/)(?:{_ANY}))*"
_THIS = r"this (?:article|story|report|post|piece)"
_WORKED = r"(?:reporting|writing|edit(?:ing|ed)|compil(?:ing|ed)|translat(?:ing|ed))"
_CAPITALISED = r"[A-Z][\w.’'-]*"
_GIVEN = r"(?:report(?:s|ing)?|inputs?|files?|materials?|information)"
_SIGN_OFF = re.compile(
    r"[(\[—–-]*\s*(?:"
    rf"(?:(?:additional|further|\w+) )?{_WORKED}(?:(?:,| and|;) {_WORKED})*(?: by:?|:) ?(?-i:[A-Z]|the [A-Z])"
    rf"|additional reporting\b|(?:with|includes?|including) (?:\w+ )?{_GIVEN} (?:by|from)\b"
    rf"|(?:with |from |(?:source|credit)(?:s|\(s\))?:? ?)?{_AGENTS}(?:/\w{{2,4}})?[).\]]*$"
    rf"|(?:\(c\)|©|copyright)[ ©]*(?:\d{{4}} )?(?:by )?{_AGENTS}\b(?!’|')"
    rf"|[a-z]{{2,4}}(?:/[a-z]{{2,4}})? \({_AGENTS}\)$"
    r"|[^.]{0,160}contributed (?:reporting )?to this (?:report|story|article)\b"
    rf"|[^.]{{0,160}} contributed reporting[.)]*$|{_AGENTS} contributed[.)]*$"
    r"|(?:first )?(?:reported|written|published) by:? "
    rf"(?:{_AGENTS}|(?-i:{_CAPITALISED}(?: {_CAPITALISED}){{,3}}))[).\]]*$"
    rf"|(?-i:(?:{_CAPITALISED} ){{2,4}}reported from "
    rf"{_CAPITALISED}(?:,? (?:{_CAPITALISED}|and|from|in))*)[.)]*$"
    r"|th(?:is|e) (?:article|story|report|post|piece)(?: was)?(?: originally| first)+ "
    r"(?:appeared|published|ran)\b"
    rf"|{_THIS} (?:was|is|has been) \w+ (?:by|from) (?:{_AGENTS}|an? (?:wire|news|syndicated))\b"
    rf"|{_THIS} (?:includes|contains|uses) {_GIVEN} (?:by|from) "
    rf"|{_THIS} has not been (?:edited|created) by\b"
    rf"|{_GIVEN} from {_AGENTS} (?:was|were) used\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:(?:words|story|reported|written|posted|published|analysis) )?by:?\s+", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:;|\||•|\n|/|,(?=\s)|\s&\s|\band\b|\bwith\b)\s*", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:reporters?|editors?|correspondents?|writers?|staff|columnists?|contributors?|contributing|producer|"
    r"bureau|chief|desk|team|newsroom|special to|for the|for|professor|analyst|fellow|author|journalist|"
    r"photographer|no author|admin|administrator|published|updated|follow|contact|view|min read)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:for (?:the )?[A-Z]\w*.*|in [A-Z]\w+.*|\(.*\)|@\w+|\||updated?:? .*|published:? .*|"
    r"(?:[A-Z]\w+ ){0,2}(?:staff |senior )?(?:reporter|editor|correspondent|writer)\b.*)$",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(rf"(?:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\b{_MONTH} )?\d.*", re.DOTALL)
_NO_NAME = re.compile(r"https?:|www\.|[@<>{}\d]")
_NAME = re.compile(r"[^\W\d_][\w’'.\-‘ ]{1,60}")


def clean_names(written: Iterable[str], outlet: str | None = None) -> tuple[str, ...]:
    """Give the names in some author fields or byline lines: no "By", no roles, no outlet, no links.

    >>> clean_names(["By Rob Picheta, CNN", "Ann Lee and Bo Ek, Staff Writers"], outlet="CNN")
    ('Rob Picheta', 'Ann Lee', 'Bo Ek')
    """
    names: dict[str, str] = {}
    for line in written:
        if agency(_without_by(bare(line[:300]))) == "agencies":
            continue
        for part in _SPLIT.split(_without_by(bare(line[:300]))):
            part = part.strip(" .,-–—")
            name = _without_by(_TAIL.sub("", part)).strip(" .,-–—")
            if name != part and " " not in name:
                continue  # "Transport Editor" without its role is no name
            if _is_name(name) and agency(name) != "agencies" and not _is_outlet(name, outlet):
                names.setdefault(name.casefold(), name)
    return tuple(names.values())


def read_byline(line: str, outlet: str | None = None) -> tuple[str, ...]:
    """Give the names in a line of byline as a page shows it, with a date and whatever else behind them.

    >>> read_byline("By Ann Lee Thursday, November 9, 2023 4:41AM")
    ('Ann Lee',)
    """
    return clean_names([_DATE.sub("", line)], outlet)


def _without_by(line: str) -> str:
    match = _BY.match(line)
    return line[match.end() :] if match else line


def _is_name(name: str) -> bool:
    if not name or _NO_NAME.search(name) or _ROLE.search(name):
        return False
    if not _NAME.fullmatch(name) or len(name.split()) > 6:
        return False
    return name[0].isupper() or " " in name


def _is_outlet(name: str, outlet: str | None) -> bool:
    if not outlet:
        return False
    one, other = _letters(name), _letters(outlet)
    return one == other or (len(one) > 3 and (one in other or other in one))


def _letters(name: str) -> str:
    return re.sub(r"\W|^the\b|\.com\b", "", name.casefold())


def agency(name: str) -> str | None:
    """Give the short name of the news agency a whole string names, or None.

    >>> agency("The Associated Press"), agency("Ann Lee")
    ('AP', None)
    """
    name = name.strip(" .()[]")
    return next((short for short, pattern in _WHOLE if pattern.fullmatch(name)), None)


def is_sign_off(paragraph: str) -> bool:
    """Tell whether a paragraph is only a credit ("Reporting by …", "AP contributed to this report").

    >>> is_sign_off("(Reporting by Ann Lee; editing by Bo Ek)"), is_sign_off("Rain fell, AP reports.")
    (True, False)
    """
    text = paragraph.strip()
    return len(text) <= 300 and bool(_SIGN_OFF.match(text))


def find_credit(paragraphs: Iterable[str], names: Sequence[str]) -> str | None:
    """Give the credit line of a report: an agency in the byline, the dateline or the sign-off.

    ``names`` are authors and credits that stand outside the text.

    >>> find_credit(["PARIS (AP) — Rain fell.", "It fell again."], [])
    'AP'
    """
    lines = [line.strip() for line in paragraphs]
    for name in map(_without_by, names):
        short = agency(name)
        if short:
            return name.strip(" .()[]") if short == "agencies" else short
    for line in lines[:3]:
        match = _DATELINE.match(line)
        if match:
            return agency(match[match.lastindex or 0])
    notes = [name for name in names if is_sign_off(name)]
    return next(
        (line.strip(" ()[]—-") for line in [*reversed(lines[-4:]), *notes] if is_sign_off(line)), None
    )
