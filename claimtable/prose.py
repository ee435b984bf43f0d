"""The report's sentences, written from tables: no number is typed, each is a link to a claim or carries the recipe it came from."""

import calendar
import functools
import re
from datetime import date

import pandas as pd

from . import html, summary, tables
from .html import Fragment, calc, claim, element, prose

STATUS = {"actual": "stated", "expected": "expected", "unverified": "unverified", "denied": "rejected by somebody"}
RELATION = {"conflict": "a conflict", "misquote": "a misquotation", "status": "fact against doubt", "contradiction": "a contradiction",
            "internal": "a source against itself", "arithmetic": "parts against a total", "implausible": "a probable garbling",
            "check_failed": "a check that fails"}

TERMS = {
    "Source": "one article that was read.",
    "Report": "this document, and nothing else.",
    "Claim": "a few words of a source that put a number, a date or a position on something, always with the exact words.",
    "Origin": "the one whose claim it is: a ministry, an agency, a person, or the outlet itself where it names nobody.",
    "As of": "the day a claim speaks about, which may be long before the day it was printed.",
    "Discrepancy": "a difference a reader must know about, because no date, place, forecast or rounding explains it.",
    "Low, best, high": "the smallest, the most widely given and the largest number that still stands; the rule is printed above.",
    "Garbled": "words that cannot have been meant as they stand, most often from machine translation; kept as written.",
    "Stated, expected, unverified": "a source gives something as fact, as a forecast, or says itself that it has not been verified.",
}


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
    return [calc(result["reports"], _capital(result["reports"]), table="claims", agg="nunique", col="source_id", where=where),
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
    """Who asserts what: a row for each position, with the words that assert it, source by source."""
    names = [m for m in measures if case.measure(m).kind in ("position", "text")]
    rows = case.claims[case.claims.measure.isin(names) & (case.claims.position != "")]
    if rows.empty:
        return Fragment("")
    order = [(m, p) for m in names for p in rows[rows.measure == m].position.value_counts().index]
    said = {key: list(group.sort_values(["source_id", "start"]).itertuples()) for key, group in rows.groupby(["measure", "position"])}
    cells = [{"about": case.label(m), "position": case.value(m, p), "sources": tables.join(dict.fromkeys(r.source_id for r in said[m, p])),
              "words": Fragment("; ".join(str(_said(case, row)) for row in said[m, p]))} for m, p in order]
    return html.table(pd.DataFrame(cells), id, caption, {"about": "About", "position": "Position", "words": "In whose words", "sources": "Sources"})


def _said(case, row):
    """The words of a claim, linked, with whose they are; an expectation says so."""
    tail = [row.attributed_to or f"source {row.source_id}"] + ([STATUS[row.status]] if row.status != "actual" else [])
    return Fragment(f"{claim(row.claim_id, '“' + row.surface + '”')} ({html.escape(', '.join(tail))})")


def sources_table(case, ratings):
    """What was read, with when it appeared and how far its outlet can be relied on; the reasons fold out below."""
    rated = ratings.set_index("source_id")
    rows = pd.DataFrame([{"source_id": named_short(r.source_id), "title": r.title, "outlet": r.outlet or "not named", "published": published(r),
                          "reliability": rated.reliability[r.source_id]} for r in case.sources.itertuples()])
    table = html.table(rows, "sources", "The sources", {"source_id": "Source", "title": "Title", "outlet": "Outlet", "published": "Published",
                                                        "reliability": "Reliability"})
    reasons = [element("div", element("dt", _capitalised(named(case, r.source_id))),
                       element("dd", element("p", element("em", "Date. "), r.published_why), element("p", element("em", "Reliability. "), rated.why[r.source_id])))
               for r in case.sources.itertuples()]
    return Fragment(f"{table}{element('details', element('summary', 'How the dates and ratings were reached'), element('dl', *reasons, class_='glossary'))}")


def named_short(source_id):
    return element("a", source_id, href=f"#source-{source_id}", class_="source")


def explained(case):
    """Differences that are no contradictions, each with its reason."""
    rows = case.agreements[case.agreements.relation.isin(["growth", "forecast", "scope", "shift", "within_bound", "rounding"])]
    shown = rows.assign(measure=rows.measure.map(case.label), relation=rows.relation.str.replace("_", " "))
    return html.table(shown, "explained", "Differences that a date, a place, a forecast or rounding explains",
                      {"measure": "About", "relation": "Kind", "reader_note": "Why it is not a clash", "claim_ids": "Claims"},
                      link={"claim_ids": "claim_ids"}, source="agreements", key="comparison_id")


def checks_table(case):
    """Every check with its computation: what does not simply hold in sight, the rest folded below it."""
    order = ["fails", "holds_if", "cannot_be_checked"]
    rows = case.checks.assign(rank=case.checks.verdict.map({v: n for n, v in enumerate(order)})).sort_values(["rank", "kind", "check_id"], kind="stable")
    open_ones = _checks(rows[rows["rank"].notna()], "checks", "What fails, holds only under a reading that is named, or cannot be decided")
    held = _checks(rows[rows["rank"].isna()], "checks-held", "What holds")
    return Fragment(f"{open_ones}{element('details', element('summary', 'The checks that hold'), held)}")


def _checks(rows, id, caption):
    if rows.empty:
        return prose("None.")
    return html.table(rows.assign(verdict=rows.verdict.str.replace("_", " ")), id, caption,
                      {"verdict": "Verdict", "statement": "Statement", "computation": "Computation", "explanation": "What it means", "claim_ids": "Claims"},
                      link={"claim_ids": "claim_ids"}, source="checks", key="check_id")


def checks_summary(case):
    """'Of 50 checks, 30 hold, …'"""
    verdicts = [("holds", "hold"), ("holds_if", "hold under a reading that is named"), ("fails", "fail"), ("cannot_be_checked", "cannot be decided from the texts")]
    parts = [Fragment(f"{calc(int((case.checks.verdict == v).sum()), table='checks', agg='count', where={'verdict': v})} {words}")
             for v, words in verdicts if (case.checks.verdict == v).any()]
    return prose("Of ", calc(len(case.checks), table="checks", agg="count"), " checks, ", listed(parts), ".")


def origins_table(case, per_measure):
    """For each number and headline with more than one claim: reports, and the origins behind them."""
    told = [m.name for m in case.book.measures if m.kind == "quantity" or m.name in case.outline.headline]
    rows = per_measure[(per_measure.claims > 1) & per_measure.measure.isin(told)].assign(measure=lambda d: d.measure.map(case.label))
    return html.table(rows, "origins", "Reports and the origins behind them", {"measure": "About", "claims": "Claims", "reports": "Reports", "origins": "Origins",
                                                                                "origin_names": "Who"})


def drift_table(case, drift):
    """One origin's statement followed through the sources: number, status and hedge side by side."""
    if drift.empty:
        return prose("No origin's statement on one measure reaches two sources.")
    rows = drift.assign(measure=drift.measure.map(case.label), source=drift.source_id)
    return html.table(rows, "drift", "One origin, several sources: what was kept, lost and gained",
                      {"origin": "Origin", "measure": "About", "source": "Source", "surface": "In these words", "status": "Status", "hedge": "Hedge", "change": "Against the first"},
                      link={"surface": "claim_id"})


def clocks_table(case, clocks):
    """The clashes that vanish, or appear, once numbers are placed at the day they speak of."""
    rows = clocks[clocks.vanishes | clocks.appears]
    if rows.empty:
        return prose("No clash between numbers vanishes or appears when they are set by the day they speak of.")
    surface = case.claims.set_index("claim_id").surface
    shown = pd.DataFrame({"measure": rows.measure.map(case.label), "a": [claim(i, surface[i]) for i in rows.a], "b": [claim(i, surface[i]) for i in rows.b],
                          "published": rows.published.str.replace("_", " "), "as_of": rows.as_of.str.replace("_", " ")})
    return html.table(shown, "clocks", "What the date explains", {"measure": "About", "a": "One", "b": "The other", "published": "By publication date", "as_of": "By the day spoken of"})


def flip_table(case, flips):
    """Which headline would read otherwise without one source or origin. flips: tables of sensitivity.flip."""
    flips = pd.concat(flips)
    changed = flips[flips.changes].assign(measure=lambda d: d.measure.map(case.label))
    return html.table(changed, "flip", "What each headline rests on", {"measure": "Headline", "left_out": "Left out", "before": "As it stands", "after": "Without it"})


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


def _capitalised(fragment):
    return Fragment(str(fragment).replace(">source", ">Source", 1))
