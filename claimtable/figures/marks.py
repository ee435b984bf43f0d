"""Claims as marks on an axis: which statements are one mark, what stands beside it, and the scale it is drawn on."""

import functools
import math
from types import SimpleNamespace

import pandas as pd
from matplotlib import dates as mdates
from matplotlib.ticker import MaxNLocator

from .. import intervals, shortnames
from ..sureness import SUPPOSED, supposed
from .style import SMALL, clean, fit, measure

LOG_SPREAD = 20  # largest over smallest value above which the axis is logarithmic
OWN = "its own voice"
SAME = ["measure", "unit", "source_id", "low", "high", "modality", "status", "place", "origin", "as_of_from", "as_of_to"]
OVERHANG = 10  # points by which a strip reaches beyond its scale, room for half a mark
OVERHANG = 10  # points by which a strip reaches beyond its scale, room for half a mark
DATA = ("claim_id measure unit surface low high modality status hedge position place source_id origin attributed_to dated day_from day_to "
        "published_from published_to").split()  # columns of the data of a figure of numbers

def ordered(claims):
    """Claims in reading order, so that a figure does not depend on the order of the table."""
    return claims.sort_values(["source_id", "start", "claim_id"], kind="stable", ignore_index=True)


def quantities(claims):
    """Claims that put a number on something: a bound, or a vague word in place of one."""
    counted = claims["low"].notna() | claims["high"].notna() | (claims["modality"] == "vague")
    return claims[counted & ~claims["kind"].isin(["position", "date", "text"])]


def statements(claims, sources):
    """One row per distinct statement of a source: what it repeats word for word or in other words of the same value is one mark.

    Returns the columns of SAME plus claim_ids and told (lists: the claims' ids, and their rows), surface, low, high, when (words),
    day_from, day_to and dated ('as of' or 'published') and part (is it an addition to another number?), sorted by value.
    """
    claims = effective(claims, sources)
    claims = claims.assign(part=intervals.additions(claims))
    alike = {}
    for row in claims.to_dict("records"):
        alike.setdefault(tuple(None if row[column] != row[column] else row[column] for column in SAME), []).append(row)
    rows = [same[0] | {"claim_ids": [row["claim_id"] for row in same], "told": same, "times": len(same)} for same in alike.values()]
    rows.sort(key=lambda row: (middle(row) is None, middle(row) or 0, bound(row), row["published_from"], row["source_id"], row["start"]))
    return rows


def effective(claims, sources):
    """Claims with day_from, day_to and dated: the date they speak about if the text fixes it, else that of publication, else ''; and
    called, what a reader calls their source."""
    published = sources.set_index("source_id")[["published_from", "published_to"]]
    claims = claims.join(published, on="source_id")
    claims[["published_from", "published_to"]] = claims[["published_from", "published_to"]].fillna("")
    claims["called"] = claims["source_id"].map(shortnames.of_table(sources))
    stated = (claims["as_of_from"] != "") | (claims["as_of_to"] != "")
    first = claims["as_of_from"].where(claims["as_of_from"] != "", claims["as_of_to"])
    last = claims["as_of_to"].where(claims["as_of_to"] != "", claims["as_of_from"])
    claims["day_from"] = first.where(stated, claims["published_from"]).map(lambda cell: whole_day(cell, "start_time"))
    claims["day_to"] = last.where(stated, claims["published_to"].where(claims["published_to"] != "", claims["published_from"])).map(
        lambda cell: whole_day(cell, "end_time"))
    claims["dated"] = stated.map({True: "as of", False: "published"}).where(claims["day_from"] != "", "")
    return claims


@functools.cache
def whole_day(cell, end):
    """The first or last day of a date: ('2024-11', 'end_time') => '2024-11-30'."""
    return getattr(pd.Period(cell), end).date().isoformat() if cell else ""


def middle(row):
    """Where the mark of a claim sits: its value, the middle of its range, its only bound, or None for a vague word."""
    ends = [row[end] for end in ("low", "high") if pd.notna(row[end])]
    return sum(ends) / len(ends) if ends else None


def bound(row):
    """-1 for an open lower end, 1 for an open upper end, 0 for a closed value: so that 'up to 3,000' sorts before '3,000'."""
    return (0 if pd.notna(row["low"]) else -1) + (0 if pd.notna(row["high"]) else 1)


# Words -----------------------------------------------------------------------------------------------------------------------

