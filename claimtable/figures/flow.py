"""Who says so: the origins of all claims on the left, the sources that carry them on the right."""

import pandas as pd

from .. import shortnames
from ..compare.wording import count
from . import gather, many as figure_many, marks
from .style import MARGIN, SMALL, Sheet, WIDTH, clean, fit, measure, wrap

STEP = 16  # points for an origin whose name takes one line
LINE = 12  # for each further line
MOST = 34  # origins shown by name; the rest share one line
LEFT, RIGHT = 172, 258  # where the nodes stand
SWEEPS = 12
NAMELESS = "anonymous"


def who_says_so(claims, sources, actors=None):
    """Origins to sources: a line where a source carries an origin's claims, thicker for more, dashed if it came through a third party.

    Groups without a name ("analysts", kind `anonymous` in actors) are drawn hollow: two sources' analysts need not be the same people.
    """
    nameless = {actor.name for actor in actors.actors if actor.kind == NAMELESS} if actors else set()
    pairs = lineage(claims, sources)
    own = pairs[pairs["own_voice"]]
    named = pairs[~pairs["own_voice"]]
    hollow = named["origin"].str.replace(r" \(.*\)$", "", regex=True).isin(nameless)
    nameless = set(named["origin"][hollow])
    called = shortnames.of_table(sources)
    reach = named[~hollow].groupby("origin")["source_id"].nunique()
    number = sources["source_id"].nunique()
    sheet = Sheet("who_says_so", _title(reach, number) if len(named) else "No source names anyone whose claim it carries")
    if number > figure_many.FEW:
        return _many(sheet, pairs, named, own, nameless, called)
    shown, folded = _fold(named)
    left, right = order(shown, list(dict.fromkeys(sources["source_id"])))
    titles = {source: wrap(called.tag(source), WIDTH - MARGIN - RIGHT - 8, SMALL, "bold") for source in right}
    names = {origin: wrap(called.plain(origin), LEFT - 7 - MARGIN, SMALL, _weight(reach, origin)) for origin in left}
    at, bottom = _placed(names, titles, sheet.y + 6)
    for pair in shown.to_dict("records"):
        _edge(sheet, pair | {"said": f"{called.plain(pair['origin'])} in {called(pair['source_id'])}"}, at, reach)
    for origin in left:
        _origin(sheet, names[origin], at["origin", origin], _weight(reach, origin), origin in nameless)
    day = {row["source_id"]: (row["published_from"], row["published_to"]) for row in sources.to_dict("records")}
    said = own.set_index("source_id")["claims"].to_dict()
    for source in right:
        _source(sheet, titles[source], at["source", source], day.get(source, ("", "")), said.get(source, 0))
    sheet.y = bottom + 4
    note = f" {count(folded, 'origin')} with few claims {'shares' if folded == 1 else 'share'} one line." if folded else ""
    caption = ("Whose claims each source carries: origins on the left, sources on the right, thicker lines for more claims, dashed if "
               "relayed by a third party, bold if in several sources, hollow for groups without a name. What a source says in its own "
               f"voice is counted at its name.{note}")
    return sheet.save(caption, describe(pairs, called), pairs)


def _placed(names, titles, top):
    """({("origin", name) or ("source", id): where its node stands, from above}, where the taller side ends): as much room for each as its
    lines want, and the sources evenly. names, titles: {origin or source: its lines}"""
    step = 28 + LINE * max(map(len, titles.values()), default=1)
    at, bottom = {}, top
    for origin, lines in names.items():
        room = max(STEP + (len(lines) - 1) * LINE, len(titles) * step / len(names))
        at["origin", origin] = bottom + room / 2
        bottom += room
    height = max(bottom - top, len(titles) * step)
    for i, source in enumerate(titles):
        at["source", source] = top + (i + 0.5) * height / len(titles)
    return at, top + height


def _title(reach, sources):
    """'2 of 14 named origins speak in more than one of the 5 sources'. reach: number of sources by origin."""
    shared, everywhere = int((reach > 1).sum()), count(sources, "source")
    if sources == 1:
        return f"The one source lets {count(len(reach), 'named origin')} speak"
    if not shared:
        return f"No named origin speaks in more than one of the {everywhere}"
    return f"{shared} of {count(len(reach), 'named origin')} {'speaks' if shared == 1 else 'speak'} in more than one of the {everywhere}"


def _many(sheet, pairs, named, own, nameless, called):
    """The same for more sources than there is room for: how many carry each origin."""
    names = named.assign(origin=named["origin"].map(called.plain))
    left = figure_many.voices(sheet, names, set(map(called.plain, nameless)), MOST)
    sheet.y += 4
    claims, sources = count(int(own["claims"].sum()), "claim"), count(own["source_id"].nunique(), "source")
    sheet.paragraph(f"In the sources' own voice: {claims} in {sources}.", SMALL, role="muted", quiet=True)
    caption = ("Whose claims the sources carry, and in how many sources; bold if in several, hollow for groups without a name. Each bar "
               f"leads to the first claim. Who speaks in which source is in {sheet.name}.csv.")
    caption += gather.left_out(left, "origin", sheet.name)
    return sheet.save(caption, describe(pairs, called, most=MOST), pairs)


