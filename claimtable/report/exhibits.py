"""The report's tables, made from the tables of the case."""

import functools
import re

import pandas as pd

from .. import html, shortnames, tables
from ..compare import lineage, origins, ratings
from ..compare.relate import DISCREPANCIES
from ..html import Fragment, calc, claim, element, fold, in_quotes, prose
from ..phrases import STATUS, TOLD, capitalized, listed, named, number_of, published


ONLY = "There is only one source."
BY_THE_CLOCK = {"": "not comparable", "same": "the same", "rounding": "the same, rounded", "within_bound": "both fit",
                "growth": "no clash: it grew", "forecast": "no clash: a forecast", "scope": "no clash: not the same thing",
                "shift": "no clash: another time", **{clash: "a clash" for clash in DISCREPANCIES}}
EXPLAINED = {"growth": "growth", "forecast": "forecast", "scope": "different things", "shift": "change in time",
             "within_bound": "both fit", "rounding": "rounding"}  # relations that are no clash
SAME_BUT = {"another place": "same, elsewhere", "other words": "same, reworded"}  # gaps between what is the same
# Of a date that comes without its reasoning.
UNEXPLAINED = {"stated": "Printed in the source.", "inferred": "Inferred; no reason is given.", "": "Not known."}
NAMED = re.compile(r"\bsource ([\w.-]+)")
PARTS = re.compile(r"“([^“”]+)”|[^“]+|“")  # of a sentence: words in quotation marks, and what stands between them
OPEN = ["fails", "holds_if", "cannot_be_checked"]  # verdicts of checks that stand in sight, in this order


def first_of(parts, most=TOLD):
    """'a; b; c', the parts of a cell; of many the first, and how many more there are."""
    some = parts if len(parts) <= most + 1 else parts[:most]
    more = [f"{len(parts) - len(some):,} more"] if len(some) < len(parts) else []
    return Fragment("; ".join(map(html.escape, [*some, *more])))


def sources_table(case, ratings):
    """What was read, with when it appeared and how far its outlet can be relied on; the reasons fold out below."""
    rated = ratings.set_index("source_id")
    rows, reasons = [], []
    for r in case.sources.itertuples():
        rating = rated.loc[r.source_id]
        rows.append({"source_id": number_of(r.source_id), "title": r.title, "outlet": r.outlet or "not named", "published": published(r),
                     "day": r.published_from, "reliability": f"{rating.reliability}: {rating.meaning.removeprefix('reliability ')}"})
        why_this_day = element("p", element("em", "Date. "), r.published_why or UNEXPLAINED[r.published_basis])
        why_so_reliable = element("p", element("em", "Reliability. "), rating.why)
        reasons.append(element("div", element("dt", capitalized(named(case, r.source_id))), element("dd", why_this_day, why_so_reliable)))
    inferred = (case.sources.published_basis == "inferred").any()
    caveat = "A date marked as inferred is worked out from the text, and whatever rests on it is less sure." if inferred else None
    columns = {"source_id": "Source", "title": "Title", "outlet": "Outlet", "published": "Published", "reliability": "Reliability"}
    table = html.table(pd.DataFrame(rows), "sources", "The sources", columns, order={"published": "day"}, whole=True, note=caveat)
    folded = fold("How the dates and ratings were reached", element("dl", *reasons, class_="glossary"))
    return Fragment(f"{table}{folded}")


def explained(case):
    """Differences that are no contradictions, each with its reason, in the order of the outline."""
    found = case.agreements
    rows = found[found.relation.isin(EXPLAINED) | ((found.relation == "same") & found.gap.isin(SAME_BUT))]
    if rows.empty:
        return prose("There are none.")
    asked = [measure for section in case.outline.sections for measure in section.measures]
    place = {measure: n for n, measure in enumerate(asked)}
    rows = rows.sort_values("measure", key=lambda measures: measures.map(place).fillna(len(asked)), kind="stable")
    notes = [linked(case, r.reader_note.removeprefix(f"{case.label(r.measure).rstrip('?')}: "), tables.split(r.claim_ids))
             for r in rows.itertuples()]
    kinds = rows.relation.map(EXPLAINED).fillna(rows.gap.map(SAME_BUT))
    return html.table(rows.assign(about=rows.measure.map(case.label), relation=kinds, reader_note=notes), "explained",
                      "Differences that a date, a place, a forecast or rounding explains",
                      {"about": "About", "relation": "Kind", "reader_note": "Why it is not a clash"},
                      source="agreements", key="comparison_id")


