"""Dates as written, read into a When: '28 October 2024', 'Oct. 8 and 13', 'mid-January', 'last Tuesday', 'this fall'.

Each reader begins at a position of the text in lower case (`low`; `plain` has its capitals) and returns a When or None.
`calendars.resolve` then says which days are meant.
"""

import re
from functools import lru_cache

from ..lexicon import Table, alternatives, load, section
from .calendars import When, valid
from .numbers import END

YEAR = r"(?:1[5-9]|20)\d\d(?![\d]|[.,]\d|[ ]?%|[ ](?:gmt|utc|hrs)\b)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\da-z_%]|[.,:]\d|[ -]?(?:million|thousand|hundred|billion|per[ ]?cent|year-old))"
UNITS = "hour minute second day night weekend week fortnight month quarter year decade century".split()
JOINED = r"(?:[ ]?[-–—&][ ]?|[ ](?:to|and|or|until|till|through)[ ])"
NEXT_NOT_NOUN = (
    r"(?=[.,;:)\n\r\"'–—]|[ ]?\Z|,?[ ](?:1[5-9]|20)\d\d|[ ](?:in|at|on|by|to|for|and|the|of|as|when|after|before|with|from|were|"
    r"was|had|have|has)\b)"
)
OF_SAYING = (  # no forecast: "asked on Monday, would only say"
    r"(?<=would)[ ](?:only[ ]|not[ ])?(?:say|go|give|name|confirm|comment)(?![a-z])"
)
STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1, "recent": -1}


@lru_cache(maxsize=8)
def grammar(path=None):
    words = load(path)
    months, weekdays, seasons = section(words, "months"), section(words, "weekdays"), section(words, "seasons")
    parts, holidays = section(words, "parts"), section(words, "holidays")
    m, w, s = f"({alternatives(months)})\\.?", f"({alternatives(weekdays)})\\.?", f"({alternatives(seasons)})"
    single, several = alternatives([p for p in parts if " " not in p]), alternatives([p for p in parts if " " in p])
    return Table(
        months=months, weekdays=weekdays, seasons=seasons, parts=parts, holidays=holidays,
        openers=frozenset([*(month[:3] for month in months), "of ", "to ", "and", "or ", "unt", "til", "thr",
                           *(sign + " " + d for sign in "-–—&" for d in "0123456789")]),
        iso=re.compile(r"(\d{4})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?:t\d\d:?\d\d[\d:.]*(?:z|[+-]\d\d:?\d\d)?)?(?![\d])"),
        numeric=re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)?\d\d)(?![\d]|[./-]\d)"),
        day_month=re.compile(
            f"({DAY})(?:,[ ]{DAY}){{0,4}}(?:{JOINED}(?:the[ ])?({DAY}))?(?:[ ](?:of[ ])?|-){m}{END}(?:(?:,?[ ]|-)({YEAR})|"
            f"[ ]'(\\d\\d){END})?"
        ),
        month_day=re.compile(
            f"{m}[ ](?:the[ ])?({DAY})(?:[ ]?[-–—][ ]?({DAY})|[ ](?:to|and|or|until|till|through|"
            f"&)[ ]({DAY}){NEXT_NOT_NOUN})?(?:(?:,[ ]?|[ ])({YEAR}))?"
        ),
        month_year=re.compile(f"{m}(?:(?:,?[ ]|[ ]of[ ]|-)(?:the[ ]year[ ])?({YEAR})|[ ]'(\\d\\d){END})"),
        month=re.compile(f"{m}{END}"),
        year=re.compile(f"({YEAR})(?:(?:[–—/-]|--)(\\d\\d(?:\\d\\d)?)(?![\\d]|[.,-]\\d))?{END}"),
        weekday=re.compile(f"{w}{END}(?:,[ ]|[ ])?"),
        part=re.compile(f"(?:({several})[ ](?:the[ ])?|({single})(?![a-z])(?:-?[ -]to[ -]({single})(?![a-z]))?[ -]?(?:on[ ])?)"),
        season=re.compile(f"{s}{END}(?:[ ](?:of[ ])?({YEAR})(?:[-–/]\\d\\d(?:\\d\\d)?(?!\\d))?)?"),
        relative=re.compile(
            "(?:(earlier|later|late|early|mid)[ -])?((?:the[ ]|this[ ])?(?:coming|previous|current|past|following|last|next)|"
            f"this|recent)[ ](?:({'|'.join(UNITS)})(s?)|{s}|{m}|{w}){END}"
        ),
        the_unit=re.compile(f"(?:({'|'.join(UNITS)})){END}"),
        quarter=re.compile(
            "(?:(first|second|third|fourth|1st|2nd|3rd|4th)[ -](quarter|half)|q([1-4]))(?:(?:[ ](?:of|"
            f"in))?(?:[ ](?:the[ ]year[ ])?({YEAR})|[ ](this|last|next)[ ]year|[ ]the[ ]year))?{END}"
        ),
        decade=re.compile(r"(?:the[ ])?((?:1[5-9]|20)\d)0'?s(?![a-z])"),
        ago=re.compile(f"(?:(an?)|(a few|several|some|a couple of|many))[ ]({'|'.join(UNITS)})s?[ ]\\Z"),
        same=re.compile(f"(?:same|that)[ ](?:(?:same|very)[ ])?(day|date|week|month|year|evening|morning|night|afternoon){END}"),
        holiday=re.compile(f"({alternatives(holidays)}){END}(?:[ ]({YEAR}))?"),
        said=re.compile(  # "warned on", "wrote in a note on"
            rf"(?<![a-z])(?:{alternatives(section(words, 'saying'))})(?:[ ](?:in|at)(?:[ ](?:an?|the|its|his|her))?[ ][a-z]+)?"
            r"(?:[ ][a-z]+){0,2}[ ]\Z"
        ),
        past=re.compile(rf"(?<![a-z])(?:{alternatives(section(words, 'past'))})(?![a-z])"),
        ahead=re.compile(
            rf"(?<![a-z])(?<!not )(?:{alternatives(section(words, 'future'))})(?![a-z]|{OF_SAYING}|(?:[ ]not)?[ ]have(?![ ](?:\d|"
            r"an?[ ]|some[ ]|about[ ]|around[ ]|nearly[ ]|up[ ]to|as[ ]many|at[ ]least|more[ ]than|over[ ])))"
        ),
    )


