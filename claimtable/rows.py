"""The rows of agreements and discrepancies: their id, their lists, their order."""

import hashlib

from . import tables, wording

CODED = ["measure", "place", "origin", "quote"]  # text columns that the sweep needs as codes; their words are kept as NAME_name


def told_of(ready):
    """The claims as columns of plain lists, for the sentences: texts under their names in claims.csv, codes dropped."""
    return ready.drop(columns=[*CODED, "source"]).rename(columns={c + "_name": c for c in CODED}).to_dict("list")


def row_of(measure, relation, level, rows, told, apart, why, note):
    """A row, its id made from the measure, the relation and the claims, so that it is the same in every run."""
    ids = [told["claim_id"][r] for r in rows]
    digest = hashlib.blake2s("|".join(sorted(ids)).encode(), digest_size=4).hexdigest()
    return {"comparison_id": f"{measure}-{relation}-{digest}", "measure": measure, "relation": relation, "severity": float(level),
            "claim_ids": tables.join(ids), "source_ids": tables.join(sorted({told["source_id"][r] for r in rows})),
            "origins": tables.join(sorted({told["origin"][r] for r in rows} - {""})), "gap": apart,
            "explanation": wording.sentence(why), "reader_note": wording.sentence(note)}


def ordered(table, rows):
    """Worst first, then by measure, relation and id: the same for any order of the input."""
    data = tables.frame(table, rows)
    return data.sort_values(["severity", "measure", "relation", "comparison_id"], ascending=[False, True, True, True]).reset_index(drop=True)
