"""What people decided about claims: data/decisions.csv wins over the rules, and nothing in it is dropped silently."""

import csv
import io
import re
from datetime import date
from math import isfinite
from pathlib import Path

import pandas as pd

from . import paths, tables
from .context import bare, origin, voice

COLUMNS = ["claim_id", "action", "field", "value", "reason", "coder"]
ACTIONS = ("accept", "reject", "recode", "add")
SET_BY_SPAN = {"claim_id", "source_id", "start", "surface", "quote", "coded_by", "kind"}  # follow from the span and the codebook
MEANT = {"status": "write one of actual, expected, denied, unverified", "as_of_basis": "write one of stated, inferred, published",
         "modality": "write one of exact, approximately, at_least, at_most, range, vague, or nothing"}


def _day(value):
    try:
        return not value or bool(date.fromisoformat(value)) and len(value) == 10
    except ValueError:
        return False


def _number(value):
    try:
        return not value or isfinite(float(value))
    except ValueError:
        return False


VALID = {"status": frozenset("actual expected denied unverified".split()).__contains__, "as_of_basis": frozenset("stated inferred published".split()).__contains__,
         "modality": frozenset(["", *"exact approximately at_least at_most range vague".split()]).__contains__,
         "as_of_from": _day, "as_of_to": _day, "low": _number, "high": _number, "end": lambda value: bool(re.fullmatch("[0-9]+", value))}


def load(path=None):
    """decisions.csv => DataFrame of COLUMNS, all text. InputError with file and line for a row that cannot be meant."""
    path = Path(path or paths.DATA / "decisions.csv")
    if not path.exists():
        raise paths.InputError(path, "", "no such file", f"begin one with the line {','.join(COLUMNS)}")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise paths.InputError(path, f"byte {error.start}", "not UTF-8 text", "save it as CSV in UTF-8") from error
    with io.StringIO(text, newline="") as handle:
        reader = csv.DictReader(handle)
        if reader.fieldnames != COLUMNS:
            raise paths.InputError(path, "line 1", f"the columns are {reader.fieldnames}", f"make them {','.join(COLUMNS)}")
        rows = []
        for row in reader:
            wrong = _wrong(row)
            if wrong:
                raise paths.InputError(path, f"line {reader.line_num}", *wrong)
            rows.append(row)
    return pd.DataFrame(rows, columns=COLUMNS, dtype=str)


def _wrong(row):
    """What is wrong with one row and how to mend it, or None."""
    if None in row or None in row.values():
        return "not six cells", "put text that holds a comma in quotes"
    if row["action"] not in ACTIONS:
        return f"no action '{row['action']}'", f"write one of {', '.join(ACTIONS)}"
    if ":" not in row["claim_id"] or not re.fullmatch("[0-9]+", row["claim_id"].rsplit(":", 1)[1]):
        return f"'{row['claim_id']}' is no claim id", "write <source_id>:<start>"
    if row["action"] in ("add", "recode") and (row["field"] not in tables.COLUMNS["claims"] or row["field"] in SET_BY_SPAN):
        return f"'{row['field']}' cannot be set", "name a column of claims.csv that does not follow from the span"
    if row["action"] in ("add", "recode") and not VALID.get(row["field"], lambda value: True)(row["value"]):
        return f"sets {row['field']} to '{row['value']}'", MEANT.get(row["field"], "write a day as YYYY-MM-DD" if row["field"].startswith("as_of") else "write a plain number")
    if not row["reason"].strip():
        return "no reason given", "say why, in a sentence another person could accept"
    return None


def decide(mentions, claims, decisions, articles, book, actors=None):
    """Apply decisions to the tables the rules made => (mentions, claims), DataFrames.

    accept: the rule's claim stands, and a person has looked. reject: it is taken out, or a number that makes no claim stays without; the
    reason goes to the mention either way.
    recode: set `field` to `value`. add: a claim the rules did not make, from rows that set its fields (`end` and `measure` at least).
    A claim's note holds the reasons, unless a row sets the note itself. actors: who is who, for the origin of claims whose speaker a row
    sets without setting the origin. Raises InputError for a decision about a claim that is not there.
    """
    known = {bare(alias): actor for actor in (actors.actors if actors else ()) for alias in (actor.name, *actor.aliases)}
    rows = {row["claim_id"]: row for row in claims.to_dict("records")}
    texts = {article.id: article for article in articles}
    why_not, numbers = {}, set(mentions.mention_id)
    for claim_id, group in decisions.groupby("claim_id", sort=True):
        actions = set(group.action)
        if len(actions) > 1:
            raise _unfit(claim_id, f"is decided in several ways ({', '.join(sorted(actions))})", "keep one action for each claim")
        action = actions.pop()
        if action == "reject" and claim_id in numbers and claim_id not in rows:
            why_not[claim_id] = group.reason.iloc[0]
            continue
        if (claim_id in rows) == (action == "add"):
            raise _unfit(claim_id, "is already a claim of the rules" if action == "add" else "is not a claim", _near(claim_id, rows, action))
        if action == "reject":
            why_not[claim_id] = group.reason.iloc[0]
            del rows[claim_id]
        elif action == "accept":
            rows[claim_id] = {**rows[claim_id], "note": _reasons(group)}
        elif action == "recode":
            rows[claim_id] = _set(rows[claim_id], group, texts, book, known)
        elif action == "add":
            rows[claim_id] = _set(_blank(claim_id, texts), group, texts, book, known)
    ordered = sorted(rows.values(), key=lambda row: (row["source_id"], row["start"]))
    coded = tables.frame("claims", ordered)
    return _accounted(mentions, coded, why_not), coded


