"""The report's tables, made from the tables of the case."""

import functools
import re

import pandas as pd

from .. import html, shortnames, tables
from ..compare import lineage, origins, ratings
from ..compare.relate import DISCREPANCIES
from ..compare.wording import capital, inside
from ..html import Fragment, calc, claim, element, note, prose
from ..phrases import STATUS, TOLD, as_of, capitalized, listed, named, number_of, published, speaker, status_of, unit_left_out


ONLY = "There is only one source."
BY_THE_CLOCK = {"": "not comparable", "same": "the same", "rounding": "the same, rounded", "within_bound": "both fit", "growth": "no clash: it grew", "forecast": "no clash: a forecast",
                "scope": "no clash: not the same thing", "shift": "no clash: another time", **{clash: "a clash" for clash in DISCREPANCIES}}
UNEXPLAINED = {"stated": "Printed in the source.", "inferred": "Inferred; no reason is given.", "": "Not known."}  # a date that comes without its reasoning
NAMED = re.compile(r"\bsource ([\w.-]+)")


def numbers_table(case, measures, id, asked=""):
    """Every number and date the sources state for some measures, one row each, in the sources' own words. asked: what the caption begins with
    where the table is about several."""
    names = [m for m in measures if case.measure(m).kind in ("quantity", "date")]
    rows = case.claims[case.claims.measure.isin(names)]
    if rows.empty:
        return Fragment("")
    rows = rows.assign(order=rows.measure.map(names.index)).sort_values(["order", "source_id", "start"])
    graded = rated(case).set_index("claim_id")
    shown = pd.DataFrame({
        "value": rows.low.fillna(rows.high).astype(object).where(rows.kind == "quantity", rows.as_of_from), "day": rows.as_of_from, "rank": rows.claim_id.map(graded.credibility),
        "claim_id": rows.claim_id, "about": rows.measure.map(_with_unit(case, rows)), "surface": rows.surface, "of": rows.place.where(rows.place != "", "not said"),
        "status": [status_of(r) for r in rows.itertuples()], "attributed_to": [speaker(r) for r in rows.itertuples()],
        "as_of": [as_of(r) for r in rows.itertuples()], "source_id": rows.source_id.map(number_of),
        "credibility": rows.claim_id.map(graded.meaning),
    })
    columns = {"about": "About", "source_id": "Source", "surface": "As stated", "of": "Place", "status": "Status", "attributed_to": "Who says so",
               "as_of": "As of", "credibility": "Credibility"}
    if not rows.place.any():
        del columns["of"]
    caption = alone(shown, columns, "{}, as each source states it", f"{asked}Numbers and dates, as each source states them")
    return html.table(shown, id, caption, columns, link={"surface": "claim_id"}, source="claims", key="claim_id",
                      order={"surface": "value", "as_of": "day", "credibility": "rank"})


def _with_unit(case, rows):
    """{measure: its label}, with the unit where the words of a claim do not carry it: 'Total cost, in EUR'."""
    units = {m: next(filter(None, (unit_left_out(case.measure(m).unit, row) for row in group.itertuples())), "") for m, group in rows.groupby("measure")}
    return {m: f"{case.label(m)}, in {unit}" if unit else case.label(m) for m, unit in units.items()}


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
    cells = [{"about": case.label(m), "position": case.value(m, p), "words": _all_said(case, said[m, p])} for m, p in order]
    people = all(case.measure(m).kind == "text" for m, _ in order)
    shown, columns = pd.DataFrame(cells), {"about": "About", "position": "Who" if people else "Position", "words": "In whose words"}
    caption = alone(shown, columns, "{}, as each source words them" if people else "{}: who asserts what, in which words", f"{asked}Who asserts what, in which words")
    return html.table(shown, id, caption, columns)


