"""The figures: numbers across reports, one strip per statement.

Each public function draws one figure, writes NAME.svg, NAME.png and NAME.csv into paths.FIGURES and returns a `style.Drawn`.
"""

import re
from types import SimpleNamespace

import pandas as pd

from ..compare import summary
from ..compare.wording import capital, count, heading
from ..phrases import kind_of
from . import gather, marks
from .clocks import most_claimed, two_clocks
from .flow import who_says_so
from .sides import positions
from .strips import by_date, pile, strips
from .style import MARGIN, NORMAL, Sheet, WIDTH, clean, fit, label, shorten
from .subjects import coverage

READING = ("A filled dot is a stated value, a bar a range, an arrow an open end; hollow marks are expected (round), "
           "unverified (square), denied or unproven (cross). Each mark leads to its sentence.")
# So that a figure still fits on a page: above this many statements each takes one line instead of two (in a figure of its own, in the
# panels of the overview), and above the last all of a panel share a track.
ROOMY_ROWS, ROOMY_PANEL_ROWS, MOST_PANEL_ROWS = 18, 18, 36
MOST_CARDS = 24


def numbers(claims, sources, measure_name, codebook=None, name=None):
    """Every number that the sources put on one measure, as a figure `numbers_<measure>`."""
    chosen = marks.quantities(marks.ordered(claims[claims["measure"] == measure_name]))
    rows = marks.statements(chosen, sources)
    sheet = Sheet(name or f"numbers_{_slug(measure_name)}", finding(rows, label(measure_name, codebook)))
    left = 0
    for unit, group in _by_unit(rows):
        shown, more = gather.gathered(group)
        strips(sheet, shown, unit, roomy=len(rows) <= ROOMY_ROWS)
        left += more
    told = "each value and how many sources give it" if len(rows) > gather.MOST else "what each source says"
    caption = f"{heading(label(measure_name, codebook))}: {told}, smallest first. {READING}{gather.left_out(left, 'value', sheet.name)}"
    return sheet.save(caption, describe(rows, label(measure_name, codebook)), drawn(rows))


def overview(claims, sources, codebook=None):
    """All measures with a number from two claims or more, one small panel each, as `numbers_across_reports`."""
    chosen = marks.quantities(marks.ordered(claims))
    times = chosen["measure"][chosen["low"].notna() | chosen["high"].notna()].value_counts()  # a word in place of a number is none
    measures = [m for m in dict.fromkeys(chosen["measure"]) if times.get(m, 0) >= 2]
    rows = {m: marks.statements(chosen[chosen["measure"] == m], sources) for m in measures}
    differing = sum(not _one_value(rows[m]) for m in measures)
    these = "all" if 1 < differing == len(measures) else f"{differing} of the"
    these = "both measures" if differing == len(measures) == 2 else f"{these} {count(len(measures), 'measure')}"
    title = f"On {these} with several numbers, the numbers differ"
    if len(measures) == 1:
        title = "The numbers differ" if differing else "The numbers agree"
    total = sum(map(len, rows.values()))
    sheet = Sheet("numbers_across_reports", title if measures else "No measure has two numbers to set beside each other")
    for m in measures:
        sheet.y += NORMAL + 8
        sheet.text(MARGIN, sheet.y, fit(capital(label(m, codebook)), WIDTH - 2 * MARGIN, NORMAL, "bold"), weight="bold")
        sheet.y += 4
        for unit, group in _by_unit(rows[m]):
            if total > MOST_PANEL_ROWS:
                pile(sheet, group, unit)
            else:
                strips(sheet, group, unit, roomy=total <= ROOMY_PANEL_ROWS)
    alt = f"{count(len(measures), 'panel')}. " + " ".join(describe(rows[m], label(m, codebook), most=4) for m in measures)
    caption = f"What each source says on {count(len(measures), 'measure')}, each on its own scale. {READING}"
    return sheet.save(caption, alt.strip(), drawn([row for m in measures for row in rows[m]]))


