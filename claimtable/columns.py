"""Tables for paper: column widths, type size and orientation from what the cells hold, so that no table is wider than its page."""

import copy
import re

from lxml.html import builder as E

PORTRAIT, LANDSCAPE = 481, 728  # points between the margins of an A4 page, as report.typ sets them
SIZES = {PORTRAIT: (8.5, 7.5), LANDSCAPE: (8, 7)}
LETTER = 0.5  # of the type size: a little more than the mean width of a letter, so that words fit
GUTTER = 9  # points of a cell's padding, left and right together
LONGEST = 11  # letters of a plain word that must stand unbroken; longer ones are hyphenated
LETTERS = re.compile(r"[^\W\d_]+")


def fit(table):
    """Give a table of the page's tree its widths; what fits on no page is broken into parts that repeat the first column."""
    grid = [[" ".join(cell.text_content().split()) for cell in row.iter("th", "td")] for row in table.iter("tr")]
    count = max(map(len, grid), default=0)
    if not count:
        return
    cells = [[row[c] for row in grid if c < len(row)] for c in range(count)]
    found = choose([least(column) for column in cells], [wanted(column) for column in cells])
    if found is None:
        first, second = _halves(table, count)
        fit(first)
        fit(second)
        return
    paper, points, widths = found
    group = E.COLGROUP(*(E.COL(style=f"width: {100 * width:.2f}%") for width in widths))
    table.insert(1 if table.find("caption") is not None else 0, group)
    _wrap(table, "small", data_points=str(points))
    if paper == LANDSCAPE:
        _wrap(table.getparent(), "landscape")


def choose(least, wanted):
    """Least and wanted letters per column => (paper, type size, share of the paper's width per column), or None if no paper is wide enough."""
    for paper, sizes in SIZES.items():
        for points in sizes:
            room = (paper - GUTTER * len(least)) / (points * LETTER)
            if sum(least) <= room:
                letters = spread(least, wanted, room)
                return paper, points, [(n * points * LETTER + GUTTER) / paper for n in letters]
    return None


def spread(least, wanted, room):
    """Letters per column: all that is wanted if there is room, else the least, and of the rest a share of what is still wanted.

    >>> spread([5, 5], [5, 50], 40)
    [5.0, 35.0]
    """
    missing = [max(0, w - n) for n, w in zip(least, wanted)]
    share = min(1, (room - sum(least)) / sum(missing)) if sum(missing) else 0
    return [n + m * share for n, m in zip(least, missing)]


def least(column):
    """The longest run that may not be broken: least(['internationally', '12,000']) => 11."""
    words = [word for text in column for word in re.split(r"[\s\-–/]+", text)]
    return max((min(len(w), LONGEST) if LETTERS.fullmatch(w.strip("“”().,;:?")) else len(w) for w in words), default=1) + 1


def wanted(column):
    """Letters that let nearly every cell stand on a few lines: the mean of the longest cell and the mean cell."""
    lengths = [len(text) for text in column if text] or [1]
    return min(max(lengths), (max(lengths) + sum(lengths) / len(lengths)) / 2) + 2


def _wrap(element, name, **attributes):
    wrapper = E.DIV(E.CLASS(name), **{key.replace("_", "-"): value for key, value in attributes.items()})
    wrapper.tail, element.tail = element.tail, None
    element.getparent().replace(element, wrapper)
    wrapper.append(element)


def _halves(table, count):
    """Two tables with about half of the columns each, the first column in both; only the first keeps the name."""
    middle = count // 2 + 1
    second = copy.deepcopy(table)
    second.attrib.pop("id", None)
    for caption in second.iterfind("caption"):
        caption.append(E.SPAN(" (continued)"))
    for part, kept in ((table, range(middle)), (second, [0, *range(middle, count)])):
        for row in part.iter("tr"):
            for n, cell in enumerate(list(row.iter("th", "td"))):
                if n not in kept:
                    row.remove(cell)
    for name in second.xpath(".//*[@id]"):
        del name.attrib["id"]
    table.addnext(second)
    return table, second
