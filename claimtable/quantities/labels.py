"""Numbers that are not quantities: names (KN-23, Article 5), clock times, scores, phone numbers, footnotes, list marks."""

import re
from functools import lru_cache

from ..lexicon import Table, alternatives, load, section

HALF_DAY = r"(?:[ap]\.[ ]?m\.?|[ap][ ]?m)(?![a-z])"
BARE_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d(?=[ ]*(?:[\r\n]|\Z))")
CLOCK_TIME = re.compile(r"(?:[01]\d|2[0-3]|[1-9])\.[0-5]\d(?![\d.,]\d|\d|[ ]?%)")
HOURS = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d[ ]?[-–—][ ]?(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\d%]|[.,]\d)")  # 10.00–17.00
AT_CLOCK = re.compile(r"(?<![a-z])(?:at|by|from|until|till|around|about|before|after|since)[ ]\Z")
DAY_AFTER = re.compile(
    r"[ ](?:on[ ])?(?:today|yesterday|tonight|tomorrow|local[ ]time|(?:this|that|in[ ]the|(?:on[ ])?\w+day)[ ](?:morning|"
    r"afternoon|evening|night)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![a-z])"
)
ZONE_BEFORE = re.compile(r"(?<![a-z])(?:gmt|utc)\+\Z")
SYMBOL = re.compile(r"(?<![\w/])[A-Z]{1,4}(?:/[A-Z]{1,6})?/\Z")  # S/2024/215, A/RES/76/1
SYMBOL_END = re.compile(r"\d+(?:/\d+)*")
CARD = re.compile(r"\d{4}(?:[ ]\d{4}){2,}(?!\d)")
PHONE = re.compile(r"(?:\d{1,4}[ .-])?\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]?\d{4}(?!\d)")
PHONE_ABROAD = re.compile(r"\+\d(?:[\d -]|\(\d{1,4}\)){5,18}\d(?!\d)")
SERIAL = re.compile(r"\d+(?:-\d+){3,}(?![\d])|\d{2,}-\d{2,}-\d{4,}(?![\d-])|\d+(?:/\d+){3,}(?!\d)")
VERSION = re.compile(r"\d+(?:\.\d+){2,}")
WHOLE = re.compile(r"[\w-]+(?:\.\d+)*")
SLASH = re.compile(r"(\d{1,4})/(\d{1,4})(?![\d/])")
SCORE = re.compile(
    r"(\d{1,3})[-–:](\d{1,3})(?![\d.,-][\d]|\d|%|[ -]?(?:million|thousand|hundred|billion|per[ ]?cent|year|month|week|day|hour|"
    r"minute|km|mile|meter|metre|k\b|m\b|bn))"
)
OF_PAGES = re.compile(r"(\d{1,4})[ ]of[ ](\d{1,4})(?![\d,.]?\d)")
TOKEN = re.compile(r"\S{1,400}")
WEB = re.compile(r"://|www\.|@|\.(?:com|org|net|gov|co|html?|php)(?![a-z])")


@lru_cache(maxsize=8)
def grammar(path=None):
    words = load(path)
    always, names = section(words, "identifier_before", "always"), section(words, "identifier_before", "names")
    page_before, page_after = section(words, "furniture_before"), section(words, "furniture_after")
    zone = f"(?:[ ]?(?:{alternatives(section(words, 'time_zones'))})(?![a-z]))"
    return Table(
        clock=re.compile(
            rf"(?:[01]?\d|2[0-4])(?::[0-5]\d){{1,2}}(?:\.\d+)?(?![\d:])(?:[ ]?{HALF_DAY})?{zone}?"
            rf"|(?:[01]?\d|2[0-4])(?:\.[0-5]\d)?[ ]?{HALF_DAY}{zone}?|(?:[01]\d|2[0-4])\.?[0-5]\d{zone}|\d{{1,2}}[ ]o'clock"
            r"|0\d[0-5]\d(?![\d%]|[., -]\d)"),
        dated_line=re.compile(rf"(?:\d{{1,4}}|{alternatives([*section(words, 'months'), *section(words, 'weekdays')])})\.?,?[ ]\Z"),
        scoring=re.compile(rf"(?<![a-z])(?:{alternatives(section(words, 'scoring'))})(?:[ ][a-z]+){{0,3}}[ ]\Z"),
        ranking=re.compile(rf"(?<![a-z])(?:{alternatives(section(words, 'ranking'))})(?:[ ](?:in|at|as|the))*[ ]\Z"),
        kin=frozenset(section(words, "kin")),
        share=re.compile(rf"[ ](?:{alternatives([*section(words, 'after_share'), *section(words, 'befallen')])})(?![a-z])"
                         r"|[\"']?[.,;:!?)\n\r–—]|[\"']?\s*\Z|[\"']?[ ][–—(-]"),
        page_nouns=frozenset(phrase for phrase in page_after if " " not in phrase),
        page_times=tuple(f" {phrase}" for phrase in page_after if " " in phrase),
        page_words=frozenset(word for phrase in page_before for word in (phrase.split()[-1], phrase.split()[-1].rstrip(":"))) | {""},
        always=frozenset(always), before=frozenset([*always, *names]),
        after=re.compile(rf"(?:[ -][\w'-]+){{0,4}}?[ -](?:{alternatives(section(words, 'identifier_after'))})(?![a-z])"),
        page_before=re.compile(rf"(?<![a-z])(?:{alternatives(page_before)}):?[ (]*\Z"),
    )


