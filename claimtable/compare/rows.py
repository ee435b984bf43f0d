"""The rows of agreements and discrepancies: their id, their lists, their order."""

import hashlib
from collections import namedtuple

import numpy as np
import pandas as pd

from .. import tables
from . import sweep, wording
from .relate import DISCREPANCIES

CODED = ["measure", "place", "origin", "quote"]  # text columns that the sweep needs as codes; their words are kept as NAME_name
Told = namedtuple("Told", "claim_id source_id measure surface status place attributed_to origin relay first last until stated low high "
                          "more cumulative vague as_of_basis note hedge")
Told.__doc__ = "One claim as the sentences need it: texts under their names in claims.csv, days and values as compared."
Who = namedtuple("Who", "claim_ids source_ids origins")
Who.__doc__ = "Whose claims a row is about: ids of claims in their order; sources and origins once each, sorted."


def told_of(ready):
    """The laid-out claims as a list of Told."""
    columns = (ready[field + "_name" if field in CODED else field].tolist() for field in Told._fields)
    return list(map(Told, *columns))


def who_of(claims):
    """The Who of some claims (Told)."""
    return Who([c.claim_id for c in claims], sorted({c.source_id for c in claims}), sorted({c.origin for c in claims} - {""}))


def who_of_each(ready, rows, starts):
    """The Who of many groups of laid-out claims at once, group i being rows[starts[i]:starts[i + 1]]."""
    owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    parts = [sliced(ready["claim_id"].to_numpy(object)[rows], starts)]
    for column in ("source_id", "origin_name"):
        code, names = pd.factorize(ready[column].to_numpy(object), sort=True)
        both = sweep.unique(owner * np.int64(len(names)) + code[rows])
        group, name = both // len(names), names[both % len(names)]
        keep = (name != "") | (column == "source_id")
        parts.append(sliced(name[keep], np.searchsorted(group[keep], np.arange(len(starts)))))
    return list(map(Who, *parts))


def sliced(array, starts):
    items, cuts = array.tolist(), starts.tolist()
    return [items[a:b] for a, b in zip(cuts, cuts[1:])]


def row_of(measure, relation, level, who, apart, why, note):
    """A row, its id made from the measure, the relation and the claims, so that it is the same in every run."""
    digest = hashlib.blake2s("|".join(sorted(who.claim_ids)).encode(), digest_size=4).hexdigest()
    return {"comparison_id": f"{measure}-{relation}-{digest}", "measure": measure, "relation": relation, "severity": float(level),
            "claim_ids": tables.join(who.claim_ids), "source_ids": tables.join(who.source_ids), "origins": tables.join(who.origins),
            "gap": apart, "explanation": wording.sentence(why), "reader_note": wording.sentence(note)}


def frames(rows):
    """Rows (dicts) => (agreements, discrepancies) as frames: what is not a discrepancy is an agreement, or no clash."""
    clash = [row["relation"] in DISCREPANCIES for row in rows]
    return tuple(tables.frame(table, [row for row, hit in zip(rows, clash) if hit == wanted])
                 for table, wanted in (("agreements", False), ("discrepancies", True)))


def ordered(table, parts):
    """The parts as one table, worst first, then by measure, relation and id: the same for any order of the input."""
    data = pd.concat(parts, ignore_index=True) if parts else tables.frame(table, [])
    order = ["severity", "measure", "relation", "comparison_id"]
    return data.sort_values(order, ascending=[False, True, True, True]).reset_index(drop=True)
