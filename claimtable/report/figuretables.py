"""A figure's data as people read them: the CSV beside the figure in the words of the report. The page shows them, `verify` makes them again."""

from types import SimpleNamespace

import pandas as pd

from .. import derive, html, sureness
from ..compare.wording import capital
from ..figures.many import FEW
from ..html import Fragment
from ..phrases import day
from . import annex

CLAIMS = {"about": "About", "position": "Position", "source": "Source", "surface": "As stated", "low": "Low", "high": "High", "who": "Who says so",
          "place": "Place", "as_of": "As of", "published": "Published", "status": "Status"}
LINES = {"origin": "Whose claims", "source_id": "In source", "claims": "Claims", "measures": "Subjects", "relay": "Through", "own_voice": "Own voice"}
STATES = {"could_not_have_known": "could not have known", "omits": "says nothing"}


def read(data, labels, names):
    """A figure's CSV (every cell text), annex.labels and shortnames.Names => (the table, {column: its head}); what is empty in all rows has no column."""
    if "state" in data:
        return _coverage(data, labels, names)
    table, heads = (_lines(data, names), LINES) if "own_voice" in data else (_claims(data, labels, names), CLAIMS)
    heads = {column: head for column, head in heads.items() if column in table and (table[column] != "").any()}
    if "about" in heads and table["about"].nunique() == 1:
        del heads["about"]
    return table, heads


def links(data, table):
    """For each row, the claim that its words lead to ('' if none): {column: column with the claim's id}, for html.grid."""
    return {"surface": "claim_id"} if "claim_id" in data and "surface" in table else {}


def _lines(data, names):
    """One row per origin and source, with its claims."""
    return data.assign(own_voice=data["own_voice"].map({"True": "yes"}).fillna(""), origin=data["origin"].map(names.plain), source_id=data["source_id"].map(names.tag))


def _claims(data, labels, names):
    """One row per claim: what it is about, in whose words, as of when, how surely."""
    rows, empty = [], dict.fromkeys("surface status hedge position attributed_to dated day_from day_to published_from published_to".split(), "")
    for row in ({**empty, **row} for row in data.fillna("").to_dict("records")):
        known = labels.get(row["measure"], {})
        stated = SimpleNamespace(status=row["status"] or "actual", surface=row["surface"], hedge=row["hedge"])
        rows.append({"claim_id": row["claim_id"], "about": capital(annex.label_of(row["measure"], labels).rstrip("?")), "source": names.tag(row["source_id"]), "surface": row["surface"],
                     "position": capital(known.get("values", {}).get(row["position"]) or row["position"].replace("_", " ")),
                     "low": _numeral(row.get("low", "")), "high": _numeral(row.get("high", "")), "who": row["attributed_to"] or "its own words",
                     "place": row.get("place", ""), "as_of": _days(row["day_from"], row["day_to"]) if row["dated"] == "as of" else "not said",
                     "published": _days(row["published_from"], row["published_to"]) or "not known", "status": sureness.in_full(stated, known.get("statuses", {}))})
    return pd.DataFrame(rows, columns=["claim_id", *CLAIMS], dtype=str)


def _coverage(data, labels, names):
    """One row per subject, one column per source: how many claims it makes, that it could not have known, or that it says nothing."""
    said = [f"{count} claim{'' if count == '1' else 's'}" if state == "says" else STATES[state] for state, count in zip(data["state"], data["claims"])]
    rows = {}
    for measure, source, words in zip(data["measure"], data["source_id"], said):
        rows.setdefault(measure, {"about": capital(annex.label_of(measure, labels))})[source] = words
    sources = dict.fromkeys(data["source_id"])
    if len(sources) > FEW:
        return _counted(data, labels)
    return pd.DataFrame(rows.values(), columns=["about", *sources], dtype=str), {"about": "About", **{source: capital(names(source)) for source in sources}}


def _counted(data, labels):
    """The same for more sources than there is room for: one row per subject, how many sources are in each state."""
    heads = {"about": "About", "says": "Speak of it", "could_not_have_known": STATES["could_not_have_known"].capitalize(), "omits": "Say nothing"}
    rows = {measure: {"about": capital(annex.label_of(measure, labels)), **dict.fromkeys(list(heads)[1:], 0)} for measure in data["measure"]}
    for measure, state in zip(data["measure"], data["state"]):
        rows[measure][state] += 1
    return pd.DataFrame(rows.values(), columns=list(heads)).astype(str), heads


def _numeral(cell):
    return derive.numeral(float(cell)) if cell else ""


def _days(first, last):
    return html.words(Fragment(str(day(first, last or None)))) if first else ""
