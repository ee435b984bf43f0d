"""Statements of one value gathered into one mark, where a figure would otherwise be longer than a page."""

import pandas as pd

from ..compare.wording import count
from . import marks
from .style import SMALL, clean, fit

MOST = 40  # rows of a figure that still fit on a page
MOST_OF_CARD = 18  # of one on a card


def gathered(rows, most=MOST):
    """(one row for all statements of one value and status where there are more than `most`, values left out): then those that most sources
    give, with the lowest and the highest. A row that stands for several has `sources` and `origins`, how many."""
    if len(rows) <= most:
        return rows, 0
    found = together(rows)
    valued = [n for n, row in enumerate(found) if marks.middle(row) is not None]
    ends = {valued[0], valued[-1]} if valued else set()
    widest = sorted(range(len(found)), key=lambda n: (n not in ends, -found[n].get("sources", 1), -found[n]["times"], n))
    kept = set(widest[:most])
    return [row for n, row in enumerate(found) if n in kept], len(found) - len(kept)


def together(rows):
    """One row for all statements of one value and status, in the order of the first of each."""
    alike = {}
    for row in rows:
        words = clean(row["surface"]).lower() if marks.middle(row) is None else ""
        days = (row["day_from"], row["day_to"]) if row["kind"] == "date" else ()
        value = (None if pd.isna(row[end]) else row[end] for end in ("low", "high"))
        alike.setdefault((words, *value, row["modality"], row["status"], row["part"], row["position"], *days), []).append(row)
    return [same[0] if len(same) == 1 else _joined(same) for same in alike.values()]


def _joined(same):
    ids = [claim_id for row in same for claim_id in row["claim_ids"]]
    sources, origins = ({row[column] for row in same} for column in ("source_id", "origin"))
    return same[0] | {"claim_ids": ids, "times": len(ids), "sources": len(sources), "origins": len(origins)}


def left_out(number, noun, name):
    """'12 more values are in the data (NAME.csv).'; '' for none."""
    return f" {number:,} more {noun}{'' if number == 1 else 's'} {'is' if number == 1 else 'are'} in {name}.csv." if number else ""


def givers(row):
    """Who gives a value that several statements have: '12 sources, 5 origins'; where all are one source's, that source."""
    if row["sources"] == 1:
        return f"{row['called']}, {row['times']} times"
    return f"{row['sources']:,} sources, {count(row['origins'], 'origin')}"


def fitted(row, width):
    return fit(givers(row), width, SMALL)
