"""What people decided about claims: data/decisions.csv wins over the rules, and nothing in it is dropped silently."""

import csv
import io
import re
from datetime import date
from math import isfinite
from pathlib import Path

import pandas as pd

from .. import paths, tables
from ..quantities.amounts import SIGNED
from ..yamlfiles import Misplaced, near
from .context import origin
from .machine import machine

COLUMNS = ["claim_id", "action", "field", "value", "reason", "coder"]
ACTIONS = ("accept", "reject", "recode", "add")
SET_BY_SPAN = {"claim_id", "source_id", "start", "surface", "quote", "coded_by", "kind", "unit"}  # follow from the span and the measure
MEANT = {"status": "write one of actual, expected, denied, unverified", "as_of_basis": "write one of stated, inferred, published",
         "modality": "write one of exact, approximately, at_least, at_most, range, vague, or nothing"}


def _day(value):
    try:
        return not value or bool(date.fromisoformat(value)) and len(value) == 10
    except ValueError:
        return False


def _number(value):
    """Nothing, or a plain number; "1.200" may be a spreadsheet's twelve hundred."""
    try:
        if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{2}0", value):
            return False
        return not value or isfinite(float(value))
    except ValueError:
        return False


AS_CSV = "save it as `CSV UTF-8 (comma delimited)`"
CHANGED = " (a spreadsheet may have changed it: import the file with every column as text)"
VALID = {"status": frozenset("actual expected denied unverified".split()).__contains__,
         "as_of_basis": frozenset("stated inferred published".split()).__contains__,
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
        raise paths.InputError(path, f"byte {error.start}", "not UTF-8 text", AS_CSV) from error
    rows, seen = [], {}
    for line, row in _rows(path, text):
        wrong = _wrong(row)
        key = (row["claim_id"], row["action"], row["field"])
        if not wrong and key in seen:
            wrong = f"{' '.join(filter(None, key[1:]))} of {key[0]} is decided on line {seen[key]} already", "keep one of the two rows"
        if wrong:
            raise paths.InputError(path, f"line {line}", *wrong)
        seen[key] = line
        rows.append(row)
    found = pd.DataFrame(rows, columns=COLUMNS, dtype=str)
    found.attrs["lines"] = {claim: line for (claim, *_), line in reversed(seen.items())}
    return found


def _rows(path, text):
    """(line on which it begins, row) of each row that is not empty; InputError where the file is laid out otherwise."""
    reader, begins = csv.DictReader(io.StringIO(text, newline=""), strict=True), 1
    try:
        if reader.fieldnames != COLUMNS:
            head = text.split("\n", 1)[0].strip()
            signs = ((";", "semicolons"), ("\t", "tabs"))
            sign = next((name for sign, name in signs if head.split(sign) == COLUMNS or head.startswith("sep=")), "")
            apart = f"the cells are kept apart by {sign}, as a spreadsheet does in some languages"
            raise paths.InputError(path, "line 1", apart if sign else f"the columns are {reader.fieldnames}",
                                   AS_CSV if sign else f"make them {','.join(COLUMNS)}")
        begins = 2
        for row in reader:
            if None in row or any(value is None or value.strip() for value in row.values()):
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise paths.InputError(path, f"line {begins}", f"cannot be read as CSV ({error})",
                               "look for a quotation mark without its partner; one inside a cell is written twice") from None


def _wrong(row):
    """What is wrong with one row and how to mend it, or None."""
    sets = row["action"] in ("add", "recode")
    if None in row or None in row.values():
        return "not six cells", "put text that holds a comma in quotes"
    if row["action"] not in ACTIONS:
        return f"no action '{row['action']}'", near(row["action"], ACTIONS)
    if not re.fullmatch(r".+:[0-9]+", row["claim_id"]):
        return f"'{row['claim_id']}' is no claim id", f"write <source_id>:<start>{CHANGED}"
    if sets and row["field"] == "unit":
        return "'unit' cannot be set", "recode `measure`: the unit is the measure's"
    if sets and (row["field"] not in tables.COLUMNS["claims"] or row["field"] in SET_BY_SPAN):
        columns = near(row["field"], set(tables.COLUMNS["claims"]) - SET_BY_SPAN)
        return f"'{row['field']}' cannot be set", f"name a column of claims.csv that does not follow from the span ({columns})"
    if sets and not VALID.get(row["field"], lambda value: True)(row["value"]):
        meant = "write a day as YYYY-MM-DD" if row["field"].startswith("as_of") else "write a plain number, 1200 or 1.2"
        return f"sets {row['field']} to '{row['value']}'", MEANT.get(row["field"], meant + CHANGED)
    if not sets and (row["field"] or row["value"]):
        return f"{row['action']} sets nothing, but `{row['field'] or 'value'}` is filled", "empty field and value, or make it a recode"
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
    who_is_who = machine(book, actors)
    rows = {row["claim_id"]: row for row in claims.to_dict("records")}
    texts = {article.id: article for article in articles}
    why_not, numbers = {}, set(mentions.mention_id)
    for claim_id, group in decisions.groupby("claim_id", sort=True):
        try:
            _carry_out(claim_id, group, rows, numbers, why_not, texts, book, who_is_who)
        except Misplaced as error:
            line = decisions.attrs.get("lines", {}).get(claim_id)
            place = f"line {line}: {claim_id}" if line else claim_id
            raise paths.InputError(paths.DATA / "decisions.csv", place, f"this {error}", error.mend) from None
    ordered = sorted(rows.values(), key=lambda row: (row["source_id"], row["start"]))
    coded = tables.frame("claims", ordered)
    return _accounted(mentions, coded, why_not), coded


def _carry_out(claim_id, group, rows, numbers, why_not, texts, book, who_is_who):
    """One claim's decision: changes `rows` ({claim_id: claim}) and `why_not` ({number: reason})."""
    actions = set(group.action)
    if len(actions) > 1:
        raise _unfit(f"is decided in several ways ({', '.join(sorted(actions))})", "keep one action for each claim")
    action = actions.pop()
    if action == "reject" and claim_id in numbers and claim_id not in rows:
        why_not[claim_id] = group.reason.iloc[0]
        return
    if (claim_id in rows) == (action == "add"):
        raise _unfit("is already a claim of the rules" if action == "add" else "is not a claim", _near(claim_id, rows, action))
    if action == "reject":
        why_not[claim_id] = group.reason.iloc[0]
        del rows[claim_id]
    elif action == "accept":
        rows[claim_id] = {**rows[claim_id], "note": _reasons(group)}
    else:
        rows[claim_id] = _set(rows[claim_id] if action == "recode" else _blank(claim_id, texts), group, texts, book, who_is_who)


def _unfit(wrong, mend):
    return Misplaced((), wrong, mend)


def _near(claim_id, rows, action):
    if action == "add":
        return "use recode to change it"
    source, start = claim_id.rsplit(":", 1)
    same = [row for row in rows.values() if row["source_id"] == source]
    nearest = min(same, key=lambda row: abs(row["start"] - int(start)), default=None)
    if not nearest:
        return f"source {source} is gone or makes no claim: take the row out{CHANGED}"
    return f"the nearest claim is {nearest['claim_id']} ('{nearest['surface']}')"


def _blank(claim_id, texts):
    source, start = claim_id.rsplit(":", 1)
    if source not in texts:
        raise _unfit(f"names a source '{source}' that is not there", f"{near(source, texts)}{CHANGED}")
    empty = dict.fromkeys(tables.COLUMNS["claims"], "")
    return {**empty, "claim_id": claim_id, "source_id": source, "start": int(start), "end": 0, "low": None, "high": None,
            "modality": "", "status": "actual", "as_of_basis": "published", "coded_by": "hand"}


def _set(row, group, texts, book, who_is_who):
    row = {**row, "coded_by": "hand", "note": _reasons(group)}
    if "attributed_to" in set(group.field):
        row["origin"] = ""  # follows from who says it
    for field, value in zip(group.field, group.value):
        row[field] = _value(field, value)
    measure = book.measure(row["measure"])
    if measure is None:
        raise _unfit(f"names a measure '{row['measure']}' that the codebook does not define",
                     f"{near(row['measure'], [m.name for m in book.measures])}, or define it there")
    if measure.values and row["position"] not in measure.values:
        raise _unfit(f"takes a position '{row['position']}' that {measure.name} does not list", near(row["position"], measure.values))
    _consistent(row, measure)
    article = texts[row["source_id"]]
    if not row["start"] < row["end"] <= len(article.text):
        raise _unfit(f"ends at {row['end']}", "set `end` to where its words end in the text")
    row["kind"], row["unit"] = measure.kind, measure.unit
    row["surface"] = article.text[row["start"]:row["end"]]
    row["quote"] = _sentence(article.text, row["start"], row["end"])
    if not row["origin"]:
        who = row["attributed_to"]
        row["origin"] = origin(who_is_who.speaker(who), article.name, who_is_who.anonymous) if who else article.name
    return row


def _consistent(row, measure):
    """Raise Misplaced where the fields of a claim do not go together."""
    numbers = [row[end] for end in ("low", "high") if row[end] is not None and row[end] == row[end]]
    days = row["as_of_from"], row["as_of_to"]
    if numbers and measure.kind != "quantity" or row["position"] and measure.kind in ("quantity", "date"):
        what = "a number" if numbers and measure.kind != "quantity" else "a position"
        raise _unfit(f"has {what}, but {measure.name} is of kind {measure.kind}", "clear it, or name another measure")
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        raise _unfit(f"goes from {numbers[0]:g} to {numbers[1]:g}", "write the smaller number as low")
    if numbers and min(numbers) < 0 and measure.unit not in SIGNED:
        raise _unfit(f"sets a number of {measure.unit} to {min(numbers):g}", f"only {' and '.join(SIGNED)} can be below zero")
    if bool(days[0]) != bool(days[1]) or days[0] > days[1]:
        raise _unfit(f"speaks of the days from '{days[0]}' to '{days[1]}'",
                     "set as_of_from and as_of_to, the earlier first; for one day set both to it")
    if bool(days[0]) == (row["as_of_basis"] == "published"):
        raise _unfit(f"has the as_of_basis '{row['as_of_basis']}' {'and' if days[0] else 'but no'} days of its own",
                     "it is `published` if no day is given, else `stated` or `inferred`")


def _reasons(group):
    return tables.join(dict.fromkeys(group.reason))


def _value(field, value):
    """A cell as the column has it; `load` has made sure that it can be one."""
    if field in ("low", "high", "end") and value:
        return int(value) if field == "end" else float(value)
    return None if field in ("low", "high") else value


def _sentence(text, start, end):
    from ..text import sentences

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
