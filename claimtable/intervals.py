"""What a claim says as an interval of values and an interval of days: the only form in which claims are compared.

Nothing here decides anything. A vague word gets its interval from the published table at this point and keeps its word in
the claims table; a claim without a date of its own speaks as of the day its source appeared.
"""

import re
from calendar import month_name
from functools import lru_cache

import numpy as np
import pandas as pd

from . import lexicon

EVER, NEVER = -1_000_000, 1_000_000  # days since 1970-01-01 that stand for "no earliest day", "no latest day"


def values(claims):
    """(low, high), two float arrays: at least 600,000 => (600000, inf); up to 3,000 => (0, 3000); dozens => the lexicon's interval.

    A count cannot be negative, so an open lower end is 0 unless the upper end is.
    Claims without any value (positions, words the table lacks) come back as (-inf, inf) and can clash with nothing.
    """
    low, high = claims["low"].to_numpy(float).copy(), claims["high"].to_numpy(float).copy()
    empty = np.isnan(low) & np.isnan(high)
    if empty.any():
        surfaces = claims["surface"].to_numpy(object)
        found = {s: vague_interval(s) for s in set(surfaces[empty])}
        for i in np.flatnonzero(empty):
            low[i], high[i] = found[surfaces[i]]
    low = np.where(np.isnan(low), np.where(np.isnan(high) | (high < 0), -np.inf, 0.0), low)
    return low, np.where(np.isnan(high), np.inf, high)


def vague_interval(surface):
    """The interval a vague word stands for when it is compared, from the lexicon's table, or (nan, nan).

    'dozens' => (24, 99); 'several thousand' => (3000, 9999); 'tens of thousands' => (20000, 99999)
    """
    words = " ".join(re.findall(r"[a-z]+", surface.lower()))
    table, scale, rest = lexicon.load(), 1, words
    scales = lexicon.section(table, "scales")
    while found := re.search(rf" (?:of )?({'|'.join(scales)})s?$", rest):  # "several hundred thousand" has two
        scale, rest = scale * scales[found.group(1)], rest[: found.start()]
    for name in ("vague", "vague_before"):
        inside = [entry for entry in lexicon.section(table, name) if re.search(rf"\b{re.escape(entry)}\b", rest)]
        if inside:
            low, high = table[name][max(inside, key=len)]
            return float(low) * scale, float(high) if scale == 1 else (float(high) + 1) * scale - 1
    return np.nan, np.nan


def additions(claims):
    """Is the number an addition to another ("an additional 10,000", "3,000 more")? A word of the lexicon beside it says so. => bool
    array"""
    before, after = ("|".join(map(re.escape, lexicon.section(lexicon.load(), "additions", side))) for side in ("before", "after"))
    screen = re.compile(rf"\b(?:{before}|{after})\b", re.I)
    before, after = re.compile(rf"\b(?:{before})\W+$", re.I), re.compile(rf"^\W+(?:{after})\b(?! than)", re.I)
    out = np.zeros(len(claims), bool)
    for i, (quote, surface) in enumerate(zip(claims["quote"].tolist(), claims["surface"].tolist())):
        if screen.search(quote):
            at = quote.find(surface)
            end = at + len(surface)
            out[i] = at >= 0 and bool(before.search(quote[max(0, at - 20): at]) or after.search(quote[end: end + 20]))
    return out


@lru_cache(maxsize=65536)
def days(cell):
    """'2024-11' => its first and last day, as days since 1970-01-01; '' => (None, None)."""
    cell = (cell or "").strip()
    if not cell:
        return None, None
    first = np.datetime64(cell[:10])
    unit = {4: "Y", 7: "M"}.get(len(cell), "D")
    last = (np.datetime64(cell, unit) + 1).astype("datetime64[D]") - 1
    return int(first.astype("datetime64[D]").astype(int)), int(last.astype(int))


def ends(start_cells, end_cells):
    """Two columns of ISO dates => (first day, last day) arrays; an empty end is open, one given end alone is open at the other."""
    first, starts = codes(start_cells)
    last, stops = codes(end_cells)
    opens = np.array([d[0] if d[0] is not None else EVER for d in map(days, starts)] or [EVER])
    closes = np.array([d[1] if d[1] is not None else NEVER for d in map(days, stops)] or [NEVER])
    return opens[first], closes[last]


def codes(column):
    code, unique = pd.factorize(np.asarray(column, dtype=object))
    return code, list(unique)


def publication(claims, sources):
    """(first, last) day on which each claim's source can have appeared."""
    begun, done = ends(sources["published_from"], sources["published_to"])
    place = {source: at for at, source in enumerate(sources["source_id"])}
    code, names = codes(claims["source_id"])
    at = np.array([place.get(name, -1) for name in names], np.int64)[code]  # the last entry below is for a source that is not in the table
    return np.append(begun[:len(sources)], EVER)[at], np.append(done[:len(sources)], NEVER)[at]


def as_of(claims, sources):
    """(first, last, stated): the days a claim speaks about, or, where the text fixes none, the days its source can have appeared.

    `stated` is False where the publication had to stand in.
    """
    first, last = ends(claims["as_of_from"], claims["as_of_to"])
    stated = (claims["as_of_from"].to_numpy(object) != "") | (claims["as_of_to"].to_numpy(object) != "")
    begun, done = publication(claims, sources)
    return np.where(stated, first, begun), np.where(stated, last, done), stated


def so_far(claims, sources, first, last):
    """The last days, cut where a fact would reach beyond its source: "this fall" in a text of 5 November ends on that day."""
    _, done = publication(claims, sources)
    past = (claims["status"].to_numpy(object) != "expected") & (first <= done)
    return np.where(past, np.minimum(last, done), last)


def same_time(a_first, a_last, b_first, b_last):
    """Do two spans of days mean one moment? Yes if they share at least half of the days they cover together.

    8-13 October and 9-12 October => True; 5 November and all of November => False: the month leaves room for change.
    """
    shared = np.minimum(a_last, b_last) - np.maximum(a_first, b_first) + 1
    union = np.maximum(a_last, b_last) - np.minimum(a_first, b_first) + 1
    return (shared > 0) & (2 * shared >= union)


def iso(day):
    """Days since 1970-01-01 => '2024-11-05'; an open end => ''."""
    return "" if day in (EVER, NEVER) else str(np.datetime64(int(day), "D"))


@lru_cache(maxsize=65536)
def words(first, last):
    """Two days => 'October 2024', '8–13 October 2024', 'from 25 November 2024', '' when nothing is known."""
    a, b = (None if d in (EVER, NEVER) else pd.Timestamp(int(d), unit="D") for d in (first, last))
    if a is None or b is None:
        known = a if a is not None else b
        return "" if known is None else f"{'from' if b is None else 'until'} {day_words(known)}"
    if a == b:
        return day_words(a)
    whole = a.day == 1 and b == b + pd.offsets.MonthEnd(0)
    if whole and (a.year, a.month) == (b.year, b.month):
        return f"{month_name[a.month]} {a.year}"
    if whole and (a.month, b.month, a.year) == (1, 12, b.year):
        return str(a.year)
    if whole:
        begin = month_name[a.month] + ("" if a.year == b.year else f" {a.year}")
        return f"{begin} to {month_name[b.month]} {b.year}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{b.day} {month_name[b.month]} {b.year}"
    return f"{day_words(a, year=a.year != b.year)} to {day_words(b)}"


def day_words(stamp, year=True):
    return f"{stamp.day} {month_name[stamp.month]}" + (f" {stamp.year}" if year else "")