def numeric(low, at, published, g):
    """A date in figures: 2024-10-18, 08.11.2024, 10/18/24. Day and month in doubt: the reading near publication, else unresolved."""
    match = g.iso.match(low, at)
    if match:
        year, month, day = int(match.group(1)), int(match.group(3)), int(match.group(4))
        return When(at, match.end(), "date-iso", year, month, day) if year > 1400 and valid(year, month, day) else None
    match = g.numeric.match(low, at)
    if not match or match.group(2) == "." and len(match.group(4)) == 2 and not 20 <= int(match.group(4)) <= 40:
        return None
    first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    readings = [(d, m) for d, m in ((first, second), (second, first)) if valid(year, m, d)]
    if match.group(2) == "." or first == second:
        readings = readings[:1]
    if len(readings) > 1 and published:
        count = published[1].year * 366 + published[1].month * 31 + published[1].day
        near = [(d, m) for d, m in readings if abs(year * 366 + m * 31 + d - count) <= 45]
        readings = near if len(near) == 1 else readings
    if len(readings) > 1:
        return When(at, match.end(), "date-ambiguous")
    return When(at, match.end(), "date-numeric", year, readings[0][1], readings[0][0]) if readings else None


def day_number(text):
    return int(re.match(r"\d+", text).group()) if text else 0


def from_digits(low, plain, at, g):
    """A date that begins with a day: 28 October 2024, 8 and 13 October, the 8th of October."""
    match = g.day_month.match(low, at)
    if not match or not month_is_meant(plain, match.start(3), match.group(3), True):
        return None
    year = int(match.group(4) or 0) or (2000 + int(match.group(5)) if match.group(5) else 0)
    month, day = g.months[match.group(3)], day_number(match.group(1))
    if not valid(year or 2024, month, day):
        return None
    end = match.end() - (low[match.end() - 1] == ".")
    return When(at, end, "date-day-month", year, month, day, day_number(match.group(2)))