def _unfit(claim_id, wrong, mend):
    return paths.InputError(paths.DATA / "decisions.csv", claim_id, f"this {wrong}", mend)


def _near(claim_id, rows, action):
    if action == "add":
        return "use recode to change it"
    source, start = claim_id.rsplit(":", 1)
    same = [row for row in rows.values() if row["source_id"] == source]
    nearest = min(same, key=lambda row: abs(row["start"] - int(start)), default=None)
    return f"the nearest claim is {nearest['claim_id']} ('{nearest['surface']}')" if nearest else f"there is no source {source}, or it makes no claim"


def _blank(claim_id, texts):
    source, start = claim_id.rsplit(":", 1)
    if source not in texts:
        raise _unfit(claim_id, f"names a source '{source}' that is not there", "check sources.yaml")
    empty = dict.fromkeys(tables.COLUMNS["claims"], "")
    return {**empty, "claim_id": claim_id, "source_id": source, "start": int(start), "end": 0, "low": None, "high": None,
            "modality": "", "status": "actual", "as_of_basis": "published", "coded_by": "hand"}


def _set(row, group, texts, book, known):
    row = {**row, "coded_by": "hand", "note": _reasons(group)}
    if "attributed_to" in set(group.field):
        row["origin"] = ""  # follows from who says it
    for field, value in zip(group.field, group.value):
        row[field] = _value(field, value)
    measure = book.measure(row["measure"])
    if measure is None:
        raise _unfit(row["claim_id"], f"names a measure '{row['measure']}' that the codebook does not define", "check the spelling, or define it")
    if measure.values and row["position"] and row["position"] not in measure.values:
        raise _unfit(row["claim_id"], f"takes a position '{row['position']}' that {measure.name} does not list", f"one of {', '.join(measure.values)}")
    article = texts[row["source_id"]]
    if not row["start"] < row["end"] <= len(article.text):
        raise _unfit(row["claim_id"], f"ends at {row['end']}", "set `end` to where its words end in the text")
    row["kind"], row["unit"] = measure.kind, measure.unit
    row["surface"] = article.text[row["start"]:row["end"]]
    row["quote"] = _sentence(article.text, row["start"], row["end"])
    if not row["origin"]:
        who = row["attributed_to"]
        actor = known.get(bare(who))
        row["origin"] = article.name if not who else origin(actor.name, article.name, {actor.name} if actor.kind == "anonymous" else ()) if actor else voice(who)
    return row


def _reasons(group):
    return tables.join(dict.fromkeys(group.reason))


def _value(field, value):
    """A cell as the column has it; `load` has made sure that it can be one."""
    if field in ("low", "high", "end") and value:
        return int(value) if field == "end" else float(value)
    return None if field in ("low", "high") else value


def _sentence(text, start, end):
    from .text import sentences

    whole = [(a, b) for a, b in sentences(text) if a < end and b > start]
    return text[whole[0][0]:whole[-1][1]] if whole else text[start:end]


def _accounted(mentions, coded, why_not):
    """Mentions with the claim each one now is part of, and the reason a person gave where a claim was rejected."""
    mentions = mentions.copy()
    known = set(coded.claim_id)
    spans = {source: list(zip(rows.start, rows.end, rows.claim_id)) for source, rows in coded.groupby("source_id")}
    for i, row in mentions.iterrows():
        if row.claim_id in known:
            continue
        holder = next((c for a, b, c in spans.get(row.source_id, []) if a <= row.start and row.end <= b), "")
        holder = holder or next((c for a, b, c in spans.get(row.source_id, []) if a < row.end and b > row.start), "")
        mentions.loc[i, "claim_id"] = holder
        if holder:
            mentions.loc[i, "reason_not_a_claim"] = ""
        elif row.mention_id in why_not:
            mentions.loc[i, "reason_not_a_claim"] = why_not[row.mention_id]
    return mentions
