"""A figure's data as people read them: the CSV beside the figure in the words of the report. The page shows them, `verify` makes them
again."""

from types import SimpleNamespace

import pandas as pd

from .. import derive, html, sureness
from ..compare.wording import capital
from ..figures.many import FEW
from ..html import Fragment
from ..phrases import day
from . import annex

CLAIMS = {"about": "About", "position": "Position", "source": "Source", "surface": "As stated", "low": "Low", "high": "High",
          "who": "Who says so", "place": "Place", "as_of": "As of", "published": "Published", "status": "Status"}
EMPTY = ["surface", "status", "hedge", "position", "attributed_to", "dated", "day_from", "day_to", "published_from", "published_to", "low",
         "high", "place"]  # what not every figure has
LINES = {"origin": "Whose claims", "source_id": "In source", "claims": "Claims", "measures": "Subjects", "relay": "Through",
         "own_voice": "Own voice"}
STATES = {"perhaps_too_early": "perhaps too early", "omits": "says nothing"}


def read(data, labels, names):
    """A figure's CSV (every cell text), annex.labels and shortnames.Names => (the table, {column: its head}); what is empty in all rows
    has no column, but without rows every column stays."""
    if "state" in data:
        return _coverage(data, labels, names)
    table, heads = (_lines(data, names), LINES) if "own_voice" in data else (_claims(data, labels, names), CLAIMS)
    heads = {column: head for column, head in heads.items() if column in table and (table.empty or (table[column] != "").any())}
    if "about" in heads and table["about"].nunique() == 1:
        del heads["about"]
    return table, heads


def links(data, table):
    """For each row, the claim that its words lead to ('' if none): {column: column with the claim's id}, for html.grid."""
    return {"surface": "claim_id"} if "claim_id" in data and "surface" in table else {}


def _lines(data, names):
    """One row per origin and source, with its claims."""
    own_voice = data["own_voice"].map({"True": "yes"}).fillna("")
    return data.assign(own_voice=own_voice, origin=data["origin"].map(names.plain), source_id=data["source_id"].map(names.tag))


def _claims(data, labels, names):
    """One row per claim: what it is about, in whose words, as of when, how surely."""
    rows = [_claim({**dict.fromkeys(EMPTY, ""), **row}, labels, names) for row in data.fillna("").to_dict("records")]
    return pd.DataFrame(rows, columns=["claim_id", *CLAIMS], dtype=str)


def _claim(row, labels, names):
    """{column: words} of one claim. row: {column of the CSV: its cell}"""
    known = labels.get(row["measure"], {})
    position = known.get("values", {}).get(row["position"]) or row["position"].replace("_", " ")
    stated = SimpleNamespace(status=row["status"] or "actual", surface=row["surface"], hedge=row["hedge"])
    return {
        "claim_id": row["claim_id"], "about": capital(annex.label_of(row["measure"], labels).rstrip("?")),
        "source": names.tag(row["source_id"]), "surface": row["surface"], "position": capital(position),
        "low": _numeral(row["low"]), "high": _numeral(row["high"]), "who": row["attributed_to"] or "its own words", "place": row["place"],
        "as_of": _days(row["day_from"], row["day_to"]) if row["dated"] == "as of" else "not said",
        "published": _days(row["published_from"], row["published_to"]) or "not known",
        "status": sureness.in_full(stated, known.get("statuses", {})),
    }


def _coverage(data, labels, names):
    """One row per subject, one column per source: how many claims it makes, that it may have come too early, or that it says nothing."""
    sources = dict.fromkeys(data["source_id"])
    if len(sources) > FEW:
        return _counted(data, labels)
    rows = {}
    for measure, source, state, count in zip(data["measure"], data["source_id"], data["state"], data["claims"]):
        row = rows.setdefault(measure, {"about": capital(annex.label_of(measure, labels))})
        row[source] = f"{count} claim{'' if count == '1' else 's'}" if state == "says" else STATES[state]
    heads = {"about": "About", **{source: capital(names(source)) for source in sources}}
    return pd.DataFrame(rows.values(), columns=["about", *sources], dtype=str), heads


def _counted(data, labels):
    """The same for more sources than there is room for: one row per subject, how many sources are in each state."""
    heads = {"about": "About", "says": "Speak of it", "perhaps_too_early": STATES["perhaps_too_early"].capitalize(),
             "omits": "Say nothing"}
    none = dict.fromkeys(["says", "perhaps_too_early", "omits"], 0)
    rows = {measure: {"about": capital(annex.label_of(measure, labels)), **none} for measure in data["measure"]}
    for measure, state in zip(data["measure"], data["state"]):
        rows[measure][state] += 1
    return pd.DataFrame(rows.values(), columns=list(heads)).astype(str), heads


def _numeral(cell):
    return derive.numeral(float(cell)) if cell else ""


def _days(first, last):
    return html.words(Fragment(str(day(first, last or None)))) if first else ""
