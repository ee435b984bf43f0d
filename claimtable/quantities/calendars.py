"""What a date means: the interval of days behind the words, from the day of publication and never from the clock."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


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
    open: bool = False  # "recent weeks", "the coming days": a time without ends
    edge: bool = False  # the end or the start, and no more: of a year, its last or first month
    days: tuple = ()  # the first and last day within the month ("the first week of May"); counted from its end if negative
    from_text: bool = False  # "the next day": counted from the date last named, not from publication


def published_days(published):
    """'2024-11-05' or '2024-10-29/2024-10-30' => the first and last day; None, '' or what is no date => None."""
    try:
        first, _, last = str(published or "").partition("/")
        return (date.fromisoformat(first[:10]), date.fromisoformat((last or first)[:10])) if first else None
    except ValueError:
        return None


def valid(year, month, day):
    return 1 <= month <= 12 and 1 <= day <= (calendar.monthrange(year, month)[1] if year else 31)


def resolve(when, published, ahead=False):
    """The first and last day a When means and its grain, as ISO text; ('', '', grain) where it cannot be known.

    published: a pair of days or None; a publication interval gives the hull of both readings. ahead: the clause looks forward.
    resolve(mid-January, 2025-01-17) => ('2025-01-11', '2025-01-20', 'month')
    """
    grain = grain_of(when)
    if complete(when):
        spans = [interval(when, None, ahead)]
    elif published and not when.open:
        spans = [interval(when, day, ahead) for day in (published if published[0] != published[1] else published[:1])]
    else:
        spans = []
    spans = [span for span in spans if span]
    if not spans:
        return "", "", grain
    return min(s[0] for s in spans).isoformat(), max(s[1] for s in spans).isoformat(), grain


def complete(when):
    return when.year > 0 and (when.shift is None or when.unit in ("decade", "century", "quarter", "half"))


GRAIN = {"hour": "day", "minute": "day", "second": "day", "night": "day", "weekend": "week", "fortnight": "week",
         "quarter": "season", "decade": "", "century": ""}


def grain_of(when):
    if when.day or when.weekday >= 0 or when.rule == "date-ambiguous":
        return "day"
    if when.season or when.unit in ("quarter", "half") and when.month:
        return "season"
    if when.month:
        return "month"
    if when.unit:
        return GRAIN.get(when.unit, when.unit)
    return "year" if when.year else ""


def interval(when, anchor, ahead):
    """(first day, last day) for one day of publication; None where the words say too little or the calendar has no such day."""
    try:
        if when.day and not when.month and anchor:
            return weekday_and_day(when, anchor)
        if when.day:
            year = when.year or nearest_year(when, anchor, ahead)
            first = date(year, when.month, when.day)
            return first, date(year, when.month, when.day_to) if when.day_to > when.day else first
        if when.weekday >= 0:
            return weekday(when, anchor, ahead) if anchor else None
        if when.season:
            return season(when, anchor, ahead)
        if when.unit in ("quarter", "half") and when.month:
            return month_span(when.year or anchor.year + (when.shift or 0), when.month, 3 if when.unit == "quarter" else 6)
        if when.month:
            return third(*month_span(when.year or nearest_year(when, anchor, ahead), when.month, 1), when)
        if when.unit in ("decade", "century") and when.year:
            return third(date(when.year, 1, 1), date(when.year + (9 if when.unit == "decade" else 99), 12, 31), when)
        if when.year:
            return third(date(when.year, 1, 1), date(when.year_to or when.year, 12, 31), when)
        return third(*shifted(when, anchor, ahead), when) if when.unit else None
    except (ValueError, OverflowError):
        return None


def month_span(year, month, count):
    """The first and last day of `count` months: month_span(2024, 12, 3) => 2024-12-01, 2025-02-28."""
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def nearest_year(when, anchor, ahead):
    """The year an unfinished date belongs to: the latest not after publication, unless the clause looks ahead.

    A date that would lie nine months back or more, and three months ahead or less, is taken to lie ahead.
    """
    def starts(year):
        return date(year, when.month, min(when.day or 1, calendar.monthrange(year, when.month)[1]))

    if when.shift == 0:  # this May
        return anchor.year
    if when.shift is not None:  # last May, next May
        behind = when.month < anchor.month if when.shift < 0 else when.month <= anchor.month
        return anchor.year + (0 if behind else -1) if when.shift < 0 else anchor.year + (1 if behind else 0)
    if when.weekday >= 0:  # Mon 23 Dec: the year in which it was a Monday
        fitting = [y for y in range(anchor.year + 1, anchor.year - 6, -1) if starts(y).weekday() == when.weekday]
        if fitting:
            return min(fitting, key=lambda y: abs((starts(y) - anchor).days))
    past = anchor.year if starts(anchor.year) <= anchor + timedelta(days=1 if when.day else 0) else anchor.year - 1
    if ahead:
        here = when.month == anchor.month and not when.day or starts(past) >= anchor
        return past if here else past + 1
    behind, before = (anchor - starts(past)).days, (starts(past + 1) - anchor).days
    return past + 1 if ahead is None and behind > 270 and before <= 92 else past


def weekday(when, anchor, ahead):
    back = (anchor.weekday() - when.weekday) % 7
    if when.shift is None:
        days = -back % 7 if ahead else -back
    elif when.shift < 0:
        days = -(back or 7)
    else:
        days = 7 - back if when.shift else when.weekday - anchor.weekday()
    return (anchor + timedelta(days=days),) * 2


def weekday_and_day(when, anchor):
    """"Wed 8": the day of that number and name nearest to publication; None where none lies within two months."""
    days = (anchor + timedelta(days=n) for n in sorted(range(-62, 32), key=abs))
    found = next((day for day in days if day.day == when.day and day.weekday() == when.weekday), None)
    return (found, found) if found else None


def season(when, anchor, ahead):
    if when.year:
        return third(*month_span(when.year, when.season, 3), when)
    candidates = [month_span(anchor.year + k, when.season, 3) for k in (-2, -1, 0, 1)]
    if when.shift == -1:
        found = [c for c in candidates if c[1] < anchor][-1]
    elif when.shift == 1 or ahead and when.shift is None:
        found = [c for c in candidates if c[0] > anchor or ahead and c[1] >= anchor][0]
    elif when.shift == 0 and when.season < 12:
        found = candidates[2]
    elif when.shift == 0:  # a winter lies in two years: the one we are in, or the nearest
        found = min(candidates, key=lambda c: 0 if c[0] <= anchor <= c[1] else min(abs((c[0] - anchor).days), abs((c[1] - anchor).days)))
    else:
        found = [c for c in candidates if c[0] <= anchor][-1]
    return third(*found, when)


def third(first, last, when):
    """The early, middle or late third of an interval: days 1-10, 11-20, 21-end of a month, four months of a year."""
    if when.days:
        a, b = (n if n > 0 else last.day + 1 + n for n in when.days)
        return first.replace(day=a), first.replace(day=b)
    if not when.part:
        return first, last
    days, lowest, highest = (last - first).days + 1, when.part, when.part_to or when.part
    if days in (365, 366):
        if when.edge:
            return (first, first.replace(day=31)) if when.part == 1 else (last.replace(day=1), last)
        return date(first.year, lowest * 4 - 3, 1), month_span(first.year, highest * 4 - 3, 4)[1]
    if 85 < days < 95:  # a season, by its months
        return month_span(first.year, first.month, lowest)[1].replace(day=1), month_span(first.year, first.month, highest)[1]
    if days > 3000:  # a decade or a century, by its years
        step = (last.year - first.year + 1) / 3
        return date(first.year + round((lowest - 1) * step), 1, 1), date(first.year + round(highest * step) - 1, 12, 31)
    size = 10 if 28 <= days <= 31 else days // 3
    return first + timedelta(days=(lowest - 1) * size), last if highest == 3 else first + timedelta(days=highest * size - 1)


LENGTH = {"day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365, "decade": 3652,
          "century": 36524}  # days


def shifted(when, anchor, ahead=False):
    """The day, week (Monday to Sunday), weekend, month, quarter, year or decade `shift` away from the anchor."""
    unit, shift = when.unit, when.shift or 0
    if when.rule == "date-past":  # "the past year" ends today
        return anchor - timedelta(days=LENGTH.get(unit, 0)), anchor
    if unit in ("hour", "minute", "second"):
        return anchor, anchor
    if unit in ("day", "night"):
        return (anchor + timedelta(days=shift),) * 2
    if unit in ("week", "fortnight", "weekend"):
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift * (2 if unit == "fortnight" else 1))
        if unit == "weekend":
            over = anchor.weekday() < (5 if when.shift is None and not ahead else 3)  # "at the weekend", said on a weekday, is over
            monday -= timedelta(weeks=1 if shift == 0 and over else 0)
            return monday + timedelta(days=5), monday + timedelta(days=6)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 + shift
        return month_span(index // 12, index % 12 + 1, 1)
    if unit == "quarter":
        index = anchor.year * 4 + (anchor.month - 1) // 3 + shift
        return month_span(index // 4, index % 4 * 3 + 1, 3)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (anchor.year // years + shift) * years
    return date(first, 1, 1), date(first + years - 1, 12, 31)