def _all_said(case, rows, most=2 * TOLD):
    """The words of some claims, one after another; of many the first, and how many more there are."""
    alike = {}
    for row in rows:
        alike.setdefault((row.source_id, row.attributed_to, row.surface.lower(), status_of(row)), []).append(row)
    return _first([_said(case, *same) for same in alike.values()], most)


def _first(parts, most=TOLD):
    """'a; b; c', the parts of a cell; of many the first, and how many more there are."""
    some = parts if len(parts) <= most + 1 else parts[:most]
    more = [f"{len(parts) - len(some):,} more"] if len(some) < len(parts) else []
    return Fragment("; ".join(map(html.escape, [*some, *more])))


def _said(case, row, *again):
    """The words of a claim, linked, with whose they are; an expectation or a hedge says so. again: claims that have the very same."""
    who = Fragment(f"{html.escape(inside(row.attributed_to))} in {named(case, row.source_id)}" if row.attributed_to else str(named(case, row.source_id)))
    tail = [who, *filter(None, [status_of(row).removeprefix("stated").removeprefix(", ")])]
    words = " and again ".join(str(claim(one.claim_id, f"“{one.surface}”")) for one in (row, *again))
    return Fragment(f"{words} ({', '.join(map(html.escape, tail))})")


def sources_table(case, ratings):
    """What was read, with when it appeared and how far its outlet can be relied on; the reasons fold out below."""
    rated = ratings.set_index("source_id")
    rows = pd.DataFrame([{"source_id": number_of(r.source_id), "title": r.title, "outlet": r.outlet or "not named", "published": published(r), "day": r.published_from,
                          "reliability": f"{rated.reliability[r.source_id]}: {rated.meaning[r.source_id].removeprefix('reliability ')}"} for r in case.sources.itertuples()])
    caveat = note("A date marked as inferred is worked out from the text, and whatever rests on it is less sure.") if (case.sources.published_basis == "inferred").any() else ""
    table = html.table(rows, "sources", "The sources", {"source_id": "Source", "title": "Title", "outlet": "Outlet", "published": "Published",
                                                        "reliability": "Reliability"}, order={"published": "day"}, whole=True)
    reasons = [element("div", element("dt", capitalized(named(case, r.source_id))),
                       element("dd", element("p", element("em", "Date. "), r.published_why or UNEXPLAINED[r.published_basis]), element("p", element("em", "Reliability. "), rated.why[r.source_id])))
               for r in case.sources.itertuples()]
    return Fragment(f"{caveat}{table}{element('details', element('summary', 'How the dates and ratings were reached'), element('dl', *reasons, class_='glossary'))}")


def explained(case):
    """Differences that are no contradictions, each with its reason."""
    kinds = {"growth": "growth", "forecast": "forecast", "scope": "not the same thing", "shift": "change in time", "within_bound": "both fit", "rounding": "rounding"}
    alike = {"another place": "same number, other place", "other words": "same office, other words"}
    rows = case.agreements[case.agreements.relation.isin(kinds) | ((case.agreements.relation == "same") & case.agreements.gap.isin(alike))]
    if rows.empty:
        return prose("There are none.")
    notes = [linked(case, r.reader_note.removeprefix(f"{case.label(r.measure).rstrip('?')}: "), tables.split(r.claim_ids)) for r in rows.itertuples()]
    shown = rows.assign(about=rows.measure.map(case.label), relation=rows.relation.map(kinds).fillna(rows.gap.map(alike)), reader_note=notes)
    return html.table(shown, "explained", "Differences that a date, a place, a forecast or rounding explains",
                      {"about": "About", "relation": "Kind", "reader_note": "Why it is not a clash"}, source="agreements", key="comparison_id")


