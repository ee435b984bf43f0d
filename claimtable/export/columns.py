"""Tables for paper: column widths, type size and orientation from what the cells hold, so that no table is wider than its page."""

import copy
import re

import numpy as np
from lxml.html import builder as E

PORTRAIT, LANDSCAPE = 470, 717  # points a table may take of an A4 page, upright and turned; report.typ sets the margins to match
SIZES = {PORTRAIT: (8.5, 7.5), LANDSCAPE: (8, 7)}
LETTER = 0.48  # of the type size: a little more than the mean width of a letter
GUTTER = 9  # points of a cell's padding, left and right together
LONGEST = 11  # letters of a plain word that must stand unbroken; where there is no room for longer ones, they are hyphenated
WHOLE = 40  # letters of a word that may ask for the room to stand unbroken
RAGGED = 1.15  # lines are not filled to the end
TALL = 25  # lines; a row that is taller may be split between pages
SHORT = 20  # lines; a table that has no more stays on one page
STEPS = 60  # portions in which spare width is handed out
PLAIN = re.compile(r"[^\W\d_]+")


def fit(table):
    """Give a table of the page's tree its widths; what fits on no page is broken into parts that repeat the first column."""
    grid = [[_words(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]
    count = max(map(len, grid), default=0)
    if not count:
        return
    grid = [row + [""] * (count - len(row)) for row in grid]
    found = choose(grid)
    if found is None and count > 2:
        for part in _halves(table, count):
            fit(part)
        return
    paper, points, widths, lines, broken = found or (LANDSCAPE, min(SIZES[LANDSCAPE]), [1 / count] * count, [TALL + 1], True)
    group = E.COLGROUP(*(E.COL(style=f"width: {100 * width:.2f}%") for width in widths))
    table.insert(1 if table.find("caption") is not None else 0, group)
    flag = lambda true: str(true).lower()
    wrap(table, "small", data_points=str(points), data_whole=flag(max(lines) <= TALL), data_short=flag(sum(lines) <= SHORT),
         data_broken=flag(broken))
    wrap(table.getparent(), "turned" if paper == LANDSCAPE else "beyond")


def _words(cell):
    """What will be set: the text, and for every link to a claim the number of a page."""
    return " ".join(cell.text_content().split()) + " 00" * len(cell.findall(".//a[@class='claim']"))


def choose(grid):
    """Rows of text => (paper, type size, share of the paper's width per column, lines of each row, whether words are hyphenated); None
    if no paper is wide enough."""
    lengths = np.array([[len(text) * RAGGED for text in row] for row in grid], dtype=float)
    unbroken, needed = (np.array([least(column, longest) for column in zip(*grid)], dtype=float) for longest in (WHOLE, LONGEST))
    for paper, sizes in SIZES.items():
        for points in sizes:
            room = (paper - GUTTER * len(needed)) / (points * LETTER)
            if needed.sum() <= room:
                broken = bool(unbroken.sum() > room)
                letters = spread(lengths, needed if broken else unbroken, room)
                lines = [int(most) for most in np.maximum(1, np.ceil(lengths / letters)).max(axis=1)]
                return paper, points, [(n * points * LETTER + GUTTER) / paper for n in letters], lines, broken
    return None


def spread(lengths, needed, room):
    """Letters per column: what is needed, then in portions to the column where a portion saves most height, until every cell is one line.

    lengths: letters of each cell, rows × columns. A row is as tall as its tallest cell; a power mean stands for that, so that every
    portion counts a little.
    """
    letters, enough = needed.copy(), np.maximum(lengths.max(axis=0) * 1.1 + 1, needed)
    portion = (room - needed.sum()) / STEPS
    tall = lambda column, width: np.maximum(1, lengths[:, column] / width) ** 4
    lines = np.stack([tall(c, n) for c, n in enumerate(letters)])
    for _ in range(STEPS if portion > 0 else 0):
        open_ones = [c for c in range(len(letters)) if letters[c] < enough[c]]
        if not open_ones:
            break
        trials = {c: tall(c, letters[c] + portion) for c in open_ones}
        total = lines.sum(axis=0)
        best = min(open_ones, key=lambda c: ((total - lines[c] + trials[c]) ** 0.25).sum())
        letters[best], lines[best] = letters[best] + portion, trials[best]
    return letters


def least(column, longest=LONGEST):
    """Letters of the longest run that may not be broken, and one more: least(['internationally', '12,000']) => 12."""
    words = [word for text in column for word in re.split(r"[\s\-–/]+", text)]
    return max((min(len(w), longest) if PLAIN.fullmatch(w.strip("“”().,;:?")) else len(w) for w in words), default=1) + 1


def wrap(element, name, **attributes):
    wrapper = E.DIV(E.CLASS(name), **{key.replace("_", "-"): value for key, value in attributes.items()})
    wrapper.tail, element.tail = element.tail, None
    element.getparent().replace(element, wrapper)
    wrapper.append(element)


def _halves(table, count):
    """Two tables with about half of the columns each, the first column in both; only the first keeps the name."""
    middle = count // 2 + 1
    second = copy.deepcopy(table)
    for named in second.xpath("descendant-or-self::*[@id]"):
        del named.attrib["id"]
    for caption in second.iterfind("caption"):
        caption.append(E.SPAN(" (continued)"))
    for part, kept in ((table, range(middle)), (second, [0, *range(middle, count)])):
        for row in part.iter("tr"):
            for n, cell in enumerate(list(row.iter("th", "td"))):
                if n not in kept:
                    row.remove(cell)
    table.addnext(second)
    return table, second
