"""Time that is counted from a day: 'three weeks ago', 'the past 10 days', and the interval each means."""

import re
from datetime import date, timedelta

from .calendars import month_span, published_days

AGO = re.compile(r"[ ](ago|earlier|later|before|back|from[ ]now|hence|prior)(?![a-z])")
FROM_TEXT = ("earlier", "later", "before", "prior")  # counted from the day last named
WINDOW = ("last ", "past ", "next ", "coming ", "previous ", "preceding ", "following ")
BACK = ("last", "past", "previous", "preceding")
DAYS = {"seconds": 0, "minutes": 0, "hours": 1 / 24, "days": 1, "nights": 1, "weeks": 7, "weekends": 7, "fortnights": 14}
MONTHS = {"months": 1, "quarters": 3, "years": 12, "decades": 120, "generations": 300, "centuries": 1200}
GRAIN = {"seconds": "day", "minutes": "day", "hours": "day", "days": "day", "nights": "day",
         "weeks": "week", "weekends": "week", "fortnights": "week", "months": "month", "quarters": "month"}


def elapsed(page, number, start, at, unit, rule):
    """(date_from, date_to, grain, rule) of a duration that is counted from publication; ('', '', '', rule) of any other.

    'About 5 months ago' in a text of 5 November 2024 => 2024-06-01, 2024-06-30, month. 'Two days later' depends on the text: open.
    """
    low = page.low
    ago = AGO.match(low, at) if low[at:at + 1] == " " else None
    window = low.endswith(WINDOW, max(page.done, start - 12), start)
    if not ago and not window or number.value is None:
        return "", "", "", rule
    rule = "ago" if ago else "window"
    if ago and ago.group(1) in FROM_TEXT:
        named = published_days(page.last_day) if unit in DAYS and not low.startswith(" than", ago.end()) else None
        count = number.value if ago.group(1) == "later" else -number.value
        return (*counted_from(named, count, unit, False), rule) if named else ("", "", "", rule)
    if not page.published:
        return "", "", "", rule
    back = ago and ago.group(1) in ("ago", "back") or window and low[max(0, start - 12):start].split()[-1] in BACK
    return *counted_from(page.published, -number.value if back else number.value, unit, window), rule


def counted_from(published, count, unit, whole):
    """The day, week, month or year that lies `count` units from publication; with `whole`, all the days between."""
    grain = GRAIN.get(unit, "year")
    try:
        ends = []
        for anchor in published:
            if unit in DAYS:
                there = anchor + timedelta(days=round(count * DAYS[unit]))
                slack = timedelta(days=3 if grain == "week" and not whole else 0)
                near = (there - slack, there + slack)
            else:
                index = anchor.year * 12 + anchor.month - 1 + round(count * MONTHS.get(unit, 12))
                year, month = index // 12, index % 12 + 1
                near = month_span(year, month, 1) if grain == "month" else (date(year, 1, 1), date(year, 12, 31))
                if whole:
                    near = (date(year, month, min(anchor.day, 28)),) * 2
            ends.append((min(near[0], anchor), max(near[1], anchor)) if whole else near)
        return min(e[0] for e in ends).isoformat(), max(e[1] for e in ends).isoformat(), grain
    except (ValueError, OverflowError):
        return "", "", grain
