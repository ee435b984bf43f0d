"""What matrices have in common: a column per source with its name and day over it, a row per thing with its words at the left."""

from .. import shortnames
from ..compare.wording import capital
from . import marks, strips
from .style import MARGIN, SMALL, WIDTH, clean, fit, measure, wrap

ROW = 16  # points
MOST = 40  # rows of a matrix that still fit on a page
GUTTER = 147  # room for the name of a row
COLUMN = 38
NARROWEST = 96  # room that must be left for the name of a row where columns are wider
DAY = 9.7  # size of the days over the columns
LINE = SMALL + 1.5


def columns_of(sources):
    """Sources in order of publication, those without a date last, each with what a reader calls it."""
    names = shortnames.of_table(sources)
    columns = [row | {"called": names(row["source_id"]), "tag": names.tag(row["source_id"])} for row in sources.to_dict("records")]
    return sorted(columns, key=lambda row: (row["published_from"] or "9", row["source_id"]))


def head(sheet, columns, rows):
    """The sources' names and the days on which they can have appeared over their columns; returns [x of each column].

    Names lie where their words have room and the names of the `rows` do not break the more for it; else they stand upright.
    """
    tags = [column["tag"] for column in columns]
    days = [marks.day_words(column["published_from"], column["published_to"], year=False) or "no date" for column in columns]
    usual = min(COLUMN, (WIDTH - MARGIN - GUTTER) / max(len(columns), 1))
    wide = max([usual, *(measure(word, DAY) + 2 for tag in tags for word in tag.split())])
    over = [wrap(tag, wide - 1, DAY) for tag in tags]
    below = [[line for part in day.replace(" – ", "\nto\n").split("\n") for line in wrap(part, wide - 3, DAY)] for day in days]
    height = lambda width: LINE * sum(len(wrap(capital(clean(row)), width - MARGIN - 6, SMALL)) for row in rows)
    room, usual_room = (WIDTH - MARGIN - each * len(columns) for each in (wide, usual))
    upright = max((measure(tag, SMALL) for tag in tags), default=0) - LINE * max(map(len, over), default=0)
    legible = all("…" not in "".join(lines) and len(lines) <= 3 for lines in over + below)
    longer = height(room) - height(usual_room) if room > NARROWEST else 1
    lying = legible and longer <= max(upright, 0)
    width = wide if lying else usual
    places = [WIDTH - MARGIN - width * (len(columns) - i - 0.5) for i in range(len(columns))]
    if lying:
        _lying(sheet, places, over, below)
    else:
        _upright(sheet, places, tags, days)
    return places


def _lying(sheet, places, over, below):
    """Names and days, each in a few lines."""
    tall = max(map(len, over), default=1)
    for x, name, lines in zip(places, over, below):
        for number, line in enumerate([*[""] * (tall - len(name)), *name, *lines]):
            sheet.text(x, sheet.y + SMALL + 2 + number * LINE, line, "ink" if number < tall else "muted", DAY, ha="center", quiet=True)
    sheet.y += SMALL + 6 + (tall + max(map(len, below), default=1) - 1) * LINE


def _upright(sheet, places, names, days):
    """Names and days from below upward, beside each other where there is room for two lines, else after each other."""
    two = len(places) < 2 or places[1] - places[0] > 2 * SMALL + 3
    lines = [(fit(name, 150, SMALL), day) if two else (fit(f"{name}, {day}", 150, SMALL), "") for name, day in zip(names, days)]
    sheet.y += max((measure(text, SMALL) for pair in lines for text in pair), default=0) + 6
    for x, (name, day) in zip(places, lines):
        sheet.text(x + (-2 if two else SMALL / 2 - 1), sheet.y - 3, name, "ink", SMALL, rotation=90, quiet=True)
        sheet.text(x + SMALL, sheet.y - 3, day, "muted", SMALL, rotation=90, quiet=True)



def row(sheet, words, cells, places, draw, below="", tall=1):
    """Words at the left, one cell per source, `tall` lines high, a light track under both, and if there are any the actors' names on a
    second line."""
    half = (places[1] - places[0]) / 2 if len(places) > 1 else 18
    room = (places[0] - half if places else WIDTH) - MARGIN - 6
    lines = wrap(capital(clean(words)), room, SMALL)
    height = ROW + (max(len(lines), tall) - 1) * LINE
    sheet.box(MARGIN, sheet.y, WIDTH - 2 * MARGIN, height - 2)
    middle = sheet.y + height / 2 - 1
    for number, line in enumerate(lines):
        sheet.text(MARGIN + 4, middle + strips.DROP + (number - (len(lines) - 1) / 2) * LINE, line, "ink", SMALL)
    for x, cell in zip(places, cells):
        draw(sheet, x, middle, cell, half)
    sheet.y += height
    if below:
        sheet.text(MARGIN + 4, sheet.y + SMALL - 1, fit(below, WIDTH - 2 * MARGIN - 8, SMALL), "muted", SMALL)
        sheet.y += SMALL + 5


def first_of(number):
    """What a link to the first of several claims adds: '; the first of 3 claims'."""
    return f"; the first of {number} claims" if number > 1 else ""
