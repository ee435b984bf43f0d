"""Figures of more sources than a page has columns for: counts of sources in place of a column, a line or a strip for each."""

from ..compare.wording import capital, count, heading
from .gather import MOST
from .strips import DROP
from .style import MARGIN, SMALL, WIDTH, clean, wrap

FEW = 15  # sources that a figure shows one by one
GUTTER = 147  # room for the name of a row
ROW = 16  # points
LINE = SMALL + 1.5
NUMBER = 26  # room for a count at the right


def bar(sheet, words, parts, total, number, weight="normal"):
    """A row: its words, then a bar of `total` with its parts from the left, [(how many, role of filling, role of edge, link)], then a
    number."""
    left, right = MARGIN + GUTTER, WIDTH - MARGIN - NUMBER
    lines = wrap(words, GUTTER - 6, SMALL, weight)
    height = ROW + (max(len(lines), 1) - 1) * LINE
    sheet.box(MARGIN, sheet.y, WIDTH - 2 * MARGIN, height - 2)
    middle = sheet.y + height / 2 - 1
    for at, line in enumerate(lines):
        sheet.text(MARGIN + 4, middle + DROP + (at - (len(lines) - 1) / 2) * LINE, line, "ink", SMALL, weight)
    x = left
    for part, fill, edge, link in parts:
        width = (right - left) * part / max(total, 1)
        if part:
            sheet.box(x, middle - 5, max(width, 1.5), 10, fill, edge, link=link, line=1)
        x += width
    sheet.text(WIDTH - MARGIN - 3, middle + DROP, f"{number:,}", "ink", SMALL, ha="right", quiet=True)
    sheet.y += height


def coverage(sheet, measures, covered, cells, sources, label):
    """A bar for each measure: how many sources speak of it, how many may have come too early to know. => measures that one source alone
    speaks of, left out where all would be more than a page."""
    sheet.legend([(lambda x, y: sheet.box(x, y - 5, 13, 10, "actual"), 13, "speak of it (how many)"),
                  (lambda x, y: sheet.box(x, y - 5, 13, 10, "hollow", "muted", line=1), 13, "perhaps too early"),
                  (lambda x, y: sheet.box(x, y - 5, 13, 10, "shade"), 13, "say nothing")])
    states = {}
    for cell in cells:
        states.setdefault(cell["measure"], []).append(cell)
    left_out = [m for m in measures if covered[m] == 1] if len(measures) > MOST else []
    for m in [m for m in measures if m not in left_out]:
        late = sum(cell["state"] == "perhaps_too_early" for cell in states[m])
        first = next((cell["claim_ids"].split("; ")[0] for cell in states[m] if cell["claim_ids"]), None)
        name = label(m)
        link = (first, f"{heading(name)}: {covered[m]} of {count(sources, 'source')}; the first claim") if first else None
        parts = [(covered[m], "actual", None, link), (late, "hollow", "muted", None), (sources - covered[m] - late, "shade", None, None)]
        bar(sheet, capital(name), parts, sources, covered[m])
    return left_out


def voices(sheet, pairs, hollow, most):
    """A bar for each of the `most` origins that most sources carry. => how many origins are left out"""
    weight = pairs.groupby("origin").agg(sources=("source_id", "nunique"), claims=("claims", "sum"), claim_ids=("claim_ids", "first"))
    weight = weight.reset_index()
    weight = weight.sort_values(["sources", "claims", "origin"], ascending=[False, False, True])
    top = int(weight["sources"].max()) if len(weight) else 1
    for row in weight.head(most).to_dict("records"):
        words = f"{row['origin']}: {count(row['claims'], 'claim')} in {count(row['sources'], 'source')}; the first of them"
        several = row["sources"] > 1
        filling = ("hollow", "muted") if row["origin"] in hollow else ("actual" if several else "muted", None)
        link = (row["claim_ids"].split("; ")[0], words)
        bar(sheet, clean(row["origin"]), [(row["sources"], *filling, link)], top, row["sources"], "bold" if several else "normal")
    return max(len(weight) - most, 0)


def stances(groups, told):
    """[(mark, claim, words, how many sources)] for each status with which a position is reported, as one cell for each status."""
    return [[(status, rows["claim_id"].iat[0], told(rows), rows["source_id"].nunique())] if len(rows) else [] for status, rows in groups]
