"""A strip per statement: a light track with the statement's mark on it, its words beside the mark and its source above or left."""

import pandas as pd

from .. import intervals
from ..compare.wording import count
from . import gather, marks
from .style import MARGIN, SMALL, STATUSES, WIDTH, clean, fit, measure

TRACK = 16  # height of a track in points
GUTTER = 146  # room for the source on the left of a track, where there are too many strips to write it above
ARROW = 24
DOT = 5.5  # half of a mark and its edge
DROP = 3.7  # from the middle of a line of small text to its baseline


def strips(sheet, rows, unit, roomy=True):
    """One strip per statement on one scale, and its axis; a vague word is dotted over the interval it is compared as."""
    left = MARGIN + (0 if roomy else GUTTER) + marks.OVERHANG
    spans = [_interval(row) for row in rows]
    scale = marks.value_scale(_extent(rows, spans), left, WIDTH - MARGIN - marks.OVERHANG)
    for row, interval in zip(rows, spans):
        whose(sheet, row, roomy)
        value(sheet, row, scale, interval, roomy)
        sheet.y += TRACK + (4 if roomy else 3)
    axis(sheet, scale, [unit, scale.words])


def pile(sheet, rows, unit):
    """All statements of a measure on one track, without words: for more measures than a page could hold otherwise."""
    unmarked = [row for row in rows if marks.middle(row) is None and _interval(row) is None]
    rows = gather.together(rows) if len(rows) > gather.MOST else rows  # marks of one value would lie on each other
    spans = [_interval(row) for row in rows]
    scale = marks.value_scale(_extent(rows, spans), MARGIN + marks.OVERHANG, WIDTH - MARGIN - marks.OVERHANG)
    track(sheet, scale)
    for row, interval in zip(rows, spans):
        if marks.middle(row) is not None:
            mark(sheet, row, scale)
        elif interval:
            _dots(sheet, row, scale(interval[0]), min(scale(interval[1]), scale.right))
    sheet.y += TRACK + 2
    axis(sheet, scale, [unit, scale.words, count(len(unmarked), "word") + " in place of a number" if unmarked else ""])


def by_date(sheet, rows):
    """One strip per statement that is not a number, on a scale of days: where its words hold."""
    days = [row[end] for row in rows for end in ("day_from", "day_to")]
    scale = marks.date_scale(days, MARGIN + marks.OVERHANG, WIDTH - MARGIN - marks.OVERHANG)
    for row in rows:
        named(sheet, row, clean(row["position"].replace("_", " ")) or f"“{clean(row['surface'])}”")
        track(sheet, scale)
        if row["day_from"]:
            span(sheet, row, *(scale(marks.day_number(row[end])) for end in ("day_from", "day_to")))
        sheet.y += TRACK + 4
    axis(sheet, scale, ["day spoken of, else of publication"])


def whose(sheet, row, roomy=True):
    """Source, origin and date of a statement: on a line of their own, or in the gutter."""
    if roomy:
        for line in marks.meta(row, WIDTH - 2 * MARGIN):
            sheet.y += SMALL + 4
            sheet.text(MARGIN, sheet.y, line, "muted", SMALL, link=link(row))
        sheet.y += 3.5
    else:
        several = "sources" in row  # one mark for many statements: its count is nobody's words
        words = gather.fitted(row, GUTTER - 6) if several else marks.short_meta(row, GUTTER - 6)
        sheet.text(MARGIN, sheet.y + TRACK / 2 + DROP, words, "muted", SMALL, link=None if several else link(row))


def named(sheet, row, words, dated=True):
    """What is said, at the left, and who says it, at the right of the line above a track; if that leaves the line too full, without the
    day, else on a line of its own."""
    sheet.y += SMALL + 4
    words = fit(words, (WIDTH - 2 * MARGIN) / 2, SMALL, "bold")
    room = WIDTH - 2 * MARGIN - measure(words, SMALL, "bold") - 8
    several = "sources" in row
    fits = lambda found: len(found) == 1 and found[0].startswith(marks.whose(row))
    if several:
        who = [gather.fitted(row, room)]
    else:
        who = next(filter(fits, (marks.meta(row, room, dated=dated), marks.meta(row, room, dated=False))), None)
    sheet.text(MARGIN, sheet.y, words, "ink", SMALL, "bold", link=link(row))
    for line in who or marks.meta(row, WIDTH - 2 * MARGIN, dated=dated):
        sheet.y += 0 if who else SMALL + 3
        sheet.text(WIDTH - MARGIN, sheet.y, line, "muted", SMALL, ha="right", link=None if several else link(row))
    sheet.y += 3.5


def link(row):
    return row["claim_ids"][0], marks.tip(row) + (f"; the first of {gather.givers(row)}" if "sources" in row else "")


def status(row):
    return row["status"] if row["status"] in STATUSES else "actual"


def track(sheet, scale):
    """The light band under a mark, notched at the ticks of its scale."""
    sheet.box(scale.left - marks.OVERHANG, sheet.y, scale.right - scale.left + 2 * marks.OVERHANG, TRACK)
    for tick, _ in scale.ticks:
        sheet.line([scale(tick)] * 2, [sheet.y, sheet.y + TRACK], "hollow", 1)


