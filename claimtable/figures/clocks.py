"""Two clocks: each number at the day it was published and at the day it speaks about."""

import pandas as pd

from ..compare.wording import capital, count, heading
from . import gather, marks, strips
from .style import MARGIN, SMALL, Sheet, WIDTH, clean, fit, label, shorten

MOST = 12  # rows below the chart
HEIGHT = 120  # points, of the panel that shows the values over time
READING = ("A dot or bar is the day a number speaks about, a diamond the day it was published; hollow marks are expected, unverified, "
           "denied or unproven.")
BAND = ("In the chart, the shaded band reaches from the lowest to the highest number that stands on a day, and the solid line is the best "
        "one.")


def two_clocks(claims, sources, codebook=None, running=None):
    """The numbers of the measure with most claims on both clocks, as the figure `two_clocks`.

    running: table of date, low, best, high (from the summary), drawn behind the values.
    """
    chosen = marks.quantities(marks.ordered(claims))
    measure_name = most_claimed(chosen)
    rows = marks.statements(chosen[chosen["measure"] == measure_name], sources)
    units = pd.Series([row["unit"] for row in rows], dtype=str)
    rows = [row for row in rows if row["unit"] == (units.mode().iloc[0] if len(units) else "")]
    rows.sort(key=lambda row: (row["day_to"] or "9", row["day_from"], row["source_id"], row["start"]))
    dated = [row for row in rows if row["day_from"]]
    words = label(measure_name, codebook)
    sheet = Sheet("two_clocks", finding(dated, words))
    days = [row[day] for row in dated for day in ("day_from", "day_to", "published_from", "published_to")]
    scale = marks.date_scale(days, MARGIN + 44, WIDTH - MARGIN - marks.OVERHANG)
    _values(sheet, dated, scale, running)
    shown = _telling(dated)
    _rows(sheet, shown, scale)
    left_out = len(rows) - len(dated)
    notes = [f"{count(left_out, 'number')} without any date {'is' if left_out == 1 else 'are'} not drawn." if left_out else "",
             f"Below the chart, the {len(shown)} whose two days lie furthest apart." if len(shown) < len(dated) else "",
             BAND if running is not None and len(running) else ""]
    caption = " ".join([f"{heading(words)} by the day spoken of and the day of publication. {READING}", *filter(None, notes)])
    return sheet.save(caption, describe(dated, words), _data(dated))


def _telling(rows):
    """All rows if they fit on a page, else those whose two days lie furthest apart, in their order."""
    far = sorted(rows, key=lambda row: -abs(lag(row) or 0))[:MOST]
    return [row for row in rows if any(row is one for one in far)]


def most_claimed(claims):
    """The measure with most claims; the first in the alphabet of several."""
    times = claims["measure"].value_counts()
    return min(times[times == times.max()].index) if len(times) else ""


def lag(row):
    """Days from the day a statement speaks about to its publication; None unless the text fixes the first and the second is known."""
    if row["dated"] != "as of" or not row["published_from"]:
        return None
    return (pd.Timestamp(row["published_from"]) - pd.Timestamp(row["day_to"])).days


def finding(rows, words):
    """'Troops deployed: 4 of 11 numbers say which day they mean; one was printed at least 76 days later'."""
    if not rows:
        return f"{heading(words) or 'Numbers'}: none has a date"
    dated = [row for row in rows if row["dated"] == "as of"]
    say = "says which day it means" if len(dated) == 1 else "say which day they mean"
    oldest = max(dated, key=lambda row: lag(row) or 0, default=None)
    later = f"; one was printed {_later(oldest)} later" if oldest is not None and (lag(oldest) or 0) > 0 else ""
    return f"{heading(words)}: {len(dated)} of {count(len(rows), 'number')} {say}{later}"


def _later(row):
    """How long after the day it speaks of a number was printed: '76 days', 'at least 76 days' where either is more than one day."""
    exact = all(row[f"{day}_from"] == row[f"{day}_to"] for day in ("day", "published"))
    return f"{'' if exact else 'at least '}{count(lag(row), 'day')}"


def describe(rows, words):
    """Alt text: how many claims and sources, then what each says."""
    claims = sum(len(row["claim_ids"]) for row in rows)
    said_by = {row["source_id"] for row in rows}
    each = "; ".join(shorten(marks.tip(row), 150) for row in rows[:gather.MOST])
    rest = f"; and {len(rows) - gather.MOST} more" if len(rows) > gather.MOST else ""
    return f"{heading(words)} over time: {count(claims, 'claim')} from {count(len(said_by), 'source')}: {each}{rest}."


