"""The rows of agreements and discrepancies: their id, their lists, their order."""

import hashlib
from collections import namedtuple
from operator import attrgetter

import pandas as pd

from . import tables, wording
from .relate import DISCREPANCIES

CODED = ["measure", "place", "origin", "quote"]  # text columns that the sweep needs as codes; their words are kept as NAME_name
Told = namedtuple("Told", "claim_id source_id measure surface status place attributed_to origin relay first last until stated low high more cumulative vague as_of_basis note")
Told.__doc__ = "One claim as the sentences need it: texts under their names in claims.csv, days and values as compared."


NAMES = attrgetter("claim_id", "source_id", "origin")


def told_of(ready):
    """The laid-out claims as a list of Told."""
    columns = (ready[field + "_name" if field in CODED else field].tolist() for field in Told._fields)
    return list(map(Told, *columns))


def row_of(measure, relation, level, rows, told, apart, why, note):
    """A row, its id made from the measure, the relation and the claims, so that it is the same in every run."""
    ids, source_ids, origins = zip(*map(NAMES, [told[r] for r in rows]))
    digest = hashlib.blake2s("|".join(sorted(ids)).encode(), digest_size=4).hexdigest()
    return {"comparison_id": f"{measure}-{relation}-{digest}", "measure": measure, "relation": relation, "severity": float(level),
            "claim_ids": tables.join(ids), "source_ids": tables.join(sorted(set(source_ids))),
            "origins": tables.join(sorted(set(origins) - {""})), "gap": apart,
            "explanation": wording.sentence(why), "reader_note": wording.sentence(note)}


def frames(rows):
    """Rows (dicts) => (agreements, discrepancies) as frames: what is not a discrepancy is an agreement, or no clash."""
    clash = [row["relation"] in DISCREPANCIES for row in rows]
    return tuple(tables.frame(table, [row for row, hit in zip(rows, clash) if hit == wanted])
                 for table, wanted in (("agreements", False), ("discrepancies", True)))


def ordered(table, parts):
    """The parts as one table, worst first, then by measure, relation and id: the same for any order of the input."""
    data = pd.concat(parts, ignore_index=True) if parts else tables.frame(table, [])
    return data.sort_values(["severity", "measure", "relation", "comparison_id"], ascending=[False, True, True, True]).reset_index(drop=True)
