"""Who takes which position: a row per position of each disputed question, a column per source."""

import pandas as pd

from .. import sureness
from ..compare import wording
from ..compare.wording import capital, count, heading
from . import many as figure_many, marks, matrix, strips
from .matrix import COLUMN, LINE, MOST
from .style import MARGIN, NORMAL, SMALL, STATUSES, Sheet, WIDTH, fit, label

ROOMY_ROWS = 18  # positions above this many rows leave the line with the actors' names out
SIGNS = "Filled: stated as so; hollow: expected (round), unverified (square), denied or unproven (cross)."
CAPTION = ("Who asserts what. A mark stands where a source reports the position, its own or another's, one for each status; a number "
           f"counts the claims behind it. {SIGNS}")
CAPTION_OF_MANY = ("Who asserts what. A mark stands for the sources that report the position with that status, with their number beside it "
                   f"where there are several. {SIGNS}")
DATA = ("claim_id measure surface position status hedge source_id origin attributed_to dated day_from day_to published_from "
        "published_to").split()


def positions(claims, sources, codebook=None, clashing=None):
    """Who asserts what, as the figure `positions`: a row per position of each question that is `disputed`, a column per source, the
    actors' names below.

    clashing: the measures on which there is a discrepancy; without it any on which several positions are taken may be shown.
    """
    taken = marks.effective(marks.ordered(claims[claims["position"] != ""]), sources)
    own = {m.name: m.statuses for m in codebook.measures} if codebook else {}
    taken = taken.assign(sure=[sureness.surely(row, own.get(row.measure, {})) for row in taken.itertuples()])
    measures = disputed(taken, clashing)
    taken = taken[taken["measure"].isin(measures)]
    rows = {m: _most_taken_first(taken[taken["measure"] == m]["position"]) for m in measures}
    taking = dict(list(taken.groupby(["measure", "position"], sort=False)))
    sheet = Sheet("positions", _title(measures, taken, codebook))
    columns = matrix.columns_of(sources)
    many = len(columns) > figure_many.FEW
    _status_key(sheet)
    if many:
        places = [WIDTH - MARGIN - COLUMN * (len(STATUSES) - i - 0.5) for i in range(len(STATUSES))]
    else:
        places = matrix.head(sheet, columns, [_value(m, p, codebook) for m in measures for p in rows[m]])
    total = sum(map(len, rows.values()))
    for m in measures:
        if len(measures) > 1:
            _question(sheet, label(m, codebook))
        for position in rows[m]:
            found, value = taking[m, position], _value(m, position, codebook)
            cells = _by_status(found, value) if many else _by_source(found, value, columns)
            names = _actors(found) if total <= ROOMY_ROWS else ""
            matrix.row(sheet, value, cells, places, _stance, names, max(map(len, cells)))
    alt = (f"Table of {count(total, 'position')} on {count(len(measures), 'question')} by {count(len(columns), 'source')}: "
           f"{count(len(taken), 'claim')} from {count(taken['source_id'].nunique(), 'source')}. ")
    for m in measures:
        each = "; ".join(f"{_value(m, position, codebook)} ({_told(taking[m, position])})" for position in rows[m])
        alt += f"{heading(label(m, codebook))}: {each}. "
    drawn = [(m, position) for m in measures for position in rows[m]]  # the data have the order of the rows that are drawn
    place = [drawn.index(row) for row in zip(taken["measure"], taken["position"])]
    data = taken.iloc[sorted(range(len(taken)), key=place.__getitem__)][DATA]
    return sheet.save(CAPTION_OF_MANY if many else CAPTION, alt.strip(), data)


def _most_taken_first(positions):
    """Each position once, by how many claims take it; among equals the one that is taken first."""
    return list(positions.value_counts(sort=False).sort_values(ascending=False, kind="stable").index)