def linked(case, text, ids):
    """A sentence about some claims with each one's words, where they stand in quotation marks, linked to the claim; of claims with the
    same words, to the one whose source is named nearest."""
    told, named = {}, {}
    for i, surface, source in worded(case).loc[ids].itertuples():
        told.setdefault(surface.strip(html.QUOTES), []).append((i, source))
    for found in NAMED.finditer(text):
        named.setdefault(found[1].rstrip("."), []).append(found.start())

    def link(found):
        said = told.get(found[1].strip(html.QUOTES), ()) if found[1] else ()
        if not said:
            return html.escape(found[0])
        how_far = lambda source: min((abs(at - found.start()) for at in named.get(source, ())), default=len(text))
        _, nearest = min((how_far(source), i) for i, source in said)
        return str(claim(nearest, found[0]))

    return Fragment("".join(map(link, PARTS.finditer(text))))


@functools.lru_cache(maxsize=4)
def worded(case):
    """The words of every claim, and its source, by its id."""
    return case.claims.set_index("claim_id")[["surface", "source_id"]]


def checks_table(case):
    """Every check with its computation: what does not simply hold in sight, the rest folded below it."""
    odd = case.checks.kind == "garbled"
    rank = case.checks.verdict.map({verdict: n for n, verdict in enumerate(OPEN)})
    rows = case.checks[~odd].assign(rank=rank).sort_values(["rank", "kind", "check_id"], kind="stable")
    open_ones = _checks(case, rows[rows["rank"].notna()], "checks",
                        "What fails, holds only under a reading that is named, or cannot be decided")
    none_open = prose("None fails, none depends on a reading and none is left undecided.")
    held = _checks(case, rows[rows["rank"].isna()], "checks-held", "What holds")
    garbled = _checks(case, case.checks[odd], "garbled", "Passages that cannot have been meant as they stand; they are kept as they are")
    return Fragment(f"{open_ones or none_open}{fold('The checks that hold', held) if held else ''}{garbled}{facts_table(case)}")


def facts_table(case):
    """The outside facts that the checks rest on, each with where it can be looked up."""
    used = set(tables.split_all(case.checks.fact_ids))
    rows = [{"fact": fact.statement, "address": _address(fact.citation.url),
             "source": ", ".join(filter(None, (fact.citation.title, fact.citation.publisher, fact.citation.date)))}
            for fact in case.facts.facts if fact.id in used]
    if not rows:
        return ""
    return html.table(pd.DataFrame(rows), "facts", "The outside facts that these checks rest on",
                      {"fact": "Fact", "source": "Published in", "address": "Address"}, folded=False)


def _address(url):
    """Where a fact can be looked up: a link where it is on the web, else what is given in its place."""
    if not url.startswith("http"):
        return url or "none given"
    return element("a", url, href=url, rel="noopener noreferrer", class_="address")


def _checks(case, rows, id, caption):
    if rows.empty:
        return ""
    words = {column: [linked(case, text, tables.split(ids)) for text, ids in zip(rows[column], rows.claim_ids)]
             for column in ("statement", "computation")}
    verdict = rows.verdict.str.replace("_", " ").where(rows.kind != "garbled", "garbled")
    return html.table(rows.assign(verdict=verdict, **words), id, caption,
                      {"verdict": "Verdict", "statement": "Statement", "computation": "Computation", "explanation": "What it means"},
                      source="checks", key="check_id", folded=False)


