"""Who speaks of what: a row per subject, a column per source."""

import pandas as pd

from .. import shortnames
from ..compare import origins
from ..compare.wording import count, heading
from . import gather, many as figure_many, marks, matrix, strips
from .matrix import MOST
from .style import SMALL, Sheet, fit, label, measure

DATA = ["measure", "source_id", "state", "claims", "claim_ids"]
STATES = ("says", "perhaps_too_early", "omits")
CAPTION = ("What each source speaks of. A filled cell holds the number of claims and leads to the first; a ring: published before the "
           "day by which any claim says that it had happened, so it may have come too early to know; a dash: it says nothing. "
           "Silence is not agreement.")
CAPTION_OF_MANY = ("How many sources speak of each subject; the bar leads to the first claim. Perhaps too early: published before the "
                   "day by which any claim says that it had happened. Silence is not agreement. Which source says what is in {}.csv.")


def coverage(claims, sources, codebook=None, silence=None):
    """Measure by source, as the figure `coverage`: says so (with the number of claims), perhaps too early to know, or omits.

    silence: table of measure, source_id, state (one of STATES); without it `origins.silence` decides.
    """
    claims = marks.ordered(claims)
    silence = origins.silence(claims, sources) if silence is None else silence
    columns = matrix.columns_of(sources)
    said = claims.groupby(["measure", "source_id"])["claim_id"].agg(list).to_dict()
    covered = {m: sum((m, column["source_id"]) in said for column in columns) for m in dict.fromkeys(claims["measure"])}
    measures = sorted(covered, key=lambda m: -covered[m])
    cells = _cells(measures, columns, said, silence)
    labels = {m: label(m, codebook) for m in measures}
    sheet = Sheet("coverage", _title(covered, len(columns)))
    if len(columns) > figure_many.FEW:
        listed = figure_many.coverage(sheet, measures, covered, cells, len(columns), labels.get)
        caption = CAPTION_OF_MANY.format(sheet.name) + gather.left_out(len(listed), "subject", sheet.name)
    else:
        _grid(sheet, measures, covered, cells, columns, labels, shortnames.of_table(sources))
        caption = CAPTION
    return sheet.save(caption, _alt(cells, covered, columns, labels), pd.DataFrame(cells, columns=DATA))


def _cells(measures, columns, said, silence):
    """A cell for each measure and source: what state it is in, and its claims."""
    state = {(row["measure"], row["source_id"]): row["state"] for row in silence.to_dict("records")}
    cells = []
    for measure_name in measures:
        for column in columns:
            place = measure_name, column["source_id"]
            ids = said.get(place, [])
            cells.append({"measure": measure_name, "source_id": column["source_id"], "state": "says" if ids else state.get(place, "omits"),
                          "claims": len(ids), "claim_ids": "; ".join(ids)})
    return cells


def _grid(sheet, measures, covered, cells, columns, labels, names):
    """The matrix itself; where it would be longer than a page, what only one source speaks of is listed below it."""
    listed = [m for m in measures if covered[m] == 1] if len(measures) > MOST else []
    shown = [m for m in measures if m not in listed]
    _key(sheet)
    places = matrix.head(sheet, columns, [labels[m] for m in shown])
    for m in shown:
        row = [cell | {"subject": labels[m], "called": names(cell["source_id"])} for cell in cells if cell["measure"] == m]
        matrix.row(sheet, labels[m], row, places, _cell)
    for column in columns:
        alone = [labels[c["measure"]] for c in cells if c["measure"] in listed and c["source_id"] == column["source_id"] and c["claims"]]
        if alone:
            sheet.paragraph(f"Only {column['called']}: {', '.join(alone)}.", SMALL, role="muted")


def _alt(cells, covered, columns, labels):
    """The alt text: how many cells are in each state, and how many sources speak of each subject."""
    totals = {state: sum(cell["state"] == state for cell in cells) for state in STATES}
    claims = sum(cell["claims"] for cell in cells)
    each = "; ".join(f"{labels[m]}: {covered[m]} of {len(columns)}" for m in labels)
    return (f"Table of {count(len(labels), 'subject')} by {count(len(columns), 'source')}: {totals['says']} cells say something, with "
            f"{claims:,} claims; in {totals['perhaps_too_early']} the source may have come too early to know; "
            f"{totals['omits']} are silent. {each}.")


def _title(covered, sources):
    """'All 5 sources speak of 4 of 58 subjects; 20 rest on one source'."""
    everyone, alone = sum(n == sources for n in covered.values()), sum(n == 1 for n in covered.values())
    rest = "rests" if alone == 1 else "rest"
    if sources < 2:
        return f"{count(sources, 'source')} {'speaks' if sources == 1 else 'speak'} of {count(len(covered), 'subject')}"
    if everyone == 0 and sources > figure_many.FEW:
        return f"No subject is in all {sources} sources" + (f"; {alone} of {len(covered)} {rest} on one" if alone else "")
    of = f"all {len(covered)} subjects" if everyone == len(covered) > 1 else f"{everyone} of {count(len(covered), 'subject')}"
    return f"All {sources} sources speak of {of}" + (f"; {alone} {rest} on one source" if alone else "")


def _cell(sheet, x, y, cell, half):
    if cell["state"] == "says":
        text = str(cell["claims"])
        link = (cell["claim_ids"].split("; ")[0], f"{heading(cell['subject'])}: {cell['called']}{matrix.first_of(cell['claims'])}")
        width = min(max(measure(text, SMALL, "bold") + 6, 13), 2 * half - 1)
        sheet.box(x - width / 2, y - 6.5, width, 13, "actual", link=link)
        sheet.text(x, y + strips.DROP, fit(text, width, SMALL, "bold"), "hollow", SMALL, "bold", ha="center", link=link)
    elif cell["state"] == "perhaps_too_early":
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
                  (lambda x, y: _ring(sheet, x + 4, y), 8, "perhaps too early"),
                  (lambda x, y: _dash(sheet, x + 3, y), 6, "says nothing")])