def value(sheet, row, scale, interval, roomy):
    """The mark of a number on its track: dot, bar, dot with an arrow, or for a vague word a dotted line."""
    track(sheet, scale)
    words = ([f"“{clean(row['surface'])}”"] if roomy else []) + [marks.value_words(row), marks.value_words(row, short=True)]
    if marks.middle(row) is None:
        _vague(sheet, row, scale, interval, words[0])
    else:
        beside(sheet, words, *mark(sheet, row, scale), scale, row)


def mark(sheet, row, scale):
    """A dot, a bar or a dot with an arrow; returns from where to where it reaches."""
    ends = [scale(row[end]) for end in ("low", "high") if pd.notna(row[end])]
    if len(ends) == 2:
        span(sheet, row, *ends)
        return ends
    reach = _arrow(sheet, row, scale, ends[0])
    sheet.mark(ends[0], sheet.y + TRACK / 2, status(row), link=link(row))
    return reach


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
    lowest = scale.left if scale.low >= 0 and x - scale.left > ARROW / 2 else scale.left - 6  # a count does not go below zero
    tip = max(x - ARROW, lowest) if down else min(x + ARROW, scale.right + 6)
    sheet.line([x, tip], [y, y], status(row), 1.8, link=link(row))
    sheet.line([tip], [y], status(row), 0, marker="<" if down else ">", size=6.5, link=link(row), edge=0.5)
    return min(x, tip), max(x, tip)


def _vague(sheet, row, scale, interval, words):
    """A word in place of a number: dotted over the interval it is compared as; without one it stands at no place on the scale."""
    y, width = sheet.y + TRACK / 2, measure(words, SMALL, "bold")
    if not interval:
        room = scale.right - scale.left
        said = next((each for each in (f"{words}, no number", words) if measure(each, SMALL, "bold") <= room), words)
        words = fit(said, room, SMALL, "bold")
        sheet.text(scale.right + marks.OVERHANG - 2, y + DROP, words, "muted", SMALL, "bold", ha="right", link=link(row))
        return
    start = scale(interval[0])
    end = max(min(scale(interval[1]), scale.right), start + 4)
    inside = end - start > width + 40
    near, far = ((start + end - width) / 2 - 5, (start + end + width) / 2 + 5) if inside else (end, end)
    for a, b in ((start, near), (far, end)):
        if b > a:
            _dots(sheet, row, a, b)
    if inside:
        sheet.text((start + end) / 2, y + DROP, words, "ink", SMALL, "bold", ha="center", link=link(row))
    else:
        beside(sheet, [words], start, end, scale, row)


def _dots(sheet, row, start, end):
    sheet.line([start, end], [sheet.y + TRACK / 2] * 2, status(row), 2, dash=(1, 1.6), link=link(row))


def beside(sheet, words, start, end, scale, row):
    """The first of several wordings that fits right or left of a mark that reaches from start to end; else the last, shortened."""
    y = sheet.y + TRACK / 2 + DROP
    right = scale.right + marks.OVERHANG - 2 - (end + DOT + 2)
    left = (start - DOT - 2) - (scale.left - marks.OVERHANG + 2)
    words = next((each for each in words if measure(each, SMALL, "bold") <= max(right, left)), words[-1])
    if measure(words, SMALL, "bold") <= right or right >= left:
        sheet.text(end + DOT + 2, y, fit(words, right, SMALL, "bold"), "ink", SMALL, "bold", link=link(row))
    else:
        sheet.text(start - DOT - 2, y, fit(words, left, SMALL, "bold"), "ink", SMALL, "bold", ha="right", link=link(row))


def axis(sheet, scale, words):
    """Tick labels below the tracks, then what is counted and how."""
    sheet.y += SMALL + 2
    for tick, text in scale.ticks:
        half = measure(text, SMALL) / 2
        sheet.text(max(min(scale(tick), WIDTH - MARGIN - half), MARGIN + half), sheet.y, text, "muted", SMALL, ha="center", quiet=True)
    words = ", ".join(filter(None, words))
    for line in filter(None, [words] if measure(words, SMALL) <= WIDTH - 2 * MARGIN else words.split(", ")):
        sheet.y += SMALL + 3
        sheet.text(WIDTH - MARGIN, sheet.y, fit(line, WIDTH - 2 * MARGIN, SMALL), "muted", SMALL, ha="right", quiet=True)
    sheet.y += 6


def _interval(row):
    """The interval of a vague word, or None if the claim is no such word or the word has none."""
    interval = intervals.vague_interval(row["surface"]) if marks.middle(row) is None else None
    return interval if interval and pd.notna(interval[0]) else None


def _extent(rows, spans):
    """All values to show, a little beyond an open bound so that its arrow has room, and where the vague words begin."""
    ends = [row[end] for row in rows for end in ("low", "high") if pd.notna(row[end])]
    above = [row["low"] * 1.1 for row in rows if pd.isna(row["high"]) and pd.notna(row["low"])]
    words = [interval for interval in spans if interval]
    return ends + above + [low for low, _ in words] + ([] if ends else [high for _, high in words])
