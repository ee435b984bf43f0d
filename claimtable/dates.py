"""Dates as written, and the interval each one means: '(mid-)January', 'Oct. 8 and 13', 'last Tuesday', 'this fall'.

A date is read into a When (what the words say) and resolved against the day of publication (what they mean); never against
the clock. Without a publication date only what is complete in itself resolves. The grain is kept: a month stays a month.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import SimpleNamespace

from .lexicon import alternatives, load, section

END = r"(?![a-z0-9_])"
YEAR = r"(?:1[5-9]|20)\d\d(?![\d]|[.,]\d|[ ]?%)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\da-z_%]|[.,:]\d|[ -]?(?:million|thousand|hundred|billion|per[ ]?cent|year-old))"
UNITS = "hour minute second day night week weekend fortnight month quarter year decade century".split()
SAID = re.compile(r"(?:said|says|told|announced|reported|confirmed|added|stated|declared|wrote|claimed|warned|estimated|spoke|heard)(?:[ ][a-z]+){0,2}[ ]\Z")
NEXT_NOT_NOUN = r"(?=[.,;:)\n\r\"'–—]|[ ]?\Z|,?[ ](?:1[5-9]|20)\d\d|[ ](?:in|at|on|by|to|for|and|the|of|as|when|after|before|with|from|were|was|had|have|has)\b)"


@dataclass(slots=True)
class When:
    """What the words of a date say; 0 or '' where they are silent. `shift` counts `unit`s from publication (last week: -1 week)."""

    start: int
    end: int
    rule: str
    year: int = 0
    month: int = 0
    day: int = 0
    day_to: int = 0
    weekday: int = -1
    part: int = 0  # 1 early, 2 mid, 3 late
    part_to: int = 0
    season: int = 0  # its first month
    unit: str = ""
    shift: int | None = None
    year_to: int = 0


@lru_cache(maxsize=8)
def grammar(path=None):
    words = load(path)
    months, weekdays, seasons = section(words, "months"), section(words, "weekdays"), section(words, "seasons")
    parts, holidays = section(words, "parts"), section(words, "holidays")
    m, w = f"({alternatives(months)})\\.?", f"({alternatives(weekdays)})\\.?"
    s = f"({alternatives(seasons)})"
    ahead = alternatives(section(words, "future"))
    single = [p for p in parts if " " not in p]
    part = f"(?:({alternatives(single)})(?:[ -]to[ -]({alternatives(single)}))?[ -]?(?:on[ ])?|({alternatives([p for p in parts if ' ' in p])})[ ](?:the[ ])?)"
    return SimpleNamespace(
        months=months, weekdays=weekdays, seasons=seasons, parts=parts, holidays=holidays,
        iso=re.compile(r"(\d{4})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?:t\d\d:?\d\d[\d:.]*(?:z|[+-]\d\d:?\d\d)?)?(?![\d])"),
        numeric=re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)?\d\d)(?![\d]|[./-]\d)"),
        day_month=re.compile(f"({DAY})(?:(?:[ ]?[-–—&][ ]?|[ ](?:to|and|or|until|till|through)[ ])({DAY}))?(?:[ ](?:of[ ])?|-){m}{END}(?:,?[ ]({YEAR})|[ ]'(\\d\\d){END})?"),
        month_day=re.compile(f"{m}[ ]({DAY})(?:[ ]?[-–—][ ]?({DAY})|[ ](?:to|and|or|until|till|through|&)[ ]({DAY}){NEXT_NOT_NOUN})?(?:(?:,[ ]?|[ ])({YEAR}))?"),
        month_year=re.compile(f"{m}(?:,?[ ]|[ ]of[ ]|-)(?:the[ ]year[ ])?({YEAR})"),
        month=re.compile(f"{m}{END}"), year=re.compile(f"({YEAR})(?:[–—/-](\\d\\d(?:\\d\\d)?)(?![\\d]|[.,]\\d))?{END}"),
        weekday=re.compile(f"{w}{END}(?:,[ ]|[ ])?"), part=re.compile(part), season=re.compile(f"{s}{END}(?:[ ](?:of[ ])?({YEAR}))?"),
        relative=re.compile(f"(?:(earlier|later|late|early|mid)[ -])?(last|past|this|next|coming|previous|current|the coming|the previous|the current|the past)[ ](?:({'|'.join(UNITS)})|{s}|{m}|{w}){END}"),
        the_unit=re.compile(f"(?:({'|'.join(UNITS)})){END}"),
        quarter=re.compile(f"(?:(first|second|third|fourth|1st|2nd|3rd|4th)[ -](quarter|half)|q([1-4]))(?:(?:[ ](?:of|in))?(?:[ ](?:the[ ]year[ ])?({YEAR})|[ ](this|last|next)[ ]year|[ ]the[ ]year))?{END}"),
        decade=re.compile(r"(?:the[ ])?((?:1[5-9]|20)\d)0'?s(?![a-z])"), century=re.compile(r"(\d{1,2})(?:st|nd|rd|th)[ -]century"),
        ago=re.compile(f"(?:(an?)|(a few|several|some|a couple of|many))[ ]({'|'.join(UNITS)})s?[ ]\\Z"),
        same=re.compile(f"same[ ](day|date|week|month|year|evening|morning|night|afternoon){END}"),
        holiday=re.compile(f"({alternatives(holidays)}){END}(?:[ ]({YEAR}))?"),
        ahead=re.compile(f"(?<![a-z])(?:{ahead})(?![a-z]|[ ]have|[ ]not[ ]have)"),
    )


def published_days(published):
    """'2024-11-05' or '2024-10-29/2024-10-30' => the first and last day; None, '' or what is no date => None."""
    try:
        first, _, last = str(published or "").partition("/")
        return (date.fromisoformat(first[:10]), date.fromisoformat((last or first)[:10])) if first else None
    except ValueError:
        return None


# ---------------------------------------------------------------- reading


def numeric(low, at, published, g):
    """A date in figures: 2024-10-18, 08.11.2024, 10/18/24. Day and month in doubt: the reading nearest publication, else unresolved."""
    match = g.iso.match(low, at)
    if match:
        year, month, day = int(match.group(1)), int(match.group(3)), int(match.group(4))
        return When(at, match.end(), "date-iso", year, month, day) if valid(year, month, day) and year > 1400 else None
    match = g.numeric.match(low, at)
    if not match or match.group(2) == "." and len(match.group(4)) == 2 and not 20 <= int(match.group(4)) <= 40:
        return None
    first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    readings = [(d, m) for d, m in ((first, second), (second, first)) if valid(year, m, d)]
    if not readings:
        return None
    if match.group(2) == "." or first == second:
        readings = readings[:1]
    if len(readings) > 1 and published:
        near = [(d, m) for d, m in readings if abs((date(year, m, d) - published[1]).days) <= 45]
        readings = near or readings
    if len(readings) > 1:
        return When(at, match.end(), "date-ambiguous")
    return When(at, match.end(), "date-numeric", year, readings[0][1], readings[0][0])


def valid(year, month, day):
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(max(year, 1), month)[1] if year else 1 <= month <= 12 and 1 <= day <= 31


def day_number(text):
    return int(re.match(r"\d+", text).group()) if text else 0


def from_digits(low, plain, at, g):
    """A date that begins with a day: 28 October 2024, 8 and 13 October, the 8th of October."""
    match = g.day_month.match(low, at)
    if not match or not month_is_meant(plain, match.start(3), match.group(3), True):
        return None
    year = int(match.group(4) or 0) or (2000 + int(match.group(5)) if match.group(5) else 0)
    month = g.months[match.group(3)]
    day, day_to = day_number(match.group(1)), day_number(match.group(2))
    if not valid(year or 2024, month, day):
        return None
    return When(at, trimmed(low, match), "date-day-month", year, month, day, day_to)


def trimmed(low, match):
    """The end of a match without a full stop that closes the sentence: 'on 8 Oct.' keeps it off the span."""
    end = match.end()
    return end - 1 if low[end - 1] == "." else end


def from_month(low, plain, at, g):
    """A date that begins with a month: October 8, 2024; Oct. 8 and 13; June 2024; August."""
    match = g.month_day.match(low, at)
    if match and month_is_meant(plain, at, match.group(1), True):
        month, day = g.months[match.group(1)], day_number(match.group(2))
        year = int(match.group(5) or 0)
        if valid(year or 2024, month, day):
            return When(at, match.end(), "date-month-day", year, month, day, day_number(match.group(3) or match.group(4)))
    match = g.month_year.match(low, at)
    if match and month_is_meant(plain, at, match.group(1), True):
        return When(at, match.end(), "date-month-year", int(match.group(2)), g.months[match.group(1)])
    match = g.month.match(low, at)
    if match and month_is_meant(plain, at, match.group(1), False):
        return When(at, at + len(match.group(1)), "date-month", month=g.months[match.group(1)])
    return None


BEFORE_MONTH = re.compile(r"(?:in|by|since|until|till|from|of|during|between|and|after|before|early|mid|late|last|next|this|to|through|for|on|until|[–—-])[ -]?\Z")


def month_is_meant(plain, at, word, dated):
    """Whether 'may', 'march', 'mar', 'dec' ... is a month here: in capitals, and for May and March beside a day, year or preposition."""
    if not plain[at].isupper():
        return False
    if word in ("may", "march", "mar", "jan", "dec", "sep", "jun", "apr", "august", "april", "june") and not dated:
        before = plain[max(0, at - 10):at].lower()
        if word in ("may", "march", "mar", "jan", "dec", "sep", "jun", "apr"):
            return bool(BEFORE_MONTH.search(before))
        following = plain[at + len(word) + 1:at + len(word) + 2]
        return bool(BEFORE_MONTH.search(before)) or not (word != "august" and following.isupper())
    return True


def from_weekday(low, plain, at, g):
    """Monday; Mon 23 Dec; Tuesday, Feb. 28. A short form needs a date after it."""
    match = g.weekday.match(low, at)
    if not match or not plain[at].isupper():
        return None
    word, here = match.group(1), match.end()
    follow = (from_digits(low, plain, here, g) if low[here:here + 1].isdigit() else from_month(low, plain, here, g) if here > match.end(1) else None)
    if follow and follow.day:
        follow.start, follow.weekday = at, g.weekdays[word]
        return follow
    if len(word) < 6:
        return None
    return When(at, at + len(word), "date-weekday", weekday=g.weekdays[word])


def from_part(low, plain, at, g):
    """early December, mid-January, late 2024, the end of October, early next week, mid-to-late November."""
    match = g.part.match(low, at)
    if not match:
        return None
    part, part_to = g.parts[match.group(1) or match.group(3)], g.parts.get(match.group(2), 0)
    here, inner = match.end(), None
    month = g.month.match(low, here)
    if month:
        inner = from_month(low, plain, here, g)
        inner = None if inner and inner.day else inner
    elif low[here:here + 1].isdigit():
        inner = from_year(low, here, g) or from_decade(low, here, g)
    elif g.weekday.match(low, here):
        inner = from_weekday(low, plain, here, g)
        part = 0
    elif low.startswith(("last", "this", "next", "the c", "the p"), here):
        inner = from_relative(low, plain, here, g)
    elif g.season.match(low, here):
        inner = from_season(low, here, g, True)
    elif low.startswith(("year", "month", "week", "decade"), here) and match.group(3):
        unit = g.the_unit.match(low, here)
        inner = unit and When(here, unit.end(), "date-relative", unit=unit.group(1), shift=0)
    elif match.group(1) and low.startswith(("today", "yesterday", "tomorrow"), here):
        inner, part = from_day_word(low, here), 0
    if not inner:
        return None
    inner.start, inner.part, inner.part_to = at, part, part_to
    return inner


def from_year(low, at, g):
    match = g.year.match(low, at)
    if not match:
        return None
    year, tail = int(match.group(1)), match.group(2)
    year_to = int(tail if tail and len(tail) == 4 else str(year)[:2] + tail) if tail else 0
    if year_to and not year < year_to <= year + 60:
        return When(at, match.end(1), "date-year", year) if "-" not in low[match.end(1):match.end(1) + 1] else None
    return When(at, match.end(), "date-year", year, year_to=year_to)


def from_decade(low, at, g):
    match = g.decade.match(low, at)
    return When(at, match.end(), "date-decade", int(match.group(1)) * 10, unit="decade") if match else None


def from_relative(low, plain, at, g):
    """last week, this fall, next May, last Tuesday, earlier this month, late last year."""
    match = g.relative.match(low, at)
    if not match:
        return None
    lead, word, unit, season, month, weekday = match.groups()
    word = word.removeprefix("the ")
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[word]
    when = When(at, match.end(), f"date-{word}", shift=step)
    if unit:
        when.unit = unit
    elif season:
        when.season = g.seasons[season]
    elif month:
        if not plain[match.start(5)].isupper() or word in ("past",):
            return None
        when.month = g.months[month]
    else:
        if not plain[match.start(6)].isupper() or len(weekday) < 3:
            return None
        when.weekday = g.weekdays[weekday]
    if lead in ("late", "early", "mid"):
        when.part = g.parts[lead]
    elif lead:
        when.rule = f"date-{lead}"
    if low[when.end - 1] == ".":
        when.end -= 1
    return when


def from_season(low, at, g, sure=False):
    match = g.season.match(low, at)
    if not match:
        return None
    word, year = match.group(1), match.group(2)
    before = low[max(0, at - 16):at]
    if not year and not sure and not re.search(r"(?:in|over|during|since|by|until|through|last|this)(?:[ ]the)?[ ]\Z" if word != "fall" else r"\bin[ ](?:the[ ])?\Z", before):
        return None
    if not year and (low.startswith(" of", at + len(word)) or re.match(r"[ -][a-z]+s?\b(?<!and)", low[at + len(word):at + len(word) + 12]) and word in ("fall", "spring")):
        return None
    end = match.end() if year else match.end(1)
    return When(at, end, "date-season", int(year or 0), season=g.seasons[word])


def from_quarter(low, at, g):
    match = g.quarter.match(low, at)
    if not match:
        return None
    which = int(match.group(3) or {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match.group(1)) or match.group(1)[0])
    half = match.group(2) == "half"
    if half and not (match.group(4) or match.group(5) or low.endswith("year", 0, match.end())):
        return None
    if not half and not match.group(3) and not (match.group(4) or match.group(5)) and not low.endswith(("year", "quarter"), 0, match.end()):
        return None
    if half and which > 2:
        return None
    shift = {"this": 0, "last": -1, "next": 1}.get(match.group(5), 0)
    months = 6 if half else 3
    return When(at, match.end(), "date-half" if half else "date-quarter", int(match.group(4) or 0), month=(which - 1) * months + 1, unit="half" if half else "quarter", shift=shift)


DAY_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "this morning": 0, "this afternoon": 0, "this evening": 0, "last night": -1, "last evening": -1}
DAY_WORD = re.compile(r"(?:the day (before yesterday|after tomorrow)|(today|tonight|yesterday|tomorrow|this morning|this afternoon|this evening|last night|last evening))(?![a-z])")


def from_day_word(low, at):
    match = DAY_WORD.match(low, at)
    if not match:
        return None
    shift = {"before yesterday": -2, "after tomorrow": 2}[match.group(1)] if match.group(1) else DAY_WORDS[match.group(2)]
    return When(at, match.end(), "date-day-word", unit="day", shift=shift)


# ---------------------------------------------------------------- meaning


def resolve(when, published, ahead=False):
    """The first and last day a When means and its grain, as ISO text; ('', '', grain) where it cannot be known.

    published: a pair of days or None; a publication interval gives the hull of both readings. ahead: the clause looks forward.
    resolve(mid-January, 2025-01-17) => ('2025-01-11', '2025-01-20', 'month')
    """
    grain = grain_of(when)
    anchors = [None] if complete(when) else sorted(set(published)) if published else []
    spans = [interval(when, day, ahead) for day in anchors]
    spans = [span for span in spans if span]
    if not spans:
        return "", "", grain
    return min(s[0] for s in spans).isoformat(), max(s[1] for s in spans).isoformat(), grain


def complete(when):
    return bool(when.year) and when.shift is None or when.unit in ("decade", "century") and when.year > 0 or bool(when.year and when.unit in ("quarter", "half"))


def grain_of(when):
    if when.rule == "date-ambiguous":
        return "day"
    if when.day or when.weekday >= 0:
        return "day"
    if when.season:
        return "season"
    if when.unit in ("quarter", "half"):
        return "season" if when.month else ""
    if when.month:
        return "month"
    if when.unit:
        return {"hour": "day", "minute": "day", "second": "day", "night": "day", "weekend": "week", "fortnight": "week", "decade": "", "century": ""}.get(when.unit, when.unit)
    return "year" if when.year else ""


def interval(when, anchor, ahead):
    """(first day, last day) for one day of publication; None where the words say too little or the calendar has no such day."""
    try:
        if when.day:
            year = when.year or nearest_year(when, anchor, ahead)
            first = date(year, when.month, when.day)
            last = date(year, when.month, when.day_to) if when.day_to > when.day else first
            return first, last
        if when.weekday >= 0:
            return weekday(when, anchor, ahead)
        if when.season:
            return season(when, anchor, ahead)
        if when.unit in ("quarter", "half"):
            return months(when.year or anchor.year + (when.shift or 0), when.month, 3 if when.unit == "quarter" else 6) if when.month else shifted(when, anchor)
        if when.month:
            year = when.year or nearest_year(when, anchor, ahead)
            return third(*months(year, when.month, 1), when)
        if when.unit in ("decade", "century") and when.year:
            return third(date(when.year, 1, 1), date(when.year + (9 if when.unit == "decade" else 99), 12, 31), when)
        if when.year:
            return third(date(when.year, 1, 1), date(when.year_to or when.year, 12, 31), when)
        return third(*shifted(when, anchor), when) if when.unit else None
    except (ValueError, OverflowError, TypeError):
        return None


def nearest_year(when, anchor, ahead):
    """The year an unfinished date belongs to: the latest not after publication, unless the clause looks ahead.

    A date that would lie nine months back or more, and three months ahead or less, is taken to lie ahead.
    """
    def starts(year):
        return date(year, when.month, min(when.day or 1, calendar.monthrange(year, when.month)[1]))

    if when.shift is not None:  # last May, this May, next May
        if when.shift == 0:
            return anchor.year
        if when.shift < 0:
            return anchor.year if (when.month, 0) < (anchor.month, 0) else anchor.year - 1
        return anchor.year if when.month > anchor.month else anchor.year + 1
    if when.month and when.day and when.weekday >= 0:  # Mon 23 Dec: the year in which it was a Monday
        fitting = [y for y in range(anchor.year + 1, anchor.year - 6, -1) if starts(y).weekday() == when.weekday]
        if fitting:
            return min(fitting, key=lambda y: abs((starts(y) - anchor).days))
    past = anchor.year if starts(anchor.year) <= anchor + timedelta(days=1 if when.day else 0) else anchor.year - 1
    future = past if not when.day and (past, when.month) == (anchor.year, anchor.month) else past + 1
    if ahead:
        return past if (starts(past) - anchor).days >= 0 else future
    behind, before = (anchor - starts(past)).days, (starts(past + 1) - anchor).days
    return past + 1 if behind > 270 and before <= 92 else past


def weekday(when, anchor, ahead):
    back = (anchor.weekday() - when.weekday) % 7
    if when.shift is not None and when.shift != 0:
        if when.shift < 0:
            day = anchor - timedelta(days=back or 7)
        else:
            day = anchor + timedelta(days=7 - back)
    elif when.shift == 0:
        day = anchor + timedelta(days=when.weekday - anchor.weekday())
    else:
        day = anchor + timedelta(days=-back % 7) if ahead else anchor - timedelta(days=back)
    return day, day


def season(when, anchor, ahead):
    if when.year:
        return third(*months(when.year, when.season, 3), when)
    candidates = [months(anchor.year + k, when.season, 3) for k in (-2, -1, 0, 1)]
    if when.shift == -1:
        found = [c for c in candidates if c[1] < anchor][-1]
    elif when.shift == 1 or ahead and when.shift is None:
        found = [c for c in candidates if c[0] > anchor or (ahead and c[1] >= anchor)][0]
    elif when.shift == 0:  # the one we are in, or the nearest: this winter, said in April, is the one just over
        found = min(candidates, key=lambda c: 0 if c[0] <= anchor <= c[1] else min(abs((c[0] - anchor).days), abs((c[1] - anchor).days)))
    else:
        found = [c for c in candidates if c[0] <= anchor][-1]
    return third(*found, when)


def months(year, month, count):
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def third(first, last, when):
    """The early, middle or late third of an interval; days 1-10, 11-20, 21-end for a month."""
    if not when.part:
        return first, last
    days = (last - first).days + 1
    size = 10 if 28 <= days <= 31 else days // 3 if days < 300 else 0
    lowest, highest = when.part, when.part_to or when.part
    if days >= 360 and days <= 366:
        return date(first.year, (lowest - 1) * 4 + 1, 1), months(first.year, (highest - 1) * 4 + 1, 4)[1]
    size = size or days // 3
    return first + timedelta(days=(lowest - 1) * size), last if highest == 3 else first + timedelta(days=highest * size - 1)


def shifted(when, anchor):
    """The day, week (Monday to Sunday), weekend, month, quarter, year or decade `shift` away from the anchor."""
    unit, shift = when.unit, when.shift or 0
    if unit in ("hour", "minute", "second"):
        return anchor, anchor
    if unit in ("day", "night"):
        day = anchor + timedelta(days=shift)
        return day, day
    if unit in ("week", "fortnight", "weekend"):
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift * (2 if unit == "fortnight" else 1))
        return (monday + timedelta(days=5), monday + timedelta(days=6)) if unit == "weekend" else (monday, monday + timedelta(days=6))
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 + shift
        return months(index // 12, index % 12 + 1, 1)
    if unit == "quarter":
        index = anchor.year * 4 + (anchor.month - 1) // 3 + shift
        return months(index // 4, index % 4 * 3 + 1, 3)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (anchor.year // years + shift) * years
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def looks_ahead(low, start, g):
    """Whether the clause before a date looks forward ('will be sent ... on November 1') and is not the day of saying ('said Monday')."""
    begin = max(0, start - 140)
    begin = max(begin, low.rfind("\n", begin, start) + 1, low.rfind(". ", begin, start) + 1)
    clause = low[begin:start]
    return not SAID.search(clause) and bool(g.ahead.search(clause))


DAYS = {"seconds": 0, "minutes": 0, "hours": 1 / 24, "days": 1, "nights": 1, "weeks": 7, "weekends": 7}
MONTHS = {"months": 1, "quarters": 3, "years": 12, "decades": 120, "generations": 300, "centuries": 1200}


def span_back(published, count, unit, whole):
    """'three weeks ago' as the week, month or year it falls in; with `whole` ('the past three weeks') everything up to publication."""
    grain = {"seconds": "day", "minutes": "day", "hours": "day", "days": "day", "nights": "day", "weeks": "week", "weekends": "week", "months": "month", "quarters": "month"}.get(unit, "year")
    try:
        ends = []
        for anchor in published:
            if unit in DAYS:
                there = anchor + timedelta(days=round(count * DAYS[unit]))
                slack = timedelta(days=3 if unit in ("weeks", "weekends") and not whole else 0)
                near = (there - slack, there + slack)
            else:
                index = anchor.year * 12 + anchor.month - 1 + round(count * MONTHS.get(unit, 12))
                near = months(index // 12, index % 12 + 1, 1) if grain == "month" else (date(index // 12, 1, 1), date(index // 12, 12, 31))
                if whole:
                    there = date(index // 12, index % 12 + 1, min(anchor.day, 28))
                    near = there, there
            ends.append((min(near[0], anchor), max(near[1], anchor)) if whole else near)
        return min(e[0] for e in ends).isoformat(), max(e[1] for e in ends).isoformat(), grain
    except (ValueError, OverflowError):
        return "", "", grain