def linked(case, text, ids):
    """A sentence about some claims with each one's words, where they stand in quotation marks, linked to the claim; of claims with the
    same words, to the one whose source is named nearest."""
    told, named = {}, {}
    for i, surface, source in worded(case).loc[ids].itertuples():
        told.setdefault(surface.strip(html.QUOTES), []).append((i, source))
    for found in NAMED.finditer(text):
        named.setdefault(found[1].rstrip("."), []).append(found.start())

    def link(found):
        said = [(min((abs(at - found.start()) for at in named.get(source, ())), default=len(text)), i) for i, source in told.get(found[1].strip(html.QUOTES), ())]
        return str(claim(min(said)[1], found[0])) if said else html.escape(found[0])

    return Fragment("".join(link(found) if found[1] else html.escape(found[0]) for found in re.finditer(r"“([^“”]+)”|[^“]+|“", text)))


@functools.lru_cache(maxsize=4)
def worded(case):
    """The words of every claim, and its source, by its id."""
    return case.claims.set_index("claim_id")[["surface", "source_id"]]


def checks_table(case):
    """Every check with its computation: what does not simply hold in sight, the rest folded below it."""
    order = ["fails", "holds_if", "cannot_be_checked"]
    odd = case.checks.kind == "garbled"
    rows = case.checks[~odd].assign(rank=case.checks.verdict.map({v: n for n, v in enumerate(order)})).sort_values(["rank", "kind", "check_id"], kind="stable")
    open_ones = _checks(case, rows[rows["rank"].notna()], "checks", "What fails, holds only under a reading that is named, or cannot be decided") \
        or prose("None fails, none depends on a reading and none is left undecided.")
    held = _checks(case, rows[rows["rank"].isna()], "checks-held", "What holds")
    garbled = _checks(case, case.checks[odd], "garbled", "Passages that cannot have been meant as they stand; they are kept as they are") if odd.any() else ""
    return Fragment(f"{open_ones}{element('details', element('summary', 'The checks that hold'), held) if held else ''}{garbled}{facts_table(case)}")


def facts_table(case):
    """The outside facts that the checks rest on, each with where it can be looked up."""
    used = {i for cell in case.checks.fact_ids for i in tables.split(cell)}
    rows = [{"fact": fact.statement, "source": ", ".join(filter(None, (fact.citation.title, fact.citation.publisher, fact.citation.date))),
             "address": element("a", fact.citation.url, href=fact.citation.url, rel="noopener noreferrer", class_="address") if fact.citation.url.startswith("http") else fact.citation.url or "none given"}
            for fact in case.facts.facts if fact.id in used]
    return html.table(pd.DataFrame(rows), "facts", "The outside facts that these checks rest on", {"fact": "Fact", "source": "Published in", "address": "Address"}, folded=False) if rows else ""


def _checks(case, rows, id, caption):
    if rows.empty:
        return ""
    words = {column: [linked(case, text, tables.split(ids)) for text, ids in zip(rows[column], rows.claim_ids)] for column in ("statement", "computation")}
    verdict = rows.verdict.str.replace("_", " ").where(rows.kind != "garbled", "garbled")
    return html.table(rows.assign(verdict=verdict, **words), id, caption,
                      {"verdict": "Verdict", "statement": "Statement", "computation": "Computation", "explanation": "What it means"},
                      source="checks", key="check_id", folded=False)


def checks_summary(case):
    """'Of 50 checks, 30 hold, …'; where all hold, that they do; where there is none, that there is none."""
    verdicts = [("holds", "hold{}"), ("holds_if", "hold{} under a reading that is named"), ("fails", "fail{}"), ("cannot_be_checked", "cannot be decided from the texts")]
    tested = case.checks[case.checks.kind != "garbled"]
    kinds = sorted(set(tested.kind))
    count = tested.verdict.value_counts()
    digits = max(count, default=0) > 10  # one sentence has its numbers in digits or in words
    parts = [Fragment(f"{calc(int(count[v]), str(count[v]) if digits else None, table='checks', agg='count', where={'verdict': v, 'kind': kinds})} {words.format('s' if count[v] == 1 else '')}")
             for v, words in verdicts if v in count]
    odd = len(case.checks) - len(tested)
    besides = [" Besides, ", calc(odd, table="checks", agg="count", where={"kind": "garbled"}), " passages look" if odd > 1 else " passage looks", " garbled."] if odd else []
    every = calc(len(tested), table="checks", agg="count", where={"kind": kinds})
    if tested.empty:
        return prose("Nothing that the sources say could be checked in this way.", *besides)
    if set(tested.verdict) == {"holds"}:
        return prose(*(["All ", every, " checks hold."] if len(tested) > 2 else ["Both checks hold."] if len(tested) == 2 else ["The only check holds."]), *besides)
    return prose("Of ", every, " check", "s" * (len(tested) > 1), ", ", listed(parts), ".", *besides)