def lineage(claims, sources):
    """One row per origin and source: claims (number), relay, own_voice, measures (number), claim_ids; most claims first."""
    outlets = sources.set_index("source_id")["outlet"].fillna("").to_dict()
    rows = []
    for (origin, source), group in marks.ordered(claims).groupby(["origin", "source_id"], sort=True):
        own = origin in ("", f"source {source}") or origin == outlets.get(source)
        rows.append({
            "origin": origin or f"source {source}", "source_id": source, "claims": len(group), "measures": group["measure"].nunique(),
            "relay": "; ".join(sorted(set(group["relay"]) - {""})), "own_voice": own, "claim_ids": "; ".join(group["claim_id"])})
    columns = ["origin", "source_id", "claims", "measures", "relay", "own_voice", "claim_ids"]
    pairs = pd.DataFrame(rows, columns=columns).astype({"own_voice": bool})
    return pairs.sort_values(["claims", "origin", "source_id"], ascending=[False, True, True], ignore_index=True)


def order(pairs, sources):
    """Origins and sources from top to bottom with few crossings: each side in turn by the mean place of its neighbors (Sugiyama 1981)."""
    links = list(zip(pairs["origin"], pairs["source_id"], pairs["claims"]))
    left = sorted(set(pairs["origin"]))
    right = list(sources)
    best, fewest = (left, right), None
    for _ in range(SWEEPS):
        left = _by_mean(left, [(o, s) for o, s, _ in links], right)
        right = _by_mean(right, [(s, o) for o, s, _ in links], left)
        now = crossings(links, left, right)
        if fewest is None or now < fewest:
            best, fewest = (left, right), now
    return best


def _by_mean(side, links, other):
    place = {node: (i + 0.5) / len(other) for i, node in enumerate(other)}
    own = {node: (i + 0.5) / len(side) for i, node in enumerate(side)}
    near = {node: [place[b] for a, b in links if a == node] for node in side}
    return sorted(side, key=lambda node: (sum(near[node]) / len(near[node]) if near[node] else own[node], len(near[node]), node))


def crossings(links, left, right):
    """How many pairs of lines cross."""
    rank_left, rank_right = {n: i for i, n in enumerate(left)}, {n: i for i, n in enumerate(right)}
    ends = [(rank_left[o], rank_right[s]) for o, s, *_ in links]
    return sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(ends) for c, d in ends[:i])


def describe(pairs, called, most=10_000):
    """Alt text: how many lines, then each origin in each source with its number of claims."""
    named = pairs[~pairs["own_voice"]]
    each = [f"{clean(called.plain(pair['origin']))} in {called(pair['source_id'])} ({pair['claims']})"
            for pair in named.head(most).to_dict("records")]
    each += [f"and {len(named) - most} more"] if len(named) > most else []
    own = pairs[pairs["own_voice"]]["claims"].sum()
    lines = f"Lines from {count(named['origin'].nunique(), 'origin')} to {count(pairs['source_id'].nunique(), 'source')}"
    return f"{lines} for {count(int(pairs['claims'].sum()), 'claim')}, {own} of them in the sources' own voice. {'; '.join(each)}."


def _fold(named):
    """The origins with most sources and claims by name, the rest as one; returns (pairs, how many were folded)."""
    weight = named.groupby("origin").agg(sources=("source_id", "nunique"), claims=("claims", "sum")).reset_index()
    weight = weight.sort_values(["sources", "claims", "origin"], ascending=[False, False, True])
    kept = set(weight["origin"][:MOST])
    if len(kept) == len(weight):
        return named, 0
    by_name = named["origin"].isin(kept)
    rest = named[~by_name].groupby("source_id", as_index=False).agg(claims=("claims", "sum"), claim_ids=("claim_ids", "; ".join))
    rest["origin"], rest["relay"] = f"{len(weight) - MOST} others", ""
    return pd.concat([named[by_name], rest], ignore_index=True), len(weight) - MOST


def _edge(sheet, pair, at, reach):
    first = pair["claim_ids"].split("; ")[0]
    relayed = f", relayed by {pair['relay']}" if pair["relay"] else ""
    words = f"{pair['said']}: {count(pair['claims'], 'claim')}{relayed}"
    role = "actual" if reach.get(pair["origin"], 0) > 1 else "muted"
    sheet.curve(LEFT + 5, at["origin", pair["origin"]], RIGHT - 5, at["source", pair["source_id"]], role,
                min(0.9 + 0.35 * (pair["claims"] - 1), 4), dash=(3, 1.6) if pair["relay"] else None, link=(first, words))


def _weight(reach, origin):
    return "bold" if reach.get(origin, 0) > 1 else "normal"


def _origin(sheet, lines, y, weight, nameless):
    sheet.line([LEFT], [y], "actual" if weight == "bold" else "muted", 0, marker="o", size=6, fill="hollow" if nameless else None)
    for number, line in enumerate(lines):
        sheet.text(LEFT - 7, y + 3.7 + (number - (len(lines) - 1) / 2) * LINE, line, "ink", SMALL, weight, ha="right")


def _source(sheet, title, y, days, own):
    """A source's node and name, the days on which it can have appeared, or the first of them, and how much it says itself."""
    room = WIDTH - MARGIN - RIGHT - 8
    day = marks.day_words(*days, year=False) or "no date"
    if measure(day, SMALL) > room:
        day = f"from {marks.day_words(days[0], year=False)}"
    sheet.line([RIGHT], [y], "ink", 0, marker="s", size=7)
    lines = [(line, "ink", "bold") for line in title]
    lines += [(line, "muted", "normal") for line in (day, fit(f"own voice: {own}", room, SMALL))]
    for number, (line, role, weight) in enumerate(lines):
        sheet.text(RIGHT + 8, y + 3.7 + (number - (len(lines) - 1) / 2) * LINE, line, role, SMALL, weight, quiet=True)
