"""The report's sentences, written from tables: no number is typed, each is a link to a claim or carries the recipe it came from."""

import functools
import re

from . import html, summary, tables
from .exhibits import numbers_table, positions_table
from .html import Fragment, calc, claim, element, prose
from .phrases import RELATION, STATUS, capital_number, day, listed, named

UNITS = {"km", "months", "years", "days"}  # units that a number's own words leave out


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
    """'Most often given: about 10,000 (the Pentagon, …). …'; where every number stands alone, all of them."""
    rows = case.claims[case.claims.claim_id.isin(result["claim_ids"])].sort_values(["attributed_to", "as_of_from"], ascending=False)
    best, low, high = (_wording(rows, result, end) for end in ("best", "low", "high"))
    behind = rows[rows.low == result["best"]].origin.nunique()
    vague = [row for row in case.claims[(case.claims.measure == result["measure"]) & (case.claims.modality == "vague") & (case.claims.status == "actual")].itertuples()]
    if len(rows) == 1:
        parts = ["Only ", named(case, best.source_id), " gives a number: ", stated(case, best), _by(best), "."]
    elif behind < 2:
        parts = ["Given are ", listed([Fragment(f"{stated(case, row)}{_by(row)}") for row in rows.sort_values(["low", "source_id"]).itertuples()]), "."]
    else:
        parts = ["Most often given: ", stated(case, best), _by(best), "."]
        ends = [(word, row) for word, row in (("down to", low), ("up to", high)) if row.low != best.low]
        if ends:
            parts += [" The numbers that still stand reach ", listed([Fragment(f"{word} {stated(case, row)}{_by(row)}") for word, row in ends]), "."]
        parts += _beginning(case, result, rows)
    return parts + ([" No number: ", listed([Fragment(f"{claim(r.claim_id, '“' + r.surface + '”')}{_by(r)}") for r in vague]), "."] if vague else [])


def _beginning(case, result, rows):
    """Where a count that only rises began: its earliest number, if that is smaller than what stands."""
    earlier = rows[(rows.as_of_from != "") & (rows.low < result["low"])].sort_values(["as_of_to", "as_of_from"]).head(1)
    if not case.measure(result["measure"]).cumulative or earlier.empty:
        return []
    first = next(earlier.itertuples())
    return [" The count began with ", stated(case, first), _by(first), "."]


def _wording(rows, result, end):
    """The row that gives the low, best or high value: one with a named speaker and a date before one without."""
    same = rows[(rows.low == result[end]) | (rows.high == result[end])]
    return next((same if len(same) else rows[rows.claim_id == result[f"{end}_claim"]]).itertuples())


def stated(case, row):
    """A number in its source's words, with the unit the words leave to the sentence: 'nearly 7,000 km'."""
    unit = case.measure(row.measure).unit
    ordinal = row.surface.endswith(("st", "nd", "rd", "th"))
    return Fragment(f"{claim(row.claim_id, row.surface)}{' ' + unit if unit in UNITS and not ordinal else ''}")


def _by(row):
    """' (the Pentagon, 28 October 2024)': who says so, as of when if that is said, and the word that hedges it."""
    said = [row.attributed_to or f"source {row.source_id}"] + ([f"“{row.hedge}”"] if row.hedge and not row.attributed_to else [])
    return Fragment(f" ({', '.join([*map(html.escape, said), *([str(day(row.as_of_from, row.as_of_to or None))] if row.as_of_from else [])])})")


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
    """'Confirmed (Pentagon in source 002, …)': each name links to the words; what is not stated as fact says so."""
    voices = {}
    for row in _claims(case, camp["claim_ids"]):
        voices.setdefault(row.origin if row.attributed_to else row.source_id, []).append(row)
    names = []
    for rows in list(voices.values())[:most]:
        row = next((r for r in rows if r.status == "actual"), rows[0])
        where = Fragment(f" in {named(case, row.source_id)}") if row.attributed_to else ""
        names.append(Fragment(f"{claim(row.claim_id, row.origin)}{where}{'' if row.status == 'actual' else ', ' + STATUS[row.status]}"))
    value = case.value(measure, camp["value"])
    value = value[0].upper() + value[1:] if capital else value
    return Fragment(f"{element('em', value)} ({'; '.join(map(str, names))}{'; and others' if len(voices) > most else ''})")


