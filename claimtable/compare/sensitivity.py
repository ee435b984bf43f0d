"""The flip test: which headline would change if one source, or one origin, had said nothing."""

import pandas as pd

from ..places import Places
from . import rules as rules_of_topic, summary

COLUMNS = ["measure", "by", "left_out", "before", "after", "changes", "sentence"]


def flip(claims, sources, codebook, measures, by, actors=None):
    """Recompute every headline without each source (by='source') or origin (by='origin') that it rests on, one at a time.

    One row per headline and what is left out: before and after (the answer in brief), changes, and a sentence that says so. A source that
    makes no claim of a measure cannot change it and gets no row.
    """
    rules = rules_of_topic.load()
    laid, places = summary.lay(claims, sources, codebook, actors), Places(actors, codebook.whole)
    teller = {"source": "source_id", "origin": "origin_name"}[by]
    rows = []
    for measure in measures:
        told = laid.get(measure, [])
        before = summary.summed_up(told, codebook, measure, rules)
        for name in sorted({getattr(claim, teller) for claim in told} - {""}) if before else []:
            left = summary.with_parts([claim._replace(part=False) for claim in told if getattr(claim, teller) != name], places)
            rows.append(row(before, summary.summed_up(left, codebook, measure, rules), by, name))
    return pd.DataFrame(rows, columns=COLUMNS)


def row(before, after, by, name):
    """What leaving one out does to one headline."""
    changes = after is None or after["answer"] != before["answer"]
    who = f"source {name}" if by == "source" else name
    text = f"Without {who}, nothing would be said of it." if after is None else \
        f"Without {who}: {after['sentence']}" if changes else f"Without {who}, the answer stays as it is."
    return {"measure": before["measure"], "by": by, "left_out": name, "before": before["brief"], "after": after["brief"] if after else "",
            "changes": changes, "sentence": text}