def origins_table(case, per_measure):
    """For each number and headline with more than one claim: reports, and the origins behind them."""
    told = [m.name for m in case.book.measures if m.kind == "quantity" or m.name in case.outline.headline]
    order = [*case.outline.headline, *(measure for measure in told if measure not in case.outline.headline)]
    rows = per_measure[(per_measure.claims > 1) & per_measure.measure.isin(told)].sort_values("measure", key=lambda names: names.map(order.index))
    known = shortnames.of_table(case.sources)
    rows = rows.assign(measure=rows.measure.map(case.label), origin_names=rows.origin_names.map(lambda names: _first([known.origin(name) for name in tables.split(names)])))
    if rows.empty:
        return prose("None of them has more than one claim.")
    return html.table(rows, "origins", "Sources and the origins behind them", {"measure": "About", "claims": "Claims", "reports": "Sources", "origins": "Origins",
                                                                                "origin_names": "Who"})


def drift_table(case, drift):
    """One origin's statement followed through the sources: number, status and hedge side by side."""
    if drift.empty:
        return prose(ONLY if len(case.sources) == 1 else "No origin's statement on one measure reaches two sources.")
    rows = drift.assign(origin=drift.origin.map(shortnames.of_table(case.sources).origin), measure=drift.measure.map(case.label), source=drift.source_id.map(number_of), status=drift.status.map(STATUS),
                        hedge=drift.hedge.replace("", "none"), change=drift.change.replace("", "the first"))
    return html.table(rows, "drift", "One origin, several sources: what was kept, lost and gained",
                      {"origin": "Origin", "measure": "About", "source": "Source", "surface": "In these words", "status": "Status", "hedge": "Hedge", "change": "Against the first"},
                      link={"surface": "claim_id"})


def lineage_table(case):
    """What sources share beyond what they cite: passages, long runs of words, numbers too particular to be chance; if there is
    none, that is the finding."""
    if len(case.texts) == 1:
        return prose(ONLY)
    surface = case.claims.set_index("claim_id").surface
    sources = lambda ids: _first([named(case, i) for i in tables.split(ids)])
    rows = [{"what": "a passage", "sources": sources(r.source_ids), "words": r.passage} for r in lineage.shared_wording(case.texts).itertuples()]
    rows += [{"what": "a run of words", "sources": sources(r.source_ids), "words": r.phrase} for r in lineage.shared_phrases(case.texts).itertuples()]
    rows += [{"what": "a rare number", "sources": sources(r.source_ids), "words": surface[tables.split(r.claim_ids)[0]]} for r in origins.shared_values(case.claims).itertuples()]
    if not rows:
        return prose("The texts were searched for shared passages, for long runs of the same words, and for numbers too particular to agree by chance. "
                     "There are none: no source can be shown to copy another, and the only links are those that they state.")
    return html.table(pd.DataFrame(rows), "lineage", "What sources have in common beyond what they cite", {"what": "Shared", "sources": "Sources", "words": "In these words"})


