"""Matrices: who speaks of what, and who takes which position."""

import pandas as pd

from .. import shortnames, sureness
from ..compare import origins, wording
from ..compare.wording import capital, count, heading
from . import gather, many as figure_many, marks, strips
from .style import MARGIN, NORMAL, SMALL, STATUSES, Sheet, WIDTH, clean, fit, label, measure, wrap

ROW = 16  # points
MOST = 40  # rows of a matrix that still fit on a page
ROOMY_ROWS = 18  # positions above this many rows leave the line with the actors' names out
GUTTER = 147  # room for the name of a row
COLUMN = 38
NARROWEST = 96  # room that must be left for the name of a row where columns are wider
DAY = 9.7  # size of the days over the columns
LINE = SMALL + 1.5
STATES = ("says", "could_not_have_known", "omits")


def coverage(claims, sources, codebook=None, silence=None):
    """Measure by source, as the figure `coverage`: says so (with the number of claims), could not have known yet, or omits.

    silence: table of measure, source_id, state (one of STATES); without it `origins.silence` decides.
    """
    claims = marks.ordered(claims)
    silence = origins.silence(claims, sources) if silence is None else silence
    columns, state = _columns(sources), {(r["measure"], r["source_id"]): r["state"] for r in silence.to_dict("records")}
    said = claims.groupby(["measure", "source_id"])["claim_id"].agg(list).to_dict()
    covered = {m: sum((m, c["source_id"]) in said for c in columns) for m in dict.fromkeys(claims["measure"])}
    measures = sorted(covered, key=lambda m: -covered[m])
    cells = [{"measure": m, "source_id": c["source_id"], "state": "says" if (m, c["source_id"]) in said else state.get((m, c["source_id"]), "omits"),
              "claims": len(said.get((m, c["source_id"]), [])), "claim_ids": "; ".join(said.get((m, c["source_id"]), []))}
             for m in measures for c in columns]
    names = shortnames.of_table(sources)
    sheet = Sheet("coverage", _coverage_title(covered, len(columns)))
    many = len(columns) > figure_many.FEW
    if many:
        listed = figure_many.coverage(sheet, measures, covered, cells, len(columns), lambda m: label(m, codebook))
    else:
        listed = [m for m in measures if covered[m] == 1] if len(measures) > MOST else []
        places = _head(sheet, columns, _key, [label(m, codebook) for m in measures if m not in listed])
        for m in measures:
            if m not in listed:
                _row(sheet, label(m, codebook), [c | {"subject": label(m, codebook), "called": names(c["source_id"])} for c in cells if c["measure"] == m], places, _cell)
        _alone(sheet, listed, columns, said, codebook)
    totals = {s: sum(c["state"] == s for c in cells) for s in STATES}
    alt = (f"Table of {count(len(measures), 'subject')} by {count(len(columns), 'source')}: {totals['says']} cells say something, with {sum(c['claims'] for c in cells):,} claims; "
           f"in {totals['could_not_have_known']} the source could not have known yet; {totals['omits']} are silent. "
           + "; ".join(f"{label(m, codebook)}: {covered[m]} of {len(columns)}" for m in measures) + ".")
    caption = ("What each source speaks of. A filled cell holds the number of claims and leads to the first; a ring: published before the day by which "
               "any claim says that it had happened, so it could not have known; a dash: it says nothing. Silence is not agreement.")
    if many:
        caption = ("How many sources speak of each subject; the bar leads to the first claim. Could not have known: published before the day by which any claim "
                   f"says that it had happened. Silence is not agreement. Which source says what is in {sheet.name}.csv."
                   + gather.left_out(len(listed), "subject", sheet.name))
    return sheet.save(caption, alt, pd.DataFrame(cells, columns=["measure", "source_id", "state", "claims", "claim_ids"]))