def number(value, short=False):
    """number(10900) => '10,900'; number(1.2e6) => '1.2 million'; number(10900, short=True) => '10.9k'."""
    for size, name, letter in ((1e12, " trillion", "tn"), (1e9, " billion", "bn"), (1e6, " million", "m"), (1e3, "", "k")):
        if abs(value) >= size and (name or short):
            return f"{value / size:.4g}{letter if short else name}"
    return f"{value:,.10g}"


def value_words(row, short=False):
    """The value in the fewest signs: '≈ 10,000', '≤ 3,000', '> 600k', '8,000–12,000', or the vague word itself."""
    low, high = row["low"], row["high"]
    if pd.isna(low) and pd.isna(high):
        return f"“{clean(row['surface'])}”"
    if pd.isna(low):
        return f"≤ {number(high, short)}"
    if pd.isna(high):
        return f"≥ {number(low, short)}"
    if low != high:
        return f"{number(low, short)}–{number(high, short)}"
    return ("+ " if row.get("part") else "") + ("≈ " if row["modality"] == "approximately" else "") + number(low, short)


def day_words(first, last="", year=True):
    """day_words('2024-10-08', '2024-10-13') => '8–13 Oct 2024'; ('2024-10-29', '2024-11-02') => '29 Oct – 2 Nov 2024'; ('', '') => ''."""
    if not first:
        return ""
    start, end = pd.Timestamp(first), pd.Timestamp(last or first)
    tail = f" {end.year}" if year else ""
    if start == end:
        return f"{start.day} {start:%b}{tail}"
    if start.day == 1 and (end + pd.Timedelta(days=1)).day == 1 and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return str(end.year)
        return f"{start:%b}{'' if start.month == end.month else f'–{end:%b}'}{tail}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b}{tail}"
    return f"{start.day} {start:%b}{'' if start.year == end.year else f' {start.year}'} – {end.day} {end:%b}{tail}"


def when(row, year=True):
    """'as of 18 Oct 2024', 'published 5 Nov 2024', or 'no date'."""
    if not row["day_from"]:
        return "no date"
    return f"{row['dated']} {day_words(row['day_from'], row['day_to'], year)}"


def voice(row):
    """Whose claim it is; 'its own voice' for an outlet that names nobody, since its name stands beside it already."""
    own = (f"source {row['source_id']}", row["called"])
    if row["origin"] in ("", *own):
        return OWN
    return clean(next((row["origin"].removesuffix(f" ({name})") for name in own if row["origin"].endswith(f" ({name})")), row["origin"]))


def whose(row):
    """'Reuters, Pentagon', or 'Reuters' where it speaks for itself."""
    return clean(row["called"]) + ("" if voice(row) == OWN else f", {voice(row)}")


def sure(row):
    """Its status in a word, '' for a plain fact: 'expected', 'only supposed'."""
    if supposed(SimpleNamespace(status=row["status"], hedge=row["hedge"])):
        return SUPPOSED
    return "" if row["status"] == "actual" else row["status"]


def meta(row, width, dated=True):
    """[Source, origin, place and date of a statement] on one line if they fit without the place or the year, else on two."""
    times = f"{row['times']} times" if row["times"] > 1 else ""
    more = "".join(f", {words}" for words in (sure(row), "a part" if row["part"] else "", times) if words)
    place = f", {clean(row['place'])}" if row["place"] else ""
    full, brief = (f"{f', {when(row, year)}' if dated else ''}{more}" for year in (True, False))
    for text in (f"{whose(row)}{place}{full}", f"{whose(row)}{full}", f"{whose(row)}{brief}"):
        if measure(text, SMALL) <= width:
            return [text]
    return [fit(words, width, SMALL) for words in (whose(row), full.removeprefix(", ")) if words]


def short_meta(row, width):
    """The same in a gutter: the day, without its year, only where the origin's name leaves room for it."""
    day = f", {day_words(row['day_from'], row['day_to'], year=False)}" if row["day_from"] else ""
    text = whose(row)
    return text + day if measure(text + day, SMALL) <= width else fit(text, width, SMALL)


def tip(row):
    """What the pointer and the screen reader say of a mark."""
    parts = [f"“{clean(row['surface'])}”", "a part, no total" if row["part"] else "", row["called"], voice(row), clean(row["place"]),
             sure(row), *clocks(row)]
    return ", ".join(part for part in parts if part)


def clocks(row):
    """The day a statement speaks of, if its text fixes one, and the day of publication: ['speaks of 18 Oct 2024', 'published 5 Nov
    2024']."""
    published = day_words(row["published_from"], row["published_to"])
    spoken_of = f"speaks of {day_words(row['day_from'], row['day_to'])}" if row["dated"] == "as of" else ""
    return [spoken_of, f"published {published}" if published else "day of publication unknown"]