def named(low, at, done):
    """The span of a token whose digits belong to a name (KN-23, COVID-19, 9K720, G7), or None. Look-back stops at `done`."""
    before = low[at - 1] if at > done else ""
    if before.isalpha() or before == "_" or (before == "-" and at - 1 > done and (low[at - 2].isalpha())):
        start = at
        while start > done and (low[start - 1].isalnum() or low[start - 1] in "-_") and at - start < 40:
            start -= 1
        while low[start] in "-_":
            start += 1
        return start, WHOLE.match(low, at).end()
    return None


def web(low, at, done):
    """The span of the web or mail address that holds these digits, or None. Look-back stops at `done`."""
    limit = at - 200 if at - 200 > done else done
    begin = max(low.rfind(" ", limit, at), low.rfind("\n", limit, at), low.rfind("(", limit, at), limit - 1) + 1
    end = TOKEN.match(low, at).end()
    while end - 1 > at and low[end - 1] in ".,;:)]\"'!?":
        end -= 1
    return (begin, end) if WEB.search(low, begin, end) else None


def clock(low, at, g):
    """The end of a clock time: 15:42:07, 2:11 pm, 8.40pm, 02.10 GMT, 21.30 at the end of a dated line; or 0."""
    match = g.clock.match(low, at) or HOURS.match(low, at)
    if match:
        return match.end()
    match = CLOCK_TIME.match(low, at)
    if match and AT_CLOCK.search(low, max(0, at - 8), at) and (low[at] == "0" or DAY_AFTER.match(low, match.end())):
        return match.end()  # at 06.30; by 11.30 on Monday
    listed = match and low.startswith((",", ";", ")"), match.end()) and low.startswith(", ", at - 2)
    if listed and g.dated_line.search(low, max(0, at - 16), at):
        return match.end()  # Sunday 19 March, 10.30, main hall
    match = BARE_CLOCK.match(low, at)
    if match:
        begin = low.rfind("\n", max(0, at - 40), at) + 1
        lead = low[begin:at] if begin else low[max(0, at - 40):at]
        if not lead.strip() or g.dated_line.search(lead):
            return match.end()
    return 0


def line_mark(low, at, end):
    """Whether a number is only the mark of a list item ('1. ', '2) ') or a footnote ('[3]')."""
    if low[at - 1:at] == "[" and low[end:end + 1] == "]":
        return True
    if end - at > 2 or low[end:end + 1] not in (".", ")") or low[end + 1:end + 2] not in (" ", "\t", "\x1f"):
        return False
    begin = at
    while begin and low[begin - 1] in " \t(\x1f" and at - begin < 12:
        begin -= 1
    return not begin or low[begin - 1] in "\n\r"


EDITION = re.compile(r"(?:\A|[\n\r])(?:[A-Z]{3,12}[ ]){1,2}\d{1,2}\Z")  # "UPDATE 3-Toll passes 300"
SECTION = re.compile(r"(\d{1,2})\.(\d{1,2})[ ](?=[^\W\d])")


def section_number(low, at):
    """The end of the number of a section ("1.2 By the year's end …") where the one before or after it opens another line; or 0."""
    match = SECTION.match(low, at) if not at or low[at - 1] in "\n\r" else None
    if not match:
        return 0
    beside = (f"\n{match.group(1)}.{int(match.group(2)) + step} " for step in (-1, 1))
    return match.end(2) if any(other in low or low.startswith(other[1:]) for other in beside) else 0


def score(low, at, g):
    """The end of a sporting or voting score (2-1, 0-0, 52-48 after 'voted'), or 0. An ascending pair before a noun is a range."""
    match = SCORE.match(low, at)
    if not match:
        return 0
    first, second = int(match.group(1)), int(match.group(2))
    if second <= first and low[match.end():match.end() + 1] != "-":
        return match.end()
    return match.end() if g.scoring.search(low, max(0, at - 40), at) else 0