def _coverage_title(covered, sources):
    """'All 5 sources speak of 4 of 58 subjects; 20 rest on one source'."""
    everyone, alone = sum(n == sources for n in covered.values()), sum(n == 1 for n in covered.values())
    if sources < 2:
        return f"{count(sources, 'source')} {'speaks' if sources == 1 else 'speak'} of {count(len(covered), 'subject')}"
    if everyone == 0 and sources > figure_many.FEW:
        return f"No subject is in all {sources} sources" + (f"; {alone} of {len(covered)} {'rests' if alone == 1 else 'rest'} on one" if alone else "")
    of = f"all {len(covered)} subjects" if everyone == len(covered) > 1 else f"{everyone} of {count(len(covered), 'subject')}"
    return f"All {sources} sources speak of {of}" + (f"; {alone} {'rests' if alone == 1 else 'rest'} on one source" if alone else "")


def _alone(sheet, measures, columns, said, codebook):
    """What only one source speaks of, as a list per source, where the matrix would be longer than a page."""
    for column in columns:
        names = [label(m, codebook) for m in measures if (m, column["source_id"]) in said]
        if names:
            sheet.paragraph(f"Only {column['called']}: {', '.join(names)}.", SMALL, role="muted")


def positions(claims, sources, codebook=None, clashing=None):
    """Who asserts what, as the figure `positions`: a row per position of each question that is `disputed`, a column per source, the actors' names below.

    clashing: the measures on which there is a discrepancy; without it any on which several positions are taken may be shown.
    """
    taken = marks.effective(marks.ordered(claims[claims["position"] != ""]), sources)
    own = {m.name: m.statuses for m in codebook.measures} if codebook else {}
    taken = taken.assign(sure=[sureness.surely(row, own.get(row.measure, {})) for row in taken.itertuples()])
    measures = disputed(taken, clashing)
    taken, columns = taken[taken["measure"].isin(measures)], _columns(sources)
    many = len(columns) > figure_many.FEW
    groups = [] if many else taken.groupby(["measure", "position", "source_id"], sort=False)
    cells = {key: _stances(group, _value(*key[:2], codebook)) for key, group in groups}
    rows = {m: list(taken[taken["measure"] == m]["position"].value_counts(sort=False).sort_values(ascending=False, kind="stable").index) for m in measures}
    total = sum(map(len, rows.values()))
    sheet = Sheet("positions", _positions_title(measures, taken, codebook))
    places = [WIDTH - MARGIN - COLUMN * (len(STATUSES) - i - 0.5) for i in range(len(STATUSES))] if many else _head(sheet, columns, _status_key, [_value(m, p, codebook) for m in measures for p in rows[m]])
    if many:
        _status_key(sheet)
    for m in measures:
        if len(measures) > 1:
            sheet.y += NORMAL + 5
            sheet.text(MARGIN, sheet.y, fit(capital(label(m, codebook)), WIDTH - 2 * MARGIN, NORMAL, "bold"), weight="bold")
            sheet.y += 3
        for position in rows[m]:
            across = _by_status(taken[(taken["measure"] == m) & (taken["position"] == position)], _value(m, position, codebook)) if many else \
                [cells.get((m, position, c["source_id"]), []) for c in columns]
            names = _actors(taken[(taken["measure"] == m) & (taken["position"] == position)])
            _row(sheet, _value(m, position, codebook), across, places, _stance, names if total <= ROOMY_ROWS else "", max(map(len, across)))
    said_by = taken["source_id"].nunique()
    alt = (f"Table of {count(total, 'position')} on {count(len(measures), 'question')} by {count(len(columns), 'source')}: {count(len(taken), 'claim')} from {count(said_by, 'source')}. "
           + " ".join(f"{heading(label(m, codebook))}: " + "; ".join(f"{_value(m, p, codebook)} ({_told(taken[(taken['measure'] == m) & (taken['position'] == p)])})" for p in rows[m]) + "."
                      for m in measures))
    caption = ("Who asserts what. A mark stands where a source reports the position, its own or another's, one for each status; a number counts the claims behind it. "
               "Filled: stated as so; hollow: expected (round), unverified (square), denied or unproven (cross).")
    if many:
        caption = ("Who asserts what. A mark stands for the sources that report the position with that status, with their number beside it where there are several. "
                   "Filled: stated as so; hollow: expected (round), unverified (square), denied or unproven (cross).")
    drawn = [(m, position) for m in measures for position in rows[m]]  # the data have the order of the rows that are drawn
    data = taken.iloc[sorted(range(len(taken)), key=lambda n: drawn.index((taken["measure"].iloc[n], taken["position"].iloc[n])))]
    data = data["claim_id measure surface position status hedge source_id origin attributed_to dated day_from day_to published_from published_to".split()]
    return sheet.save(caption, alt.strip(), data)


