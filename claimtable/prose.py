"""The report's sentences, written from tables: no number is typed, each is a link to a claim or carries the recipe it came from."""

import calendar
from datetime import date

import pandas as pd

from . import html, tables
from .html import Fragment, calc, claim, element, prose

STATUS = {"actual": "stated", "expected": "expected", "unverified": "unverified", "denied": "rejected by somebody"}


def listed(parts, last="and"):
    """['a', 'b', 'c'] => 'a, b and c' (Fragments stay what they are)."""
    parts = [html.escape(part) for part in parts]
    return Fragment(parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else "")


def day(start, end=None):
    """ISO day or interval as people write it, machine-readable: ('2024-10-08', '2024-10-13') => <time>8–13 October 2024</time>."""
    start, end = date.fromisoformat(start), date.fromisoformat(end or start)
    month = f"{calendar.month_name[end.month]} {end.year}"
    last = calendar.monthrange(end.year, end.month)[1]
    if start == end:
        text = f"{end.day} {month}"
    elif (start.year, start.month) == (end.year, end.month):
        text = month if (start.day, end.day) == (1, last) else f"{start.day}–{end.day} {month}"
    elif start.day == 1 and end.day == last:
        text = f"{calendar.month_name[start.month]}{'' if start.year == end.year else f' {start.year}'} to {month}"
    else:
        text = f"{start.day} {calendar.month_name[start.month]}{'' if start.year == end.year else f' {start.year}'} to {end.day} {month}"
    stamp = start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"
    return element("time", text, datetime=stamp) if start == end else element("time", text, data_interval=stamp)


def published(source):
    """When a source appeared, and whether it says so: a row of sources.csv => '5 November 2024', '… (inferred)' or 'date unknown'."""
    if not source.published_from:
        return Fragment("date unknown")
    when = day(source.published_from, source.published_to)
    return when if source.published_basis == "stated" else Fragment(f"{when} (inferred)")


def as_of(row):
    """The day a claim speaks about, or that it names none."""
    return day(row.as_of_from, row.as_of_to or None) if row.as_of_from else Fragment("not said")


def speaker(row):
    """Whose claim a row of claims.csv is, as the source words it, with who relayed it."""
    who = row.attributed_to or "its own words"
    return f"{who} (through {row.relay})" if row.relay and row.relay != who else who


def named(case, source_id):
    """A source as the report names it, linked to its text: 'source 000'."""
    return element("a", f"source {source_id}", href=f"#source-{source_id}", class_="source")


def lead(case):
    """The one paragraph under the title: what was read, over what time, and what came out."""
    sources = case.sources
    dated = sources[sources.published_from != ""]
    span = Fragment(f"published between {day(dated.published_from.min())} and {day(dated.published_to.max())}") if len(dated) else ""
    positions = case.claims[case.claims.position != ""]
    return prose(
        calc(len(sources), _capital(len(sources)), table="sources", agg="count"), " sources, ", span, ", make ",
        calc(len(case.claims), table="claims", agg="count"), " claims about ", case.outline.event, ": ",
        calc(len(case.claims) - len(positions), table="claims", agg="count", where={"position": ""}), " numbers and dates, the rest positions. ",
        "They speak for ", calc(_origins(case.claims), table="claims", agg="nunique", col="origin"), " different origins. ",
        "Compared with each other and with the calendar, they leave ",
        calc(len(case.discrepancies), table="discrepancies", agg="count"), " discrepancies.")


def _origins(claims):
    return len({part for cell in claims.origin for part in tables.split(cell)})


def _capital(number):
    from .derive import words

    return words(number).capitalize()


def numbers_table(case, measures, id, caption):
    """Every number and date the sources state for some measures, one row each, in the sources' own words."""
    names = [m for m in measures if case.measure(m).kind in ("quantity", "date")]
    rows = case.claims[case.claims.measure.isin(names)]
    if rows.empty:
        return Fragment("")
    rows = rows.assign(order=rows.measure.map(names.index)).sort_values(["order", "source_id", "start"])
    shown = pd.DataFrame({
        "claim_id": rows.claim_id, "about": rows.measure.map(case.label), "surface": rows.surface, "of": rows.place.where(rows.place != "", "–"),
        "status": rows.status.map(STATUS), "attributed_to": [speaker(r) for r in rows.itertuples()],
        "as_of": [as_of(r) for r in rows.itertuples()], "source_id": rows.source_id,
    })
    columns = {"about": "About", "surface": "As stated", "of": "Place", "status": "Status", "attributed_to": "Who says so", "as_of": "As of",
               "source_id": "Source"}
    return html.table(shown, id, caption, columns, link={"surface": "claim_id"}, source="claims", key="claim_id")


def positions_table(case, measures, id, caption):
    """Who asserts what: a row for each position, a column for each source, each cell the words that assert it."""
    names = [m for m in measures if case.measure(m).kind in ("position", "text")]
    rows = case.claims[case.claims.measure.isin(names) & (case.claims.position != "")]
    if rows.empty:
        return Fragment("")
    order = [(m, p) for m in names for p in rows[rows.measure == m].position.value_counts().index]
    sources = list(case.sources.source_id)
    cells = []
    for measure, position in order:
        said = rows[(rows.measure == measure) & (rows.position == position)]
        cells.append({"about": case.label(measure), "position": position.replace("_", " "),
                      **{s: _said(said[said.source_id == s]) for s in sources}})
    columns = {"about": "About", "position": "Position", **{s: f"Source {s}" for s in sources}}
    return html.table(pd.DataFrame(cells), id, caption, columns)


def _said(rows):
    """The words of each claim in one cell, linked, with whose they are when not the source's own; an expectation says so."""
    parts = []
    for row in rows.sort_values("start").itertuples():
        tail = [part for part in (row.attributed_to, STATUS[row.status] if row.status != "actual" else "") if part]
        parts.append(Fragment(f"{claim(row.claim_id, '“' + row.surface + '”')}{html.escape(' (' + ', '.join(tail) + ')') if tail else ''}"))
    return Fragment("; ".join(map(str, parts)))
