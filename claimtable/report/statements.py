"""The tables of a section: every number and date as the sources state it, and who asserts what in which words."""

import pandas as pd

from .. import html
from ..compare.wording import capital, inside
from ..html import Fragment, in_quotes
from ..phrases import TOLD, as_of, named, number_of, speaker, status_of, unit_left_out
from .exhibits import first_of, rated

NUMBERS = {"about": "About", "source_id": "Source", "surface": "As stated", "of": "Place", "status": "Status",
           "attributed_to": "Who says so", "as_of": "As of", "credibility": "Credibility"}


def numbers_table(case, measures, id, asked=""):
    """Every number and date the sources state for some measures, one row each, in the sources' own words. asked: what the caption begins
    with where the table is about several."""
    names = [m for m in measures if case.measure(m).kind in ("quantity", "date")]
    rows = case.claims[case.claims.measure.isin(names)]
    if rows.empty:
        return Fragment("")
    rows = rows.assign(order=rows.measure.map(names.index)).sort_values(["order", "source_id", "start"])
    graded = rated(case).set_index("claim_id")
    number = rows.low.fillna(rows.high).astype(object)
    shown = pd.DataFrame({
        "value": number.where(rows.kind == "quantity", rows.as_of_from), "day": rows.as_of_from,
        "rank": rows.claim_id.map(graded.credibility), "claim_id": rows.claim_id, "about": rows.measure.map(_with_unit(case, rows)),
        "surface": rows.surface, "of": rows.place.where(rows.place != "", "not said"),
        "status": [status_of(r) for r in rows.itertuples()], "attributed_to": [speaker(r) for r in rows.itertuples()],
        "as_of": [as_of(r) for r in rows.itertuples()], "source_id": rows.source_id.map(number_of),
        "credibility": rows.claim_id.map(graded.meaning),
    })
    columns = {column: head for column, head in NUMBERS.items() if column != "of" or rows.place.any()}
    caption = alone(shown, columns, "{}, as each source states it", f"{asked}Numbers and dates, as each source states them")
    return html.table(shown, id, caption, columns, link={"surface": "claim_id"}, source="claims", key="claim_id",
                      order={"surface": "value", "as_of": "day", "credibility": "rank"})


def _with_unit(case, rows):
    """{measure: its label}, with the unit where the words of a claim do not carry it: 'Total cost, in EUR'."""
    labels = {}
    for measure, group in rows.groupby("measure"):
        units = (unit_left_out(case.measure(measure).unit, row) for row in group.itertuples())
        unit = next(filter(None, units), "")
        labels[measure] = f"{case.label(measure)}, in {unit}" if unit else case.label(measure)
    return labels


def alone(shown, columns, one, several):
    """The caption of a table: where all its rows are about one thing, the caption names it and the column goes."""
    if shown["about"].nunique() > 1:
        return several
    del columns["about"]
    return one.format(capital(shown["about"].iloc[0].rstrip("?")))


def positions_table(case, measures, id, asked=""):
    """Who asserts what: a row for each position, with the words that assert it, source by source. asked: what the caption begins with."""
    names = [m for m in measures if case.measure(m).kind in ("position", "text")]
    rows = case.claims[case.claims.measure.isin(names) & (case.claims.position != "")]
    if rows.empty:
        return Fragment("")
    order = [(m, p) for m in names for p in rows[rows.measure == m].position.value_counts().index]
    said = {key: list(group.sort_values(["source_id", "start"]).itertuples()) for key, group in rows.groupby(["measure", "position"])}
    shown = pd.DataFrame([{"about": case.label(m), "position": case.value(m, p), "words": _all_said(case, said[m, p])} for m, p in order])
    if all(case.measure(m).kind == "text" for m, _ in order):  # people
        head, one = "Who", "{}, as each source words them"
    else:
        head, one = "Position", "{}: who asserts what, in which words"
    columns = {"about": "About", "position": head, "words": "In whose words"}
    return html.table(shown, id, alone(shown, columns, one, f"{asked}Who asserts what, in which words"), columns)


def _all_said(case, rows, most=2 * TOLD):
    """The words of some claims, one after another; of many the first, and how many more there are."""
    alike = {}
    for row in rows:
        alike.setdefault((row.source_id, row.attributed_to, row.surface.lower(), status_of(row)), []).append(row)
    return first_of([_said(case, same) for same in alike.values()], most)


def _said(case, rows):
    """The words of claims that have the very same, linked, with whose they are; an expectation or a hedge says so."""
    row = rows[0]
    source = named(case, row.source_id)
    who = Fragment(f"{html.escape(inside(row.attributed_to))} in {source}") if row.attributed_to else source
    how = status_of(row).removeprefix("stated").removeprefix(", ")
    tail = ", ".join(html.escape(part) for part in (who, how) if part)
    return Fragment(f"{' and again '.join(str(in_quotes(one)) for one in rows)} ({tail})")