def card(discrepancy, claims, sources, codebook=None):
    """The claims of one discrepancy on one axis, small, as `discrepancy_<id>`: numbers on a value axis, anything else by date."""
    ids = [part for part in discrepancy["claim_ids"].split("; ") if part]
    chosen = marks.ordered(claims[claims["claim_id"].isin(ids)])
    name = f"discrepancy_{_slug(discrepancy['comparison_id'])}"
    rows = marks.statements(chosen, sources)
    sheet = Sheet(name, "")
    if len(marks.quantities(chosen)) == len(chosen):
        for unit, group in _by_unit(rows):
            strips(sheet, gather.gathered(group, gather.MOST_OF_CARD)[0], unit, roomy=len(rows) <= ROOMY_ROWS)
    else:
        by_date(sheet, gather.gathered(rows, gather.MOST_OF_CARD)[0])
    words = label(discrepancy["measure"], codebook)
    title = f"{heading(words)}: {kind_of(SimpleNamespace(gap=discrepancy.get('gap', ''), relation=discrepancy['relation']))}"
    caption = f"{title}. {clean(discrepancy['reader_note'] or discrepancy['explanation'])}".strip()
    return sheet.save(caption, describe(rows, words), drawn(rows), title=title)


def draw_all(claims, sources, discrepancies, codebook=None, running=None, actors=None, clashing=None):
    """Every figure of the report: {name: Drawn}. The most-claimed measure is drawn large; each of the gravest discrepancies has its card.

    running: see `two_clocks`, without it that of the measure drawn large; clashing: the measures on which there is a discrepancy, see
    `positions`."""
    main = most_claimed(marks.quantities(claims))
    if running is None and codebook and main:
        running = summary.running(claims, sources, codebook, main, actors)
    figures = [overview(claims, sources, codebook), two_clocks(claims, sources, codebook, running),
               coverage(claims, sources, codebook), positions(claims, sources, codebook, clashing),
               who_says_so(claims, sources, actors)]
    if main:
        figures.append(numbers(claims, sources, main, codebook))
    figures += [card(row, claims, sources, codebook) for row in gravest(discrepancies).to_dict("records")]
    return {figure.name: figure for figure in figures}


def gravest(discrepancies):
    """The discrepancies that get a drawing, in their order: with many sources there are more than anybody looks at."""
    if len(discrepancies) <= MOST_CARDS:
        return discrepancies
    return discrepancies.loc[discrepancies["severity"].nlargest(MOST_CARDS).index.sort_values()]


# Words and data --------------------------------------------------------------------------------------------------------------

def finding(rows, name):
    """The figure's title, from its data: 'Troops deployed: 4 sources say 1,500 to 10,900'."""
    said_by = count(len({row["source_id"] for row in rows}), "source")
    say, speak = ("says", "speaks") if said_by == "1 source" else ("say", "speak")
    ends = [end for row in rows for end in (row["low"], row["high"]) if pd.notna(end)]
    if not rows:
        return f"{heading(name)}: no source gives a number"
    if not ends:
        return f"{heading(name)}: {said_by} {speak} of it without a number"
    one = marks.value_words(rows[0]) if len(rows) == 1 else marks.number(min(ends))
    values = one if min(ends) == max(ends) else f"{marks.number(min(ends))} to {marks.number(max(ends))}"
    return f"{heading(name)}: {said_by} {say} {values}"


def describe(rows, name, most=40):
    """Alt text: how many claims, sources and origins, then what each says."""
    claims, said_by = sum(len(row["claim_ids"]) for row in rows), {row["source_id"] for row in rows}
    origins = {row["origin"] for row in rows}
    said = "; ".join(shorten(marks.tip(row), 110) for row in rows[:most])
    rest = f"; and {len(rows) - most} more" if len(rows) > most else ""
    given_by = f"{count(claims, 'claim')} from {count(len(said_by), 'source')} and {count(len(origins), 'origin')}"
    return f"{heading(name)}: {given_by}: {said}{rest}."


def drawn(rows):
    """The data of a figure, one row per claim with the claim's own words, in the order drawn."""
    return pd.DataFrame([claim for row in rows for claim in row["told"]], columns=marks.DATA)


def _by_unit(rows):
    """Rows by the unit they count in, the most used first: one axis holds one unit."""
    units = {}
    for row in rows:
        units.setdefault(row["unit"], []).append(row)
    return sorted(units.items(), key=lambda item: (-len(item[1]), item[0]))


def _one_value(rows):
    return len({(row["low"], row["high"], row["unit"]) for row in rows if marks.middle(row) is not None}) <= 1


def _slug(text):
    return re.sub(r"[^A-Za-z0-9_-]+", "_", text).strip("_")