def from_month(low, plain, at, g):
    """A date that begins with a month: October 8, 2024; Oct. 8 and 13; June 2024; August."""
    match = g.month_day.match(low, at)
    if match and month_is_meant(plain, at, match.group(1), True):
        month, day, year = g.months[match.group(1)], day_number(match.group(2)), int(match.group(5) or 0)
        if valid(year or 2024, month, day):
            return When(at, match.end(), "date-month-day", year, month, day, day_number(match.group(3) or match.group(4)))
    match = g.month_year.match(low, at)
    if match and month_is_meant(plain, at, match.group(1), True):
        return When(at, match.end(), "date-month-year", int(match.group(2) or 2000 + int(match.group(3))), g.months[match.group(1)])
    match = g.month.match(low, at)
    if match and month_is_meant(plain, at, match.group(1), False):
        return When(at, match.end(1), "date-month", month=g.months[match.group(1)])
    return None


BEFORE_MONTH = re.compile(
    r"(?<![a-z])(?:in|by|since|until|till|from|of|during|throughout|between|and|after|before|early|mid|late|last|next|this|to|through|"
    r"on|end|as of|[–—-])[ -]?\Z"
)
IN_MONTH = re.compile(r"(?<![a-z])(?:in|by|since|until|till|during|throughout|early|mid|late|last|next|this|end)[ -]?\Z")
ALSO_WORDS = frozenset("may march mar jan dec sep jun apr".split())  # verbs, nouns and given names
ALSO_NAMES = frozenset("april june august".split())


def month_is_meant(plain, at, word, dated):
    """Whether 'may', 'march', 'april' ... is a month here: in capitals, and where it is also a word, beside a day, year or preposition."""
    if not plain[at].isupper():
        return False
    before = plain[max(0, at - 12):at].lower()
    if dated or word not in ALSO_WORDS and word not in ALSO_NAMES:
        return True
    if word in ALSO_NAMES:
        return not plain[at + len(word) + 1:at + len(word) + 2].isupper() or bool(IN_MONTH.search(before))  # April Jones
    return bool(BEFORE_MONTH.search(before))


# A day without its month, beside its name: where a line begins so ("Wed 8 – …"), or as an ordinal ("Monday 13th").
LONE_DAY = re.compile(r"(\d{1,2})(?:(st|nd|rd|th)(?![a-z])|(?=[ ]?[–—:]|[ ]-[ ]|,[ ][^\d]|[ ]*[\n\r]))")
LINE_OPENS = re.compile(r"(?:\A|[\n\r])[ \t•·*–—(-]*\Z")


def from_weekday(low, plain, at, g):
    """Monday; Mon 23 Dec; Tuesday, Feb. 28. A short form needs a date after it."""
    match = g.weekday.match(low, at)
    if not match or not plain[at].isupper():
        return None
    word, here = match.group(1), match.end()
    if here > match.end(1):
        follow = from_digits(low, plain, here, g) if low[here:here + 1].isdigit() else from_month(low, plain, here, g)
        if follow and follow.day:
            follow.start, follow.weekday = at, g.weekdays[word]
            return follow
        lone = LONE_DAY.match(low, here)
        if lone and (lone.group(2) or LINE_OPENS.search(low, max(0, at - 6), at)) and valid(0, 1, int(lone.group(1))):
            return When(at, lone.end(), "date-weekday-day", weekday=g.weekdays[word], day=int(lone.group(1)))
    return When(at, at + len(word), "date-weekday", weekday=g.weekdays[word]) if len(word) > 5 else None


EDGES = ("end", "end of", "close of", "start of", "beginning of")


def from_part(low, plain, at, g):
    """early December, mid-January, late 2024, the end of October, early next week, mid-to-late November."""
    match = g.part.match(low, at)
    if not match:
        return None
    part, here = g.parts[match.group(1) or match.group(2)], match.end()
    inner = part_of(low, plain, here, g, match)
    if not inner or match.group(2) == "end" and not inner.month:
        return None
    inner.start = at
    if inner.weekday < 0 and inner.unit != "day":
        inner.part, inner.part_to, inner.edge = part, g.parts.get(match.group(3), 0), (match.group(1) or match.group(2)).endswith(EDGES)
    return inner


