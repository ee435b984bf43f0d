"""Discrepancy cards: both sides in their own words, who says so and when, the cause, and both values on one axis."""

from . import html, paths, tables
from .html import Fragment, calc, claim, element
from .phrases import RELATION, STATUS, as_of, listed, named

GRAVITY = ((0.6, "grave"), (0.3, "notable"), (0.0, "small"))


def cards(case):
    """Every discrepancy as a card, gravest first. => HTML"""
    rows = case.discrepancies.sort_values(["severity", "measure", "comparison_id"], ascending=[False, True, True])
    return Fragment("".join(str(card(case, row)) for row in rows.itertuples()))


def card(case, row):
    """One row of discrepancies.csv as a card."""
    found = case.claims[case.claims.claim_id.isin(tables.split(row.claim_ids))]
    words = next(word for least, word in GRAVITY if row.severity >= least)
    one = set(found.position) if found.position.ne("").all() else set()
    what = f" ({case.value(found.measure.iloc[0], one.pop())})" if len(one) == 1 else ""
    return element(
        "section",
        element("h3", f"{case.label(row.measure).rstrip('?')}{what}: {RELATION[row.relation]}"),
        element("p", calc(row.explanation, row.explanation, table="discrepancies", agg="cell", col="explanation",
                          where={"comparison_id": row.comparison_id}), element("span", f" ({words})", class_="gravity"), class_="cause"),
        *(side(case, rows) for rows in sides(found)),
        axis(row),
        class_="card", id=row.comparison_id)


def sides(found):
    """The claims of a discrepancy by what they say: one group per measure and position, or per value; earliest text first."""
    dated = found.as_of_from.where(found.kind == "date", "") + found.as_of_to.where(found.kind == "date", "")
    value = found.low.map(tables.plain) + "–" + found.high.map(tables.plain) + dated
    said = found.position.where(found.position != "", value)
    one = found.position.nunique() == 1 and found.position.iloc[0] != ""  # the sides differ in how sure they are
    key = found.measure + "|" + (found.status if one else said)
    return [rows for _, rows in found.groupby(key, sort=False)]


def side(case, rows):
    """One side: the sentence of its first claim with the words marked, who says so, and links to whoever says it too."""
    first, *others = rows.sort_values(["source_id", "start"]).itertuples()
    also = [Fragment(f"{claim(o.claim_id, '“' + o.surface + '”')} ({html.escape(o.attributed_to) + ', ' if o.attributed_to else ''}{named(case, o.source_id)}"
                     f"{'' if o.status == 'actual' else ', ' + STATUS[o.status]})") for o in others]
    return element("div", html.blockquote(first.quote, first.claim_id, first.surface), element("p", *byline(case, first), class_="byline"),
                   element("p", "So also: ", listed(also), ".", class_="also") if also else "", class_="side")


def byline(case, row):
    """'The Pentagon, in source 002, as of 28 October 2024'."""
    who = row.attributed_to or "Its own words"
    parts = [who[0].upper() + who[1:], ", in ", named(case, row.source_id)]
    if row.relay and row.relay != row.attributed_to:
        parts += [", through ", row.relay]
    if row.status != "actual":
        parts += [", ", row.status]
    return [*parts, ", as of ", as_of(row)] if row.as_of_from else parts


def axis(row):
    """Both values on one axis, where notebook 04 has drawn them."""
    name = f"discrepancy_{row.comparison_id}"
    return html.figure(name, "The values on one axis.", row.explanation) if (paths.FIGURES / f"{name}.svg").exists() else ""
