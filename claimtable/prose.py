"""The report's sentences, written from tables: no number is typed, each is a link to a claim or carries the recipe it came from."""

import functools
import re

from . import html, summary, tables
from .exhibits import numbers_table, positions_table
from .html import Fragment, calc, claim, element, prose
from .phrases import RELATION, STATUS, capital_number, day, listed, named


def lead(case):
    """The one paragraph under the title: what was read, over what time, and what came out."""
    sources = case.sources
    dated = sources[sources.published_from != ""]
    span = Fragment(f"published between {day(dated.published_from.min())} and {day(dated.published_to.max())}") if len(dated) else ""
    positions = case.claims[case.claims.position != ""]
    return prose(
        calc(len(sources), capital_number(len(sources)), table="sources", agg="count"), " sources, ", span, ", make ",
        calc(len(case.claims), table="claims", agg="count"), " claims about ", case.outline.event, ": ",
        calc(len(case.claims) - len(positions), table="claims", agg="count", where={"position": ""}), " numbers and dates, the rest positions. ",
        "They speak for ", calc(_origins(case.claims), table="claims", agg="nunique", col="origin"), " different origins. ",
        "Compared with each other and with the calendar, they leave ",
        calc(len(case.discrepancies), table="discrepancies", agg="count"), " discrepancies.")


def _origins(claims):
    return len({part for cell in claims.origin for part in tables.split(cell)})


@functools.lru_cache(maxsize=4)
def results(case):
    """The result of every measure that has one: {measure: dict of summary.headlines}; computed once for a case."""
    found = summary.headlines(case.claims, case.sources, case.book, None, case.discrepancies, case.actors)
    return {result["measure"]: result for result in found}


def bottom_line(case):
    """The answers to the headline questions, each with the words it rests on, then the worst clashes. => a list."""
    items = [element("li", *answer(case, results(case)[m])) for m in case.outline.headline if m in results(case)]
    if len(case.discrepancies):
        items.append(element("li", element("strong", "Where they differ most. "), *_worst(case)))
    return element("ul", *items, class_="bottom-line")


def _worst(case, most=3):
    """The gravest discrepancies, one to a measure, each as its cause in a sentence with a link to its card."""
    worst = case.discrepancies.sort_values(["severity", "comparison_id"], ascending=[False, True]).drop_duplicates("measure").head(most)
    for row in worst.itertuples():
        yield Fragment(f"{element('a', case.label(row.measure), href=f'#{row.comparison_id}')}: ")
        yield calc(row.explanation, row.explanation, table="discrepancies", agg="cell", col="explanation", where={"comparison_id": row.comparison_id})
        yield " "


def answer(case, result):
    """One measure's answer as parts of a sentence: what most origins say, the spread or the dissent, and how many speak."""
    kind = {"quantity": _quantity, "position": _position, "date": _date}[result["kind"]]
    return [element("strong", f"{case.label(result['measure']).rstrip('?')}. "), *kind(case, result)]


def _claims(case, ids):
    return [row for row in case.claims[case.claims.claim_id.isin(ids)].itertuples()]


def _quantity(case, result):
    """'Most often given: about 10,000 (the Pentagon, …). …': a value is shown in the words of a named origin where one gives it."""
    rows = case.claims[case.claims.claim_id.isin(result["claim_ids"])].sort_values(["attributed_to", "as_of_from"], ascending=False)
    best, low, high = (_wording(rows, result, end) for end in ("best", "low", "high"))
    if result["reports"] == 1:
        return ["Only ", named(case, best.source_id), " gives a number: ", claim(best.claim_id, best.surface), _by(best), "."]
    parts = ["Most often given: ", claim(best.claim_id, best.surface), _by(best), ". "]
    if result["low"] != result["high"]:
        ends = [row for row in (low, high) if row.claim_id != best.claim_id]
        parts += ["The numbers that still stand reach ", listed([Fragment(f"{word} {claim(row.claim_id, row.surface)}{_by(row)}")
                  for word, row in (("down to", low), ("up to", high)) if row in ends]), ". "]
    earlier = rows[(rows.as_of_from != "") & (rows.low < result["low"])].sort_values(["as_of_to", "as_of_from"]).head(1)
    if case.measure(result["measure"]).cumulative and len(earlier):
        first = next(earlier.itertuples())
        parts += ["The count began with ", claim(first.claim_id, first.surface), _by(first), ". "]
    return parts + _voices(result)


def _wording(rows, result, end):
    """The row that gives the low, best or high value: one with a named speaker and a date before one without."""
    same = rows[(rows.low == result[end]) | (rows.high == result[end])]
    return next((same if len(same) else rows[rows.claim_id == result[f"{end}_claim"]]).itertuples())


def _voices(result):
    """'Four reports, three origins.' with the recipes behind both numbers."""
    where = {"measure": result["measure"]}
    return [calc(result["reports"], capital_number(result["reports"]), table="claims", agg="nunique", col="source_id", where=where),
            " report" if result["reports"] == 1 else " reports", ", ",
            calc(result["origins"], table="claims", agg="nunique", col="origin", where=where), " origin." if result["origins"] == 1 else " origins."]


def _by(row):
    """' (the Pentagon, 28 October 2024)': who says so, and as of when if that is said."""
    said = [row.attributed_to or f"source {row.source_id} itself"] + ([day(row.as_of_from, row.as_of_to or None)] if row.as_of_from else [])
    return Fragment(f" ({', '.join(map(html.escape, said))})")


