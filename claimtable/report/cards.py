"""Discrepancy cards: one for each question, with every side in its own words, how sure it is, who says so and when, and why they clash.

A card holds one point or several. A point is made of the discrepancies that share claims; its sides are the positions taken (each
with its status), or the numbers; of parts that do not add up, the parts are one side.
"""

import functools

import pandas as pd

from .. import html, intervals, paths, sureness, tables
from ..compare.wording import capital, inside
from ..figures import gather
from ..html import Fragment, calc, cell, element, fold, in_quotes
from ..phrases import as_of, capital_number, capitalized, claims_counted, gravity, kind_of, named, several

FEW = 3  # clashes of a point that are told in sight; the rest, between the same numbers, folds below them
MANY = 40  # clashes that fold; the rest is in the table of discrepancies
SIDES = 10  # sides of a point in their own sentences; of more, those that most sources take, and the ends of a row of numbers
RECORD, PARTS, TOTAL = "The record", "The parts", "A total"


def cards(case):
    """A card for each question on which there are discrepancies, gravest first. => HTML"""
    if case.discrepancies.empty:
        return html.prose("No discrepancy was found.")
    return Fragment("".join(str(card(case, measure, rows)) for measure, rows in by_question(case)))


@functools.lru_cache(maxsize=4)
def by_question(case):
    """[(measure, its discrepancies)], gravest first; among equals in the order of the bottom line, then the widest spoken of."""
    rows = case.discrepancies.assign(heard=case.discrepancies.source_ids.map(lambda cell: len(tables.split(cell))))
    rows = rows.sort_values(["severity", "heard", "comparison_id"], ascending=[False, False, True])
    asked = {measure: n for n, measure in enumerate(case.outline.headline)}

    def rank(item):
        measure, found = item
        return -found.severity.max(), asked.get(measure, len(asked)), -found.heard.max(), measure

    return sorted(rows.groupby("measure", sort=False), key=rank)


def address(measure):
    """Where a question's card stands."""
    return f"card-{measure}"


def card(case, measure, rows):
    """All discrepancies of one question."""
    body = [point(case, part) for part in points(rows)]
    return element("section", element("h3", case.question(measure)), *body, class_="card", id=address(measure))


def points(rows):
    """The discrepancies of a card in groups that share claims, in their order."""
    groups = []  # [rows, claims]
    for row in rows.itertuples():
        ids = set(tables.split(row.claim_ids))
        alone = row.relation == "arithmetic"  # its sides are sums, which no other point has
        met = [] if alone else [group for group in groups if group[1] & ids and group[0][0].relation != "arithmetic"]
        for group in met[1:]:
            met[0][0] += group[0]
            met[0][1] |= group[1]
            groups.remove(group)
        if met:
            met[0][0].append(row)
            met[0][1] |= ids
        else:
            groups.append([[row], ids])
    return [group[0] for group in groups]


def point(case, rows):
    """Why some claims clash, then every side of it."""
    found = case.among(tables.split_all(row.claim_ids for row in rows))
    quoted, listed_ones = foremost(sides(case, found, rows))
    shown = [side(case, *one) for one in quoted] + [others(case, listed_ones)]
    shown += [record(case, row) for row in rows if row.relation == "check_failed"]
    told, rest = (rows[:FEW], rows[FEW:]) if len(rows) > FEW + 1 else (rows, [])
    drawn_rows = [axis(case, row) for row in drawings(case, [rows])]
    return element("div", *causes(case, told, rows), further(case, rest, rows), *shown, *drawn_rows, class_="point")


def further(case, rest, rows):
    """The clashes of a point that are not told in sight, folded; of very many only some. rows: all of the point."""
    if not rest:
        return ""
    kept = rest if len(rest) <= MANY + 1 else rest[:MANY]
    left = rest[len(kept):]
    beyond = element("p", counted(left), " more are in the table of discrepancies.") if left else ""
    summary = Fragment(f"{counted(rest)} more differences between these")
    return fold(summary, *causes(case, kept, rows, brief=True), beyond)


def counted(rows):
    """How many discrepancies, with the recipe."""
    ids = sorted(row.comparison_id for row in rows)
    return calc(len(rows), capital_number(len(rows)), table="discrepancies", agg="count", where={"comparison_id": ids})