# Scales ----------------------------------------------------------------------------------------------------------------------

class Scale:
    """Values to points: `scale(value)`; `ticks` are (value, label) pairs; `kind` is linear, log or date."""

    def __init__(self, kind, low, high, left, right, ticks):
        self.kind, self.low, self.high, self.left, self.right, self.ticks = kind, low, high, left, right, ticks

    def __call__(self, value):
        if self.kind == "log":
            if value <= 0:
                return self.left
            share = math.log10(value / self.low) / math.log10(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def flipped(self, top, bottom):
        """The same scale upright, with large values at the top (y runs downward)."""
        return Scale(self.kind, self.low, self.high, bottom, top, self.ticks)

    @property
    def words(self):
        return "log scale" if self.kind == "log" else ""


def value_scale(values, left, right):
    """A scale for all values: from zero, or logarithmic when the largest is more than LOG_SPREAD times the smallest."""
    values = sorted({float(value) for value in values if value is not None and pd.notna(value)})
    positive = [value for value in values if value > 0]
    if positive and values[0] >= 0 and positive[-1] > LOG_SPREAD * positive[0]:
        return _log(positive, values[0] == 0, left, right)
    low, high = (min(0, values[0]), max(0, values[-1])) if values else (0, 1)
    high = high if high > low else low + 1
    steps = MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2).tick_values(low, high + (high - low) * 0.06)
    shown = [step for step in steps if low <= step + 1e-12]
    low, high = min(low, shown[0]), shown[-1]
    return Scale("linear", low, high, left, right, _labels(shown, lambda v: _x(v, low, high, left, right), right + OVERHANG))


def _log(positive, zero, left, right):
    first, last = math.floor(math.log10(positive[0]) - (0.3 if zero else -1e-9)), math.ceil(math.log10(positive[-1]) - 1e-9)
    jump = max(1, math.ceil((last - first) / 7))
    ticks = [10.0 ** power for power in range(first, last + 1, jump)]
    place = lambda v: _x(math.log10(v), first, last, left, right)
    return Scale("log", 10.0 ** first, 10.0 ** last, left, right, _labels(ticks, place, right + OVERHANG))


def _x(value, low, high, left, right):
    return left + (value - low) / (high - low) * (right - left)


def _labels(ticks, place, right):
    """Full numbers if they fit beside each other, else short ones, else every second one."""
    for short, step in ((False, 1), (True, 1), (True, 2)):
        labels = [number(round(tick, 10), short) if i % step == 0 else "" for i, tick in enumerate(ticks)]
        if apart([(place(tick), label) for tick, label in zip(ticks, labels) if label], right):
            break
    return list(zip(ticks, labels))


def apart(placed, right):
    """Whether centered labels, (x, text) from left to right, keep clear of each other when the last is pushed left of `right`."""
    ends = []
    for x, text in placed:
        half = measure(text, SMALL) / 2
        center = min(x, right - half)
        ends.append((center - half, center + half))
    return all(after[0] - before[1] >= 7 for before, after in zip(ends, ends[1:]))


def date_scale(days, left, right):
    """A scale for ISO days, a little wider than they are, with at most six labelled days or months."""
    numbers = [mdates.date2num(pd.Timestamp(day)) for day in days if day]
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    pad = max((high - low) * 0.03, 0.5)
    low, high = low - pad, high + pad
    locator = mdates.AutoDateLocator(minticks=2, maxticks=6 if high - low > 60 else 5)
    start, end = mdates.num2date(low).replace(tzinfo=None), mdates.num2date(high).replace(tzinfo=None)
    ticks = [tick for tick in locator.tick_values(start, end) if low <= tick <= high and tick == int(tick)]
    stamps = [pd.Timestamp(mdates.num2date(tick).date()) for tick in ticks]
    months = all(stamp.day == 1 for stamp in stamps)
    labels, year = [], None
    for stamp in stamps:
        label = (f"{stamp:%b}" if months else f"{stamp.day} {stamp:%b}") + (f" {stamp.year}" if stamp.year != year else "")
        labels.append(label)
        year = stamp.year
    scale = Scale("date", low, high, left, right, list(zip(ticks, labels)))
    if not apart([(scale(tick), label) for tick, label in scale.ticks], right + OVERHANG):
        scale.ticks = [(tick, label if i % 2 == 0 else "") for i, (tick, label) in enumerate(scale.ticks)]
    return scale


def day_number(day):
    return mdates.date2num(pd.Timestamp(day))