def part_of(low, plain, here, g, match):
    """The month, year, season or week that 'early', 'the end of' ... divides."""
    if low[here:here + 1].isdigit():
        return from_year(low, here, g) or from_decade(low, here, g)
    if g.month.match(low, here):
        inner = from_month(low, plain, here, g)
        return None if inner and inner.day else inner
    if g.weekday.match(low, here):
        return from_weekday(low, plain, here, g)
    if low.startswith(("today", "yesterday", "tomorrow"), here) and match.group(2):
        return from_day_word(low, here)
    if match.group(1) and low.startswith(("year", "month", "week", "decade"), here):
        unit = g.the_unit.match(low, here)
        return unit and When(here, unit.end(), "date-relative", unit=unit.group(1), shift=0)
    return from_season(low, here, g, True) or from_relative(low, plain, here, g)


def from_year(low, at, g):
    """A year or a run of years: 2022, 2023-24, 2014–2022."""
    match = g.year.match(low, at)
    if not match:
        return None
    year, tail = int(match.group(1)), match.group(2)
    if not tail:
        return When(at, match.end(), "date-year", year)
    year_to = int(tail if len(tail) == 4 else str(year)[:2] + tail)
    return When(at, match.end(), "date-year", year, year_to=year_to) if year < year_to <= year + 60 else None


def from_decade(low, at, g):
    match = g.decade.match(low, at)
    return When(at, match.end(), "date-decade", int(match.group(1)) * 10, unit="decade") if match else None


def from_relative(low, plain, at, g):
    """last week, this fall, next May, last Tuesday, earlier this month, late last year, recent weeks, the following day."""
    match = g.relative.match(low, at)
    if not match:
        return None
    lead, word, unit, many, season, month, weekday = match.groups()
    word = word.split()[-1]
    when = When(at, match.end() - (low[match.end() - 1] == "."), f"date-{word}", shift=STEP[word])
    if unit:
        when.unit, when.open = unit, bool(many) or word == "recent"
        when.from_text = word == "following" or unit in ("day", "night") and word in ("next", "previous")
    elif word == "recent" or month and word == "past":
        return None
    elif season:
        when.season = g.seasons[season]
    elif not plain[match.start(6 if month else 7)].isupper():
        return None
    elif month:
        when.month = g.months[month]
    else:
        when.weekday = g.weekdays[weekday]
    if lead in ("late", "early", "mid"):
        when.part = g.parts[lead]
    elif lead:
        when.rule = f"date-{lead}"
    return when


SEASON_BEFORE = re.compile(r"(?:in|over|during|since|by|until|through|last|this)(?:[ ]the)?[ ]\Z")
FALL_BEFORE = re.compile(r"\bin[ ](?:the[ ])?\Z")


def from_season(low, at, g, sure=False):
    """autumn 2024, in the spring; 'fall' and 'spring' need more than their name, being verbs too."""
    match = g.season.match(low, at)
    if not match:
        return None
    word, year = match.group(1), match.group(2)
    if not year and not sure:
        if not (FALL_BEFORE if word == "fall" else SEASON_BEFORE).search(low[max(0, at - 16):at]):
            return None
        if low.startswith(" of", match.end(1)) or word in ("fall", "spring") and low[match.end(1):match.end(1) + 1] in ("-",):
            return None
    return When(at, match.end() if year else match.end(1), "date-season", int(year or 0), season=g.seasons[word])


ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def from_quarter(low, at, g):
    """the third quarter of 2024, Q3 2024, the first half of this year; a half or quarter of nothing named is no date."""
    match = g.quarter.match(low, at)
    if not match:
        return None
    which = int(match.group(3) or ORDINAL.get(match.group(1)) or match.group(1)[0])
    half, named = match.group(2) == "half", match.group(4) or match.group(5) or low.endswith("year", at, match.end())
    if half and (not named or which > 2) or not half and not named and low.startswith("-", match.end()):
        return None
    months = 6 if half else 3
    shift = STEP[match.group(5)] if match.group(5) else 0
    return When(at, match.end(), "date-half" if half else "date-quarter", int(match.group(4) or 0), month=(which - 1) * months + 1,
                unit="half" if half else "quarter", shift=shift)


DAY_WORDS = {"today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1, "last night": -1,
             "last evening": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
DAY_WORD = re.compile(f"(?:{alternatives(DAY_WORDS)})(?![a-z])")


def from_day_word(low, at):
    match = DAY_WORD.match(low, at)
    return When(at, match.end(), "date-day-word", unit="day", shift=DAY_WORDS[" ".join(match.group().split())]) if match else None
