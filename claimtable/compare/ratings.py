"""Source reliability and claim credibility, rated apart (the Admiralty or NATO system, STANAG 2511: A-F and 1-6).

Reliability is a person's judgement of a source, with a reason and a date (data/ratings.yaml); F, "cannot be judged", is a rating.
Credibility is derived claim by claim from what the other origins say, so that it changes when a source is added.
"""

from typing import Literal

import pandas as pd
from pydantic import model_validator

from .. import derive, references, tables
from ..codebook import Day, Model, checked
from ..paths import DATA, InputError
from ..yamlfiles import near
from .relate import AGREEMENTS

RELIABILITY = {"A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable",
               "F": "reliability cannot be judged"}
CREDIBILITY = {1: "confirmed by others", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged"}


class Rating(Model):
    id: str
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    why: str
    date: Day


class Ratings(Model):
    sources: list[Rating] = []
    method: str = ""

    @model_validator(mode="after")
    def ids_must_differ(self):
        references.once("sources", "id", [rating.id for rating in self.sources])
        return self


def load(path=None):
    """data/ratings.yaml, checked; a case without one has no ratings."""
    path = path or DATA / "ratings.yaml"
    return checked(Ratings, path) if path.exists() else Ratings()


def reliability(ratings, sources):
    """One row a source: letter, its meaning, why, when judged. A source nobody rated is F. A rating of no source is an InputError."""
    known = set(sources["source_id"])
    for rating in ratings.sources:
        if rating.id not in known:
            raise InputError(DATA / "ratings.yaml", "sources", f"rates {rating.id}, which is no source",
                             f"{near(rating.id, known)}, or delete the rating")
    by_id = {r.id: r for r in ratings.sources}
    rows = []
    for source in sources["source_id"]:
        rating = by_id.get(source)
        letter = rating.reliability if rating else "F"
        rows.append({"source_id": source, "reliability": letter, "meaning": RELIABILITY[letter],
                     "why": rating.why if rating else "Not rated yet.", "date": rating.date if rating else ""})
    return pd.DataFrame(rows, columns=["source_id", "reliability", "meaning", "why", "date"])


def credibility(claims, agreements, discrepancies, checks=None):
    """One row a claim: 1-6, its meaning and why. The first rule that fits decides:

    5  a check says it cannot stand, or it is orders of magnitude from the others
    4  the text leaves it unverified or somebody denies it; or another origin states the contrary and none agrees
    6  a forecast: nothing yet to judge it by
    1  two or more other origins agree and none states the contrary; 2  one other origin agrees
    3  others agree and others state the contrary; 6  nobody else speaks of it

    Sums and rows that set two measures beside each other blame no single claim. An outlet that names nobody counts as an origin.
    """
    backing, against, wild = {}, {}, failing(checks)
    origin = dict(zip(claims["claim_id"], claims["origin"]))
    for row in agreements[agreements["relation"].isin(AGREEMENTS)].itertuples():
        count(row, backing, origin)
    measure = dict(zip(claims["claim_id"], claims["measure"]))
    for row in discrepancies.itertuples():
        if row.relation == "implausible":
            wild |= outlier(row, backing)
        elif row.relation != "arithmetic" and len({measure.get(claim) for claim in tables.split(row.claim_ids)}) == 1:
            count(row, against, origin)
    others = lambda found, claim: len(found.get(claim.claim_id, set()) - {claim.origin})
    rows = [grade(claim, others(backing, claim), others(against, claim), wild) for claim in claims.itertuples()]
    return pd.DataFrame(rows, columns=["claim_id", "credibility", "meaning", "why"])


def failing(checks):
    """Claims that a check of their own says cannot stand (a check on several claims blames none of them)."""
    if checks is None:
        return set()
    ids = checks[checks["verdict"] == "fails"]["claim_ids"].map(tables.split)
    return {claims[0] for claims in ids if len(claims) == 1}


def outlier(row, backing):
    """In a clash of magnitudes, the claims that nobody backs, if somebody backs the others."""
    ids = tables.split(row.claim_ids)
    backed = [claim for claim in ids if claim in backing]
    return set(ids) - set(backed) if backed else set()


def count(row, table, origin):
    """Add the origins behind a row's claims to what `table` has for each of them: {claim id: origins}."""
    names = {origin[claim] for claim in tables.split(row.claim_ids) if claim in origin}
    for claim in tables.split(row.claim_ids):
        table.setdefault(claim, set()).update(names)


def grade(claim, backed, opposed, wild):
    """A row of `credibility`. backed, opposed: how many other origins agree and disagree; wild: ids of claims that cannot stand."""
    if claim.claim_id in wild:
        level, why = 5, "a check or the other sources show that it cannot stand as written"
    elif claim.status in ("unverified", "denied"):
        level, why = 4, f"the text itself has it {claim.status}"
    elif claim.status == "expected":
        level, why = 6, "a forecast or a possibility, not a statement of fact"
    elif backed and not opposed:
        level, why = (1, f"{derive.words(backed)} other origins agree") if backed > 1 else (2, "one other origin agrees")
    elif backed:
        who = f"{derive.words(backed)} other origins agree" if backed > 1 else "one other origin agrees"
        level, why = 3, f"{who}, but the claim stands in a disagreement"
    elif opposed:
        level, why = 4, "no other origin agrees, and the claim stands in a disagreement"
    else:
        level, why = 6, "no other origin speaks of it"
    return {"claim_id": claim.claim_id, "credibility": level, "meaning": CREDIBILITY[level], "why": why}
