"""The flip test: which headline would change if one source, or one origin, had said nothing."""

import pandas as pd

from . import summary

COLUMNS = ["measure", "by", "left_out", "before", "after", "changes", "sentence"]


def flip(claims, sources, codebook, measures=None, by="source", actors=None, lexicon=None):
    """Recompute every headline without each source (by='source') or origin (by='origin') that it rests on, one at a time.

    One row per headline and what is left out: before and after (sentences), changes, and a sentence that says so. A source that
    makes no claim of a measure cannot change it and gets no row.
    """
    column = {"source": "source_id", "origin": "origin"}[by]
    before = {result["measure"]: result for result in summary.headlines(claims, sources, codebook, measures, actors=actors, lexicon=lexicon)}
    rows = []
    for name in sorted(set(claims[column]) - {""}):
        left = claims[claims[column] != name]
        kept = sources[sources["source_id"] != name] if by == "source" else sources
        touched = [m for m in before if ((claims["measure"] == m) & (claims[column] == name)).any()]
        after = {result["measure"]: result for result in summary.headlines(left, kept, codebook, touched, actors=actors, lexicon=lexicon)}
        rows += [row(before[measure], after.get(measure), by, name) for measure in touched]
    order = {measure: i for i, measure in enumerate(before)}
    return pd.DataFrame(sorted(rows, key=lambda r: (order[r["measure"]], r["left_out"])), columns=COLUMNS)


def row(before, after, by, name):
    """What leaving one out does to one headline."""
    changes = after is None or after["answer"] != before["answer"]
    who = f"source {name}" if by == "source" else name
    text = f"Without {who}, nothing would be said of it." if after is None else \
        f"Without {who}: {after['sentence']}" if changes else f"Without {who}, the answer stays as it is."
    return {"measure": before["measure"], "by": by, "left_out": name, "before": before["sentence"], "after": after["sentence"] if after else "",
            "changes": changes, "sentence": text}


def rests_on(flips):
    """Which headlines hang on one source or origin: {measure: [names whose silence would change it]}."""
    changed = flips[flips["changes"]]
    return {measure: list(group["left_out"]) for measure, group in changed.groupby("measure", sort=False)}