def checks_summary(case):
    """'Of 50 checks, 30 hold, …'; where all hold, that they do; where there is none, that there is none."""
    verdicts = [("holds", "hold{}"), ("holds_if", "hold{} under a reading that is named"), ("fails", "fail{}"),
                ("cannot_be_checked", "cannot be decided from the texts")]
    tested = case.checks[case.checks.kind != "garbled"]
    kinds = sorted(set(tested.kind))
    count = tested.verdict.value_counts()
    counted = lambda number, words=None, **where: calc(number, words, table="checks", agg="count", where=where)
    in_digits = max(count, default=0) > 10  # one sentence has its numbers in digits or in words
    parts = []
    for verdict, words in verdicts:
        if number := int(count.get(verdict, 0)):
            many = counted(number, str(number) if in_digits else None, verdict=verdict, kind=kinds)
            parts.append(Fragment(f"{many} {words.format('s' if number == 1 else '')}"))
    odd = len(case.checks) - len(tested)
    besides = [" Besides, ", counted(odd, kind="garbled"), " passages look" if odd > 1 else " passage looks", " garbled."] if odd else []
    every = counted(len(tested), kind=kinds)
    if tested.empty:
        return prose("Nothing that the sources say could be checked in this way.", *besides)
    if set(tested.verdict) == {"holds"}:
        all_hold = {1: ["The only check holds."], 2: ["Both checks hold."]}.get(len(tested), ["All ", every, " checks hold."])
        return prose(*all_hold, *besides)
    return prose("Of ", every, " check", "s" * (len(tested) > 1), ", ", listed(parts), ".", *besides)


def origins_table(case, per_measure):
    """For each number and headline with more than one claim: reports, and the origins behind them."""
    told = [m.name for m in case.book.measures if m.kind == "quantity" or m.name in case.outline.headline]
    order = [*case.outline.headline, *(measure for measure in told if measure not in case.outline.headline)]
    rows = per_measure[(per_measure.claims > 1) & per_measure.measure.isin(told)]
    if rows.empty:
        return prose("None of them has more than one claim.")
    rows = rows.sort_values("measure", key=lambda names: names.map(order.index))
    known = shortnames.of_table(case.sources)
    who = rows.origin_names.map(lambda names: first_of([known.origin(name) for name in tables.split(names)]))
    return html.table(rows.assign(measure=rows.measure.map(case.label), origin_names=who), "origins", "Sources and the origins behind them",
                      {"measure": "About", "claims": "Claims", "reports": "Sources", "origins": "Origins", "origin_names": "Who"})


def drift_table(case, drift):
    """One origin's statement followed through the sources: number, status and hedge side by side."""
    if drift.empty:
        return prose(ONLY if len(case.sources) == 1 else "No origin's statement on one measure reaches two sources.")
    rows = drift.assign(
        origin=drift.origin.map(shortnames.of_table(case.sources).origin), measure=drift.measure.map(case.label),
        source=drift.source_id.map(number_of), status=drift.status.map(STATUS), hedge=drift.hedge.replace("", "none"),
        change=drift.change.replace("", "the first"))
    return html.table(rows, "drift", "One origin, several sources: what was kept, lost and gained",
                      {"origin": "Origin", "measure": "About", "source": "Source", "surface": "In these words", "status": "Status",
                       "hedge": "Hedge", "change": "Compared with the first"}, link={"surface": "claim_id"})


def lineage_table(case):
    """What sources share beyond what they cite: passages, long runs of words, numbers too particular to be chance; if there is
    none, that is the finding."""
    if len(case.texts) == 1:
        return prose(ONLY)
    sources = lambda ids: first_of([named(case, i) for i in tables.split(ids)])
    surface = case.claims.set_index("claim_id").surface
    found = [("a passage", r.source_ids, r.passage) for r in lineage.shared_wording(case.texts).itertuples()]
    found += [("a run of words", r.source_ids, r.phrase) for r in lineage.shared_phrases(case.texts).itertuples()]
    found += [("a rare number", r.source_ids, surface[tables.split(r.claim_ids)[0]])
              for r in origins.shared_values(case.claims).itertuples()]
    if not found:
        return prose("The texts were searched for shared passages, for long runs of the same words, and for numbers too particular to "
                     "agree by chance. There are none: no source can be shown to copy another, and the only links are those that they "
                     "state.")
    rows = pd.DataFrame([{"what": what, "sources": sources(ids), "words": words} for what, ids, words in found])
    return html.table(rows, "lineage", "What sources have in common beyond what they cite",
                      {"what": "Shared", "sources": "Sources", "words": "In these words"})