def disputed(taken, clashing):
    """Measures on which several sources take more than one position and, if the `clashing` ones are known, positions clash: those that
    most sources and origins speak on, while they fit on a page."""
    taken = taken if clashing is None else taken[taken["measure"].isin(clashing)]
    spread = taken.groupby("measure", sort=False).agg(
        values=("position", "nunique"), sources=("source_id", "nunique"), origins=("origin", "nunique"))
    spread = spread[(spread["values"] > 1) & (spread["sources"] > 1)].sort_values(["sources", "origins"], ascending=False, kind="stable")
    rows = spread["values"].cumsum() + 2 * pd.Series(range(1, len(spread) + 1), index=spread.index)
    chosen = set(spread.index[(rows <= MOST) | (rows == rows.min())])
    return [m for m in dict.fromkeys(taken["measure"]) if m in chosen]


def _value(measure, position, codebook):
    """A position in words."""
    return wording.value_label(codebook, measure, position) if codebook else position.replace("_", " ")



def _title(measures, taken, codebook):
    if not measures:
        return "On no question do positions of the sources clash"
    if len(measures) == 1:
        sources, values = taken["source_id"].nunique(), taken["position"].nunique()
        return f"{heading(label(measures[0], codebook))}: {sources} sources report {values} positions"
    return f"The {len(measures)} disputed questions on which most sources and origins take sides"


def _question(sheet, words):
    """What the rows below it are about."""
    sheet.y += NORMAL + 5
    sheet.text(MARGIN, sheet.y, fit(capital(words), WIDTH - 2 * MARGIN, NORMAL, "bold"), weight="bold")
    sheet.y += 3


def _by_source(rows, value, columns):
    """A cell for each source: its marks for a position, none where it does not report it."""
    own = {source: _stances(group, value) for source, group in rows.groupby("source_id", sort=False)}
    return [own.get(column["source_id"], []) for column in columns]


def _stances(rows, value):
    """[(mark, claim, words, how many)] of a cell: one for each status said there, the firmest first."""
    found = []
    for status, group in sorted(rows.groupby("status", sort=False), key=lambda item: STATUSES.index(item[0])):
        sure = " or ".join(dict.fromkeys(group["sure"]))
        words = f"{capital(value)}: {sure}; {group['called'].iat[0]}: {_actors(group, 'its own words')}{matrix.first_of(len(group))}"
        found.append((status, group["claim_id"].iat[0], words, len(group)))
    return found


def _by_status(rows, value):
    """A cell for each status: [] or its mark with the number of sources, for more sources than there is room for."""
    def told(group):
        sure, sources = " or ".join(dict.fromkeys(group["sure"])), count(group["source_id"].nunique(), "source")
        return f"{capital(value)}: {sure}; {sources}; the first of {count(len(group), 'claim')}"

    return figure_many.stances([(status, rows[rows["status"] == status]) for status in STATUSES], told)


def _stance(sheet, x, y, cell, half):
    """A mark for each status of a cell, below each other; the number of claims beside it if there is more than one."""
    beside = half > 9 and any(number > 1 for *_, number in cell)
    for n, (status, claim_id, words, number) in enumerate(cell):
        at = y + (n - (len(cell) - 1) / 2) * LINE
        sheet.mark(x - 4 * beside, at, status, link=(claim_id, words))
        sheet.text(x - 4 * beside + 7, at + strips.DROP, str(number) if beside and number > 1 else "", "ink", SMALL, quiet=True)


def _status_key(sheet):
    named = (("actual", "stated as so"), ("expected", "expected"), ("unverified", "unverified"), ("denied", "denied or unproven"))
    sheet.legend([(lambda x, y, status=status: sheet.mark(x + 4, y, status), 8, words) for status, words in named])


def _told(rows):
    """Who takes a position and how surely: 'stated as fact: Pentagon, NATO; expected or possible: source 002 itself'."""
    return "; ".join(f"{sure}: {_actors(group)}" for sure, group in rows.groupby("sure", sort=False))


def _actors(rows, own="{} itself"):
    """The origins behind some claims, each once, in order of appearance. own: words for a source that names nobody."""
    voices = [(marks.voice(row), row["called"]) for row in rows.to_dict("records")]
    return ", ".join(dict.fromkeys(own.format(source) if voice == marks.OWN else voice for voice, source in voices))