def credibility_table(case):
    """How many claims other origins confirm, and which: the second half of the Admiralty rating, claim by claim."""
    graded = case.claims[["claim_id", "source_id", "measure", "surface"]].merge(rated(case), on="claim_id")
    if graded.empty:
        return prose("There is no claim to rate.")
    rows = [{"level": str(level), "meaning": meaning, "claims": int((graded.credibility == level).sum()),
             "most": listed([f"“{case.label(m).rstrip('?')}”" for m in graded.measure[graded.credibility == level].value_counts().head(3).index])}
            for level, meaning in ratings.CREDIBILITY.items()]
    summary = html.table(pd.DataFrame(rows), "credibility", "Credibility of the claims, by what other origins say",
                         {"level": "Credibility", "meaning": "Meaning", "claims": "Claims", "most": "Most of them on"})
    alike = graded.sort_values("claim_id").groupby(["credibility", "measure", "why"], sort=True)
    each = html.table(pd.DataFrame([{"level": str(level), "about": case.label(measure), "why": why, "words": in_sources(rows)} for (level, measure, why), rows in alike]),
                      "credibility-each", "The credibility of every claim", {"level": "Credibility", "about": "About", "words": "As stated, by source", "why": "Why"}, folded=False)
    return Fragment(f"{summary}{element('details', element('summary', 'Claim by claim'), each, class_='figure-data')}")


def in_sources(rows):
    """The words of some claims, linked, source by source: '000: “10k”, “10,000”; 002: “about 10,000”'."""
    said = list(rows.groupby("source_id", sort=True))
    more = [f"{len(said) - 2 * TOLD:,} more sources"] if len(said) > 2 * TOLD + 1 else []
    shown = said[:2 * TOLD] if more else said
    return Fragment("; ".join([*(f"{named(None, source)}: {', '.join(str(claim(r.claim_id, f'“{r.surface}”')) for r in group.itertuples())}" for source, group in shown), *more]))


@functools.lru_cache(maxsize=4)
def rated(case):
    """The credibility of every claim; computed once for a case."""
    return ratings.credibility(case.claims, case.agreements, case.discrepancies, case.checks)


def clocks_table(case, clocks):
    """The clashes that vanish, or appear, once numbers are placed at the day they speak of."""
    rows = clocks[clocks.vanishes | clocks.appears]
    if rows.empty:
        return prose("No clash between numbers vanishes or appears when they are set by the day they speak of.")
    surface, source = (worded(case)[column] for column in ("surface", "source_id"))
    stated = lambda i: Fragment(f"{claim(i, surface[i])} ({named(case, source[i])})")
    shown = pd.DataFrame({"measure": rows.measure.map(case.label), "a": [stated(i) for i in rows.a], "b": [stated(i) for i in rows.b],
                          "published": rows.published.map(BY_THE_CLOCK), "as_of": rows.as_of.map(BY_THE_CLOCK)})
    shown = shown[~shown.assign(a=shown.a.map(html.words), b=shown.b.map(html.words)).duplicated()]
    return html.table(shown, "clocks", "What the date explains", {"measure": "About", "a": "One", "b": "The other", "published": "By publication date", "as_of": "By the day spoken of"})


def flip_table(case, flips):
    """Which headline would read otherwise without one source or origin. flips: tables of sensitivity.flip."""
    flips = pd.concat(flips)
    if flips.empty or not flips.changes.any():
        return prose("No headline would read otherwise.")
    flips = flips[flips.changes.astype(bool)].assign(name=lambda d: d.left_out.map(shortnames.of_table(case.sources).origin).where(d.by == "origin", "source " + d.left_out))
    rows = flips.groupby(["measure", "before", "after"], sort=False).agg(name=("name", lambda names: ", or ".join(dict.fromkeys(names)))).reset_index()
    rows = rows.assign(about=rows.measure.map(case.label), after=rows.after.where(rows.after != "", "nothing is left"))
    return html.table(rows, "flip", "What each headline rests on", {"about": "Headline", "before": "As it stands", "name": "Without", "after": "It would read"})