def foremost(found):
    """(sides to be quoted, sides to be listed), each in its order: of many, those that most sources take are quoted, and the smallest and
    the largest number."""
    if len(found) <= SIDES + 1:
        return found, []
    lows = {n: rows.low.min() for n, (_, _, rows) in enumerate(found) if rows.low.notna().any()}
    ends = {min(lows, key=lows.get), max(lows, key=lows.get)} if lows else set()
    order = sorted(range(len(found)), key=lambda n: (n not in ends, -found[n][2].source_id.nunique(), n))
    kept = set(order[:SIDES])
    return [found[n] for n in sorted(kept)], [found[n] for n in sorted(order[SIDES:])]


def others(case, found):
    """What else is said on a point of many sides: the words of each, with the number of its sources where it has several, folded."""
    if not found:
        return ""
    rows = [rows.iloc[0] for _, _, rows in found]
    ids = [row.claim_id for row in rows]
    said = several([Fragment(f"{in_quotes(row)} ({named(case, row.source_id)})") for row in rows], ids, 4 * SIDES)
    summary = Fragment(f"{claims_counted(ids, capital_number(len(ids)))} more statements on this point")
    return fold(summary, element("p", said, ".", class_="also"))


def causes(case, some, rows, brief=False):
    """'Said here, left open there (grave)', then 'One says …': a heading and a paragraph for each kind and gravity, with every cause of
    that kind, of some rows of a point; brief: of numbers only how far they are apart."""
    alike = {}
    for row in some:
        alike.setdefault((kind_of(row), gravity(row)), []).append(row)
    for (kind, grave), same in alike.items():
        title = element("h4", f"{capital(kind)} ", element("span", f"({grave})", class_="gravity"))
        told = [element("span", *why(case, row, rows, brief), " ", id=row.comparison_id) for row in same]
        yield element("div", title, element("p", *told), class_="cause")


def why(case, row, rows, brief=False):
    """The cause of a discrepancy as comparison gives it, or briefly its gap; of a source that stands on both sides of a clash already told,
    that it does."""
    within = lambda other: set(tables.split(row.claim_ids)) < set(tables.split(other.claim_ids))
    if row.relation == "internal" and any(map(within, rows)):
        return [capitalized(named(case, tables.split(row.source_ids)[0])), " stands on both sides."]
    against = between(case, row) if len(rows) > 1 else ""
    begins = not str(against)
    if brief and row.gap[:1].isdigit():
        return [against, cell(row, "gap", "discrepancies", begins=begins), " apart."]
    return [against, cell(row, "explanation", "discrepancies", begins=begins)]


def between(case, row, word=" against "):
    """'“7.6” against “7.8”: ', of a difference between numbers or dates; of anything else nothing."""
    found = case.among(tables.split(row.claim_ids))
    found = found[found.position == ""].assign(value=found.low.fillna(found.high)).sort_values(["value", "as_of_from"])
    if found.surface.nunique() < 2:
        return Fragment("")
    return Fragment(f"{in_quotes(found.iloc[0])}{word}{in_quotes(found.iloc[-1])}: ")


def sides(case, found, rows):
    """[(heading, status, claims)]: one side for each measure, position and status; each value of a number or date; earliest text first."""
    if any(row.relation == "arithmetic" for row in rows):
        added = intervals.additions(found)
        parts = found.source_id.isin(found.source_id[added])
        return [(PARTS, "actual", found[parts])] + [(TOTAL, "actual", group) for _, group in found[~parts].groupby("low", sort=True)]
    dated = found.as_of_from.where(found.kind == "date", "") + found.as_of_to.where(found.kind == "date", "")
    value = found.low.map(tables.plain) + "–" + found.high.map(tables.plain) + dated
    key = found.measure + "|" + found.position.where(found.position != "", value) + "|" + found.status
    return [(heading(case, group.iloc[0], found), group.status.iloc[0], group) for _, group in found.groupby(key, sort=False)]


def heading(case, row, found):
    """The position in words; of a number or date its own words, and what it is of where the point is about several things."""
    if row.position:
        return capital(case.value(row.measure, row.position))
    of = f"{case.label(row.measure).rstrip('?')}, " if found.measure.nunique() > 1 else ""
    return Fragment(f"{html.escape(of)}{in_quotes(row)}")