def credibility_table(case):
    """How many claims other origins confirm, and which: the second half of the Admiralty rating, claim by claim."""
    graded = case.claims[["claim_id", "source_id", "measure", "surface"]].merge(rated(case), on="claim_id")
    if graded.empty:
        return prose("There is no claim to rate.")
    levels = []
    for level, meaning in ratings.CREDIBILITY.items():
        of_level = graded.measure[graded.credibility == level]
        most = listed([f"“{case.label(measure).rstrip('?')}”" for measure in of_level.value_counts().head(3).index])
        levels.append({"level": str(level), "meaning": meaning, "claims": len(of_level), "most": most})
    summary = html.table(pd.DataFrame(levels), "credibility", "Credibility of the claims, by what other origins say",
                         {"level": "Credibility", "meaning": "Meaning", "claims": "Claims", "most": "Most of them on"})
    alike = graded.sort_values("claim_id").groupby(["credibility", "measure", "why"], sort=True)
    each = pd.DataFrame([{"level": str(level), "about": case.label(measure), "why": why, "words": in_sources(rows)}
                         for (level, measure, why), rows in alike])
    columns = {"level": "Credibility", "about": "About", "words": "As stated, by source", "why": "Why"}
    every = html.table(each, "credibility-each", "The credibility of every claim", columns, folded=False)
    return Fragment(f"{summary}{fold('Claim by claim', every, class_='figure-data')}")


def in_sources(rows):
    """The words of some claims, linked, source by source: '000: “10k”, “10,000”; 002: “about 10,000”'."""
    said = list(rows.groupby("source_id", sort=True))
    shown = said if len(said) <= 2 * TOLD + 1 else said[:2 * TOLD]
    parts = [f"{named(None, source)}: {', '.join(str(in_quotes(row)) for row in group.itertuples())}" for source, group in shown]
    more = [f"{len(said) - len(shown):,} more sources"] if len(shown) < len(said) else []
    return Fragment("; ".join([*parts, *more]))


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
    each_once = lambda ids: list({html.words(said): said for said in map(stated, ids)}.values())
    shown = [{"measure": case.label(measure), "a": stated(one), "b": first_of(each_once(others)),
              "published": BY_THE_CLOCK[published], "as_of": BY_THE_CLOCK[as_of]}
             for (measure, published, as_of), pairs in rows.groupby(["measure", "published", "as_of"], sort=False)
             for one, others in stars(zip(pairs.a, pairs.b))]
    return html.table(pd.DataFrame(shown), "clocks", "What the date explains",
                      {"measure": "About", "a": "One", "b": "Against", "published": "By publication date", "as_of": "By the day spoken of"})


def stars(pairs):
    """Pairs as each one with all that it is paired with, who has most first: [("a", "c"), ("b", "c")] => [("c", ["a", "b"])]. Of many
    pairs that is a row for each thing and not for each two."""
    linked = {}
    for a, b in pairs:
        linked.setdefault(a, {})[b] = linked.setdefault(b, {})[a] = True
    found = []
    while linked:
        one = max(linked, key=lambda i: len(linked[i]))
        found.append((one, list(linked.pop(one))))
        for other in found[-1][1]:
            del linked[other][one]
        linked = {i: others for i, others in linked.items() if others}
    return found


def flip_table(case, flips):
    """Which headline would read otherwise without one source or origin. flips: tables of sensitivity.flip."""
    flips = pd.concat(flips)
    if flips.empty or not flips.changes.any():
        return prose("No headline would read otherwise.")
    changed = flips[flips.changes.astype(bool)]
    origin_name = changed.left_out.map(shortnames.of_table(case.sources).origin)
    changed = changed.assign(name=origin_name.where(changed.by == "origin", "source " + changed.left_out))
    alike = changed.groupby(["measure", "before", "after"], sort=False)["name"]
    rows = alike.agg(lambda names: ", or ".join(dict.fromkeys(names))).reset_index()
    rows = rows.assign(about=rows.measure.map(case.label), after=rows.after.where(rows.after != "", "nothing is left"))
    return html.table(rows, "flip", "What each headline rests on",
                      {"about": "Headline", "before": "As it stands", "name": "Without", "after": "It would read"})
