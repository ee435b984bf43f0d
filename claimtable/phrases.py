"""The small parts of the report's sentences: names, days, lists, and the words for statuses and relations."""

import calendar
from datetime import date

from . import derive, html
from .html import Fragment, element

STATUS = {"actual": "stated", "expected": "expected", "unverified": "unverified", "denied": "denied"}
RELATION = {"conflict": "a conflict", "misquote": "a misquotation", "status": "fact against doubt", "contradiction": "a contradiction",
            "internal": "a source against itself", "arithmetic": "parts against a total", "implausible": "a probable garbling",
            "check_failed": "a check that fails"}

TERMS = {
    "Source": "one article that was read.",
    "Claim": "a few words of a source that put a number, a date or a position on something, always with the exact words.",
    "Origin": "the one whose claim it is: a ministry, an agency, a person, or the outlet itself where it names nobody.",
    "As of": "the day a claim speaks about, which may be long before the day it was printed.",
    "Discrepancy": "a difference a reader must know about, because no date, place, forecast or rounding explains it.",
    "Credibility": "how far other origins bear a claim out, from confirmed by them to improbable; it cannot be judged where nobody else speaks of the matter, or "
                   "where it is a forecast. It is worked out claim by claim and says nothing about the source.",
    "Low, best, high": "the smallest, the most widely given and the largest number that still stands; the rule is printed above.",
    "Garbled": "words that cannot have been meant as they stand, most often from machine translation; kept as written.",
    "Stated, expected, unverified": "a source gives something as fact, as a forecast, or says itself that it has not been verified.",
}


def listed(parts, last="and"):
    """['a', 'b', 'c'] => 'a, b and c' (Fragments stay what they are)."""
    parts = [html.escape(part) for part in parts]
    return Fragment(parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else "")


def day(start, end=None):
    """ISO day or interval as people write it, machine-readable: ('2024-10-08', '2024-10-13') => <time>8–13 October 2024</time>."""
    start, end = date.fromisoformat(start), date.fromisoformat(end or start)
    month = f"{calendar.month_name[end.month]} {end.year}"
    last = calendar.monthrange(end.year, end.month)[1]
    if start == end:
        text = f"{end.day} {month}"
    elif (start.year, start.month) == (end.year, end.month):
        text = month if (start.day, end.day) == (1, last) else f"{start.day}–{end.day} {month}"
    elif start.day == 1 and end.day == last:
        text = f"{calendar.month_name[start.month]}{'' if start.year == end.year else f' {start.year}'} to {month}"
    else:
        text = f"{start.day} {calendar.month_name[start.month]}{'' if start.year == end.year else f' {start.year}'} to {end.day} {month}"
    stamp = start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"
    return element("time", text, datetime=stamp) if start == end else element("time", text, data_interval=stamp)


def published(source):
    """When a source appeared, and whether it says so: a row of sources.csv => '5 November 2024', '… (inferred)' or 'date unknown'."""
    if not source.published_from:
        return Fragment("date unknown")
    when = day(source.published_from, source.published_to)
    return when if source.published_basis == "stated" else Fragment(f"{when} (inferred)")


def as_of(row):
    """The day a claim speaks about, or that it names none."""
    return day(row.as_of_from, row.as_of_to or None) if row.as_of_from else Fragment("not said")


def speaker(row):
    """Whose claim a row of claims.csv is, as the source words it, with who relayed it."""
    who = row.attributed_to or "its own words"
    return f"{who} (through {row.relay})" if row.relay and row.relay != who else who


def named(case, source_id):
    """A source as the report names it, linked to its text: 'source 000'."""
    return element("a", f"source {source_id}", href=f"#source-{source_id}", class_="source")


def number_of(source_id):
    return element("a", source_id, href=f"#source-{source_id}", class_="source")


def capitalized(fragment):
    return Fragment(str(fragment).replace(">source", ">Source", 1))


def capital_number(number):
    """5 => 'Five'."""
    return derive.words(number).capitalize()