def side(case, title, status, rows):
    """One side: what it holds and how surely, the sentence of its first claim with the words marked (of parts, of each), who says so,
    and links to whoever says it too. What is said without a hedge comes first."""
    hedged = lambda row: bool(sureness.hedge_of(row))
    told = list(rows.sort_values(["source_id", "start"]).itertuples())
    quoted = told if title == PARTS else sorted(told, key=hedged)[:1]
    sure = "; ".join(dict.fromkeys(case.sure(row, hedge=True) for row in quoted))
    parts = [element("p", element("strong", title), f": {sure}", class_="stance")]
    for row in quoted:
        parts += [html.blockquote(row.quote, row.claim_id, row.surface), element("p", *byline(case, row), class_="byline")]
    also = [] if title == PARTS else sorted(told, key=hedged)[1:]
    if also:
        ids = [row.claim_id for row in also]
        parts.append(element("p", "So also: ", several([also_said(case, row) for row in also], ids), ".", class_="also"))
    return element("div", *parts, class_="side")


def also_said(case, row):
    """'“10,000” (the Pentagon, source 002, “about”)': a further claim of a side, whose it is, where it stands, and its hedge."""
    who = [html.escape(inside(row.attributed_to))] if row.attributed_to else []
    return Fragment(f"{in_quotes(row)} ({', '.join([*who, str(named(case, row.source_id)), *reserve(row)])})")


def reserve(row):
    """[the hedge of a statement of fact, in its marks], or []."""
    return [html.escape(f"“{row.hedge}”")] if row.status in ("actual", "denied") and sureness.hedge_of(row) else []


def record(case, row):
    """The other side of a check that fails: who published the fact it rests on, and the working, if the cause does not give it."""
    tested = next(check for check in case.checks.itertuples() if check.claim_ids == row.claim_ids and check.verdict == "fails")
    facts = [fact for fact in case.facts.facts if fact.id in tables.split(tested.fact_ids)]
    said = element("p", cell(tested, "computation", "checks", "check_id")) if tested.computation not in row.explanation else ""
    said = element("p", cell(tested, "computation", "checks", "check_id")) if tested.computation not in row.explanation else ""
    publishers = ", ".join(sorted({fact.citation.publisher for fact in facts} - {""}))
    title = element("p", element("strong", RECORD), f": {publishers}" if publishers else "", class_="stance")
    return element("div", title, said, class_="side")


def byline(case, row):
    """'The Pentagon, in source 002, as of 28 October 2024'; 'Source 002, in its own words'"""
    source = named(case, row.source_id)
    who = row.attributed_to
    parts = [capital(who), ", in ", source] if who else [capitalized(source), ", in its own words"]
    if row.relay and row.relay != who:
        parts += [", through ", row.relay]
    return [*parts, ", as of ", as_of(row)] if row.as_of_from else parts


def drawn(case):
    """What is drawn: for each point whose claims lie on one axis (all numbers, or all dates), its gravest discrepancy with the claims of
    all."""
    found = drawings(case, [part for _, rows in by_question(case) for part in points(rows)])
    return pd.DataFrame([row._asdict() for row in found], columns=case.discrepancies.columns)


def drawings(case, parts):
    """[a discrepancy with all claims of its point], one or none for each point."""
    kind, out = case.claims.set_index("claim_id").kind, []
    for rows in parts:
        for axis_of in ("quantity", "date"):
            alike = [row for row in rows if set(kind[tables.split(row.claim_ids)]) == {axis_of}]
            if alike:
                ids = dict.fromkeys(tables.split_all(row.claim_ids for row in alike))
                out.append(alike[0]._replace(claim_ids=tables.join(ids)))
    return out


def axis(case, row):
    """All values on one axis, where notebook 04 has drawn them."""
    name = f"discrepancy_{row.comparison_id}"
    if not (paths.FIGURES / f"{name}.svg").exists():
        return ""
    many = len(tables.split(row.claim_ids)) > gather.MOST_OF_CARD
    how = "; of many statements, one mark for all of one value, and the values that most sources give" if many else ""
    return html.figure(name, f"{case.question(row.measure)} The statements of this card that differ, on one axis{how}.")