def disputed(taken, clashing):
    """Measures on which several sources take more than one position and, if the `clashing` ones are known, positions clash: those that
    most sources and origins speak on, while they fit on a page."""
    taken = taken if clashing is None else taken[taken["measure"].isin(clashing)]
    spread = taken.groupby("measure", sort=False).agg(values=("position", "nunique"), sources=("source_id", "nunique"), origins=("origin", "nunique"))
    spread = spread[(spread["values"] > 1) & (spread["sources"] > 1)].sort_values(["sources", "origins"], ascending=False, kind="stable")
    rows = spread["values"].cumsum() + 2 * pd.Series(range(1, len(spread) + 1), index=spread.index)
    chosen = set(spread.index[(rows <= MOST) | (rows == rows.min())])
    return [m for m in dict.fromkeys(taken["measure"]) if m in chosen]


def _value(measure, position, codebook):
    """A position in words."""
    return wording.value_label(codebook, measure, position) if codebook else position.replace("_", " ")


def _positions_title(measures, taken, codebook):
    if not measures:
        return "On no question do positions of the sources clash"
    if len(measures) == 1:
        return f"{heading(label(measures[0], codebook))}: {taken['source_id'].nunique()} sources report {taken['position'].nunique()} positions"
    return f"The {len(measures)} disputed questions on which most sources and origins take sides"


# Drawing ---------------------------------------------------------------------------------------------------------------------

def _columns(sources):
    """Sources in order of publication, those without a date last, each with what a reader calls it."""
    names = shortnames.of_table(sources)
    return sorted([row | {"called": names(row["source_id"]), "tag": names.tag(row["source_id"])} for row in sources.to_dict("records")], key=lambda s: (s["published_from"] or "9", s["source_id"]))


def _head(sheet, columns, key, rows):
    """The key, then the sources' names and the days on which they can have appeared over their columns; returns {position in columns: x}.

    Names lie where their words have room and the names of the `rows` do not break the more for it; else they stand upright.
    """
    key(sheet)
    days = [marks.day_words(c["published_from"], c["published_to"], year=False) or "no date" for c in columns]
    usual = min(COLUMN, (WIDTH - MARGIN - GUTTER) / max(len(columns), 1))
    wide = max([usual, *(measure(word, DAY) + 2 for c in columns for word in c["tag"].split())])
    over = [wrap(c["tag"], wide - 1, DAY) for c in columns]
    below = [[line for part in day.replace(" – ", "\nto\n").split("\n") for line in wrap(part, wide - 3, DAY)] for day in days]
    room = WIDTH - MARGIN - wide * len(columns)
    heights = [LINE * sum(len(wrap(capital(clean(row)), width - MARGIN - 6, SMALL)) for row in rows) for width in (room, WIDTH - MARGIN - usual * len(columns))] if room > NARROWEST else [1, 0]
    upright = max((measure(c["tag"], SMALL) for c in columns), default=0) - LINE * max(map(len, over), default=0)
    lying = all("…" not in "".join(lines) and len(lines) <= 3 for lines in over + below) and heights[0] <= heights[1] + max(upright, 0)
    width = wide if lying else usual
    places = [WIDTH - MARGIN - width * (len(columns) - i - 0.5) for i in range(len(columns))]
    (_lying if lying else _upright)(sheet, places, *((over, below) if lying else ([c["tag"] for c in columns], days)))
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