def _date(case, result):
    """Each date as stated, with the days it means: dates of different places are not folded into one."""
    rows = case.claims[case.claims.claim_id.isin(result["claim_ids"])].sort_values(["as_of_from", "source_id"]).itertuples()
    said = [Fragment(f"{claim(r.claim_id, '“' + r.surface + '”')} ({', '.join(filter(None, [str(day(r.as_of_from, r.as_of_to or None)) if r.as_of_from else '', html.escape(r.place), str(named(case, r.source_id))]))})")
            for r in rows]
    return [Fragment("; ".join(map(str, said))), "." if result["meet"] else ". These do not fit together."]


def section(case, title):
    """All the report has to say on one question: a sentence for each measure, its discrepancies, the numbers and who asserts what."""
    return answers(case, case.section_of(title).measures, re.sub("[^a-z]+", "-", title.lower()).strip("-"))


def rest(case):
    """The measures that no section of the outline names, so that a measure somebody adds is never left out."""
    named_ones = {m for s in case.outline.sections for m in s.measures}
    others = [m.name for m in case.book.measures if m.name not in named_ones]
    return answers(case, others, "other") if case.claims.measure.isin(others).any() else prose("None.")


def answers(case, measures, slug):
    said = [m for m in measures if m in results(case)]
    items = [element("li", *answer(case, results(case)[m]), _cards(case, m)) for m in said]
    silent = [case.label(m).rstrip("?") for m in measures if case.measure(m).kind == "quantity" and not (case.claims.measure == m).any()]
    alone = [m for m in measures if m not in said and (case.claims.measure == m).any() and case.measure(m).kind != "text"]
    items += [element("li", element("strong", f"{case.label(m).rstrip('?')}. "), "Only with a reservation: ", *_qualified(case, m), ".") for m in alone]
    parts = [element("ul", *items, class_="answers")] if items else []
    if silent:
        parts.append(prose(element("strong", "No source gives a number for: "), listed(silent), "."))
    parts += [numbers_table(case, measures, f"numbers-{slug}", "Numbers and dates, as each source states them"),
              positions_table(case, measures, f"positions-{slug}", "Who asserts what, in which words")]
    return Fragment("".join(map(str, parts)))


def _qualified(case, measure):
    """The claims of a measure that nobody states as a plain fact with a number, each with its status or as the vague word it is."""
    rows = [row for row in case.claims[case.claims.measure == measure].itertuples()]
    yield listed([Fragment(f"{stated(case, r)} ({html.escape(r.attributed_to or 'its own words')}, {named(case, r.source_id)}, "
                           f"{STATUS[r.status] if r.status != 'actual' else 'no number'})") for r in rows])


def _cards(case, measure):
    """' See discrepancy …' links to the cards of one measure, or nothing."""
    rows = case.discrepancies[case.discrepancies.measure == measure]
    if rows.empty:
        return ""
    links = [element("a", f"{RELATION[r.relation]}, {' and '.join('source ' + i for i in tables.split(r.source_ids)[:2])}", href=f"#{r.comparison_id}") for r in rows.itertuples()]
    return Fragment(f" <span class=\"see\">See: {'; '.join(map(str, links))}.</span>")


def silences(case, silence):
    """What nobody says, and which sources are silent on the headline questions: by omission, or because it was too early."""
    asked = [m.name for m in case.book.measures if m.kind == "quantity" and not (case.claims.measure == m.name).any()]
    parts = [prose(element("strong", "No source gives a number for: "), listed([case.label(m).rstrip("?") for m in asked]), ".")] if asked else []
    for measure in case.outline.headline:
        rows = silence[silence.measure == measure]
        for state, words in (("omits", "left out, though it could have been known, by "), ("could_not_have_known", "not yet to be known by ")):
            quiet = list(rows[rows.state == state].source_id)
            if quiet:
                parts.append(prose(element("strong", f"{case.label(measure).rstrip('?')}: "), words, listed([named(case, s) for s in quiet]), "."))
    return Fragment("".join(map(str, parts)))
