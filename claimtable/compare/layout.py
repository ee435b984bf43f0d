"""The claims laid out for comparing: in order of publication, with intervals of values and days, and codes instead of names."""

import numpy as np
import pandas as pd

from .. import intervals, tables
from .rows import CODED


def portions(claims, codebook, size=50_000):
    """The claims of the codebook's measures, in portions of whole measures of about `size` claims: memory stays in proportion."""
    known = [m.name for m in codebook.measures]
    code = pd.Categorical(claims["measure"], categories=known).codes
    order = np.argsort(code, kind="stable")
    order = order[code[order] >= 0]
    share = np.cumsum(np.bincount(code[order], minlength=len(known))) // size if len(order) else np.array([], int)
    for number in np.unique(share[code[order]]) if len(order) else []:
        yield claims.iloc[order[share[code[order]] == number]]


def prepare(claims, sources, codebook, places):
    """The claims in order of publication, with what comparing needs: value interval (low, high), days (first, last, stated),
    codes of measure, place, source and origin, and whether the number is an addition (`more`)."""
    known = {m.name: m for m in codebook.measures}
    wanted = claims["measure"].isin(known).to_numpy()
    text = [name for name, kind in claims.dtypes.items() if name not in tables.NUMBERS]
    data = claims[wanted].astype(dict.fromkeys(text, object))  # plain objects move faster than strings in an arrow table
    begun, _ = intervals.publication(data, sources)
    data = data.iloc[np.lexsort([data["start"], data["source_id"], begun])].reset_index(drop=True)
    code, names = intervals.codes(data["measure"])
    of_measure = (np.array([getattr(known[name], field) for name in names])[code] for field in ("kind", "tolerance", "cumulative"))
    kind, tolerance, cumulative = of_measure
    low, high = intervals.values(data)
    first, until, stated = intervals.as_of(data, sources)  # until: as the text has it, for the sentences
    last = intervals.so_far(data, sources, first, until)
    dated = kind == "date"
    published_first, published_last = intervals.publication(data, sources)
    ready = data.assign(
        kind=kind.astype(object), stated=stated & ~dated, dated=dated,
        low=np.where(dated, first, low).astype(float), high=np.where(dated, last, high).astype(float),
        first=np.where(dated, published_first, first), last=np.where(dated, published_last, last),
        until=np.where(dated, published_last, until),
        tolerance=np.where(dated, 0.0, tolerance.astype(float)), cumulative=cumulative.astype(bool) & ~dated,
        more=intervals.additions(data), where=[places.find(place) for place in data["place"]],
        quoted=(data["attributed_to"] != "").to_numpy(), vague=(data["modality"] == "vague").to_numpy())
    ready = ready.rename(columns={c: c + "_name" for c in CODED})
    coded = {"measure": "measure_name", "place": "where", "source": "source_id", "origin": "origin_name", "quote": "quote_name"}
    for column, named in coded.items():
        ready[column] = pd.factorize(ready[named].to_numpy(object))[0]
    return ready


def resting_of(claims, sources, measure="measure_name"):
    """How much rests on each measure: the share of all sources that make a claim of it. measure: the column that names it."""
    return (claims.groupby(measure)["source_id"].nunique() / max(len(sources), 1)).to_dict()