def _opposed(case, result):
    """(camps that a discrepancy sets against the leading one, the others)."""
    leading, *rest = [(camp, set(camp["claim_ids"])) for camp in result["camps"]]
    clashes = [set(tables.split(cell)) for cell in case.discrepancies[case.discrepancies.measure == result["measure"]].claim_ids]
    against = [camp for camp, ids in rest if any(clash & leading[1] and clash & ids for clash in clashes)]
    return against, [camp for camp, _ in rest if camp not in against]


def _position(case, result):
    """The positions and who takes each; their words are in the section's table."""
    against, others = _opposed(case, result)
    parts = [_taken(case, result["measure"], result["camps"][0], capital=True), "."]
    if against:
        parts += [" Against it: ", listed([_taken(case, result["measure"], camp) for camp in against]), "."]
    if others:
        parts += [" Also: ", listed([_taken(case, result["measure"], camp) for camp in others[:3]]), Fragment(" and more." if len(others) > 3 else ".")]
    return parts


def _taken(case, measure, camp, capital=False, most=5):
    """'Confirmed, say Ukrainian military, NATO and others': each name links to the words."""
    shown = {}
    for row in _claims(case, camp["claim_ids"]):
        shown.setdefault(row.origin, row)
    names = [claim(row.claim_id, origin) for origin, row in list(shown.items())[:most]]
    value = case.value(measure, camp["value"])
    value = value[0].upper() + value[1:] if capital else value
    return Fragment(f"{element('em', value)} ({listed(names)}{' and others' if len(shown) > most else ''})")


def _date(case, result):
    rows = _claims(case, result["claim_ids"])
    said = listed([Fragment(f"{claim(r.claim_id, '“' + r.surface + '”')} ({named(case, r.source_id)})") for r in rows])
    if result["from"] and result["to"]:
        span = day(result["from"], result["to"])
        return [span if result["meet"] else Fragment(f"Dates that do not meet, within {span}"), ": ", said, "."]
    return [said, "."]


def section(case, title):
    """All the report has to say on one question: a sentence for each measure, its discrepancies, the numbers and who asserts what."""
    return answers(case, case.section_of(title).measures, re.sub("[^a-z]+", "-", title.lower()).strip("-"))


def rest(case):
    """The measures that no section of the outline names, so that a measure somebody adds is never left out."""
    named_ones = {m for s in case.outline.sections for m in s.measures}
    others = [m.name for m in case.book.measures if m.name not in named_ones]
    return answers(case, others, "other") if case.claims.measure.isin(others).any() else prose("Every measure of the codebook has its section above.")


def answers(case, measures, slug):
    said = [m for m in measures if m in results(case)]
    items = [element("li", *answer(case, results(case)[m]), _cards(case, m)) for m in said]
    silent = [case.label(m).rstrip("?") for m in measures if not (case.claims.measure == m).any()]
    alone = [m for m in measures if m not in said and (case.claims.measure == m).any() and case.measure(m).kind != "text"]
    items += [element("li", element("strong", f"{case.label(m).rstrip('?')}. "), "Not as a plain fact: ", *_qualified(case, m), ".") for m in alone]
    parts = [element("ul", *items, class_="answers")] if items else []
    if silent:
        parts.append(prose(element("strong", "Nobody says: "), listed(silent), "."))
    parts += [numbers_table(case, measures, f"numbers-{slug}", "Numbers and dates, as each source states them"),
              positions_table(case, measures, f"positions-{slug}", "Who asserts what, in which words")]
    return Fragment("".join(map(str, parts)))


def _qualified(case, measure):
    """The claims of a measure that nobody states as a plain fact with a number, each with its status or as the vague word it is."""
    rows = [row for row in case.claims[case.claims.measure == measure].itertuples()]
    yield listed([Fragment(f"{claim(r.claim_id, r.surface)} ({html.escape(r.attributed_to or 'its own words')}, {named(case, r.source_id)}, "
                           f"{STATUS[r.status] if r.status != 'actual' else 'no number'})") for r in rows])


def _cards(case, measure):
    """' See discrepancy …' links to the cards of one measure, or nothing."""
    rows = case.discrepancies[case.discrepancies.measure == measure]
    if rows.empty:
        return ""
    links = [element("a", RELATION[r.relation], href=f"#{r.comparison_id}") for r in rows.itertuples()]
    return Fragment(f" <span class=\"see\">See: {listed(links)}.</span>")


def silences(case, silence):
    """What nobody says, and which sources are silent on the headline questions: by omission, or because it was too early."""
    asked = [m.name for m in case.book.measures if not (case.claims.measure == m.name).any()]
    parts = [prose(element("strong", "No source says anything about: "), listed([case.label(m).rstrip("?") for m in asked]), ".")] if asked else []
    for measure in case.outline.headline:
        rows = silence[silence.measure == measure]
        for state, words in (("omits", "left out, though it could have been known, by "), ("could_not_have_known", "not yet to be known by ")):
            quiet = list(rows[rows.state == state].source_id)
            if quiet:
                parts.append(prose(element("strong", f"{case.label(measure).rstrip('?')}: "), words, listed([named(case, s) for s in quiet]), "."))
    return Fragment("".join(map(str, parts)))