def _values(sheet, rows, scale, running):
    """The upper panel: values by the day they speak about, with the running low, best and high behind them."""
    ends = [row[end] for row in rows for end in ("low", "high")]
    ends += [] if running is None else [value for key in ("low", "best", "high") for value in running[key]]
    top = sheet.y + SMALL + 14
    upright = marks.value_scale(ends, 0, HEIGHT).flipped(top, top + HEIGHT)
    sheet.y += SMALL
    unit = rows[0]["unit"] if rows else ""
    scaled = f", {upright.words}" if upright.words else ""
    title = f"{capital(unit) or 'Value'} by the day spoken of{scaled}"
    sheet.text(MARGIN, sheet.y, fit(title, WIDTH - 2 * MARGIN, SMALL), "muted", SMALL, quiet=True)
    left, right = scale.left - marks.OVERHANG, scale.right + marks.OVERHANG
    sheet.box(left, top - 6, right - left, HEIGHT + 12)
    previous = 1e9
    for tick, text in upright.ticks:
        y = upright(tick)
        sheet.line([left, right], [y, y], "hollow", 1)
        if text and previous - y > SMALL + 2:
            sheet.text(left - 4, y + strips.DROP, marks.number(tick, short=True), "muted", SMALL, ha="right", quiet=True)
            previous = y
    if running is not None and len(running):
        _running(sheet, running, scale, upright)
    for row in rows:
        if marks.middle(row) is not None:
            _point(sheet, row, scale, upright)
    sheet.y = top + HEIGHT + 8


def _running(sheet, running, scale, upright):
    """Low to high as a band of steps, the best value as a line."""
    xs = [scale(marks.day_number(day)) for day in running["date"]] + [scale.right]
    for x, after, low, high in zip(xs, xs[1:], running["low"], running["high"]):
        if pd.notna(low) and pd.notna(high) and after > x:
            sheet.box(x, upright(high), after - x, max(upright(low) - upright(high), 1), "shade")
    best = [(x, upright(value)) for pair, value in zip(zip(xs, xs[1:]), running["best"]) if pd.notna(value) for x in pair]
    if best:
        sheet.line([x for x, _ in best], [y for _, y in best], "ink", 1.4)


def _point(sheet, row, scale, upright):
    """A value at the middle of the days it speaks about; ranges and open ends upright."""
    x = (scale(marks.day_number(row["day_from"])) + scale(marks.day_number(row["day_to"]))) / 2
    y, link, status = upright(marks.middle(row)), strips.link(row), strips.status(row)
    side = marks.bound(row)
    if side:
        tip = max(upright.right, min(upright.left, y - side * 14))
        sheet.line([x, x], [y, tip], status, 1.8, link=link)
        sheet.line([x], [tip], status, 0, marker="^" if side > 0 else "v", size=6, link=link, edge=0.5)
    elif row["low"] != row["high"]:
        sheet.line([x, x], [upright(row["low"]), upright(row["high"])], status, 3, link=link)
    sheet.mark(x, y, row["status"], size=7, link=link)


def _rows(sheet, rows, scale):
    """The lower panel: a track per statement with its two days, linked; its own axis below."""
    sheet.legend([(lambda x, y: sheet.mark(x + 4, y), 8, "day spoken of"),
                  (lambda x, y: _diamond(sheet, x + 4, y), 8, "day of publication")])
    sheet.y -= 4
    for row in rows:
        strips.named(sheet, row, f"“{clean(row['surface'])}”", dated=False)
        strips.track(sheet, scale)
        _days(sheet, row, scale)
        sheet.y += strips.TRACK + 4
    strips.axis(sheet, scale, [])


def _days(sheet, row, scale):
    y, link = sheet.y + strips.TRACK / 2, strips.link(row)
    place = lambda key: scale(marks.day_number(row[key]))
    if row["published_from"]:
        start, end = place("published_from"), place("published_to") if row["published_to"] else place("published_from")
        if row["dated"] == "as of":
            near = place("day_to") if place("day_to") < start else place("day_from")
            sheet.line([near, (start + end) / 2], [y, y], "muted", 1, link=link)
        if end - start > 2:
            sheet.line([start, end], [y, y], "muted", 2.2, dash=(1.2, 1), link=link)
        _diamond(sheet, (start + end) / 2, y, link)
    if row["dated"] == "as of":
        strips.span(sheet, row, place("day_from"), place("day_to"))


def _diamond(sheet, x, y, link=None):
    sheet.line([x], [y], "muted", 0, marker="D", size=5.5, fill="hollow", link=link, edge=1.4)


def _data(rows):
    data = [claim | {"days_to_publication": lag(row)} for row in rows for claim in row["told"]]
    return pd.DataFrame(data, columns=[*marks.DATA, "days_to_publication"]).astype({"days_to_publication": "Int64"})