def _row(sheet, words, cells, places, draw, below="", tall=1):
    """Words at the left, one cell per source, `tall` lines high, a light track under both, and if there are any the actors' names on a
    second line."""
    half = (places[1] - places[0]) / 2 if len(places) > 1 else 18
    room = (places[0] - half if places else WIDTH) - MARGIN - 6
    lines = wrap(capital(clean(words)), room, SMALL)
    height = ROW + (max(len(lines), tall) - 1) * LINE
    sheet.box(MARGIN, sheet.y, WIDTH - 2 * MARGIN, height - 2)
    for number, line in enumerate(lines):
        sheet.text(MARGIN + 4, sheet.y + height / 2 - 1 + strips.DROP + (number - (len(lines) - 1) / 2) * LINE, line, "ink", SMALL)
    for x, cell in zip(places, cells):
        draw(sheet, x, sheet.y + height / 2 - 1, cell, half)
    sheet.y += height
    if below:
        sheet.text(MARGIN + 4, sheet.y + SMALL - 1, fit(below, WIDTH - 2 * MARGIN - 8, SMALL), "muted", SMALL)
        sheet.y += SMALL + 5


def _cell(sheet, x, y, cell, half):
    if cell["state"] == "says":
        text = str(cell["claims"])
        link = (cell["claim_ids"].split("; ")[0], f"{heading(cell['subject'])}: {cell['called']}{first_of(cell['claims'])}")
        width = min(max(measure(text, SMALL, "bold") + 6, 13), 2 * half - 1)
        sheet.box(x - width / 2, y - 6.5, width, 13, "actual", link=link)
        sheet.text(x, y + strips.DROP, fit(text, width, SMALL, "bold"), "hollow", SMALL, "bold", ha="center", link=link)
    elif cell["state"] == "could_not_have_known":
        _ring(sheet, x, y)
    else:
        _dash(sheet, x, y)


def _ring(sheet, x, y):
    sheet.line([x], [y], "muted", 0, marker="o", size=7, fill="hollow", edge=1.3)


def _dash(sheet, x, y):
    sheet.line([x - 3, x + 3], [y, y], "muted", 1.2)


def _key(sheet):
    """What the three cells mean, drawn as they are drawn below."""
    sheet.legend([(lambda x, y: sheet.box(x, y - 6.5, 13, 13, "actual"), 13, "number of claims"),
                  (lambda x, y: _ring(sheet, x + 4, y), 8, "could not have known"), (lambda x, y: _dash(sheet, x + 3, y), 6, "says nothing")])


def _stances(rows, value):
    """[(mark, claim, words, how many)] of a cell: one for each status said there, the firmest first."""
    found = []
    for status, group in sorted(rows.groupby("status", sort=False), key=lambda item: STATUSES.index(item[0])):
        sure = " or ".join(dict.fromkeys(group["sure"]))
        words = f"{capital(value)}: {sure}; {group['called'].iat[0]}: {_actors(group, 'its own words')}{first_of(len(group))}"
        found.append((status, group["claim_id"].iat[0], words, len(group)))
    return found


def _by_status(rows, value):
    """A cell for each status: [] or its mark with the number of sources, for more sources than there is room for."""
    told = lambda group: f"{capital(value)}: {' or '.join(dict.fromkeys(group['sure']))}; {count(group['source_id'].nunique(), 'source')}; the first of {count(len(group), 'claim')}"
    return figure_many.stances([(status, rows[rows["status"] == status]) for status in STATUSES], told)


def first_of(number):
    """What a link to the first of several claims adds: '; the first of 3 claims'."""
    return f"; the first of {number} claims" if number > 1 else ""


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
