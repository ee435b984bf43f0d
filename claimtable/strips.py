"""A strip per statement: a light track with the statement's mark on it, its words beside the mark and its source above or left."""

import pandas as pd

from . import marks
from .style import MARGIN, SMALL, STATUSES, WIDTH, clean, fit, measure

TRACK = 15  # height of a track in points
GUTTER = 146  # room for the source on the left of a track, where there are too many strips to write it above
ARROW = 24
DOT = 5.5  # half of a mark and its edge
DROP = 3.2  # from the middle of a line of small text to its baseline


def strips(sheet, rows, unit, vague=None, roomy=True):
    """One strip per statement on one scale, and its axis. vague: word => (low, high) or None, drawn dotted."""
    left = MARGIN + (0 if roomy else GUTTER) + marks.OVERHANG
    intervals = [vague(row["surface"]) if vague and marks.middle(row) is None else None for row in rows]
    scale = marks.value_scale(_extent(rows, intervals), left, WIDTH - MARGIN - marks.OVERHANG)
    for row, interval in zip(rows, intervals):
        whose(sheet, row, roomy)
        value(sheet, row, scale, interval, f"“{clean(row['surface'])}”" if roomy else marks.value_words(row))
        sheet.y += TRACK + (4 if roomy else 3)
    axis(sheet, scale, [unit, scale.words])


def by_date(sheet, rows):
    """One strip per statement that is not a number, on a scale of days: where its words hold."""
    days = [row[end] for row in rows for end in ("day_from", "day_to")]
    scale = marks.date_scale(days, MARGIN + marks.OVERHANG, WIDTH - MARGIN - marks.OVERHANG)
    for row in rows:
        whose(sheet, row)
        track(sheet, scale)
        words = clean(row["position"].replace("_", " ")) or f"“{clean(row['surface'])}”"
        ends = [scale(marks.day_number(row[end])) for end in ("day_from", "day_to")] if row["day_from"] else [scale.left] * 2
        if row["day_from"]:
            span(sheet, row, *ends)
        beside(sheet, words, *ends, scale, row)
        sheet.y += TRACK + 4
    axis(sheet, scale, ["day spoken of, else of publication"])


def whose(sheet, row, roomy=True):
    """Source, origin and date of a statement: on a line of their own, or in the gutter."""
    if roomy:
        sheet.y += SMALL + 4
        sheet.text(MARGIN, sheet.y, marks.meta(row, WIDTH - 2 * MARGIN), "muted", SMALL, link=link(row))
        sheet.y += 3.5
    else:
        sheet.text(MARGIN, sheet.y + TRACK / 2 + DROP, marks.short_meta(row, GUTTER - 6), "muted", SMALL, link=link(row))


def link(row):
    return row["claim_ids"][0], marks.tip(row)


def status(row):
    return row["status"] if row["status"] in STATUSES else "actual"


def track(sheet, scale):
    """The light band under a mark, notched at the ticks of its scale."""
    sheet.box(scale.left - marks.OVERHANG, sheet.y, scale.right - scale.left + 2 * marks.OVERHANG, TRACK)
    for tick, _ in scale.ticks:
        sheet.line([scale(tick)] * 2, [sheet.y, sheet.y + TRACK], "hollow", 1)


def value(sheet, row, scale, interval, words):
    """The mark of a number on its track: dot, bar, dot with an arrow, or for a vague word a dotted line."""
    track(sheet, scale)
    low, high = row["low"], row["high"]
    if pd.isna(low) and pd.isna(high):
        _vague(sheet, row, scale, interval, words)
        return
    start = end = scale(high if pd.isna(low) else low)
    if pd.isna(low) or pd.isna(high):
        start, end = _arrow(sheet, row, scale, start)
        sheet.mark(scale(high if pd.isna(low) else low), sheet.y + TRACK / 2, status(row), link=link(row))
    else:
        end = scale(high)
        span(sheet, row, start, end)
    beside(sheet, words, start, end, scale, row)


def span(sheet, row, start, end):
    """A dot, or a bar with end caps if the two ends are apart."""
    y = sheet.y + TRACK / 2
    if end - start < 2:
        sheet.mark((start + end) / 2, y, status(row), link=link(row))
    else:
        sheet.box(start, y - 2.5, end - start, 5, "actual" if status(row) == "actual" else "hollow", status(row), link=link(row))
        for x in (start, end):
            sheet.line([x, x], [y - 5.5, y + 5.5], status(row), 1.6, link=link(row))


def _arrow(sheet, row, scale, x):
    """The open end of a bound; as long as there is room for."""
    y, down = sheet.y + TRACK / 2, pd.isna(row["low"])
    tip = max(x - ARROW, scale.left - 6) if down else min(x + ARROW, scale.right + 6)
    sheet.line([x, tip], [y, y], status(row), 1.8, link=link(row))
    sheet.line([tip], [y], status(row), 0, marker="<" if down else ">", size=6.5, link=link(row), edge=0.5)
    return min(x, tip), max(x, tip)


def _vague(sheet, row, scale, interval, words):
    """A word in place of a number: dotted over the interval it is compared as, or over the whole track if there is none."""
    y, edge = sheet.y + TRACK / 2, scale.left + measure(words, SMALL, "bold") + DOT + 4
    start, end = interval or (None, None)
    start = scale(start) if interval and pd.notna(start) else edge
    end = scale(end) if interval and pd.notna(end) else scale.right
    sheet.line([start, max(end, start + 4)], [y, y], status(row), 2, dash=(1, 1.6), link=link(row))
    if interval and pd.notna(interval[0]):
        beside(sheet, words, start, max(end, start + 4), scale, row)
    else:
        sheet.text(scale.left, y + DROP, fit(words, scale.right - scale.left, SMALL, "bold"), "ink", SMALL, "bold", link=link(row))


def beside(sheet, words, start, end, scale, row):
    """Words right of a mark that reaches from start to end if they fit, else left of it, else on the wider side, shortened."""
    y = sheet.y + TRACK / 2 + DROP
    right = scale.right + marks.OVERHANG - 2 - (end + DOT + 2)
    left = (start - DOT - 2) - (scale.left - marks.OVERHANG + 2)
    if measure(words, SMALL, "bold") <= right or right >= left:
        sheet.text(end + DOT + 2, y, fit(words, right, SMALL, "bold"), "ink", SMALL, "bold", link=link(row))
    else:
        sheet.text(start - DOT - 2, y, fit(words, left, SMALL, "bold"), "ink", SMALL, "bold", ha="right", link=link(row))


def axis(sheet, scale, words):
    """Tick labels below the tracks, then what is counted and how."""
    sheet.y += SMALL + 2
    for tick, text in scale.ticks:
        half = measure(text, SMALL) / 2
        sheet.text(max(min(scale(tick), WIDTH - MARGIN - half), MARGIN + half), sheet.y, text, "muted", SMALL, ha="center")
    for line in filter(None, words):
        sheet.y += SMALL + 3
        sheet.text(WIDTH - MARGIN, sheet.y, fit(line, WIDTH - 2 * MARGIN, SMALL), "muted", SMALL, ha="right")
    sheet.y += 6


def _extent(rows, intervals):
    """All values to show, and a little beyond an open bound so that its arrow has room."""
    ends = [row[end] for row in rows for end in ("low", "high")]
    above = [row["low"] * 1.1 for row in rows if pd.isna(row["high"]) and pd.notna(row["low"])]
    below = [row["high"] / 1.1 for row in rows if pd.isna(row["low"]) and pd.notna(row["high"])]
    return ends + above + below + [end for interval in intervals if interval for end in interval]
